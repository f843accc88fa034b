//! Where households stand in id order.

use std::sync::Arc;

use rayon::prelude::*;

use super::{At, CHUNK};

/// Rows that a chunk may grow to: beyond, all are put in order anew.
const MOST: usize = 16 * CHUNK;

/// Places of households in id order, in chunks.
///
/// A row's number (its chunk's, and its own in that chunk) never changes, so that its place can name it; the order of
/// the chunks, and of the rows in a chunk, does.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    chunks: Vec<Arc<RowChunk>>,
    /// Numbers of the chunks that have rows, in id order.
    order: Vec<u32>,
    /// For each chunk, where it stands in `order`.
    ordinals: Vec<u32>,
    /// For each chunk in `order` the rows before it; then all.
    starts: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
struct RowChunk {
    /// By the row's number.
    places: Vec<At>,
    /// Numbers of rows in id order.
    order: Vec<u16>,
    /// For each number, where it stands in `order`.
    positions: Vec<u16>,
    /// Numbers of rows that are gone.
    free: Vec<u16>,
}

impl Rows {
    /// Rows that stand at places given in id order.
    pub(super) fn new(places: &[At]) -> Self {
        let chunks: Vec<_> = places.par_chunks(CHUNK).map(|part| Arc::new(RowChunk::new(part))).collect();
        let order = (0..number(chunks.len())).collect();
        let mut rows = Self { chunks, order, ..Self::default() };
        rows.count();
        rows
    }

    /// The number of the row at a slot of a list that no edit has touched.
    pub(super) fn number_at(slot: usize) -> At {
        At { chunk: number(slot / CHUNK), local: number(slot % CHUNK) }
    }

    /// The slot of a row of a list that no edit has touched.
    pub(super) const fn slot_at(row: At) -> usize {
        row.chunk as usize * CHUNK + row.local as usize
    }

    pub(super) fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Places in id order.
    pub(super) fn iter(&self) -> impl Iterator<Item = At> {
        self.order.iter().flat_map(|&chunk| self.chunks[chunk as usize].iter())
    }

    /// Places in id order, for work on all cores.
    pub(super) fn par_iter(&self) -> impl ParallelIterator<Item = At> {
        self.order.par_iter().flat_map_iter(|&chunk| self.chunks[chunk as usize].iter())
    }

    /// The place of the household at a slot.
    pub(super) fn get(&self, slot: usize) -> Option<At> {
        let ordinal = self.starts.partition_point(|start| *start <= slot).checked_sub(1)?;
        let chunk = &self.chunks[*self.order.get(ordinal)? as usize];
        chunk.get(slot - self.starts[ordinal])
    }

    /// The place of the household of a row.
    pub(super) fn place(&self, row: At) -> At {
        self.chunks[row.chunk as usize].places[row.local as usize]
    }

    /// The slot of a row.
    pub(super) fn slot(&self, row: At) -> usize {
        let ordinal = self.ordinals[row.chunk as usize] as usize;
        self.starts[ordinal] + usize::from(self.chunks[row.chunk as usize].positions[row.local as usize])
    }

    /// How many places come before the first one that is not `before`, which must hold for the first ones alone.
    pub(super) fn seek(&self, before: impl Fn(At) -> bool) -> usize {
        let (ordinal, within) = self.find(before);
        self.starts.get(ordinal).copied().unwrap_or(0) + within
    }

    fn find(&self, before: impl Fn(At) -> bool) -> (usize, usize) {
        let chunk = |number: u32| &self.chunks[number as usize];
        let ordinal = self.order.partition_point(|&number| chunk(number).last().is_some_and(&before));
        let within = self.order.get(ordinal).map_or(0, |&number| chunk(number).partition_point(before));
        (ordinal, within)
    }

    /// Makes a row before the first one that is not `before`, at a place; `None` where its chunk is full.
    /// [`Rows::count`] is due after it.
    pub(super) fn insert(&mut self, before: impl Fn(At) -> bool, place: At) -> Option<At> {
        let (mut ordinal, mut within) = self.find(before);
        if ordinal == self.order.len() {
            let last = ordinal.checked_sub(1).map(|last| (last, self.chunks[self.order[last] as usize].order.len()));
            if let Some(end) = last.filter(|(_, rows)| *rows < CHUNK) {
                (ordinal, within) = end;
            } else {
                self.order.push(number(self.chunks.len()));
                self.chunks.push(Arc::default());
            }
        }
        let chunk = self.order[ordinal];
        let rows = Arc::make_mut(&mut self.chunks[chunk as usize]);
        let local = rows.insert(within, place)?;
        Some(At { chunk, local: local.into() })
    }

    /// Says where a row's household stands now.
    pub(super) fn set(&mut self, row: At, place: At) {
        Arc::make_mut(&mut self.chunks[row.chunk as usize]).places[row.local as usize] = place;
    }

    /// [`Rows::count`] is due after it.
    pub(super) fn remove(&mut self, row: At) {
        let chunk = Arc::make_mut(&mut self.chunks[row.chunk as usize]);
        chunk.remove(row.local);
        if chunk.order.is_empty() {
            self.order.retain(|number| *number != row.chunk);
        }
    }

    /// Counts the rows before each chunk.
    pub(super) fn count(&mut self) {
        self.ordinals.resize(self.chunks.len(), 0);
        self.starts.clear();
        let mut all = 0;
        for (ordinal, chunk) in (0..).zip(&self.order) {
            self.ordinals[*chunk as usize] = ordinal;
            self.starts.push(all);
            all += self.chunks[*chunk as usize].order.len();
        }
        self.starts.push(all);
    }
}

impl RowChunk {
    fn new(places: &[At]) -> Self {
        let order: Vec<u16> = (0..).take(places.len()).collect();
        Self { places: places.to_vec(), positions: order.clone(), order, free: Vec::new() }
    }

    fn iter(&self) -> impl Iterator<Item = At> {
        self.order.iter().map(|&local| self.places[usize::from(local)])
    }

    fn get(&self, position: usize) -> Option<At> {
        self.order.get(position).map(|&local| self.places[usize::from(local)])
    }

    fn last(&self) -> Option<At> {
        self.get(self.order.len().checked_sub(1)?)
    }

    fn partition_point(&self, before: impl Fn(At) -> bool) -> usize {
        self.order.partition_point(|&local| before(self.places[usize::from(local)]))
    }

    fn insert(&mut self, position: usize, place: At) -> Option<u16> {
        let local = match self.free.pop() {
            Some(local) => local,
            None if self.places.len() == MOST => return None,
            None => {
                self.places.push(place);
                self.positions.push(0);
                u16::try_from(self.places.len() - 1).ok()?
            }
        };
        self.places[usize::from(local)] = place;
        self.order.insert(position, local);
        self.renumber(position);
        Some(local)
    }

    fn remove(&mut self, local: u32) {
        let position = usize::from(self.positions[local as usize]);
        self.free.push(self.order.remove(position));
        self.renumber(position);
    }

    fn renumber(&mut self, from: usize) {
        for (position, local) in self.order.iter().enumerate().skip(from) {
            #[expect(clippy::cast_possible_truncation, reason = "a chunk has at most MOST rows")]
            let position = position as u16;
            self.positions[usize::from(*local)] = position;
        }
    }
}

/// Chunks and rows are numbered in four bytes, as slots are in the layers.
fn number(n: usize) -> u32 {
    u32::try_from(n).expect("a register in memory has fewer than u32::MAX rows")
}
