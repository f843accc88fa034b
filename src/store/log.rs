//! What was written, when, by whom, and over what.

use jiff::Timestamp;

use super::finding::{Findings, RowFinding};
use super::write::Action;
use crate::domain::change::{Change, Row};
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::domain::settings::Settings;

/// What every program wrote after a revision.
#[derive(Clone, Debug, PartialEq)]
pub enum Delta {
    /// Row by row.
    Rows {
        /// The counter now.
        revision: u64,
        /// Every row that changed, as it is now, and settings.
        changes: Vec<Change>,
        /// The rows that were looked at: earlier findings about them hold no more.
        touched: Vec<TouchedRow>,
        /// What is not valid among them. Such a row has no change: its last valid version stays in force.
        findings: Findings,
    },
    /// So much, or what nobody logged, that everything has to be read anew.
    All,
}

/// A row that findings may be about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TouchedRow {
    /// The register.
    pub register: RegisterName,
    /// The store's key.
    pub fid: i64,
}

/// An edit that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedEdit {
    /// The store's counter after it: its name.
    pub revision: u64,
    /// When.
    pub time: Timestamp,
    /// By whom.
    pub author: Box<str>,
    /// What it was.
    pub action: Action,
    /// Rows that it added, changed and removed, by register in the order of [`RegisterName::ALL`].
    pub counts: [Counts; 3],
    /// Whether it changed settings.
    pub settings: bool,
    /// The revision of the edit that took it back.
    pub undone_by: Option<u64>,
}

/// Rows of a register that an edit changed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// New ones.
    pub added: u64,
    /// Changed ones.
    pub updated: u64,
    /// Removed ones.
    pub removed: u64,
}

/// An edit with what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// When, by whom.
    pub logged: LoggedEdit,
    /// Its rows, in the order of registers and ids.
    pub rows: Vec<EditedRow>,
    /// The settings before and after, where it changed them.
    pub settings: Option<(Settings, Settings)>,
    /// The revision that last wrote the settings.
    pub settings_revision: u64,
}

/// A row that an edit changed.
#[derive(Clone, Debug, PartialEq)]
pub struct EditedRow {
    /// The register.
    pub register: RegisterName,
    /// The row.
    pub id: Id,
    /// As it was; `None`: it was not there.
    pub before: Option<Version>,
    /// As the edit left it; `None`: it removed it.
    pub after: Option<Version>,
    /// The revision that last wrote it; `None` where it is not there now.
    pub revision: Option<u64>,
}

/// What an edit made of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowEdit {
    /// The edit's revision.
    pub revision: u64,
    /// When.
    pub time: Timestamp,
    /// By whom.
    pub author: Box<str>,
    /// What it was.
    pub action: Action,
    /// The row as it was; `None`: it was not there.
    pub before: Option<Version>,
    /// The row as the edit left it; `None`: it removed it.
    pub after: Option<Version>,
}

/// A row at some time.
#[derive(Clone, Debug, PartialEq)]
pub enum Version {
    /// As it was in force.
    Valid(Row),
    /// As another program wrote it: it was not valid, and never in force.
    Invalid(Box<RowFinding>),
}
