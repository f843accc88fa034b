//! OGC API - Tiles, Part 1: tilesets of each layer and of all, in `WebMercatorQuad`.
//!
//! A tile is the same in every language. It may be kept for [`FRESH`] seconds without asking, so that moving a map back
//! and forth asks nothing over a weak line, and what an edit changed is seen soon after; then it is asked for again by
//! its tag, which changes with the revision. Only the asking program may keep it: it shows where families live.
//!
//! A tile that shows nothing is 204: it exists, and there is nothing to unpack.

mod describe;
mod matrix_set;

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::app::App;
use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::cached::Tag;
use crate::http::wire::coding;
use crate::http::wire::link::{self, Link};
use crate::layers::{LayerName, Source};
use crate::messages::{Locale, say};
use crate::tiles::{Made, Square};

pub use describe::view_of;
pub use matrix_set::{ID as SET, matrix_set, matrix_sets};

/// What holds of tiles.
pub const CONFORMANCE: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
    "http://www.opengis.net/spec/tms/2.0/conf/tilematrixsetlimits",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixsetlimits",
    "http://www.opengis.net/spec/tms/2.0/conf/tilesetmetadata",
    "http://www.opengis.net/spec/tms/2.0/conf/json-tilesetmetadata",
];

/// What a list of vector tilesets is to a landing page or a collection.
pub const TILESETS: &str = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";

/// For so many seconds a tile is not asked for again.
const FRESH: &str = "private, max-age=10, must-revalidate";

/// What tiles are made of: one layer, or all.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Of(pub Option<LayerName>);

impl Of {
    fn read(request: &HttpRequest) -> Result<Self, Problem> {
        let one = request.match_info().get("layer").is_some();
        one.then(|| extract::layer(request)).transpose().map(Self)
    }

    fn layers(self) -> &'static [LayerName] {
        let at = |layer| LayerName::ALL.iter().position(|known| *known == layer);
        self.0.and_then(at).map_or(&LayerName::ALL, |at| &LayerName::ALL[at..=at])
    }

    /// The parameters, with `limit_m` where it changes anything.
    pub fn declared(self) -> &'static [&'static str] {
        let limit = self.layers().iter().any(|layer| layer.layer().depends_on_limit);
        if limit { &["f", "limit_m"] } else { &["f"] }
    }

    /// Refuses catchments alone where they cannot be drawn; all layers are then the others.
    fn check(self, source: &Source) -> Result<(), Problem> {
        if self == Self(Some(LayerName::Catchments)) {
            source.catchments().map_err(|error| Problem::StudyArea(error.clone()))?;
        }
        Ok(())
    }

    /// Where its tilesets are.
    pub fn path(self) -> String {
        self.0.map_or_else(|| "/tiles".to_owned(), |layer| format!("/collections/{}/tiles", layer.as_str()))
    }

    fn title(self, locale: Locale) -> String {
        match self.0 {
            None => say(locale, "tiles-of-all", &[]),
            Some(layer) => {
                let layer = say(locale, &format!("layer-{}", layer.as_str()), &[]);
                say(locale, "tiles-of-layer", &[("layer", layer)])
            }
        }
    }
}

/// The link from a landing page, or from a layer, to its tilesets.
pub fn link_to(base: &str, layer: Option<LayerName>, locale: Locale) -> Link {
    let of = Of(layer);
    let title = Some(of.title(locale));
    Link { href: format!("{base}{}", of.path()), rel: TILESETS, media_type: Format::Json.media_type(), title }
}

/// The tilesets of a layer, or of all.
pub async fn list(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let of = Of::read(&request)?;
    let asked = Asked::read(&service, &request, of, &[Format::Json])?;
    let base = link::base(&request);
    asked.answer(&service, &request, move |asked| describe::list(&asked, &base)).await
}

/// One tileset: what is in it and where its tiles are.
pub async fn set(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let of = Of::read(&request)?;
    matrix_set::check(&request)?;
    let asked = Asked::read(&service, &request, of, &[Format::Json, Format::TileJson])?;
    let base = link::base(&request);
    asked
        .answer(&service, &request, move |asked| match asked.format {
            Format::TileJson => describe::tilejson(&asked, &base),
            _ => describe::set(&asked, &base),
        })
        .await
}

/// What a client asks to be described.
pub struct Asked {
    of: Of,
    weight: Weight,
    format: Format,
    /// The rows.
    pub source: Arc<Source>,
    /// The reader's language.
    pub locale: Locale,
    /// `limit_m` as it was given, for links.
    pub limit: Option<f64>,
}

