//! Names of rows.

use std::fmt;

use thiserror::Error;

/// The name of a row in its layer: `[A-Za-z0-9._-]{1,64}`, ordered bytewise.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Id(Box<str>);

/// Why a text is not an id.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum IdError {
    /// No characters.
    #[error("the id is empty")]
    Empty,
    /// More than [`Id::MAX_LENGTH`] characters.
    #[error("the id has {0} characters; at most 64 are allowed")]
    TooLong(usize),
    /// A character outside the allowed set.
    #[error("the id {id:?} has {character:?}; only letters A-Z, a-z, digits, '.', '_' and '-' are allowed")]
    Character {
        /// The id as given.
        id: Box<str>,
        /// The first character that is not allowed.
        character: char,
    },
    /// Dots alone: in an address they are a way to another page, and no client asks for them.
    #[error("the id {0:?} has dots alone; write a letter or a digit too")]
    Dots(Box<str>),
}

impl Id {
    /// The most characters an id may have.
    pub const MAX_LENGTH: usize = 64;

    /// Parses the id of a row that may be new.
    ///
    /// # Errors
    /// [`IdError`] when it is empty, too long, holds another character or dots alone.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let id = Self::parse_stored(text)?;
        if text.bytes().all(|byte| byte == b'.') {
            return Err(IdError::Dots(id.0));
        }
        Ok(id)
    }

    /// Parses an id that a store has: what was once allowed in stays.
    ///
    /// # Errors
    /// [`IdError`] when it is empty, too long or holds another character.
    pub fn parse_stored(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if text.len() > Self::MAX_LENGTH {
            return Err(IdError::TooLong(text.chars().count()));
        }
        match text.chars().find(|&c| !allowed(c)) {
            Some(character) => Err(IdError::Character { id: text.into(), character }),
            None => Ok(Self(text.into())),
        }
    }

    /// Stands for the id of a row that has yet to be given one.
    #[must_use]
    pub fn placeholder(number: u32) -> Self {
        Self(format!("cercania.new.{number}").into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_plain_and_ordered_bytewise() {
        assert!(Id::parse("H-017.a_b").is_ok());
        assert_eq!(Id::parse(""), Err(IdError::Empty));
        assert_eq!(Id::parse(&"a".repeat(65)), Err(IdError::TooLong(65)));
        for bad in ["a b", "á", "a/b", "a\u{0}"] {
            assert!(matches!(Id::parse(bad), Err(IdError::Character { .. })), "{bad:?}");
        }
        for dots in [".", "..", "...."] {
            assert_eq!(Id::parse(dots), Err(IdError::Dots(dots.into())));
            assert_eq!(Id::parse_stored(dots).unwrap().as_str(), dots);
        }
        assert!(Id::parse(".a").is_ok());
        assert!(Id::parse("B").unwrap() < Id::parse("a").unwrap());
    }
}
