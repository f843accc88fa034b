//! Shanty towns with a boundary.

use geo::algorithm::{Area, Validation};
use geo::{CoordsIter, MultiPolygon};
use thiserror::Error;

use super::id::Id;
use super::position::{Position, PositionError};

/// A shanty town.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// Unique among settlements.
    pub id: Id,
    /// What people call it.
    pub name: Box<str>,
    /// Where it ends.
    pub boundary: Boundary,
}

/// Polygons with holes in WGS 84 degrees, valid in the sense of OGC Simple Features, not empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary(MultiPolygon<f64>);

/// Why polygons are no boundary.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum BoundaryError {
    /// No polygon, or only empty ones.
    #[error("the polygon is empty")]
    Empty,
    /// A corner that is not on the earth.
    #[error("a corner of the polygon is not a position: {0}")]
    Corner(#[from] PositionError),
    /// Against the rules for simple features.
    #[error("the polygon is not valid: {0}")]
    Invalid(Box<str>),
}

impl Boundary {
    /// Checks and takes polygons.
    ///
    /// # Errors
    /// [`BoundaryError`]: empty, corners out of range, too few corners, self-crossing rings, holes
    /// outside their shell, overlapping parts.
    pub fn new(polygons: MultiPolygon<f64>) -> Result<Self, BoundaryError> {
        if polygons.coords_count() == 0 {
            return Err(BoundaryError::Empty);
        }
        for corner in polygons.coords_iter() {
            Position::new(corner.x, corner.y)?;
        }
        if let Some(error) = polygons.validation_errors().into_iter().next() {
            return Err(BoundaryError::Invalid(error.to_string().into()));
        }
        if polygons.iter().any(|polygon| polygon.unsigned_area() == 0.0) {
            return Err(BoundaryError::Invalid("it has no area".into()));
        }
        Ok(Self(polygons))
    }

    /// The polygons.
    #[must_use]
    pub const fn polygons(&self) -> &MultiPolygon<f64> {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Polygon, polygon};

    fn check(polygon: Polygon<f64>, valid: bool, why: &str) {
        assert_eq!(Boundary::new(MultiPolygon(vec![polygon])).is_ok(), valid, "{why}");
    }

    #[test]
    fn only_valid_polygons_are_boundaries() {
        check(polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)], true, "a triangle");
        check(polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0)], false, "two corners");
        check(polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0), (x: 1.0, y: 0.0), (x: 0.0, y: 1.0)], false, "a bow tie");
        check(polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 1.0), (x: 2.0, y: 2.0)], false, "corners on one line");
        check(polygon![(x: 0.0, y: 0.0), (x: 200.0, y: 0.0), (x: 1.0, y: 1.0)], false, "off the earth");
        assert_eq!(Boundary::new(MultiPolygon(vec![])), Err(BoundaryError::Empty));
    }
}
