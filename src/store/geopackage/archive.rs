//! Everything out, and into a store where nothing was written yet.

use std::path::Path;

use geo::Rect;
use rusqlite::types::{Null, ValueRef};
use rusqlite::{Connection, Row, Statement, ToSql, Transaction, TransactionBehavior};

use super::super::{ArchiveError, Cell, Record, StoreError};
use super::connection::database_error;
use super::extent::{Extent, rect_of};
use super::triggers::{self, columns};
use super::{mint, schema, write};
use crate::domain::household::Household;
use crate::domain::kitchen::Kitchen;
use crate::domain::register::RegisterName;
use crate::domain::settlement::Settlement;
use crate::files::geopackage::{SRS_ID, SpatialIndex, blob, wkb};

type Into<'a> = &'a mut dyn FnMut(Record) -> Result<(), ArchiveError>;

/// Gives every record, as one commit left it.
pub(super) fn give(path: &Path, connection: &mut Connection, into: Into<'_>) -> Result<(), ArchiveError> {
    let giving = Giving { path, transaction: connection.transaction().map_err(database_error(path))? };
    giving.settings(into)?;
    for table in RegisterName::ALL {
        giving.rows(table, into)?;
    }
    giving.edits(into)?;
    for table in RegisterName::ALL {
        giving.logged_rows(table, into)?;
    }
    giving.logged_settings(into)?;
    into(giving.counter().map_err(database_error(path))?)
}

struct Giving<'a> {
    path: &'a Path,
    transaction: Transaction<'a>,
}

impl Giving<'_> {
    fn each(
        &self,
        sql: &str,
        into: Into<'_>,
        mut record: impl FnMut(&Row<'_>) -> rusqlite::Result<Record>,
    ) -> Result<(), ArchiveError> {
        let error = database_error(self.path);
        let mut statement = self.transaction.prepare(sql).map_err(&error)?;
        let mut rows = statement.query([]).map_err(&error)?;
        while let Some(row) = rows.next().map_err(&error)? {
            into(record(row).map_err(&error)?)?;
        }
        Ok(())
    }

    fn settings(&self, into: Into<'_>) -> Result<(), ArchiveError> {
        let sql = "SELECT CAST(key AS TEXT), CAST(value AS TEXT), revision FROM settings ORDER BY key";
        self.each(sql, into, |row| Ok(Record::Setting { key: row.get(0)?, value: row.get(1)?, revision: row.get(2)? }))
    }

    fn rows(&self, register: RegisterName, into: Into<'_>) -> Result<(), ArchiveError> {
        let sql =
            format!("SELECT fid, revision, geom, id, {} FROM {register} ORDER BY fid", columns(register).join(", "));
        self.each(&sql, into, |row| {
            Ok(Record::Row { register, fid: row.get(0)?, revision: row.get(1)?, cells: cells(register, row, 2)? })
        })
    }

    fn edits(&self, into: Into<'_>) -> Result<(), ArchiveError> {
        let sql = "SELECT revision, made_at, author, action, undoes FROM edits ORDER BY revision";
        self.each(sql, into, |row| {
            Ok(Record::Edit {
                revision: row.get(0)?,
                time: row.get(1)?,
                author: row.get(2)?,
                action: row.get(3)?,
                undoes: row.get(4)?,
            })
        })
    }

    fn logged_rows(&self, register: RegisterName, into: Into<'_>) -> Result<(), ArchiveError> {
        let sql = format!(
            "SELECT fid, revision, operation, geom, id, {} FROM {register}_log ORDER BY entry",
            columns(register).join(", ")
        );
        self.each(&sql, into, |row| {
            let operation: String = row.get(2)?;
            let cells = if operation == "create" { None } else { Some(cells(register, row, 3)?) };
            Ok(Record::LoggedRow { revision: row.get(1)?, register, fid: row.get(0)?, operation, cells })
        })
    }

    fn logged_settings(&self, into: Into<'_>) -> Result<(), ArchiveError> {
        let sql = "SELECT revision, CAST(key AS TEXT), CAST(value AS TEXT) FROM settings_log ORDER BY entry";
        self.each(sql, into, |row| {
            Ok(Record::LoggedSetting { revision: row.get(0)?, key: row.get(1)?, value: row.get(2)? })
        })
    }

    fn counter(&self) -> rusqlite::Result<Record> {
        let mut fids = [0; 3];
        for (register, fid) in RegisterName::ALL.into_iter().zip(&mut fids) {
            *fid = mint::last_key(&self.transaction, register)?;
        }
        Ok(Record::Counter { revision: schema::revision(&self.transaction)?, fids })
    }
}

