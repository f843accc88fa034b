//! The pages of what was written: edits, one edit, and what became of a row.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::shell::{Place, Shell};
use crate::app::history::{Action, Counts, LoggedEdit, RowEdit, Version};
use crate::domain::id::Id;
use crate::http::extract;
use crate::http::format::Format;
use crate::http::history::change::{Change, reason};
use crate::http::history::{MOST_ROWS, Page, Told};
use crate::http::problem::Problem;
use crate::http::wire::asked::Asked;
use crate::layers::LayerName;
use crate::messages::say;

#[derive(Template)]
#[template(path = "edits.html", config = "src/http/pages/askama.toml")]
struct EditsPage {
    shell: Shell,
    edits: Vec<Line>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "edit.html", config = "src/http/pages/askama.toml")]
struct EditPage {
    shell: Shell,
    edit: Line,
    rows: Vec<Row>,
    left_out: Option<String>,
}

#[derive(Template)]
#[template(path = "history.html", config = "src/http/pages/askama.toml")]
struct History {
    shell: Shell,
    entries: Vec<(Line, Row)>,
    next: Option<String>,
}

/// An edit in a line of a table.
struct Line {
    place: Place,
    time: String,
    exact: String,
    author: String,
    action: String,
    what: String,
}

/// What became of a row.
struct Row {
    place: Place,
    /// Added, changed or removed.
    what: String,
    fields: Vec<FieldChange>,
    /// What was not valid.
    notes: Vec<String>,
}

struct FieldChange {
    heading: String,
    before: String,
    after: String,
}

/// The page of a list of edits.
pub fn edits(request: &HttpRequest, page: &Page<LoggedEdit>) -> Result<HttpResponse, Problem> {
    let shell = shell(request, Shell::of(request, "link-edits"));
    let edits = page.entries.iter().map(|edit| Line::new(&shell, edit)).collect();
    super::plain(extract::locale(request.headers()), &EditsPage { edits, next: next(request, page.next), shell })
}

/// The page of one edit.
pub fn edit(request: &HttpRequest, told: &Told) -> Result<HttpResponse, Problem> {
    let mut shell = Shell::of(request, "link-edits");
    let above = shell.title.clone();
    shell.title = shell.say_with("edit-title", "revision", &told.logged.revision);
    let shell = self::shell(request, shell.under("/edits", above));
    let rows = told.edit.as_ref().map_or(&[][..], |edit| &edit.rows);
    let row = |row: &crate::app::history::EditedRow| {
        Row::new(&shell, LayerName::of(row.register), row.id.as_str(), row.before.as_ref(), row.after.as_ref())
    };
    let rows: Vec<Row> = rows.iter().take(MOST_ROWS).map(row).collect();
    let all: u64 = told.logged.counts.iter().map(|counts| counts.added + counts.updated + counts.removed).sum();
    let left_out = all.saturating_sub(rows.len() as u64);
    let left_out = (left_out > 0).then(|| shell.say_with("edit-rows-left-out", "count", &left_out));
    let edit = Line::new(&shell, &told.logged);
    super::plain(extract::locale(request.headers()), &EditPage { shell, edit, rows, left_out })
}

/// The page of what became of a row.
pub fn of_row(request: &HttpRequest, layer: LayerName, id: &Id, page: &Page<RowEdit>) -> Result<HttpResponse, Problem> {
    let mut shell = Shell::of(request, &format!("layer-{}", layer.as_str()));
    let (of_layer, path) = (shell.title.clone(), format!("/collections/{}", layer.as_str()));
    let one = format!("{} {id}", shell.say(&format!("layer-{}-one", layer.as_str())));
    shell.title = say(shell.locale(), "history-title", &[("row", one.clone())]);
    let item = format!("{path}/items/{id}");
    let shell = shell.under("/collections", Shell::of(request, "link-collections").title).under(path, of_layer);
    let shell = self::shell(request, shell.under(item, one));
    let entry = |edit: &RowEdit| {
        let line = Line {
            place: Place::new(format!("/edits/{}", edit.revision), edit.revision.to_string()),
            time: time(edit.time),
            exact: edit.time.to_string(),
            author: edit.author.to_string(),
            action: action(&shell, edit.action),
            what: String::new(),
        };
        (line, Row::new(&shell, layer, id.as_str(), edit.before.as_ref(), edit.after.as_ref()))
    };
    let entries = page.entries.iter().map(entry).collect();
    super::plain(extract::locale(request.headers()), &History { entries, next: next(request, page.next), shell })
}

