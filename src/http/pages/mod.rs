//! Pages for people: the same answers as HTML, in Spanish and English.
//!
//! A page is written whole on the server: no script, no picture, font or style of another host, one
//! stylesheet. Every value goes through the templates' escaping, and the content security policy lets
//! nothing run, so that a name in the data stays a name.
//!
//! The templates are in `templates/`, their words in `pages.ftl`.

pub mod api;
mod cell;
pub mod collection;
pub mod collections;
pub mod conformance;
mod fields;
pub mod history;
pub mod item;
pub mod items;
pub mod landing;
mod map;
pub mod no_map;
pub mod problem;
pub mod schema;
pub mod sheet;
mod shell;
pub mod style;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use askama::Template;

use super::extract;
use super::format::Format;
use super::problem::Problem;
use super::service::{Service, Weight};
use super::wire::cached::Tag;
use crate::app::Viewer;
use crate::layers::Source;
use crate::messages::Locale;

/// Nothing runs, nothing is fetched but the stylesheet, forms go nowhere else, and no page of another site frames it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// The version of a page made from rows: the day is on it, and what is wrong with the store.
pub fn tag(service: &Service, source: &Source, locale: Locale) -> Tag {
    let (findings, left_out) = service.findings_counted(&Viewer::local(locale));
    let lost = service.lost().map_or(0, |lost| lost.since.as_millisecond());
    Tag::new(service, source, &format!("html.{}.{findings}.{left_out}.{lost}", shell::today()), locale)
}

/// Answers with a page made from rows, on a thread that may block.
async fn answer<T: Template>(
    service: &Service,
    request: &HttpRequest,
    source: &Source,
    weight: Weight,
    make: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let locale = extract::locale(request.headers());
    let tag = tag(service, source, locale);
    if let Some(answer) = tag.not_modified(request) {
        return Ok(answer);
    }
    let page = service.call(weight, move |_| written(&make()?)).await?;
    let mut head = HttpResponse::Ok();
    tag.stamp(&mut head);
    Ok(finish(head, locale, page))
}

/// A page that needs no rows.
fn plain(locale: Locale, page: &impl Template) -> Result<HttpResponse, Problem> {
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .append_header((header::VARY, "accept, accept-language"));
    Ok(finish(head, locale, written(page)?))
}

fn written(page: &impl Template) -> Result<String, Problem> {
    page.render().map_err(|error| Problem::Internal(format!("a page was not written: {error}")))
}

/// A page as an answer, with what it may do.
pub fn finish(mut head: HttpResponseBuilder, locale: Locale, page: String) -> HttpResponse {
    head.insert_header((header::CONTENT_TYPE, Format::Html.media_type()));
    head.insert_header((header::CONTENT_LANGUAGE, locale.tag()));
    head.insert_header((header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)));
    head.body(page)
}
