//! `cercania import`: rows of a file into the store, all of them or none.

use super::args::Import;
use super::choices::RegisterName;
use super::console::tell;
use super::exit::ExitCode;
use super::failure::Failure;
use super::{opening, reading};
use crate::app::{ImportError, Incoming, Viewer};
use crate::files::{self, Vicinity};
use crate::messages::{Locale, say};
use crate::store::Batch;

/// Runs the command.
///
/// # Errors
/// [`Failure`]; the store is then as it was.
pub fn run(locale: Locale, arguments: &Import) -> Result<ExitCode, Failure> {
    let viewer = Viewer::local(locale);
    let options = reading::options(locale, &arguments.read);
    let file = &arguments.file;
    let new = !opening::exists(locale, &arguments.store)?;
    // A file that is refused makes no store: it is read before an absent one is made.
    let app = if new { None } else { Some(opening::existing(locale, &arguments.store)?) };
    let vicinity = app.as_ref().map_or_else(Vicinity::default, |app| {
        let source = app.view(&viewer, None);
        Vicinity::new(source.snapshot().settlements().settlements(), source.snapshot().kitchens().list())
    });
    let (bad, incoming) = match arguments.register {
        RegisterName::Settlements => {
            let import = reading::read(locale, file, |done| files::read_settlements(file, &options, &vicinity, done))?;
            (import.summary.bad, Incoming::new(import, Batch::Settlements))
        }
        RegisterName::Kitchens => {
            let import = reading::read(locale, file, |done| files::read_kitchens(file, &options, &vicinity, done))?;
            if let Some(kind) = import.summary.kind_from_columns {
                tell(&say(locale, "import-kind", &[("kind", kind.as_str().to_owned())]));
            }
            (import.summary.bad, Incoming::new(import, Batch::Kitchens))
        }
        RegisterName::Households => {
            let import = reading::read(locale, file, |done| files::read_households(file, &options, &vicinity, done))?;
            (import.summary.bad, Incoming::new(import, Batch::Households))
        }
    };
    let app = match app {
        Some(app) => app,
        None => opening::existing_or_new(locale, &arguments.store)?,
    };
    let written = app.import(&viewer, incoming).map_err(|error| match error {
        ImportError::Store(error) => Failure::new(locale, &error, ExitCode::StoreUnusable),
        taken @ ImportError::NumbersTaken(_) => Failure::new(locale, &taken, ExitCode::BadInput),
    })?;
    let params = [
        ("store", app.location()),
        ("added", written.added.to_string()),
        ("updated", written.updated.to_string()),
        ("unchanged", written.unchanged.to_string()),
        ("revision", written.revision.to_string()),
    ];
    tell(&say(locale, "import-written", &params));
    Ok(if bad > 0 { ExitCode::BadInput } else { ExitCode::Done })
}
