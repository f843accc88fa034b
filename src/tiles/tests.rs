//! After an edit every layer is found and drawn as from a snapshot that is built, and nothing is made again that the
//! edit did not touch.

use std::sync::Arc;

use geo::{MultiPolygon, Rect};
use proptest::prelude::*;

use super::{Square, TileStore};
use crate::domain::change::{Change, Row, What};
use crate::domain::date::Date;
use crate::domain::household::{FixedAssignment, Household};
use crate::domain::id::Id;
use crate::domain::kitchen::{Kitchen, KitchenStatus};
use crate::domain::position::Position;
use crate::domain::register::{Register, RegisterName};
use crate::domain::settings::{CoverageLimit, Settings};
use crate::domain::settlement::{Boundary, Settlement};
use crate::domain::snapshot::Snapshot;
use crate::domain::units::Persons;
use crate::layers::{AcrossLimits, BoundingBox, LayerName, Source};

const HOUSEHOLDS: usize = 1_400;

/// A snapshot with what was made from it, as a running program has them.
struct Seen {
    snapshot: Arc<Snapshot>,
    across: Arc<AcrossLimits>,
    store: Arc<TileStore>,
}

impl Seen {
    fn of(register: Register) -> Self {
        let snapshot = Arc::new(Snapshot::build(register, &()).unwrap());
        Self { snapshot, across: Arc::default(), store: Arc::new(TileStore::new(1 << 20)) }
    }

    fn after(&self, what: Vec<What>) -> Self {
        let revision = self.snapshot.revision() + 1;
        let changes = what.into_iter().map(|what| Change { revision, what }).collect();
        let snapshot = Arc::new(self.snapshot.apply(revision, changes, &()).unwrap().snapshot);
        let across = Arc::new(self.across.after(&self.snapshot, &snapshot));
        Self { snapshot, across, store: Arc::clone(&self.store) }
    }

    fn source(&self, limit: CoverageLimit) -> Arc<Source> {
        Arc::new(Source::new(Arc::clone(&self.snapshot), limit, Arc::clone(&self.across)))
    }

    fn stored(&self) -> Arc<Source> {
        self.source(self.snapshot.settings().coverage_limit)
    }

    fn tile(&self, source: &Arc<Source>, layer: LayerName, tile: Square) -> Vec<u8> {
        self.store.of(source).set.tile(source, &[layer], tile).unwrap()
    }

    /// Holds everything against what is made from the registers.
    fn check(&self) {
        let fresh = Self::of(self.snapshot.register());
        for limit in [self.snapshot.settings().coverage_limit, CoverageLimit::new(300.0).unwrap()] {
            let (source, expected) = (self.source(limit), fresh.source(limit));
            for layer in LayerName::ALL {
                for tile in tiles() {
                    let bytes = self.tile(&source, layer, tile);
                    assert!(bytes == fresh.tile(&expected, layer, tile), "{layer:?} {tile:?}");
                }
                assert_eq!(source.extent(layer), expected.extent(layer), "{layer:?}");
                for bounds in [
                    [-180.0, -90.0, 180.0, 90.0],
                    [-76.955, -12.125, -76.951, -12.121],
                    [-76.949, -12.13, -76.93, -12.11],
                ] {
                    let [west, south, east, north] = bounds;
                    let bounds = BoundingBox::new(west, south, east, north).unwrap();
                    let near = |source: &Source| {
                        let mut slots: Vec<u32> = source.near_box(layer, &bounds).collect();
                        slots.sort_unstable();
                        slots
                    };
                    assert_eq!(near(&source), near(&expected), "{layer:?} {bounds:?}");
                }
            }
        }
    }
}

fn id(letter: &str, n: usize) -> Id {
    Id::parse(&format!("{letter}-{n:04}")).unwrap()
}

fn position((lon, lat): (f64, f64)) -> Position {
    Position::new(lon, lat).unwrap()
}

fn kitchen(n: usize, at: (f64, f64), open: bool) -> Kitchen {
    Kitchen {
        id: id("K", n),
        name: "x".into(),
        kind: None,
        status: if open { KitchenStatus::Open } else { KitchenStatus::Closed },
        address: None,
        rations: None,
        position: position(at),
    }
}

