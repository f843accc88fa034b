//! `cercania import`: rows of a file into the store, all of them or none.

use super::args::Import;
use super::choices::RegisterName;
use super::exit::ExitCode;
use super::failure::Failure;
use super::{opening, reading};
use crate::app::Viewer;
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
    let new = !arguments.store.data.exists();
    // A file that is refused makes no store: it is read before an absent one is made.
    let app = if new { None } else { Some(opening::existing(locale, &arguments.store.data)?) };
    let vicinity = app.as_ref().map_or_else(Vicinity::default, |app| {
        let source = app.view(&viewer, None);
        Vicinity::new(source.snapshot().settlements().settlements(), source.snapshot().kitchens().list())
    });
    let bad;
    let batch = match arguments.register {
        RegisterName::Settlements => {
            let import = reading::read(locale, file, |done| files::read_settlements(file, &options, &vicinity, done))?;
            bad = import.summary.bad;
            Batch::Settlements(import.rows)
        }
        RegisterName::Kitchens => {
            let import = reading::read(locale, file, |done| files::read_kitchens(file, &options, &vicinity, done))?;
            bad = import.summary.bad;
            Batch::Kitchens(import.rows)
        }
        RegisterName::Households => {
            let import = reading::read(locale, file, |done| files::read_households(file, &options, &vicinity, done))?;
            bad = import.summary.bad;
            Batch::Households(import.rows)
        }
    };
    let app = match app {
        Some(app) => app,
        None => opening::existing_or_new(locale, &arguments.store.data)?,
    };
    let written = app.import(&viewer, batch).map_err(|error| Failure::store(locale, &error))?;
    let params = [
        ("store", app.location()),
        ("added", written.added.to_string()),
        ("updated", written.updated.to_string()),
        ("unchanged", written.unchanged.to_string()),
        ("revision", written.revision.to_string()),
    ];
    eprintln!("{}", say(locale, "import-written", &params));
    Ok(if bad > 0 { ExitCode::BadInput } else { ExitCode::Done })
}
