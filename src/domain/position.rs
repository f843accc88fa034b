//! A place on the earth.

use thiserror::Error;

/// A point in WGS 84, degrees, longitude first: finite and in range by its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    lon: f64,
    lat: f64,
}

/// Why two numbers are not a position.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum PositionError {
    /// NaN or infinite.
    #[error("({lon}, {lat}) is not a position; both must be finite numbers")]
    NotFinite {
        /// Longitude as given.
        lon: f64,
        /// Latitude as given.
        lat: f64,
    },
    /// Longitude outside -180..=180.
    #[error("longitude {0} is outside -180..=180 degrees")]
    Longitude(f64),
    /// Latitude outside -90..=90.
    #[error("latitude {0} is outside -90..=90 degrees")]
    Latitude(f64),
}

impl Position {
    /// A position from longitude and latitude in degrees.
    ///
    /// # Errors
    /// [`PositionError`] when either is not finite or out of range.
    pub fn new(lon: f64, lat: f64) -> Result<Self, PositionError> {
        if !lon.is_finite() || !lat.is_finite() {
            return Err(PositionError::NotFinite { lon, lat });
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(PositionError::Longitude(lon));
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(PositionError::Latitude(lat));
        }
        // Minus zero is the same place as zero, and must be the same bits.
        Ok(Self { lon: lon + 0.0, lat: lat + 0.0 })
    }

    /// Longitude in degrees, east positive.
    #[must_use]
    pub const fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees, north positive.
    #[must_use]
    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// As a `geo` coordinate, x = lon, y = lat.
    #[must_use]
    pub const fn coord(self) -> geo::Coord<f64> {
        geo::Coord { x: self.lon, y: self.lat }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn out_of_range_and_not_finite_are_told_apart() {
        assert!(Position::new(-76.95, -12.13).is_ok());
        assert!(Position::new(180.0, 90.0).is_ok());
        assert_eq!(Position::new(-181.0, 0.0), Err(PositionError::Longitude(-181.0)));
        assert_eq!(Position::new(0.0, 95.2), Err(PositionError::Latitude(95.2)));
        let [minus, zero] = [-0.0, 0.0].map(|n| Position::new(n, n).unwrap());
        assert_eq!(minus.lat().to_bits(), zero.lat().to_bits());
        assert!(matches!(Position::new(f64::NAN, 0.0), Err(PositionError::NotFinite { .. })));
    }
}
