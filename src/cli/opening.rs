//! The store that a command works on.

use std::path::Path;

use super::console::tell;
use super::failure::Failure;
use super::progress::Progress;
use crate::app::{App, LoadProgress, Viewer};
use crate::messages::{Locale, say};
use crate::store::StoreError;
use crate::store::geopackage::GeoPackageStore;

/// Opens the store at `path`, which must exist, and computes its snapshot, with a bar.
///
/// # Errors
/// [`Failure`] where it cannot be used.
pub fn existing(locale: Locale, path: &Path) -> Result<App, Failure> {
    load(locale, GeoPackageStore::open(path))
}

/// Likewise; a store that does not exist is made.
///
/// # Errors
/// [`Failure`] where it cannot be used.
pub fn existing_or_new(locale: Locale, path: &Path) -> Result<App, Failure> {
    load(locale, GeoPackageStore::open_or_create(path))
}

fn load(locale: Locale, store: Result<GeoPackageStore, StoreError>) -> Result<App, Failure> {
    let failed = |error: StoreError| Failure::store(locale, &error);
    let app = App::open(Box::new(store.map_err(failed)?), &Bars(Progress::new(locale, "progress-reading", None)));
    let app = app.map_err(failed)?;
    let findings = app.findings(&Viewer::local(locale));
    if findings.count() > 0 {
        let params = [("count", findings.count().to_string()), ("store", app.location())];
        tell(&say(locale, "store-has-findings", &params));
    }
    Ok(app)
}

struct Bars(Progress);

impl LoadProgress for Bars {
    fn rows_read(&self, rows: u64) {
        self.0.reach(rows);
    }
}
