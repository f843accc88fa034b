//! Loading: every row streams past, all of one commit.

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};
use postgres::{GenericClient, Row as Fetched, Transaction};
use rayon::slice::ParallelSliceMut;

use super::super::{Findings, Loaded, RowFinding, RowProblem, StoreError, StoreFinding, settings};
use super::connection::Connections;
use super::rows::{Stored, cells, logged_cells};
use super::schema;
use crate::domain::change::Row;
use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::Kitchen;
use crate::domain::register::{Register, RegisterName, Revisions};
use crate::domain::settings::Settings;
use crate::domain::settlement::Settlement;

/// Progress is told once in so many rows.
const STEP: u64 = 16_384;

type Progress<'a> = &'a (dyn Fn(u64) + Sync);
type Result<T> = std::result::Result<T, postgres::Error>;

/// Everything entered, as one commit left it.
pub(super) fn load(connections: &Connections, progress: Progress<'_>) -> std::result::Result<Loaded, StoreError> {
    connections.read(|transaction| {
        let mut loading = Loading { findings: Findings::default(), done: 0, progress };
        let (settings, settings_revision) = read_settings(transaction, &mut loading.findings)?;
        let (settlements, settlement_revisions) = loading.all(transaction, RegisterName::Settlements, settlement)?;
        let (kitchens, kitchen_revisions) = loading.all(transaction, RegisterName::Kitchens, kitchen)?;
        let (households, household_revisions) = loading.all(transaction, RegisterName::Households, household)?;
        progress(loading.done);
        let revisions = Revisions {
            settlements: settlement_revisions,
            kitchens: kitchen_revisions,
            households: household_revisions,
            settings: settings_revision,
        };
        let revision = schema::revision(transaction)?;
        let register = Register { settlements, kitchens, households, settings, revision, revisions };
        Ok(Loaded { register, findings: loading.findings })
    })
}

fn settlement(row: Row) -> Option<Settlement> {
    if let Row::Settlement(row) = row { Some(row) } else { None }
}

fn kitchen(row: Row) -> Option<Kitchen> {
    if let Row::Kitchen(row) = row { Some(row) } else { None }
}

fn household(row: Row) -> Option<Household> {
    if let Row::Household(row) = row { Some(row) } else { None }
}

/// The settings, and when they were last written.
pub(super) fn read_settings(client: &mut impl GenericClient, findings: &mut Findings) -> Result<(Settings, u64)> {
    let mut found = Settings::default();
    for row in client.query_typed("SELECT key, value FROM settings ORDER BY key", &[])? {
        settings::read(&mut found, row.try_get(0)?, row.try_get(1)?, findings);
    }
    Ok((found, settings_revision(client)?))
}

/// The counter at which any setting was last written; one that was unset leaves its mark in the log alone.
pub(super) fn settings_revision(client: &mut impl GenericClient) -> Result<u64> {
    let sql = "SELECT greatest((SELECT max(revision) FROM settings), (SELECT max(revision) FROM settings_log), 0)";
    let revision: i64 = client.query_typed(sql, &[])?.first().map_or(Ok(0), |row| row.try_get(0))?;
    Ok(u64::try_from(revision).unwrap_or(0))
}

/// The last valid version of a row before what it is now.
pub(super) fn earlier(client: &mut impl GenericClient, register: RegisterName, fid: i64) -> Result<Option<Row>> {
    // A row with a new id is deleted and created in one edit; what was deleted alone was another row.
    let sql = format!(
        "SELECT {}, operation = 'delete' AND NOT EXISTS (SELECT 1 FROM {register}_log AS c WHERE c.revision = t.revision
         AND c.fid = t.fid AND c.operation = 'create') AS another
         FROM {register}_log AS t WHERE fid = $1 AND operation <> 'create' ORDER BY entry DESC",
        logged_cells(register, "t")
    );
    for fetched in client.query_typed(&sql, &[(&fid, Type::INT8)])? {
        if fetched.try_get("another")? {
            break;
        }
        if let Some(row) = valid(&Stored::new(register, &fetched, 0)) {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// The row, where nothing is wrong with it.
pub(super) fn valid(stored: &Stored<'_>) -> Option<Row> {
    let mut findings = Findings::default();
    stored.read(&mut findings).ok().filter(|_| findings.count() == 0)
}

struct Loading<'a> {
    findings: Findings,
    done: u64,
    progress: Progress<'a>,
}

impl Loading<'_> {
    /// All rows of a table, in id order, with their revisions.
    fn all<T: Identified>(
        &mut self,
        transaction: &mut Transaction<'_>,
        register: RegisterName,
        typed: fn(Row) -> Option<T>,
    ) -> Result<(Vec<T>, Vec<u64>)> {
        let sql = format!("SELECT {} FROM {register} AS t ORDER BY fid", cells(register, "t"));
        let (mut rows, mut revisions) = (Vec::new(), Vec::new());
        let mut invalid = Vec::new();
        let mut fetched = transaction.query_typed_raw(&sql, Vec::<(&(dyn ToSql + Sync), Type)>::new())?;
        while let Some(row) = fetched.next()? {
            let stored = Stored::new(register, &row, 0);
            match read(&stored) {
                Ok(value) => {
                    rows.extend(typed(value));
                    revisions.push(stored.revision());
                }
                Err(other) => invalid.push((stored.fid().unwrap_or(0), stored.revision(), other)),
            }
            self.done += 1;
            if self.done.is_multiple_of(STEP) {
                (self.progress)(self.done);
            }
        }
        drop(fetched);
        for (fid, revision, invalid) in invalid {
            if let Some(row) = stand_in(transaction, register, fid, invalid, &mut self.findings)? {
                rows.extend(typed(row));
                revisions.push(revision);
            }
        }
        Ok(in_order(register, rows, revisions, &mut self.findings))
    }
}

