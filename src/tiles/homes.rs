//! The households of a tile and of its buffer.

use std::ops::Range;
use std::sync::Arc;

use geo::Rect;
use rayon::prelude::*;

use super::places::{Along, Counts, Part};
use super::square::{Spot, Square};
use super::sum::Sum;
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::{Neighbours, Snapshot};

/// Neighbours of which what is not yet known may be made while somebody waits for an answer that comes at once: 50 µs
/// each.
const FEW: usize = 64;

/// Neighbours that have households in a tile or its buffer, and perhaps some right beside it.
pub(super) struct Homes<'a> {
    all: Vec<Home<'a>>,
}

struct Home<'a> {
    neighbours: Neighbours<'a>,
    part: &'a Part,
    along: &'a Along,
    /// Those in the tile.
    run: Range<usize>,
}

/// Households of one of the neighbours that follow each other along the curve, in a cell that has a number.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) cell: u64,
    home: usize,
    run: Range<usize>,
}

/// A household, in the order in which they are drawn.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Drawn {
    cell: u64,
    code: u64,
    pub(super) slot: usize,
}

impl Drawn {
    pub(super) fn spot(&self) -> Spot {
        Spot::of_code(self.code)
    }
}

/// How many households.
pub(super) fn count(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.run.len()).sum()
}

fn near<'a>(
    snapshot: &'a Snapshot,
    parts: &'a [Arc<Part>],
    tile: Square,
) -> impl Iterator<Item = (Neighbours<'a>, &'a Part)> {
    let bounds = tile.degrees().map(|bounds| bounds.sides());
    let touches = move |around: Rect<f64>| {
        let (low, high) = (around.min(), around.max());
        bounds.is_some_and(|[west, south, east, north]| {
            low.x <= east && high.x >= west && low.y <= north && high.y >= south
        })
    };
    let all = snapshot.neighbours().zip(parts).map(|(neighbours, part)| (neighbours, &**part));
    all.filter(move |(neighbours, _)| neighbours.bounds().is_some_and(touches))
}

/// Whether the households near a tile can be had, and be counted at a limit where one is given, without looking at many
/// of them first.
pub(super) fn are_ready(snapshot: &Snapshot, parts: &[Arc<Part>], tile: Square, limit: Option<CoverageLimit>) -> bool {
    near(snapshot, parts, tile).filter(|(_, part)| !part.is_ready(limit)).take(FEW + 1).count() <= FEW
}

impl<'a> Homes<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, parts: &'a [Arc<Part>], tile: Square) -> Self {
        let home = |(neighbours, part): (Neighbours<'a>, &'a Part)| {
            let along = part.along(&neighbours);
            Home { neighbours, part, along, run: along.of_square(tile) }
        };
        Self { all: on_all_cores(near(snapshot, parts, tile).collect(), home) }
    }

    /// Those in the tile.
    pub(super) fn inside(&self) -> Vec<Piece> {
        let pieces = self.all.iter().enumerate();
        let pieces = pieces.map(|(home, Home { run, .. })| Piece { cell: 0, home, run: run.clone() });
        pieces.filter(|piece| !piece.run.is_empty()).collect()
    }

    /// Those in the row of cells around the tile, by cells in their order.
    pub(super) fn ring(&self, tile: Square) -> Vec<Piece> {
        let beyond = |(_, home): &(usize, &Home<'_>)| home.run.len() < home.along.len();
        let homes: Vec<_> = self.all.iter().enumerate().filter(beyond).collect();
        let piece = |cell: u64, square: Square| {
            let pieces =
                homes.iter().map(move |(home, of)| Piece { cell, home: *home, run: of.along.of_square(square) });
            pieces.filter(|piece| !piece.run.is_empty())
        };
        (0..).zip(tile.ring()).flat_map(|(cell, square)| piece(cell, square)).collect()
    }

    /// The same households split by the squares of a level, in their order.
    pub(super) fn split(&self, pieces: &[Piece], level: u8) -> Vec<Piece> {
        let split = |piece: &Piece| {
            let (home, run) = (piece.home, piece.run.clone());
            self.all[home].along.split(run, level).map(move |(cell, run)| Piece { cell, home, run })
        };
        let mut cells: Vec<Piece> = pieces.iter().flat_map(split).collect();
        cells.sort_by_key(|piece| piece.cell);
        cells
    }

    /// The households one by one, by cells and along the curve.
    pub(super) fn drawn(&self, pieces: &[Piece]) -> Vec<Drawn> {
        let each = |piece: &Piece| {
            let (home, cell) = (&self.all[piece.home], piece.cell);
            piece.run.clone().map(move |at| {
                let slot = home.neighbours.slot(home.along.place(at));
                Drawn { cell, code: home.along.code(at), slot }
            })
        };
        let mut drawn: Vec<Drawn> = pieces.iter().flat_map(each).collect();
        drawn.sort_unstable();
        drawn
    }

    /// What became of all of them at a limit.
    pub(super) fn counts(&self, limit: CoverageLimit) -> Vec<Arc<Counts>> {
        on_all_cores(self.all.iter().collect(), |home| home.part.counts(&home.neighbours, limit))
    }

    /// What the households of some pieces add up to.
    pub(super) fn sum(&self, counts: &[Arc<Counts>], pieces: &[Piece]) -> Sum {
        let sums = pieces.iter().map(|piece| counts[piece.home].of_run(self.all[piece.home].along, piece.run.clone()));
        sums.fold(Sum::default(), |all, sum| all.plus(&sum))
    }
}

/// Where it is called in a pool: outside of one rayon would take threads that nobody gave it.
fn on_all_cores<T: Send, R: Send>(all: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    if rayon::current_thread_index().is_some() {
        all.into_par_iter().map(work).collect()
    } else {
        all.into_iter().map(work).collect()
    }
}
