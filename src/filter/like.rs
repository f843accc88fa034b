//! Patterns of LIKE.

/// A pattern: `%` stands for any characters, `_` for one, and `\` takes their meaning from the next.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern {
    /// What the text begins with; all of it where there is no `%`.
    first: Piece,
    /// What comes after, in this order.
    middle: Box<[Piece]>,
    /// What it ends with.
    last: Option<Piece>,
}

/// What stands between two `%`.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Plain(Box<str>),
    /// `None`: any character.
    Mixed(Box<[Option<char>]>),
}

impl Pattern {
    /// Compiles a pattern; a `\` at its end stands for itself.
    pub(super) fn new(text: &str) -> Self {
        let mut pieces = vec![Vec::new()];
        let mut chars = text.chars();
        while let Some(char) = chars.next() {
            let token = match char {
                '%' => {
                    pieces.push(Vec::new());
                    continue;
                }
                '_' => None,
                '\\' => Some(chars.next().unwrap_or('\\')),
                other => Some(other),
            };
            if let Some(piece) = pieces.last_mut() {
                piece.push(token);
            }
        }
        let mut pieces = pieces.into_iter().map(Piece::new);
        let first = pieces.next().unwrap_or(Piece::Plain("".into()));
        let mut middle: Vec<Piece> = pieces.collect();
        let last = middle.pop();
        Self { first, middle: middle.into(), last }
    }

    /// Comparisons of letters that a text of so many takes at most, roughly.
    pub(super) fn steps(&self, letters: usize) -> usize {
        let middle = self.middle.iter().map(|piece| match piece {
            Piece::Plain(plain) => plain.len().saturating_add(4).min(letters),
            // Tried from every letter on.
            Piece::Mixed(tokens) => tokens.len().saturating_mul(letters),
        });
        let found = middle.fold(0, usize::saturating_add);
        found.min(letters.saturating_mul(letters)).saturating_add(letters)
    }

    /// Whether a text is like it.
    pub(super) fn matches(&self, text: &str) -> bool {
        let Some(mut rest) = self.first.at_start(text) else { return false };
        let Some(last) = &self.last else { return rest.is_empty() };
        for piece in &self.middle {
            match piece.first_in(rest) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        last.at_end(rest)
    }
}

impl Piece {
    fn new(tokens: Vec<Option<char>>) -> Self {
        let plain: Option<String> = tokens.iter().copied().collect();
        plain.map_or_else(|| Self::Mixed(tokens.into()), |plain| Self::Plain(plain.into()))
    }

    /// The text after it, where the text begins with it.
    fn at_start<'a>(&self, text: &'a str) -> Option<&'a str> {
        match self {
            Self::Plain(plain) => text.strip_prefix(&**plain),
            Self::Mixed(tokens) => {
                let mut chars = text.chars();
                let like = tokens.iter().all(|token| chars.next().is_some_and(|c| token.is_none_or(|t| t == c)));
                like.then_some(chars.as_str())
            }
        }
    }

    /// The text after the first place where it stands.
    fn first_in<'a>(&self, text: &'a str) -> Option<&'a str> {
        match self {
            Self::Plain(plain) => text.find(&**plain).and_then(|at| text.get(at + plain.len()..)),
            Self::Mixed(_) => text.char_indices().find_map(|(at, _)| self.at_start(text.get(at..)?)),
        }
    }

    fn at_end(&self, text: &str) -> bool {
        match self {
            Self::Plain(plain) => text.ends_with(&**plain),
            Self::Mixed(tokens) => {
                let mut chars = text.chars().rev();
                tokens.iter().rev().all(|token| chars.next().is_some_and(|c| token.is_none_or(|t| t == c)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As the definition says, trying everything.
    fn brute(pattern: &[char], text: &[char]) -> bool {
        match pattern {
            [] => text.is_empty(),
            ['%', rest @ ..] => (0..=text.len()).any(|skip| brute(rest, &text[skip..])),
            ['_', rest @ ..] => !text.is_empty() && brute(rest, &text[1..]),
            ['\\', char, rest @ ..] | [char, rest @ ..] => text.first() == Some(char) && brute(rest, &text[1..]),
        }
    }

    #[test]
    fn signs_stand_for_what_sql_says() {
        for (pattern, text, expected) in [
            ("Olla%", "Olla Común", true),
            ("%mún", "Olla Común", true),
            ("%Com_n", "Olla Común", true),
            ("Olla", "Olla Común", false),
            ("", "", true),
            ("%", "", true),
            ("_", "", false),
            ("_", "ñ", true),
            ("100\\%", "100%", true),
            ("100\\%", "1000", false),
            ("a\\_b", "axb", false),
            ("a\\\\b", "a\\b", true),
            ("a\\", "a\\", true),
            ("ab%ab", "ab", false),
            ("%a%a%", "a", false),
        ] {
            assert_eq!(Pattern::new(pattern).matches(text), expected, "{pattern:?} {text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_is_like_what_trying_everything_finds(pattern in "[abñ%_]{0,8}", text in "[abñ]{0,8}") {
            let expected = brute(&pattern.chars().collect::<Vec<_>>(), &text.chars().collect::<Vec<_>>());
            prop_assert_eq!(Pattern::new(&pattern).matches(&text), expected);
        }
    }
}
