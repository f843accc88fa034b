//! The demo data, carried by the program.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::app::{App, Incoming, Quiet, Viewer};
use crate::cli::exit::ExitCode;
use crate::cli::failure::Failure;
use crate::cli::output::OutputError;
use crate::files::{FileError, Import, ReadOptions, Vicinity, read_households, read_kitchens, read_settlements};
use crate::layers::LayerName;
use crate::messages::Locale;
use crate::store::Batch;

const SETTLEMENTS: &str = include_str!("../../../data/settlements.geojson");
const KITCHENS: &str = include_str!("../../../data/kitchens.geojson");
const HOUSEHOLDS: &str = include_str!("../../../data/households.csv");

/// Imports the demo data, as any other files, into a store that has no rows; whether it did.
///
/// # Errors
/// [`Failure`] where they cannot be read or stored.
pub(super) fn fill(locale: Locale, app: &App, viewer: &Viewer) -> Result<bool, Failure> {
    let registers = [LayerName::Settlements, LayerName::Kitchens, LayerName::Households];
    let source = app.view(viewer, None);
    if registers.iter().any(|layer| source.slots(*layer) > 0) {
        return Ok(false);
    }
    let files = Files::unpack(locale)?;
    let options = ReadOptions::default();
    let mut quiet = |_| ControlFlow::Continue(());
    let path = files.path("settlements.geojson");
    let settlements = read(locale, &path, read_settlements(&path, &options, &Vicinity::default(), &mut quiet))?;
    let path = files.path("kitchens.geojson");
    let known = Vicinity::new(&settlements.rows, &[]);
    let kitchens = read(locale, &path, read_kitchens(&path, &options, &known, &mut quiet))?;
    let path = files.path("households.csv");
    let known = Vicinity::new(&settlements.rows, &kitchens.rows);
    let households = read(locale, &path, read_households(&path, &options, &known, &mut quiet))?;
    for incoming in [
        Incoming::new(settlements, Batch::Settlements),
        Incoming::new(kitchens, Batch::Kitchens),
        Incoming::new(households, Batch::Households),
    ] {
        app.import(viewer, incoming).map_err(|error| Failure::new(locale, &error, ExitCode::StoreUnusable))?;
    }
    app.refresh(&Quiet).map_err(|error| Failure::store(locale, &error))?;
    Ok(true)
}

fn read<T>(locale: Locale, path: &Path, import: Result<Import<T>, FileError>) -> Result<Import<T>, Failure> {
    import.map_err(|error| Failure::input(locale, path, &error))
}

/// The files, in a folder that goes with it.
struct Files(TempDir);

impl Files {
    fn unpack(locale: Locale) -> Result<Self, Failure> {
        let failed = |path: PathBuf, error| Failure::new(locale, &OutputError { path, error }, ExitCode::Failed);
        let folder = TempDir::new().map_err(|error| failed(std::env::temp_dir(), error))?;
        let files = Self(folder);
        for (name, text) in
            [("settlements.geojson", SETTLEMENTS), ("kitchens.geojson", KITCHENS), ("households.csv", HOUSEHOLDS)]
        {
            let path = files.path(name);
            std::fs::write(&path, text).map_err(|error| failed(path, error))?;
        }
        Ok(files)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}
