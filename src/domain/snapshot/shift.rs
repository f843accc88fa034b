//! What edits of kitchens and settlements can touch.

use std::collections::HashSet;

use geo::{BoundingRect, Rect};
use rayon::prelude::*;

use super::apply::Stop;
use super::ledger::Ledger;
use super::places::Head;
use super::{At, PlacedHousehold, Snapshot};
use crate::domain::geodesy::{Ecef, chord_squared, ecef};
use crate::domain::id::Id;
use crate::domain::index::{Bulk, Nearest, Search};
use crate::domain::kitchen::Kitchen;
use crate::domain::listed::Edits;
use crate::domain::position::Position;
use crate::domain::rank::Rank;
use crate::domain::settlement::Settlement;
use crate::domain::settlement_index::SettlementIndex;

/// What is different in kitchens and settlements.
#[derive(Debug, Default)]
pub(super) struct Shift {
    /// Places where kitchens are open that were not.
    come: Vec<Ecef>,
    /// Kitchens that are not open any more, or not where they were.
    gone: Vec<(Rank, Ecef)>,
    /// Kitchens of both kinds, which decisions may name; rising.
    kitchens: Vec<Id>,
    /// Around boundaries that changed, as they were and as they are.
    boxes: Vec<Rect<f64>>,
    /// Settlements that are new or gone, which households without a position may declare; rising.
    settlements: Vec<Id>,
}

/// Where a settlement's or a kitchen's edit may have changed what is computed for a household.
struct Affected {
    place: bool,
    kitchen: bool,
}

impl Shift {
    pub(super) fn between(
        (before, after): (&Snapshot, &Snapshot),
        kitchens: &Edits<Kitchen>,
        settlements: &Edits<Settlement>,
    ) -> Self {
        let mut shift = Self::default();
        for id in kitchens.keys() {
            let [old, new] = [before, after].map(|snapshot| snapshot.kitchens.find_open(id.as_str()));
            if old.map(|(_, site)| site.position) == new.map(|(_, site)| site.position) {
                continue;
            }
            shift.gone.extend(old.map(|(rank, site)| (rank, site.ecef)));
            shift.come.extend(new.map(|(_, site)| site.ecef));
            shift.kitchens.push(id.clone());
        }
        for id in settlements.keys() {
            let find = |list: &SettlementIndex| list.find(id.as_str()).map(|rank| list.get(rank).boundary.clone());
            let (old, new) = (find(&before.settlements), find(&after.settlements));
            if old == new {
                continue;
            }
            if old.is_some() != new.is_some() {
                shift.settlements.push(id.clone());
            }
            let boxes = [old, new].into_iter().flatten().filter_map(|boundary| boundary.polygons().bounding_rect());
            shift.boxes.extend(boxes);
        }
        shift
    }

    /// Computes again what may be different in `next`, whose kitchens and settlements are the new ones, but for the
    /// households in `apart`.
    pub(super) fn recompute(
        &self,
        next: &mut Snapshot,
        apart: &HashSet<At>,
        ledger: &mut Ledger,
        watch: &impl Bulk,
    ) -> Result<(), Stop> {
        if self.kitchens.is_empty() && self.boxes.is_empty() {
            return Ok(());
        }
        let look = |(number, head): (usize, &Head)| {
            if watch.cancelled() {
                return Err(Stop::Cancelled);
            }
            let Some((near, search)) = self.near(head).map(|near| (near, next.kitchens.search())) else {
                return Ok(None);
            };
            let (placed, ledger) = near.chunk(head, next, search, apart);
            watch.done(placed.len());
            Ok((!placed.is_empty()).then_some((number, placed, ledger)))
        };
        let found: Result<Vec<_>, Stop> =
            next.places.heads().par_iter().enumerate().map(look).filter_map(Result::transpose).collect();
        let mut chunks = Vec::new();
        for (number, placed, own) in found? {
            ledger.join(own);
            chunks.push((number, placed));
        }
        next.places.recomputed(chunks);
        Ok(())
    }

