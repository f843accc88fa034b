//! The tables that describe the others.

use geo::Rect;
use rusqlite::{Connection, Result, params};

/// EPSG:4326 with longitude first, as `GeoPackage` stores every geographic position.
pub const SRS_ID: i32 = 4326;

/// What a layer's geometry column holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum GeometryKind {
    /// One point a row.
    Point,
    /// One line a row.
    LineString,
    /// One polygon a row.
    Polygon,
    /// Several polygons a row.
    MultiPolygon,
}

impl GeometryKind {
    /// The name in `gpkg_geometry_columns` and in the column's type.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Point => "POINT",
            Self::LineString => "LINESTRING",
            Self::Polygon => "POLYGON",
            Self::MultiPolygon => "MULTIPOLYGON",
        }
    }
}

/// A reference system that layers are written in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Srs {
    /// Its code in the EPSG registry, and its number in the file.
    pub id: i32,
    /// What people call it.
    pub name: Box<str>,
    /// Well-Known Text 1, which the standard wants; `undefined` where that has no word for the projection, and the code
    /// alone says what it is.
    pub definition: Box<str>,
}

impl Srs {
    /// EPSG:4326, longitude first, which every file describes already.
    #[must_use]
    pub fn wgs84() -> Self {
        Self { id: SRS_ID, name: Box::default(), definition: Box::default() }
    }
}

/// Makes an empty database a `GeoPackage` without layers.
///
/// # Errors
/// As `SQLite` gives them.
pub fn create_core_tables(connection: &Connection) -> Result<()> {
    connection.execute_batch(include_str!("core.sql"))
}

/// A name as SQL takes it: table and column names cannot be bound.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Lists a table without geometry among the contents.
///
/// # Errors
/// As `SQLite` gives them.
pub fn register_attributes(connection: &Connection, table: &str, description: &str) -> Result<()> {
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?1, 'attributes', ?1, ?2)",
        [table, description],
    )?;
    Ok(())
}

/// Lists a table with the geometry column `geom` among the contents.
///
/// # Errors
/// As `SQLite` gives them.
pub fn register_features(
    connection: &Connection,
    table: &str,
    title: &str,
    description: &str,
    kind: GeometryKind,
    srs_id: i32,
) -> Result<()> {
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
         VALUES (?1, 'features', ?2, ?3, ?4)",
        params![table, title, description, srs_id],
    )?;
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)",
        params![table, kind.as_str(), srs_id],
    )?;
    Ok(())
}

/// Lists a reference system, once.
///
/// # Errors
/// As `SQLite` gives them.
pub fn register_srs(connection: &Connection, srs: &Srs) -> Result<()> {
    connection.execute(
        "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition)
         SELECT ?1, ?2, 'EPSG', ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM gpkg_spatial_ref_sys WHERE srs_id = ?2)",
        params![srs.name, srs.id, srs.definition],
    )?;
    Ok(())
}

/// Widens a layer's extent in the contents by a box.
///
/// # Errors
/// As `SQLite` gives them.
pub fn expand_extent(connection: &Connection, table: &str, rect: Rect<f64>) -> Result<()> {
    connection.execute(
        "UPDATE gpkg_contents SET
             min_x = min(ifnull(min_x, ?2), ?2), min_y = min(ifnull(min_y, ?3), ?3),
             max_x = max(ifnull(max_x, ?4), ?4), max_y = max(ifnull(max_y, ?5), ?5)
         WHERE table_name = ?1",
        params![table, rect.min().x, rect.min().y, rect.max().x, rect.max().y],
    )?;
    Ok(())
}
