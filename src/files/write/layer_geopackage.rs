//! Layers as tables of a `GeoPackage`.

use super::rows::{Rows, shape};
use super::{styles, words};
use crate::crs::{Crs, CrsError, Definition};
use crate::files::geopackage::{Cell, Column, GeoPackageWriter, GeometryKind, Layer, SqlType, Srs, Style, WriteError};
use crate::layers::{self, FieldKind, Value};
use crate::messages::Locale;

/// Writes rows as a layer with titles, fields and style in a language; gives how many there were.
///
/// # Errors
/// [`WriteError`].
pub fn write(writer: &mut GeoPackageWriter, rows: Rows<'_>, srs: &Srs, locale: Locale) -> Result<u64, WriteError> {
    let layer = rows.layer.layer();
    let fields = layer.fields();
    let described: Vec<String> = fields.iter().map(|field| words::field(locale, field.name)).collect();
    let columns: Vec<Column<'_>> = fields
        .iter()
        .zip(&described)
        .map(|(field, description)| Column { name: field.name, sql_type: sql_type(field.kind), description })
        .collect();
    let title = words::title(locale, rows.layer);
    writer.add_layer(&Layer {
        name: rows.layer.as_str(),
        title: &title,
        description: &words::description(locale, rows.layer),
        geometry: Some(geometry_kind(layer.geometry)),
        srs,
        columns: &columns,
        style: Some(Style { name: &title, qml: styles::qml(locale, rows.layer) }),
    })?;
    let crs = rows.crs;
    let mut written = 0;
    for feature in rows.features() {
        let dates: Vec<Option<String>> = (0..fields.len()).map(|index| date(&feature.value(index))).collect();
        let cells: Vec<Cell<'_>> =
            dates.iter().enumerate().map(|(index, date)| cell(feature.value(index), date.as_deref())).collect();
        writer.write_row(&cells, shape(&feature, crs).as_ref())?;
        written += 1;
    }
    Ok(written)
}

/// A reference system as a `GeoPackage` describes it.
///
/// # Errors
/// [`CrsError`] where PROJ's database cannot be used.
pub fn srs(crs: &Crs) -> Result<Srs, CrsError> {
    if crs.is_wgs84() {
        return Ok(Srs::wgs84());
    }
    let Definition { name, wkt } = Definition::of(crs.epsg())?;
    let id = i32::try_from(crs.epsg().code()).map_err(|_| CrsError::Unknown(crs.epsg()))?;
    Ok(Srs { id, name, definition: wkt.unwrap_or_else(|| "undefined".into()) })
}

fn date(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Date(date) => Some(date.to_string()),
        _ => None,
    }
}

const fn cell<'a>(value: Value<'a>, date: Option<&'a str>) -> Cell<'a> {
    match (value, date) {
        (_, Some(date)) => Cell::Text(date),
        (Value::Text(text), _) => Cell::Text(text),
        (Value::Integer(number), _) => Cell::Integer(number),
        (Value::Real(number), _) => Cell::Real(number),
        (Value::Null | Value::Date(_), _) => Cell::Null,
    }
}

const fn sql_type(kind: FieldKind) -> SqlType {
    match kind {
        FieldKind::Text => SqlType::Text,
        FieldKind::Integer => SqlType::Integer,
        FieldKind::Real => SqlType::Real,
        FieldKind::Date => SqlType::Date,
    }
}

const fn geometry_kind(kind: layers::GeometryKind) -> GeometryKind {
    match kind {
        layers::GeometryKind::Point => GeometryKind::Point,
        layers::GeometryKind::LineString => GeometryKind::LineString,
        layers::GeometryKind::MultiPolygon => GeometryKind::MultiPolygon,
    }
}
