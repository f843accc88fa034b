//! The use cases: the only meeting of domain and input/output. Owns the current snapshot.
//!
//! Nothing here knows which store it has, or who is asking over what. Calls block: from async code
//! go through a thread that may.

mod current;
pub mod edit;
mod explain;
mod follow;
pub mod history;
mod import;
mod imports;
pub mod proposal;
pub mod report;
pub mod setting;
mod viewer;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use jiff::Timestamp;

pub use edit::{Edit, EditError, Edited, IfMatch, KitchenChange, Operation, WhatIf};
pub use follow::{Follower, Lost};
pub use import::{ImportError, Incoming, NumbersTaken};
pub use imports::{ImportFile, Preview, Tried, Watch};
pub use viewer::{Role, Viewer};

use current::Current;

use crate::crs::CrsList;
use crate::domain::index::Bulk;
use crate::domain::settings::{CoverageLimit, Settings};
use crate::layers::Source;
use crate::store::{Action, Findings, Store, StoreError, Write, WriteError, Written};

/// The program behind every door: a store, and the snapshot computed from it.
pub struct App {
    store: Box<dyn Store>,
    origin: Option<Timestamp>,
    current: ArcSwap<Current>,
    /// Held by who makes the next snapshot: they follow each other in the order of commits. Readers never wait for it.
    next: Mutex<()>,
    lost: Mutex<Option<Lost>>,
}

/// Watches over loading: rows read, then positions done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

/// Told how loading goes.
pub trait LoadProgress: Sync {
    /// So many rows have been read from the store.
    fn rows_read(&self, _rows: u64) {}
    /// So many more households have been assigned.
    fn assigned(&self, _households: usize) {}
}

impl LoadProgress for Quiet {}

struct Assigning<'a>(&'a dyn LoadProgress);

impl Bulk for Assigning<'_> {
    fn done(&self, positions: usize) {
        self.0.assigned(positions);
    }

    fn cancelled(&self) -> bool {
        false
    }
}

impl App {
    /// Loads a store and computes the first snapshot.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn open(store: Box<dyn Store>, progress: &dyn LoadProgress) -> Result<Self, StoreError> {
        let current = ArcSwap::from_pointee(Current::load(&*store, progress)?);
        let origin = history::origin(&*store);
        Ok(Self { store, origin, current, next: Mutex::default(), lost: Mutex::default() })
    }

    /// The rows that `viewer` sees, at a coverage limit, or at the stored one.
    #[must_use]
    pub fn view(&self, _viewer: &Viewer, limit: Option<CoverageLimit>) -> Arc<Source> {
        self.current.load().source(limit)
    }

    /// The reference systems that geometries are published in.
    #[must_use]
    pub fn crs_list(&self, _viewer: &Viewer) -> Arc<CrsList> {
        Arc::clone(&self.current.load().crs_list)
    }

    /// The office's decisions.
    #[must_use]
    pub fn settings(&self, _viewer: &Viewer) -> Settings {
        self.current.load().snapshot.settings().clone()
    }

    /// What the store holds that is not valid, as last loaded.
    #[must_use]
    pub fn findings(&self, _viewer: &Viewer) -> Findings {
        self.current.load().findings.clone()
    }

    /// How many things in the store are not valid, as last loaded, and how many rows are left out for that.
    #[must_use]
    pub fn findings_counted(&self, _viewer: &Viewer) -> (u64, u64) {
        let current = self.current.load();
        (current.findings.count(), current.findings.left_out())
    }

    /// A read-only look at the store: what is wrong.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot even be looked at.
    pub fn check(&self, _viewer: &Viewer) -> Result<Findings, StoreError> {
        self.store.check()
    }

    /// Where the data are, for messages.
    #[must_use]
    pub fn location(&self) -> String {
        self.store.location()
    }

    /// Adds or replaces rows by id, all or none; answers after the commit. A row that is already there keeps the
    /// fields that the file has no column for. [`App::refresh`] brings what was written into force here.
    ///
    /// # Errors
    /// [`ImportError`]; the store is then as it was.
    pub fn import(&self, viewer: &Viewer, incoming: Incoming) -> Result<Written, ImportError> {
        let rows = incoming.clone().onto(&self.current.load().snapshot)?;
        match self.store.write(Write::rows(&viewer.author, Action::Import, rows)) {
            // Somebody wrote while the file was read: what the file does not speak of is theirs.
            Err(WriteError::Stale { .. }) => {
                self.refresh(&Quiet).map_err(WriteError::from)?;
                let rows = incoming.onto(&self.current.load().snapshot)?;
                Ok(self.store.write(Write::rows(&viewer.author, Action::Import, rows))?)
            }
            written => Ok(written?),
        }
    }

    /// Replaces the office's decisions; [`App::refresh`] brings them into force here.
    ///
    /// # Errors
    /// [`StoreError`]; the store is then as it was.
    pub fn save_settings(&self, viewer: &Viewer, settings: &Settings) -> Result<u64, WriteError> {
        let mut write = Write::rows(&viewer.author, Action::Edit, vec![]);
        write.settings = Some(settings.clone());
        Ok(self.store.write(write)?.revision)
    }

    /// Reads the store anew and answers from what it holds now; one reader at a time, so that snapshots follow each
    /// other in the order of commits.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read; the last snapshot then stays in force.
    pub fn refresh(&self, progress: &dyn LoadProgress) -> Result<(), StoreError> {
        let _one = self.one_at_a_time();
        self.show(Current::load(&*self.store, progress)?);
        Ok(())
    }

    fn one_at_a_time(&self) -> MutexGuard<'_, ()> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self, next: Current) {
        self.current.store(Arc::new(next));
    }
}
