//! CSV as a stream of blocks of rows.
//!
//! One thread finds the rows (`csv-core`, which copies cells into a block); blocks are understood in
//! parallel. A row grows a buffer up to its limit, a file never does.

use std::borrow::Cow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::error::FileError;
use super::options::Limits;
use super::row::{Row, Shape};
use super::source::Source;

/// The most columns; the widest forms have some two thousand.
const MAX_COLUMNS: usize = 10_000;
/// Bytes of cells after which a block is full: small enough for a processor's cache.
const BLOCK_BYTES: usize = 256 * 1024;
const INPUT_BYTES: usize = 128 * 1024;

/// Separators recognised.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A CSV file being read.
pub(super) struct Csv {
    source: Source,
    reader: Reader,
    input: Vec<u8>,
    /// The part of `input` not yet understood.
    pending: std::ops::Range<usize>,
    at_end: bool,
    next_row: u64,
    limits: Limits,
    pub(super) separator: char,
}

/// Some rows: their cells one after the other, and where cells and rows end.
#[derive(Default)]
pub(super) struct Block {
    first_row: u64,
    cells: Vec<u8>,
    used: usize,
    /// Ends of cells, counted from the start of their row.
    ends: Vec<usize>,
    used_ends: usize,
    /// For each row, where its cells and their ends end.
    rows: Vec<(usize, usize)>,
}

impl Csv {
    /// Opens after the row of column names, and gives them.
    pub(super) fn open(source: Source, limits: &Limits) -> Result<(Self, Vec<String>), FileError> {
        let separator = separator(source.head());
        let reader = ReaderBuilder::new().delimiter(separator).build();
        let mut csv = Self {
            source,
            reader,
            input: vec![0; INPUT_BYTES],
            pending: 0..0,
            at_end: false,
            next_row: 0,
            limits: *limits,
            separator: separator.into(),
        };
        let mut block = Block::default();
        if !csv.read_row(&mut block)? {
            return Err(FileError::Empty);
        }
        csv.next_row = 1;
        let mut names = Vec::new();
        block.each(|row| names = row.cells().map(|cell| cell.trim().to_owned()).collect());
        Ok((csv, names))
    }

    /// Bytes read, and of how many.
    pub(super) const fn progress(&self) -> (u64, u64) {
        (self.source.done, self.source.total)
    }

    /// Fills a block; false at the end of the file.
    pub(super) fn fill(&mut self, block: &mut Block) -> Result<bool, FileError> {
        block.clear(self.next_row);
        while block.used < BLOCK_BYTES && self.read_row(block)? {
            self.next_row += 1;
            if self.next_row - 1 > u64::from(self.limits.max_rows) {
                return Err(FileError::TooManyRows { limit: self.limits.max_rows });
            }
        }
        Ok(!block.rows.is_empty())
    }

    fn read_row(&mut self, block: &mut Block) -> Result<bool, FileError> {
        let (mut end, mut ends) = (block.used, block.used_ends);
        let limit = self.limits.max_record_bytes;
        loop {
            if self.pending.is_empty() && !self.at_end {
                let count = self.source.read(&mut self.input)?;
                self.pending = 0..count;
                self.at_end = count == 0;
            }
            let input = self.input.get(self.pending.clone()).unwrap_or_default();
            let cells = block.cells.get_mut(end..).unwrap_or_default();
            let cell_ends = block.ends.get_mut(ends..).unwrap_or_default();
            let (result, taken, written, ended) = self.reader.read_record(input, cells, cell_ends);
            self.pending.start += taken;
            end += written;
            ends += ended;
            if end - block.used > limit {
                return Err(FileError::RowTooLong { row: self.next_row, limit });
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => block.cells.resize((block.cells.len() * 2).max(4096), 0),
                ReadRecordResult::OutputEndsFull => {
                    if ends - block.used_ends > MAX_COLUMNS {
                        return Err(FileError::TooManyColumns { row: self.next_row, limit: MAX_COLUMNS });
                    }
                    block.ends.resize((block.ends.len() * 2).max(256), 0);
                }
                ReadRecordResult::Record => {
                    (block.used, block.used_ends) = (end, ends);
                    block.rows.push((end, ends));
                    return Ok(true);
                }
                ReadRecordResult::End => return Ok(false),
            }
        }
    }
}

