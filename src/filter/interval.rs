//! When the rows asked for were valid (`datetime`).

use thiserror::Error;

use super::instant::Instant;
use crate::domain::date::Date;
use crate::messages::{Explain, Params};

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
pub enum IntervalError {
    /// Neither a day, nor an instant, nor two of them.
    #[error(
        "{0:?} is no time; write 2026-11-23, 2026-11-23T12:00:00Z, or two of them with / between, .. for an open end"
    )]
    Syntax(String),
    /// The end first.
    #[error("{0:?} ends before it begins; write the earlier one first")]
    Backward(String),
}

impl Explain for IntervalError {
    fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "parameter-datetime",
            Self::Backward(_) => "parameter-datetime-backward",
        }
    }

    fn params(&self) -> Params {
        let (Self::Syntax(text) | Self::Backward(text)) = self;
        vec![("value", super::error::short(text).into())]
    }
}

impl Interval {
    /// Reads `datetime`: a date or an instant of RFC 3339, or two of them, `..` or nothing for an open end.
    ///
    /// Years 0000 and 9999 are open ends: some clients have no other way to write them. Instants count as their day.
    ///
    /// # Errors
    /// [`IntervalError`].
    pub fn parse(text: &str) -> Result<Self, IntervalError> {
        let syntax = || IntervalError::Syntax(text.to_owned());
        let Some((from, to)) = text.split_once('/') else {
            let day = either(text).ok_or_else(syntax)?.0.day;
            return Ok(Self { from: Some(day), to: Some(day) });
        };
        let side = |text: &str| match text {
            "" | ".." => Some(None),
            other => either(other).map(Some),
        };
        let (from, to) = (side(from).ok_or_else(syntax)?, side(to).ok_or_else(syntax)?);
        if let (Some((from, _)), Some((_, to))) = (from, to)
            && from > to
        {
            return Err(IntervalError::Backward(text.to_owned()));
        }
        let first = Date::parse("0000-01-01").ok();
        let last = Date::parse("9999-12-31").ok();
        Ok(Self {
            from: from.map(|(from, _)| from.day).filter(|day| Some(*day) != first),
            to: to.map(|(_, to)| to.day).filter(|day| Some(*day) != last),
        })
    }
}

/// The beginning and the end of a day, or an instant twice.
fn either(text: &str) -> Option<(Instant, Instant)> {
    match Date::parse(text) {
        Ok(day) => Some((Instant::beginning(day), Instant::end(day))),
        Err(_) => Instant::parse(text).map(|instant| (instant, instant)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_open_ends_are_read_as_clients_write_them() {
        let day = |text: &str| Some(Date::parse(text).unwrap());
        let (a, b) = (day("2026-01-01"), day("2026-12-31"));
        for (text, from, to) in [
            ("2026-01-01", a, a),
            ("2026-01-01T12:00:00Z", a, a),
            ("2026-01-01/2026-12-31", a, b),
            ("2026-01-01T00:00:00Z/2026-12-31T23:59:59Z", a, b),
            ("2026-01-01/2026-01-01T06:00:00Z", a, a),
            ("2026-01-01T06:00:00Z/2026-01-01", a, a),
            ("2026-01-01/..", a, None),
            ("2026-01-01/", a, None),
            ("../2026-12-31", None, b),
            ("/2026-12-31", None, b),
            ("../..", None, None),
            ("0000-01-01T00:00:00Z/2026-12-31T00:00:00Z", None, b),
            ("2026-01-01T00:00:00Z/9999-12-31T00:00:00Z", a, None),
        ] {
            assert_eq!(Interval::parse(text), Ok(Interval { from, to }), "{text}");
        }
        for text in ["", "..", "x", "2026", "2026-13-01", "2026-01-01/2026-12-31/..", "now/..", "2026-01-01T00:00:00"] {
            assert!(matches!(Interval::parse(text), Err(IntervalError::Syntax(_))), "{text}");
        }
        for text in ["2026-12-31/2026-01-01", "2026-01-01T12:00:00Z/2026-01-01T06:00:00Z"] {
            assert!(matches!(Interval::parse(text), Err(IntervalError::Backward(_))), "{text}");
        }
    }
}
