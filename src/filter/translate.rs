//! The library's tree to a predicate over the fields of a layer.

use std::cell::Cell;
use std::sync::Arc;

use cql2::Expr;
use geo::Geometry;
use wkt::TryFromWkt;

use super::error::{FilterError, Kind, ShapeFault, short};
use super::fold::Fold;
use super::instant::Instant;
use super::like::Pattern;
use super::predicate::{Comparison, Predicate, Values, by_size};
use super::spatial::{Place, Relation, Shape, Spatial};
use super::term::{Arithmetic, Day, Number, Text};
use crate::crs::Crs;
use crate::domain::date::Date;
use crate::layers::{Field, FieldKind};

/// Conditions and operators that a filter may have; every row is put to each. Of an operation every operand after the
/// second counts, and of IN every member that is not written out.
const GREATEST_PARTS: usize = 1_000;
/// How deep they may stand in each other.
const GREATEST_DEPTH: usize = 250;
/// The names of the geometry.
const GEOMETRY: [&str; 2] = ["geometry", "geom"];
/// What may be called by name, for those who call something else.
const FUNCTIONS: [&str; 14] = [
    "AND",
    "OR",
    "NOT",
    "LIKE",
    "BETWEEN",
    "IN",
    "IS NULL",
    "CASEI",
    "ACCENTI",
    "BBOX",
    "DATE",
    "TIMESTAMP",
    "+ - * / % ^ DIV",
    "S_INTERSECTS, S_EQUALS, S_DISJOINT, S_TOUCHES, S_WITHIN, S_OVERLAPS, S_CROSSES, S_CONTAINS",
];

/// Knows the layer's fields, and the system of the filter's geometries.
pub(super) struct Translator<'a> {
    fields: &'a [&'static Field],
    crs: &'a Arc<Crs>,
    parts: Cell<usize>,
    depth: Cell<usize>,
}

/// Anything that stands in a condition.
enum Term {
    Null,
    Number(Number),
    Text(Text),
    Day(Day),
    Truth(Predicate),
    Place(Place),
}

impl Term {
    const fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Day(_) => Kind::Date,
            Self::Truth(_) => Kind::Truth,
            Self::Place(_) => Kind::Geometry,
        }
    }
}

