//! A file that is sent, received into a file: within limits of size and time, and never as a whole in memory.

use std::fs::File;
use std::future::poll_fn;
use std::io::{self, Write};
use std::path::Path;
use std::pin::Pin;
use std::time::Instant;

use actix_multipart::{Multipart, MultipartError};
use actix_web::http::header;
use actix_web::{HttpRequest, web};
use bytes::Bytes;
use futures_core::Stream;
use tokio::time::timeout;

use super::asked::{Given, PARAMETERS};
use super::problem::ImportProblem;
use crate::http::options::Limits;
use crate::http::problem::{Problem, short};

/// What a file may be sent as; what it is tell its first bytes.
pub const BODIES: &[&str] = &[
    "text/csv",
    "application/geo+json",
    "application/json",
    "application/geo+json-seq",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/geopackage+sqlite3",
    "application/vnd.google-earth.kml+xml",
    "application/octet-stream",
    "multipart/form-data",
];

/// Bytes that are written at once.
const PIECE: usize = 256 * 1024;
/// Bytes that have to come in the time of [`Limits::slow_request`].
const PACE: usize = 64 * 1024;
/// Bytes of a value beside the file.
const VALUE: usize = 8 * 1024;
/// Parts beside the file.
const PARTS: usize = 16;

/// How a body has its file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// It is the file.
    Raw,
    /// In a part of it.
    Parts,
}

/// How long is waited for what is sent.
struct Pace<'a> {
    limits: &'a Limits,
    since: Instant,
    bytes: usize,
}

/// A file that is being written.
struct Writing {
    file: Option<File>,
    buffer: Vec<u8>,
    bytes: u64,
    most: u64,
}

impl Form {
    /// What the head of a request says.
    ///
    /// # Errors
    /// [`Problem::MediaType`] also for a compressed body, which could grow beyond every limit, and
    /// [`Problem::BodyTooLarge`] where the head says so already.
    pub fn of(request: &HttpRequest, limits: &Limits) -> Result<Self, Problem> {
        let headers = request.headers();
        if headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
            return Err(Problem::MediaType(&["identity"]));
        }
        let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        let most = limits.upload_bytes.saturating_add((PARTS * VALUE) as u64);
        if length.and_then(|length| length.parse::<u64>().ok()).is_some_and(|length| length > most) {
            return Err(too_large(limits.upload_bytes));
        }
        let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "multipart/form-data" => Ok(Self::Parts),
            name if BODIES.contains(&name) => Ok(Self::Raw),
            _ => Err(Problem::MediaType(BODIES)),
        }
    }
}

/// Receives a file to `path`, and what is said beside it into `given`; gives its bytes.
///
/// # Errors
/// [`Problem::BodyTooLarge`], [`Problem::BodyIncomplete`], [`Problem::StorageFull`], and [`ImportProblem`]s of parts.
pub async fn receive(
    form: Form,
    request: &HttpRequest,
    payload: web::Payload,
    path: &Path,
    given: &mut Given,
    limits: &Limits,
) -> Result<u64, Problem> {
    let mut pace = Pace { limits, since: Instant::now(), bytes: 0 };
    match form {
        Form::Raw => {
            let mut payload = payload;
            let mut writing = Writing::new(path, limits.upload_bytes).await?;
            while let Some(piece) = pace.next(&mut payload).await? {
                writing.take(&piece.map_err(|_| Problem::BodyIncomplete)?).await?;
            }
            writing.end().await
        }
        Form::Parts => parts(request, payload, path, given, &mut pace).await,
    }
}

