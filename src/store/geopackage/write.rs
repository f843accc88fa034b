//! Writing: one transaction a call, the counter raised and the history kept inside it.
//!
//! Never UPSERT or REPLACE: the spatial index's triggers would not see what they replace.

use std::marker::PhantomData;

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, Result, Row as SqlRow, Transaction, TransactionBehavior, params};

use super::super::rows::{CellRef, CellSource, Cells, StoredRow};
use super::super::{Action, Findings, Onto, RowChange, RowWrite, Write, WriteError, Written, settings};
use super::extent::{Extent, rect_of};
use super::force;
use super::read::select;
use super::{schema, triggers};
use crate::domain::change::Row;
use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::Kitchen;
use crate::domain::settings::Settings;
use crate::domain::settlement::Settlement;
use crate::files::geopackage::SpatialIndex;

/// From this many rows on, the index of a table that was empty is packed rather than grown.
const WORTH_PACKING: usize = 1000;

impl CellSource for SqlRow<'_> {
    fn cell(&self, at: usize) -> CellRef<'_> {
        match self.get_ref(at).unwrap_or(ValueRef::Null) {
            ValueRef::Null => CellRef::Null,
            ValueRef::Integer(number) => CellRef::Integer(number),
            ValueRef::Real(number) => CellRef::Real(number),
            ValueRef::Text(text) => CellRef::Text(text),
            ValueRef::Blob(bytes) => CellRef::Blob(bytes),
        }
    }
}

/// A cell as it is bound.
pub(super) const fn bound(cell: CellRef<'_>) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(match cell {
        CellRef::Null => ValueRef::Null,
        CellRef::Integer(number) => ValueRef::Integer(number),
        CellRef::Real(number) => ValueRef::Real(number),
        CellRef::Text(text) => ValueRef::Text(text),
        CellRef::Blob(bytes) => ValueRef::Blob(bytes),
    })
}

