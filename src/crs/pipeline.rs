//! PROJ's objects, which stay on the thread that made them.

use std::cell::RefCell;
use std::sync::Arc;

use geo::Coord;
use proj::Proj;

use super::{CrsError, database};

/// Objects that a thread keeps, the last used first: a request that asks for one system, filters in another and
/// measures its box in a third makes each of them once. Not more, since PROJ opens its database for each, which takes
/// it 3 ms and a file descriptor.
const KEPT: usize = 4;

/// An operation to WGS 84 and its inverse, easting or longitude first, as PROJ writes it.
#[derive(Clone, Debug)]
pub(super) struct Pipeline(Arc<str>);

/// This thread's object for a pipeline.
pub(super) struct Converter<'a>(&'a Proj);

thread_local! {
    static OBJECTS: RefCell<Vec<(Pipeline, Proj)>> = const { RefCell::new(Vec::new()) };
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
        let result = work(&Converter(&proj));
        OBJECTS.with_borrow_mut(|objects| {
            objects.truncate(KEPT - 1);
            objects.insert(0, (pipeline, proj));
        });
        Ok(result)
    }

    fn make(&self) -> Result<Proj, CrsError> {
        let made = database::builder()?.proj(&self.0);
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
