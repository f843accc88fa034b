//! Distances on the WGS 84 ellipsoid, and the proven window that makes them rare.
//!
//! *Geodesic* is the shortest path on the ellipsoid (Karney 2013, doi:10.1007/s00190-012-0578-z);
//! *chord* is the straight line through the earth between two points in ECEF.

use std::sync::LazyLock;

use geographiclib_rs::{Geodesic, InverseGeodesic};

use super::position::Position;
use super::units::Metres;

/// Semi-major axis of WGS 84, metres (NIMA TR8350.2).
pub const A: f64 = 6_378_137.0;
/// Flattening of WGS 84 (NIMA TR8350.2).
pub const F: f64 = 1.0 / 298.257_223_563;
/// Semi-minor axis of WGS 84, metres: `A (1 - F)`.
pub const B: f64 = A * (1.0 - F);
/// Square of the first eccentricity.
const E2: f64 = F * (2.0 - F);
/// Least radius of curvature on the ellipsoid, metres: `B² / A`, north-south on the equator.
pub const LEAST_RADIUS: f64 = B * B / A;

/// What rounding of ECEF coordinates may add to a chord, metres: eight times the spacing of
/// doubles at the earth's radius (9.3e-10 m), rounded up.
const CHORD_ROUNDING: f64 = 2e-8;

/// Chords up to here give the number in closed form; a test holds it within 0.1 mm of Karney.
const CLOSED_FORM_REACH: f64 = 30_000.0;

/// Chords up to here are bounded by the series of the arcsine instead of the arcsine itself.
const SERIES_REACH: f64 = 0.05 * LEAST_RADIUS;

static WGS84: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// Earth-centred, earth-fixed coordinates of a point on the ellipsoid, metres.
pub type Ecef = [f64; 3];

/// Where a position is in space.
#[must_use]
pub fn ecef(position: Position) -> Ecef {
    let (sin_lat, cos_lat) = position.lat().to_radians().sin_cos();
    let (sin_lon, cos_lon) = position.lon().to_radians().sin_cos();
    let n = A / (1.0 - E2 * sin_lat * sin_lat).sqrt();
    [n * cos_lat * cos_lon, n * cos_lat * sin_lon, n * (1.0 - E2) * sin_lat]
}

/// The square of the chord, square metres.
#[must_use]
pub fn chord_squared(p: &Ecef, q: &Ecef) -> f64 {
    let [x, y, z] = [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
    x * x + y * y + z * z
}

/// The longest chord that a kitchen can have and still be as near as one with chord `best`.
///
/// A geodesic of chord `c` has a length `s` with `c <= s <= f(c) = 2 R asin(c / 2 R)`, `R` being
/// [`LEAST_RADIUS`] (Schur's comparison theorem); so no kitchen beyond `f(best)` can be nearer.
#[must_use]
pub fn window(best: f64) -> f64 {
    let x = best / (2.0 * LEAST_RADIUS);
    let longest = if best <= SERIES_REACH {
        // asin(x)/x = 1 + x²/6 + 3x⁴/40 + 15x⁶/336 + ...; for x <= 0.025 the rest is under x⁶/20.
        let x2 = x * x;
        best * (1.0 + x2 * (1.0 / 6.0 + x2 * (3.0 / 40.0 + x2 / 20.0)))
    } else if x < 1.0 {
        2.0 * LEAST_RADIUS * x.asin()
    } else {
        // Longer than any circle of that radius: everything may be nearest.
        return f64::INFINITY;
    };
    longest + CHORD_ROUNDING
}

/// The geodesic's length by Karney's method; exact to nanometres.
#[must_use]
pub fn geodesic(p: Position, q: Position) -> Metres {
    // Two positions that are the same in degrees are the same place, to the last bit.
    if p == q {
        return Metres::ZERO;
    }
    let s12: f64 = WGS84.inverse(p.lat(), p.lon(), q.lat(), q.lon());
    Metres::finite(s12)
}

/// The distance between a household and a kitchen: the one number that bulk work, edits and single
/// questions all give, to the last bit.
///
/// # Limits
/// Within 0.1 mm of [`geodesic`]; equal to it beyond 30 km.
#[must_use]
pub fn distance(p: Position, q: Position) -> Metres {
    distance_of(&Site::new(p), &Site::new(q))
}

/// [`distance`] between sites whose place in space is already known.
#[must_use]
pub fn distance_of(p: &Site, q: &Site) -> Metres {
    let chord = chord_squared(&p.ecef, &q.ecef).sqrt();
    if chord <= CLOSED_FORM_REACH {
        Metres::finite(arc_over(chord, &p.ecef, &q.ecef))
    } else {
        geodesic(p.position, q.position)
    }
}

/// The arc over a short chord: a circle with the ellipsoid's normal curvature along the chord, taken
/// at its middle (Euler's theorem; the section's second fundamental form over its gradient).
fn arc_over(chord: f64, p: &Ecef, q: &Ecef) -> f64 {
    if chord == 0.0 {
        return 0.0;
    }
    let [dx, dy, dz] = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
    let [mx, my, mz] = [p[0] + q[0], p[1] + q[1], p[2] + q[2]].map(|sum| sum / 2.0);
    let (a2, b2) = (A * A, B * B);
    let form = (dx * dx + dy * dy) / a2 + dz * dz / b2;
    let gradient = ((mx * mx + my * my) / (a2 * a2) + mz * mz / (b2 * b2)).sqrt();
    // Curvature times chord: (form / chord²) / gradient * chord.
    let kc = form / (gradient * chord);
    let kc2 = kc * kc;
    chord * (1.0 + kc2 * (1.0 / 24.0 + kc2 * (3.0 / 640.0)))
}

/// A position with its place in space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Site {
    /// In degrees.
    pub position: Position,
    /// In metres.
    pub ecef: Ecef,
}

