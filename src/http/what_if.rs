//! What would be if kitchens opened, closed, moved or were new; stores nothing, unless it is to be kept.
//!
//! The answer of a trial has a tag. Who keeps it with that tag keeps what they saw, or is told that it has changed.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Map, Value};

use super::body;
use super::extract::{self, Parameters};
use super::format::Format;
use super::members;
use super::problem::{BadRows, Problem, RowReason};
use super::service::{Service, Weight};
use super::wire::cached::{self, Tag};
use super::wire::edited::Tried;
use super::wire::link::{self, Link};
use crate::app::{App, KitchenChange, WhatIf};
use crate::domain::id::Id;
use crate::domain::position::{Position, PositionError};
use crate::messages::{Locale, say};

/// Parameters of the question.
pub const PARAMETERS: &[&str] = &["limit_m", "keep"];

/// What it is sent as.
pub const BODIES: &[&str] = &["application/json"];

/// The most kitchens in one question.
pub const MOST: usize = 100;

/// The most bytes of a question: many times what so many kitchens need.
const MOST_BYTES: usize = 256 * 1024;

/// The one member of the body: the list of kitchens.
pub const LIST: &str = "kitchens";

/// What an entry may say, the id and the position first; the others are fields of a kitchen.
pub const MEMBERS: [&str; 7] = ["id", "lon", "lat", "status", "name", "kind", "rations"];

/// What would become of assignments and coverage.
pub async fn answer(
    service: web::Data<Service>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, PARAMETERS)?;
    let (limit, keep) = (parameters.limit_m()?, parameters.flag("keep")?);
    let said = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = said.and_then(|said| said.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase();
    if !BODIES.contains(&media_type.as_str()) {
        return Err(Problem::MediaType(BODIES));
    }
    let body = body::receive_at_most(&service, &request, payload, MOST_BYTES).await?;
    let viewer = extract::viewer(&request);
    let locale = viewer.locale;
    let kitchens = read(&body.bytes, keep, locale)?;
    drop(body);
    let new: Vec<bool> = kitchens.iter().map(|change| change.id.is_none()).collect();
    let if_match = cached::if_match_of_trial(&request, &service);
    let asked = WhatIf { kitchens, limit, keep, if_match };
    let call = move |app: &App| {
        let edited = app.what_if(&viewer, &asked)?;
        Ok((edited, asked.limit.unwrap_or_else(|| app.settings(&viewer).coverage_limit)))
    };
    let answered = if keep { service.commit(call).await } else { service.call(Weight::Heavy, call).await };
    let (edited, limit) = answered?;
    let mut links = Vec::new();
    // What changes nothing is no edit.
    if keep && edited.written.added + edited.written.updated > 0 {
        let href = format!("{}/edits/{}", link::base(&request), edited.written.revision);
        let title = Some(say(locale, "link-edit", &[]));
        links.push(Link { href, rel: "related", media_type: Format::Json.link_type(), title });
    }
    let added = edited.ids.iter().zip(new).filter(|(_, new)| *new).map(|(id, _)| id.as_str()).collect();
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CACHE_CONTROL, "no-store")).insert_header((header::CONTENT_LANGUAGE, locale.tag()));
    if let Some(revision) = edited.tried_at() {
        head.insert_header((header::ETAG, Tag::of_trial(&service, revision).as_str()));
    }
    Ok(head.json(Tried::new(&edited, added, limit, locale, links)))
}