impl<'a> Translator<'a> {
    pub(super) const fn new(fields: &'a [&'static Field], crs: &'a Arc<Crs>) -> Self {
        Self { fields, crs, parts: Cell::new(0), depth: Cell::new(0) }
    }

    /// What must be true of a row.
    pub(super) fn predicate(&self, tree: &Expr) -> Result<Predicate, FilterError> {
        match tree {
            Expr::Bool(truth) => Ok(Predicate::Constant(Some(*truth))),
            Expr::Null => Ok(Predicate::Constant(None)),
            Expr::Operation { .. } => match self.term(tree)? {
                Term::Truth(predicate) => Ok(predicate),
                other => Err(wrong(tree, other.kind(), Kind::Truth)),
            },
            other => Err(wrong(other, self.term(other)?.kind(), Kind::Truth)),
        }
    }

    fn term(&self, tree: &Expr) -> Result<Term, FilterError> {
        match tree {
            Expr::Null => Ok(Term::Null),
            Expr::Bool(truth) => Ok(Term::Truth(Predicate::Constant(Some(*truth)))),
            Expr::Float(number) if number.is_finite() => Ok(Term::Number(Number::Constant(*number))),
            Expr::Float(_) => Err(FilterError::NumberTooGreat),
            Expr::Literal(text) => Ok(Term::Text(Text::Constant(text.as_str().into()))),
            Expr::Property { property } => self.field(property),
            Expr::Date { date } => match &**date {
                Expr::Literal(text) => day(text).map(Term::Day),
                other => Err(FilterError::Date(said(other))),
            },
            Expr::Timestamp { timestamp } => match &**timestamp {
                Expr::Literal(text) => instant(text).map(Term::Day),
                other => Err(FilterError::Date(said(other))),
            },
            Expr::Geometry(geometry) => {
                let shape = read_geometry(geometry).ok_or(ShapeFault::Unreadable);
                let shape = shape.and_then(|shape| Shape::new(&shape, self.crs));
                shape.map(|shape| Term::Place(Place::Written(Arc::new(shape)))).map_err(|fault| bad_shape(tree, fault))
            }
            Expr::BBox { bbox } => {
                let numbers: Option<Vec<f64>> = bbox.iter().map(|number| self.constant(number)).collect();
                let shape = numbers.ok_or(ShapeFault::Box).and_then(|numbers| Shape::bbox(&numbers, self.crs));
                shape.map(|shape| Term::Place(Place::Written(Arc::new(shape)))).map_err(|fault| bad_shape(tree, fault))
            }
            Expr::Array(_) => Err(wrong(tree, Kind::List, Kind::Text)),
            Expr::Interval { .. } => Err(unknown_function("INTERVAL")),
            Expr::Operation { op, args } => {
                // Operands that are operations count themselves.
                let plain = args.iter().filter(|operand| !matches!(***operand, Expr::Operation { .. })).count();
                self.count(1 + plain.saturating_sub(2))?;
                // Arithmetic takes two at a time.
                let levels = if Arithmetic::named(op).is_some() { args.len().saturating_sub(1).max(1) } else { 1 };
                self.nested(levels, || self.operation(tree, op, args))
            }
        }
    }

    /// Counts what a row is put to.
    fn count(&self, parts: usize) -> Result<(), FilterError> {
        self.parts.set(self.parts.get().saturating_add(parts));
        if self.parts.get() > GREATEST_PARTS { Err(FilterError::TooComplex) } else { Ok(()) }
    }

    /// Counts what stands in each other.
    fn nested(&self, levels: usize, inner: impl FnOnce() -> Result<Term, FilterError>) -> Result<Term, FilterError> {
        let depth = self.depth.get();
        self.depth.set(depth.saturating_add(levels));
        if self.depth.get() > GREATEST_DEPTH {
            return Err(FilterError::TooComplex);
        }
        let term = inner();
        self.depth.set(depth);
        term
    }

    fn field(&self, name: &str) -> Result<Term, FilterError> {
        if GEOMETRY.contains(&name) {
            return Ok(Term::Place(Place::Row));
        }
        let Some(index) = self.fields.iter().position(|field| field.name == name) else {
            let allowed = self.fields.iter().map(|field| field.name).chain([GEOMETRY[0]]).collect();
            return Err(FilterError::UnknownField { name: short(name), allowed });
        };
        Ok(match self.fields[index].kind {
            FieldKind::Text => Term::Text(Text::Field(index, Fold::default())),
            FieldKind::Integer | FieldKind::Real => Term::Number(Number::Field(index)),
            FieldKind::Date => Term::Day(Day::Field(index)),
        })
    }

    fn constant(&self, tree: &Expr) -> Option<f64> {
        match self.term(tree).ok()? {
            Term::Number(Number::Constant(number)) => Some(number),
            _ => None,
        }
    }

    fn operation(&self, tree: &Expr, name: &str, operands: &[Box<Expr>]) -> Result<Term, FilterError> {
        let truth = |predicate: Predicate| Ok(Term::Truth(predicate.folded()));
        if let Some(comparison) = Comparison::named(name) {
            let [left, right] = exactly(name, operands)?;
            return truth(self.compare(comparison, left, right)?);
        }
        if let Some(relation) = Relation::named(name) {
            let [left, right] = exactly(name, operands)?;
            let spatial = match (self.place(left)?, self.place(right)?) {
                (Some(left), Some(right)) => {
                    let spatial = Spatial::new(relation, left, right).map_err(|fault| bad_shape(tree, fault))?;
                    Predicate::Spatial(Box::new(spatial))
                }
                _ => Predicate::Constant(None),
            };
            return truth(spatial);
        }
        if let Some(arithmetic) = Arithmetic::named(name) {
            let [first, second, more @ ..] = operands else { return Err(operands_of(name, 2, operands)) };
            let mut number = Number::computed(arithmetic, self.number(first)?, self.number(second)?);
            for operand in more {
                number = Number::computed(arithmetic, number, self.number(operand)?);
            }
            return Ok(Term::Number(number));
        }
        match name {
            "and" | "or" => {
                let parts = operands.iter().map(|operand| self.predicate(operand)).collect::<Result<Vec<_>, _>>()?;
                if parts.len() < 2 {
                    return Err(operands_of(name, 2, operands));
                }
                truth(if name == "and" { Predicate::and(parts) } else { Predicate::or(parts) })
            }
            "not" => {
                let [inner] = exactly(name, operands)?;
                truth(self.predicate(inner)?.negated())
            }
            "isNull" => {
                let [operand] = exactly(name, operands)?;
                truth(match self.term(operand)? {
                    Term::Null => Predicate::Constant(Some(true)),
                    Term::Number(number) => Predicate::NullNumber(number),
                    Term::Text(text) => Predicate::NullText(text),
                    Term::Day(day) => Predicate::NullDay(day),
                    Term::Truth(inner) => Predicate::NullTruth(Box::new(inner)),
                    Term::Place(Place::Row) => Predicate::NullGeometry,
                    Term::Place(Place::Written(_)) => Predicate::Constant(Some(false)),
                })
            }
            "between" => {
                let [value, low, high] = exactly(name, operands)?;
                let above = self.compare(Comparison::GreaterOrEqual, value, low)?.folded();
                let below = self.compare(Comparison::LessOrEqual, value, high)?.folded();
                truth(Predicate::and(vec![above, below]))
            }
            "like" => {
                let [value, pattern] = exactly(name, operands)?;
                let value = self.text(value)?;
                match self.text(pattern)? {
                    Text::Constant(pattern) => truth(Predicate::Like(value, Pattern::new(&pattern))),
                    Text::Null => truth(Predicate::Constant(None)),
                    Text::Field(..) => Err(FilterError::Pattern(said(pattern_of(operands)))),
                }
            }
            "in" => {
                let [value, list] = exactly(name, operands)?;
                let Expr::Array(list) = &**list else {
                    return Err(wrong(list, self.term(list)?.kind(), Kind::List));
                };
                truth(self.member(value, list)?)
            }
            "casei" | "accenti" => {
                let [inner] = exactly(name, operands)?;
                let fold = Fold { case: name == "casei", accents: name == "accenti" };
                Ok(Term::Text(self.text(inner)?.folded(fold)))
            }
            other => {
                debug_assert!(matches!(tree, Expr::Operation { .. }));
                Err(unknown_function(other))
            }
        }
    }

    fn compare(&self, comparison: Comparison, left: &Expr, right: &Expr) -> Result<Predicate, FilterError> {
        Ok(match (self.term(left)?, self.term(right)?) {
            (Term::Place(_), _) => return Err(wrong(left, Kind::Geometry, Kind::Text)),
            (_, Term::Place(_)) => return Err(wrong(right, Kind::Geometry, Kind::Text)),
            (Term::Null, _) | (_, Term::Null) => Predicate::Constant(None),
            (Term::Number(a), Term::Number(b)) => Predicate::Numbers(comparison, a, b),
            (Term::Text(a), Term::Text(b)) => Predicate::Texts(comparison, a, b),
            (Term::Day(a), Term::Day(b)) => Predicate::Days(comparison, a, b),
            // A day may be written as a text alone.
            (Term::Day(a), Term::Text(Text::Constant(b))) => Predicate::Days(comparison, a, day_or_instant(&b)?),
            (Term::Text(Text::Constant(a)), Term::Day(b)) => Predicate::Days(comparison, day_or_instant(&a)?, b),
            (Term::Truth(a), Term::Truth(b)) if matches!(comparison, Comparison::Equal | Comparison::NotEqual) => {
                Predicate::Truths(comparison, Box::new((a, b)))
            }
            (Term::Truth(_), Term::Truth(_)) => return Err(wrong(left, Kind::Truth, Kind::Number)),
            (a, b) => {
                // What is written out is to follow the field.
                let (what, is, needed) =
                    if is_written(left) { (left, a.kind(), b.kind()) } else { (right, b.kind(), a.kind()) };
                return Err(wrong(what, is, needed));
            }
        })
    }

    /// IN: constants are looked up, anything else is compared.
    fn member(&self, value: &Expr, list: &[Box<Expr>]) -> Result<Predicate, FilterError> {
        let of = self.term(value)?;
        let (mut numbers, mut texts, mut days, mut null, mut others) = (vec![], vec![], vec![], false, vec![]);
        for element in list {
            match (&of, self.term(element)?) {
                (_, Term::Null | Term::Number(Number::Null) | Term::Text(Text::Null)) => null = true,
                (Term::Number(_), Term::Number(Number::Constant(number))) => numbers.push(number),
                (Term::Text(_), Term::Text(Text::Constant(text))) => texts.push(text),
                (Term::Day(_), Term::Day(Day::Constant(date))) => days.push(date),
                (Term::Day(_), Term::Text(Text::Constant(text))) => match day_or_instant(&text)? {
                    Day::Constant(date) => days.push(date),
                    Day::Field(_) => {}
                },
                _ => {
                    self.count(1)?;
                    others.push(self.compare(Comparison::Equal, value, element)?.folded());
                }
            }
        }
        let listed = match of {
            Term::Number(number) => Predicate::NumberIn(number, Values::new(numbers, null, |a, b| by_size(*a, *b))),
            Term::Text(text) => Predicate::TextIn(text, Values::new(texts, null, Ord::cmp)),
            Term::Day(day) => Predicate::DayIn(day, Values::new(days, null, Ord::cmp)),
            Term::Null => return Ok(Predicate::Constant(None)),
            Term::Truth(_) => return Ok(Predicate::or(others)),
            Term::Place(_) => return Err(wrong(value, Kind::Geometry, Kind::Text)),
        };
        others.push(listed.folded());
        Ok(Predicate::or(others))
    }

    fn number(&self, tree: &Expr) -> Result<Number, FilterError> {
        match self.term(tree)? {
            Term::Number(number) => Ok(number),
            Term::Null => Ok(Number::Null),
            other => Err(wrong(tree, other.kind(), Kind::Number)),
        }
    }

    fn text(&self, tree: &Expr) -> Result<Text, FilterError> {
        match self.term(tree)? {
            Term::Text(text) => Ok(text),
            Term::Null => Ok(Text::Null),
            other => Err(wrong(tree, other.kind(), Kind::Text)),
        }
    }

    /// `None`: null.
    fn place(&self, tree: &Expr) -> Result<Option<Place>, FilterError> {
        match self.term(tree)? {
            Term::Place(place) => Ok(Some(place)),
            Term::Null => Ok(None),
            other => Err(wrong(tree, other.kind(), Kind::Geometry)),
        }
    }
}

