//! Rows that somebody adds, replaces, updates or removes.
//!
//! An edit is made from the snapshot, applied to it, committed, and only then shown: so the answer knows what the edit
//! did before the store has it, a trial run is the same without the commit, and nobody waits for the next snapshot after
//! the commit. Where somebody else was quicker the store says so, and the edit is made anew from what is there now.

mod error;
pub(super) mod feature;
mod operation;
mod undo;
mod what_if;

use serde_json::Value;

pub use error::EditError;
pub use feature::feature;
pub use undo::{Conflict, Reason};
pub use what_if::{KitchenChange, WhatIf};

use super::{App, Current, Viewer};
use crate::crs::Epsg;
use crate::domain::change::{Change, What};
use crate::domain::effects::Effects;
use crate::domain::id::Id;
use crate::domain::index::Bulk;
use crate::domain::register::RegisterName;
use crate::domain::settings::{CoverageLimit, Settings};
use crate::domain::snapshot::{Applied, Snapshot};
use crate::store::{Action, RowWrite, Write, WriteError, Written};

/// How often an edit is made anew because somebody else was quicker: as often as three services that all change one row
/// without a pause need, and more.
const TRIES: usize = 50;

/// What somebody asks to be done to a register.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Which.
    pub register: RegisterName,
    /// What.
    pub operation: Operation,
    /// Which version of the row they saw.
    pub if_match: IfMatch,
    /// The reference system of geometries, longitude or easting first; `None`: WGS 84 degrees.
    pub crs: Option<Epsg>,
    /// Whether it is only to be tried.
    pub dry_run: bool,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Operation {
    /// New rows: a `Feature`, or a `FeatureCollection` of which all are added or none.
    Create(Vec<u8>),
    /// A row as a whole, by a `Feature`: what it does not name is empty from then on.
    Replace(Id, Vec<u8>),
    /// Some fields of a row, or its geometry, by a merge patch (RFC 7396) of its `Feature`.
    Update(Id, Value),
    /// A row goes.
    Remove(Id),
}

/// Which version of a row somebody saw who wants to change it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum IfMatch {
    /// They do not say.
    #[default]
    Unsaid,
    /// Any, as long as there is one.
    Any,
    /// The one written at one of these revisions.
    Revisions(Vec<u64>),
}

/// What an edit did, or would do.
#[derive(Clone, Debug)]
pub struct Edited {
    /// Whether it was only tried.
    pub dry_run: bool,
    /// What was written; of a trial, what would be.
    pub written: Written,
    /// The rows that were asked for, in the order in which they were sent.
    pub ids: Vec<Id>,
    /// What became of assignments and coverage.
    pub effects: Effects,
}

/// What an edit writes, once it was made from a snapshot.
pub(super) struct Made {
    pub(super) rows: Vec<RowWrite>,
    pub(super) settings: Option<Settings>,
    /// The limit that its effects are told at; `None`: the stored one.
    pub(super) limit: Option<CoverageLimit>,
    /// The revision that the store must still be at when it is written; `None`: any.
    pub(super) at: Option<u64>,
}

impl Edited {
    /// Of a trial: the revision that it was made from.
    #[must_use]
    pub fn tried_at(&self) -> Option<u64> {
        self.dry_run.then(|| self.written.revision.saturating_sub(1))
    }
}

impl IfMatch {
    /// The revision that the store must be at, of those that somebody saw.
    fn of_store(&self, revision: u64) -> Result<Option<u64>, EditError> {
        match self {
            Self::Unsaid | Self::Any => Ok(None),
            Self::Revisions(seen) if seen.contains(&revision) => Ok(Some(revision)),
            Self::Revisions(_) => Err(EditError::Moved { revision }),
        }
    }
}

impl App {
    /// Adds, replaces, updates or removes rows of a register; answers after the commit, and what was written is in
    /// force then.
    ///
    /// # Errors
    /// [`EditError`]; the store is then as it was.
    pub fn edit(&self, viewer: &Viewer, edit: &Edit) -> Result<Edited, EditError> {
        self.commit(viewer, Action::Edit, edit.dry_run, &|current| {
            let rows = self.rows_of(current, edit)?;
            Ok(Made { rows, settings: None, limit: None, at: None })
        })
    }

