//! Lines from households to their kitchens, found by box.

use std::ops::Range;

use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::places::Places;
use super::square::{BUFFER, EXTENT, Spot, Square, WORLD};
use crate::domain::snapshot::Snapshot;

/// Lines in a block, which is found by its box: neighbours on the curve are neighbours on the ground.
const BLOCK: usize = 64;

/// Where the lines of the households along the curve end.
#[derive(Debug)]
pub(super) struct Lines {
    kitchens: Vec<Spot>,
    /// Where in the list of kitchens each one's stands.
    of: Vec<Option<u32>>,
    /// What the lines of each block lie within, by the block's number; those without lines are left out.
    blocks: RTree<Block>,
}

type Block = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// Least and greatest place along each axis.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    low: Spot,
    high: Spot,
}

impl Bounds {
    fn of([a, b]: [Spot; 2]) -> Self {
        let low = Spot { x: a.x.min(b.x), y: a.y.min(b.y) };
        Self { low, high: Spot { x: a.x.max(b.x), y: a.y.max(b.y) } }
    }

    fn with(self, other: Self) -> Self {
        let (a, b) = (Self::of([self.low, other.low]), Self::of([self.high, other.high]));
        Self { low: a.low, high: b.high }
    }

    /// Whether it reaches into a tile with its buffer.
    fn touches(self, tile: Square) -> bool {
        let (low, high) = (tile.steps(self.low), tile.steps(self.high));
        let buffer = i64::from(BUFFER);
        let (from, to) = (-buffer, i64::from(EXTENT) + buffer);
        [0, 1].iter().all(|&axis| low[axis] <= to && high[axis] >= from)
    }
}

impl Lines {
    pub(super) fn new(places: &Places, snapshot: &Snapshot) -> Self {
        let kitchens: Vec<Spot> = snapshot.kitchens().list().iter().map(|kitchen| Spot::of(kitchen.position)).collect();
        let of = places.read(snapshot, |row| {
            let kitchen = snapshot.kitchens().position(row.assignment.as_ref()?.kitchen)?;
            u32::try_from(kitchen).ok()
        });
        let mut lines = Self { kitchens, of, blocks: RTree::new() };
        let bounds = |at: usize| lines.line(places, at).map(Bounds::of);
        let block = |block: usize| {
            let around = Self::members(places, block).filter_map(bounds).reduce(Bounds::with)?;
            let [low, high] = [around.low, around.high].map(|spot| [f64::from(spot.x), f64::from(spot.y)]);
            Some(GeomWithData::new(Rectangle::from_corners(low, high), block))
        };
        let blocks = (0..places.len().div_ceil(BLOCK)).into_par_iter().filter_map(block).collect();
        lines.blocks = RTree::bulk_load(blocks);
        lines
    }

    fn members(places: &Places, block: usize) -> Range<usize> {
        block * BLOCK..places.len().min((block + 1) * BLOCK)
    }

    /// Blocks that may have lines in a tile.
    fn near(&self, tile: Square) -> impl Iterator<Item = usize> + use<'_> {
        let [left, top, right, bottom] = tile.buffered().map(|part| part * WORLD);
        // A line's ends are rounded down to spots and then to steps of the tile.
        let slack = WORLD / f64::from(EXTENT) / f64::from(1_u32 << tile.level()) + 1.0;
        let bounds = AABB::from_corners([left - slack, top - slack], [right + slack, bottom + slack]);
        self.blocks.locate_in_envelope_intersecting(&bounds).map(|block| block.data)
    }

    /// From a household to its kitchen.
    fn line(&self, places: &Places, at: usize) -> Option<[Spot; 2]> {
        let kitchen = (*self.of.get(at)?)?;
        Some([places.spot(at), *self.kitchens.get(kitchen as usize)?])
    }

    /// Households whose lines are seen in a tile, with what is seen of them, in its steps; in no order.
    pub(super) fn in_tile(&self, places: &Places, tile: Square) -> impl Iterator<Item = (usize, [[i32; 2]; 2])> {
        let each = self.near(tile).flat_map(|block| Self::members(places, block));
        each.filter_map(move |at| {
            let line = self.line(places, at)?;
            let near = Bounds::of(line).touches(tile);
            let seen = near.then(|| seen(line.map(|spot| tile.steps(spot))))??;
            Some((at, seen))
        })
    }
}

