//! The rows that `assign` writes.

use std::io::Write;

use crate::cli::values::OutputFormat;
use crate::domain::assignment::{Assignment, State};
use crate::domain::index::{Nearest, Neighbour};
use crate::domain::settings::CoverageLimit;
use crate::domain::settlement_index::SettlementIndex;
use crate::domain::snapshot::Kitchens;
use crate::domain::units::Metres;
use crate::files::Point;
use crate::files::write::csv::{CsvStyle, Lines, begins_like_a_formula};
use crate::files::write::value;

/// The kitchens found for every point, in the points' order.
pub(super) enum Nearby {
    /// The nearest and the runner-up.
    Two(Vec<Nearest>),
    /// As many as were asked for.
    More(Vec<Box<[Neighbour]>>),
}

/// What is to be written.
pub(super) struct Answers<'a> {
    pub(super) points: &'a [Point],
    pub(super) nearby: Nearby,
    pub(super) settlements: Option<SettlementIndex>,
    pub(super) kitchens: &'a Kitchens,
    pub(super) limit: Option<CoverageLimit>,
    pub(super) nearest: usize,
    pub(super) weighted: bool,
}

/// CSV or `GeoJSON`.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Csv(CsvStyle),
    GeoJson,
}

impl Form {
    pub(super) fn new(format: OutputFormat, style: Option<CsvStyle>) -> Self {
        match format {
            OutputFormat::GeoJson => Self::GeoJson,
            _ => Self::Csv(style.unwrap_or_default()),
        }
    }
}

/// A cell. Ids hold nothing that CSV or JSON would have to escape.
enum Cell<'a> {
    Null,
    Word(&'a str),
    Degrees(f64),
    Weight(f64),
    Metres(Metres),
}

impl<'a> Cell<'a> {
    fn word(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Word)
    }

    fn metres(metres: Option<Metres>) -> Self {
        metres.map_or(Self::Null, Self::Metres)
    }

    fn push(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => {}
            Self::Word(text) => out.extend_from_slice(text.as_bytes()),
            Self::Degrees(number) | Self::Weight(number) => value::append(out, number),
            Self::Metres(metres) => push_metres(out, *metres),
        }
    }
}

/// Metres with four decimals: what the distances are exact to.
fn push_metres(out: &mut Vec<u8>, metres: Metres) {
    // Below 2.1e7 m, so below 2.1e11 tenths of a millimetre: whole numbers in both types.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    let tenths = (metres.get() * 1e4).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10_000, tenths.unsigned_abs() % 10_000);
    // Writing into memory does not fail.
    let _ = write!(out, "{sign}{whole}.{rest:04}");
}

