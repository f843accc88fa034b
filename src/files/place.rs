//! From what stands in a row to a position, with everything that is wrong on the way.

use super::number::{NumberFault, number};
use super::problem::{Exchange, Reason};
use super::vicinity::Vicinity;
use crate::crs::ToWgs84;
use crate::domain::position::{Position, PositionError};

/// What turns pairs of numbers into plausible positions.
pub(super) struct Place<'a> {
    pub(super) to: &'a ToWgs84,
    pub(super) vicinity: &'a Vicinity,
}

/// A form's text: latitude, longitude, and accuracy where given.
pub(super) struct Geopoint<'a> {
    pub(super) lon: &'a str,
    pub(super) lat: &'a str,
    pub(super) accuracy: Option<&'a str>,
}

impl Place<'_> {
    /// The position of `x` (easting or longitude) and `y` (northing or latitude).
    pub(super) fn position(&self, x: f64, y: f64) -> Result<Position, Reason> {
        let position = self.untested(x, y)?;
        self.slip(x, y, std::iter::once(position)).map_or(Ok(position), Err)
    }

    /// The same, whatever it is near.
    pub(super) fn untested(&self, x: f64, y: f64) -> Result<Position, Reason> {
        if x == 0.0 && y == 0.0 {
            return Err(Reason::ZeroZero);
        }
        if self.to.is_geographic() { self.degrees(x, y) } else { self.metres(x, y) }
    }

    /// Whether something is known, and nothing of it is near.
    pub(super) fn is_far(&self, position: Position) -> bool {
        !self.vicinity.is_empty() && !self.vicinity.within_50_km(position)
    }

    /// What is wrong where nothing known is near as given, and one pair is near something when it is exchanged, or
    /// when its degrees have other signs.
    pub(super) fn slip(&self, x: f64, y: f64, mut given: impl Iterator<Item = Position>) -> Option<Reason> {
        if given.any(|position| !self.is_far(position)) {
            return None;
        }
        if self.near_when_exchanged(x, y) {
            return Some(Reason::Swapped);
        }
        if !self.to.is_geographic() {
            return None;
        }
        let meant = self.vicinity.near_with_other_signs(x, y, |lon, lat| self.to.convert(lon, lat).ok());
        meant.map(|(lon, lat)| Reason::Signs { lon, lat })
    }

    fn degrees(&self, x: f64, y: f64) -> Result<Position, Reason> {
        if is_utm(x, y) || is_utm(y, x) {
            return Err(Reason::LooksLikeUtm);
        }
        let exchange = if Position::new(y, x).is_ok() { Exchange::Helps } else { Exchange::DoesNotHelp };
        Position::new(x, y).map_err(|error| match error {
            PositionError::Longitude(lon) => Reason::Longitude(lon, exchange),
            PositionError::Latitude(lat) => Reason::Latitude(lat, exchange),
            PositionError::NotFinite { .. } => Reason::NotFinite,
        })?;
        self.to.convert(x, y).map_err(|_| Reason::NoPlace(self.to.epsg()))
    }

    fn metres(&self, x: f64, y: f64) -> Result<Position, Reason> {
        if x.abs() <= 180.0 && y.abs() <= 180.0 {
            return Err(Reason::LooksLikeDegrees(self.to.epsg()));
        }
        self.to.convert(x, y).map_err(|_| {
            // Eastings as northings are no place at all in most systems.
            if self.near_when_exchanged(x, y) { Reason::Swapped } else { Reason::NoPlace(self.to.epsg()) }
        })
    }

    fn near_when_exchanged(&self, x: f64, y: f64) -> bool {
        self.to.convert(y, x).is_ok_and(|exchanged| self.vicinity.within_50_km(exchanged))
    }
}

/// Whether two numbers are an easting and a northing of UTM: 100 to 900 km, and up to 10 000 km.
fn is_utm(x: f64, y: f64) -> bool {
    (100_000.0..=900_000.0).contains(&x) && (1_000.0..=10_000_000.0).contains(&y)
}

/// A number from a cell.
pub(super) fn coordinate(text: &str) -> Result<f64, Reason> {
    if text.is_empty() {
        return Err(Reason::Missing);
    }
    number(text).map_err(|fault| match fault {
        NumberFault::NotANumber => Reason::NotANumber,
        NumberFault::NotFinite => Reason::NotFinite,
    })
}

/// Takes `-12.13 -76.95 310 4.5` apart; also `[-12.13, -76.95]`.
pub(super) fn geopoint(text: &str) -> Option<Geopoint<'_>> {
    let inner = text.trim_matches(['[', ']', '(', ')', ' ']);
    let mut parts = inner.split([' ', ';']).map(|part| part.trim_end_matches(',')).filter(|part| !part.is_empty());
    let (lat, lon) = (parts.next()?, parts.next()?);
    let (_altitude, accuracy) = (parts.next(), parts.next());
    parts.next().is_none().then_some(Geopoint { lon, lat, accuracy })
}
