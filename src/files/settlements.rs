//! Settlements from files.

use std::ops::ControlFlow;
use std::path::Path;

use geo::{Coord, CoordsIter, MapCoords, MultiPolygon};

use super::error::FileError;
use super::features::{FeatureOptions, Features, read_features};
use super::field::Field;
use super::identity::IdRules;
use super::import::Import;
use super::options::{Progress, ReadOptions};
use super::plan::Wanted;
use super::problem::Reason;
use super::read::{Layer, read_register};
use super::reading::{Reading, name};
use super::row::Shape;
use super::vicinity::Vicinity;
use super::wkt;
use crate::domain::id::Id;
use crate::domain::position::Position;
use crate::domain::settlement::{Boundary, Settlement};

struct Settlements;

/// Reads settlements: polygons or multipolygons with holes, from GeoJSON or from a column of Well-Known Text.
///
/// Swapped axes are found with the help of `vicinity`: where no corner is near anything known and the first,
/// exchanged, is.
///
/// # Errors
/// [`FileError`], [`FileError::BadRows`] among them.
pub fn read_settlements(
    path: &Path,
    options: &ReadOptions,
    vicinity: &Vicinity,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Import<Settlement>, FileError> {
    read_register(&Settlements, path, options, vicinity, progress)
}

/// Reads settlements from GeoJSON in memory by the exact names of their fields.
///
/// # Errors
/// [`FileError`], [`FileError::BadRows`] among them.
pub fn settlement_features(
    bytes: &[u8],
    options: &FeatureOptions<'_>,
    vicinity: &Vicinity,
) -> Result<Features<Settlement>, FileError> {
    read_features(&Settlements, bytes, options, vicinity)
}

impl Layer for Settlements {
    type Row = Settlement;
    const WANTED: Wanted = Wanted {
        fields: &[Field::Name, Field::Boundary],
        ids: IdRules {
            own: &["idasentamiento", "codigoasentamiento", "settlementid", "codigoaahh", "idaahh", "codasentamiento"],
            prefix: "S-",
            weak: true,
        },
        layer: "settlements",
        boundary: true,
    };

    fn read(&self, reading: &mut Reading<'_>) -> Option<Settlement> {
        let id = reading.id();
        let polygons = polygons(reading)?;
        let boundary = boundary(&polygons, reading);
        let id = id?;
        let name = reading.text(Field::Name).unwrap_or_else(|| id.as_str().into());
        Some(Settlement { name, id, boundary: boundary? })
    }

    fn id(row: &Settlement) -> &Id {
        &row.id
    }

    fn position(_: &Settlement) -> Option<Position> {
        None
    }
}

/// The polygons as the file has them.
fn polygons(reading: &mut Reading<'_>) -> Option<MultiPolygon<f64>> {
    let reason = match reading.row.shape {
        Shape::Geometry(geo::Geometry::Polygon(polygon)) => return Some(MultiPolygon(vec![polygon.clone()])),
        Shape::Geometry(geo::Geometry::MultiPolygon(polygons)) => return Some(polygons.clone()),
        Shape::Geometry(other) => Reason::NotAPolygon(name(other)),
        Shape::Malformed(error) => Reason::Malformed(error.into()),
        Shape::None if reading.has(Field::Boundary) => {
            return reading.parsed(Field::Boundary, |text| wkt::polygons(text).ok_or(Reason::Wkt));
        }
        Shape::Null | Shape::None => {
            reading.position_missing();
            return None;
        }
    };
    reading.wrong_row(reason);
    None
}

/// In WGS 84 and valid; `None` once a problem was noted.
fn boundary(polygons: &MultiPolygon<f64>, reading: &mut Reading<'_>) -> Option<Boundary> {
    let place = reading.place;
    let to_position = |corner: Coord<f64>| place.untested(corner.x, corner.y).map_err(|reason| (corner, reason));
    let moved = match polygons.try_map_coords(|corner| to_position(corner).map(Position::coord)) {
        Ok(moved) => moved,
        Err((corner, reason)) => {
            reading.wrong_corner(corner, reason);
            return None;
        }
    };
    if let Some(first) = polygons.coords_iter().next() {
        let corners = polygons.coords_iter().filter_map(|corner| to_position(corner).ok());
        if let Some(slip) = place.slip(first.x, first.y, corners) {
            reading.wrong_corner(first, slip);
            return None;
        }
    }
    Boundary::new(moved).map_err(|error| reading.wrong_row(Reason::Boundary(error))).ok()
}
