//! Logs: one line a request, without anything that a client sent.

use std::io::{IsTerminal, stderr};
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};
use tracing_subscriber::EnvFilter;

/// What is logged where `RUST_LOG` does not say.
const DEFAULT: &str = "info,actix_server=warn";

/// Starts logging to stderr: lines for a person at a terminal, JSON for a program. Does nothing
/// where logging has started already.
pub fn init_logs() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(DEFAULT));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    let _already = if stderr().is_terminal() { logs.try_init() } else { logs.json().flatten_event(true).try_init() };
}

/// The span of a request: id, method and route pattern.
pub struct RequestSpan;

#[derive(Clone, Copy)]
struct Started(Instant);

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        request.extensions_mut().insert(Started(Instant::now()));
        tracing::info_span!("request", request_id = id, method = method(request))
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let _inside = span.enter();
        match outcome {
            Ok(response) => {
                let request = response.request();
                let route = request.match_pattern().unwrap_or_default();
                let started = request.extensions().get::<Started>().copied();
                let head_us = started.map(|Started(at)| at.elapsed().as_micros()).unwrap_or_default();
                tracing::info!(
                    route,
                    status = response.status().as_u16(),
                    head_us = u64::try_from(head_us).unwrap_or(u64::MAX),
                    "answered"
                );
            }
            Err(error) => {
                tracing::info!(status = error.as_response_error().status_code().as_u16(), "answered");
            }
        }
    }
}

/// Methods are free text on the wire.
fn method(request: &ServiceRequest) -> &'static str {
    ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
        .into_iter()
        .find(|known| *known == request.method().as_str())
        .unwrap_or("other")
}
