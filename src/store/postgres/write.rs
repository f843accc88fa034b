//! Writing: one transaction an edit, the counter raised inside it, its lock taken first.

use std::collections::HashMap;
use std::io::Write as _;

use postgres::types::{ToSql, Type};
use postgres::{GenericClient, Transaction};

use super::super::{Action, Onto, RowChange, RowWrite, StoreError, Write, WriteError, Written, settings};
use super::check::has_triggers;
use super::connection::{Connections, is_passing};
use super::read::{earlier, valid};
use super::rows::{Sent, Stored, cells, columns};
use super::schema;
use super::sql::{copy_line, geometry, names, unnested, values};
use crate::domain::change::Row;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::domain::settings::Settings;

/// How often a transaction that came between others is tried.
const TRIES: usize = 5;
/// So many ids are asked for, and rows sent, in one statement.
const PIECE: usize = 10_000;
/// From this many rows on they are copied rather than inserted.
const WORTH_COPYING: usize = 1000;

/// Why a transaction ended.
enum Ended {
    Database(postgres::Error),
    /// Triggers are gone or off.
    Triggers,
    /// Where the server does not say why it may have committed all the same.
    Commit(postgres::Error),
    Stale(RegisterName, Id),
    Moved(u64),
    /// Nothing differs from what is there.
    Unchanged(Written),
}

impl From<postgres::Error> for Ended {
    fn from(error: postgres::Error) -> Self {
        Self::Database(error)
    }
}

/// Writes an edit; `before_commit` is told the revision that the commit will have.
pub(super) fn write(
    connections: &Connections,
    write: &Write,
    before_commit: &dyn Fn(u64),
) -> Result<Written, WriteError> {
    let plan = Plan::new(&write.rows);
    let mut client = connections.get()?;
    for tried in 1.. {
        let attempt = client.transaction().map_err(Ended::from).and_then(|mut transaction| {
            let written = plan.run(&mut transaction, write)?;
            before_commit(written.revision);
            transaction.commit().map_err(Ended::Commit)?;
            Ok(written)
        });
        match attempt {
            Ok(written) | Err(Ended::Unchanged(written)) => return Ok(written),
            Err(Ended::Stale(register, id)) => return Err(WriteError::Stale { register, id }),
            Err(Ended::Database(error) | Ended::Commit(error)) if is_passing(&error) && tried < TRIES => {}
            Err(Ended::Moved(revision)) => return Err(WriteError::Moved(revision)),
            Err(Ended::Triggers) => return Err(connections.without_triggers().into()),
            Err(Ended::Commit(error)) => {
                return Err(WriteError::Store(match connections.error(error) {
                    StoreError::Unreachable { location } => StoreError::Unsure { location },
                    other => other,
                }));
            }
            Err(Ended::Database(error)) => return Err(connections.error(error).into()),
        }
    }
    unreachable!("the loop ends by itself")
}

/// The rows of an edit by register, each id once: the last stands.
struct Plan<'a> {
    registers: [Vec<&'a RowWrite>; 3],
}

impl<'a> Plan<'a> {
    fn new(rows: &'a [RowWrite]) -> Self {
        let mut registers: [Vec<&RowWrite>; 3] = Default::default();
        for row in rows {
            registers[row.row.register() as usize].push(row);
        }
        for rows in &mut registers {
            // In id order the unique index grows at its end, and a load finds the rows sorted. Stable, so that of equal
            // ids the last one given is the last here.
            rows.sort_by(|a, b| a.row.id().cmp(b.row.id()));
            rows.dedup_by(|later, kept| {
                let same = later.row.id() == kept.row.id();
                if same {
                    *kept = *later;
                }
                same
            });
        }
        Self { registers }
    }

