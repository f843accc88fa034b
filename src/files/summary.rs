//! What an import did, for the person who asked for it.

use super::field::Field;
use crate::crs::{CrsOperation, Epsg};
use crate::domain::kitchen::KitchenKind;

/// What was read and how.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportSummary {
    /// The format found.
    pub format: Format,
    /// The layer or sheet that was read, in formats that have them.
    pub layer: Option<Box<str>>,
    /// The encoding found.
    pub encoding: Encoding,
    /// What stands between cells of a CSV.
    pub separator: Option<char>,
    /// Which column each field came from.
    pub columns: Vec<(Field, Box<str>)>,
    /// Columns that were not stored.
    pub ignored: Vec<Box<str>>,
    /// Where ids came from.
    pub ids: IdOrigin,
    /// The reference system of the coordinates.
    pub crs: Epsg,
    /// The way to WGS 84, with its accuracy.
    pub operation: CrsOperation,
    /// Whether positions could be tested for swapped axes: settlements or kitchens were known.
    pub swap_test: bool,
    /// The kind of kitchen that the names of the columns speak of, where it is one; it is that of every kitchen
    /// whose own cell gives none. Of no use to other layers.
    pub kind_from_columns: Option<KitchenKind>,
    /// Rows read, blank ones not counted.
    pub rows: u64,
    /// Rows that are good.
    pub good: u64,
    /// Rows that are not.
    pub bad: u64,
    /// Problems found, shown or not; a row may have several.
    pub problems: u64,
    /// Warnings found, shown or not.
    pub warnings: u64,
    /// Households registered without a number of persons (counted as one).
    pub persons_missing: u64,
    /// Households registered without a position.
    pub without_position: u64,
    /// Rows at the same position as an earlier one.
    pub same_position: u64,
    /// Good rows whose form gave the accuracy of the position as 0: placed by hand, so not measured.
    pub placed_by_hand: u64,
}

/// A format of files.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// Text with a separator.
    Csv,
    /// A sheet of a spreadsheet.
    Xlsx,
    /// A layer of a GeoPackage.
    GeoPackage,
    /// A GeoJSON feature collection, or a single feature.
    GeoJson,
    /// One GeoJSON feature a line.
    GeoJsonLines,
}

/// How text is written as bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// Latin-1, read as its superset Windows-1252; decided row by row.
    Latin1,
}

/// Where ids come from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum IdOrigin {
    /// A column.
    Column(Box<str>),
    /// A column of some program's row numbers, which may change with the next export.
    WeakColumn(Box<str>),
    /// The form's id and the submission's number.
    FormAndNumber {
        /// Column of the form's id, where there is one.
        form: Option<Box<str>>,
        /// Column of the submission's number.
        number: Box<str>,
    },
    /// The `id` member of GeoJSON features.
    FeatureId,
    /// The row's number after these letters: sound for one import, not for the next.
    RowNumber {
        /// `H-`, `K-`, `S-`, or nothing.
        prefix: &'static str,
    },
}

impl Format {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::GeoPackage => "GeoPackage",
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonLines => "GeoJSON (newline-delimited)",
        }
    }
}

impl Encoding {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 (BOM)",
            Self::Latin1 => "Latin-1",
        }
    }
}
