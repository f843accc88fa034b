//! The rows of a layer: pages in id order, and one at a time.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use jiff::{Timestamp, Unit};

use super::download::{self, Form, Part};
use super::query::{self, PAGE, Query};
use crate::app::App;
use crate::crs::Crs;
use crate::files::write::feature::FeatureWriter;
use crate::files::write::{Sink, value};
use crate::filter::Matches;
use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::pages;
use crate::http::problem::Problem;
use crate::http::service::{Deadline, Service, Weight};
use crate::http::stream::{self, Gone, Out};
use crate::http::wire::cached::Tag;
use crate::http::wire::link::{self, Link};
use crate::layers::{LayerName, Source};
use crate::messages::{Locale, say};

/// The formats of items, the first for those who do not say.
pub const FORMATS: &[Format] =
    &[Format::GeoJson, Format::Html, Format::Csv, Format::FlatGeobuf, Format::GeoPackage, Format::Kml];
/// The formats of one item, the first for those who do not say.
pub const ITEM_FORMATS: &[Format] = &[Format::GeoJson, Format::Html];

/// Rows found, not yet written.
pub struct Found {
    pub source: Arc<Source>,
    pub query: Query,
    pub matches: Matches,
    /// How many there are on all pages.
    pub matched: usize,
}

/// One page of them.
pub struct Page {
    pub found: Found,
    pub slots: Vec<usize>,
    /// The last id on this page, where there is a next one.
    pub next: Option<String>,
}

/// Heavy where rows, their number or where they lie have yet to be computed over all households, and where many rows
/// have to be looked at.
fn weight(source: &Source, query: &Query) -> Weight {
    if query.selection.is_quick(source) { Weight::Light } else { Weight::Heavy }
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

/// Rows of a layer.
pub async fn list(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let layer = extract::layer(&request)?;
    let parameters = Parameters::read(&request, &query::declared(layer))?;
    let form = Form::choose(&request, &parameters, FORMATS)?;
    let blanks = (form.format == Format::Html).then(|| pages::items::without_blanks(&request)).flatten();
    if let Some(shorter) = blanks {
        return Ok(shorter);
    }
    let limit = parameters.limit_m()?;
    let viewer = extract::viewer(&request);
    let locale = viewer.locale;
    let read = move |app: &App| {
        let query = Query::read(&parameters, layer, &app.crs_list(&viewer))?;
        form.check(&query.crs)?;
        let source = app.view(&viewer, limit);
        Ok((weight(&source, &query), source, query))
    };
    let (weight, source, query) = service.call(Weight::Light, read).await?;
    let tag = match form.format {
        Format::Html => pages::tag(&service, &source, locale),
        _ => Tag::new(&service, &source, form.variant(), locale),
    };
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    let crs = content_crs(&query.crs);
    let find = move |_: &App, deadline: &Deadline| Found::find(source, query, deadline);
    if form.format == Format::Html {
        let found = service.call_until(weight, find).await?;
        return pages::items::answer(&service, &request, found).await;
    }
    let mut head = HttpResponse::Ok();
    tag.stamp(&mut head);
    head.insert_header((header::CONTENT_TYPE, form.format.media_type()));
    head.insert_header((header::CONTENT_LANGUAGE, locale.tag()));
    head.insert_header(crs);
    if form.format != Format::GeoJson {
        let part = service.call_until(weight, move |app, deadline| find(app, deadline).map(Part::of)).await?;
        return download::answer(&service, &request, head, part, form, locale).await;
    }
    let page = service.call_until(weight, move |app, deadline| find(app, deadline).map(Found::page)).await?;
    let links = page.links(&request, form.format);
    link::tell(&mut head, &links);
    stream::answer(&service, &request, head, move |out| page.write(out, &links, locale)).await
}

/// When an answer is written (Part 1, requirement 29), to the millisecond. So of two answers with the same tag the later
/// may say a later time, and nothing else that is new.
fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Millisecond).unwrap_or(now).to_string()
}

/// The reference system of an answer's geometries (Part 2, requirement 16).
pub fn content_crs(crs: &Crs) -> (&'static str, String) {
    ("content-crs", format!("<{}>", crs.uri()))
}

impl Found {
    fn find(source: Arc<Source>, query: Query, deadline: &Deadline) -> Result<Self, Problem> {
        if query.selection.layer == LayerName::Catchments {
            source.catchments().map_err(|error| Problem::StudyArea(error.clone()))?;
        }
        let rows = query.selection.find_unless(&source, &|| deadline.is_over()).ok_or_else(|| deadline.late())?;
        let matched = rows.count(&source);
        Ok(Self { source, query, matches: rows, matched })
    }

    /// The layer.
    pub const fn layer(&self) -> LayerName {
        self.query.selection.layer
    }

