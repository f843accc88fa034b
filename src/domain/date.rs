//! A day of the calendar.

use std::fmt;

use thiserror::Error;

/// A day, as written in ISO 8601 (`2026-11-23`): a real day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A text that is not a day.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{0:?} is not a date; write it as year-month-day, for example 2026-11-23")]
pub struct DateError(pub Box<str>);

impl Date {
    /// Parses `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`DateError`] for any other form or a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Self::read(text).ok_or_else(|| DateError(text.chars().take(40).collect()))
    }

    fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i16>().ok())?
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        if !(1..=last).contains(&day) {
            return None;
        }
        Some(Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_in_iso_form() {
        for good in ["2026-11-23", "2024-02-29", "2000-02-29"] {
            assert_eq!(Date::parse(good).unwrap().to_string(), good);
        }
        for bad in ["2023-02-29", "1900-02-29", "23/11/2026", "2026-13-01", "2026-00-10", "2026-1-1", "", "2026-11-3á"]
        {
            assert!(Date::parse(bad).is_err(), "{bad}");
        }
    }
}
