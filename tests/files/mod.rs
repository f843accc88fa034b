//! Reading files as people send them.

mod features;
mod formats;
mod forms;
mod geopackage;
mod hostile;
mod real;
mod rows;
mod stopping;
mod words;
mod xlsx;

use std::fmt::Debug;
use std::ops::ControlFlow;
use std::path::Path;

use cercania::domain::id::Id;
use cercania::domain::kitchen::{Kitchen, KitchenStatus};
use cercania::domain::position::Position;
use cercania::files::{FileError, Import, Progress, ReadOptions, Vicinity, read_households, read_points};

pub fn quiet() -> impl FnMut(Progress) -> ControlFlow<()> {
    |_| ControlFlow::Continue(())
}

/// A file of its own for every test.
pub fn file(name: &str, bytes: impl AsRef<[u8]>) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// A kitchen in San Juan de Miraflores: what is plausible lies near it.
pub fn miraflores() -> Vicinity {
    let kitchen = Kitchen {
        id: Id::parse("K-1").unwrap(),
        name: "Minas 2000".into(),
        kind: None,
        status: KitchenStatus::Open,
        address: None,
        rations: None,
        position: Position::new(-76.9506, -12.1307).unwrap(),
    };
    Vicinity::new(&[], &[kitchen])
}

pub fn households(
    bytes: impl AsRef<[u8]>,
    options: &ReadOptions,
) -> Result<Import<cercania::domain::household::Household>, FileError> {
    let (_folder, path) = file("hogares.csv", bytes);
    read_households(&path, options, &miraflores(), &mut quiet())
}

pub fn points(bytes: impl AsRef<[u8]>, options: &ReadOptions) -> Result<Import<cercania::files::Point>, FileError> {
    let (_folder, path) = file("puntos.csv", bytes);
    read_points(&path, options, &miraflores(), &mut quiet())
}

/// What is wrong with the rows of a file that must be refused for them.
pub fn problems<T: Debug>(result: Result<Import<T>, FileError>) -> Vec<String> {
    match result {
        Err(FileError::BadRows(bad)) => bad.problems.iter().map(ToString::to_string).collect(),
        other => panic!("not refused for its rows: {other:?}"),
    }
}

pub fn crs(code: &str) -> ReadOptions {
    ReadOptions { crs: Some(code.parse().unwrap()), ..ReadOptions::default() }
}

pub fn columns(choice: &str) -> ReadOptions {
    ReadOptions { columns: choice.parse().unwrap(), ..ReadOptions::default() }
}

pub fn exists(path: &Path) -> bool {
    path.exists()
}
