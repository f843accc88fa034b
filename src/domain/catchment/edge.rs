//! Edges between cells as lines of degrees.

use super::cell::{Plane, Unit, dot, normalised};
use crate::domain::geodesy::{A, B};

/// How far a straight line of degrees may run beside the curve it stands for, metres. The design
/// asks for 0.25; half of it, because only the middle of each piece is measured.
const DEVIATION: f64 = 0.125;

/// Pieces longer than this are halved without measuring, as part of the earth's radius (20 km): a
/// curve that bends both ways may cross the straight line in its middle.
const LONGEST: f64 = 20_000.0 / A;

/// Halvings of one edge at most; 2^14 pieces of 20 km are longer than any edge.
const DEPTH: u32 = 14;

/// Longitude and latitude in degrees, longitude within 180 of `middle_lon`.
pub(super) fn degrees(at: &Unit, middle_lon: f64) -> [f64; 2] {
    let lon = at[1].atan2(at[0]).to_degrees();
    let lat = (A * at[2]).atan2(B * at[0].hypot(at[1])).to_degrees();
    let turns = ((lon - middle_lon) / 360.0).round();
    [lon - 360.0 * turns, lat]
}

/// Where a position in degrees is on the unit sphere.
pub(super) fn unit(lon: f64, lat: f64) -> Unit {
    let (sin_lon, cos_lon) = lon.to_radians().sin_cos();
    let (sin_lat, cos_lat) = lat.to_radians().sin_cos();
    // Reduced latitude: tan β = (b / a) tan φ.
    normalised([A * cos_lat * cos_lon, A * cos_lat * sin_lon, B * sin_lat])
}

/// The curve on `plane` from one point to another, both included, within [`DEVIATION`].
pub(super) fn densified(plane: &Plane, from: &Unit, to: &Unit, middle_lon: f64) -> Vec<[f64; 2]> {
    let start = degrees(from, middle_lon);
    let end = degrees(to, middle_lon);
    let mut line = vec![start];
    halve(plane, (from, start), (to, end), middle_lon, DEPTH, &mut line);
    line.push(end);
    line
}

fn halve(
    plane: &Plane,
    (from, start): (&Unit, [f64; 2]),
    (to, end): (&Unit, [f64; 2]),
    middle_lon: f64,
    depth: u32,
    line: &mut Vec<[f64; 2]>,
) {
    let between = [0, 1, 2].map(|i| f64::midpoint(from[i], to[i]) - plane.offset * plane.normal[i]);
    let radius = (1.0 - plane.offset * plane.offset).max(0.0).sqrt();
    let outward = normalised(between);
    let middle = [0, 1, 2].map(|i| plane.offset * plane.normal[i] + radius * outward[i]);
    let at = degrees(&middle, middle_lon);
    let gap = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
    let long = dot(&gap, &gap) > LONGEST * LONGEST;
    if depth == 0 || !(long || beside(start, end, at) > DEVIATION) {
        return;
    }
    halve(plane, (from, start), (&middle, at), middle_lon, depth - 1, line);
    line.push(at);
    halve(plane, (&middle, at), (to, end), middle_lon, depth - 1, line);
}

/// How far a point lies beside a straight line of degrees, metres.
fn beside(start: [f64; 2], end: [f64; 2], at: [f64; 2]) -> f64 {
    let metres = A.to_radians();
    let shrink = at[1].to_radians().cos();
    let plane = |p: [f64; 2]| [(p[0] - start[0]) * metres * shrink, (p[1] - start[1]) * metres];
    let ([ex, ey], [px, py]) = (plane(end), plane(at));
    let length = ex.hypot(ey);
    if length == 0.0 { px.hypot(py) } else { (ex * py - ey * px).abs() / length }
}
