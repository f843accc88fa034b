//! What is to be written, and what came of it.

use thiserror::Error;

use super::StoreError;
use crate::domain::change::{Row, What};
use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::Kitchen;
use crate::domain::register::RegisterName;
use crate::domain::settings::Settings;
use crate::domain::settlement::Settlement;
use crate::messages::{Explain, Params};

/// An edit to be written: all of it or nothing.
#[derive(Clone, Debug)]
pub struct Write {
    /// Who makes it.
    pub author: Box<str>,
    /// What for.
    pub action: Action,
    /// Rows.
    pub rows: Vec<RowWrite>,
    /// The office's decisions, where they change.
    pub settings: Option<Settings>,
    /// The revision that the store must still be at; `None`: any.
    pub at: Option<u64>,
}

/// What an edit is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Action {
    /// Rows or settings that somebody changed.
    Edit,
    /// Rows of a file.
    Import,
    /// What takes back the edit of a revision.
    Undo(u64),
    /// What another program wrote.
    External,
}

/// A row to be written, and what it may replace.
#[derive(Clone, Debug, PartialEq)]
pub struct RowWrite {
    /// The row, or which is to go. Settings have a place of their own in [`Write`].
    pub row: RowChange,
    /// What must be there for it to be written.
    pub onto: Onto,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowChange {
    /// It is new, or stands for the one with its id.
    Put(Row),
    /// It goes.
    Remove(RegisterName, Id),
}

/// What must be there for a row to be written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Onto {
    /// Whatever is there.
    Any,
    /// No row with its id.
    Nothing,
    /// The row that was last written at this revision.
    Revision(u64),
}

/// What a write changed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// Rows that were new.
    pub added: usize,
    /// Rows that replaced one with the same id.
    pub updated: usize,
    /// Rows that were already there, equal in every field, and rows to be removed that were not there.
    pub unchanged: usize,
    /// Rows that are gone.
    pub removed: usize,
    /// The store's counter after the commit.
    pub revision: u64,
}

/// Why an edit was not written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another row is there than the one that the edit was made from: somebody was quicker.
    #[error("{register} {id} was changed meanwhile; read it again and repeat the edit")]
    Stale {
        /// The register.
        register: RegisterName,
        /// The row.
        id: Id,
    },
    /// The store is at another revision than the edit was made for.
    #[error("the store is at revision {0} by now; look again and repeat the edit")]
    Moved(u64),
}

/// Rows of one register, as a file gives them.
#[derive(Clone, Debug)]
pub enum Batch {
    /// Settlements.
    Settlements(Vec<Settlement>),
    /// Kitchens.
    Kitchens(Vec<Kitchen>),
    /// Households.
    Households(Vec<Household>),
}

impl From<Batch> for Vec<RowWrite> {
    /// Each row whatever it replaces.
    fn from(batch: Batch) -> Self {
        match batch {
            Batch::Settlements(rows) => rows.into_iter().map(Row::Settlement).map(RowWrite::put).collect(),
            Batch::Kitchens(rows) => rows.into_iter().map(Row::Kitchen).map(RowWrite::put).collect(),
            Batch::Households(rows) => rows.into_iter().map(Row::Household).map(RowWrite::put).collect(),
        }
    }
}

impl Write {
    /// An edit of rows.
    #[must_use]
    pub fn rows(author: &str, action: Action, rows: Vec<RowWrite>) -> Self {
        Self { author: author.into(), action, rows, settings: None, at: None }
    }
}

impl RowWrite {
    /// A row, whatever it replaces.
    #[must_use]
    pub const fn put(row: Row) -> Self {
        Self { row: RowChange::Put(row), onto: Onto::Any }
    }
}

impl RowChange {
    /// The id of the row.
    #[must_use]
    pub const fn id(&self) -> &Id {
        match self {
            Self::Put(row) => row.id(),
            Self::Remove(_, id) => id,
        }
    }

    /// Its register.
    #[must_use]
    pub const fn register(&self) -> RegisterName {
        match self {
            Self::Put(row) => row.register(),
            Self::Remove(register, _) => *register,
        }
    }
}

impl From<RowChange> for What {
    fn from(change: RowChange) -> Self {
        match change {
            RowChange::Put(row) => Self::Put(row),
            RowChange::Remove(register, id) => Self::Remove(register, id),
        }
    }
}

impl Action {
    /// The word in the store and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Import => "import",
            Self::Undo(_) => "undo",
            Self::External => "external",
        }
    }

    /// From the word, and the revision that an undo takes back.
    #[must_use]
    pub fn parse(word: &str, undoes: Option<u64>) -> Option<Self> {
        match (word, undoes) {
            ("edit", None) => Some(Self::Edit),
            ("import", None) => Some(Self::Import),
            ("undo", Some(revision)) => Some(Self::Undo(revision)),
            ("external", None) => Some(Self::External),
            _ => None,
        }
    }
}

impl Explain for WriteError {
    fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Stale { .. } => "edit-stale",
            Self::Moved(_) => "edit-moved",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Store(error) => error.params(),
            Self::Moved(revision) => vec![("revision", revision.to_string())],
            Self::Stale { register, id } => vec![("layer", register.to_string()), ("id", id.to_string())],
        }
    }
}
