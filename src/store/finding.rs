//! What is wrong inside a store that can still be used.

use thiserror::Error;

use super::log::TouchedRow;
use crate::crs::Epsg;
use crate::domain::date::DateError;
use crate::domain::id::IdError;
use crate::domain::position::PositionError;
use crate::domain::register::RegisterName;
use crate::domain::settlement::BoundaryError;
use crate::domain::units::{MetresError, PersonsError};
use crate::files::geopackage::blob::BlobError;
use crate::messages::{Explain, Params};

/// What is wrong with a value.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum RowProblem {
    /// Nothing where something is needed.
    #[error("it is missing")]
    Missing,
    /// Another type than the column's, or text that is not UTF-8.
    #[error("it is not of the column's type")]
    Type,
    /// Not one of a few words.
    #[error("it is not one of {0}")]
    Choice(&'static str),
    /// Not a whole number in range.
    #[error("it is not a whole number from 0 to {0}")]
    Whole(u32),
    /// Another row has the id.
    #[error("another row has the same id")]
    Duplicate,
    /// Not an id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Bytes that are not a geometry of the layer.
    #[error(transparent)]
    Geometry(#[from] BlobError),
    /// A geometry of another kind than the layer's.
    #[error("the geometry is not a {0}")]
    Kind(&'static str),
    /// Not a position.
    #[error(transparent)]
    Position(#[from] PositionError),
    /// Not a boundary.
    #[error(transparent)]
    Boundary(#[from] BoundaryError),
    /// Not a number of persons.
    #[error(transparent)]
    Persons(#[from] PersonsError),
    /// Not a length.
    #[error(transparent)]
    Metres(#[from] MetresError),
    /// Not a day.
    #[error(transparent)]
    Date(#[from] DateError),
}

impl RowProblem {
    const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "store-row-missing",
            Self::Type => "store-row-type",
            Self::Choice(_) => "store-row-choice",
            Self::Whole(_) => "store-row-whole",
            Self::Duplicate => "store-row-duplicate",
            Self::Id(_) => "store-row-id",
            Self::Geometry(_) | Self::Kind(_) => "store-row-geometry",
            Self::Position(_) => "store-row-position",
            Self::Boundary(_) => "store-row-boundary",
            Self::Persons(_) => "store-row-persons",
            Self::Metres(_) => "store-row-metres",
            Self::Date(_) => "store-row-date",
        }
    }
}

/// A value that is not valid. The row's last valid version stays in force; where there is none, a household whose
/// position alone is not valid counts as one without, and any other row is left out of the register.
#[derive(Clone, Debug, Error, PartialEq)]
#[error(
    "{table} row {row}: {column} {value:?}: {problem}{}",
    if *in_force { "; its last valid version stays in force" } else { "" },
    row = self.row()
)]
pub struct RowFinding {
    /// The table.
    pub table: RegisterName,
    /// The row's integer key, as QGIS shows it.
    pub fid: Option<i64>,
    /// The row's id, where it has one.
    pub id: Option<Box<str>>,
    /// The column.
    pub column: &'static str,
    /// What stands there, at most 60 characters.
    pub value: Box<str>,
    /// What is wrong with it.
    pub problem: RowProblem,
    /// Whether an earlier version of the row stays in force.
    pub in_force: bool,
}

impl RowFinding {
    fn params(&self) -> Params {
        let mut params = vec![
            ("table", self.table.to_string()),
            ("row", self.row()),
            ("column", self.column.to_owned()),
            ("value", self.value.to_string()),
            ("reason", self.problem.to_string()),
            ("in_force", if self.in_force { "yes" } else { "no" }.to_owned()),
        ];
        match &self.problem {
            RowProblem::Choice(allowed) => params.push(("allowed", (*allowed).to_owned())),
            RowProblem::Boundary(error) => params.push(("fault", error.code().to_owned())),
            _ => {}
        }
        params
    }

    fn row(&self) -> String {
        match (&self.id, self.fid) {
            (Some(id), Some(fid)) => format!("{id} (fid {fid})"),
            (Some(id), None) => id.to_string(),
            (None, Some(fid)) => format!("fid {fid}"),
            (None, None) => String::new(),
        }
    }
}

/// Something wrong inside a store.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum StoreFinding {
    /// A row with a value that is not valid.
    #[error(transparent)]
    Row(Box<RowFinding>),
    /// A setting that cannot be read; the default holds.
    #[error("setting {key} is {value:?}, which is not valid; the default holds; set it again")]
    Setting {
        /// The setting.
        key: &'static str,
        /// What stands there, at most 60 characters.
        value: Box<str>,
    },
    /// A reference system of the setting `crs` that cannot be published in; the others are.
    #[error("the setting crs lists {epsg}, which cannot be published in ({fault}); it is left out; set it again")]
    Crs {
        /// The system.
        epsg: Epsg,
        /// The code of what is wrong with it.
        fault: &'static str,
    },
    /// The database's own check.
    #[error("the file is damaged: {detail}; restore a backup")]
    Damaged {
        /// What the check said.
        detail: Box<str>,
    },
    /// A trigger that keeps ids, history or the spatial index is gone.
    #[error("{table} lacks the trigger {trigger}; edits by other programs are no longer followed")]
    Trigger {
        /// The table.
        table: &'static str,
        /// The trigger's name.
        trigger: Box<str>,
    },
    /// The spatial index does not say what the rows say.
    #[error("the spatial index of {table} is wrong for {rows} rows; rebuild it in QGIS or with ogrinfo")]
    SpatialIndex {
        /// The table.
        table: RegisterName,
        /// How many rows.
        rows: u64,
    },
    /// An id that names no row.
    #[error("{column} is {value} in {households} households, and no row of {table} has that id")]
    Dangling {
        /// The column of households.
        column: &'static str,
        /// The id.
        value: Box<str>,
        /// How many households name it.
        households: u64,
        /// Where it should be.
        table: RegisterName,
    },
}

impl Explain for StoreFinding {
    fn code(&self) -> &'static str {
        match self {
            Self::Row(row) => row.problem.code(),
            Self::Setting { .. } => "store-setting-invalid",
            Self::Crs { .. } => "store-crs-left-out",
            Self::Damaged { .. } => "store-damaged",
            Self::Trigger { .. } => "store-trigger-missing",
            Self::SpatialIndex { .. } => "store-spatial-index",
            Self::Dangling { .. } => "store-dangling",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Row(row) => row.params(),
            Self::Setting { key, value } => vec![("key", (*key).to_owned()), ("value", value.to_string())],
            Self::Crs { epsg, fault } => vec![("crs", epsg.to_string()), ("fault", (*fault).to_owned())],
            Self::Damaged { detail } => vec![("detail", detail.to_string())],
            Self::Trigger { table, trigger } => {
                vec![("table", table.to_string()), ("trigger", trigger.to_string())]
            }
            Self::SpatialIndex { table, rows } => {
                vec![("table", table.to_string()), ("rows", rows.to_string())]
            }
            Self::Dangling { column, value, households, table } => vec![
                ("column", (*column).to_owned()),
                ("value", value.to_string()),
                ("households", households.to_string()),
                ("table", table.to_string()),
            ],
        }
    }
}

/// What is wrong, the first of it by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    list: Vec<StoreFinding>,
    /// Of those in the list, whether each is a row that is left out.
    out: Vec<bool>,
    count: u64,
    left_out: u64,
}

