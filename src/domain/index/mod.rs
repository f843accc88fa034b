//! Which kitchens are nearest: an R-tree over their places in space, and exact answers from it.
//!
//! Kitchens stand in a 3-D R-tree in ECEF metres, so that poles, the antimeridian and UTM zone
//! borders are places like any other. Chords order nearly all of them; Karney's geodesic decides
//! where the proven [`window`](super::geodesy::window) leaves more than one.

mod bulk;
mod curve;
mod far;
mod search;

use rstar::{AABB, PointDistance, RStarInsertionStrategy, RTree, RTreeObject, RTreeParams};

use super::geodesy::{Ecef, Site, chord_squared};
use super::position::Position;
use super::rank::{Rank, Ranks};
use super::units::Metres;

pub use bulk::Bulk;
pub(super) use bulk::curve_order;
pub(super) use curve::curve_key;
pub use search::Search;

/// A kitchen and how far it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Neighbour {
    /// Which kitchen.
    pub rank: Rank,
    /// How far, on the ellipsoid.
    pub distance: Metres,
}

/// The nearest kitchen and the runner-up.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Nearest {
    /// `None` where no kitchen is open.
    pub first: Option<Neighbour>,
    /// `None` where only one kitchen is open.
    pub second: Option<Neighbour>,
}

/// Open kitchens, ready to be asked which is nearest.
///
/// As `PostGIS`'s `ORDER BY geography <-> geography LIMIT k`, but on the ellipsoid.
#[derive(Clone, Debug)]
pub struct KitchenIndex {
    tree: RTree<Leaf, Fanout>,
    places: Vec<Place>,
    ranks: Vec<Rank>,
}

/// A position where one or more kitchens stand.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) site: Site,
    /// Its kitchens: a range of `ranks`, rising.
    from: u32,
    to: u32,
}

#[derive(Clone, Copy, Debug)]
struct Leaf {
    ecef: Ecef,
    place: u32,
}

impl RTreeObject for Leaf {
    type Envelope = AABB<Ecef>;
    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(self.ecef)
    }
}

impl PointDistance for Leaf {
    fn distance_2(&self, point: &Ecef) -> f64 {
        chord_squared(&self.ecef, point)
    }
}

/// Children of a node. Six: fewer levels cost more boxes tested, more levels more cache misses
/// (measured by the bench `nearest`, which see).
#[derive(Clone, Copy, Debug)]
struct Fanout;

const MAX_CHILDREN: usize = 6;

impl RTreeParams for Fanout {
    const MIN_SIZE: usize = 3;
    const MAX_SIZE: usize = MAX_CHILDREN;
    const REINSERTION_COUNT: usize = 2;
    type DefaultInsertionStrategy = RStarInsertionStrategy;
}

impl KitchenIndex {
    /// Indexes kitchens by their positions, in id order; those given as `None` (closed) keep their
    /// rank and are never found.
    ///
    /// # Panics
    /// With `u32::MAX` kitchens or more.
    pub fn new(positions: impl IntoIterator<Item = Option<Position>>) -> Self {
        let positions: Vec<Option<Position>> = positions.into_iter().collect();
        let ranks = Ranks::even(positions.len());
        Self::of(positions.into_iter().zip(ranks.as_slice().iter().copied()))
    }

    /// Indexes kitchens by their positions; likewise.
    pub(super) fn of(kitchens: impl IntoIterator<Item = (Option<Position>, Rank)>) -> Self {
        let open = |(position, rank): (Option<Position>, Rank)| Some((position?, rank));
        let mut standing: Vec<(Position, Rank)> = kitchens.into_iter().filter_map(open).collect();
        let key = |p: &Position| (p.lon(), p.lat());
        standing.sort_by(|(p, r), (q, s)| {
            let ((a, b), (c, d)) = (key(p), key(q));
            a.total_cmp(&c).then(b.total_cmp(&d)).then(r.cmp(s))
        });
        let mut places: Vec<Place> = Vec::new();
        let mut ranks = Vec::with_capacity(standing.len());
        for (position, rank) in standing {
            let end = u32::try_from(ranks.len() + 1).expect("ranks fit in u32, so do their number");
            ranks.push(rank);
            match places.last_mut() {
                Some(place) if place.site.position == position => place.to = end,
                _ => places.push(Place { site: Site::new(position), from: end - 1, to: end }),
            }
        }
        let leaves = (0_u32..).zip(&places).map(|(place, p)| Leaf { ecef: p.site.ecef, place }).collect();
        Self { tree: RTree::bulk_load_with_params(leaves), places, ranks }
    }

    /// How many kitchens can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ranks.len()
    }

    /// Whether none can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranks.is_empty()
    }

    /// Positions where kitchens stand, each once.
    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// Places by rising chord from a point in space.
    pub(super) fn places_by_chord(&self, from: &Ecef) -> impl Iterator<Item = u32> {
        self.tree.nearest_neighbor_iter(from).map(|leaf| leaf.place)
    }

    /// The place with the shortest chord from a point in space.
    pub(super) fn nearest_place(&self, from: Ecef) -> Option<u32> {
        self.tree.nearest_neighbor(&from).map(|leaf| leaf.place)
    }

    /// The kitchens at a place, rising.
    pub(super) fn ranks_at(&self, place: u32) -> &[Rank] {
        let place = &self.places[place as usize];
        &self.ranks[place.from as usize..place.to as usize]
    }
}

#[cfg(test)]
mod tests;
