//! Words for people, in Spanish and English, from `locales/`.
//!
//! Every error carries a stable kebab-case code and typed parameters ([`Explain`]); its `Display`
//! is the English line for logs; [`say`] turns code and parameters into what a person reads.

use std::fmt::Display;

/// A language that everything a person reads exists in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Locale {
    /// Spanish, the language of most users.
    #[default]
    Es,
    /// English.
    En,
}

/// Named values that a message speaks of, already written as text.
pub type Params = Vec<(&'static str, String)>;

/// An error that can be told to a person.
pub trait Explain: Display {
    /// Stable kebab-case name; also the last part of a problem's `type`, and the message's key.
    fn code(&self) -> &'static str;
    /// The values the message speaks of, by the names used in `locales/`.
    fn params(&self) -> Params {
        Params::new()
    }
}
