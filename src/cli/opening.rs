//! The store that a command works on.

use super::args::StoreOptions;
use super::console::tell;
use super::failure::Failure;
use super::progress::Progress;
use crate::app::{App, LoadProgress, Viewer};
use crate::messages::{Locale, say};
use crate::store::geopackage::GeoPackageStore;
use crate::store::postgres::PostgresStore;
use crate::store::{Store, StoreError};

/// Opens the store, which must exist, and computes its snapshot, with a bar.
///
/// # Errors
/// [`Failure`] where it cannot be used.
pub fn existing(locale: Locale, options: &StoreOptions) -> Result<App, Failure> {
    load(
        locale,
        match &options.database_url {
            Some(url) => PostgresStore::open(url).map(boxed),
            None => GeoPackageStore::open(&options.data).map(boxed),
        },
    )
}

/// Likewise; a store that does not exist is made.
///
/// # Errors
/// [`Failure`] where it cannot be used.
pub fn existing_or_new(locale: Locale, options: &StoreOptions) -> Result<App, Failure> {
    load(
        locale,
        match &options.database_url {
            Some(url) => PostgresStore::open_or_create(url).map(boxed),
            None => GeoPackageStore::open_or_create(&options.data).map(boxed),
        },
    )
}

/// Whether there is a store already.
///
/// # Errors
/// [`Failure`] where it cannot be asked.
pub fn exists(locale: Locale, options: &StoreOptions) -> Result<bool, Failure> {
    match options.database_url.as_deref().map(PostgresStore::open) {
        None => Ok(options.data.exists()),
        Some(Ok(_)) => Ok(true),
        Some(Err(StoreError::Missing { .. })) => Ok(false),
        Some(Err(error)) => Err(Failure::store(locale, &error)),
    }
}

/// Opens the store without ever writing to it, and computes nothing.
///
/// # Errors
/// [`Failure`] where it cannot be used.
pub fn to_read(locale: Locale, options: &StoreOptions) -> Result<Box<dyn Store>, Failure> {
    let store = match &options.database_url {
        Some(url) => PostgresStore::open_read_only(url).map(boxed),
        None => GeoPackageStore::open_read_only(&options.data).map(boxed),
    };
    store.map_err(|error| Failure::store(locale, &error))
}

/// Opens the store of that name, a file or a database, which must exist; without ever writing to it.
///
/// # Errors
/// [`Failure`] where it cannot be used.
pub fn at(locale: Locale, name: &str) -> Result<Box<dyn Store>, Failure> {
    to_read(locale, &StoreOptions::named(name))
}

/// Makes a store of that name, a file or a database, or opens one, which has to be empty.
///
/// # Errors
/// [`Failure`] where it cannot be used.
pub fn new_at(locale: Locale, name: &str) -> Result<Box<dyn Store>, Failure> {
    let options = StoreOptions::named(name);
    let store = match &options.database_url {
        Some(url) => PostgresStore::open_or_create(url).map(boxed),
        None => GeoPackageStore::open_or_create(&options.data).map(boxed),
    };
    store.map_err(|error| Failure::store(locale, &error))
}

fn boxed(store: impl Store + 'static) -> Box<dyn Store> {
    Box::new(store)
}

fn load(locale: Locale, store: Result<Box<dyn Store>, StoreError>) -> Result<App, Failure> {
    let failed = |error: StoreError| Failure::store(locale, &error);
    let app = App::open(store.map_err(failed)?, &Bars(Progress::new(locale, "progress-reading", None)));
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
