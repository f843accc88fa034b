//! Homes.

use super::date::Date;
use super::id::Id;
use super::position::Position;
use super::units::{Metres, Persons};

/// A home.
#[derive(Clone, Debug, PartialEq)]
pub struct Household {
    /// Unique among households.
    pub id: Id,
    /// The office's own code for it.
    pub code: Option<Box<str>>,
    /// Where it is, in words.
    pub address: Option<Box<str>>,
    /// How many live there; `None` where nobody wrote it down (counted as one, and flagged).
    pub persons: Option<Persons>,
    /// Where it is; `None` where coordinates are missing or unusable.
    pub position: Option<Position>,
    /// How far off `position` may be (GPS, and the coordinate operation's own error added in
    /// quadrature); `None` where it was not recorded.
    pub accuracy: Option<Metres>,
    /// The settlement that the household was registered under.
    pub declared_settlement: Option<Id>,
    /// A decision that overrules nearness.
    pub fixed: Option<Box<FixedAssignment>>,
    /// The day it left the register's totals.
    pub closed_on: Option<Date>,
}

/// A decision that overrules nearness.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FixedAssignment {
    /// The kitchen decided on.
    pub kitchen: Id,
    /// Why.
    pub reason: Option<Box<str>>,
}

impl Household {
    /// A household with an id and nothing else known.
    #[must_use]
    pub const fn new(id: Id) -> Self {
        Self {
            id,
            code: None,
            address: None,
            persons: None,
            position: None,
            accuracy: None,
            declared_settlement: None,
            fixed: None,
            closed_on: None,
        }
    }

    /// How many it counts as.
    #[must_use]
    pub fn counted_persons(&self) -> Persons {
        self.persons.unwrap_or(Persons::ONE)
    }
}
