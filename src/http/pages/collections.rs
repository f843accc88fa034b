//! The page of all layers.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::shell::{Place, Shell};
use crate::domain::settings::CoverageLimit;
use crate::http::extract;
use crate::http::format::Format;
use crate::http::ogc::query::{GREATEST_PAGE, declared};
use crate::http::ogc::{collections, items};
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::layers::{GeometryKind, LayerName, Source};

#[derive(Template)]
#[template(path = "collections.html", config = "src/http/pages/askama.toml")]
struct Collections {
    shell: Shell,
    layers: Vec<LayerRow>,
    /// Whether all layers can be had as one `GeoPackage`.
    package: bool,
}

struct LayerRow {
    place: Place,
    about: String,
    geometry: String,
    count: usize,
    items: String,
    downloads: Vec<Place>,
}

/// A layer's shape in words.
pub fn geometry(shell: &Shell, layer: LayerName) -> String {
    shell.say(match layer.layer().geometry {
        GeometryKind::Point => "geometry-point",
        GeometryKind::LineString => "geometry-line",
        GeometryKind::MultiPolygon => "geometry-polygon",
    })
}

/// The formats that `count` rows of a layer can be downloaded in, as links; `address` makes one for the parameters of a
/// format. `GeoJSON` comes a page at a time, which is said where there is more than the greatest.
pub fn downloads(
    shell: &Shell,
    layer: LayerName,
    count: usize,
    address: impl Fn(&[(&str, &str)]) -> String,
) -> Vec<Place> {
    let most = GREATEST_PAGE.to_string();
    let cut = usize::try_from(GREATEST_PAGE).is_ok_and(|most| count > most);
    let json = if cut { shell.say_with("format-json-first", "count", &most) } else { shell.say("format-json") };
    let mut places = Vec::new();
    for format in items::FORMATS {
        let name = format.as_str();
        match format {
            Format::Html => {}
            Format::Json | Format::GeoJson => {
                places.push(Place::new(address(&[("f", name), ("limit", &most)]), json.clone()));
            }
            _ => places.push(Place::new(address(&[("f", name)]), shell.say(&format!("format-{name}")))),
        }
        if *format == Format::Csv && declared(layer).contains(&"excel") {
            places.push(Place::new(address(&[("f", name), ("excel", "true")]), shell.say("format-excel")));
        }
    }
    places
}

/// The page of all layers, counted at a coverage limit.
pub async fn answer(
    service: &Service,
    request: &HttpRequest,
    limit: Option<CoverageLimit>,
) -> Result<HttpResponse, Problem> {
    let viewer = extract::viewer(request);
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, limit))).await?;
    let shell = Shell::of(request, "link-collections").at(source.snapshot().revision());
    let shell = shell.also("/collections?f=json", Format::Json);
    // Only these are counted by looking at households; outlines need not be drawn to be counted.
    let counted = [LayerName::Assignments, LayerName::Gaps].into_iter().all(|layer| source.is_computed(layer));
    let weight = if counted { Weight::Light } else { Weight::Heavy };
    let rows = Arc::clone(&source);
    super::answer(service, request, &source, weight, move || {
        let layers = LayerName::ALL.into_iter().map(|layer| LayerRow::of(&shell, &rows, layer)).collect();
        Ok(Collections { shell, layers, package: collections::LIST_FORMATS.contains(&Format::GeoPackage) })
    })
    .await
}

impl LayerRow {
    fn of(shell: &Shell, source: &Source, layer: LayerName) -> Self {
        let id = layer.as_str();
        let items = format!("/collections/{id}/items");
        let count = source.count(layer);
        Self {
            place: Place::new(format!("/collections/{id}"), shell.say(&format!("layer-{id}"))),
            about: shell.say(&format!("layer-{id}-about")),
            geometry: geometry(shell, layer),
            count,
            downloads: downloads(shell, layer, count, |with| {
                crate::http::wire::asked::address(&items, with.iter().copied())
            }),
            items,
        }
    }
}
