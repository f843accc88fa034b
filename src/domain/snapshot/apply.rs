//! The next snapshot after an edit.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::ledger::Ledger;
use super::shift::Shift;
use super::{At, PlacedHousehold, Snapshot, covered};
use crate::domain::change::{Change, Row, What};
use crate::domain::effects::Effects;
use crate::domain::household::Household;
use crate::domain::index::{Bulk, Nearest};
use crate::domain::kitchen::Kitchen;
use crate::domain::listed::{Edits, merged};
use crate::domain::register::{Register, RegisterName};
use crate::domain::settings::Settings;
use crate::domain::settlement::Settlement;

/// Kitchens or settlements in one edit up to which it is looked for each which households it can touch.
const FEW: usize = 256;

/// Households in one edit up to which each is put in its place; beyond, or beyond a tenth of the register,
/// everything is built anew.
const MANY: usize = 50_000;

/// A snapshot after an edit, and what the edit did.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The next snapshot.
    pub snapshot: Snapshot,
    /// What is different in it.
    pub effects: Effects,
}

/// Why an edit is not applied step by step.
#[derive(Debug)]
pub(super) enum Stop {
    Cancelled,
    /// New rows have no room among the old ones.
    NoRoom,
}

/// Changes by register, one a row: the last.
#[derive(Debug, Default)]
struct Edit {
    settlements: Edits<Settlement>,
    kitchens: Edits<Kitchen>,
    households: Edits<Household>,
    settings: Option<(Settings, u64)>,
}

impl Snapshot {
    /// The snapshot after some changes, at the store's counter after them; `None` when cancelled. It equals one that is
    /// built from the changed registers, and shares with this one what the changes do not touch.
    ///
    /// Of several changes of a row the last stands; to remove what is not there is nothing.
    #[must_use]
    pub fn apply(&self, revision: u64, changes: Vec<Change>, watch: &impl Bulk) -> Option<Applied> {
        let edit = Edit::of(changes);
        let few = (self.household_count() / 10).clamp(FEW, MANY);
        if edit.kitchens.len() <= FEW && edit.settlements.len() <= FEW && edit.households.len() <= few {
            match self.step(revision, &edit, watch) {
                Ok(applied) => return Some(applied),
                Err(Stop::Cancelled) => return None,
                Err(Stop::NoRoom) => {}
            }
        }
        let snapshot = Self::build(edit.on(self.register(), revision), watch)?;
        let effects = Effects::between(self, &snapshot);
        Some(Applied { snapshot, effects })
    }

    fn step(&self, revision: u64, edit: &Edit, watch: &impl Bulk) -> Result<Applied, Stop> {
        let mut next = Self { revision, ..self.clone() };
        if let Some((settings, written)) = &edit.settings {
            next.settings = Arc::new(settings.clone());
            next.settings_written = *written;
        }
        if !edit.settlements.is_empty() {
            next.settlements = Arc::new(self.settlements.edited(&edit.settlements).ok_or(Stop::NoRoom)?);
        }
        if !edit.kitchens.is_empty() {
            next.kitchens = Arc::new(self.kitchens.edited(&edit.kitchens).ok_or(Stop::NoRoom)?);
        }
        let mut ledger = Ledger::default();
        let own = edit.households.keys().filter_map(|id| self.place_of(id.as_str()));
        let own: HashSet<At> = own.map(|place| self.places.row(place)).collect();
        let shift = Shift::between((self, &next), &edit.kitchens, &edit.settlements);
        shift.recompute(&mut next, &own, &mut ledger, watch)?;
        next.put(self, &edit.households, &mut ledger, watch)?;
        let limit = next.settings.coverage_limit;
        let effects = if limit == self.settings.coverage_limit {
            ledger.close(self, &mut next)
        } else {
            // Every household's state may be another.
            next.places.forget_sums();
            next.covered = Arc::new(covered(&next.places, limit));
            Effects::between(self, &next)
        };
        Ok(Applied { snapshot: next, effects })
    }

