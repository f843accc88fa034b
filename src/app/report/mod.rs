//! Reports as tables: the same rows and columns for JSON, CSV, the terminal and pages.

mod catchments;
mod coverage;
mod settlement;
mod table;
pub mod write;

pub use table::{Cell, ReportField, Table};

use std::sync::Arc;

use crate::domain::coverage::Where;
use crate::domain::figures::Grouped;
use crate::domain::rank::Rank;
use crate::domain::settings::DistanceBands;
use crate::layers::Source;

/// Which report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReportName {
    /// Who is served and who is not, by settlement and by kitchen, household by household.
    Coverage,
    /// A row per kitchen and settlement.
    Catchments,
}

/// A report ready to be written: its tables read rows when they are written.
#[derive(Clone, Debug)]
pub struct Report {
    /// `coverage`, `catchments` or `settlement`.
    pub name: &'static str,
    /// The rows it reads.
    pub source: Arc<Source>,
    /// The settlement it is limited to.
    pub settlement: Option<Rank>,
    /// Its tables, the main one first.
    pub tables: Vec<Table>,
    /// Other distance bands than the office's, with coverage in them.
    bands: Option<Arc<(DistanceBands, Grouped<Where>)>>,
}

impl Report {
    /// Coverage by settlement, kitchens' load, gaps, and the unserved, of all settlements or of one.
    ///
    /// Limited to a settlement, `settlements` holds that one and the total is its own; kitchens and
    /// gaps are not limited, for they do not stop at its edge, and are left out.
    #[must_use]
    pub fn coverage(source: Arc<Source>, settlement: Option<Rank>) -> Self {
        let tables = if settlement.is_some() {
            vec![Table::Settlements, Table::Unserved]
        } else {
            vec![Table::Settlements, Table::Kitchens, Table::Gaps, Table::Unserved]
        };
        let name = if settlement.is_some() { "settlement" } else { "coverage" };
        Self { name, source, settlement, tables, bands: None }
    }

    /// The report in other distance bands than the office's.
    #[must_use]
    pub fn in_bands(mut self, bands: DistanceBands) -> Self {
        let coverage = self.source.snapshot().coverage_in(self.source.limit(), &bands);
        self.bands = Some(Arc::new((bands, coverage)));
        self
    }

    fn bands(&self) -> &DistanceBands {
        self.bands.as_deref().map_or_else(|| &self.source.snapshot().settings().distance_bands, |(bands, _)| bands)
    }

    fn figures(&self) -> &Grouped<Where> {
        self.bands.as_deref().map_or_else(|| self.source.coverage(), |(_, coverage)| coverage)
    }

    /// The main report: a row per kitchen and settlement.
    #[must_use]
    pub fn catchments(source: Arc<Source>, settlement: Option<Rank>) -> Self {
        Self { name: "catchments", source, settlement, tables: vec![Table::Catchments], bands: None }
    }
}