fn shell(request: &HttpRequest, shell: Shell) -> Shell {
    shell.also(Asked::of(request).again(&[], &[("f", Format::Json.as_str())]), Format::Json)
}

fn next(request: &HttpRequest, before: Option<u64>) -> Option<String> {
    before.map(|before| Asked::of(request).again(&[], &[("before", &before.to_string())]))
}

/// As clocks show it where the service runs.
fn time(time: Timestamp) -> String {
    time.to_zoned(TimeZone::system()).strftime("%F %T").to_string()
}

fn action(shell: &Shell, action: Action) -> String {
    match action {
        Action::Undo(revision) => shell.say_with("action-undo", "revision", &revision),
        other => shell.say(&format!("action-{}", other.as_str())),
    }
}

impl Line {
    fn new(shell: &Shell, edit: &LoggedEdit) -> Self {
        let mut what: Vec<String> = LayerName::ALL
            .into_iter()
            .zip(&edit.counts)
            .filter_map(|(layer, counts)| counted(shell, layer, *counts))
            .collect();
        if edit.settings {
            what.push(shell.say("link-settings"));
        }
        if let Some(by) = edit.undone_by {
            what.push(shell.say_with("edit-undone-by", "by", &by));
        }
        Self {
            place: Place::new(format!("/edits/{}", edit.revision), edit.revision.to_string()),
            time: time(edit.time),
            exact: edit.time.to_string(),
            author: edit.author.to_string(),
            action: action(shell, edit.action),
            what: what.join("; "),
        }
    }
}

/// What an edit did to a register, in words; `None` where that is nothing.
fn counted(shell: &Shell, layer: LayerName, counts: Counts) -> Option<String> {
    let Counts { added, updated, removed } = counts;
    let parts = [("edit-added", added), ("edit-updated", updated), ("edit-removed", removed)];
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = parts.map(|(key, count)| shell.say_with(key, "count", &count)).collect();
    (!parts.is_empty()).then(|| format!("{}: {}", shell.say(&format!("layer-{}", layer.as_str())), parts.join(", ")))
}

impl Row {
    fn new(shell: &Shell, layer: LayerName, id: &str, before: Option<&Version>, after: Option<&Version>) -> Self {
        let change = Change::new(before, after);
        let what = match (before, after) {
            (None, _) => "row-added",
            (_, None) => "row-removed",
            _ => "row-updated",
        };
        let notes = change.invalid.iter().flatten().map(|row| reason(shell.locale(), row)).collect();
        // Of a new row what it has is told, and of a removed one what it had.
        let fields = match (&change.before, &change.after) {
            (Some(_), Some(_)) => {
                change.fields().into_iter().map(|(name, old, new)| FieldChange::new(shell, name, old, new)).collect()
            }
            (None, Some(row)) => {
                given(row).map(|(name, value)| FieldChange::new(shell, name, &Value::Null, value)).collect()
            }
            (Some(row), None) => {
                given(row).map(|(name, value)| FieldChange::new(shell, name, value, &Value::Null)).collect()
            }
            (None, None) => Vec::new(),
        };
        let place = Place::new(format!("/collections/{}/items/{id}/history", layer.as_str()), id);
        Self { place, what: shell.say(what), fields, notes }
    }
}

/// Fields of a row that have a value.
fn given(row: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    let properties = row.get("properties").and_then(Value::as_object).into_iter().flatten();
    let geometry = row.get("geometry").map(|shape| ("geometry", shape));
    properties.map(|(name, value)| (name.as_str(), value)).chain(geometry).filter(|(_, value)| !value.is_null())
}

impl FieldChange {
    fn new(shell: &Shell, name: &str, before: &Value, after: &Value) -> Self {
        let heading = if name == "geometry" {
            shell.say("geometry-title")
        } else {
            shell.say_or(&format!("field-{}-title", name.replace('_', "-")), name)
        };
        Self { heading, before: text(shell, name, before), after: text(shell, name, after) }
    }
}

/// A value as a page shows it; a shape that is no point only as a shape.
fn text(shell: &Shell, name: &str, value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) if matches!(name, "kind" | "status") => {
            shell.say_or(&format!("{name}-{}", text.replace('_', "-")), text)
        }
        Value::String(text) => text.clone(),
        Value::Object(shape) => match shape.get("coordinates").and_then(Value::as_array).map(Vec::as_slice) {
            Some([Value::Number(lon), Value::Number(lat)]) => format!("{lat}, {lon}"),
            _ => shell.say("geometry-polygon"),
        },
        other => other.to_string(),
    }
}
