//! Lines from households to their kitchens, as a tile shows them.

use super::square::{BUFFER, EXTENT, Spot, Square};
use crate::domain::snapshot::{PlacedHousehold, Snapshot};
use crate::layers::{LayerName, Source};

/// A household's line, and what is seen of it, in steps of the tile.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Seen {
    /// Where the household is along the curve, which is the order of lines.
    code: u64,
    pub(super) slot: usize,
    pub(super) line: [[i32; 2]; 2],
}

/// The lines that are seen in a tile or its buffer; in no order.
pub(super) fn in_tile(source: &Source, tile: Square) -> impl Iterator<Item = Seen> {
    // A line's ends are rounded down to steps of the tile.
    let bounds = tile.degrees_with(BUFFER + 1);
    let near =
        bounds.into_iter().flat_map(move |bounds| source.near_box(LayerName::Assignments, &bounds).collect::<Vec<_>>());
    near.filter_map(move |slot| {
        let slot = slot as usize;
        let [from, to] = ends(source.snapshot(), source.snapshot().row(slot)?)?;
        let line = seen([from, to].map(|spot| tile.steps(spot)))?;
        Some(Seen { code: from.code(), slot, line })
    })
}

/// From a household to its kitchen.
fn ends(snapshot: &Snapshot, placed: &PlacedHousehold) -> Option<[Spot; 2]> {
    let kitchen = snapshot.kitchens().get(placed.assignment.as_ref()?.kitchen);
    Some([Spot::of(placed.household.position?), Spot::of(kitchen.position)])
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
