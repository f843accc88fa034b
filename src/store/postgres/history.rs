//! The edits, and what each made of which row.
//!
//! A log entry has the row as it was before. What it was after is in the next entry of the same key that is no creation,
//! or, where there is none, in the table.

use std::collections::BTreeMap;

use jiff::Timestamp;
use postgres::types::{ToSql, Type};
use postgres::{GenericClient, Row as Fetched, Transaction};

use super::super::log::{Counts, Edit, EditedRow, LoggedEdit, RowEdit, Version};
use super::super::{Action, Findings, settings};
use super::read::{Invalid, read, settings_revision};
use super::rows::{Stored, Value, cells, logged_cells, width};
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::domain::settings::Settings;

type Result<T> = std::result::Result<T, postgres::Error>;
type Parameters<'a> = &'a [(&'a (dyn ToSql + Sync), Type)];

/// An edit's own columns, of the table with the alias `e`.
const EDIT: &str = "e.revision, (extract(epoch FROM e.made_at) * 1000000)::bigint, e.author, e.action, e.undoes";

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// What [`EDIT`] gives, from the column `start` on.
struct Head {
    revision: u64,
    time: Timestamp,
    author: Box<str>,
    action: Action,
}

impl Head {
    fn of(row: &Fetched, start: usize) -> Result<Self> {
        let undoes: Option<i64> = row.try_get(start + 4)?;
        Ok(Self {
            revision: unsigned(row.try_get(start)?),
            time: Timestamp::from_microsecond(row.try_get(start + 1)?).unwrap_or_default(),
            author: row.try_get::<_, &str>(start + 2)?.into(),
            action: Action::parse(row.try_get(start + 3)?, undoes.map(unsigned)).unwrap_or(Action::External),
        })
    }
}

/// The edits, the latest first.
pub(super) fn log(transaction: &mut Transaction<'_>, before: Option<u64>, most: usize) -> Result<Vec<LoggedEdit>> {
    let (before, most) = (before.map_or(i64::MAX, signed), i64::try_from(most).unwrap_or(i64::MAX));
    edits(
        transaction,
        "WHERE e.revision < $1 ORDER BY e.revision DESC LIMIT $2",
        &[(&before, Type::INT8), (&most, Type::INT8)],
    )
}

fn edits(transaction: &mut Transaction<'_>, which: &str, parameters: Parameters<'_>) -> Result<Vec<LoggedEdit>> {
    let sql = format!(
        "SELECT {EDIT}, EXISTS (SELECT 1 FROM settings_log AS s WHERE s.revision = e.revision),
         (SELECT max(u.revision) FROM edits AS u WHERE u.undoes = e.revision) FROM edits AS e {which}"
    );
    let mut found = Vec::new();
    for row in transaction.query_typed(&sql, parameters)? {
        let head = Head::of(&row, 0)?;
        found.push(LoggedEdit {
            revision: head.revision,
            time: head.time,
            author: head.author,
            action: head.action,
            counts: [Counts::default(); 3],
            settings: row.try_get(5)?,
            undone_by: row.try_get::<_, Option<i64>>(6)?.map(unsigned),
        });
    }
    let revisions: Vec<i64> = found.iter().map(|edit| signed(edit.revision)).collect();
    for (at, register) in RegisterName::ALL.into_iter().enumerate() {
        // Of a row that a program changed twice in one transaction the first entry tells what it was.
        let sql = format!(
            "SELECT revision, count(*) FILTER (WHERE operation = 'create'),
             count(DISTINCT fid) FILTER (WHERE operation = 'update'), count(*) FILTER (WHERE operation = 'delete')
             FROM {register}_log WHERE revision = ANY($1) GROUP BY revision"
        );
        for row in transaction.query_typed(&sql, &[(&revisions, Type::INT8_ARRAY)])? {
            let revision = unsigned(row.try_get(0)?);
            let count = |column| row.try_get(column).map(unsigned);
            if let Some(edit) = found.iter_mut().find(|edit| edit.revision == revision) {
                edit.counts[at] = Counts { added: count(1)?, updated: count(2)?, removed: count(3)? };
            }
        }
    }
    Ok(found)
}

/// What became of a row in one entry of the log, or in several of one edit.
struct Step {
    revision: u64,
    before: Option<Version>,
    after: Option<Version>,
    before_id: Option<Box<str>>,
    after_id: Option<Box<str>>,
}

fn version(stored: &Stored<'_>) -> Version {
    match read(stored) {
        Ok(row) => Version::Valid(row),
        Err(Invalid { finding, .. }) => Version::Invalid(finding),
    }
}

fn id_of(stored: &Stored<'_>) -> Option<Box<str>> {
    match stored.value(2) {
        Value::Text(id) => Some(id.into()),
        _ => None,
    }
}

/// The entries of the log that `which` names (of the alias `l`), each with what came after it.
fn steps(
    client: &mut impl GenericClient,
    register: RegisterName,
    which: &str,
    parameters: Parameters<'_>,
) -> Result<Vec<Step>> {
    let sql = format!(
        "SELECT l.revision, l.operation, {}, {}, {} FROM {register}_log AS l
         LEFT JOIN LATERAL (SELECT * FROM {register}_log AS n WHERE n.fid = l.fid AND n.entry > l.entry
                            AND n.operation <> 'create' ORDER BY n.entry LIMIT 1) AS n ON l.operation <> 'delete'
         LEFT JOIN {register} AS t ON t.fid = l.fid AND n.fid IS NULL AND l.operation <> 'delete'
         WHERE {which} ORDER BY l.fid, l.entry",
        logged_cells(register, "l"),
        logged_cells(register, "n"),
        cells(register, "t")
    );
    let width = width(register);
    let mut steps: Vec<Step> = Vec::new();
    let mut last_fid = None;
    for row in client.query_typed(&sql, parameters)? {
        let operation: &str = row.try_get(1)?;
        let [was, next, now] = [2, 2 + width, 2 + 2 * width].map(|start| Stored::new(register, &row, start));
        let after = [next, now].into_iter().find(|stored| stored.fid().is_some());
        let (after, after_id) = (after.as_ref().map(version), after.as_ref().and_then(id_of));
        let revision = unsigned(row.try_get(0)?);
        let fid = was.fid();
        // A row that one transaction changed twice was changed once.
        if let Some(step) = steps.last_mut()
            && (step.revision, last_fid) == (revision, fid)
            && operation != "create"
        {
            (step.after, step.after_id) = (after, after_id);
        } else {
            let there = operation != "create";
            steps.push(Step {
                revision,
                before: there.then(|| version(&was)),
                after,
                before_id: if there { id_of(&was) } else { None },
                after_id,
            });
        }
        last_fid = fid;
    }
    Ok(steps)
}

impl Step {
    fn id(&self) -> Option<&str> {
        self.before_id.as_deref().or(self.after_id.as_deref())
    }
}

/// A row before and after an edit, by the edit's revision and the row's id.
type Merged = BTreeMap<(u64, Box<str>), (Option<Version>, Option<Version>)>;

/// Steps of the same id in one edit as one: a row that was removed and made anew was changed.
fn merged(steps: Vec<Step>) -> Merged {
    let mut merged = Merged::new();
    for step in steps {
        let Some(id) = step.id().map(Into::into) else { continue };
        let (before, after) = merged.entry((step.revision, id)).or_default();
        if before.is_none() {
            *before = step.before;
        }
        if step.after.is_some() {
            *after = step.after;
        }
    }
    merged.retain(|_, (before, after)| before.is_some() || after.is_some());
    merged
}

/// An edit with every row that it changed.
pub(super) fn edit(transaction: &mut Transaction<'_>, revision: u64) -> Result<Option<Edit>> {
    let number = signed(revision);
    let parameters: Parameters<'_> = &[(&number, Type::INT8)];
    let Some(logged) = edits(transaction, "WHERE e.revision = $1", parameters)?.pop() else { return Ok(None) };
    let mut rows = Vec::new();
    for register in RegisterName::ALL {
        let steps = merged(steps(transaction, register, "l.revision = $1", parameters)?);
        let ids: Vec<&str> = steps.keys().map(|(_, id)| &**id).collect();
        let sql = format!("SELECT id, revision FROM {register} WHERE id = ANY($1)");
        let mut now = BTreeMap::<String, i64>::new();
        for row in transaction.query_typed(&sql, &[(&ids, Type::TEXT_ARRAY)])? {
            now.insert(row.try_get(0)?, row.try_get(1)?);
        }
        for ((_, name), (before, after)) in steps {
            if let Ok(id) = Id::parse_stored(&name) {
                rows.push(EditedRow { register, id, before, after, revision: now.get(&*name).copied().map(unsigned) });
            }
        }
    }
    let settings = if logged.settings { Some(settings_around(transaction, number)?) } else { None };
    Ok(Some(Edit { logged, rows, settings, settings_revision: settings_revision(transaction)? }))
}

/// The settings before and after an edit: those of now, with everything since taken back.
fn settings_around(transaction: &mut Transaction<'_>, revision: i64) -> Result<(Settings, Settings)> {
    let mut values = BTreeMap::<String, String>::new();
    for row in transaction.query_typed("SELECT key, value FROM settings", &[])? {
        values.insert(row.try_get(0)?, row.try_get(1)?);
    }
    let sql = "SELECT revision, key, value FROM settings_log WHERE revision >= $1 ORDER BY entry DESC";
    let mut after = None;
    for row in transaction.query_typed(sql, &[(&revision, Type::INT8)])? {
        if row.try_get::<_, i64>(0)? == revision && after.is_none() {
            after = Some(values.clone());
        }
        let (key, value): (String, Option<String>) = (row.try_get(1)?, row.try_get(2)?);
        match value {
            Some(value) => values.insert(key, value),
            None => values.remove(&key),
        };
    }
    let typed = |values: &BTreeMap<String, String>| {
        let mut found = Settings::default();
        for (key, value) in values {
            settings::read(&mut found, key, value, &mut Findings::default());
        }
        found
    };
    let before = typed(&values);
    Ok((before, typed(&after.unwrap_or(values))))
}

/// What became of a row, the latest first.
pub(super) fn history(
    transaction: &mut Transaction<'_>,
    register: RegisterName,
    id: &Id,
    before: Option<u64>,
    most: usize,
) -> Result<Vec<RowEdit>> {
    let name = id.as_str();
    // The keys that the id was under; an entry of a creation has no id, but the revision that the row then had.
    let keys = format!(
        "SELECT fid, row_revision AS made FROM {register}_log WHERE fid IN
         (SELECT fid FROM {register}_log WHERE id = $1 UNION SELECT fid FROM {register} WHERE id = $1)
         AND operation <> 'create' UNION SELECT fid, revision FROM {register} WHERE id = $1"
    );
    let which = format!(
        "l.fid IN (SELECT fid FROM ({keys}) AS k) AND l.operation <> 'create'
         OR (l.revision, l.fid) IN (SELECT made, fid FROM ({keys}) AS k) AND l.operation = 'create'"
    );
    let mut steps = steps(transaction, register, &which, &[(&name, Type::TEXT)])?;
    let limit = before.unwrap_or(u64::MAX);
    steps.retain(|step| step.id() == Some(name) && step.revision < limit);
    let mut latest: Vec<_> = merged(steps).into_iter().rev().take(most).collect();
    let revisions: Vec<i64> = latest.iter().map(|((revision, _), _)| signed(*revision)).collect();
    let sql = format!("SELECT {EDIT} FROM edits AS e WHERE e.revision = ANY($1)");
    let mut heads = BTreeMap::new();
    for row in transaction.query_typed(&sql, &[(&revisions, Type::INT8_ARRAY)])? {
        let head = Head::of(&row, 0)?;
        heads.insert(head.revision, head);
    }
    Ok(latest
        .drain(..)
        .filter_map(|((revision, _), (before, after))| {
            let Head { time, author, action, .. } = heads.remove(&revision)?;
            Some(RowEdit { revision, time, author, action, before, after })
        })
        .collect())
}
