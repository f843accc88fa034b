//! Bad rows, kept aside to be mended and sent again.

use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::FileError;

/// The rows that were not imported, as CSV in a temporary file beside the source.
///
/// Columns: `rejected_row`, `rejected_reason` (names that no field answers to, so that the mended file can be
/// imported as it is), `id` where the source has no column of ids, then the source's own; for GeoJSON the
/// properties, then `lon` and `lat` as the geometry has them, for settlements `wkt`.
#[derive(Debug)]
pub struct RejectedRows {
    writer: csv::Writer<BufWriter<NamedTempFile>>,
    path: PathBuf,
    rows: u64,
}

/// `hogares.csv` becomes `hogares.rejected.csv`, in the same folder.
#[must_use]
pub fn rejected_path(source: &Path) -> PathBuf {
    source.with_extension("rejected.csv")
}

impl RejectedRows {
    /// A new, empty one.
    pub(super) fn create(source: &Path, columns: &[String]) -> Result<Self, FileError> {
        let path = rejected_path(source);
        let folder = match source.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let file = NamedTempFile::new_in(folder).map_err(|error| FileError::Rejected { path: folder.into(), error })?;
        // The longest row of cells may differ from the header's.
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(BufWriter::new(file));
        let mut rejected = Self { writer, path, rows: 0 };
        rejected.write("rejected_row", "rejected_reason", columns.iter().map(String::as_str))?;
        Ok(rejected)
    }

    /// Adds a row.
    pub(super) fn add<'a>(
        &mut self,
        row: u64,
        reason: &str,
        cells: impl Iterator<Item = &'a str>,
    ) -> Result<(), FileError> {
        self.rows += 1;
        let row = row.to_string();
        self.write(&row, reason, cells)
    }

    fn write<'a>(&mut self, row: &str, reason: &str, cells: impl Iterator<Item = &'a str>) -> Result<(), FileError> {
        let failed = |error: csv::Error| FileError::Rejected { path: self.path.clone(), error: error.into() };
        self.writer.write_field(row).map_err(failed)?;
        self.writer.write_field(reason).map_err(failed)?;
        let written = self.writer.write_record(cells);
        written.map_err(failed)
    }

    /// How many there are.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Puts them where [`rejected_path`] says, whole or not at all, over what was there.
    ///
    /// # Errors
    /// [`FileError::Rejected`] when it cannot be written.
    pub fn save(self) -> Result<PathBuf, FileError> {
        let path = self.path.clone();
        self.save_as(&path)?;
        Ok(path)
    }

    /// Puts them elsewhere on the same disk.
    ///
    /// # Errors
    /// [`FileError::Rejected`] when it cannot be written.
    pub fn save_as(self, path: &Path) -> Result<(), FileError> {
        let failed = |error| FileError::Rejected { path: path.into(), error };
        let buffer = self.writer.into_inner().map_err(|error| failed(error.into_error()))?;
        let file = buffer.into_inner().map_err(|error| failed(error.into_error()))?;
        file.as_file().sync_all().map_err(failed)?;
        // A temporary file is for its owner alone; this one is as open as the folder's other files.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644)).map_err(failed)?;
        }
        file.persist(path).map(drop).map_err(|error| failed(error.error))
    }
}
