//! Near anything that is already known?

use std::cell::Cell;

use geo::CoordsIter;
use rstar::RTree;

use crate::domain::kitchen::Kitchen;
use crate::domain::position::Position;
use crate::domain::settlement::Settlement;

/// The corners of settlements and the kitchens: what a plausible position lies near.
///
/// Distances are chords of a sphere of 6371 km, a few metres short of the ground's at 50 km: this is a test
/// for slips, not a measurement.
#[derive(Clone, Debug, Default)]
pub struct Vicinity {
    known: RTree<[f64; 3]>,
}

/// A vicinity with a memory of the last place found near: rows of a file lie near each other.
pub(super) struct Watch<'a> {
    vicinity: &'a Vicinity,
    last: Cell<Option<Position>>,
}

const RADIUS_M: f64 = 6_371_000.0;
const NEAR_M: f64 = 50_000.0;
/// Degrees of latitude and of longitude within which two places are surely near: 0.3 degrees are at most
/// 33.4 km, and the diagonal of a square of 33.4 km is 47.2 km.
const SURELY_NEAR: f64 = 0.3;

impl Vicinity {
    /// Made of what is registered.
    #[must_use]
    pub fn new(settlements: &[Settlement], kitchens: &[Kitchen]) -> Self {
        let corners = settlements.iter().flat_map(|settlement| settlement.boundary.polygons().coords_iter());
        let corners = corners.map(|corner| on_sphere(corner.x, corner.y));
        let kitchens = kitchens.iter().map(|kitchen| on_sphere(kitchen.position.lon(), kitchen.position.lat()));
        Self { known: RTree::bulk_load(corners.chain(kitchens).collect()) }
    }

    /// Whether nothing is known, so that nothing can be far from it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.size() == 0
    }

    /// Whether a corner of a settlement or a kitchen is within 50 km.
    #[must_use]
    pub fn within_50_km(&self, position: Position) -> bool {
        let place = on_sphere(position.lon(), position.lat());
        self.known.locate_within_distance(place, NEAR_M * NEAR_M).next().is_some()
    }

    pub(super) const fn watch(&self) -> Watch<'_> {
        Watch { vicinity: self, last: Cell::new(None) }
    }
}

impl Watch<'_> {
    pub(super) fn is_off(&self) -> bool {
        self.vicinity.is_empty()
    }

    /// As [`Vicinity::within_50_km`].
    pub(super) fn within_50_km(&self, position: Position) -> bool {
        let (lon, lat) = (position.lon(), position.lat());
        let near_last =
            |last: Position| (last.lon() - lon).abs() < SURELY_NEAR && (last.lat() - lat).abs() < SURELY_NEAR;
        if self.last.get().is_some_and(near_last) {
            return true;
        }
        let place = on_sphere(lon, lat);
        let found = self.vicinity.known.locate_within_distance(place, NEAR_M * NEAR_M).next();
        // Remembered is the known place, not the row: nearness must not creep.
        self.last.set(found.and_then(|found| {
            let lat = (found[2] / RADIUS_M).clamp(-1.0, 1.0).asin().to_degrees();
            Position::new(found[1].atan2(found[0]).to_degrees(), lat).ok()
        }));
        found.is_some()
    }
}

fn on_sphere(lon: f64, lat: f64) -> [f64; 3] {
    let ((sin_lon, cos_lon), (sin_lat, cos_lat)) = (lon.to_radians().sin_cos(), lat.to_radians().sin_cos());
    [RADIUS_M * cos_lat * cos_lon, RADIUS_M * cos_lat * sin_lon, RADIUS_M * sin_lat]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
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
        fn a_watch_remembers_and_answers_alike(places in prop::collection::vec((-77.9..-76.0, -13.1..-11.2), 1..50)) {
            let vicinity = Vicinity::new(&[], &[kitchen(-76.95, -12.13), kitchen(-77.4, -12.0)]);
            let watch = vicinity.watch();
            for (lon, lat) in places {
                let place = Position::new(lon, lat).unwrap();
                prop_assert_eq!(watch.within_50_km(place), vicinity.within_50_km(place));
            }
        }
    }
}