fn settlement(n: usize, (west, south): (f64, f64), name: &str) -> Settlement {
    let square = Rect::new((west, south), (west + 0.004, south + 0.004)).to_polygon();
    let boundary = Boundary::new(MultiPolygon(vec![square])).unwrap();
    Settlement { id: id("S", n), name: name.into(), boundary }
}

/// A crowd that no tile shows one by one, a few around it, and some far away; several in each place.
fn register() -> Register {
    let step = |n: usize| f64::from(u32::try_from(n).unwrap());
    let households = (0..HOUSEHOLDS).map(|n| {
        let spread = if n % 10 == 0 { 0.004 } else { 0.000_1 };
        let far = if n % 97 == 0 { 3.0 } else { 0.0 };
        let at = (-76.95 + step(n * 7 % 31) * spread + far, -12.12 + step(n * 11 % 29) * spread);
        let mut household = Household::new(id("H", n));
        household.position = (n % 50 != 1).then(|| position(at));
        household.persons = Persons::new(step(n % 9 + 1)).ok();
        household
    });
    let kitchens = (0..9).map(|n| kitchen(n, (-76.96 + step(n) * 0.003, -12.125 + step(n * n % 7) * 0.002), n != 4));
    let settlements = [(-76.952, -12.122), (-76.947, -12.12), (-76.94, -12.115)];
    Register {
        settlements: settlements.into_iter().enumerate().map(|(n, at)| settlement(n, at, "x")).collect(),
        kitchens: kitchens.collect(),
        households: households.collect(),
        revision: 1,
        ..Register::default()
    }
}

/// Around the crowd and beside it, so that it is seen whole, in parts, and in buffers.
fn tiles() -> impl Iterator<Item = Square> {
    let around = |level: u8| {
        let [x, y] = super::square::parts(-76.95, -12.12);
        let all = f64::from(1_u32 << level);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tiles of the world")]
        let [column, row] = [x, y].map(|part| (part * all) as u32);
        let square = move |east: u32, south: u32| {
            let [level, row, column] = [u32::from(level), row + south, column + east].map(|n| n.to_string());
            Square::parse(&level, &row, &column).unwrap()
        };
        let beside = if level < 12 { vec![] } else { vec![square(1, 0), square(0, 1)] };
        [square(0, 0)].into_iter().chain(beside)
    };
    [0, 6, 12, 15, 17, 18].into_iter().flat_map(around)
}

fn spot() -> impl Strategy<Value = (f64, f64)> {
    let grid = (0_u8..9, 0_u8..9).prop_map(|(x, y)| (-76.955 + f64::from(x) * 0.002, -12.125 + f64::from(y) * 0.002));
    prop_oneof![3 => grid, 2 => (-76.96_f64..-76.93, -12.13_f64..-12.11)]
}

prop_compose! {
    fn household()(
        n in 0..HOUSEHOLDS + 40,
        spot in prop::option::weighted(0.9, spot()),
        persons in 1_u32..9,
        closed in prop::bool::weighted(0.1),
        fixed in prop::option::weighted(0.2, 0_usize..9),
    ) -> Household {
        Household {
            position: spot.map(position),
            persons: Persons::new(f64::from(persons)).ok(),
            closed_on: closed.then(|| Date::parse("2020-08-01").unwrap()),
            fixed: fixed.map(|n| Box::new(FixedAssignment { kitchen: id("K", n), reason: None })),
            ..Household::new(id("H", n))
        }
    }
}

