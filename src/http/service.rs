//! What handlers share: the program, and how much of the machine requests may take.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{SystemTime, UNIX_EPOCH};

use actix_web::web;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::ogc::api::Definitions;
use super::options::Limits;
use super::problem::Problem;
use crate::app::{App, Viewer};
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::Snapshot;
use crate::files::Vicinity;
use crate::layers::Source;
use crate::tiles::TileStore;

/// Bytes of tiles that are kept.
const TILE_BYTES: usize = 64 << 20;

/// How much work an answer is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Weight {
    /// Milliseconds: read from what is there.
    Light,
    /// More: one at a time, on all cores but one, so that those who wait for something light have a core.
    Heavy,
}

/// The program, and how much of the machine requests may take.
pub struct Service {
    app: Arc<App>,
    limits: Limits,
    /// Where heavy calls run: rayon's own threads would be all cores.
    threads: Arc<ThreadPool>,
    /// One, whatever the number of threads. A thread that waits for parts of its own call takes up other work of
    /// the pool: a second call there that wants the figures which the first is computing would wait for itself.
    heavy: Arc<Semaphore>,
    waiting: AtomicUsize,
    streams: Arc<Semaphore>,
    files: Arc<Semaphore>,
    bodies: Arc<Semaphore>,
    vicinities: Arc<Vicinities>,
    tiles: Arc<TileStore>,
    definitions: Arc<Definitions>,
    started: u128,
}

/// What lies around a snapshot's settlements and kitchens, made once: every corner of every settlement goes into it.
#[derive(Default)]
pub struct Vicinities(Mutex<Option<(Weak<Snapshot>, Arc<Vicinity>)>>);

impl Vicinities {
    /// That of a snapshot; the one made last is kept.
    pub fn of(&self, snapshot: &Arc<Snapshot>) -> Arc<Vicinity> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, vicinity)) = &*last
            && of.ptr_eq(&Arc::downgrade(snapshot))
        {
            return Arc::clone(vicinity);
        }
        let made = Arc::new(Vicinity::new(snapshot.settlements().settlements(), snapshot.kitchens().list()));
        *last = Some((Arc::downgrade(snapshot), Arc::clone(&made)));
        made
    }
}

/// One more waits while this lives.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Service {
    /// # Errors
    /// Where the system gives no threads.
    pub fn new(app: Arc<App>, limits: Limits) -> io::Result<Self> {
        let threads = ThreadPoolBuilder::new().num_threads(limits.heavy.max(1));
        let threads = threads.thread_name(|n| format!("heavy-{n}")).build().map_err(io::Error::other)?;
        let (threads, heavy) = (Arc::new(threads), Arc::new(Semaphore::new(1)));
        let streams = Arc::new(Semaphore::new(limits.streams));
        let files = Arc::new(Semaphore::new(limits.files));
        let bodies = Arc::new(Semaphore::new(limits.bodies));
        let started = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        Ok(Self {
            app,
            limits,
            threads,
            heavy,
            waiting: AtomicUsize::new(0),
            streams,
            files,
            bodies,
            vicinities: Arc::default(),
            tiles: Arc::new(TileStore::new(TILE_BYTES)),
            definitions: Arc::default(),
            started,
        })
    }

    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Differs each time the service starts: two stores may be at the same revision.
    pub const fn started(&self) -> u128 {
        self.started
    }

    /// Calls into `app` on a thread that may block.
    ///
    /// A call that takes too long is answered without; it still runs to its end, and counts as work
    /// until then.
    pub async fn call<T: Send + 'static>(
        &self,
        weight: Weight,
        call: impl FnOnce(&App) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let late = || Problem::TookTooLong(self.limits.time.as_secs());
        let app = Arc::clone(&self.app);
        let work = async {
            let permit = self.permit(weight).await?;
            let threads = Arc::clone(&self.threads);
            let done = web::block(move || match permit {
                Some(_held) => threads.install(|| call(&app)),
                None => call(&app),
            });
            done.await.map_err(|error| Problem::Internal(format!("a call into the program panicked: {error}")))?
        };
        timeout(self.limits.time, work).await.map_err(|_| late())?
    }

    async fn permit(&self, weight: Weight) -> Result<Option<OwnedSemaphorePermit>, Problem> {
        if weight == Weight::Light {
            return Ok(None);
        }
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= self.limits.waiting {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Problem::Busy);
        }
        let _waiting = Waiting(&self.waiting);
        Arc::clone(&self.heavy).acquire_owned().await.map(Some).map_err(|_| Problem::Busy)
    }

    /// The rows that `viewer` sees, without leaving this thread: nothing is computed before a row is asked for.
    pub fn view(&self, viewer: &Viewer, limit: Option<CoverageLimit>) -> Arc<Source> {
        self.app.view(viewer, limit)
    }

    /// Tiles that were made.
    pub const fn tiles(&self) -> &Arc<TileStore> {
        &self.tiles
    }

    /// Definitions of the service that were made.
    pub const fn definitions(&self) -> &Arc<Definitions> {
        &self.definitions
    }

    /// What positions that are sent should lie near.
    pub fn vicinities(&self) -> Arc<Vicinities> {
        Arc::clone(&self.vicinities)
    }

    /// Leave to hold a snapshot while a client reads.
    pub fn stream_permit(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.streams).try_acquire_owned().map_err(|_| Problem::Busy)
    }

    /// Leave to make a whole file, and to hold it while a client reads.
    pub fn file_permit(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.files).try_acquire_owned().map_err(|_| Problem::Busy)
    }

    /// Leave to hold a body while a client sends it and until it is read.
    pub fn body_permit(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.bodies).try_acquire_owned().map_err(|_| Problem::Busy)
    }
}
