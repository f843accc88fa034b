//! Who asks.

use crate::messages::Locale;

/// Who asks, and in which language. Every call into `app` takes one; until there is a login it is
/// [`Viewer::local`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Viewer {
    /// What they may do.
    pub role: Role,
    /// The name their edits carry.
    pub author: Box<str>,
    /// The language of what they read.
    pub locale: Locale,
}

/// What somebody may do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// Everything: the person at this machine.
    Local,
}

impl Viewer {
    /// The person at this machine.
    #[must_use]
    pub fn local(locale: Locale) -> Self {
        Self { role: Role::Local, author: "local".into(), locale }
    }
}
