//! Numbers as people write them.

/// Why a text is not a number to compute with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NumberFault {
    /// Not a number at all.
    NotANumber,
    /// NaN, infinite, or too large to hold.
    NotFinite,
}

/// The longest text tried; a double written out in full has 1,079 characters, in practice 25.
const LONGEST: usize = 64;

/// Reads `-12.05`, `-12,05`, `+1.2e3`, `−12` (a typographic minus); no thousands separators, which would
/// be guesses.
pub(super) fn number(text: &str) -> Result<f64, NumberFault> {
    if text.len() > LONGEST {
        return Err(NumberFault::NotANumber);
    }
    let value = match text.parse() {
        Ok(value) => value,
        Err(_) => respelled(text).and_then(|text| text.parse().ok()).ok_or(NumberFault::NotANumber)?,
    };
    if f64::is_finite(value) { Ok(value) } else { Err(NumberFault::NotFinite) }
}

/// With a decimal point and an ASCII minus, where that can be all that is wrong.
fn respelled(text: &str) -> Option<String> {
    let one_comma = text.matches(',').count() == 1 && !text.contains('.');
    (one_comma || text.contains('−')).then(|| text.replace('−', "-").replace(',', "."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_commas_and_points_are_read_and_guesses_are_not_made() {
        let check = |text: &str, expected: Result<f64, NumberFault>| assert_eq!(number(text), expected, "{text:?}");
        check("-12.05", Ok(-12.05));
        check("-12,05", Ok(-12.05));
        check("−76,95", Ok(-76.95));
        check("+1.5E2", Ok(150.0));
        check("1e308", Ok(1e308));
        for text in ["", " ", "8.658.923,4", "1,234,567", "12°07'", "0x10", "12.1.1", "1_000", "\u{0}1"] {
            check(text, Err(NumberFault::NotANumber));
        }
        for text in ["NaN", "nan", "inf", "-Infinity", "1e999"] {
            check(text, Err(NumberFault::NotFinite));
        }
        check(&"9".repeat(65), Err(NumberFault::NotANumber));
    }
}
