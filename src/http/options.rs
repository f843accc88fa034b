//! Where the service listens, and how much it takes on.

use std::net::SocketAddr;
use std::thread::available_parallelism;
use std::time::Duration;

use super::basemap::Background;

/// How the service is run.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// Where to listen; port 0 takes a free one.
    pub bind: SocketAddr,
    /// Allow an address that other machines reach although nobody has to log in.
    pub without_login: bool,
    /// Pages, beside those of this machine, that may read: `https://mapa.example.pe`.
    pub origins: Vec<String>,
    /// What the map page draws behind the layers.
    pub background: Background,
    /// Threads that answer.
    pub workers: usize,
    /// What requests may take.
    pub limits: Limits,
}

/// What requests may take.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a body.
    pub body_bytes: usize,
    /// Rows of a body.
    pub rows: usize,
    /// Until an answer begins; a file that is made before it is sent may take longer, while rows go into it and its
    /// client waits.
    pub time: Duration,
    /// For a client to send a request's head, or the next piece of its body.
    pub slow_request: Duration,
    /// For a client to take 64 KiB of an answer.
    pub slow_client: Duration,
    /// Threads of heavy calls, which take turns: one core fewer than there are.
    pub heavy: usize,
    /// Heavy calls that may wait for their turn.
    pub waiting: usize,
    /// Answers that are being written at a time.
    pub streams: usize,
    /// Files that are being made as a whole before they are sent, or sent, at a time.
    pub files: usize,
    /// Bytes of such a file.
    pub file_bytes: u64,
    /// Bytes of a file of rows to be imported.
    pub upload_bytes: u64,
    /// Rows of it.
    pub upload_rows: u32,
    /// Such files that are being received at a time.
    pub uploads: usize,
    /// Imports that are kept: to be looked at, committed, undone.
    pub imports: usize,
    /// How long each is kept.
    pub import_time: Duration,
    /// Bodies that are being received, or wait to be read, at a time.
    pub bodies: usize,
    /// Connections, of all workers together. Each takes two descriptors, for a second handle is kept to cut it off
    /// by; a process usually may have 1,024, of which the store, listeners and event queues want some.
    pub connections: usize,
    /// For requests to end when the service stops.
    pub shutdown: Duration,
}

impl Default for Limits {
    /// 16 MiB, 100 000 rows, a minute; a client on a weak line has 30 s for 64 KiB. A million households with their
    /// lines are a file of half a GiB. A million
    /// households to be imported are 100 MB of CSV, and twice as much GeoJSON.
    fn default() -> Self {
        Self {
            body_bytes: 16 << 20,
            rows: 100_000,
            time: Duration::from_secs(60),
            slow_request: Duration::from_secs(30),
            slow_client: Duration::from_secs(30),
            heavy: cores().saturating_sub(1).max(1),
            waiting: 32,
            streams: 64,
            files: 2,
            file_bytes: 2 << 30,
            upload_bytes: 256 << 20,
            upload_rows: 1_000_000,
            uploads: 4,
            imports: 16,
            import_time: Duration::from_secs(30 * 60),
            bodies: 16,
            connections: 400,
            shutdown: Duration::from_secs(10),
        }
    }
}

impl Default for ServerOptions {
    /// 127.0.0.1:8080, a worker for each core.
    fn default() -> Self {
        Self {
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            without_login: false,
            origins: Vec::new(),
            background: Background::None,
            workers: cores(),
            limits: Limits::default(),
        }
    }
}

fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}
