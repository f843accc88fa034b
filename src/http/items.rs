//! The rows of a layer: pages in id order, and one at a time.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::extract::{self, Parameters};
use super::format::Format;
use super::problem::Problem;
use super::service::{Service, Weight};
use super::stream::{self, Gone, Out};
use super::wire::cached::Tag;
use super::wire::link::{self, Link};
use crate::app::App;
use crate::files::write::feature::FeatureWriter;
use crate::files::write::{Sink, value};
use crate::layers::{BoundingBox, LayerName, Source};
use crate::messages::{Locale, say};

/// The parameters of a page, where the coverage limit changes the layer and where it does not.
const LIST: &[&str] = &["limit", "after", "bbox", "limit_m", "f"];
const LIST_AT_ANY_LIMIT: &[&str] = &["limit", "after", "bbox", "f"];
/// The same of a row.
const ONE: &[&str] = &["limit_m", "f"];
const ONE_AT_ANY_LIMIT: &[&str] = &["f"];

/// Rows on a page where nobody asks for more or fewer.
const PAGE: usize = 100;
/// The most rows on a page.
const GREATEST_PAGE: u32 = 10_000;

/// Which rows of a layer are asked for.
struct Asked {
    layer: LayerName,
    bbox: Option<BoundingBox>,
    after: Option<String>,
    limit: usize,
}

/// Rows found, not yet written.
struct Page {
    source: Arc<Source>,
    layer: LayerName,
    matched: usize,
    slots: Vec<usize>,
    /// The last id on this page, where there is a next one.
    next: Option<String>,
}

/// A page is heavy where its rows or their number have yet to be computed, or all of them are looked at for a box.
fn weight(source: &Source, asked: &Asked) -> Weight {
    let scans = asked.layer == LayerName::Assignments && asked.bbox.is_some();
    if source.is_computed(asked.layer) && !scans { Weight::Light } else { Weight::Heavy }
}

/// One assignment needs no count of all.
fn weight_of_one(source: &Source, layer: LayerName) -> Weight {
    if layer == LayerName::Assignments || source.is_computed(layer) { Weight::Light } else { Weight::Heavy }
}

/// Whether a layer's values are distances to kitchens, or who is within a distance: gaps have only a radius of their
/// own, and catchments an area.
const fn has_distances(layer: LayerName) -> bool {
    match layer {
        LayerName::Settlements | LayerName::Kitchens | LayerName::Households | LayerName::Assignments => true,
        LayerName::Catchments | LayerName::Gaps => false,
    }
}

/// A page of a layer.
pub async fn list(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let layer = extract::layer(&request)?;
    let parameters = Parameters::read(&request, if layer.layer().depends_on_limit { LIST } else { LIST_AT_ANY_LIMIT })?;
    Format::choose(&request, &parameters, &[Format::GeoJson])?;
    let asked = Asked {
        layer,
        bbox: parameters.bbox()?,
        after: parameters.id("after")?.map(|id| id.as_str().to_owned()),
        limit: parameters.whole("limit", 1, GREATEST_PAGE)?.unwrap_or(PAGE),
    };
    let limit = parameters.limit_m()?;
    let viewer = extract::viewer(&request);
    let locale = viewer.locale;
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, limit))).await?;
    let page = service.call(weight(&source, &asked), move |_| Page::find(source, &asked)).await?;
    let tag = Tag::new(&service, &page.source, "geojson", locale);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    let links = page.links(&request);
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CONTENT_TYPE, Format::GeoJson.media_type()));
    tag.stamp(&mut head);
    for link in &links {
        head.append_header((
            header::LINK,
            format!("<{}>; rel=\"{}\"; type=\"{}\"", link.href, link.rel, link.media_type),
        ));
    }
    stream::answer(&service, &request, head, move |out| page.write(out, &links, locale)).await
}

