//! Everything that was entered, before anything is computed from it.

use super::household::Household;
use super::kitchen::Kitchen;
use super::settings::Settings;
use super::settlement::Settlement;

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
}
