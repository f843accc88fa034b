//! Loading: several connections read ranges of keys at once, all from one commit.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use rayon::slice::ParallelSliceMut;
use rusqlite::Connection;

use super::super::rows::StoredRow;
use super::super::{Findings, Loaded, RowFinding, RowProblem, StoreError, settings};
use super::connection::{self, database_error};
use super::{force, schema};
use crate::domain::household::Household;
use crate::domain::kitchen::Kitchen;
use crate::domain::register::{Register, RegisterName, Revisions};
use crate::domain::settings::Settings;
use crate::domain::settlement::Settlement;

/// More connections than this wait for each other inside `SQLite`.
const MOST_READERS: usize = 4;
/// Below this many keys one connection is as quick.
const KEYS_WORTH_A_READER: i64 = 20_000;
/// How often a commit may come between the readers' starts before one reads alone.
const TRIES: usize = 8;
/// Progress is told once in so many rows.
const STEP: u64 = 16_384;

type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// Connections that all see the same commit, as many as are of use.
pub(super) fn start(path: &Path, observer: &Connection) -> Result<Vec<Connection>, StoreError> {
    let wanted = wanted_readers(observer).map_err(database_error(path))?;
    readers(path, observer, wanted, &mut || begin(path))
}

/// Everything entered, as one commit left it.
pub(super) fn load(path: &Path, mut readers: Vec<Connection>, progress: Progress<'_>) -> Result<Loaded, StoreError> {
    let error = database_error(path);
    let first = readers.pop().map_or_else(|| begin(path), Ok)?;
    let done = AtomicU64::new(0);
    let mut findings = Findings::default();
    let reading = Reading { done: &done, progress };
    let (settlements, settlement_revisions) = reading.all::<Settlement>(&first, &mut findings).map_err(&error)?;
    let (kitchens, kitchen_revisions) = reading.all::<Kitchen>(&first, &mut findings).map_err(&error)?;
    let settings = read_settings(&first, &mut findings).map_err(&error)?;
    let settings_revision = settings_revision(&first).map_err(&error)?;
    let revision = schema::revision(&first).map_err(&error)?;
    let (households, household_revisions) =
        reading.shared::<Household>(first, readers, &mut findings).map_err(&error)?;
    let revisions = Revisions {
        settlements: settlement_revisions,
        kitchens: kitchen_revisions,
        households: household_revisions,
        settings: settings_revision,
    };
    let register = Register { settlements, kitchens, households, settings, revision, revisions };
    progress(done.into_inner());
    Ok(Loaded { register, findings })
}

/// Connections inside read transactions that all see the same commit.
///
/// `observer`, which never writes, tells whether any connection of any program committed in between.
fn readers(
    path: &Path,
    observer: &Connection,
    wanted: usize,
    begin: &mut dyn FnMut() -> Result<Connection, StoreError>,
) -> Result<Vec<Connection>, StoreError> {
    let version = || observer.query_row("PRAGMA data_version", [], |row| row.get::<_, i64>(0));
    for _ in 0..TRIES {
        let before = version().map_err(database_error(path))?;
        let readers = (0..wanted).map(|_| begin()).collect::<Result<Vec<_>, _>>()?;
        if version().map_err(database_error(path))? == before {
            return Ok(readers);
        }
    }
    Ok(vec![begin()?])
}

fn begin(path: &Path) -> Result<Connection, StoreError> {
    let connection = connection::reader(path)?;
    // A transaction sees the commit before its first read, not before its BEGIN.
    connection.execute_batch("BEGIN").and_then(|()| schema::revision(&connection)).map_err(database_error(path))?;
    Ok(connection)
}

fn wanted_readers(connection: &Connection) -> rusqlite::Result<usize> {
    let keys = key_range(connection, RegisterName::Households)?.map_or(0, |(low, high)| high.saturating_sub(low));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let worth = usize::try_from(keys / KEYS_WORTH_A_READER).unwrap_or(MOST_READERS);
    Ok(cores.min(MOST_READERS).min(worth).max(1))
}

fn key_range(connection: &Connection, table: RegisterName) -> rusqlite::Result<Option<(i64, i64)>> {
    let sql = format!("SELECT (SELECT min(fid) FROM {table}), (SELECT max(fid) FROM {table})");
    connection.query_row(&sql, [], |row| {
        let range: (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(range.0.zip(range.1))
    })
}

pub(super) fn read_settings(connection: &Connection, findings: &mut Findings) -> rusqlite::Result<Settings> {
    let mut found = Settings::default();
    let mut statement = connection.prepare("SELECT key, value FROM settings ORDER BY key")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = |at| row.get_ref(at).map(|value| value.as_str().unwrap_or_default());
        settings::read(&mut found, text(0)?, text(1)?, findings);
    }
    Ok(found)
}

/// The revision that last wrote the settings.
pub(super) fn settings_revision(connection: &Connection) -> rusqlite::Result<u64> {
    let sql = "SELECT max(ifnull((SELECT max(revision) FROM settings), 0), ifnull((SELECT max(revision) FROM settings_log), 0))";
    connection.query_row(sql, [], |row| row.get(0))
}

/// Rows, and when each was written.
type Rows<T> = (Vec<T>, Vec<u64>);

