//! What was written, from the log: edits, the rows of one, and what became of a row.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Result, Row as SqlRow, Transaction, params};

use super::super::finding::{Findings, RowFinding};
use super::super::rows::StoredRow;
use super::super::{Action, Counts, Edit, EditedRow, LoggedEdit, RowEdit, Version, settings};
use super::force;
use super::read::settings_revision;
use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::Kitchen;
use crate::domain::register::RegisterName;
use crate::domain::settings::Settings;
use crate::domain::settlement::Settlement;

const EDIT: &str = "SELECT revision, made_at, author, action, undoes,
    (SELECT max(u.revision) FROM edits AS u WHERE u.undoes = e.revision),
    EXISTS (SELECT 1 FROM settings_log AS s WHERE s.revision = e.revision) FROM edits AS e";

/// The edits before a revision, the latest first.
pub(super) fn edits(connection: &mut Connection, before: Option<u64>, most: usize) -> Result<Vec<LoggedEdit>> {
    let transaction = connection.transaction()?;
    let sql = format!("{EDIT} WHERE revision < ?1 ORDER BY revision DESC LIMIT ?2");
    let mut statement = transaction.prepare_cached(&sql)?;
    let mut rows = statement.query(params![bound(before), most])?;
    let mut edits = Vec::new();
    while let Some(row) = rows.next()? {
        edits.push(logged(&transaction, row)?);
    }
    Ok(edits)
}

/// `i64::MAX` stands for no bound.
fn bound(before: Option<u64>) -> i64 {
    before.and_then(|before| i64::try_from(before).ok()).unwrap_or(i64::MAX)
}

fn logged(transaction: &Transaction<'_>, row: &SqlRow<'_>) -> Result<LoggedEdit> {
    let revision = row.get(0)?;
    let mut counts = [Counts::default(); 3];
    for (table, counts) in RegisterName::ALL.into_iter().zip(&mut counts) {
        let sql = format!("SELECT operation, count(*) FROM {table}_log WHERE revision = ?1 GROUP BY operation");
        let mut statement = transaction.prepare_cached(&sql)?;
        let mut rows = statement.query([revision])?;
        while let Some(row) = rows.next()? {
            let count = row.get(1)?;
            match row.get_ref(0)?.as_str() {
                Ok("create") => counts.added = count,
                Ok("update") => counts.updated = count,
                _ => counts.removed = count,
            }
        }
    }
    Ok(LoggedEdit {
        revision,
        time: time(row, 1)?,
        author: row.get(2)?,
        action: action(row, 3)?,
        counts,
        settings: row.get(6)?,
        undone_by: row.get(5)?,
    })
}

/// A time that another program spoiled is none.
fn time(row: &SqlRow<'_>, at: usize) -> Result<Timestamp> {
    Ok(row.get_ref(at)?.as_str().ok().and_then(|text| text.parse().ok()).unwrap_or(Timestamp::UNIX_EPOCH))
}

/// The action, and after it the revision that it undoes.
fn action(row: &SqlRow<'_>, at: usize) -> Result<Action> {
    let undoes = row.get(at + 1)?;
    Ok(row.get_ref(at)?.as_str().ok().and_then(|word| Action::parse(word, undoes)).unwrap_or(Action::External))
}

/// An edit and its rows.
pub(super) fn edit(connection: &mut Connection, revision: u64) -> Result<Option<Edit>> {
    let transaction = connection.transaction()?;
    let found = transaction
        .prepare_cached(&format!("{EDIT} WHERE revision = ?1"))?
        .query_row([revision], |row| logged(&transaction, row))
        .optional()?;
    let Some(logged) = found else { return Ok(None) };
    let mut rows = edited::<Settlement>(&transaction, revision)?;
    rows.extend(edited::<Kitchen>(&transaction, revision)?);
    rows.extend(edited::<Household>(&transaction, revision)?);
    let settings = if logged.settings {
        Some((settings_at(&transaction, revision - 1)?, settings_at(&transaction, revision)?))
    } else {
        None
    };
    let settings_revision = settings_revision(&transaction)?;
    Ok(Some(Edit { logged, rows, settings, settings_revision }))
}

/// The settings as a revision left them.
fn settings_at(transaction: &Transaction<'_>, revision: u64) -> Result<Settings> {
    // A later entry says what was there before it; without one it is what is there now.
    let sql = "SELECT l.key, l.value FROM settings_log AS l WHERE l.entry IN
                   (SELECT min(entry) FROM settings_log WHERE revision > ?1 GROUP BY key)
               UNION ALL SELECT key, value FROM settings WHERE key NOT IN
                   (SELECT key FROM settings_log WHERE revision > ?1)
               ORDER BY 1";
    let mut found = Settings::default();
    let mut statement = transaction.prepare_cached(sql)?;
    let mut rows = statement.query([revision])?;
    while let Some(row) = rows.next()? {
        if let (Ok(key), Ok(value)) = (row.get_ref(0)?.as_str(), row.get_ref(1)?.as_str()) {
            settings::read(&mut found, key, value, &mut Findings::default());
        }
    }
    Ok(found)
}

/// An entry of a register's log.
struct Entry<T> {
    key: i64,
    fid: i64,
    deleted: bool,
    before: Option<Found<T>>,
}

/// A row at some time, and the id that it had, valid or not.
struct Found<T> {
    id: Option<Box<str>>,
    version: std::result::Result<T, Box<RowFinding>>,
}

