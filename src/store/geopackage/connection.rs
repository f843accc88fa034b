//! Files and connections: what may be opened, how, and what went wrong in the store's words.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::super::StoreError;
use super::schema;
use crate::files::geopackage::{register_functions, temporary_beside};

/// How long a call waits for another program's write.
const PATIENCE: Duration = Duration::from_secs(5);
/// More than there are statements that an edit or a question runs.
const STATEMENTS: usize = 128;
/// Where `SQLite`'s file header keeps the application id, and the ids of `GeoPackage`: since 1.2, 1.0, 1.1.
const APPLICATION_ID_AT: usize = 68;
const APPLICATION_IDS: [&[u8; 4]; 3] = [b"GPKG", b"GP10", b"GP11"];
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// What a store is opened for.
#[derive(Clone, Copy)]
pub(super) enum Access {
    Read,
    Write,
}

/// Tells a store from anything else without opening a database.
pub(super) fn examine(path: &Path) -> Result<(), StoreError> {
    let file_error = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound if folder_of(path).is_dir() => StoreError::Missing { path: path.into() },
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            StoreError::FolderMissing { path: path.into() }
        }
        std::io::ErrorKind::PermissionDenied => StoreError::Forbidden { location: path.display().to_string() },
        _ => StoreError::File { path: path.into(), source },
    };
    // Asked before opening: to open a named pipe would wait for its other end.
    if !std::fs::metadata(path).map_err(file_error)?.is_file() {
        return Err(StoreError::NotAFile { path: path.into() });
    }
    let mut head = Vec::with_capacity(100);
    File::open(path).and_then(|file| file.take(100).read_to_end(&mut head)).map_err(file_error)?;
    let application_id = head.get(APPLICATION_ID_AT..).and_then(|rest| rest.first_chunk::<4>());
    if head.starts_with(MAGIC) && application_id.is_some_and(|id| APPLICATION_IDS.contains(&id)) {
        Ok(())
    } else {
        Err(StoreError::NotGeoPackage { path: path.into() })
    }
}

/// The schema version of a `GeoPackage`, read without writing.
pub(super) fn schema_version(path: &Path) -> Result<i64, StoreError> {
    let found = match reader(path).and_then(|connection| schema::version(&connection).map_err(database_error(path))) {
        // A writer that crashed left a journal, which only a connection that may write can undo.
        Err(StoreError::ReadOnly { .. }) => {
            let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            schema::version(&connection).map_err(database_error(path))?
        }
        found => found?,
    };
    found.ok_or_else(|| StoreError::NotOurs { path: path.into() })
}

/// The connection that writes; `None` where this user may not.
pub(super) fn writer(path: &Path) -> Result<Option<Connection>, StoreError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let error = database_error(path);
    if connection.is_readonly("main").map_err(&error)? {
        return Ok(None);
    }
    match connection.execute_batch("PRAGMA journal_mode = WAL") {
        // Somebody has it open without the log; their way is durable too, and slower.
        Err(busy) if busy.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {}
        other => other.map_err(&error)?,
    }
    // 64 MB of log are kept after a great import, the rest is given back.
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536;")
        .map_err(&error)?;
    Ok(Some(connection))
}

/// A connection that never writes.
pub(super) fn reader(path: &Path) -> Result<Connection, StoreError> {
    connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let open = || {
        // A relative name that begins with "file:" would be taken for a URI.
        let path = if path.is_relative() { Path::new(".").join(path) } else { path.to_path_buf() };
        let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // The file may come from anywhere: what its schema calls must be harmless.
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
        register_functions(&connection)?;
        Ok(connection)
    };
    open().map_err(database_error(path))
}

/// Makes an empty store, whole or not at all.
pub(super) fn create(path: &Path) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists { path: path.into() });
    }
    if !folder_of(path).is_dir() {
        return Err(StoreError::FolderMissing { path: path.into() });
    }
    let file_error = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly { location: path.display().to_string() }
        }
        std::io::ErrorKind::StorageFull => StoreError::Full { location: path.display().to_string() },
        std::io::ErrorKind::AlreadyExists => StoreError::Exists { path: path.into() },
        _ => StoreError::File { path: path.into(), source },
    };
    let temporary = temporary_beside(path).map_err(file_error)?;
    let mut connection = connect(&temporary, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    schema::migrate(&mut connection).map_err(database_error(path))?;
    connection.close().map_err(|(_, source)| database_error(path)(source))?;
    temporary.persist_noclobber(path).map_err(|persist| file_error(persist.error))?;
    // The name is durable once its folder is; not every system lets a folder be opened for that.
    if let Ok(folder) = File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.into(),
        _ => PathBuf::from("."),
    }
}

/// An `SQLite` error in the store's words.
pub(super) fn database_error(path: &Path) -> impl Fn(rusqlite::Error) -> StoreError {
    let location = path.display().to_string();
    move |source| {
        let location = location.clone();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { location },
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { location },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreError::Forbidden { location },
            Some(ErrorCode::DiskFull) => StoreError::Full { location },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                StoreError::Corrupt { location, source: source.into() }
            }
            Some(ErrorCode::ConstraintViolation) => StoreError::Refused { location, source: source.into() },
            _ if is_altered(&source) => StoreError::Altered { location, source: source.into() },
            _ => StoreError::Database { location, source: source.into() },
        }
    }
}

/// A table, column, row or value that the schema promises is not there.
fn is_altered(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqlInputError { msg, .. } | rusqlite::Error::SqliteFailure(_, Some(msg)) => {
            msg.starts_with("no such") || msg.contains("has no column")
        }
        // The counter's table was emptied, or holds something else than numbers.
        rusqlite::Error::QueryReturnedNoRows
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..) => true,
        _ => false,
    }
}
