//! The imports that are kept: each its file, what is known of it, and what became of it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tempfile::TempDir;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::folder::Folder;
use super::problem::ImportProblem;
use crate::app::{Edited, ImportFile, Preview, Watch};
use crate::domain::register::RegisterName;
use crate::files::{FileError, Progress};
use crate::http::options::Limits;
use crate::http::problem::Problem;

/// The imports of this server.
#[derive(Debug)]
pub struct Imports {
    kept: Mutex<Vec<Arc<Kept>>>,
    /// Made when the first file is sent.
    folder: Mutex<Option<Folder>>,
    uploads: Arc<Semaphore>,
    most: usize,
    most_bytes: u64,
    time: Duration,
}

/// A file that was sent, and what became of it.
#[derive(Debug)]
pub struct Kept {
    /// Its name: nobody guesses it.
    pub id: String,
    /// What its rows are.
    pub register: RegisterName,
    /// Whether its good rows may be written although others are bad.
    pub skip_bad: bool,
    /// When it had been received.
    pub created: Timestamp,
    /// Bytes of the file.
    pub bytes: u64,
    since: Instant,
    folder: TempDir,
    done: AtomicU64,
    total: AtomicU64,
    rows: AtomicU64,
    unwanted: AtomicBool,
    /// Set before it is ready.
    file: OnceLock<ImportFile>,
    state: Mutex<State>,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub enum State {
    /// It is being read.
    Reading,
    /// It can be committed.
    Ready(Arc<Preview>),
    /// Its rows are being written.
    Committing(Arc<Preview>),
    /// They are written.
    Committed(Arc<Preview>, Arc<Edited>),
    /// It cannot be read.
    Failed(Arc<FileError>),
}

/// Leave to commit: the import is ready again once this is dropped without having been committed.
#[derive(Debug)]
pub struct Leave {
    kept: Arc<Kept>,
    preview: Arc<Preview>,
}

impl Imports {
    /// None yet.
    pub fn new(limits: &Limits) -> Self {
        Self {
            kept: Mutex::default(),
            folder: Mutex::default(),
            uploads: Arc::new(Semaphore::new(limits.uploads)),
            most: limits.imports.max(1),
            // A few of the largest.
            most_bytes: limits.upload_bytes.saturating_mul(4),
            time: limits.import_time,
        }
    }

    /// Leave to send a file.
    ///
    /// # Errors
    /// [`Problem::Busy`].
    pub fn upload_permit(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.uploads).try_acquire_owned().map_err(|_| Problem::Busy)
    }

    /// A folder for a file. Waits for the disk.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn folder(&self) -> io::Result<TempDir> {
        let mut folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        match &*folder {
            Some(folder) => folder.inner(),
            None => folder.insert(Folder::new()?).inner(),
        }
    }

    /// Where a file is in its folder.
    pub fn file_in(folder: &Path) -> PathBuf {
        folder.join("upload")
    }

    /// Keeps a file; those that are idle the longest go where there are too many.
    ///
    /// # Errors
    /// [`ImportProblem::TooMany`] where none is idle.
    pub fn keep(
        &self,
        id: String,
        register: RegisterName,
        skip_bad: bool,
        bytes: u64,
        folder: TempDir,
    ) -> Result<Arc<Kept>, Problem> {
        let kept = Arc::new(Kept {
            id,
            register,
            skip_bad,
            created: Timestamp::now(),
            bytes,
            since: Instant::now(),
            folder,
            done: AtomicU64::new(0),
            total: AtomicU64::new(bytes),
            rows: AtomicU64::new(0),
            unwanted: AtomicBool::new(false),
            file: OnceLock::new(),
            state: Mutex::new(State::Reading),
        });
        let mut all = self.all();
        while all.len() >= self.most || all.iter().map(|one| one.bytes).sum::<u64>() + bytes > self.most_bytes {
            let idle = all.iter().position(|one| !one.is_busy()).ok_or(ImportProblem::TooMany)?;
            all.remove(idle);
        }
        all.push(Arc::clone(&kept));
        Ok(kept)
    }

    /// Those that there are, the oldest first.
    pub fn list(&self) -> Vec<Arc<Kept>> {
        self.all().clone()
    }

    /// The one with an id.
    ///
    /// # Errors
    /// [`ImportProblem::Unknown`].
    pub fn find(&self, id: &str) -> Result<Arc<Kept>, Problem> {
        let found = self.all().iter().find(|one| one.id == id).cloned();
        found.ok_or_else(|| ImportProblem::Unknown.into())
    }

    /// Forgets one: its reading stops, and its file is gone once nobody reads it.
    ///
    /// # Errors
    /// [`ImportProblem::Unknown`], and [`ImportProblem::Committing`] while its rows are written.
    pub fn forget(&self, id: &str) -> Result<(), Problem> {
        let mut all = self.all();
        let at = all.iter().position(|one| one.id == id).ok_or(ImportProblem::Unknown)?;
        if all.get(at).is_some_and(|one| matches!(one.state(), State::Committing(_))) {
            return Err(ImportProblem::Committing.into());
        }
        all.remove(at).unwanted.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// When one goes by itself.
    pub const fn time(&self) -> Duration {
        self.time
    }

    /// Threads that panic do so without the lock.
    fn all(&self) -> MutexGuard<'_, Vec<Arc<Kept>>> {
        let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|one| one.is_busy() || one.since.elapsed() < self.time);
        all
    }
}

