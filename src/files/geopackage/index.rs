//! The spatial index: an `SQLite` R-tree kept by triggers, or packed at once for many rows.
//!
//! Source: `GeoPackage` 1.3, annex F.3; the node format is in `SQLite`'s `ext/rtree/rtree.c`; packing is
//! sort-tile-recursive (Leutenegger, Lopez and Edgington 1997).

use rusqlite::{Connection, Result, params};

use super::blob::envelope;
use super::core::quoted;

const TEMPLATE: &str = include_str!("spatial_index.sql");
/// Bytes of a cell: a key and four 32-bit bounds.
const CELL_BYTES: usize = 24;
/// Three quarters of a node of 51 cells: room for the inserts that follow.
const FILL: usize = 38;

/// The name of a layer's index.
#[must_use]
pub fn rtree_name(table: &str) -> String {
    format!("rtree_{table}_geom")
}

/// The triggers that keep a layer's index.
#[must_use]
pub fn trigger_names(table: &str) -> [String; 6] {
    ["insert", "update1", "update2", "update3", "update4", "delete"].map(|verb| format!("{}_{verb}", rtree_name(table)))
}

/// Gives a registered layer its index, lists it among the extensions, and sets the triggers.
///
/// # Errors
/// As `SQLite` gives them.
pub fn create_spatial_index(connection: &Connection, table: &str) -> Result<()> {
    let index = SpatialIndex { connection, table };
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE {} USING rtree(id, minx, maxx, miny, maxy)",
        quoted(&rtree_name(table))
    ))?;
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?1, 'geom', 'gpkg_rtree_index',
         'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        [table],
    )?;
    connection.execute_batch(&index.triggers())
}

/// A layer's index while many rows go in.
pub(crate) struct SpatialIndex<'a> {
    pub connection: &'a Connection,
    pub table: &'a str,
}

impl SpatialIndex<'_> {
    fn triggers(&self) -> String {
        let base = rtree_name(self.table);
        TEMPLATE
            .replace("{base}", &base.replace('"', "\"\""))
            .replace("{rtree}", &quoted(&base))
            .replace("{table}", &quoted(self.table))
            .replace("{column}", "geom")
    }

    /// Drops the triggers; [`SpatialIndex::pack`] brings them back in the same transaction.
    pub fn suspend(&self) -> Result<()> {
        for name in trigger_names(self.table) {
            self.connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {}", quoted(&name)))?;
        }
        Ok(())
    }

    /// Writes the whole index from the rows, and sets the triggers again.
    pub fn pack(&self) -> Result<()> {
        self.connection.execute(&format!("DELETE FROM {}", quoted(&rtree_name(self.table))), [])?;
        let cells = self.cells()?;
        if !cells.is_empty() {
            self.write(cells)?;
        }
        self.connection.execute_batch(&self.triggers())
    }

    fn cells(&self) -> Result<Vec<Cell>> {
        let sql = format!("SELECT fid, geom FROM {} WHERE geom NOT NULL", quoted(self.table));
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut cells = Vec::new();
        while let Some(row) = rows.next()? {
            let blob = row.get_ref(1)?.as_blob().unwrap_or_default();
            if let Ok(Some(rect)) = envelope(blob) {
                let bounds = [down(rect.min().x), up(rect.max().x), down(rect.min().y), up(rect.max().y)];
                cells.push(Cell { key: row.get(0)?, bounds });
            }
        }
        Ok(cells)
    }

    fn write(&self, mut cells: Vec<Cell>) -> Result<()> {
        let name = |part: &str| quoted(&format!("{}_{part}", rtree_name(self.table)));
        let (node, rowid, parent) = (name("node"), name("rowid"), name("parent"));
        let node_bytes: usize =
            self.connection
                .query_row(&format!("SELECT length(data) FROM {node} WHERE nodeno = 1"), [], |row| row.get(0))?;
        let fill = FILL.min(node_bytes.saturating_sub(4) / CELL_BYTES).max(2);
        let mut write_node = self.connection.prepare(&format!("INSERT INTO {node} VALUES (?1, ?2)"))?;
        let mut write_parent = self.connection.prepare(&format!("INSERT INTO {parent} VALUES (?1, ?2)"))?;
        let mut leaf_of: Vec<(i64, i64)> = Vec::with_capacity(cells.len());
        let (mut next, mut depth) = (2_i64, 0_u16);
        while cells.len() > fill {
            tile(&mut cells, fill);
            let mut above = Vec::with_capacity(cells.len() / fill + 1);
            for members in cells.chunks(fill) {
                write_node.execute(params![next, node_blob(0, members, node_bytes)])?;
                for member in members {
                    if depth == 0 {
                        leaf_of.push((member.key, next));
                    } else {
                        write_parent.execute([member.key, next])?;
                    }
                }
                above.push(Cell { key: next, bounds: around(members) });
                next += 1;
            }
            (cells, depth) = (above, depth + 1);
        }
        for member in &cells {
            if depth == 0 {
                leaf_of.push((member.key, 1));
            } else {
                write_parent.execute([member.key, 1])?;
            }
        }
        self.connection.execute(
            &format!("UPDATE {node} SET data = ?1 WHERE nodeno = 1"),
            [node_blob(depth, &cells, node_bytes)],
        )?;
        leaf_of.sort_unstable();
        let mut write_rowid = self.connection.prepare(&format!("INSERT INTO {rowid} VALUES (?1, ?2)"))?;
        for (key, leaf) in leaf_of {
            write_rowid.execute([key, leaf])?;
        }
        Ok(())
    }
}

