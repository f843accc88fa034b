//! What was written, when and by whom: the edits, what each did, what became of a row; and how to take one back.

pub mod change;
pub mod wire;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::extract::{self, Parameters};
use super::format::Format;
use super::pages;
use super::problem::{EditProblem, Problem};
use super::service::{Service, Weight};
use super::wire::asked::Asked;
use super::wire::document::Document;
use super::wire::edited::Done;
use super::wire::link::{self, Link};
use crate::app::history::{Edit, LoggedEdit, RowEdit};
use crate::app::{App, EditError, Viewer};
use crate::domain::id::Id;
use crate::messages::Locale;
use wire::{Edits, OneEdit, RowHistory};

/// The formats of history, the first for those who do not say.
pub const FORMATS: &[Format] = &[Format::Json, Format::Html];
/// Parameters of lists.
pub const PAGED: &[&str] = &["before", "limit", "f"];
/// Edits on a page where nobody asks for more or fewer.
pub const PAGE: usize = 100;
/// The most edits on a page.
pub const GREATEST_PAGE: u32 = 1_000;
/// Rows of an edit that are told; the rest is counted.
pub const MOST_ROWS: usize = 1_000;
/// Of an edit with more rows none is read.
const MOST_READ: u64 = 100_000;

/// A page of edits, the latest first.
pub struct Page<T> {
    /// As many as were asked for.
    pub entries: Vec<T>,
    /// The revision that those on the next page are before, where there is one.
    pub next: Option<u64>,
}

/// An edit and what it did to its first rows.
pub struct Told {
    /// When, by whom, and how many rows.
    pub logged: LoggedEdit,
    /// Its rows, where they are not too many.
    pub edit: Option<Edit>,
}

/// What of a list is asked for.
#[derive(Clone, Copy)]
struct Paging {
    before: Option<u64>,
    limit: usize,
}

impl Paging {
    fn read(parameters: &Parameters) -> Result<Self, Problem> {
        let before = parameters.whole("before", 1, u32::MAX)?.map(|revision| revision as u64);
        Ok(Self { before, limit: parameters.whole("limit", 1, GREATEST_PAGE)?.unwrap_or(PAGE) })
    }

    fn page<T>(self, mut entries: Vec<T>, revision: impl Fn(&T) -> u64) -> Page<T> {
        let more = entries.len() > self.limit;
        entries.truncate(self.limit);
        let next = entries.last().filter(|_| more).map(revision);
        Page { entries, next }
    }
}

/// The edits of all registers.
pub async fn list(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, PAGED)?;
    let document = Document::read(&request, &parameters, FORMATS)?;
    let (paging, viewer) = (Paging::read(&parameters)?, document.viewer.clone());
    let look = move |app: &App| Ok(app.log(&viewer, paging.before, paging.limit + 1)?);
    let found = service.call(Weight::Light, look).await?;
    let page = paging.page(found, |edit| edit.revision);
    if document.format == Format::Html {
        return pages::history::edits(&request, &page);
    }
    let links = links(&request, &document, page.next);
    Ok(json(document.locale(), &Edits::new(&page, &link::base(&request), links)))
}

/// One edit, and what it did to each row.
pub async fn one(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let document = Document::asked(&request, FORMATS)?;
    let (revision, viewer) = (revision(&request)?, document.viewer.clone());
    let told = service.call(Weight::Light, move |app| look_at(app, &viewer, revision)).await?;
    if document.format == Format::Html {
        return pages::history::edit(&request, &told);
    }
    let links = links(&request, &document, None);
    Ok(json(document.locale(), &OneEdit::new(&told, &link::base(&request), document.locale(), links)))
}

