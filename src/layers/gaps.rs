//! Clusters of unserved households.

use super::field::{Column, Field, Value};
use crate::domain::assignment::State;
use crate::domain::gap::Gap;

type Read = for<'a> fn(&&'a Gap) -> Value<'a>;

pub(super) static COLUMNS: [Column<Read>; 7] = [
    Column { field: Field::id(), read: |gap| gap.id.as_str().into() },
    Column { field: Field::households(), read: |gap| gap.all.households.into() },
    Column { field: Field::persons("persons"), read: |gap| gap.all.persons.into() },
    Column {
        field: Field::persons("persons_bad_position"),
        read: |gap| gap.by_state[State::BadPosition as usize].persons.into(),
    },
    Column {
        field: Field::persons("persons_no_kitchen"),
        read: |gap| gap.by_state[State::NoKitchen as usize].persons.into(),
    },
    Column {
        field: Field::persons("persons_too_far"),
        read: |gap| gap.by_state[State::TooFar as usize].persons.into(),
    },
    Column { field: Field::metres("radius_m"), read: |gap| Value::Real(gap.radius.get()) },
];