/// A row's cells from a place on: its geometry, its id, and its other columns.
fn cells(register: RegisterName, row: &Row<'_>, from: usize) -> rusqlite::Result<Vec<Cell>> {
    (from..from + 2 + columns(register).len())
        .map(|at| {
            Ok(match row.get_ref(at)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(number) => Cell::Integer(number),
                ValueRef::Real(number) => Cell::Real(number),
                ValueRef::Text(text) => match std::str::from_utf8(text) {
                    Ok(text) => Cell::Text(text.to_owned()),
                    Err(_) => Cell::Bytes(text.to_vec()),
                },
                ValueRef::Blob(bytes) if at == from => geometry(register, bytes),
                ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
            })
        })
        .collect()
}

fn geometry(register: RegisterName, bytes: &[u8]) -> Cell {
    let mut out = Vec::with_capacity(bytes.len());
    match blob::decode(bytes) {
        // An empty point is how some programs write that there is none.
        Ok(None) if register == RegisterName::Households => Cell::Null,
        Ok(Some(geometry)) if wkb::encode(&geometry, &mut out).is_ok() => Cell::Geometry(out),
        _ => Cell::Bytes(bytes.to_vec()),
    }
}

/// Takes every record, in one transaction.
pub(super) fn take(
    path: &Path,
    connection: &mut Connection,
    records: &mut dyn Iterator<Item = Result<Record, ArchiveError>>,
) -> Result<(), ArchiveError> {
    let error = database_error(path);
    // What another program wrote against the checks is copied as it is, and named there too.
    connection.execute_batch("PRAGMA ignore_check_constraints = ON").map_err(&error)?;
    let taken = take_unchecked(path, connection, records);
    connection.execute_batch("PRAGMA ignore_check_constraints = OFF").map_err(&error)?;
    taken
}

fn take_unchecked(
    path: &Path,
    connection: &mut Connection,
    records: &mut dyn Iterator<Item = Result<Record, ArchiveError>>,
) -> Result<(), ArchiveError> {
    let error = database_error(path);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(&error)?;
    if !is_untouched(&transaction).map_err(&error)? {
        return Err(ArchiveError::NotEmpty { location: path.display().to_string() });
    }
    let index = |table: RegisterName| SpatialIndex { connection: &transaction, table: table.as_str() };
    transaction.execute("UPDATE cercania_meta SET writing = 1", []).map_err(&error)?;
    for table in RegisterName::ALL {
        triggers::drop_all(&transaction, table).and_then(|()| index(table).suspend()).map_err(&error)?;
    }
    let mut taking = Taking { transaction: &transaction, blob: Vec::new() };
    let mut extents = [
        Extent::stored::<Settlement>(&transaction),
        Extent::stored::<Kitchen>(&transaction),
        Extent::stored::<Household>(&transaction),
    ];
    for record in records {
        let record = record?;
        let grown = taking.record(&record).map_err(|source| refusal(path, &record, source))?;
        if let Record::Row { register, .. } = &record
            && let Some((_, Ok(extent))) =
                RegisterName::ALL.iter().zip(&mut extents).find(|(name, _)| *name == register)
        {
            extent.grow(grown);
        }
    }
    let [settlements, kitchens, households] = extents;
    let finish = || {
        for table in RegisterName::ALL {
            row_revisions(&transaction, table)?;
            index(table).pack()?;
            triggers::set(&transaction, table)?;
        }
        settlements?.save::<Settlement>(&transaction)?;
        kitchens?.save::<Kitchen>(&transaction)?;
        households?.save::<Household>(&transaction)?;
        write::touch(&transaction, triggers::SETTINGS)?;
        transaction.execute("UPDATE cercania_meta SET writing = NULL", [])
    };
    finish().map_err(&error)?;
    Ok(transaction.commit().map_err(&error)?)
}

/// What does not fit is told by row, where a cell of it is to blame.
fn refusal(path: &Path, record: &Record, source: rusqlite::Error) -> ArchiveError {
    match (database_error(path)(source), record) {
        (StoreError::Refused { .. }, Record::Row { register, fid, .. }) => {
            ArchiveError::Cell { register: *register, row: *fid, column: "id".to_owned() }
        }
        (error, _) => ArchiveError::Store(error),
    }
}

/// Whether nothing was ever written.
fn is_untouched(transaction: &Transaction<'_>) -> rusqlite::Result<bool> {
    let sql = "SELECT revision = 0 AND NOT EXISTS (SELECT 1 FROM edits) AND NOT EXISTS (SELECT 1 FROM settings)
                   AND NOT EXISTS (SELECT 1 FROM settlements) AND NOT EXISTS (SELECT 1 FROM kitchens)
                   AND NOT EXISTS (SELECT 1 FROM households) FROM cercania_meta";
    transaction.query_row(sql, [], |row| row.get(0))
}

