//! The demo data, carried by the program.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::app::{App, Viewer};
use crate::cli::exit::ExitCode;
use crate::cli::failure::Failure;
use crate::cli::output::OutputError;
use crate::domain::kitchen::Kitchen;
use crate::domain::settlement::Settlement;
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
    let mut quiet = |_| ();
    let path = files.path("settlements.geojson");
    let settlements: Vec<Settlement> =
        rows(locale, &path, read_settlements(&path, &options, &Vicinity::default(), &mut quiet))?;
    let path = files.path("kitchens.geojson");
    let known = Vicinity::new(&settlements, &[]);
    let kitchens: Vec<Kitchen> = rows(locale, &path, read_kitchens(&path, &options, &known, &mut quiet))?;
    let path = files.path("households.csv");
    let known = Vicinity::new(&settlements, &kitchens);
    let households = rows(locale, &path, read_households(&path, &options, &known, &mut quiet))?;
    for batch in [Batch::Settlements(settlements), Batch::Kitchens(kitchens), Batch::Households(households)] {
        app.import(viewer, batch).map_err(|error| Failure::store(locale, &error))?;
    }
    Ok(true)
}

fn rows<T>(locale: Locale, path: &std::path::Path, import: Result<Import<T>, FileError>) -> Result<Vec<T>, Failure> {
    import.map(|import| import.rows).map_err(|error| Failure::input(locale, path, &error))
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
