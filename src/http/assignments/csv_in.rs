//! Positions of a CSV: `id`, `lon`, `lat`, `accuracy_m`; other columns are not looked at.

use csv::{ByteRecord, ReaderBuilder};

use super::{Problem, Reading, RowReason, Sent};

const NAMES: [&str; 3] = ["lon", "lat", "accuracy_m"];

/// Reads the rows of a CSV, separated by comma, semicolon or tab.
///
/// # Errors
/// [`Problem`]; [`Problem::Rows`] with every row that is not valid.
pub(super) fn read(body: &[u8], limit: usize) -> Result<Vec<Sent>, Problem> {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let mut reader = ReaderBuilder::new().delimiter(delimiter(body)).flexible(true).from_reader(body);
    let unreadable = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        Problem::BodyUnreadable { line: usize::try_from(line).unwrap_or(1), column: 1, reason: error.to_string() }
    };
    let heading = reader.byte_headers().map_err(unreadable)?;
    let width = heading.len();
    let column = |name: &str| heading.iter().position(|cell| cell.trim_ascii().eq_ignore_ascii_case(name.as_bytes()));
    let lon = column("lon").ok_or(Problem::MissingColumn("lon"))?;
    let lat = column("lat").ok_or(Problem::MissingColumn("lat"))?;
    let (id, accuracy) = (column("id"), column("accuracy_m"));
    let mut reading = Reading::new(limit);
    let mut record = ByteRecord::new();
    let mut row = 0;
    while reader.read_byte_record(&mut record).map_err(unreadable)? {
        row += 1;
        if record.len() != width {
            reading.bad.push(row, "", &record.len().to_string(), RowReason::Cells);
            reading.take(row, None, None, None, NAMES)?;
            continue;
        }
        let text = |at: usize| String::from_utf8_lossy(record.get(at).unwrap_or_default().trim_ascii());
        let mut number = |at: usize, name: &'static str, needed: bool| {
            let text = text(at);
            let parsed = text.parse::<f64>().ok().filter(|number| number.is_finite());
            if parsed.is_none() && (needed || !text.is_empty()) {
                let reason = if text.is_empty() { RowReason::Missing } else { RowReason::NotANumber };
                reading.bad.push(row, name, &text, reason);
            }
            parsed
        };
        let position = (number(lon, "lon", true), number(lat, "lat", true));
        let accuracy = accuracy.and_then(|at| number(at, "accuracy_m", false));
        let position = position.0.zip(position.1).map(|(lon, lat)| [lon, lat]);
        let id = id.map(text).filter(|id| !id.is_empty());
        reading.take(row, id.as_deref(), position, accuracy, NAMES)?;
    }
    reading.end()
}

/// The separator that the heading has most of.
fn delimiter(body: &[u8]) -> u8 {
    let heading = body.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let count = |separator: u8| heading.split(|byte| *byte == separator).count();
    // The last of equals wins: a heading without any is comma separated.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}
