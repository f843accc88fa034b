//! The functions that spatial index triggers call: every connection that writes needs them.

use geo::Rect;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

use super::blob::{BlobError, envelope};

type Bound = fn(Rect<f64>) -> f64;

/// Gives a connection `ST_IsEmpty`, `ST_MinX`, `ST_MaxX`, `ST_MinY` and `ST_MaxY`.
///
/// As in GDAL, bytes that are no geometry give NULL, so that a trigger passes them by.
///
/// # Errors
/// As `SQLite` gives them.
pub fn register_functions(connection: &Connection) -> rusqlite::Result<()> {
    // INNOCUOUS: connections run with trusted_schema off, and triggers may still call these.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection
        .create_scalar_function("ST_IsEmpty", 1, flags, |context| Ok(shape(context).ok().map(|rect| rect.is_none())))?;
    let bounds: [(&str, Bound); 4] = [
        ("ST_MinX", |rect| rect.min().x),
        ("ST_MaxX", |rect| rect.max().x),
        ("ST_MinY", |rect| rect.min().y),
        ("ST_MaxY", |rect| rect.max().y),
    ];
    for (name, bound) in bounds {
        connection
            .create_scalar_function(name, 1, flags, move |context| Ok(shape(context).ok().flatten().map(bound)))?;
    }
    Ok(())
}

/// The box around the argument; `None` where that is empty.
fn shape(context: &Context<'_>) -> Result<Option<Rect<f64>>, BlobError> {
    match context.get_raw(0) {
        ValueRef::Blob(blob) => envelope(blob),
        _ => Err(BlobError::NotAGeometry),
    }
}
