//! Rows of every layer at one snapshot and one coverage limit.

use std::sync::{Arc, OnceLock};

use geo::{Geometry, MultiPolygon, Point, Rect};

use super::across_limits::AcrossLimits;
use super::bounding_box::BoundingBox;
use super::boxes::Boxes;
use super::field::Value;
use super::{LayerName, assignments, catchments, gaps, households, kitchens, settlements};
use crate::domain::assignment::State;
use crate::domain::catchment::{CatchmentError, Catchments};
use crate::domain::coverage::Where;
use crate::domain::figures::Grouped;
use crate::domain::gap::Gap;
use crate::domain::rank::Rank;
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::Snapshot;
use crate::domain::sums::Sums;

/// Rows of every layer at one snapshot and one coverage limit; what they need is computed when
/// first asked for, and kept.
///
/// Rows stand in slots in id order; a slot may be empty (a closed household has no assignment).
#[derive(Debug)]
pub struct Source {
    snapshot: Arc<Snapshot>,
    limit: CoverageLimit,
    coverage: OnceLock<Grouped<Where>>,
    sums: OnceLock<Sums>,
    catchment_figures: OnceLock<Grouped<(Where, Where)>>,
    gaps: OnceLock<Vec<Gap>>,
    gap_boxes: OnceLock<Boxes>,
    across: Arc<AcrossLimits>,
}

/// A row of a layer.
pub struct Feature<'a>(Kind<'a>);

