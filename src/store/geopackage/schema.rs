//! The schema and its versions: each migration runs once, in order, in one transaction with the rest.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Result, TransactionBehavior};

use super::super::StoreError;
use super::triggers;
use crate::domain::register::RegisterName;
use crate::files::geopackage::{
    GeometryKind, SRS_ID, create_core_tables, create_spatial_index, register_attributes, register_features,
};

/// Never changed once released; a later one is added at the end.
const MIGRATIONS: [fn(&Connection) -> Result<()>; 2] = [registers, history];
/// The schema version that this program writes.
#[expect(clippy::cast_possible_wrap, reason = "a handful")]
const KNOWN: i64 = MIGRATIONS.len() as i64;

fn registers(connection: &Connection) -> Result<()> {
    create_core_tables(connection)?;
    connection.execute_batch(include_str!("../schema/001_registers.sql"))?;
    let layers = [
        (RegisterName::Settlements, GeometryKind::MultiPolygon, "Asentamientos / settlements"),
        (RegisterName::Kitchens, GeometryKind::Point, "Cocinas / kitchens"),
        (RegisterName::Households, GeometryKind::Point, "Hogares / households"),
    ];
    for (table, kind, description) in layers {
        register_features(connection, table.as_str(), table.as_str(), description, kind, SRS_ID)?;
        create_spatial_index(connection, table.as_str())?;
    }
    register_attributes(connection, "cercania_meta", "Schema version and revision; written by cercania")?;
    register_attributes(connection, "settings", "Ajustes / settings")
}

fn history(connection: &Connection) -> Result<()> {
    // Those of the first version; and nothing is logged while its rows are looked after.
    for table in RegisterName::ALL {
        triggers::drop_all(connection, table)?;
        let letter = triggers::letter(table);
        connection.execute(
            &format!("UPDATE {table} SET id = '{letter}.' || fid || '-' || lower(hex(randomblob(4))) WHERE id IS NULL"),
            [],
        )?;
    }
    connection.execute_batch(include_str!("../schema/002_history.sql"))?;
    for table in RegisterName::ALL {
        triggers::set(connection, table)?;
        let log = format!("{table}_log");
        register_attributes(connection, &log, &format!("Historial / history: {table}"))?;
    }
    triggers::set_of_settings(connection)?;
    register_attributes(connection, "edits", "Historial / history")?;
    register_attributes(connection, "settings_log", "Historial / history: settings")
}

/// Brings an earlier version, or an empty database, up to date.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    if version(connection)? == Some(KNOWN) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the lock: two programs may start together.
    let done = version(&transaction)?.unwrap_or(0);
    if done < KNOWN {
        for migration in MIGRATIONS.iter().skip(usize::try_from(done).unwrap_or(0)) {
            migration(&transaction)?;
        }
        transaction.execute("UPDATE cercania_meta SET schema_version = ?1", [KNOWN])?;
    }
    transaction.commit()
}

/// The counter that every commit that changes something raises.
pub(super) fn revision(connection: &Connection) -> Result<u64> {
    connection.query_row("SELECT revision FROM cercania_meta", [], |row| row.get(0))
}

/// The schema version; `None` where the file is not a store.
pub(super) fn version(connection: &Connection) -> Result<Option<i64>> {
    let ours = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'cercania_meta'";
    if connection.query_row(ours, [], |_| Ok(())).optional()?.is_none() {
        return Ok(None);
    }
    connection.query_row("SELECT schema_version FROM cercania_meta", [], |row| row.get(0)).map(Some)
}

/// Refuses what a later cercania wrote.
pub(super) fn admit(path: &Path, found: i64) -> Result<(), StoreError> {
    if found > KNOWN {
        return Err(StoreError::Newer { path: path.into(), found, known: KNOWN });
    }
    Ok(())
}

/// Refuses what would have to be written to first.
pub(super) fn admit_unmigrated(path: &Path, found: i64) -> Result<(), StoreError> {
    if found < KNOWN {
        return Err(StoreError::Older { path: path.into(), found, known: KNOWN });
    }
    Ok(())
}
