//! Links, and the address that they start with.

use actix_web::http::header::{self, HeaderName};
use actix_web::{HttpRequest, HttpResponseBuilder};
use serde::Serialize;

use super::asked::Asked;
use crate::http::format::Format;
use crate::layers::LayerName;

/// A link of an answer.
#[derive(Debug, Serialize)]
pub struct Link {
    /// Absolute.
    pub href: String,
    /// What it is to this answer.
    pub rel: &'static str,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// In the client's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl Link {
    /// As a header (RFC 8288).
    pub fn header(&self) -> (HeaderName, String) {
        (header::LINK, format!("<{}>; rel=\"{}\"; type=\"{}\"", self.href, self.rel, self.media_type))
    }
}

/// Bytes of links in an answer's head: each repeats the query, and clients take only so many (curl 100 kB in all).
const TOLD: usize = 8 * 1024;

/// Says the links in an answer's head; of many bytes only where the next page is, for the body has them all.
pub fn tell(head: &mut HttpResponseBuilder, links: &[Link]) {
    let short = links.iter().map(|link| link.href.len()).sum::<usize>() <= TOLD;
    for link in links.iter().filter(|link| short || link.rel == "next") {
        head.append_header(link.header());
    }
}

/// The address that a client reaches the service by.
pub fn base(request: &HttpRequest) -> String {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let local = || request.app_config().local_addr().to_string();
    format!("http://{}", host.map_or_else(local, str::to_owned))
}

/// The address of a row.
pub fn item(request: &HttpRequest, layer: LayerName, id: &str) -> String {
    format!("{}/collections/{}/items/{id}", base(request), layer.as_str())
}

/// The address of this answer as it was asked for, from `/` on.
pub fn here(request: &HttpRequest) -> String {
    request.uri().path_and_query().map_or_else(|| request.path().to_owned(), ToString::to_string)
}

/// The address of an answer in the format that was chosen (`self`), and in each other (`alternate`).
pub fn formats(request: &HttpRequest, formats: &[Format], chosen: Format) -> Vec<Link> {
    let base = base(request);
    let this =
        Link { href: format!("{base}{}", here(request)), rel: "self", media_type: chosen.link_type(), title: None };
    let others = formats.iter().filter(|format| **format != chosen);
    let other = |format: &Format| Link {
        href: format!("{base}{}?{}", request.path(), with(request, "f", format.as_str())),
        rel: "alternate",
        media_type: format.link_type(),
        title: None,
    };
    std::iter::once(this).chain(others.map(other)).collect()
}

/// The query as asked, with a parameter set anew.
pub fn with(request: &HttpRequest, name: &str, value: &str) -> String {
    Asked::of(request).query(&[], &[(name, value)])
}
