//! A layer of a `GeoPackage` from outside, read as a file that may be hostile.
//!
//! Limits: opened to read only; no view or virtual table is asked, no generated column computed; a value is at most
//! as long as a row may be.

use std::fmt::Write as _;
use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};

use super::blob::decode_in;
use super::core::quoted;
use crate::crs::Epsg;
use crate::files::error::{FileError, NotText};
use crate::files::options::{Limits, ReadOptions};
use crate::files::plan::{Plan, Wanted};
use crate::files::table::{Ended, Interrupt, Placed, Sink, Table};

/// The most layers that are listed.
const MOST_LAYERS: usize = 100;
/// What has a meaning in an address, besides the path itself.
const SPECIAL: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'?').add(b'#');

/// What a layer has.
pub(in crate::files) struct Contents {
    pub(in crate::files) layer: String,
    pub(in crate::files) columns: Vec<String>,
    /// The reference system; what the file calls it where EPSG does not number it.
    pub(in crate::files) epsg: Result<Epsg, String>,
    geometry: String,
    srs_id: i32,
    rows: u64,
}

/// A layer about to be read.
pub(in crate::files) struct LayerReader {
    connection: Connection,
    bytes: u64,
    pub(in crate::files) contents: Contents,
}

impl LayerReader {
    /// Opens the file and chooses a layer.
    pub(in crate::files) fn open(
        path: &Path,
        bytes: u64,
        wanted: &Wanted,
        options: &ReadOptions,
        limits: &Limits,
    ) -> Result<Self, FileError> {
        let connection = connect(path, limits.max_record_bytes)?;
        let contents = Contents::find(&connection, wanted, options)?;
        if contents.rows > u64::from(limits.max_rows) {
            return Err(FileError::TooManyRows { limit: limits.max_rows });
        }
        Ok(Self { connection, bytes, contents })
    }

    /// Reads in a thread of its own.
    ///
    /// What stands in a column that nothing is taken from may be anything.
    pub(in crate::files) fn start(self, limits: &Limits, plan: &Plan) -> Table {
        let handle = self.connection.get_interrupt_handle();
        let interrupt: Interrupt = Box::new(move || handle.interrupt());
        let used = (0..self.contents.columns.len()).map(|column| plan.uses(column)).collect();
        Table::start(self.bytes, limits, interrupt, move |sink| self.read(sink, used))
    }

    fn read(self, sink: &mut Sink, used: Vec<bool>) -> Result<(), Ended> {
        let Self { connection, bytes, contents } = self;
        let columns = contents.columns.iter().chain([&contents.geometry]).map(|name| quoted(name));
        let columns = columns.collect::<Vec<_>>().join(", ");
        let sql = format!("SELECT {columns} FROM {}", quoted(&contents.layer));
        let limit = connection.limit(Limit::SQLITE_LIMIT_LENGTH).unwrap_or_default();
        let mut statement = connection.prepare(&sql).map_err(FileError::GeoPackage)?;
        let mut rows = statement.query([]).map_err(FileError::GeoPackage)?;
        let shape_at = contents.columns.len();
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(()),
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::TooBig) => {
                    let limit = usize::try_from(limit).unwrap_or_default();
                    return Err(FileError::RowTooLong { row: sink.row(), limit }.into());
                }
                Err(error) => return Err(FileError::GeoPackage(error).into()),
            };
            let mut fault = None;
            for (column, (name, used)) in contents.columns.iter().zip(&used).enumerate() {
                let value = row.get_ref(column).map_err(FileError::GeoPackage)?;
                sink.cell(|text| {
                    if !write_cell(value, text) && *used {
                        fault = Some(format!("{name} is neither a number nor text in UTF-8"));
                    }
                })?;
            }
            let shape = match (fault, row.get_ref(shape_at).map_err(FileError::GeoPackage)?) {
                (Some(fault), _) => Placed::Malformed(fault),
                (None, ValueRef::Null) => Placed::Nowhere,
                (None, ValueRef::Blob(blob)) => match decode_in(blob, contents.srs_id) {
                    Ok(Some(geometry)) => Placed::At(geometry),
                    Ok(None) => Placed::Nowhere,
                    Err(error) => Placed::Malformed(error.to_string()),
                },
                (None, _) => Placed::Malformed(format!("{} is not a geometry", contents.geometry)),
            };
            let done = u128::from(bytes) * u128::from(sink.row()) / u128::from(contents.rows.max(1));
            sink.end_row(shape, u64::try_from(done).unwrap_or(bytes))?;
        }
    }
}

/// Writes a value as a CSV would have it; false where it is neither text nor number.
fn write_cell(value: ValueRef<'_>, text: &mut String) -> bool {
    match value {
        ValueRef::Null => {}
        // Writing to a text does not fail.
        ValueRef::Integer(number) => drop(write!(text, "{number}")),
        ValueRef::Real(number) => drop(write!(text, "{number}")),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(cell) => text.push_str(cell),
            Err(_) => return false,
        },
        ValueRef::Blob(_) => return false,
    }
    true
}

