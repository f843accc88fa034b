//! Writing: one transaction a call, the counter raised inside it.
//!
//! Never UPSERT or REPLACE: the spatial index's triggers would not see what they replace.

use std::marker::PhantomData;

use geo::{Coord, Rect};
use rusqlite::{Connection, Result, Row, Statement, Transaction, TransactionBehavior, params};

use super::super::{Findings, Written, settings};
use super::read::select;
use super::rows::{Cells, StoredRow};
use super::schema;
use crate::domain::settings::Settings;
use crate::files::geopackage::{SpatialIndex, blob, expand_extent, union};

/// From this many rows on, the index of a table that was empty is packed rather than grown.
const WORTH_PACKING: usize = 1000;

/// Adds or replaces rows by id.
pub(super) fn import<T: StoredRow>(connection: &mut Connection, mut rows: Vec<T>) -> Result<Written> {
    // In id order the unique index grows at its end, and a load finds the rows sorted. Stable, so
    // that of equal ids the last one given is the last here.
    rows.sort_by(|a, b| a.id().cmp(b.id()));
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = schema::revision(&transaction)?;
    let packing = rows.len() >= WORTH_PACKING && is_empty::<T>(&transaction)?;
    let index = SpatialIndex { connection: &transaction, table: T::TABLE.as_str() };
    if packing {
        index.suspend()?;
    }
    let (mut written, extent) = Import::new(&transaction, before + 1)?.rows(&rows)?;
    if written.added + written.updated == 0 {
        written.revision = before;
        return Ok(written); // nothing to commit: the transaction ends as it is dropped
    }
    if packing {
        index.pack()?;
    }
    extent.save::<T>(&transaction)?;
    raise_revision(&transaction, before + 1)?;
    transaction.commit()?;
    written.revision = before + 1;
    Ok(written)
}

/// Replaces the settings.
pub(super) fn save_settings(connection: &mut Connection, new: &Settings) -> Result<u64> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = schema::revision(&transaction)?;
    let mut changed = 0;
    for (key, value) in settings::write(new) {
        changed += match value {
            None => transaction.execute("DELETE FROM settings WHERE key = ?1", [key])?,
            Some(value) => {
                let there = transaction.prepare("SELECT 1 FROM settings WHERE key = ?1")?.exists([key])?;
                let sql = if there {
                    "UPDATE settings SET value = ?2, revision = ?3 WHERE key = ?1 AND value IS NOT ?2"
                } else {
                    "INSERT INTO settings (key, value, revision) VALUES (?1, ?2, ?3)"
                };
                transaction.execute(sql, params![key, value, before + 1])?
            }
        };
    }
    if changed == 0 {
        return Ok(before);
    }
    touch(&transaction, "settings")?;
    raise_revision(&transaction, before + 1)?;
    transaction.commit()?;
    Ok(before + 1)
}

fn raise_revision(transaction: &Transaction<'_>, revision: u64) -> Result<()> {
    transaction.execute("UPDATE cercania_meta SET revision = ?1", [revision])?;
    touch(transaction, "cercania_meta")
}

fn touch(transaction: &Transaction<'_>, table: &str) -> Result<()> {
    let sql = "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?1";
    transaction.execute(sql, [table]).map(drop)
}

fn is_empty<T: StoredRow>(transaction: &Transaction<'_>) -> Result<bool> {
    transaction.prepare(&format!("SELECT 1 FROM {} LIMIT 1", T::TABLE))?.exists([]).map(|any| !any)
}

struct Import<'a, T> {
    find: Statement<'a>,
    insert: Statement<'a>,
    update: Statement<'a>,
    revision: u64,
    blob: Vec<u8>,
    written: Written,
    extent: Extent,
    rows: PhantomData<T>,
}

impl<'a, T: StoredRow> Import<'a, T> {
    /// Parameters of a row: geometry, id and its columns; then the revision, then the fid.
    const REVISION_AT: usize = T::COLUMNS.len() + 3;

    fn new(transaction: &'a Transaction<'_>, revision: u64) -> Result<Self> {
        let columns = T::COLUMNS.join(", ");
        let marks = vec!["?"; Self::REVISION_AT].join(", ");
        let sets: String = T::COLUMNS.iter().flat_map(|column| [*column, " = ?, "]).collect();
        let table = T::TABLE;
        Ok(Self {
            find: transaction.prepare(&format!("{} WHERE id = ?1", select::<T>()))?,
            insert: transaction
                .prepare(&format!("INSERT INTO {table} (geom, id, {columns}, revision) VALUES ({marks})"))?,
            update: transaction
                .prepare(&format!("UPDATE {table} SET geom = ?, id = ?, {sets}revision = ? WHERE fid = ?"))?,
            revision,
            blob: Vec::new(),
            written: Written::default(),
            extent: Extent::stored::<T>(transaction)?,
            rows: PhantomData,
        })
    }

