//! Formats in and out.
//!
//! In: CSV, XLSX, GeoJSON, GeoPackage, KML. Reading: a file is imported whole or not at all; every bad row is told with its number, column, value,
//! reason and way out. A file is a stream: what it costs in memory is its rows and one bounded buffer.
//! What anything costs, and who is believed, is in [`Limits`] and [`ReadOptions`].

mod basemap;
mod collect;
mod csv;
mod error;
mod features;
mod field;
mod geojson;
pub mod geopackage;
mod households;
mod identity;
mod import;
mod input;
mod kitchens;
mod kml;
mod names;
mod number;
mod options;
mod place;
mod plan;
mod points;
mod position_columns;
mod problem;
mod read;
mod reading;
mod rejected;
mod rejected_columns;
mod row;
mod settlement_names;
mod settlements;
mod source;
mod split;
mod summary;
mod syntax;
mod table;
mod unpacked;
mod vicinity;
mod wkt;
pub mod write;
mod xlsx;

pub use basemap::{About, Archive, BasemapError, TemplateFault, Tile, TileFormat};
pub use error::{BadRows, FileError, NotText};
pub use features::{FeatureOptions, Features};
pub use field::Field;
pub use households::{household_features, read_households};
pub use import::Import;
pub use kitchens::{kitchen_features, read_kitchens};
pub use options::{ColumnChoice, ColumnChoiceError, Limits, Progress, ReadOptions};
pub use points::{Point, read_points};
pub use problem::{Exchange, Reason, RowProblem};
pub use rejected::{RejectedRows, rejected_path};
pub use settlements::{read_settlements, settlement_features};
pub use summary::{Encoding, Format, IdOrigin, ImportSummary};
pub use syntax::{JsonProblem, KmlProblem};
pub use vicinity::Vicinity;
