//! Whether the service lives, and whether it can answer.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::extract::{self, Parameters};
use super::problem::Problem;
use super::service::{Service, Weight};
use crate::app::Lost;
use crate::app::history::StoreFinding;
use crate::messages::{Explain as _, Locale, explain};

/// Findings that are told by name; the rest is counted.
const NAMED: usize = 100;

#[derive(Serialize)]
struct Ready {
    status: &'static str,
    store: StoreState,
    revision: u64,
    settlements: usize,
    kitchens: usize,
    kitchens_open: usize,
    households: usize,
    findings: u64,
    rows_left_out: u64,
    findings_named: Vec<Finding>,
}

/// Which store it is, whether it is reached, and if not since when and why.
#[derive(Serialize)]
struct StoreState {
    /// As the tags of answers have it.
    origin: String,
    reached: bool,
    lost_since: Option<String>,
    code: Option<&'static str>,
}

/// Something in the store that is not valid.
#[derive(Serialize)]
struct Finding {
    code: &'static str,
    detail: String,
    layer: Option<&'static str>,
    id: Option<Box<str>>,
    column: Option<&'static str>,
    /// Of a row: whether its last valid version stays in force.
    in_force: Option<bool>,
}

/// 200 as long as the process answers at all.
pub async fn live(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "status": "live" })))
}

/// 200 as long as it can be asked, with what is loaded and what in the store is not valid. Where the store cannot be
/// reached it is still 200, and degraded: the last state is served, by every server of that store alike, and a balancer
/// that took them all away would leave nobody with anything.
pub async fn ready(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    let viewer = extract::viewer(&request);
    let origin = service.origin();
    let ready = service.call(Weight::Light, move |app| {
        let (findings, lost) = (app.findings(&viewer), app.lost());
        let source = app.view(&viewer, None);
        let snapshot = source.snapshot();
        Ok(Ready {
            status: if lost.is_some() { "degraded" } else { "ready" },
            store: StoreState::new(origin, lost),
            revision: snapshot.revision(),
            settlements: snapshot.settlements().settlements().len(),
            kitchens: snapshot.kitchens().list().len(),
            kitchens_open: snapshot.kitchens().open_count(),
            households: snapshot.household_count(),
            findings: findings.count(),
            rows_left_out: findings.left_out(),
            findings_named: findings.named().iter().take(NAMED).map(|one| Finding::new(one, viewer.locale)).collect(),
        })
    });
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(head.json(ready.await?))
}

impl StoreState {
    fn new(origin: i128, lost: Option<Lost>) -> Self {
        Self {
            origin: format!("{origin:x}"),
            reached: lost.is_none(),
            lost_since: lost.map(|lost| lost.since.to_string()),
            code: lost.map(|lost| lost.code),
        }
    }
}

impl Finding {
    fn new(finding: &StoreFinding, locale: Locale) -> Self {
        let row = match finding {
            StoreFinding::Row(row) => Some(row),
            _ => None,
        };
        Self {
            code: finding.code(),
            detail: explain(locale, finding),
            layer: row.map(|row| row.table.as_str()),
            id: row.and_then(|row| row.id.clone()),
            column: row.map(|row| row.column),
            in_force: row.map(|row| row.in_force),
        }
    }
}