impl Contents {
    fn find(connection: &Connection, wanted: &Wanted, options: &ReadOptions) -> Result<Self, FileError> {
        let layer = choose(layers(connection)?, wanted, options)?;
        let ask = |sql: &str| connection.prepare(sql).map_err(FileError::GeoPackage);
        // A view or a virtual table may compute what it likes.
        let is_table = ask("SELECT 1 FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = ?1")?
            .exists([&layer])
            .map_err(FileError::GeoPackage)?;
        if !is_table {
            return Err(FileError::NotATable { layer });
        }
        let (geometry, srs_id, organization, code, srs_name): (
            String,
            i32,
            Option<String>,
            Option<i64>,
            Option<String>,
        ) = ask("SELECT g.column_name, g.srs_id, s.organization, s.organization_coordsys_id, s.srs_name
                 FROM gpkg_geometry_columns AS g LEFT JOIN gpkg_spatial_ref_sys AS s ON s.srs_id = g.srs_id
                 WHERE g.table_name = ?1")?
        .query_row([&layer], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .map_err(FileError::GeoPackage)?;
        let code = code.and_then(|code| u32::try_from(code).ok()).filter(|code| *code > 0);
        let epsg = match (organization, code) {
            (Some(organization), Some(code)) if organization.eq_ignore_ascii_case("EPSG") => Ok(Epsg::new(code)),
            _ => Err(srs_name.unwrap_or_else(|| srs_id.to_string()).chars().take(80).collect()),
        };
        let names = ask("SELECT name FROM pragma_table_info(?1)")?
            .query_map([&layer], |row| row.get(0))
            .and_then(Iterator::collect::<Result<Vec<String>, _>>)
            .map_err(FileError::GeoPackage)?;
        let rows = ask(&format!("SELECT count(*) FROM {}", quoted(&layer)))?
            .query_row([], |row| row.get(0))
            .map_err(FileError::GeoPackage)?;
        // SQLite knows a name in any case.
        let columns = names.into_iter().filter(|name| !name.eq_ignore_ascii_case(&geometry)).collect();
        Ok(Self { layer, columns, epsg, geometry, srs_id, rows })
    }
}

/// The layers of features.
fn layers(connection: &Connection) -> Result<Vec<String>, FileError> {
    let core = "SELECT count(*) FROM sqlite_master WHERE name IN ('gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys')";
    let found = connection.query_row(core, [], |row| row.get::<_, u32>(0)).optional().map_err(FileError::GeoPackage)?;
    if found != Some(3) {
        return Err(FileError::NotText(NotText::Sqlite));
    }
    let sql =
        "SELECT c.table_name FROM gpkg_contents AS c JOIN gpkg_geometry_columns AS g ON g.table_name = c.table_name
               WHERE c.data_type = 'features' ORDER BY 1 LIMIT ?1";
    let mut statement = connection.prepare(sql).map_err(FileError::GeoPackage)?;
    statement.query_map([MOST_LAYERS], |row| row.get(0)).and_then(Iterator::collect).map_err(FileError::GeoPackage)
}

/// The layer asked for, the only one, or the one with the register's name.
fn choose(mut layers: Vec<String>, wanted: &Wanted, options: &ReadOptions) -> Result<String, FileError> {
    let named = |name: &str| layers.iter().position(|layer| layer.eq_ignore_ascii_case(name));
    let chosen = match options.layer.as_deref() {
        Some(name) => {
            named(name).ok_or_else(|| FileError::NoSuchLayer { name: name.into(), layers: layers.clone() })?
        }
        None if layers.is_empty() => return Err(FileError::NoLayer),
        None if layers.len() == 1 => 0,
        None => named(wanted.layer).ok_or_else(|| FileError::SeveralLayers { layers: layers.clone() })?,
    };
    Ok(layers.swap_remove(chosen))
}

fn connect(path: &Path, longest: usize) -> Result<Connection, FileError> {
    let file = |error| FileError::Read { path: path.into(), error };
    let whole = std::path::absolute(path).map_err(file)?;
    let mut address = String::from("file://");
    let encoded = percent_encode(whole.as_os_str().as_encoded_bytes(), SPECIAL);
    let _ = write!(address, "{encoded}?mode=ro"); // does not fail
    // Edits that are not in the file yet stand beside it; without them nothing beside the file is looked at or made.
    let log = whole.as_os_str().to_owned().into_string().map(|name| format!("{name}-wal"));
    if !log.is_ok_and(|log| std::fs::metadata(log).is_ok_and(|log| log.len() > 0)) {
        address.push_str("&immutable=1");
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || {
        let connection = Connection::open_with_flags(address, flags)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, i32::try_from(longest).unwrap_or(i32::MAX))?;
        connection
            .execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;")?;
        Ok(connection)
    };
    open().map_err(FileError::GeoPackage)
}
