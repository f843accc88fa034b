//! Made-up points for benches: kitchens and households clustered as towns over Peru.

use cercania::domain::position::Position;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Towns that the points gather in.
const TOWNS: usize = 1_800;

/// `kitchens` and `households` points around the same towns; towns differ in size as towns do
/// (a few hold most people), and spread with it. The same seed gives the same points.
pub fn towns(seed: u64, kitchens: usize, households: usize) -> (Vec<Position>, Vec<Position>) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let towns: Vec<(f64, f64, f64)> = (0..TOWNS)
        .map(|_| {
            let size: f64 = rng.random_range(0.0_f64..1.0).powi(3);
            (rng.random_range(-81.0..-69.0), rng.random_range(-18.0..-1.0), 0.005 + 0.1 * size)
        })
        .collect();
    let weights: Vec<f64> = towns
        .iter()
        .scan(0.0, |sum, town| {
            *sum += town.2 * town.2;
            Some(*sum)
        })
        .collect();
    let total = weights.last().copied().unwrap_or(1.0);
    let mut points = |n: usize| -> Vec<Position> {
        (0..n)
            .map(|_| {
                let at = weights.partition_point(|&w| w < rng.random_range(0.0..total)).min(TOWNS - 1);
                let (lon, lat, spread) = towns[at];
                // The sum of three uniform numbers: denser in the middle.
                let mut off = || (0..3).map(|_| rng.random_range(-spread..spread)).sum::<f64>() / 2.0;
                Position::new(lon + off(), lat + off()).expect("within Peru")
            })
            .collect()
    };
    (points(kitchens), points(households))
}
