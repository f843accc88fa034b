//! Which version of a row is in force: the row itself where it is valid, else its last valid one.

use rusqlite::{Connection, Result, Row as SqlRow, params};

use super::super::StoreFinding;
use super::super::finding::{Findings, RowFinding};
use super::super::rows::{Cells, StoredRow};

/// The row's own version, or why it is not valid.
pub(super) fn version<T: StoredRow>(row: &SqlRow<'_>) -> std::result::Result<T, Box<RowFinding>> {
    let mut findings = Findings::default();
    let value = T::read(&Cells::of::<T>(row), &mut findings)?;
    match findings.into_first() {
        Some(StoreFinding::Row(finding)) => Err(finding),
        _ => Ok(value),
    }
}

/// What is in force of a row, at the row's own revision; `None` where it never was valid.
///
/// `findings` takes what is wrong with the row.
pub(super) fn in_force<T: StoredRow>(
    connection: &Connection,
    row: &SqlRow<'_>,
    findings: &mut Findings,
) -> Result<Option<T>> {
    let mut notes = Findings::default();
    let read = T::read(&Cells::of::<T>(row), &mut notes);
    if notes.count() == 0
        && let Ok(value) = read
    {
        return Ok(Some(value));
    }
    let fid = row.get(0)?;
    let earlier = match earlier::<T>(connection, fid)? {
        // Its id was given to another row.
        Some(earlier) if is_taken(connection, &earlier, fid)? => None,
        earlier => earlier,
    };
    if earlier.is_some() {
        notes.set_in_force();
    }
    findings.extend(notes);
    match read {
        Err(mut finding) => {
            finding.in_force = earlier.is_some();
            if earlier.is_some() {
                findings.note(StoreFinding::Row(finding))
            } else {
                findings.leave_out(finding)
            }
            Ok(earlier)
        }
        Ok(value) => Ok(Some(earlier.unwrap_or(value))),
    }
}

fn is_taken<T: StoredRow>(connection: &Connection, row: &T, fid: i64) -> Result<bool> {
    let sql = format!("SELECT 1 FROM {} WHERE id = ?1 AND fid != ?2", T::TABLE);
    connection.prepare_cached(&sql)?.exists(params![row.id().as_str(), fid])
}

/// The last valid version of a row before what it is now.
pub(super) fn earlier<T: StoredRow>(connection: &Connection, fid: i64) -> Result<Option<T>> {
    let sql = format!(
        "SELECT fid, geom, id, {}, operation, revision FROM {}_log WHERE fid = ?1 ORDER BY entry DESC",
        T::COLUMNS.join(", "),
        T::TABLE
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([fid])?;
    let (operation_at, revision_at) = (T::COLUMNS.len() + 3, T::COLUMNS.len() + 4);
    // A row with a new id is deleted and created in one edit; a row created on its own had nothing before.
    let mut created: Option<u64> = None;
    while let Some(row) = rows.next()? {
        let revision: u64 = row.get(revision_at)?;
        if created.is_some_and(|created| created != revision) {
            return Ok(None);
        }
        if row.get_ref(operation_at)?.as_str() == Ok("create") {
            created = Some(revision);
            continue;
        }
        created = None;
        if let Ok(value) = version::<T>(row) {
            return Ok(Some(value));
        }
    }
    Ok(None)
}
