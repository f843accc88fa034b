//! What can be wrong with the values of options.

use thiserror::Error;

use super::values::{MAX_ENTRIES, MAX_NEAREST};
use crate::files::ColumnChoiceError;
use crate::messages::{Explain, Params};

/// Why an option's value cannot be taken, or two options together.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ArgumentError {
    /// Not an EPSG code.
    #[error("{0:?} is not a coordinate system; write EPSG: and its number, for example EPSG:32718")]
    Crs(String),
    /// Not `field=column` pairs.
    #[error(transparent)]
    Columns(ColumnChoiceError),
    /// Not a number of kitchens.
    #[error("{0:?} is not a number of kitchens; give a whole number from 1 to {max}", max = MAX_NEAREST)]
    Nearest(String),
    /// Not a number of lines.
    #[error("{0:?} is not a number of edits; give a whole number from 1 to {max}", max = MAX_ENTRIES)]
    Entries(String),
    /// Not a coverage limit.
    #[error("{0:?} is not a coverage limit; give more than 0 and at most 100000 metres")]
    Limit(String),
    /// Not an address and port.
    #[error("{0:?} is not an address with a port; write for example 127.0.0.1:8080")]
    Address(String),
    /// Not a page's origin.
    #[error("{0:?} is not an origin; write scheme://host or scheme://host:port, for example https://mapa.example.pe")]
    Origin(String),
    /// Not an id.
    #[error("{0:?} is not an id; 1 to 64 letters A-Z, a-z, digits, '.', '_' and '-' are allowed")]
    Id(String),
    /// A file name whose ending names no format that can be written here.
    #[error("{file:?} names no known format; let the name end in {endings}")]
    Ending {
        /// The name as given.
        file: String,
        /// The endings that would do.
        endings: &'static str,
    },
    /// `--excel` with something that is not CSV.
    #[error("--excel changes CSV only; write CSV or leave it out")]
    ExcelWithoutCsv,
}

impl Explain for ArgumentError {
    fn code(&self) -> &'static str {
        match self {
            Self::Crs(_) => "argument-crs",
            Self::Columns(error) => error.code(),
            Self::Nearest(_) => "argument-nearest",
            Self::Entries(_) => "argument-entries",
            Self::Limit(_) => "argument-limit",
            Self::Address(_) => "argument-address",
            Self::Origin(_) => "argument-origin",
            Self::Id(_) => "argument-id",
            Self::Ending { .. } => "argument-ending",
            Self::ExcelWithoutCsv => "argument-excel-without-csv",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Crs(value) | Self::Limit(value) | Self::Address(value) | Self::Origin(value) | Self::Id(value) => {
                vec![("value", value.clone())]
            }
            Self::Columns(error) => error.params(),
            Self::Nearest(value) => vec![("value", value.clone()), ("max", MAX_NEAREST.to_string())],
            Self::Entries(value) => vec![("value", value.clone()), ("max", MAX_ENTRIES.to_string())],
            Self::Ending { file, endings } => vec![("value", file.clone()), ("endings", (*endings).to_owned())],
            Self::ExcelWithoutCsv => Params::new(),
        }
    }
}
