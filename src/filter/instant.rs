//! An instant, as RFC 3339 writes it.

use std::time::Duration;

use jiff::civil;

use crate::domain::date::Date;

/// A day of UTC and the time since it began.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Instant {
    pub(super) day: Date,
    since: Duration,
}

const DAY: i64 = 86_400;

impl Instant {
    /// Reads `2026-11-23T12:00:00Z`, with fractions of a second and an offset where there are.
    ///
    /// jiff reads more than RFC 3339 allows, and no instant after 9999-12-30, which clients send for an open end.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let day = Date::parse(text.get(..10)?).ok()?;
        let rest = text.get(10..)?.strip_prefix(['T', 't'])?;
        let seconds = clock(rest.get(..5)?)? * 60 + number(rest.get(5..8)?.strip_prefix(':')?, 60)?;
        let rest = rest.get(8..)?;
        let digits =
            rest.strip_prefix('.').map_or("", |rest| &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()]);
        let rest = match rest.strip_prefix('.') {
            Some(_) if digits.is_empty() => return None,
            Some(rest) => rest.get(digits.len()..)?,
            None => rest,
        };
        let nanos = format!("{digits:0<9}").get(..9)?.parse().ok()?;
        let offset = match rest.split_at_checked(1)? {
            ("Z" | "z", "") => 0,
            ("+", offset) => clock(offset)? * 60,
            ("-", offset) => -clock(offset)? * 60,
            _ => return None,
        };
        let seconds = seconds - offset;
        let day = shifted(day, seconds.div_euclid(DAY))?;
        Some(Self { day, since: Duration::new(seconds.rem_euclid(DAY).try_into().ok()?, nanos) })
    }

    /// A day's beginning.
    pub(super) const fn beginning(day: Date) -> Self {
        Self { day, since: Duration::ZERO }
    }

    /// A day's end.
    pub(super) const fn end(day: Date) -> Self {
        Self { day, since: Duration::MAX }
    }

    /// The day that begins then.
    pub(super) fn midnight(self) -> Option<Date> {
        self.since.is_zero().then_some(self.day)
    }
}

/// `hh:mm` in minutes.
fn clock(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    Some(number(hours, 23)? * 60 + number(minutes, 59)?)
}

fn number(text: &str, greatest: i64) -> Option<i64> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= greatest)
}

fn shifted(day: Date, days: i64) -> Option<Date> {
    if days == 0 {
        return Some(day);
    }
    let day: civil::Date = day.to_string().parse().ok()?;
    let day = if days > 0 { day.tomorrow() } else { day.yesterday() };
    Date::parse(&day.ok()?.to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_fall_on_days_of_utc() {
        for (text, day) in [
            ("2026-11-23T00:00:00Z", Some("2026-11-23")),
            ("2026-11-23T23:59:60.123456789Z", Some("2026-11-24")),
            ("2026-11-23t19:00:00-05:00", Some("2026-11-24")),
            ("2026-11-23T04:59:59.9+05:00", Some("2026-11-22")),
            ("2026-01-01T00:00:00+00:01", Some("2025-12-31")),
            ("9999-12-31T00:00:00Z", Some("9999-12-31")),
            ("0000-01-01T00:00:00Z", Some("0000-01-01")),
            ("9999-12-31T23:00:00-05:00", None),
            ("2026-11-23T12:00Z", None),
            ("2026-11-23T12:00:00", None),
            ("2026-11-23 12:00:00Z", None),
            ("2026-11-23T24:00:00Z", None),
            ("2026-11-23T12:00:00.Z", None),
            ("2026-11-23T12:00:00Zx", None),
            ("2026-11-23T+1:00:00Z", None),
            ("2026-11-23Tá0:00:00Z", None),
            ("2026-02-30T00:00:00Z", None),
        ] {
            let found = Instant::parse(text).map(|instant| instant.day.to_string());
            assert_eq!(found.as_deref(), day, "{text}");
        }
        assert!(Instant::parse("2026-11-23T19:00:00-05:00").unwrap().midnight().is_some());
        assert!(Instant::parse("2026-11-23T00:00:00.000000001Z").unwrap().midnight().is_none());
    }
}
