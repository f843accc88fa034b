//! Where households stand on the ground.

use std::sync::{Arc, OnceLock};

use geo::{Coord, Rect};
use rayon::prelude::*;

use super::placed::PlacedHousehold;
use super::rows::Rows;
use super::{At, CHUNK};
use crate::domain::geodesy::{Ecef, ecef};
use crate::domain::id::Id;
use crate::domain::index::curve_key;
use crate::domain::position::Position;
use crate::domain::settings::CoverageLimit;
use crate::domain::sums::Parts;

/// Households that a chunk may grow to: beyond, it is split.
const MOST: usize = 2 * CHUNK;

/// Households in chunks: those of one are close to each other, or have no position. A chunk's number never changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    heads: Vec<Head>,
}

/// A chunk, and what tells whether it need be looked at.
#[derive(Clone, Debug)]
pub(in crate::domain) struct Head {
    chunk: Arc<PlaceChunk>,
    /// The key along the curve from which on households belong here; `None` where they have no position.
    from: Option<u32>,
    /// Around the positions.
    bounds: Option<Rect<f64>>,
    /// Around them in space, which knows no pole and no antimeridian; it may be wider than it need be.
    space: Space,
    /// The greatest of the households' reaches; `None` where none has one.
    reach: Option<f64>,
    /// Kitchens that decisions of open households name, each once, rising.
    decided: Arc<[Id]>,
    /// Sums over the households at the stored limit, once they have been asked for.
    sums: Arc<OnceLock<Parts>>,
}

/// Households and the numbers of their rows, side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct PlaceChunk {
    placed: Vec<PlacedHousehold>,
    rows: Vec<At>,
}

/// A box in space, metres.
#[derive(Clone, Copy, Debug)]
struct Space {
    low: Ecef,
    high: Ecef,
}

impl Places {
    /// Puts a chunk after the others; households without a position have chunks of their own.
    pub(super) fn of(chunks: Vec<(Vec<PlacedHousehold>, Vec<At>)>) -> Self {
        let heads = chunks.into_par_iter().map(|(placed, rows)| Head::new(PlaceChunk { placed, rows })).collect();
        Self { heads }
    }

    /// The places of rows that no edit has touched, in the order of their numbers.
    pub(super) fn in_order_of_rows(&self, count: usize) -> Vec<At> {
        let mut places = vec![At::default(); count];
        for (number, head) in self.heads.iter().enumerate() {
            for (local, row) in head.chunk.rows.iter().enumerate() {
                places[Rows::slot_at(*row)] = at(number, local);
            }
        }
        places
    }

    pub(super) fn heads(&self) -> &[Head] {
        &self.heads
    }

    pub(super) fn get(&self, at: At) -> &PlacedHousehold {
        &self.heads[at.chunk as usize].chunk.placed[at.local as usize]
    }

    /// The number of the row of the household at a place.
    pub(super) fn row(&self, at: At) -> At {
        self.heads[at.chunk as usize].chunk.rows[at.local as usize]
    }

    /// Numbers of rows of the households in a box of degrees, edges included.
    pub(super) fn in_box(&self, west: f64, south: f64, east: f64, north: f64) -> impl Iterator<Item = At> {
        let near = move |head: &&Head| {
            head.bounds.is_some_and(|around| {
                let (low, high) = (around.min(), around.max());
                low.x <= east && high.x >= west && low.y <= north && high.y >= south
            })
        };
        let inside = move |p: Position| (west..=east).contains(&p.lon()) && (south..=north).contains(&p.lat());
        self.heads.iter().filter(near).flat_map(move |head| {
            let placed = head.chunk.placed.iter().zip(&head.chunk.rows);
            placed.filter(move |(placed, _)| placed.household.position.is_some_and(inside)).map(|(_, row)| *row)
        })
    }

