//! The landing document, and what each layer is.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::pages;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::cached::Tag;
use crate::http::wire::link::{self, Link};
use crate::layers::{LayerName, Source};
use crate::messages::{Locale, say};

/// The formats of the landing document and of the layers' descriptions, the first for those who do not say.
pub const FORMATS: &[Format] = &[Format::Json, Format::Html];

const JSON: &str = Format::Json.media_type();
const GEOJSON: &str = Format::GeoJson.media_type();

#[derive(Serialize)]
struct Landing {
    title: String,
    description: String,
    distance: String,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Collections {
    links: Vec<Link>,
    collections: Vec<Collection>,
}

#[derive(Serialize)]
struct Collection {
    id: &'static str,
    title: String,
    description: String,
    #[serde(rename = "itemType")]
    item_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    extent: Option<Extent>,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Extent {
    spatial: Spatial,
}

#[derive(Serialize)]
struct Spatial {
    bbox: [[f64; 4]; 1],
    crs: &'static str,
}

/// Where everything is.
pub async fn landing(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, &["f"])?;
    if Format::choose(&request, &parameters, FORMATS)? == Format::Html {
        return pages::landing::answer(&service, &request).await;
    }
    let locale = extract::locale(request.headers());
    let base = link::base(&request);
    let to = |path: &str, rel, key: &str| {
        let title = Some(say(locale, key, &[]));
        Link { href: format!("{base}{path}"), rel, media_type: JSON, title }
    };
    let links = vec![
        to("/", "self", "link-self"),
        to("/collections", "data", "link-collections"),
        to("/reports/coverage", "related", "link-coverage"),
        to("/reports/catchments", "related", "link-catchments"),
        to("/nearest", "related", "link-nearest"),
        to("/assignments", "related", "link-assignments"),
        to("/settings", "related", "link-settings"),
        to("/health/ready", "status", "link-health"),
    ];
    let words = |key| say(locale, key, &[]);
    let (title, description) = (words("service-title"), words("service-description"));
    let landing = Landing { title, description, distance: words("straight-line"), links };
    Ok(HttpResponse::Ok().append_header(("vary", "accept, accept-language")).json(landing))
}

/// Every layer.
pub async fn list(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    if is_page(&request)? {
        return pages::collections::answer(&service, &request).await;
    }
    let base = link::base(&request);
    answer(&service, &request, &LayerName::ALL, move |source, locale| Collections {
        links: vec![Link { href: format!("{base}/collections"), rel: "self", media_type: JSON, title: None }],
        collections: LayerName::ALL.into_iter().map(|layer| Collection::of(layer, source, locale, &base)).collect(),
    })
    .await
}

/// One layer.
pub async fn one(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let base = link::base(&request);
    let layer = extract::layer(&request)?;
    if is_page(&request)? {
        return pages::collection::answer(&service, &request, layer).await;
    }
    answer(&service, &request, &[layer], move |source, locale| Collection::of(layer, source, locale, &base)).await
}

fn is_page(request: &HttpRequest) -> Result<bool, Problem> {
    let parameters = Parameters::read(request, &["f"])?;
    Ok(Format::choose(request, &parameters, FORMATS)? == Format::Html)
}

async fn answer<T: Serialize + Send + 'static>(
    service: &Service,
    request: &HttpRequest,
    layers: &[LayerName],
    describe: impl FnOnce(&Source, Locale) -> T + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let viewer = extract::viewer(request);
    let locale = viewer.locale;
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, None))).await?;
    let light = layers.iter().all(|layer| Extent::is_light(*layer, &source));
    let weight = if light { Weight::Light } else { Weight::Heavy };
    let (description, source) = service.call(weight, move |_| Ok((describe(&source, locale), source))).await?;
    let tag = Tag::new(service, &source, "collections", locale);
    if let Some(answer) = tag.not_modified(request) {
        return Ok(answer);
    }
    let mut head = HttpResponse::Ok();
    tag.stamp(&mut head);
    Ok(head.json(description))
}

impl Collection {
    fn of(layer: LayerName, source: &Source, locale: Locale, base: &str) -> Self {
        let id = layer.as_str();
        let words = |key: String| say(locale, &key, &[]);
        let here = format!("{base}/collections/{id}");
        let items = format!("{here}/items");
        Self {
            id,
            title: words(format!("layer-{id}")),
            description: words(format!("layer-{id}-about")),
            item_type: "feature",
            extent: Extent::of(layer, source),
            links: vec![
                Link { href: here, rel: "self", media_type: JSON, title: None },
                Link { href: items, rel: "items", media_type: GEOJSON, title: Some(words(format!("layer-{id}"))) },
            ],
        }
    }
}

impl Extent {
    /// Whether a box needs no figures first: only rows of settlements and kitchens are looked at.
    fn is_light(layer: LayerName, source: &Source) -> bool {
        !matches!(layer, LayerName::Settlements | LayerName::Kitchens) || source.is_computed(layer)
    }

    /// The box around a layer's rows, of those that need not be drawn first: a gap lies among its
    /// households, and what the catchments' outlines reach is not known before.
    fn of(layer: LayerName, source: &Source) -> Option<Self> {
        let bounds = match layer {
            LayerName::Catchments => None,
            LayerName::Gaps => source.extent(LayerName::Households),
            _ => source.extent(layer),
        }?;
        let (low, high) = (bounds.min(), bounds.max());
        let bbox = [[low.x, low.y, high.x, high.y]];
        Some(Self { spatial: Spatial { bbox, crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84" } })
    }
}
