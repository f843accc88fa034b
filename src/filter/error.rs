//! Why a filter cannot be honoured.

use std::fmt;

use thiserror::Error;

use crate::layers::FieldKind;
use crate::messages::{Explain, Params};

/// Characters of a filter that are said back.
const SAID_BACK: usize = 60;

/// What a part of a filter is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// True or false.
    Truth,
    /// A shape.
    Geometry,
    /// A list of values.
    List,
    /// The null value.
    Null,
}

/// What is wrong with a geometry of a filter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ShapeFault {
    /// No shape of a kind that is known.
    Unreadable,
    /// Without coordinates.
    Empty,
    /// Against the rules for simple features.
    Invalid,
    /// More corners than may be asked for.
    TooManyCorners,
    /// Lines that cross each other more often than may be asked for.
    Tangled,
    /// A box of other than four or six numbers, or with south above north.
    Box,
    /// Coordinates that are nowhere in the reference system.
    NoPlace,
}

/// Why a filter cannot be honoured.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum FilterError {
    /// Longer than may be asked for.
    #[error("the filter has {bytes} bytes; at most {max} are read")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// The greatest.
        max: usize,
    },
    /// Parentheses or lists in each other.
    #[error("the filter is nested deeper than {max}; take parentheses away")]
    TooDeep {
        /// The greatest depth.
        max: usize,
    },
    /// More conditions and operators than may be asked for.
    #[error("the filter is too complicated; use IN for many values, or ask in several requests")]
    TooComplex,
    /// More work for every row than may be asked for.
    #[error("the filter would take {cost} ns for every row, and at most {max} are given; use simpler shapes")]
    TooCostly {
        /// Estimated, nanoseconds.
        cost: u64,
        /// The greatest.
        max: u64,
    },
    /// A number beyond what can be counted with.
    #[error("a number of the filter is beyond {greatest:e}", greatest = f64::MAX)]
    NumberTooGreat,
    /// A text that cannot be an id.
    #[error("{field}: {value:?} is not an id")]
    Id {
        /// The field.
        field: &'static str,
        /// As sent.
        value: Box<str>,
    },
    /// Not CQL2 in text.
    #[error("the filter is not CQL2 text: not understood at character {at}, {near:?}")]
    Syntax {
        /// From 1.
        at: usize,
        /// What stands there.
        near: Box<str>,
    },
    /// Not CQL2 in JSON.
    #[error("the filter is not CQL2 JSON: line {line}, column {column}")]
    SyntaxJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// JSON that is no expression of CQL2.
    #[error("the filter is JSON, but not an expression of CQL2, or a part of it is none")]
    NotAnExpression,
    /// A name that is no field of the layer.
    #[error("the layer has no field {name:?}; it has {}", allowed.join(", "))]
    UnknownField {
        /// As written.
        name: Box<str>,
        /// Those that it has.
        allowed: Vec<&'static str>,
    },
    /// A function that there is none of, or an operation that is not offered.
    #[error("there is no {name:?} here; there are {}", allowed.join(", "))]
    UnknownFunction {
        /// As written.
        name: Box<str>,
        /// Those that there are.
        allowed: Vec<&'static str>,
    },
    /// Too few or too many operands.
    #[error("{name} takes {expected} operands and has {given}")]
    Operands {
        /// The operation.
        name: Box<str>,
        /// How many it takes.
        expected: usize,
        /// How many it has.
        given: usize,
    },
    /// Something of another type than is needed.
    #[error("{what} is {is:?}, and {needed:?} is needed there")]
    Type {
        /// As written.
        what: Box<str>,
        /// What it is.
        is: Kind,
        /// What is needed.
        needed: Kind,
    },
    /// A pattern that is not written out.
    #[error("{0} is no pattern; write one between single quotes, with % and _")]
    Pattern(Box<str>),
    /// A text that is no day.
    #[error("{0} is no date; write it as DATE('2026-11-23')")]
    Date(Box<str>),
    /// An instant other than a day's beginning, beside a day.
    #[error("{0} is an instant, and the field has days; write DATE('2026-11-23')")]
    Instant(Box<str>),
    /// A text that is no value of a field.
    #[error("{value:?} is no value of {field}, which holds {kind:?}")]
    Value {
        /// The field.
        field: &'static str,
        /// As sent.
        value: Box<str>,
        /// What the field holds.
        kind: FieldKind,
    },
    /// A geometry that is none.
    #[error("the geometry {what} cannot be used: {fault:?}")]
    Shape {
        /// As written.
        what: Box<str>,
        /// What is wrong with it.
        fault: ShapeFault,
    },
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Truth => "truth",
            Self::Geometry => "geometry",
            Self::List => "list",
            Self::Null => "null",
        }
    }
}

