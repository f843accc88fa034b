//! Rows that are added, replaced, updated and removed (Part 4).
//!
//! A tag that is sent is honoured, and none is asked for: QGIS sends none, and both edits then stand in the history.

mod sent;

use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};

pub use sent::PARAMETERS;

use super::items;
use crate::app::{Edit, Edited, Operation};
use crate::crs::Crs;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::http::body;
use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::problem::{EditProblem, Problem};
use crate::http::service::Service;
use crate::http::wire::cached::{self, Tag};
use crate::http::wire::edited::Done;
use crate::http::wire::link::{self, Link};
use crate::layers::{LayerName, Source};
use crate::messages::{Locale, say};
use sent::Kind;

/// What features are sent as.
pub const FEATURES: &[&str] = &["application/geo+json", "application/json"];
/// What patches are sent as.
pub const PATCHES: &[&str] = &["application/merge-patch+json", "application/json"];

const READ: &[Method] = &[Method::GET, Method::HEAD, Method::OPTIONS];
const ITEMS: &[Method] = &[Method::GET, Method::HEAD, Method::POST, Method::OPTIONS];
const ITEM: &[Method] = &[Method::GET, Method::HEAD, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];

/// What the address of a layer's items, or of one of them, takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Address {
    /// All items.
    Items,
    /// One.
    Item,
}

impl Address {
    /// The methods that it takes for a layer.
    pub const fn methods(self, layer: LayerName) -> &'static [Method] {
        match (layer.register(), self) {
            (None, _) => READ,
            (Some(_), Self::Items) => ITEMS,
            (Some(_), Self::Item) => ITEM,
        }
    }

    /// Says what it takes.
    pub fn options(self, request: &HttpRequest) -> Result<HttpResponse, Problem> {
        let layer = extract::layer(request)?;
        let mut head = HttpResponse::Ok();
        let methods: Vec<&str> = self.methods(layer).iter().map(Method::as_str).collect();
        head.insert_header((header::ALLOW, methods.join(", ")));
        if layer.register().is_some() {
            match self {
                Self::Items => head.insert_header((Kind::Feature.header(), FEATURES.join(", "))),
                Self::Item => head.insert_header((Kind::Patch.header(), PATCHES.join(", "))),
            };
        }
        Ok(head.finish())
    }

    /// Refuses a method that it does not take.
    pub fn refuse(self, request: &HttpRequest) -> Result<HttpResponse, Problem> {
        let layer = extract::layer(request)?;
        let methods = self.methods(layer);
        let edits = [Method::POST, Method::PUT, Method::PATCH, Method::DELETE].contains(request.method());
        if edits && layer.register().is_none() {
            return Err(EditProblem::Computed { layer: layer.as_str(), methods }.into());
        }
        Err(Problem::Method(methods))
    }
}

/// Adds rows: a `Feature`, or all of a `FeatureCollection`.
pub async fn create(
    service: web::Data<Service>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(&request, Address::Items)?;
    sent::media_type(&request, Kind::Feature)?;
    let mut body = body::receive(&service, &request, payload).await?;
    let operation = move |crs: &Crs| Ok(Operation::Create(sent::features(std::mem::take(&mut body.bytes), crs)?));
    asked.edit(&service, &request, operation).await
}

/// Replaces a row.
pub async fn replace(
    service: web::Data<Service>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(&request, Address::Item)?;
    let id = asked.id(&request)?;
    sent::media_type(&request, Kind::Feature)?;
    let mut body = body::receive(&service, &request, payload).await?;
    let operation = move |crs: &Crs| Ok(Operation::Replace(id, sent::features(std::mem::take(&mut body.bytes), crs)?));
    asked.edit(&service, &request, operation).await
}

/// Updates some fields of a row, or its geometry.
pub async fn update(
    service: web::Data<Service>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(&request, Address::Item)?;
    let id = asked.id(&request)?;
    sent::media_type(&request, Kind::Patch)?;
    let body = body::receive(&service, &request, payload).await?;
    let operation = move |crs: &Crs| Ok(Operation::Update(id, sent::patch(&body.bytes, crs)?));
    asked.edit(&service, &request, operation).await
}

