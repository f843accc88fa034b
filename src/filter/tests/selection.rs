//! Rows found through trees and by ids are those that looking at every row finds.

use std::sync::Arc;

use geo::{MultiPolygon, Rect};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::{Area, Filter, FilterLanguage, Interval, Selection};
use super::crs84;
use crate::domain::date::Date;
use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::{Kitchen, KitchenStatus};
use crate::domain::position::Position;
use crate::domain::register::Register;
use crate::domain::settings::CoverageLimit;
use crate::domain::settlement::{Boundary, Settlement};
use crate::domain::snapshot::Snapshot;
use crate::domain::units::Persons;
use crate::layers::{AcrossLimits, BoundingBox, LayerName, Source};

struct Unwatched;

impl crate::domain::index::Bulk for Unwatched {
    fn done(&self, _: usize) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// Households strewn over a degree, some closed, some nowhere, and one on either side of the antimeridian.
pub(super) fn source(households: u32) -> Source {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let mut at = || Position::new(random.random_range(-77.5..-76.5), random.random_range(-12.5..-11.5)).unwrap();
    let id = |text: String| Id::parse(&text).unwrap();
    let kitchens = (0..20).map(|n| Kitchen {
        id: id(format!("K-{n:02}")),
        name: format!("Olla {n}").into(),
        kind: None,
        status: if n % 5 == 0 { KitchenStatus::Closed } else { KitchenStatus::Open },
        address: None,
        rations: None,
        position: at(),
    });
    let kitchens = kitchens.collect();
    let mut households: Vec<Household> = (0..households)
        .map(|n| {
            let mut household = Household::new(id(format!("H-{n:07}")));
            household.position = (n % 50 != 0).then(&mut at);
            household.persons = Some(Persons::new(f64::from(1 + n % 7)).unwrap());
            household.closed_on = (n % 11 == 0).then(|| Date::parse(&format!("2026-{:02}-15", 1 + n % 12)).unwrap());
            household
        })
        .collect();
    for (name, lon) in [("Z-east", -179.9), ("Z-west", 179.9)] {
        let mut household = Household::new(id(name.to_owned()));
        household.position = Some(Position::new(lon, 0.5).unwrap());
        households.push(household);
    }
    let square = |n: u32| {
        let (west, south) = (-77.5 + f64::from(n % 3) * 0.3, -12.5 + f64::from(n / 3) * 0.3);
        let polygon = Rect::new((west, south), (west + 0.25, south + 0.25)).to_polygon();
        let boundary = Boundary::new(MultiPolygon(vec![polygon])).unwrap();
        Settlement { id: id(format!("S-{n}")), name: format!("AA.HH. {n}").into(), boundary }
    };
    let settlements = (0..9).map(square).collect();
    let register = Register { settlements, kitchens, households, revision: 1, ..Register::default() };
    let snapshot = Arc::new(Snapshot::build(register, &Unwatched).unwrap());
    Source::new(snapshot, CoverageLimit::new(5_000.0).unwrap(), Arc::<AcrossLimits>::default())
}

/// What a selection means, row by row.
fn brute(source: &Source, selection: &Selection) -> Vec<usize> {
    let accepts = |slot: &usize| {
        let Some(row) = source.row(selection.layer, *slot) else { return false };
        let area = selection.area.as_ref();
        let open = selection.interval.and_then(|interval| interval.from).is_none_or(|from| {
            let closed = source.snapshot().row(*slot).and_then(|placed| placed.household.closed_on);
            selection.layer != LayerName::Households || closed.is_none_or(|closed| closed >= from)
        });
        open && area.is_none_or(|area| row.geometry().is_some_and(|shape| area.touches(&shape)))
            && selection.filter.as_ref().is_none_or(|filter| filter.accepts(&row))
    };
    (0..source.slots(selection.layer)).filter(accepts).collect()
}

#[test]
fn rows_are_found_as_if_every_one_were_looked_at() {
    let source = source(3_000);
    let area =
        |[west, south, east, north]: [f64; 4]| Area::degrees(BoundingBox::new(west, south, east, north).unwrap());
    let boxes = [
        [-77.0, -12.0, -76.9, -11.9],
        [-77.25, -12.2, -77.25, -12.2],
        [-180.0, -90.0, 180.0, 90.0],
        [179.0, -13.0, -77.0, 13.0],
        [0.0, 0.0, 1.0, 1.0],
    ];
    let filters = [
        "S_INTERSECTS(geometry, BBOX(-77,-12,-76.8,-11.8))",
        "S_WITHIN(geometry, POLYGON((-77.5 -12.5, -76.5 -12.5, -77 -11.5, -77.5 -12.5))) AND id >= 'H-0001'",
        "S_DISJOINT(geometry, BBOX(-77,-12,-76.8,-11.8))",
        "id IN ('H-0000007', 'H-0000001', 'nobody', 'K-03', 'S-4') AND NOT S_INTERSECTS(geometry, POINT(0 0))",
        "id = 'H-0000007' OR id = 'K-02'",
        "id = 'K-03'",
        "geometry IS NULL",
        "S_TOUCHES(geometry, BBOX(-77.25,-12.5,-76,-12))",
    ];
    let mut found_some = 0;
    for layer in LayerName::ALL {
        let interval = Some(Interval { from: Date::parse("2026-06-01").ok(), to: None });
        for interval in [None, interval] {
            for area in std::iter::once(None).chain(boxes.map(|sides| Some(area(sides)))) {
                for filter in std::iter::once(None).chain(filters.map(Some)) {
                    let filter = filter.map(|text| Filter::parse(layer, FilterLanguage::Text, text, &crs84()).unwrap());
                    let selection = Selection { layer, area: area.clone(), interval, filter };
                    let expected = brute(&source, &selection);
                    for asked in ["first", "remembered"] {
                        let matches = selection.find(&source);
                        let found: Vec<usize> = matches.slots(&source, 0).collect();
                        assert_eq!(found, expected, "{asked}: {selection:?}");
                        assert_eq!(matches.count(&source), expected.len(), "{asked}: {selection:?}");
                    }
                    found_some += usize::from(!expected.is_empty());
                }
            }
        }
    }
    assert!(found_some > 150, "{found_some}");
}

#[test]
fn many_rows_are_looked_at_by_several_threads_and_stay_in_order() {
    let source = source(30_000);
    let filter = Filter::parse(LayerName::Households, FilterLanguage::Text, "persons > 4", &crs84()).unwrap();
    let selection = Selection { filter: Some(filter), ..Selection::all(LayerName::Households) };
    assert!(!selection.is_quick(&source));
    let here = std::thread::current().id();
    let alone = || {
        assert_eq!(std::thread::current().id(), here, "no pool was given");
        false
    };
    let elsewhere =
        Selection { interval: Some(Interval { from: Date::parse("2026-06-01").ok(), to: None }), ..selection.clone() };
    assert!(elsewhere.find_unless(&source, &alone).is_some());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let found: Vec<usize> = pool.install(|| selection.find(&source)).slots(&source, 0).collect();
    assert_eq!(found, brute(&source, &selection));
    assert!(selection.is_quick(&source), "remembered");
    let start = found[100];
    assert_eq!(selection.find(&source).slots(&source, start).next(), Some(start));
}

#[test]
fn what_has_yet_to_be_computed_is_not_quick() {
    let source = source(100);
    let area = Some(Area::degrees(BoundingBox::new(-77.0, -12.0, -76.9, -11.9).unwrap()));
    for layer in LayerName::ALL {
        let selection = Selection { area: area.clone(), ..Selection::all(layer) };
        assert_eq!(selection.is_quick(&source), layer == LayerName::Households, "{layer:?}");
        let _ = source.count(layer);
        let _ = selection.find(&source).slots(&source, 0).filter_map(|slot| source.row(layer, slot)).count();
        let _ = (source.row(layer, 0), source.catchments().is_ok());
        assert!(source.is_indexed(layer), "{layer:?}");
    }
}

#[test]
fn extents_are_those_of_every_row() {
    use geo::BoundingRect;
    let source = source(500);
    for layer in LayerName::ALL {
        let rows = (0..source.slots(layer)).filter_map(|slot| source.row(layer, slot)?.geometry()?.bounding_rect());
        let expected = rows.reduce(|a, b| {
            let (low, high) = (a.min(), a.max());
            Rect::new((low.x.min(b.min().x), low.y.min(b.min().y)), (high.x.max(b.max().x), high.y.max(b.max().y)))
        });
        let extents = [source.extent(layer), {
            let _ = source.near_box(layer, &BoundingBox::new(0.0, 0.0, 0.0, 0.0).unwrap()).count();
            source.extent(layer)
        }];
        assert_eq!(extents, [expected, expected], "{layer:?}");
    }
    let empty = Snapshot::build(
        Register { settlements: vec![], kitchens: vec![], households: vec![], revision: 1, ..Register::default() },
        &Unwatched,
    );
    let empty = Source::new(Arc::new(empty.unwrap()), CoverageLimit::new(1.0).unwrap(), Arc::default());
    for layer in LayerName::ALL {
        assert_eq!(empty.extent(layer), None, "{layer:?}");
    }
}

#[test]
fn sources_at_other_limits_do_not_take_each_others_rows() {
    let near = source(300);
    let across = Arc::<AcrossLimits>::default();
    let at =
        |limit: f64| Source::new(Arc::clone(near.snapshot()), CoverageLimit::new(limit).unwrap(), Arc::clone(&across));
    let filter = Filter::parse(LayerName::Households, FilterLanguage::Text, "state = 'served'", &crs84()).unwrap();
    let selection = Selection { filter: Some(filter), ..Selection::all(LayerName::Households) };
    let (few, many) = (at(100.0), at(50_000.0));
    for source in [&few, &many, &few] {
        assert_eq!(selection.find(source).slots(source, 0).collect::<Vec<_>>(), brute(source, &selection));
    }
    assert!(selection.find(&few).count(&few) < selection.find(&many).count(&many));
}

#[test]
fn a_search_that_nobody_waits_for_stops() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    let source = source(30_000);
    let filter = Filter::parse(LayerName::Households, FilterLanguage::Text, "persons > 4", &crs84()).unwrap();
    let selection = Selection { filter: Some(filter), ..Selection::all(LayerName::Households) };
    let asked = AtomicUsize::new(0);
    let stopped = || asked.fetch_add(1, Ordering::Relaxed) >= 3;
    assert!(selection.find_unless(&source, &stopped).is_none());
    assert_eq!(asked.load(Ordering::Relaxed), 4, "not asked again, so nothing looked at again");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    asked.store(0, Ordering::Relaxed);
    assert!(pool.install(|| selection.find_unless(&source, &stopped)).is_none());
    assert!(asked.load(Ordering::Relaxed) < 50, "{asked:?} of 118 stretches");
    assert!(!selection.is_quick(&source), "half of the rows are not remembered as all");
    let found: Vec<usize> = selection.find(&source).slots(&source, 0).collect();
    assert_eq!(found, brute(&source, &selection));
}

