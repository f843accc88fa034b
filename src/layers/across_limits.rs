//! What sources at one snapshot share, whatever their coverage limit.

use std::sync::{Arc, OnceLock};

use super::LayerName;
use super::boxes::Boxes;
use super::lines::Lines;
use super::remembered::Remembered;
use crate::domain::catchment::{CatchmentError, Catchments};
use crate::domain::snapshot::Snapshot;

/// Outlines, boxes around geometries, and rows that were found, of one snapshot; each is made when first asked for, and
/// those that an edit leaves as they are belong to the next snapshot too.
#[derive(Debug, Default)]
pub struct AcrossLimits {
    catchments: Arc<OnceLock<Result<Catchments, CatchmentError>>>,
    settlement_boxes: Arc<OnceLock<Boxes>>,
    kitchen_boxes: Arc<OnceLock<Boxes>>,
    catchment_boxes: Arc<OnceLock<Boxes>>,
    lines: OnceLock<Lines>,
    remembered: Remembered,
}

impl AcrossLimits {
    /// What holds of a snapshot after an edit, where this holds of the one before it.
    #[must_use]
    pub fn after(&self, before: &Snapshot, next: &Snapshot) -> Self {
        fn kept<T>(cell: &Arc<OnceLock<T>>, same: bool) -> Arc<OnceLock<T>> {
            if same { Arc::clone(cell) } else { Arc::default() }
        }
        let (was, is) = (&before.frame(), &next.frame());
        let lines = self.lines.get().map(|lines| lines.after((was, is), next));
        let (kitchens, catchments) = (is.has_kitchens_of(was), is.has_catchments_of(was));
        Self {
            catchments: kept(&self.catchments, catchments),
            settlement_boxes: kept(&self.settlement_boxes, is.has_boundaries_of(was)),
            kitchen_boxes: kept(&self.kitchen_boxes, kitchens),
            catchment_boxes: kept(&self.catchment_boxes, kitchens && catchments),
            lines: lines.map_or_else(OnceLock::new, OnceLock::from),
            remembered: Remembered::default(),
        }
    }

    pub(super) fn catchments(&self, snapshot: &Snapshot) -> Result<&Catchments, &CatchmentError> {
        self.catchments.get_or_init(|| Catchments::build(snapshot)).as_ref()
    }

    pub(super) fn has_catchments(&self) -> bool {
        self.catchments.get().is_some()
    }

    pub(super) fn is_indexed(&self, layer: LayerName) -> bool {
        if layer == LayerName::Assignments {
            return self.lines.get().is_some_and(Lines::are_ready);
        }
        self.cell(layer).is_none_or(|boxes| boxes.get().is_some())
    }

    /// The boxes of a layer whose geometries do not depend on the limit, lines apart; none of any other, and none where
    /// catchments cannot be drawn.
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
            LayerName::Households | LayerName::Assignments | LayerName::Gaps => Boxes::default(),
        })
    }

    fn cell(&self, layer: LayerName) -> Option<&OnceLock<Boxes>> {
        match layer {
            LayerName::Settlements => Some(&self.settlement_boxes),
            LayerName::Kitchens => Some(&self.kitchen_boxes),
            LayerName::Catchments => Some(&self.catchment_boxes),
            LayerName::Households | LayerName::Assignments | LayerName::Gaps => None,
        }
    }

    /// The boxes around lines.
    pub(super) fn lines(&self, snapshot: &Snapshot) -> &Lines {
        self.lines.get_or_init(|| Lines::new(snapshot))
    }

    pub(super) const fn remembered(&self) -> &Remembered {
        &self.remembered
    }
}