    /// Puts households in their places, and takes away those that are gone.
    fn put(
        &mut self,
        before: &Self,
        edits: &Edits<Household>,
        ledger: &mut Ledger,
        watch: &impl Bulk,
    ) -> Result<(), Stop> {
        if edits.is_empty() {
            return Ok(());
        }
        let limit = self.settings.coverage_limit;
        let kitchens = self.kitchens.clone();
        let mut search = kitchens.search();
        let mut touched = BTreeSet::new();
        for (id, (household, written)) in edits {
            if watch.cancelled() {
                return Err(Stop::Cancelled);
            }
            let old = before.place_of(id.as_str());
            let (was, row) = (old.map(|place| before.places.get(place)), old.map(|place| before.places.row(place)));
            let Some(household) = household else {
                if let Some(row) = row {
                    self.take(row, &mut touched);
                    self.rows.remove(row);
                    ledger.note(limit, was, None);
                }
                continue;
            };
            let nearest = household.position.map_or_else(Nearest::default, |position| search.nearest(position));
            let inside = PlacedHousehold::locate(household, &self.settlements);
            let assignment = PlacedHousehold::assign(household, &nearest, &kitchens);
            let same = was.filter(|was| was.inside == inside && was.assignment == assignment);
            let assigned = same.map_or(self.revision, |was| was.assigned);
            let household = Arc::new(household.clone());
            let placed = PlacedHousehold { household, inside, assignment, written: *written, assigned };
            watch.done(1);
            let row = if let Some(row) = row {
                row
            } else {
                let comes_before = |place| self.places.get(place).household.id < *id;
                self.rows.insert(comes_before, At::default()).ok_or(Stop::NoRoom)?
            };
            ledger.note(limit, was, Some((&placed, row)));
            if was.is_some_and(|was| was.household.position == placed.household.position) {
                let place = self.rows.place(row);
                self.places.replace(place, placed);
                touched.insert(place.chunk);
                continue;
            }
            if was.is_some() {
                self.take(row, &mut touched);
            }
            let place = self.places.insert(placed, row);
            self.rows.set(row, place);
            touched.insert(place.chunk);
        }
        for chunk in touched {
            for (row, place) in self.places.settle(chunk) {
                self.rows.set(row, place);
            }
        }
        self.rows.count();
        Ok(())
    }

    /// Takes a row's household from its place.
    fn take(&mut self, row: At, touched: &mut BTreeSet<u32>) {
        let place = self.rows.place(row);
        touched.insert(place.chunk);
        if let Some(other) = self.places.remove(place) {
            self.rows.set(other, place);
        }
    }
}

impl Edit {
    fn of(changes: Vec<Change>) -> Self {
        let mut edit = Self::default();
        for Change { revision, what } in changes {
            match what {
                What::Settings(settings) => edit.settings = Some((*settings, revision)),
                What::Put(Row::Settlement(row)) => {
                    edit.settlements.insert(row.id.clone(), (Some(row), revision));
                }
                What::Put(Row::Kitchen(row)) => {
                    edit.kitchens.insert(row.id.clone(), (Some(row), revision));
                }
                What::Put(Row::Household(row)) => {
                    edit.households.insert(row.id.clone(), (Some(row), revision));
                }
                What::Remove(RegisterName::Settlements, id) => {
                    edit.settlements.insert(id, (None, revision));
                }
                What::Remove(RegisterName::Kitchens, id) => {
                    edit.kitchens.insert(id, (None, revision));
                }
                What::Remove(RegisterName::Households, id) => {
                    edit.households.insert(id, (None, revision));
                }
            }
        }
        edit
    }

    /// The registers after this.
    fn on(self, register: Register, revision: u64) -> Register {
        let mut next = Register { revision, settings: register.settings, ..Register::default() };
        let written = register.revisions;
        next.revisions.settings = written.settings;
        (next.settlements, next.revisions.settlements) =
            merged(register.settlements, written.settlements, self.settlements);
        (next.kitchens, next.revisions.kitchens) = merged(register.kitchens, written.kitchens, self.kitchens);
        (next.households, next.revisions.households) = merged(register.households, written.households, self.households);
        if let Some((settings, revision)) = self.settings {
            (next.settings, next.revisions.settings) = (settings, revision);
        }
        next
    }
}

#[cfg(test)]
mod tests;
