//! What a client may keep, and when it need not be sent again.
//!
//! A tag names the state that an answer was computed from, and the kind of answer. All services of one store give the
//! same tag for the same answer, whenever they started: so the tag has the store's origin (another store may be at the
//! same revision) and the program's version, and no time.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

use crate::app::IfMatch;
use crate::crs::Crs;
use crate::http::service::Service;
use crate::layers::{LayerName, Source};
use crate::messages::Locale;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version of an answer: the same tag, the same bytes at the same address. Weak, since the
/// answer may be compressed on its way; that of a row is written as a strong one, for `If-Match` takes no other.
pub struct Tag(String);

impl Tag {
    /// Of an answer computed from these rows, in a format and a language.
    pub fn new(service: &Service, source: &Source, variant: &str, locale: Locale) -> Self {
        Self::without_words(service, source, &format!("{variant}.{}", locale.tag()))
    }

    /// Of an answer that is the same in every language.
    pub fn without_words(service: &Service, source: &Source, variant: &str) -> Self {
        let (origin, revision, limit) = (service.origin(), source.snapshot().revision(), source.limit().metres());
        Self(format!("W/\"{origin:x}.{VERSION}.{revision}.{limit}.{variant}\""))
    }

    /// Of a row as `GeoJSON`: when it was written, when what is computed for it last changed, and in which form it is
    /// given. `None` where there is no such row.
    pub fn of_row(
        service: &Service,
        source: &Source,
        layer: LayerName,
        id: &str,
        crs: &Crs,
        locale: Locale,
    ) -> Option<Self> {
        let snapshot = source.snapshot();
        let written = snapshot.row_revision(layer.register()?, id)?;
        // What is computed for settlements and kitchens are sums over households.
        let computed = match layer {
            LayerName::Households => snapshot.find(id)?.assigned,
            _ => snapshot.revision(),
        };
        let (origin, limit) = (service.origin(), source.limit().metres());
        let crs = if crs.is_crs84() { "crs84".to_owned() } else { crs.epsg().code().to_string() };
        let form = format!("{origin:x}.{VERSION}.json.{limit}.{crs}.{}", locale.tag());
        Some(Self(format!("\"{written}.{computed}-{form}\"")))
    }

    /// Of a trial: which state of which store it was made from, whatever was tried.
    pub fn of_trial(service: &Service, revision: u64) -> Self {
        Self(format!("\"{}{revision}\"", before_trial(service)))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a client has the answer already.
    pub fn is_held(&self, request: &HttpRequest) -> bool {
        is_held(request, &self.0)
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

/// Which version of a row a client saw: of its tags the first number alone, when the row itself was written, so that an
/// edit does not fail because a kitchen moved. A tag that is none of a row's matches nothing.
pub fn if_match(request: &HttpRequest) -> IfMatch {
    revisions(request, written)
}

/// Which state of this store a client tried something on.
pub fn if_match_of_trial(request: &HttpRequest, service: &Service) -> IfMatch {
    let before = before_trial(service);
    revisions(request, |tag| tag.strip_prefix('"')?.strip_suffix('"')?.strip_prefix(&*before)?.parse().ok())
}

/// What is before the revision in the tag of a trial.
fn before_trial(service: &Service) -> String {
    format!("trial-{:x}-", service.origin())
}

fn revisions(request: &HttpRequest, revision: impl Fn(&str) -> Option<u64>) -> IfMatch {
    let mut said = false;
    let mut revisions = Vec::new();
    for tag in sent(request, header::IF_MATCH) {
        if tag == "*" {
            return IfMatch::Any;
        }
        said = true;
        revisions.extend(revision(opaque(tag)));
    }
    if said || request.headers().contains_key(header::IF_MATCH) {
        IfMatch::Revisions(revisions)
    } else {
        IfMatch::Unsaid
    }
}

/// `"12.15-…"` was written at 12.
fn written(tag: &str) -> Option<u64> {
    let (revisions, _) = tag.strip_prefix('"')?.strip_suffix('"')?.split_once('-')?;
    let (written, computed) = revisions.split_once('.')?;
    computed.parse::<u64>().ok()?;
    written.parse().ok()
}

/// Whether a client has what is under a tag already.
pub fn is_held(request: &HttpRequest, tag: &str) -> bool {
    sent(request, header::IF_NONE_MATCH).any(|held| held == "*" || opaque(held) == opaque(tag))
}

fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

fn sent(request: &HttpRequest, name: header::HeaderName) -> impl Iterator<Item = &str> {
    let values = request.headers().get_all(name).filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn of_a_rows_tag_the_rows_own_revision_counts_and_of_others_nothing() {
        let seen = |revisions: &[u64]| IfMatch::Revisions(revisions.to_vec());
        for (sent, expected) in [
            (&["\"12.15-a.0.1.0.json\""][..], seen(&[12])),
            (&["W/\"12.15-a\""], seen(&[12])),
            (&["\"12.15-a\", \"9.9-b\"", "\"7.8-c\""], seen(&[12, 9, 7])),
            (&["*"], IfMatch::Any),
            (&["\"xyz\""], seen(&[])),
            (&["\"0\""], seen(&[])),
            (&["12.15-a"], seen(&[])),
            (&["W/\"17.0.1.0.12.500.json.es\""], seen(&[])),
            (&["\"-1.15-a\""], seen(&[])),
            (&[""], seen(&[])),
            (&[], IfMatch::Unsaid),
        ] {
            let mut request = TestRequest::default();
            for value in sent {
                request = request.append_header((header::IF_MATCH, *value));
            }
            assert_eq!(if_match(&request.to_http_request()), expected, "{sent:?}");
        }
    }
}
