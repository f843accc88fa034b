//! A table of a report: named columns, and rows read one at a time.

use super::{Report, catchments, coverage, settlement};
use crate::layers::{Field, LayerName, Value};

/// A table of a report.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Table {
    /// Figures by settlement, outside all, and in total.
    Settlements,
    /// Kitchens' load.
    Kitchens,
    /// Clusters of unserved households.
    Gaps,
    /// Households that are not served, with the reason.
    Unserved,
    /// Figures by kitchen and settlement, and in total.
    Catchments,
}

/// A value of a table's cell.
pub type Cell<'a> = Value<'a>;

/// The name of a table's column.
pub type ReportField = std::borrow::Cow<'static, str>;

impl Table {
    /// Every table.
    pub const ALL: [Self; 5] = [Self::Settlements, Self::Kitchens, Self::Gaps, Self::Unserved, Self::Catchments];

    /// The table's name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Settlements => "settlements",
            Self::Kitchens => "kitchens",
            Self::Gaps => "gaps",
            Self::Unserved => "unserved",
            Self::Catchments => "catchments",
        }
    }

    /// From the name on the wire.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == text)
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(self, report: &Report) -> Vec<ReportField> {
        match self {
            Self::Settlements => coverage::columns(report),
            Self::Kitchens => layer_columns(LayerName::Kitchens),
            Self::Gaps => layer_columns(LayerName::Gaps),
            Self::Unserved => settlement::columns(),
            Self::Catchments => catchments::columns(),
        }
    }

    /// Calls `each` with every row, cells in the order of the columns, until it answers an error.
    ///
    /// # Errors
    /// The first error that `each` gave.
    pub fn rows<E>(self, report: &Report, mut each: impl FnMut(&[Cell<'_>]) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Settlements => coverage::rows(report, &mut each),
            Self::Kitchens => layer_rows(report, LayerName::Kitchens, &mut each),
            Self::Gaps => layer_rows(report, LayerName::Gaps, &mut each),
            Self::Unserved => settlement::rows(report, &mut each),
            Self::Catchments => catchments::rows(report, &mut each),
        }
    }
}

fn layer_columns(layer: LayerName) -> Vec<ReportField> {
    layer.layer().fields().into_iter().map(|field: &'static Field| field.name.into()).collect()
}

fn layer_rows<E>(
    report: &Report,
    layer: LayerName,
    each: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), E>,
) -> Result<(), E> {
    let source = &report.source;
    let width = layer.layer().fields().len();
    let mut cells = Vec::with_capacity(width);
    for feature in (0..source.slots(layer)).filter_map(|slot| source.row(layer, slot)) {
        cells.clear();
        cells.extend((0..width).map(|index| feature.value(index)));
        each(&cells)?;
    }
    Ok(())
}