struct Taking<'a> {
    transaction: &'a Transaction<'a>,
    blob: Vec<u8>,
}

impl Taking<'_> {
    /// Inserts a record; gives the box around a row's geometry.
    fn record(&mut self, record: &Record) -> rusqlite::Result<Option<Rect<f64>>> {
        match record {
            Record::Setting { key, value, revision } => {
                self.insert("settings", &[("key", key), ("value", value), ("revision", revision)])
            }
            Record::Edit { revision, time, author, action, undoes } => self.insert(
                "edits",
                &[
                    ("revision", revision),
                    ("made_at", time),
                    ("author", author),
                    ("action", action),
                    ("undoes", undoes),
                ],
            ),
            Record::LoggedSetting { revision, key, value } => {
                self.insert("settings_log", &[("revision", revision), ("key", key), ("value", value)])
            }
            Record::Row { register, fid, revision, cells } => {
                self.row(register.as_str(), &[("fid", fid), ("revision", revision)], *register, cells)
            }
            Record::LoggedRow { revision, register, fid, operation, cells } => {
                let fixed: [(&str, &dyn ToSql); 3] = [("revision", revision), ("operation", operation), ("fid", fid)];
                let log = format!("{register}_log");
                match cells {
                    Some(cells) => self.row(&log, &fixed, *register, cells),
                    None => self.insert(&log, &fixed),
                }
            }
            Record::Counter { revision, fids } => self.counter(*revision, *fids).map(|()| None),
        }
    }

    fn insert(&self, table: &str, values: &[(&str, &dyn ToSql)]) -> rusqlite::Result<Option<Rect<f64>>> {
        let mut statement = self.transaction.prepare_cached(&insert(table, values, &[]))?;
        bind(&mut statement, values)?;
        statement.raw_execute().map(|_| None)
    }

    fn row(
        &mut self,
        table: &str,
        fixed: &[(&str, &dyn ToSql)],
        register: RegisterName,
        cells: &[Cell],
    ) -> rusqlite::Result<Option<Rect<f64>>> {
        let mut statement = self.transaction.prepare_cached(&insert(table, fixed, columns(register)))?;
        bind(&mut statement, fixed)?;
        let mut rect = None;
        for (at, cell) in (fixed.len() + 1..).zip(cells) {
            match cell {
                Cell::Null => statement.raw_bind_parameter(at, Null)?,
                Cell::Integer(number) => statement.raw_bind_parameter(at, number)?,
                Cell::Real(number) => statement.raw_bind_parameter(at, number)?,
                Cell::Text(text) => statement.raw_bind_parameter(at, text)?,
                Cell::Bytes(bytes) => statement.raw_bind_parameter(at, bytes)?,
                Cell::Geometry(bytes) => {
                    let blob = match wkb::decode(bytes) {
                        Ok(Some(geometry)) if blob::encode(&geometry, SRS_ID, &mut self.blob).is_ok() => &self.blob,
                        _ => bytes,
                    };
                    rect = rect_of(blob);
                    statement.raw_bind_parameter(at, blob)?;
                }
            }
        }
        statement.raw_execute().map(|_| rect)
    }

    fn counter(&self, revision: u64, fids: [i64; 3]) -> rusqlite::Result<()> {
        self.transaction.execute("UPDATE cercania_meta SET revision = ?1", [revision])?;
        for (register, fid) in RegisterName::ALL.into_iter().zip(fids) {
            mint::set_last_key(self.transaction, register, fid)?;
        }
        Ok(())
    }
}

/// When each logged version was written: by the entry before.
fn row_revisions(transaction: &Transaction<'_>, register: RegisterName) -> rusqlite::Result<()> {
    let sql = format!(
        "UPDATE {register}_log AS l SET row_revision = (SELECT e.revision FROM {register}_log AS e
             WHERE e.fid = l.fid AND e.entry < l.entry ORDER BY e.entry DESC LIMIT 1) WHERE operation != 'create'"
    );
    transaction.execute(&sql, []).map(drop)
}

fn insert(table: &str, fixed: &[(&str, &dyn ToSql)], columns: &[&str]) -> String {
    let geometry: &[&str] = if columns.is_empty() { &[] } else { &["geom", "id"] };
    let names: Vec<&str> = fixed.iter().map(|(name, _)| *name).chain(geometry.iter().chain(columns).copied()).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), vec!["?"; names.len()].join(", "))
}

fn bind(statement: &mut Statement<'_>, values: &[(&str, &dyn ToSql)]) -> rusqlite::Result<()> {
    for (at, (_, value)) in values.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value)?;
    }
    Ok(())
}
