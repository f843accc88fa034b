//! One row.

use flatbuffers::{FlatBufferBuilder, WIPOffset};
use flatgeobuf::packed_r_tree::NodeItem;
use flatgeobuf::{self as fgb, FeatureArgs, GeometryArgs, GeometryType};
use geo::{BoundingRect, CoordsIter, Geometry, Polygon};

use crate::files::write::value;
use crate::layers::{Feature, LayerName, Value};

/// Where rows are made, one after the other.
pub(super) struct RowBuffer {
    builder: FlatBufferBuilder<'static>,
    columns: u16,
    properties: Vec<u8>,
    text: Vec<u8>,
    numbers: Vec<f64>,
}

impl RowBuffer {
    pub fn new(layer: LayerName) -> Self {
        let columns = u16::try_from(layer.layer().fields().len()).unwrap_or(u16::MAX);
        Self {
            builder: FlatBufferBuilder::new(),
            columns,
            properties: Vec::new(),
            text: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// A row with its length before it; the same row gives the same bytes.
    pub fn fill(&mut self, feature: &Feature<'_>, shape: Option<&Geometry<f64>>) -> &[u8] {
        self.builder.reset();
        self.properties.clear();
        for column in 0..self.columns {
            self.property(column, feature.value(column.into()));
        }
        let geometry = shape.and_then(|shape| self.geometry(shape));
        let properties = Some(self.builder.create_vector(&self.properties));
        let arguments = FeatureArgs { geometry, properties, columns: None };
        let row = fgb::Feature::create(&mut self.builder, &arguments);
        self.builder.finish_size_prefixed(row, None);
        self.builder.finished_data()
    }

    /// The column's number, then the value; nothing at all for null.
    fn property(&mut self, column: u16, value: Value<'_>) {
        if value == Value::Null {
            return;
        }
        self.properties.extend_from_slice(&column.to_le_bytes());
        match value {
            Value::Null => {}
            Value::Integer(number) => self.properties.extend_from_slice(&number.to_le_bytes()),
            Value::Real(number) => self.properties.extend_from_slice(&number.to_le_bytes()),
            Value::Text(_) | Value::Date(_) => {
                self.text.clear();
                value::text(&mut self.text, &value);
                // A text of 4 GB is no row's.
                let length = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
                self.properties.extend_from_slice(&length.to_le_bytes());
                self.properties.extend_from_slice(&self.text);
            }
        }
    }

    fn geometry(&mut self, shape: &Geometry<f64>) -> Option<WIPOffset<fgb::Geometry<'static>>> {
        match shape {
            Geometry::Point(_) | Geometry::LineString(_) => {
                self.numbers.clear();
                self.numbers.extend(shape.coords_iter().flat_map(|coord| [coord.x, coord.y]));
                let xy = Some(self.builder.create_vector(&self.numbers));
                Some(fgb::Geometry::create(&mut self.builder, &GeometryArgs { xy, ..GeometryArgs::default() }))
            }
            Geometry::MultiPolygon(polygons) => {
                let parts: Vec<_> = polygons.iter().map(|polygon| self.polygon(polygon)).collect();
                let parts = Some(self.builder.create_vector(&parts));
                Some(fgb::Geometry::create(&mut self.builder, &GeometryArgs { parts, ..GeometryArgs::default() }))
            }
            // No layer has others.
            _ => None,
        }
    }

    fn polygon(&mut self, polygon: &Polygon<f64>) -> WIPOffset<fgb::Geometry<'static>> {
        self.numbers.clear();
        let mut ends = Vec::new();
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            self.numbers.extend(ring.coords().flat_map(|coord| [coord.x, coord.y]));
            ends.push(u32::try_from(self.numbers.len() / 2).unwrap_or(u32::MAX));
        }
        let xy = Some(self.builder.create_vector(&self.numbers));
        let ends = (ends.len() > 1).then(|| self.builder.create_vector(&ends));
        let arguments = GeometryArgs { xy, ends, type_: GeometryType::Polygon, ..GeometryArgs::default() };
        fgb::Geometry::create(&mut self.builder, &arguments)
    }
}

/// The box around a row; an empty one, which touches nothing, where it has no shape.
pub(super) fn node(shape: Option<&Geometry<f64>>, offset: u64) -> NodeItem {
    let mut node = NodeItem::create(offset);
    if let Some(rect) = shape.and_then(BoundingRect::bounding_rect) {
        node.expand_xy(rect.min().x, rect.min().y);
        node.expand_xy(rect.max().x, rect.max().y);
    }
    node
}