impl Answers<'_> {
    fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = ["id", "lon", "lat", "kitchen_id", "distance_m"].map(Into::into).into();
        if self.nearest > 1 {
            columns.extend(["next_kitchen_id", "next_distance_m", "margin_m"].map(Into::into));
        }
        for n in 3..=self.nearest {
            columns.extend([format!("kitchen_{n}_id"), format!("distance_{n}_m")]);
        }
        if self.settlements.is_some() {
            columns.push("settlement_id".into());
        }
        if self.limit.is_some() {
            columns.push("state".into());
        }
        if self.weighted {
            columns.push("weight".into());
        }
        columns
    }

    fn found(&self, row: usize) -> (Nearest, &[Neighbour]) {
        match &self.nearby {
            Nearby::Two(all) => (all[row], &[]),
            Nearby::More(all) => {
                let found = &all[row];
                (Nearest { first: found.first().copied(), second: found.get(1).copied() }, found)
            }
        }
    }

    fn cells<'b>(&'b self, row: usize, cells: &mut Vec<Cell<'b>>) {
        let point = &self.points[row];
        let (nearest, all) = self.found(row);
        let kitchen = |neighbour: Option<Neighbour>| neighbour.map(|n| self.kitchens.get(n.rank).id.as_str());
        let distance = |neighbour: Option<Neighbour>| neighbour.map(|n| n.distance);
        let assignment = Assignment::to_nearest(&nearest);
        cells.clear();
        cells.extend([
            Cell::Word(point.id.as_str()),
            Cell::Degrees(point.position.lon()),
            Cell::Degrees(point.position.lat()),
            Cell::word(kitchen(nearest.first)),
            Cell::metres(distance(nearest.first)),
        ]);
        if self.nearest > 1 {
            cells.extend([
                Cell::word(kitchen(nearest.second)),
                Cell::metres(distance(nearest.second)),
                Cell::metres(assignment.and_then(|a| a.margin())),
            ]);
        }
        for n in 2..self.nearest {
            let neighbour = all.get(n).copied();
            cells.extend([Cell::word(kitchen(neighbour)), Cell::metres(distance(neighbour))]);
        }
        if let Some(settlements) = &self.settlements {
            let inside = settlements.locate(point.position).settlement;
            cells.push(Cell::word(inside.map(|rank| settlements.get(rank).id.as_str())));
        }
        if let Some(limit) = self.limit {
            cells.push(Cell::Word(State::at(assignment.as_ref(), limit).as_str()));
        }
        if self.weighted {
            cells.push(Cell::Weight(point.weight));
        }
    }

    /// What comes before the first row.
    pub(super) fn start(&self, form: Form) -> Vec<u8> {
        match form {
            Form::GeoJson => br#"{"type":"FeatureCollection","features":["#.to_vec(),
            Form::Csv(style) => {
                let mut lines = Lines::new(style);
                lines.heading(self.columns().iter().map(String::as_str));
                lines.take()
            }
        }
    }

    /// What comes after the last row.
    #[expect(clippy::unused_self, reason = "beside start and block")]
    pub(super) const fn end(&self, form: Form) -> &'static [u8] {
        match form {
            Form::GeoJson => b"\n]}\n",
            Form::Csv(_) => b"",
        }
    }

    /// Rows as bytes.
    pub(super) fn block(&self, form: Form, rows: &[usize]) -> Vec<u8> {
        let mut out = Vec::with_capacity(rows.len() * 96);
        let mut cells = Vec::new();
        let columns = self.columns();
        for &row in rows {
            self.cells(row, &mut cells);
            match form {
                Form::Csv(style) => csv_line(&mut out, style, &cells),
                Form::GeoJson => feature(&mut out, row == 0, &columns, &cells),
            }
        }
        out
    }
}

fn csv_line(out: &mut Vec<u8>, style: CsvStyle, cells: &[Cell<'_>]) {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.push(style.separator());
        }
        if let (CsvStyle::Spreadsheet(_), Cell::Word(text)) = (style, cell)
            && begins_like_a_formula(text)
        {
            out.push(b'\'');
        }
        cell.push(out);
    }
    out.extend_from_slice(style.line_end());
}

fn feature(out: &mut Vec<u8>, first: bool, columns: &[String], cells: &[Cell<'_>]) {
    out.extend_from_slice(if first { b"\n" } else { b",\n" });
    let [Cell::Word(id), Cell::Degrees(lon), Cell::Degrees(lat), ..] = cells else { return };
    out.extend_from_slice(br#"{"type":"Feature","id":"#);
    value::append(out, *id);
    out.extend_from_slice(br#","geometry":{"type":"Point","coordinates":"#);
    value::append(out, &[*lon, *lat]);
    out.extend_from_slice(br#"},"properties":{"#);
    for (n, (column, cell)) in columns.iter().zip(cells).enumerate().filter(|(n, _)| !matches!(n, 1 | 2)) {
        if n > 0 {
            out.push(b',');
        }
        value::append(out, column);
        out.push(b':');
        match cell {
            Cell::Null => out.extend_from_slice(b"null"),
            Cell::Word(text) => value::append(out, *text),
            number => number.push(out),
        }
    }
    out.extend_from_slice(b"}}");
}
