//! The stylesheet of all pages.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use crate::http::extract::Parameters;
use crate::http::problem::Problem;

/// Where it is.
pub const PATH: &str = "/style.css";

const STYLE: &str = include_str!("style.css");

/// Of a text that only another build of the program changes.
static TAG: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    STYLE.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
});

/// The stylesheet; asked for again after an hour, and then mostly not sent.
pub async fn sheet(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    let sent = request.headers().get_all(header::IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    let known = sent.flat_map(|value| value.split(',')).any(|tag| tag.trim() == *TAG);
    let mut head = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    head.insert_header((header::ETAG, TAG.as_str()));
    head.insert_header((header::CACHE_CONTROL, "public, max-age=3600"));
    if known {
        return Ok(head.finish());
    }
    Ok(head.insert_header((header::CONTENT_TYPE, "text/css; charset=utf-8")).body(STYLE))
}
