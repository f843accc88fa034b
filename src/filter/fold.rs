//! Text without regard to case and accents.

use std::borrow::Cow;

use unaccent::unaccent;

/// What is not looked at when texts are compared.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Fold {
    /// Upper or lower case.
    pub(super) case: bool,
    /// Accents, the tilde of ñ and every other mark.
    pub(super) accents: bool,
}

impl Fold {
    /// Both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self { case: self.case || other.case, accents: self.accents || other.accents }
    }

    /// The text as it is compared.
    pub(super) fn apply(self, text: &str) -> Cow<'_, str> {
        let plain = if self.accents && !text.is_ascii() { Cow::Owned(unaccent(text)) } else { Cow::Borrowed(text) };
        if !self.case {
            return plain;
        }
        if plain.is_ascii() {
            let upper = plain.bytes().any(|byte| byte.is_ascii_uppercase());
            return if upper { Cow::Owned(plain.to_ascii_lowercase()) } else { plain };
        }
        // Letter by letter: a Greek sigma at a word's end is no other letter.
        Cow::Owned(plain.chars().flat_map(char::to_lowercase).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_are_dropped_as_asked() {
        let (case, accents) = (Fold { case: true, accents: false }, Fold { case: false, accents: true });
        for (fold, text, expected) in [
            (Fold::default(), "Ñandú", "Ñandú"),
            (case, "Ñandú ÁÉ", "ñandú áé"),
            (case, "OLLA", "olla"),
            (accents, "Ñandú", "Nandu"),
            (case.and(accents), "SEÑOR de los MILAGROS", "senor de los milagros"),
            (case, "ΟΔΟΣ", "οδοσ"),
        ] {
            assert_eq!(fold.apply(text), expected);
        }
    }
}
