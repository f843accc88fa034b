//! What is true of a row, in SQL's three-valued logic: true, false, or unknown (`None`).

use std::cmp::Ordering;

use super::cost;
use super::like::Pattern;
use super::spatial::Spatial;
use super::term::{Day, NoRow, Number, Row, Text};
use crate::domain::date::Date;
use crate::layers::GeometryKind;

/// A condition on a row.
#[derive(Clone, Debug)]
pub(super) enum Predicate {
    Constant(Option<bool>),
    Not(Box<Self>),
    And(Box<[Self]>),
    Or(Box<[Self]>),
    Numbers(Comparison, Number, Number),
    Texts(Comparison, Text, Text),
    Days(Comparison, Day, Day),
    Truths(Comparison, Box<(Self, Self)>),
    NumberIn(Number, Values<f64>),
    TextIn(Text, Values<Box<str>>),
    DayIn(Day, Values<Date>),
    Like(Text, Pattern),
    NullNumber(Number),
    NullText(Text),
    NullDay(Day),
    NullTruth(Box<Self>),
    NullGeometry,
    Spatial(Box<Spatial>),
}

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// The values of IN, in order.
#[derive(Clone, Debug)]
pub(super) struct Values<T> {
    sorted: Box<[T]>,
    /// Whether null is one of them.
    null: bool,
}

impl Comparison {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "=" => Self::Equal,
            "<>" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            _ => return None,
        })
    }

    fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

impl<T> Values<T> {
    pub(super) fn new(mut values: Vec<T>, null: bool, order: impl Fn(&T, &T) -> Ordering) -> Self {
        values.sort_unstable_by(order);
        Self { sorted: values.into(), null }
    }

    /// True, or unknown where null is among them and the value is not.
    fn contain(&self, order: impl FnMut(&T) -> Ordering) -> Option<bool> {
        match self.sorted.binary_search_by(order) {
            Ok(_) => Some(true),
            Err(_) => (!self.null).then_some(false),
        }
    }

    /// The values, null left out.
    pub(super) fn sorted(&self) -> &[T] {
        &self.sorted
    }
}

/// Numbers are finite here; zero has no sign.
pub(super) fn by_size(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or(Ordering::Equal)
}

impl Predicate {
    /// Whether it is true of a row.
    pub(super) fn of(&self, row: &impl Row) -> Option<bool> {
        match self {
            Self::Constant(truth) => *truth,
            Self::Not(inner) => inner.of(row).map(|truth| !truth),
            Self::And(parts) => all(parts, row, false),
            Self::Or(parts) => all(parts, row, true),
            Self::Numbers(comparison, a, b) => Some(comparison.holds(by_size(a.of(row)?, b.of(row)?))),
            Self::Texts(comparison, a, b) => Some(comparison.holds(a.of(row)?.as_ref().cmp(b.of(row)?.as_ref()))),
            Self::Days(comparison, a, b) => Some(comparison.holds(a.of(row)?.cmp(&b.of(row)?))),
            Self::Truths(comparison, both) => Some(comparison.holds(both.0.of(row)?.cmp(&both.1.of(row)?))),
            Self::NumberIn(number, values) => {
                let number = number.of(row)?;
                values.contain(|value| by_size(*value, number))
            }
            Self::TextIn(text, values) => {
                let text = text.of(row)?;
                values.contain(|value| (**value).cmp(&*text))
            }
            Self::DayIn(day, values) => {
                let day = day.of(row)?;
                values.contain(|value| value.cmp(&day))
            }
            Self::Like(text, pattern) => Some(pattern.matches(&text.of(row)?)),
            Self::NullNumber(number) => Some(number.of(row).is_none()),
            Self::NullText(text) => Some(text.of(row).is_none()),
            Self::NullDay(day) => Some(day.of(row).is_none()),
            Self::NullTruth(truth) => Some(truth.of(row).is_none()),
            Self::NullGeometry => Some(row.geometry().is_none()),
            Self::Spatial(spatial) => spatial.of(row),
        }
    }

    /// All of them hold; cheap ones are looked at first.
    pub(super) fn and(parts: Vec<Self>) -> Self {
        Self::joined(parts, false)
    }

    /// One of them holds.
    pub(super) fn or(parts: Vec<Self>) -> Self {
        Self::joined(parts, true)
    }

    fn joined(parts: Vec<Self>, decides: bool) -> Self {
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Constant(Some(truth)) if truth == decides => return Self::Constant(Some(decides)),
                Self::Constant(Some(_)) => {}
                Self::And(inner) if !decides => kept.extend(inner),
                Self::Or(inner) if decides => kept.extend(inner),
                other => kept.push(other),
            }
        }
        // Of areas: what is dear for points is dear for them too.
        kept.sort_by_cached_key(|part| part.cost(cost::corners(GeometryKind::MultiPolygon)));
        if kept.len() > 1 {
            return if decides { Self::Or(kept.into()) } else { Self::And(kept.into()) };
        }
        kept.pop().unwrap_or(Self::Constant(Some(!decides)))
    }

    /// It does not hold.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::Constant(truth) => Self::Constant(truth.map(|truth| !truth)),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Itself, or its value where no row can change it.
    pub(super) fn folded(self) -> Self {
        let number = |n: &Number| matches!(n, Number::Constant(_) | Number::Null);
        let text = |t: &Text| matches!(t, Text::Constant(_) | Text::Null);
        let day = |d: &Day| matches!(d, Day::Constant(_));
        let constant = match &self {
            Self::Numbers(_, a, b) => number(a) && number(b) || matches!(a, Number::Null) || matches!(b, Number::Null),
            Self::Texts(_, a, b) => text(a) && text(b) || matches!(a, Text::Null) || matches!(b, Text::Null),
            Self::Days(_, a, b) => day(a) && day(b),
            Self::Truths(_, both) => matches!(**both, (Self::Constant(_), Self::Constant(_))),
            Self::NumberIn(n, _) | Self::NullNumber(n) => number(n),
            Self::TextIn(t, _) | Self::Like(t, _) | Self::NullText(t) => text(t),
            Self::DayIn(d, _) | Self::NullDay(d) => day(d),
            Self::NullTruth(inner) => matches!(**inner, Self::Constant(_)),
            Self::Spatial(spatial) => spatial.is_constant(),
            _ => false,
        };
        if constant { Self::Constant(self.of(&NoRow)) } else { self }
    }

    /// Conditions that all must hold.
    pub(super) fn conjuncts(&self) -> &[Self] {
        match self {
            Self::And(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }
}

/// What all parts give; one that is `decides` decides it, and else an unknown one leaves it unknown.
fn all(parts: &[Predicate], row: &impl Row, decides: bool) -> Option<bool> {
    let mut known = true;
    for part in parts {
        match part.of(row) {
            Some(truth) if truth == decides => return Some(decides),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(!decides)
}
