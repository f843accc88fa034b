//! Work that may take longer than an answer has time for, while it moves on and somebody waits for it.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::timeout;

use super::problem::Problem;

/// How far work is, told by the thread that does it to the request that waits, and whether that still waits.
#[derive(Clone, Default)]
pub struct Progress(Arc<Shared>);

#[derive(Default)]
struct Shared {
    steps: AtomicU64,
    unwanted: AtomicBool,
}

/// Says that nobody waits any more, unless what was waited for has come.
struct Waiting<'a> {
    progress: &'a Progress,
    come: bool,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.progress.0.unwanted.store(!self.come, Ordering::Relaxed);
    }
}

impl Progress {
    /// The work is one step further; gives whether it is still wanted.
    pub fn step(&self) -> bool {
        self.0.steps.fetch_add(1, Ordering::Relaxed);
        self.is_wanted()
    }

    /// Whether somebody waits for the work.
    pub fn is_wanted(&self) -> bool {
        !self.0.unwanted.load(Ordering::Relaxed)
    }

    /// Waits for `work`. It is unwanted from when this is dropped before the end, as when the client is gone.
    ///
    /// # Errors
    /// [`Problem::TookTooLong`] where no step is done for as long as `patience`.
    pub async fn wait<F: Future>(&self, patience: Duration, work: F) -> Result<F::Output, Problem> {
        let mut waiting = Waiting { progress: self, come: false };
        let mut work = pin!(work);
        loop {
            let before = self.0.steps.load(Ordering::Relaxed);
            match timeout(patience, &mut work).await {
                Ok(done) => {
                    waiting.come = true;
                    return Ok(done);
                }
                Err(_) if self.0.steps.load(Ordering::Relaxed) != before => {}
                Err(_) => return Err(Problem::TookTooLong(patience.as_secs())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use actix_web::web::block;

    use super::*;

    const PATIENCE: Duration = Duration::from_millis(50);

    #[actix_web::test]
    async fn work_that_moves_may_take_longer_than_the_patience() {
        let progress = Progress::default();
        let mine = progress.clone();
        let started = Instant::now();
        let work = block(move || {
            while started.elapsed() < 5 * PATIENCE {
                assert!(mine.step());
            }
            "done"
        });
        assert_eq!(progress.wait(PATIENCE, work).await.unwrap().unwrap(), "done");
        assert!(progress.is_wanted(), "what came may still be read");
    }

    #[actix_web::test]
    async fn work_that_stands_still_is_given_up_and_learns_it() {
        let progress = Progress::default();
        let mine = progress.clone();
        let work = actix_web::rt::task::spawn_blocking(move || {
            while mine.is_wanted() {
                std::thread::yield_now();
            }
        });
        let mut work = Box::pin(work);
        assert!(matches!(progress.wait(PATIENCE, &mut work).await, Err(Problem::TookTooLong(_))));
        work.await.unwrap();
    }
}
