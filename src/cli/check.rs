//! `cercania check`: a read-only look at a store.

use std::io::Write;

use super::args::Check;
use super::console::{printable, tell};
use super::exit::ExitCode;
use super::failure::Failure;
use super::opening;
use super::progress::Progress;
use crate::messages::{Locale, explain, say};

/// Runs the command: findings go to standard output, one a line.
///
/// # Errors
/// [`Failure`] where the store cannot even be looked at.
pub fn run(locale: Locale, arguments: &Check) -> Result<ExitCode, Failure> {
    let failed = |error: &_| Failure::store(locale, error);
    let bar = Progress::new(locale, "progress-checking", None);
    let store = opening::to_look_at(locale, &arguments.store)?;
    let findings = store.check().map_err(|error| failed(&error))?;
    drop(bar);
    let mut out = std::io::stdout().lock();
    for finding in findings.named() {
        // A reader that went away is no failure of ours.
        let _ = writeln!(out, "{}", printable(&explain(locale, finding)));
    }
    let params = [("store", store.location()), ("count", findings.count().to_string())];
    if findings.count() == 0 {
        tell(&say(locale, "check-sound", &params));
        return Ok(ExitCode::Done);
    }
    tell(&say(locale, "check-findings", &params));
    Ok(ExitCode::ProblemsFound)
}
