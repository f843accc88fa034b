//! The server: it takes a port, answers, and lets requests end when it is told to stop.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{Compress, DefaultHeaders, from_fn};
use actix_web::rt::System;
use actix_web::{App as WebApp, HttpServer, web};
use tracing_actix_web::TracingLogger;

use super::basemap::Basemap;
use super::door::{Door, guard};
use super::logs::RequestSpan;
use super::options::ServerOptions;
use super::problem::answer::in_words;
use super::serve_error::ServeError;
use super::service::Service;
use super::stream::Connection;
use super::{request_id, routes};
use crate::app::App;
use crate::messages::{Locale, say};

/// Threads of a worker for calls beside those that write answers.
const SHORT_CALLS: usize = 8;

/// A service that holds its port and answers once it runs.
pub struct Bound {
    app: Arc<App>,
    options: ServerOptions,
    listener: TcpListener,
    address: SocketAddr,
    basemap: Basemap,
}

/// Takes the port.
///
/// # Errors
/// [`ServeError`]; an address that other machines reach is refused unless the options allow it.
pub fn bind(app: Arc<App>, options: ServerOptions) -> Result<Bound, ServeError> {
    let address = options.bind;
    if !address.ip().to_canonical().is_loopback() && !options.without_login {
        return Err(ServeError::NotLoopback(address));
    }
    let basemap = Basemap::open(options.background.clone())?;
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::InUse(address),
        _ => ServeError::Listen { address, source },
    };
    let listener = TcpListener::bind(address).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Bound { app, options, listener, address, basemap })
}

impl Bound {
    /// Where it listens, with the real port.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the address opens, to be shown before running; `None` where only this machine reaches it.
    #[must_use]
    pub fn warning(&self, locale: Locale) -> Option<String> {
        let open = !self.address.ip().to_canonical().is_loopback();
        open.then(|| say(locale, "serve-without-login", &[("address", self.address.to_string())]))
    }

    /// Answers until the process is told to stop (SIGTERM, SIGINT), then lets requests end.
    ///
    /// # Errors
    /// [`ServeError::Stopped`].
    pub fn run(self) -> Result<(), ServeError> {
        System::new().block_on(async {
            let server = self.server().map_err(ServeError::Stopped)?;
            let handle = server.handle();
            actix_web::rt::spawn(stop_on_signal(handle));
            server.await.map_err(ServeError::Stopped)
        })
    }

    /// Answers on a thread of its own until it is stopped.
    ///
    /// # Errors
    /// [`ServeError::Stopped`] where it does not start.
    pub fn spawn(self) -> Result<Running, ServeError> {
        let address = self.address;
        let (sender, receiver) = mpsc::channel();
        let thread = thread::spawn(move || {
            System::new().block_on(async {
                let server = match self.server() {
                    Ok(server) => server,
                    Err(error) => return Err(error),
                };
                // Nobody waits for a handle only where the caller is gone.
                let _ = sender.send(server.handle());
                server.await
            })
        });
        match receiver.recv() {
            Ok(handle) => Ok(Running { address, handle, thread }),
            Err(_) => Err(ServeError::Stopped(ended(thread))),
        }
    }

    fn server(self) -> io::Result<Server> {
        let limits = self.options.limits.clone();
        let service = web::Data::new(Service::new(self.app, limits.clone(), self.basemap)?);
        let door = web::Data::new(Door {
            loopback_only: self.address.ip().to_canonical().is_loopback(),
            origins: self.options.origins,
        });
        let build = move || {
            WebApp::new()
                .app_data(service.clone())
                .app_data(door.clone())
                .wrap(door.cors())
                .wrap(from_fn(guard))
                .wrap(from_fn(in_words))
                .wrap(Compress::default())
                .wrap(headers())
                .wrap(from_fn(request_id::tell))
                .wrap(TracingLogger::<RequestSpan>::new())
                .configure(routes::tree)
        };
        let workers = self.options.workers.max(1);
        let server = HttpServer::new(build)
            .workers(workers)
            // Every answer that is being written may be one worker's. Beyond them calls wait for a thread, for they are
            // short, and each thread may hold descriptors of PROJ's database.
            .worker_max_blocking_threads(limits.streams + SHORT_CALLS)
            .max_connections((limits.connections / workers).max(1))
            .client_request_timeout(limits.slow_request)
            // Who closes is gone: what was begun for them ends, and its place is free.
            .h1_allow_half_closed(false)
            .shutdown_timeout(limits.shutdown.as_secs())
            .on_connect(|connection, data| {
                if let Some(connection) = Connection::of(connection) {
                    data.insert(Arc::new(connection));
                }
            })
            .disable_signals()
            .listen(self.listener)?;
        Ok(server.run())
    }
}

fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("x-content-type-options", "nosniff"))
        .add(("referrer-policy", "no-referrer"))
        .add(("cross-origin-resource-policy", "same-origin"))
}

/// The first signal lets requests end, the second does not wait for them.
async fn stop_on_signal(handle: ServerHandle) {
    signal().await;
    tracing::info!("stopping");
    actix_web::rt::spawn({
        let handle = handle.clone();
        async move { handle.stop(true).await }
    });
    signal().await;
    handle.stop(false).await;
}

async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// A service on a thread of its own.
pub struct Running {
    address: SocketAddr,
    handle: ServerHandle,
    thread: JoinHandle<io::Result<()>>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets requests end, then stops.
    ///
    /// # Errors
    /// [`ServeError::Stopped`] where it ended badly.
    pub fn stop(self) -> Result<(), ServeError> {
        // The command is sent at once; the future only waits for it to be done, as does the thread.
        drop(self.handle.stop(true));
        match self.thread.join() {
            Ok(ended) => ended.map_err(ServeError::Stopped),
            Err(_) => Err(ServeError::Stopped(io::Error::other("its thread panicked"))),
        }
    }
}

fn ended(thread: JoinHandle<io::Result<()>>) -> io::Error {
    match thread.join() {
        Ok(Err(error)) => error,
        _ => io::Error::other("its thread ended"),
    }
}
