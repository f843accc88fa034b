//! What is compared: numbers, texts and days, each from a row or written out.
//!
//! `None` is SQL's null.

use std::borrow::Cow;

use geo::Geometry;

use super::fold::Fold;
use crate::domain::date::Date;
use crate::layers::{Feature, Value};

/// Where fields are read.
pub(super) trait Row {
    /// The value of the field at `index`.
    fn value(&self, index: usize) -> Value<'_>;
    /// The row's shape in WGS 84 degrees.
    fn geometry(&self) -> Option<Geometry<f64>>;
}

impl Row for Feature<'_> {
    fn value(&self, index: usize) -> Value<'_> {
        Self::value(self, index)
    }

    fn geometry(&self) -> Option<Geometry<f64>> {
        Self::geometry(self)
    }
}

/// A row without anything, for what does not depend on one.
pub(super) struct NoRow;

impl Row for NoRow {
    fn value(&self, _: usize) -> Value<'_> {
        Value::Null
    }

    fn geometry(&self) -> Option<Geometry<f64>> {
        None
    }
}

/// A number.
#[derive(Clone, Debug)]
pub(super) enum Number {
    Constant(f64),
    Null,
    Field(usize),
    Computed(Arithmetic, Box<(Self, Self)>),
}

/// How two numbers make one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Arithmetic {
    Plus,
    Minus,
    Times,
    Over,
    /// Division rounded towards zero.
    Div,
    /// What that leaves.
    Modulo,
    Power,
}

/// A text.
#[derive(Clone, Debug)]
pub(super) enum Text {
    Constant(Box<str>),
    Null,
    Field(usize, Fold),
}

/// A day.
#[derive(Clone, Copy, Debug)]
pub(super) enum Day {
    Constant(Date),
    Field(usize),
}

impl Number {
    /// Null where a part is null, or where there is no such number (a division by zero).
    pub(super) fn of(&self, row: &impl Row) -> Option<f64> {
        match self {
            Self::Constant(number) => Some(*number),
            Self::Null => None,
            Self::Field(index) => match row.value(*index) {
                Value::Real(number) => Some(number),
                // Counts of people and homes are far below 2^53.
                #[expect(clippy::cast_precision_loss)]
                Value::Integer(number) => Some(number as f64),
                _ => None,
            },
            Self::Computed(arithmetic, operands) => arithmetic.of(operands.0.of(row)?, operands.1.of(row)?),
        }
    }

    /// Two numbers made one, computed now where both are known.
    pub(super) fn computed(arithmetic: Arithmetic, left: Self, right: Self) -> Self {
        match (&left, &right) {
            (Self::Null, _) | (_, Self::Null) => Self::Null,
            (Self::Constant(a), Self::Constant(b)) => arithmetic.of(*a, *b).map_or(Self::Null, Self::Constant),
            _ => Self::Computed(arithmetic, Box::new((left, right))),
        }
    }
}

impl Arithmetic {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "+" => Self::Plus,
            "-" => Self::Minus,
            "*" => Self::Times,
            "/" => Self::Over,
            "div" => Self::Div,
            "%" => Self::Modulo,
            "^" => Self::Power,
            _ => return None,
        })
    }

    fn of(self, a: f64, b: f64) -> Option<f64> {
        let number = match self {
            Self::Plus => a + b,
            Self::Minus => a - b,
            Self::Times => a * b,
            Self::Over => a / b,
            Self::Div => (a / b).trunc(),
            Self::Modulo => a % b,
            Self::Power => a.powf(b),
        };
        number.is_finite().then_some(number)
    }
}

impl Text {
    pub(super) fn of<'a>(&'a self, row: &'a impl Row) -> Option<Cow<'a, str>> {
        match self {
            Self::Constant(text) => Some(Cow::Borrowed(text)),
            Self::Null => None,
            Self::Field(index, fold) => match row.value(*index) {
                Value::Text(text) => Some(fold.apply(text)),
                _ => None,
            },
        }
    }

    /// Without what the fold drops.
    pub(super) fn folded(self, fold: Fold) -> Self {
        match self {
            Self::Constant(text) => Self::Constant(fold.apply(&text).into()),
            Self::Null => Self::Null,
            Self::Field(index, before) => Self::Field(index, before.and(fold)),
        }
    }
}

impl Day {
    pub(super) fn of(self, row: &impl Row) -> Option<Date> {
        match self {
            Self::Constant(date) => Some(date),
            Self::Field(index) => match row.value(index) {
                Value::Date(date) => Some(date),
                _ => None,
            },
        }
    }
}