enum Kind<'a> {
    Settlement(settlements::Row<'a>),
    Kitchen(kitchens::Row<'a>),
    Household(households::Row<'a>),
    Catchment(catchments::Row<'a>),
    Assignment(assignments::Row<'a>),
    Gap(&'a Gap),
}

impl Source {
    /// Rows at `limit`. What does not depend on it is shared with sources at other limits through `across`.
    #[must_use]
    pub fn new(snapshot: Arc<Snapshot>, limit: CoverageLimit, across: Arc<AcrossLimits>) -> Self {
        let (coverage, sums, catchment_figures, gaps, gap_boxes) = Default::default();
        Self { snapshot, limit, coverage, sums, catchment_figures, gaps, gap_boxes, across }
    }

    /// The snapshot.
    #[must_use]
    pub const fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The coverage limit.
    #[must_use]
    pub const fn limit(&self) -> CoverageLimit {
        self.limit
    }

    /// Figures by settlement.
    pub fn coverage(&self) -> &Grouped<Where> {
        self.coverage.get_or_init(|| self.snapshot.coverage(self.limit))
    }

    /// Sums by settlement and by kitchen: what the layers show of them.
    pub fn sums(&self) -> &Sums {
        self.sums.get_or_init(|| self.snapshot.sums(self.limit))
    }

    /// Figures by kitchen and settlement.
    pub fn catchment_figures(&self) -> &Grouped<(Where, Where)> {
        self.catchment_figures.get_or_init(|| self.snapshot.catchment_figures(self.limit))
    }

    /// Slots of the households that are not served, of all settlements or of one.
    pub fn unserved_slots(&self, settlement: Option<Rank>) -> impl Iterator<Item = usize> {
        self.snapshot.rows().enumerate().filter_map(move |(slot, placed)| {
            let state = placed.state(self.limit)?;
            let here = settlement.is_none() || placed.inside.settlement == settlement;
            (state != State::Served && here).then_some(slot)
        })
    }

    /// Gaps in id order.
    pub fn gaps(&self) -> &[Gap] {
        self.gaps.get_or_init(|| self.snapshot.gaps(self.limit))
    }

    /// Catchment polygons.
    ///
    /// # Errors
    /// [`CatchmentError`] where they cannot be drawn.
    pub fn catchments(&self) -> Result<&Catchments, &CatchmentError> {
        self.across.catchments(&self.snapshot)
    }

    /// Whether a layer's rows and their number can be had without computing over all households first.
    #[must_use]
    pub fn is_computed(&self, layer: LayerName) -> bool {
        match layer {
            LayerName::Settlements | LayerName::Kitchens | LayerName::Assignments => self.has_sums(),
            LayerName::Households => true,
            LayerName::Catchments => self.across.has_catchments() && self.has_sums(),
            LayerName::Gaps => self.gaps.get().is_some(),
        }
    }

    fn has_sums(&self) -> bool {
        self.sums.get().is_some() || self.snapshot.has_sums(self.limit)
    }

    /// How many slots a layer has.
    #[must_use]
    pub fn slots(&self, layer: LayerName) -> usize {
        match layer {
            LayerName::Settlements => self.snapshot.settlements().settlements().len(),
            LayerName::Kitchens | LayerName::Catchments => self.snapshot.kitchens().list().len(),
            LayerName::Households | LayerName::Assignments => self.snapshot.household_count(),
            LayerName::Gaps => self.gaps().len(),
        }
    }

    /// How many rows a layer has.
    #[must_use]
    pub fn count(&self, layer: LayerName) -> usize {
        match layer {
            LayerName::Assignments => usize::try_from(self.sums().total.assigned.households).unwrap_or(usize::MAX),
            LayerName::Catchments => self.snapshot.kitchens().open_count(),
            _ => self.slots(layer),
        }
    }

    /// The row in a slot.
    #[must_use]
    pub fn row(&self, layer: LayerName, slot: usize) -> Option<Feature<'_>> {
        let snapshot = &*self.snapshot;
        let limit = self.limit;
        Some(Feature(match layer {
            LayerName::Settlements => {
                let settlement = snapshot.settlements().settlements().get(slot)?;
                let sum = self.sums().by_settlement.get(&Where(Some(*snapshot.settlements().ranks().get(slot)?)))?;
                Kind::Settlement(settlements::Row { settlement, sum })
            }
            LayerName::Kitchens => {
                let kitchen = snapshot.kitchens().list().get(slot)?;
                let sum = self.sums().by_kitchen.get(&Where(Some(*snapshot.kitchens().ranks().get(slot)?)))?;
                Kind::Kitchen(kitchens::Row { kitchen, sum })
            }
            LayerName::Households => Kind::Household(households::Row { snapshot, limit, placed: snapshot.row(slot)? }),
            LayerName::Catchments => {
                let kitchen = snapshot.kitchens().list().get(slot)?;
                let rank = *snapshot.kitchens().ranks().get(slot)?;
                let catchment = self.catchments().ok()?.get(rank)?;
                let nearest = self.sums().nearest.get(&rank).copied().unwrap_or_default();
                Kind::Catchment(catchments::Row { kitchen, catchment, nearest })
            }
            LayerName::Assignments => {
                let placed = snapshot.row(slot)?;
                let assignment = placed.assignment.as_ref()?;
                Kind::Assignment(assignments::Row { snapshot, limit, placed, assignment })
            }
            LayerName::Gaps => Kind::Gap(self.gaps().get(slot)?),
        }))
    }

    /// The first slot whose id is `id` or comes after it.
    #[must_use]
    pub fn seek(&self, layer: LayerName, id: &str) -> usize {
        match layer {
            LayerName::Settlements => {
                self.snapshot.settlements().settlements().partition_point(|row| row.id.as_str() < id)
            }
            LayerName::Kitchens | LayerName::Catchments => {
                self.snapshot.kitchens().list().partition_point(|row| row.id.as_str() < id)
            }
            LayerName::Households | LayerName::Assignments => self.snapshot.seek(id),
            LayerName::Gaps => self.gaps().partition_point(|row| row.id.as_str() < id),
        }
    }

    /// The row with this id.
    #[must_use]
    pub fn find(&self, layer: LayerName, id: &str) -> Option<Feature<'_>> {
        self.row(layer, self.seek(layer, id)).filter(|feature| feature.id() == id)
    }

    /// Whether rows in a box can be found without looking at all of them first.
    #[must_use]
    pub fn is_indexed(&self, layer: LayerName) -> bool {
        match layer {
            LayerName::Households => true,
            LayerName::Gaps => self.gap_boxes.get().is_some(),
            other => self.across.is_indexed(other),
        }
    }

    /// Slots, in no order, of the rows whose geometry's own box touches a box; a row may come twice where that crosses
    /// the antimeridian. Those of points lie in it.
    pub fn near_box<'a>(&'a self, layer: LayerName, bounds: &BoundingBox) -> Box<dyn Iterator<Item = u32> + 'a> {
        let boxes = match layer {
            LayerName::Households => {
                let inside = move |part: Rect<f64>| {
                    let (min, max) = (part.min(), part.max());
                    self.snapshot.in_box(min.x, min.y, max.x, max.y)
                };
                let slots = bounds.parts().into_iter().flat_map(inside);
                return Box::new(slots.filter_map(|slot| u32::try_from(slot).ok()));
            }
            LayerName::Assignments => {
                let lines = self.across.lines(&self.snapshot);
                return Box::new(bounds.parts().into_iter().flat_map(|part| lines.near(&self.snapshot, part)));
            }
            LayerName::Gaps => self.gap_boxes.get_or_init(|| Boxes::of_gaps(self.gaps())),
            other => self.across.boxes(other, &self.snapshot),
        };
        Box::new(bounds.parts().into_iter().flat_map(|part| boxes.near(&part)))
    }

    /// The box around a layer's rows; `None` where none has a geometry.
    #[must_use]
    pub fn extent(&self, layer: LayerName) -> Option<Rect<f64>> {
        match layer {
            LayerName::Households => self.snapshot.extent(),
            LayerName::Gaps => self.gap_boxes.get_or_init(|| Boxes::of_gaps(self.gaps())).extent(),
            LayerName::Assignments => self.across.lines(&self.snapshot).extent(&self.snapshot),
            other => self.across.boxes(other, &self.snapshot).extent(),
        }
    }

    /// The rows that a selection found, where it was asked before.
    #[must_use]
    pub fn remembered(&self, layer: LayerName, key: &str) -> Option<Arc<[u32]>> {
        self.across.remembered().get(self.limit, layer, key)
    }

    /// Keeps the rows that a selection found, for the pages after the first, as long as there is room.
    pub fn remember(&self, layer: LayerName, key: &str, slots: &Arc<[u32]>) {
        self.across.remembered().put(self.limit, layer, key, slots);
    }
}

impl<'a> Feature<'a> {
    /// The row's id.
    #[must_use]
    pub fn id(&self) -> &'a str {
        match &self.0 {
            Kind::Settlement(row) => row.settlement.id.as_str(),
            Kind::Kitchen(row) => row.kitchen.id.as_str(),
            Kind::Household(row) => row.placed.household.id.as_str(),
            Kind::Catchment(row) => row.kitchen.id.as_str(),
            Kind::Assignment(row) => row.placed.household.id.as_str(),
            Kind::Gap(gap) => gap.id.as_str(),
        }
    }

    /// The value of the layer's field at `index`; null beyond the last.
    #[must_use]
    pub fn value(&self, index: usize) -> Value<'a> {
        match &self.0 {
            Kind::Settlement(row) => settlements::COLUMNS.get(index).map_or(Value::Null, |column| (column.read)(row)),
            Kind::Kitchen(row) => kitchens::COLUMNS.get(index).map_or(Value::Null, |column| (column.read)(row)),
            Kind::Household(row) => households::COLUMNS.get(index).map_or(Value::Null, |column| (column.read)(row)),
            Kind::Catchment(row) => catchments::COLUMNS.get(index).map_or(Value::Null, |column| (column.read)(row)),
            Kind::Assignment(row) => assignments::COLUMNS.get(index).map_or(Value::Null, |column| (column.read)(row)),
            Kind::Gap(gap) => gaps::COLUMNS.get(index).map_or(Value::Null, |column| (column.read)(gap)),
        }
    }

    /// The row's shape in WGS 84 degrees, longitude first.
    #[must_use]
    pub fn geometry(&self) -> Option<Geometry<f64>> {
        let point = |position: crate::domain::position::Position| Geometry::from(Point::from(position.coord()));
        let polygons = |polygons: &MultiPolygon<f64>| Geometry::from(polygons.clone());
        match &self.0 {
            Kind::Settlement(row) => Some(polygons(row.settlement.boundary.polygons())),
            Kind::Kitchen(row) => Some(point(row.kitchen.position)),
            Kind::Household(row) => row.placed.household.position.map(point),
            Kind::Catchment(row) => row.catchment.outline.as_ref().map(polygons),
            Kind::Assignment(row) => row.geometry(),
            Kind::Gap(gap) => Some(point(gap.centre)),
        }
    }
}
