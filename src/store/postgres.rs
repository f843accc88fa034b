//! The shared store: `PostgreSQL` with `PostGIS`, for any number of servers, QGIS and psql at once.
//!
//! Triggers write the history, whoever edits: a statement takes the lock on the counter before it touches rows, its rows
//! get the counter's next value, and after it the log has them as they were. A transaction is one revision. So the order
//! of revisions is the order of commits, and a server that has seen one needs only what came after it.
//!
//! Connections come from a pool, but for the one that listens. The driver must not be used on a thread that runs async
//! code; the store may be dropped on one.

mod address;
mod archive;
mod changes;
mod check;
mod connection;
mod history;
mod read;
mod rows;
mod schema;
mod sql;
mod tls;
mod write;

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

use self::address::Address;
use self::connection::Connections;
use super::{
    ArchiveError, Delta, Edit, Findings, Loaded, LoggedEdit, Record, RowEdit, Store, StoreError, Write, WriteError,
    Written,
};
use crate::domain::id::Id;
use crate::domain::register::RegisterName;

/// So many of our own revisions are remembered, so that their notifications wake nobody.
const OWN: usize = 256;

/// A store in a `PostgreSQL` database.
pub struct PostgresStore {
    /// Always there until the store is dropped.
    inner: Option<Arc<Inner>>,
}

struct Inner {
    connections: Connections,
    /// The connection that listens; `None` before the first wait and after it broke.
    listener: Mutex<Option<Client>>,
    own: Mutex<VecDeque<u64>>,
}

impl PostgresStore {
    /// Opens a store that is there, and brings an earlier version's schema up to date.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_as(url, schema::open)
    }

    /// Opens the store, or makes its tables in the connection's schema where there are none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open_or_create(url: &str) -> Result<Self, StoreError> {
        Self::open_as(url, schema::open_or_create)
    }

    /// Opens a store that is there without changing its schema.
    ///
    /// # Errors
    /// [`StoreError`], also [`StoreError::Older`].
    pub fn open_read_only(url: &str) -> Result<Self, StoreError> {
        Self::open_as(url, schema::open_read_only)
    }

    fn open_as(
        url: &str,
        open: impl FnOnce(&Connections, &mut Client) -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        let connections = Connections::new(Address::parse(url)?)?;
        let mut first = connections.own()?;
        open(&connections, &mut first)?;
        let inner = Inner { connections, listener: Mutex::new(None), own: Mutex::default() };
        Ok(Self { inner: Some(Arc::new(inner)) })
    }

    fn inner(&self) -> &Inner {
        self.inner.as_deref().unwrap_or_else(|| unreachable!("taken by drop alone"))
    }

    fn connections(&self) -> &Connections {
        &self.inner().connections
    }
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        // The driver says goodbye to the server, which it may not do on a thread that runs async code.
        let inner = self.inner.take();
        let closing = std::thread::Builder::new().name("closing".into()).spawn(move || drop(inner));
        let _ = closing.map(std::thread::JoinHandle::join);
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inner {
    fn remember(&self, revision: u64) {
        let mut own = held(&self.own);
        own.push_back(revision);
        if own.len() > OWN {
            own.pop_front();
        }
    }

    /// Waits for a notification that is not of our own; a connection just made may have missed some, so it waits for none.
    fn listen(&self, at_most: Duration) -> Result<(), StoreError> {
        let mut listener = held(&self.listener);
        let Some(client) = listener.as_mut() else {
            let mut client = self.connections.own()?;
            client.batch_execute("LISTEN cercania").map_err(|error| self.connections.error(error))?;
            *listener = Some(client);
            return Ok(());
        };
        let end = Instant::now() + at_most;
        let heard = loop {
            let left = end.saturating_duration_since(Instant::now());
            let heard = client.notifications().timeout_iter(left).next();
            match heard {
                Ok(Some(call)) if call.payload().parse().is_ok_and(|revision| held(&self.own).contains(&revision)) => {}
                Ok(None) if client.is_closed() => break Err(None),
                Ok(_) => break Ok(()),
                Err(error) => break Err(Some(error)),
            }
        };
        heard.map_err(|error| {
            *listener = None;
            let lost = StoreError::Unreachable { location: self.connections.location.clone() };
            error.map_or(lost, |error| self.connections.error(error))
        })
    }
}

impl Store for PostgresStore {
    fn load(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<Loaded, StoreError> {
        read::load(self.connections(), progress)
    }

    fn write(&self, write: Write) -> Result<Written, WriteError> {
        write::write(self.connections(), &write, &|revision| self.inner().remember(revision))
    }

    fn mint(&self, register: RegisterName, count: usize) -> Result<Vec<Id>, StoreError> {
        let mut client = self.connections().get()?;
        write::mint(&mut *client, register, count).map_err(|error| self.connections().error(error))
    }

    fn changes_since(&self, revision: u64) -> Result<Delta, StoreError> {
        let (has_triggers, delta) = self
            .connections()
            .read(|transaction| Ok((check::has_triggers(transaction)?, changes::since(transaction, revision)?)))?;
        // What is written without them shows nowhere: better that everybody knows.
        if has_triggers { Ok(delta) } else { Err(self.connections().without_triggers()) }
    }

    fn wait(&self, at_most: Duration) -> Result<(), StoreError> {
        self.inner().listen(at_most)
    }

    fn log(&self, before: Option<u64>, most: usize) -> Result<Vec<LoggedEdit>, StoreError> {
        self.connections().read(|transaction| history::log(transaction, before, most))
    }

    fn edit(&self, revision: u64) -> Result<Option<Edit>, StoreError> {
        self.connections().read(|transaction| history::edit(transaction, revision))
    }

    fn history(
        &self,
        register: RegisterName,
        id: &Id,
        before: Option<u64>,
        most: usize,
    ) -> Result<Vec<RowEdit>, StoreError> {
        self.connections().read(|transaction| history::history(transaction, register, id, before, most))
    }

    fn archive(&self, into: &mut dyn FnMut(Record) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
        archive::archive(self.connections(), into)
    }

    fn restore(&self, records: &mut dyn Iterator<Item = Result<Record, ArchiveError>>) -> Result<(), ArchiveError> {
        archive::restore(self.connections(), records)
    }

    fn copy_file(&self, _: &Path, _: &dyn Fn(u64, u64)) -> Option<Result<(), StoreError>> {
        None
    }

    fn revision(&self) -> Result<u64, StoreError> {
        write::revision(self.connections())
    }

    fn check(&self) -> Result<Findings, StoreError> {
        let mut findings = self.load(&|_| ())?.findings;
        self.connections().read(|transaction| check::structure(transaction, &mut findings))?;
        Ok(findings)
    }

    fn location(&self) -> String {
        self.connections().location.clone()
    }
}
