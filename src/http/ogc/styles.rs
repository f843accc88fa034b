//! How the layers are drawn: one Mapbox style over the tiles of all of them, for QGIS and `MapLibre`.

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use super::tiles::{Asked, view_of};
use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::problem::Problem;
use crate::http::service::Service;
use crate::http::wire::link;
use crate::messages::say;
use crate::tiles::style::Style;

/// The style's name in addresses.
pub const ID: &str = "cercania";

/// The styles: one.
pub async fn list(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, &["f"])?;
    Format::choose(&request, &parameters, &[Format::Json])?;
    let base = link::base(&request);
    let title = say(extract::locale(request.headers()), "link-styles", &[]);
    let sheet = json!({ "rel": "stylesheet", "type": Format::MapboxStyle.media_type(), "title": title,
                        "href": format!("{base}/styles/{ID}") });
    let links = json!([{ "rel": "self", "type": Format::Json.media_type(), "href": format!("{base}/styles") }]);
    let styles = json!({ "links": links, "default": ID, "styles": [{ "id": ID, "title": title, "links": [sheet] }] });
    Ok(HttpResponse::Ok().append_header(("vary", "accept, accept-language")).json(styles))
}

/// The style.
pub async fn one(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    if request.match_info().query("style") != ID {
        return Err(Problem::NoSuchStyle(ID));
    }
    let parameters = Parameters::read(&request, &["f", "limit_m"])?;
    let format = Format::choose(&request, &parameters, &[Format::MapboxStyle])?;
    let asked = Asked::of_all(&service, &request, &parameters, format)?;
    let base = link::base(&request);
    let describe = move |asked: Asked| {
        let limit = asked.limit.map_or_else(String::new, |limit| format!("&limit_m={limit}"));
        let tilejson = format!("{base}/tiles/WebMercatorQuad?f=tilejson{limit}");
        let kitchens: Vec<&str> =
            asked.source.snapshot().kitchens().list().iter().map(|kitchen| kitchen.id.as_str()).collect();
        let name = say(asked.locale, "tiles-style", &[]);
        let view = view_of(&asked.source);
        Style { name: &name, tilejson: &tilejson, kitchens: &kitchens, view, locale: asked.locale }.document()
    };
    asked.answer(&service, &request, describe).await
}