/// The kitchens of a body: all good, or a list of what is not.
fn read(body: &[u8], keep: bool, locale: Locale) -> Result<Vec<KitchenChange>, Problem> {
    members::each_once(body)?;
    let document: Value = serde_json::from_slice(body).map_err(|error| Problem::BodyUnreadable {
        line: error.line(),
        column: error.column(),
        reason: error.to_string(),
    })?;
    let shape = || Problem::BodyUnreadable {
        line: 1,
        column: 1,
        reason: format!("expected {{\"{LIST}\": [...]}} with 1 to {MOST} of them"),
    };
    let list = match document {
        Value::Object(members) if members.len() == 1 => members.into_iter().next(),
        _ => None,
    };
    let Some((_, Value::Array(entries))) = list.filter(|(name, _)| name == LIST) else { return Err(shape()) };
    if entries.is_empty() {
        return Err(shape());
    }
    if entries.len() > MOST {
        return Err(Problem::TooManyRows(MOST));
    }
    let mut reading = Reading { keep, locale, bad: BadRows::default(), seen: BTreeMap::new(), new: 0 };
    let kitchens = (1..).zip(entries).filter_map(|(number, entry)| reading.entry(number, entry)).collect();
    if reading.bad.count == 0 { Ok(kitchens) } else { Err(Problem::Rows(reading.bad)) }
}

/// Entries as they are read. What their fields hold is looked at where rows are.
struct Reading {
    keep: bool,
    locale: Locale,
    bad: BadRows,
    /// The first entry with each id.
    seen: BTreeMap<Id, usize>,
    new: usize,
}

impl Reading {
    fn entry(&mut self, number: usize, entry: Value) -> Option<KitchenChange> {
        let Value::Object(mut members) = entry else {
            self.bad.push(number, LIST, &entry.to_string(), RowReason::NotAnObject);
            return None;
        };
        members.retain(|_, value| !value.is_null());
        if let Some(name) = members.keys().find(|name| !MEMBERS.contains(&name.as_str())) {
            self.bad.push(number, LIST, name, RowReason::Member);
            return None;
        }
        let id = match members.remove("id") {
            None => None,
            Some(value) => Some(self.id(number, &value)?),
        };
        let position = match (members.remove("lon"), members.remove("lat")) {
            (None, None) if id.is_some() => None,
            (lon, lat) => Some(self.position(number, lon.as_ref(), lat.as_ref())?),
        };
        if id.is_none() {
            self.new += 1;
            self.name(number, &mut members)?;
        }
        Some(KitchenChange { id, position, fields: members })
    }

    fn id(&mut self, number: usize, value: &Value) -> Option<Id> {
        let said = said(value);
        let Ok(id) = Id::parse(&said) else {
            self.bad.push(number, "id", &said, RowReason::NotAnId);
            return None;
        };
        if let Some(first) = self.seen.insert(id.clone(), number) {
            self.bad.push(number, "id", id.as_str(), RowReason::Twice);
            self.seen.insert(id, first);
            return None;
        }
        Some(id)
    }

    fn position(&mut self, number: usize, lon: Option<&Value>, lat: Option<&Value>) -> Option<[f64; 2]> {
        let mut degrees = |column, value: Option<&Value>| {
            let found = value.and_then(Value::as_f64);
            match value {
                None => self.bad.push(number, column, "", RowReason::Missing),
                Some(value) if found.is_none() => self.bad.push(number, column, &said(value), RowReason::NotANumber),
                Some(_) => {}
            }
            found
        };
        let (lon, lat) = (degrees("lon", lon), degrees("lat", lat));
        let (lon, lat) = lon.zip(lat)?;
        match Position::new(lon, lat) {
            Ok(_) => return Some([lon, lat]),
            Err(PositionError::Longitude(lon)) => self.bad.push(number, "lon", &lon.to_string(), RowReason::Longitude),
            Err(PositionError::Latitude(lat)) => self.bad.push(number, "lat", &lat.to_string(), RowReason::Latitude),
            Err(PositionError::NotFinite { lon, .. }) => {
                self.bad.push(number, "lon", &lon.to_string(), RowReason::NotANumber);
            }
        }
        None
    }

    /// A kitchen that is only tried needs no name of its own.
    fn name(&mut self, number: usize, members: &mut Map<String, Value>) -> Option<()> {
        if members.contains_key("name") {
            return Some(());
        }
        if self.keep {
            self.bad.push(number, "name", "", RowReason::Missing);
            return None;
        }
        let words = say(self.locale, "what-if-new-kitchen", &[("number", self.new.to_string())]);
        members.insert("name".to_owned(), words.into());
        Some(())
    }
}

/// A value as a person would write it.
fn said(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