    fn run(&self, transaction: &mut Transaction<'_>, write: &Write) -> Result<Written, Ended> {
        let undoes = match write.action {
            Action::Undo(revision) => Some(i64::try_from(revision).unwrap_or(i64::MAX)),
            _ => None,
        };
        let revision: i64 = transaction
            .query_typed_one(
                "SELECT cercania_begin_edit($1, $2, $3)",
                &[(&&*write.author, Type::TEXT), (&write.action.as_str(), Type::TEXT), (&undoes, Type::INT8)],
            )?
            .try_get(0)?;
        if !has_triggers(transaction)? {
            return Err(Ended::Triggers);
        }
        // Counted under the lock: nobody writes before this ends.
        let before = u64::try_from(revision).unwrap_or(0).saturating_sub(1);
        if write.at.is_some_and(|at| at != before) {
            return Err(Ended::Moved(before));
        }
        let mut written = Written::default();
        for (register, rows) in RegisterName::ALL.into_iter().zip(&self.registers) {
            if !rows.is_empty() {
                Edit { register, transaction, revision }.rows(rows, &mut written)?;
            }
        }
        let settings = match &write.settings {
            Some(new) => save_settings(transaction, new)?,
            None => 0,
        };
        written.revision = u64::try_from(revision).unwrap_or(0);
        if written.added + written.updated + written.removed == 0 && settings == 0 {
            written.revision -= 1;
            return Err(Ended::Unchanged(written));
        }
        Ok(written)
    }
}

fn save_settings(transaction: &mut Transaction<'_>, new: &Settings) -> Result<u64, postgres::Error> {
    let mut changed = 0;
    for (key, value) in settings::write(new) {
        changed += match value {
            None => transaction.execute_typed("DELETE FROM settings WHERE key = $1", &[(&key, Type::TEXT)])?,
            Some(value) => transaction.execute_typed(
                "INSERT INTO settings AS s (key, value) VALUES ($1, $2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE s.value <> excluded.value",
                &[(&key, Type::TEXT), (&value, Type::TEXT)],
            )?,
        };
    }
    Ok(changed)
}

/// The row that has an id already.
struct There {
    fid: i64,
    revision: u64,
    /// The row; `None` where it is not valid.
    row: Option<Row>,
}

struct Edit<'a, 'b> {
    register: RegisterName,
    transaction: &'a mut Transaction<'b>,
    revision: i64,
}

impl Edit<'_, '_> {
    fn rows(&mut self, rows: &[&RowWrite], written: &mut Written) -> Result<(), Ended> {
        let empty = rows.len() >= PIECE && self.is_empty()?;
        let (mut inserts, mut updates, mut removals) = (Vec::new(), Vec::new(), Vec::new());
        for piece in rows.chunks(PIECE) {
            let mut there = if empty { HashMap::new() } else { self.there(piece)? };
            for write in piece {
                let id = write.row.id();
                let there = there.remove(id.as_str());
                if !self.is_onto(write.onto, there.as_ref())? {
                    return Err(Ended::Stale(self.register, id.clone()));
                }
                match (&write.row, there) {
                    (RowChange::Put(row), None) => inserts.push(row),
                    (RowChange::Put(row), Some(there)) if there.row.as_ref() == Some(row) => written.unchanged += 1,
                    (RowChange::Put(row), Some(there)) => updates.push((there.fid, row)),
                    (RowChange::Remove(..), None) => written.unchanged += 1,
                    (RowChange::Remove(..), Some(there)) => removals.push(there.fid),
                }
            }
        }
        self.remove(&removals)?;
        self.update(&updates)?;
        self.insert(&inserts, empty)?;
        if inserts.len() + updates.len() + removals.len() >= PIECE {
            // Until the database looks by itself it would plan for the tables as they were.
            self.transaction.batch_execute(&format!("ANALYZE {0}; ANALYZE {0}_log", self.register))?;
        }
        written.added += inserts.len();
        written.updated += updates.len();
        written.removed += removals.len();
        Ok(())
    }

    fn is_empty(&mut self) -> Result<bool, postgres::Error> {
        let sql = format!("SELECT 1 FROM {} LIMIT 1", self.register);
        Ok(self.transaction.query_typed(&sql, &[])?.is_empty())
    }

