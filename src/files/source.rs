//! Opening a file and telling what it is by its first bytes, not by its name.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::{FileError, NotText};
use super::options::Limits;

/// A file being read, with the bytes read so far and a bound on them.
#[derive(Debug)]
pub(super) struct Source {
    path: PathBuf,
    /// `None`: all there is stands in `head`.
    file: Option<File>,
    /// Bytes read ahead, to be given out first.
    head: Vec<u8>,
    given: usize,
    /// Bytes of the file.
    pub(super) total: u64,
    /// Bytes taken from the file.
    pub(super) done: u64,
    limit: u64,
}

/// What the first bytes say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Csv { bom: bool },
    GeoJson,
    Sqlite,
    Zip,
}

/// Enough for any row of column names, and for magic numbers.
const HEAD_BYTES: u64 = 64 * 1024;

/// First bytes of files that people send by mistake.
const MAGIC: &[(&[u8], NotText)] = &[
    (b"PK\x05\x06", NotText::Zip), // an empty one
    (b"\xD0\xCF\x11\xE0", NotText::Xls),
    (b"\x1F\x8B", NotText::Gzip),
    (b"\xFF\xFE", NotText::Utf16),
    (b"\xFE\xFF", NotText::Utf16),
    (b"%PDF", NotText::Pdf),
];

const SQLITE: &[u8] = b"SQLite format 3\0";
const BOM: &[u8] = b"\xEF\xBB\xBF";

impl Source {
    /// Opens a file and looks at its head.
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<(Self, Kind), FileError> {
        let failed = |error| FileError::Read { path: path.into(), error };
        // Looked at before it is opened: opening a pipe waits for its other end.
        let metadata = std::fs::metadata(path).map_err(failed)?;
        if !metadata.is_file() {
            return Err(FileError::NotAFile(path.into()));
        }
        let (total, limit) = (metadata.len(), limits.max_file_bytes);
        if total > limit {
            return Err(FileError::TooLarge { bytes: total, limit });
        }
        let mut file = File::open(path).map_err(failed)?;
        let mut head = Vec::new();
        file.by_ref().take(HEAD_BYTES).read_to_end(&mut head).map_err(failed)?;
        let bom = head.starts_with(BOM);
        let kind = sniff(&head, bom)?;
        let done = head.len() as u64;
        let given = if bom { BOM.len() } else { 0 };
        let file = Some(file);
        Ok((Self { path: path.into(), file, head, given, total, done, limit }, kind))
    }

    /// What is in memory already.
    ///
    /// # Errors
    /// [`FileError::TooLarge`].
    pub(super) fn memory(bytes: &[u8], limits: &Limits) -> Result<Self, FileError> {
        let (total, limit) = (bytes.len() as u64, limits.max_file_bytes);
        if total > limit {
            return Err(FileError::TooLarge { bytes: total, limit });
        }
        let given = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
        Ok(Self { path: PathBuf::new(), file: None, head: bytes.into(), given, total, done: total, limit })
    }

    /// The first bytes, without a byte order mark.
    pub(super) fn head(&self) -> &[u8] {
        self.head.get(self.given..).unwrap_or_default()
    }

    /// The next bytes; none at the end.
    pub(super) fn read(&mut self, into: &mut [u8]) -> Result<usize, FileError> {
        if self.given < self.head.len() {
            let mut rest = self.head();
            let count = rest.read(into).unwrap_or_default();
            self.given += count;
            return Ok(count);
        }
        let Some(file) = &mut self.file else { return Ok(0) };
        let count = file.read(into).map_err(|error| FileError::Read { path: self.path.clone(), error })?;
        self.done += count as u64;
        // A file may grow while it is read.
        if self.done > self.limit {
            return Err(FileError::TooLarge { bytes: self.done, limit: self.limit });
        }
        Ok(count)
    }
}

fn sniff(head: &[u8], bom: bool) -> Result<Kind, FileError> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(FileError::NotText(*what));
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Kind::Zip);
    }
    if head.starts_with(SQLITE) {
        return Ok(Kind::Sqlite);
    }
    if head.contains(&0) {
        return Err(FileError::NotText(NotText::Binary));
    }
    let text = if bom { head.get(BOM.len()..).unwrap_or_default() } else { head };
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Err(FileError::Empty),
        // Record separators: RFC 8142, GeoJSON text sequences.
        Some(b'{' | b'[' | 0x1E) => Ok(Kind::GeoJson),
        Some(b'<') => Err(FileError::NotText(NotText::Xml)),
        Some(_) => Ok(Kind::Csv { bom }),
    }
}
