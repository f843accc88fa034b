//! The immutable state that every answer is computed from.

mod apply;

pub use apply::Applied;

use std::sync::Arc;

use geo::Rect;
use rayon::prelude::*;
use rstar::{AABB, RTree, RTreeObject};

use super::assignment::{Assignment, Certainty, State};
use super::change::Row;
use super::flags::{Flag, Flags};
use super::geodesy::{Site, distance_of};
use super::household::Household;
use super::index::{Bulk, KitchenIndex, Nearest, Search, curve_order};
use super::kitchen::{Kitchen, KitchenStatus};
use super::position::Position;
use super::rank::Rank;
use super::register::{Register, RegisterName, Revisions};
use super::settings::{CoverageLimit, Settings};
use super::settlement_index::{Inside, SettlementIndex};

/// Households in a chunk: what an edit copies.
const CHUNK: usize = 1024;

/// Kitchens, settlements and households with everything computed from them, at one revision.
///
/// Its parts stand behind `Arc`s, so that the next snapshot can share those an edit did not touch:
/// rows in chunks by id, positions in chunks along a space-filling curve with an R-tree over them.
#[derive(Clone, Debug)]
pub struct Snapshot {
    revision: u64,
    revisions: Revisions,
    settings: Arc<Settings>,
    settlements: Arc<SettlementIndex>,
    kitchens: Arc<Kitchens>,
    rows: Vec<Arc<[PlacedHousehold]>>,
    places: Arc<RTree<PlaceChunk>>,
}

/// Kitchens in id order, and the open ones' index.
#[derive(Clone, Debug)]
pub struct Kitchens {
    list: Vec<Kitchen>,
    sites: Vec<Site>,
    index: KitchenIndex,
}

/// A household and what is computed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedHousehold {
    /// As registered.
    pub household: Household,
    /// Where it lies among settlements; by its declared settlement where its position is unknown.
    pub inside: Inside,
    /// The kitchen it belongs to; `None` for closed households, unknown positions, and where no
    /// kitchen is open.
    pub assignment: Option<Assignment>,
}

/// Households close to each other: a box and the rows in it.
#[derive(Clone, Debug)]
struct PlaceChunk {
    envelope: AABB<[f64; 2]>,
    places: Arc<[(Position, u32)]>,
}

