//! Links, and the address that they start with.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderName};
use serde::Serialize;

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

/// The address that a client reaches the service by.
pub fn base(request: &HttpRequest) -> String {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let local = || request.app_config().local_addr().to_string();
    format!("http://{}", host.map_or_else(local, str::to_owned))
}

/// The address of this answer as it was asked for, from `/` on.
pub fn here(request: &HttpRequest) -> String {
    request.uri().path_and_query().map_or_else(|| request.path().to_owned(), ToString::to_string)
}

/// The query as sent, with `after` set anew.
pub fn after(request: &HttpRequest, id: &str) -> String {
    let kept = request.query_string().split('&').filter(|pair| !pair.is_empty());
    let kept = kept.filter(|pair| *pair != "after" && !pair.starts_with("after="));
    // Ids need no escaping.
    kept.map(str::to_owned).chain([format!("after={id}")]).collect::<Vec<_>>().join("&")
}
