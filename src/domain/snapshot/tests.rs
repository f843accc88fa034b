//! Laws that every snapshot keeps.

use proptest::prelude::*;

use super::*;
use crate::domain::assignment::State;
use crate::domain::date::Date;
use crate::domain::figures::{Figures, Tally};
use crate::domain::flags::Flag;
use crate::domain::household::FixedAssignment;
use crate::domain::id::Id;
use crate::domain::kitchen::{Kitchen, KitchenStatus};
use crate::domain::rank::Rank;
use crate::domain::settlement::{Boundary, Settlement};
use crate::domain::units::{Metres, Persons};
use geo::{MultiPolygon, Rect};

pub(super) fn id(prefix: &str, n: usize) -> Id {
    Id::parse(&format!("{prefix}-{n:04}")).unwrap()
}

pub(super) fn settlement(n: usize, west: f64) -> Settlement {
    let square = Rect::new((west, -12.13), (west + 0.01, -12.11)).to_polygon();
    let boundary = Boundary::new(MultiPolygon(vec![square])).unwrap();
    Settlement { id: id("S", n), name: "made up".into(), boundary }
}

pub(super) fn kitchen(n: usize, (lon, lat): (f64, f64), open: bool) -> Kitchen {
    Kitchen {
        id: id("K", n),
        name: "made up".into(),
        kind: None,
        status: if open { KitchenStatus::Open } else { KitchenStatus::Closed },
        address: None,
        rations: Some(35),
        position: Position::new(lon, lat).unwrap(),
    }
}

prop_compose! {
    pub(super) fn spot()(lon in -76.97_f64..-76.93, lat in -12.14_f64..-12.10) -> (f64, f64) { (lon, lat) }
}

prop_compose! {
    fn household()(
        spot in prop::option::weighted(0.9, spot()),
        persons in prop::option::of(1_u32..9),
        accuracy in prop::option::of(0.0_f64..60.0),
        fixed in prop::option::weighted(0.1, 0_usize..8),
        declared in prop::option::of(0_usize..5),
        closed in prop::bool::weighted(0.05),
    ) -> Household {
        Household {
            persons: persons.map(|n| Persons::new(f64::from(n)).unwrap()),
            position: spot.map(|(lon, lat)| Position::new(lon, lat).unwrap()),
            accuracy: accuracy.map(|m| Metres::non_negative(m).unwrap()),
            declared_settlement: declared.map(|n| id("S", n)),
            fixed: fixed.map(|n| Box::new(FixedAssignment { kitchen: id("K", n), reason: None })),
            closed_on: closed.then(|| Date::parse("2020-08-01").unwrap()),
            ..Household::new(id("H", 0))
        }
    }
}

prop_compose! {
    fn register()(
        kitchens in prop::collection::vec((spot(), prop::bool::weighted(0.8)), 0..7),
        households in prop::collection::vec(household(), 0..200),
    ) -> Register {
        Register {
            settlements: vec![settlement(0, -76.96), settlement(1, -76.955), settlement(2, -76.94)],
            kitchens: kitchens.into_iter().enumerate().map(|(n, (spot, open))| kitchen(n, spot, open)).collect(),
            households: households.into_iter().enumerate().map(|(n, h)| Household { id: id("H", n), ..h }).collect(),
            ..Register::default()
        }
    }
}

fn sum<'a>(figures: impl Iterator<Item = &'a Figures>, of: impl Fn(&Figures) -> Tally) -> Tally {
    figures.map(of).fold(Tally::default(), |a, b| Tally {
        households: a.households + b.households,
        persons: a.persons + b.persons,
    })
}