#[test]
fn what_is_quick_depends_on_rows_and_on_what_is_asked_of_each() {
    let source = source(10_000);
    let quick = |area: Option<[f64; 4]>, filter: &str| {
        let area = area.map(|[west, south, east, north]| BoundingBox::new(west, south, east, north).unwrap());
        let filter = Filter::parse(LayerName::Households, FilterLanguage::Text, filter, &crs84()).unwrap();
        let area = area.map(Area::degrees);
        Selection { area, filter: Some(filter), ..Selection::all(LayerName::Households) }.is_quick(&source)
    };
    let many = |part: &str| format!("{}true = false", format!("{part} or ").repeat(60));
    assert!(quick(None, "persons > 4"));
    assert!(quick(None, "S_INTERSECTS(geometry, POLYGON((-77 -12, -76 -12, -76 -11, -77 -12)))"));
    assert!(!quick(None, &many("persons = 4 and address = 'x'")));
    assert!(!quick(None, &many("ACCENTI(address) LIKE '%x%'")));
    // The same over few rows.
    let small = Some([-77.0, -12.0, -76.95, -11.95]);
    assert!(quick(small, &many("persons = 4 and address = 'x'")));
    assert!(quick(None, &format!("id = 'H-0000007' and ({})", many("persons = 4"))));
}
