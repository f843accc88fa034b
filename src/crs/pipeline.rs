//! PROJ's objects, which stay on the thread that made them.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use geo::Coord;
use proj::Proj;

use super::{CrsError, database};

/// Objects that a thread keeps, the last used first: a request that asks for one system, filters in another and
/// measures its box in a third makes each of them once. Not more, since PROJ opens its database for each, which takes
/// it 3 ms and a file descriptor.
const KEPT: usize = 4;

/// Objects of all threads from which on a thread keeps only the one that it used last: with connections and the store a
/// process may well have to do with 1,024 descriptors.
const PLENTY: usize = 48;

/// Objects that there are.
static OPEN: AtomicUsize = AtomicUsize::new(0);

/// An operation to WGS 84 and its inverse, easting or longitude first, as PROJ writes it.
#[derive(Clone, Debug)]
pub(super) struct Pipeline(Arc<str>);

/// This thread's object for a pipeline.
pub(super) struct Converter<'a>(&'a Proj);

/// An object that is counted.
struct Counted(Proj);

impl Counted {
    fn new(proj: Proj) -> Self {
        OPEN.fetch_add(1, Ordering::Relaxed);
        Self(proj)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        OPEN.fetch_sub(1, Ordering::Relaxed);
    }
}

thread_local! {
    static OBJECTS: RefCell<Vec<(Pipeline, Counted)>> = const { RefCell::new(Vec::new()) };
}

impl Pipeline {
    pub(super) fn new(definition: &str) -> Self {
        Self(definition.into())
    }

    /// Runs with this thread's object, made where there is none yet.
    pub(super) fn with<R>(&self, work: impl FnOnce(&Converter<'_>) -> R) -> Result<R, CrsError> {
        let kept = OBJECTS.with_borrow_mut(|objects| {
            let at = objects.iter().position(|(made_for, _)| made_for.0 == self.0)?;
            Some(objects.remove(at))
        });
        // Outside of the borrow, so that work with one system may use another.
        let (pipeline, proj) = match kept {
            Some(kept) => kept,
            None => (self.clone(), self.make()?),
        };
        let result = work(&Converter(&proj.0));
        OBJECTS.with_borrow_mut(|objects| {
            objects.insert(0, (pipeline, proj));
            objects.truncate(if OPEN.load(Ordering::Relaxed) > PLENTY { 1 } else { KEPT });
        });
        Ok(result)
    }

    fn make(&self) -> Result<Counted, CrsError> {
        let made = database::builder()?.proj(&self.0).map(Counted::new);
        made.map_err(|error| CrsError::Database { reason: error.to_string().into() })
    }
}

impl Converter<'_> {
    /// To WGS 84 degrees; `None` where PROJ gives no finite numbers.
    pub(super) fn forward(&self, place: Coord<f64>) -> Option<Coord<f64>> {
        let there = self.0.convert(finite(place)?.x_y()).ok()?;
        finite(there.into())
    }

    /// From WGS 84 degrees, by the same operation.
    pub(super) fn inverse(&self, place: Coord<f64>) -> Option<Coord<f64>> {
        let there = self.0.project(finite(place)?.x_y(), true).ok()?;
        finite(there.into())
    }
}

fn finite(place: Coord<f64>) -> Option<Coord<f64>> {
    (place.x.is_finite() && place.y.is_finite()).then_some(place)
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn many_threads_keep_few_objects() {
        const THREADS: usize = 60;
        let pipelines: Vec<Pipeline> =
            (17..17 + KEPT).map(|zone| Pipeline::new(&format!("+proj=utm +zone={zone} +south"))).collect();
        let (all, open) = (Barrier::new(THREADS), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    for pipeline in &pipelines {
                        // A panic here would leave the others at the barrier.
                        let _ = pipeline.with(|converter| converter.forward(Coord { x: -75.0, y: -12.0 }));
                    }
                    all.wait();
                    open.fetch_max(OPEN.load(Ordering::Relaxed), Ordering::Relaxed);
                    all.wait();
                });
            }
        });
        // Those of other tests too.
        let open = open.into_inner();
        assert!((THREADS..=THREADS + 2 * PLENTY).contains(&open), "{open} of {} possible", THREADS * KEPT);
    }
}
