//! A snapshot in force, and what was computed from it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Assigning, LoadProgress};
use crate::crs::{Crs, CrsList, Epsg};
use crate::domain::settings::{CoverageLimit, EpsgCodes};
use crate::domain::snapshot::Snapshot;
use crate::files::Vicinity;
use crate::layers::{AcrossLimits, Source};
use crate::store::{Findings, Store, StoreError};

/// Sources at other limits than the stored one that are kept: one for each position of a slider
/// that somebody is looking at.
const KEPT_SOURCES: usize = 8;

/// A snapshot and what was computed from it.
pub(super) struct Current {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) findings: Findings,
    pub(super) crs_list: Arc<CrsList>,
    across: Arc<AcrossLimits>,
    sources: Mutex<Vec<Arc<Source>>>,
    vicinity: Arc<OnceLock<Vicinity>>,
}

impl Current {
    pub(super) fn load(store: &dyn Store, progress: &dyn LoadProgress) -> Result<Self, StoreError> {
        let loaded = store.load(&|rows| progress.rows_read(rows))?;
        let snapshot = Snapshot::build(loaded.register, &Assigning(progress));
        let snapshot = Arc::new(snapshot.unwrap_or_else(|| unreachable!("loading is never cancelled")));
        let crs_list = Arc::new(CrsList::new(&usable(&snapshot.settings().crs)));
        let findings = loaded.findings;
        let (across, sources, vicinity) = Default::default();
        Ok(Self { snapshot, findings, crs_list, across, sources, vicinity })
    }

    /// The one after this, with what does not change kept.
    pub(super) fn followed_by(&self, snapshot: Snapshot, findings: Findings) -> Self {
        let crs_list = if snapshot.settings().crs == self.snapshot.settings().crs {
            Arc::clone(&self.crs_list)
        } else {
            Arc::new(CrsList::new(&usable(&snapshot.settings().crs)))
        };
        let vicinity = if snapshot.has_places_of(&self.snapshot) { Arc::clone(&self.vicinity) } else { Arc::default() };
        let across = Arc::new(self.across.after(&self.snapshot, &snapshot));
        let sources = Mutex::default();
        Self { snapshot: Arc::new(snapshot), findings, crs_list, across, sources, vicinity }
    }

    /// What positions should lie near.
    pub(super) fn vicinity(&self) -> &Vicinity {
        self.vicinity
            .get_or_init(|| Vicinity::new(self.snapshot.settlements().settlements(), self.snapshot.kitchens().list()))
    }

    /// The same, to be kept longer than the snapshot.
    pub(super) fn near(&self) -> Arc<OnceLock<Vicinity>> {
        self.vicinity();
        Arc::clone(&self.vicinity)
    }

    /// The source at a limit, made once for those who look at the same one.
    pub(super) fn source(&self, limit: Option<CoverageLimit>) -> Arc<Source> {
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

/// Those that can be published in; the others are among the store's findings.
fn usable(codes: &EpsgCodes) -> Vec<Epsg> {
    let codes = codes.codes().iter().map(|code| Epsg::new(*code));
    codes.filter(|epsg| Crs::shared(*epsg).usable().is_ok()).collect()
}
