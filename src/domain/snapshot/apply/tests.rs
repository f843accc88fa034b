//! Random edits one after another: after each, everything is as if built from the registers.

use std::collections::BTreeMap;

use geo::{MultiPolygon, Rect};
use proptest::prelude::*;

use super::super::tests::{id, kitchen, settlement, spot};
use super::super::{CHUNK, Head};
use super::*;
use crate::domain::assignment::State;
use crate::domain::date::Date;
use crate::domain::household::FixedAssignment;
use crate::domain::id::Id;
use crate::domain::position::Position;
use crate::domain::register::Revisions;
use crate::domain::settings::CoverageLimit;
use crate::domain::settlement::Boundary;
use crate::domain::units::Persons;
use same::{same, told};

mod same;

/// What a person enters.
#[derive(Clone, Debug)]
enum Entry {
    Put(Row),
    Remove(RegisterName, Id),
    Limit(f64),
}

/// The registers as maps: what the snapshots are built from.
#[derive(Clone, Debug, Default)]
struct Model {
    settlements: BTreeMap<Id, (Settlement, u64)>,
    kitchens: BTreeMap<Id, (Kitchen, u64)>,
    households: BTreeMap<Id, (Household, u64)>,
    settings: (Settings, u64),
    revision: u64,
}

impl Model {
    /// Writes entries, each at a revision of its own.
    fn write(&mut self, entries: &[Entry]) -> Vec<Change> {
        let mut changes = Vec::new();
        for entry in entries {
            self.revision += 1;
            let revision = self.revision;
            let what = match entry.clone() {
                Entry::Put(row) => {
                    let id = row.id().clone();
                    match row.clone() {
                        Row::Settlement(row) => drop(self.settlements.insert(id, (row, revision))),
                        Row::Kitchen(row) => drop(self.kitchens.insert(id, (row, revision))),
                        Row::Household(row) => drop(self.households.insert(id, (row, revision))),
                    }
                    What::Put(row)
                }
                Entry::Remove(name, id) => {
                    match name {
                        RegisterName::Settlements => drop(self.settlements.remove(&id)),
                        RegisterName::Kitchens => drop(self.kitchens.remove(&id)),
                        RegisterName::Households => drop(self.households.remove(&id)),
                    }
                    What::Remove(name, id)
                }
                Entry::Limit(metres) => {
                    self.settings.0.coverage_limit = CoverageLimit::new(metres).unwrap();
                    self.settings.1 = revision;
                    What::Settings(Box::new(self.settings.0.clone()))
                }
            };
            changes.push(Change { revision, what });
        }
        changes
    }

    fn register(&self) -> Register {
        fn unzip<T: Clone>(rows: &BTreeMap<Id, (T, u64)>) -> (Vec<T>, Vec<u64>) {
            rows.values().cloned().unzip()
        }
        let (settlements, of_settlements) = unzip(&self.settlements);
        let (kitchens, of_kitchens) = unzip(&self.kitchens);
        let (households, of_households) = unzip(&self.households);
        Register {
            settlements,
            kitchens,
            households,
            settings: self.settings.0.clone(),
            revision: self.revision,
            revisions: Revisions {
                settlements: of_settlements,
                kitchens: of_kitchens,
                households: of_households,
                settings: self.settings.1,
            },
        }
    }
}

/// Applies entries to a snapshot and holds the next one against one that is built, and the effects against a comparison
/// of the two.
fn step(snapshot: &Snapshot, model: &mut Model, entries: &[Entry]) -> Snapshot {
    let changes = model.write(entries);
    let applied = snapshot.apply(model.revision, changes, &()).unwrap();
    let built = Snapshot::build(model.register(), &()).unwrap();
    same(&applied.snapshot, &built);
    let effects = Effects::between(snapshot, &built);
    assert_eq!(applied.effects, effects);
    for row in applied.snapshot.rows() {
        let before = snapshot.find(row.household.id.as_str());
        let computed = |s: &Snapshot, row: &PlacedHousehold| {
            let unhoused = PlacedHousehold { household: Arc::new(Household::new(id("H", 0))), ..row.clone() };
            format!("{:?}", told(s, &unhoused))
        };
        let kept = before.filter(|before| computed(snapshot, before) == computed(&applied.snapshot, row));
        assert!(
            row.assigned == kept.map_or(model.revision, |before| before.assigned) || row.assigned == model.revision
        );
        assert!(kept.is_some() || row.assigned == model.revision, "a change is dated");
    }
    applied.snapshot
}

