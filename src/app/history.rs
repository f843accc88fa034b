//! What was written, when and by whom.

use jiff::Timestamp;

use super::{App, Viewer};
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
pub use crate::store::{
    Action, Counts, Edit, EditedRow, LoggedEdit, RowEdit, RowFinding, StoreError, StoreFinding, Version,
};

/// Where the first edits of a store are looked for: counters start below.
const FIRST: u64 = 3;

impl App {
    /// When the store was first written to: no two stores of an office have that in common, and all who serve one do.
    /// `None` where nobody logged it, or the store does not say.
    #[must_use]
    pub fn origin(&self) -> Option<Timestamp> {
        self.store.log(Some(FIRST), 2).ok()?.last().map(|edit| edit.time)
    }

    /// The edits, the latest first: at most `most` of those before a revision.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn log(&self, _viewer: &Viewer, before: Option<u64>, most: usize) -> Result<Vec<LoggedEdit>, StoreError> {
        self.store.log(before, most)
    }

    /// An edit with every row that it changed; `None` where there is no such edit.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn logged(&self, _viewer: &Viewer, revision: u64) -> Result<Option<Edit>, StoreError> {
        self.store.edit(revision)
    }

    /// What became of a row, the latest first: at most `most` edits of those before a revision.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn history(
        &self,
        _viewer: &Viewer,
        register: RegisterName,
        id: &Id,
        before: Option<u64>,
        most: usize,
    ) -> Result<Vec<RowEdit>, StoreError> {
        self.store.history(register, id, before, most)
    }
}
