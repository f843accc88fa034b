//! Which settlement a position is in.

use geo::algorithm::{BoundingRect, CoordinatePosition};
use geo::coordinate_position::CoordPos;
use rstar::{AABB, RTree, RTreeObject};

use super::listed::{Edits, Listed};
use super::position::Position;
use super::rank::Rank;
use super::settlement::Settlement;

/// Settlements in id order, in an R-tree over their bounding boxes.
#[derive(Clone, Debug)]
pub struct SettlementIndex {
    list: Listed<Settlement>,
    boxes: RTree<SettlementBox>,
}

#[derive(Clone, Debug)]
struct SettlementBox {
    rank: Rank,
    envelope: AABB<[f64; 2]>,
}

impl RTreeObject for SettlementBox {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

/// Where a position lies among settlements.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Inside {
    /// The settlement; the lowest id where several hold the position; `None` outside all.
    pub settlement: Option<Rank>,
    /// Whether several hold it.
    pub overlap: bool,
}

impl SettlementIndex {
    /// Indexes settlements given in id order.
    #[must_use]
    pub fn new(settlements: Vec<Settlement>) -> Self {
        Self::of(Listed::new(settlements, Vec::new(), 0))
    }

    pub(super) fn of(list: Listed<Settlement>) -> Self {
        let ranks = list.ranks().as_slice().iter();
        let boxes = list.rows().iter().zip(ranks).filter_map(|(settlement, &rank)| {
            let bounds = settlement.boundary.polygons().bounding_rect()?;
            let envelope = AABB::from_corners(bounds.min().into(), bounds.max().into());
            Some(SettlementBox { rank, envelope })
        });
        let boxes = RTree::bulk_load(boxes.collect());
        Self { list, boxes }
    }

    /// After some edits; `None` where a new one finds no room among the ranks.
    pub(super) fn edited(&self, edits: &Edits<Settlement>) -> Option<Self> {
        self.list.edited(edits).map(Self::of)
    }

    pub(super) const fn list(&self) -> &Listed<Settlement> {
        &self.list
    }

    /// The settlements, in id order.
    #[must_use]
    pub fn settlements(&self) -> &[Settlement] {
        self.list.rows()
    }

    /// Their ranks, rising.
    #[must_use]
    pub fn ranks(&self) -> &[Rank] {
        self.list.ranks().as_slice()
    }

    /// The settlement at a rank.
    #[must_use]
    pub fn get(&self, rank: Rank) -> &Settlement {
        self.list.get(rank)
    }

    /// The rank of the settlement with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Rank> {
        self.list.find(id)
    }

    /// The settlement at a position; its edge belongs to it.
    #[must_use]
    pub fn locate(&self, position: Position) -> Inside {
        let mut inside = Inside::default();
        let point = AABB::from_point([position.lon(), position.lat()]);
        for candidate in self.boxes.locate_in_envelope_intersecting(&point) {
            let polygons = self.get(candidate.rank).boundary.polygons();
            if polygons.coordinate_position(&position.coord()) == CoordPos::Outside {
                continue;
            }
            inside.overlap |= inside.settlement.is_some();
            inside.settlement = Some(inside.settlement.map_or(candidate.rank, |other| other.min(candidate.rank)));
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::settlement::Boundary;
    use geo::{MultiPolygon, Rect, polygon};

    fn square(id: &str, west: f64, east: f64) -> Settlement {
        let polygon = Rect::new((west, 0.0), (east, 1.0)).to_polygon();
        let boundary = Boundary::new(MultiPolygon(vec![polygon])).unwrap();
        Settlement { id: Id::parse(id).unwrap(), name: id.into(), boundary }
    }

    #[test]
    fn where_two_overlap_the_lower_id_wins_and_it_is_flagged() {
        let index = SettlementIndex::new(vec![square("A", 0.0, 2.0), square("B", 1.0, 3.0)]);
        for (lon, lat, settlement, overlap, why) in [
            (0.5, 0.5, Some(0), false, "in A alone"),
            (1.5, 0.5, Some(0), true, "in both"),
            (2.5, 0.5, Some(1), false, "in B alone"),
            (0.0, 0.5, Some(0), false, "on A's edge"),
            (3.0, 1.0, Some(1), false, "on B's corner"),
            (4.0, 0.5, None, false, "outside"),
        ] {
            let expected = Inside { settlement: settlement.map(Rank::of), overlap };
            assert_eq!(index.locate(Position::new(lon, lat).unwrap()), expected, "{why}");
        }
    }

    #[test]
    fn a_hole_is_outside() {
        let ring = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 3.0, y: 0.0), (x: 3.0, y: 3.0), (x: 0.0, y: 3.0)],
            interiors: [[(x: 1.0, y: 1.0), (x: 2.0, y: 1.0), (x: 2.0, y: 2.0), (x: 1.0, y: 2.0)]],
        );
        let boundary = Boundary::new(MultiPolygon(vec![ring])).unwrap();
        let index = SettlementIndex::new(vec![Settlement { id: Id::parse("R").unwrap(), name: "R".into(), boundary }]);
        assert_eq!(index.locate(Position::new(1.5, 1.5).unwrap()).settlement, None);
        assert_eq!(index.locate(Position::new(0.5, 0.5).unwrap()).settlement, Some(Rank::of(0)));
    }
}
