//! What an edit costs on a million households: the next snapshot, and what the edit did.

use std::sync::Arc;
use std::time::{Duration, Instant};

use cercania::domain::change::{Change, Row, What};
use cercania::domain::id::Id;
use cercania::domain::kitchen::{Kitchen, KitchenStatus};
use cercania::domain::position::Position;
use cercania::domain::register::RegisterName;
use cercania::domain::snapshot::Snapshot;

use super::registers;
use super::table::{Table, Times};

const RUNS: usize = 5;

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
    let put = |row| What::Put(row);
    let mut moved = household.clone();
    moved.position = household.position.map(|position| near(of(position), 0.01));
    let mut added = household.clone();
    added.id = Id::parse("H-0500000-new").expect("an id");
    for (what, change) in [
        ("one household added", put(Row::Household(added))),
        ("one household moved by 1 km", put(Row::Household(moved))),
        ("one household removed", What::Remove(RegisterName::Households, household.id.clone())),
    ] {
        edit(table, &snapshot, what, &change);
    }
    let old = register.kitchens[7_000].clone();
    let at = household.position.expect("placed");
    let with = |edit: &dyn Fn(&mut Kitchen)| {
        let mut kitchen = old.clone();
        edit(&mut kitchen);
        put(Row::Kitchen(kitchen))
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
}

fn edit(table: &mut Table, snapshot: &Snapshot, what: &str, change: &What) {
    let mut drops = Vec::new();
    let (times, applied) = Times::of(RUNS, || {
        let changes = vec![Change { revision: 2, what: change.clone() }];
        snapshot.apply(2, changes, &()).expect("nobody cancels")
    });
    let reassigned = applied.effects.reassigned;
    for _ in 0..RUNS {
        let changes = vec![Change { revision: 2, what: change.clone() }];
        let next = Arc::new(snapshot.apply(2, changes, &()).expect("nobody cancels"));
        let start = Instant::now();
        drop(next);
        drops.push(start.elapsed());
    }
    let dropped: Duration = Times::from(drops).median();
    let words = format!("{times}; {reassigned} households reassigned; dropped in {dropped:?}");
    table.note(format!("{what}: next snapshot and effects"), words);
}
