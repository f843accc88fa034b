//! What is wrong with the file itself: damage, triggers, the spatial index, ids that name nothing.

use rusqlite::{Connection, Result};

use super::super::{Findings, StoreFinding};
use super::triggers;
use crate::domain::register::RegisterName;
use crate::files::geopackage::{quoted, rtree_name};

/// How many lines `SQLite`'s own check may give.
const DAMAGES: u32 = 20;

/// Adds what is wrong besides the rows' values.
pub(super) fn structure(connection: &Connection, findings: &mut Findings) -> Result<()> {
    damage(connection, findings)?;
    missing_triggers(connection, findings)?;
    for table in RegisterName::ALL {
        spatial_index(connection, table, findings)?;
    }
    dangling(connection, "declared_settlement_id", RegisterName::Settlements, findings)?;
    dangling(connection, "fixed_kitchen_id", RegisterName::Kitchens, findings)
}

fn damage(connection: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statement = connection.prepare(&format!("PRAGMA quick_check({DAMAGES})"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let detail: Box<str> = row.get(0)?;
        if &*detail != "ok" {
            findings.note(StoreFinding::Damaged { detail });
        }
    }
    Ok(())
}

fn missing_triggers(connection: &Connection, findings: &mut Findings) -> Result<()> {
    for missing in triggers::missing(connection)? {
        findings.note(StoreFinding::Trigger { table: missing.table, trigger: missing.name.into() });
    }
    Ok(())
}

/// Counts rows whose box in the index is missing or too small, and boxes without a row.
fn spatial_index(connection: &Connection, table: RegisterName, findings: &mut Findings) -> Result<()> {
    let rtree = quoted(&rtree_name(table.as_str()));
    let sql = format!(
        "SELECT (SELECT count(*) FROM {table} AS t LEFT JOIN {rtree} AS r ON r.id = t.fid
                 WHERE NOT ST_IsEmpty(t.geom) AND (r.id IS NULL
                       OR r.minx > ST_MinX(t.geom) OR r.maxx < ST_MaxX(t.geom)
                       OR r.miny > ST_MinY(t.geom) OR r.maxy < ST_MaxY(t.geom)))
              + (SELECT count(*) FROM {rtree} AS r LEFT JOIN {table} AS t ON t.fid = r.id
                 WHERE t.fid IS NULL OR t.geom IS NULL OR ST_IsEmpty(t.geom))"
    );
    let rows = match connection.query_row(&sql, [], |row| row.get(0)) {
        // Without its index every row is one that it does not hold.
        Err(error) if error.to_string().contains("no such table: rtree_") => {
            connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, u64>(0))?.max(1)
        }
        counted => counted?,
    };
    if rows > 0 {
        findings.note(StoreFinding::SpatialIndex { table, rows });
    }
    Ok(())
}

fn dangling(connection: &Connection, column: &'static str, table: RegisterName, findings: &mut Findings) -> Result<()> {
    let sql = format!(
        "SELECT CAST({column} AS TEXT), count(*) FROM households
         WHERE {column} != '' AND {column} NOT IN (SELECT id FROM {table} WHERE id NOT NULL)
         GROUP BY 1 ORDER BY 1"
    );
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let value = row.get_ref(0)?.as_bytes().map(String::from_utf8_lossy).unwrap_or_default();
        let value = value.chars().take(64).collect();
        findings.note(StoreFinding::Dangling { column, value, households: row.get(1)?, table });
    }
    Ok(())
}