    /// The box around all positions.
    pub(super) fn extent(&self) -> Option<Rect<f64>> {
        self.heads.iter().filter_map(|head| head.bounds).reduce(|a, b| {
            let low = Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) };
            let high = Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) };
            Rect::new(low, high)
        })
    }

    /// Replaces what is computed for households of some chunks.
    pub(super) fn recomputed(&mut self, chunks: Vec<(usize, Vec<PlacedHousehold>)>) {
        for (number, placed) in chunks {
            let head = &mut self.heads[number];
            head.chunk = Arc::new(PlaceChunk { placed, rows: head.chunk.rows.clone() });
            head.reach = head.chunk.reach();
            head.sums = Arc::default();
        }
    }

    /// Forgets sums, when the limit that they were made at is another.
    pub(super) fn forget_sums(&mut self) {
        for head in &mut self.heads {
            head.sums = Arc::default();
        }
    }

    /// Puts a household where its neighbours are; [`Places::settle`] is due after it.
    pub(super) fn insert(&mut self, placed: PlacedHousehold, row: At) -> At {
        let key = placed.household.position.map(curve_key);
        let number = self.chunk_of(key).unwrap_or_else(|| {
            self.heads.push(Head::empty(key));
            self.heads.len() - 1
        });
        let chunk = Arc::make_mut(&mut self.heads[number].chunk);
        chunk.placed.push(placed);
        chunk.rows.push(row);
        at(number, chunk.rows.len() - 1)
    }

    /// The chunk that begins last at or before a key, else the first along the curve.
    fn chunk_of(&self, key: Option<u32>) -> Option<usize> {
        let fitting = |head: &Head| head.from.is_some() == key.is_some();
        let here = self.heads.iter().enumerate().filter(|(_, head)| fitting(head));
        // Before all others it goes to the first, whose households are the nearest along the curve.
        let best =
            |head: &Head| (head.from <= key, if head.from <= key { head.from } else { head.from.map(|from| !from) });
        here.max_by_key(|(_, head)| best(head)).map(|(number, _)| number)
    }

    /// Replaces a household that stays at its place; [`Places::settle`] is due after it.
    pub(super) fn replace(&mut self, at: At, placed: PlacedHousehold) {
        Arc::make_mut(&mut self.heads[at.chunk as usize].chunk).placed[at.local as usize] = placed;
    }

    /// Takes a household away. Gives the row of the one that stands in its place now, if any; [`Places::settle`] is
    /// due after it.
    pub(super) fn remove(&mut self, at: At) -> Option<At> {
        let chunk = Arc::make_mut(&mut self.heads[at.chunk as usize].chunk);
        chunk.placed.swap_remove(at.local as usize);
        chunk.rows.swap_remove(at.local as usize);
        chunk.rows.get(at.local as usize).copied()
    }

    /// Splits a chunk that has grown too full, and says again what tells whether it need be looked at. Gives the rows
    /// whose households stand elsewhere now, with their places.
    pub(super) fn settle(&mut self, number: u32) -> Vec<(At, At)> {
        let head = &self.heads[number as usize];
        if head.chunk.rows.len() <= MOST {
            self.heads[number as usize] = Head::of(head.chunk.clone(), head.from);
            return Vec::new();
        }
        let chunk = &head.chunk;
        let key = |placed: &PlacedHousehold| placed.household.position.map(curve_key);
        let mut order: Vec<usize> = (0..chunk.rows.len()).collect();
        order.sort_by_key(|&local| key(&chunk.placed[local]));
        let part = |part: &[usize]| PlaceChunk {
            placed: part.iter().map(|&local| chunk.placed[local].clone()).collect(),
            rows: part.iter().map(|&local| chunk.rows[local]).collect(),
        };
        let mut parts: Vec<Head> = order.chunks(CHUNK).map(part).map(Head::new).collect();
        parts[0].from = head.from;
        let mut moved = Vec::with_capacity(order.len());
        for (n, part) in parts.into_iter().enumerate() {
            let number = if n == 0 { number as usize } else { self.heads.len() };
            moved.extend(part.chunk.rows.iter().enumerate().map(|(local, &row)| (row, at(number, local))));
            if n == 0 { self.heads[number] = part } else { self.heads.push(part) }
        }
        moved
    }
}