    fn is_onto(&mut self, onto: Onto, there: Option<&There>) -> Result<bool, postgres::Error> {
        Ok(match (onto, there) {
            (Onto::Any, _) | (Onto::Nothing, None) => true,
            // A row that never was valid is in force nowhere, and may be written over.
            (Onto::Nothing, Some(there)) => {
                there.row.is_none() && earlier(self.transaction, self.register, there.fid)?.is_none()
            }
            (Onto::Revision(_), None) => false,
            (Onto::Revision(revision), Some(there)) => there.revision == revision,
        })
    }

    /// What is there under the ids of a piece.
    fn there(&mut self, piece: &[&RowWrite]) -> Result<HashMap<String, There>, postgres::Error> {
        let ids: Vec<&str> = piece.iter().map(|write| write.row.id().as_str()).collect();
        let sql = format!("SELECT {} FROM {} AS t WHERE id = ANY($1)", cells(self.register, "t"), self.register);
        let mut there = HashMap::new();
        for fetched in self.transaction.query_typed(&sql, &[(&ids, Type::TEXT_ARRAY)])? {
            let stored = Stored::new(self.register, &fetched, 0);
            let row = There { fid: fetched.try_get(0)?, revision: stored.revision(), row: valid(&stored) };
            there.insert(fetched.try_get(2)?, row);
        }
        Ok(there)
    }

    fn remove(&mut self, fids: &[i64]) -> Result<(), postgres::Error> {
        if fids.is_empty() {
            return Ok(());
        }
        let sql = format!("DELETE FROM {} WHERE fid = ANY($1)", self.register);
        self.transaction.execute_typed(&sql, &[(&fids, Type::INT8_ARRAY)]).map(drop)
    }

    fn insert(&mut self, rows: &[&Row], empty: bool) -> Result<(), postgres::Error> {
        let register = self.register;
        let names = names(register);
        if rows.len() < WORTH_COPYING {
            let sql = format!(
                "INSERT INTO {register} (revision, geom, {names}) SELECT $1, {} FROM {}",
                values(register, "u"),
                unnested(register, 2, "u", "")
            );
            return self.send(&sql, rows.iter().map(|row| (None, *row)));
        }
        // An index that is made of rows that are there is packed, and made in a tenth of the time.
        let rebuilt = empty && self.owns()?;
        if rebuilt {
            self.transaction.batch_execute(&format!("DROP INDEX {register}_geom"))?;
        }
        let sql = format!("COPY {register} (revision, geom, {names}) FROM STDIN");
        let revision = self.revision.to_string();
        self.copy(&sql, rows.iter().map(|row| (&*revision, *row)))?;
        if rebuilt {
            self.transaction.batch_execute(&format!("CREATE INDEX {register}_geom ON {register} USING gist (geom)"))?;
        }
        Ok(())
    }