fn look_at(app: &App, viewer: &Viewer, revision: u64) -> Result<Told, Problem> {
    let unknown = || Problem::from(EditError::NoSuchEdit(revision));
    let found = app.log(viewer, revision.checked_add(1), 1)?;
    let logged = found.into_iter().next().filter(|edit| edit.revision == revision).ok_or_else(unknown)?;
    let rows: u64 = logged.counts.iter().map(|counts| counts.added + counts.updated + counts.removed).sum();
    let edit = if rows > MOST_READ { None } else { Some(app.logged(viewer, revision)?.ok_or_else(unknown)?) };
    Ok(Told { logged, edit })
}

/// What became of a row.
pub async fn of_row(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let layer = extract::layer(&request)?;
    let register = layer.register().ok_or(EditProblem::NoHistory(layer.as_str()))?;
    let parameters = Parameters::read(&request, PAGED)?;
    let document = Document::read(&request, &parameters, FORMATS)?;
    let unknown = || Problem::NoSuchItem(layer.as_str());
    let id = Id::parse_stored(request.match_info().query("id")).map_err(|_| unknown())?;
    let (paging, viewer, name) = (Paging::read(&parameters)?, document.viewer.clone(), id.clone());
    let look = move |app: &App| {
        let there = app.view(&viewer, None).snapshot().row_revision(register, name.as_str()).is_some();
        Ok((app.history(&viewer, register, &name, paging.before, paging.limit + 1)?, there))
    };
    let (found, there) = service.call(Weight::Light, look).await?;
    // What was imported by an earlier version is in no history yet.
    if found.is_empty() && !there && paging.before.is_none() {
        return Err(unknown());
    }
    let page: Page<RowEdit> = paging.page(found, |edit| edit.revision);
    if document.format == Format::Html {
        return pages::history::of_row(&request, layer, &id, &page);
    }
    let mut links = links(&request, &document, page.next);
    let href = link::item(&request, layer, id.as_str());
    links.push(Link { href, rel: "item", media_type: Format::GeoJson.link_type(), title: None });
    Ok(json(document.locale(), &RowHistory::new(layer, &id, &page, &link::base(&request), document.locale(), links)))
}

/// Takes an edit back, as a new one.
pub async fn undo(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let dry_run = Parameters::read(&request, super::ogc::editing::PARAMETERS)?.flag("dry_run")?;
    let (revision, viewer) = (revision(&request)?, extract::viewer(&request));
    let locale = viewer.locale;
    let call = move |app: &App| {
        let edited = app.undo(&viewer, revision, dry_run)?;
        Ok((edited, app.settings(&viewer).coverage_limit))
    };
    let (edited, limit) = service.commit(call).await?;
    let href = format!("{}/edits/{}", link::base(&request), edited.written.revision);
    let of_edit = Link { href, rel: "related", media_type: Format::Json.link_type(), title: None };
    let links = if edited.dry_run { vec![] } else { vec![of_edit] };
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CACHE_CONTROL, "no-store")).insert_header((header::CONTENT_LANGUAGE, locale.tag()));
    Ok(head.json(Done::new(&edited, limit, locale, links)))
}

/// The edit that a path names; what is no number names none.
fn revision(request: &HttpRequest) -> Result<u64, Problem> {
    let revision: u64 = request.match_info().query("revision").parse().map_err(|_| Problem::NoSuchPage)?;
    // Beyond any counter.
    if i64::try_from(revision).is_err() {
        return Err(EditError::NoSuchEdit(revision).into());
    }
    Ok(revision)
}

fn links(request: &HttpRequest, document: &Document<'_>, next: Option<u64>) -> Vec<Link> {
    let mut links = document.links();
    if let Some(before) = next {
        let path = Asked::of(request).again(&[], &[("before", &before.to_string())]);
        let media_type = document.format.link_type();
        links.push(Link { href: format!("{}{path}", link::base(request)), rel: "next", media_type, title: None });
    }
    links
}

fn json(locale: Locale, body: &impl Serialize) -> HttpResponse {
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::CONTENT_LANGUAGE, locale.tag()))
        .append_header((header::VARY, "accept, accept-language"));
    head.json(body)
}