    /// Commits what `make` makes of the snapshot, and shows it.
    pub(super) fn commit(
        &self,
        viewer: &Viewer,
        action: Action,
        dry_run: bool,
        make: &dyn Fn(&Current) -> Result<Made, EditError>,
    ) -> Result<Edited, EditError> {
        let one = if dry_run { None } else { Some(self.one_at_a_time()) };
        let mut stale = None;
        for _ in 0..TRIES {
            let current = self.current.load_full();
            let edit = make(&current)?;
            let ids: Vec<Id> = edit.rows.iter().map(|row| row.row.id().clone()).collect();
            let revision = current.snapshot.revision() + 1;
            let (written, applied) = try_on(&current.snapshot, revision, &edit, &())?;
            let Applied { snapshot, effects } = applied;
            if one.is_none() {
                return Ok(Edited { dry_run, written, ids, effects });
            }
            // What is equal to what is there has no revision of its own: the one that is answered may be another's.
            let is_followed = |written: &Written| {
                let rows = written.added + written.updated + written.removed;
                rows > 0 && written.revision == revision && current.findings.count() == 0
            };
            let author = viewer.author.clone();
            let write = Write { author, action, rows: edit.rows, settings: edit.settings, at: edit.at };
            match self.store.write(write) {
                Ok(written) if is_followed(&written) => {
                    self.show(current.followed_by(snapshot, current.findings.clone()));
                    return Ok(Edited { dry_run, written, ids, effects });
                }
                // Equal to what is there.
                Ok(written) if written.revision < revision => {
                    return Ok(Edited { dry_run, written, ids, effects: Effects::default() });
                }
                // Others wrote in between, or there are findings; it is committed all the same.
                Ok(written) => {
                    let is_own = written.added + written.updated + written.removed > 0;
                    let followed = self.catch_up_alone(is_own.then_some(written.revision));
                    let followed = followed.unwrap_or_else(|error| {
                        tracing::error!(%error, "an edit is committed, and the snapshot could not follow it yet");
                        None
                    });
                    // What others wrote is followed at the stored limit.
                    let followed = followed.filter(|_| edit.limit.is_none());
                    let effects = if is_own { followed.unwrap_or(effects) } else { Effects::default() };
                    return Ok(Edited { dry_run, written, ids, effects });
                }
                Err(WriteError::Stale { register, id }) => {
                    stale = Some(EditError::Stale { register, id });
                    self.catch_up_alone(None)?;
                }
                Err(WriteError::Moved(revision)) => {
                    self.catch_up_alone(None)?;
                    return Err(EditError::Moved { revision });
                }
                Err(WriteError::Store(error)) => return Err(error.into()),
            }
        }
        Err(stale.unwrap_or(EditError::Cancelled))
    }
}

/// The snapshot after an edit that is not yet committed, and what it would write.
pub(super) fn try_on(
    snapshot: &Snapshot,
    revision: u64,
    made: &Made,
    watch: &impl Bulk,
) -> Result<(Written, Applied), EditError> {
    let mut written = Written { revision, ..Written::default() };
    let mut changes: Vec<Change> = Vec::with_capacity(made.rows.len());
    for row in &made.rows {
        let what = What::from(row.row.clone());
        let before = snapshot.entered(row.row.register(), row.row.id().as_str());
        match (&what, before) {
            (What::Put(row), Some(before)) if *row == before => {
                written.unchanged += 1;
                continue;
            }
            (What::Put(_), Some(_)) => written.updated += 1,
            (What::Put(_), None) => written.added += 1,
            (_, Some(_)) => written.removed += 1,
            (_, None) => written.unchanged += 1,
        }
        changes.push(Change { revision, what });
    }
    if let Some(settings) = &made.settings {
        changes.push(Change { revision, what: What::Settings(Box::new(settings.clone())) });
    }
    let mut applied = snapshot.apply(revision, changes, watch).ok_or(EditError::Cancelled)?;
    if let Some(limit) = made.limit.filter(|limit| *limit != snapshot.settings().coverage_limit) {
        applied.effects = Effects::at(limit, snapshot, &applied.snapshot);
    }
    Ok((written, applied))
}
