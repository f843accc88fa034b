//! Settlements from files.

use std::path::Path;

use geo::{MapCoords, MultiPolygon};

use super::error::FileError;
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
/// # Errors
/// [`FileError`], [`FileError::BadRows`] among them.
pub fn read_settlements(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import<Settlement>, FileError> {
    read_register(&Settlements, path, options, &Vicinity::default(), progress)
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
        boundary: true,
    };

    fn read(&self, reading: &mut Reading<'_>) -> Option<Settlement> {
        let id = reading.id();
        let polygons = polygons(reading)?;
        let boundary = boundary(&polygons, reading);
        let id = id?;
        let boundary = match boundary {
            Ok(boundary) => boundary,
            Err(reason) => {
                reading.wrong_row(reason);
                return None;
            }
        };
        Some(Settlement { name: reading.text(Field::Name).unwrap_or_else(|| id.as_str().into()), id, boundary })
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
        Shape::None if reading.text(Field::Boundary).is_some() => {
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

/// In WGS 84 and valid.
fn boundary(polygons: &MultiPolygon<f64>, reading: &Reading<'_>) -> Result<Boundary, Reason> {
    let place = reading.place;
    let moved = polygons.try_map_coords(|corner| place.position(corner.x, corner.y).map(Position::coord))?;
    Boundary::new(moved).map_err(Reason::Boundary)
}
