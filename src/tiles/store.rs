//! Tiles that were made, kept while there is room and their source is in use.

use std::collections::{HashMap, VecDeque};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::ground::Ground;
use super::set::TileSet;
use super::square::Square;
use crate::domain::snapshot::Snapshot;
use crate::layers::{LayerName, Source};

/// How hard tiles are packed: 196 kB of all layers become 104 kB in 2.8 ms; level 4 takes 12 ms for 101 kB, level 1
/// half as long for 112 kB.
const LEVEL: Compression = Compression::new(2);

/// What a kept tile takes beside its bytes: keys, counters, and what the map of them leaves free.
const OVERHEAD: usize = 300;

/// A tile as it is sent.
#[derive(Debug)]
pub struct Made {
    /// As it is; empty where the tile shows nothing.
    pub plain: Bytes,
    /// As gzip; `None` where that is no shorter.
    pub gzip: Option<Bytes>,
    used: AtomicBool,
}

impl Made {
    /// Packs a tile.
    #[must_use]
    pub fn new(plain: Vec<u8>) -> Self {
        let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 2), LEVEL);
        let packed = encoder.write_all(&plain).and_then(|()| encoder.finish()).ok();
        let gzip = packed.filter(|packed| packed.len() < plain.len()).map(|mut packed| {
            packed.shrink_to_fit();
            packed.into()
        });
        Self { plain: plain.into(), gzip, used: AtomicBool::new(false) }
    }

    fn size(&self) -> usize {
        OVERHEAD + self.plain.len() + self.gzip.as_ref().map_or(0, Bytes::len)
    }
}

/// Which tile: of which set, of which layer (`None`: of all), where.
type Key = (u64, Option<LayerName>, Square);

/// Tiles of every source in use.
#[derive(Debug)]
pub struct TileStore {
    sets: Mutex<Sets>,
    kept: RwLock<Kept>,
    room: usize,
}

#[derive(Debug, Default)]
struct Sets {
    known: Vec<Known>,
    made: u64,
}

#[derive(Debug)]
struct Known {
    source: Weak<Source>,
    snapshot: Weak<Snapshot>,
    numbered: Numbered,
}

/// A set, and what tells its tiles from those of others.
#[derive(Clone, Debug)]
pub struct Numbered {
    /// The set.
    pub set: Arc<TileSet>,
    number: u64,
}

/// Second chance: a tile that was asked for again is passed over once before it is dropped.
#[derive(Debug, Default)]
struct Kept {
    tiles: HashMap<Key, Arc<Made>>,
    queue: VecDeque<Key>,
    bytes: usize,
}

impl TileStore {
    /// One that keeps so many bytes of tiles.
    #[must_use]
    pub fn new(room: usize) -> Self {
        Self { sets: Mutex::default(), kept: RwLock::default(), room }
    }

    /// The set of a source. What came from the same snapshot shares what does not depend on the limit, and what came from
    /// another what is the same in it; sets of sources that nobody holds any more go, and their tiles with them.
    pub fn of(&self, source: &Arc<Source>) -> Numbered {
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = sets.known.iter().find(|known| known.source.as_ptr() == Arc::as_ptr(source)) {
            return known.numbered.clone();
        }
        let snapshot = Arc::downgrade(source.snapshot());
        let same = sets.known.iter().find(|known| known.snapshot.ptr_eq(&snapshot));
        let ground = match (same, sets.known.last()) {
            (Some(known), _) => Arc::clone(known.numbered.set.ground()),
            (None, Some(last)) => Arc::new(last.numbered.set.ground().after(source.snapshot())),
            (None, None) => Arc::new(Ground::new(source.snapshot())),
        };
        let set = Arc::new(TileSet::on(ground));
        sets.known.retain(|known| known.source.strong_count() > 0);
        sets.made += 1;
        let numbered = Numbered { set, number: sets.made };
        sets.known.push(Known { source: Arc::downgrade(source), snapshot, numbered: numbered.clone() });
        let numbers: Vec<u64> = sets.known.iter().map(|known| known.numbered.number).collect();
        drop(sets);
        self.kept.write().unwrap_or_else(PoisonError::into_inner).only(&numbers);
        numbered
    }

    /// A tile that was made before.
    #[must_use]
    pub fn get(&self, of: &Numbered, layer: Option<LayerName>, tile: Square) -> Option<Arc<Made>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let made = kept.tiles.get(&(of.number, layer, tile))?;
        made.used.store(true, Ordering::Relaxed);
        Some(Arc::clone(made))
    }

    /// Keeps a tile.
    pub fn keep(&self, of: &Numbered, layer: Option<LayerName>, tile: Square, made: &Arc<Made>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let key = (of.number, layer, tile);
        if made.size() > self.room || kept.tiles.insert(key, Arc::clone(made)).is_some() {
            return;
        }
        kept.queue.push_back(key);
        kept.bytes += made.size();
        kept.make_room(self.room);
    }
}

impl Kept {
    fn only(&mut self, numbers: &[u64]) {
        self.queue.retain(|(number, ..)| numbers.contains(number));
        self.tiles.retain(|(number, ..), _| numbers.contains(number));
        self.bytes = self.tiles.values().map(|made| made.size()).sum();
    }

    fn make_room(&mut self, room: usize) {
        while self.bytes > room
            && let Some(key) = self.queue.pop_front()
        {
            if self.tiles.get(&key).is_some_and(|made| made.used.swap(false, Ordering::Relaxed)) {
                self.queue.push_back(key);
            } else if let Some(made) = self.tiles.remove(&key) {
                self.bytes -= made.size();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::Register;

    fn tile(column: u32) -> Square {
        Square::parse("10", "0", &column.to_string()).unwrap()
    }

    #[test]
    fn the_room_is_never_exceeded_and_what_is_asked_for_stays() {
        let store = TileStore::new(10_000);
        let snapshot = Snapshot::build(Register::default(), &()).unwrap();
        let of = Numbered { set: Arc::new(TileSet::on(Arc::new(Ground::new(&snapshot)))), number: 1 };
        let made =
            |n: u8| Arc::new(Made::new((0..=255).map(|byte: u8| byte.wrapping_mul(n)).cycle().take(700).collect()));
        for n in 0..200 {
            store.keep(&of, None, tile(n), &made(3));
            assert!(store.get(&of, None, tile(0)).is_some(), "{n}");
            let kept = store.kept.read().unwrap();
            assert!(kept.bytes <= 10_000 && kept.tiles.len() == kept.queue.len());
            assert_eq!(kept.bytes, kept.tiles.values().map(|made| made.size()).sum::<usize>());
        }
        assert!(store.get(&of, None, tile(1)).is_none());
        assert!(store.get(&of, Some(LayerName::Gaps), tile(199)).is_none());
        store.keep(&of, None, tile(300), &Arc::new(Made::new(vec![7; 20_000])));
        assert_eq!(store.get(&of, None, tile(300)).map(|made| made.plain.len()), None, "it is larger than the room");
    }
}
