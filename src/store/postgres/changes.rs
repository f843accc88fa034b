//! What every program wrote after a revision.

use std::collections::HashSet;

use postgres::Transaction;
use postgres::types::Type;

use super::super::{Delta, Findings, TouchedRow};
use super::read::{read, read_settings, stand_in};
use super::rows::{Stored, cells};
use super::schema;
use crate::domain::change::{Change, What};
use crate::domain::id::Id;
use crate::domain::register::RegisterName;

/// Beyond so many rows a server reads everything anew, which is then as quick.
const MOST: i64 = 50_000;

pub(super) fn since(transaction: &mut Transaction<'_>, since: u64) -> Result<Delta, postgres::Error> {
    // A few rows by their indexes, whatever the planner thinks of tables that were filled a moment ago.
    transaction.batch_execute(
        "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off",
    )?;
    let revision = schema::revision(transaction)?;
    let mut delta = Rows { since: i64::try_from(since).unwrap_or(i64::MAX), ..Rows::default() };
    if since > revision {
        return Ok(Delta::All); // another database, or one restored from a backup
    }
    let mut logged = 0;
    for register in RegisterName::ALL {
        logged += delta.logged(transaction, register, MOST + 1 - logged)?;
        if logged > MOST {
            return Ok(Delta::All);
        }
    }
    if !delta.is_told(transaction, revision)? {
        return Ok(Delta::All);
    }
    for register in RegisterName::ALL {
        let there = delta.put(transaction, register)?;
        delta.removed(transaction, register, &there)?;
    }
    delta.settings(transaction)?;
    Ok(Delta::Rows { revision, changes: delta.changes, touched: delta.touched, findings: delta.findings })
}

#[derive(Default)]
struct Rows {
    since: i64,
    changes: Vec<Change>,
    touched: Vec<TouchedRow>,
    findings: Findings,
}

impl Rows {
    fn logged(
        &self,
        transaction: &mut Transaction<'_>,
        register: RegisterName,
        most: i64,
    ) -> Result<i64, postgres::Error> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {register}_log WHERE revision > $1 LIMIT $2) AS logged");
        transaction.query_typed_one(&sql, &[(&self.since, Type::INT8), (&most, Type::INT8)])?.try_get(0)
    }

    /// Whether each of the revisions says what it changed: a history that somebody lost does not.
    fn is_told(&self, transaction: &mut Transaction<'_>, revision: u64) -> Result<bool, postgres::Error> {
        let sql = "SELECT count(*) FROM edits AS e WHERE revision > $1 AND (
                       EXISTS (SELECT 1 FROM households_log AS l WHERE l.revision = e.revision)
                    OR EXISTS (SELECT 1 FROM kitchens_log AS l WHERE l.revision = e.revision)
                    OR EXISTS (SELECT 1 FROM settlements_log AS l WHERE l.revision = e.revision)
                    OR EXISTS (SELECT 1 FROM settings_log AS l WHERE l.revision = e.revision))";
        let told: i64 = transaction.query_typed_one(sql, &[(&self.since, Type::INT8)])?.try_get(0)?;
        Ok(i64::try_from(revision).is_ok_and(|revision| told == revision - self.since))
    }

    /// Ids that were there and are not now.
    fn removed(
        &mut self,
        transaction: &mut Transaction<'_>,
        register: RegisterName,
        there: &HashSet<Id>,
    ) -> Result<(), postgres::Error> {
        let sql = format!(
            "SELECT id, max(revision) FROM {register}_log WHERE revision > $1 AND id IS NOT NULL
             GROUP BY id ORDER BY id"
        );
        for row in transaction.query_typed(&sql, &[(&self.since, Type::INT8)])? {
            // An earlier version that stands in for a row may keep an id that the row has no more.
            if let Ok(id) = Id::parse_stored(row.try_get(0)?)
                && !there.contains(&id)
            {
                let revision = u64::try_from(row.try_get::<_, i64>(1)?).unwrap_or(0);
                self.changes.push(Change { revision, what: What::Remove(register, id) });
            }
        }
        Ok(())
    }

    /// Rows as they are now.
    fn put(
        &mut self,
        transaction: &mut Transaction<'_>,
        register: RegisterName,
    ) -> Result<HashSet<Id>, postgres::Error> {
        let mut there = HashSet::new();
        let sql = format!(
            "SELECT l.fid, {} FROM (SELECT DISTINCT fid FROM {register}_log WHERE revision > $1) AS l
             LEFT JOIN {register} AS t ON t.fid = l.fid ORDER BY t.id, l.fid",
            cells(register, "t")
        );
        for fetched in transaction.query_typed(&sql, &[(&self.since, Type::INT8)])? {
            let fid = fetched.try_get(0)?;
            self.touched.push(TouchedRow { register, fid });
            let stored = Stored::new(register, &fetched, 1);
            if stored.fid().is_none() {
                continue; // gone
            }
            let row = match read(&stored) {
                Ok(row) => Some(row),
                Err(invalid) => stand_in(transaction, register, fid, invalid, &mut self.findings)?,
            };
            if let Some(row) = row {
                there.insert(row.id().clone());
                self.changes.push(Change { revision: stored.revision(), what: What::Put(row) });
            }
        }
        Ok(there)
    }

    fn settings(&mut self, transaction: &mut Transaction<'_>) -> Result<(), postgres::Error> {
        let sql = "SELECT 1 FROM settings_log WHERE revision > $1 LIMIT 1";
        if !transaction.query_typed(sql, &[(&self.since, Type::INT8)])?.is_empty() {
            let (settings, revision) = read_settings(transaction, &mut self.findings)?;
            self.changes.push(Change { revision, what: What::Settings(Box::new(settings)) });
        }
        Ok(())
    }
}
