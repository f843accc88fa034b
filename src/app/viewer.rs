//! Who asks.

use std::sync::LazyLock;

use crate::messages::Locale;

/// Whom edits are by as long as nobody logs in: the user that the system runs the program for.
static AUTHOR: LazyLock<Box<str>> = LazyLock::new(|| match whoami::username() {
    Ok(name) if !name.is_empty() => name.into(),
    _ => "local".into(),
});

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
        Self { role: Role::Local, author: AUTHOR.clone(), locale }
    }
}
