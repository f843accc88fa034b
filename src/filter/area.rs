//! Where the rows asked for lie: a box in any published reference system.

use std::fmt::Write;
use std::sync::Arc;

use geo::{BoundingRect, Geometry, Intersects, Rect};

use super::cost;
use crate::crs::{Crs, CrsError};
use crate::layers::BoundingBox;

/// A box of degrees, or of another reference system.
///
/// A box of another system is not one of degrees: rows near it are found by a box of degrees around
/// it, and then looked at in its own system, vertex by vertex, as a client would see them.
#[derive(Clone, Debug)]
pub struct Area {
    around: BoundingBox,
    exact: Option<(Arc<Crs>, Rect<f64>)>,
}

impl Area {
    /// A box of degrees.
    #[must_use]
    pub const fn degrees(bounds: BoundingBox) -> Self {
        Self { around: bounds, exact: None }
    }

    /// A box in a system, easting first.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where a side is none of the system.
    pub fn new(crs: &Arc<Crs>, bounds: Rect<f64>) -> Result<Self, CrsError> {
        let [west, south, east, north] = crs.bounds_to_wgs84(&bounds)?;
        let no_place = |_| CrsError::NoPlace { epsg: crs.epsg(), x: bounds.min().x, y: bounds.min().y };
        let around = BoundingBox::new(west, south, east, north).map_err(no_place)?;
        Ok(Self { around, exact: (!crs.is_wgs84()).then(|| (Arc::clone(crs), bounds)) })
    }

    /// A box of degrees around it.
    #[must_use]
    pub const fn around(&self) -> &BoundingBox {
        &self.around
    }

    /// Whether it is the box of degrees itself.
    #[must_use]
    pub const fn is_degrees(&self) -> bool {
        self.exact.is_none()
    }

    /// The system that it is a box of; `None` for degrees.
    #[must_use]
    pub fn crs(&self) -> Option<&Crs> {
        self.exact.as_ref().map(|(crs, _)| &**crs)
    }

    /// Whether a shape touches it.
    #[must_use]
    pub fn touches(&self, geometry: &Geometry<f64>) -> bool {
        let Some((crs, bounds)) = &self.exact else { return self.around.touches(geometry) };
        if !self.around.is_near(geometry) {
            return false;
        }
        let Ok(seen) = crs.geometry_from_wgs84(geometry) else { return false };
        seen.bounding_rect().is_some_and(|rect| rect.intersects(bounds)) && seen.intersects(bounds)
    }

    /// How long it takes to see whether a shape of so many corners touches it, nanoseconds.
    pub(super) fn cost(&self, corners: usize) -> u64 {
        let projection = if self.is_degrees() { 0 } else { cost::projected(corners) };
        cost::seen(corners).saturating_mul(3).saturating_add(projection)
    }

    /// Writes what tells it from others.
    pub(super) fn key(&self, key: &mut String) {
        // Numbers as Rust writes them, with every digit.
        let written = match &self.exact {
            None => write!(key, "{:?}", self.around.sides()),
            Some((crs, bounds)) => write!(key, "{} {bounds:?}", crs.uri()),
        };
        debug_assert!(written.is_ok(), "a String takes everything");
    }
}
