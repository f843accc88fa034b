//! Styles of layers, kept in the file as QGIS keeps them.

use rusqlite::{Connection, Result, params};

use super::core::register_attributes;

/// How QGIS draws a layer where nobody says otherwise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style<'a> {
    /// What people call it.
    pub name: &'a str,
    /// QGIS's own description of it, a QML document.
    pub qml: &'a str,
}

/// Makes the table of styles.
pub(super) fn create_table(connection: &Connection) -> Result<()> {
    connection.execute_batch(include_str!("styles.sql"))?;
    register_attributes(connection, "layer_styles", "QGIS")
}

/// Makes a style the one that a layer is drawn by; `changed` is when.
pub(super) fn add(connection: &Connection, table: &str, style: Style<'_>, changed: &str) -> Result<()> {
    // QGIS looks for the empty text in what other databases call catalogue and schema.
    connection.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
             styleQML, styleSLD, useAsDefault, description, owner, update_time)
         VALUES ('', '', ?1, 'geom', ?2, ?3, '', 1, ?2, '', ?4)",
        params![table, style.name, style.qml, changed],
    )?;
    Ok(())
}