impl RTreeObject for PlaceChunk {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl Snapshot {
    /// Computes everything from the registers; `None` when cancelled.
    #[must_use]
    pub fn build(register: Register, watch: &impl Bulk) -> Option<Self> {
        let settlements = SettlementIndex::new(register.settlements);
        let kitchens = Kitchens::new(register.kitchens);
        let households = register.households;
        let located = |(index, household): (u32, &Household)| Some((household.position?, index));
        let places: Vec<(Position, u32)> = (0..).zip(&households).filter_map(located).collect();
        let positions: Vec<Position> = places.iter().map(|place| place.0).collect();
        let order = curve_order(&positions);
        let nearest = kitchens.index.nearest_in_order(&positions, &order, watch)?;
        let places = Arc::new(place_chunks(&places, &order));
        let mut nearest = nearest.into_iter();
        let nearest_of: Vec<Nearest> =
            households.iter().map(|h| h.position.and_then(|_| nearest.next()).unwrap_or_default()).collect();
        let place = |(household, nearest)| PlacedHousehold::place(household, nearest, &settlements, &kitchens);
        let rows = households
            .into_par_iter()
            .zip(nearest_of)
            .chunks(CHUNK)
            .map(|chunk| chunk.into_iter().map(place).collect())
            .collect();
        Some(Self {
            revision: register.revision,
            revisions: register.revisions,
            settings: Arc::new(register.settings),
            settlements: Arc::new(settlements),
            kitchens: Arc::new(kitchens),
            rows,
            places,
        })
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

    /// The store's counter at which a row was last written; `None` where there is no such row.
    #[must_use]
    pub fn row_revision(&self, register: RegisterName, id: &str) -> Option<u64> {
        let (index, revisions) = match register {
            RegisterName::Settlements => (self.settlements.find(id)?.index(), &self.revisions.settlements),
            RegisterName::Kitchens => (self.kitchens.find(id)?.index(), &self.revisions.kitchens),
            RegisterName::Households => {
                self.find(id)?;
                (self.seek(id), &self.revisions.households)
            }
        };
        Some(revisions.get(index).copied().unwrap_or(self.revision))
    }

    /// The row with this id, as it was entered.
    #[must_use]
    pub fn entered(&self, register: RegisterName, id: &str) -> Option<Row> {
        Some(match register {
            RegisterName::Settlements => {
                let rank = self.settlements.find(id)?;
                Row::Settlement(self.settlements.settlements().get(rank.index())?.clone())
            }
            RegisterName::Kitchens => Row::Kitchen(self.kitchens.get(self.kitchens.find(id)?).clone()),
            RegisterName::Households => Row::Household(self.find(id)?.household.clone()),
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
        self.rows.last().map_or(0, |last| (self.rows.len() - 1) * CHUNK + last.len())
    }

    /// Households in id order.
    pub fn rows(&self) -> impl Iterator<Item = &PlacedHousehold> {
        self.rows.iter().flat_map(|chunk| chunk.iter())
    }

    /// Households in id order, for work on all cores.
    #[must_use]
    pub fn par_rows(&self) -> impl ParallelIterator<Item = &PlacedHousehold> {
        self.rows.par_iter().flat_map_iter(|chunk| chunk.iter())
    }

    /// The household at a place in id order.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<&PlacedHousehold> {
        self.rows.get(index / CHUNK)?.get(index % CHUNK)
    }

    /// The place in id order of the first household whose id is `id` or comes after it.
    #[must_use]
    pub fn seek(&self, id: &str) -> usize {
        let chunk = self.rows.partition_point(|c| c.last().is_some_and(|row| row.household.id.as_str() < id));
        let within = self.rows.get(chunk).map_or(0, |c| c.partition_point(|row| row.household.id.as_str() < id));
        chunk * CHUNK + within
    }

    /// The household with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&PlacedHousehold> {
        self.row(self.seek(id)).filter(|row| row.household.id.as_str() == id)
    }

    /// The box around the households' positions.
    #[must_use]
    pub fn extent(&self) -> Option<Rect<f64>> {
        if self.places.size() == 0 {
            return None;
        }
        let envelope = self.places.root().envelope();
        Some(Rect::new(envelope.lower(), envelope.upper()))
    }

    /// Places in id order of the households in a box of degrees, edges included; not in order.
    pub fn in_box(&self, west: f64, south: f64, east: f64, north: f64) -> impl Iterator<Item = usize> {
        let bounds = AABB::from_corners([west, south], [east, north]);
        self.places.locate_in_envelope_intersecting(&bounds).flat_map(move |chunk| {
            let inside = move |p: Position| (west..=east).contains(&p.lon()) && (south..=north).contains(&p.lat());
            chunk.places.iter().filter(move |(position, _)| inside(*position)).map(|&(_, index)| index as usize)
        })
    }
}

impl Kitchens {
    /// Indexes kitchens given in id order.
    #[must_use]
    pub fn new(list: Vec<Kitchen>) -> Self {
        let sites = list.iter().map(|kitchen| Site::new(kitchen.position)).collect();
        let open = |kitchen: &Kitchen| (kitchen.status == KitchenStatus::Open).then_some(kitchen.position);
        let index = KitchenIndex::new(list.iter().map(open));
        Self { list, sites, index }
    }

    /// All kitchens, in id order.
    #[must_use]
    pub fn list(&self) -> &[Kitchen] {
        &self.list
    }

    /// The kitchen at a rank.
    #[must_use]
    pub fn get(&self, rank: Rank) -> &Kitchen {
        &self.list[rank.index()]
    }

    /// The rank of the kitchen with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Rank> {
        self.list.binary_search_by(|kitchen| kitchen.id.as_str().cmp(id)).ok().map(Rank::of)
    }

