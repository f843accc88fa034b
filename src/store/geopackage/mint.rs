//! Ids for new rows.

use rusqlite::{Connection, Result, Transaction, TransactionBehavior, params};

use super::triggers::letter;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;

/// Ids that no row has or had, in the way of the triggers: their numbers are keys that no row will get.
pub(super) fn ids(connection: &mut Connection, register: RegisterName, count: usize) -> Result<Vec<Id>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    // It need not be on the disk before the row that uses it, and the row's commit brings both there.
    connection.execute_batch("PRAGMA synchronous = NORMAL")?;
    let minted = take(connection, register, count);
    connection.execute_batch("PRAGMA synchronous = FULL")?;
    minted
}

fn take(connection: &mut Connection, register: RegisterName, count: usize) -> Result<Vec<Id>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut number = last_key(&transaction, register)?;
    let sql = format!("SELECT (SELECT 1 FROM {register} WHERE id = ?1), (SELECT 1 FROM {register}_log WHERE id = ?1)");
    let mut ids = Vec::with_capacity(count);
    {
        let mut find = transaction.prepare_cached(&sql)?;
        while ids.len() < count {
            number += 1;
            let id = format!("{}.{number}", letter(register));
            let known = |row: &rusqlite::Row<'_>| {
                Ok(row.get::<_, Option<i64>>(0)?.is_some() || row.get::<_, Option<i64>>(1)?.is_some())
            };
            if let Ok(id) = Id::parse(&id)
                && !find.query_row([id.as_str()], known)?
            {
                ids.push(id);
            }
        }
    }
    if transaction.execute("UPDATE sqlite_sequence SET seq = ?1 WHERE name = ?2", params![number, register.as_str()])?
        == 0
    {
        transaction
            .execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", params![register.as_str(), number])?;
    }
    transaction.commit()?;
    Ok(ids)
}

/// The greatest key that a row had.
pub(super) fn last_key(transaction: &Transaction<'_>, register: RegisterName) -> Result<i64> {
    let sql = "SELECT ifnull((SELECT max(seq) FROM sqlite_sequence WHERE name = ?1), 0)";
    transaction.query_row(sql, [register.as_str()], |row| row.get(0))
}
