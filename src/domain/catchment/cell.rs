//! One kitchen's cell: the part of a region where no other kitchen is nearer.
//!
//! Everything happens on the unit sphere that the ellipsoid is a stretched image of: a surface point
//! (a u, a v, b w) is s = (u, v, w), a plane stays a plane, and a cell is bounded by circles.

use crate::domain::geodesy::{A, B, Ecef};
use crate::domain::index::KitchenIndex;

/// A point on the unit sphere.
pub(super) type Unit = [f64; 3];

/// How far beyond a plane a vertex must lie to be cut off, as part of the earth's radius: 0.1 µm,
/// a hundred times the rounding of ECEF coordinates.
const BEYOND: f64 = 1e-7 / A;

/// Neighbours that a cell is first cut with, before its vertices are looked at.
const FIRST_CUTS: usize = 8;

/// What bounds a cell: the place of another kitchen, or a side of the region.
pub(super) type Generator = u32;

/// Sides of a region; their generators come after all places.
const SIDES: u32 = 4;

pub(super) fn dot(p: &Unit, q: &Unit) -> f64 {
    p[0] * q[0] + p[1] * q[1] + p[2] * q[2]
}

pub(super) fn cross(p: &Unit, q: &Unit) -> Unit {
    [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]]
}

pub(super) fn normalised(p: Unit) -> Unit {
    let length = dot(&p, &p).sqrt();
    p.map(|axis| axis / length)
}

/// A plane: `normal` has length 1; outside is where `normal · s > offset`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plane {
    pub(super) normal: Unit,
    pub(super) offset: f64,
}

/// Kitchens' places and the region around the study area, in which vertices and edges are looked up.
pub(super) struct Region<'a> {
    pub(super) index: &'a KitchenIndex,
    /// The middle of the region.
    middle: Unit,
    sides: [Plane; SIDES as usize],
    corners: [Unit; SIDES as usize],
}

/// A cell: vertex `n` and the edge from it to the next, on the circle towards `generator`.
#[derive(Clone, Debug)]
pub(super) struct Corner {
    pub(super) at: Unit,
    pub(super) generators: [Generator; 3],
    pub(super) edge: Generator,
}

