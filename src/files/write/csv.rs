//! CSV for programs and for spreadsheets (RFC 4180; lines for programs end in LF, as GDAL writes them).

use csv::{Terminator, Writer, WriterBuilder};

use super::value;
use crate::layers::Value;

/// U+FEFF in UTF-8: how a spreadsheet knows that a CSV file is UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Lines that are handed on together.
const TOGETHER: usize = 256;

/// Bytes of the CSV writer's own buffer.
const BUFFER: usize = 64 * 1024;

/// How CSV is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum CsvStyle {
    /// For programs: commas, no byte order mark, cells as they are.
    #[default]
    Plain,
    /// For a spreadsheet: byte order mark, this separator, no cell that begins like a formula.
    Spreadsheet(u8),
}

/// What a spreadsheet in a Spanish-speaking country expects between cells.
pub const SEMICOLON: CsvStyle = CsvStyle::Spreadsheet(b';');

impl CsvStyle {
    /// What stands between cells.
    #[must_use]
    pub const fn separator(self) -> u8 {
        match self {
            Self::Plain => b',',
            Self::Spreadsheet(separator) => separator,
        }
    }

    /// What ends a line.
    #[must_use]
    pub const fn line_end(self) -> &'static [u8] {
        match self {
            Self::Plain => b"\n",
            Self::Spreadsheet(_) => b"\r\n",
        }
    }

    const fn terminator(self) -> Terminator {
        match self {
            Self::Plain => Terminator::Any(b'\n'),
            Self::Spreadsheet(_) => Terminator::CRLF,
        }
    }
}

/// Writes lines of CSV into memory; taken out by [`Lines::take`].
pub struct Lines {
    style: CsvStyle,
    writer: Writer<Vec<u8>>,
    waiting: usize,
    cell: Vec<u8>,
}

impl Lines {
    /// No lines yet, but the byte order mark where the style has one.
    #[must_use]
    pub fn new(style: CsvStyle) -> Self {
        let start = match style {
            CsvStyle::Plain => Vec::new(),
            CsvStyle::Spreadsheet(_) => BYTE_ORDER_MARK.to_vec(),
        };
        Self { style, writer: Self::writer(style, start), waiting: 0, cell: Vec::new() }
    }

    fn writer(style: CsvStyle, start: Vec<u8>) -> Writer<Vec<u8>> {
        let mut builder = WriterBuilder::new();
        builder.delimiter(style.separator()).terminator(style.terminator()).buffer_capacity(BUFFER).flexible(true);
        builder.from_writer(start)
    }

    /// The line of column names.
    pub fn heading<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        let cells: Vec<Value<'_>> = names.into_iter().map(Value::Text).collect();
        self.line(&cells);
    }

    /// A line.
    pub fn line(&mut self, cells: &[Value<'_>]) {
        for cell in cells {
            self.cell.clear();
            if let (CsvStyle::Spreadsheet(_), Value::Text(text)) = (self.style, cell)
                && begins_like_a_formula(text)
            {
                self.cell.push(b'\'');
            }
            value::text(&mut self.cell, cell);
            // Writing into memory does not fail.
            let _ = self.writer.write_field(&self.cell);
        }
        let _ = self.writer.write_record(None::<&[u8]>);
    }

    /// Moves what was written to `out` once it is enough lines to be worth it.
    pub fn hand_on(&mut self, out: &mut Vec<u8>) {
        self.waiting += 1;
        if self.waiting == TOGETHER {
            out.append(&mut self.take());
        }
    }

    /// The bytes written since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        self.waiting = 0;
        let fresh = Self::writer(self.style, Vec::new());
        std::mem::replace(&mut self.writer, fresh).into_inner().unwrap_or_default()
    }
}

/// Whether a spreadsheet may run a text as a formula (OWASP, "CSV Injection").
#[must_use]
pub fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(style: CsvStyle) -> String {
        let mut lines = Lines::new(style);
        lines.heading(["name", "persons", "mean_distance_m"]);
        lines.line(&[Value::Text("Señor; de \"los\" Milagros"), Value::Integer(-3), Value::Null]);
        lines.line(&[Value::Text("=HYPERLINK(1)"), Value::Integer(1), Value::Real(-0.5)]);
        String::from_utf8(lines.take()).unwrap()
    }

    #[test]
    fn plain_csv_leaves_cells_as_they_are() {
        let expected = "name,persons,mean_distance_m\n\"Señor; de \"\"los\"\" Milagros\",-3,\n=HYPERLINK(1),1,-0.5\n";
        assert_eq!(written(CsvStyle::Plain), expected);
    }

    #[test]
    fn a_spreadsheet_gets_a_mark_its_separator_and_no_formula_but_numbers_stay_numbers() {
        let text = written(SEMICOLON);
        assert!(text.starts_with("\u{feff}name;persons;mean_distance_m\r\n"), "{text}");
        assert!(text.ends_with("\r\n'=HYPERLINK(1);1;-0.5\r\n"), "{text}");
    }

    #[test]
    fn words_that_begin_like_a_formula_are_known() {
        for (text, expected) in
            [("=1", true), ("+51 999", true), ("-2", true), ("@x", true), ("\tx", true), ("a=1", false), ("", false)]
        {
            assert_eq!(begins_like_a_formula(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_was_taken_is_not_written_again() {
        let mut lines = Lines::new(SEMICOLON);
        lines.heading(["a"]);
        assert!(!lines.take().is_empty());
        lines.line(&[Value::Integer(1)]);
        assert_eq!(lines.take(), b"1\r\n");
        assert_eq!(lines.take(), b"");
    }
}
