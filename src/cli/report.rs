//! `cercania report`: coverage and catchments, as tables for a person or as data.

use std::convert::Infallible;
use std::io::{self, IsTerminal, Write};

use super::args::Report as Arguments;
use super::cells::Cell;
use super::choices::{ReportFormat, ReportName, Separator};
use super::exit::ExitCode;
use super::failure::Failure;
use super::opening;
use super::table::{Column, Table as Text};
use crate::app::Viewer;
use crate::app::report::write;
use crate::app::report::{Report, Table};
use crate::files::write::Sink;
use crate::layers::Value;
use crate::messages::{Locale, has, say};

/// The columns of each table that a person is shown; the rest is in CSV and JSON.
const SHOWN: [(Table, &[&str]); 5] = [
    (
        Table::Settlements,
        &[
            "name",
            "households",
            "persons",
            "persons_served",
            "persons_too_far",
            "persons_no_kitchen",
            "persons_bad_position",
            "persons_uncertain",
            "mean_distance_m",
            "percentile_90_distance_m",
        ],
    ),
    (
        Table::Kitchens,
        &[
            "id",
            "name",
            "status",
            "rations",
            "households",
            "persons",
            "persons_served",
            "mean_distance_m",
            "max_distance_m",
        ],
    ),
    (Table::Gaps, &["id", "households", "persons", "radius_m"]),
    (Table::Unserved, &["id", "persons", "settlement_id", "state", "kitchen_id", "distance_m", "certainty"]),
    (
        Table::Catchments,
        &[
            "kitchen_name",
            "settlement_name",
            "households",
            "persons",
            "persons_served",
            "persons_too_far",
            "persons_uncertain",
            "mean_distance_m",
            "median_distance_m",
            "percentile_90_distance_m",
            "max_distance_m",
        ],
    ),
];

/// Runs the command.
///
/// # Errors
/// [`Failure`] where the store cannot be used, the settlement is not known, or standard output fails.
pub fn run(locale: Locale, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let viewer = Viewer::local(locale);
    let app = opening::existing(locale, &arguments.store)?;
    let source = app.view(&viewer, arguments.limit_m);
    let settlement = match &arguments.settlement {
        None => None,
        Some(id) => Some(source.snapshot().settlements().find(id.as_str()).ok_or_else(|| {
            let text = say(locale, "report-no-settlement", &[("id", id.to_string())]);
            Failure { text, code: ExitCode::WrongUsage }
        })?),
    };
    let report = match arguments.report {
        ReportName::Coverage => Report::coverage(source, settlement),
        ReportName::Catchments => Report::catchments(source, settlement),
    };
    let tables = match arguments.table.map(|table| table.0) {
        None => report.tables.clone(),
        Some(table) if report.tables.contains(&table) => vec![table],
        Some(table) => {
            let known: Vec<&str> = report.tables.iter().map(|table| table.as_str()).collect();
            let params = [("table", table.as_str().to_owned()), ("known", known.join(", "))];
            return Err(Failure { text: say(locale, "report-no-table", &params), code: ExitCode::WrongUsage });
        }
    };
    let mut out = Standard { out: io::stdout().lock(), buffer: Vec::new() };
    let written = match arguments.format() {
        ReportFormat::Table => text(&mut out, &report, &tables, locale),
        ReportFormat::Csv => {
            let style = arguments.csv.excel.map(Separator::style).unwrap_or_default();
            // CSV holds one table: the one named, else the main one.
            tables.first().map_or(Ok(()), |table| write::csv(&mut out, &report, *table, style))
        }
        ReportFormat::Json => write::json(&mut out, &report, &tables, locale).map(|()| out.buffer.push(b'\n')),
    };
    match written.and_then(|()| out.finish()) {
        // A reader that went away (`... | head`) is no failure of ours.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let text = say(locale, "output-failed", &[("path", "stdout".into()), ("reason", error.to_string())]);
            Err(Failure { text, code: ExitCode::Failed })
        }
        _ => Ok(ExitCode::Done),
    }
}

/// Standard output.
struct Standard<'a> {
    out: io::StdoutLock<'a>,
    buffer: Vec<u8>,
}

/// Bytes that are gathered before they are handed on.
const ENOUGH: usize = 1 << 16;

impl Sink for Standard<'_> {
    type Error = io::Error;

    fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    fn flow(&mut self) -> io::Result<()> {
        if self.buffer.len() >= ENOUGH {
            self.out.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }
}

impl Standard<'_> {
    fn finish(mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.out.flush()
    }
}

fn text(out: &mut Standard<'_>, report: &Report, tables: &[Table], locale: Locale) -> io::Result<()> {
    let limit = report.source.limit().metres().to_string();
    let heading = say(
        locale,
        "report-heading",
        &[("limit", limit), ("revision", report.source.snapshot().revision().to_string())],
    );
    out.buffer().extend_from_slice(format!("{heading}\n").as_bytes());
    for table in tables {
        let title = say(locale, &format!("report-{}", table.as_str()), &[]);
        let body = shown(report, *table, locale);
        let body = if body.rows.is_empty() { say(locale, "report-empty", &[]) } else { body.to_text(width()) };
        out.buffer().extend_from_slice(format!("\n{title}\n{body}\n").as_bytes());
        out.flow()?;
    }
    Ok(())
}

/// As wide as the terminal; as wide as it is where there is none.
fn width() -> Option<u16> {
    io::stdout().is_terminal().then(|| std::env::var("COLUMNS").ok()?.parse().ok()).flatten()
}

/// The columns that a person is shown, with their titles, and words in their language.
fn shown(report: &Report, table: Table, locale: Locale) -> Text {
    let names = table.columns(report);
    let wanted = SHOWN.iter().find(|(of, _)| *of == table).map_or(&[][..], |(_, columns)| columns);
    let at: Vec<usize> = wanted.iter().filter_map(|name| names.iter().position(|other| other == name)).collect();
    let columns = at.iter().map(|&n| {
        let name = names[n].replace('_', "-");
        Column { name: names[n].as_ref().into(), title: say(locale, &format!("column-{name}"), &[]).into() }
    });
    let mut text = Text { columns: columns.collect(), rows: Vec::new() };
    let Ok(()) = table.rows(report, |cells| {
        let kind = match cells.first() {
            Some(Value::Text(kind)) => *kind,
            _ => "",
        };
        text.rows.push(at.iter().map(|&n| shown_cell(locale, kind, &names[n], &Cell::from(&cells[n]))).collect());
        Ok::<(), Infallible>(())
    });
    text
}

/// A cell for a person. Where a name is missing it is said what the row is instead.
fn shown_cell(locale: Locale, kind: &str, column: &str, cell: &Cell) -> Cell {
    let instead = match (kind, column, cell) {
        ("outside", "settlement_name" | "name", Cell::Missing) => "report-outside",
        ("settlement" | "outside", "kitchen_name", Cell::Missing) => "report-no-kitchen",
        ("total", "kitchen_name" | "name", Cell::Missing) => "report-total",
        _ => return worded(locale, column, cell),
    };
    Cell::text(say(locale, instead, &[]))
}

/// States, certainties and kitchens' status in the reader's words.
fn worded(locale: Locale, column: &str, cell: &Cell) -> Cell {
    let Cell::Text(word) = cell else { return cell.clone() };
    let key = format!("{column}-{}", word.replace('_', "-"));
    let worded = matches!(column, "state" | "certainty" | "status") && has(locale, &key);
    if worded { Cell::text(say(locale, &key, &[])) } else { cell.clone() }
}
