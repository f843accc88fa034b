//! What handlers share: the program, and how much of the machine requests may take.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use actix_web::web;
use jiff::Timestamp;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::basemap::Basemap;
use super::imports::Imports;
use super::ogc::api::Definitions;
use super::options::Limits;
use super::problem::Problem;
use super::progress::Progress;
use crate::app::{App, Lost, Viewer};
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
    writes: Arc<Semaphore>,
    vicinities: Arc<Vicinities>,
    tiles: Arc<TileStore>,
    definitions: Arc<Definitions>,
    imports: Arc<Imports>,
    basemap: Basemap,
    origin: i128,
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

/// Until when a call's answer is waited for: its time is over, or its client went away.
#[derive(Clone, Debug)]
pub struct Deadline {
    over: Arc<AtomicBool>,
    time: Duration,
}

impl Deadline {
    /// Whether nobody waits any more.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Why a call that then stops has no answer.
    pub const fn late(&self) -> Problem {
        Problem::TookTooLong(self.time.as_secs())
    }
}

/// Who waits for a call's answer.
struct Asker(Deadline);

impl Drop for Asker {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Relaxed);
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
    pub fn new(app: Arc<App>, limits: Limits, basemap: Basemap) -> io::Result<Self> {
        let threads = ThreadPoolBuilder::new().num_threads(limits.heavy.max(1));
        let threads = threads.thread_name(|n| format!("heavy-{n}")).build().map_err(io::Error::other)?;
        let (threads, heavy) = (Arc::new(threads), Arc::new(Semaphore::new(1)));
        let streams = Arc::new(Semaphore::new(limits.streams));
        let files = Arc::new(Semaphore::new(limits.files));
        let bodies = Arc::new(Semaphore::new(limits.bodies));
        let imports = Arc::new(Imports::new(&limits));
        let origin = app.origin().unwrap_or_else(Timestamp::now).as_nanosecond();
        Ok(Self {
            app,
            limits,
            imports,
            basemap,
            threads,
            heavy,
            waiting: AtomicUsize::new(0),
            streams,
            files,
            bodies,
            writes: Arc::new(Semaphore::new(1)),
            vicinities: Arc::default(),
            tiles: Arc::new(TileStore::new(TILE_BYTES)),
            definitions: Arc::default(),
            origin,
        })
    }

    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Tells the store from others, which may be at the same revision; the same for all who serve it, once it was
    /// written to.
    pub const fn origin(&self) -> i128 {
        self.origin
    }

    /// Whether the store cannot be reached at present.
    pub fn lost(&self) -> Option<Lost> {
        self.app.lost()
    }

    /// How many things in the store are not valid, and how many rows are left out for that.
    pub fn findings_counted(&self, viewer: &Viewer) -> (u64, u64) {
        self.app.findings_counted(viewer)
    }

    /// Calls what writes, one at a time. It is waited for to its end: who was told to try again while the commit was
    /// still to come would do the same twice.
    pub async fn commit<T: Send + 'static>(
        &self,
        call: impl FnOnce(&App) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let _waiting = self.waits()?;
        let held = Arc::clone(&self.writes).acquire_owned().await.map_err(|_| Problem::Busy)?;
        let app = Arc::clone(&self.app);
        let done = web::block(move || {
            let _held = held;
            call(&app)
        });
        done.await.map_err(|error| Problem::Internal(format!("a write panicked: {error}")))?
    }

    /// Calls into `app` on a thread that may block.
    ///
    /// A call that takes too long is answered without; it still runs to its end, and counts as work
    /// until then. What may take long is called by [`Service::call_until`].
    pub async fn call<T: Send + 'static>(
        &self,
        weight: Weight,
        call: impl FnOnce(&App) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.call_until(weight, move |app, _| call(app)).await
    }

    /// Calls as [`Service::call`] does; the call looks every few milliseconds whether its deadline is over, and stops.
    pub async fn call_until<T: Send + 'static>(
        &self,
        weight: Weight,
        call: impl FnOnce(&App, &Deadline) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let deadline = Deadline { over: Arc::default(), time: self.limits.time };
        let asker = Asker(deadline.clone());
        let app = Arc::clone(&self.app);
        let work = async {
            let permit = self.permit(weight).await?;
            let threads = Arc::clone(&self.threads);
            let done = web::block(move || match permit {
                // It waited for a thread too.
                _ if deadline.is_over() => Err(deadline.late()),
                Some(_held) => threads.install(|| call(&app, &deadline)),
                None => call(&app, &deadline),
            });
            done.await.map_err(|error| Problem::Internal(format!("a call into the program panicked: {error}")))?
        };
        timeout(self.limits.time, work).await.map_err(|_| asker.0.late())?
    }

    /// Makes a file on a thread that may block: as long as that takes, while `make` tells of steps.
    pub async fn make<T: Send + 'static>(
        &self,
        make: impl FnOnce(&Progress) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let progress = Progress::default();
        let own = progress.clone();
        let done = progress.wait(self.limits.time, web::block(move || make(&own))).await?;
        done.map_err(|error| Problem::Internal(format!("the making of a file panicked: {error}")))?
    }

    /// Does heavy work that looks itself whether it is still wanted, and takes as long as that takes.
    pub async fn work<T: Send + 'static>(&self, work: impl FnOnce(&App) -> T + Send + 'static) -> Result<T, Problem> {
        let permit = self.permit(Weight::Heavy).await?;
        let (app, threads) = (Arc::clone(&self.app), Arc::clone(&self.threads));
        let done = web::block(move || {
            let _held = permit;
            threads.install(|| work(&app))
        });
        done.await.map_err(|error| Problem::Internal(format!("work in the program panicked: {error}")))
    }

    /// Files of rows that were sent.
    pub const fn imports(&self) -> &Arc<Imports> {
        &self.imports
    }

    async fn permit(&self, weight: Weight) -> Result<Option<OwnedSemaphorePermit>, Problem> {
        if weight == Weight::Light {
            return Ok(None);
        }
        let _waiting = self.waits()?;
        Arc::clone(&self.heavy).acquire_owned().await.map(Some).map_err(|_| Problem::Busy)
    }

    /// Leave to wait for a turn.
    fn waits(&self) -> Result<Waiting<'_>, Problem> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= self.limits.waiting {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Problem::Busy);
        }
        Ok(Waiting(&self.waiting))
    }

    /// The rows that `viewer` sees, without leaving this thread: nothing is computed before a row is asked for.
    pub fn view(&self, viewer: &Viewer, limit: Option<CoverageLimit>) -> Arc<Source> {
        self.app.view(viewer, limit)
    }

    /// What is behind the layers of the map page.
    pub const fn basemap(&self) -> &Basemap {
        &self.basemap
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

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::app::Quiet;
    use crate::domain::id::Id;
    use crate::domain::register::{Register, RegisterName};
    use crate::store::{
        ArchiveError, Delta, Edit, Findings, Loaded, LoggedEdit, Record, RowEdit, Store, StoreError, Write, WriteError,
        Written,
    };

    /// A store without rows.
    struct Nothing;

    impl Store for Nothing {
        fn load(&self, _: &(dyn Fn(u64) + Sync)) -> Result<Loaded, StoreError> {
            let (settlements, kitchens, households) = Default::default();
            let register = Register { settlements, kitchens, households, revision: 1, ..Register::default() };
            Ok(Loaded { register, findings: Findings::default() })
        }

        fn write(&self, _: Write) -> Result<Written, WriteError> {
            unreachable!("nothing is written")
        }

        fn mint(&self, _: RegisterName, _: usize) -> Result<Vec<Id>, StoreError> {
            unreachable!("nothing is written")
        }

        fn changes_since(&self, _: u64) -> Result<Delta, StoreError> {
            unreachable!("nothing is written")
        }

        fn wait(&self, _: Duration) -> Result<(), StoreError> {
            unreachable!("nothing is written")
        }

        fn log(&self, _: Option<u64>, _: usize) -> Result<Vec<LoggedEdit>, StoreError> {
            Ok(vec![])
        }

        fn edit(&self, _: u64) -> Result<Option<Edit>, StoreError> {
            unreachable!("nothing was written")
        }

        fn history(&self, _: RegisterName, _: &Id, _: Option<u64>, _: usize) -> Result<Vec<RowEdit>, StoreError> {
            unreachable!("nothing was written")
        }

        fn archive(&self, _: &mut dyn FnMut(Record) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
            unreachable!("it is not copied")
        }

        fn restore(&self, _: &mut dyn Iterator<Item = Result<Record, ArchiveError>>) -> Result<(), ArchiveError> {
            unreachable!("it is not copied")
        }

        fn copy_file(&self, _: &Path, _: &dyn Fn(u64, u64)) -> Option<Result<(), StoreError>> {
            unreachable!("it is not copied")
        }

        fn revision(&self) -> Result<u64, StoreError> {
            Ok(1)
        }

        fn check(&self) -> Result<Findings, StoreError> {
            Ok(Findings::default())
        }

        fn location(&self) -> String {
            "nowhere".to_owned()
        }
    }

    fn service(time: Duration) -> Service {
        let app = App::open(Box::new(Nothing), &Quiet).unwrap();
        Service::new(Arc::new(app), Limits { time, ..Limits::default() }, Basemap::None).unwrap()
    }

    /// A call that ends only when nobody waits for it, and says so.
    fn endless(ended: mpsc::Sender<()>) -> impl FnOnce(&App, &Deadline) -> Result<(), Problem> + Send + 'static {
        move |_, deadline| {
            while !deadline.is_over() {
                std::thread::yield_now();
            }
            ended.send(()).unwrap();
            Err(deadline.late())
        }
    }

    #[test]
    fn a_call_whose_time_is_over_stops_and_gives_its_place_back() {
        let service = service(Duration::from_millis(100));
        for weight in [Weight::Heavy, Weight::Light] {
            let (ended, end) = mpsc::channel();
            actix_web::rt::System::new().block_on(async {
                let answer = service.call_until(weight, endless(ended)).await;
                assert!(matches!(answer, Err(Problem::TookTooLong(0))), "{answer:?}");
                end.recv_timeout(Duration::from_secs(30)).unwrap();
                drop(service.heavy.acquire().await.unwrap());
            });
        }
    }

    #[test]
    fn a_call_whose_client_went_away_stops() {
        let service = service(Duration::from_secs(3_600));
        let (ended, end) = mpsc::channel();
        actix_web::rt::System::new().block_on(async {
            let (runs, running) = tokio::sync::oneshot::channel();
            let endless = endless(ended);
            let call = service.call_until(Weight::Heavy, move |app, deadline| {
                runs.send(()).unwrap();
                endless(app, deadline)
            });
            // The call is dropped as soon as it runs.
            tokio::select! {
                answer = call => panic!("{answer:?}"),
                runs = running => runs.unwrap(),
            }
            end.recv_timeout(Duration::from_secs(30)).unwrap();
            drop(service.heavy.acquire().await.unwrap());
        });
    }
}