impl Block {
    fn clear(&mut self, first_row: u64) {
        self.first_row = first_row;
        (self.used, self.used_ends) = (0, 0);
        self.rows.clear();
    }

    /// Gives every row in order; true where some row was Latin-1.
    pub(super) fn each(&self, mut visit: impl FnMut(Row<'_>)) -> bool {
        let all = self.cells.get(..self.used).unwrap_or_default();
        // Checked once for all rows: a block is nearly always UTF-8 throughout.
        let utf8 = std::str::from_utf8(all).ok();
        let (mut start, mut start_ends, mut latin1) = (0, 0, false);
        for (number, (end, end_ends)) in (self.first_row..).zip(&self.rows) {
            let ends = self.ends.get(start_ends..*end_ends).unwrap_or_default();
            let text = utf8.and_then(|all| all.get(start..*end));
            if let Some(text) = text.filter(|text| ends.iter().all(|end| text.is_char_boundary(*end))) {
                visit(Row { number, text, ends, shape: Shape::None, feature_id: None });
            } else {
                let bytes = all.get(start..*end).unwrap_or_default();
                let (text, ends, decoded) = decode(bytes, ends);
                latin1 |= decoded;
                visit(Row { number, text: &text, ends: &ends, shape: Shape::None, feature_id: None });
            }
            (start, start_ends) = (*end, *end_ends);
        }
        latin1
    }
}

/// A row as text: UTF-8 where every cell is, else Windows-1252 (true), which takes any bytes.
fn decode(bytes: &[u8], ends: &[usize]) -> (String, Vec<usize>, bool) {
    let cells = || {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(|(start, end)| bytes.get(start..*end).unwrap_or_default())
    };
    let utf8 = cells().all(|cell| std::str::from_utf8(cell).is_ok());
    let (mut text, mut text_ends) = (String::with_capacity(bytes.len()), Vec::with_capacity(ends.len()));
    for cell in cells() {
        let cell = if utf8 {
            String::from_utf8_lossy(cell)
        } else {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling_and_without_replacement(cell)
                .unwrap_or(Cow::Borrowed(""))
        };
        text.push_str(&cell);
        text_ends.push(text.len());
    }
    (text, text_ends, !utf8)
}

/// The separator that occurs most often in the first line, outside quotes; a comma where none does.
fn separator(head: &[u8]) -> u8 {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut quoted = false;
    let mut seen = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && seen => break,
            _ if quoted => {}
            _ => {
                seen |= !byte.is_ascii_whitespace();
                for (count, separator) in counts.iter_mut().zip(SEPARATORS) {
                    *count += usize::from(byte == separator);
                }
            }
        }
    }
    let best = counts.iter().max().copied().unwrap_or_default();
    let found = counts.iter().zip(SEPARATORS).find(|(count, _)| **count == best && best > 0);
    found.map_or(b',', |(_, separator)| separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_most_frequent_outside_quotes() {
        let check = |head: &[u8], expected: char| assert_eq!(char::from(separator(head)), expected, "{head:?}");
        check(b"id,lon,lat\n1;2;3;4", ',');
        check(b"id;\"a,b,c,d\";lat\n", ';');
        check(b"\n\nid\tlon\tlat", '\t');
        check(b"id", ',');
        check(b"", ',');
    }

    #[test]
    fn a_row_is_utf8_throughout_or_latin1_throughout() {
        let (text, ends, latin1) = decode(b"Nu\xF1ez\xC3\xB1", &[5, 7]);
        assert_eq!((text.as_str(), ends, latin1), ("Nuñez\u{c3}±", vec![6, 10], true));
        // Ends with half of a letter, and the next cell begins with the other: UTF-8 only by accident.
        let (text, ends, latin1) = decode(b"a\xC3\xB1b", &[2, 4]);
        assert_eq!((text.as_str(), ends, latin1), ("aÃ±b", vec![3, 6], true));
    }
}
