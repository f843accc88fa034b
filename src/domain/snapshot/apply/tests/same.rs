//! Whether two snapshots say the same, with ids in place of ranks and every number to its last bit.

use std::collections::BTreeMap;
use std::fmt::Debug;

use crate::domain::coverage::Where;
use crate::domain::effects::Covered;
use crate::domain::figures::Grouped;
use crate::domain::rank::Rank;
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::{PlacedHousehold, Snapshot};
use crate::domain::sums::{Sum, Sums};
use crate::domain::units::Metres;
use rayon::prelude::*;

/// A rank's id, `None` for no rank.
fn kitchen_id(snapshot: &Snapshot, rank: Option<Rank>) -> Option<&str> {
    rank.map(|rank| snapshot.kitchens().get(rank).id.as_str())
}

fn settlement_id(snapshot: &Snapshot, rank: Option<Rank>) -> Option<&str> {
    rank.map(|rank| snapshot.settlements().get(rank).id.as_str())
}

/// A household with ids in place of ranks, and every number to its last bit.
pub(super) fn told<'a>(snapshot: &'a Snapshot, row: &'a PlacedHousehold) -> impl Debug + PartialEq + 'a {
    let bits = |metres: Option<Metres>| metres.map(|metres| metres.get().to_bits());
    let assignment = row.assignment.map(|a| {
        let kitchens = (kitchen_id(snapshot, Some(a.kitchen)), kitchen_id(snapshot, a.next));
        (kitchens, bits(a.distance), bits(a.next_distance), a.fixed)
    });
    let inside = (settlement_id(snapshot, row.inside.settlement), row.inside.overlap);
    (&row.household, inside, assignment)
}

/// Groups with ids in place of ranks.
fn grouped<K: Ord, V: Clone>(
    all: &BTreeMap<K, V>,
    told: impl Fn(&K) -> Vec<Option<String>>,
) -> Vec<(Vec<Option<String>>, V)> {
    all.iter().map(|(key, value)| (told(key), value.clone())).collect()
}

fn same_figures(next: &Snapshot, built: &Snapshot, limit: CoverageLimit) {
    let text = |id: Option<&str>| id.map(str::to_owned);
    let by_settlement =
        |s: &Snapshot, all: &Grouped<Where>| grouped(&all.groups, |k| vec![text(settlement_id(s, k.0))]);
    let by_kitchen = |s: &Snapshot, all: &Grouped<Where>| grouped(&all.groups, |k| vec![text(kitchen_id(s, k.0))]);
    let (coverage, load, pairs) = (next.coverage(limit), next.load(limit), next.catchment_figures(limit));
    assert_eq!(by_settlement(next, &coverage), by_settlement(built, &built.coverage(limit)));
    assert_eq!(coverage.total, built.coverage(limit).total);
    assert_eq!(by_kitchen(next, &load), by_kitchen(built, &built.load(limit)));
    let by_pair = |s: &Snapshot, all: &Grouped<(Where, Where)>| {
        grouped(&all.groups, |(k, w)| vec![text(kitchen_id(s, k.0)), text(settlement_id(s, w.0))])
    };
    assert_eq!(by_pair(next, &pairs), by_pair(built, &built.catchment_figures(limit)));
    assert_eq!(next.gaps(limit), built.gaps(limit));
    // Sums say the same as figures, and those kept by chunk the same as new ones.
    let sums = next.sums(limit);
    let told = |s: &Snapshot, sums: &Sums| {
        let settlements = grouped(&sums.by_settlement, |k| vec![text(settlement_id(s, k.0))]);
        let kitchens = grouped(&sums.by_kitchen, |k| vec![text(kitchen_id(s, k.0))]);
        let nearest = grouped(&sums.nearest, |rank| vec![text(kitchen_id(s, Some(*rank)))]);
        (settlements, kitchens, nearest, sums.total)
    };
    assert_eq!(told(next, &sums), told(built, &built.sums(limit)));
    let pairs = sums.by_settlement.iter().zip(&coverage.groups).chain(sums.by_kitchen.iter().zip(&load.groups));
    let mut all = 0;
    for ((place, sum), (group, figures)) in pairs {
        assert_eq!(place, group);
        let distances = (sum.mean_distance(), sum.max_distance);
        assert_eq!(distances, (figures.distances.map(|d| d.mean), figures.distances.map(|d| d.max)));
        let numbers = |sum: &Sum| (sum.all, sum.by_state, sum.assigned, sum.fixed);
        assert_eq!(numbers(sum), (figures.all, figures.by_state, figures.assigned, figures.fixed));
        all += 1;
    }
    assert_eq!(all, coverage.groups.len() + load.groups.len());
    assert_eq!(sums.by_kitchen.len(), load.groups.len());
    let nearest: u64 = sums.nearest.values().map(|tally| tally.households).sum();
    assert_eq!(nearest, next.rows().filter_map(|row| row.assignment.as_ref()?.nearest()).count() as u64);
}

pub(super) fn same(next: &Snapshot, built: &Snapshot) {
    assert_eq!(next.revision(), built.revision());
    assert_eq!(next.register(), built.register());
    assert_eq!(next.household_count(), built.household_count());
    let rows: Vec<_> = next.rows().map(|row| told(next, row)).collect();
    assert_eq!(rows, built.rows().map(|row| told(built, row)).collect::<Vec<_>>());
    assert_eq!(rows, next.par_rows().map(|row| told(next, row)).collect::<Vec<_>>());
    let mut slots: Vec<_> = next.par_slots().map(|(slot, row)| (slot, row.household.id.clone())).collect();
    slots.sort_unstable();
    assert_eq!(slots, next.rows().map(|row| row.household.id.clone()).enumerate().collect::<Vec<_>>());
    assert_eq!(next.par_places().count(), slots.len());
    assert_eq!(next.row(slots.len()), None);
    for (slot, id) in &slots {
        assert_eq!(next.seek(id.as_str()), *slot);
        assert_eq!(next.seek(&format!("{id}-")), slot + 1, "after it");
        assert_eq!(&next.row(*slot).unwrap().household.id, id);
        assert_eq!(next.find(id.as_str()).map(|row| row.written), Some(built.row(*slot).unwrap().written));
    }
    assert_eq!((next.seek(""), next.seek("~")), (0, slots.len()));
    assert_eq!(next.extent(), built.extent());
    for (west, south, east, north) in [
        (-180.0, -90.0, 180.0, 90.0),
        (-76.96, -12.13, -76.945, -12.115),
        (-180.0, -20.0, -179.9999, 0.0),
        (0.0, 0.0, 1.0, 1.0),
    ] {
        let found = |snapshot: &Snapshot| {
            let mut found: Vec<usize> = snapshot.in_box(west, south, east, north).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(found(next), found(built));
    }
    let covered = |s: &Snapshot| -> Vec<(Option<String>, Covered)> {
        s.covered.iter().map(|(k, covered)| (settlement_id(s, k.0).map(str::to_owned), *covered)).collect()
    };
    assert_eq!(covered(next), covered(built));
    for limit in [next.settings().coverage_limit, CoverageLimit::new(777.0).unwrap()] {
        same_figures(next, built, limit);
    }
}
