//! Which rows of a layer are asked for: a box, a time, and a filter in CQL2.
//!
//! CQL2 is parsed by a library into our own typed predicate over a layer's fields; its spatial
//! parts go to the R-tree. A filter is honoured or refused, never ignored.

mod area;
mod interval;
mod selection;

pub use area::Area;
pub use interval::{Interval, IntervalError};
pub use selection::{Matches, Selection};

use thiserror::Error;

use crate::crs::Crs;
use crate::layers::{BoundingBox, Feature, LayerName};
use crate::messages::{Explain, Params};

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
pub struct Filter {}

/// Why a filter cannot be honoured.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum FilterError {
    /// Not CQL2.
    #[error("the filter is not CQL2")]
    Syntax,
}

impl Explain for FilterError {
    fn code(&self) -> &'static str {
        "filter-syntax"
    }

    fn params(&self) -> Params {
        Params::new()
    }
}

impl Filter {
    /// Reads a filter over a layer's fields; its geometries are in `crs`, in that system's own axis order.
    ///
    /// # Errors
    /// [`FilterError`].
    pub fn parse(_layer: LayerName, _language: FilterLanguage, _text: &str, _crs: &Crs) -> Result<Self, FilterError> {
        Err(FilterError::Syntax)
    }

    /// Rows whose field has a value, written as text.
    ///
    /// # Errors
    /// [`FilterError`] where the layer has no such field, or the text is no value of it.
    pub fn equals(_layer: LayerName, _field: &str, _value: &str) -> Result<Self, FilterError> {
        Err(FilterError::Syntax)
    }

    /// Rows that both accept.
    #[must_use]
    pub fn and(self, _other: Self) -> Self {
        self
    }

    /// Whether the filter is true of a row; where it is unknown (SQL's null) it is not.
    #[must_use]
    pub fn accepts(&self, _row: &Feature<'_>) -> bool {
        false
    }

    /// A box that the geometry of every row touches that the filter accepts.
    #[must_use]
    pub fn bounds(&self) -> Option<BoundingBox> {
        None
    }
}
