//! What an edit did, on the wire.

use serde::Serialize;
use serde_json::{Value, json};

use super::link::Link;
use crate::app::Edited;
use crate::domain::assignment::State;
use crate::domain::effects::{Covered, Reassigned, Way};
use crate::domain::id::Id;
use crate::domain::settings::CoverageLimit;
use crate::domain::units::Metres;
use crate::messages::{Locale, say};

/// Reassigned households that are named; the rest is counted.
const NAMED: usize = 1_000;

/// What an edit did, or would do.
#[derive(Serialize)]
pub struct Done<'a> {
    revision: u64,
    dry_run: bool,
    added: usize,
    updated: usize,
    removed: usize,
    unchanged: usize,
    ids: Vec<&'a str>,
    reassigned: u64,
    households: Vec<Household<'a>>,
    households_left_out: u64,
    coverage: Vec<Coverage<'a>>,
    limit_m: f64,
    distance: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

/// What kitchens that somebody thinks of would do, with the ways of the reassigned households.
#[derive(Serialize)]
pub struct Tried<'a> {
    #[serde(flatten)]
    done: Done<'a>,
    kitchens: Vec<&'a str>,
    features: Value,
}

/// A household whose kitchen or state is another.
#[derive(Serialize)]
struct Household<'a> {
    id: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    state_before: Option<&'static str>,
    state_after: Option<&'static str>,
}

/// How coverage changed in a settlement, or outside all of them.
#[derive(Serialize)]
struct Coverage<'a> {
    settlement_id: Option<&'a str>,
    before: Tallies,
    after: Tallies,
}

/// By the names that settlements have.
#[derive(Serialize)]
struct Tallies {
    households: u64,
    persons: u64,
    persons_served: u64,
    persons_bad_position: u64,
    persons_no_kitchen: u64,
    persons_too_far: u64,
}

impl<'a> Done<'a> {
    /// What an edit did to the stored coverage.
    pub fn new(edited: &'a Edited, limit: CoverageLimit, locale: Locale, links: Vec<Link>) -> Self {
        let (written, effects) = (&edited.written, &edited.effects);
        let households: Vec<_> = effects.first_reassigned.iter().take(NAMED).map(Household::new).collect();
        let coverage = effects.coverage.iter().map(|change| Coverage {
            settlement_id: change.settlement.as_ref().map(Id::as_str),
            before: Tallies::new(&change.before),
            after: Tallies::new(&change.after),
        });
        Self {
            revision: written.revision,
            dry_run: edited.dry_run,
            added: written.added,
            updated: written.updated,
            removed: written.removed,
            unchanged: written.unchanged,
            ids: edited.ids.iter().map(Id::as_str).collect(),
            reassigned: effects.reassigned,
            households_left_out: effects.reassigned.saturating_sub(households.len() as u64),
            households,
            coverage: coverage.collect(),
            limit_m: Metres::get(limit.metres()),
            distance: say(locale, "straight-line", &[]),
            links,
        }
    }
}

impl<'a> Tried<'a> {
    /// What kitchens would do, or did, at a limit; `added`: the ids of new ones.
    pub fn new(
        edited: &'a Edited,
        added: Vec<&'a str>,
        limit: CoverageLimit,
        locale: Locale,
        links: Vec<Link>,
    ) -> Self {
        let named = edited.effects.first_reassigned.iter().take(NAMED);
        let features: Vec<Value> = named.map(feature).collect();
        Self {
            done: Done::new(edited, limit, locale, links),
            kitchens: added,
            features: json!({ "type": "FeatureCollection", "features": features }),
        }
    }
}

/// A reassigned household where it is, with where its kitchens are.
fn feature(row: &Reassigned) -> Value {
    let household = Household::new(row);
    let lon = |way: Option<Way>| way.map(|way| way.kitchen.lon());
    let lat = |way: Option<Way>| way.map(|way| way.kitchen.lat());
    let metres = |way: Option<Way>| way.and_then(|way| way.distance).map(Metres::get);
    let point = row.position.map(|at| json!({ "type": "Point", "coordinates": [at.lon(), at.lat()] }));
    json!({
        "type": "Feature", "id": household.id, "geometry": point,
        "properties": {
            "id": household.id, "from": household.from, "to": household.to,
            "state_before": household.state_before, "state_after": household.state_after,
            "from_lon": lon(row.way_before), "from_lat": lat(row.way_before),
            "to_lon": lon(row.way_after), "to_lat": lat(row.way_after),
            "distance_before_m": metres(row.way_before), "distance_after_m": metres(row.way_after),
        },
    })
}

impl<'a> Household<'a> {
    fn new(row: &'a Reassigned) -> Self {
        Self {
            id: row.household.as_str(),
            from: row.from.as_ref().map(Id::as_str),
            to: row.to.as_ref().map(Id::as_str),
            state_before: row.state_before.map(State::as_str),
            state_after: row.state_after.map(State::as_str),
        }
    }
}

impl Tallies {
    fn new(covered: &Covered) -> Self {
        let persons = |state: State| {
            State::ALL.iter().zip(&covered.by_state).find(|(known, _)| **known == state).map_or(0, |(_, t)| t.persons)
        };
        Self {
            households: covered.all.households,
            persons: covered.all.persons,
            persons_served: persons(State::Served),
            persons_bad_position: persons(State::BadPosition),
            persons_no_kitchen: persons(State::NoKitchen),
            persons_too_far: persons(State::TooFar),
        }
    }
}
