//! Households along the Z-order curve, neighbours by neighbours: those of a square are a run among each, and what they
//! add up to is a difference of two running sums. An edit leaves what is known of other neighbours as it is.

use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::square::{Spot, Square};
use super::sum::{Packed, Sum};
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::{Mark, Neighbours, PlacedHousehold};

/// Households between two running sums: fewer are added one by one.
const BLOCK: usize = 16;

/// Coverage limits that sums are kept at: as many as there may be sources of one snapshot.
const LIMITS: usize = 8;

/// What is known of neighbours; each is made when first wanted.
#[derive(Debug)]
pub(super) struct Part {
    mark: Mark,
    along: OnceLock<Along>,
    /// The one asked for last at the end.
    counts: Mutex<Vec<(CoverageLimit, Arc<Counts>)>>,
}

/// Open households with a position, along the curve. They are the ones in totals: closed ones are in no tile.
#[derive(Debug)]
pub(super) struct Along {
    codes: Box<[u64]>,
    /// Where each stands among the neighbours.
    places: Box<[u32]>,
    /// Least and greatest along each axis.
    low: Spot,
    high: Spot,
}

/// What became of households at a coverage limit, along the curve.
#[derive(Debug)]
pub(super) struct Counts {
    each: Box<[Packed]>,
    /// The sum of all before each block, and of all.
    before: Box<[Sum]>,
}

impl Part {
    pub(super) fn new(neighbours: &Neighbours<'_>) -> Self {
        Self { mark: neighbours.mark(), along: OnceLock::new(), counts: Mutex::default() }
    }

    /// Whether it is known of these.
    pub(super) fn is_of(&self, neighbours: &Neighbours<'_>) -> bool {
        neighbours.are(&self.mark)
    }

    /// Whether its households are in order, and counted at a limit where one is given.
    pub(super) fn is_ready(&self, limit: Option<CoverageLimit>) -> bool {
        let counts = || self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let is_counted = |limit: CoverageLimit| counts().iter().any(|(at, _)| *at == limit);
        self.along.get().is_some() && limit.is_none_or(is_counted)
    }

    pub(super) fn along(&self, neighbours: &Neighbours<'_>) -> &Along {
        self.along.get_or_init(|| Along::new(neighbours))
    }

    pub(super) fn counts(&self, neighbours: &Neighbours<'_>, limit: CoverageLimit) -> Arc<Counts> {
        let lock = || self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |counts: &mut Vec<(CoverageLimit, Arc<Counts>)>| {
            let at = counts.iter().position(|(at, _)| *at == limit)?;
            counts[at..].rotate_left(1);
            counts.last().map(|(_, counts)| Arc::clone(counts))
        };
        if let Some(counts) = known(&mut lock()) {
            return counts;
        }
        let made = Arc::new(Counts::new(self.along(neighbours), neighbours, limit));
        let mut counts = lock();
        if let Some(others) = known(&mut counts) {
            return others;
        }
        if counts.len() == LIMITS {
            counts.remove(0);
        }
        counts.push((limit, Arc::clone(&made)));
        made
    }
}

impl Along {
    fn new(neighbours: &Neighbours<'_>) -> Self {
        let placed = (0_u32..).zip(neighbours.placed());
        let open = placed.filter(|(_, placed)| placed.household.closed_on.is_none());
        let spot = |(at, placed): (u32, &PlacedHousehold)| Some((Spot::of(placed.household.position?).code(), at));
        Self::of(open.filter_map(spot).collect())
    }

    fn of(places: Vec<(u64, u32)>) -> Self {
        let mut places = places;
        places.sort_unstable();
        let (codes, places): (Vec<u64>, Vec<u32>) = places.into_iter().unzip();
        let (mut low, mut high) = (Spot { x: u32::MAX, y: u32::MAX }, Spot { x: 0, y: 0 });
        for spot in codes.iter().copied().map(Spot::of_code) {
            low = Spot { x: low.x.min(spot.x), y: low.y.min(spot.y) };
            high = Spot { x: high.x.max(spot.x), y: high.y.max(spot.y) };
        }
        Self { codes: codes.into(), places: places.into(), low, high }
    }

