//! Near anything that is already known? Called like anything?

use std::collections::HashSet;

use geo::{Coord, CoordsIter};
use rstar::RTree;

use super::settlement_names::SettlementNames;
use crate::domain::id::Id;
use crate::domain::kitchen::Kitchen;
use crate::domain::position::Position;
use crate::domain::settlement::Settlement;

/// The corners of settlements and the kitchens, what a plausible position lies near; and what settlements are called.
///
/// Distances are chords of a sphere of 6371 km, a few metres short of the ground's at 50 km: this is a test
/// for slips, not a measurement.
#[derive(Clone, Debug, Default)]
pub struct Vicinity {
    known: RTree<[f64; 3]>,
    /// Cells with a known place in them or in one beside them: what is there is surely near.
    surely: HashSet<Cell>,
    names: SettlementNames,
}

/// A step east and one north on a grid of [`SIDE`].
type Cell = (i32, i32);

const RADIUS_M: f64 = 6_371_000.0;
const NEAR_M: f64 = 50_000.0;
/// Degrees of latitude and of longitude. Two places in the same cell, or in cells beside each other, are less than two
/// sides apart, 0.3 degrees: at most 33.4 km, and the diagonal of a square of 33.4 km is 47.2 km.
const SIDE: f64 = 0.15;

impl Vicinity {
    /// Made of what is registered.
    #[must_use]
    pub fn new(settlements: &[Settlement], kitchens: &[Kitchen]) -> Self {
        let corners = settlements.iter().flat_map(|settlement| settlement.boundary.polygons().coords_iter());
        let kitchens = kitchens.iter().map(|kitchen| kitchen.position.coord());
        let known: Vec<Coord<f64>> = corners.chain(kitchens).collect();
        let cells: HashSet<Cell> = known.iter().map(|place| cell(place.x, place.y)).collect();
        let beside = |(x, y): Cell| (x - 1..=x + 1).flat_map(move |x| (y - 1..=y + 1).map(move |y| (x, y)));
        Self {
            surely: cells.into_iter().flat_map(beside).collect(),
            known: RTree::bulk_load(known.into_iter().map(|place| on_sphere(place.x, place.y)).collect()),
            names: SettlementNames::new(settlements),
        }
    }

    /// Whether nothing is known, so that nothing can be far from it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.size() == 0
    }

    /// Whether a corner of a settlement or a kitchen is within 50 km.
    #[must_use]
    pub fn within_50_km(&self, position: Position) -> bool {
        let (lon, lat) = (position.lon(), position.lat());
        // The tree is asked about few rows of a file, the grid about all.
        self.surely.contains(&cell(lon, lat)) || self.in_tree(lon, lat)
    }

    /// Longitude and latitude with the signs that were forgotten, as far as `position` of them is near something:
    /// one or both signs turned, in the order given before the order exchanged.
    pub fn near_with_other_signs(
        &self,
        x: f64,
        y: f64,
        position: impl Fn(f64, f64) -> Option<Position>,
    ) -> Option<(f64, f64)> {
        let turned = |x: f64, y: f64| [(-x, -y), (-x, y), (x, -y)];
        let mut pairs = turned(x, y).into_iter().chain(turned(y, x));
        pairs.find(|&(lon, lat)| position(lon, lat).is_some_and(|place| self.within_50_km(place)))
    }

    /// The settlements that a text means: the one with this id, else those with this name.
    pub(super) fn settlements_meant(&self, text: &str) -> &[Id] {
        self.names.meant(text)
    }

    fn in_tree(&self, lon: f64, lat: f64) -> bool {
        self.known.locate_within_distance(on_sphere(lon, lat), NEAR_M * NEAR_M).next().is_some()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "of at most 360 / 0.15")]
fn cell(lon: f64, lat: f64) -> Cell {
    ((lon / SIDE).floor() as i32, (lat / SIDE).floor() as i32)
}

fn on_sphere(lon: f64, lat: f64) -> [f64; 3] {
    let ((sin_lon, cos_lon), (sin_lat, cos_lat)) = (lon.to_radians().sin_cos(), lat.to_radians().sin_cos());
    [RADIUS_M * cos_lat * cos_lon, RADIUS_M * cos_lat * sin_lon, RADIUS_M * sin_lat]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kitchen::KitchenStatus;
    use proptest::prelude::*;

    fn kitchen(lon: f64, lat: f64) -> Kitchen {
        Kitchen {
            id: Id::parse("K-1").unwrap(),
            name: "".into(),
            kind: None,
            status: KitchenStatus::Open,
            address: None,
            rations: None,
            position: Position::new(lon, lat).unwrap(),
        }
    }

    #[test]
    fn fifty_kilometres_are_the_limit() {
        let vicinity = Vicinity::new(&[], &[kitchen(-76.95, -12.13)]);
        let check = |lon, lat, near| {
            assert_eq!(vicinity.within_50_km(Position::new(lon, lat).unwrap()), near, "({lon}, {lat})");
        };
        check(-76.95, -12.13, true);
        check(-76.95, -12.13 + 0.449, true); // 49.9 km: a degree of the sphere is 111.195 km
        check(-76.95, -12.13 + 0.451, false); // 50.1 km
        check(-12.13, -76.95, false);
        assert!(!Vicinity::default().within_50_km(Position::new(0.0, 0.0).unwrap()));
    }

    proptest! {
        #[test]
        fn the_grid_says_what_the_tree_says(places in prop::collection::vec((-77.9..-76.0, -13.1..-11.2), 1..50)) {
            let vicinity = Vicinity::new(&[], &[kitchen(-76.95, -12.13), kitchen(-77.4, -12.0), kitchen(-77.0, 0.0)]);
            for (lon, lat) in places {
                for lat in [lat, lat + 12.1] {
                    prop_assert_eq!(
                        vicinity.within_50_km(Position::new(lon, lat).unwrap()),
                        vicinity.in_tree(lon, lat)
                    );
                }
            }
        }
    }
}
