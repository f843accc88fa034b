//! Points for assignment in bulk.

use std::ops::ControlFlow;
use std::path::Path;

use super::error::FileError;
use super::field::Field;
use super::households::OWN_IDS;
use super::identity::IdRules;
use super::import::Import;
use super::options::{Progress, ReadOptions};
use super::plan::Wanted;
use super::read::{Layer, read_in_file_order};
use super::reading::Reading;
use super::vicinity::Vicinity;
use crate::domain::id::Id;
use crate::domain::position::Position;

/// A place that counts as so many.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// From the id column; else the row's number, 1 for the first row of data.
    pub id: Id,
    /// Where it is.
    pub position: Position,
    /// Persons, people of a population raster (fractional), or 1 where the file has no such column.
    pub weight: f64,
}

struct Points;

/// Reads points from CSV or GeoJSON, in file order. Each must have a position.
///
/// # Errors
/// [`FileError`], [`FileError::BadRows`] among them.
pub fn read_points(
    path: &Path,
    options: &ReadOptions,
    vicinity: &Vicinity,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Import<Point>, FileError> {
    read_in_file_order(&Points, path, options, vicinity, progress)
}

impl Layer for Points {
    type Row = Point;
    const WANTED: Wanted = Wanted {
        fields: &[Field::Weight],
        ids: IdRules { own: OWN_IDS, prefix: "", weak: false },
        layer: "points",
        boundary: false,
    };

    fn read(&self, reading: &mut Reading<'_>) -> Option<Point> {
        let id = reading.id();
        let fix = reading.fix();
        let weight = reading.weight().unwrap_or(1.0);
        let fix = fix.ok()?;
        if fix.is_none() {
            reading.position_missing();
        }
        Some(Point { id: id?, position: fix?.position, weight })
    }

    fn id(row: &Point) -> &Id {
        &row.id
    }

    fn position(row: &Point) -> Option<Position> {
        Some(row.position)
    }
}
