//! What every program wrote after a revision, from the log.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, Result, Transaction};

use super::super::rows::StoredRow;
use super::super::{Delta, Findings, TouchedRow};
use super::read::{read_settings, select, settings_revision};
use super::{force, schema};
use crate::domain::change::{Change, What};
use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::Kitchen;
use crate::domain::settlement::Settlement;

/// Beyond so many logged rows a load is as quick.
const MOST_ROWS: u64 = 50_000;

/// Everything that changed after a revision.
pub(super) fn since(connection: &mut Connection, after: u64) -> Result<Delta> {
    // One commit's view.
    let transaction = connection.transaction()?;
    let revision = schema::revision(&transaction)?;
    if revision < after || !is_logged(&transaction, after, revision)? {
        return Ok(Delta::All);
    }
    let mut gathering = Gathering {
        transaction: &transaction,
        after,
        changes: Vec::new(),
        touched: Vec::new(),
        findings: Findings::default(),
    };
    gathering.register::<Settlement>()?;
    gathering.register::<Kitchen>()?;
    gathering.register::<Household>()?;
    gathering.settings()?;
    let Gathering { changes, touched, findings, .. } = gathering;
    Ok(Delta::Rows { revision, changes, touched, findings })
}

/// Whether each of these revisions says what it changed, and that is not too much.
fn is_logged(transaction: &Transaction<'_>, after: u64, revision: u64) -> Result<bool> {
    if revision - after > MOST_ROWS {
        return Ok(false);
    }
    let mut rows = 0;
    for table in ["settlements_log", "kitchens_log", "households_log"] {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE revision > ?1 LIMIT {MOST_ROWS} + 1)");
        rows += transaction.prepare_cached(&sql)?.query_row([after], |row| row.get::<_, u64>(0))?;
    }
    if rows > MOST_ROWS {
        return Ok(false);
    }
    let sql = "SELECT count(*) FROM edits AS e WHERE revision > ?1 AND (
                   EXISTS (SELECT 1 FROM households_log WHERE revision = e.revision)
                OR EXISTS (SELECT 1 FROM kitchens_log WHERE revision = e.revision)
                OR EXISTS (SELECT 1 FROM settlements_log WHERE revision = e.revision)
                OR EXISTS (SELECT 1 FROM settings_log WHERE revision = e.revision))";
    let told: u64 = transaction.prepare_cached(sql)?.query_row([after], |row| row.get(0))?;
    Ok(told == revision - after)
}

struct Gathering<'a> {
    transaction: &'a Transaction<'a>,
    after: u64,
    changes: Vec<Change>,
    touched: Vec<TouchedRow>,
    findings: Findings,
}

impl Gathering<'_> {
    fn register<T: StoredRow>(&mut self) -> Result<()> {
        let fids = self.fids::<T>()?;
        if fids.is_empty() {
            return Ok(());
        }
        let revision_at = T::COLUMNS.len() + 3;
        let mut find = self.transaction.prepare_cached(&format!("{} WHERE fid = ?1", select::<T>()))?;
        let mut there = HashSet::new();
        for fid in fids {
            self.touched.push(TouchedRow { register: T::TABLE, fid });
            let mut rows = find.query([fid])?;
            let Some(row) = rows.next()? else { continue };
            if let Some(value) = force::in_force::<T>(self.transaction, row, &mut self.findings)? {
                there.insert(value.id().clone());
                self.changes.push(Change { revision: row.get(revision_at)?, what: What::Put(value.into_row()) });
            }
        }
        self.removed::<T>(&there)
    }

    /// Ids that a row had, and none in force has now.
    fn removed<T: StoredRow>(&mut self, there: &HashSet<Id>) -> Result<()> {
        let sql = format!(
            "SELECT id, max(revision) FROM {}_log WHERE revision > ?1 AND +id IS NOT NULL GROUP BY +id",
            T::TABLE
        );
        let mut earlier = self.transaction.prepare_cached(&sql)?;
        let mut rows = earlier.query([self.after])?;
        while let Some(row) = rows.next()? {
            // What was not an id was never in force.
            let Some(id) = row.get_ref(0)?.as_str().ok().and_then(|text| Id::parse_stored(text).ok()) else { continue };
            if !there.contains(&id) {
                self.changes.push(Change { revision: row.get(1)?, what: What::Remove(T::TABLE, id) });
            }
        }
        Ok(())
    }

    fn settings(&mut self) -> Result<()> {
        let revision = settings_revision(self.transaction)?;
        if revision > self.after {
            let settings = read_settings(self.transaction, &mut self.findings)?;
            self.changes.push(Change { revision, what: What::Settings(Box::new(settings)) });
        }
        Ok(())
    }

    /// The plus keeps `SQLite` from walking through the index of all keys for their order.
    fn fids<T: StoredRow>(&self) -> Result<BTreeSet<i64>> {
        let sql = format!("SELECT +fid FROM {}_log WHERE revision > ?1", T::TABLE);
        let mut statement = self.transaction.prepare_cached(&sql)?;
        statement.query_map([self.after], |row| row.get(0))?.collect()
    }
}
