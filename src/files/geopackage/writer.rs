//! Writing a `GeoPackage` for somebody else: layers in, one finished file out.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};

use geo::{BoundingRect, Geometry, Rect};
use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, ToSql, params};

use super::place::{Place, temporary_beside};
use super::styles::{self, Style};
use super::{
    GeometryKind, SpatialIndex, Srs, WriteError, blob, create_core_tables, create_spatial_index, expand_extent, quoted,
    register_attributes, register_features, register_functions, register_srs, union,
};

/// A column's type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SqlType {
    /// Text of any length.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// A number of 64 bits.
    Real,
    /// A day, `2026-11-23`, given as [`Cell::Text`].
    Date,
}

/// A column of a layer to be written.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its type.
    pub sql_type: SqlType,
    /// What it means, with its unit; other programs show it beside the name.
    pub description: &'a str,
}

/// A layer to be written.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    /// The table's name.
    pub name: &'a str,
    /// What people call it; unique in the file.
    pub title: &'a str,
    /// One line about it.
    pub description: &'a str,
    /// What its geometry column holds; `None` for a table without geometry.
    pub geometry: Option<GeometryKind>,
    /// What its coordinates are in, easting or longitude first.
    pub srs: &'a Srs,
    /// Its columns, besides `fid` and `geom`.
    pub columns: &'a [Column<'a>],
    /// How QGIS draws it.
    pub style: Option<Style<'a>>,
}

/// A value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Null => Ok(ToSqlOutput::Owned(Value::Null)),
            Self::Text(text) => text.to_sql(),
            Self::Integer(number) => number.to_sql(),
            Self::Real(number) => number.to_sql(),
        }
    }
}

/// A `GeoPackage` being written: at its place only once it is finished, and complete there; or in a file without a
/// name, for somebody who reads it once.
///
/// The same layers and rows give the same bytes.
pub struct GeoPackageWriter {
    connection: Connection,
    place: Place,
    /// For messages.
    target: PathBuf,
    changed: String,
    styled: bool,
    layer: Option<OpenLayer>,
    blob: Vec<u8>,
}

struct OpenLayer {
    name: String,
    srs_id: i32,
    indexed: bool,
    insert: String,
    extent: Option<Rect<f64>>,
}

impl GeoPackageWriter {
    /// Begins a file that will stand at `target`, in place of any that is there.
    ///
    /// `changed` is what the contents give as their last change.
    ///
    /// # Errors
    /// [`WriteError::File`] where the folder is missing or cannot be written to.
    pub fn create(target: &Path, changed: Timestamp) -> Result<Self, WriteError> {
        let temporary = temporary_beside(target).map_err(|source| WriteError::File { path: target.into(), source })?;
        let open = || {
            let connection = Connection::open(&temporary)?;
            begin(&connection)?;
            Ok(connection)
        };
        let connection = open().map_err(|source| WriteError::Database { path: target.into(), source })?;
        Ok(Self::on(connection, Place::Beside(temporary), target.into(), changed))
    }

    /// Begins a file of at most so many bytes in the system's folder for temporary files.
    ///
    /// On Unix its name is gone at once: however the program ends, nothing is left of it.
    ///
    /// # Errors
    /// [`WriteError::File`] where the folder cannot be written to.
    pub fn unnamed(most_bytes: u64, changed: Timestamp) -> Result<Self, WriteError> {
        let folder = std::env::temp_dir();
        let no_file = |source| WriteError::File { path: folder.clone(), source };
        let named = tempfile::Builder::new().prefix("cercania-").suffix(".gpkg").tempfile().map_err(no_file)?;
        let (file, name) = named.into_parts();
        let open = |name| {
            let connection = Connection::open(name)?;
            // What opens the file for good. From here on SQLite asks for no name, since there is no journal.
            let page: u64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
            connection.query_row(
                &format!("PRAGMA max_page_count = {}", (most_bytes / page.max(1)).max(1)),
                [],
                |_| Ok(()),
            )?;
            Ok(connection)
        };
        let connection = open(&name).map_err(|source| WriteError::Database { path: folder.clone(), source })?;
        #[cfg(unix)]
        let name = {
            name.close().map_err(no_file)?;
            None
        };
        #[cfg(not(unix))]
        let name = Some(name);
        let place = Place::Open { file, most_bytes, _name: name };
        begin(&connection).map_err(|source| failed(&place, &folder, source))?;
        Ok(Self::on(connection, place, folder, changed))
    }

    fn on(connection: Connection, place: Place, target: PathBuf, changed: Timestamp) -> Self {
        let changed = changed.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string();
        Self { connection, place, target, changed, styled: false, layer: None, blob: Vec::new() }
    }

    /// Adds a layer; rows that follow are its rows.
    ///
    /// # Errors
    /// [`WriteError::Database`] as when a name is taken.
    pub fn add_layer(&mut self, layer: &Layer<'_>) -> Result<(), WriteError> {
        self.close_layer()?;
        let open = self.create_table(layer).map_err(|source| self.database(source))?;
        self.layer = Some(open);
        if let Some(style) = layer.style {
            self.add_style(layer.name, style).map_err(|source| self.database(source))?;
        }
        Ok(())
    }

    fn add_style(&mut self, table: &str, style: Style<'_>) -> rusqlite::Result<()> {
        if !std::mem::replace(&mut self.styled, true) {
            styles::create_table(&self.connection)?;
            self.stamp("layer_styles")?;
        }
        styles::add(&self.connection, table, style, &self.changed)
    }

    /// Says when a table was last changed.
    fn stamp(&self, table: &str) -> rusqlite::Result<()> {
        let sql = "UPDATE gpkg_contents SET last_change = ?2 WHERE table_name = ?1";
        self.connection.execute(sql, params![table, self.changed]).map(drop)
    }

