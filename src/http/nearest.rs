//! What a new household would get; stores nothing.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::extract::{self, Parameters};
use super::format::Format;
use super::problem::Problem;
use super::service::{Service, Weight};
use super::wire::cached::Tag;
use crate::app::proposal::{MOST_NEAREST, Proposal, propose};
use crate::domain::assignment::{Assignment, Certainty, State};
use crate::domain::coverage::Where;
use crate::domain::units::Metres;
use crate::layers::{LayerName, Source};
use crate::messages::{Locale, say};

const PARAMETERS: &[&str] = &["lon", "lat", "k", "accuracy_m", "limit_m", "f"];

/// Kitchens that are listed where nobody asks for more or fewer.
const LISTED: usize = 3;

#[derive(Serialize)]
struct Answer<'a> {
    lon: f64,
    lat: f64,
    settlement_id: Option<&'a str>,
    settlements_overlap: bool,
    state: &'static str,
    certainty: Option<&'static str>,
    margin_m: Option<f64>,
    kitchens: Vec<Listed<'a>>,
    limit_m: f64,
    distance: String,
    revision: u64,
}

#[derive(Serialize)]
struct Listed<'a> {
    rank: usize,
    id: &'a str,
    name: &'a str,
    distance_m: f64,
    rations: Option<u32>,
    persons_served: u64,
    /// Rations that are left; below zero where there are too few.
    room: Option<i64>,
}

/// The `k` nearest open kitchens of a position, and what a household there would get.
pub async fn one(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, PARAMETERS)?;
    Format::choose(&request, &parameters, &[Format::Json])?;
    let (position, accuracy) = (parameters.position()?, parameters.accuracy_m()?);
    let most = u32::try_from(MOST_NEAREST).unwrap_or(u32::MAX);
    let k = parameters.whole("k", 1, most)?.unwrap_or(LISTED);
    let limit = parameters.limit_m()?;
    let viewer = extract::viewer(&request);
    let locale = viewer.locale;
    let source = service.view(&viewer, limit);
    // How many each kitchen serves at another limit is a matter of all households.
    let weight = if source.is_computed(LayerName::Kitchens) { Weight::Light } else { Weight::Heavy };
    let answer = service.call(weight, move |_| {
        source.sums();
        let proposals = propose(source.snapshot(), source.limit(), k, [(position, accuracy)])?;
        let proposal = proposals.into_iter().next();
        Ok((proposal.ok_or_else(|| Problem::Internal("a position without a proposal".to_owned()))?, source))
    });
    let (proposal, source) = answer.await?;
    let tag = Tag::new(&service, &source, "nearest", locale);
    if let Some(answer) = tag.not_modified(&request) {
        return Ok(answer);
    }
    let mut head = HttpResponse::Ok();
    tag.stamp(&mut head);
    Ok(head.json(Answer::new(&proposal, &source, locale)))
}

impl<'a> Answer<'a> {
    fn new(proposal: &'a Proposal, source: &'a Source, locale: Locale) -> Self {
        let snapshot = source.snapshot();
        let kitchens = (1..).zip(&proposal.nearest).map(|(rank, neighbour)| {
            let kitchen = snapshot.kitchens().get(neighbour.rank);
            let sum = source.sums().by_kitchen.get(&Where(Some(neighbour.rank)));
            let served = sum.map_or(0, |sum| sum.in_state(State::Served).persons);
            Listed {
                rank,
                id: kitchen.id.as_str(),
                name: &kitchen.name,
                distance_m: neighbour.distance.get(),
                rations: kitchen.rations,
                persons_served: served,
                room: kitchen.rations.map(|rations| i64::from(rations) - i64::try_from(served).unwrap_or(i64::MAX)),
            }
        });
        let settlement = proposal.inside.settlement.map(|rank| snapshot.settlements().get(rank));
        Self {
            lon: proposal.position.lon(),
            lat: proposal.position.lat(),
            settlement_id: settlement.map(|settlement| settlement.id.as_str()),
            settlements_overlap: proposal.inside.overlap,
            state: proposal.state.as_str(),
            certainty: proposal.certainty.map(Certainty::as_str),
            margin_m: proposal.assignment.as_ref().and_then(Assignment::margin).map(Metres::get),
            kitchens: kitchens.collect(),
            limit_m: source.limit().metres().get(),
            distance: say(locale, "straight-line", &[]),
            revision: snapshot.revision(),
        }
    }
}