/// Why nothing was written.
pub(super) enum Failure {
    Database(rusqlite::Error),
    Write(WriteError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Writes an edit.
pub(super) fn write(connection: &mut Connection, write: Write) -> Result<Written, Failure> {
    let (mut settlements, mut kitchens, mut households) = (Vec::new(), Vec::new(), Vec::new());
    for RowWrite { row, onto } in write.rows {
        use crate::domain::register::RegisterName;
        match row {
            RowChange::Put(Row::Settlement(row)) => settlements.push((Target::Put(row), onto)),
            RowChange::Put(Row::Kitchen(row)) => kitchens.push((Target::Put(row), onto)),
            RowChange::Put(Row::Household(row)) => households.push((Target::Put(row), onto)),
            RowChange::Remove(RegisterName::Settlements, id) => settlements.push((Target::Remove(id), onto)),
            RowChange::Remove(RegisterName::Kitchens, id) => kitchens.push((Target::Remove(id), onto)),
            RowChange::Remove(RegisterName::Households, id) => households.push((Target::Remove(id), onto)),
        }
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = schema::revision(&transaction)?;
    if write.at.is_some_and(|at| at != before) {
        return Err(Failure::Write(WriteError::Moved(before)));
    }
    let revision = before + 1;
    // The triggers leave the history to us.
    transaction.execute("UPDATE cercania_meta SET writing = 1", [])?;
    let mut written = Written::default();
    rows::<Settlement>(&transaction, revision, settlements, &mut written)?;
    rows::<Kitchen>(&transaction, revision, kitchens, &mut written)?;
    rows::<Household>(&transaction, revision, households, &mut written)?;
    let settings = write.settings.map_or(Ok(0), |settings| save_settings(&transaction, &settings, revision))?;
    if written.added + written.updated + written.removed + settings == 0 {
        written.revision = before;
        return Ok(written); // nothing to commit: the transaction ends as it is dropped
    }
    log_edit(&transaction, revision, &write.author, write.action)?;
    transaction.execute("UPDATE cercania_meta SET revision = ?1, writing = NULL", [revision])?;
    touch(&transaction, "cercania_meta")?;
    transaction.commit()?;
    written.revision = revision;
    Ok(written)
}

/// A row to put, or the id of one that goes.
enum Target<T> {
    Put(T),
    Remove(Id),
}

impl<T: StoredRow> Target<T> {
    fn id(&self) -> &Id {
        match self {
            Self::Put(row) => row.id(),
            Self::Remove(id) => id,
        }
    }
}

fn rows<T: StoredRow>(
    transaction: &Transaction<'_>,
    revision: u64,
    mut rows: Vec<(Target<T>, Onto)>,
    written: &mut Written,
) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    // In id order the unique index grows at its end, and a load finds the rows sorted. Stable, so
    // that of equal ids the last one given is the last here.
    rows.sort_by(|a, b| a.0.id().cmp(b.0.id()));
    let packing = rows.len() >= WORTH_PACKING && is_empty::<T>(transaction)?;
    let index = SpatialIndex { connection: transaction, table: T::TABLE.as_str() };
    if packing {
        index.suspend()?;
        triggers::drop_all(transaction, T::TABLE)?;
    }
    let before = (written.added, written.updated, written.removed);
    let mut writer = Writer::<T>::new(transaction, revision, packing)?;
    for (at, (target, onto)) in rows.iter().enumerate() {
        let repeated = rows.get(at + 1).is_some_and(|(next, _)| next.id() == target.id());
        if !repeated {
            writer.row(target, *onto, written)?;
        }
    }
    let extent = writer.extent;
    if packing {
        log_creates::<T>(transaction, revision)?;
        index.pack()?;
        triggers::set(transaction, T::TABLE)?;
    }
    if before != (written.added, written.updated, written.removed) {
        extent.save::<T>(transaction)?;
    }
    Ok(())
}

/// The edit itself.
pub(super) fn log_edit(transaction: &Transaction<'_>, revision: u64, author: &str, action: Action) -> Result<()> {
    let undoes = if let Action::Undo(undoes) = action { Some(undoes) } else { None };
    let mut insert = transaction
        .prepare_cached("INSERT INTO edits (revision, made_at, author, action, undoes) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    insert.execute(params![revision, now(), author, action.as_str(), undoes]).map(drop)
}

/// Now, as the triggers write it.
fn now() -> String {
    format!("{:.3}", Timestamp::now())
}

/// The history of rows that were all added to an empty table.
fn log_creates<T: StoredRow>(transaction: &Transaction<'_>, revision: u64) -> Result<()> {
    let table = T::TABLE;
    let sql = format!(
        "INSERT INTO {table}_log (revision, operation, fid) SELECT revision, 'create', fid FROM {table} WHERE revision = ?1 ORDER BY fid"
    );
    transaction.execute(&sql, [revision]).map(drop)
}

/// Replaces the settings; gives how many differ.
fn save_settings(transaction: &Transaction<'_>, new: &Settings, revision: u64) -> Result<usize> {
    let mut changed = 0;
    for (key, value) in settings::write(new) {
        let there: Option<String> = {
            let mut find = transaction.prepare_cached("SELECT CAST(value AS TEXT) FROM settings WHERE key = ?1")?;
            let mut rows = find.query([key])?;
            rows.next()?.map(|row| row.get(0)).transpose()?
        };
        if there == value {
            continue;
        }
        transaction.execute(
            "INSERT INTO settings_log (revision, key, value) VALUES (?1, ?2, ?3)",
            params![revision, key, there],
        )?;
        changed += match (there, value) {
            (_, None) => transaction.execute("DELETE FROM settings WHERE key = ?1", [key])?,
            (Some(_), Some(value)) => {
                let sql = "UPDATE settings SET value = ?2, revision = ?3 WHERE key = ?1";
                transaction.execute(sql, params![key, value, revision])?
            }
            (None, Some(value)) => {
                let sql = "INSERT INTO settings (key, value, revision) VALUES (?1, ?2, ?3)";
                transaction.execute(sql, params![key, value, revision])?
            }
        };
    }
    if changed > 0 {
        touch(transaction, "settings")?;
    }
    Ok(changed)
}

/// Notes in the contents that a table changed.
pub(super) fn touch(transaction: &Transaction<'_>, table: &str) -> Result<()> {
    let sql = "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?1";
    transaction.prepare_cached(sql)?.execute([table]).map(drop)
}

fn is_empty<T: StoredRow>(transaction: &Transaction<'_>) -> Result<bool> {
    transaction.prepare(&format!("SELECT 1 FROM {} LIMIT 1", T::TABLE))?.exists([]).map(|any| !any)
}

struct Writer<'a, T> {
    transaction: &'a Transaction<'a>,
    find: CachedStatement<'a>,
    insert: CachedStatement<'a>,
    update: CachedStatement<'a>,
    remove: CachedStatement<'a>,
    log: CachedStatement<'a>,
    log_create: CachedStatement<'a>,
    revision: u64,
    /// Creates are logged all at once, afterwards.
    packing: bool,
    blob: Vec<u8>,
    extent: Extent,
    rows: PhantomData<T>,
}

impl<'a, T: StoredRow> Writer<'a, T> {
    /// Parameters of a row: geometry, id and its columns; then the revision, then the fid.
    const REVISION_AT: usize = T::COLUMNS.len() + 3;

    fn new(transaction: &'a Transaction<'_>, revision: u64, packing: bool) -> Result<Self> {
        let columns = T::COLUMNS.join(", ");
        let marks = vec!["?"; Self::REVISION_AT].join(", ");
        let sets: String = T::COLUMNS.iter().flat_map(|column| [*column, " = ?, "]).collect();
        let table = T::TABLE;
        Ok(Self {
            transaction,
            find: transaction.prepare_cached(&format!("{} WHERE id = ?1", select::<T>()))?,
            insert: transaction
                .prepare_cached(&format!("INSERT INTO {table} (geom, id, {columns}, revision) VALUES ({marks})"))?,
            update: transaction
                .prepare_cached(&format!("UPDATE {table} SET geom = ?, id = ?, {sets}revision = ? WHERE fid = ?"))?,
            remove: transaction.prepare_cached(&format!("DELETE FROM {table} WHERE fid = ?1"))?,
            log: transaction.prepare_cached(&format!(
                "INSERT INTO {table}_log (revision, operation, fid, geom, id, {columns}, row_revision)
                 SELECT ?1, ?2, fid, geom, id, {columns}, revision FROM {table} WHERE fid = ?3"
            ))?,
            log_create: transaction.prepare_cached(&format!(
                "INSERT INTO {table}_log (revision, operation, fid) VALUES (?1, 'create', ?2)"
            ))?,
            revision,
            packing,
            blob: Vec::new(),
            extent: Extent::stored::<T>(transaction)?,
            rows: PhantomData,
        })
    }

    fn row(&mut self, target: &Target<T>, onto: Onto, written: &mut Written) -> Result<(), Failure> {
        let there = self.find(target)?;
        let fits = match (&there, onto) {
            (_, Onto::Any) | (None, Onto::Nothing) => true,
            (Some(there), Onto::Nothing) => !there.is_in_force,
            (Some(there), Onto::Revision(revision)) => there.revision == revision,
            (None, Onto::Revision(_)) => false,
        };
        if !fits {
            return Err(Failure::Write(WriteError::Stale { register: T::TABLE, id: target.id().clone() }));
        }
        match (target, there) {
            (Target::Put(_), Some(There { equal: true, .. })) | (Target::Remove(_), None) => written.unchanged += 1,
            (Target::Put(row), Some(there)) => {
                self.log.execute(params![self.revision, "update", there.fid])?;
                self.extent.leave(there.rect);
                self.put(row, Some(there.fid))?;
                written.updated += 1;
            }
            (Target::Put(row), None) => {
                self.put(row, None)?;
                if !self.packing {
                    self.log_create.execute(params![self.revision, self.transaction.last_insert_rowid()])?;
                }
                written.added += 1;
            }
            (Target::Remove(_), Some(there)) => {
                self.log.execute(params![self.revision, "delete", there.fid])?;
                self.extent.leave(there.rect);
                self.remove.execute([there.fid])?;
                written.removed += 1;
            }
        }
        Ok(())
    }

    fn put(&mut self, row: &T, fid: Option<i64>) -> Result<()> {
        let has_geometry = row.geometry(&mut self.blob);
        let bytes = has_geometry.then_some(&*self.blob);
        self.extent.grow(bytes.and_then(rect_of));
        let statement = if fid.is_some() { &mut self.update } else { &mut self.insert };
        statement.raw_bind_parameter(1, bytes)?;
        statement.raw_bind_parameter(2, row.id().as_str())?;
        row.put(|at, cell| statement.raw_bind_parameter(at, bound(cell)))?;
        statement.raw_bind_parameter(Self::REVISION_AT, self.revision)?;
        if let Some(fid) = fid {
            statement.raw_bind_parameter(Self::REVISION_AT + 1, fid)?;
        }
        statement.raw_execute().map(drop)
    }

    fn find(&mut self, target: &Target<T>) -> Result<Option<There>> {
        if self.packing {
            return Ok(None); // nothing was there, and each id is written once
        }
        let mut rows = self.find.query([target.id().as_str()])?;
        let Some(found) = rows.next()? else { return Ok(None) };
        let mut findings = Findings::default();
        let read = T::read(&Cells::of::<T>(found), &mut findings);
        let is_valid = read.is_ok() && findings.count() == 0;
        let is_readable = read.is_ok();
        // What is there and not valid is not equal to anything.
        let equal = match target {
            Target::Put(row) => is_valid && read.is_ok_and(|there| there == *row),
            Target::Remove(_) => false,
        };
        let fid = found.get(0)?;
        let is_in_force = is_readable || force::earlier::<T>(self.transaction, fid)?.is_some();
        Ok(Some(There {
            fid,
            equal,
            rect: found.get_ref(1)?.as_blob().ok().and_then(rect_of),
            revision: found.get(Self::REVISION_AT)?,
            is_in_force,
        }))
    }
}

/// The row that has an id already.
struct There {
    fid: i64,
    equal: bool,
    rect: Option<geo::Rect<f64>>,
    revision: u64,
    /// Whether it is valid, or an earlier version of it is: else nobody sees it.
    is_in_force: bool,
}
