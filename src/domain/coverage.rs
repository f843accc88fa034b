//! Who is served and who is not, by settlement, by kitchen, and household by household.

use std::collections::BTreeSet;

use super::assignment::State;
use super::figures::{Figures, Grouped};
use super::rank::Rank;
use super::settings::{CoverageLimit, DistanceBands};
use super::snapshot::{PlacedHousehold, Snapshot};

/// A settlement, or `None` for outside every settlement: it sorts last in reports.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Where(pub Option<Rank>);

impl Ord for Where {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |w: &Self| (w.0.is_none(), w.0);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Where {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Snapshot {
    /// Figures by settlement: a group for every settlement, empty ones too, and one for outside all.
    #[must_use]
    pub fn coverage(&self, limit: CoverageLimit) -> Grouped<Where> {
        self.coverage_in(limit, &self.settings().distance_bands)
    }

    /// The same in other distance bands than the office's.
    #[must_use]
    pub fn coverage_in(&self, limit: CoverageLimit, bands: &DistanceBands) -> Grouped<Where> {
        let mut grouped = self.figures_in(limit, bands, |row| Where(row.inside.settlement));
        let empty = Figures::none(bands);
        for rank in self.settlements().ranks() {
            grouped.groups.entry(Where(Some(*rank))).or_insert_with(|| empty.clone());
        }
        grouped.groups.entry(Where(None)).or_insert(empty);
        grouped
    }

    /// Figures by kitchen and settlement: a group for each pair that has households, one outside all settlements for each
    /// kitchen that has none, and one outside all in any case; `None` as kitchen holds households without one.
    #[must_use]
    pub fn catchment_figures(&self, limit: CoverageLimit) -> Grouped<(Where, Where)> {
        let mut grouped = self.figures_by(limit, |row| (Where(kitchen_of(row)), Where(row.inside.settlement)));
        let with: BTreeSet<Where> = grouped.groups.keys().map(|(kitchen, _)| *kitchen).collect();
        let without = self.kitchens().ranks().iter().map(|rank| Where(Some(*rank)));
        let mut empty: Vec<Where> = without.filter(|kitchen| !with.contains(kitchen)).collect();
        if empty.is_empty() && !grouped.groups.keys().any(|(_, settlement)| settlement.0.is_none()) {
            empty.push(Where(None));
        }
        let figures = Figures::none(&self.settings().distance_bands);
        grouped.groups.extend(empty.into_iter().map(|kitchen| ((kitchen, Where(None)), figures.clone())));
        grouped
    }

    /// Figures by kitchen: a group for every kitchen, closed ones too, and one for households that
    /// have none.
    #[must_use]
    pub fn load(&self, limit: CoverageLimit) -> Grouped<Where> {
        let mut grouped = self.figures_by(limit, |row| Where(kitchen_of(row)));
        let empty = Figures::none(&self.settings().distance_bands);
        for rank in self.kitchens().ranks() {
            grouped.groups.entry(Where(Some(*rank))).or_insert_with(|| empty.clone());
        }
        grouped
    }

    /// Open households in any state but served, with the state that is the reason, in id order.
    pub fn unserved(&self, limit: CoverageLimit) -> impl Iterator<Item = (&PlacedHousehold, State)> {
        self.rows().filter_map(move |row| row.unserved(limit).map(|state| (row, state)))
    }
}

fn kitchen_of(row: &PlacedHousehold) -> Option<Rank> {
    row.assignment.as_ref().map(|assignment| assignment.kitchen)
}
