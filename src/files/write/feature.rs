//! Rows of layers as `GeoJSON` features.

use std::sync::Arc;

use super::{geometry, value};
use crate::crs::Crs;
use crate::layers::{Feature, Field, LayerName};

/// Writes the features of one layer: member names are made once.
pub struct FeatureWriter {
    /// `"name":` of each field, with the comma or brace before it.
    names: Vec<Vec<u8>>,
    /// `None`: WGS 84 degrees, longitude first.
    crs: Option<Arc<Crs>>,
}

impl FeatureWriter {
    /// A writer for a layer.
    #[must_use]
    pub fn new(layer: LayerName) -> Self {
        let name = |(index, field): (usize, &&'static Field)| {
            let mut name = vec![if index == 0 { b'{' } else { b',' }];
            value::append(&mut name, field.name);
            name.push(b':');
            name
        };
        Self { names: layer.layer().fields().iter().enumerate().map(name).collect(), crs: None }
    }

    /// Geometries in a reference system, in the system's own axis order; `null` where a row has no place in it.
    #[must_use]
    pub fn in_crs(mut self, crs: Arc<Crs>) -> Self {
        self.crs = (!crs.is_wgs84() || crs.swaps()).then_some(crs);
        self
    }

    /// Appends a feature without its last brace, so that members may follow.
    pub fn open(&self, out: &mut Vec<u8>, feature: &Feature<'_>) {
        out.extend_from_slice(br#"{"type":"Feature","id":"#);
        value::append(out, feature.id());
        out.extend_from_slice(br#","geometry":"#);
        let shape = feature.geometry();
        match &self.crs {
            None => geometry::json(out, shape.as_ref()),
            Some(crs) => geometry::json(out, shape.and_then(|shape| crs.on_wire(&shape).ok()).as_ref()),
        }
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
