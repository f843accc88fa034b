//! `cercania undo`: an edit or an import taken back.

use super::args::Undo;
use super::console::tell;
use super::exit::ExitCode;
use super::failure::Failure;
use super::opening;
use crate::app::edit::{Conflict, Reason};
use crate::app::{EditError, Viewer};
use crate::messages::{Locale, say};

/// Conflicts that are printed; the rest is counted.
const PRINTED: usize = 20;

/// Runs the command.
///
/// # Errors
/// [`Failure`], with the rows that were changed since; nothing is then taken back.
pub fn run(locale: Locale, arguments: &Undo) -> Result<ExitCode, Failure> {
    let app = opening::existing(locale, &arguments.store)?;
    let undone = app.undo(&Viewer::local(locale), arguments.revision, arguments.dry_run);
    let edited = undone.map_err(|error| {
        if let EditError::Conflict { first, count, .. } = &error {
            for conflict in first.iter().take(PRINTED) {
                tell(&line(locale, conflict));
            }
            if *count > PRINTED {
                tell(&say(locale, "undo-more", &[("count", (count - PRINTED).to_string())]));
            }
        }
        let code = if matches!(error, EditError::Store(_)) { ExitCode::StoreUnusable } else { ExitCode::Failed };
        Failure::new(locale, &error, code)
    })?;
    let params = [
        ("edit", arguments.revision.to_string()),
        ("added", edited.written.added.to_string()),
        ("updated", edited.written.updated.to_string()),
        ("removed", edited.written.removed.to_string()),
        ("reassigned", edited.effects.reassigned.to_string()),
        ("revision", edited.written.revision.to_string()),
    ];
    tell(&say(locale, if edited.dry_run { "undo-would" } else { "undo-done" }, &params));
    Ok(ExitCode::Done)
}

fn line(locale: Locale, conflict: &Conflict) -> String {
    let (key, revision) = match conflict.reason {
        Reason::Changed(revision) => ("undo-changed", Some(revision)),
        Reason::Added(revision) => ("undo-added", Some(revision)),
        Reason::Removed => ("undo-removed", None),
        Reason::Invalid => ("undo-invalid", None),
    };
    let layer = conflict.register.map_or_else(|| "settings".to_owned(), |register| register.to_string());
    let id = conflict.id.as_ref().map(ToString::to_string).unwrap_or_default();
    let revision = revision.map(|revision| revision.to_string()).unwrap_or_default();
    say(locale, key, &[("layer", layer), ("id", id), ("revision", revision)])
}
