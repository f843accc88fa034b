//! What a client sends to be written.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::header;
use bytes::BytesMut;
use serde_json::Value;

use super::{FEATURES, PATCHES};
use crate::crs::{Crs, CrsList};
use crate::http::members;
use crate::http::problem::{EditProblem, Problem};

/// Parameters of edits.
pub const PARAMETERS: &[&str] = &["dry_run"];

/// What a body is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Features.
    Feature,
    /// A merge patch of one.
    Patch,
}

impl Kind {
    /// The media types that it comes as.
    const fn media_types(self) -> &'static [&'static str] {
        match self {
            Self::Feature => FEATURES,
            Self::Patch => PATCHES,
        }
    }

    /// The header that names them.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Feature => "accept-post",
            Self::Patch => "accept-patch",
        }
    }
}

/// Looks at what a body says it is.
///
/// # Errors
/// [`EditProblem::MediaType`], also for one that says nothing.
pub fn media_type(request: &HttpRequest, kind: Kind) -> Result<(), Problem> {
    let said = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let name = said.map(|said| said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    let allowed = kind.media_types();
    match name {
        Some(name) if allowed.contains(&name.as_str()) => Ok(()),
        name => Err(EditProblem::MediaType { missing: name.is_none(), header: kind.header(), allowed }.into()),
    }
}

/// The name of the reference system that a body's geometries are in, as sent.
pub fn content_crs(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get("content-crs")?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The reference system of that name, with or without angle brackets; CRS84 where none is sent. May look into PROJ's
/// database.
///
/// # Errors
/// [`Problem::UnknownCrs`] for one that is not published in.
pub fn crs(name: Option<&str>, list: &CrsList) -> Result<Arc<Crs>, Problem> {
    let Some(name) = name else { return Ok(list.default_crs()) };
    let found = list.find(name).ok_or_else(|| Problem::UnknownCrs {
        name: "Content-Crs",
        value: name.to_owned(),
        allowed: list.uris().map(Into::into).collect(),
    })?;
    found.usable()?;
    Ok(found)
}

/// Features as sent, with easting or longitude first.
///
/// # Errors
/// [`Problem::BodyUnreadable`], [`EditProblem::RepeatedMember`].
pub fn features(body: BytesMut, crs: &Crs) -> Result<Vec<u8>, Problem> {
    members::each_once(&body)?;
    if !crs.swaps() {
        return Ok(body.into());
    }
    let mut document = read(&body)?;
    drop(body);
    swap(&mut document);
    serde_json::to_vec(&document).map_err(|error| Problem::Internal(error.to_string()))
}

/// A merge patch as sent, with easting or longitude first.
///
/// # Errors
/// [`Problem::BodyUnreadable`], [`EditProblem::RepeatedMember`].
pub fn patch(body: &[u8], crs: &Crs) -> Result<Value, Problem> {
    members::each_once(body)?;
    let mut patch = read(body)?;
    if crs.swaps() {
        swap(&mut patch);
    }
    Ok(patch)
}

fn read(body: &[u8]) -> Result<Value, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::BodyUnreadable {
        line: error.line(),
        column: error.column(),
        reason: error.to_string(),
    })
}

/// Exchanges the first two numbers of every position.
fn swap(value: &mut Value) {
    let Value::Object(members) = value else { return };
    for (name, member) in members {
        match (name.as_str(), member) {
            ("coordinates", coordinates) => swap_positions(coordinates),
            ("features" | "geometries", Value::Array(parts)) => parts.iter_mut().for_each(swap),
            ("geometry", geometry) => swap(geometry),
            _ => {}
        }
    }
}

fn swap_positions(coordinates: &mut Value) {
    let Value::Array(parts) = coordinates else { return };
    if parts.len() > 1 && parts.first().is_some_and(Value::is_number) {
        parts.swap(0, 1);
    } else {
        parts.iter_mut().for_each(swap_positions);
    }
}