    pub(super) const fn len(&self) -> usize {
        self.codes.len()
    }

    pub(super) fn code(&self, at: usize) -> u64 {
        self.codes[at]
    }

    /// Where the household stands among the neighbours.
    pub(super) fn place(&self, at: usize) -> usize {
        self.places[at] as usize
    }

    /// The households in a square.
    pub(super) fn of_square(&self, square: Square) -> Range<usize> {
        if !square.meets(self.low, self.high) {
            return 0..0;
        }
        let (low, high) = square.codes();
        let start = self.codes.partition_point(|code| *code < low);
        start..start + self.codes[start..].partition_point(|code| *code <= high)
    }

    /// A run split by the squares of a level, each with its code; costs by squares, not by households.
    pub(super) fn split(&self, run: Range<usize>, level: u8) -> impl Iterator<Item = (u64, Range<usize>)> {
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
            Some((square, found))
        })
    }
}

impl Counts {
    fn new(along: &Along, neighbours: &Neighbours<'_>, limit: CoverageLimit) -> Self {
        let placed = neighbours.placed();
        Self::of(along, along.places.iter().map(|at| Packed::new(&placed[*at as usize], limit)).collect())
    }

    fn of(along: &Along, each: Box<[Packed]>) -> Self {
        let mut sum = Sum::default();
        let blocks = along.codes.chunks(BLOCK).zip(each.chunks(BLOCK));
        let mut before = Vec::with_capacity(blocks.len() + 1);
        before.push(sum);
        for (codes, each) in blocks {
            codes.iter().zip(each).for_each(|(code, packed)| sum.add(Spot::of_code(*code), *packed));
            before.push(sum);
        }
        Self { each, before: before.into() }
    }

    pub(super) fn of_run(&self, along: &Along, run: Range<usize>) -> Sum {
        let (first, last) = (run.start.div_ceil(BLOCK), run.end / BLOCK);
        let mut sum = Sum::default();
        let mut one_by_one =
            |run: Range<usize>| run.for_each(|at| sum.add(Spot::of_code(along.codes[at]), self.each[at]));
        if first >= last {
            one_by_one(run);
            return sum;
        }
        one_by_one(run.start..first * BLOCK);
        one_by_one(last * BLOCK..run.end);
        sum.plus(&self.before[last]).minus(&self.before[first])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slow(along: &Along, counts: &Counts, run: Range<usize>) -> Sum {
        let mut sum = Sum::default();
        run.for_each(|at| sum.add(Spot::of_code(along.codes[at]), counts.each[at]));
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
            let along = Along::of(codes.into_iter().zip(0..).collect());
            let packed = packed.into_iter().cycle().take(along.len()).map(Packed::raw);
            let counts = Counts::of(&along, packed.collect());
            let last = (1_u32 << level) - 1;
            let text = |n: u32| (n & last).to_string();
            let square = Square::parse(&level.to_string(), &text(row), &text(column)).unwrap();
            let (low, high) = square.codes();
            let inside: Vec<usize> =
                (0..along.len()).filter(|at| (low..=high).contains(&along.codes[*at])).collect();
            let run = along.of_square(square);
            prop_assert_eq!(run.clone().collect::<Vec<_>>(), inside);
            prop_assert_eq!(counts.of_run(&along, run.clone()), slow(&along, &counts, run.clone()));
            let cells: Vec<_> = along.split(run.clone(), square.cell_level()).collect();
            prop_assert_eq!(cells.iter().flat_map(|(_, run)| run.clone()).collect::<Vec<_>>(), run.collect::<Vec<_>>());
            for (cell, run) in &cells {
                let code = |code: u64| Square::code_at(square.cell_level(), code);
                prop_assert!(run.clone().all(|at| code(along.codes[at]) == *cell));
                prop_assert_eq!(counts.of_run(&along, run.clone()), slow(&along, &counts, run.clone()));
                prop_assert_eq!(code(counts.of_run(&along, run.clone()).middle().code()), *cell);
            }
            prop_assert!(cells.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }
}
