//! `cercania log`: the edits, or what became of one row.

use serde_json::{Value, json};

use super::args::Log;
use super::cells::Cell;
use super::choices::ReportFormat;
use super::exit::ExitCode;
use super::failure::Failure;
use super::output::print;
use super::table::{Column, Table};
use super::{console, opening};
use crate::app::history::{FieldChange, changed_fields};
use crate::domain::change::Row;
use crate::domain::register::RegisterName;
use crate::messages::{Locale, say};
use crate::store::{Counts, LoggedEdit, RowEdit, Version};

/// Runs the command.
///
/// # Errors
/// [`Failure`] where the store cannot be read.
pub fn run(locale: Locale, arguments: &Log) -> Result<ExitCode, Failure> {
    let store = opening::to_read(locale, &arguments.store)?;
    let failed = |error: &_| Failure::store(locale, error);
    let (before, most) = (arguments.before, arguments.most);
    let list = if let (Some(register), Some(id)) = (arguments.register, &arguments.id) {
        let history = store.history(register.into(), id, before, most).map_err(|error| failed(&error))?;
        if history.is_empty() && before.is_none() {
            let params = [("layer", RegisterName::from(register).to_string()), ("id", id.to_string())];
            return Err(Failure { text: say(locale, "log-no-row", &params), code: ExitCode::Failed });
        }
        history.iter().map(|edit| of_row(locale, edit)).collect()
    } else {
        let log = store.log(before, most).map_err(|error| failed(&error))?;
        log.iter().map(|edit| of_edit(locale, edit)).collect()
    };
    show(locale, arguments.format, list)
}

/// A line of the list: the same things for a person and for a program.
struct Line {
    revision: u64,
    time: String,
    author: String,
    action: String,
    /// For a person.
    what: String,
    /// For a program.
    json: Value,
}

fn of_edit(locale: Locale, edit: &LoggedEdit) -> Line {
    let mut what = Vec::new();
    let mut counts = serde_json::Map::new();
    for (register, count) in RegisterName::ALL.into_iter().zip(edit.counts) {
        let Counts { added, updated, removed } = count;
        counts.insert(register.to_string(), json!({ "added": added, "updated": updated, "removed": removed }));
        for (key, number) in [("log-added", added), ("log-updated", updated), ("log-removed", removed)] {
            if number > 0 {
                what.push(say(locale, key, &[("count", number.to_string()), ("layer", register.to_string())]));
            }
        }
    }
    if edit.settings {
        what.push(say(locale, "log-settings", &[]));
    }
    if let Some(by) = edit.undone_by {
        what.push(say(locale, "log-undone", &[("by", by.to_string())]));
    }
    let json = json!({ "counts": counts, "settings": edit.settings, "undone_by": edit.undone_by });
    line(locale, (edit.revision, edit.time, &edit.author, edit.action), &what, json)
}

fn of_row(locale: Locale, edit: &RowEdit) -> Line {
    let [before, after] = [&edit.before, &edit.after].map(|version| match version {
        Some(Version::Valid(row)) => Some(row),
        _ => None,
    });
    let changes = changed_fields(before, after);
    let invalid = [&edit.before, &edit.after].into_iter().any(|version| matches!(version, Some(Version::Invalid(_))));
    let mut what: Vec<String> = match (&edit.before, &edit.after) {
        (None, Some(_)) => vec![say(locale, "log-row-added", &[])],
        (Some(_), None) => vec![say(locale, "log-row-removed", &[])],
        _ => changes.iter().map(|change| field(locale, change)).collect(),
    };
    if invalid {
        what.push(say(locale, "log-row-invalid", &[]));
    }
    let version = |row: Option<&Row>| row.map(crate::app::edit::feature);
    let json = json!({ "before": version(before), "after": version(after), "invalid": invalid });
    line(locale, (edit.revision, edit.time, &edit.author, edit.action), &what, json)
}

fn field(locale: Locale, change: &FieldChange) -> String {
    if change.field == "geometry" {
        return say(locale, "log-moved", &[]);
    }
    let shown = |value: &Value| match value {
        Value::Null => "—".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let title = say(locale, &format!("field-{}-title", change.field.replace('_', "-")), &[]);
    format!("{title}: {} → {}", shown(&change.before), shown(&change.after))
}

type Head<'a> = (u64, jiff::Timestamp, &'a str, crate::store::Action);

fn line(locale: Locale, (revision, time, author, action): Head<'_>, what: &[String], mut json: Value) -> Line {
    let undoes = if let crate::store::Action::Undo(of) = action { Some(of) } else { None };
    for (name, value) in [
        ("revision", json!(revision)),
        ("time", json!(time.to_string())),
        ("author", json!(author)),
        ("action", json!(action.as_str())),
        ("undoes", json!(undoes)),
    ] {
        json[name] = value;
    }
    let params = [("revision", undoes.unwrap_or_default().to_string())];
    Line {
        revision,
        time: time.round(jiff::Unit::Second).unwrap_or(time).to_string(),
        author: author.into(),
        action: say(locale, &format!("action-{}", action.as_str()), &params),
        what: what.join("; "),
        json,
    }
}

fn show(locale: Locale, format: ReportFormat, lines: Vec<Line>) -> Result<ExitCode, Failure> {
    let text = match format {
        ReportFormat::Json => {
            let lines: Vec<Value> = lines.into_iter().map(|line| line.json).collect();
            format!("{:#}\n", Value::from(lines))
        }
        ReportFormat::Table if lines.is_empty() => format!("{}\n", say(locale, "report-empty", &[])),
        ReportFormat::Table => format!("{}\n", table(locale, lines).to_text(console::width())),
        ReportFormat::Csv => csv(&lines),
    };
    print(locale, &text).map(|()| ExitCode::Done)
}

const COLUMNS: [&str; 5] = ["revision", "time", "author", "action", "what"];

fn table(locale: Locale, lines: Vec<Line>) -> Table {
    let title = |name: &str| say(locale, &format!("column-{name}"), &[]);
    let columns = COLUMNS.map(|name| Column { name: name.into(), title: title(name).into() });
    let row = |line: Line| {
        let revision = i64::try_from(line.revision).unwrap_or(i64::MAX);
        let words = [line.time, line.author, line.action, line.what].map(Cell::text);
        std::iter::once(Cell::Whole(revision)).chain(words).collect()
    };
    Table { columns: columns.into(), rows: lines.into_iter().map(row).collect() }
}

fn csv(lines: &[Line]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for line in lines {
        let _ = writer.write_record([&line.revision.to_string(), &line.time, &line.author, &line.action, &line.what]);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