    fn rows(mut self, rows: &[T]) -> Result<(Written, Extent)> {
        for (at, row) in rows.iter().enumerate() {
            let repeated = rows.get(at + 1).is_some_and(|next| next.id() == row.id());
            if !repeated {
                self.row(row)?;
            }
        }
        Ok((self.written, self.extent))
    }

    fn row(&mut self, row: &T) -> Result<()> {
        let there = self.find(row)?;
        if let Some(There { equal: true, .. }) = there {
            self.written.unchanged += 1;
            return Ok(());
        }
        let has_geometry = row.geometry(&mut self.blob);
        let bytes = has_geometry.then_some(&*self.blob);
        self.extent.grow(bytes.and_then(rect_of));
        let statement = if there.is_some() { &mut self.update } else { &mut self.insert };
        statement.raw_bind_parameter(1, bytes)?;
        statement.raw_bind_parameter(2, row.id().as_str())?;
        row.bind(statement)?;
        statement.raw_bind_parameter(Self::REVISION_AT, self.revision)?;
        if let Some(There { fid, rect, .. }) = there {
            self.extent.leave(rect);
            statement.raw_bind_parameter(Self::REVISION_AT + 1, fid)?;
            self.written.updated += 1;
        } else {
            self.written.added += 1;
        }
        statement.raw_execute().map(drop)
    }

    fn find(&mut self, row: &T) -> Result<Option<There>> {
        let mut rows = self.find.query([row.id().as_str()])?;
        let Some(found) = rows.next()? else { return Ok(None) };
        let mut findings = Findings::default();
        let cells = Cells { table: T::TABLE, columns: T::COLUMNS, row: found };
        // What is there and not valid is not equal to anything.
        let equal = T::read(&cells, &mut findings).is_ok_and(|value| value == *row) && findings.count() == 0;
        let rect = found.get_ref(1)?.as_blob().ok().and_then(rect_of);
        Ok(Some(There { fid: found.get(0)?, equal, rect }))
    }
}

/// The row that has an id already.
struct There {
    fid: i64,
    equal: bool,
    rect: Option<Rect<f64>>,
}

fn rect_of(bytes: &[u8]) -> Option<Rect<f64>> {
    blob::envelope(bytes).ok().flatten()
}

/// A layer's extent in the contents, kept exact without reading every row.
struct Extent {
    stored: Option<Rect<f64>>,
    grown: Option<Rect<f64>>,
    /// A row that held an edge moved.
    stale: bool,
}

impl Extent {
    fn stored<T: StoredRow>(transaction: &Transaction<'_>) -> Result<Self> {
        let sql = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?1";
        let stored = transaction.query_row(sql, [T::TABLE.as_str()], bounds)?;
        Ok(Self { stored, grown: None, stale: false })
    }

    fn grow(&mut self, rect: Option<Rect<f64>>) {
        if let Some(rect) = rect {
            self.grown = Some(self.grown.map_or(rect, |grown| union(grown, rect)));
        }
    }

    fn leave(&mut self, old: Option<Rect<f64>>) {
        if let (Some(old), Some(stored)) = (old, self.stored) {
            self.stale |= old.min().x <= stored.min().x
                || old.min().y <= stored.min().y
                || old.max().x >= stored.max().x
                || old.max().y >= stored.max().y;
        }
    }

    fn save<T: StoredRow>(&self, transaction: &Transaction<'_>) -> Result<()> {
        let table = T::TABLE;
        let rect = if self.stale {
            let sql = format!(
                "SELECT min(ST_MinX(geom)), min(ST_MinY(geom)), max(ST_MaxX(geom)), max(ST_MaxY(geom)) FROM {table}"
            );
            let clear =
                "UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL WHERE table_name = ?1";
            transaction.execute(clear, [table.as_str()])?;
            transaction.query_row(&sql, [], bounds)?
        } else {
            self.grown
        };
        if let Some(rect) = rect {
            expand_extent(transaction, table.as_str(), rect)?;
        }
        touch(transaction, table.as_str())
    }
}

/// min x, min y, max x, max y.
fn bounds(row: &Row<'_>) -> Result<Option<Rect<f64>>> {
    let bound = |at| row.get::<_, Option<f64>>(at);
    let (Some(min_x), Some(min_y), Some(max_x), Some(max_y)) = (bound(0)?, bound(1)?, bound(2)?, bound(3)?) else {
        return Ok(None);
    };
    Ok(Some(Rect::new(Coord { x: min_x, y: min_y }, Coord { x: max_x, y: max_y })))
}
