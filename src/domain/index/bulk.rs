//! Every household's nearest kitchens at once, on all cores.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::curve::curve_key;
use super::{KitchenIndex, Nearest, Neighbour, Search};
use crate::domain::position::Position;

/// Positions that one thread takes at a time: long enough that the first, cold search is paid
/// once in many, short enough that cancelling is prompt and two cores end together.
const BATCH: usize = 4096;

/// Watches over bulk work.
pub trait Bulk: Sync {
    /// Called after each batch with the number of positions done in it.
    fn done(&self, positions: usize);
    /// Whether to stop.
    fn cancelled(&self) -> bool;
}

/// No watching.
impl Bulk for () {
    fn done(&self, _: usize) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// Cancelled by the flag.
impl Bulk for AtomicBool {
    fn done(&self, _: usize) {}
    fn cancelled(&self) -> bool {
        self.load(Ordering::Relaxed)
    }
}

impl KitchenIndex {
    /// The nearest kitchen and the runner-up of every position, in the order given; `None` when
    /// cancelled. Equal, to the last bit, to asking one at a time.
    #[must_use]
    pub fn nearest_of_all(&self, positions: &[Position], watch: &impl Bulk) -> Option<Vec<Nearest>> {
        self.ask_all(positions, &curve_order(positions), watch, Search::nearest)
    }

    /// The same as [`nearest_of_all`](Self::nearest_of_all), in the order along the curve that
    /// [`curve_order`] gave.
    pub(crate) fn nearest_along(
        &self,
        positions: &[Position],
        order: &[(u32, u32)],
        watch: &impl Bulk,
    ) -> Option<Vec<Nearest>> {
        Some(self.ask_along(positions, order, watch, Search::nearest)?.into_iter().flatten().collect())
    }

    /// The `k` nearest kitchens of every position, likewise.
    #[must_use]
    pub fn nearest_k_of_all(
        &self,
        positions: &[Position],
        k: usize,
        watch: &impl Bulk,
    ) -> Option<Vec<Box<[Neighbour]>>> {
        let ask = |search: &mut Search<'_>, position| search.nearest_k(position, k).into();
        self.ask_all(positions, &curve_order(positions), watch, ask)
    }

    fn ask_all<'a, T: Clone + Default + Send>(
        &'a self,
        positions: &[Position],
        order: &[(u32, u32)],
        watch: &impl Bulk,
        ask: impl Fn(&mut Search<'a>, Position) -> T + Sync,
    ) -> Option<Vec<T>> {
        let batches = self.ask_along(positions, order, watch, ask)?;
        let mut all = vec![T::default(); positions.len()];
        for ((_, at), answer) in order.iter().zip(batches.into_iter().flatten()) {
            all[*at as usize] = answer;
        }
        Some(all)
    }

    /// In batches, in the order along the curve.
    fn ask_along<'a, T: Send>(
        &'a self,
        positions: &[Position],
        order: &[(u32, u32)],
        watch: &impl Bulk,
        ask: impl Fn(&mut Search<'a>, Position) -> T + Sync,
    ) -> Option<Vec<Vec<T>>> {
        order
            .par_chunks(BATCH)
            .map(|batch| {
                if watch.cancelled() {
                    return None;
                }
                let mut search = self.search();
                let answers = batch.iter().map(|&(_, at)| ask(&mut search, positions[at as usize])).collect();
                watch.done(batch.len());
                Some(answers)
            })
            .collect()
    }
}

/// Indices of positions with their keys, in order along the curve.
///
/// # Panics
/// With more than `u32::MAX` positions.
pub(crate) fn curve_order(positions: &[Position]) -> Vec<(u32, u32)> {
    assert!(u32::try_from(positions.len()).is_ok(), "at most 4,294,967,295 positions at once");
    #[expect(clippy::cast_possible_truncation, reason = "checked above")]
    let mut order: Vec<(u32, u32)> =
        positions.par_iter().enumerate().map(|(at, &position)| (curve_key(position), at as u32)).collect();
    order.par_sort_unstable();
    order
}