/// Removes a row.
pub async fn remove(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(&request, Address::Item)?;
    let id = asked.id(&request)?;
    asked.edit(&service, &request, move |_| Ok(Operation::Remove(id))).await
}

/// What is to be edited, and how.
struct Asked {
    layer: LayerName,
    register: RegisterName,
    dry_run: bool,
}

impl Asked {
    fn of(request: &HttpRequest, address: Address) -> Result<Self, Problem> {
        let layer = extract::layer(request)?;
        let computed = || EditProblem::Computed { layer: layer.as_str(), methods: address.methods(layer) };
        let register = layer.register().ok_or_else(computed)?;
        let dry_run = Parameters::read(request, PARAMETERS)?.flag("dry_run")?;
        Ok(Self { layer, register, dry_run })
    }

    /// The id in the path; what is none is no row's.
    fn id(&self, request: &HttpRequest) -> Result<Id, Problem> {
        Id::parse(request.match_info().query("id")).map_err(|_| Problem::NoSuchItem(self.layer.as_str()))
    }

    async fn edit(
        self,
        service: &Service,
        request: &HttpRequest,
        operation: impl FnOnce(&Crs) -> Result<Operation, Problem> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let Self { layer, register, dry_run } = self;
        let viewer = extract::viewer(request);
        let locale = viewer.locale;
        let (if_match, name) = (cached::if_match(request), sent::content_crs(request));
        let (edited, source, added) = service
            .commit(move |app| {
                let crs = sent::crs(name.as_deref(), &app.crs_list(&viewer))?;
                let operation = operation(&crs)?;
                let added = matches!(operation, Operation::Create(_)) && !dry_run;
                let crs = (!crs.is_crs84()).then(|| crs.epsg());
                let edited = app.edit(&viewer, &Edit { register, operation, if_match, crs, dry_run })?;
                Ok((edited, app.view(&viewer, None), added))
            })
            .await?;
        Ok(answer(service, request, layer, &edited, &source, added, locale))
    }
}

fn answer(
    service: &Service,
    request: &HttpRequest,
    layer: LayerName,
    edited: &Edited,
    source: &Source,
    added: bool,
    locale: Locale,
) -> HttpResponse {
    let base = link::base(request);
    let first = edited.ids.first().map(Id::as_str);
    let of_row = |id: &str| link::item(request, layer, id);
    let mut head = HttpResponse::build(if added { StatusCode::CREATED } else { StatusCode::OK });
    let mut links = Vec::new();
    if let Some(id) = first.filter(|_| !edited.dry_run) {
        if added {
            head.insert_header((header::LOCATION, of_row(id)));
        }
        // What somebody else wrote since is not what this client knows.
        let snapshot = source.snapshot();
        let own = snapshot
            .row_revision(layer.register().unwrap_or(RegisterName::Households), id)
            .is_some_and(|written| written <= edited.written.revision)
            && snapshot.revision() >= edited.written.revision;
        let tag = Tag::of_row(service, source, layer, id, &Crs::crs84(), locale).filter(|_| own);
        if let Some(tag) = tag {
            head.insert_header((header::ETAG, tag.as_str()));
            let media_type = items::ITEM_FORMATS.first().map_or("", |format| format.link_type());
            links.push(Link { href: of_row(id), rel: "item", media_type, title: None });
        }
        let href = format!("{base}/edits/{}", edited.written.revision);
        let title = Some(say(locale, "link-edit", &[]));
        links.push(Link { href, rel: "related", media_type: Format::Json.link_type(), title });
    }
    head.insert_header((header::CACHE_CONTROL, "no-store")).insert_header((header::CONTENT_LANGUAGE, locale.tag()));
    head.json(Done::new(edited, source.limit(), locale, links))
}
