//! Rows of a body that are not valid.

use thiserror::Error;

use crate::messages::{Explain, Params};

/// Rows that are not valid: the first of them by name, and how many there are.
#[derive(Debug, Default)]
pub struct BadRows {
    /// At most [`BadRows::NAMED`].
    pub named: Vec<BadRow>,
    /// How many there are in all.
    pub count: usize,
}

/// A value of a row that is not valid.
#[derive(Debug)]
pub struct BadRow {
    /// From 1; the heading of a table is not counted.
    pub row: usize,
    /// The column, or `geometry`.
    pub column: &'static str,
    /// As sent, shortened.
    pub value: String,
    /// What is wrong with it.
    pub reason: RowReason,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, Error, Eq, PartialEq)]
pub enum RowReason {
    /// Nothing there.
    #[error("it is missing")]
    Missing,
    /// Text that is not a finite number.
    #[error("it is not a number")]
    NotANumber,
    /// A longitude off the earth.
    #[error("a longitude is from -180 to 180; are the columns swapped?")]
    Longitude,
    /// A latitude off the earth.
    #[error("a latitude is from -90 to 90; are the columns swapped?")]
    Latitude,
    /// What devices write that know no position.
    #[error("the position is (0, 0), in the sea off Africa; leave the row out when it is not known")]
    ZeroZero,
    /// Far from everything, and near something when exchanged.
    #[error("the position is over 50 km from every settlement and kitchen, and near one when exchanged; swap the two")]
    Swapped,
    /// Far from everything, and near something with other signs.
    #[error(
        "the position is over 50 km from every settlement and kitchen, and near one with other signs; write the minus \
         signs: south and west are negative"
    )]
    Signs,
    /// An accuracy below zero.
    #[error("an accuracy is zero or more metres")]
    Accuracy,
    /// A shape that is not a point.
    #[error("it is not a Point with two or three numbers")]
    NotAPoint,
    /// An id that is too long.
    #[error("it has more than 200 characters")]
    TooLong,
    /// No object.
    #[error("it is not an object")]
    NotAnObject,
    /// A member that an entry does not have.
    #[error("an entry has no such member")]
    Member,
    /// Not an id.
    #[error("it is not an id")]
    NotAnId,
    /// An id that an earlier entry has.
    #[error("an earlier entry has the same id")]
    Twice,
    /// A row with more or fewer cells than the heading.
    #[error("the row has another number of cells than the heading")]
    Cells,
}

impl Explain for RowReason {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing => "body-row-missing",
            Self::NotANumber => "body-row-not-a-number",
            Self::Longitude => "body-row-longitude",
            Self::Latitude => "body-row-latitude",
            Self::ZeroZero => "body-row-zero-zero",
            Self::Swapped => "body-row-swapped",
            Self::Signs => "body-row-signs",
            Self::Accuracy => "body-row-accuracy",
            Self::NotAPoint => "body-row-not-a-point",
            Self::TooLong => "body-row-too-long",
            Self::NotAnObject => "body-row-not-an-object",
            Self::Member => "body-row-member",
            Self::NotAnId => "body-row-not-an-id",
            Self::Twice => "body-row-twice",
            Self::Cells => "body-row-cells",
        }
    }

    fn params(&self) -> Params {
        Params::new()
    }
}

impl BadRows {
    /// How many are kept by name; the rest is counted.
    pub const NAMED: usize = 100;

    /// Adds one.
    pub fn push(&mut self, row: usize, column: &'static str, value: &str, reason: RowReason) {
        self.count += 1;
        if self.named.len() < Self::NAMED {
            self.named.push(BadRow { row, column, value: super::short(value), reason });
        }
    }
}
