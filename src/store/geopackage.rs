//! The embedded store: one `GeoPackage` that QGIS and GDAL open directly.
//!
//! Two connections stay open: one writes, one reads, so that readers never wait for a writer and
//! QGIS, when it closes, does not turn the write-ahead log off. A write is on the disk when it is
//! answered (`synchronous = FULL`). A load opens more readers of its own.

mod check;
mod connection;
mod read;
mod rows;
mod schema;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use self::connection::{Access, database_error};
use super::{
    ArchiveError, Delta, Edit, Findings, Loaded, LoggedEdit, Record, RowChange, RowEdit, Store, StoreError, Write,
    WriteError, Written,
};
use crate::domain::change::Row;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;

/// A store in a `GeoPackage` file.
///
/// A file that this user may only read gives a store that loads and checks; its writes answer
/// [`StoreError::ReadOnly`].
pub struct GeoPackageStore {
    path: PathBuf,
    // Closed in this order: the last connection to close folds the log into the file, and only one
    // that may write can.
    reader: Mutex<Connection>,
    writer: Option<Mutex<Connection>>,
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
        Ok(Self { path: path.into(), reader: Mutex::new(reader), writer: writer.map(Mutex::new) })
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
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }
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
        let error = database_error(&self.path);
        if let Some(settings) = &write.settings {
            let revision = write::save_settings(&mut writer, settings).map_err(&error)?;
            return Ok(Written { revision, ..Written::default() });
        }
        let mut rows = write.rows.into_iter().map(|row| row.row).peekable();
        let written = match rows.peek() {
            Some(RowChange::Put(Row::Settlement(_))) => {
                let each = |row| if let RowChange::Put(Row::Settlement(row)) = row { Some(row) } else { None };
                write::import(&mut writer, rows.filter_map(each).collect())
            }
            Some(RowChange::Put(Row::Kitchen(_))) => {
                let each = |row| if let RowChange::Put(Row::Kitchen(row)) = row { Some(row) } else { None };
                write::import(&mut writer, rows.filter_map(each).collect())
            }
            _ => {
                let each = |row| if let RowChange::Put(Row::Household(row)) = row { Some(row) } else { None };
                write::import(&mut writer, rows.filter_map(each).collect::<Vec<_>>())
            }
        };
        Ok(written.map_err(&error)?)
    }

    fn mint(&self, _: RegisterName, _: usize) -> Result<Vec<Id>, StoreError> {
        todo!()
    }

    fn changes_since(&self, _: u64) -> Result<Delta, StoreError> {
        todo!()
    }

    fn wait(&self, _: Duration) -> Result<(), StoreError> {
        todo!()
    }

    fn log(&self, _: Option<u64>, _: usize) -> Result<Vec<LoggedEdit>, StoreError> {
        todo!()
    }

    fn edit(&self, _: u64) -> Result<Option<Edit>, StoreError> {
        todo!()
    }

    fn history(&self, _: RegisterName, _: &Id, _: Option<u64>, _: usize) -> Result<Vec<RowEdit>, StoreError> {
        todo!()
    }

    fn archive(&self, _: &mut dyn FnMut(Record) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
        todo!()
    }

    fn restore(&self, _: &mut dyn Iterator<Item = Result<Record, ArchiveError>>) -> Result<(), ArchiveError> {
        todo!()
    }

    fn copy_file(&self, _: &Path, _: &dyn Fn(u64, u64)) -> Option<Result<(), StoreError>> {
        todo!()
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
