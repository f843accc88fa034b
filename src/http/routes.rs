//! The whole URL tree.

use actix_web::http::{Method, header};
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder};

use super::ogc::editing::{self, Address};
use super::ogc::{api, collections, conformance, items, landing, schema, styles, tiles};
use super::pages::{sheet, style};
use super::problem::Problem;
use super::{assignments, basemap, health, history, imports, map_page, nearest, reports, settings, what_if};

const READ: &[Method] = &[Method::GET, Method::HEAD, Method::OPTIONS];
const ASK: &[Method] = &[Method::POST, Method::OPTIONS];

/// Every address of the service.
pub fn tree(config: &mut ServiceConfig) {
    config
        // Asked for by the dozen: first, since addresses are tried in this order.
        .service(read("/collections/{layer}/tiles/{set}/{matrix}/{row}/{column}", tiles::tile))
        .service(read("/tiles/{set}/{matrix}/{row}/{column}", tiles::tile))
        .service(read("/", landing::landing))
        .service(read(map_page::PATH, map_page::part))
        .service(read("/basemap", basemap::described))
        .service(read("/basemap/{z}/{x}/{y}", basemap::tile))
        .service(read("/api", api::definition))
        .service(read("/conformance", conformance::conformance))
        .service(read("/collections", collections::list))
        .service(read("/collections/{layer}", collections::one))
        .service(read("/collections/{layer}/schema", schema::schema))
        .service(read("/collections/{layer}/schema/feature", schema::feature))
        .service(read("/collections/{layer}/queryables", schema::queryables))
        .service(editable(
            web::resource("/collections/{layer}/items")
                .route(web::get().to(items::list))
                .route(web::head().to(items::list))
                .route(web::post().to(editing::create)),
            Address::Items,
        ))
        .service(editable(
            web::resource("/collections/{layer}/items/{id}")
                .route(web::get().to(items::one))
                .route(web::head().to(items::one))
                .route(web::put().to(editing::replace))
                .route(web::patch().to(editing::update))
                .route(web::delete().to(editing::remove)),
            Address::Item,
        ))
        .service(read("/collections/{layer}/items/{id}/history", history::of_row))
        .service(read("/collections/{layer}/tiles", tiles::list))
        .service(read("/collections/{layer}/tiles/{set}", tiles::set))
        .service(read("/tiles", tiles::list))
        .service(read("/tiles/{set}", tiles::set))
        .service(read("/tileMatrixSets", tiles::matrix_sets))
        .service(read("/tileMatrixSets/{set}", tiles::matrix_set))
        .service(read("/styles", styles::list))
        .service(read("/styles/{style}", styles::one))
        .service(read(style::PATH, style::of_pages))
        .service(read(sheet::STYLE_PATH, style::of_sheet))
        .service(read("/nearest", nearest::one))
        .service(ask("/assignments", assignments::all))
        .service(ask("/what-if", what_if::answer))
        .service(read("/edits", history::list))
        .service(read("/edits/{revision}", history::one))
        .service(ask("/edits/{revision}/undo", history::undo))
        .service(read("/reports/coverage", reports::coverage))
        .service(read("/reports/catchments", reports::catchments))
        .service(read("/reports/settlements/{id}", reports::settlement))
        .configure(imports::tree)
        .service(read("/settings", settings::read))
        .service(read("/health/live", health::live))
        .service(read("/health/ready", health::ready))
        .default_service(web::to(async || -> Result<HttpResponse, Problem> { Err(Problem::NoSuchPage) }));
}

/// An address that is only read.
pub(super) fn read<H, Args>(path: &str, handler: H) -> Resource
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    let resource = web::resource(path).route(web::get().to(handler.clone())).route(web::head().to(handler));
    closed(resource, READ)
}

/// An address that something is sent to.
pub(super) fn ask<H, Args>(path: &str, handler: H) -> Resource
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    closed(web::resource(path).route(web::post().to(handler)), ASK)
}

/// As [`closed`], where it is the layer that decides.
fn editable(resource: Resource, address: Address) -> Resource {
    let options = move |request: HttpRequest| {
        let answer = address.options(&request);
        async move { answer }
    };
    let refuse = move |request: HttpRequest| {
        let refusal = address.refuse(&request);
        async move { refusal }
    };
    resource.route(web::method(Method::OPTIONS).to(options)).default_service(web::to(refuse))
}

/// Tells the methods of an address to those who ask, and to those who try another.
pub(super) fn closed(resource: Resource, methods: &'static [Method]) -> Resource {
    let allow = methods.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
    let options = move || {
        let answer = HttpResponse::Ok().insert_header((header::ALLOW, allow.clone())).finish();
        async move { answer }
    };
    let refuse = move || async move { Err::<HttpResponse, _>(Problem::Method(methods)) };
    resource.route(web::method(Method::OPTIONS).to(options)).default_service(web::to(refuse))
}
