//! Fields and their values.

use crate::domain::assignment::State;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::units::Metres;

/// A field of a layer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Field {
    /// Its name on the wire and in files.
    pub name: &'static str,
    /// The type of its values; any may be null but the id.
    pub kind: FieldKind,
    /// What numbers count.
    pub unit: Option<Unit>,
    /// Where its values come from.
    pub role: Role,
    /// The only values there are; empty where any may be.
    pub values: &'static [&'static str],
}

/// The type of a field's values.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FieldKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Real,
    /// A day.
    Date,
}

impl FieldKind {
    /// The type that JSON Schema has for its values.
    #[must_use]
    pub const fn json_type(self) -> &'static str {
        match self {
            Self::Text | Self::Date => "string",
            Self::Integer => "integer",
            Self::Real => "number",
        }
    }
}

/// What a number counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// Lengths on the ground.
    Metres,
    /// Areas on the ground.
    SquareMetres,
    /// People.
    Persons,
    /// Homes.
    Households,
    /// What a kitchen's capacity is counted in.
    Rations,
}

/// Where a field's values come from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// The row's name.
    Id,
    /// Entered by people.
    Entered,
    /// Computed, and read-only.
    Computed,
}

/// A value of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Not known, or not so.
    Null,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A finite number.
    Real(f64),
    /// A day.
    Date(Date),
}

/// A field with the way to read it from a row of its layer.
pub(super) struct Column<Read> {
    pub(super) field: Field,
    pub(super) read: Read,
}

impl Field {
    pub(super) const fn id() -> Self {
        Self { name: "id", kind: FieldKind::Text, unit: None, role: Role::Id, values: &[] }
    }

    pub(super) const fn entered(name: &'static str, kind: FieldKind) -> Self {
        Self { name, kind, unit: None, role: Role::Entered, values: &[] }
    }

    pub(super) const fn computed(name: &'static str, kind: FieldKind) -> Self {
        Self { name, kind, unit: None, role: Role::Computed, values: &[] }
    }

    pub(super) const fn households() -> Self {
        Self::computed("households", FieldKind::Integer).in_unit(Unit::Households)
    }

    pub(super) const fn persons(name: &'static str) -> Self {
        Self::computed(name, FieldKind::Integer).in_unit(Unit::Persons)
    }

    pub(super) const fn metres(name: &'static str) -> Self {
        Self::computed(name, FieldKind::Real).in_unit(Unit::Metres)
    }

    pub(super) const fn state() -> Self {
        const STATES: [&str; State::ALL.len()] =
            [State::ALL[0].as_str(), State::ALL[1].as_str(), State::ALL[2].as_str(), State::ALL[3].as_str()];
        Self::computed("state", FieldKind::Text).one_of(&STATES)
    }

    pub(super) const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    pub(super) const fn in_unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }
}

impl From<Option<Metres>> for Value<'_> {
    fn from(metres: Option<Metres>) -> Self {
        metres.map_or(Self::Null, |m| Self::Real(m.get()))
    }
}

impl From<u64> for Value<'_> {
    /// Counts beyond `i64::MAX` do not occur; they would be shown as that.
    fn from(count: u64) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Option<u32>> for Value<'_> {
    fn from(count: Option<u32>) -> Self {
        count.map_or(Self::Null, |n| Self::Integer(n.into()))
    }
}

impl From<Option<Date>> for Value<'_> {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Null, Self::Date)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl<'a> From<&'a Option<Box<str>>> for Value<'a> {
    fn from(text: &'a Option<Box<str>>) -> Self {
        text.as_deref().into()
    }
}

impl<'a> From<Option<&'a Id>> for Value<'a> {
    fn from(id: Option<&'a Id>) -> Self {
        id.map(Id::as_str).into()
    }
}