    fn owns(&mut self) -> Result<bool, postgres::Error> {
        let sql = format!(
            "SELECT 1 FROM pg_class WHERE oid = to_regclass('{register}_geom') AND pg_has_role(relowner, 'USAGE')
             AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = '{register}'::regclass)",
            register = self.register
        );
        Ok(!self.transaction.query_typed(&sql, &[])?.is_empty())
    }

    fn update(&mut self, rows: &[(i64, &Row)]) -> Result<(), postgres::Error> {
        let register = self.register;
        let set: Vec<String> =
            columns(register).iter().map(|column| format!("{0} = u.{0}::{1}", column.name, column.sql_type)).collect();
        let set = format!("UPDATE {register} AS t SET geom = {}, {}", geometry("u"), set.join(", "));
        if rows.len() < WORTH_COPYING {
            let sql =
                format!("{set} FROM {} WHERE t.fid = u.fid AND $1 IS NOT NULL", unnested(register, 2, "u", "fid"));
            return self.send(&sql, rows.iter().map(|(fid, row)| (Some(*fid), *row)));
        }
        let texts: Vec<String> = columns(register).iter().map(|column| format!("{} text", column.name)).collect();
        let staging = format!("cercania_staging_{register}");
        let make = format!(
            "CREATE TEMPORARY TABLE {staging} (fid bigint, geom bytea, id text, {}) ON COMMIT DROP",
            texts.join(", ")
        );
        self.transaction.batch_execute(&make)?;
        let sql = format!("COPY {staging} (fid, geom, {}) FROM STDIN", names(register));
        let fids: Vec<String> = rows.iter().map(|(fid, _)| fid.to_string()).collect();
        self.copy_bytes(&sql, fids.iter().map(String::as_str).zip(rows.iter().map(|(_, row)| *row)), "\\\\x")?;
        self.transaction.batch_execute(&format!(
            "ANALYZE {staging}; {set} FROM {staging} AS u WHERE t.fid = u.fid; DROP TABLE {staging}"
        ))
    }

    /// Rows as arrays, a piece at a time: the first parameter is the revision, then geometries, ids, columns, fids.
    fn send<'r>(
        &mut self,
        sql: &str,
        rows: impl Iterator<Item = (Option<i64>, &'r Row)>,
    ) -> Result<(), postgres::Error> {
        let (mut fids, mut geometries) = (Vec::new(), Vec::new());
        let mut texts: Vec<Vec<Option<String>>> = vec![Vec::new(); columns(self.register).len() + 1];
        for (fid, row) in rows {
            let sent = Sent::from(row);
            fids.extend(fid);
            geometries.push(sent.geometry);
            for (column, text) in texts.iter_mut().zip(sent.texts) {
                column.push(text);
            }
        }
        if geometries.is_empty() {
            return Ok(());
        }
        let mut parameters: Vec<(&(dyn ToSql + Sync), Type)> =
            vec![(&self.revision, Type::INT8), (&geometries, Type::BYTEA_ARRAY)];
        parameters.extend(texts.iter().map(|column| (column as &(dyn ToSql + Sync), Type::TEXT_ARRAY)));
        if !fids.is_empty() {
            parameters.push((&fids, Type::INT8_ARRAY));
        }
        self.transaction.execute_typed(sql, &parameters).map(drop)
    }

    /// Rows by COPY, as text, geometries as PostGIS reads them.
    fn copy<'r>(&mut self, sql: &str, rows: impl Iterator<Item = (&'r str, &'r Row)>) -> Result<(), postgres::Error> {
        self.copy_bytes(sql, rows, "")
    }

    fn copy_bytes<'r>(
        &mut self,
        sql: &str,
        rows: impl Iterator<Item = (&'r str, &'r Row)>,
        hex_prefix: &str,
    ) -> Result<(), postgres::Error> {
        let mut writer = self.transaction.copy_in(sql)?;
        let mut lines = Vec::with_capacity(1 << 17);
        for (first, row) in rows {
            lines.extend_from_slice(first.as_bytes());
            copy_line(&Sent::from(row), hex_prefix, &mut lines);
            if lines.len() > 1 << 16 {
                // What the server says is told by `finish`.
                if writer.write_all(&lines).is_err() {
                    break;
                }
                lines.clear();
            }
        }
        let _ = writer.write_all(&lines);
        writer.finish().map(drop)
    }
}

/// Ids for new rows, which no row has or had.
pub(super) fn mint(
    client: &mut impl GenericClient,
    register: RegisterName,
    count: usize,
) -> Result<Vec<Id>, postgres::Error> {
    let letter = ["S", "K", "H"][register as usize];
    let sql = format!(
        "WITH fresh AS MATERIALIZED (SELECT '{letter}.' || nextval('{register}_fid_seq') AS id FROM generate_series(1, $1))
         SELECT id FROM fresh WHERE NOT EXISTS (SELECT 1 FROM {register} AS t WHERE t.id = fresh.id)
         AND NOT EXISTS (SELECT 1 FROM {register}_log AS t WHERE t.id = fresh.id)"
    );
    let mut ids = Vec::with_capacity(count);
    while ids.len() < count {
        let missing = i64::try_from(count - ids.len()).unwrap_or(i64::MAX);
        for row in client.query_typed(&sql, &[(&missing, Type::INT8)])? {
            ids.extend(Id::parse(row.try_get(0)?).ok());
        }
    }
    Ok(ids)
}

/// The counter.
pub(super) fn revision(connections: &Connections) -> Result<u64, super::super::StoreError> {
    let mut client = connections.get()?;
    schema::revision(&mut *client).map_err(|error| connections.error(error))
}
