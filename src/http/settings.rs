//! The office's decisions, to read.

use actix_web::{HttpRequest, HttpResponse, web};
use geo::Geometry;
use serde::Serialize;
use serde_json::Value;

use super::extract::{self, Parameters};
use super::format::Format;
use super::problem::Problem;
use super::service::{Service, Weight};
use super::wire::cached::Tag;
use crate::crs::Epsg;
use crate::domain::units::Metres;
use crate::files::write::geometry;

#[derive(Serialize)]
struct Settings {
    coverage_limit_m: f64,
    distance_bands_m: Vec<f64>,
    study_area: Option<Value>,
    crs: Vec<String>,
    revision: u64,
}

/// The coverage limit, the distance bands, the study area where one is given, and more reference systems.
pub async fn read(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, &["f"])?;
    Format::choose(&request, &parameters, &[Format::Json])?;
    let viewer = extract::viewer(&request);
    let locale = viewer.locale;
    let source = service.call(Weight::Light, move |app| Ok(app.view(&viewer, None))).await?;
    let tag = Tag::new(&service, &source, "settings", locale);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    let settings = source.snapshot().settings();
    let study_area: Option<Value> = settings.study_area.as_ref().map(|area| {
        let mut json = Vec::new();
        geometry::json(&mut json, Some(&Geometry::from(area.polygons().clone())));
        serde_json::from_slice(&json).unwrap_or_default()
    });
    let body = Settings {
        coverage_limit_m: settings.coverage_limit.metres().get(),
        distance_bands_m: settings.distance_bands.upper_ends().iter().copied().map(Metres::get).collect(),
        study_area,
        crs: settings.crs.codes().iter().map(|code| Epsg::new(*code).to_string()).collect(),
        revision: source.snapshot().revision(),
    };
    let mut head = HttpResponse::Ok();
    tag.stamp(&mut head);
    Ok(head.json(body))
}
