//! Coordinate reference systems through PROJ: names, axis order, accuracy of the operation.
//!
//! Coordinates are always easting (or longitude) first, northing (or latitude) second, whatever
//! order the system's definition has; only [`Crs::on_wire`] follows the definition. "Ballpark"
//! operations, which skip the change of datum, are refused.

mod bounds;
mod database;
mod definition;
mod epsg;
mod list;
mod name;
mod operation;
mod pipeline;
mod published;
mod system;
#[cfg(test)]
mod tests;
mod to_wgs84;

pub use definition::Definition;
pub use epsg::Epsg;
pub use list::CrsList;
pub use operation::CrsOperation;
pub use published::{CRS84, Crs};
pub use to_wgs84::ToWgs84;

use std::path::PathBuf;

use thiserror::Error;

use crate::messages::{Explain, Params};

/// Why coordinates cannot be read in a reference system.
#[derive(Debug, Error)]
pub enum CrsError {
    /// Not written as a code.
    #[error("{0:?} is not a coordinate reference system; write it as EPSG:32718")]
    NotACode(Box<str>),
    /// PROJ's database does not have it.
    #[error("{0} does not exist in PROJ's database; WGS 84 / UTM 18S is EPSG:32718, degrees are EPSG:4326")]
    Unknown(Epsg),
    /// Heights, geocentric coordinates and the like.
    #[error("{epsg} ({name}) is not a system of positions on a map; give a projected or a geographic one")]
    NotHorizontal {
        /// The system.
        epsg: Epsg,
        /// Its name.
        name: Box<str>,
    },
    /// Southings, westings, or an order of axes that is neither east and north nor north and east.
    #[error("{epsg} ({name}) does not count its coordinates to the east and to the north; give another system")]
    Axes {
        /// The system.
        epsg: Epsg,
        /// Its name.
        name: Box<str>,
    },
    /// Only operations that ignore the datum, or none.
    #[error("no operation of known kind leads from {0} to WGS 84; convert the file in QGIS first")]
    NoOperation(Epsg),
    /// The numbers lead nowhere.
    #[error("({x}, {y}) is not a place in {epsg}")]
    NoPlace {
        /// The system.
        epsg: Epsg,
        /// Easting or longitude as given.
        x: f64,
        /// Northing or latitude as given.
        y: f64,
    },
    /// PROJ does not find its database, or it is another version's.
    #[error(
        "PROJ's database cannot be used ({reason}); set PROJ_DATA to a folder with the proj.db of PROJ 9.6 or later"
    )]
    Database {
        /// What PROJ said.
        reason: Box<str>,
    },
    /// The carried database could not be written anywhere.
    #[error("PROJ's database could not be written to {}: {error}; make the folder writable or set PROJ_DATA", folder.display())]
    Cache {
        /// The last folder tried.
        folder: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

impl Explain for CrsError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotACode(_) => "crs-not-a-code",
            Self::Unknown(_) => "crs-unknown",
            Self::NotHorizontal { .. } => "crs-not-horizontal",
            Self::Axes { .. } => "crs-axes",
            Self::NoOperation(_) => "crs-no-operation",
            Self::NoPlace { .. } => "crs-no-place",
            Self::Database { .. } => "crs-database",
            Self::Cache { .. } => "crs-cache",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::NotACode(text) => vec![("text", text.to_string())],
            Self::Unknown(epsg) | Self::NoOperation(epsg) => vec![("crs", epsg.to_string())],
            Self::NotHorizontal { epsg, name } | Self::Axes { epsg, name } => {
                vec![("crs", epsg.to_string()), ("name", name.to_string())]
            }
            Self::NoPlace { epsg, x, y } => {
                vec![("crs", epsg.to_string()), ("x", x.to_string()), ("y", y.to_string())]
            }
            Self::Database { reason } => vec![("reason", reason.to_string())],
            Self::Cache { folder, error } => {
                vec![("folder", folder.display().to_string()), ("reason", error.to_string())]
            }
        }
    }
}
