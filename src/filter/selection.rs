//! The rows that are asked for, found.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Area, Filter, Interval};
use crate::domain::date::Date;
use crate::layers::{BoundingBox, Feature, GeometryKind, LayerName, Source, Value};

/// Rows that are looked at in milliseconds, by one core.
const QUICK: usize = 20_000;

/// Which rows of a layer are asked for.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The layer.
    pub layer: LayerName,
    /// Where they lie. A row whose position is not known lies nowhere: OGC API - Features, Part 1, has rows that have no
    /// geometry at all in every box, but a home has a place, and GDAL and QGIS count it in none.
    pub area: Option<Area>,
    /// When they were valid: households until the day they were closed, that day included; all else always.
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
    pub fn is_all(&self) -> bool {
        self.area.is_none() && self.since().is_none() && self.filter.is_none()
    }

    /// Finds the rows. They are kept with the source for a while, so that the next page need not find them again.
    #[must_use]
    pub fn find(&self, source: &Source) -> Matches {
        if self.is_all() {
            return Matches { layer: self.layer, slots: None };
        }
        let key = self.key();
        let slots = source.remembered(self.layer, &key).unwrap_or_else(|| {
            let found: Arc<[u32]> = self.look(source).into();
            source.remember(self.layer, &key, &found);
            found
        });
        Matches { layer: self.layer, slots: Some(slots) }
    }

    /// Whether [`Selection::find`], and the rows' values, take milliseconds: nothing has to be computed over all
    /// households first, and few rows have to be looked at.
    #[must_use]
    pub fn is_quick(&self, source: &Source) -> bool {
        if !source.is_computed(self.layer) {
            return false;
        }
        if self.is_all() || source.remembered(self.layer, &self.key()).is_some() {
            return true;
        }
        if self.filter.as_ref().and_then(Filter::ids).is_some_and(|ids| ids.len() <= QUICK) {
            return true;
        }
        match self.bounds() {
            Some(bounds) if source.is_indexed(self.layer) => {
                source.near_box(self.layer, bounds).take(QUICK + 1).count() <= QUICK
            }
            Some(_) => false,
            None => source.slots(self.layer) <= QUICK,
        }
    }

    fn look(&self, source: &Source) -> Vec<u32> {
        if let Some(ids) = self.filter.as_ref().and_then(Filter::ids) {
            let slot = |id: &str| {
                let slot = source.seek(self.layer, id);
                source.row(self.layer, slot).filter(|row| row.id() == id)?;
                u32::try_from(slot).ok()
            };
            let slots: BTreeSet<u32> = ids.into_iter().filter_map(slot).collect();
            return self.accepted(source, slots.into_iter().collect(), false);
        }
        let Some(bounds) = self.bounds() else {
            let count = u32::try_from(source.slots(self.layer)).unwrap_or(u32::MAX);
            return self.accepted(source, (0..count).collect(), false);
        };
        let mut near: Vec<u32> = source.near_box(self.layer, bounds).collect();
        near.sort_unstable();
        near.dedup();
        let points = self.layer.layer().geometry == GeometryKind::Point;
        let whole = |area: &Area| area.is_degrees() && area.around() == bounds;
        self.accepted(source, near, points && self.area.as_ref().is_some_and(whole))
    }

    /// Those of some slots whose rows are asked for; `in_area` where they are known to lie there.
    fn accepted(&self, source: &Source, mut slots: Vec<u32>, in_area: bool) -> Vec<u32> {
        let since = self.since();
        let closed_on = self.layer.layer().fields().iter().position(|field| field.name == "closed_on");
        let is_valid = |row: &Feature<'_>, since: Date| match closed_on.map(|index| row.value(index)) {
            Some(Value::Date(closed)) => closed >= since,
            _ => true,
        };
        let area = self.area.as_ref().filter(|_| !in_area);
        let accepts = |row: &Feature<'_>| {
            since.is_none_or(|since| is_valid(row, since))
                && area.is_none_or(|area| row.geometry().is_some_and(|geometry| area.touches(&geometry)))
                && self.filter.as_ref().is_none_or(|filter| filter.accepts(row))
        };
        let accepted = |slot: &u32| source.row(self.layer, *slot as usize).is_some_and(|row| accepts(&row));
        if slots.len() <= QUICK {
            slots.retain(accepted);
            return slots;
        }
        slots.into_par_iter().with_min_len(1024).filter(accepted).collect()
    }

    /// The smallest of the boxes that every row touches.
    fn bounds(&self) -> Option<&BoundingBox> {
        let area = self.area.iter().map(Area::around);
        let filter = self.filter.iter().flat_map(Filter::bounds);
        area.chain(filter).min_by(|a, b| a.size().total_cmp(&b.size()))
    }

    /// The day on or after which a household may have been closed: there is no time that other rows, or open
    /// households, are not valid.
    fn since(&self) -> Option<Date> {
        self.interval?.from.filter(|_| self.layer == LayerName::Households)
    }

    /// What tells it from others of its layer.
    fn key(&self) -> String {
        let mut key = String::new();
        if let Some(area) = &self.area {
            area.key(&mut key);
        }
        key.push(';');
        if let Some(since) = self.since() {
            let written = write!(key, "{since}");
            debug_assert!(written.is_ok(), "a String takes everything");
        }
        key.push(';');
        if let Some(filter) = &self.filter {
            filter.key(&mut key);
        }
        key
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
        if let Some(slots) = &self.slots {
            let first = slots.partition_point(|slot| (*slot as usize) < start);
            return Box::new(slots.iter().skip(first).map(|slot| *slot as usize));
        }
        let present = |slot: &usize| source.row(self.layer, *slot).is_some();
        Box::new((start..source.slots(self.layer)).filter(present))
    }
}
