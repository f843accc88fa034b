//! Why a file was not taken, or its rows not written.

use std::sync::Arc;

use actix_web::http::StatusCode;
use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::app::EditError;
use crate::app::edit::Conflict;
use crate::crs::CrsError;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::files::{ColumnChoiceError, FileError};
use crate::http::problem::{Problem, short};
use crate::messages::{Explain, Params};

/// Why a file was not taken, or its rows not written.
#[derive(Debug, Error)]
pub enum ImportProblem {
    /// There is no such import, or no longer.
    #[error("there is no such import; it was forgotten, or the service has started anew")]
    Unknown,
    /// More imports than are kept, all of them being read.
    #[error("too many files are being read")]
    TooMany,
    /// A body in several parts, without a file among them, or with two.
    #[error("a multipart body must have one part named file; it has {0}")]
    Files(usize),
    /// A part with a name that means nothing.
    #[error("part {0:?} is not known")]
    UnknownPart(String),
    /// A part that is no file, and long.
    #[error("part {0} is longer than any value")]
    LongPart(&'static str),
    /// A body that says that it has several parts, and has none.
    #[error("the parts of the body cannot be read: {0}")]
    Parts(String),
    /// The choice of columns.
    #[error(transparent)]
    Columns(ColumnChoiceError),
    /// The reference system.
    #[error(transparent)]
    Crs(CrsError),
    /// The file.
    #[error(transparent)]
    File(Arc<FileError>),
    /// It is still being read.
    #[error("the file is still being read")]
    Reading,
    /// Its rows are being written.
    #[error("the import is being committed")]
    Committing,
    /// Its rows were written.
    #[error("the import was committed at revision {0}")]
    Committed(u64),
    /// Its rows were not written.
    #[error("the import was not committed")]
    NotCommitted,
    /// Its rows were those that were there.
    #[error("the import changed nothing")]
    NothingChanged,
    /// Some of its rows are bad.
    #[error("{bad} of {rows} rows are bad; nothing was imported")]
    BadRows {
        /// How many.
        bad: u64,
        /// Of how many.
        rows: u64,
    },
    /// No row is good.
    #[error("none of {0} rows is good")]
    NoGoodRow(u64),
    /// The edit that it is.
    #[error(transparent)]
    Edit(EditError),
}

impl From<ImportProblem> for Problem {
    fn from(problem: ImportProblem) -> Self {
        match problem {
            ImportProblem::Edit(EditError::Input(error)) => ImportProblem::File(Arc::new(error)).into(),
            problem => Self::Import(Box::new(problem)),
        }
    }
}

impl ImportProblem {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::TooMany => StatusCode::SERVICE_UNAVAILABLE,
            Self::Files(_)
            | Self::UnknownPart(_)
            | Self::LongPart(_)
            | Self::Parts(_)
            | Self::Columns(_)
            | Self::Crs(_) => StatusCode::BAD_REQUEST,
            Self::Reading | Self::Committing | Self::Committed(_) | Self::NotCommitted | Self::NothingChanged => {
                StatusCode::CONFLICT
            }
            Self::BadRows { .. } | Self::NoGoodRow(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::File(error) => match **error {
                FileError::TooLarge { .. } | FileError::TooManyRows { .. } => StatusCode::PAYLOAD_TOO_LARGE,
                FileError::Read { .. } | FileError::Rejected { .. } if is_full(error) => {
                    StatusCode::INSUFFICIENT_STORAGE
                }
                FileError::Read { .. } | FileError::Rejected { .. } | FileError::NotAFile(_) => {
                    StatusCode::INTERNAL_SERVER_ERROR
                }
                FileError::Stopped => StatusCode::SERVICE_UNAVAILABLE,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            },
            Self::Edit(error) => match error {
                EditError::Store(error) => of_store(error.code()),
                EditError::NoSuchEdit(_) => StatusCode::NOT_FOUND,
                EditError::Stale { .. }
                | EditError::Undone { .. }
                | EditError::Conflict { .. }
                | EditError::NumbersTaken(_) => StatusCode::CONFLICT,
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    /// What a program wants to know beside the words.
    pub fn members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        if let Self::Edit(EditError::Conflict { count, first, .. }) = self {
            let row = |row: &Conflict| json!({ "layer": row.register.map(RegisterName::as_str), "id": row.id.as_ref().map(Id::as_str) });
            members.insert("conflicts".to_owned(), first.iter().map(row).collect());
            members.insert("conflicts_left_out".to_owned(), count.saturating_sub(first.len()).into());
        }
        members
    }
}

fn is_full(error: &FileError) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    match error {
        FileError::Read { error, .. } | FileError::Rejected { error, .. } => {
            matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
        }
        _ => false,
    }
}

fn of_store(code: &str) -> StatusCode {
    match code {
        "store-full" => StatusCode::INSUFFICIENT_STORAGE,
        "store-read-only" | "store-locked" | "store-unreachable" | "store-unsure" | "store-replaced" => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl Explain for ImportProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "import-unknown",
            Self::TooMany => "busy",
            Self::Files(_) => "import-files",
            Self::UnknownPart(_) => "import-part-unknown",
            Self::LongPart(_) => "import-part-long",
            Self::Parts(_) => "import-parts",
            Self::Columns(error) => error.code(),
            Self::Crs(error) => error.code(),
            Self::Reading => "import-reading",
            Self::Committing => "import-committing",
            Self::Committed(_) => "import-committed",
            Self::NotCommitted => "import-not-committed",
            Self::NothingChanged => "import-nothing-changed",
            Self::BadRows { .. } => "import-bad-rows",
            Self::NoGoodRow(_) => "import-no-good-row",
            // Where the service keeps files, and its store, is the administrator's to know.
            _ if self.status() == StatusCode::INSUFFICIENT_STORAGE => "storage-full",
            _ if self.status() == StatusCode::INTERNAL_SERVER_ERROR => "internal",
            Self::Edit(EditError::Store(_)) => "import-store-away",
            Self::File(error) => error.code(),
            Self::Edit(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        let all = match self {
            Self::Files(count) => vec![("count", count.to_string())],
            Self::UnknownPart(name) => vec![("name", name.clone())],
            Self::LongPart(name) => vec![("name", (*name).to_owned())],
            Self::Parts(reason) => vec![("reason", reason.clone())],
            Self::Columns(error) => error.params(),
            Self::Crs(error) => error.params(),
            Self::Committed(revision) => vec![("revision", revision.to_string())],
            Self::BadRows { bad, rows } => vec![("bad", bad.to_string()), ("rows", rows.to_string())],
            Self::NoGoodRow(rows) => vec![("rows", rows.to_string())],
            Self::File(_) | Self::Edit(_)
                if matches!(
                    self.status(),
                    StatusCode::INTERNAL_SERVER_ERROR
                        | StatusCode::INSUFFICIENT_STORAGE
                        | StatusCode::SERVICE_UNAVAILABLE
                ) =>
            {
                vec![]
            }
            Self::File(error) => error.params(),
            Self::Edit(error) => error.params(),
            Self::Unknown
            | Self::TooMany
            | Self::Reading
            | Self::Committing
            | Self::NotCommitted
            | Self::NothingChanged => vec![],
        };
        let known = |name| matches!(name, "fields" | "columns" | "choices" | "layers");
        all.into_iter().map(|(name, value)| (name, if known(name) { listed(&value) } else { short(&value) })).collect()
    }
}

/// Names of columns, some hundreds of characters of them.
fn listed(text: &str) -> String {
    const LONGEST: usize = 600;
    let mut kept: String = text.chars().take(LONGEST).filter(|c| !c.is_control()).collect();
    if text.chars().nth(LONGEST).is_some() {
        kept.push('…');
    }
    kept
}
