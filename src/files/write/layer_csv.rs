//! A layer as CSV: its fields, then where it is, so that the file can be imported again: `lon` and `lat`, or `easting`
//! and `northing`, for points, Well-Known Text for lines and areas. The names leave no doubt about the order.

use geo::Geometry;
use wkt::ToWkt;

use super::Sink;
use super::csv::{CsvStyle, Lines};
use super::rows::{Rows, shape};
use crate::crs::Crs;
use crate::layers::{Feature, GeometryKind, LayerName, Value};

/// Writes rows.
///
/// # Errors
/// The sink's.
pub fn write<S: Sink>(out: &mut S, rows: Rows<'_>, style: CsvStyle) -> Result<(), S::Error> {
    let table = Table::new(rows.layer, rows.crs);
    let mut lines = Lines::new(style);
    table.heading(&mut lines);
    for feature in rows.features() {
        table.line(&mut lines, &feature);
        lines.hand_on(out.buffer());
        out.flow()?;
    }
    out.buffer().append(&mut lines.take());
    Ok(())
}

/// The columns of one layer.
struct Table<'a> {
    names: Vec<&'static str>,
    point: bool,
    crs: &'a Crs,
}

impl<'a> Table<'a> {
    fn new(layer: LayerName, crs: &'a Crs) -> Self {
        let layer = layer.layer();
        Self {
            names: layer.fields().iter().map(|field| field.name).collect(),
            point: layer.geometry == GeometryKind::Point,
            crs,
        }
    }

    fn heading(&self, lines: &mut Lines) {
        let place: &[&str] = match (self.point, self.crs.is_geographic()) {
            (true, true) => &["lon", "lat"],
            (true, false) => &["easting", "northing"],
            (false, _) => &["wkt"],
        };
        lines.heading(self.names.iter().chain(place).copied());
    }

    fn line(&self, lines: &mut Lines, feature: &Feature<'_>) {
        let mut cells: Vec<Value<'_>> = (0..self.names.len()).map(|index| feature.value(index)).collect();
        let geometry = shape(feature, self.crs);
        let text;
        if self.point {
            let place = match geometry {
                Some(Geometry::Point(point)) => [Value::Real(point.x()), Value::Real(point.y())],
                _ => [Value::Null, Value::Null],
            };
            cells.extend(place);
        } else {
            text = geometry.map(|geometry| geometry.wkt_string());
            cells.push(text.as_deref().into());
        }
        lines.line(&cells);
    }
}
