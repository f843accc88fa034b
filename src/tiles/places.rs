//! Households along the Z-order curve: those of a square are a run of it, and what they add up to is a difference of two
//! running sums.

use std::ops::Range;

use rayon::prelude::*;

use super::square::{Spot, Square};
use crate::domain::assignment::State;
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::{PlacedHousehold, Snapshot};

/// Households between two running sums: fewer are added one by one.
const BLOCK: usize = 16;

/// Open households with a position, along the curve. They are the ones in totals: closed ones are in no tile.
#[derive(Debug)]
pub(super) struct Places {
    codes: Vec<u64>,
    slots: Vec<u32>,
}

impl Places {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let places: Vec<(u64, u32)> = (0..snapshot.household_count())
            .into_par_iter()
            .filter_map(|slot| {
                let household = &snapshot.row(slot)?.household;
                let open = household.closed_on.is_none();
                let position = household.position.filter(|_| open)?;
                Some((Spot::of(position).code(), u32::try_from(slot).ok()?))
            })
            .collect();
        let (codes, slots) = along_the_curve(places).into_iter().unzip();
        Self { codes, slots }
    }

    /// What is read of every household, along the curve. Rows are read in the order they stand in: in the curve's,
    /// each would be fetched from afar.
    pub(super) fn read<T: Copy + Send + Sync>(
        &self,
        snapshot: &Snapshot,
        read: impl Fn(&PlacedHousehold) -> T + Send + Sync,
    ) -> Vec<T> {
        let all: Vec<T> = snapshot.par_rows().map(read).collect();
        self.slots.par_iter().map(|slot| all[*slot as usize]).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    pub(super) fn spot(&self, at: usize) -> Spot {
        Spot::of_code(self.codes[at])
    }

    pub(super) fn slot(&self, at: usize) -> usize {
        self.slots[at] as usize
    }

    /// The households in a square.
    pub(super) fn of(&self, square: Square) -> Range<usize> {
        let (low, high) = square.codes();
        let start = self.codes.partition_point(|code| *code < low);
        start..start + self.codes[start..].partition_point(|code| *code <= high)
    }

    /// A run split by the squares of a level; costs by squares, not by households.
    pub(super) fn split(&self, run: Range<usize>, level: u8) -> impl Iterator<Item = Range<usize>> {
        let mut start = run.start;
        std::iter::from_fn(move || {
            let rest = self.codes.get(start..run.end)?;
            let square = Square::code_at(level, *rest.first()?);
            let same = |code: &u64| Square::code_at(level, *code) == square;
            // Most cells hold few: the end is looked for in steps that double.
            let mut reach = 1;
            while rest.get(reach).is_some_and(same) {
                reach *= 2;
            }
            let known = reach / 2;
            let end = known + rest[known..reach.min(rest.len())].partition_point(same);
            let found = start..start + end;
            start = found.end;
            Some(found)
        })
    }
}

/// What became of households at a coverage limit, along the curve.
#[derive(Debug)]
pub(super) struct Counts {
    /// Persons, and in the lower two bits the state.
    each: Vec<u16>,
    /// The sum of all before each block.
    before: Vec<Sum>,
}

/// What households add up to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Sum {
    x: u64,
    y: u64,
    pub(super) households: u64,
    pub(super) persons: u64,
    pub(super) served: u64,
    pub(super) persons_served: u64,
    no_kitchen: u64,
}

impl Counts {
    pub(super) fn new(places: &Places, snapshot: &Snapshot, limit: CoverageLimit) -> Self {
        let each = places.read(snapshot, |row| {
            // A household counts 10 000 persons at most, which leaves two bits.
            let persons = row.household.counted_persons().get();
            let state = row.state(limit).unwrap_or(State::BadPosition);
            u16::try_from(persons << 2).unwrap_or(u16::MAX) & !3 | state as u16
        });
        Self { before: sums(places, &each), each }
    }