    /// Slots of the rows after `after`.
    pub fn slots(&self) -> impl Iterator<Item = usize> {
        let (source, layer) = (&self.source, self.layer());
        let start = self.query.after.as_deref().map_or(0, |after| {
            let slot = source.seek(layer, after);
            if source.row(layer, slot).is_some_and(|row| row.id() == after) { slot + 1 } else { slot }
        });
        self.matches.slots(source, start)
    }

    /// As many rows as were asked for, or [`PAGE`].
    pub fn page(self) -> Page {
        let limit = if self.query.hits { 0 } else { self.query.limit.unwrap_or(PAGE) };
        self.page_of(limit)
    }

    /// As many rows as there are, and at most so many.
    pub fn page_of(self, limit: usize) -> Page {
        let mut slots: Vec<usize> = self.slots().take(limit + 1).collect();
        let more = slots.len() > limit && !self.query.hits;
        slots.truncate(limit);
        let last = slots.last().and_then(|slot| self.source.row(self.layer(), *slot));
        let next = last.filter(|_| more).map(|row| row.id().to_owned());
        Page { found: self, slots, next }
    }
}

impl Page {
    fn links(&self, request: &HttpRequest, format: Format) -> Vec<Link> {
        let base = link::base(request);
        let mut links = link::formats(request, FORMATS, format);
        if let Some(last) = &self.next {
            let href = format!("{base}{}?{}", request.path(), link::with(request, "after", last));
            links.push(Link { href, rel: "next", media_type: format.link_type(), title: None });
        }
        let href = format!("{base}/collections/{}", self.found.layer().as_str());
        links.push(Link { href, rel: "collection", media_type: Format::Json.media_type(), title: None });
        links
    }

    fn write(&self, out: &mut Out, links: &[Link], locale: Locale) -> Result<(), Gone> {
        let Found { source, query, matched, .. } = &self.found;
        let layer = self.found.layer();
        let bytes = out.buffer();
        bytes.extend_from_slice(br#"{"type":"FeatureCollection","numberMatched":"#);
        value::append(bytes, matched);
        bytes.extend_from_slice(br#","numberReturned":"#);
        value::append(bytes, &self.slots.len());
        bytes.extend_from_slice(br#","timeStamp":"#);
        value::append(bytes, &now());
        if has_distances(layer) {
            bytes.extend_from_slice(br#","distance":"#);
            value::append(bytes, &say(locale, "straight-line", &[]));
        }
        bytes.extend_from_slice(br#","links":"#);
        value::append(bytes, links);
        bytes.extend_from_slice(br#","features":["#);
        let writer = FeatureWriter::new(layer).in_crs(Arc::clone(&query.crs));
        let rows = self.slots.iter().filter_map(|slot| source.row(layer, *slot));
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
    let parameters = Parameters::read(&request, &query::declared_of_one(layer))?;
    let format = Format::choose(&request, &parameters, ITEM_FORMATS)?;
    let limit = parameters.limit_m()?;
    let id = request.match_info().query("id").to_owned();
    let mut links = link::formats(&request, ITEM_FORMATS, format);
    let href = format!("{}/collections/{}", link::base(&request), layer.as_str());
    links.push(Link { href, rel: "collection", media_type: Format::Json.link_type(), title: None });
    let viewer = extract::viewer(&request);
    let locale = viewer.locale;
    if layer.register().is_some() {
        let (href, title) = (format!("{}/history", link::item(&request, layer, &id)), say(locale, "link-history", &[]));
        let media_type = Format::Json.link_type();
        links.push(Link { href, rel: "version-history", media_type, title: Some(title) });
    }
    let read = move |app: &App| {
        let crs = query::crs(&parameters, "crs", &app.crs_list(&viewer))?;
        Ok((app.view(&viewer, limit), crs))
    };
    let (source, crs) = service.call(Weight::Light, read).await?;
    let weight = weight_of_one(&source, layer);
    let tag = match format {
        Format::Html => pages::tag(&service, &source, locale),
        _ => Tag::of_row(&service, &source, layer, &id, &crs, locale)
            .unwrap_or_else(|| Tag::new(&service, &source, format.as_str(), locale)),
    };
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    if format == Format::Html {
        return pages::item::answer(&service, &request, weight, source, layer, id).await;
    }
    let read = move |_: &App| {
        if layer == LayerName::Catchments {
            source.catchments().map_err(|error| Problem::StudyArea(error.clone()))?;
        }
        let row = source.find(layer, &id).ok_or(Problem::NoSuchItem(layer.as_str()))?;
        let mut body = Vec::new();
        FeatureWriter::new(layer).in_crs(Arc::clone(&crs)).open(&mut body, &row);
        body.extend_from_slice(br#","links":"#);
        value::append(&mut body, &links);
        body.push(b'}');
        Ok((body, links, crs))
    };
    let (body, links, crs) = service.call(weight, read).await?;
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CONTENT_TYPE, format.media_type()));
    head.insert_header((header::CONTENT_LANGUAGE, locale.tag()));
    head.insert_header(content_crs(&crs));
    link::tell(&mut head, &links);
    tag.stamp(&mut head);
    Ok(head.body(body))
}
