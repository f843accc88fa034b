//! Where registers, settings and history are kept.
//!
//! [`Store`] is what the rest of the program knows; [`geopackage::GeoPackageStore`] is the embedded
//! one. Not here: anything computed, which is served and written into exports instead.
//!
//! A store that other programs write to may hold rows that are not valid. They never fail a
//! [`Store::load`] and are never dropped in silence: each is named in [`Loaded::findings`].

pub mod error;
pub mod finding;
pub mod geopackage;
mod settings;

pub use error::StoreError;
pub use finding::{Findings, RowFinding, RowProblem, StoreFinding};

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

/// What a store held.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The rows that are valid.
    pub register: Register,
    /// What is not, by name.
    pub findings: Findings,
}

/// Where registers and settings are kept: every implementation passes the same contract tests.
///
/// Calls block; from async code go through a thread of their own.
pub trait Store: Send + Sync {
    /// Everything entered, as one commit left it, in id order.
    ///
    /// `progress` is told the number of rows read so far, from any thread.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read; never for a row that is not valid.
    fn load(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<Loaded, StoreError>;

    /// Adds or replaces rows by id in one transaction; answers after the commit.
    ///
    /// Where a batch holds an id twice the last stands. Rows equal to what is there keep their
    /// revision, and an import of nothing but such rows does not raise the counter. Declared
    /// settlements and fixed kitchens are plain ids: they may arrive in any order.
    ///
    /// # Errors
    /// [`StoreError`]; the store is then as it was.
    fn import(&self, batch: Batch) -> Result<Written, StoreError>;

    /// Replaces the settings and gives the counter after the commit, the same where none differs.
    ///
    /// # Errors
    /// [`StoreError`]; the store is then as it was.
    fn save_settings(&self, settings: &Settings) -> Result<u64, StoreError>;

    /// The counter that every commit that changes something raises.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    fn revision(&self) -> Result<u64, StoreError>;

    /// A read-only look: damage, missing pieces, rows that are not valid, ids that name nothing.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot even be looked at.
    fn check(&self) -> Result<Findings, StoreError>;

    /// Where it is, for messages; without a password.
    fn location(&self) -> String;
}