impl Asked {
    fn read(service: &Service, request: &HttpRequest, of: Of, formats: &[Format]) -> Result<Self, Problem> {
        let parameters = Parameters::read(request, of.declared())?;
        let format = Format::choose(request, &parameters, formats)?;
        let asked = Self::with(service, request, &parameters, of, format)?;
        // Whether catchments can be drawn is known when they are.
        let layer = LayerName::Catchments;
        let known = !of.layers().contains(&layer) || asked.source.is_computed(layer);
        Ok(Self { weight: if known { Weight::Light } else { Weight::Heavy }, ..asked })
    }

    /// What a style of all layers needs.
    pub fn of_all(
        service: &Service,
        request: &HttpRequest,
        parameters: &Parameters,
        format: Format,
    ) -> Result<Self, Problem> {
        Self::with(service, request, parameters, Of(None), format)
    }

    fn with(
        service: &Service,
        request: &HttpRequest,
        parameters: &Parameters,
        of: Of,
        format: Format,
    ) -> Result<Self, Problem> {
        let limit = parameters.limit_m()?;
        let viewer = extract::viewer(request);
        let source = service.view(&viewer, limit);
        let weight = Weight::Light;
        Ok(Self { of, weight, format, source, locale: viewer.locale, limit: limit.map(|limit| limit.metres().get()) })
    }

    /// The query that keeps the limit.
    pub fn query(&self) -> String {
        self.limit.map_or_else(String::new, |limit| format!("?limit_m={limit}"))
    }

    /// Answers with a description, unless the client has it.
    pub async fn answer(
        self,
        service: &Service,
        request: &HttpRequest,
        describe: impl FnOnce(Self) -> serde_json::Value + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let tag = Tag::new(service, &self.source, self.format.as_str(), self.locale);
        if let Some(answer) = tag.not_modified(request) {
            return Ok(answer);
        }
        let (format, locale) = (self.format, self.locale);
        let weight = self.weight;
        let make = move |_: &App| {
            self.of.check(&self.source)?;
            Ok(describe(self))
        };
        let description = service.call(weight, make).await?;
        let mut head = HttpResponse::Ok();
        tag.stamp(&mut head);
        head.insert_header((header::CONTENT_TYPE, format.media_type()));
        head.insert_header((header::CONTENT_LANGUAGE, locale.tag()));
        Ok(head.body(description.to_string()))
    }
}

/// A tile.
pub async fn tile(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let of = Of::read(&request)?;
    matrix_set::check(&request)?;
    let part = |name| request.match_info().query(name);
    let tile = Square::parse(part("matrix"), part("row"), part("column"))?;
    let parameters = Parameters::read(&request, of.declared())?;
    Format::choose(&request, &parameters, &[Format::Mvt])?;
    let source = service.view(&extract::viewer(&request), parameters.limit_m()?);
    let tag = Tag::without_words(&service, &source, Format::Mvt.as_str());
    if tag.is_held(&request) {
        let mut head = HttpResponse::NotModified();
        return Ok(stamp(&mut head, &tag).finish());
    }
    let made = made(&service, source, of, tile).await?;
    if made.plain.is_empty() {
        return Ok(stamp(&mut HttpResponse::NoContent(), &tag).finish());
    }
    let mut head = HttpResponse::Ok();
    stamp(&mut head, &tag).insert_header((header::CONTENT_TYPE, Format::Mvt.media_type()));
    match &made.gzip {
        Some(packed) if coding::accepts(request.headers(), "gzip") => {
            Ok(head.insert_header((header::CONTENT_ENCODING, "gzip")).body(packed.clone()))
        }
        _ => Ok(head.body(made.plain.clone())),
    }
}

/// A tile that was made before, on this thread; else on another that may block.
async fn made(service: &Service, source: Arc<Source>, of: Of, tile: Square) -> Result<Arc<Made>, Problem> {
    let sets = service.tiles();
    let set = sets.of(&source);
    if let Some(made) = sets.get(&set, of.0, tile) {
        return Ok(made);
    }
    let ready = of.layers().iter().all(|layer| set.set.is_ready(&source, *layer, tile));
    let weight = if ready { Weight::Light } else { Weight::Heavy };
    let sets = Arc::clone(sets);
    let make = move |_: &App| {
        of.check(&source)?;
        let plain = set.set.tile(&source, of.layers(), tile);
        let made = Arc::new(Made::new(plain.map_err(|error| Problem::Internal(error.to_string()))?));
        sets.keep(&set, of.0, tile, &made);
        Ok(made)
    };
    service.call(weight, make).await
}

fn stamp<'a>(head: &'a mut actix_web::HttpResponseBuilder, tag: &Tag) -> &'a mut actix_web::HttpResponseBuilder {
    head.insert_header((header::ETAG, tag.as_str()))
        .insert_header((header::CACHE_CONTROL, FRESH))
        .insert_header((header::VARY, "accept, accept-encoding"))
}
