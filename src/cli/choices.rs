//! Options that take one of a few words. The words are the wire's, the same in every language.

use clap::ValueEnum;

use crate::files::write::csv::CsvStyle;
use crate::layers;

/// A register that rows are imported into.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum RegisterName {
    /// Polygons.
    Settlements,
    /// Places that cook.
    Kitchens,
    /// Homes.
    Households,
}

/// A report.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum ReportName {
    /// Who is served, by settlement.
    Coverage,
    /// Who belongs to which kitchen.
    Catchments,
}

/// What a report is printed as.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum ReportFormat {
    /// For a person.
    Table,
    /// For a program.
    Json,
    /// For a spreadsheet.
    Csv,
}

/// A table of the coverage report.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum ReportTable {
    /// A row a settlement.
    Settlements,
    /// A row a kitchen.
    Kitchens,
    /// A row an unserved household.
    Unserved,
    /// A row a gap.
    Gaps,
}

/// A layer to export.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum LayerName {
    /// Every layer.
    All,
    /// Shanty towns.
    Settlements,
    /// Places that cook.
    Kitchens,
    /// Homes.
    Households,
    /// Catchment polygons.
    Catchments,
    /// Lines from household to kitchen.
    Assignments,
    /// Clusters of unserved households.
    Gaps,
}

/// What lies between two cells of a CSV file.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Separator {
    /// `;`, what a spreadsheet in Spanish expects.
    #[value(name = ";")]
    Semicolon,
    /// `,`
    #[value(name = ",")]
    Comma,
    /// A tab.
    #[value(name = "tab")]
    Tab,
}

impl From<ReportTable> for crate::app::report::Table {
    fn from(table: ReportTable) -> Self {
        match table {
            ReportTable::Settlements => Self::Settlements,
            ReportTable::Kitchens => Self::Kitchens,
            ReportTable::Unserved => Self::Unserved,
            ReportTable::Gaps => Self::Gaps,
        }
    }
}

impl TryFrom<LayerName> for layers::LayerName {
    type Error = LayerName;

    /// One layer; all of them are none.
    fn try_from(name: LayerName) -> Result<Self, LayerName> {
        Ok(match name {
            LayerName::All => return Err(name),
            LayerName::Settlements => Self::Settlements,
            LayerName::Kitchens => Self::Kitchens,
            LayerName::Households => Self::Households,
            LayerName::Catchments => Self::Catchments,
            LayerName::Assignments => Self::Assignments,
            LayerName::Gaps => Self::Gaps,
        })
    }
}

impl Separator {
    /// How CSV is written with it.
    #[must_use]
    pub const fn style(self) -> CsvStyle {
        CsvStyle::Spreadsheet(self.byte())
    }

    /// The character.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }
}
