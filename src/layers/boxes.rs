//! The boxes around a layer's geometries, in an R-tree.

use geo::{BoundingRect, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::domain::catchment::Catchments;
use crate::domain::gap::Gap;
use crate::domain::snapshot::Snapshot;

type Slot = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// Which slots lie where; a row without geometry lies nowhere.
#[derive(Debug, Default)]
pub(super) struct Boxes(RTree<Slot>);

impl Boxes {
    fn new(boxes: impl Iterator<Item = Option<Rect<f64>>>) -> Self {
        let slot = |(slot, rect): (u32, Option<Rect<f64>>)| Some(of_rect(slot, &rect?));
        Self(RTree::bulk_load((0..).zip(boxes).filter_map(slot).collect()))
    }

    pub(super) fn of_settlements(snapshot: &Snapshot) -> Self {
        let settlements = snapshot.settlements().settlements().iter();
        Self::new(settlements.map(|settlement| settlement.boundary.polygons().bounding_rect()))
    }

    pub(super) fn of_kitchens(snapshot: &Snapshot) -> Self {
        let kitchens = snapshot.kitchens().list().iter();
        Self::new(kitchens.map(|kitchen| Some(Rect::new(kitchen.position.coord(), kitchen.position.coord()))))
    }

    pub(super) fn of_catchments(snapshot: &Snapshot, catchments: &Catchments) -> Self {
        let ranks = snapshot.kitchens().ranks().iter();
        Self::new(ranks.map(|rank| catchments.get(*rank)?.outline.as_ref()?.bounding_rect()))
    }

    pub(super) fn of_gaps(gaps: &[Gap]) -> Self {
        Self::new(gaps.iter().map(|gap| Some(Rect::new(gap.centre.coord(), gap.centre.coord()))))
    }

    /// Slots whose box touches a box, edges included.
    pub(super) fn near(&self, part: &Rect<f64>) -> impl Iterator<Item = u32> + use<'_> {
        let bounds = AABB::from_corners([part.min().x, part.min().y], [part.max().x, part.max().y]);
        self.0.locate_in_envelope_intersecting(&bounds).map(|slot| slot.data)
    }

    /// The box around all of them.
    pub(super) fn extent(&self) -> Option<Rect<f64>> {
        rect_of(self.0.root().envelope())
    }
}

fn of_rect(slot: u32, rect: &Rect<f64>) -> Slot {
    let rectangle = Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
    GeomWithData::new(rectangle, slot)
}

/// The box around two boxes.
#[must_use]
pub fn union(a: Rect<f64>, b: Rect<f64>) -> Rect<f64> {
    let (low, high) = (a.min(), a.max());
    Rect::new((low.x.min(b.min().x), low.y.min(b.min().y)), (high.x.max(b.max().x), high.y.max(b.max().y)))
}

/// The box around all settlements.
#[must_use]
pub fn around_settlements(snapshot: &Snapshot) -> Option<Rect<f64>> {
    let settlements = snapshot.settlements().settlements().iter();
    settlements.filter_map(|settlement| settlement.boundary.polygons().bounding_rect()).reduce(union)
}

/// The box around all kitchens, closed ones too.
#[must_use]
pub fn around_kitchens(snapshot: &Snapshot) -> Option<Rect<f64>> {
    let kitchens = snapshot.kitchens().list().iter();
    kitchens.map(|kitchen| kitchen.position.coord()).map(|at| Rect::new(at, at)).reduce(union)
}

/// The box around all settlements and kitchens.
#[must_use]
pub fn around_places(snapshot: &Snapshot) -> Option<Rect<f64>> {
    around_settlements(snapshot).into_iter().chain(around_kitchens(snapshot)).reduce(union)
}

/// `None` for the box around nothing.
fn rect_of(envelope: AABB<[f64; 2]>) -> Option<Rect<f64>> {
    let ([west, south], [east, north]) = (envelope.lower(), envelope.upper());
    (west <= east && south <= north).then(|| Rect::new((west, south), (east, north)))
}
