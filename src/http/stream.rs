//! Answers written on a thread of their own while the client reads.
//!
//! The writer may be a few chunks ahead of the client and then waits. A client that does not take
//! [`CHUNK`] bytes within the limit is dropped, so that nobody can hold a snapshot for ever. A
//! short answer is sent whole, with its length.

use std::any::Any;
use std::net::Shutdown;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::rt::net::TcpStream;
use actix_web::rt::task::spawn_blocking;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use bytes::Bytes;
use futures_core::Stream;
use socket2::SockRef;
use thiserror::Error;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::timeout;

use super::problem::Problem;
use super::progress::Progress;
use super::service::Service;
use crate::files::write::Sink;

/// Bytes sent at once.
const CHUNK: usize = 64 * 1024;

/// Bytes that the system takes ahead of a client; it reserves twice as much, and says that there is room again when a
/// third of that is free.
const SEND_BUFFER: usize = 96 * 1024;

/// Chunks that may wait for the client.
const AHEAD: usize = 2;

/// The client does not read any more.
#[derive(Clone, Copy, Debug, Error)]
#[error("the client stopped reading")]
pub struct Gone;

/// Where an answer is written.
pub struct Out {
    buffer: Vec<u8>,
    sender: mpsc::Sender<Piece>,
    runtime: Handle,
    patience: Duration,
    connection: Option<Arc<Connection>>,
}

/// The connection that a request came over, to be cut where its client does not read: nothing else
/// would notice, for the server waits until it may write again.
pub struct Connection(socket2::Socket);

impl Connection {
    /// A second handle of a connection, which from now on sends without delay.
    pub fn of(connection: &dyn Any) -> Option<Self> {
        let stream = connection.downcast_ref::<TcpStream>()?;
        // A page goes out in several pieces: the last one must not wait for the client's delayed
        // acknowledgement (40 ms) of the one before. Without it answers are late, not wrong.
        let _ = stream.set_nodelay(true);
        // The system would take megabytes ahead of a slow client, and say nothing of what it reads of them until a third
        // is gone: someone who reads steadily, but not that much within the limit, would pass for one who does not.
        let _ = SockRef::from(stream).set_send_buffer_size(SEND_BUFFER);
        SockRef::from(stream).try_clone().ok().map(Self)
    }

    /// Throws away what the client did not take. Errors say that it is closed already.
    fn cut(&self) {
        let _ = self.0.set_linger(Some(Duration::ZERO));
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

enum Piece {
    More(Bytes),
    Last(Bytes),
}

/// What is left of the answer.
struct Rest {
    first: Option<Bytes>,
    pieces: mpsc::Receiver<Piece>,
    ended: bool,
}

impl Sink for Out {
    type Error = Gone;

    fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    fn flow(&mut self) -> Result<(), Gone> {
        if self.buffer.len() < CHUNK {
            return Ok(());
        }
        let full = std::mem::replace(&mut self.buffer, Vec::with_capacity(CHUNK + CHUNK / 8));
        self.send(Piece::More(full.into()))
    }
}

impl Out {
    fn send(&self, piece: Piece) -> Result<(), Gone> {
        let Ok(sent) = self.runtime.block_on(timeout(self.patience, self.sender.send(piece))) else {
            if let Some(connection) = &self.connection {
                connection.cut();
            }
            return Err(Gone);
        };
        sent.map_err(|_| Gone)
    }
}

/// Answers with what `write` writes.
///
/// # Errors
/// [`Problem::Busy`], and [`Problem::Internal`] where the writer fails before its first chunk.
pub async fn answer(
    service: &Service,
    request: &HttpRequest,
    head: HttpResponseBuilder,
    write: impl FnOnce(&mut Out) -> Result<(), Gone> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let permit = service.stream_permit()?;
    answer_once(service, permit, &Progress::default(), request, head, write).await
}

/// Answers with what `write` writes, with leave that was taken before; the first chunk may take its time while
/// `progress` tells of steps.
///
/// # Errors
/// [`Problem::TookTooLong`], and [`Problem::Internal`] where the writer fails before its first chunk.
pub async fn answer_once(
    service: &Service,
    permit: OwnedSemaphorePermit,
    progress: &Progress,
    request: &HttpRequest,
    mut head: HttpResponseBuilder,
    write: impl FnOnce(&mut Out) -> Result<(), Gone> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let (sender, mut pieces) = mpsc::channel(AHEAD);
    let patience = service.limits().slow_client;
    let connection = request.conn_data::<Arc<Connection>>().cloned();
    let mut out = Out { buffer: Vec::new(), sender, runtime: Handle::current(), patience, connection };
    drop(spawn_blocking(move || {
        let _held = permit;
        if write(&mut out).is_ok() {
            let last = std::mem::take(&mut out.buffer);
            // A client that is gone by now needs no last chunk.
            let _ = out.send(Piece::Last(last.into()));
        }
    }));
    match progress.wait(service.limits().time, pieces.recv()).await? {
        None => Err(Problem::Internal("the writer of an answer panicked".to_owned())),
        Some(Piece::Last(whole)) => Ok(head.body(whole)),
        Some(Piece::More(first)) => Ok(head.streaming(Rest { first: Some(first), pieces, ended: false })),
    }
}

impl Stream for Rest {
    type Item = Result<Bytes, Gone>;

    /// Without a last piece the writer was cut short: the connection is then broken off, so that
    /// nobody takes half an answer for a whole one.
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        if self.ended {
            return Poll::Ready(None);
        }
        match self.pieces.poll_recv(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(Piece::More(bytes))) => Poll::Ready(Some(Ok(bytes))),
            Poll::Ready(Some(Piece::Last(bytes))) => {
                self.ended = true;
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            Poll::Ready(None) => {
                self.ended = true;
                Poll::Ready(Some(Err(Gone)))
            }
        }
    }
}
