//! An import on the wire.

use actix_web::HttpRequest;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::asked::in_parameters;
use super::kept::{Kept, State};
use super::problem::ImportProblem;
use crate::app::{Edited, Preview, Tried};
use crate::crs::Epsg;
use crate::domain::kitchen::KitchenKind;
use crate::domain::settings::CoverageLimit;
use crate::domain::units::Metres;
use crate::files::{IdOrigin, ImportSummary, RowProblem};
use crate::http::problem::Problem;
use crate::http::wire::edited::Done;
use crate::http::wire::link::{self, Link};
use crate::messages::{Explain, Locale, explain};

/// Bad rows, and rows worth a look, that are named; the rest is counted.
const NAMED: usize = 100;

/// Who reads it, and where.
pub struct Reader {
    /// In which language.
    pub locale: Locale,
    /// The stored coverage limit.
    pub limit: CoverageLimit,
    base: String,
}

impl Reader {
    /// The one of a request.
    pub fn of(request: &HttpRequest, locale: Locale, limit: CoverageLimit) -> Self {
        Self { locale, limit, base: link::base(request) }
    }

    /// The address of an import.
    pub fn href(&self, id: &str) -> String {
        format!("{}/imports/{id}", self.base)
    }

    fn done(&self, edited: &Edited) -> Value {
        serde_json::to_value(Done::new(edited, self.limit, self.locale, vec![])).unwrap_or_default()
    }

    fn problem(&self, problem: ImportProblem) -> Value {
        Value::Object(Problem::from(problem).members(self.locale, None))
    }
}

/// An import without its rows, for lists.
pub fn brief(kept: &Kept, reader: &Reader) -> Map<String, Value> {
    let state = kept.state();
    let progress = kept.progress();
    let mut members = Map::new();
    let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
    add("id", kept.id.as_str().into());
    add("layer", kept.register.as_str().into());
    add("state", name(&state).into());
    add("created", second(kept.created).into());
    add("size_bytes", kept.bytes.into());
    add("skip_bad", kept.skip_bad.into());
    let (done, total, rows) = (progress.bytes_done, progress.bytes_total, progress.rows);
    add("progress", json!({ "bytes_done": done, "bytes_total": total, "rows": rows }));
    if let State::Committed(_, edited) = &state {
        add("revision", edited.written.revision.into());
    }
    add("links", links(kept, &state, reader));
    members
}

/// An import with everything that is known of it.
pub fn whole(kept: &Kept, reader: &Reader) -> Value {
    let mut members = brief(kept, reader);
    match kept.state() {
        State::Reading => {}
        State::Ready(preview) | State::Committing(preview) => members.extend(previewed(&preview, reader)),
        State::Committed(preview, edited) => {
            members.extend(previewed(&preview, reader));
            members.insert("committed".to_owned(), reader.done(&edited));
        }
        State::Failed(error) => {
            members.insert("problem".to_owned(), reader.problem(ImportProblem::File(error)));
        }
    }
    Value::Object(members)
}

/// What a commit did.
pub fn committed(edited: &Edited, reader: &Reader) -> Value {
    reader.done(edited)
}

const fn name(state: &State) -> &'static str {
    match state {
        State::Reading => "reading",
        State::Ready(_) => "ready",
        State::Committing(_) => "committing",
        State::Committed(..) => "committed",
        State::Failed(_) => "failed",
    }
}

fn links(kept: &Kept, state: &State, reader: &Reader) -> Value {
    let to = |rel: &'static str, path: &str, media_type: &'static str| Link {
        href: format!("{}{path}", reader.href(&kept.id)),
        rel,
        media_type,
        title: None,
    };
    let mut links = vec![to("self", "", "application/json")];
    if let State::Ready(preview) = state
        && matches!(preview.tried, Tried::Would(_))
    {
        links.push(to("commit", "/commit", "application/json"));
    }
    if let State::Committed(..) = state {
        links.push(to("undo", "/undo", "application/json"));
    }
    if let State::Ready(preview) | State::Committing(preview) | State::Committed(preview, _) = state
        && preview.summary.bad > 0
    {
        links.push(to("rejected", "/rejected", "text/csv"));
    }
    json!(links)
}

fn previewed(preview: &Preview, reader: &Reader) -> Map<String, Value> {
    let mut members = described(&preview.summary);
    let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
    let rows = |rows: &[RowProblem]| rows.iter().take(NAMED).map(|row| row_problem(row, reader.locale)).collect();
    add("rejected", rows(&preview.problems));
    add("warnings", rows(&preview.warnings));
    add("preview", json!({ "type": "FeatureCollection", "features": preview.first }));
    match &preview.tried {
        Tried::Would(edited) => add("would", reader.done(edited)),
        Tried::Taken(taken) => add("refused", reader.problem(ImportProblem::Edit(taken.clone().into()))),
        Tried::NoGoodRow => add("refused", reader.problem(ImportProblem::NoGoodRow(preview.summary.rows))),
    };
    add("made_from_revision", preview.revision.into());
    members
}

fn row_problem(row: &RowProblem, locale: Locale) -> Value {
    json!({
        "row": row.row, "column": row.column, "value": row.value, "code": row.code(),
        "reason": in_parameters(&explain(locale, row)),
    })
}

fn described(summary: &ImportSummary) -> Map<String, Value> {
    let (ids, column) = match &summary.ids {
        IdOrigin::Column(column) => ("column", Some(&**column)),
        IdOrigin::WeakColumn(column) => ("weak_column", Some(&**column)),
        IdOrigin::FormAndNumber { number, .. } => ("form_and_number", Some(&**number)),
        IdOrigin::FeatureId => ("feature_id", None),
        IdOrigin::RowNumber { .. } => ("row_number", None),
    };
    let columns: Vec<Value> =
        summary.columns.iter().map(|(field, column)| json!({ "field": field.name(), "column": column })).collect();
    let crs = (summary.crs != Epsg::WGS84).then(|| summary.operation.accuracy.map(Metres::get));
    let members = json!({
        "file": {
            "format": summary.format.name(), "encoding": summary.encoding.name(),
            "separator": summary.separator, "layer": summary.layer,
        },
        "columns": columns, "ignored_columns": summary.ignored,
        "ids": { "from": ids, "column": column },
        "crs": {
            "code": summary.crs.to_string(), "operation": summary.operation.name,
            "accuracy_m": crs.unwrap_or(Some(0.0)),
        },
        "swap_tested": summary.swap_test, "kind_from_columns": summary.kind_from_columns.map(KitchenKind::as_str),
        "rows": {
            "read": summary.rows, "good": summary.good, "bad": summary.bad, "problems": summary.problems,
            "warnings": summary.warnings, "persons_missing": summary.persons_missing,
            "without_position": summary.without_position, "same_position": summary.same_position,
            "placed_by_hand": summary.placed_by_hand,
        },
    });
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn second(time: Timestamp) -> String {
    Timestamp::from_second(time.as_second()).unwrap_or(time).to_string()
}
