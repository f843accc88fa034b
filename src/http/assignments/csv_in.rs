//! Positions of a CSV: `id`, `lon`, `lat`, `accuracy_m`, also by other usual names; other columns are not looked at.

use std::borrow::Cow;

use csv::{ByteRecord, ReaderBuilder};

use super::{Problem, Reading, RowReason, Sent};

const NAMES: [&str; 3] = ["lon", "lat", "accuracy_m"];

/// What people call the columns, as [`fold`] leaves it. A column with the field's own name wins over the others.
const LON: &[&str] = &["lon", "long", "longitud", "longitude", "lng"];
const LAT: &[&str] = &["lat", "latitud", "latitude"];
const ID: &[&str] = &["id", "codigo", "code"];
const ACCURACY: &[&str] = &["accuracym", "accuracy", "precisionm", "precision", "exactitud"];

/// Reads the rows of a CSV, separated by comma, semicolon or tab; with the latter two numbers may have a decimal comma.
///
/// # Errors
/// [`Problem`]; [`Problem::Rows`] with every row that is not valid.
pub(super) fn read(body: &[u8], mut reading: Reading<'_>) -> Result<Vec<Sent>, Problem> {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let separator = delimiter(body);
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(body);
    let unreadable = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        Problem::BodyUnreadable { line: usize::try_from(line).unwrap_or(1), column: 1, reason: error.to_string() }
    };
    let heading = reader.byte_headers().map_err(unreadable)?;
    let width = heading.len();
    let names: Vec<String> = heading.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
    let (lon, lat) = match (column(&names, NAMES[0], LON)?, column(&names, NAMES[1], LAT)?) {
        // Not one of each: x may be anything where there is a latitude.
        (None, None) => (column(&names, NAMES[0], &["x"])?, column(&names, NAMES[1], &["y"])?),
        degrees => degrees,
    };
    let lon = lon.ok_or(Problem::MissingColumn(NAMES[0]))?;
    let lat = lat.ok_or(Problem::MissingColumn(NAMES[1]))?;
    let (id, accuracy) = (column(&names, "id", ID)?, column(&names, NAMES[2], ACCURACY)?);
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
            let parsed = decimal(&text, separator).parse::<f64>().ok().filter(|number| number.is_finite());
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

/// The one column that is called so.
fn column(names: &[String], name: &'static str, alike: &[&str]) -> Result<Option<usize>, Problem> {
    if let Some(own) = names.iter().position(|written| written.eq_ignore_ascii_case(name)) {
        return Ok(Some(own));
    }
    let found: Vec<usize> = (0..names.len()).filter(|at| alike.contains(&fold(&names[*at]).as_str())).collect();
    match found[..] {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        _ => Err(Problem::AmbiguousColumn { name, columns: found.iter().map(|at| names[*at].clone()).collect() }),
    }
}

/// Without case, accents and separators.
fn fold(name: &str) -> String {
    let plain = name.chars().flat_map(char::to_lowercase).map(|c| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    });
    plain.filter(char::is_ascii_alphanumeric).collect()
}

/// With a decimal point, where the only comma can be nothing else.
fn decimal(text: &str, separator: u8) -> Cow<'_, str> {
    if separator != b',' && text.matches(',').count() == 1 && !text.contains('.') {
        Cow::Owned(text.replace(',', "."))
    } else {
        Cow::Borrowed(text)
    }
}

/// The separator that the heading has most of.
fn delimiter(body: &[u8]) -> u8 {
    let heading = body.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let count = |separator: u8| heading.split(|byte| *byte == separator).count();
    // The last of equals wins: a heading without any is comma separated.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}
