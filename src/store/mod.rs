//! Where registers, settings and history are kept.

use crate::domain::household::Household;
use crate::domain::kitchen::Kitchen;
use crate::domain::register::Register;
use crate::domain::settings::Settings;
use crate::domain::settlement::Settlement;

/// Rows of one layer, to be added, or to replace those with the same id.
#[derive(Clone, Debug)]
pub enum Batch {
    /// Settlements.
    Settlements(Vec<Settlement>),
    /// Kitchens.
    Kitchens(Vec<Kitchen>),
    /// Households.
    Households(Vec<Household>),
}

/// What an import changed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// Rows that were new.
    pub added: usize,
    /// Rows that replaced one with the same id.
    pub updated: usize,
    /// Rows that were already there, equal in every field.
    pub unchanged: usize,
    /// The store's counter after the commit.
    pub revision: u64,
}
