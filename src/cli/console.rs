//! What a person reads on standard error and in tables.

use std::io::IsTerminal;

/// A text from a file may hold a terminal's control sequences; they are shown, not obeyed.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Prints a line on standard error.
pub fn tell(text: &str) {
    eprintln!("{}", printable(text));
}

/// As wide as the terminal; as wide as it is where there is none.
#[must_use]
pub fn width() -> Option<u16> {
    std::io::stdout().is_terminal().then(|| std::env::var("COLUMNS").ok()?.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_sequence_reaches_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\r\u{7}\nc"), "a\u{fffd}[31mb\u{fffd}\u{fffd}\nc");
    }
}
