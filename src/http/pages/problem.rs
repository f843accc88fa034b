//! The page of a request that was not answered as asked, for those who asked with a browser.

use actix_web::http::header::{self, HeaderMap};
use askama::Template;
use tracing_actix_web::RequestId;

use super::shell::Shell;
use crate::messages::Locale;

/// What the page says.
pub struct Refusal {
    pub locale: Locale,
    pub status: u16,
    /// Key of the title.
    pub title: &'static str,
    pub detail: String,
    pub code: &'static str,
    pub instance: Option<RequestId>,
}

#[derive(Template)]
#[template(path = "problem.html", config = "src/http/pages/askama.toml")]
struct Page {
    shell: Shell,
    refusal: Refusal,
    instance: String,
}

/// Who reads an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reader {
    /// Somebody with a browser, which names HTML in `Accept`.
    Person,
    /// Anything else.
    Program,
}

impl Reader {
    /// Of the answer to a request with these headers.
    pub fn of(headers: &HeaderMap) -> Self {
        if names_html(headers) { Self::Person } else { Self::Program }
    }
}

fn names_html(headers: &HeaderMap) -> bool {
    let accepts = headers.get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
    accepts.flat_map(|value| value.split(',').take(64)).any(|range| {
        let mut parts = range.split(';').map(str::trim);
        let page = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("text/html"));
        page && parts.all(|part| part.strip_prefix("q=").and_then(|q| q.parse::<f64>().ok()).is_none_or(|q| q > 0.0))
    })
}

/// The page.
pub fn page(refusal: Refusal) -> Option<String> {
    let shell = Shell::new(refusal.locale, refusal.title);
    let instance = refusal.instance.map(|id| id.to_string()).unwrap_or_default();
    Page { shell, refusal, instance }.render().ok()
}
