//! Boxes of degrees.

use geo::{BoundingRect, Geometry, Intersects, Rect};
use thiserror::Error;

/// A box of degrees; west may be greater than east, and the box then crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundingBox {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// Four numbers that are no box.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
#[error(
    "{west},{south},{east},{north} is not a box; give west,south,east,north in degrees, longitudes in -180..=180, \
     latitudes in -90..=90, south not above north"
)]
pub struct BoundingBoxError {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl BoundingBox {
    /// A box from its sides in degrees.
    ///
    /// # Errors
    /// [`BoundingBoxError`] for NaN, values out of range, or south above north.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Result<Self, BoundingBoxError> {
        let lon = -180.0..=180.0;
        let lat = -90.0..=90.0;
        let sound = lon.contains(&west) && lon.contains(&east) && lat.contains(&south) && lat.contains(&north);
        if sound && south <= north {
            Ok(Self { west, south, east, north })
        } else {
            Err(BoundingBoxError { west, south, east, north })
        }
    }

    /// West, south, east, north.
    #[must_use]
    pub const fn sides(&self) -> [f64; 4] {
        [self.west, self.south, self.east, self.north]
    }

    /// One rectangle, or the two on either side of the antimeridian.
    #[must_use]
    pub fn parts(&self) -> Vec<Rect<f64>> {
        let part = |west, east| Rect::new((west, self.south), (east, self.north));
        if self.west <= self.east {
            vec![part(self.west, self.east)]
        } else {
            vec![part(self.west, 180.0), part(-180.0, self.east)]
        }
    }

    /// Its width times its height in square degrees: which of two boxes is the smaller.
    #[must_use]
    pub fn size(&self) -> f64 {
        let width = self.east - self.west;
        (if width < 0.0 { width + 360.0 } else { width }) * (self.north - self.south)
    }

    /// Whether the box around a shape touches it.
    #[must_use]
    pub fn is_near(&self, geometry: &Geometry<f64>) -> bool {
        let around = geometry.bounding_rect();
        around.is_some_and(|around| self.parts().iter().any(|part| around.intersects(part)))
    }

    /// Whether a shape touches it.
    #[must_use]
    pub fn touches(&self, geometry: &Geometry<f64>) -> bool {
        let around = geometry.bounding_rect();
        let touches = |part: &Rect<f64>| around.is_some_and(|r| r.intersects(part)) && geometry.intersects(part);
        self.parts().iter().any(touches)
    }
}