impl<T: StoredRow> Found<T> {
    fn read(row: &SqlRow<'_>) -> Result<Self> {
        Ok(Self { id: row.get_ref(2)?.as_str().ok().map(Into::into), version: force::version(row) })
    }

    fn into_version(self) -> Version {
        match self.version {
            Ok(row) => Version::Valid(row.into_row()),
            Err(finding) => Version::Invalid(finding),
        }
    }
}

impl<T: StoredRow> Entry<T> {
    const AT: usize = T::COLUMNS.len() + 3;

    fn select() -> String {
        format!(
            "SELECT l.fid, l.geom, l.id, l.{}, l.entry, l.operation, l.revision FROM {}_log AS l",
            T::COLUMNS.join(", l."),
            T::TABLE
        )
    }

    fn read(row: &SqlRow<'_>) -> Result<Self> {
        let operation = row.get_ref(Self::AT + 1)?.as_str().unwrap_or_default();
        let created = operation == "create";
        Ok(Self {
            key: row.get(Self::AT)?,
            fid: row.get(0)?,
            deleted: operation == "delete",
            before: if created { None } else { Some(Found::read(row)?) },
        })
    }

    /// The row as this entry's edit left it: the next entry's before, or the row as it is now.
    fn after(&self, transaction: &Transaction<'_>) -> Result<Option<Found<T>>> {
        if self.deleted {
            return Ok(None);
        }
        let sql = format!("{} WHERE l.fid = ?1 AND l.entry > ?2 ORDER BY l.entry LIMIT 1", Self::select());
        let mut next = transaction.prepare_cached(&sql)?;
        if let Some(row) = next.query(params![self.fid, self.key])?.next()? {
            return Ok(Self::read(row)?.before);
        }
        let now = format!("{} WHERE fid = ?1", super::read::select::<T>());
        let mut now = transaction.prepare_cached(&now)?;
        let mut rows = now.query([self.fid])?;
        rows.next()?.map(Found::read).transpose()
    }
}

fn edited<T: StoredRow>(transaction: &Transaction<'_>, revision: u64) -> Result<Vec<EditedRow>> {
    let mut statement =
        transaction.prepare_cached(&format!("{} WHERE l.revision = ?1 ORDER BY l.entry", Entry::<T>::select()))?;
    let mut now = transaction.prepare_cached(&format!("SELECT revision FROM {} WHERE id = ?1", T::TABLE))?;
    let mut rows = statement.query([revision])?;
    let mut edited = Vec::new();
    while let Some(row) = rows.next()? {
        let entry = Entry::<T>::read(row)?;
        let after = entry.after(transaction)?;
        // A row without an id was never in force.
        let id = entry.before.as_ref().or(after.as_ref()).and_then(|found| found.id.as_deref());
        let Some(id) = id.and_then(|id| Id::parse_stored(id).ok()) else { continue };
        let revision = now.query_row([id.as_str()], |row| row.get(0)).optional()?;
        edited.push(EditedRow {
            register: T::TABLE,
            id,
            before: entry.before.map(Found::into_version),
            after: after.map(Found::into_version),
            revision,
        });
    }
    edited.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(edited)
}

/// What became of a row, the latest first.
pub(super) fn of_row(
    connection: &mut Connection,
    register: RegisterName,
    id: &Id,
    before: Option<u64>,
    most: usize,
) -> Result<Vec<RowEdit>> {
    let transaction = connection.transaction()?;
    match register {
        RegisterName::Settlements => row_edits::<Settlement>(&transaction, id, before, most),
        RegisterName::Kitchens => row_edits::<Kitchen>(&transaction, id, before, most),
        RegisterName::Households => row_edits::<Household>(&transaction, id, before, most),
    }
}

fn row_edits<T: StoredRow>(
    transaction: &Transaction<'_>,
    id: &Id,
    before: Option<u64>,
    most: usize,
) -> Result<Vec<RowEdit>> {
    let table = T::TABLE;
    // Every row that ever had the id; what those did under other ids is left out below.
    let sql = format!(
        "SELECT x.*, e.made_at, e.author, e.action, e.undoes FROM ({} WHERE l.fid IN
             (SELECT fid FROM {table} WHERE id = ?1 UNION SELECT fid FROM {table}_log WHERE id = ?1)
             AND +l.revision < ?2) AS x
         JOIN edits AS e ON e.revision = x.revision ORDER BY x.entry DESC",
        Entry::<T>::select()
    );
    let mut statement = transaction.prepare_cached(&sql)?;
    let mut rows = statement.query(params![id.as_str(), bound(before)])?;
    let at = Entry::<T>::AT + 2;
    let mut edits = Vec::new();
    while let Some(row) = rows.next()? {
        if edits.len() == most {
            break;
        }
        let entry = Entry::<T>::read(row)?;
        let after = entry.after(transaction)?;
        let had =
            |found: &Option<Found<T>>| found.as_ref().is_some_and(|found| found.id.as_deref() == Some(id.as_str()));
        if !had(&entry.before) && !had(&after) {
            continue;
        }
        edits.push(RowEdit {
            revision: row.get(at)?,
            time: time(row, at + 1)?,
            author: row.get(at + 2)?,
            action: action(row, at + 3)?,
            before: entry.before.map(Found::into_version),
            after: after.map(Found::into_version),
        });
    }
    Ok(edits)
}
