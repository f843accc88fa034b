//! What is wrong with the database itself: triggers, the spatial index, ids that name nothing.

use postgres::types::Type;
use postgres::{GenericClient, Transaction};

use super::super::{Findings, StoreFinding};
use crate::domain::register::RegisterName;

/// The triggers of a register's table, without its name.
const TRIGGERS: [&str; 7] =
    ["take_revision", "refuse_truncate", "keep_insert", "keep_update", "log_insert", "log_update", "log_delete"];

/// Adds what is wrong besides the rows' values.
pub(super) fn structure(transaction: &mut Transaction<'_>, findings: &mut Findings) -> Result<(), postgres::Error> {
    for register in RegisterName::ALL {
        triggers(transaction, register, findings)?;
        spatial_index(transaction, register, findings)?;
    }
    dangling(transaction, "declared_settlement_id", RegisterName::Settlements, findings)?;
    dangling(transaction, "fixed_kitchen_id", RegisterName::Kitchens, findings)
}

/// Whether all triggers of the registers are there and on: what is written without them is in no history, and no server
/// follows it.
pub(super) fn has_triggers(client: &mut impl GenericClient) -> Result<bool, postgres::Error> {
    let tables = RegisterName::ALL.map(RegisterName::as_str);
    let names: Vec<String> =
        tables.iter().flat_map(|table| TRIGGERS.iter().map(move |name| format!("{table}_{name}"))).collect();
    let sql = "SELECT count(*) FROM pg_trigger
        WHERE tgrelid IN ('settlements'::regclass, 'kitchens'::regclass, 'households'::regclass)
        AND tgname = ANY($1) AND tgenabled IN ('O', 'A')";
    let found: i64 = client.query_typed_one(sql, &[(&names, Type::TEXT_ARRAY)])?.try_get(0)?;
    Ok(usize::try_from(found).is_ok_and(|found| found == names.len()))
}

fn triggers(
    transaction: &mut Transaction<'_>,
    table: RegisterName,
    findings: &mut Findings,
) -> Result<(), postgres::Error> {
    // One that is switched off is as good as gone.
    let sql = "SELECT 1 FROM pg_trigger WHERE tgrelid = $1::text::regclass AND tgname = $2 AND tgenabled IN ('O', 'A')";
    for trigger in TRIGGERS.map(|name| format!("{table}_{name}")) {
        let parameters: [(&(dyn postgres::types::ToSql + Sync), Type); 2] =
            [(&table.as_str(), Type::TEXT), (&trigger, Type::TEXT)];
        if transaction.query_typed(sql, &parameters)?.is_empty() {
            findings.note(StoreFinding::Trigger { table: table.as_str(), trigger: trigger.into() });
        }
    }
    Ok(())
}

/// Whether any valid index is on the geometry; the database itself keeps it right.
fn spatial_index(
    transaction: &mut Transaction<'_>,
    table: RegisterName,
    findings: &mut Findings,
) -> Result<(), postgres::Error> {
    let sql = "SELECT 1 FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
        WHERE indrelid = $1::text::regclass AND attname = 'geom' AND indisvalid LIMIT 1";
    if transaction.query_typed(sql, &[(&table.as_str(), Type::TEXT)])?.is_empty() {
        let rows: i64 = transaction.query_typed_one(&format!("SELECT count(*) FROM {table}"), &[])?.try_get(0)?;
        findings.note(StoreFinding::SpatialIndex { table, rows: u64::try_from(rows).unwrap_or(0).max(1) });
    }
    Ok(())
}

fn dangling(
    transaction: &mut Transaction<'_>,
    column: &'static str,
    table: RegisterName,
    findings: &mut Findings,
) -> Result<(), postgres::Error> {
    let sql = format!(
        "SELECT {column}, count(*) FROM households AS h WHERE {column} <> ''
         AND NOT EXISTS (SELECT 1 FROM {table} AS t WHERE t.id = h.{column}) GROUP BY 1 ORDER BY 1"
    );
    for row in transaction.query_typed(&sql, &[])? {
        let value: &str = row.try_get(0)?;
        let value = value.chars().take(64).collect();
        let households = u64::try_from(row.try_get::<_, i64>(1)?).unwrap_or(0);
        findings.note(StoreFinding::Dangling { column, value, households, table });
    }
    Ok(())
}
