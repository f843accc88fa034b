//! What an edit did to assignments and to coverage.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::assignment::State;
use super::coverage::Where;
use super::figures::{Figures, Tally};
use super::id::Id;
use super::position::Position;
use super::settings::CoverageLimit;
use super::snapshot::{PlacedHousehold, Snapshot};
use super::units::Metres;

/// What an edit did, at a coverage limit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// Households whose kitchen or state is another, new ones and removed ones among them.
    pub reassigned: u64,
    /// The first [`Effects::NAMED`] of them, in id order.
    pub first_reassigned: Vec<Reassigned>,
    /// Settlements with other tallies, in id order; outside all of them last.
    pub coverage: Vec<CoverageChange>,
}

/// A household whose kitchen or state is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Reassigned {
    /// Which.
    pub household: Id,
    /// Where it is, or was where it is gone.
    pub position: Option<Position>,
    /// The kitchen it belonged to.
    pub from: Option<Id>,
    /// The kitchen it belongs to.
    pub to: Option<Id>,
    /// What it was; `None` where it was not there, or closed.
    pub state_before: Option<State>,
    /// What it is; `None` where it is gone, or closed.
    pub state_after: Option<State>,
    /// The kitchen it belonged to, as it was.
    pub way_before: Option<Way>,
    /// The kitchen it belongs to, as it is.
    pub way_after: Option<Way>,
}

/// The way from a household to its kitchen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// Where the kitchen is.
    pub kitchen: Position,
    /// How far that is; `None` where the household's position is not known.
    pub distance: Option<Metres>,
}

/// How coverage changed in a settlement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CoverageChange {
    /// Which; `None` outside all of them.
    pub settlement: Option<Id>,
    /// As it was.
    pub before: Covered,
    /// As it is.
    pub after: Covered,
}

/// Open households of a settlement and what became of them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Covered {
    /// All of them.
    pub all: Tally,
    /// By state, in the order of [`State::ALL`].
    pub by_state: [Tally; 4],
}

/// A snapshot, and the limit that it is looked at.
type At<'a> = (&'a Snapshot, CoverageLimit);

impl Effects {
    /// Reassigned households that are named; the rest is counted.
    pub const NAMED: usize = 10_000;

    /// What is different in `after`, each at its stored limit.
    #[must_use]
    pub fn between(before: &Snapshot, after: &Snapshot) -> Self {
        Self::of((before, before.settings().coverage_limit), (after, after.settings().coverage_limit))
    }

    /// What is different in `after` at a limit.
    #[must_use]
    pub fn at(limit: CoverageLimit, before: &Snapshot, after: &Snapshot) -> Self {
        Self::of((before, limit), (after, limit))
    }

    fn of(before: At<'_>, after: At<'_>) -> Self {
        let mut effects = Self::default();
        let (mut old, mut new) = (before.0.rows().peekable(), after.0.rows().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) => old.household.id.cmp(&new.household.id),
            };
            let was = if order.is_le() { old.next() } else { None };
            let is = if order.is_ge() { new.next() } else { None };
            effects.compare((before, was), (after, is));
        }
        effects.coverage = coverage_changes(before, after);
        effects
    }

    fn compare(&mut self, before: (At<'_>, Option<&PlacedHousehold>), after: (At<'_>, Option<&PlacedHousehold>)) {
        let Some(household) = after.1.or(before.1).map(|row| &row.household) else { return };
        let (from, to) = (kitchen_of(before), kitchen_of(after));
        let (state_before, state_after) = (state_of(before), state_of(after));
        if from == to && state_before == state_after {
            return;
        }
        self.reassigned += 1;
        if self.first_reassigned.len() < Self::NAMED {
            self.first_reassigned.push(Reassigned {
                household: household.id.clone(),
                position: household.position,
                from: from.cloned(),
                to: to.cloned(),
                state_before,
                state_after,
                way_before: way_of(before),
                way_after: way_of(after),
            });
        }
    }
}

fn kitchen_of<'a>(((snapshot, _), row): (At<'a>, Option<&PlacedHousehold>)) -> Option<&'a Id> {
    let assignment = row?.assignment.as_ref()?;
    Some(&snapshot.kitchens().get(assignment.kitchen).id)
}

fn way_of(((snapshot, _), row): (At<'_>, Option<&PlacedHousehold>)) -> Option<Way> {
    let assignment = row?.assignment.as_ref()?;
    Some(Way { kitchen: snapshot.kitchens().get(assignment.kitchen).position, distance: assignment.distance })
}

fn state_of(((_, limit), row): (At<'_>, Option<&PlacedHousehold>)) -> Option<State> {
    row?.state(limit)
}

fn coverage_changes(before: At<'_>, after: At<'_>) -> Vec<CoverageChange> {
    // In id order, outside all of them last.
    type ById = BTreeMap<(bool, Option<Id>), Covered>;
    let covered = |(snapshot, limit): At<'_>| -> ById {
        let groups = snapshot.coverage(limit).groups;
        let id = |place: &Where| place.0.map(|rank| snapshot.settlements().get(rank).id.clone());
        let group = |(place, figures): (&Where, &Figures)| ((place.0.is_none(), id(place)), Covered::of(figures));
        groups.iter().map(group).collect()
    };
    let (old, new) = (covered(before), covered(after));
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let find = |all: &ById, key: &(bool, Option<Id>)| all.get(key).copied().unwrap_or_default();
    let change = |key: &(bool, Option<Id>)| {
        let (before, after) = (find(&old, key), find(&new, key));
        (before != after).then(|| CoverageChange { settlement: key.1.clone(), before, after })
    };
    keys.into_iter().filter_map(change).collect()
}

impl Covered {
    fn of(figures: &Figures) -> Self {
        Self { all: figures.all, by_state: figures.by_state }
    }

    pub(super) fn add(&mut self, persons: u32, state: State) {
        self.all.add(persons);
        self.by_state[state as usize].add(persons);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.all.merge(other.all);
        for (mine, theirs) in self.by_state.iter_mut().zip(other.by_state) {
            mine.merge(theirs);
        }
    }

    pub(super) fn take(&mut self, other: &Self) {
        self.all.take(other.all);
        for (mine, theirs) in self.by_state.iter_mut().zip(other.by_state) {
            mine.take(theirs);
        }
    }
}
