//! Counts and distances of a group of households, exact to the last person.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::assignment::{Certainty, State};
use super::settings::{CoverageLimit, DistanceBands};
use super::snapshot::{PlacedHousehold, Snapshot};
use super::units::Metres;

/// Households, and the persons in them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Households.
    pub households: u64,
    /// Persons; a household whose number is not recorded counts as one.
    pub persons: u64,
}

/// What is known of a group of open households.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Figures {
    /// All of them.
    pub all: Tally,
    /// By state, in the order of [`State::ALL`].
    pub by_state: [Tally; 4],
    /// Those in each distance band, then those beyond the last; households without a distance are
    /// in none.
    pub by_band: Vec<Tally>,
    /// Those with a kitchen.
    pub assigned: Tally,
    /// Those whose kitchen was decided on.
    pub fixed: Tally,
    /// Those whose kitchen or state might be another, given how well the position is known.
    pub uncertain: Tally,
    /// Those with a kitchen that nearness decided and no recorded accuracy.
    pub unknown: Tally,
    /// Those whose number of persons is not recorded.
    pub persons_assumed: u64,
    /// Distances to the kitchen; `None` where no household has one.
    pub distances: Option<Distances>,
}

/// Distances of a group to their kitchens, each household weighing as many as its persons.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Distances {
    /// The sum over the persons, divided last.
    pub mean: Metres,
    /// The least distance that holds at least half of the persons.
    pub median: Metres,
    /// The least distance that holds at least nine tenths of the persons.
    pub percentile_90: Metres,
    /// The greatest.
    pub max: Metres,
}

impl Tally {
    pub(super) fn add(&mut self, persons: u32) {
        self.households += 1;
        self.persons += u64::from(persons);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.households += other.households;
        self.persons += other.persons;
    }

    pub(super) fn take(&mut self, other: Self) {
        self.households -= other.households;
        self.persons -= other.persons;
    }
}

impl Figures {
    /// The figures of no household.
    #[must_use]
    pub fn none(bands: &DistanceBands) -> Self {
        Gathering::default().finish(bands)
    }

    /// Those in a state.
    #[must_use]
    pub const fn in_state(&self, state: State) -> Tally {
        self.by_state[state as usize]
    }

    fn merge(&mut self, other: &Self) {
        self.all.merge(other.all);
        self.assigned.merge(other.assigned);
        self.fixed.merge(other.fixed);
        self.uncertain.merge(other.uncertain);
        self.unknown.merge(other.unknown);
        self.persons_assumed += other.persons_assumed;
        for (mine, theirs) in self.by_state.iter_mut().zip(other.by_state) {
            mine.merge(theirs);
        }
        self.by_band.resize(other.by_band.len().max(self.by_band.len()), Tally::default());
        for (mine, theirs) in self.by_band.iter_mut().zip(&other.by_band) {
            mine.merge(*theirs);
        }
    }
}

/// Gathers a group's figures one household at a time. Sums are integers, so that any order of
/// gathering and merging gives the same bits.
#[derive(Clone, Debug, Default)]
struct Gathering {
    figures: Figures,
    /// Distance and persons of each household that has a distance.
    distances: Vec<(Metres, u32)>,
}

impl Gathering {
    fn add(&mut self, row: &PlacedHousehold, limit: CoverageLimit, bands: &DistanceBands) {
        let Some(state) = row.state(limit) else { return };
        let persons = row.household.counted_persons().get();
        let figures = &mut self.figures;
        figures.all.add(persons);
        figures.by_state[state as usize].add(persons);
        figures.persons_assumed += u64::from(row.household.persons.is_none());
        let Some(assignment) = &row.assignment else { return };
        figures.assigned.add(persons);
        if assignment.fixed {
            figures.fixed.add(persons);
        }
        match row.certainty(limit) {
            Some(Certainty::Uncertain) => figures.uncertain.add(persons),
            Some(Certainty::Unknown) => figures.unknown.add(persons),
            _ => {}
        }
        let Some(distance) = assignment.distance else { return };
        figures.by_band.resize(bands.upper_ends().len() + 1, Tally::default());
        figures.by_band[bands.band(distance)].add(persons);
        self.distances.push((distance, persons));
    }

    fn merge(&mut self, mut other: Self) {
        self.figures.merge(&other.figures);
        self.distances.append(&mut other.distances);
    }

    fn finish(mut self, bands: &DistanceBands) -> Figures {
        self.figures.by_band.resize(bands.upper_ends().len() + 1, Tally::default());
        self.distances.par_sort_unstable();
        self.figures.distances = summarise(&self.distances);
        self.figures
    }
}

/// Micrometres in a metre: distances are summed as whole micrometres.
const MICROMETRES: f64 = 1e6;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "under 2.1e13 and not negative")]
pub(super) fn micrometres(distance: Metres) -> u128 {
    u128::from((distance.get() * MICROMETRES).round() as u64)
}

/// The mean over persons of a sum of micrometres.
#[expect(clippy::cast_precision_loss, reason = "below 2^53 micrometres after division")]
pub(super) fn mean(sum: u128, persons: u128) -> Metres {
    Metres::finite((sum / persons) as f64 / MICROMETRES)
}

fn summarise(sorted: &[(Metres, u32)]) -> Option<Distances> {
    let &(max, _) = sorted.last()?;
    let persons: u128 = sorted.iter().map(|&(_, persons)| u128::from(persons)).sum();
    let sum: u128 = sorted.iter().map(|&(m, persons)| micrometres(m) * u128::from(persons)).sum();
    let mean = mean(sum, persons);
    let percentile = |tenths: u128| {
        let mut held = 0_u128;
        let reached = sorted.iter().find(|&&(_, n)| {
            held += u128::from(n);
            held * 10 >= persons * tenths
        });
        reached.map_or(max, |&(m, _)| m)
    };
    Some(Distances { mean, median: percentile(5), percentile_90: percentile(9), max })
}

impl Snapshot {
    /// Figures of the open households, grouped; every household is in exactly one group.
    pub fn figures_by<K>(&self, limit: CoverageLimit, key: impl Fn(&PlacedHousehold) -> K + Sync) -> Grouped<K>
    where
        K: Ord + Send + Clone,
    {
        self.figures_in(limit, &self.settings().distance_bands, key)
    }

    /// The same in other distance bands than the office's.
    pub fn figures_in<K>(
        &self,
        limit: CoverageLimit,
        bands: &DistanceBands,
        key: impl Fn(&PlacedHousehold) -> K + Sync,
    ) -> Grouped<K>
    where
        K: Ord + Send + Clone,
    {
        let groups = self
            .par_places()
            .filter(|row| row.household.closed_on.is_none())
            .fold(BTreeMap::<K, Gathering>::new, |mut groups, row| {
                groups.entry(key(row)).or_default().add(row, limit, bands);
                groups
            })
            .reduce(BTreeMap::new, |mut groups, others| {
                for (key, other) in others {
                    groups.entry(key).or_default().merge(other);
                }
                groups
            });
        let mut total = Gathering::default();
        let groups = groups
            .into_iter()
            .map(|(key, group)| {
                total.figures.merge(&group.figures);
                total.distances.extend_from_slice(&group.distances);
                (key, group.finish(bands))
            })
            .collect();
        Grouped { groups, total: total.finish(bands) }
    }
}

/// Figures of groups, and of all together.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Grouped<K: Ord> {
    /// By group.
    pub groups: BTreeMap<K, Figures>,
    /// All together.
    pub total: Figures,
}
