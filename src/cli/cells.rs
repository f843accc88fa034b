//! Cells of a table for a person.

use std::borrow::Cow;

use crate::layers::Value;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Missing,
    /// Words.
    Text(Box<str>),
    /// A count.
    Whole(i64),
    /// A measure, shown with one digit after the point.
    Decimal(f64),
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl AsRef<str>) -> Self {
        Self::Text(text.as_ref().into())
    }

    /// As a person reads it; empty where nothing is known.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Missing => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(number) => Cow::Owned(number.to_string()),
            Self::Decimal(number) => Cow::Owned(format!("{number:.1}")),
        }
    }
}

impl From<&Value<'_>> for Cell {
    fn from(value: &Value<'_>) -> Self {
        match value {
            Value::Null => Self::Missing,
            Value::Text(text) => Self::text(text),
            Value::Integer(number) => Self::Whole(*number),
            Value::Real(number) => Self::Decimal(*number),
            Value::Date(date) => Self::text(date.to_string()),
        }
    }
}
