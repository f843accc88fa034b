//! The rows of a layer that are wanted, and in which reference system.

use geo::Geometry;

use crate::crs::Crs;
use crate::layers::{Feature, LayerName, Source};

/// Rows of one layer to be written, in id order.
pub struct Rows<'a> {
    /// Where they are.
    pub source: &'a Source,
    /// The layer.
    pub layer: LayerName,
    /// What coordinates are written in, easting or longitude first.
    pub crs: &'a Crs,
    /// How many there are.
    pub count: usize,
    slots: Box<dyn Iterator<Item = usize> + 'a>,
}

impl<'a> Rows<'a> {
    /// The rows in these slots, `count` of them.
    pub fn new(
        source: &'a Source,
        layer: LayerName,
        crs: &'a Crs,
        count: usize,
        slots: impl Iterator<Item = usize> + 'a,
    ) -> Self {
        Self { source, layer, crs, count, slots: Box::new(slots) }
    }

    /// Every row of a layer.
    #[must_use]
    pub fn all(source: &'a Source, layer: LayerName, crs: &'a Crs) -> Self {
        Self::new(source, layer, crs, source.count(layer), 0..source.slots(layer))
    }

    /// The same rows; `each` is called for every slot that is looked at.
    #[must_use]
    pub fn watched(self, each: impl Fn() + 'a) -> Self {
        Self { slots: Box::new(self.slots.inspect(move |_| each())), ..self }
    }

    /// The rows before `wanted` says no; it is asked for every slot that is looked at.
    #[must_use]
    pub fn while_wanted(self, wanted: impl Fn() -> bool + 'a) -> Self {
        Self { slots: Box::new(self.slots.take_while(move |_| wanted())), ..self }
    }

    /// The rows with their slots.
    pub fn with_slots(self) -> impl Iterator<Item = (usize, Feature<'a>)> {
        let Self { source, layer, slots, .. } = self;
        slots.filter_map(move |slot| Some((slot, source.row(layer, slot)?)))
    }

    /// The rows.
    pub fn features(self) -> impl Iterator<Item = Feature<'a>> {
        self.with_slots().map(|(_, feature)| feature)
    }
}

/// A row's shape in a reference system, easting or longitude first; `None` where it has no place in it.
#[must_use]
pub fn shape(feature: &Feature<'_>, crs: &Crs) -> Option<Geometry<f64>> {
    let shape = feature.geometry()?;
    if crs.is_wgs84() { Some(shape) } else { crs.geometry_from_wgs84(&shape).ok() }
}