    /// What of this may touch a chunk's households, if anything.
    fn near(&self, head: &Head) -> Option<Self> {
        let touches = |part: &&Rect<f64>| {
            head.bounds().is_some_and(|around| {
                let (low, high) = (around.min(), around.max());
                low.x <= part.max().x && high.x >= part.min().x && low.y <= part.max().y && high.y >= part.min().y
            })
        };
        let near = Self {
            come: self.come.iter().filter(|place| head.may_reach(place)).copied().collect(),
            gone: self.gone.iter().filter(|(_, place)| head.may_reach(place)).copied().collect(),
            kitchens: self.kitchens.iter().filter(|id| head.has_decision_for(id)).cloned().collect(),
            boxes: self.boxes.iter().filter(touches).copied().collect(),
            settlements: if head.is_nowhere() { self.settlements.clone() } else { Vec::new() },
        };
        let kitchens = !near.come.is_empty() || !near.gone.is_empty() || !near.kitchens.is_empty();
        (kitchens || !near.boxes.is_empty() || !near.settlements.is_empty()).then_some(near)
    }

    /// The chunk's households, where something is different for one; empty where not.
    fn chunk(
        &self,
        head: &Head,
        next: &Snapshot,
        mut search: Search<'_>,
        apart: &HashSet<At>,
    ) -> (Vec<PlacedHousehold>, Ledger) {
        let (mut all, mut ledger) = (Vec::new(), Ledger::default());
        let limit = next.settings().coverage_limit;
        for (local, (placed, row)) in head.placed().iter().zip(head.rows()).enumerate() {
            let affected = Affected { place: self.may_move(placed), kitchen: self.may_reassign(placed) };
            if !affected.place && !affected.kitchen || apart.contains(row) {
                continue;
            }
            let (mut inside, mut assignment) = (placed.inside, placed.assignment);
            if affected.place {
                inside = PlacedHousehold::locate(&placed.household, &next.settlements);
            }
            if affected.kitchen {
                let nearest = placed.household.position.map_or_else(Nearest::default, |p| search.nearest(p));
                assignment = PlacedHousehold::assign(&placed.household, &nearest, &next.kitchens);
            }
            if inside == placed.inside && assignment == placed.assignment {
                continue;
            }
            let household = placed.household.clone();
            let after = PlacedHousehold { household, inside, assignment, assigned: next.revision, ..*placed };
            ledger.note(limit, Some(placed), Some((&after, *row)));
            if all.is_empty() {
                all = head.placed().to_vec();
            }
            all[local] = after;
        }
        (all, ledger)
    }

    /// Whether the household may lie in another settlement.
    fn may_move(&self, placed: &PlacedHousehold) -> bool {
        let household = &placed.household;
        let inside = |position: Position| {
            let (lon, lat) = (position.lon(), position.lat());
            let holds = |part: &Rect<f64>| {
                (part.min().x..=part.max().x).contains(&lon) && (part.min().y..=part.max().y).contains(&lat)
            };
            self.boxes.iter().any(holds)
        };
        let declares =
            || household.declared_settlement.as_ref().is_some_and(|id| self.settlements.binary_search(id).is_ok());
        household.position.map_or_else(declares, inside)
    }

    /// Whether the household may belong to another kitchen, or have another runner-up.
    fn may_reassign(&self, placed: &PlacedHousehold) -> bool {
        let household = &placed.household;
        if household.closed_on.is_some() {
            return false;
        }
        let decided = household.fixed.as_ref().map(|fixed| &fixed.kitchen);
        if decided.is_some_and(|id| self.kitchens.binary_search(id).is_ok()) {
            return true;
        }
        let (Some(position), Some(reach)) = (household.position, placed.reach()) else { return false };
        // Where a decision overrules nearness, the runner-up's own runner-up is not kept, but has a say in how the
        // distances are measured.
        let holds = |rank: Rank| {
            placed.assignment.as_ref().is_some_and(|a| a.fixed || a.kitchen == rank || a.next == Some(rank))
        };
        if self.come.is_empty() && !self.gone.iter().any(|(rank, _)| holds(*rank)) {
            return false;
        }
        let from = ecef(position);
        let near = |place: &Ecef| chord_squared(&from, place) <= reach * reach;
        self.come.iter().any(near) || self.gone.iter().any(|(rank, place)| holds(*rank) && near(place))
    }
}
