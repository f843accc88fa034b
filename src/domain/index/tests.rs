//! Answers against brute force with Karney's method, on the cases that break shortcuts.

use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::domain::geodesy::{distance, geodesic};

fn at(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).unwrap()
}

fn anywhere(rng: &mut ChaCha8Rng) -> Position {
    let lat = rng.random_range(-1.0_f64..=1.0).asin().to_degrees();
    at(rng.random_range(-180.0..=180.0), lat)
}

/// All kitchens in order of their geodesic, then rank.
fn brute_force(kitchens: &[Position], household: Position) -> Vec<(Metres, Rank)> {
    let mut all: Vec<_> = kitchens.iter().enumerate().map(|(i, &k)| (geodesic(household, k), Rank::of(i))).collect();
    all.sort();
    all
}

/// 0.1 mm: what the closed form of [`distance`] may be off by.
const NUMBER: f64 = 1e-4;

fn check(kitchens: &[Position], households: &[Position], k: usize) {
    let index = KitchenIndex::new(kitchens.iter().copied().map(Some));
    let mut search = index.search();
    for &household in households {
        let expected = brute_force(kitchens, household);
        let found = search.nearest_k(household, k);
        assert_eq!(found.len(), k.min(kitchens.len()));
        for (found, (length, rank)) in found.iter().zip(&expected) {
            assert_eq!(found.rank, *rank, "{household:?}");
            assert!((found.distance - *length).get().abs() < NUMBER, "{household:?}: {found:?} {length}");
        }
        // A fresh search, and one that asks for two, say the same to the last bit.
        let found = found.to_vec();
        let fresh = index.search().nearest(household);
        assert_eq!(fresh.first.as_ref(), found.first());
        if k > 1 {
            assert_eq!(fresh.second.as_ref(), found.get(1));
        }
    }
}

#[test]
fn around_the_globe_poles_antimeridian_and_antipodes_included() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let kitchens: Vec<_> = (0..2_000).map(|_| anywhere(&mut rng)).collect();
    let mut households: Vec<_> = (0..1_000).map(|_| anywhere(&mut rng)).collect();
    for lat in [90.0, -90.0, 89.999_999, -89.999_999, 0.0] {
        households.extend([-180.0, -179.999_999, 0.0, 90.0, 179.999_999, 180.0].map(|lon| at(lon, lat)));
    }
    check(&kitchens, &households, 3);
}

#[test]
fn far_from_every_kitchen() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let city: Vec<_> =
        (0..300).map(|_| at(-77.0 + rng.random_range(-0.2..0.2), -12.0 + rng.random_range(-0.2..0.2))).collect();
    // Antipodes of the city, and of single kitchens, among them.
    let mut households: Vec<_> = (0..200).map(|_| anywhere(&mut rng)).collect();
    households.extend((0..100).map(|_| at(103.0 + rng.random_range(-1.0..1.0), 12.0 + rng.random_range(-1.0..1.0))));
    households.extend(city.iter().take(20).map(|k| at(k.lon() + 180.0, -k.lat())));
    check(&city, &households, 2);
}

#[test]
fn towns_as_in_peru() {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let town = |rng: &mut ChaCha8Rng| (rng.random_range(-81.0..-69.0), rng.random_range(-18.0..-1.0));
    let towns: Vec<_> = (0..50).map(|_| town(&mut rng)).collect();
    let mut near = |spread: f64, n: usize| -> Vec<Position> {
        (0..n)
            .map(|_| {
                let (lon, lat) = towns[rng.random_range(0..towns.len())];
                at(lon + rng.random_range(-spread..spread), lat + rng.random_range(-spread..spread))
            })
            .collect()
    };
    let kitchens = near(0.05, 1_500);
    let households = near(0.2, 1_500);
    check(&kitchens, &households, 2);
}

#[test]
fn a_tie_goes_to_the_lower_rank() {
    let kitchens = [at(1.0, 0.0), at(-1.0, 0.0), at(0.0, 5.0)];
    check(&kitchens, &[at(0.0, 0.0)], 3);
    let index = KitchenIndex::new(kitchens.map(Some));
    let nearest = index.search().nearest(at(0.0, 0.0));
    assert_eq!(nearest.first.unwrap().rank, Rank::of(0));
    assert_eq!(nearest.second.unwrap().distance, nearest.first.unwrap().distance);
}

