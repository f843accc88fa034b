//! Lines from households to their kitchens.

use geo::{Geometry, Line, LineString};

use super::field::{Column, Field, FieldKind, Value};
use crate::domain::assignment::{Assignment, State};
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::{PlacedHousehold, Snapshot};

pub(super) struct Row<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) limit: CoverageLimit,
    pub(super) placed: &'a PlacedHousehold,
    pub(super) assignment: &'a Assignment,
}

type Read = for<'a> fn(&Row<'a>) -> Value<'a>;

pub(super) static COLUMNS: [Column<Read>; 4] = [
    Column { field: Field::id(), read: |row| row.placed.household.id.as_str().into() },
    Column {
        field: Field::computed("kitchen_id", FieldKind::Text),
        read: |row| row.snapshot.kitchens().get(row.assignment.kitchen).id.as_str().into(),
    },
    Column { field: Field::metres("distance_m"), read: |row| row.assignment.distance.into() },
    Column { field: Field::state(), read: |row| row.placed.state(row.limit).map(State::as_str).into() },
];

impl Row<'_> {
    /// From the household to its kitchen; `None` where the household's position is not known.
    pub(super) fn geometry(&self) -> Option<Geometry<f64>> {
        let from = self.placed.household.position?;
        let to = self.snapshot.kitchens().get(self.assignment.kitchen).position;
        Some(LineString::from(Line::new(from.coord(), to.coord())).into())
    }
}