    pub(super) fn of(&self, places: &Places, run: Range<usize>) -> Sum {
        let (first, last) = (run.start.div_ceil(BLOCK), run.end / BLOCK);
        let mut sum = Sum::default();
        let mut one_by_one = |run: Range<usize>| run.for_each(|at| sum.add(places.spot(at), self.each[at]));
        if first >= last {
            one_by_one(run);
            return sum;
        }
        one_by_one(run.start..first * BLOCK);
        one_by_one(last * BLOCK..run.end);
        sum.plus(&self.before[last]).minus(&self.before[first])
    }
}

/// The sum of all before each block, and of all.
fn sums(places: &Places, each: &[u16]) -> Vec<Sum> {
    let blocks = places.codes.par_chunks(BLOCK).zip(each.par_chunks(BLOCK));
    let block = |(codes, each): (&[u64], &[u16])| {
        let mut sum = Sum::default();
        codes.iter().zip(each).for_each(|(code, packed)| sum.add(Spot::of_code(*code), *packed));
        sum
    };
    let mut sums: Vec<Sum> = blocks.map(block).collect();
    let mut before = Sum::default();
    for sum in &mut sums {
        let after = before.plus(sum);
        *sum = before;
        before = after;
    }
    sums.push(before);
    sums
}

/// Bits of a code that are sorted by at once.
const DIGIT: u32 = 11;

/// Sorted by code, those with the same code in the order given: digit by digit, the last first. Digits that all codes
/// share, as those of one city do, cost nothing.
fn along_the_curve(places: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    let differ = places.first().map_or(0, |(first, _)| places.iter().fold(0, |bits, (code, _)| bits | (code ^ first)));
    let mut sorted = places;
    let mut other = vec![(0, 0); sorted.len()];
    for shift in (0..u64::BITS).step_by(DIGIT as usize) {
        let digit = |code: u64| ((code >> shift) & ((1 << DIGIT) - 1)) as usize;
        if digit(differ) == 0 {
            continue;
        }
        let mut next = [0; 1 << DIGIT];
        for (code, _) in &sorted {
            next[digit(*code)] += 1;
        }
        let mut start = 0;
        for count in &mut next {
            (*count, start) = (start, start + *count);
        }
        for place in &sorted {
            let at = &mut next[digit(place.0)];
            other[*at] = *place;
            *at += 1;
        }
        std::mem::swap(&mut sorted, &mut other);
    }
    sorted
}

impl Sum {
    fn add(&mut self, spot: Spot, packed: u16) {
        let persons = u64::from(packed >> 2);
        let is = |state: State| u64::from(packed & 3 == state as u16);
        self.x += u64::from(spot.x);
        self.y += u64::from(spot.y);
        self.households += 1;
        self.persons += persons;
        self.served += is(State::Served);
        self.persons_served += persons * is(State::Served);
        self.no_kitchen += is(State::NoKitchen);
    }

