//! Cells of a table, and how a CSV cell is kept from becoming a formula.

use std::borrow::Cow;

/// U+FEFF in UTF-8: how a spreadsheet knows that a CSV file is UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Missing,
    /// Words.
    Text(Box<str>),
    /// A count.
    Whole(i64),
    /// A measure.
    Decimal {
        /// The number.
        value: f64,
        /// Digits after the point.
        places: u8,
    },
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl AsRef<str>) -> Self {
        Self::Text(text.as_ref().into())
    }

    /// A measure, or nothing.
    #[must_use]
    pub fn decimal(value: Option<f64>, places: u8) -> Self {
        value.map_or(Self::Missing, |value| Self::Decimal { value, places })
    }

    /// As written in a file; empty where nothing is known.
    #[must_use]
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Missing => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(number) => Cow::Owned(number.to_string()),
            Self::Decimal { value, places } => Cow::Owned(format!("{value:.*}", usize::from(*places))),
        }
    }

    /// As written for a spreadsheet: words that would run as a formula begin with an apostrophe, numbers are left alone.
    #[must_use]
    pub fn written_for_a_spreadsheet(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => without_formula(text),
            _ => self.written(),
        }
    }
}

/// A text as a spreadsheet may read it: with an apostrophe before `=`, `+`, `-`, `@`, tab or carriage return.
///
/// Source: OWASP, "CSV Injection".
#[must_use]
pub fn without_formula(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_like_a_formula_are_neutralised_and_numbers_are_not() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+51 999", "'+51 999"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("Mz. A =1", "Mz. A =1"),
            ("", ""),
            ("Señor", "Señor"),
        ] {
            assert_eq!(Cell::text(text).written_for_a_spreadsheet(), expected, "{text:?}");
            assert_eq!(Cell::text(text).written(), text);
        }
        assert_eq!(Cell::Whole(-7).written_for_a_spreadsheet(), "-7");
        assert_eq!(Cell::decimal(Some(-76.95), 6).written_for_a_spreadsheet(), "-76.950000");
        assert_eq!(Cell::decimal(None, 6).written_for_a_spreadsheet(), "");
    }
}
