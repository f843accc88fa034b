//! Outlines of the households nearest to one kitchen.

use super::field::{Column, Field, FieldKind, Unit, Value};
use crate::domain::catchment::Catchment;
use crate::domain::figures::Tally;
use crate::domain::kitchen::Kitchen;

pub(super) struct Row<'a> {
    pub(super) kitchen: &'a Kitchen,
    pub(super) catchment: &'a Catchment,
    pub(super) nearest: Tally,
}

type Read = for<'a> fn(&Row<'a>) -> Value<'a>;

pub(super) static COLUMNS: [Column<Read>; 5] = [
    Column { field: Field::id(), read: |row| row.kitchen.id.as_str().into() },
    Column { field: Field::computed("name", FieldKind::Text), read: |row| Value::Text(&row.kitchen.name) },
    Column { field: Field::households(), read: |row| row.nearest.households.into() },
    Column { field: Field::persons("persons"), read: |row| row.nearest.persons.into() },
    Column {
        field: Field::computed("area_m2", FieldKind::Real).in_unit(Unit::SquareMetres),
        read: |row| Value::Real(row.catchment.area_m2),
    },
];
