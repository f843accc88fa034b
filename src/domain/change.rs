//! What an edit changes in the registers.

use super::household::Household;
use super::id::Id;
use super::kitchen::Kitchen;
use super::register::RegisterName;
use super::settings::Settings;
use super::settlement::Settlement;

/// A row of one of the registers.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A settlement.
    Settlement(Settlement),
    /// A kitchen.
    Kitchen(Kitchen),
    /// A household.
    Household(Household),
}

/// What became of one row, or of the settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The store's counter at which it was written.
    pub revision: u64,
    /// What was written.
    pub what: What,
}

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A row that is new, or stands for the one with its id.
    Put(Row),
    /// A row that is gone.
    Remove(RegisterName, Id),
    /// The office's decisions.
    Settings(Box<Settings>),
}

impl Row {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &Id {
        match self {
            Self::Settlement(row) => &row.id,
            Self::Kitchen(row) => &row.id,
            Self::Household(row) => &row.id,
        }
    }

    /// Gives it another id.
    pub fn set_id(&mut self, id: Id) {
        match self {
            Self::Settlement(row) => row.id = id,
            Self::Kitchen(row) => row.id = id,
            Self::Household(row) => row.id = id,
        }
    }

    /// The register that it is a row of.
    #[must_use]
    pub const fn register(&self) -> RegisterName {
        match self {
            Self::Settlement(_) => RegisterName::Settlements,
            Self::Kitchen(_) => RegisterName::Kitchens,
            Self::Household(_) => RegisterName::Households,
        }
    }
}
