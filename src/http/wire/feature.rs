//! Rows of layers as `GeoJSON` features.

use super::{geometry, value};
use crate::layers::{Feature, Field, LayerName};

/// Writes the features of one layer: member names are made once.
pub struct FeatureWriter {
    /// `"name":` of each field, with the comma or brace before it.
    names: Vec<Vec<u8>>,
}

impl FeatureWriter {
    /// A writer for a layer.
    pub fn new(layer: LayerName) -> Self {
        let name = |(index, field): (usize, &&'static Field)| {
            let mut name = vec![if index == 0 { b'{' } else { b',' }];
            value::json_text(&mut name, field.name);
            name.push(b':');
            name
        };
        Self { names: layer.layer().fields().iter().enumerate().map(name).collect() }
    }

    /// Appends a feature without its last brace, so that members may follow.
    pub fn open(&self, out: &mut Vec<u8>, feature: &Feature<'_>) {
        out.extend_from_slice(br#"{"type":"Feature","id":"#);
        value::json_text(out, feature.id());
        out.extend_from_slice(br#","geometry":"#);
        geometry::json(out, feature.geometry().as_ref());
        out.extend_from_slice(br#","properties":"#);
        for (index, name) in self.names.iter().enumerate() {
            out.extend_from_slice(name);
            value::json(out, &feature.value(index));
        }
        out.push(b'}');
    }

    /// Appends a feature.
    pub fn whole(&self, out: &mut Vec<u8>, feature: &Feature<'_>) {
        self.open(out, feature);
        out.push(b'}');
    }
}
