//! Numbers as people in Peru write them.

use crate::domain::figures::Tally;
use crate::domain::units::Metres;

/// A count, with commas from five digits on.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Whole metres; with a decimal where these would say that a length is the limit, and it is not.
pub fn metres(length: Metres, limit: Metres) -> String {
    let length = length.get();
    #[expect(clippy::float_cmp, reason = "the very same length has no decimal")]
    let close = length.round() == limit.get().round() && length != limit.get();
    if close { format!("{length:.1}") } else { format!("{length:.0}") }
}

/// Hundredths of all persons, never 0 or 100 where it is not none or all.
pub fn percent(part: Tally, all: Tally) -> Option<u64> {
    if all.persons == 0 {
        return None;
    }
    let rounded = (part.persons * 100 + all.persons / 2) / all.persons;
    Some(match part.persons {
        0 => 0,
        persons if persons == all.persons => 100,
        _ => rounded.clamp(1, 99),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_commas_from_five_digits_on() {
        for (number, text) in [(0, "0"), (1264, "1264"), (12_640, "12,640"), (1_000_000, "1,000,000")] {
            assert_eq!(count(number), text);
        }
    }

    #[test]
    fn a_length_beside_the_limit_is_told_from_it() {
        let limit = Metres::new(500.0).unwrap();
        for (length, text) in [(650.6, "651"), (500.0, "500"), (500.4, "500.4"), (499.6, "499.6"), (0.0, "0")] {
            assert_eq!(metres(Metres::new(length).unwrap(), limit), text);
        }
    }

    #[test]
    fn nearly_all_is_not_all() {
        let of = |persons| Tally { households: 0, persons };
        for (part, all, expected) in [
            (0, 0, None),
            (0, 9, Some(0)),
            (9, 9, Some(100)),
            (999, 1000, Some(99)),
            (1, 1000, Some(1)),
            (1, 2, Some(50)),
        ] {
            assert_eq!(percent(of(part), of(all)), expected, "{part} of {all}");
        }
    }
}
