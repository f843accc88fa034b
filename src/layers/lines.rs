//! The boxes around lines from households to their kitchens, kept by neighbours on the ground: an edit leaves those of
//! others as they are.

use std::sync::{Arc, OnceLock};

use geo::Rect;
use rayon::prelude::*;

use super::boxes::union;
use crate::domain::rank::Rank;
use crate::domain::snapshot::{Frame, Mark, Neighbours, PlacedHousehold, Snapshot};

/// Lines in a block, which is looked into where its box touches.
const BLOCK: usize = 64;

/// Neighbours whose boxes may be made while somebody waits for an answer that comes at once: 50 µs each.
const FEW: usize = 64;

/// Boxes around lines, by neighbours in the order of the snapshot's list.
#[derive(Debug)]
pub(super) struct Lines(Vec<Arc<Part>>);

#[derive(Debug)]
struct Part {
    mark: Mark,
    boxes: OnceLock<PartBoxes>,
}

/// Boxes around the lines of neighbours.
#[derive(Debug)]
struct PartBoxes {
    around: Option<Rect<f64>>,
    blocks: Box<[Option<Rect<f64>>]>,
    /// Where they end, each once, rising.
    kitchens: Box<[Rank]>,
}

impl Lines {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        Self(snapshot.neighbours().map(|neighbours| Arc::new(Part::new(&neighbours))).collect())
    }

    /// Those of a later snapshot, which share what is the same in it.
    pub(super) fn after(&self, (before, next): (&Frame, &Frame), snapshot: &Snapshot) -> Self {
        let moved = before.moved_until(next);
        let part = |(at, neighbours): (usize, Neighbours<'_>)| {
            let known = self.0.get(at).filter(|part| neighbours.are(&part.mark) && part.stays(&moved));
            known.map_or_else(|| Arc::new(Part::new(&neighbours)), Arc::clone)
        };
        Self(snapshot.neighbours().enumerate().map(part).collect())
    }

    /// Whether lines can be found without looking at most of them first.
    pub(super) fn are_ready(&self) -> bool {
        self.0.iter().filter(|part| part.boxes.get().is_none()).take(FEW + 1).count() <= FEW
    }

    fn parts<'a>(&'a self, snapshot: &'a Snapshot) -> impl Iterator<Item = (Neighbours<'a>, &'a PartBoxes)> {
        // Outside of a pool rayon would take threads that nobody gave it.
        if !self.are_ready() && rayon::current_thread_index().is_some() {
            let all: Vec<_> = snapshot.neighbours().zip(&self.0).collect();
            all.into_par_iter().for_each(|(neighbours, part)| {
                part.boxes(snapshot, &neighbours);
            });
        }
        snapshot.neighbours().zip(&self.0).map(|(neighbours, part)| (neighbours, part.boxes(snapshot, &neighbours)))
    }

    /// Slots of the households whose line's own box touches a box, edges included; in no order.
    pub(super) fn near<'a>(&'a self, snapshot: &'a Snapshot, part: Rect<f64>) -> impl Iterator<Item = u32> + use<'a> {
        let touched = move |around: &Option<Rect<f64>>| around.as_ref().is_some_and(|around| touches(around, &part));
        let parts = self.parts(snapshot).filter(move |(_, boxes)| touched(&boxes.around));
        let blocks = parts.flat_map(move |(neighbours, boxes)| {
            let touched = boxes.blocks.iter().enumerate().filter(move |(_, around)| touched(around));
            touched.map(move |(block, _)| (neighbours, block))
        });
        blocks.flat_map(move |(neighbours, block)| {
            let placed = neighbours.placed().iter().enumerate().skip(block * BLOCK).take(BLOCK);
            let lines = placed.filter(move |(_, placed)| touched(&line_of(snapshot, placed)));
            lines.filter_map(move |(at, _)| u32::try_from(neighbours.slot(at)).ok())
        })
    }

    /// The box around all of them.
    pub(super) fn extent(&self, snapshot: &Snapshot) -> Option<Rect<f64>> {
        self.parts(snapshot).filter_map(|(_, boxes)| boxes.around).reduce(union)
    }
}

impl Part {
    fn new(neighbours: &Neighbours<'_>) -> Self {
        Self { mark: neighbours.mark(), boxes: OnceLock::new() }
    }

    /// Whether the boxes are the same although some kitchens have moved.
    fn stays(&self, moved: &[Rank]) -> bool {
        let ends = |boxes: &PartBoxes| boxes.kitchens.iter().any(|rank| moved.binary_search(rank).is_ok());
        moved.is_empty() || self.boxes.get().is_some_and(|boxes| !ends(boxes))
    }

    fn boxes(&self, snapshot: &Snapshot, neighbours: &Neighbours<'_>) -> &PartBoxes {
        self.boxes.get_or_init(|| {
            let placed = neighbours.placed();
            let block =
                |block: &[PlacedHousehold]| block.iter().filter_map(|placed| line_of(snapshot, placed)).reduce(union);
            let blocks: Box<[_]> = placed.chunks(BLOCK).map(block).collect();
            let mut kitchens: Vec<Rank> = placed.iter().filter_map(|p| Some(p.assignment.as_ref()?.kitchen)).collect();
            kitchens.sort_unstable();
            kitchens.dedup();
            let around = blocks.iter().copied().flatten().reduce(union);
            PartBoxes { around, blocks, kitchens: kitchens.into() }
        })
    }
}

/// The box around a household's line to its kitchen.
fn line_of(snapshot: &Snapshot, placed: &PlacedHousehold) -> Option<Rect<f64>> {
    let kitchen = snapshot.kitchens().get(placed.assignment.as_ref()?.kitchen);
    Some(Rect::new(placed.household.position?.coord(), kitchen.position.coord()))
}

fn touches(a: &Rect<f64>, b: &Rect<f64>) -> bool {
    let (low, high) = (a.min(), a.max());
    low.x <= b.max().x && high.x >= b.min().x && low.y <= b.max().y && high.y >= b.min().y
}
