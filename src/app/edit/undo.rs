//! Edits and imports taken back. What takes one back is an edit like any other, and can be taken back too.

use super::{App, EditError, Edited, Made};
use crate::app::Viewer;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::domain::snapshot::Snapshot;
use crate::store::{Action, Edit, EditedRow, Onto, RowChange, RowWrite, Version};

/// A row for which an edit cannot be taken back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Conflict {
    /// The register; `None`: the settings.
    pub register: Option<RegisterName>,
    /// The row.
    pub id: Option<Id>,
    /// Why.
    pub reason: Reason,
}

/// Why an edit cannot be taken back for a row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    /// It was changed since, last at this revision.
    Changed(u64),
    /// It was removed since.
    Removed,
    /// A row with its id was added since.
    Added(u64),
    /// As it was before it was not valid: another program had written it.
    Invalid,
}

impl Conflict {
    /// Conflicts that are named; the rest is counted.
    pub const NAMED: usize = 1_000;
}

impl App {
    /// Takes an edit or an import back, as a new edit.
    ///
    /// # Errors
    /// [`EditError`], with the rows that were changed since; nothing is then taken back.
    pub fn undo(&self, viewer: &Viewer, revision: u64, dry_run: bool) -> Result<Edited, EditError> {
        self.commit(viewer, Action::Undo(revision), dry_run, &|current| {
            let edit = self.store.edit(revision)?.ok_or(EditError::NoSuchEdit(revision))?;
            taken_back(&edit, &current.snapshot)
        })
    }
}

fn taken_back(edit: &Edit, snapshot: &Snapshot) -> Result<Made, EditError> {
    let revision = edit.logged.revision;
    if let Some(by) = edit.logged.undone_by {
        return Err(EditError::Undone { edit: revision, by });
    }
    let mut rows = Vec::with_capacity(edit.rows.len());
    let (mut count, mut first) = (0, Vec::new());
    let mut conflict = |conflict: Conflict| {
        count += 1;
        if first.len() < Conflict::NAMED {
            first.push(conflict);
        }
    };
    for row in &edit.rows {
        match row_back(row, revision, snapshot) {
            Ok(back) => rows.push(back),
            Err(reason) => conflict(Conflict { register: Some(row.register), id: Some(row.id.clone()), reason }),
        }
    }
    let settings = edit.settings.as_ref().map(|(before, _)| before.clone());
    if settings.is_some() && edit.settings_revision != revision {
        conflict(Conflict { register: None, id: None, reason: Reason::Changed(edit.settings_revision) });
    }
    if count > 0 {
        return Err(EditError::Conflict { edit: revision, count, first });
    }
    Ok(Made { rows, settings, limit: None, at: None })
}

fn row_back(row: &EditedRow, revision: u64, snapshot: &Snapshot) -> Result<RowWrite, Reason> {
    // Where later edits were taken back it is as this one left it.
    let is_again = |after: &Version, now| {
        let is = snapshot.entered(row.register, row.id.as_str());
        let written = snapshot.row_revision(row.register, row.id.as_str());
        written == Some(now) && matches!((after, is), (Version::Valid(after), Some(is)) if *after == is)
    };
    let onto = match (&row.after, row.revision) {
        (Some(after), Some(now)) if now == revision || is_again(after, now) => Onto::Revision(now),
        (Some(_), Some(now)) => return Err(Reason::Changed(now)),
        (Some(_), None) => return Err(Reason::Removed),
        (None, None) => Onto::Nothing,
        (None, Some(now)) => return Err(Reason::Added(now)),
    };
    let back = match &row.before {
        None => RowChange::Remove(row.register, row.id.clone()),
        Some(Version::Valid(before)) => RowChange::Put(before.clone()),
        Some(Version::Invalid(_)) => return Err(Reason::Invalid),
    };
    Ok(RowWrite { row: back, onto })
}
