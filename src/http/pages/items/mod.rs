//! The page of a layer's rows: a table with what was asked in words, and the same as a download.

mod asked_for;
mod form;

use std::collections::VecDeque;
use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::cell::{Cell, Cells, about, heading};
use super::collections::downloads;
use super::map::{self, Map};
use super::shell::{Place, Shell};
use crate::http::format::Format;
use crate::http::ogc::items::{Found, Page};
use crate::http::ogc::query::PAGE;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::asked::Asked;
use crate::layers::{FieldKind, Value};
use asked_for::{Condition, conditions};
pub use form::Form;

/// The most rows on a page for people: more is for programs.
const MOST: usize = 1000;

/// The most letters of what was asked that the title repeats.
const TITLE: usize = 150;

/// Columns that are read first, in this order, before all others.
const FIRST: &[&str] = &[
    "id",
    "name",
    "code",
    "state",
    "distance_m",
    "kitchen_id",
    "certainty",
    "status",
    "rations",
    "households",
    "persons",
    "persons_served",
    "persons_too_far",
];

/// Parameters that say how rows are shown, not which.
const OF_PAGE: &[&str] = &["f", "limit", "after", "resultType"];

#[derive(Template)]
#[template(path = "items.html", config = "src/http/pages/askama.toml")]
struct Items {
    shell: Shell,
    found: String,
    matched: usize,
    returned: usize,
    conditions: Vec<Condition>,
    all: String,
    headings: Vec<Heading>,
    /// Fields that no row on the page has a value of: their columns are left out.
    empty: String,
    rows: Vec<Vec<Cell>>,
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    downloads: Vec<Place>,
    form: Form,
    map: Option<Map>,
}

struct Heading {
    text: String,
    number: bool,
    about: String,
}

/// Where a form's fields are left empty, the same without them: a browser sends them all.
pub fn without_blanks(request: &HttpRequest) -> Option<HttpResponse> {
    let shorter = Asked::of(request).without_blanks()?;
    Some(HttpResponse::SeeOther().insert_header((header::LOCATION, shorter)).finish())
}

/// The page of rows that were found.
pub async fn answer(service: &Service, request: &HttpRequest, mut found: Found) -> Result<HttpResponse, Problem> {
    let limit = found.query.limit.unwrap_or(PAGE).min(MOST);
    found.query.limit = Some(limit);
    let layer = found.layer();
    let id = layer.as_str();
    let asked = Asked::of(request);
    let shell = Shell::of(request, &format!("layer-{id}")).at(found.source.snapshot().revision());
    let shell = shell
        .under("/collections", Shell::of(request, "link-collections").title)
        .under(format!("/collections/{id}"), Shell::of(request, &format!("layer-{id}")).title)
        .also(asked.again(&["f"], &[("f", Format::GeoJson.as_str())]), Format::GeoJson);
    let source = Arc::clone(&found.source);
    // Found is not computed: a settlement's figures are first asked for by its row.
    let weight = if source.is_computed(layer) { Weight::Light } else { Weight::Heavy };
    super::answer(service, request, &source, weight, move || Ok(Items::of(shell, &asked, found, limit))).await
}

impl Items {
    fn of(mut shell: Shell, asked: &Asked, found: Found, limit: usize) -> Self {
        let (layer, source) = (found.layer(), Arc::clone(&found.source));
        let before = Before::find(&found, limit);
        let matched = found.matched;
        let page: Page = found.page();
        let fields = layer.layer().fields();
        let cells = Cells { shell: &shell, source: &source, layer, limit_m: asked.get("limit_m") };
        let found: Vec<_> = page.slots.iter().filter_map(|slot| source.row(layer, *slot)).collect();
        let said = |index: usize| found.is_empty() || found.iter().any(|row| row.value(index) != Value::Null);
        let (mut shown, empty): (Vec<_>, Vec<_>) = fields.iter().enumerate().partition(|(index, _)| said(*index));
        shown.sort_by_key(|(_, field)| FIRST.iter().position(|name| *name == field.name).unwrap_or(FIRST.len()));
        let rows = found
            .iter()
            .map(|row| shown.iter().map(|(index, field)| cells.cell(field, &row.value(*index), row.id())).collect());
        let rows: Vec<Vec<Cell>> = rows.collect();
        let headings = shown.iter().map(|(_, field)| Heading {
            text: heading(&shell, field),
            number: matches!(field.kind, FieldKind::Integer | FieldKind::Real),
            about: about(&shell, field),
        });
        let headings = headings.collect();
        let empty: Vec<String> = empty.iter().map(|(_, field)| heading(&shell, field)).collect();
        let conditions = conditions(&shell, &source, layer, asked);
        let first = asked.again(&["after"], &[]);
        let (first, previous) = match before {
            Before::Nothing => (None, None),
            Before::First => (Some(first.clone()), Some(first)),
            Before::After(id) => (Some(first), Some(asked.again(&[], &[("after", &id)]))),
        };
        let form = Form::new(&shell, &source, layer, |name| asked.get(name).map(str::to_owned)).keeping(asked);
        if !conditions.is_empty() {
            let words = conditions.iter().map(|condition: &Condition| condition.text.as_str());
            let words = words.collect::<Vec<_>>().join(", ");
            let short: String = words.chars().take(TITLE).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            shell.title = format!("{}: {short}{more}", shell.title);
        }
        Self {
            found: shell.rows(matched),
            matched,
            returned: rows.len(),
            conditions,
            all: format!("/collections/{}/items", layer.as_str()),
            headings,
            empty: empty.join(", "),
            rows,
            first,
            previous,
            next: page.next.as_deref().map(|last| asked.again(&[], &[("after", last)])),
            downloads: downloads(&shell, layer, matched, |with| asked.again(OF_PAGE, with)),
            form,
            map: map::page(&source, layer, &page.slots),
            shell,
        }
    }
}

/// The page before a page.
enum Before {
    /// There is none.
    Nothing,
    /// The first one.
    First,
    /// The one after this id.
    After(String),
}

impl Before {
    fn find(found: &Found, limit: usize) -> Self {
        if found.query.after.is_none() || found.query.hits {
            return Self::Nothing;
        }
        let (source, layer) = (&found.source, found.layer());
        let first = found.slots().next().unwrap_or_else(|| source.slots(layer));
        let mut before = VecDeque::with_capacity(limit + 2);
        if found.query.selection.is_all() {
            let present = (0..first).rev().filter(|slot| source.row(layer, *slot).is_some());
            present.take(limit + 1).for_each(|slot| before.push_front(slot));
        } else {
            for slot in found.matches.slots(source, 0).take_while(|slot| *slot < first) {
                before.push_back(slot);
                if before.len() > limit + 1 {
                    before.pop_front();
                }
            }
        }
        let row = before.front().and_then(|slot| source.row(layer, *slot));
        match row {
            None => Self::Nothing,
            Some(row) if before.len() > limit => Self::After(row.id().to_owned()),
            Some(_) => Self::First,
        }
    }
}
