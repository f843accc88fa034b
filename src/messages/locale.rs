//! The languages that everything a person reads exists in.

use std::env;

use unic_langid::LanguageIdentifier;

/// A language that everything a person reads exists in.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Locale {
    /// Spanish, the language of most users.
    #[default]
    Es,
    /// English.
    En,
}

impl Locale {
    /// Every locale.
    pub const ALL: [Self; 2] = [Self::Es, Self::En];

    /// The language tag, for `Content-Language` and the `lang` of a page.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
        }
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }

    /// The language of the person at this terminal: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not
    /// empty, as [`Locale::from_posix`]; where none is set, what the system says; where it says nothing, Spanish.
    #[must_use]
    pub fn from_environment() -> Self {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let value = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).or_else(sys_locale::get_locale);
        value.map_or(Self::default(), |value| Self::from_posix(&value))
    }

    /// From a locale's name (`es_PE.UTF-8`, `en-GB`): English for `en` and for `C` and `POSIX`, so that scripts, which
    /// set those, read the same text everywhere; Spanish for everything else.
    #[must_use]
    pub fn from_posix(name: &str) -> Self {
        let language = name.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("en") || matches!(language, "C" | "POSIX") { Self::En } else { Self::Es }
    }

    /// The language that an `Accept-Language` header likes best (RFC 9110, 12.5.4): the greatest quality, the first of
    /// equals; Spanish where it names neither language or is not understood.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (0.0, Self::default());
        for (locale, quality) in header.split(',').filter_map(accepted) {
            if quality > best.0 {
                best = (quality, locale);
            }
        }
        best.1
    }
}

/// One `language;q=0.8` of the header; `None` for other languages and for what cannot be read.
fn accepted(item: &str) -> Option<(Locale, f64)> {
    let (range, weight) = item.split_once(';').unwrap_or((item, "q=1"));
    let quality = weight.trim().strip_prefix("q=").or_else(|| weight.trim().strip_prefix("Q="))?.parse::<f64>().ok()?;
    let language = range.split('-').next()?.trim().to_ascii_lowercase();
    let locale = match language.as_str() {
        "es" | "*" => Locale::Es,
        "en" => Locale::En,
        _ => return None,
    };
    (0.0..=1.0).contains(&quality).then_some((locale, quality))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_english_and_the_scripts_locales_are_english() {
        for (name, expected) in [
            ("es_PE.UTF-8", Locale::Es),
            ("en_US.UTF-8", Locale::En),
            ("en-GB", Locale::En),
            ("en", Locale::En),
            ("qu_PE.UTF-8", Locale::Es),
            ("C", Locale::En),
            ("C.UTF-8", Locale::En),
            ("POSIX", Locale::En),
            ("ca_ES@valencia", Locale::Es),
            ("", Locale::Es),
        ] {
            assert_eq!(Locale::from_posix(name), expected, "{name:?}");
        }
    }

    #[test]
    fn the_header_is_answered_in_the_language_it_likes_best() {
        for (header, expected) in [
            ("es-PE,es;q=0.9,en;q=0.8", Locale::Es),
            ("en-GB,en;q=0.9,es;q=0.8", Locale::En),
            ("fr, en;q=0.3", Locale::En),
            ("es;q=0.2, en;q=0.7", Locale::En),
            ("en;q=0", Locale::Es),
            ("en;q=NaN", Locale::Es),
            ("en;q=9", Locale::Es),
            ("de", Locale::Es),
            ("*", Locale::Es),
            ("", Locale::Es),
            (";;,,q=", Locale::Es),
        ] {
            assert_eq!(Locale::from_accept_language(header), expected, "{header:?}");
        }
    }
}
