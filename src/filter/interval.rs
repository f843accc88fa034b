//! When the rows asked for were valid (`datetime`).

use thiserror::Error;

use crate::domain::date::Date;

/// A time, its ends included; open where there is none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Interval {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// A text that is no time.
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{0:?} is no time; write 2026-11-23, 2026-11-23T12:00:00Z, or two of them with / between, .. for an open end")]
pub struct IntervalError(pub String);

impl Interval {
    /// Reads `datetime`: a date or an instant of RFC 3339, or two of them, `..` or nothing for an open end.
    ///
    /// # Errors
    /// [`IntervalError`].
    pub fn parse(text: &str) -> Result<Self, IntervalError> {
        Err(IntervalError(text.to_owned()))
    }
}
