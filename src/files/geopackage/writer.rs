//! Writing a `GeoPackage` for somebody else: layers in, one finished file out.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};

use geo::{BoundingRect, Geometry, Rect};
use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, ErrorCode, ToSql, params};
use tempfile::{NamedTempFile, TempPath};
use thiserror::Error;

use super::blob::{self, BlobError};
use super::styles::{self, Style};
use super::{
    GeometryKind, SpatialIndex, Srs, create_core_tables, create_spatial_index, expand_extent, quoted,
    register_attributes, register_features, register_functions, register_srs, union,
};
use crate::messages::{Explain, Params};

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

/// Why a `GeoPackage` could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The file or its folder.
    #[error("cannot write {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database.
    #[error("cannot write {path}: {source}")]
    Database {
        /// The file.
        path: PathBuf,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
    /// A geometry that a layer cannot hold.
    #[error("cannot write a row: {0}")]
    Geometry(#[from] BlobError),
    /// A row before any layer.
    #[error("a row was written before any layer was added")]
    NoLayer,
}

impl Explain for WriteError {
    fn code(&self) -> &'static str {
        match self {
            Self::Database { source, .. } if source.sqlite_error_code() == Some(ErrorCode::DiskFull) => {
                "geopackage-full"
            }
            Self::File { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => "geopackage-full",
            Self::File { .. } => "geopackage-file",
            Self::Database { .. } => "geopackage-database",
            Self::Geometry(_) => "geopackage-geometry",
            Self::NoLayer => "geopackage-no-layer",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::File { path, source } => {
                vec![("path", path.display().to_string()), ("detail", source.to_string())]
            }
            Self::Database { path, source } => {
                vec![("path", path.display().to_string()), ("detail", source.to_string())]
            }
            Self::Geometry(error) => vec![("detail", error.to_string())],
            Self::NoLayer => Params::new(),
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

/// Where the bytes are until the file is finished.
enum Place {
    /// Beside the target, whose name it will take.
    Beside(TempPath),
    /// Open here; the name is gone where the system allows that, and else goes with this.
    Open { file: File, _name: Option<TempPath> },
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
        let failed = |source| WriteError::File { path: folder.clone(), source };
        let named = tempfile::Builder::new().prefix("cercania-").suffix(".gpkg").tempfile().map_err(failed)?;
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
        let broken = |source| WriteError::Database { path: folder.clone(), source };
        let connection = open(&name).map_err(broken)?;
        #[cfg(unix)]
        let name = {
            name.close().map_err(failed)?;
            None
        };
        #[cfg(not(unix))]
        let name = Some(name);
        begin(&connection).map_err(broken)?;
        Ok(Self::on(connection, Place::Open { file, _name: name }, folder, changed))
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
        insert().map_err(|source| WriteError::Database { path: self.target.clone(), source })
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
            .map_err(|source| WriteError::Database { path: target.clone(), source })?;
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
        WriteError::Database { path: self.target.clone(), source }
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

/// An empty file in the folder of `target`, readable by whom the umask says, removed when dropped.
pub(crate) fn temporary_beside(target: &Path) -> std::io::Result<TempPath> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cercania-").suffix(".gpkg");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map(NamedTempFile::into_temp_path)
}
