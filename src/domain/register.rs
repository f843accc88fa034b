//! Everything that was entered, before anything is computed from it.

use std::fmt;

use super::household::Household;
use super::kitchen::Kitchen;
use super::settings::Settings;
use super::settlement::Settlement;

/// A register: the rows of one layer that people enter.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum RegisterName {
    /// Settlements.
    Settlements,
    /// Kitchens.
    Kitchens,
    /// Households.
    Households,
}

impl RegisterName {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Settlements, Self::Kitchens, Self::Households];

    /// Its name on the wire and in databases.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Settlements => "settlements",
            Self::Kitchens => "kitchens",
            Self::Households => "households",
        }
    }
}

impl fmt::Display for RegisterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The registers and the settings: what a store holds and a snapshot is built from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// In id order, each id once.
    pub settlements: Vec<Settlement>,
    /// In id order, each id once.
    pub kitchens: Vec<Kitchen>,
    /// In id order, each id once.
    pub households: Vec<Household>,
    /// The office's decisions.
    pub settings: Settings,
    /// The store's counter when this was read.
    pub revision: u64,
    /// When each row was written.
    pub revisions: Revisions,
}

/// The store's counter at which each row was last written, in the order of the rows. An empty list stands for rows
/// that were all written at the register's own revision.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Revisions {
    /// Of settlements.
    pub settlements: Vec<u64>,
    /// Of kitchens.
    pub kitchens: Vec<u64>,
    /// Of households.
    pub households: Vec<u64>,
    /// Of the settings.
    pub settings: u64,
}
