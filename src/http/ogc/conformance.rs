//! Which parts of OGC's standards hold here.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::{api, collections, items, landing, tiles};
use crate::filter;
use crate::http::format::Format;
use crate::http::pages;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::document::Document;
use crate::http::wire::link::Link;

/// The formats of the declaration, the first for those who do not say.
pub const FORMATS: &[Format] = &[Format::Json, Format::Html];

/// Parts of Features that hold here. Those of CQL2 and Tiles stand where they are implemented.
const FEATURES: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/create-replace-delete",
    "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/update",
    "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/features",
    "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/optimistic-locking-etags",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features",
    "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/returnables-and-receivables",
];

const HTML: &str = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html";

/// Which parts of OGC's standards hold here.
#[derive(Debug, Serialize)]
pub struct Conformance {
    /// `self`, and `alternate` for each other format.
    pub links: Vec<Link>,
    /// Their URIs.
    #[serde(rename = "conformsTo")]
    pub conforms_to: Vec<&'static str>,
}

impl Conformance {
    /// Everything that holds.
    pub fn new(links: Vec<Link>) -> Self {
        let pages =
            [landing::FORMATS, FORMATS, api::FORMATS, collections::FORMATS, items::FORMATS, items::ITEM_FORMATS];
        let html = pages.iter().all(|formats| formats.contains(&Format::Html)).then_some(HTML);
        Self {
            links,
            conforms_to: FEATURES
                .iter()
                .chain(filter::CONFORMANCE)
                .chain(tiles::CONFORMANCE)
                .copied()
                .chain(html)
                .collect(),
        }
    }
}

/// Which parts of OGC's standards hold here.
pub async fn conformance(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let document = Document::asked(&request, FORMATS)?;
    if document.format == Format::Html {
        return pages::conformance::answer(&request, &Conformance::new(document.links()).conforms_to);
    }
    let viewer = document.viewer.clone();
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, None))).await?;
    let tag = document.tag(&service, &source);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    Ok(document.json(&tag, &Conformance::new(document.links())))
}