impl<'a> Region<'a> {
    /// The region seen from `middle` within `reach` (tangents of angles) along two axes across it.
    pub(super) fn new(index: &'a KitchenIndex, middle: Unit, axes: [Unit; 2], reach: [[f64; 2]; 2]) -> Self {
        // On the side where x / z >= low: the normal of its outside is low z - x, and so on.
        let side = |axis: usize, end: usize| {
            let bound = reach[axis][end];
            let sign = if end == 0 { 1.0 } else { -1.0 };
            let normal = [0, 1, 2].map(|i| sign * (bound * middle[i] - axes[axis][i]));
            Plane { normal: normalised(normal), offset: 0.0 }
        };
        let corner = |x: usize, y: usize| {
            normalised([0, 1, 2].map(|i| middle[i] + reach[0][x] * axes[0][i] + reach[1][y] * axes[1][i]))
        };
        Self {
            index,
            middle,
            // South, east, north, west, so that corner n and side n go around together.
            sides: [side(1, 0), side(0, 1), side(1, 1), side(0, 0)],
            corners: [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)],
        }
    }

    fn places(&self) -> u32 {
        u32::try_from(self.index.places().len()).expect("places are numbered in u32")
    }

    fn ecef(&self, place: Generator) -> &Ecef {
        &self.index.places()[place as usize].site.ecef
    }

    /// The plane between a kitchen and what bounds its cell; outside is nearer to the other.
    pub(super) fn plane(&self, kitchen: Generator, other: Generator) -> Plane {
        if let Some(side) = other.checked_sub(self.places()) {
            return self.sides[side as usize];
        }
        let (p, q) = (self.ecef(kitchen), self.ecef(other));
        let d = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
        let offset = (d[0] * (p[0] + q[0]) + d[1] * (p[1] + q[1]) + d[2] * (p[2] + q[2])) / 2.0;
        let normal = [A * d[0], A * d[1], B * d[2]];
        let length = dot(&normal, &normal).sqrt();
        Plane { normal: normal.map(|axis| axis / length), offset: offset / length }
    }

    /// The point equally far from three generators: the same, to the last bit, in any order.
    fn vertex(&self, mut generators: [Generator; 3]) -> (Unit, [Generator; 3]) {
        generators.sort_unstable();
        let [p, q, r] = generators;
        if q >= self.places() {
            // A corner of the region, whichever kitchen's cell it is in.
            let (q, r) = (q - self.places(), r - self.places());
            let corner = if (q, r) == (0, SIDES - 1) { 0 } else { r };
            return (self.corners[corner as usize], generators);
        }
        let pairs = if r >= self.places() {
            vec![[(p, q), (p, r)]]
        } else {
            vec![[(p, q), (p, r)], [(p, q), (q, r)], [(p, r), (q, r)]]
        };
        let lines = pairs.into_iter().map(|[a, b]| {
            let (a, b) = (self.plane(a.0, a.1), self.plane(b.0, b.1));
            let along = cross(&a.normal, &b.normal);
            (dot(&along, &along), along, a, b)
        });
        let best = lines.reduce(|best, line| if line.0 > best.0 { line } else { best });
        let Some((square, along, a, b)) = best else { return (self.middle, generators) };
        // The point of both planes closest to the centre, then along their line to the sphere.
        let towards_a = cross(&b.normal, &along);
        let towards_b = cross(&along, &a.normal);
        let foot = [0, 1, 2].map(|i| (a.offset * towards_a[i] + b.offset * towards_b[i]) / square);
        let rest = (1.0 - dot(&foot, &foot)).max(0.0).sqrt() / square.sqrt();
        let rest = if dot(&along, &self.middle) < 0.0 { -rest } else { rest };
        (normalised([0, 1, 2].map(|i| foot[i] + rest * along[i])), generators)
    }

    /// The cell of the kitchens at `place`; empty where no part of the region is nearest to them.
    pub(super) fn cell(&self, place: Generator) -> Vec<Corner> {
        let first = self.places();
        let mut cell: Vec<Corner> = (0..SIDES)
            .map(|side| {
                let before = (side + SIDES - 1) % SIDES;
                let (at, generators) = self.vertex([place, first + before, first + side]);
                Corner { at, generators, edge: first + side }
            })
            .collect();
        let nearby = self.index.places_by_chord(self.ecef(place)).filter(|&other| other != place);
        for other in nearby.take(FIRST_CUTS) {
            self.cut(&mut cell, place, other);
        }
        // A plane that cuts a convex cell cuts off a vertex; so when no kitchen is nearer to any
        // vertex, the cell is done.
        let mut sure = 0;
        while sure < cell.len() {
            let at = cell[sure].at;
            let nearest = self.index.nearest_place([A * at[0], A * at[1], B * at[2]]);
            match nearest {
                Some(other) if other != place && self.cut(&mut cell, place, other) => sure = 0,
                _ => sure += 1,
            }
        }
        cell
    }

    /// Cuts off what is nearer to another kitchen; whether anything was.
    fn cut(&self, cell: &mut Vec<Corner>, place: Generator, other: Generator) -> bool {
        if cell.iter().any(|corner| corner.edge == other) {
            return false;
        }
        let between = self.plane(place, other);
        let outside: Vec<bool> =
            cell.iter().map(|corner| dot(&between.normal, &corner.at) - between.offset > BEYOND).collect();
        if !outside.contains(&true) {
            return false;
        }
        let mut kept = Vec::with_capacity(cell.len() + 1);
        for (n, corner) in cell.iter().enumerate() {
            let next_outside = outside[(n + 1) % outside.len()];
            if !outside[n] {
                kept.push(corner.clone());
            }
            if outside[n] != next_outside {
                let (at, generators) = self.vertex([place, corner.edge, other]);
                // Leaving, the cell goes on along the new edge; coming back, along the old one.
                let edge = if next_outside { other } else { corner.edge };
                kept.push(Corner { at, generators, edge });
            }
        }
        *cell = kept;
        true
    }
}