fn place() -> impl Strategy<Value = (f64, f64)> {
    let grid = |n: u8| f64::from(n) * 0.004;
    prop_oneof![
        // Few places, so that many share one.
        5 => (0_u8..6, 0_u8..6).prop_map(move |(x, y)| (-76.96 + grid(x), -12.13 + grid(y))),
        4 => spot(),
        1 => (0_u8..6, 0_u8..6).prop_map(move |(x, y)| {
            let lon = 179.99 + grid(x);
            (if lon > 180.0 { lon - 360.0 } else { lon }, -16.5 + grid(y))
        }),
        1 => (-180.0_f64..=180.0, 0_u8..6).prop_map(move |(lon, y)| (lon, 90.0 - grid(y))),
        1 => (-180.0_f64..=180.0, -90.0_f64..=90.0),
    ]
}

prop_compose! {
    fn household()(
        n in 0_usize..160,
        place in prop::option::weighted(0.9, place()),
        persons in prop::option::of(1_u32..9),
        fixed in prop::option::weighted(0.15, 0_usize..9),
        declared in prop::option::of(0_usize..5),
        closed in prop::bool::weighted(0.05),
    ) -> Household {
        Household {
            persons: persons.map(|n| Persons::new(f64::from(n)).unwrap()),
            position: place.map(|(lon, lat)| Position::new(lon, lat).unwrap()),
            declared_settlement: declared.map(|n| id("S", n)),
            fixed: fixed.map(|n| Box::new(FixedAssignment { kitchen: id("K", n), reason: None })),
            closed_on: closed.then(|| Date::parse("2020-08-01").unwrap()),
            ..Household::new(id("H", n))
        }
    }
}

fn a_settlement() -> impl Strategy<Value = Row> {
    (0_usize..5, -76.97_f64..-76.94, prop::bool::ANY).prop_map(|(n, west, wide)| {
        let square = Rect::new((west, -12.14), (west + 0.02, -12.10)).to_polygon();
        let wide = wide.then(|| Boundary::new(MultiPolygon(vec![square])).unwrap());
        let plain = settlement(n, west);
        Row::Settlement(Settlement { boundary: wide.unwrap_or_else(|| plain.boundary.clone()), ..plain })
    })
}

fn a_kitchen() -> impl Strategy<Value = Row> {
    (0_usize..9, place(), prop::bool::weighted(0.8)).prop_map(|(n, place, open)| Row::Kitchen(kitchen(n, place, open)))
}

fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        8 => household().prop_map(|row| Entry::Put(Row::Household(row))),
        3 => (0_usize..160).prop_map(|n| Entry::Remove(RegisterName::Households, id("H", n))),
        4 => a_kitchen().prop_map(Entry::Put),
        2 => (0_usize..9).prop_map(|n| Entry::Remove(RegisterName::Kitchens, id("K", n))),
        2 => a_settlement().prop_map(Entry::Put),
        1 => (0_usize..5).prop_map(|n| Entry::Remove(RegisterName::Settlements, id("S", n))),
        1 => (50.0_f64..3000.0).prop_map(Entry::Limit),
    ]
}

proptest! {
    #[test]
    fn every_edit_gives_what_a_rebuild_gives(
        first in prop::collection::vec(prop_oneof![
            20 => household().prop_map(|row| Entry::Put(Row::Household(row))),
            1 => a_kitchen().prop_map(Entry::Put),
            1 => a_settlement().prop_map(Entry::Put),
        ], 0..150),
        edits in prop::collection::vec(prop_oneof![
            4 => prop::collection::vec(entry(), 1..2),
            2 => prop::collection::vec(entry(), 2..6),
            1 => prop::collection::vec(entry(), 20..60),
        ], 1..12),
    ) {
        let mut model = Model::default();
        model.write(&first);
        let mut snapshot = Snapshot::build(model.register(), &()).unwrap();
        for entries in &edits {
            snapshot = step(&snapshot, &mut model, entries);
        }
    }
}

fn homes(count: usize, at: impl Fn(f64) -> (f64, f64)) -> Vec<Entry> {
    let home = |n: usize| {
        let (lon, lat) = at(f64::from(u32::try_from(n).unwrap()));
        Entry::Put(Row::Household(Household { position: Position::new(lon, lat).ok(), ..Household::new(id("H", n)) }))
    };
    (0..count).map(home).collect()
}

fn started(entries: &[Entry]) -> (Snapshot, Model) {
    let mut model = Model::default();
    model.write(entries);
    (Snapshot::build(model.register(), &()).unwrap(), model)
}

fn opened(n: usize, place: (f64, f64)) -> Entry {
    Entry::Put(Row::Kitchen(kitchen(n, place, true)))
}

