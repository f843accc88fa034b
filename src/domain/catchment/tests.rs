//! Laws of catchments: they tile the study area, and hold the households nearest to them.

use geo::algorithm::{Area, BooleanOps, CoordinatePosition, Relate, Validation};
use geo::coordinate_position::CoordPos;
use geo::{BoundingRect, Distance, Euclidean, MultiPolygon, Point, Polygon, Rect, polygon, unary_union};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::domain::id::Id;
use crate::domain::kitchen::{Kitchen, KitchenStatus};
use crate::domain::position::Position;
use crate::domain::register::Register;
use crate::domain::settings::Settings;
use crate::domain::settlement::Boundary;

fn snapshot(kitchens: &[(f64, f64)], study_area: impl Into<MultiPolygon<f64>>) -> Snapshot {
    let kitchens = kitchens.iter().enumerate().map(|(n, &(lon, lat))| Kitchen {
        id: Id::parse(&format!("K-{n:05}")).unwrap(),
        name: "made up".into(),
        kind: None,
        status: KitchenStatus::Open,
        address: None,
        rations: None,
        position: Position::new(lon, lat).unwrap(),
    });
    let study_area = Some(Boundary::new(study_area.into()).unwrap());
    let settings = Settings { study_area, ..Settings::default() };
    Snapshot::build(Register { kitchens: kitchens.collect(), settings, ..Register::default() }, &()).unwrap()
}

/// About a metre, in degrees of latitude.
const METRE: f64 = 9e-6;

/// What the grid of the overlay may move a corner by, as part of the study area's width: it has
/// 2^30 steps, and a corner may be moved by a few.
const GRID: f64 = 1e-8;

fn check(snapshot: &Snapshot, random_positions: usize, why: &str) {
    let catchments = Catchments::build(snapshot).unwrap();
    let study_area = catchments.study_area();
    let bounds = study_area.bounding_rect().unwrap();
    let outlines: Vec<(Rank, &MultiPolygon<f64>)> = snapshot
        .kitchens()
        .open_ranks()
        .filter_map(|rank| Some((rank, catchments.get(rank)?.outline.as_ref()?)))
        .collect();
    for (rank, outline) in &outlines {
        assert!(outline.is_valid(), "{why}: {rank:?} {:?}", outline.validation_errors());
    }
    // No gap and no overlap: the areas add up to the union's, which is the study area's.
    let sum: f64 = outlines.iter().map(|(_, outline)| outline.unsigned_area()).sum();
    let slack = GRID * bounds.width().max(bounds.height()) * (bounds.width() + bounds.height());
    assert!((sum - study_area.unsigned_area()).abs() <= slack, "{why}: {sum} {}", study_area.unsigned_area());
    let union = unary_union(outlines.iter().map(|(_, outline)| *outline));
    let missing = study_area.difference(&union).unsigned_area();
    assert!(missing <= slack, "{why}: {missing} square degrees are in no catchment");
    // Every position farther than a metre from an edge is in its own kitchen's catchment alone.
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    for _ in 0..random_positions {
        let lon = rng.random_range(bounds.min().x..bounds.max().x);
        let lat = rng.random_range(bounds.min().y..bounds.max().y);
        let point = Point::new(lon, lat);
        if study_area.coordinate_position(&point.0) != CoordPos::Inside {
            continue;
        }
        let nearest = snapshot.kitchens().search().nearest(Position::new(lon, lat).unwrap()).first.unwrap().rank;
        for (rank, outline) in &outlines {
            let inside = outline.coordinate_position(&point.0) == CoordPos::Inside;
            if inside != (*rank == nearest) {
                let beside = outline.iter().map(|p| Euclidean.distance(&point, p.exterior())).fold(f64::MAX, f64::min);
                assert!(beside < METRE, "{why}: {point:?} belongs to {nearest:?}, {rank:?} {inside}, {beside} degrees");
            }
        }
    }
}

fn square(west: f64, south: f64, side: f64) -> Polygon<f64> {
    Rect::new((west, south), (west + side, south + side)).to_polygon()
}

fn scattered(rng: &mut ChaCha8Rng, n: usize, west: f64, south: f64, side: f64) -> Vec<(f64, f64)> {
    (0..n).map(|_| (west + side * rng.random::<f64>(), south + side * rng.random::<f64>())).collect()
}

#[test]
fn catchments_tile_a_city() {
    let mut rng = ChaCha8Rng::seed_from_u64(10);
    for n in [1, 2, 3, 4, 20, 100] {
        let kitchens = scattered(&mut rng, n, -77.0, -12.2, 0.1);
        check(&snapshot(&kitchens, square(-77.0, -12.2, 0.1)), 2_000, &format!("{n} kitchens"));
    }
}

#[test]
fn catchments_tile_peru() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let kitchens = scattered(&mut rng, 150, -81.0, -18.0, 12.0);
    let roughly = polygon![
        (x: -81.3, y: -6.0), (x: -80.3, y: -3.4), (x: -75.2, y: -0.1), (x: -70.0, y: -4.2), (x: -73.0, y: -9.4),
        (x: -69.5, y: -11.0), (x: -69.0, y: -15.5), (x: -70.4, y: -18.3), (x: -76.3, y: -14.0), (x: -79.0, y: -8.2)
    ];
    check(&snapshot(&kitchens, roughly), 5_000, "Peru");
}