/// A row or a node, and the box around it: min x, max x, min y, max y.
#[derive(Clone, Copy)]
struct Cell {
    key: i64,
    bounds: [f32; 4],
}

/// Orders cells so that each run of `fill` is compact: slices by x, and by y inside a slice.
fn tile(cells: &mut [Cell], fill: usize) {
    let nodes = cells.len().div_ceil(fill);
    let slice = fill * nodes.div_ceil(nodes.isqrt().max(1));
    let middle = |low: f32, high: f32| f64::from(low) + f64::from(high);
    let by = |at: fn(&Cell) -> (f32, f32)| {
        move |a: &Cell, b: &Cell| {
            let ((a_low, a_high), (b_low, b_high)) = (at(a), at(b));
            middle(a_low, a_high).total_cmp(&middle(b_low, b_high)).then(a.key.cmp(&b.key))
        }
    };
    cells.sort_unstable_by(by(|cell| (cell.bounds[0], cell.bounds[1])));
    for part in cells.chunks_mut(slice) {
        part.sort_unstable_by(by(|cell| (cell.bounds[2], cell.bounds[3])));
    }
}

fn around(cells: &[Cell]) -> [f32; 4] {
    let start = [f32::INFINITY, f32::NEG_INFINITY, f32::INFINITY, f32::NEG_INFINITY];
    cells.iter().fold(start, |[a, b, c, d], cell| {
        let [min_x, max_x, min_y, max_y] = cell.bounds;
        [a.min(min_x), b.max(max_x), c.min(min_y), d.max(max_y)]
    })
}

fn node_blob(depth: u16, cells: &[Cell], bytes: usize) -> Vec<u8> {
    let mut blob = Vec::with_capacity(bytes);
    blob.extend_from_slice(&depth.to_be_bytes());
    blob.extend_from_slice(&u16::try_from(cells.len()).unwrap_or(u16::MAX).to_be_bytes());
    for cell in cells {
        blob.extend_from_slice(&cell.key.to_be_bytes());
        cell.bounds.iter().for_each(|bound| blob.extend_from_slice(&bound.to_be_bytes()));
    }
    blob.resize(bytes, 0);
    blob
}

/// The greatest 32-bit number that is not above.
#[expect(clippy::cast_possible_truncation, reason = "rounding is the purpose")]
fn down(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) > value { near.next_down() } else { near }
}

/// The least 32-bit number that is not below.
#[expect(clippy::cast_possible_truncation, reason = "rounding is the purpose")]
fn up(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) < value { near.next_up() } else { near }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};

    use super::super::blob::encode_point;
    use super::super::{GeometryKind, create_core_tables, register_features, register_functions};
    use super::*;

    fn points(count: usize, packed: bool) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        register_functions(&connection).unwrap();
        create_core_tables(&connection).unwrap();
        connection.execute_batch("CREATE TABLE p (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT)").unwrap();
        register_features(&connection, "p", "p", "", GeometryKind::Point, super::super::SRS_ID).unwrap();
        create_spatial_index(&connection, "p").unwrap();
        let index = SpatialIndex { connection: &connection, table: "p" };
        if packed {
            index.suspend().unwrap();
        }
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(7);
        let mut blob = Vec::new();
        for _ in 0..count {
            let coord = geo::Coord { x: random.random_range(-77.2..-76.6), y: random.random_range(-12.5..-11.7) };
            encode_point(coord, &mut blob);
            connection.execute("INSERT INTO p (geom) VALUES (?1)", [&blob]).unwrap();
        }
        if packed {
            index.pack().unwrap();
        }
        connection
    }

    fn text(connection: &Connection, sql: &str) -> String {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_packed_index_is_sound_and_answers_as_one_kept_by_triggers() {
        for count in [0, 1, FILL, FILL + 1, 51, 52, 5000] {
            let (packed, kept) = (points(count, true), points(count, false));
            let query = "SELECT count(*) || ' ' || ifnull(group_concat(id), '') FROM (SELECT id FROM rtree_p_geom
                WHERE minx < -76.9 AND maxx > -77.0 AND miny < -12.0 AND maxy > -12.2 ORDER BY id)";
            assert_eq!(text(&packed, query), text(&kept, query), "{count} points");
            for change in ["INSERT INTO p (geom) SELECT geom FROM p LIMIT 500", "DELETE FROM p WHERE fid % 3 = 0"] {
                assert_eq!(text(&packed, "SELECT rtreecheck('rtree_p_geom')"), "ok", "{count} points");
                packed.execute(change, []).unwrap();
            }
            let counts = "SELECT ((SELECT count(*) FROM p) - (SELECT count(*) FROM rtree_p_geom)) || ''";
            assert_eq!(text(&packed, counts), "0", "{count} points, after changes");
            assert_eq!(text(&packed, "SELECT rtreecheck('rtree_p_geom')"), "ok", "{count} points, after changes");
        }
    }
}
