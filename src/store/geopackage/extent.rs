//! A layer's extent in the contents.

use geo::{Coord, Rect};
use rusqlite::{Result, Row, Transaction};

use super::super::rows::StoredRow;
use super::write::touch;
use crate::files::geopackage::{blob, expand_extent, quoted, rtree_name, union};

/// How far inside the old edge the new one is looked for, in degrees.
const STRIPS: [f64; 3] = [0.001, 0.03, 1.0];

pub(super) fn rect_of(bytes: &[u8]) -> Option<Rect<f64>> {
    blob::envelope(bytes).ok().flatten()
}

/// A layer's extent in the contents, kept exact without reading every row.
pub(super) struct Extent {
    stored: Option<Rect<f64>>,
    grown: Option<Rect<f64>>,
    /// A row that held an edge moved.
    stale: bool,
}

impl Extent {
    pub fn stored<T: StoredRow>(transaction: &Transaction<'_>) -> Result<Self> {
        let sql = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?1";
        let stored = transaction.query_row(sql, [T::TABLE.as_str()], bounds)?;
        Ok(Self { stored, grown: None, stale: false })
    }

    pub fn grow(&mut self, rect: Option<Rect<f64>>) {
        if let Some(rect) = rect {
            self.grown = Some(self.grown.map_or(rect, |grown| union(grown, rect)));
        }
    }

    pub fn leave(&mut self, old: Option<Rect<f64>>) {
        if let (Some(old), Some(stored)) = (old, self.stored) {
            self.stale |= old.min().x <= stored.min().x
                || old.min().y <= stored.min().y
                || old.max().x >= stored.max().x
                || old.max().y >= stored.max().y;
        }
    }

    pub fn save<T: StoredRow>(&self, transaction: &Transaction<'_>) -> Result<()> {
        let table = T::TABLE;
        let rect = if self.stale {
            let clear =
                "UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL WHERE table_name = ?1";
            transaction.execute(clear, [table.as_str()])?;
            self.measured::<T>(transaction)?
        } else {
            self.grown
        };
        if let Some(rect) = rect {
            expand_extent(transaction, table.as_str(), rect)?;
        }
        touch(transaction, table.as_str())
    }

    /// The box around every row.
    fn measured<T: StoredRow>(&self, transaction: &Transaction<'_>) -> Result<Option<Rect<f64>>> {
        let was = match (self.stored, self.grown) {
            (Some(stored), Some(grown)) => Some(union(stored, grown)),
            (one, other) => one.or(other),
        };
        let edge = |column: &str, from: Option<f64>| edge::<T>(transaction, column, from);
        let (min_x, min_y) = (was.map(|was| was.min().x), was.map(|was| was.min().y));
        let (max_x, max_y) = (was.map(|was| was.max().x), was.map(|was| was.max().y));
        let (Some(min_x), Some(min_y)) = (edge("MinX", min_x)?, edge("MinY", min_y)?) else { return Ok(None) };
        let (Some(max_x), Some(max_y)) = (edge("MaxX", max_x)?, edge("MaxY", max_y)?) else { return Ok(None) };
        Ok(Some(Rect::new(Coord { x: min_x, y: min_y }, Coord { x: max_x, y: max_y })))
    }
}

/// The outermost bound of all rows on one side: of those that the spatial index has near to where it was, or of all where
/// there are none.
fn edge<T: StoredRow>(transaction: &Transaction<'_>, column: &str, was: Option<f64>) -> Result<Option<f64>> {
    let (table, rtree) = (T::TABLE, quoted(&rtree_name(T::TABLE.as_str())));
    let (outermost, beyond, inwards) = if column.starts_with("Min") { ("min", "<=", 1.0) } else { ("max", ">=", -1.0) };
    let all = format!("SELECT {outermost}(ST_{column}(geom)) FROM {table}");
    let near = format!("{all} WHERE fid IN (SELECT id FROM {rtree} WHERE {column} {beyond} ?1)");
    for (was, strip) in was.into_iter().flat_map(|was| STRIPS.map(|strip| (was, strip))) {
        let found: Result<Option<f64>> = transaction
            .prepare_cached(&near)
            .and_then(|mut near| near.query_row([was + inwards * strip], |row| row.get(0)));
        // Another program may have dropped the index.
        if let Ok(Some(bound)) = found {
            return Ok(Some(bound));
        }
    }
    transaction.query_row(&all, [], |row| row.get(0))
}

/// min x, min y, max x, max y.
fn bounds(row: &Row<'_>) -> Result<Option<Rect<f64>>> {
    let bound = |at| row.get::<_, Option<f64>>(at);
    let (Some(min_x), Some(min_y), Some(max_x), Some(max_y)) = (bound(0)?, bound(1)?, bound(2)?, bound(3)?) else {
        return Ok(None);
    };
    Ok(Some(Rect::new(Coord { x: min_x, y: min_y }, Coord { x: max_x, y: max_y })))
}
