//! Catchment polygons.

use geo::MultiPolygon;
use thiserror::Error;

use super::rank::Rank;
use super::snapshot::Snapshot;

/// The outline of the households nearest to one open kitchen.
#[derive(Clone, Debug, PartialEq)]
pub struct Catchment {
    /// The outline inside the study area; `None` where the kitchen shares its position with one of
    /// a lower id, or no part of the study area is nearest to it.
    pub outline: Option<MultiPolygon<f64>>,
    /// The outline's area on the ellipsoid, square metres.
    pub area_m2: f64,
}

/// Catchments of the open kitchens.
#[derive(Clone, Debug, PartialEq)]
pub struct Catchments {
    by_kitchen: Vec<Option<Catchment>>,
}

/// Why catchments cannot be drawn.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum CatchmentError {
    /// The study area is too wide.
    #[error("the study area spans {0:.0} degrees; give one of at most 60 in the setting study_area")]
    TooWide(f64),
}

impl Catchments {
    /// Draws the catchments of a snapshot's open kitchens.
    ///
    /// # Errors
    /// [`CatchmentError`].
    pub fn build(snapshot: &Snapshot) -> Result<Self, CatchmentError> {
        let _ = snapshot;
        todo!()
    }

    /// The catchment of a kitchen; `None` for a closed one.
    #[must_use]
    pub fn get(&self, kitchen: Rank) -> Option<&Catchment> {
        self.by_kitchen.get(kitchen.index())?.as_ref()
    }
}
