//! The immutable state that every answer is computed from.

mod apply;
mod kitchens;
mod ledger;
mod placed;
mod places;
mod rows;
mod shared;
mod shift;

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::Rect;
use rayon::prelude::*;

use super::change::Row;
use super::coverage::Where;
use super::effects::Covered;
use super::household::Household;
use super::index::{Bulk, Nearest, curve_order};
use super::listed::Listed;
use super::position::Position;
use super::register::{Register, RegisterName, Revisions};
use super::settings::{CoverageLimit, Settings};
use super::settlement_index::SettlementIndex;
use places::Places;
use rows::Rows;

pub use apply::Applied;
pub use kitchens::Kitchens;
pub use placed::PlacedHousehold;
pub(super) use places::Head;
pub use shared::{Frame, Mark, Neighbours};

/// Households in a chunk: what an edit copies. Few in tests, so that few households fill many.
const CHUNK: usize = if cfg!(test) { 8 } else { 1024 };

/// Kitchens, settlements and households with everything computed from them, at one revision.
///
/// Its parts stand behind `Arc`s, so that the next snapshot shares those an edit did not touch: households in chunks of
/// neighbours on the ground, each with what is computed for it, and their order by id in chunks beside.
#[derive(Clone, Debug)]
pub struct Snapshot {
    revision: u64,
    settings_written: u64,
    settings: Arc<Settings>,
    settlements: Arc<SettlementIndex>,
    kitchens: Arc<Kitchens>,
    rows: Rows,
    places: Places,
    /// By settlement at the stored limit; those without open households are left out.
    covered: Arc<BTreeMap<Where, Covered>>,
}

/// A chunk's number, and a number in it.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
struct At {
    chunk: u32,
    local: u32,
}

impl Snapshot {
    /// Computes everything from the registers; `None` when cancelled.
    #[must_use]
    pub fn build(register: Register, watch: &impl Bulk) -> Option<Self> {
        let (revision, revisions) = (register.revision, register.revisions);
        let settlements = Listed::new(register.settlements, revisions.settlements, revision);
        let settlements = SettlementIndex::of(settlements);
        let kitchens = Kitchens::of(Listed::new(register.kitchens, revisions.kitchens, revision));
        let households = register.households;
        let located = |(slot, household): (u32, &Household)| Some((household.position?, slot));
        let (positions, slots): (Vec<Position>, Vec<u32>) = (0..).zip(&households).filter_map(located).unzip();
        let order = curve_order(&positions);
        let nowhere = (0..).zip(&households).filter(|(_, household)| household.position.is_none());
        let nowhere: Vec<u32> = nowhere.map(|(slot, _)| slot).collect();
        let mut slots: Vec<u32> = order.iter().map(|&(_, at)| slots[at as usize]).collect();
        let somewhere = slots.len();
        slots.extend(nowhere);
        let (nearest, households) =
            rayon::join(|| kitchens.index().nearest_along(&positions, &order, watch), || along(households, &slots));
        let mut nearest = nearest?;
        nearest.resize(households.len(), Nearest::default());
        let place = |((household, nearest), &slot): ((Arc<Household>, Nearest), &u32)| {
            let placed = PlacedHousehold {
                inside: PlacedHousehold::locate(&household, &settlements),
                assignment: PlacedHousehold::assign(&household, &nearest, &kitchens),
                written: revisions.households.get(slot as usize).copied().unwrap_or(revision),
                assigned: revision,
                household,
            };
            (placed, Rows::number_at(slot as usize))
        };
        let mut households: Vec<(Arc<Household>, Nearest)> = households.into_iter().zip(nearest).collect();
        let nowhere = households.split_off(somewhere);
        let (here, there) = slots.split_at(somewhere);
        let chunks = |households: Vec<(Arc<Household>, Nearest)>, slots: &[u32]| -> Vec<_> {
            let placed = households.into_par_iter().zip(slots).chunks(CHUNK);
            placed.map(|chunk| chunk.into_iter().map(place).unzip()).collect()
        };
        let mut all = chunks(households, here);
        all.extend(chunks(nowhere, there));
        let places = Places::of(all);
        let rows = Rows::new(&places.in_order_of_rows(slots.len()));
        let limit = register.settings.coverage_limit;
        Some(Self {
            revision,
            settings_written: revisions.settings,
            settings: Arc::new(register.settings),
            settlements: Arc::new(settlements),
            kitchens: Arc::new(kitchens),
            rows,
            covered: Arc::new(covered(&places, limit)),
            places,
        })
    }

    /// Everything that was entered.
    #[must_use]
    pub fn register(&self) -> Register {
        let households = || self.par_rows();
        Register {
            settlements: self.settlements.settlements().to_vec(),
            kitchens: self.kitchens.list().to_vec(),
            households: households().map(|row| Household::clone(&row.household)).collect(),
            settings: self.settings().clone(),
            revision: self.revision,
            revisions: Revisions {
                settlements: self.settlements.list().revisions().to_vec(),
                kitchens: self.kitchens.listed().revisions().to_vec(),
                households: households().map(|row| row.written).collect(),
                settings: self.settings_written,
            },
        }
    }

