//! Reports over a snapshot of a million households.

use cercania::domain::snapshot::Snapshot;

use super::registers;
use super::table::{Table, Times};

pub fn run(table: &mut Table) {
    let register = registers::peru();
    let limit = register.settings.coverage_limit;
    let snapshot = Snapshot::build(register, &()).expect("nobody cancels");
    let (times, coverage) = Times::of(5, || snapshot.coverage(limit));
    let groups = coverage.groups.len() - 1;
    table.note(format!("coverage of 1,000,000 households by {groups} settlements"), times.to_string());
    let (times, figures) = Times::of(5, || snapshot.catchment_figures(limit));
    let pairs = figures.groups.len();
    table.note(
        format!("catchments report: 1,000,000 households by {pairs} pairs of kitchen and settlement"),
        times.to_string(),
    );
    let unserved = snapshot.unserved(limit).count();
    let (times, gaps) = Times::of(5, || snapshot.gaps(limit));
    table.note(format!("gaps: {unserved} unserved households in {} clusters", gaps.len()), times.to_string());
}
