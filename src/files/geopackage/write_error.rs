//! Why a `GeoPackage` could not be written.

use std::io::ErrorKind;
use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

use super::blob::BlobError;
use crate::messages::{Explain, Params};

/// Why a `GeoPackage` could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The file or its folder.
    #[error("cannot write {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database.
    #[error("cannot write {path}: {source}")]
    Database {
        /// The file.
        path: PathBuf,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
    /// More than the bytes that it was given.
    #[error("the file would have more than {most_bytes} bytes; write fewer rows")]
    TooLarge {
        /// The bytes that it may have.
        most_bytes: u64,
    },
    /// A geometry that a layer cannot hold.
    #[error("cannot write a row: {0}")]
    Geometry(#[from] BlobError),
    /// A row before any layer.
    #[error("a row was written before any layer was added")]
    NoLayer,
}

impl Explain for WriteError {
    fn code(&self) -> &'static str {
        match self {
            Self::Database { .. } | Self::File { .. } if self.is_full() => "geopackage-full",
            Self::File { .. } => "geopackage-file",
            Self::Database { .. } => "geopackage-database",
            Self::TooLarge { .. } => "geopackage-too-large",
            Self::Geometry(_) => "geopackage-geometry",
            Self::NoLayer => "geopackage-no-layer",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::File { path, source } => {
                vec![("path", path.display().to_string()), ("detail", source.to_string())]
            }
            Self::Database { path, source } => {
                vec![("path", path.display().to_string()), ("detail", source.to_string())]
            }
            Self::TooLarge { most_bytes } => vec![("most", (most_bytes >> 20).to_string())],
            Self::Geometry(error) => vec![("detail", error.to_string())],
            Self::NoLayer => Params::new(),
        }
    }
}

impl WriteError {
    /// Whether there was no room.
    #[must_use]
    pub fn is_full(&self) -> bool {
        match self {
            Self::Database { source, .. } => source.sqlite_error_code() == Some(ErrorCode::DiskFull),
            Self::File { source, .. } => source.kind() == ErrorKind::StorageFull,
            _ => false,
        }
    }
}
