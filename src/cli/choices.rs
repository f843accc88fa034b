//! Options that take one of a few words. The words are the wire's, the same in every language.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::app::report::Table;
use crate::domain::register;
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

/// A table of a report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReportTable(pub Table);

/// What to export.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LayerName {
    /// Every layer.
    All,
    /// One.
    One(layers::LayerName),
}

impl From<RegisterName> for register::RegisterName {
    fn from(name: RegisterName) -> Self {
        match name {
            RegisterName::Settlements => Self::Settlements,
            RegisterName::Kitchens => Self::Kitchens,
            RegisterName::Households => Self::Households,
        }
    }
}

impl ValueEnum for ReportTable {
    fn value_variants<'a>() -> &'a [Self] {
        // Catchments are the report of that name, which has no other table.
        const TABLES: [ReportTable; 4] = [
            ReportTable(Table::Settlements),
            ReportTable(Table::Kitchens),
            ReportTable(Table::Gaps),
            ReportTable(Table::Unserved),
        ];
        &TABLES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.as_str()))
    }
}

impl ValueEnum for LayerName {
    fn value_variants<'a>() -> &'a [Self] {
        const NAMES: [LayerName; 7] = {
            let mut names = [LayerName::All; 7];
            let mut n = 0;
            while n < layers::LayerName::ALL.len() {
                names[n + 1] = LayerName::One(layers::LayerName::ALL[n]);
                n += 1;
            }
            names
        };
        &NAMES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::All => "all",
            Self::One(name) => name.as_str(),
        }))
    }
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
