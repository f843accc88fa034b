//! The definition of the service: `OpenAPI` 3.0, made from the layers.
//!
//! 3.0 and not 3.1, with a literal path for the items of every layer, since QGIS, GDAL and OGC's own test suite read no
//! other.

mod layer;
mod parameter;
mod path;
mod schema;
mod tile;

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::crs::CrsList;
use crate::http::format::Format;
use crate::http::pages;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::document::Document;
use crate::http::wire::link;
use crate::messages::{Locale, say};

/// The formats of the definition, the first for those who do not say.
pub const FORMATS: &[Format] = &[Format::OpenApi, Format::Html];

/// The definition of the service.
pub async fn definition(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let document = Document::asked(&request, FORMATS)?;
    let viewer = document.viewer.clone();
    let look = move |app: &App| Ok((app.view(&viewer, None), app.crs_list(&viewer)));
    let (source, crs) = service.call(Weight::Light, look).await?;
    let tag = document.tag(&service, &source);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    let definition = openapi(document.locale(), &link::base(&request), &crs);
    if document.format == Format::Html {
        return pages::api::answer(&request, &definition);
    }
    Ok(document.json(&tag, &definition))
}

/// The definition in a language, for a service at `base`.
pub fn openapi(locale: Locale, base: &str, crs: &CrsList) -> Value {
    let words = |key: &str| say(locale, key, &[]);
    let tags = ["layers", "tiles", "questions", "reports", "service"];
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": words("service-title"),
            "description": words("service-description"),
            "version": env!("CARGO_PKG_VERSION"),
        },
        "servers": [{ "url": base }],
        "tags": tags.map(|tag| json!({ "name": tag, "description": words(&format!("api-tag-{tag}")) })),
        "paths": path::all(locale, crs),
        "components": {
            "parameters": object(parameter::shared(locale, crs)),
            "responses": { "problem": {
                "description": words("api-problem"),
                "content": { "application/problem+json": { "schema": schema::to("problem") } },
            } },
            "schemas": object(schema::all().into_iter().chain(layer::schemas(locale))),
        },
    })
}

fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}
