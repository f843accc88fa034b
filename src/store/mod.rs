//! Where registers, settings and history are kept.
//!
//! [`Store`] is what the rest of the program knows; [`geopackage::GeoPackageStore`] is the embedded
//! one. Not here: anything computed, which is served and written into exports instead.
//!
//! A store that other programs write to may hold rows that are not valid. They never fail a
//! [`Store::load`] and are never dropped in silence: each is named in [`Loaded::findings`].

pub mod archive;
pub mod error;
pub mod finding;
pub mod geopackage;
pub mod log;
mod rows;
mod settings;
pub mod write;

use std::path::Path;
use std::time::Duration;

pub use archive::{ArchiveError, Cell, Record};
pub use error::StoreError;
pub use log::{Counts, Delta, Edit, EditedRow, LoggedEdit, RowEdit, TouchedRow, Version};
pub use write::{Action, Batch, Onto, RowChange, RowWrite, Write, WriteError, Written};

pub use finding::{Findings, RowFinding, RowProblem, StoreFinding};

use crate::domain::id::Id;
use crate::domain::register::{Register, RegisterName};

/// What a store held.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The rows that are valid.
    pub register: Register,
    /// What is not, by name.
    pub findings: Findings,
}

/// Where registers and settings are kept: every implementation passes the same contract tests.
///
/// Calls block; from async code go through a thread of their own.
pub trait Store: Send + Sync {
    /// Everything entered, as one commit left it, in id order.
    ///
    /// `progress` is told the number of rows read so far, from any thread.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read; never for a row that is not valid.
    fn load(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<Loaded, StoreError>;

    /// Writes an edit in one transaction, and answers after the commit.
    ///
    /// Where an edit holds a row twice the last stands. Rows equal to what is there keep their revision, and an edit of
    /// nothing but such rows does not raise the counter. Declared settlements and fixed kitchens are plain ids: they may
    /// name rows that are not there.
    ///
    /// # Errors
    /// [`WriteError`]; the store is then as it was.
    fn write(&self, write: Write) -> Result<Written, WriteError>;

    /// Ids for new rows, which no row has or had.
    ///
    /// # Errors
    /// [`StoreError`].
    fn mint(&self, register: RegisterName, count: usize) -> Result<Vec<Id>, StoreError>;

    /// What every program wrote after a revision.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    fn changes_since(&self, revision: u64) -> Result<Delta, StoreError>;

    /// Waits until another program may have written, at most so long; a store that cannot tell waits that long.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be reached; at once, the caller has to wait before it asks again.
    fn wait(&self, at_most: Duration) -> Result<(), StoreError>;

    /// The edits, the latest first: at most `most` of those before the revision `before`.
    ///
    /// # Errors
    /// [`StoreError`].
    fn log(&self, before: Option<u64>, most: usize) -> Result<Vec<LoggedEdit>, StoreError>;

    /// An edit with every row that it changed; `None` where there is no such edit.
    ///
    /// # Errors
    /// [`StoreError`].
    fn edit(&self, revision: u64) -> Result<Option<Edit>, StoreError>;

    /// What became of a row, the latest first, as [`Store::log`] gives edits; empty where there never was such a row.
    ///
    /// # Errors
    /// [`StoreError`].
    fn history(
        &self,
        register: RegisterName,
        id: &Id,
        before: Option<u64>,
        most: usize,
    ) -> Result<Vec<RowEdit>, StoreError>;

    /// Gives everything that it holds, rows that are not valid too, as one commit left it.
    ///
    /// # Errors
    /// [`ArchiveError`]; `into` may have been given some records by then.
    fn archive(&self, into: &mut dyn FnMut(Record) -> Result<(), ArchiveError>) -> Result<(), ArchiveError>;

    /// Takes everything that another store held, in one transaction; only where nothing was ever written.
    ///
    /// # Errors
    /// [`ArchiveError`]; the store is then as it was.
    fn restore(&self, records: &mut dyn Iterator<Item = Result<Record, ArchiveError>>) -> Result<(), ArchiveError>;

    /// Writes a copy that is a store of the same kind of its own, as one commit left it, while others write.
    /// (A store that is no file gives `None`: its records have to be copied.)
    ///
    /// # Errors
    /// [`StoreError`]; nothing then has the new name.
    fn copy_file(&self, to: &Path, progress: &dyn Fn(u64, u64)) -> Option<Result<(), StoreError>>;

    /// The counter that every commit that changes something raises.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    fn revision(&self) -> Result<u64, StoreError>;

    /// A read-only look: damage, missing pieces, rows that are not valid, ids that name nothing.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot even be looked at.
    fn check(&self) -> Result<Findings, StoreError>;

    /// Where it is, for messages; without a password.
    fn location(&self) -> String;
}
