//! Catchment polygons: where which kitchen is nearest.
//!
//! The edge between two kitchens is the plane that halves their ECEF chord, cut with the ellipsoid;
//! it differs from the line of equal geodesics by 1.4e-5 m at 10 km and 0.014 m at 100 km at Peru's
//! latitudes. A vertex is a function of its three kitchens, an edge of its two, whoever computes
//! them; the study area is then cut by all edges at once, so that neighbours share theirs exactly
//! and nothing is left between.
//!
//! As `PostGIS`'s `ST_VoronoiPolygons`, but on the ellipsoid.

mod cell;
mod edge;
mod overlay;
mod study_area;

use std::collections::BTreeMap;

use geo::{GeodesicArea, MultiPolygon};
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
    by_kitchen: BTreeMap<Rank, Catchment>,
    study_area: MultiPolygon<f64>,
}

/// Why catchments cannot be drawn.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum CatchmentError {
    /// The study area reaches around the globe.
    #[error(
        "the study area reaches {0:.0} degrees from its middle, at most 60 can be drawn; \
         give a smaller polygon in the setting study_area"
    )]
    TooWide(f64),
}

impl Catchments {
    /// Draws the catchments of a snapshot's open kitchens, clipped to the study area.
    ///
    /// # Errors
    /// [`CatchmentError`] where the study area is too wide.
    pub fn build(snapshot: &Snapshot) -> Result<Self, CatchmentError> {
        let study_area = study_area::study_area(snapshot);
        let index = snapshot.kitchens().index();
        let mut outlines = overlay::cut(index, &study_area)?;
        let open = snapshot.kitchens().open_ranks();
        let mut by_kitchen = BTreeMap::new();
        for rank in open {
            let outline = outlines.remove(&rank);
            let area_m2 = outline.as_ref().map_or(0.0, GeodesicArea::geodesic_area_unsigned);
            by_kitchen.insert(rank, Catchment { outline, area_m2 });
        }
        Ok(Self { by_kitchen, study_area })
    }

    /// The catchment of a kitchen; `None` for a closed one.
    #[must_use]
    pub fn get(&self, kitchen: Rank) -> Option<&Catchment> {
        self.by_kitchen.get(&kitchen)
    }

    /// The area that the catchments tile.
    #[must_use]
    pub const fn study_area(&self) -> &MultiPolygon<f64> {
        &self.study_area
    }
}

#[cfg(test)]
mod tests;
