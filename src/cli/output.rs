//! Files and standard output, whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use thiserror::Error;

use super::exit::ExitCode;
use super::failure::Failure;
use crate::messages::{Explain, Locale, Params};

/// A file being written beside its place, and put there when it is complete.
pub struct OutputFile {
    file: io::BufWriter<NamedTempFile>,
    path: PathBuf,
}

/// Why something could not be written.
#[derive(Debug, Error)]
#[error("{} cannot be written: {error}", path.display())]
pub struct OutputError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl Explain for OutputError {
    fn code(&self) -> &'static str {
        "output-failed"
    }

    fn params(&self) -> Params {
        vec![("path", self.path.display().to_string()), ("reason", self.error.to_string())]
    }
}

/// Prints a text on standard output.
///
/// # Errors
/// [`Failure`] where it cannot be written; not where the reader went away (`... | head`), which is no failure of ours.
pub fn print(locale: Locale, text: &str) -> Result<(), Failure> {
    let mut out = io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(locale, &OutputError { path: "stdout".into(), error }, ExitCode::Failed))
        }
        _ => Ok(()),
    }
}

impl OutputFile {
    /// Begins a file that will stand at `path`, in place of any that is there.
    ///
    /// # Errors
    /// [`OutputError`] where its folder is missing or cannot be written to.
    pub fn create(path: &Path) -> Result<Self, OutputError> {
        // A link stays a link: what it names is written.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if path.exists() && !path.is_file() {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "not a plain file");
            return Err(OutputError { path: path.clone(), error });
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".cercania-");
        // A temporary file is for its owner alone; this one is as open as any file the user makes.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
        let file = builder.tempfile_in(folder).map_err(|error| OutputError { path: path.clone(), error })?;
        Ok(Self { file: io::BufWriter::with_capacity(1 << 18, file), path: path.clone() })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`OutputError`] as when the disk is full.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        self.file.write_all(bytes).map_err(|error| OutputError { path: self.path.clone(), error })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// [`OutputError`]; the place is then as it was.
    pub fn finish(self) -> Result<(), OutputError> {
        let Self { file, path } = self;
        let failed = |error| OutputError { path: path.clone(), error };
        let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.persist(&path).map(drop).map_err(|error| failed(error.error))
    }
}
