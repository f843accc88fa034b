//! Whether the service lives, and whether it can answer. Counts only, never a row.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::extract::{self, Parameters};
use super::problem::Problem;
use super::service::{Service, Weight};

#[derive(Serialize)]
struct Ready {
    status: &'static str,
    revision: u64,
    settlements: usize,
    kitchens: usize,
    kitchens_open: usize,
    households: usize,
    findings: u64,
    rows_left_out: u64,
}

/// 200 as long as the process answers at all.
pub async fn live(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "status": "live" })))
}

/// 200 with what is loaded, and how many things in the store are not valid.
pub async fn ready(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    let viewer = extract::viewer(&request);
    let ready = service.call(Weight::Light, move |app| {
        let findings = app.findings(&viewer);
        let source = app.view(&viewer, None);
        let snapshot = source.snapshot();
        Ok(Ready {
            status: "ready",
            revision: snapshot.revision(),
            settlements: snapshot.settlements().settlements().len(),
            kitchens: snapshot.kitchens().list().len(),
            kitchens_open: snapshot.kitchens().open_count(),
            households: snapshot.household_count(),
            findings: findings.count(),
            rows_left_out: findings.left_out(),
        })
    });
    Ok(HttpResponse::Ok().json(ready.await?))
}
