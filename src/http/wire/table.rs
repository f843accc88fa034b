//! Tables of reports.

use csv::WriterBuilder;

use super::value;
use crate::app::report::{Report, Table};
use crate::http::stream::{Gone, Out};
use crate::layers::Value;

/// U+FEFF in UTF-8: how a spreadsheet knows that a CSV file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes the lines of a CSV.
pub struct Lines<'a> {
    writer: csv::Writer<&'a mut Out>,
    spreadsheet: bool,
    cell: Vec<u8>,
}

impl<'a> Lines<'a> {
    /// Plain CSV (RFC 4180), or as a spreadsheet in a Spanish-speaking country opens it, with its
    /// heading.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn new<'b>(
        out: &'a mut Out,
        spreadsheet: bool,
        names: impl IntoIterator<Item = &'b str>,
    ) -> Result<Self, Gone> {
        if spreadsheet {
            out.buffer().extend_from_slice(BYTE_ORDER_MARK);
        }
        let delimiter = if spreadsheet { b';' } else { b',' };
        let writer = WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(out);
        let mut lines = Self { writer, spreadsheet, cell: Vec::new() };
        let names: Vec<Value<'_>> = names.into_iter().map(Value::Text).collect();
        lines.line(&names)?;
        Ok(lines)
    }

    /// A line.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn line(&mut self, cells: &[Value<'_>]) -> Result<(), Gone> {
        for cell in cells {
            value::cell(&mut self.cell, cell, self.spreadsheet);
            self.writer.write_field(&self.cell).map_err(|_| Gone)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(|_| Gone)
    }

    /// What is still in the writer.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn end(mut self) -> Result<(), Gone> {
        self.writer.flush().map_err(|_| Gone)
    }
}

/// One table as CSV.
///
/// # Errors
/// [`Gone`].
pub fn csv(out: &mut Out, report: &Report, table: Table, spreadsheet: bool) -> Result<(), Gone> {
    let mut lines = Lines::new(out, spreadsheet, table.columns(report).iter().map(AsRef::as_ref))?;
    table.rows(report, |cells| lines.line(cells))?;
    lines.end()
}

/// One table as a JSON list of objects.
///
/// # Errors
/// [`Gone`].
pub fn json(out: &mut Out, report: &Report, table: Table) -> Result<(), Gone> {
    let columns = table.columns(report);
    let mut first = true;
    out.buffer().push(b'[');
    table.rows(report, |cells| {
        let bytes = out.buffer();
        bytes.extend_from_slice(if first { b"{" } else { b",{" });
        first = false;
        for (index, (name, cell)) in columns.iter().zip(cells).enumerate() {
            if index > 0 {
                bytes.push(b',');
            }
            value::json_text(bytes, name);
            bytes.push(b':');
            value::json(bytes, cell);
        }
        bytes.push(b'}');
        out.flow()
    })?;
    out.buffer().push(b']');
    Ok(())
}
