//! Which rows of a layer are asked for: a box, a time, and a filter in CQL2.
//!
//! CQL2 is parsed by a library into our own typed predicate over a layer's fields; its spatial
//! parts go to the R-tree. A filter is honoured or refused, never ignored.

mod area;
mod cost;
mod error;
mod fold;
mod instant;
mod interval;
mod like;
mod parse;
mod predicate;
mod selection;
mod spatial;
mod term;
mod translate;

#[cfg(test)]
mod tests;

use std::fmt::Write;
use std::sync::Arc;

pub use area::Area;
pub use error::{FilterError, Kind, ShapeFault};
pub use interval::{Interval, IntervalError};
pub use selection::{Matches, Selection};

use crate::crs::Crs;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::layers::{BoundingBox, Feature, FieldKind, LayerName, Role};
use fold::Fold;
use predicate::{Comparison, Predicate};
use term::{Day, Number, Row, Text};

/// The conformance classes of CQL2 that filters are of.
pub const CONFORMANCE: &[&str] = &[
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
    "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
];

/// The encodings of CQL2.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FilterLanguage {
    /// `cql2-text`.
    Text,
    /// `cql2-json`.
    Json,
}

/// A predicate over the rows of one layer.
#[derive(Clone, Debug)]
pub struct Filter {
    predicate: Arc<Predicate>,
    /// What tells it from others of its layer.
    key: Arc<str>,
}

impl Filter {
    /// Reads a filter over a layer's fields; its geometries are in `crs`, in that system's own axis order.
    ///
    /// The geometry is called `geometry` or `geom`. A number that there is none of (a division by zero) is null.
    ///
    /// # Errors
    /// [`FilterError`].
    ///
    /// # Limits
    /// 64 KB, 64 parentheses in each other, 1,000 conditions and operators; of written values after IN as many as fit.
    /// By an estimate 0.1 ms for a row, and 0.5 ms for one that is an area, which is less where shapes have many corners.
    pub fn parse(layer: LayerName, language: FilterLanguage, text: &str, crs: &Arc<Crs>) -> Result<Self, FilterError> {
        let fields = layer.layer().fields();
        let translator = translate::Translator::new(&fields, crs);
        let predicate = parse::read(language, text, |tree| translator.predicate(tree))?;
        let kind = layer.layer().geometry;
        let (cost, max) = (predicate.cost(cost::corners(kind)), cost::greatest(kind));
        if cost > max {
            return Err(FilterError::TooCostly { cost, max });
        }
        let key = format!("{language:?} {} {text}", crs.uri());
        Ok(Self { predicate: Arc::new(predicate), key: key.into() })
    }

    /// Rows whose field has a value, written as text.
    ///
    /// # Errors
    /// [`FilterError`] where the layer has no such field, or the text is no value of it.
    pub fn equals(layer: LayerName, field: &str, value: &str) -> Result<Self, FilterError> {
        let fields = layer.layer().fields();
        let Some(index) = fields.iter().position(|known| known.name == field) else {
            let allowed = fields.iter().map(|known| known.name).collect();
            return Err(FilterError::UnknownField { name: error::short(field), allowed });
        };
        let Some(known) = fields.get(index) else { unreachable!("the index was found there") };
        let kind = known.kind;
        let wrong = || FilterError::Value { field: known.name, value: error::short(value), kind };
        let equal = Comparison::Equal;
        let predicate = match kind {
            FieldKind::Text => {
                if known.role == Role::Id && Id::parse_stored(value).is_err() {
                    return Err(FilterError::Id { field: known.name, value: error::short(value) });
                }
                let text = Text::Constant(value.into());
                Predicate::Texts(equal, Text::Field(index, Fold::default()), text)
            }
            FieldKind::Integer | FieldKind::Real => {
                let number = value.parse::<f64>().ok().filter(|number| number.is_finite());
                let whole = |number: &f64| kind == FieldKind::Real || number.fract() == 0.0;
                let number = number.filter(whole).ok_or_else(wrong)?;
                Predicate::Numbers(equal, Number::Field(index), Number::Constant(number))
            }
            FieldKind::Date => {
                let date = Date::parse(value).map_err(|_| wrong())?;
                Predicate::Days(equal, Day::Field(index), Day::Constant(date))
            }
        };
        Ok(Self { predicate: Arc::new(predicate), key: format!("{field}={value}").into() })
    }

    /// Rows that both accept.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let both = vec![Arc::unwrap_or_clone(self.predicate), Arc::unwrap_or_clone(other.predicate)];
        let predicate = Predicate::and(both);
        // The length tells where the first one ends, whatever is written in it.
        let key = format!("{} {} {}", self.key.len(), self.key, other.key);
        Self { predicate: Arc::new(predicate), key: key.into() }
    }

    /// Whether the filter is true of a row; where it is unknown (SQL's null) it is not.
    #[must_use]
    pub fn accepts(&self, row: &Feature<'_>) -> bool {
        self.is_true(row)
    }

    fn is_true(&self, row: &impl Row) -> bool {
        self.predicate.of(row) == Some(true)
    }

    /// Boxes that the geometry of every row touches that the filter accepts.
    pub fn bounds(&self) -> impl Iterator<Item = &BoundingBox> {
        self.predicate.conjuncts().iter().filter_map(|conjunct| match conjunct {
            Predicate::Spatial(spatial) => spatial.bounds(),
            _ => None,
        })
    }

    /// The ids of which every row has one that the filter accepts; `None` where it does not say.
    #[must_use]
    pub fn ids(&self) -> Option<Vec<&str>> {
        const ID: usize = 0;
        self.predicate.conjuncts().iter().find_map(|conjunct| match conjunct {
            Predicate::Texts(Comparison::Equal, Text::Field(ID, fold), Text::Constant(id))
            | Predicate::Texts(Comparison::Equal, Text::Constant(id), Text::Field(ID, fold))
                if *fold == Fold::default() =>
            {
                Some(vec![&**id])
            }
            Predicate::TextIn(Text::Field(ID, fold), ids) if *fold == Fold::default() => {
                Some(ids.sorted().iter().map(|id| &**id).collect())
            }
            _ => None,
        })
    }

    /// How long it takes to put a row to it whose shape has so many corners, nanoseconds.
    fn cost(&self, corners: usize) -> u64 {
        self.predicate.cost(corners)
    }

    /// Writes what tells it from others of its layer.
    fn key(&self, key: &mut String) {
        let written = write!(key, "{}", self.key);
        debug_assert!(written.is_ok(), "a String takes everything");
    }
}
