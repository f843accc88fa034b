//! Catchment polygons of a whole country.

use cercania::domain::catchment::Catchments;
use cercania::domain::snapshot::Snapshot;

use super::registers;
use super::table::{Table, Times};

pub fn run(table: &mut Table) {
    let mut register = registers::peru();
    register.households.clear();
    let snapshot = Snapshot::build(register, &()).expect("nobody cancels");
    let (times, _) = Times::of(5, || Catchments::build(&snapshot).expect("Peru is not too wide"));
    table.note("catchment polygons of 15,000 kitchens over Peru's box", times.to_string());
}
