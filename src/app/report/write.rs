//! Reports as JSON and CSV, the same over HTTP and on the command line.

use super::{Report, Table};
use crate::files::write::csv::{CsvStyle, Lines};
use crate::files::write::{Sink, value};
use crate::messages::{Locale, say};

/// One table as CSV.
///
/// # Errors
/// The sink's.
pub fn csv<S: Sink>(out: &mut S, report: &Report, table: Table, style: CsvStyle) -> Result<(), S::Error> {
    let mut lines = Lines::new(style);
    lines.heading(table.columns(report).iter().map(AsRef::as_ref));
    table.rows(report, |cells| {
        lines.line(cells);
        lines.hand_on(out.buffer());
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
    bytes.extend_from_slice(br#","settlement_id":"#);
    let settlements = report.source.snapshot().settlements();
    value::append(bytes, &report.settlement.map(|rank| settlements.get(rank).id.as_str()));
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