    fn create_table(&self, layer: &Layer<'_>) -> rusqlite::Result<OpenLayer> {
        let mut columns = String::from("fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
        let mut names = Vec::new();
        if let Some(kind) = layer.geometry {
            columns.push_str(", geom ");
            columns.push_str(kind.as_str());
            names.push("geom".to_owned());
        }
        for column in layer.columns {
            let sql_type = match column.sql_type {
                SqlType::Text => "TEXT",
                SqlType::Integer => "INTEGER",
                SqlType::Real => "REAL",
                SqlType::Date => "DATE",
            };
            names.push(quoted(column.name));
            columns.extend([", ", &quoted(column.name), " ", sql_type]);
        }
        let table = quoted(layer.name);
        self.connection.execute_batch(&format!("CREATE TABLE {table} ({columns})"))?;
        match layer.geometry {
            Some(kind) => {
                register_srs(&self.connection, layer.srs)?;
                register_features(&self.connection, layer.name, layer.title, layer.description, kind, layer.srs.id)?;
                create_spatial_index(&self.connection, layer.name)?;
                SpatialIndex { connection: &self.connection, table: layer.name }.suspend()?;
            }
            None => register_attributes(&self.connection, layer.name, layer.description)?,
        }
        for column in layer.columns {
            self.connection.execute(
                "INSERT INTO gpkg_data_columns (table_name, column_name, description) VALUES (?1, ?2, ?3)",
                [layer.name, column.name, column.description],
            )?;
        }
        let marks = vec!["?"; names.len()].join(", ");
        Ok(OpenLayer {
            name: layer.name.to_owned(),
            srs_id: layer.srs.id,
            indexed: layer.geometry.is_some(),
            insert: format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", ")),
            extent: None,
        })
    }

    /// Adds a row to the layer added last.
    ///
    /// # Errors
    /// [`WriteError`], also where the number of values is not that of the columns.
    pub fn write_row(&mut self, values: &[Cell<'_>], geometry: Option<&Geometry<f64>>) -> Result<(), WriteError> {
        let layer = self.layer.as_mut().ok_or(WriteError::NoLayer)?;
        if let Some(geometry) = geometry.filter(|_| layer.indexed) {
            blob::encode(geometry, layer.srs_id, &mut self.blob)?;
            if let Some(rect) = geometry.bounding_rect() {
                layer.extent = Some(layer.extent.map_or(rect, |extent| union(extent, rect)));
            }
        }
        let shape = layer.indexed.then(|| geometry.map(|_| &self.blob));
        let insert = || {
            let mut statement = self.connection.prepare_cached(&layer.insert)?;
            let first = shape.iter().map(|shape| shape as &dyn ToSql);
            let cells = values.iter().map(|cell| cell as &dyn ToSql);
            statement.execute(rusqlite::params_from_iter(first.chain(cells))).map(drop)
        };
        insert().map_err(|source| self.database(source))
    }

    /// Completes the file and puts it in its place.
    ///
    /// # Errors
    /// [`WriteError`]; the place is then as it was.
    pub fn finish(self) -> Result<(), WriteError> {
        let (place, target) = self.complete()?;
        let Place::Beside(temporary) = place else { return Ok(()) };
        File::open(&temporary)
            .and_then(|file| file.sync_all())
            .and_then(|()| temporary.persist(&target).map_err(|persist| persist.error))
            .map_err(|source| WriteError::File { path: target, source })
    }

    /// Completes the file and opens it at its beginning; where it has a name, that goes now.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn into_file(self) -> Result<File, WriteError> {
        let (place, target) = self.complete()?;
        let opened = match place {
            Place::Beside(temporary) => File::open(&temporary),
            Place::Open { mut file, .. } => file.seek(SeekFrom::Start(0)).map(|_| file),
        };
        opened.map_err(|source| WriteError::File { path: target, source })
    }

    fn complete(mut self) -> Result<(Place, PathBuf), WriteError> {
        self.close_layer()?;
        let Self { connection, place, target, .. } = self;
        connection
            .execute_batch("COMMIT")
            .and_then(|()| connection.close().map_err(|(_, source)| source))
            .map_err(|source| failed(&place, &target, source))?;
        Ok((place, target))
    }

    fn close_layer(&mut self) -> Result<(), WriteError> {
        let Some(layer) = self.layer.take() else { return Ok(()) };
        let close = || {
            if layer.indexed {
                SpatialIndex { connection: &self.connection, table: &layer.name }.pack()?;
            }
            if let Some(rect) = layer.extent {
                expand_extent(&self.connection, &layer.name, rect)?;
            }
            self.stamp(&layer.name)
        };
        close().map_err(|source| self.database(source))
    }

    fn database(&self, source: rusqlite::Error) -> WriteError {
        failed(&self.place, &self.target, source)
    }
}

/// Opens the transaction that the whole file is written in, and makes the tables that every file has.
fn begin(connection: &Connection) -> rusqlite::Result<()> {
    register_functions(connection)?;
    // Nobody sees the file before it is finished, so nothing is gained by a journal.
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")?;
    create_core_tables(connection)?;
    connection.execute_batch(include_str!("descriptions.sql"))
}

/// What `SQLite` said, or that the file may not grow any more.
fn failed(place: &Place, target: &Path, source: rusqlite::Error) -> WriteError {
    let error = WriteError::Database { path: target.into(), source };
    let most_bytes = if error.is_full() { place.is_bound() } else { None };
    most_bytes.map_or(error, |most_bytes| WriteError::TooLarge { most_bytes })
}