/// A row that is not valid as it stands.
pub(super) struct Invalid {
    pub finding: Box<RowFinding>,
    /// The row without what is wrong, where it is of use so.
    pub without: Option<Box<Row>>,
}

/// A row as it is now.
pub(super) fn read(stored: &Stored<'_>) -> std::result::Result<Row, Invalid> {
    let mut findings = Findings::default();
    match stored.read(&mut findings) {
        Err(finding) => Err(Invalid { finding, without: None }),
        Ok(row) => match findings.named().first() {
            Some(StoreFinding::Row(finding)) => Err(Invalid { finding: finding.clone(), without: Some(Box::new(row)) }),
            _ => Ok(row),
        },
    }
}

/// What is in force of a row that is not valid: its last valid version, else what is left of it.
pub(super) fn stand_in(
    client: &mut impl GenericClient,
    register: RegisterName,
    fid: i64,
    Invalid { mut finding, without }: Invalid,
    findings: &mut Findings,
) -> Result<Option<Row>> {
    let mut earlier = earlier(client, register, fid)?;
    if let Some(row) = &earlier {
        let sql = format!("SELECT 1 FROM {register} WHERE id = $1 AND fid <> $2");
        let id = row.id().as_str();
        if !client.query_typed(&sql, &[(&id, Type::TEXT), (&fid, Type::INT8)])?.is_empty() {
            // Its id is another row's now.
            earlier = None;
        }
    }
    finding.in_force = earlier.is_some();
    let row = earlier.or(without.map(|row| *row));
    if row.is_some() {
        findings.note(StoreFinding::Row(finding));
    } else {
        findings.leave_out(finding);
    }
    Ok(row)
}

trait Identified: Send {
    fn id(&self) -> &Id;
}

impl Identified for Settlement {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Identified for Kitchen {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Identified for Household {
    fn id(&self) -> &Id {
        &self.id
    }
}

/// Puts rows in id order; an earlier version that stands in for a row may have an id that another has now.
fn in_order<T: Identified>(
    register: RegisterName,
    rows: Vec<T>,
    revisions: Vec<u64>,
    findings: &mut Findings,
) -> (Vec<T>, Vec<u64>) {
    if rows.is_sorted_by(|a, b| a.id() < b.id()) {
        return (rows, revisions);
    }
    let mut both: Vec<(T, u64)> = rows.into_iter().zip(revisions).collect();
    both.par_sort_by(|a, b| a.0.id().cmp(b.0.id()));
    both.dedup_by(|later, kept| {
        let same = later.0.id() == kept.0.id();
        if same {
            findings.leave_out(Box::new(RowFinding {
                in_force: false,
                table: register,
                fid: None,
                id: Some(later.0.id().as_str().into()),
                column: "id",
                value: later.0.id().as_str().into(),
                problem: RowProblem::Duplicate,
            }));
        }
        same
    });
    both.into_iter().unzip()
}

/// Every row that a query gives, one at a time.
pub(super) fn each<E: From<postgres::Error>>(
    transaction: &mut Transaction<'_>,
    sql: &str,
    look: &mut dyn FnMut(&Fetched) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut fetched = transaction.query_typed_raw(sql, Vec::<(&(dyn ToSql + Sync), Type)>::new())?;
    while let Some(row) = fetched.next()? {
        look(&row)?;
    }
    Ok(())
}
