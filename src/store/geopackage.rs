//! The embedded store: one `GeoPackage` that QGIS and GDAL open directly.
//!
//! Two connections stay open: one writes, one reads, so that readers never wait for a writer and
//! QGIS, when it closes, does not turn the write-ahead log off. A write is on the disk when it is
//! answered (`synchronous = FULL`). A load opens more readers of its own.

mod archive;
mod check;
mod connection;
mod delta;
mod extent;
mod force;
mod history;
mod mint;
mod read;
mod schema;
mod triggers;
mod watch;
mod write;

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use rusqlite::Connection;

use self::connection::{Access, database_error};
use self::watch::Look;
use super::{
    ArchiveError, Delta, Edit, Findings, Loaded, LoggedEdit, Record, RowEdit, Store, StoreError, Write, WriteError,
    Written,
};
use crate::domain::id::Id;
use crate::domain::register::RegisterName;

/// A store in a `GeoPackage` file.
///
/// A file that this user may only read gives a store that loads and checks; its writes answer
/// [`StoreError::ReadOnly`].
pub struct GeoPackageStore {
    path: PathBuf,
    /// The device and the number of the file that was opened.
    file: (u64, u64),
    // Closed in this order: the last connection to close folds the log into the file, and only one
    // that may write can.
    reader: Mutex<Connection>,
    writer: Option<Mutex<Connection>>,
    /// What was last seen of the file through the writer, or the reader where there is none.
    look: Mutex<Look>,
}

impl GeoPackageStore {
    /// Opens a store that is there, and brings an earlier version's schema up to date.
    ///
    /// # Errors
    /// [`StoreError`]; a file that is not a store, or a later version's, is left untouched.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_as(path.as_ref(), Access::Write)
    }

    /// Opens a store that is there without ever writing to it.
    ///
    /// # Errors
    /// As [`GeoPackageStore::open`], and [`StoreError::Older`].
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::open_as(path.as_ref(), Access::Read)
    }

    fn open_as(path: &Path, access: Access) -> Result<Self, StoreError> {
        connection::examine(path)?;
        let found = connection::schema_version(path)?;
        schema::admit(path, found)?;
        let mut writer = match access {
            Access::Write => connection::writer(path)?,
            Access::Read => None,
        };
        match &mut writer {
            Some(connection) => schema::migrate(connection).map_err(database_error(path))?,
            None => schema::admit_unmigrated(path, found)?,
        }
        let reader = connection::reader(path)?;
        let error = database_error(path);
        if let Some(writer) = &mut writer
            && !triggers::missing(writer).map_err(&error)?.is_empty()
        {
            watch::mend(writer).map_err(&error)?;
        }
        let file = identity(path)?;
        let look = Look::at(writer.as_ref().unwrap_or(&reader)).map_err(&error)?;
        let (reader, writer, look) = (Mutex::new(reader), writer.map(Mutex::new), Mutex::new(look));
        Ok(Self { path: path.into(), file, reader, writer, look })
    }

    /// Makes a store with nothing in it.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where anything has that name; [`StoreError::FolderMissing`].
    pub fn create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        connection::create(path)?;
        Self::open(path)
    }

    /// Opens the store, or makes one where nothing has that name.
    ///
    /// # Errors
    /// As [`GeoPackageStore::open`] and [`GeoPackageStore::create`].
    pub fn open_or_create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        match Self::open(path.as_ref()) {
            Err(StoreError::Missing { .. }) => match Self::create(path.as_ref()) {
                // Another process made it in between.
                Err(StoreError::Exists { .. }) => Self::open(path),
                made => made,
            },
            opened => opened,
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether writes are refused.
    #[must_use]
    pub const fn is_read_only(&self) -> bool {
        self.writer.is_none()
    }

    /// Lets the file grow to so many pages of 4 KiB and no further: a full disk, for tests.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`].
    #[doc(hidden)]
    pub fn limit_pages(&self, pages: u64) -> Result<(), StoreError> {
        let limit = format!("PRAGMA max_page_count = {pages}");
        self.writer()?.query_row(&limit, [], |_| Ok(())).map_err(database_error(&self.path))
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        // A panic inside a transaction rolled it back when it was dropped, so the connection is good.
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn writer(&self) -> Result<MutexGuard<'_, Connection>, StoreError> {
        let writer = self.writer.as_ref().ok_or_else(|| StoreError::ReadOnly { location: self.location() })?;
        self.check_file()?;
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is written into a file that has no name any more is lost.
    fn check_file(&self) -> Result<(), StoreError> {
        if identity(&self.path)? == self.file {
            return Ok(());
        }
        Err(StoreError::Replaced { location: self.location() })
    }

    fn look(&self) -> MutexGuard<'_, Look> {
        self.look.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the connection that other programs' commits are seen from, which is the writer: its own commits do not
    /// count. `None` while it is busy.
    fn with_watcher<A>(
        &self,
        ask: impl FnOnce(&mut Connection) -> rusqlite::Result<A>,
    ) -> Result<Option<A>, StoreError> {
        let answer = match &self.writer {
            None => ask(&mut self.reader()),
            Some(writer) => match writer.try_lock() {
                Ok(mut writer) => ask(&mut writer),
                Err(TryLockError::Poisoned(writer)) => ask(&mut writer.into_inner()),
                Err(TryLockError::WouldBlock) => return Ok(None),
            },
        };
        answer.map(Some).map_err(database_error(&self.path))
    }

    /// Whether the log tells what other programs wrote since the last look. Where it does not, the counter is raised.
    fn is_told(&self) -> Result<bool, StoreError> {
        let told = self.with_watcher(|connection| {
            let now = Look::at(connection)?;
            let mut last = self.look();
            let told = !last.is_older_than(now) || last.is_told(now, connection)?;
            *last = now;
            if !told && self.writer.is_some() {
                watch::mend(connection)?;
                *last = last.with_schema_of(Look::at(connection)?);
            }
            Ok(told)
        })?;
        Ok(told.unwrap_or(true))
    }

    /// After an own commit, which may have set triggers anew.
    fn forgive_schema(&self, writer: &Connection) {
        if let Ok(now) = Look::at(writer) {
            let mut last = self.look();
            if !last.is_older_than(now) {
                *last = last.with_schema_of(now);
            }
        }
    }
}

fn identity(path: &Path) -> Result<(u64, u64), StoreError> {
    let file = std::fs::metadata(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => StoreError::Replaced { location: path.display().to_string() },
        _ => StoreError::File { path: path.into(), source },
    })?;
    Ok((file.dev(), file.ino()))
}

