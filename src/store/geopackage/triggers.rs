//! The triggers that keep ids and history when other programs write.

use rusqlite::{Connection, Result};

use super::super::rows::StoredRow;
use crate::domain::household::Household;
use crate::domain::kitchen::Kitchen;
use crate::domain::register::RegisterName;
use crate::domain::settlement::Settlement;
use crate::files::geopackage::trigger_names;

/// The table of settings, which has a history of its own.
pub(super) const SETTINGS: &str = "settings";

const OF_REGISTERS: [&str; 5] = ["mint_id", "keep_id", "log_insert", "log_update", "log_delete"];
const OF_SETTINGS: [&str; 3] = ["log_insert", "log_update", "log_delete"];

/// A register's columns, besides those that every register has.
pub(super) const fn columns(table: RegisterName) -> &'static [&'static str] {
    match table {
        RegisterName::Settlements => Settlement::COLUMNS,
        RegisterName::Kitchens => Kitchen::COLUMNS,
        RegisterName::Households => Household::COLUMNS,
    }
}

/// What minted ids of a register begin with, before a dot and a number.
pub(super) const fn letter(table: RegisterName) -> char {
    match table {
        RegisterName::Settlements => 'S',
        RegisterName::Kitchens => 'K',
        RegisterName::Households => 'H',
    }
}

/// Sets a register's triggers, in place of those that are there.
pub(super) fn set(connection: &Connection, table: RegisterName) -> Result<()> {
    drop_all(connection, table)?;
    let columns = columns(table);
    let old: Vec<String> = columns.iter().map(|column| format!("OLD.{column}")).collect();
    let differs: Vec<String> =
        ["geom"].iter().chain(columns).map(|column| format!("NEW.{column} IS NOT OLD.{column}")).collect();
    let sql = include_str!("../schema/triggers.sql")
        .replace("{table}", table.as_str())
        .replace("{letter}", &letter(table).to_string())
        .replace("{columns}", &columns.join(", "))
        .replace("{old}", &old.join(", "))
        .replace("{differs}", &differs.join(" OR "));
    connection.execute_batch(&sql)
}

/// Takes a register's triggers away; [`set`] brings them back in the same transaction.
pub(super) fn drop_all(connection: &Connection, table: RegisterName) -> Result<()> {
    for verb in OF_REGISTERS {
        connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {table}_{verb}"))?;
    }
    Ok(())
}

/// Sets the triggers of settings, in place of those that are there.
pub(super) fn set_of_settings(connection: &Connection) -> Result<()> {
    for verb in OF_SETTINGS {
        connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {SETTINGS}_{verb}"))?;
    }
    connection.execute_batch(include_str!("../schema/settings_triggers.sql"))
}

/// A trigger that is gone.
pub(super) struct MissingTrigger {
    /// Of this table.
    pub table: &'static str,
    /// Its name.
    pub name: String,
    /// Whether it keeps the spatial index, rather than ids and history.
    pub spatial: bool,
}

/// The triggers that should be there and are not.
pub(super) fn missing(connection: &Connection) -> Result<Vec<MissingTrigger>> {
    let mut there = connection
        .prepare_cached("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = ?1 AND tbl_name = ?2")?;
    let registers = RegisterName::ALL.into_iter().map(RegisterName::as_str).flat_map(|table| {
        let own = OF_REGISTERS.into_iter().map(move |verb| (table, format!("{table}_{verb}"), false));
        own.chain(trigger_names(table).into_iter().map(move |name| (table, name, true)))
    });
    let settings = OF_SETTINGS.into_iter().map(|verb| (SETTINGS, format!("{SETTINGS}_{verb}"), false));
    let mut missing = Vec::new();
    for (table, name, spatial) in registers.chain(settings) {
        if !there.exists([name.as_str(), table])? {
            missing.push(MissingTrigger { table, name, spatial });
        }
    }
    Ok(missing)
}
