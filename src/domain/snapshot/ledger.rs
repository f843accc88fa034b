//! What an edit did, gathered household by household.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{At, PlacedHousehold, Snapshot};
use crate::domain::assignment::{Assignment, State};
use crate::domain::coverage::Where;
use crate::domain::effects::{CoverageChange, Covered, Effects, Reassigned, Way};
use crate::domain::household::Household;
use crate::domain::rank::Rank;
use crate::domain::settings::CoverageLimit;
use crate::domain::units::Metres;

/// What an edit did to some households at the stored limit, which is the same before and after.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    moves: Vec<Move>,
    /// By settlement, the households that were touched as they were, and as they are.
    before: BTreeMap<Where, Covered>,
    after: BTreeMap<Where, Covered>,
}

/// A household whose kitchen or state is another.
#[derive(Debug)]
struct Move {
    household: Arc<Household>,
    /// `None` where it is gone.
    row: Option<At>,
    /// The kitchen, and how far it is.
    from: Option<(Rank, Option<Metres>)>,
    to: Option<(Rank, Option<Metres>)>,
    state_before: Option<State>,
    state_after: Option<State>,
}

impl Ledger {
    /// Notes what became of a household; `after` comes with the number of its row.
    pub(super) fn note(
        &mut self,
        limit: CoverageLimit,
        before: Option<&PlacedHousehold>,
        after: Option<(&PlacedHousehold, At)>,
    ) {
        let row = after.map(|(_, row)| row);
        let after = after.map(|(placed, _)| placed);
        let Some(household) = after.or(before).map(|placed| placed.household.clone()) else { return };
        let kitchen = |placed: Option<&PlacedHousehold>| placed?.assignment.as_ref().map(|a: &Assignment| a.kitchen);
        let state = |placed: Option<&PlacedHousehold>| placed?.state(limit);
        let (state_before, state_after) = (state(before), state(after));
        for (placed, state, sums) in [(before, state_before, &mut self.before), (after, state_after, &mut self.after)] {
            if let (Some(placed), Some(state)) = (placed, state) {
                let persons = placed.household.counted_persons().get();
                sums.entry(Where(placed.inside.settlement)).or_default().add(persons, state);
            }
        }
        if kitchen(before) != kitchen(after) || state_before != state_after {
            let way = |placed: Option<&PlacedHousehold>| placed?.assignment.as_ref().map(|a| (a.kitchen, a.distance));
            let (from, to) = (way(before), way(after));
            self.moves.push(Move { household, row, from, to, state_before, state_after });
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.moves.extend(other.moves);
        for (mine, theirs) in [(&mut self.before, other.before), (&mut self.after, other.after)] {
            for (place, covered) in theirs {
                mine.entry(place).or_default().merge(&covered);
            }
        }
    }

    /// Brings the tallies of `next` up to date, whose rows are in order already, and says what is different in it.
    pub(super) fn close(self, snapshot: &Snapshot, next: &mut Snapshot) -> Effects {
        let mut coverage = Vec::new();
        if !self.before.is_empty() || !self.after.is_empty() {
            let all = Arc::make_mut(&mut next.covered);
            for (place, covered) in &self.after {
                all.entry(*place).or_default().merge(covered);
            }
            for (place, covered) in &self.before {
                all.entry(*place).or_default().take(covered);
            }
            let mut touched: Vec<Where> = self.before.keys().chain(self.after.keys()).copied().collect();
            touched.sort_unstable();
            touched.dedup();
            for place in touched {
                let after = all.get(&place).copied().unwrap_or_default();
                let before = snapshot.covered.get(&place).copied().unwrap_or_default();
                if after == Covered::default() {
                    all.remove(&place);
                }
                if before != after {
                    // Nobody is left in a settlement that is gone.
                    let list = if after == Covered::default() { &snapshot.settlements } else { &next.settlements };
                    let settlement = place.0.map(|rank| list.get(rank).id.clone());
                    coverage.push(CoverageChange { settlement, before, after });
                }
            }
        }
        let reassigned = self.moves.len() as u64;
        Effects { reassigned, first_reassigned: named(&self.moves, snapshot, next), coverage }
    }
}

/// The first moves in id order.
fn named(moves: &[Move], snapshot: &Snapshot, next: &Snapshot) -> Vec<Reassigned> {
    // A household that is gone comes before the one that stands at its slot now.
    let slot = |gone: &Move| gone.row.map_or_else(|| next.seek(gone.household.id.as_str()), |row| next.rows.slot(row));
    let mut order: Vec<(usize, bool, usize)> =
        moves.iter().enumerate().map(|(at, moved)| (slot(moved), moved.row.is_some(), at)).collect();
    order.sort_unstable_by(|a, b| {
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| moves[a.2].household.id.cmp(&moves[b.2].household.id))
    });
    let id = |list: &super::Kitchens, way: Option<(Rank, _)>| way.map(|(rank, _)| list.get(rank).id.clone());
    let way = |list: &super::Kitchens, way: Option<(Rank, Option<Metres>)>| {
        way.map(|(rank, distance)| Way { kitchen: list.get(rank).position, distance })
    };
    let name = |moved: &Move| Reassigned {
        household: moved.household.id.clone(),
        position: moved.household.position,
        from: id(&snapshot.kitchens, moved.from),
        to: id(&next.kitchens, moved.to),
        state_before: moved.state_before,
        state_after: moved.state_after,
        way_before: way(&snapshot.kitchens, moved.from),
        way_after: way(&next.kitchens, moved.to),
    };
    order.into_iter().take(Effects::NAMED).map(|(_, _, at)| name(&moves[at])).collect()
}
