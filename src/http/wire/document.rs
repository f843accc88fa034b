//! Documents: small answers that stay the same until the snapshot changes.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use serde::Serialize;

use super::cached::Tag;
use super::link::{self, Link};
use crate::app::Viewer;
use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::problem::Problem;
use crate::http::service::Service;
use crate::layers::Source;
use crate::messages::Locale;

/// A document that is asked for.
pub struct Document<'a> {
    request: &'a HttpRequest,
    formats: &'static [Format],
    /// The format it is wanted in.
    pub format: Format,
    /// Who asks.
    pub viewer: Viewer,
}

impl<'a> Document<'a> {
    /// Reads a request that takes no parameter but `f`.
    ///
    /// # Errors
    /// [`Problem`] for another parameter, and for a format that is not one of these.
    pub fn asked(request: &'a HttpRequest, formats: &'static [Format]) -> Result<Self, Problem> {
        Self::read(request, &Parameters::read(request, &["f"])?, formats)
    }

    /// Reads a request that takes other parameters, too.
    ///
    /// # Errors
    /// [`Problem`] for a format that is not one of these.
    pub fn read(
        request: &'a HttpRequest,
        parameters: &Parameters,
        formats: &'static [Format],
    ) -> Result<Self, Problem> {
        let format = Format::choose(request, parameters, formats)?;
        Ok(Self { request, formats, format, viewer: extract::viewer(request) })
    }

    /// The client's language.
    pub const fn locale(&self) -> Locale {
        self.viewer.locale
    }

    /// `self`, and `alternate` for each other format.
    pub fn links(&self) -> Vec<Link> {
        link::formats(self.request, self.formats, self.format)
    }

    /// The version of the document; the same at the same revision.
    pub fn tag(&self, service: &Service, source: &Source) -> Tag {
        Tag::new(service, source, self.format.as_str(), self.locale())
    }

    /// The document as it was written before, of the format's media type.
    pub fn written(&self, tag: &Tag, body: Bytes) -> HttpResponse {
        let mut head = HttpResponse::Ok();
        tag.stamp(&mut head);
        head.insert_header((header::CONTENT_TYPE, self.format.media_type()))
            .insert_header((header::CONTENT_LANGUAGE, self.locale().tag()))
            .body(body)
    }

    /// The document as JSON, of the format's media type.
    pub fn json(&self, tag: &Tag, body: &impl Serialize) -> HttpResponse {
        let mut head = HttpResponse::Ok();
        tag.stamp(&mut head);
        head.insert_header((header::CONTENT_TYPE, self.format.media_type()))
            .insert_header((header::CONTENT_LANGUAGE, self.locale().tag()))
            .json(body)
    }
}
