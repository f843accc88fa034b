//! The page of one layer: a look at it, what can be asked, and where to take it from.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::collections::{downloads, geometry};
use super::fields::{FieldRow, fields};
use super::items::Form;
use super::map::{self, Map};
use super::sheet;
use super::shell::{Place, Shell};
use crate::http::extract;
use crate::http::format::Format;
use crate::http::ogc::extent::Extent;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::asked::address;
use crate::http::wire::link;
use crate::layers::LayerName;

#[derive(Template)]
#[template(path = "collection.html", config = "src/http/pages/askama.toml")]
struct Collection {
    shell: Shell,
    id: &'static str,
    about: String,
    geometry: String,
    count: usize,
    rows: String,
    map: Option<Map>,
    bounds: Option<String>,
    systems: Vec<String>,
    fields: Vec<FieldRow>,
    /// Of settlements: a sheet to print for each.
    sheets: Vec<Place>,
    downloads: Vec<Place>,
    form: Form,
    base: String,
}

/// The page of one layer.
pub async fn answer(service: &Service, request: &HttpRequest, layer: LayerName) -> Result<HttpResponse, Problem> {
    let viewer = extract::viewer(request);
    let read = move |app: &crate::app::App| Ok((app.view(&viewer, None), app.crs_list(&viewer)));
    let (source, systems) = service.call(Weight::Light, read).await?;
    let id = layer.as_str();
    let here = format!("/collections/{id}");
    let shell = Shell::of(request, &format!("layer-{id}")).at(source.snapshot().revision());
    let shell = shell.under("/collections", Shell::of(request, "link-collections").title);
    let shell = shell.also(format!("{here}?f=json"), Format::Json);
    let weight = if source.is_computed(layer) { Weight::Light } else { Weight::Heavy };
    let (base, rows) = (link::base(request), Arc::clone(&source));
    super::answer(service, request, &source, weight, move || {
        if layer == LayerName::Catchments {
            rows.catchments().map_err(|error| Problem::StudyArea(error.clone()))?;
        }
        let items = format!("{here}/items");
        // With its margin: no household is given away by a corner.
        let bounds = Extent::of(layer, rows.snapshot()).map(|extent| {
            let [sides] = extent.spatial.bbox;
            sides.map(|degrees| format!("{degrees:.4}")).join(", ")
        });
        Ok(Collection {
            about: shell.say(&format!("layer-{id}-about")),
            geometry: geometry(&shell, layer),
            count: rows.count(layer),
            rows: shell.rows(rows.count(layer)),
            map: map::whole(&rows, layer),
            bounds,
            systems: systems.uris().map(str::to_owned).collect(),
            sheets: sheet::links(&shell, &rows, layer),
            fields: fields(&shell, layer),
            downloads: downloads(&shell, layer, rows.count(layer), |with| address(&items, with.iter().copied())),
            form: Form::new(&shell, &rows, layer, |_| None),
            id,
            base,
            shell,
        })
    })
    .await
}
