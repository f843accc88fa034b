//! Why a file as a whole cannot be read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::field::Field;
use super::problem::RowProblem;
use super::rejected::RejectedRows;
use super::summary::ImportSummary;
use super::syntax::{JsonProblem, KmlProblem};
use crate::crs::CrsError;
use crate::messages::{Explain, Params};

/// Why a file is refused.
#[derive(Debug, Error)]
pub enum FileError {
    /// The system does not give it.
    #[error("{} cannot be read: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A folder, a pipe, a device.
    #[error("{} is not a file on disk; files are read twice, so save it first", .0.display())]
    NotAFile(PathBuf),
    /// Whoever watched it did not want to go on.
    #[error("reading was stopped before its end; nothing was imported")]
    Stopped,
    /// No bytes, or blanks only.
    #[error("the file is empty")]
    Empty,
    /// Column names, and nothing below them.
    #[error("the file has no rows")]
    NoRows,
    /// Over a limit.
    #[error("the file has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// What it has.
        bytes: u64,
        /// [`super::Limits::max_file_bytes`].
        limit: u64,
    },
    /// Over a limit.
    #[error("the file has more than {limit} rows; split it")]
    TooManyRows {
        /// [`super::Limits::max_rows`].
        limit: u32,
    },
    /// Over a limit.
    #[error("row {row} has more than {limit} bytes; is a quotation mark left open before it?")]
    RowTooLong {
        /// The row; 0 is that of the column names.
        row: u64,
        /// [`super::Limits::max_record_bytes`], or the limit for settlements.
        limit: usize,
    },
    /// More than any form has.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// The row; 0 is that of the column names.
        row: u64,
        /// The most columns.
        limit: usize,
    },
    /// Known not to be text that can be read here.
    #[error("the file is {}; {}", .0.name(), .0.way_out())]
    NotText(NotText),
    /// Broken JSON between features.
    #[error("the file is not GeoJSON at byte {byte}: {problem}")]
    Json {
        /// Where.
        byte: u64,
        /// What.
        problem: JsonProblem,
    },
    /// No columns of coordinates.
    #[error(
        "no columns of coordinates were recognised among {}; name them with --columns lon=...,lat=...", .columns.join(", ")
    )]
    NoPosition {
        /// The columns there are.
        columns: Vec<String>,
    },
    /// No boundaries in the file.
    #[error("the file has no polygons; give settlements as GeoJSON, or as CSV with a column of WKT polygons")]
    NoBoundary,
    /// Several places a row.
    #[error("the file has several positions a row: {}; choose one with --columns", .choices.join("; "))]
    SeveralPositions {
        /// Each as `--columns` wants it.
        choices: Vec<String>,
    },
    /// Two columns for one field.
    #[error(
        "{field} could come from any of {}; choose with --columns {field}=...", .columns.join(", ")
    )]
    Ambiguous {
        /// The field.
        field: Field,
        /// The columns.
        columns: Vec<String>,
    },
    /// A column that the user named.
    #[error("there is no column {name:?}; the columns are {}", .columns.join(", "))]
    NoSuchColumn {
        /// As given.
        name: String,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// Eastings and northings of an unknown system.
    #[error("columns {x} and {y} are metres of a projection; say which with --crs, for example --crs EPSG:32718")]
    NeedsCrs {
        /// Column of eastings.
        x: String,
        /// Column of northings.
        y: String,
    },
    /// SQLite cannot read it.
    #[error("the GeoPackage cannot be read: {0}")]
    GeoPackage(rusqlite::Error),
    /// It is no sound ZIP archive.
    #[error("the archive cannot be unpacked: {0}")]
    Archive(zip::result::ZipError),
    /// It is no sound workbook.
    #[error("the spreadsheet cannot be read: {0}")]
    Workbook(calamine::XlsxError),
    /// Little that becomes much.
    #[error("the file is made to fill memory: what it unpacks to, or one piece of it, has more than {limit} bytes")]
    Unpacked {
        /// The limit.
        limit: u64,
    },
    /// Comments, CDATA or a DTD.
    #[error("the file has XML declarations or comments that no spreadsheet writes; save it again as XLSX")]
    Markup,
    /// Broken XML, or XML that is not read.
    #[error("the KML cannot be read at byte {byte}: {problem}")]
    Kml {
        /// About where.
        byte: u64,
        /// What.
        problem: KmlProblem,
    },
    /// A GeoPackage of tiles, or of tables without geometries.
    #[error("the GeoPackage has no layer of features")]
    NoLayer,
    /// Which of them?
    #[error("the file has several layers: {}; choose one with --layer", .layers.join(", "))]
    SeveralLayers {
        /// Their names.
        layers: Vec<String>,
    },
    /// A layer that the user named.
    #[error("there is no layer {name:?}; the layers are {}", .layers.join(", "))]
    NoSuchLayer {
        /// As given.
        name: String,
        /// The layers there are.
        layers: Vec<String>,
    },
    /// A view, or nothing at all.
    #[error("layer {layer:?} is not a table; export it from QGIS as a layer of its own")]
    NotATable {
        /// The layer.
        layer: String,
    },
    /// A layer in a system that EPSG does not number.
    #[error(
        "layer {layer:?} is in {system:?}, which EPSG does not number; say which system with --crs, for example --crs EPSG:32718"
    )]
    LayerCrs {
        /// The layer.
        layer: String,
        /// What the file calls its system.
        system: String,
    },
    /// A file that keeps its reader busy.
    #[error("the next rows did not come within {seconds} s; the file is damaged")]
    TooSlow {
        /// How long was waited.
        seconds: u64,
    },
    /// A file that its reader could not stand.
    #[error("the file is damaged: its reader failed")]
    Broken,
    /// The reference system.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// Rows are bad, and bad rows were not to be skipped, or no row is good.
    #[error("{} of {} rows are bad; nothing was imported. Mend them, or take the good ones with --skip-bad", .0.summary.bad, .0.summary.rows)]
    BadRows(Box<BadRows>),
    /// The file of rejected rows cannot be written.
    #[error("{} cannot be written: {error}", path.display())]
    Rejected {
        /// That file, or its folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// What was found in a file that was refused for its rows.
#[derive(Debug)]
pub struct BadRows {
    /// What is wrong, in row order, at most [`super::Limits::max_problems_kept`].
    pub problems: Vec<RowProblem>,
    /// What is worth a look, likewise.
    pub warnings: Vec<RowProblem>,
    /// The totals.
    pub summary: ImportSummary,
    /// All of them, where bad rows were to be skipped and none is good.
    pub rejected: Option<RejectedRows>,
}

/// What a file is that should have been text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotText {
    /// ODS, KMZ or another ZIP, and no XLSX.
    Zip,
    /// Excel before 2007.
    Xls,
    /// An SQLite database, and no GeoPackage.
    Sqlite,
    /// gzip.
    Gzip,
    /// XML or HTML, and no KML.
    Xml,
    /// UTF-16.
    Utf16,
    /// PDF.
    Pdf,
    /// Has NUL bytes.
    Binary,
}

