//! A layer's extent in the contents.

use geo::{Coord, Rect};
use rusqlite::{Result, Row, Transaction};

use super::super::rows::StoredRow;
use super::write::touch;
use crate::files::geopackage::{blob, expand_extent, union};

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