    /// The store's counter that this was computed at.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether settlements and kitchens are the very ones of another snapshot.
    #[must_use]
    pub fn has_places_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.settlements, &other.settlements) && Arc::ptr_eq(&self.kitchens, &other.kitchens)
    }

    /// The store's counter at which the settings were last written.
    #[must_use]
    pub const fn settings_revision(&self) -> u64 {
        self.settings_written
    }

    /// The store's counter at which a row was last written; `None` where there is no such row.
    #[must_use]
    pub fn row_revision(&self, register: RegisterName, id: &str) -> Option<u64> {
        match register {
            RegisterName::Settlements => self.settlements.list().revision(id),
            RegisterName::Kitchens => self.kitchens.listed().revision(id),
            RegisterName::Households => Some(self.find(id)?.written),
        }
    }

    /// The row with this id, as it was entered.
    #[must_use]
    pub fn entered(&self, register: RegisterName, id: &str) -> Option<Row> {
        Some(match register {
            RegisterName::Settlements => Row::Settlement(self.settlements.get(self.settlements.find(id)?).clone()),
            RegisterName::Kitchens => Row::Kitchen(self.kitchens.get(self.kitchens.find(id)?).clone()),
            RegisterName::Households => Row::Household(Household::clone(&self.find(id)?.household)),
        })
    }

    /// The office's decisions.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Settlements in id order.
    #[must_use]
    pub fn settlements(&self) -> &SettlementIndex {
        &self.settlements
    }

    /// Kitchens in id order.
    #[must_use]
    pub fn kitchens(&self) -> &Kitchens {
        &self.kitchens
    }

    /// How many households there are, closed ones included.
    #[must_use]
    pub fn household_count(&self) -> usize {
        self.rows.len()
    }

    /// Households in id order.
    pub fn rows(&self) -> impl Iterator<Item = &PlacedHousehold> {
        self.rows.iter().map(|place| self.places.get(place))
    }

    /// Households in id order, for work on all cores. [`Snapshot::par_places`] is faster where the order is of no
    /// matter.
    #[must_use]
    pub fn par_rows(&self) -> impl ParallelIterator<Item = &PlacedHousehold> {
        self.rows.par_iter().map(|place| self.places.get(place))
    }

    /// Households in no order that means anything, for work on all cores.
    #[must_use]
    pub fn par_places(&self) -> impl ParallelIterator<Item = &PlacedHousehold> {
        self.heads().par_iter().flat_map_iter(Head::placed)
    }

    /// The same, each with its slot.
    #[must_use]
    pub fn par_slots(&self) -> impl ParallelIterator<Item = (usize, &PlacedHousehold)> {
        let slots = |head: &'_ Head| head.rows().iter().map(|&row| self.rows.slot(row)).collect::<Vec<_>>();
        self.heads().par_iter().flat_map_iter(move |head| slots(head).into_iter().zip(head.placed()))
    }

    pub(super) fn heads(&self) -> &[Head] {
        self.places.heads()
    }

    /// The household at a place in id order.
    #[must_use]
    pub fn row(&self, slot: usize) -> Option<&PlacedHousehold> {
        self.rows.get(slot).map(|place| self.places.get(place))
    }

    /// The place in id order of the first household whose id is `id` or comes after it.
    #[must_use]
    pub fn seek(&self, id: &str) -> usize {
        self.rows.seek(|place| self.places.get(place).household.id.as_str() < id)
    }

    /// The household with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&PlacedHousehold> {
        self.place_of(id).map(|place| self.places.get(place))
    }

    fn place_of(&self, id: &str) -> Option<At> {
        let place = self.rows.get(self.seek(id))?;
        (self.places.get(place).household.id.as_str() == id).then_some(place)
    }

    /// The box around the households' positions.
    #[must_use]
    pub fn extent(&self) -> Option<Rect<f64>> {
        self.places.extent()
    }

    /// Places in id order of the households in a box of degrees, edges included; not in order.
    pub fn in_box(&self, west: f64, south: f64, east: f64, north: f64) -> impl Iterator<Item = usize> {
        self.places.in_box(west, south, east, north).map(|row| self.rows.slot(row))
    }
}

/// Households in the order of slots.
fn along(households: Vec<Household>, slots: &[u32]) -> Vec<Arc<Household>> {
    let mut households: Vec<Option<Household>> = households.into_iter().map(Some).collect();
    slots.iter().filter_map(|&slot| households[slot as usize].take()).map(Arc::new).collect()
}

/// Tallies by settlement, of those that have open households.
fn covered(places: &Places, limit: CoverageLimit) -> BTreeMap<Where, Covered> {
    let add = |mut all: BTreeMap<Where, Covered>, head: &Head| {
        for row in head.placed() {
            if let Some(state) = row.state(limit) {
                let persons = row.household.counted_persons().get();
                all.entry(Where(row.inside.settlement)).or_default().add(persons, state);
            }
        }
        all
    };
    let join = |mut all: BTreeMap<Where, Covered>, others: BTreeMap<Where, Covered>| {
        for (place, covered) in others {
            all.entry(place).or_default().merge(&covered);
        }
        all
    };
    places.heads().par_iter().fold(BTreeMap::new, add).reduce(BTreeMap::new, join)
}

#[cfg(test)]
mod tests;