impl Kept {
    /// What became of it.
    pub fn state(&self) -> State {
        self.lock().clone()
    }

    /// Where the file is.
    pub fn path(&self) -> PathBuf {
        Imports::file_in(self.folder.path())
    }

    /// How the file is read, once that is settled.
    pub fn file(&self) -> Option<&ImportFile> {
        self.file.get()
    }

    /// Settles how the file is read.
    pub fn settle(&self, file: ImportFile) -> &ImportFile {
        self.file.get_or_init(|| file)
    }

    /// Where its bad rows are, where there are any.
    pub fn rejected(&self) -> PathBuf {
        self.folder.path().join("rejected.csv")
    }

    /// How far it has been read.
    pub fn progress(&self) -> Progress {
        Progress {
            bytes_done: self.done.load(Ordering::Relaxed),
            bytes_total: self.total.load(Ordering::Relaxed),
            rows: self.rows.load(Ordering::Relaxed),
        }
    }

    /// Nobody waits for it any more.
    pub fn stop(&self) {
        self.unwanted.store(true, Ordering::Relaxed);
    }

    /// It was read, or cannot be.
    pub fn read(&self, outcome: Result<Preview, FileError>) {
        let outcome = outcome.and_then(|mut preview| {
            if let Some(rejected) = preview.rejected.take() {
                rejected.save_as(&self.rejected())?;
            }
            Ok(preview)
        });
        *self.lock() = match outcome {
            Ok(preview) => State::Ready(Arc::new(preview)),
            Err(error) => State::Failed(Arc::new(error)),
        };
    }

    /// Leave to commit, for one at a time.
    ///
    /// # Errors
    /// [`ImportProblem`] by what became of it, and where rows are bad.
    pub fn leave(self: &Arc<Self>, skip_bad: bool) -> Result<Leave, Problem> {
        let mut state = self.lock();
        let preview = match &*state {
            State::Ready(preview) => Arc::clone(preview),
            State::Reading => return Err(ImportProblem::Reading.into()),
            State::Committing(_) => return Err(ImportProblem::Committing.into()),
            State::Committed(_, edited) => return Err(ImportProblem::Committed(edited.written.revision).into()),
            State::Failed(error) => return Err(ImportProblem::File(Arc::clone(error)).into()),
        };
        let (bad, rows) = (preview.summary.bad, preview.summary.rows);
        if preview.summary.good == 0 {
            return Err(ImportProblem::NoGoodRow(rows).into());
        }
        if bad > 0 && !skip_bad {
            return Err(ImportProblem::BadRows { bad, rows }.into());
        }
        *state = State::Committing(Arc::clone(&preview));
        drop(state);
        Ok(Leave { kept: Arc::clone(self), preview })
    }

    fn is_busy(&self) -> bool {
        matches!(&*self.lock(), State::Reading | State::Committing(_))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Leave {
    /// Its rows are written.
    pub fn committed(self, edited: Arc<Edited>) {
        *self.kept.lock() = State::Committed(Arc::clone(&self.preview), edited);
    }
}

impl Drop for Leave {
    fn drop(&mut self) {
        let mut state = self.kept.lock();
        if matches!(*state, State::Committing(_)) {
            *state = State::Ready(Arc::clone(&self.preview));
        }
    }
}

impl Watch for Kept {
    fn reached(&self, progress: Progress) {
        self.done.store(progress.bytes_done, Ordering::Relaxed);
        self.total.store(progress.bytes_total, Ordering::Relaxed);
        self.rows.store(progress.rows, Ordering::Relaxed);
    }

    fn unwanted(&self) -> bool {
        self.unwanted.load(Ordering::Relaxed)
    }
}
