//! What each layer is.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::extent::Extent;
use super::{download, items, tiles};
use crate::app::App;
use crate::crs::{CRS84, CrsList};
use crate::domain::settings::CoverageLimit;
use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::pages;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::document::Document;
use crate::http::wire::link::{self, Link};
use crate::layers::{LayerName, Source};
use crate::messages::{Locale, say};

/// The formats of one collection, the first for those who do not say.
pub const FORMATS: &[Format] = &[Format::Json, Format::Html];
/// The formats of the list: all layers are in the `GeoPackage`.
pub const LIST_FORMATS: &[Format] = &[Format::Json, Format::Html, Format::GeoPackage];

/// Every layer.
#[derive(Debug, Serialize)]
pub struct Collections {
    /// `self`, and `alternate` for each other format.
    pub links: Vec<Link>,
    /// The layers.
    pub collections: Vec<Collection>,
}

/// A layer.
#[derive(Debug, Serialize)]
pub struct Collection {
    /// Its name in addresses.
    pub id: &'static str,
    /// Its name for people.
    pub title: String,
    /// What is in it.
    pub description: String,
    /// Always features.
    #[serde(rename = "itemType")]
    pub item_type: &'static str,
    /// How many features it has at the coverage limit that was asked for, or else the stored one.
    #[serde(rename = "itemCount")]
    pub item_count: usize,
    /// Where and when they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// The reference systems they can be had in, CRS84 first.
    pub crs: Vec<String>,
    /// The one they are kept in.
    #[serde(rename = "storageCrs")]
    pub storage_crs: &'static str,
    /// Itself, its items in every format, its schema, its queryables.
    pub links: Vec<Link>,
}

/// Every layer, counted at `limit_m`, or all of them as one file; that alone can be in another reference system.
pub async fn list(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, download::ALL_LAYERS)?;
    let document = Document::read(&request, &parameters, LIST_FORMATS)?;
    if document.format == Format::GeoPackage {
        return download::all_layers(&service, &request).await;
    }
    if parameters.text("crs").is_some() {
        let value = document.format.as_str().to_owned();
        return Err(Problem::NotOneOf { name: "f", value, allowed: vec![Format::GeoPackage.as_str()] });
    }
    let limit = parameters.limit_m()?;
    if document.format == Format::Html {
        return pages::collections::answer(&service, &request, limit).await;
    }
    let (base, links, locale) = (link::base(&request), document.links(), document.locale());
    answer(&service, &request, &document, limit, &LayerName::ALL, move |source, crs| {
        let collection = |layer| {
            let here = format!("{base}/collections/{}", LayerName::as_str(layer));
            let this = Link { href: here, rel: "self", media_type: Format::Json.link_type(), title: None };
            Collection::of(layer, source, crs, locale, &base, vec![this])
        };
        Collections { links, collections: LayerName::ALL.into_iter().map(collection).collect() }
    })
    .await
}

/// One layer.
pub async fn one(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let layer = extract::layer(&request)?;
    let document = Document::asked(&request, FORMATS)?;
    if document.format == Format::Html {
        return pages::collection::answer(&service, &request, layer).await;
    }
    let (base, links, locale) = (link::base(&request), document.links(), document.locale());
    let describe = move |source: &Source, crs: &CrsList| Collection::of(layer, source, crs, locale, &base, links);
    answer(&service, &request, &document, None, &[layer], describe).await
}

/// Heavy where a layer's rows have yet to be counted over all households.
async fn answer<T: Serialize + Send + 'static>(
    service: &Service,
    request: &HttpRequest,
    document: &Document<'_>,
    limit: Option<CoverageLimit>,
    layers: &[LayerName],
    describe: impl FnOnce(&Source, &CrsList) -> T + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let viewer = document.viewer.clone();
    let look = move |app: &App| Ok((app.view(&viewer, limit), app.crs_list(&viewer)));
    let (source, crs) = service.call(Weight::Light, look).await?;
    let tag = document.tag(service, &source);
    if let Some(answer) = tag.not_modified(request) {
        return Ok(answer);
    }
    let counted =
        |layer: &LayerName| !matches!(layer, LayerName::Assignments | LayerName::Gaps) || source.is_computed(*layer);
    let weight = if layers.iter().all(counted) { Weight::Light } else { Weight::Heavy };
    let description = service.call(weight, move |_| Ok(describe(&source, &crs))).await?;
    Ok(document.json(&tag, &description))
}

impl Collection {
    /// A layer in a language, with links that start with `base`, after those of the document itself.
    pub fn of(layer: LayerName, source: &Source, crs: &CrsList, locale: Locale, base: &str, links: Vec<Link>) -> Self {
        let id = layer.as_str();
        let words = |key: &str| say(locale, key, &[]);
        let (title, description) = (words(&format!("layer-{id}")), words(&format!("layer-{id}-about")));
        let here = format!("{base}/collections/{id}");
        let mut links = links;
        links.extend(items::FORMATS.iter().enumerate().map(|(n, format)| {
            let query = if n == 0 { String::new() } else { format!("?f={}", format.as_str()) };
            let (href, media_type) = (format!("{here}/items{query}"), format.link_type());
            Link { href, rel: "items", media_type, title: Some(title.clone()) }
        }));
        // QGIS reads the fields by OGC's own name; GDAL the whole feature, as GeoJSON has it, by `describedby`, which
        // GDAL 3.6 knows with a capital only.
        for (path, rel, key) in [
            ("schema", "http://www.opengis.net/def/rel/ogc/1.0/schema", "link-schema"),
            ("schema/feature", "describedby", "link-feature-schema"),
            ("schema/feature", "describedBy", "link-feature-schema"),
            ("queryables", "http://www.opengis.net/def/rel/ogc/1.0/queryables", "link-queryables"),
        ] {
            let (href, media_type) = (format!("{here}/{path}"), Format::JsonSchema.link_type());
            links.push(Link { href, rel, media_type, title: Some(words(key)) });
        }
        links.push(tiles::link_to(base, Some(layer), locale));
        Self {
            id,
            title,
            description,
            item_type: "feature",
            item_count: source.count(layer),
            extent: Extent::of(layer, source.snapshot()),
            crs: crs.uris().map(str::to_owned).collect(),
            storage_crs: CRS84,
            links,
        }
    }
}
