//! How many households are too far or uncertain, by geodesics to every kitchen.

use std::fmt;

use geographiclib_rs::{Geodesic, InverseGeodesic};

use super::homes::Home;
use super::places::KITCHENS;

/// Metres: the default coverage limit.
const LIMIT: f64 = 500.0;

/// Counts of households. Closed ones are in none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shares {
    /// All that are not closed.
    pub households: u32,
    /// Without a position.
    pub bad_position: u32,
    /// Farther than the limit from every kitchen.
    pub too_far: u32,
    /// The runner-up or the limit is nearer than the position is accurate.
    pub uncertain: u32,
    /// For each kitchen, the households nearest to it.
    pub nearest: [u32; KITCHENS.len()],
}

impl Shares {
    /// Counts.
    pub fn of(homes: &[Home]) -> Self {
        let mut shares = Self::default();
        homes.iter().filter(|home| home.closed_on.is_none()).for_each(|home| shares.count(home));
        shares
    }

    fn count(&mut self, home: &Home) {
        self.households += 1;
        let Some(spot) = home.spot else {
            self.bad_position += 1;
            return;
        };
        let (lon, lat) = spot.degrees();
        let earth = Geodesic::wgs84();
        let mut distances: Vec<(f64, usize)> = KITCHENS
            .iter()
            .map(|pot| pot.spot.degrees())
            .map(|(kitchen_lon, kitchen_lat)| earth.inverse(lat, lon, kitchen_lat, kitchen_lon))
            .zip(0..)
            .collect();
        distances.sort_by(|a, b| a.0.total_cmp(&b.0));
        let ((distance, kitchen), (next, _)) = (distances[0], distances[1]);
        self.nearest[kitchen] += 1;
        self.too_far += u32::from(distance > LIMIT);
        let uncertain = |accuracy: f64| next - distance <= 2.0 * accuracy || (distance - LIMIT).abs() <= accuracy;
        self.uncertain += u32::from(home.accuracy.is_some_and(|accuracy| uncertain(f64::from(accuracy))));
    }

    /// A count as a share of all, per cent.
    pub fn percent(self, count: u32) -> f64 {
        100.0 * f64::from(count) / f64::from(self.households)
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: u32| format!("{n} ({:.1} %)", self.percent(n));
        writeln!(f, "households {}, without a position {}", self.households, self.bad_position)?;
        writeln!(f, "too far {}, uncertain {}", count(self.too_far), count(self.uncertain))?;
        write!(f, "nearest to each kitchen {:?}", self.nearest)
    }
}
