//! Reports as JSON and CSV, the same over HTTP and on the command line.

use super::{Report, Table};
use crate::files::write::csv::{CsvStyle, Lines};
use crate::files::write::value;
use crate::messages::{Locale, say};

/// Takes bytes as they are made.
pub trait Sink {
    /// Why no more are taken.
    type Error;

    /// Where bytes are put.
    fn buffer(&mut self) -> &mut Vec<u8>;

    /// Called between rows: hands the buffer on when it is full enough.
    ///
    /// # Errors
    /// Where no more are taken.
    fn flow(&mut self) -> Result<(), Self::Error>;
}

impl Sink for Vec<u8> {
    type Error = std::convert::Infallible;

    fn buffer(&mut self) -> &mut Vec<u8> {
        self
    }

    fn flow(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// One table as CSV.
///
/// # Errors
/// The sink's.
pub fn csv<S: Sink>(out: &mut S, report: &Report, table: Table, style: CsvStyle) -> Result<(), S::Error> {
    let mut lines = Lines::new(style);
    lines.heading(table.columns(report).iter().map(AsRef::as_ref));
    let mut waiting = 0;
    table.rows(report, |cells| {
        lines.line(cells);
        waiting += 1;
        if waiting == 256 {
            waiting = 0;
            out.buffer().append(&mut lines.take());
        }
        out.flow()
    })?;
    out.buffer().append(&mut lines.take());
    Ok(())
}

/// The report as a JSON object: its name, the limit and revision it was computed at, how distances
/// are measured, and each table as a list of objects.
///
/// # Errors
/// The sink's.
pub fn json<S: Sink>(out: &mut S, report: &Report, tables: &[Table], locale: Locale) -> Result<(), S::Error> {
    let bytes = out.buffer();
    bytes.extend_from_slice(br#"{"report":"#);
    value::append(bytes, report.name);
    bytes.extend_from_slice(br#","limit_m":"#);
    value::append(bytes, &report.source.limit().metres().get());
    bytes.extend_from_slice(br#","revision":"#);
    value::append(bytes, &report.source.snapshot().revision());
    bytes.extend_from_slice(br#","distance":"#);
    value::append(bytes, &say(locale, "straight-line", &[]));
    bytes.extend_from_slice(br#","tables":{"#);
    for (n, table) in tables.iter().enumerate() {
        if n > 0 {
            out.buffer().push(b',');
        }
        value::append(out.buffer(), table.as_str());
        out.buffer().push(b':');
        json_table(out, report, *table)?;
    }
    out.buffer().extend_from_slice(b"}}");
    Ok(())
}

fn json_table<S: Sink>(out: &mut S, report: &Report, table: Table) -> Result<(), S::Error> {
    let columns = table.columns(report);
    let mut first = true;
    out.buffer().push(b'[');
    table.rows(report, |cells| {
        let bytes = out.buffer();
        bytes.extend_from_slice(if first { b"{" } else { b",{" });
        first = false;
        for (n, (name, cell)) in columns.iter().zip(cells).enumerate() {
            if n > 0 {
                bytes.push(b',');
            }
            value::append(bytes, &**name);
            bytes.push(b':');
            value::json(bytes, cell);
        }
        bytes.push(b'}');
        out.flow()
    })?;
    out.buffer().push(b']');
    Ok(())
}