/// The part of a line within the tile and its buffer (Liang and Barsky); `None` where it is a point or nothing.
fn seen([from, to]: [[i64; 2]; 2]) -> Option<[[i32; 2]; 2]> {
    #[expect(clippy::cast_precision_loss, reason = "steps have 36 bits at most")]
    let [from, to] = [from, to].map(|end| end.map(|step| step as f64));
    let (low, high) = (-f64::from(BUFFER), f64::from(EXTENT + BUFFER));
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for axis in [0, 1] {
        let along = to[axis] - from[axis];
        let sides = [(low - from[axis], along), (from[axis] - high, -along)];
        for (beyond, into) in sides {
            if into == 0.0 && beyond > 0.0 {
                return None;
            }
            if into > 0.0 {
                start = start.max(beyond / into);
            } else if into < 0.0 {
                end = end.min(beyond / into);
            }
        }
    }
    if start >= end {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the tile and its buffer")]
    let at = |part: f64| [0, 1].map(|axis| (from[axis] + part * (to[axis] - from[axis])).round() as i32);
    let (a, b) = (at(start), at(end));
    (a != b).then_some([a, b])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::household::Household;
    use crate::domain::id::Id;
    use crate::domain::kitchen::{Kitchen, KitchenStatus};
    use crate::domain::position::Position;
    use crate::domain::register::Register;
    use crate::domain::settings::Settings;

    /// A hundred hamlets along a parallel, each with a kitchen and a hundred homes around it.
    fn hamlets() -> Snapshot {
        let id = |letter, n| Id::parse(&format!("{letter}-{n:05}")).unwrap();
        let at = |n: u32, east: u32, north: u32| {
            let step = |n: u32| f64::from(n) * 1e-4;
            Position::new(-78.0 + f64::from(n) * 0.05 + step(east), -12.0 + step(north)).unwrap()
        };
        let kitchens = (0..100).map(|n| Kitchen {
            id: id("K", n),
            name: "x".into(),
            kind: None,
            status: KitchenStatus::Open,
            address: None,
            rations: None,
            position: at(n, 5, 5),
        });
        let households = (0..10_000).map(|n| {
            let mut household = Household::new(id("H", n));
            household.position = Some(at(n % 100, n / 100 % 10, n / 1000));
            household
        });
        let (settlements, settings) = (Vec::new(), Settings::default());
        let (kitchens, households) = (kitchens.collect(), households.collect());
        Snapshot::build(
            Register { settlements, kitchens, households, settings, revision: 1, ..Register::default() },
            &(),
        )
        .unwrap()
    }

    #[test]
    fn lines_are_found_without_looking_at_those_elsewhere() {
        let snapshot = hamlets();
        let places = Places::new(&snapshot);
        let lines = Lines::new(&places, &snapshot);
        let mut shown = 0;
        let middle = Spot::of(Position::new(-75.5 + 5e-4, -12.0 + 5e-4).unwrap());
        // Of all, of the hamlet in the middle, of a part of it, and of places beside and between.
        for (level, east, most) in
            [(0, 0, 10_000), (12, 0, 512), (14, 0, 256), (19, 0, 256), (19, 1, 256), (14, 1, 256)]
        {
            let [row, column] = [middle.y, middle.x].map(|n| n.checked_shr(32 - level).unwrap_or(0));
            let [matrix, row, column] = [level, row, column + east].map(|n| n.to_string());
            let tile = Square::parse(&matrix, &row, &column).unwrap();
            let looked: usize = lines.near(tile).map(|block| Lines::members(&places, block).len()).sum();
            assert!(looked <= most, "{matrix}/{row}/{column}: {looked}");
            let mut found: Vec<_> = lines.in_tile(&places, tile).collect();
            found.sort_unstable();
            let all = (0..places.len()).filter_map(|at| {
                let ends = lines.line(&places, at)?.map(|spot| tile.steps(spot));
                Some((at, seen(ends)?))
            });
            let all: Vec<_> = all.collect();
            assert_eq!(found, all, "{matrix}/{row}/{column}");
            shown += usize::from(level > 0 && !all.is_empty());
        }
        assert!(shown >= 3, "{shown}");
    }

    #[test]
    fn lines_are_cut_at_the_buffer_and_points_are_none() {
        for (line, expected, why) in [
            ([[0, 0], [100, 50]], Some([[0, 0], [100, 50]]), "within"),
            ([[-1000, 10], [10_000, 10]], Some([[-64, 10], [4160, 10]]), "through"),
            ([[4100, -200], [4100, 8000]], Some([[4100, -64], [4100, 4160]]), "through the buffer"),
            ([[4000, -1000], [6000, 1000]], None, "past the corner"),
            ([[5000, 0], [5000, 100]], None, "beside"),
            ([[7, 7], [7, 7]], None, "a point"),
            ([[-1_i64 << 34, -1 << 34], [1 << 34, 1 << 34]], Some([[-64, -64], [4160, 4160]]), "around the world"),
        ] {
            assert_eq!(seen(line), expected, "{why}");
        }
    }
}