#[test]
fn chunks_split_where_households_crowd_and_rows_that_no_number_is_left_for_are_put_in_order_anew() {
    let (mut snapshot, mut model) = started(&homes(3, |n| (-76.95 + n * 1e-6, -12.12)));
    for part in homes(200, |n| (-76.95 + n * 1e-6, -12.12)).chunks(7) {
        snapshot = step(&snapshot, &mut model, part);
    }
    assert!(snapshot.heads().iter().all(|head| head.placed().len() <= 2 * CHUNK), "none is too full");
    // Between two ids, one after another.
    for n in 0..200 {
        let home = Household::new(Id::parse(&format!("H-0000-{n:03}")).unwrap());
        snapshot = step(&snapshot, &mut model, &[Entry::Put(Row::Household(home))]);
    }
    // And all gone again.
    let ids: Vec<Id> = snapshot.rows().map(|row| row.household.id.clone()).collect();
    for part in ids.chunks(23) {
        let gone: Vec<_> = part.iter().map(|id| Entry::Remove(RegisterName::Households, id.clone())).collect();
        snapshot = step(&snapshot, &mut model, &gone);
    }
    assert_eq!(snapshot.household_count(), 0);
    step(&snapshot, &mut model, &homes(2, |_| (0.0, 0.0)));
}

#[test]
fn kitchens_between_two_others_are_put_in_order_anew_where_no_rank_is_left() {
    let mut entries = homes(20, |n| (-76.95 + n * 1e-3, -12.12));
    entries.extend([opened(0, (-76.95, -12.12)), opened(1, (-76.93, -12.12))]);
    let (mut snapshot, mut model) = started(&entries);
    for n in (100..120).rev() {
        let id = Id::parse(&format!("K-0000-{n}")).unwrap();
        let between = Kitchen { id, ..kitchen(0, (-76.95 + f64::from(n) * 1e-4, -12.12), true) };
        snapshot = step(&snapshot, &mut model, &[Entry::Put(Row::Kitchen(between))]);
    }
}

#[test]
fn kitchens_beyond_the_antimeridian_and_the_pole_are_near() {
    for [home, far, near] in [
        [(179.999, -16.5), (179.9, -16.5), (-179.999, -16.5)],
        [(0.0, 89.999), (0.0, 89.9), (180.0, 89.999)],
        [(10.0, -89.999), (10.0, -89.9), (-170.0, -89.999)],
    ] {
        let mut entries = homes(30, |n| (home.0, home.1 + n * 1e-7));
        entries.extend([opened(0, far), opened(1, far)]);
        let (snapshot, mut model) = started(&entries);
        let changes = model.write(&[opened(2, near)]);
        let applied = snapshot.apply(model.revision, changes, &()).unwrap();
        assert_eq!(applied.effects.reassigned, 30, "{near:?}");
        same(&applied.snapshot, &Snapshot::build(model.register(), &()).unwrap());
    }
}

#[test]
fn an_edit_shares_the_chunks_it_does_not_touch() {
    let mut entries = homes(400, |n| (-76.95 + n * 1e-2, -12.12));
    entries.extend((0..40).map(|n| opened(n, (-76.95 + f64::from(u32::try_from(n).unwrap()) * 0.1, -12.12))));
    let (snapshot, mut model) = started(&entries);
    let limit = snapshot.settings().coverage_limit;
    let _ = snapshot.sums(limit);
    for (entry, touched) in [
        (homes(1, |_| (-76.951, -12.12)).remove(0), 1),
        (opened(5, (-76.45, -12.1201)), 8),
        (Entry::Put(Row::Kitchen(kitchen(20, (-74.95, -12.12), false))), 8),
        (Entry::Put(Row::Kitchen(Kitchen { name: "other".into(), ..kitchen(7, (-76.25, -12.12), true) })), 0),
    ] {
        let changes = model.clone().write(std::slice::from_ref(&entry));
        let next = snapshot.apply(model.revision + 1, changes, &()).unwrap().snapshot;
        let pairs = || snapshot.heads().iter().zip(next.heads());
        let other = pairs().filter(|(a, b)| !std::ptr::eq(a.placed(), b.placed())).count();
        assert!(other <= touched && (other > 0) == (touched > 0), "{entry:?}: {other} of {}", snapshot.heads().len());
        let sums = |head: &Head| std::ptr::from_ref(head.sums_at_stored(limit));
        assert_eq!(pairs().filter(|(a, b)| sums(a) != sums(b)).count(), other, "sums are kept");
    }
    model.write(&[]);
}

#[test]
fn a_large_edit_is_built_anew_and_a_cancelled_one_is_none() {
    let (snapshot, mut model) = started(&[opened(0, (-76.95, -12.12)), opened(1, (-76.93, -12.12))]);
    let snapshot = step(&snapshot, &mut model, &homes(600, |n| (-76.95 + n * 1e-4, -12.12)));
    let cancelled = std::sync::atomic::AtomicBool::new(true);
    for entry in [homes(1, |_| (0.0, 0.0)).remove(0), opened(2, (-76.95, -12.12))] {
        let changes = model.clone().write(&[entry]);
        assert!(snapshot.apply(model.revision + 1, changes, &cancelled).is_none());
    }
    let limit = snapshot.settings().coverage_limit;
    assert!(snapshot.rows().any(|row| row.state(limit) == Some(State::Served)));
}
