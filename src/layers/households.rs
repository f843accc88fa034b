//! Homes, and what became of them.

use super::field::{Column, Field, FieldKind, Unit, Value};
use crate::domain::assignment::{Assignment, Certainty, State};
use crate::domain::rank::Rank;
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::{PlacedHousehold, Snapshot};
use crate::domain::units::Metres;

pub(super) struct Row<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) limit: CoverageLimit,
    pub(super) placed: &'a PlacedHousehold,
}

const CERTAINTIES: [&str; 3] =
    [Certainty::Certain.as_str(), Certainty::Uncertain.as_str(), Certainty::Unknown.as_str()];

type Read = for<'a> fn(&Row<'a>) -> Value<'a>;

pub(super) static COLUMNS: [Column<Read>; 18] = [
    Column { field: Field::id(), read: |row| row.placed.household.id.as_str().into() },
    Column { field: Field::entered("code", FieldKind::Text), read: |row| (&row.placed.household.code).into() },
    Column { field: Field::entered("address", FieldKind::Text), read: |row| (&row.placed.household.address).into() },
    Column {
        field: Field::entered("persons", FieldKind::Integer).in_unit(Unit::Persons),
        read: |row| Some(row.placed.household.counted_persons().get()).into(),
    },
    Column {
        field: Field::entered("accuracy_m", FieldKind::Real).in_unit(Unit::Metres),
        read: |row| row.placed.household.accuracy.into(),
    },
    Column {
        field: Field::entered("declared_settlement_id", FieldKind::Text),
        read: |row| row.placed.household.declared_settlement.as_ref().into(),
    },
    Column {
        field: Field::entered("fixed_kitchen_id", FieldKind::Text),
        read: |row| row.placed.household.fixed.as_ref().map(|fixed| &fixed.kitchen).into(),
    },
    Column {
        field: Field::entered("fixed_reason", FieldKind::Text),
        read: |row| row.placed.household.fixed.as_ref().and_then(|fixed| fixed.reason.as_deref()).into(),
    },
    Column { field: Field::entered("closed_on", FieldKind::Date), read: |row| row.placed.household.closed_on.into() },
    Column {
        field: Field::computed("settlement_id", FieldKind::Text),
        read: |row| {
            let settlements = row.snapshot.settlements();
            row.placed.inside.settlement.map(|rank| &settlements.get(rank).id).into()
        },
    },
    Column { field: Field::state(), read: |row| row.placed.state(row.limit).map(State::as_str).into() },
    Column { field: Field::computed("kitchen_id", FieldKind::Text), read: |row| row.kitchen(|a| Some(a.kitchen)) },
    Column { field: Field::metres("distance_m"), read: |row| row.metres(|a| a.distance) },
    Column { field: Field::computed("next_kitchen_id", FieldKind::Text), read: |row| row.kitchen(|a| a.next) },
    Column { field: Field::metres("next_distance_m"), read: |row| row.metres(|a| a.next_distance) },
    Column { field: Field::metres("margin_m"), read: |row| row.metres(Assignment::margin) },
    Column {
        field: Field::computed("certainty", FieldKind::Text).one_of(&CERTAINTIES),
        read: |row| row.placed.certainty(row.limit).map(Certainty::as_str).into(),
    },
    Column {
        field: Field::computed("flags", FieldKind::Text),
        read: |row| row.placed.flags(row.snapshot.settlements()).words().into(),
    },
];

impl<'a> Row<'a> {
    fn kitchen(&self, rank: impl Fn(&Assignment) -> Option<Rank>) -> Value<'a> {
        let rank = self.placed.assignment.as_ref().and_then(rank);
        rank.map(|rank| &self.snapshot.kitchens().get(rank).id).into()
    }

    fn metres(&self, metres: impl Fn(&Assignment) -> Option<Metres>) -> Value<'a> {
        self.placed.assignment.as_ref().and_then(metres).into()
    }
}
