//! The stylesheets: that of all pages, and that of the sheet beside it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use super::sheet;
use crate::http::extract::Parameters;
use crate::http::problem::Problem;
use crate::http::wire::cached;

/// Where that of all pages is.
pub const PATH: &str = "/style.css";

const STYLE: &str = include_str!("style.css");

/// Of a text that only another build of the program changes.
static TAG: LazyLock<String> = LazyLock::new(|| tag(STYLE));
static TAG_OF_SHEET: LazyLock<String> = LazyLock::new(|| tag(sheet::STYLE));

fn tag(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

/// The stylesheet of all pages.
pub async fn of_pages(request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer(&request, STYLE, &TAG)
}

/// The stylesheet of a settlement's sheet.
pub async fn of_sheet(request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer(&request, sheet::STYLE, &TAG_OF_SHEET)
}

/// A stylesheet; asked for again after an hour, and then mostly not sent.
fn answer(request: &HttpRequest, text: &'static str, tag: &str) -> Result<HttpResponse, Problem> {
    Parameters::read(request, &[])?;
    let known = cached::is_held(request, tag);
    let mut head = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    head.insert_header((header::ETAG, tag));
    head.insert_header((header::CACHE_CONTROL, "public, max-age=3600"));
    if known {
        return Ok(head.finish());
    }
    Ok(head.insert_header((header::CONTENT_TYPE, "text/css; charset=utf-8")).body(text))
}