impl Head {
    fn new(chunk: PlaceChunk) -> Self {
        let from = chunk.placed.iter().filter_map(|placed| placed.household.position).map(curve_key).min();
        Self::of(Arc::new(chunk), from)
    }

    fn empty(from: Option<u32>) -> Self {
        Self::of(Arc::default(), from)
    }

    fn of(chunk: Arc<PlaceChunk>, from: Option<u32>) -> Self {
        let positions = || chunk.placed.iter().filter_map(|placed| placed.household.position);
        let mut corners: Option<[f64; 4]> = None;
        let mut space = Space { low: [f64::INFINITY; 3], high: [f64::NEG_INFINITY; 3] };
        for position in positions() {
            let (lon, lat) = (position.lon(), position.lat());
            let [west, south, east, north] = corners.unwrap_or([lon, lat, lon, lat]);
            corners = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
            space.take_in(&ecef(position));
        }
        let bounds = corners.map(|[west, south, east, north]| Rect::new((west, south), (east, north)));
        let open = chunk.placed.iter().filter(|placed| placed.household.closed_on.is_none());
        let mut decided: Vec<&Id> = open.filter_map(|p| Some(&p.household.fixed.as_ref()?.kitchen)).collect();
        decided.sort_unstable();
        decided.dedup();
        let decided = decided.into_iter().cloned().collect();
        Self { from, bounds, space, reach: chunk.reach(), decided, sums: Arc::default(), chunk }
    }

    pub(in crate::domain) fn placed(&self) -> &[PlacedHousehold] {
        &self.chunk.placed
    }

    pub(super) fn rows(&self) -> &[At] {
        &self.chunk.rows
    }

    pub(super) const fn chunk(&self) -> &Arc<PlaceChunk> {
        &self.chunk
    }

    pub(super) fn bounds(&self) -> Option<Rect<f64>> {
        self.bounds
    }

    /// Sums at the stored limit, which the caller knows.
    pub(in crate::domain) fn sums_at_stored(&self, limit: CoverageLimit) -> &Parts {
        self.sums.get_or_init(|| Parts::of(self.placed(), limit))
    }

    pub(in crate::domain) fn has_sums(&self) -> bool {
        self.sums.get().is_some()
    }

    /// Whether the households have no position.
    pub(super) fn is_nowhere(&self) -> bool {
        self.from.is_none()
    }

    /// Whether a kitchen that opens or closes there may be in reach of a household.
    pub(super) fn may_reach(&self, place: &Ecef) -> bool {
        self.reach.is_some_and(|reach| self.space.squared_distance(place) <= reach * reach)
    }

    /// Whether an open household is fixed to a kitchen.
    pub(super) fn has_decision_for(&self, kitchen: &Id) -> bool {
        self.decided.binary_search(kitchen).is_ok()
    }
}

impl PlaceChunk {
    fn reach(&self) -> Option<f64> {
        self.placed.iter().filter_map(PlacedHousehold::reach).reduce(f64::max)
    }
}

impl Space {
    fn take_in(&mut self, place: &Ecef) {
        for (axis, metres) in place.iter().enumerate() {
            self.low[axis] = self.low[axis].min(*metres);
            self.high[axis] = self.high[axis].max(*metres);
        }
    }

    fn squared_distance(&self, place: &Ecef) -> f64 {
        let outside = |axis: usize| (self.low[axis] - place[axis]).max(place[axis] - self.high[axis]).max(0.0);
        let [x, y, z] = [outside(0), outside(1), outside(2)];
        x * x + y * y + z * z
    }
}

fn at(chunk: usize, local: usize) -> At {
    let number = |n| u32::try_from(n).expect("a register in memory has fewer than u32::MAX rows");
    At { chunk: number(chunk), local: number(local) }
}