    /// How many are open.
    #[must_use]
    pub fn open_count(&self) -> usize {
        self.index.len()
    }

    /// Ranks of the open ones, rising.
    pub fn open_ranks(&self) -> impl Iterator<Item = Rank> {
        let open =
            |(index, kitchen): (usize, &Kitchen)| (kitchen.status == KitchenStatus::Open).then(|| Rank::of(index));
        self.list.iter().enumerate().filter_map(open)
    }

    /// A search over the open ones.
    #[must_use]
    pub fn search(&self) -> Search<'_> {
        self.index.search()
    }

    /// The open ones' index.
    #[must_use]
    pub const fn index(&self) -> &KitchenIndex {
        &self.index
    }
}

impl PlacedHousehold {
    fn place(household: Household, nearest: Nearest, settlements: &SettlementIndex, kitchens: &Kitchens) -> Self {
        let inside = match household.position {
            Some(position) => settlements.locate(position),
            None => Inside {
                settlement: household.declared_settlement.as_ref().and_then(|id| settlements.find(id.as_str())),
                overlap: false,
            },
        };
        let assignment = if household.closed_on.is_some() {
            None
        } else {
            match Self::fixed_to(&household, kitchens) {
                Some(rank) => {
                    let distance =
                        household.position.map(|p| distance_of(&Site::new(p), &kitchens.sites[rank.index()]));
                    Some(Assignment::to_fixed(rank, distance, &nearest))
                }
                None => Assignment::to_nearest(&nearest),
            }
        };
        Self { household, inside, assignment }
    }

    /// The open kitchen that a decision names. A decision for a closed or unknown kitchen waits.
    fn fixed_to(household: &Household, kitchens: &Kitchens) -> Option<Rank> {
        let rank = kitchens.find(household.fixed.as_ref()?.kitchen.as_str())?;
        (kitchens.get(rank).status == KitchenStatus::Open).then_some(rank)
    }

    /// What became of the household; `None` for a closed one.
    #[must_use]
    pub fn state(&self, limit: CoverageLimit) -> Option<State> {
        State::of(&self.household, self.assignment.as_ref(), limit)
    }

    /// Why it is not served; `None` for a served or a closed one.
    #[must_use]
    pub fn unserved(&self, limit: CoverageLimit) -> Option<State> {
        self.state(limit).filter(|state| *state != State::Served)
    }

    /// How sure its assignment is; `None` without one.
    #[must_use]
    pub fn certainty(&self, limit: CoverageLimit) -> Option<Certainty> {
        self.assignment.as_ref().map(|assignment| Certainty::of(assignment, self.household.accuracy, limit))
    }

    /// What is worth a look about its row.
    #[must_use]
    pub fn flags(&self, settlements: &SettlementIndex) -> Flags {
        let household = &self.household;
        let lies_in = self.inside.settlement.map(|rank| &settlements.settlements()[rank.index()].id);
        let declared = household.declared_settlement.as_ref();
        let waits = household.fixed.is_some() && !self.assignment.is_some_and(|assignment| assignment.fixed);
        Flags::default()
            .with(Flag::PersonsAssumed, household.persons.is_none())
            .with(Flag::SettlementOverlap, self.inside.overlap)
            .with(Flag::SettlementDisagrees, declared.is_some_and(|declared| lies_in != Some(declared)))
            .with(Flag::FixedKitchenNotOpen, waits && household.closed_on.is_none())
    }
}

fn place_chunks(places: &[(Position, u32)], order: &[(u32, u32)]) -> RTree<PlaceChunk> {
    let chunk = |part: &[(u32, u32)]| {
        let places: Arc<[(Position, u32)]> = part.iter().map(|&(_, at)| places[at as usize]).collect();
        let corners: Vec<[f64; 2]> = places.iter().map(|(position, _)| [position.lon(), position.lat()]).collect();
        PlaceChunk { envelope: AABB::from_points(&corners), places }
    };
    RTree::bulk_load(order.par_chunks(CHUNK).map(chunk).collect())
}

#[cfg(test)]
mod tests;
