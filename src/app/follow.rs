//! What other programs write, brought into force here.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;

use super::{App, Current, Quiet};
use crate::domain::change::{Change, What};
use crate::domain::effects::Effects;
use crate::messages::Explain as _;
use crate::store::{Delta, StoreError};

/// How long the store is waited for before its revision is looked at: a notification may be lost.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long after a failure the store is asked again.
const PAUSE: Duration = Duration::from_millis(500);

/// The store cannot be reached; the last snapshot is served.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Lost {
    /// Since when.
    pub since: Timestamp,
    /// The code of the error.
    pub code: &'static str,
}

/// Follows a store until it is dropped.
#[derive(Debug)]
pub struct Follower {
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl App {
    /// Brings into force what other programs wrote since.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read; the last snapshot then stays in force.
    pub fn catch_up(&self) -> Result<(), StoreError> {
        let _one = self.one_at_a_time();
        self.catch_up_alone(None).map(drop)
    }

    /// As [`App::catch_up`], for who makes the next snapshot already; what the edit of the revision `own` did, where that
    /// can be told from what others wrote.
    pub(super) fn catch_up_alone(&self, own: Option<u64>) -> Result<Option<Effects>, StoreError> {
        let current = self.current.load_full();
        match self.store.changes_since(current.snapshot.revision())? {
            Delta::All => self.show(Current::load(&*self.store, &Quiet)?),
            Delta::Rows { revision, changes, touched, findings } => {
                if revision == current.snapshot.revision() && changes.is_empty() && touched.is_empty() {
                    return Ok(None);
                }
                let settings = changes.iter().any(|change| matches!(change.what, What::Settings(_)));
                let Some(findings) = current.findings.after(&touched, settings, findings) else {
                    self.show(Current::load(&*self.store, &Quiet)?);
                    return Ok(None);
                };
                let (own, others): (Vec<Change>, Vec<Change>) =
                    changes.into_iter().partition(|change| Some(change.revision) == own);
                let by_others = current.snapshot.apply(revision, others, &());
                let applied = by_others.and_then(|applied| {
                    if own.is_empty() { Some(applied) } else { applied.snapshot.apply(revision, own, &()) }
                });
                let Some(applied) = applied else { return Ok(None) };
                self.show(current.followed_by(applied.snapshot, findings));
                return Ok(Some(applied.effects));
            }
        }
        Ok(None)
    }

    /// Whether the store cannot be reached at present.
    #[must_use]
    pub fn lost(&self) -> Option<Lost> {
        *self.lost.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows what other programs write, on a thread of its own.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn follow(self: Arc<Self>) -> std::io::Result<Follower> {
        let ended = Arc::new(AtomicBool::new(false));
        let own = Arc::clone(&ended);
        let thread = thread::Builder::new().name("follower".into()).spawn(move || {
            while !own.load(Ordering::Relaxed) {
                let followed = self.store.wait(LOOK_EVERY).and_then(|()| self.catch_up());
                let failed = followed.is_err();
                self.reached(followed);
                if failed {
                    thread::park_timeout(PAUSE);
                }
            }
        })?;
        Ok(Follower { ended, thread: Some(thread) })
    }

    /// Notes whether the store was reached; says so once each time that changes.
    fn reached(&self, followed: Result<(), StoreError>) {
        let mut lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        match (followed, *lost) {
            (Ok(()), Some(_)) => {
                tracing::info!("the store is reached again");
                *lost = None;
            }
            (Err(error), None) => {
                tracing::error!(%error, "the store cannot be followed; the last snapshot is served");
                *lost = Some(Lost { since: Timestamp::now(), code: error.code() });
            }
            _ => {}
        }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // It panics no more than its calls do, and has nothing to give.
            drop(thread.join());
        }
    }
}
