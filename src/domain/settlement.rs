//! Shanty towns with a boundary.

use geo::algorithm::validation::{InvalidMultiPolygon, InvalidPolygon};
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
    Invalid(PolygonFault),
}

/// Which rule for simple features polygons break.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum PolygonFault {
    /// A ring of fewer than three different corners.
    #[error("a ring has fewer than three different corners")]
    TooFewCorners,
    /// All corners on one line.
    #[error("it has no area")]
    NoArea,
    /// A ring like a bow tie.
    #[error("a ring crosses or touches itself")]
    SelfIntersection,
    /// A hole that is not within the outer ring.
    #[error("a hole lies outside its polygon")]
    HoleOutside,
    /// Rings with an area or a line in common.
    #[error("two rings overlap")]
    RingsOverlap,
    /// Polygons of one settlement with an area or a line in common.
    #[error("two parts overlap or share a side")]
    PartsOverlap,
}

impl PolygonFault {
    /// The first rule that polygons of finite corners break.
    fn of(polygons: &MultiPolygon<f64>) -> Option<Self> {
        let fault = match polygons.validation_errors().into_iter().next() {
            None => {
                let flat = polygons.iter().any(|polygon| polygon.unsigned_area() == 0.0);
                return flat.then_some(Self::NoArea);
            }
            Some(InvalidMultiPolygon::InvalidPolygon(_, fault)) => fault,
            Some(InvalidMultiPolygon::ElementsOverlaps(..) | InvalidMultiPolygon::ElementsTouchOnALine(..)) => {
                return Some(Self::PartsOverlap);
            }
        };
        Some(match fault {
            InvalidPolygon::TooFewPointsInRing(_) | InvalidPolygon::NonFiniteCoord(..) => Self::TooFewCorners,
            InvalidPolygon::SelfIntersection(_) => Self::SelfIntersection,
            InvalidPolygon::InteriorRingNotContainedInExteriorRing(_) => Self::HoleOutside,
            InvalidPolygon::IntersectingRingsOnALine(..) | InvalidPolygon::IntersectingRingsOnAnArea(..) => {
                Self::RingsOverlap
            }
        })
    }

    const fn code(self) -> &'static str {
        match self {
            Self::TooFewCorners => "too-few-corners",
            Self::NoArea => "no-area",
            Self::SelfIntersection => "self-intersection",
            Self::HoleOutside => "hole-outside",
            Self::RingsOverlap => "rings-overlap",
            Self::PartsOverlap => "parts-overlap",
        }
    }
}

impl BoundaryError {
    /// The name of what is wrong, by which `polygon-fault` in the messages chooses its words.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Corner(_) => "corner",
            Self::Invalid(fault) => fault.code(),
        }
    }
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
        if let Some(fault) = PolygonFault::of(&polygons) {
            return Err(BoundaryError::Invalid(fault));
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