impl Page {
    fn find(source: Arc<Source>, asked: &Asked) -> Result<Self, Problem> {
        let layer = asked.layer;
        if layer == LayerName::Catchments {
            source.catchments().map_err(|error| Problem::StudyArea(error.clone()))?;
        }
        let start = asked.after.as_deref().map_or(0, |after| {
            let slot = source.seek(layer, after);
            if source.row(layer, slot).is_some_and(|row| row.id() == after) { slot + 1 } else { slot }
        });
        let boxed = asked.bbox.map(|bbox| source.in_box(layer, &bbox));
        let matched = boxed.as_ref().map_or_else(|| source.count(layer), Vec::len);
        let present = |slot: &usize| source.row(layer, *slot).is_some();
        let take = asked.limit + 1;
        let mut slots: Vec<usize> = match boxed {
            Some(boxed) => boxed.into_iter().filter(|slot| *slot >= start).take(take).collect(),
            None => (start..source.slots(layer)).filter(present).take(take).collect(),
        };
        let more = slots.len() > asked.limit;
        slots.truncate(asked.limit);
        let last = slots.last().and_then(|slot| source.row(layer, *slot));
        let next = last.filter(|_| more).map(|row| row.id().to_owned());
        Ok(Self { source, layer, matched, slots, next })
    }

    fn links(&self, request: &HttpRequest) -> Vec<Link> {
        let base = link::base(request);
        let geojson = Format::GeoJson.media_type();
        let mut links = vec![Link {
            href: format!("{base}{}", link::here(request)),
            rel: "self",
            media_type: geojson,
            title: None,
        }];
        if let Some(last) = &self.next {
            let href = format!("{base}{}?{}", request.path(), link::after(request, last));
            links.push(Link { href, rel: "next", media_type: geojson, title: None });
        }
        let href = format!("{base}/collections/{}", self.layer.as_str());
        links.push(Link { href, rel: "collection", media_type: Format::Json.media_type(), title: None });
        links
    }

    fn write(&self, out: &mut Out, links: &[Link], locale: Locale) -> Result<(), Gone> {
        let bytes = out.buffer();
        bytes.extend_from_slice(br#"{"type":"FeatureCollection","numberMatched":"#);
        value::append(bytes, &self.matched);
        bytes.extend_from_slice(br#","numberReturned":"#);
        value::append(bytes, &self.slots.len());
        if has_distances(self.layer) {
            bytes.extend_from_slice(br#","distance":"#);
            value::append(bytes, &say(locale, "straight-line", &[]));
        }
        bytes.extend_from_slice(br#","links":"#);
        value::append(bytes, links);
        bytes.extend_from_slice(br#","features":["#);
        let writer = FeatureWriter::new(self.layer);
        let rows = self.slots.iter().filter_map(|slot| self.source.row(self.layer, *slot));
        for (index, row) in rows.enumerate() {
            if index > 0 {
                out.buffer().push(b',');
            }
            writer.whole(out.buffer(), &row);
            out.flow()?;
        }
        out.buffer().extend_from_slice(b"]}");
        Ok(())
    }
}

/// One row.
pub async fn one(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let layer = extract::layer(&request)?;
    let parameters = Parameters::read(&request, if layer.layer().depends_on_limit { ONE } else { ONE_AT_ANY_LIMIT })?;
    Format::choose(&request, &parameters, &[Format::GeoJson])?;
    let limit = parameters.limit_m()?;
    let id = request.match_info().query("id").to_owned();
    let base = link::base(&request);
    let viewer = extract::viewer(&request);
    let locale = viewer.locale;
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, limit))).await?;
    let weight = weight_of_one(&source, layer);
    let read = move |_: &App| {
        if layer == LayerName::Catchments {
            source.catchments().map_err(|error| Problem::StudyArea(error.clone()))?;
        }
        let row = source.find(layer, &id).ok_or(Problem::NoSuchItem(layer.as_str()))?;
        let mut body = Vec::new();
        FeatureWriter::new(layer).open(&mut body, &row);
        let here = format!("{base}/collections/{}", layer.as_str());
        let links = [
            Link {
                href: format!("{here}/items/{}", row.id()),
                rel: "self",
                media_type: "application/geo+json",
                title: None,
            },
            Link { href: here, rel: "collection", media_type: "application/json", title: None },
        ];
        body.extend_from_slice(br#","links":"#);
        value::append(&mut body, &links);
        body.push(b'}');
        Ok((body, source))
    };
    let (body, source) = service.call(weight, read).await?;
    let tag = Tag::new(&service, &source, "geojson", locale);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CONTENT_TYPE, Format::GeoJson.media_type()));
    tag.stamp(&mut head);
    Ok(head.body(body))
}