impl Site {
    /// Computes the place in space.
    #[must_use]
    pub fn new(position: Position) -> Self {
        Self { position, ecef: ecef(position) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    fn anywhere(rng: &mut ChaCha8Rng) -> Position {
        let lat = rng.random_range(-1.0_f64..=1.0).asin().to_degrees();
        Position::new(rng.random_range(-180.0..=180.0), lat).unwrap()
    }

    /// A point about `metres` away.
    fn near(rng: &mut ChaCha8Rng, p: Position, metres: f64) -> Position {
        use geographiclib_rs::DirectGeodesic;
        let (lat, lon) = WGS84.direct(p.lat(), p.lon(), rng.random_range(0.0..360.0), metres);
        Position::new(lon, lat).unwrap()
    }

    #[test]
    fn the_closed_form_is_within_a_tenth_of_a_millimetre_wherever_it_is_used() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut worst: f64 = 0.0;
        for _ in 0..200_000 {
            let p = anywhere(&mut rng);
            let reach = 10_f64.powf(rng.random_range(-2.0..CLOSED_FORM_REACH.log10()));
            let q = near(&mut rng, p, reach);
            worst = worst.max((distance(p, q).get() - geodesic(p, q).get()).abs());
        }
        println!("worst error of the closed form: {worst:e} m");
        assert!(worst < 1e-4, "{worst}");
    }

    #[test]
    fn every_geodesic_lies_between_its_chord_and_the_window() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        for _ in 0..100_000 {
            let p = anywhere(&mut rng);
            let q = if rng.random_bool(0.5) {
                anywhere(&mut rng)
            } else {
                let reach = 10_f64.powf(rng.random_range(-2.0..6.5));
                near(&mut rng, p, reach)
            };
            let chord = chord_squared(&ecef(p), &ecef(q)).sqrt();
            let s = geodesic(p, q).get();
            assert!(chord <= s + CHORD_ROUNDING && s <= window(chord), "{p:?} {q:?}: {chord} {s}");
        }
    }

    #[test]
    fn the_window_is_narrow_near_and_never_shrinks() {
        assert!(window(1_000.0) - 1_000.0 < 2e-6);
        assert!(window(100_000.0) - 100_000.0 < 1.1);
        let mut last = 0.0;
        for step in 0..200_000 {
            let w = window(f64::from(step) * 70.0);
            assert!(w >= last, "{step}");
            last = w;
        }
    }

    #[test]
    fn a_place_is_at_no_distance_from_itself() {
        let p = Position::new(-76.9506, -12.1307).unwrap();
        assert_eq!(distance(p, p), Metres::ZERO);
        assert_eq!(geodesic(p, p), Metres::ZERO);
    }
}
