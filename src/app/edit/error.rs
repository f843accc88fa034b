//! Why an edit was not made.

use thiserror::Error;

use super::undo::Conflict;
use crate::app::NumbersTaken;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::files::FileError;
use crate::messages::{Explain, Params};
use crate::store::StoreError;

/// Why an edit was not made. Nothing was written then.
#[derive(Debug, Error)]
pub enum EditError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was sent.
    #[error(transparent)]
    Input(#[from] FileError),
    /// No such row.
    #[error("no row of {register} has the id {id}")]
    NoSuchRow {
        /// The register.
        register: RegisterName,
        /// The id.
        id: Id,
    },
    /// No such kitchen among several.
    #[error("entry {entry}: no kitchen has the id {id}")]
    NoSuchKitchen {
        /// Which of those that were sent, from 1.
        entry: usize,
        /// The id.
        id: Id,
    },
    /// A new row with an id that is taken.
    #[error("{register} {id} is already there; change that row, or choose another id")]
    Taken {
        /// The register.
        register: RegisterName,
        /// The id.
        id: Id,
    },
    /// Another id in the address than in the row.
    #[error("the address names {address}, and the row {row}; an id cannot be changed")]
    OtherId {
        /// In the address.
        address: Id,
        /// In the row.
        row: Id,
    },
    /// More or fewer rows than one.
    #[error("{0} features were sent where one is replaced")]
    NotOne(usize),
    /// A merge patch that is no object.
    #[error("the patch is no object; send {{\"properties\": {{...}}}} or {{\"geometry\": ...}}")]
    NotAPatch,
    /// The row was changed since it was seen.
    #[error("{register} {id} was changed at revision {revision}, after it was read; read it again and repeat the edit")]
    Changed {
        /// The register.
        register: RegisterName,
        /// The id.
        id: Id,
        /// When it was written last.
        revision: u64,
    },
    /// The store was changed since somebody tried what they want to write.
    #[error("the store is at revision {revision} by now, not at the one that was tried; try again before it is kept")]
    Moved {
        /// Where it is.
        revision: u64,
    },
    /// Others keep being quicker.
    #[error("{register} {id} keeps being changed by others; try again")]
    Stale {
        /// The register.
        register: RegisterName,
        /// The id.
        id: Id,
    },
    /// No such edit.
    #[error("there is no edit {0}")]
    NoSuchEdit(u64),
    /// Taken back already.
    #[error("edit {edit} was taken back already, by edit {by}")]
    Undone {
        /// The edit.
        edit: u64,
        /// The one that took it back.
        by: u64,
    },
    /// Rows that were changed since, so that an edit cannot be taken back.
    #[error("{count} of the rows of edit {edit} were changed since; take those later edits back first")]
    Conflict {
        /// The edit.
        edit: u64,
        /// How many.
        count: usize,
        /// The first [`Conflict::NAMED`].
        first: Vec<Conflict>,
    },
    /// Nobody waits for it.
    #[error("the edit was stopped")]
    Cancelled,
    /// Ids of an import, made from row numbers, are those of rows that are there.
    #[error(transparent)]
    NumbersTaken(#[from] NumbersTaken),
}

impl Explain for EditError {
    fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Input(error) => error.code(),
            Self::NoSuchRow { .. } => "edit-no-such-row",
            Self::NoSuchKitchen { .. } => "edit-no-such-kitchen",
            Self::Taken { .. } => "edit-id-taken",
            Self::OtherId { .. } => "edit-other-id",
            Self::NotOne(_) => "edit-not-one",
            Self::NotAPatch => "edit-not-a-patch",
            Self::Changed { .. } => "edit-changed",
            Self::Moved { .. } => "edit-moved",
            Self::Stale { .. } => "edit-stale",
            Self::NoSuchEdit(_) => "edit-no-such-edit",
            Self::Undone { .. } => "edit-undone",
            Self::Conflict { .. } => "edit-conflict",
            Self::Cancelled => "edit-cancelled",
            Self::NumbersTaken(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Store(error) => error.params(),
            Self::Input(error) => error.params(),
            Self::NoSuchRow { register, id } | Self::Taken { register, id } | Self::Stale { register, id } => {
                vec![("layer", register.to_string()), ("id", id.to_string())]
            }
            Self::NoSuchKitchen { entry, id } => vec![("entry", entry.to_string()), ("id", id.to_string())],
            Self::OtherId { address, row } => vec![("address", address.to_string()), ("row", row.to_string())],
            Self::NotOne(count) => vec![("count", count.to_string())],
            Self::Changed { register, id, revision } => {
                vec![("layer", register.to_string()), ("id", id.to_string()), ("revision", revision.to_string())]
            }
            Self::Moved { revision } => vec![("revision", revision.to_string())],
            Self::NoSuchEdit(edit) => vec![("edit", edit.to_string())],
            Self::Undone { edit, by } => vec![("edit", edit.to_string()), ("by", by.to_string())],
            Self::Conflict { edit, count, .. } => vec![("edit", edit.to_string()), ("count", count.to_string())],
            Self::NotAPatch | Self::Cancelled => vec![],
            Self::NumbersTaken(error) => error.params(),
        }
    }
}