#[test]
fn kitchens_that_are_equally_far_are_no_trouble() {
    let grid: Vec<(f64, f64)> =
        (0..6).flat_map(|x| (0..6).map(move |y| (-77.0 + f64::from(x) * 0.01, f64::from(y) * 0.01 - 12.2))).collect();
    check(&snapshot(&grid, square(-77.005, -12.205, 0.06)), 2_000, "a grid");
    let street: Vec<(f64, f64)> = (0..50).map(|x| (-77.0 + f64::from(x) * 1e-4, -12.2)).collect();
    check(&snapshot(&street, square(-77.01, -12.21, 0.03)), 2_000, "a street");
    let ring: Vec<(f64, f64)> = (0..24)
        .map(|n| f64::from(n) * std::f64::consts::TAU / 24.0)
        .map(|angle| (-77.0 + 0.01 * angle.cos(), -12.2 + 0.01 * angle.sin()))
        .collect();
    check(&snapshot(&ring, square(-77.02, -12.22, 0.04)), 2_000, "a ring");
}

#[test]
fn other_places_on_earth() {
    let mut rng = ChaCha8Rng::seed_from_u64(12);
    for (west, south, side) in [(-0.5_f64, -0.5, 1.0_f64), (24.0, 69.0, 2.0), (100.0, -60.0, 5.0), (177.9, -17.0, 2.0)]
    {
        let kitchens = scattered(&mut rng, 20, west, south, side.min(180.0 - west));
        check(&snapshot(&kitchens, square(west, south, side.min(180.0 - west))), 1_000, &format!("{west} {south}"));
    }
}

#[test]
fn a_study_area_on_both_sides_of_the_antimeridian() {
    let mut rng = ChaCha8Rng::seed_from_u64(14);
    let mut kitchens = scattered(&mut rng, 15, 179.0, -18.5, 1.0);
    kitchens.extend(scattered(&mut rng, 15, -180.0, -18.5, 1.0));
    check(&snapshot(&kitchens, square(179.0, -18.5, 1.0)), 500, "up to the antimeridian");
    let both = snapshot(&kitchens, MultiPolygon(vec![square(179.0, -18.5, 1.0), square(-180.0, -18.5, 1.0)]));
    let catchments = Catchments::build(&both).unwrap();
    let outlines: Vec<_> =
        both.kitchens().open_ranks().filter_map(|rank| catchments.get(rank)?.outline.clone()).collect();
    assert!(outlines.iter().all(Validation::is_valid));
    let area: f64 = outlines.iter().map(Area::unsigned_area).sum();
    assert!((area - 2.0).abs() < 1e-4, "{area} square degrees of 2");
}

#[test]
fn a_study_area_with_a_hole_and_two_parts() {
    let holed = polygon!(
        exterior: [(x: 0.0, y: 0.0), (x: 0.3, y: 0.0), (x: 0.3, y: 0.3), (x: 0.0, y: 0.3)],
        interiors: [[(x: 0.1, y: 0.1), (x: 0.2, y: 0.1), (x: 0.2, y: 0.2), (x: 0.1, y: 0.2)]],
    );
    let mut rng = ChaCha8Rng::seed_from_u64(13);
    let kitchens = scattered(&mut rng, 30, 0.0, 0.0, 0.4);
    check(&snapshot(&kitchens, MultiPolygon(vec![holed, square(0.35, 0.35, 0.05)])), 3_000, "hole and island");
}

#[test]
fn a_kitchen_on_another_has_no_outline() {
    let spot = (-76.95, -12.12);
    let snapshot = snapshot(&[spot, (-76.94, -12.12), spot], square(-76.96, -12.13, 0.03));
    let catchments = Catchments::build(&snapshot).unwrap();
    let outlined: Vec<bool> = (0..3).map(|n| catchments.get(Rank::of(n)).unwrap().outline.is_some()).collect();
    assert_eq!(outlined, [true, true, false]);
}

#[test]
fn a_study_area_around_the_globe_is_refused() {
    let snapshot = snapshot(&[(0.0, 0.0)], Rect::new((-170.0, -80.0), (170.0, 80.0)).to_polygon());
    assert!(matches!(Catchments::build(&snapshot), Err(CatchmentError::TooWide(_))));
}

#[test]
fn without_a_polygon_settlements_are_widened_by_the_limit() {
    use crate::domain::geodesy::geodesic;
    use crate::domain::settlement::Settlement;
    let home = square(-76.95, -12.13, 0.01);
    let settlement = Settlement {
        id: Id::parse("S").unwrap(),
        name: "made up".into(),
        boundary: Boundary::new(home.clone().into()).unwrap(),
    };
    let register = Register { settlements: vec![settlement], ..Register::default() };
    let catchments = Catchments::build(&Snapshot::build(register, &()).unwrap()).unwrap();
    let area = catchments.study_area();
    assert!(area.relate(&MultiPolygon::from(home)).is_contains());
    let west = area.bounding_rect().unwrap().min().x;
    let reach = geodesic(Position::new(-76.95, -12.125).unwrap(), Position::new(west, -12.125).unwrap());
    // The plane that touches at the middle is right to a thousandth.
    assert!((reach.get() - 500.0).abs() < 0.5, "{reach}");
}
