//! The landing document: what this is, and where everything is.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::{api, collections, conformance, tiles};
use crate::http::format::Format;
use crate::http::map_page;
use crate::http::pages;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::document::Document;
use crate::http::wire::link::{self, Link};
use crate::messages::{Locale, say};

/// The formats of the landing document, the first for those who do not say.
pub const FORMATS: &[Format] = &[Format::Json, Format::Html];

/// What this is, and where everything is.
#[derive(Debug, Serialize)]
pub struct Landing {
    /// The service's name.
    pub title: String,
    /// What it tells.
    pub description: String,
    /// What a map should say in its corner: how distances are measured.
    pub attribution: String,
    /// How distances are measured.
    pub distance: String,
    /// Where everything is.
    pub links: Vec<Link>,
}

/// Where everything is.
pub async fn landing(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let document = Document::asked(&request, FORMATS)?;
    if document.format == Format::Html {
        // A browser that names no format gets the map, and the plain pages are one link away.
        if request.query_string().is_empty() {
            return map_page::page(&service, &request);
        }
        return pages::landing::answer(&service, &request).await;
    }
    let viewer = document.viewer.clone();
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, None))).await?;
    let tag = document.tag(&service, &source);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    let landing = Landing::new(document.locale(), &link::base(&request), document.links());
    Ok(document.json(&tag, &landing))
}

/// `conformance` and `data` by the names that Features and Common give them.
const CONFORMANCE: [&str; 2] = ["conformance", "http://www.opengis.net/def/rel/ogc/1.0/conformance"];
const DATA: [&str; 2] = ["data", "http://www.opengis.net/def/rel/ogc/1.0/data"];

impl Landing {
    /// In a language, with links that start with `base`, after those of the document itself.
    pub fn new(locale: Locale, base: &str, links: Vec<Link>) -> Self {
        let words = |key: &str| say(locale, key, &[]);
        let to = |path: &str, rel, format: Format, key: &str| Link {
            href: format!("{base}{path}"),
            rel,
            media_type: format.link_type(),
            title: Some(words(key)),
        };
        let mut links = links;
        links.push(to("/api", "service-desc", Format::OpenApi, "link-api"));
        if api::FORMATS.contains(&Format::Html) {
            links.push(to("/api?f=html", "service-doc", Format::Html, "link-api"));
        }
        for (path, rels, formats, key) in [
            ("/conformance", CONFORMANCE, conformance::FORMATS, "link-conformance"),
            ("/collections", DATA, collections::LIST_FORMATS, "link-collections"),
        ] {
            // Clients take the first of a relation; some add to its address without looking for a query in it.
            let first = formats.first().copied().unwrap_or(Format::Json);
            links.extend(rels.map(|rel| to(path, rel, first, key)));
            let others = formats.iter().skip(1);
            links.extend(others.map(|format| to(&format!("{path}?f={}", format.as_str()), rels[0], *format, key)));
        }
        links.push(tiles::link_to(base, None, locale));
        for (path, rel, key) in [
            ("/tileMatrixSets", "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes", "tiles-web-mercator"),
            ("/styles", "http://www.opengis.net/def/rel/ogc/1.0/styles", "link-styles"),
            ("/reports/coverage", "related", "link-coverage"),
            ("/reports/catchments", "related", "link-catchments"),
            ("/nearest", "related", "link-nearest"),
            ("/assignments", "related", "link-assignments"),
            ("/what-if", "related", "link-what-if"),
            ("/edits", "related", "link-edits"),
            ("/settings", "related", "link-settings"),
            ("/health/ready", "status", "link-health"),
        ] {
            links.push(to(path, rel, Format::Json, key));
        }
        Self {
            title: words("service-title"),
            description: words("service-description"),
            attribution: words("ogc-attribution"),
            distance: words("straight-line"),
            links,
        }
    }
}