impl From<FieldKind> for Kind {
    fn from(kind: FieldKind) -> Self {
        match kind {
            FieldKind::Text => Self::Text,
            FieldKind::Integer | FieldKind::Real => Self::Number,
            FieldKind::Date => Self::Date,
        }
    }
}

impl ShapeFault {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::Invalid => "invalid",
            Self::TooManyCorners => "too-many-corners",
            Self::Tangled => "tangled",
            Self::Box => "box",
            Self::NoPlace => "no-place",
        }
    }
}

impl Explain for FilterError {
    fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "filter-too-long",
            Self::TooDeep { .. } => "filter-too-deep",
            Self::TooComplex => "filter-too-complex",
            Self::TooCostly { .. } => "filter-too-costly",
            Self::NumberTooGreat => "filter-number",
            Self::Id { .. } => "filter-id",
            Self::Syntax { .. } => "filter-syntax",
            Self::SyntaxJson { .. } => "filter-syntax-json",
            Self::NotAnExpression => "filter-json",
            Self::UnknownField { .. } => "filter-field",
            Self::UnknownFunction { .. } => "filter-function",
            Self::Operands { .. } => "filter-operands",
            Self::Type { .. } => "filter-type",
            Self::Pattern(_) => "filter-pattern",
            Self::Date(_) => "filter-date",
            Self::Instant(_) => "filter-instant",
            Self::Value { .. } => "filter-value",
            Self::Shape { .. } => "filter-shape",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::TooLong { bytes, max } => vec![("bytes", bytes.to_string()), ("max", max.to_string())],
            Self::TooDeep { max } => vec![("max", max.to_string())],
            Self::TooComplex | Self::NumberTooGreat | Self::NotAnExpression => Params::new(),
            Self::TooCostly { cost, max } => {
                vec![("cost", micros(*cost).to_string()), ("max", micros(*max).to_string())]
            }
            Self::Id { field, value } => vec![("field", (*field).to_owned()), ("value", value.to_string())],
            Self::Syntax { at, near } => {
                let place = if near.is_empty() { "end" } else { "inside" };
                vec![("at", at.to_string()), ("near", near.to_string()), ("place", place.to_owned())]
            }
            Self::SyntaxJson { line, column } => vec![("line", line.to_string()), ("column", column.to_string())],
            Self::UnknownField { name, allowed } | Self::UnknownFunction { name, allowed } => {
                vec![("name", name.to_string()), ("allowed", allowed.join(", "))]
            }
            Self::Operands { name, expected, given } => {
                vec![("name", name.to_string()), ("expected", expected.to_string()), ("given", given.to_string())]
            }
            Self::Type { what, is, needed } => vec![
                ("what", what.to_string()),
                ("kind", is.as_str().to_owned()),
                ("needed", needed.as_str().to_owned()),
            ],
            Self::Pattern(what) | Self::Date(what) | Self::Instant(what) => vec![("what", what.to_string())],
            Self::Value { field, value, kind } => vec![
                ("field", (*field).to_owned()),
                ("value", value.to_string()),
                ("kind", value_kind(*kind).to_owned()),
            ],
            Self::Shape { what, fault } => {
                vec![("what", what.to_string()), ("fault", fault.as_str().to_owned())]
            }
        }
    }
}

const fn value_kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Integer => "integer",
        FieldKind::Real => "number",
        FieldKind::Date => "date",
    }
}

/// Nanoseconds as a person reads them.
const fn micros(nanos: u64) -> u64 {
    nanos.div_ceil(1_000)
}

/// What a client wrote, short enough to be said back.
pub(super) fn short(text: impl fmt::Display) -> Box<str> {
    let text = text.to_string();
    let mut chars = text.chars();
    let mut kept: String = chars.by_ref().take(SAID_BACK).filter(|c| !c.is_control()).collect();
    if chars.next().is_some() {
        kept.push('…');
    }
    kept.into()
}
