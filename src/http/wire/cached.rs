//! What a client may keep, and when it need not be sent again.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

use crate::http::service::Service;
use crate::layers::Source;
use crate::messages::Locale;

/// The version of an answer: the same tag, the same bytes at the same address. Weak, since the
/// answer may be compressed on its way.
pub struct Tag(String);

impl Tag {
    /// Of an answer computed from these rows, in a format and a language.
    pub fn new(service: &Service, source: &Source, variant: &str, locale: Locale) -> Self {
        let (started, revision, limit) = (service.started(), source.snapshot().revision(), source.limit().metres());
        Self(format!("W/\"{started:x}.{revision}.{limit}.{variant}.{}\"", locale.tag()))
    }

    /// Of an answer that is the same in every language.
    pub fn without_words(service: &Service, source: &Source, variant: &str) -> Self {
        let (started, revision, limit) = (service.started(), source.snapshot().revision(), source.limit().metres());
        Self(format!("W/\"{started:x}.{revision}.{limit}.{variant}\""))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a client has the answer already.
    pub fn is_held(&self, request: &HttpRequest) -> bool {
        let sent = request.headers().get_all(header::IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
        sent.flat_map(|value| value.split(',')).map(str::trim).any(|tag| tag == self.0 || tag == "*")
    }

    /// The answer to a client that has it already.
    pub fn not_modified(&self, request: &HttpRequest) -> Option<HttpResponse> {
        self.is_held(request).then(|| {
            let mut head = HttpResponse::NotModified();
            self.stamp(&mut head);
            head.finish()
        })
    }

    /// Says in an answer what may be kept: everything, if it is asked for again each time.
    pub fn stamp(&self, head: &mut HttpResponseBuilder) {
        head.insert_header((header::ETAG, self.0.as_str()))
            .insert_header((header::CACHE_CONTROL, "private, no-cache"))
            .append_header((header::VARY, "accept, accept-language"));
    }
}