async fn parts(
    request: &HttpRequest,
    payload: web::Payload,
    path: &Path,
    given: &mut Given,
    pace: &mut Pace<'_>,
) -> Result<u64, Problem> {
    let mut multipart = Multipart::new(request.headers(), payload);
    let (mut received, mut values) = (None, 0);
    while let Some(field) = pace.next(&mut multipart).await? {
        let mut field = field.map_err(in_parts)?;
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            if received.is_some() {
                return Err(ImportProblem::Files(2).into());
            }
            let mut writing = Writing::new(path, pace.limits.upload_bytes).await?;
            while let Some(piece) = pace.next(&mut field).await? {
                writing.take(&piece.map_err(in_parts)?).await?;
            }
            received = Some(writing.end().await?);
            continue;
        }
        let known = PARAMETERS.iter().find(|known| **known == name);
        let known = known.ok_or_else(|| ImportProblem::UnknownPart(short(&name)))?;
        values += 1;
        let mut value = Vec::new();
        while let Some(piece) = pace.next(&mut field).await? {
            value.extend_from_slice(&piece.map_err(in_parts)?);
            if value.len() > VALUE || values > PARTS {
                return Err(ImportProblem::LongPart(known).into());
            }
        }
        let value = String::from_utf8(value).map_err(|error| ImportProblem::Parts(error.to_string()))?;
        // A field of a form that was left empty says nothing.
        if !value.is_empty() {
            given.add(known, value)?;
        }
    }
    received.ok_or_else(|| ImportProblem::Files(0).into())
}

fn in_parts(error: MultipartError) -> Problem {
    match error {
        MultipartError::Incomplete | MultipartError::Payload(_) => Problem::BodyIncomplete,
        error => ImportProblem::Parts(short(&error.to_string())).into(),
    }
}

fn too_large(most: u64) -> Problem {
    Problem::BodyTooLarge(usize::try_from(most).unwrap_or(usize::MAX))
}

impl Pace<'_> {
    /// The next piece of a stream, unless it does not come in time, or pieces come too slowly.
    async fn next<S: Stream + Unpin>(&mut self, stream: &mut S) -> Result<Option<S::Item>, Problem>
    where
        S::Item: Weighed,
    {
        let left = self.limits.slow_request.saturating_sub(self.since.elapsed());
        let next = timeout(left, poll_fn(|context| Pin::new(&mut *stream).poll_next(context)));
        let next = next.await.map_err(|_| Problem::BodyIncomplete)?;
        self.bytes += next.as_ref().map_or(0, Weighed::weight);
        if self.bytes >= PACE {
            (self.since, self.bytes) = (Instant::now(), 0);
        }
        Ok(next)
    }
}

/// What has some bytes.
trait Weighed {
    fn weight(&self) -> usize;
}

impl<E> Weighed for Result<Bytes, E> {
    fn weight(&self) -> usize {
        self.as_ref().map_or(0, Bytes::len)
    }
}

impl<E> Weighed for Result<actix_multipart::Field, E> {
    fn weight(&self) -> usize {
        0
    }
}

impl Writing {
    async fn new(path: &Path, most: u64) -> Result<Self, Problem> {
        let path = path.to_owned();
        let file = on_disk(move || File::create_new(path)).await?;
        Ok(Self { file: Some(file), buffer: Vec::new(), bytes: 0, most })
    }

    async fn take(&mut self, piece: &[u8]) -> Result<(), Problem> {
        self.bytes += piece.len() as u64;
        if self.bytes > self.most {
            return Err(too_large(self.most));
        }
        self.buffer.extend_from_slice(piece);
        if self.buffer.len() < PIECE { Ok(()) } else { self.flush().await }
    }

    async fn flush(&mut self) -> Result<(), Problem> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        let mut buffer = std::mem::take(&mut self.buffer);
        let written = on_disk(move || {
            file.write_all(&buffer)?;
            buffer.clear();
            Ok((file, buffer))
        });
        let (file, buffer) = written.await?;
        (self.file, self.buffer) = (Some(file), buffer);
        Ok(())
    }

    async fn end(mut self) -> Result<u64, Problem> {
        self.flush().await?;
        Ok(self.bytes)
    }
}

/// Does what may wait for the disk.
pub async fn on_disk<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, Problem> {
    let done = web::block(work).await.map_err(|error| Problem::Internal(error.to_string()))?;
    done.map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Problem::StorageFull,
        _ => Problem::Internal(format!("a file that was sent cannot be kept: {error}")),
    })
}