impl NotText {
    /// What it is.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zip => "a ZIP archive that is no XLSX, such as ODS or KMZ",
            Self::Xls => "an old Excel workbook (XLS)",
            Self::Sqlite => "an SQLite database that is no GeoPackage",
            Self::Gzip => "compressed (gzip)",
            Self::Xml => "XML or HTML, and no KML",
            Self::Utf16 => "text in UTF-16",
            Self::Pdf => "a PDF",
            Self::Binary => "not text: it has NUL bytes",
        }
    }

    /// What to do.
    #[must_use]
    pub const fn way_out(self) -> &'static str {
        match self {
            Self::Zip => "save it as XLSX, CSV (UTF-8) or KML",
            Self::Xls | Self::Utf16 => "save it as XLSX or CSV (UTF-8)",
            Self::Gzip => "decompress it first",
            Self::Sqlite | Self::Xml => "export it from QGIS as GeoJSON",
            Self::Pdf | Self::Binary => "give CSV or GeoJSON",
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Zip => "file-is-zip",
            Self::Xls => "file-is-xls",
            Self::Sqlite => "file-is-sqlite",
            Self::Gzip => "file-is-gzip",
            Self::Xml => "file-is-xml",
            Self::Utf16 => "file-is-utf16",
            Self::Pdf => "file-is-pdf",
            Self::Binary => "file-is-binary",
        }
    }
}