    fn each(&self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        Self {
            x: join(self.x, other.x),
            y: join(self.y, other.y),
            households: join(self.households, other.households),
            persons: join(self.persons, other.persons),
            served: join(self.served, other.served),
            persons_served: join(self.persons_served, other.persons_served),
            no_kitchen: join(self.no_kitchen, other.no_kitchen),
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        self.each(other, |a, b| a + b)
    }

    fn minus(&self, other: &Self) -> Self {
        self.each(other, |a, b| a - b)
    }

    /// The middle of the households; that of none is a corner of the world.
    pub(super) fn middle(&self) -> Spot {
        let mean = |sum: u64| u32::try_from(sum / self.households.max(1)).unwrap_or(u32::MAX);
        Spot { x: mean(self.x), y: mean(self.y) }
    }

    /// The state that most households are in, the worse of equals.
    pub(super) fn state(&self) -> State {
        let too_far = self.households - self.served - self.no_kitchen;
        let states = [(self.served, State::Served), (too_far, State::TooFar), (self.no_kitchen, State::NoKitchen)];
        states.into_iter().max_by_key(|(count, _)| *count).map_or(State::NoKitchen, |(_, state)| state)
    }

    /// Of a hundred persons so many are served, rounded down: 100 are all of them.
    pub(super) fn percent_served(&self) -> u64 {
        self.persons_served * 100 / self.persons.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Places at codes, and counts of any persons and states.
    fn made(codes: Vec<u64>, packed: &[u16]) -> (Places, Counts) {
        let mut codes = codes;
        codes.sort_unstable();
        let slots = (0..).take(codes.len()).collect();
        let places = Places { codes, slots };
        let each: Vec<u16> = packed.iter().copied().cycle().take(places.len()).collect();
        let counts = Counts { before: sums(&places, &each), each };
        (places, counts)
    }

    fn slow(places: &Places, counts: &Counts, run: Range<usize>) -> Sum {
        let mut sum = Sum::default();
        run.for_each(|at| sum.add(places.spot(at), counts.each[at]));
        sum
    }

    proptest! {
        #[test]
        fn runs_and_sums_equal_looking_at_every_household(
            // Few bits, so that squares are shared.
            codes in prop::collection::vec((0_u64..1 << 12).prop_map(|code| code << 52), 0..300),
            packed in prop::collection::vec((0_u16..10_001, 1_u16..4).prop_map(|(n, state)| (n << 2) | state), 1..9),
            level in 0_u8..=8,
            column in 0_u32..256,
            row in 0_u32..256,
        ) {
            let (places, counts) = made(codes, &packed);
            let last = (1_u32 << level) - 1;
            let text = |n: u32| (n & last).to_string();
            let square = Square::parse(&level.to_string(), &text(row), &text(column)).unwrap();
            let (low, high) = square.codes();
            let inside: Vec<usize> =
                (0..places.len()).filter(|at| (low..=high).contains(&places.codes[*at])).collect();
            let run = places.of(square);
            prop_assert_eq!(run.clone().collect::<Vec<_>>(), inside);
            prop_assert_eq!(counts.of(&places, run.clone()), slow(&places, &counts, run.clone()));
            let cells: Vec<_> = places.split(run.clone(), square.cell_level()).collect();
            prop_assert_eq!(cells.iter().cloned().flatten().collect::<Vec<_>>(), run.collect::<Vec<_>>());
            let cell = |at: usize| Square::code_at(square.cell_level(), places.codes[at]);
            for run in &cells {
                prop_assert!(run.clone().all(|at| cell(at) == cell(run.start)));
                prop_assert_eq!(counts.of(&places, run.clone()), slow(&places, &counts, run.clone()));
                let middle = counts.of(&places, run.clone()).middle().code();
                prop_assert_eq!(Square::code_at(square.cell_level(), middle), cell(run.start));
            }
            prop_assert!(cells.windows(2).all(|pair| cell(pair[0].start) < cell(pair[1].start)));
        }
    }

    proptest! {
        #[test]
        fn places_are_sorted_as_any_sort_sorts_them(
            codes in prop::collection::vec(prop_oneof![any::<u64>(), 0_u64..40, (0_u64..9).prop_map(|n| n << 61)], 0..400),
        ) {
            let places: Vec<(u64, u32)> = codes.into_iter().zip(0..).collect();
            let mut expected = places.clone();
            expected.sort_unstable();
            prop_assert_eq!(along_the_curve(places), expected);
        }
    }

    #[test]
    fn a_draw_of_states_shows_the_worse_and_a_hundred_percent_is_everybody() {
        let sum = Sum { households: 4, served: 2, no_kitchen: 0, persons: 1000, persons_served: 999, ..Sum::default() };
        assert_eq!((sum.state(), sum.percent_served()), (State::TooFar, 99));
        let sum = Sum { households: 3, served: 1, no_kitchen: 1, ..Sum::default() };
        assert_eq!(sum.state(), State::NoKitchen);
    }
}
