//! What a request asks: parsed here, and never checked again further in.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web;
use percent_encoding::percent_decode_str;

use super::problem::Problem;
use crate::app::Viewer;
use crate::domain::id::Id;
use crate::domain::position::{Position, PositionError};
use crate::domain::settings::{CoverageLimit, DistanceBands};
use crate::domain::units::Metres;
use crate::layers::LayerName;
use crate::messages::Locale;

/// The greatest accuracy, metres: a position known no better is none.
pub const GREATEST_ACCURACY: f64 = 100_000.0;

/// The language that a client likes best.
pub fn locale(headers: &HeaderMap) -> Locale {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.map_or(Locale::default(), Locale::from_accept_language)
}

/// Who asks. Until there is a login everybody is the person at this machine.
pub fn viewer(request: &HttpRequest) -> Viewer {
    Viewer::local(locale(request.headers()))
}

/// The layer that a path names.
pub fn layer(request: &HttpRequest) -> Result<LayerName, Problem> {
    let known = || LayerName::ALL.map(LayerName::as_str).to_vec();
    LayerName::parse(request.match_info().query("layer")).ok_or_else(|| Problem::NoSuchLayer(known()))
}

/// Whether every escape of a query is one, and what they stand for is UTF-8: else something else would be looked for than
/// was asked.
fn is_text(query: &str) -> bool {
    let escaped = |rest: &str| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    query.split('%').skip(1).all(escaped) && percent_decode_str(query).decode_utf8().is_ok()
}

/// The parameters of a query, all of them declared.
pub struct Parameters {
    given: Vec<(&'static str, String)>,
}

impl Parameters {
    /// Reads a query.
    ///
    /// # Errors
    /// [`Problem::UnknownParameter`] with the first that is not declared,
    /// [`Problem::RepeatedParameter`], [`Problem::Query`].
    pub fn read(request: &HttpRequest, declared: &[&'static str]) -> Result<Self, Problem> {
        if !is_text(request.query_string()) {
            return Err(Problem::Query);
        }
        let sent = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let sent = sent.map_err(|_| Problem::Query)?.into_inner();
        let mut given: Vec<(&'static str, String)> = Vec::new();
        for (name, value) in sent {
            let Some(known) = declared.iter().find(|known| **known == name) else {
                return Err(Problem::UnknownParameter { name, allowed: declared.to_vec() });
            };
            if given.iter().any(|(other, _)| other == known) {
                return Err(Problem::RepeatedParameter(known));
            }
            given.push((known, value));
        }
        Ok(Self { given })
    }

    /// The value as sent.
    pub fn text(&self, name: &'static str) -> Option<&str> {
        self.given.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    /// A finite number in a range, its ends included.
    pub fn number(&self, name: &'static str, min: f64, max: f64) -> Result<Option<f64>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        let number = value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let number = number.ok_or_else(|| Problem::NotANumber { name, value: value.to_owned() })?;
        if (min..=max).contains(&number) {
            Ok(Some(number))
        } else {
            Err(Problem::OutOfRange { name, value: value.to_owned(), min, max })
        }
    }

    /// A whole number in a range, its ends included.
    pub fn whole(&self, name: &'static str, min: u32, max: u32) -> Result<Option<usize>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        match value.trim().parse::<u128>() {
            Ok(number) if (u128::from(min)..=u128::from(max)).contains(&number) => Ok(usize::try_from(number).ok()),
            Ok(_) => Err(Problem::OutOfRange { name, value: value.to_owned(), min: min.into(), max: max.into() }),
            Err(_) => Err(Problem::NotANumber { name, value: value.to_owned() }),
        }
    }

    /// `true` or `false`; false where it is not given.
    pub fn flag(&self, name: &'static str) -> Result<bool, Problem> {
        match self.text(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(value) => Err(Problem::NotOneOf { name, value: value.to_owned(), allowed: vec!["true", "false"] }),
        }
    }

    /// `limit_m`.
    pub fn limit_m(&self) -> Result<Option<CoverageLimit>, Problem> {
        let Some(metres) = self.number("limit_m", f64::MIN, f64::MAX)? else { return Ok(None) };
        CoverageLimit::new(metres).map(Some).map_err(|error| Problem::Limit(error.0))
    }

    /// `bands_m`: upper ends of distance bands.
    pub fn bands_m(&self) -> Result<Option<DistanceBands>, Problem> {
        let Some(text) = self.text("bands_m") else { return Ok(None) };
        let wrong = || Problem::Bands(text.to_owned());
        let ends: Result<Vec<f64>, _> =
            text.split(',').take(DistanceBands::MOST_ASKED + 1).map(|end| end.trim().parse::<f64>()).collect();
        DistanceBands::asked(&ends.map_err(|_| wrong())?).map(Some).map_err(|_| wrong())
    }

    /// `lon` and `lat`.
    pub fn position(&self) -> Result<Position, Problem> {
        let lon = self.number("lon", -180.0, 180.0)?.ok_or(Problem::MissingParameter("lon"))?;
        let lat = self.number("lat", -90.0, 90.0)?.ok_or(Problem::MissingParameter("lat"))?;
        Position::new(lon, lat).map_err(|error| match error {
            PositionError::Latitude(lat) => {
                Problem::OutOfRange { name: "lat", value: lat.to_string(), min: -90.0, max: 90.0 }
            }
            PositionError::Longitude(lon) | PositionError::NotFinite { lon, .. } => {
                Problem::OutOfRange { name: "lon", value: lon.to_string(), min: -180.0, max: 180.0 }
            }
        })
    }

    /// `accuracy_m`.
    pub fn accuracy_m(&self) -> Result<Option<Metres>, Problem> {
        let metres = self.number("accuracy_m", 0.0, GREATEST_ACCURACY)?;
        Ok(metres.and_then(|metres| Metres::non_negative(metres).ok()))
    }

    /// An id.
    pub fn id(&self, name: &'static str) -> Result<Option<Id>, Problem> {
        let parsed = self
            .text(name)
            .map(|value| Id::parse_stored(value).map_err(|_| Problem::NotAnId { name, value: value.to_owned() }));
        parsed.transpose()
    }

    /// `bbox`: the least and greatest coordinates, heights left out, as sent.
    pub fn bbox(&self) -> Result<Option<[f64; 4]>, Problem> {
        let Some(text) = self.text("bbox") else { return Ok(None) };
        let wrong = || Problem::BoundingBox(text.to_owned());
        let numbers: Option<Vec<f64>> =
            text.split(',').take(7).map(|n| n.trim().parse().ok().filter(|n: &f64| n.is_finite())).collect();
        match numbers.ok_or_else(wrong)?[..] {
            [a, b, c, d] => Ok(Some([a, b, c, d])),
            [a, b, low, c, d, high] if low <= high => Ok(Some([a, b, c, d])),
            _ => Err(wrong()),
        }
    }
}
