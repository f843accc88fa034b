//! What an edit costs on a million households: the next snapshot, and what the edit did.

use std::time::Instant;

use cercania::domain::change::{Change, Row, What};
use cercania::domain::id::Id;
use cercania::domain::kitchen::{Kitchen, KitchenStatus};
use cercania::domain::position::Position;
use cercania::domain::register::{Register, RegisterName};
use cercania::domain::snapshot::Snapshot;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::registers;
use super::table::{Table, Times};
use super::{HOUSEHOLDS, SEED};

const RUNS: usize = 5;
/// Households of one kitchen that an edit should still be quick for.
const CROWD: usize = 20_000;

pub fn run(table: &mut Table) {
    let register = registers::peru();
    let (times, snapshot) = {
        let registers: Vec<_> = (0..RUNS).map(|_| register.clone()).collect();
        let mut registers = registers.into_iter();
        Times::of(RUNS, || Snapshot::build(registers.next().expect("one a run"), &()).expect("nobody cancels"))
    };
    table.note("snapshot of 1,000,000 households, 15,000 kitchens, 2,000 settlements", times.to_string());
    let household = register.households[500_000].clone();
    let near = |(lon, lat): (f64, f64), by: f64| Position::new(lon + by, lat).expect("a place");
    let of = |position: Position| (position.lon(), position.lat());
    let mut moved = household.clone();
    moved.position = household.position.map(|position| near(of(position), 0.01));
    let mut added = household.clone();
    added.id = Id::parse("H-0500000-new").expect("an id");
    let limit = register.settings.coverage_limit;
    let (times, _) = Times::of(1, || snapshot.sums(limit));
    table.note("sums by settlement and kitchen, over all households", times.to_string());
    let (times, _) = Times::of(RUNS, || snapshot.sums(limit));
    table.note("the same once each chunk has its own", times.to_string());
    for (what, change) in [
        ("one household added", What::Put(Row::Household(added))),
        ("one household moved by 1 km", What::Put(Row::Household(moved))),
        ("one household removed", What::Remove(RegisterName::Households, household.id.clone())),
    ] {
        edit(table, &snapshot, what, &change);
    }
    let old = register.kitchens[7_000].clone();
    let at = household.position.expect("placed");
    let with = |edit: &dyn Fn(&mut Kitchen)| {
        let mut kitchen = old.clone();
        edit(&mut kitchen);
        What::Put(Row::Kitchen(kitchen))
    };
    let id = Id::parse("K-0007000-new").expect("an id");
    for (what, change) in [
        ("one kitchen added", with(&|kitchen| (kitchen.id, kitchen.position) = (id.clone(), at))),
        ("one kitchen closed", with(&|kitchen| kitchen.status = KitchenStatus::Closed)),
        ("one kitchen moved by 1 km", with(&|kitchen| kitchen.position = near(of(kitchen.position), 0.01))),
        ("one kitchen removed", What::Remove(RegisterName::Kitchens, old.id.clone())),
        ("one kitchen renamed", with(&|kitchen| kitchen.name = "Otra".into())),
    ] {
        edit(table, &snapshot, what, &change);
    }
    crowd(table, register);
}

/// One kitchen that 20,000 households get as theirs: between the two that were nearest to all of them.
fn crowd(table: &mut Table, mut register: Register) {
    let at = |east: f64, north: f64| Position::new(-85.0 + east, -25.0 + north).expect("a place");
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    for household in register.households.iter_mut().step_by(HOUSEHOLDS / CROWD) {
        household.position = Some(at(rng.random_range(-0.02..0.02), rng.random_range(-0.02..0.02)));
    }
    for (kitchen, east) in register.kitchens.iter_mut().zip([-0.3, 0.3]) {
        kitchen.position = at(east, 0.0);
    }
    let mut kitchen = register.kitchens[0].clone();
    (kitchen.id, kitchen.position) = (Id::parse("K-0007000-new").expect("an id"), at(0.0, 0.0));
    let snapshot = Snapshot::build(register, &()).expect("nobody cancels");
    let _ = snapshot.sums(snapshot.settings().coverage_limit);
    edit(table, &snapshot, "one kitchen added amid 20,000 households", &What::Put(Row::Kitchen(kitchen)));
}

fn edit(table: &mut Table, snapshot: &Snapshot, what: &str, change: &What) {
    let mut drops = Vec::new();
    let changes = || vec![Change { revision: 2, what: change.clone() }];
    let (times, applied) = Times::of(RUNS, || snapshot.apply(2, changes(), &()).expect("nobody cancels"));
    let reassigned = applied.effects.reassigned;
    for _ in 0..RUNS {
        let next = snapshot.apply(2, changes(), &()).expect("nobody cancels");
        let start = Instant::now();
        drop(next);
        drops.push(start.elapsed());
    }
    let dropped = Times::from(drops);
    let (sums, _) = Times::of(1, || applied.snapshot.sums(applied.snapshot.settings().coverage_limit));
    let words = format!("{times}; {reassigned} households reassigned; sums after it {sums}; dropped in {dropped}");
    table.note(format!("{what}: next snapshot and effects"), words);
}