struct Reading<'a> {
    done: &'a AtomicU64,
    progress: Progress<'a>,
}

impl Reading<'_> {
    /// All rows of a table on one connection.
    fn all<T: StoredRow>(&self, connection: &Connection, findings: &mut Findings) -> rusqlite::Result<Rows<T>> {
        let mut rows = (Vec::new(), Vec::new());
        self.range(connection, (i64::MIN, i64::MAX), &mut rows, findings)?;
        Ok(in_order(rows, findings))
    }

    /// All rows of a table, a range of keys for each connection.
    fn shared<T: StoredRow>(
        &self,
        first: Connection,
        others: Vec<Connection>,
        findings: &mut Findings,
    ) -> rusqlite::Result<Rows<T>> {
        let Some((low, high)) = key_range(&first, T::TABLE)? else { return Ok((Vec::new(), Vec::new())) };
        let parts = i64::try_from(others.len()).unwrap_or(0) + 1;
        let size = (high.saturating_sub(low) / parts).saturating_add(1);
        let mut start = low;
        let mut ranges = Vec::new();
        for connection in std::iter::once(first).chain(others) {
            let end = start.saturating_add(size - 1).min(high);
            ranges.push((connection, (start, end)));
            start = end.saturating_add(1);
        }
        let read = |(connection, range): (Connection, (i64, i64))| {
            let (mut rows, mut found) = ((Vec::new(), Vec::new()), Findings::default());
            self.range(&connection, range, &mut rows, &mut found).map(|()| (rows, found))
        };
        let parts: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = ranges.into_iter().map(|range| scope.spawn(move || read(range))).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        let mut rows: Rows<T> = (Vec::new(), Vec::new());
        for part in parts {
            let (mut part, found) = part?;
            if rows.0.is_empty() {
                rows = part;
            } else {
                rows.0.append(&mut part.0);
                rows.1.append(&mut part.1);
            }
            findings.extend(found);
        }
        Ok(in_order(rows, findings))
    }

    fn range<T: StoredRow>(
        &self,
        connection: &Connection,
        (low, high): (i64, i64),
        into: &mut Rows<T>,
        findings: &mut Findings,
    ) -> rusqlite::Result<()> {
        let sql = format!("{} WHERE fid BETWEEN ?1 AND ?2 ORDER BY fid", select::<T>());
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([low, high])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            if let Some(value) = force::in_force::<T>(connection, row, findings)? {
                into.0.push(value);
                into.1.push(row.get(T::COLUMNS.len() + 3)?);
            }
            count += 1;
            if count % STEP == 0 {
                (self.progress)(self.done.fetch_add(STEP, Ordering::Relaxed) + STEP);
            }
        }
        self.done.fetch_add(count % STEP, Ordering::Relaxed);
        Ok(())
    }
}

/// The columns that [`Cells`](super::super::rows::Cells) expects, and the revision.
pub(super) fn select<T: StoredRow>() -> String {
    format!("SELECT fid, geom, id, {}, revision FROM {}", T::COLUMNS.join(", "), T::TABLE)
}

/// Puts rows in id order. An id may stand twice where the unique index is gone, or where a row that is not valid gave
/// up its id to another: the first stays.
fn in_order<T: StoredRow>((rows, revisions): Rows<T>, findings: &mut Findings) -> Rows<T> {
    if rows.is_sorted_by(|a, b| a.id() < b.id()) {
        return (rows, revisions);
    }
    let mut rows: Vec<(T, u64)> = rows.into_iter().zip(revisions).collect();
    rows.par_sort_by(|a, b| a.0.id().cmp(b.0.id()));
    rows.dedup_by(|later, kept| {
        let same = later.0.id() == kept.0.id();
        if same {
            findings.leave_out(Box::new(RowFinding {
                table: T::TABLE,
                fid: None,
                id: Some(later.0.id().as_str().into()),
                column: "id",
                value: later.0.id().as_str().into(),
                problem: RowProblem::Duplicate,
                in_force: true,
            }));
        }
        same
    });
    rows.into_iter().unzip()
}

#[cfg(test)]
mod tests {
    use rusqlite::OpenFlags;

    use super::*;

    #[test]
    fn readers_see_the_same_commit_though_another_program_writes_between_their_starts() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("register.gpkg");
        let _store = super::super::GeoPackageStore::create(&path).unwrap();
        let observer = connection::reader(&path).unwrap();
        let other = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        // (commits that come in between, readers expected)
        for (commits, expected) in [(0, 3), (1, 3), (4, 3), (1000, 1)] {
            let mut left = commits;
            let mut begin_and_commit = || {
                let reader = begin(&path);
                if left > 0 {
                    left -= 1;
                    other.execute("UPDATE cercania_meta SET revision = revision + 1", []).unwrap();
                }
                reader
            };
            let readers = readers(&path, &observer, 3, &mut begin_and_commit).unwrap();
            let mut seen: Vec<u64> = readers.iter().map(|reader| schema::revision(reader).unwrap()).collect();
            assert_eq!(seen.len(), expected, "{commits} commits");
            seen.dedup();
            assert_eq!(seen.len(), 1, "{commits} commits");
        }
    }
}
