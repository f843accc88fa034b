//! A command that could not do what it was asked.

use super::exit::ExitCode;
use crate::files::FileError;
use crate::messages::{Explain, Locale, explain};
use crate::store::StoreError;

/// What is told on standard error, and the exit code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    /// In the reader's language.
    pub text: String,
    /// For scripts.
    pub code: ExitCode,
}

impl Failure {
    /// An error with the code that fits its kind.
    pub fn new(locale: Locale, error: &dyn Explain, code: ExitCode) -> Self {
        Self { text: explain(locale, error), code }
    }

    /// A store that cannot be used.
    #[must_use]
    pub fn store(locale: Locale, error: &StoreError) -> Self {
        Self::new(locale, error, ExitCode::StoreUnusable)
    }

    /// A file that was refused.
    #[must_use]
    pub fn input(locale: Locale, path: &std::path::Path, error: &FileError) -> Self {
        let text = format!("{}: {}", path.display(), explain(locale, error));
        Self { text, code: ExitCode::BadInput }
    }
}
