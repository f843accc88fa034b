//! What an edit did to assignments and to coverage.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::assignment::State;
use super::coverage::Where;
use super::figures::{Figures, Tally};
use super::id::Id;
use super::snapshot::{PlacedHousehold, Snapshot};

/// What an edit did, at the stored coverage limit.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Effects {
    /// Households whose kitchen or state is another, new ones and removed ones among them.
    pub reassigned: u64,
    /// The first [`Effects::NAMED`] of them, in id order.
    pub first_reassigned: Vec<Reassigned>,
    /// Settlements with other tallies, in id order; outside all of them last.
    pub coverage: Vec<CoverageChange>,
}

/// A household whose kitchen or state is another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reassigned {
    /// Which.
    pub household: Id,
    /// The kitchen it belonged to.
    pub from: Option<Id>,
    /// The kitchen it belongs to.
    pub to: Option<Id>,
    /// What it was; `None` where it was not there, or closed.
    pub state_before: Option<State>,
    /// What it is; `None` where it is gone, or closed.
    pub state_after: Option<State>,
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

impl Effects {
    /// Reassigned households that are named; the rest is counted.
    pub const NAMED: usize = 10_000;

    /// What is different in `after`.
    #[must_use]
    pub fn between(before: &Snapshot, after: &Snapshot) -> Self {
        let mut effects = Self::default();
        let (mut old, mut new) = (before.rows().peekable(), after.rows().peekable());
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

    fn compare(&mut self, before: (&Snapshot, Option<&PlacedHousehold>), after: (&Snapshot, Option<&PlacedHousehold>)) {
        let Some(id) = after.1.or(before.1).map(|row| &row.household.id) else { return };
        let (from, to) = (kitchen_of(before), kitchen_of(after));
        let (state_before, state_after) = (state_of(before), state_of(after));
        if from == to && state_before == state_after {
            return;
        }
        self.reassigned += 1;
        if self.first_reassigned.len() < Self::NAMED {
            let (household, from, to) = (id.clone(), from.cloned(), to.cloned());
            self.first_reassigned.push(Reassigned { household, from, to, state_before, state_after });
        }
    }
}

fn kitchen_of<'a>((snapshot, row): (&'a Snapshot, Option<&PlacedHousehold>)) -> Option<&'a Id> {
    let assignment = row?.assignment.as_ref()?;
    Some(&snapshot.kitchens().get(assignment.kitchen).id)
}

fn state_of((snapshot, row): (&Snapshot, Option<&PlacedHousehold>)) -> Option<State> {
    row?.state(snapshot.settings().coverage_limit)
}

fn coverage_changes(before: &Snapshot, after: &Snapshot) -> Vec<CoverageChange> {
    // In id order, outside all of them last.
    type ById = BTreeMap<(bool, Option<Id>), Covered>;
    let covered = |snapshot: &Snapshot| -> ById {
        let groups = snapshot.coverage(snapshot.settings().coverage_limit).groups;
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
