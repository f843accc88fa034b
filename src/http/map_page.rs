//! The map page: what `maps/web` was built into, carried by the program.
//!
//! Without Node at hand the program is built without it, and `/` tells how it is built.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::{Embed, EmbeddedFile};

use super::extract::{self, Parameters};
use super::pages;
use super::problem::Problem;
use super::service::Service;
use super::wire::{cached, coding};

/// Where the parts of the page are.
pub const PATH: &str = "/map/{part}";

#[derive(Embed)]
#[folder = "maps/web/dist"]
#[allow_missing = true]
#[exclude = ".*"]
struct Built;

/// The page itself, for browsers at `/`.
pub fn page(service: &Service, request: &HttpRequest) -> Result<HttpResponse, Problem> {
    let Some(file) = Built::get("index.html") else { return pages::no_map::answer(extract::locale(request.headers())) };
    let policy = policy(service.basemap().origin());
    let mut answer = answer(request, "index.html", &file, "no-cache");
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    Ok(answer)
}

/// A part of the page: its name changes with what is in it.
pub async fn part(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    let name = request.match_info().query("part");
    // The page itself is at `/`; what is packed comes under the name of what it unpacks to.
    let is_part = !matches!(name.rsplit_once('.'), Some((_, "html" | "br")));
    let file = Built::get(name).filter(|_| is_part).ok_or(Problem::NoSuchPage)?;
    Ok(answer(&request, name, &file, "public, max-age=31536000, immutable"))
}

/// Scripts, styles and data from here alone; pictures also from a tile server where one was named.
fn policy(pictures: Option<&str>) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob: {}; \
         connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
        pictures.unwrap_or_default()
    );
    HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
}

fn answer(request: &HttpRequest, name: &str, file: &EmbeddedFile, kept: &'static str) -> HttpResponse {
    let hash = file.metadata.sha256_hash();
    let tag = format!("W/\"{:016x}\"", hash.iter().take(8).fold(0_u64, |tag, byte| tag << 8 | u64::from(*byte)));
    let has_it = cached::is_held(request, &tag);
    let mut head = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    head.insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, kept))
        .insert_header((header::VARY, "accept-encoding"));
    if has_it {
        return head.finish();
    }
    head.insert_header((header::CONTENT_TYPE, media_type(name)));
    let packed = coding::accepts(request.headers(), "br").then(|| Built::get(&format!("{name}.br"))).flatten();
    match packed {
        Some(packed) => head.insert_header((header::CONTENT_ENCODING, "br")).body(packed.data),
        None => head.body(file.data.clone()),
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
