//! Sheets of XLSX workbooks.
//!
//! `calamine` streams the cells of a sheet, and keeps the workbook's texts, styles and names in memory: what it will
//! unpack is looked at before it does ([`unpacked`](super::unpacked)).

use std::fmt::Write as _;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::error::{FileError, NotText};
use super::options::{Limits, ReadOptions};
use super::table::{Ended, Placed, Sink, Table};
use super::unpacked;

/// The most columns; a sheet has at most 16 384, the widest forms some two thousand.
const MAX_COLUMNS: u32 = 10_000;
/// Days after which Excel knows no date: the year 10 000.
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;

/// A sheet about to be read.
pub(super) struct Sheet {
    workbook: Xlsx<BufReader<File>>,
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    /// The first column with a name.
    first_column: u32,
    header_row: u32,
    bytes: u64,
}

/// Some cells of one row.
struct SheetRow {
    number: u32,
    cells: Vec<(u32, String)>,
}

impl Sheet {
    /// Opens the workbook and chooses a sheet: the one named, or the first to be seen that has rows under a heading.
    pub(super) fn open(path: &Path, bytes: u64, options: &ReadOptions, limits: &Limits) -> Result<Self, FileError> {
        unpacked::check(path, limits)?;
        let file = File::open(path).map_err(|error| FileError::Read { path: path.into(), error })?;
        let mut workbook = Xlsx::new(BufReader::new(file)).map_err(|error| match error {
            XlsxError::FileNotFound(_) => FileError::NotText(NotText::Zip),
            error => FileError::Workbook(error),
        })?;
        let sheets = workbook.sheets_metadata();
        let names: Vec<String> = match &options.layer {
            Some(wanted) => {
                let named = sheets.iter().find(|sheet| sheet.name == *wanted);
                let layers = || sheets.iter().map(|sheet| sheet.name.clone()).collect();
                vec![
                    named
                        .ok_or_else(|| FileError::NoSuchLayer { name: wanted.clone(), layers: layers() })?
                        .name
                        .clone(),
                ]
            }
            None => {
                let seen = sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
                seen.map(|sheet| sheet.name.clone()).collect()
            }
        };
        for name in names {
            let Some((heading, _)) = first_rows(&mut workbook, &name, limits)? else { continue };
            let (first_column, columns) = columns(&heading)?;
            return Ok(Self { workbook, name, columns, first_column, header_row: heading.number, bytes });
        }
        Err(FileError::NoRows)
    }

    /// Reads in a thread of its own.
    pub(super) fn start(self, limits: &Limits) -> Table {
        let limits = *limits;
        Table::start(self.bytes, &limits, Box::new(|| ()), move |sink| self.read(sink, &limits))
    }

    fn read(mut self, sink: &mut Sink, limits: &Limits) -> Result<(), Ended> {
        let cells = self.workbook.worksheet_cells_reader(&self.name).map_err(FileError::Workbook)?;
        let last = u64::from(cells.dimensions().end.0).max(1);
        let mut rows = Rows::new(cells, limits);
        while let Some(row) = rows.next()? {
            if row.number <= self.header_row {
                continue;
            }
            let mut found = row.cells.iter().peekable();
            let mut surplus = false;
            // What stands left or right of the heading is no part of it.
            while found.next_if(|(column, _)| *column < self.first_column).is_some() {
                surplus = true;
            }
            for column in (self.first_column..).take(self.columns.len()) {
                let cell = found.next_if(|(at, _)| *at == column);
                sink.cell(|text| text.push_str(cell.map_or("", |(_, cell)| cell)))?;
            }
            for (_, cell) in found {
                sink.cell(|text| text.push_str(cell))?;
            }
            if surplus {
                sink.cell(|text| text.push('?'))?;
            }
            let done = self.bytes.saturating_mul(u64::from(row.number).min(last)) / last;
            sink.end_row(Placed::Never, done)?;
        }
        Ok(())
    }
}

/// The first two rows in which something stands.
fn first_rows(
    workbook: &mut Xlsx<BufReader<File>>,
    sheet: &str,
    limits: &Limits,
) -> Result<Option<(SheetRow, SheetRow)>, FileError> {
    let cells = match workbook.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None), // a chart
        Err(error) => return Err(FileError::Workbook(error)),
    };
    let mut rows = Rows::new(cells, limits);
    Ok(rows.next()?.zip(rows.next()?))
}

/// The rows of a sheet in which something stands.
struct Rows<'a> {
    cells: XlsxCellReader<'a, BufReader<File>>,
    /// The first cell of the next row.
    pending: Option<((u32, u32), String)>,
    ended: bool,
    longest: usize,
}

impl<'a> Rows<'a> {
    const fn new(cells: XlsxCellReader<'a, BufReader<File>>, limits: &Limits) -> Self {
        Self { cells, pending: None, ended: false, longest: limits.max_record_bytes }
    }

    /// The next row, its cells by rising column.
    fn next(&mut self) -> Result<Option<SheetRow>, FileError> {
        let mut row: Option<SheetRow> = None;
        let mut bytes = 0;
        while let Some((place, text)) = self.cell()? {
            let number = place.0;
            let row = row.get_or_insert(SheetRow { number, cells: Vec::new() });
            if row.number != number {
                self.pending = Some((place, text));
                break;
            }
            bytes += text.len();
            if bytes > self.longest {
                return Err(FileError::RowTooLong { row: number.into(), limit: self.longest });
            }
            if row.cells.len() > MAX_COLUMNS as usize {
                return Err(FileError::TooManyColumns { row: number.into(), limit: MAX_COLUMNS as usize });
            }
            row.cells.push((place.1, text));
        }
        if let Some(row) = &mut row {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
        Ok(row)
    }

    /// The next cell in which something stands.
    fn cell(&mut self) -> Result<Option<((u32, u32), String)>, FileError> {
        if let Some(cell) = self.pending.take() {
            return Ok(Some(cell));
        }
        // Asked again after the end, the library says that the file is cut short.
        while !self.ended {
            let Some(cell) = self.cells.next_cell().map_err(FileError::Workbook)? else {
                self.ended = true;
                break;
            };
            let text = text_of(cell.get_value());
            if !text.trim().is_empty() {
                return Ok(Some((cell.get_position(), text)));
            }
        }
        Ok(None)
    }
}

/// The names of the columns from the first that has one to the last.
fn columns(heading: &SheetRow) -> Result<(u32, Vec<String>), FileError> {
    let (Some((first, _)), Some((last, _))) = (heading.cells.first(), heading.cells.last()) else {
        return Err(FileError::NoRows);
    };
    if last - first >= MAX_COLUMNS {
        return Err(FileError::TooManyColumns { row: 0, limit: MAX_COLUMNS as usize });
    }
    let mut names = vec![String::new(); (last - first + 1) as usize];
    for (column, name) in &heading.cells {
        if let Some(place) = names.get_mut((column - first) as usize) {
            name.trim().clone_into(place);
        }
    }
    Ok((*first, names))
}

/// A cell as the spreadsheet's own CSV has it, days as `2026-11-23`.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".into(),
        DataRef::Bool(false) => "FALSE".into(),
        DataRef::DateTime(time) => day(time),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn day(time: &ExcelDateTime) -> String {
    if time.is_duration() || !DAYS.contains(&time.as_f64()) {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        let _ = write!(text, "T{hour:02}:{minute:02}:{second:02}"); // does not fail
    }
    text
}
