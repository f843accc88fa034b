//! A cheaper sieve for far-off questions, where the proven window is wide.
//!
//! At 10 000 km the window holds every kitchen of a city, and Karney's method for each would take
//! milliseconds. Lambert's formula for long lines (Forsyth–Andoyer–Lambert, on reduced latitudes)
//! costs a tenth; its error is measured, not proven, and its reach is held short of the antipodes,
//! where it grows without bound.

use super::Place;
use crate::domain::geodesy::{A, F, Site};

/// Fewer candidates than this go straight to Karney.
const WORTH_SIEVING: usize = 8;

/// Beyond this angle at the earth's centre Lambert's formula is not used, radians (about 16 500 km).
const REACH: f64 = 2.6;

/// What Lambert's formula may be off by within [`REACH`], metres: a test measures the worst over
/// random pairs and holds it below half of this.
const ERROR: f64 = 400.0;

/// Sieves candidates for one position.
pub(super) struct Sieve {
    from: Reduced,
}

/// A position as Lambert's formula wants it.
struct Reduced {
    sin: f64,
    cos: f64,
    lon: f64,
}

impl Reduced {
    fn new(site: &Site) -> Self {
        let (sin, cos) = ((1.0 - F) * site.position.lat().to_radians().tan()).atan().sin_cos();
        Self { sin, cos, lon: site.position.lon().to_radians() }
    }
}

impl Sieve {
    pub(super) fn new(from: &Site) -> Self {
        Self { from: Reduced::new(from) }
    }

    /// Drops candidates that cannot be among the `wanted` nearest.
    pub(super) fn keep_possible(&self, places: &[Place], wanted: usize, candidates: &mut Vec<(f64, u32)>) {
        if candidates.len() < WORTH_SIEVING.max(wanted + 1) {
            return;
        }
        let estimates: Vec<Option<f64>> =
            candidates.iter().map(|&(_, place)| self.lambert(&places[place as usize].site)).collect();
        let mut known: Vec<f64> = estimates.iter().copied().flatten().collect();
        if known.len() < wanted {
            return;
        }
        let (_, &mut kth, _) = known.select_nth_unstable_by(wanted - 1, f64::total_cmp);
        let mut estimate = estimates.iter();
        candidates.retain(|_| match estimate.next() {
            Some(Some(length)) => *length <= kth + 2.0 * ERROR,
            // Nothing is known of it, so it stays.
            _ => true,
        });
    }

    /// The length of the geodesic by Lambert's formula, or `None` out of its reach.
    fn lambert(&self, to: &Site) -> Option<f64> {
        let (p, q) = (&self.from, Reduced::new(to));
        let half_lon = ((q.lon - p.lon) / 2.0).sin();
        // sin² of half the difference of latitudes, from the products at hand.
        let sin_difference = q.sin * p.cos - q.cos * p.sin;
        let cos_difference = q.cos * p.cos + q.sin * p.sin;
        let half_lat2 = if cos_difference > 0.0 {
            sin_difference * sin_difference / (2.0 * (1.0 + cos_difference))
        } else {
            (1.0 - cos_difference) / 2.0
        };
        let h = half_lat2 + p.cos * q.cos * half_lon * half_lon;
        let angle = 2.0 * h.sqrt().min(1.0).asin();
        if angle > REACH {
            return None;
        }
        if h == 0.0 {
            return Some(0.0);
        }
        // P and Q are half the sum and half the difference of the reduced latitudes.
        let sin2_p = (1.0 - (p.cos * q.cos - p.sin * q.sin)) / 2.0;
        let sin2_q = half_lat2;
        let (sin2_half, cos2_half) = (h, 1.0 - h);
        let x = (angle - angle.sin()) * sin2_p * (1.0 - sin2_q) / cos2_half;
        let y = (angle + angle.sin()) * (1.0 - sin2_p) * sin2_q / sin2_half;
        Some(A * (angle - F / 2.0 * (x + y)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::geodesy::geodesic;
    use crate::domain::position::Position;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn lamberts_formula_is_off_by_less_than_half_its_allowance() {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let mut worst: f64 = 0.0;
        for _ in 0..300_000 {
            let mut anywhere = || {
                let lat = rng.random_range(-1.0_f64..=1.0).asin().to_degrees();
                Position::new(rng.random_range(-180.0..=180.0), lat).unwrap()
            };
            let (p, q) = (anywhere(), anywhere());
            if let Some(length) = Sieve::new(&Site::new(p)).lambert(&Site::new(q)) {
                worst = worst.max((length - geodesic(p, q).get()).abs());
            }
        }
        println!("worst error of Lambert's formula: {worst} m");
        assert!(worst < ERROR / 2.0, "{worst}");
    }
}
