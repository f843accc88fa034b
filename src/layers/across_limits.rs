//! What sources at one snapshot share, whatever their coverage limit.

use std::sync::OnceLock;

use geo::Rect;

use super::LayerName;
use super::boxes::{self, Boxes};
use super::remembered::Remembered;
use crate::domain::catchment::{CatchmentError, Catchments};
use crate::domain::snapshot::Snapshot;

/// Outlines, boxes around geometries, and rows that were found, of one snapshot; each is made when first asked for.
#[derive(Debug, Default)]
pub struct AcrossLimits {
    catchments: OnceLock<Result<Catchments, CatchmentError>>,
    settlement_boxes: OnceLock<Boxes>,
    kitchen_boxes: OnceLock<Boxes>,
    catchment_boxes: OnceLock<Boxes>,
    assignment_boxes: OnceLock<Boxes>,
    assignments_extent: OnceLock<Option<Rect<f64>>>,
    remembered: Remembered,
}

impl AcrossLimits {
    pub(super) fn catchments(&self, snapshot: &Snapshot) -> Result<&Catchments, &CatchmentError> {
        self.catchments.get_or_init(|| Catchments::build(snapshot)).as_ref()
    }

    pub(super) fn has_catchments(&self) -> bool {
        self.catchments.get().is_some()
    }

    pub(super) fn is_indexed(&self, layer: LayerName) -> bool {
        self.cell(layer).is_none_or(|boxes| boxes.get().is_some())
    }

    /// The boxes of a layer whose geometries do not depend on the limit; none of any other, and none where catchments
    /// cannot be drawn.
    pub(super) fn boxes(&self, layer: LayerName, snapshot: &Snapshot) -> &Boxes {
        static NONE: OnceLock<Boxes> = OnceLock::new();
        let Some(cell) = self.cell(layer) else { return NONE.get_or_init(Boxes::default) };
        cell.get_or_init(|| match layer {
            LayerName::Settlements => Boxes::of_settlements(snapshot),
            LayerName::Kitchens => Boxes::of_kitchens(snapshot),
            LayerName::Catchments => {
                let catchments = self.catchments(snapshot);
                catchments.map_or_else(|_| Boxes::default(), |catchments| Boxes::of_catchments(snapshot, catchments))
            }
            LayerName::Assignments => Boxes::of_assignments(snapshot),
            LayerName::Households | LayerName::Gaps => Boxes::default(),
        })
    }

    const fn cell(&self, layer: LayerName) -> Option<&OnceLock<Boxes>> {
        match layer {
            LayerName::Settlements => Some(&self.settlement_boxes),
            LayerName::Kitchens => Some(&self.kitchen_boxes),
            LayerName::Catchments => Some(&self.catchment_boxes),
            LayerName::Assignments => Some(&self.assignment_boxes),
            LayerName::Households | LayerName::Gaps => None,
        }
    }

    pub(super) fn assignments_extent(&self, snapshot: &Snapshot) -> Option<Rect<f64>> {
        *self.assignments_extent.get_or_init(|| match self.assignment_boxes.get() {
            Some(boxes) => boxes.extent(),
            None => boxes::extent_of_assignments(snapshot),
        })
    }

    pub(super) const fn remembered(&self) -> &Remembered {
        &self.remembered
    }
}