#[test]
fn duplicate_kitchens_and_households_on_a_kitchen() {
    let spot = at(-76.95, -12.12);
    let kitchens = [at(-76.94, -12.12), spot, at(-76.96, -12.12), spot, spot];
    check(&kitchens, &[spot, at(-76.951, -12.12), at(-76.95, -12.121)], 5);
}

#[test]
fn many_kitchens_at_one_spot_cost_one() {
    let spot = at(-76.95, -12.12);
    let index = KitchenIndex::new((0..100_000).map(|_| Some(spot)));
    let mut search = index.search();
    for step in 0..1_000 {
        let nearest = search.nearest(at(-76.95 + f64::from(step) * 1e-5, -12.12));
        assert_eq!(nearest.first.unwrap().rank, Rank::of(0));
        assert_eq!(nearest.second.unwrap().rank, Rank::of(1));
    }
    assert!(search.geodesics() <= 2_000, "{}", search.geodesics());
}

#[test]
fn kitchens_in_one_street() {
    let street: Vec<_> = (0..3_000).map(|i| at(-76.95 + f64::from(i) * 1e-7, -12.12)).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let households: Vec<_> = (0..100).map(|_| at(-76.95 + rng.random_range(-1e-3..1e-3), -12.12)).collect();
    check(&street, &households, 2);
    // On the perpendicular, thousands are almost equally far.
    check(&street, &[at(-76.949_85, -12.12), at(-76.949_85, -13.12), at(-76.949_85, 50.0)], 2);
}

#[test]
fn none_and_one() {
    let household = at(0.0, 0.0);
    assert_eq!(KitchenIndex::new([]).search().nearest(household), Nearest::default());
    let one = KitchenIndex::new([Some(at(0.0, 1.0))]).search().nearest(household);
    assert_eq!((one.first.map(|n| n.rank), one.second), (Some(Rank::of(0)), None));
}

#[test]
fn a_closed_kitchen_is_never_found() {
    let index = KitchenIndex::new([None, Some(at(0.0, 1.0)), None]);
    let nearest = index.search().nearest(at(0.0, 0.0));
    assert_eq!((nearest.first.map(|n| n.rank), nearest.second), (Some(Rank::of(1)), None));
}

#[test]
fn a_question_across_the_world_calls_karney_for_few() {
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    let city = (0..15_000).map(|_| Some(at(-77.0 + rng.random_range(-0.2..0.2), -12.0 + rng.random_range(-0.2..0.2))));
    let index = KitchenIndex::new(city);
    let mut search = index.search();
    search.nearest(at(10.0, 50.0));
    assert!(search.geodesics() < 1_000, "{}", search.geodesics());
}

#[test]
fn cancelled_bulk_work_gives_nothing() {
    let index = KitchenIndex::new([Some(at(0.0, 1.0))]);
    let flag = std::sync::atomic::AtomicBool::new(true);
    assert_eq!(index.nearest_of_all(&[at(0.0, 0.0)], &flag), None);
}

proptest! {
    #[test]
    fn bulk_equals_one_at_a_time(seed in 0_u64..1_000, kitchens in 0_usize..40) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let kitchens: Vec<_> = (0..kitchens).map(|_| Some(anywhere(&mut rng))).collect();
        let households: Vec<_> = (0..300).map(|_| anywhere(&mut rng)).collect();
        let index = KitchenIndex::new(kitchens);
        let all = index.nearest_of_all(&households, &()).unwrap();
        for (household, nearest) in households.iter().zip(all) {
            prop_assert_eq!(index.search().nearest(*household), nearest);
        }
    }

    #[test]
    fn the_number_is_the_same_seen_from_anywhere(lon in -180.0_f64..180.0, lat in -89.0_f64..89.0, dlon in -0.1_f64..0.1, dlat in -0.1_f64..0.1) {
        let (p, q) = (at(lon, lat), at((lon + dlon).clamp(-180.0, 180.0), lat + dlat));
        prop_assert!((distance(p, q) - geodesic(p, q)).get().abs() < NUMBER);
    }
}
