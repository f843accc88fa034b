//! The first page: what this is, and where everything is.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::shell::{Place, Shell};
use crate::http::extract;
use crate::http::format::Format;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::link;
use crate::layers::{LayerName, Source};

/// The style that draws the vector tiles of all layers.
pub const STYLE: &str = "/styles/cercania";

#[derive(Template)]
#[template(path = "landing.html", config = "src/http/pages/askama.toml")]
struct Landing {
    shell: Shell,
    address: String,
    layers: Vec<LayerRow>,
    limit: String,
}

/// A layer and how many rows it has.
struct LayerRow {
    place: Place,
    about: String,
    count: usize,
}

/// The first page.
pub async fn answer(service: &Service, request: &HttpRequest) -> Result<HttpResponse, Problem> {
    let viewer = extract::viewer(request);
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, None))).await?;
    let shell = Shell::of(request, "service-title").also("/?f=json", Format::Json).at(source.snapshot().revision());
    let (address, rows) = (link::base(request), source.clone());
    // Only these are counted by looking at households, and then known.
    let counted = [LayerName::Assignments, LayerName::Gaps].into_iter().all(|layer| source.is_computed(layer));
    let weight = if counted { Weight::Light } else { Weight::Heavy };
    super::answer(service, request, &source, weight, move || {
        let layers = LayerName::ALL.into_iter().map(|layer| LayerRow::of(&shell, &rows, layer)).collect();
        Ok(Landing { layers, address, limit: rows.limit().metres().to_string(), shell })
    })
    .await
}

impl LayerRow {
    fn of(shell: &Shell, source: &Source, layer: LayerName) -> Self {
        let id = layer.as_str();
        Self {
            place: Place::new(format!("/collections/{id}"), shell.say(&format!("layer-{id}"))),
            about: shell.say(&format!("layer-{id}-about")),
            count: source.count(layer),
        }
    }
}