/// The shape that a geometry's text or JSON says, heights and measures left out.
fn read_geometry(geometry: &cql2::Geometry) -> Option<Geometry<f64>> {
    match geometry {
        cql2::Geometry::Wkt(text) => Geometry::try_from_wkt_str(text).ok(),
        cql2::Geometry::GeoJSON(json) => {
            let geometry: geojson::Geometry = serde_json::from_str(&json.to_string()).ok()?;
            Geometry::try_from(geometry).ok()
        }
    }
}

fn day(text: &str) -> Result<Day, FilterError> {
    Date::parse(text).map(Day::Constant).map_err(|_| FilterError::Date(short(text)))
}

/// A day's beginning; any other instant cannot be compared with days.
fn instant(text: &str) -> Result<Day, FilterError> {
    let instant = Instant::parse(text).ok_or_else(|| FilterError::Date(short(text)))?;
    instant.midnight().map(Day::Constant).ok_or_else(|| FilterError::Instant(short(text)))
}

fn day_or_instant(text: &str) -> Result<Day, FilterError> {
    if text.contains(['T', 't']) { instant(text) } else { day(text) }
}

fn exactly<'e, const N: usize>(name: &str, operands: &'e [Box<Expr>]) -> Result<&'e [Box<Expr>; N], FilterError> {
    operands.try_into().map_err(|_| operands_of(name, N, operands))
}

fn operands_of(name: &str, expected: usize, operands: &[Box<Expr>]) -> FilterError {
    FilterError::Operands { name: short(name), expected, given: operands.len() }
}

fn unknown_function(name: &str) -> FilterError {
    FilterError::UnknownFunction { name: short(name), allowed: FUNCTIONS.to_vec() }
}

fn wrong(tree: &Expr, is: Kind, needed: Kind) -> FilterError {
    FilterError::Type { what: said(tree), is, needed }
}

fn bad_shape(tree: &Expr, fault: ShapeFault) -> FilterError {
    FilterError::Shape { what: said(tree), fault }
}

fn is_written(tree: &Expr) -> bool {
    !matches!(tree, Expr::Property { .. } | Expr::Operation { .. })
}

fn pattern_of(operands: &[Box<Expr>]) -> &Expr {
    operands.last().map_or(&Expr::Null, |pattern| pattern)
}

/// A part of a filter as a person would write it.
fn said(tree: &Expr) -> Box<str> {
    tree.to_text().map_or_else(|_| "?".into(), short)
}
