//! Rows that selections found, kept for the pages after the first.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::LayerName;
use crate::domain::settings::CoverageLimit;

/// Slots that are kept at most: 32 MB.
const GREATEST_SLOTS: usize = 8_000_000;
/// Selections that are kept at most; each may be described by 64 KB.
const GREATEST_ENTRIES: usize = 64;

/// The selections asked for last, with the rows that they found.
#[derive(Debug, Default)]
pub(super) struct Remembered(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// The one asked for last at the end.
    entries: VecDeque<Entry>,
    /// Of all of them.
    slots: usize,
}

#[derive(Debug)]
struct Entry {
    limit: CoverageLimit,
    layer: LayerName,
    key: Box<str>,
    slots: Arc<[u32]>,
}

impl Entry {
    fn is(&self, limit: CoverageLimit, layer: LayerName, key: &str) -> bool {
        self.limit == limit && self.layer == layer && *self.key == *key
    }
}

impl Remembered {
    pub(super) fn get(&self, limit: CoverageLimit, layer: LayerName, key: &str) -> Option<Arc<[u32]>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.entries.iter().position(|entry| entry.is(limit, layer, key))?;
        let entry = kept.entries.remove(at)?;
        let slots = Arc::clone(&entry.slots);
        kept.entries.push_back(entry);
        Some(slots)
    }

    /// Keeps rows, and drops the ones longest not asked for. More than there is room for are not kept.
    pub(super) fn put(&self, limit: CoverageLimit, layer: LayerName, key: &str, slots: &Arc<[u32]>) {
        if slots.len() > GREATEST_SLOTS {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.entries.iter().any(|entry| entry.is(limit, layer, key)) {
            return;
        }
        while kept.entries.len() >= GREATEST_ENTRIES || kept.slots + slots.len() > GREATEST_SLOTS {
            let Some(oldest) = kept.entries.pop_front() else { break };
            kept.slots -= oldest.slots.len();
        }
        kept.slots += slots.len();
        kept.entries.push_back(Entry { limit, layer, key: key.into(), slots: Arc::clone(slots) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ones_longest_not_asked_for_make_room() {
        let remembered = Remembered::default();
        let limit = CoverageLimit::new(500.0).unwrap();
        let layer = LayerName::Households;
        let put = |key: &str, count: usize| remembered.put(limit, layer, key, &vec![0; count].into());
        let has = |key: &str| remembered.get(limit, layer, key).is_some();
        put("a", GREATEST_SLOTS / 2);
        put("b", GREATEST_SLOTS / 2);
        assert!(has("a") && has("b") && has("a"));
        put("c", 1);
        assert!(has("a") && has("c") && !has("b"), "b was asked for longest ago");
        put("d", GREATEST_SLOTS + 1);
        assert!(!has("d") && has("a"), "too much to keep");
        for n in 0..GREATEST_ENTRIES {
            put(&n.to_string(), 0);
        }
        assert!(!has("a") && has("0"));
        assert!(remembered.get(CoverageLimit::new(1.0).unwrap(), layer, "0").is_none());
        assert!(remembered.get(limit, LayerName::Gaps, "0").is_none());
        assert_eq!(remembered.0.lock().unwrap().slots, 0);
    }
}
