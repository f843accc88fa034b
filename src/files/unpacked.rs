//! What a ZIP archive unpacks to, looked at before a library does.
//!
//! A workbook's library believes the counts that its parts give, keeps some parts in memory whole, and reads one tag or
//! text at a time however long it is. So every part is unpacked once, in little memory, and counted: what it says of
//! its size is not believed.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::FileError;
use super::options::Limits;

/// The largest archive, bytes: its list of parts is read whole.
const MAX_BYTES: u64 = 256 << 20;
/// The most parts; a workbook has some ten, and one a sheet and picture.
const MAX_PARTS: usize = 10_000;
/// The most bytes of parts that are kept in memory: a million rows of ten different texts.
const MAX_KEPT: u64 = 256 << 20;
/// The most bytes of parts that are not XML, such as pictures.
const MAX_OTHER: u64 = 256 << 20;
/// Ends of the names of parts that are kept in memory.
const KEPT: [&str; 6] =
    ["sharedstrings.xml", "styles.xml", "workbook.xml", "theme1.xml", ".rels", "[content_types].xml"];
/// The count that room is made for before anything is there.
const COUNT: &[u8] = b"uniqueCount";
/// The fewest bytes that one text takes: `<si><t>a</t></si>`.
const SMALLEST_TEXT: u64 = 17;
const CHUNK_BYTES: usize = 64 * 1024;

/// Checks a workbook's parts.
///
/// # Errors
/// [`FileError::TooLarge`], [`FileError::Unpacked`], [`FileError::Archive`].
pub(super) fn check(path: &Path, limits: &Limits) -> Result<(), FileError> {
    let mut archive = open(path)?;
    let (mut all, mut kept, mut other) = (0, 0, 0);
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(FileError::Archive)?;
        let name = part.name().map_err(FileError::Archive)?.to_ascii_lowercase();
        let mut scan = Scan::new(limits.max_record_bytes, KEPT.iter().any(|end| name.ends_with(end)));
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            let count = part.read(&mut chunk).map_err(|error| FileError::Read { path: path.into(), error })?;
            if count == 0 {
                break;
            }
            all += count as u64;
            scan.take(chunk.get(..count).unwrap_or_default())?;
            kept += if scan.kept { count as u64 } else { 0 };
            other += if scan.xml == Some(false) { count as u64 } else { 0 };
            for (bytes, limit) in [(all, limits.max_file_bytes), (kept, MAX_KEPT), (other, MAX_OTHER)] {
                if bytes > limit {
                    return Err(FileError::Unpacked { limit });
                }
            }
        }
        if scan.greatest_count > scan.bytes / SMALLEST_TEXT + 1 {
            return Err(FileError::Unpacked { limit: MAX_KEPT });
        }
    }
    Ok(())
}

/// An archive of a size whose list of parts fits in memory.
pub(super) fn open(path: &Path) -> Result<ZipArchive<BufReader<File>>, FileError> {
    let failed = |error| FileError::Read { path: path.into(), error };
    let file = File::open(path).map_err(failed)?;
    let bytes = file.metadata().map_err(failed)?.len();
    if bytes > MAX_BYTES {
        return Err(FileError::TooLarge { bytes, limit: MAX_BYTES });
    }
    let archive = ZipArchive::new(BufReader::new(file)).map_err(FileError::Archive)?;
    if archive.len() > MAX_PARTS {
        return Err(FileError::Archive(ZipError::InvalidArchive("too many parts".into())));
    }
    Ok(archive)
}

/// A part on its way past.
struct Scan {
    kept: bool,
    /// Whether it begins like XML; `None` before its first letter.
    xml: Option<bool>,
    bytes: u64,
    /// Bytes since a `<`: the longest tag or text.
    run: usize,
    longest: usize,
    after_bracket: bool,
    /// The last bytes of the chunk before, so that no word is cut in two.
    tail: Vec<u8>,
    greatest_count: u64,
}

impl Scan {
    const fn new(longest: usize, kept: bool) -> Self {
        Self { kept, xml: None, bytes: 0, run: 0, longest, after_bracket: false, tail: Vec::new(), greatest_count: 0 }
    }

    fn take(&mut self, chunk: &[u8]) -> Result<(), FileError> {
        self.bytes += chunk.len() as u64;
        if self.xml.is_none() {
            let first = chunk.iter().find(|byte| !b"\xEF\xBB\xBF \t\r\n".contains(byte));
            self.xml = first.map(|byte| *byte == b'<');
        }
        if self.xml != Some(true) && !self.kept {
            return Ok(());
        }
        for &byte in chunk {
            // Comments, CDATA and DTDs: no spreadsheet writes any, and each may be of any length.
            if self.after_bracket && byte == b'!' {
                return Err(FileError::Markup);
            }
            self.after_bracket = byte == b'<';
            self.run = if self.after_bracket { 0 } else { self.run + 1 };
            if self.run > self.longest {
                return Err(FileError::Unpacked { limit: self.longest as u64 });
            }
        }
        if self.kept {
            self.tail.extend_from_slice(chunk);
            self.counts();
            let rest = self.tail.len().saturating_sub(2 * COUNT.len() + 40);
            self.tail.drain(..rest);
        }
        Ok(())
    }

    /// The greatest number that follows the name of a count.
    fn counts(&mut self) {
        let starts = self.tail.windows(COUNT.len()).enumerate().filter(|(_, name)| *name == COUNT);
        for (at, _) in starts {
            let value = self.tail.get(at + COUNT.len()..).unwrap_or_default();
            let digits =
                value.iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
            let count =
                digits.fold(0_u64, |count, digit| count.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
            self.greatest_count = self.greatest_count.max(count);
        }
    }
}
