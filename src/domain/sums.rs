//! Counts and distances that are kept for each chunk of households, so that a snapshot after an edit adds up chunks
//! and not households.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use rayon::prelude::*;

use super::assignment::{Assignment, State};
use super::coverage::Where;
use super::figures::{Tally, mean, micrometres};
use super::rank::Rank;
use super::settings::CoverageLimit;
use super::snapshot::{PlacedHousehold, Snapshot};
use super::units::Metres;

/// What a group of open households adds up to; the same numbers as in [`Figures`](super::figures::Figures).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Sum {
    /// All of them.
    pub all: Tally,
    /// By state, in the order of [`State::ALL`].
    pub by_state: [Tally; 4],
    /// Those with a kitchen.
    pub assigned: Tally,
    /// Those whose kitchen was decided on.
    pub fixed: Tally,
    /// Persons with a distance, and the sum over them in micrometres.
    persons: u64,
    micrometres: u128,
    /// The greatest distance.
    pub max_distance: Option<Metres>,
}

/// Sums by settlement and by kitchen.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sums {
    /// For every settlement, empty ones too, and for outside all.
    pub by_settlement: BTreeMap<Where, Sum>,
    /// For every kitchen, closed ones too, and for households that have none.
    pub by_kitchen: BTreeMap<Where, Sum>,
    /// By kitchen, the households that are nearest to it, whatever was decided; those without are left out.
    pub nearest: BTreeMap<Rank, Tally>,
    /// All together.
    pub total: Sum,
}

/// The sums of some households by kitchen and settlement, and those nearest to each kitchen.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pairs: Box<[((Where, Where), Sum)]>,
    nearest: Box<[(Rank, Tally)]>,
}

impl Sum {
    /// Those in a state.
    #[must_use]
    pub const fn in_state(&self, state: State) -> Tally {
        self.by_state[state as usize]
    }

    /// The mean distance, each household weighing as many as its persons; `None` where none has one.
    #[must_use]
    pub fn mean_distance(&self) -> Option<Metres> {
        (self.persons > 0).then(|| mean(self.micrometres, u128::from(self.persons)))
    }

    fn add(&mut self, row: &PlacedHousehold, state: State) {
        let persons = row.household.counted_persons().get();
        self.all.add(persons);
        self.by_state[state as usize].add(persons);
        let Some(assignment) = &row.assignment else { return };
        self.assigned.add(persons);
        if assignment.fixed {
            self.fixed.add(persons);
        }
        let Some(distance) = assignment.distance else { return };
        self.persons += u64::from(persons);
        self.micrometres += micrometres(distance) * u128::from(persons);
        self.max_distance = self.max_distance.max(Some(distance));
    }
}

impl AddAssign<&Self> for Sum {
    fn add_assign(&mut self, other: &Self) {
        self.all.merge(other.all);
        self.assigned.merge(other.assigned);
        self.fixed.merge(other.fixed);
        for (mine, theirs) in self.by_state.iter_mut().zip(other.by_state) {
            mine.merge(theirs);
        }
        self.persons += other.persons;
        self.micrometres += other.micrometres;
        self.max_distance = self.max_distance.max(other.max_distance);
    }
}

impl Parts {
    pub(super) fn of(households: &[PlacedHousehold], limit: CoverageLimit) -> Self {
        let mut pairs = BTreeMap::<(Where, Where), Sum>::new();
        let mut nearest = BTreeMap::<Rank, Tally>::new();
        for row in households {
            let Some(state) = row.state(limit) else { continue };
            let kitchen = row.assignment.as_ref().map(|assignment| assignment.kitchen);
            pairs.entry((Where(kitchen), Where(row.inside.settlement))).or_default().add(row, state);
            if let Some(rank) = row.assignment.as_ref().and_then(Assignment::nearest) {
                nearest.entry(rank).or_default().add(row.household.counted_persons().get());
            }
        }
        Self { pairs: pairs.into_iter().collect(), nearest: nearest.into_iter().collect() }
    }
}

impl Sums {
    fn add(&mut self, parts: &Parts) {
        for ((kitchen, settlement), sum) in &parts.pairs {
            *self.by_kitchen.entry(*kitchen).or_default() += sum;
            *self.by_settlement.entry(*settlement).or_default() += sum;
            self.total += sum;
        }
        for (kitchen, tally) in &parts.nearest {
            self.nearest.entry(*kitchen).or_default().merge(*tally);
        }
    }

    fn join(mut self, other: Self) -> Self {
        for (key, sum) in &other.by_kitchen {
            *self.by_kitchen.entry(*key).or_default() += sum;
        }
        for (key, sum) in &other.by_settlement {
            *self.by_settlement.entry(*key).or_default() += sum;
        }
        for (key, tally) in other.nearest {
            self.nearest.entry(key).or_default().merge(tally);
        }
        self.total += &other.total;
        self
    }
}

impl Snapshot {
    /// Sums at a limit. At the stored one those of households that no edit since touched are at hand, so that it costs
    /// by chunks; at any other, by households.
    #[must_use]
    pub fn sums(&self, limit: CoverageLimit) -> Sums {
        let stored = limit == self.settings().coverage_limit;
        let add = |mut sums: Sums, head: &super::snapshot::Head| {
            if stored {
                sums.add(head.sums_at_stored(limit));
            } else {
                sums.add(&Parts::of(head.placed(), limit));
            }
            sums
        };
        let mut sums = self.heads().par_iter().fold(Sums::default, add).reduce(Sums::default, Sums::join);
        let settlements = self.settlements().ranks().iter().map(|rank| Where(Some(*rank)));
        for place in settlements.chain([Where(None)]) {
            sums.by_settlement.entry(place).or_default();
        }
        for rank in self.kitchens().ranks() {
            sums.by_kitchen.entry(Where(Some(*rank))).or_default();
        }
        sums
    }
}
