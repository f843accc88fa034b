//! A layer as CSV: its fields, then where it is, so that the file can be imported again: `lon` and
//! `lat` for points, Well-Known Text for lines and areas.

use geo::Geometry;
use wkt::ToWkt;

use super::csv::Lines;
use crate::layers::{Feature, GeometryKind, LayerName, Value};

/// The columns of one layer.
pub struct LayerTable {
    names: Vec<&'static str>,
    point: bool,
}

impl LayerTable {
    /// The columns of a layer.
    #[must_use]
    pub fn new(layer: LayerName) -> Self {
        let layer = layer.layer();
        Self {
            names: layer.fields().iter().map(|field| field.name).collect(),
            point: layer.geometry == GeometryKind::Point,
        }
    }

    /// The line of column names.
    pub fn heading(&self, lines: &mut Lines) {
        let place: &[&str] = if self.point { &["lon", "lat"] } else { &["wkt"] };
        lines.heading(self.names.iter().chain(place).copied());
    }

    /// A row's line.
    pub fn line(&self, lines: &mut Lines, feature: &Feature<'_>) {
        let mut cells: Vec<Value<'_>> = (0..self.names.len()).map(|index| feature.value(index)).collect();
        let geometry = feature.geometry();
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
