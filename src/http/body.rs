//! What a client sends: received within limits of size and time.

use std::future::poll_fn;
use std::pin::pin;

use actix_web::http::header;
use actix_web::{HttpRequest, web};
use bytes::BytesMut;
use futures_core::Stream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::problem::Problem;
use super::service::Service;

/// A whole body may take so many times what its next piece may.
const PIECES: u32 = 10;

/// A body, and the leave to hold it, which whoever reads it keeps until then.
pub struct Body {
    /// As sent.
    pub bytes: BytesMut,
    _held: OwnedSemaphorePermit,
}

/// Receives a body.
///
/// # Errors
/// [`Problem::BodyTooLarge`], [`Problem::BodyIncomplete`], [`Problem::Busy`], and
/// [`Problem::MediaType`] for a compressed one, which could grow beyond every limit.
pub async fn receive(service: &Service, request: &HttpRequest, payload: web::Payload) -> Result<Body, Problem> {
    receive_at_most(service, request, payload, service.limits().body_bytes).await
}

/// Receives a body of at most so many bytes, and no more than any may have.
///
/// # Errors
/// As [`receive`].
pub async fn receive_at_most(
    service: &Service,
    request: &HttpRequest,
    payload: web::Payload,
    most: usize,
) -> Result<Body, Problem> {
    if request.headers().get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return Err(Problem::MediaType(&["identity"]));
    }
    let limits = service.limits();
    let most = most.min(limits.body_bytes);
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if length.and_then(|length| length.parse::<u64>().ok()).is_some_and(|length| length > most as u64) {
        return Err(Problem::BodyTooLarge(most));
    }
    let held = service.body_permit()?;
    let whole = async {
        let mut payload = pin!(payload);
        let mut body = BytesMut::new();
        loop {
            let piece = timeout(limits.slow_request, poll_fn(|context| payload.as_mut().poll_next(context)));
            match piece.await.map_err(|_| Problem::BodyIncomplete)? {
                None => return Ok(body),
                Some(Err(_)) => return Err(Problem::BodyIncomplete),
                Some(Ok(piece)) if body.len() + piece.len() > most => {
                    return Err(Problem::BodyTooLarge(most));
                }
                Some(Ok(piece)) => body.extend_from_slice(&piece),
            }
        }
    };
    let bytes = timeout(limits.slow_request * PIECES, whole).await.map_err(|_| Problem::BodyIncomplete)??;
    Ok(Body { bytes, _held: held })
}