impl Store for GeoPackageStore {
    fn load(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<Loaded, StoreError> {
        // The shared reader is free again before the rows are read: who asks for the revision meanwhile
        // does not wait.
        let readers = read::start(&self.path, &self.reader())?;
        read::load(&self.path, readers, progress)
    }

    fn write(&self, write: Write) -> Result<Written, WriteError> {
        let mut writer = self.writer()?;
        let written = write::write(&mut writer, write).map_err(|failure| match failure {
            write::Failure::Database(error) => WriteError::Store(database_error(&self.path)(error)),
            write::Failure::Write(error) => error,
        });
        self.forgive_schema(&writer);
        written
    }

    fn mint(&self, register: RegisterName, count: usize) -> Result<Vec<Id>, StoreError> {
        mint::ids(&mut *self.writer()?, register, count).map_err(database_error(&self.path))
    }

    fn changes_since(&self, revision: u64) -> Result<Delta, StoreError> {
        if self.is_told()? {
            delta::since(&mut self.reader(), revision).map_err(database_error(&self.path))
        } else {
            Ok(Delta::All)
        }
    }

    fn wait(&self, at_most: Duration) -> Result<(), StoreError> {
        self.check_file()?;
        watch::until(at_most, || {
            // While our own writer is busy nobody else can write.
            let now = self.with_watcher(|connection| Look::at(connection))?;
            Ok(now.is_some_and(|now| self.look().is_older_than(now)))
        })
    }

    fn log(&self, before: Option<u64>, most: usize) -> Result<Vec<LoggedEdit>, StoreError> {
        history::edits(&mut self.reader(), before, most).map_err(database_error(&self.path))
    }

    fn edit(&self, revision: u64) -> Result<Option<Edit>, StoreError> {
        history::edit(&mut self.reader(), revision).map_err(database_error(&self.path))
    }

    fn history(
        &self,
        register: RegisterName,
        id: &Id,
        before: Option<u64>,
        most: usize,
    ) -> Result<Vec<RowEdit>, StoreError> {
        history::of_row(&mut self.reader(), register, id, before, most).map_err(database_error(&self.path))
    }

    fn archive(&self, into: &mut dyn FnMut(Record) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
        // A connection of its own: this takes seconds where there are a million rows.
        archive::give(&self.path, &mut connection::reader(&self.path)?, into)
    }

    fn restore(&self, records: &mut dyn Iterator<Item = Result<Record, ArchiveError>>) -> Result<(), ArchiveError> {
        let mut writer = self.writer()?;
        let restored = archive::take(&self.path, &mut writer, records);
        self.forgive_schema(&writer);
        restored
    }

    fn copy_file(&self, to: &Path, progress: &dyn Fn(u64, u64)) -> Option<Result<(), StoreError>> {
        Some(connection::copy(&self.path, to, progress))
    }

    fn revision(&self) -> Result<u64, StoreError> {
        schema::revision(&self.reader()).map_err(database_error(&self.path))
    }

    fn check(&self) -> Result<Findings, StoreError> {
        let mut findings = self.load(&|_| ())?.findings;
        // A connection of its own: this takes seconds where there are a million rows.
        let connection = connection::reader(&self.path)?;
        check::structure(&connection, &mut findings).map_err(database_error(&self.path))?;
        Ok(findings)
    }

    fn location(&self) -> String {
        self.path.display().to_string()
    }
}
