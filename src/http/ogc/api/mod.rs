//! The definition of the service: `OpenAPI` 3.0, made from the layers.
//!
//! 3.0 and not 3.1, with a literal path for the items of every layer, since QGIS, GDAL and OGC's own test suite read no
//! other.

mod edit;
mod import;
mod layer;
mod parameter;
mod path;
mod schema;
mod tile;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
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

/// Definitions that are kept: addresses are the clients' to choose, who may call this service by any name.
const KEPT: usize = 4;

/// The definition of the service.
pub async fn definition(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let document = Document::asked(&request, FORMATS)?;
    let viewer = document.viewer.clone();
    let look = move |app: &App| Ok((app.view(&viewer, None), app.crs_list(&viewer)));
    let (source, crs) = service.call(Weight::Light, look).await?;
    if document.format == Format::Html {
        return pages::api::answer(&service, &request, &source, crs).await;
    }
    let tag = document.tag(&service, &source);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    let (locale, base, kept) = (document.locale(), link::base(&request), Arc::clone(service.definitions()));
    let definition = service.call(Weight::Light, move |_| kept.of(locale, &base, &crs)).await?;
    Ok(document.written(&tag, definition.json.clone()))
}

/// The definitions that were asked for last: they change only with the reference systems.
#[derive(Debug, Default)]
pub struct Definitions(Mutex<VecDeque<Arc<Definition>>>);

/// The definition in a language, for a service at an address.
#[derive(Debug)]
pub struct Definition {
    locale: Locale,
    base: String,
    crs: Arc<CrsList>,
    /// As a document.
    pub document: Value,
    json: Bytes,
}

impl Definitions {
    /// Makes a definition, or finds the one that was made. Takes milliseconds.
    ///
    /// # Errors
    /// [`Problem::Internal`] where it cannot be written.
    pub fn of(&self, locale: Locale, base: &str, crs: &Arc<CrsList>) -> Result<Arc<Definition>, Problem> {
        let is = |one: &&Arc<Definition>| one.locale == locale && one.base == base && Arc::ptr_eq(&one.crs, crs);
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = lock().iter().find(is) {
            return Ok(Arc::clone(made));
        }
        let document = openapi(locale, base, crs);
        let json = serde_json::to_vec(&document).map_err(|error| Problem::Internal(error.to_string()))?.into();
        let made = Arc::new(Definition { locale, base: base.to_owned(), crs: Arc::clone(crs), document, json });
        let mut kept = lock();
        kept.truncate(KEPT - 1);
        kept.push_front(Arc::clone(&made));
        Ok(made)
    }
}

/// The definition in a language, for a service at `base`.
pub fn openapi(locale: Locale, base: &str, crs: &CrsList) -> Value {
    let words = |key: &str| say(locale, key, &[]);
    let tags = ["layers", "edits", "tiles", "questions", "reports", "imports", "service"];
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
            "schemas": object(
                schema::all().into_iter().chain(layer::schemas(locale)).chain(edit::schemas()).chain(import::schemas()),
            ),
        },
    })
}

fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(members.into_iter().collect::<Map<_, _>>())
}
