//! PROJ's database, carried in the program.
//!
//! A PROJ built from source looks for `proj.db` in the folder it was compiled in, which a copied
//! program no longer has. So the database is part of the program, is written once to the user's
//! cache, and that folder is shown to PROJ. `PROJ_DATA`, where set, wins.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs, io};

use proj::ProjBuilder;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::{CrsError, Epsg};

/// Empty where the system's PROJ is linked.
static CARRIED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/proj.db"));

/// A builder that knows where the database is.
pub(super) fn builder() -> Result<ProjBuilder, CrsError> {
    let mut builder = ProjBuilder::new();
    if let Some(folder) = folder()? {
        builder.set_search_paths(folder).map_err(|error| CrsError::Database { reason: error.to_string().into() })?;
    }
    Ok(builder)
}

/// What the database says of a code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Entry {
    /// The name.
    Named(Box<str>),
    /// There is no such code.
    None,
    /// Only PROJ can read the database, or say why not.
    Unread,
}

/// Looks a code up without PROJ, which takes milliseconds and writes a line to stderr for each that it does not find.
pub(super) fn look_up(epsg: Epsg) -> Result<Entry, CrsError> {
    let Some(file) = file()? else { return Ok(Entry::Unread) };
    Ok(match name(&file, epsg) {
        Ok(Some(name)) => Entry::Named(name.into()),
        Ok(None) => Entry::None,
        Err(_) => Entry::Unread,
    })
}

fn name(file: &Path, epsg: Epsg) -> rusqlite::Result<Option<String>> {
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let select = "SELECT name FROM crs_view WHERE auth_name = 'EPSG' AND code = ?1";
    database.query_row(select, [epsg.code().to_string()], |row| row.get(0)).optional()
}

/// The database that PROJ uses; `None` where it finds one at a place that only PROJ knows.
fn file() -> Result<Option<PathBuf>, CrsError> {
    if let Some(folder) = folder()? {
        return Ok(Some(folder.join("proj.db")));
    }
    let searched = builder()?.lib_info().map(|info| info.searchpath).unwrap_or_default();
    Ok(env::split_paths(&searched).map(|folder| folder.join("proj.db")).find(|file| file.is_file()))
}

/// Where the carried database lies; `None` where PROJ finds one by itself.
fn folder() -> Result<Option<&'static Path>, CrsError> {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    if CARRIED.is_empty() || env::var_os("PROJ_DATA").is_some_and(|value| !value.is_empty()) {
        return Ok(None);
    }
    if let Some(folder) = FOLDER.get() {
        return Ok(Some(folder));
    }
    let written = write_to_first(&caches())?;
    Ok(Some(FOLDER.get_or_init(|| written)))
}

/// Folders to try, the user's own first.
fn caches() -> Vec<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let own = absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")));
    own.into_iter().chain([env::temp_dir()]).map(|cache| cache.join("cercania")).collect()
}

fn write_to_first(caches: &[PathBuf]) -> Result<PathBuf, CrsError> {
    let mut last = CrsError::Cache { folder: PathBuf::new(), error: io::ErrorKind::NotFound.into() };
    for cache in caches {
        // The size tells versions apart in a listing; the contents are compared all the same.
        let folder = cache.join(format!("proj-{}", CARRIED.len()));
        match write_once(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) => last = CrsError::Cache { folder, error },
        }
    }
    Err(last)
}

/// Makes `folder/proj.db` equal to the carried one; another process sees all of it or none.
fn write_once(folder: &Path) -> io::Result<()> {
    let file = folder.join("proj.db");
    // Compared in full: a folder for temporary files is open to others, and a cache may be damaged.
    let length = fs::metadata(&file).map(|found| found.len()).unwrap_or_default();
    if length == CARRIED.len() as u64 && fs::read(&file)? == CARRIED {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(CARRIED)?;
    new.as_file().sync_all()?;
    new.persist(&file).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_or_missing_database_is_written_again() {
        let cache = tempfile::tempdir().unwrap();
        let folder = write_to_first(&[cache.path().into()]).unwrap();
        fs::write(folder.join("proj.db"), b"damaged").unwrap();
        assert_eq!(write_to_first(&[cache.path().into()]).unwrap(), folder);
        assert!(fs::read(folder.join("proj.db")).unwrap() == CARRIED);
    }

    #[test]
    fn a_cache_that_cannot_be_written_gives_way_to_the_next() {
        let good = tempfile::tempdir().unwrap();
        let folder = write_to_first(&["/dev/null/no".into(), good.path().into()]).unwrap();
        assert!(folder.starts_with(good.path()));
        assert!(matches!(write_to_first(&["/dev/null/no".into()]), Err(CrsError::Cache { .. })));
    }
}
