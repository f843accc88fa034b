//! `cercania copy` and `cercania backup`: everything that a store holds, into another one.

use std::cell::Cell;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::args::{Backup, Copy};
use super::console::tell;
use super::exit::ExitCode;
use super::failure::Failure;
use super::opening;
use super::progress::Progress;
use crate::messages::{Locale, say};
use crate::store::geopackage::GeoPackageStore;
use crate::store::{ArchiveError, Record, Store, StoreError};

/// Records that one store may be ahead of the other.
const AHEAD: usize = 1024;

type Piece = Result<Record, ArchiveError>;

/// Writes a copy of the store that is a store of its own, while others use it.
///
/// # Errors
/// [`Failure`]; nothing then has the new name.
pub fn backup(locale: Locale, arguments: &Backup) -> Result<ExitCode, Failure> {
    let store = opening::to_read(locale, &arguments.store)?;
    let failed = |error: &StoreError| Failure::store(locale, error);
    let bar = Progress::new(locale, "progress-copying", None);
    match store.copy_file(&arguments.file, &|done, _| bar.reach(done)) {
        Some(copied) => copied.map_err(|error| failed(&error))?,
        None => into_file(locale, &*store, &arguments.file, &bar)?,
    }
    drop(bar);
    let params = [("from", store.location()), ("to", arguments.file.display().to_string())];
    tell(&say(locale, "backup-done", &params));
    Ok(ExitCode::Done)
}

/// A store that is no file, into one: under another name until it is whole.
fn into_file(locale: Locale, from: &dyn Store, path: &Path, bar: &Progress) -> Result<(), Failure> {
    let to = GeoPackageStore::create(path).map_err(|error| Failure::store(locale, &error))?;
    let copied = copy(from, &to, bar);
    drop(to);
    copied.map_err(|error| {
        // What is not whole must not be taken for a backup.
        let _ = std::fs::remove_file(path);
        Failure::new(locale, &error, ExitCode::StoreUnusable)
    })
}

/// Copies everything, history too, from one store into a new one, of whatever kind.
///
/// # Errors
/// [`Failure`]; the new store then holds nothing.
pub fn run(locale: Locale, arguments: &Copy) -> Result<ExitCode, Failure> {
    let from = opening::at(locale, &arguments.from)?;
    let to = opening::new_at(locale, &arguments.to)?;
    let bar = Progress::new(locale, "progress-copying", None);
    copy(&*from, &*to, &bar).map_err(|error| Failure::new(locale, &error, ExitCode::StoreUnusable))?;
    drop(bar);
    tell(&say(locale, "copy-done", &[("from", from.location()), ("to", to.location())]));
    Ok(ExitCode::Done)
}

/// One store reads while the other writes.
fn copy(from: &dyn Store, to: &dyn Store, bar: &Progress) -> Result<(), ArchiveError> {
    let (send, receive): (SyncSender<Piece>, Receiver<Piece>) = sync_channel(AHEAD);
    thread::scope(|scope| {
        scope.spawn(move || {
            let given = from.archive(&mut |record| send.send(Ok(record)).map_err(|_| ArchiveError::Stopped));
            if let Err(error) = given {
                // Who does not listen any more has an error of their own.
                let _ = send.send(Err(error));
            }
        });
        let done = Cell::new(0_u64);
        to.restore(&mut receive.into_iter().inspect(|_| {
            done.set(done.get() + 1);
            bar.reach(done.get());
        }))
    })
}