fn edit() -> impl Strategy<Value = What> {
    let limit = |metres: f64| {
        let coverage_limit = CoverageLimit::new(metres).unwrap();
        What::Settings(Box::new(Settings { coverage_limit, ..Settings::default() }))
    };
    prop_oneof![
        6 => household().prop_map(|row| What::Put(Row::Household(row))),
        3 => (0..HOUSEHOLDS).prop_map(|n| What::Remove(RegisterName::Households, id("H", n))),
        4 => (0_usize..12, spot(), prop::bool::weighted(0.8))
            .prop_map(|(n, at, open)| What::Put(Row::Kitchen(kitchen(n, at, open)))),
        1 => (0_usize..9).prop_map(|n| What::Remove(RegisterName::Kitchens, id("K", n))),
        1 => (0_usize..5, spot(), "[a-z]")
            .prop_map(|(n, at, name)| What::Put(Row::Settlement(settlement(n, at, &name)))),
        1 => (0_usize..3).prop_map(|n| What::Remove(RegisterName::Settlements, id("S", n))),
        1 => (100.0_f64..2_000.0).prop_map(limit),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn tiles_and_boxes_after_edits_are_those_of_the_same_registers(
        edits in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..7),
    ) {
        let mut seen = Seen::of(register());
        seen.check();
        for edit in edits {
            seen = seen.after(edit);
            seen.check();
        }
    }
}

/// How many of the parts that a tile is made from are another snapshot's too, and how many there are.
fn shared(a: &Seen, b: &Seen) -> (usize, usize) {
    let sets = [a, b].map(|seen| seen.store.of(&seen.stored()).set);
    let [a, b] = [&sets[0], &sets[1]].map(|set| set.ground().parts());
    (a.iter().zip(b).filter(|(a, b)| Arc::ptr_eq(a, b)).count(), b.len())
}

#[test]
fn what_an_edit_does_not_touch_is_not_made_again() {
    let seen = Seen::of(register());
    let source = seen.stored();
    for layer in LayerName::ALL {
        let bytes: usize = tiles().map(|tile| seen.tile(&source, layer, tile).len()).sum();
        assert!(bytes > 0, "{layer:?}");
    }
    let mut moved = Household::new(id("H", 7));
    moved.position = Some(position((-76.945, -12.118)));
    let next = seen.after(vec![What::Put(Row::Household(moved))]);
    let (kept, all) = shared(&seen, &next);
    assert!(all > 100 && kept + 3 >= all, "{kept} of {all}");
    let after = next.stored();
    let catchments = |source: &Source| std::ptr::from_ref(source.catchments().unwrap());
    assert!(std::ptr::eq(catchments(&source), catchments(&after)));
    for layer in [LayerName::Settlements, LayerName::Kitchens, LayerName::Assignments, LayerName::Catchments] {
        assert!(after.is_indexed(layer), "{layer:?}");
    }
    // A kitchen far from most: its own households alone are looked at again.
    let near = seen.after(vec![What::Put(Row::Kitchen(kitchen(8, (-76.936, -12.121), false)))]);
    let (kept, all) = shared(&seen, &near);
    assert!(kept * 2 > all && kept < all, "{kept} of {all}");
    let after = near.stored();
    assert!(!std::ptr::eq(catchments(&source), catchments(&after)));
    assert!(after.is_indexed(LayerName::Settlements) && after.is_indexed(LayerName::Assignments));
}

#[test]
fn a_line_is_where_its_kitchen_is_although_the_household_is_as_it_was() {
    // The same distance to the west as it was to the east: nothing that is computed for the household changes.
    let (east, west) = ((0.001, 0.0), (-0.001, 0.0));
    let mut household = Household::new(id("H", 0));
    household.position = Some(position((0.0, 0.0)));
    let register = Register {
        kitchens: vec![kitchen(0, east, true)],
        households: vec![household],
        revision: 1,
        ..Register::default()
    };
    let seen = Seen::of(register);
    let found = |seen: &Seen, lon: f64| {
        let bounds = BoundingBox::new(lon, -1.0, lon, 1.0).unwrap();
        seen.stored().near_box(LayerName::Assignments, &bounds).count()
    };
    assert_eq!((found(&seen, east.0), found(&seen, west.0)), (1, 0));
    let next = seen.after(vec![What::Put(Row::Kitchen(kitchen(0, west, true)))]);
    let mark = seen.snapshot.neighbours().next().unwrap().mark();
    assert!(next.snapshot.neighbours().next().unwrap().are(&mark), "else this shows nothing");
    assert_eq!((found(&next, east.0), found(&next, west.0)), (0, 1));
}
