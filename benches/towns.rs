//! Made-up points: kitchens and households clustered as towns over Peru.

use cercania::domain::position::Position;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Towns that the points gather in.
const TOWNS: usize = 1_800;
/// Cities that the points of [`Towns::cities`] gather in, each of 10,000 where there are 100,000.
const CITIES: usize = 10;
/// How far each reaches, degrees: half of its people live within 5 km of its middle.
const CITY_SPREAD: f64 = 0.08;
/// Peru's box, degrees: west, south, east, north.
pub const PERU: [f64; 4] = [-81.4, -18.4, -68.6, 0.0];

/// Towns of every size: a few hold most people. Together they cover some 22,000 km², so that 15,000 kitchens stand as
/// dense as Lima's 2,000 do, one on 1.5 km².
pub struct Towns {
    rng: ChaCha8Rng,
    all: Vec<Town>,
    /// Sums of the towns' shares so far, the last being all.
    shares: Vec<f64>,
}

/// A place that people gather in.
#[derive(Clone, Copy)]
pub struct Town {
    /// Longitude of its middle, degrees.
    pub lon: f64,
    /// Latitude of its middle, degrees.
    pub lat: f64,
    /// How far it reaches, degrees; most people live within half of it.
    pub spread: f64,
}

impl Towns {
    /// The same seed gives the same towns, and the same points in the same order of asking.
    pub fn new(seed: u64) -> Self {
        Self::spread(seed, TOWNS, |rng| 0.002 + 0.05 * rng.random_range(0.0_f64..1.0).powi(3))
    }

    /// A few cities of one size instead.
    pub fn cities(seed: u64) -> Self {
        Self::spread(seed, CITIES, |_| CITY_SPREAD)
    }

    fn spread(seed: u64, count: usize, mut spread: impl FnMut(&mut ChaCha8Rng) -> f64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let [west, south, east, north] = PERU;
        let towns: Vec<Town> = (0..count)
            .map(|_| Town {
                // So that the greatest town lies within the box.
                lon: rng.random_range(west + 0.2..east - 0.2),
                lat: rng.random_range(south + 0.2..north - 0.2),
                spread: spread(&mut rng),
            })
            .collect();
        let shares = towns
            .iter()
            .scan(0.0, |sum, town| {
                *sum += town.spread * town.spread;
                Some(*sum)
            })
            .collect();
        Self { rng, all: towns, shares }
    }

    /// The towns themselves.
    pub fn towns(&self) -> &[Town] {
        &self.all
    }

    /// So many points, each in a town taken by its share.
    pub fn points(&mut self, count: usize) -> Vec<Position> {
        (0..count).map(|_| self.point()).collect()
    }

    fn point(&mut self) -> Position {
        let drawn = self.rng.random_range(0.0..self.shares[self.shares.len() - 1]);
        let Town { lon, lat, spread } = self.all[self.shares.partition_point(|&share| share <= drawn)];
        // The sum of three uniform numbers: denser in the middle.
        let mut off = || (0..3).map(|_| self.rng.random_range(-spread..spread)).sum::<f64>() / 2.0;
        Position::new(lon + off(), lat + off()).expect("within Peru")
    }
}
