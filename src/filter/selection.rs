//! The rows that are asked for, found.

use std::fmt::Write;
use std::sync::Arc;

use geo::CoordsIter;
use rayon::prelude::*;

use super::{Area, Filter, Interval, cost};
use crate::domain::date::Date;
use crate::layers::{BoundingBox, Feature, GeometryKind, LayerName, Source, Value};

/// Nanoseconds that looking at rows may take beside other requests, on one core.
const QUICK: u64 = 5_000_000;
/// Rows between two looks at whether they are still wanted.
const STRETCH: usize = 256;
/// Rows of which the corners are counted, to know how many the others have.
const SAMPLE: usize = 16;

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
        let nothing = || Matches { layer: self.layer, slots: Some(Arc::from([])) };
        self.find_unless(source, &|| false).unwrap_or_else(nothing)
    }

    /// Finds the rows as [`Selection::find`] does; `None` where `stopped`, which is asked every few hundred rows, says
    /// that nobody wants them any more.
    ///
    /// Where they are many they are looked at by all threads of the pool that it is called in, and else by the caller's.
    #[must_use]
    pub fn find_unless(&self, source: &Source, stopped: &(dyn Fn() -> bool + Sync)) -> Option<Matches> {
        if self.is_all() {
            return Some(Matches { layer: self.layer, slots: None });
        }
        let key = self.key();
        if let Some(slots) = source.remembered(self.layer, &key) {
            return Some(Matches { layer: self.layer, slots: Some(slots) });
        }
        let found: Arc<[u32]> = self.look(source, stopped)?.into();
        source.remember(self.layer, &key, &found);
        Some(Matches { layer: self.layer, slots: Some(found) })
    }

    /// Whether [`Selection::find`], and the rows' values, take milliseconds: nothing has to be computed over all
    /// households first, and as many rows as have to be looked at take no longer for what is asked of each.
    #[must_use]
    pub fn is_quick(&self, source: &Source) -> bool {
        if !source.is_computed(self.layer) {
            return false;
        }
        if self.is_all() || source.remembered(self.layer, &self.key()).is_some() {
            return true;
        }
        let most = usize::try_from(QUICK / self.cost(source)).unwrap_or(usize::MAX);
        if let Some(ids) = self.ids() {
            return ids.len() <= most;
        }
        // What there is no tree of yet would be computed to be counted.
        let is_known = self.bounds().is_none() || source.is_indexed(self.layer);
        is_known && self.candidates(source).take(most.saturating_add(1)).count() <= most
    }

    /// How long it takes to look at a row of the layer, nanoseconds.
    fn cost(&self, source: &Source) -> u64 {
        let kind = self.layer.layer().geometry;
        let corners = match kind {
            GeometryKind::Point | GeometryKind::LineString => cost::corners(kind),
            GeometryKind::MultiPolygon => {
                let slots = source.slots(self.layer);
                let rows = (0..slots).step_by(slots.div_ceil(SAMPLE).max(1));
                let shapes = rows.filter_map(|slot| source.row(self.layer, slot)?.geometry());
                let (count, corners) = shapes.fold((0, 0), |(n, all), shape| (n + 1, all + shape.coords_count()));
                corners.div_ceil(usize::max(count, 1))
            }
        };
        let area = self.area.as_ref().map_or(0, |area| area.cost(corners));
        let filter = self.filter.as_ref().map_or(0, |filter| filter.cost(corners));
        cost::ROW.saturating_add(area).saturating_add(filter)
    }

    fn look(&self, source: &Source, stopped: &(dyn Fn() -> bool + Sync)) -> Option<Vec<u32>> {
        let mut slots: Vec<u32> = self.candidates(source).collect();
        slots.sort_unstable();
        slots.dedup();
        self.accepted(source, &slots, stopped)
    }

    /// Slots that the rows asked for are among, in no order; one may come twice.
    fn candidates<'a>(&'a self, source: &'a Source) -> Box<dyn Iterator<Item = u32> + 'a> {
        if let Some(ids) = self.ids() {
            let slot = |id: &str| {
                let slot = source.seek(self.layer, id);
                source.row(self.layer, slot).filter(|row| row.id() == id)?;
                u32::try_from(slot).ok()
            };
            return Box::new(ids.into_iter().filter_map(slot));
        }
        let Some(bounds) = self.bounds() else {
            return Box::new(0..u32::try_from(source.slots(self.layer)).unwrap_or(u32::MAX));
        };
        source.near_box(self.layer, bounds)
    }

    /// Those of some slots whose rows are asked for.
    fn accepted(&self, source: &Source, slots: &[u32], stopped: &(dyn Fn() -> bool + Sync)) -> Option<Vec<u32>> {
        let since = self.since();
        let closed_on = self.layer.layer().fields().iter().position(|field| field.name == "closed_on");
        let is_valid = |row: &Feature<'_>, since: Date| match closed_on.map(|index| row.value(index)) {
            Some(Value::Date(closed)) => closed >= since,
            _ => true,
        };
        // Points that were found by the box lie in it.
        let found_by = self.bounds().filter(|_| self.ids().is_none());
        let points = self.layer.layer().geometry == GeometryKind::Point;
        let is_found = |area: &Area| points && area.is_degrees() && Some(area.around()) == found_by;
        let area = self.area.as_ref().filter(|area| !is_found(area));
        let accepts = |row: &Feature<'_>| {
            since.is_none_or(|since| is_valid(row, since))
                && area.is_none_or(|area| row.geometry().is_some_and(|geometry| area.touches(&geometry)))
                && self.filter.as_ref().is_none_or(|filter| filter.accepts(row))
        };
        let accepted = |slot: &u32| source.row(self.layer, *slot as usize).is_some_and(|row| accepts(&row));
        let stretch = |slots: &[u32]| -> Option<Vec<u32>> {
            (!stopped()).then(|| slots.iter().copied().filter(accepted).collect())
        };
        // Outside of a pool rayon would take threads that nobody gave it.
        let found: Option<Vec<Vec<u32>>> = if rayon::current_thread_index().is_some() {
            slots.par_chunks(STRETCH).map(stretch).collect()
        } else {
            slots.chunks(STRETCH).map(stretch).collect()
        };
        Some(found?.concat())
    }

    /// The ids that rows are asked for by.
    fn ids(&self) -> Option<Vec<&str>> {
        self.filter.as_ref().and_then(Filter::ids)
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