impl Explain for FileError {
    fn code(&self) -> &'static str {
        match self {
            Self::Read { .. } => "file-read",
            Self::NotAFile(_) => "file-not-a-file",
            Self::Stopped => "file-stopped",
            Self::Empty => "file-empty",
            Self::NoRows => "file-no-rows",
            Self::TooLarge { .. } => "file-too-large",
            Self::TooManyRows { .. } => "file-too-many-rows",
            Self::RowTooLong { .. } => "file-row-too-long",
            Self::TooManyColumns { .. } => "file-too-many-columns",
            Self::NotText(what) => what.code(),
            Self::Json { problem: JsonProblem::EndsEarly, .. } => "file-json-ends-early",
            Self::Json { problem: JsonProblem::TooDeep(_), .. } => "file-json-too-deep",
            Self::Json { problem: JsonProblem::NotAnObject, .. } => "file-json-not-an-object",
            Self::Json { problem: JsonProblem::Comma, .. } => "file-json-comma",
            Self::Json { problem: JsonProblem::NotFeatures, .. } => "file-json-not-features",
            Self::NoPosition { .. } => "file-no-position",
            Self::NoBoundary => "file-no-boundary",
            Self::SeveralPositions { .. } => "file-several-positions",
            Self::Ambiguous { .. } => "file-ambiguous",
            Self::NoSuchColumn { .. } => "file-no-such-column",
            Self::NeedsCrs { .. } => "file-needs-crs",
            Self::GeoPackage(_) => "file-geopackage",
            Self::Archive(_) => "file-archive",
            Self::Workbook(_) => "file-workbook",
            Self::Unpacked { .. } => "file-unpacked",
            Self::Markup => "file-markup",
            Self::Kml { problem: KmlProblem::EndsEarly, .. } => "file-kml-ends-early",
            Self::Kml { problem: KmlProblem::TooDeep(_), .. } => "file-kml-too-deep",
            Self::Kml { problem: KmlProblem::DocumentType, .. } => "file-kml-document-type",
            Self::Kml { problem: KmlProblem::Entity, .. } => "file-kml-entity",
            Self::Kml { problem: KmlProblem::Xml(_), .. } => "file-kml-xml",
            Self::NoLayer => "file-no-layer",
            Self::SeveralLayers { .. } => "file-several-layers",
            Self::NoSuchLayer { .. } => "file-no-such-layer",
            Self::NotATable { .. } => "file-not-a-table",
            Self::LayerCrs { .. } => "file-layer-crs",
            Self::TooSlow { .. } => "file-too-slow",
            Self::Broken => "file-broken",
            Self::Crs(error) => error.code(),
            Self::BadRows(_) => "file-bad-rows",
            Self::Rejected { .. } => "file-rejected",
        }
    }

    fn params(&self) -> Params {
        let path = |path: &PathBuf| ("path", path.display().to_string());
        match self {
            Self::Read { path: file, error } | Self::Rejected { path: file, error } => {
                vec![path(file), ("reason", error.to_string())]
            }
            Self::NotAFile(file) => vec![path(file)],
            Self::Stopped
            | Self::Empty
            | Self::NoRows
            | Self::NotText(_)
            | Self::NoBoundary
            | Self::NoLayer
            | Self::Markup
            | Self::Broken => Params::new(),
            Self::TooLarge { bytes, limit } => vec![("bytes", bytes.to_string()), ("limit", limit.to_string())],
            Self::TooManyRows { limit } => vec![("limit", limit.to_string())],
            Self::RowTooLong { row, limit } | Self::TooManyColumns { row, limit } => {
                vec![("row", row.to_string()), ("limit", limit.to_string())]
            }
            Self::Json { byte, problem } => {
                let mut params = vec![("byte", byte.to_string())];
                if let JsonProblem::TooDeep(limit) = problem {
                    params.push(("limit", limit.to_string()));
                }
                params
            }
            Self::NoPosition { columns } => vec![("columns", columns.join(", "))],
            Self::SeveralPositions { choices } => vec![("choices", choices.join("; "))],
            Self::Ambiguous { field, columns } => {
                vec![("field", field.to_string()), ("columns", columns.join(", "))]
            }
            Self::NoSuchColumn { name, columns } => {
                vec![("name", name.clone()), ("columns", columns.join(", "))]
            }
            Self::NeedsCrs { x, y } => vec![("x", x.clone()), ("y", y.clone())],
            Self::GeoPackage(error) => vec![("reason", error.to_string())],
            Self::Archive(error) => vec![("reason", error.to_string())],
            Self::Workbook(error) => vec![("reason", error.to_string())],
            Self::Kml { byte, problem } => {
                let mut params = vec![("byte", byte.to_string())];
                match problem {
                    KmlProblem::TooDeep(limit) => params.push(("limit", limit.to_string())),
                    KmlProblem::Xml(error) => params.push(("reason", error.to_string())),
                    KmlProblem::EndsEarly | KmlProblem::DocumentType | KmlProblem::Entity => {}
                }
                params
            }
            Self::Unpacked { limit } => vec![("limit", limit.to_string())],
            Self::SeveralLayers { layers } => vec![("layers", layers.join(", "))],
            Self::NoSuchLayer { name, layers } => vec![("name", name.clone()), ("layers", layers.join(", "))],
            Self::NotATable { layer } => vec![("layer", layer.clone())],
            Self::LayerCrs { layer, system } => vec![("layer", layer.clone()), ("system", system.clone())],
            Self::TooSlow { seconds } => vec![("seconds", seconds.to_string())],
            Self::Crs(error) => error.params(),
            Self::BadRows(bad) => {
                vec![("bad", bad.summary.bad.to_string()), ("rows", bad.summary.rows.to_string())]
            }
        }
    }
}
