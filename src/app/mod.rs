//! The use cases: the only meeting of domain and input/output. Owns the current snapshot.
//!
//! Nothing here knows which store it has, or who is asking over what. Calls block: from async code
//! go through a thread that may.

mod explain;
mod import;
pub mod proposal;
pub mod report;
pub mod setting;
mod viewer;

use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;

pub use import::{ImportError, Incoming};
pub use viewer::{Role, Viewer};

use crate::crs::{Crs, CrsList, Epsg};
use crate::domain::index::Bulk;
use crate::domain::settings::{CoverageLimit, EpsgCodes, Settings};
use crate::domain::snapshot::Snapshot;
use crate::layers::{AcrossLimits, Source};
use crate::store::{Action, Findings, Store, StoreError, Write, WriteError, Written};

/// Sources at other limits than the stored one that are kept: one for each position of a slider
/// that somebody is looking at.
const KEPT_SOURCES: usize = 8;

/// The program behind every door: a store, and the snapshot computed from it.
pub struct App {
    store: Box<dyn Store>,
    current: ArcSwap<Current>,
    refreshing: Mutex<()>,
}

/// A snapshot and what was computed from it.
struct Current {
    snapshot: Arc<Snapshot>,
    findings: Findings,
    crs_list: Arc<CrsList>,
    across: Arc<AcrossLimits>,
    sources: Mutex<Vec<Arc<Source>>>,
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
        let current = Current::load(&*store, progress)?;
        Ok(Self { store, current: ArcSwap::from_pointee(current), refreshing: Mutex::new(()) })
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
        let batch = incoming.onto(&self.current.load().snapshot)?;
        Ok(self.store.write(Write::rows(&viewer.author, Action::Import, batch.into()))?)
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
        let _one = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        self.current.store(Arc::new(Current::load(&*self.store, progress)?));
        Ok(())
    }
}

/// Those that can be published in; the others are among the store's findings.
fn usable(codes: &EpsgCodes) -> Vec<Epsg> {
    let codes = codes.codes().iter().map(|code| Epsg::new(*code));
    codes.filter(|epsg| Crs::shared(*epsg).usable().is_ok()).collect()
}

impl Current {
    fn load(store: &dyn Store, progress: &dyn LoadProgress) -> Result<Self, StoreError> {
        let loaded = store.load(&|rows| progress.rows_read(rows))?;
        let snapshot = Snapshot::build(loaded.register, &Assigning(progress));
        let snapshot = Arc::new(snapshot.unwrap_or_else(|| unreachable!("loading is never cancelled")));
        let crs_list = Arc::new(CrsList::new(&usable(&snapshot.settings().crs)));
        let findings = loaded.findings;
        Ok(Self { snapshot, findings, crs_list, across: Arc::default(), sources: Mutex::default() })
    }

    /// The source at a limit, made once for those who look at the same one.
    fn source(&self, limit: Option<CoverageLimit>) -> Arc<Source> {
        let limit = limit.unwrap_or(self.snapshot.settings().coverage_limit);
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = sources.iter().position(|source| source.limit() == limit) {
            let source = sources.remove(at);
            sources.push(Arc::clone(&source));
            return source;
        }
        let source = Arc::new(Source::new(Arc::clone(&self.snapshot), limit, Arc::clone(&self.across)));
        if sources.len() == KEPT_SOURCES {
            sources.remove(0);
        }
        sources.push(Arc::clone(&source));
        source
    }
}
