//! Places that cook, and their load.

use super::field::{Column, Field, FieldKind, Unit, Value};
use crate::domain::assignment::State;
use crate::domain::kitchen::{Kitchen, KitchenKind, KitchenStatus};
use crate::domain::sums::Sum;

pub(super) struct Row<'a> {
    pub(super) kitchen: &'a Kitchen,
    pub(super) sum: &'a Sum,
}

const KINDS: [&str; 2] = [KitchenKind::ComedorPopular.as_str(), KitchenKind::OllaComun.as_str()];
const STATUSES: [&str; 2] = [KitchenStatus::Open.as_str(), KitchenStatus::Closed.as_str()];

type Read = for<'a> fn(&Row<'a>) -> Value<'a>;

pub(super) static COLUMNS: [Column<Read>; 11] = [
    Column { field: Field::id(), read: |row| row.kitchen.id.as_str().into() },
    Column { field: Field::entered("name", FieldKind::Text), read: |row| Value::Text(&row.kitchen.name) },
    Column {
        field: Field::entered("kind", FieldKind::Text).one_of(&KINDS),
        read: |row| row.kitchen.kind.map(KitchenKind::as_str).into(),
    },
    Column {
        field: Field::entered("status", FieldKind::Text).one_of(&STATUSES),
        read: |row| row.kitchen.status.as_str().into(),
    },
    Column { field: Field::entered("address", FieldKind::Text), read: |row| (&row.kitchen.address).into() },
    Column {
        field: Field::entered("rations", FieldKind::Integer).in_unit(Unit::Rations),
        read: |row| row.kitchen.rations.into(),
    },
    Column { field: Field::households(), read: |row| row.sum.all.households.into() },
    Column { field: Field::persons("persons"), read: |row| row.sum.all.persons.into() },
    Column { field: Field::persons("persons_served"), read: |row| row.sum.in_state(State::Served).persons.into() },
    Column { field: Field::metres("mean_distance_m"), read: |row| row.sum.mean_distance().into() },
    Column { field: Field::metres("max_distance_m"), read: |row| row.sum.max_distance.into() },
];
