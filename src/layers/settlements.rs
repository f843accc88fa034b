//! Shanty towns, and how well they are covered.

use super::field::{Column, Field, FieldKind, Value};
use crate::domain::assignment::State;
use crate::domain::settlement::Settlement;
use crate::domain::sums::Sum;

pub(super) struct Row<'a> {
    pub(super) settlement: &'a Settlement,
    pub(super) sum: &'a Sum,
}

type Read = for<'a> fn(&Row<'a>) -> Value<'a>;

pub(super) static COLUMNS: [Column<Read>; 9] = [
    Column { field: Field::id(), read: |row| row.settlement.id.as_str().into() },
    Column { field: Field::entered("name", FieldKind::Text), read: |row| Value::Text(&row.settlement.name) },
    Column { field: Field::households(), read: |row| row.sum.all.households.into() },
    Column { field: Field::persons("persons"), read: |row| row.sum.all.persons.into() },
    Column { field: Field::persons("persons_served"), read: |row| row.sum.in_state(State::Served).persons.into() },
    Column {
        field: Field::persons("persons_bad_position"),
        read: |row| row.sum.in_state(State::BadPosition).persons.into(),
    },
    Column {
        field: Field::persons("persons_no_kitchen"),
        read: |row| row.sum.in_state(State::NoKitchen).persons.into(),
    },
    Column { field: Field::persons("persons_too_far"), read: |row| row.sum.in_state(State::TooFar).persons.into() },
    Column { field: Field::metres("mean_distance_m"), read: |row| row.sum.mean_distance().into() },
];
