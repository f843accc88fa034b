//! What every command that reads a file says of it: how it was understood, what is wrong, what is
//! worth a look.

use std::ops::ControlFlow;
use std::path::Path;

use super::args::ReadOptions as Given;
use super::console::tell;
use super::failure::Failure;
use super::progress::Progress;
use crate::files::{FileError, IdOrigin, Import, ImportSummary, Progress as Done, ReadOptions, RowProblem};
use crate::messages::{Locale, Params, explain, say};

/// Problems and warnings printed of one file; the totals are always told.
const SHOWN: usize = 20;

/// The options of the command line as the readers take them.
#[must_use]
pub fn options(locale: Locale, given: &Given) -> ReadOptions {
    let words = match locale {
        Locale::Es => |problem: &RowProblem| explain(Locale::Es, problem),
        Locale::En => |problem: &RowProblem| explain(Locale::En, problem),
    };
    ReadOptions {
        crs: given.crs,
        layer: given.layer.clone(),
        columns: given.columns.clone().unwrap_or_default(),
        id_column: given.id_column.clone(),
        skip_bad: given.skip_bad,
        words,
        ..ReadOptions::default()
    }
}

/// Reads a file with a bar, tells how it was understood, and saves its rejected rows.
///
/// # Errors
/// [`Failure`] where the file is refused; its bad rows have then been told.
pub fn read<T>(
    locale: Locale,
    path: &Path,
    read: impl FnOnce(&mut dyn FnMut(Done) -> ControlFlow<()>) -> Result<Import<T>, FileError>,
) -> Result<Import<T>, Failure> {
    let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    let bar = Progress::new(locale, "progress-reading", Some(size));
    let result = read(&mut |done| {
        bar.reach(done.bytes_done.min(size));
        ControlFlow::Continue(())
    });
    drop(bar);
    match result {
        Ok(mut import) => {
            tell_summary(locale, path, &import.summary);
            tell_rows(locale, "import-problems", &import.problems, import.summary.problems);
            tell_rows(locale, "import-warnings", &import.warnings, import.summary.warnings);
            if let Some(rejected) = import.rejected.take() {
                let rows = rejected.rows();
                let saved = rejected.save().map_err(|error| Failure::input(locale, path, &error))?;
                let params = [("count", rows.to_string()), ("file", saved.display().to_string())];
                tell(&say(locale, "import-rejected", &params));
            }
            Ok(import)
        }
        Err(error) => {
            if let FileError::BadRows(bad) = &error {
                tell_summary(locale, path, &bad.summary);
                tell_rows(locale, "import-problems", &bad.problems, bad.summary.problems);
            }
            Err(Failure::input(locale, path, &error))
        }
    }
}

fn tell_rows(locale: Locale, heading: &str, rows: &[RowProblem], total: u64) {
    if total == 0 {
        return;
    }
    tell(&say(locale, heading, &[("count", total.to_string())]));
    for problem in rows.iter().take(SHOWN) {
        tell(&format!("  {}", explain(locale, problem)));
    }
    let more = total.saturating_sub(rows.len().min(SHOWN) as u64);
    if more > 0 {
        tell(&format!("  {}", say(locale, "import-more", &[("count", more.to_string())])));
    }
}

fn tell_summary(locale: Locale, path: &Path, summary: &ImportSummary) {
    let tell = |key: &str, params: Params| tell(&say(locale, key, &params));
    let count = |n: u64| vec![("count", n.to_string())];
    let separator =
        summary.separator.map_or_else(String::new, |c| if c == '\t' { "tab".into() } else { c.to_string() });
    let format = match &summary.layer {
        Some(layer) => format!("{} ({layer})", summary.format.name()),
        None => summary.format.name().to_owned(),
    };
    tell(
        if summary.separator.is_some() { "import-file-separated" } else { "import-file" },
        vec![
            ("file", path.display().to_string()),
            ("format", format),
            ("encoding", summary.encoding.name().into()),
            ("separator", separator),
            ("count", summary.rows.to_string()),
            ("bad", summary.bad.to_string()),
        ],
    );
    let columns: Vec<String> = summary.columns.iter().map(|(field, column)| format!("{field} ← {column}")).collect();
    if !columns.is_empty() {
        tell("import-columns", vec![("columns", columns.join(", "))]);
    }
    let (key, params): (_, Params) = match &summary.ids {
        IdOrigin::Column(column) => ("import-ids-column", vec![("column", column.to_string())]),
        IdOrigin::WeakColumn(column) => ("import-ids-weak", vec![("column", column.to_string())]),
        IdOrigin::FormAndNumber { number, .. } => ("import-ids-form", vec![("column", number.to_string())]),
        IdOrigin::FeatureId => ("import-ids-feature", vec![]),
        IdOrigin::RowNumber { .. } => ("import-ids-row", vec![]),
    };
    tell(key, params);
    if !summary.ignored.is_empty() {
        tell("import-ignored", vec![("columns", summary.ignored.join(", "))]);
    }
    if summary.crs != crate::crs::Epsg::WGS84 {
        let accuracy = summary.operation.accuracy;
        let mut params: Params =
            vec![("crs", summary.crs.to_string()), ("operation", summary.operation.name.to_string())];
        params.extend(accuracy.map(|metres| ("accuracy", metres.to_string())));
        tell(if accuracy.is_some() { "import-crs" } else { "import-crs-unknown" }, params);
    }
    if !summary.swap_test {
        tell("import-no-swap-test", vec![]);
    }
    for (key, n) in [
        ("import-without-position", summary.without_position),
        ("import-persons-missing", summary.persons_missing),
        ("import-same-position", summary.same_position),
        ("import-placed-by-hand", summary.placed_by_hand),
    ] {
        if n > 0 {
            tell(key, count(n));
        }
    }
}
