//! What other programs did to the file: whether they wrote, and whether the log tells what.

use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Result, TransactionBehavior};

use super::super::Action;
use super::triggers::{self, SETTINGS, letter};
use super::{schema, write};
use crate::domain::register::RegisterName;
use crate::files::geopackage::{SpatialIndex, rtree_name};

/// How often the file is looked at.
const STEP: Duration = Duration::from_millis(200);

/// Who is named for what the log does not tell.
const UNKNOWN: &str = "another program";

/// The file as it was last looked at.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Look {
    /// Changes with every commit of another connection.
    version: i64,
    /// Changes with every change of the schema, so of a trigger.
    schema: i64,
}

impl Look {
    /// Looks.
    pub fn at(connection: &Connection) -> Result<Self> {
        let version = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        let schema = connection.query_row("PRAGMA schema_version", [], |row| row.get(0))?;
        Ok(Self { version, schema })
    }

    /// Whether another program committed since.
    pub const fn is_older_than(self, now: Self) -> bool {
        self.version != now.version
    }

    /// Whether what was committed since is told by the log.
    ///
    /// It is not where triggers are gone, or where the schema changed: they may have been gone for a while.
    pub fn is_told(self, now: Self, connection: &Connection) -> Result<bool> {
        Ok(self.schema == now.schema && triggers::missing(connection)?.is_empty())
    }

    /// After an own commit that changed the schema.
    pub const fn with_schema_of(self, now: Self) -> Self {
        Self { schema: now.schema, ..self }
    }
}

/// Asks now and then until it is so, or the time is over.
pub(super) fn until<E>(
    at_most: Duration,
    mut is_so: impl FnMut() -> std::result::Result<bool, E>,
) -> std::result::Result<(), E> {
    let end = Instant::now() + at_most;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if is_so()? || left.is_zero() {
            return Ok(());
        }
        thread::sleep(STEP.min(left));
    }
}

/// Puts back the triggers that are gone, and raises the counter: nobody knows which rows were written meanwhile.
///
/// An edit without rows says so in the log. Rows of tables that had lost triggers count as written by it.
pub(super) fn mend(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let missing = triggers::missing(&transaction)?;
    let revision = schema::revision(&transaction)? + 1;
    transaction.execute("UPDATE cercania_meta SET revision = ?1, writing = 1", [revision])?;
    for table in RegisterName::ALL {
        let of_table = || missing.iter().filter(|missing| missing.table == table.as_str());
        if of_table().any(|missing| !missing.spatial) {
            triggers::drop_all(&transaction, table)?;
            let letter = letter(table);
            transaction.execute(
                &format!(
                    "UPDATE {table} SET id = '{letter}.' || fid || '-' || lower(hex(randomblob(4))) WHERE id IS NULL"
                ),
                [],
            )?;
            transaction.execute(&format!("UPDATE {table} SET revision = ?1"), [revision])?;
            triggers::set(&transaction, table)?;
        }
        let has_index = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1";
        if of_table().any(|missing| missing.spatial)
            && transaction.prepare(has_index)?.exists([rtree_name(table.as_str())])?
        {
            let index = SpatialIndex { connection: &transaction, table: table.as_str() };
            index.suspend()?;
            index.pack()?;
        }
    }
    if missing.iter().any(|missing| missing.table == SETTINGS) {
        transaction.execute("UPDATE settings SET revision = ?1", [revision])?;
        triggers::set_of_settings(&transaction)?;
    }
    write::log_edit(&transaction, revision, UNKNOWN, Action::External)?;
    transaction.execute("UPDATE cercania_meta SET writing = NULL", [])?;
    transaction.commit()
}
