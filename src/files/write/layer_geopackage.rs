//! Layers as tables of a `GeoPackage`.

use std::path::Path;

use jiff::Timestamp;

use crate::files::geopackage::{Cell, Column, GeoPackageWriter, GeometryKind, Layer, SqlType, WriteError};
use crate::layers::{self, FieldKind, LayerName, Source, Value};
use crate::messages::{Locale, say};

/// Writes layers into a new file at `path`, fields described in a language; gives the number of rows.
/// `advance` is told the rows done since it was last called.
///
/// # Errors
/// [`WriteError`]; the place is then as it was.
pub fn write(
    path: &Path,
    source: &Source,
    layers: &[LayerName],
    locale: Locale,
    advance: &mut dyn FnMut(u64),
) -> Result<u64, WriteError> {
    let mut writer = GeoPackageWriter::create(path, Timestamp::now())?;
    let mut rows = 0;
    for &name in layers {
        let layer = name.layer();
        let fields = layer.fields();
        let described: Vec<String> = fields.iter().map(|field| field_words(locale, field.name)).collect();
        let columns: Vec<Column<'_>> = fields
            .iter()
            .zip(&described)
            .map(|(field, description)| Column { name: field.name, sql_type: sql_type(field.kind), description })
            .collect();
        let title = say(locale, &format!("layer-{}", name.as_str()), &[]);
        let description = say(locale, &format!("layer-{}-about", name.as_str()), &[]);
        let geometry = Some(geometry_kind(layer.geometry));
        writer.add_layer(&Layer {
            name: name.as_str(),
            title: &title,
            description: &description,
            geometry,
            columns: &columns,
        })?;
        for slot in 0..source.slots(name) {
            if let Some(feature) = source.row(name, slot) {
                let dates: Vec<Option<String>> = (0..fields.len()).map(|index| date(&feature.value(index))).collect();
                let cells: Vec<Cell<'_>> =
                    dates.iter().enumerate().map(|(index, date)| cell(feature.value(index), date.as_deref())).collect();
                writer.write_row(&cells, feature.geometry().as_ref())?;
                rows += 1;
            }
            advance(1);
        }
    }
    writer.finish()?;
    Ok(rows)
}

/// What a field means, in a language.
#[must_use]
pub fn field_words(locale: Locale, name: &str) -> String {
    say(locale, &format!("field-{}", name.replace('_', "-")), &[])
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