impl Findings {
    /// How many are kept by name; the rest is counted. A store that another program ruined can have
    /// one for every row.
    pub const NAMED: usize = 1000;

    /// The first [`Findings::NAMED`].
    #[must_use]
    pub fn named(&self) -> &[StoreFinding] {
        &self.list
    }

    /// How many there are in all.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// How many rows are left out of the register.
    #[must_use]
    pub const fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Adds one that leaves the register as it is.
    pub fn note(&mut self, finding: StoreFinding) {
        self.name(finding, false);
    }

    fn name(&mut self, finding: StoreFinding, left_out: bool) {
        self.count += 1;
        self.left_out += u64::from(left_out);
        if self.list.len() < Self::NAMED {
            self.list.push(finding);
            self.out.push(left_out);
        }
    }

    /// Adds a row that is left out.
    pub fn leave_out(&mut self, row: Box<RowFinding>) {
        self.name(StoreFinding::Row(row), true);
    }

    /// The first.
    pub(super) fn into_first(self) -> Option<StoreFinding> {
        self.list.into_iter().next()
    }

    /// Says that earlier versions of these rows stay in force.
    pub(super) fn set_in_force(&mut self) {
        for finding in &mut self.list {
            if let StoreFinding::Row(row) = finding {
                row.in_force = true;
            }
        }
    }

    /// Adds those of another part of the store.
    pub fn extend(&mut self, other: Self) {
        self.count += other.count;
        self.left_out += other.left_out;
        let room = Self::NAMED.saturating_sub(self.list.len());
        self.list.extend(other.list.into_iter().take(room));
        self.out.extend(other.out.into_iter().take(room));
    }

    /// What is wrong after some rows, and perhaps the settings, were looked at anew; `None` where what was wrong is not
    /// known row by row.
    #[must_use]
    pub fn after(&self, touched: &[TouchedRow], settings: bool, found: Self) -> Option<Self> {
        let mut after = Self::default();
        if self.count != self.list.len() as u64 {
            return None;
        }
        for (finding, left_out) in self.list.iter().zip(&self.out) {
            let is_looked_at = match finding {
                StoreFinding::Row(row) => {
                    let mut of_table = touched.iter().filter(|touched| touched.register == row.table);
                    match row.fid {
                        // One of two rows with the same id: whichever was touched, it may hold no more.
                        None if of_table.next().is_some() => return None,
                        None => false,
                        Some(fid) => of_table.any(|touched| touched.fid == fid),
                    }
                }
                StoreFinding::Setting { .. } | StoreFinding::Crs { .. } => settings,
                _ => false,
            };
            if !is_looked_at {
                after.name(finding.clone(), *left_out);
            }
        }
        after.extend(found);
        Some(after)
    }
}