proptest! {
    #[test]
    fn every_reports_totals_reconcile_with_the_register(register in register(), limit in 50.0_f64..3000.0) {
        let open: Vec<&Household> = register.households.iter().filter(|h| h.closed_on.is_none()).collect();
        let entered = Tally {
            households: open.len() as u64,
            persons: open.iter().map(|h| u64::from(h.counted_persons().get())).sum(),
        };
        let positioned: u64 = open.iter().filter(|h| h.position.is_some()).count() as u64;
        let snapshot = Snapshot::build(register.clone(), &()).unwrap();
        let limit = CoverageLimit::new(limit).unwrap();
        let coverage = snapshot.coverage(limit);
        let load = snapshot.load(limit);
        let catchments = snapshot.catchment_figures(limit);
        prop_assert_eq!(coverage.groups.len(), 4);
        for (total, groups) in [
            (&coverage.total, coverage.groups.values().collect::<Vec<_>>()),
            (&load.total, load.groups.values().collect()),
            (&catchments.total, catchments.groups.values().collect()),
        ] {
            prop_assert_eq!(total, &coverage.total, "every report says the same of all");
            prop_assert_eq!(total.all, entered);
            prop_assert_eq!(sum(groups.iter().copied(), |f| f.all), entered);
            for state in State::ALL {
                prop_assert_eq!(sum(groups.iter().copied(), |f| f.in_state(state)), total.in_state(state));
            }
            for figures in groups.iter().copied().chain([total]) {
                let states: u64 = figures.by_state.iter().map(|t| t.persons).sum();
                prop_assert_eq!(states, figures.all.persons);
                let bands: u64 = figures.by_band.iter().map(|t| t.households).sum();
                prop_assert!(bands <= figures.assigned.households);
                if let Some(d) = figures.distances {
                    prop_assert!(d.median <= d.percentile_90 && d.percentile_90 <= d.max);
                    // The mean is of distances rounded to a micrometre each.
                    prop_assert!((d.mean - d.max).get() <= 1e-6);
                }
            }
        }
        let unserved: u64 = snapshot.unserved(limit).map(|(row, _)| u64::from(row.household.counted_persons().get())).sum();
        prop_assert_eq!(unserved, coverage.total.all.persons - coverage.total.in_state(State::Served).persons);
        let gaps = snapshot.gaps(limit);
        let in_gaps: u64 = gaps.iter().map(|gap| gap.all.households).sum();
        let expected = snapshot.unserved(limit).filter(|(row, _)| row.household.position.is_some()).count() as u64;
        prop_assert_eq!(in_gaps, expected);
        prop_assert!(positioned >= expected);
    }

    #[test]
    fn each_household_has_the_assignment_it_would_get_alone(register in register()) {
        let snapshot = Snapshot::build(register.clone(), &()).unwrap();
        for (at, household) in register.households.iter().enumerate() {
            let row = snapshot.row(at).unwrap();
            prop_assert_eq!(&*row.household, household);
            prop_assert_eq!(snapshot.find(household.id.as_str()), Some(row));
            let alone = Register { households: vec![household.clone()], ..register.clone() };
            let alone = Snapshot::build(alone, &()).unwrap();
            prop_assert_eq!(alone.row(0), Some(row));
            if let (Some(position), Some(nearest)) = (household.position, row.assignment.and_then(|a| a.nearest())) {
                let found = snapshot.kitchens().search().nearest(position);
                prop_assert_eq!(found.first.map(|n| n.rank), Some(nearest), "catchments are by nearness alone");
            }
        }
    }

    #[test]
    fn a_box_finds_what_is_in_it(register in register(), (west, south) in spot(), (width, height) in (0.0_f64..0.03, 0.0_f64..0.03)) {
        let snapshot = Snapshot::build(register.clone(), &()).unwrap();
        let (east, north) = (west + width, south + height);
        let mut found: Vec<usize> = snapshot.in_box(west, south, east, north).collect();
        found.sort_unstable();
        let inside = |p: Position| (west..=east).contains(&p.lon()) && (south..=north).contains(&p.lat());
        let expected: Vec<usize> = register.households.iter().enumerate()
            .filter(|(_, h)| h.position.is_some_and(inside)).map(|(at, _)| at).collect();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn distances_weigh_as_many_as_the_household_has_persons() {
    let at = |lon: f64, persons: f64, n: usize| Household {
        persons: Persons::new(persons).ok(),
        position: Position::new(lon, 0.0).ok(),
        ..Household::new(id("H", n))
    };
    // On the equator 0.001 degrees are 111.319 m: A times the angle.
    let register = Register {
        kitchens: vec![kitchen(0, (0.0, 0.0), true)],
        households: vec![at(0.001, 1.0, 0), at(0.002, 1.0, 1), at(0.003, 8.0, 2)],
        ..Register::default()
    };
    let snapshot = Snapshot::build(register, &()).unwrap();
    let total = snapshot.coverage(CoverageLimit::new(300.0).unwrap()).total;
    let distances = total.distances.unwrap();
    for (found, degrees, what) in [
        (distances.mean, 0.0027, "(1 + 2 + 8 x 3) / 10"),
        (distances.median, 0.003, "half of ten persons are not before the third household"),
        (distances.percentile_90, 0.003, "nor nine tenths"),
        (distances.max, 0.003, "the farthest"),
    ] {
        // The mean is kept in whole micrometres.
        assert!((found.get() - 6_378_137.0 * f64::to_radians(degrees)).abs() < 2e-6, "{what}: {found}");
    }
    assert_eq!(total.in_state(State::Served), Tally { households: 2, persons: 2 });
    assert_eq!(total.in_state(State::TooFar), Tally { households: 1, persons: 8 });
    assert_eq!(total.by_band.iter().map(|t| t.persons).collect::<Vec<_>>(), [2, 8, 0, 0]);
}

#[test]
fn closed_kitchens_are_never_assigned_and_a_decision_for_one_waits() {
    let household = Household {
        position: Position::new(-76.95, -12.12).ok(),
        fixed: Some(Box::new(FixedAssignment { kitchen: id("K", 0), reason: None })),
        ..Household::new(id("H", 0))
    };
    let register = Register {
        kitchens: vec![kitchen(0, (-76.95, -12.12), false), kitchen(1, (-76.96, -12.12), true)],
        households: vec![household],
        ..Register::default()
    };
    let snapshot = Snapshot::build(register, &()).unwrap();
    let assignment = snapshot.row(0).unwrap().assignment.unwrap();
    assert_eq!((assignment.kitchen, assignment.fixed, assignment.next), (Rank::of(1), false, None));
    let flags = snapshot.row(0).unwrap().flags(snapshot.settlements());
    assert!(flags.has(Flag::FixedKitchenNotOpen) && flags.has(Flag::PersonsAssumed));
}

#[test]
fn a_declared_settlement_that_disagrees_is_kept_and_flagged() {
    let at = |n, lon, declared| Household {
        position: Position::new(lon, -12.12).ok(),
        declared_settlement: Some(id("S", declared)),
        ..Household::new(id("H", n))
    };
    let register = Register {
        settlements: vec![settlement(0, -76.96), settlement(1, -76.955)],
        households: vec![at(0, -76.959, 0), at(1, -76.959, 1), at(2, -76.952, 0), at(3, -76.9, 0)],
        ..Register::default()
    };
    let snapshot = Snapshot::build(register, &()).unwrap();
    let flags = |n| snapshot.row(n).unwrap().flags(snapshot.settlements());
    assert!(!flags(0).has(Flag::SettlementDisagrees));
    assert!(flags(1).has(Flag::SettlementDisagrees), "in S-0, declared S-1");
    assert!(flags(2).has(Flag::SettlementOverlap) && !flags(2).has(Flag::SettlementDisagrees), "in both");
    assert!(flags(3).has(Flag::SettlementDisagrees), "outside all");
    assert_eq!(snapshot.row(1).unwrap().household.declared_settlement, Some(id("S", 1)), "kept");
}
