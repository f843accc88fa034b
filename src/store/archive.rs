//! Everything that a store holds, in a form that any other store takes.

use thiserror::Error;

use super::StoreError;
use crate::domain::register::RegisterName;
use crate::messages::{Explain, Params};

/// A piece of a store. They come in the order of these variants, `Counter` last.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A setting.
    Setting {
        /// Its name.
        key: String,
        /// As it is stored.
        value: String,
        /// When it was written.
        revision: u64,
    },
    /// A row of a register.
    Row {
        /// The register.
        register: RegisterName,
        /// The store's key.
        fid: i64,
        /// When it was written.
        revision: u64,
        /// Its geometry, its id, and its other columns in the schema's order.
        cells: Vec<Cell>,
    },
    /// An edit.
    Edit {
        /// The counter after it.
        revision: u64,
        /// When, as RFC 3339.
        time: String,
        /// By whom.
        author: String,
        /// What it was.
        action: String,
        /// The edit that it took back.
        undoes: Option<u64>,
    },
    /// A row before an edit.
    LoggedRow {
        /// The edit.
        revision: u64,
        /// The register.
        register: RegisterName,
        /// The store's key of the row.
        fid: i64,
        /// What became of it: `create`, `update` or `delete`.
        operation: String,
        /// As it was before, its cells as in [`Record::Row`]; `None` where it was not there.
        cells: Option<Vec<Cell>>,
    },
    /// A setting before an edit.
    LoggedSetting {
        /// The edit.
        revision: u64,
        /// Its name.
        key: String,
        /// As it was; `None` where it was not set.
        value: Option<String>,
    },
    /// Where counting goes on.
    Counter {
        /// The store's counter.
        revision: u64,
        /// The greatest key ever given, by register in the order of [`RegisterName::ALL`].
        fids: [i64; 3],
    },
}

/// A cell of a row, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(String),
    /// A geometry in WGS 84 degrees, as Well-Known Binary.
    Geometry(Vec<u8>),
    /// Bytes that are nothing of the above.
    Bytes(Vec<u8>),
}

/// Why a store was not copied.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// One of the stores.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store that should take it holds something.
    #[error("{location} is not empty; copy into a new store")]
    NotEmpty {
        /// The store.
        location: String,
    },
    /// A cell that the other store cannot hold.
    #[error(
        "{register} row {row}: {column} cannot be stored there; run `cercania check`, mend the row, and copy again"
    )]
    Cell {
        /// The register.
        register: RegisterName,
        /// The row's key.
        row: i64,
        /// The column.
        column: String,
    },
    /// Nobody waits for it any more.
    #[error("it was stopped")]
    Stopped,
}

impl Explain for ArchiveError {
    fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::NotEmpty { .. } => "archive-not-empty",
            Self::Cell { .. } => "archive-cell",
            Self::Stopped => "archive-stopped",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Store(error) => error.params(),
            Self::NotEmpty { location } => vec![("location", location.clone())],
            Self::Cell { register, row, column } => {
                vec![("layer", register.to_string()), ("row", row.to_string()), ("column", column.clone())]
            }
            Self::Stopped => vec![],
        }
    }
}
