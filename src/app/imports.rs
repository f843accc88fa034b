//! Files that are looked at before their rows are written: what committing would do, and then the commit.
//!
//! A file is read once for the preview and again for the commit, by the same options and near the same places, so that
//! both understand the same rows; nothing but the file has to be kept between them.

use std::mem::take;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::edit::{Edited, Made, feature, try_on};
use super::{App, Current, EditError, Incoming, NumbersTaken, Viewer};
use crate::domain::index::Bulk;
use crate::domain::register::RegisterName;
use crate::files::{
    BadRows, FileError, Import, ImportSummary, Progress, ReadOptions, RejectedRows, RowProblem, Vicinity,
    read_households, read_kitchens, read_settlements,
};
use crate::store::{Action, Batch, RowChange};

/// A file of rows, and how it is read.
#[derive(Clone, Debug)]
pub struct ImportFile {
    register: RegisterName,
    path: PathBuf,
    options: ReadOptions,
    near: Arc<OnceLock<Vicinity>>,
}

/// What is in a file, and what committing it would do.
#[derive(Debug)]
pub struct Preview {
    /// How it was understood.
    pub summary: ImportSummary,
    /// What is wrong with bad rows, the first of them.
    pub problems: Vec<RowProblem>,
    /// What is worth a look, likewise.
    pub warnings: Vec<RowProblem>,
    /// All bad rows, where there are any.
    pub rejected: Option<RejectedRows>,
    /// The snapshot that it was tried on.
    pub revision: u64,
    /// What committing would do.
    pub tried: Tried,
    /// The first [`Preview::ROWS`] good rows by id, as they would be stored, as features; fewer where they are long.
    pub first: Vec<Value>,
}

/// What committing a file would do.
#[derive(Debug)]
pub enum Tried {
    /// What an edit does.
    Would(Edited),
    /// Nothing: its ids are those of other rows.
    Taken(NumbersTaken),
    /// Nothing: no row is good.
    NoGoodRow,
}

/// Told how far the reading of a file is.
pub trait Watch: Sync {
    /// So far.
    fn reached(&self, progress: Progress);
    /// Whether nobody wants it any more.
    fn unwanted(&self) -> bool;
}

/// The rows of a file, and what was found.
struct FileRows {
    incoming: Incoming,
    found: Found,
}

struct Found {
    summary: ImportSummary,
    problems: Vec<RowProblem>,
    warnings: Vec<RowProblem>,
    rejected: Option<RejectedRows>,
}

struct Trying<'a>(&'a dyn Watch);

impl Bulk for Trying<'_> {
    fn done(&self, _: usize) {}

    fn cancelled(&self) -> bool {
        self.0.unwanted()
    }
}

impl Preview {
    /// Rows that are shown.
    pub const ROWS: usize = 20;
    /// Bytes of them: a settlement may have very many corners.
    const BYTES: usize = 1 << 20;
}

impl App {
    /// A file to be imported: positions in it should lie near what is registered now.
    #[must_use]
    pub fn import_file(
        &self,
        _viewer: &Viewer,
        register: RegisterName,
        path: PathBuf,
        options: ReadOptions,
    ) -> ImportFile {
        ImportFile { register, path, options, near: self.current.load().near() }
    }

    /// Reads a file and tries it: bad rows are left out, whether or not a commit would.
    ///
    /// # Errors
    /// [`FileError`] where the file as a whole is refused, [`FileError::Stopped`] where nobody wants it any more.
    pub fn preview_import(&self, _viewer: &Viewer, file: &ImportFile, watch: &dyn Watch) -> Result<Preview, FileError> {
        let current = self.current.load_full();
        let revision = current.snapshot.revision();
        let preview = |found: Found, tried, first| {
            let Found { summary, problems, warnings, rejected } = found;
            Preview { summary, problems, warnings, rejected, revision, tried, first }
        };
        let FileRows { incoming, found } = match file.read(true, watch) {
            Ok(rows) => rows,
            Err(FileError::BadRows(bad)) => {
                let BadRows { problems, warnings, summary, rejected } = *bad;
                return Ok(preview(Found { summary, problems, warnings, rejected }, Tried::NoGoodRow, vec![]));
            }
            Err(error) => return Err(error),
        };
        let made = match made(incoming, &current) {
            Ok(made) => made,
            Err(taken) => return Ok(preview(found, Tried::Taken(taken), vec![])),
        };
        let first = first_features(&made);
        match try_on(&current.snapshot, revision + 1, &made, &Trying(watch)) {
            Ok((written, applied)) => {
                let edited = Edited { dry_run: true, written, ids: vec![], effects: applied.effects };
                Ok(preview(found, Tried::Would(edited), first))
            }
            Err(_) => Err(FileError::Stopped),
        }
    }

    /// Reads a file and writes its rows as one edit, each onto the row that is there now; answers after the commit,
    /// and what was written is in force then.
    ///
    /// # Errors
    /// [`EditError`]; the store is then as it was. A bad row is one unless bad rows are to be skipped.
    pub fn commit_import(
        &self,
        viewer: &Viewer,
        file: &ImportFile,
        skip_bad: bool,
        watch: &dyn Watch,
    ) -> Result<Edited, EditError> {
        let FileRows { incoming, .. } = file.read(skip_bad, watch)?;
        self.commit(viewer, Action::Import, false, &|current| Ok(made(incoming.clone(), current)?))
    }
}

impl ImportFile {
    fn read(&self, skip_bad: bool, watch: &dyn Watch) -> Result<FileRows, FileError> {
        let options = ReadOptions { skip_bad, ..self.options.clone() };
        // It was made when the file was taken in.
        let near = self.near.get_or_init(Vicinity::default);
        let path = &self.path;
        let mut progress = |done: Progress| {
            watch.reached(done);
            if watch.unwanted() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        Ok(match self.register {
            RegisterName::Settlements => {
                FileRows::of(read_settlements(path, &options, near, &mut progress)?, Batch::Settlements)
            }
            RegisterName::Kitchens => {
                FileRows::of(read_kitchens(path, &options, near, &mut progress)?, Batch::Kitchens)
            }
            RegisterName::Households => {
                FileRows::of(read_households(path, &options, near, &mut progress)?, Batch::Households)
            }
        })
    }
}

impl FileRows {
    fn of<T>(mut import: Import<T>, batch: impl FnOnce(Vec<T>) -> Batch) -> Self {
        let (problems, warnings) = (take(&mut import.problems), take(&mut import.warnings));
        let found = Found { summary: import.summary.clone(), problems, warnings, rejected: import.rejected.take() };
        Self { incoming: Incoming::new(import, batch), found }
    }
}

fn made(incoming: Incoming, current: &Current) -> Result<Made, NumbersTaken> {
    Ok(Made { rows: incoming.onto(&current.snapshot)?, settings: None, limit: None, at: None })
}

fn first_features(made: &Made) -> Vec<Value> {
    let mut left = Preview::BYTES;
    let rows = made.rows.iter().filter_map(|row| match &row.row {
        RowChange::Put(row) => Some(Value::Object(feature::feature(row))),
        RowChange::Remove(..) => None,
    });
    let short = rows.take(Preview::ROWS).take_while(|feature| {
        let bytes = feature.to_string().len();
        let fits = bytes <= left;
        left = left.saturating_sub(bytes);
        fits
    });
    short.collect()
}
