//! Answers against every kitchen measured by GeographicLib.

use cercania::domain::index::{KitchenIndex, Nearest};
use cercania::domain::position::Position;
use cercania::domain::rank::Rank;
use geographiclib_rs::{Geodesic, InverseGeodesic};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::SEED;
use super::table::Table;

/// A sphere's great circle is within 0.57 % of the ellipsoid's geodesic; one per cent each way leaves room.
const SLACK: f64 = 1.01 / 0.99;
/// What a number may be off by, metres: the closed form's promise.
const NUMBER: f64 = 1e-4;

pub fn run(table: &mut Table) {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut kitchens: Vec<Position> = (0..1_980).map(|_| anywhere(&mut rng)).collect();
    kitchens.extend(awkward());
    let mut households = awkward();
    // Opposite each kitchen, and a little off it.
    for kitchen in &kitchens {
        for off in [0.0, 1e-9, 0.01, 0.5] {
            let lon = kitchen.lon() + off + if kitchen.lon() > 0.0 { -180.0 } else { 180.0 };
            households.push(at(lon.clamp(-180.0, 180.0), (off - kitchen.lat()).clamp(-90.0, 90.0)));
        }
    }
    while households.len() < 100_000 {
        households.push(anywhere(&mut rng));
    }
    compare(table, "100,000 households x 2,000 kitchens around the globe", &kitchens, &households);

    let city: Vec<Position> =
        (0..2_000).map(|_| at(rng.random_range(-77.2..-76.8), rng.random_range(-12.2..-11.8))).collect();
    let mut households = awkward();
    households.extend(city.iter().take(500).map(|kitchen| at(kitchen.lon() + 180.0, -kitchen.lat())));
    while households.len() < 5_000 {
        households.push(anywhere(&mut rng));
    }
    compare(table, "5,000 households around the globe x 2,000 kitchens in one city", &city, &households);
}

fn at(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).expect("a place")
}

fn anywhere(rng: &mut ChaCha8Rng) -> Position {
    let lat = rng.random_range(-1.0_f64..=1.0).asin().to_degrees();
    at(rng.random_range(-180.0..=180.0), lat)
}

/// Poles, antimeridian, equator, Greenwich: 20 places.
fn awkward() -> Vec<Position> {
    let lats = [90.0, -90.0, 89.999_999, 0.0];
    lats.iter().flat_map(|&lat| [-180.0, -179.999_999, 0.0, 179.999_999, 180.0].map(|lon| at(lon, lat))).collect()
}

fn compare(table: &mut Table, what: &str, kitchens: &[Position], households: &[Position]) {
    let index = KitchenIndex::new(kitchens.iter().copied().map(Some));
    let found = index.nearest_of_all(households, &()).expect("nobody cancels");
    let oracle = Oracle::new(kitchens);
    let (differ, measured, worst) = households
        .par_iter()
        .zip(&found)
        .map(|(&household, found)| {
            let (expected, measured) = oracle.nearest_two(household);
            let off = worst_number(found, &expected);
            (usize::from(off.is_none()), measured, off.unwrap_or(0.0))
        })
        .reduce(|| (0, 0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1, f64::max(a.2, b.2)));
    table.promise(
        format!("{what}: first and second against GeographicLib"),
        format!("{differ} differ; distances within {:.2} µm; {measured} geodesics measured", worst * 1e6),
        "0 differ",
        differ == 0 && worst < NUMBER,
    );
}

/// The greater error of the two distances, or `None` where the kitchens differ.
fn worst_number(found: &Nearest, expected: &[(f64, usize)]) -> Option<f64> {
    let found = [found.first?, found.second?];
    let mut pairs = found.iter().zip(expected);
    pairs.try_fold(0.0, |worst: f64, (found, &(length, kitchen))| {
        (found.rank == Rank::of(kitchen)).then(|| worst.max((found.distance.get() - length).abs()))
    })
}

/// The two nearest without any of cercania's geometry: GeographicLib measures every kitchen that a great circle on a
/// sphere, with [`SLACK`], leaves in question.
struct Oracle<'a> {
    kitchens: &'a [Position],
    directions: Vec<[f64; 3]>,
    ellipsoid: Geodesic,
}

impl<'a> Oracle<'a> {
    fn new(kitchens: &'a [Position]) -> Self {
        Self { kitchens, directions: kitchens.iter().map(direction).collect(), ellipsoid: Geodesic::wgs84() }
    }

    /// By length, then number; and how many were measured.
    fn nearest_two(&self, from: Position) -> (Vec<(f64, usize)>, usize) {
        let here = direction(&from);
        // The chord on the sphere is twice the root of the haversine.
        let chord = |there: &[f64; 3]| (0..3).map(|i| (here[i] - there[i]).powi(2)).sum::<f64>().sqrt();
        let chords: Vec<f64> = self.directions.iter().map(chord).collect();
        let mut rising = chords.clone();
        let (_, &mut second, _) = rising.select_nth_unstable_by(1, f64::total_cmp);
        let half = (second / 2.0).min(1.0).asin() * SLACK;
        // A millionth of a radian, some metres, is for the rounding of short chords.
        let limit = 2.0 * (half + 1e-6).min(std::f64::consts::FRAC_PI_2).sin();
        let near = chords.iter().enumerate().filter(|(_, chord)| **chord <= limit);
        let mut lengths: Vec<(f64, usize)> = near
            .map(|(kitchen, _)| {
                let to = self.kitchens[kitchen];
                let length: f64 = self.ellipsoid.inverse(from.lat(), from.lon(), to.lat(), to.lon());
                // Where both are the same in degrees GeographicLib may answer a trace of rounding.
                (if from == to { 0.0 } else { length }, kitchen)
            })
            .collect();
        lengths.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let measured = lengths.len();
        lengths.truncate(2);
        (lengths, measured)
    }
}

/// Where a position is on a sphere of radius one.
fn direction(position: &Position) -> [f64; 3] {
    let (sin_lat, cos_lat) = position.lat().to_radians().sin_cos();
    let (sin_lon, cos_lon) = position.lon().to_radians().sin_cos();
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}
