//! The rows that are asked for, found.

use std::sync::Arc;

use super::{Area, Filter, Interval};
use crate::layers::{LayerName, Source};

/// Which rows of a layer are asked for.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The layer.
    pub layer: LayerName,
    /// Where they lie.
    pub area: Option<Area>,
    /// When they were valid.
    pub interval: Option<Interval>,
    /// What is true of them.
    pub filter: Option<Filter>,
}

/// Rows found, in id order.
#[derive(Clone, Debug)]
pub struct Matches {
    layer: LayerName,
    /// `None`: all there are.
    slots: Option<Arc<[u32]>>,
}

impl Selection {
    /// Every row of a layer.
    #[must_use]
    pub const fn all(layer: LayerName) -> Self {
        Self { layer, area: None, interval: None, filter: None }
    }

    /// Whether every row is asked for.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        self.area.is_none() && self.interval.is_none() && self.filter.is_none()
    }

    /// Finds the rows.
    #[must_use]
    pub fn find(&self, source: &Source) -> Matches {
        let Some(area) = &self.area else { return Matches { layer: self.layer, slots: None } };
        let slots = source.in_box(self.layer, area.around());
        let slots = slots.into_iter().filter_map(|slot| u32::try_from(slot).ok()).collect();
        Matches { layer: self.layer, slots: Some(slots) }
    }
}

impl Matches {
    /// How many there are.
    #[must_use]
    pub fn count(&self, source: &Source) -> usize {
        self.slots.as_ref().map_or_else(|| source.count(self.layer), |slots| slots.len())
    }

    /// Their slots, rising, from `start` on.
    pub fn slots<'a>(&'a self, source: &'a Source, start: usize) -> Box<dyn Iterator<Item = usize> + 'a> {
        match &self.slots {
            Some(slots) => {
                let first = slots.partition_point(|slot| (*slot as usize) < start);
                Box::new(slots[first..].iter().map(|slot| *slot as usize))
            }
            None => {
                let present = |slot: &usize| source.row(self.layer, *slot).is_some();
                Box::new((start..source.slots(self.layer)).filter(present))
            }
        }
    }
}
