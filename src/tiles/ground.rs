//! What tiles are made from, at any coverage limit.

use std::sync::{Arc, OnceLock};

use geo::Geometry;
use rayon::prelude::*;

use super::outline::Outline;
use super::places::Part;
use super::square::Spot;
use crate::domain::snapshot::{Frame, Neighbours, Snapshot};
use crate::layers::{LayerName, Source};

/// What tiles of one snapshot are made from, at any coverage limit. Each is made when first wanted, and what an edit
/// leaves as it is belongs to the next snapshot's too.
#[derive(Debug)]
pub(super) struct Ground {
    frame: Frame,
    /// By neighbours, in the order of the snapshot's list.
    parts: Vec<Arc<Part>>,
    settlements: Arc<OnceLock<Outlines>>,
    catchments: Arc<OnceLock<Outlines>>,
    kitchens: Arc<OnceLock<Vec<Spot>>>,
}

/// Outlines by the slots of their rows.
pub(super) type Outlines = Vec<Option<Outline>>;

impl Ground {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let parts = snapshot.neighbours().map(|neighbours| Arc::new(Part::new(&neighbours))).collect();
        let (settlements, catchments, kitchens) = Default::default();
        Self { frame: snapshot.frame(), parts, settlements, catchments, kitchens }
    }

    /// That of another snapshot, which shares what is the same in it.
    pub(super) fn after(&self, snapshot: &Snapshot) -> Self {
        fn kept<T>(cell: &Arc<OnceLock<T>>, same: bool) -> Arc<OnceLock<T>> {
            if same { Arc::clone(cell) } else { Arc::default() }
        }
        let part = |(at, neighbours): (usize, Neighbours<'_>)| {
            let known = self.parts.get(at).filter(|part| part.is_of(&neighbours));
            known.map_or_else(|| Arc::new(Part::new(&neighbours)), Arc::clone)
        };
        let frame = snapshot.frame();
        let kitchens = frame.has_kitchens_of(&self.frame);
        Self {
            parts: snapshot.neighbours().enumerate().map(part).collect(),
            settlements: kept(&self.settlements, frame.has_boundaries_of(&self.frame)),
            catchments: kept(&self.catchments, kitchens && frame.has_catchments_of(&self.frame)),
            kitchens: kept(&self.kitchens, kitchens),
            frame,
        }
    }

    pub(super) fn parts(&self) -> &[Arc<Part>] {
        &self.parts
    }

    /// Outlines of settlements or catchments.
    pub(super) fn outlines(&self, source: &Source, layer: LayerName) -> &Outlines {
        self.cell(layer).get_or_init(|| {
            let outline = |slot| match source.row(layer, slot)?.geometry()? {
                Geometry::MultiPolygon(polygons) => Outline::new(&polygons),
                _ => None,
            };
            (0..source.slots(layer)).into_par_iter().map(outline).collect()
        })
    }

    const fn cell(&self, layer: LayerName) -> &Arc<OnceLock<Outlines>> {
        if matches!(layer, LayerName::Catchments) { &self.catchments } else { &self.settlements }
    }

    pub(super) fn kitchens(&self, snapshot: &Snapshot) -> &[Spot] {
        self.kitchens
            .get_or_init(|| snapshot.kitchens().list().iter().map(|kitchen| Spot::of(kitchen.position)).collect())
    }

    /// Whether what is made over all rows of settlements, catchments or kitchens is there.
    pub(super) fn has(&self, layer: LayerName) -> bool {
        match layer {
            LayerName::Kitchens => self.kitchens.get().is_some(),
            LayerName::Settlements | LayerName::Catchments => self.cell(layer).get().is_some(),
            LayerName::Households | LayerName::Assignments | LayerName::Gaps => true,
        }
    }
}
