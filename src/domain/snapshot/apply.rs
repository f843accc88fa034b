//! The next snapshot after an edit.

use std::collections::BTreeMap;

use super::Snapshot;
use crate::domain::change::{Change, Row, What};
use crate::domain::effects::Effects;
use crate::domain::id::Id;
use crate::domain::index::Bulk;
use crate::domain::register::{Register, RegisterName, Revisions};

/// A snapshot after an edit, and what the edit did.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The next snapshot.
    pub snapshot: Snapshot,
    /// What is different in it.
    pub effects: Effects,
}

impl Snapshot {
    /// The snapshot after some changes, at the store's counter after them; `None` when cancelled.
    ///
    /// Of several changes of a row the last stands; to remove what is not there is nothing.
    #[must_use]
    pub fn apply(&self, revision: u64, changes: Vec<Change>, watch: &impl Bulk) -> Option<Applied> {
        let mut register = self.register();
        register.revision = revision;
        let mut rows: BTreeMap<(RegisterName, Id), (Option<Row>, u64)> = BTreeMap::new();
        for change in changes {
            match change.what {
                What::Settings(settings) => {
                    register.settings = *settings;
                    register.revisions.settings = change.revision;
                }
                What::Remove(name, id) => drop(rows.insert((name, id), (None, change.revision))),
                What::Put(row) => {
                    rows.insert((row.register(), row.id().clone()), (Some(row), change.revision));
                }
            }
        }
        for ((name, id), (row, revision)) in rows {
            put(&mut register, name, &id, row, revision);
        }
        let snapshot = Self::build(register, watch)?;
        let effects = Effects::between(self, &snapshot);
        Some(Applied { snapshot, effects })
    }

    /// Everything that was entered.
    #[must_use]
    pub fn register(&self) -> Register {
        let full = |revisions: &Vec<u64>, count: usize| {
            if revisions.is_empty() { vec![self.revision; count] } else { revisions.clone() }
        };
        let settlements = self.settlements.settlements().to_vec();
        let kitchens = self.kitchens.list().to_vec();
        let households: Vec<_> = self.rows().map(|row| row.household.clone()).collect();
        Register {
            revisions: Revisions {
                settlements: full(&self.revisions.settlements, settlements.len()),
                kitchens: full(&self.revisions.kitchens, kitchens.len()),
                households: full(&self.revisions.households, households.len()),
                settings: self.revisions.settings,
            },
            settlements,
            kitchens,
            households,
            settings: self.settings().clone(),
            revision: self.revision,
        }
    }
}

fn put(register: &mut Register, name: RegisterName, id: &Id, row: Option<Row>, revision: u64) {
    let revisions = &mut register.revisions;
    match (name, row) {
        (RegisterName::Settlements, Some(Row::Settlement(row))) => {
            splice(&mut register.settlements, &mut revisions.settlements, |row| &row.id, id, Some(row), revision);
        }
        (RegisterName::Kitchens, Some(Row::Kitchen(row))) => {
            splice(&mut register.kitchens, &mut revisions.kitchens, |row| &row.id, id, Some(row), revision);
        }
        (RegisterName::Households, Some(Row::Household(row))) => {
            splice(&mut register.households, &mut revisions.households, |row| &row.id, id, Some(row), revision);
        }
        (RegisterName::Settlements, _) => {
            splice(&mut register.settlements, &mut revisions.settlements, |row| &row.id, id, None, revision);
        }
        (RegisterName::Kitchens, _) => {
            splice(&mut register.kitchens, &mut revisions.kitchens, |row| &row.id, id, None, revision);
        }
        (RegisterName::Households, _) => {
            splice(&mut register.households, &mut revisions.households, |row| &row.id, id, None, revision);
        }
    }
}

fn splice<T>(
    rows: &mut Vec<T>,
    revisions: &mut Vec<u64>,
    id_of: fn(&T) -> &Id,
    id: &Id,
    row: Option<T>,
    revision: u64,
) {
    match (rows.binary_search_by(|other| id_of(other).cmp(id)), row) {
        (Ok(at), Some(row)) => {
            rows[at] = row;
            revisions[at] = revision;
        }
        (Ok(at), None) => {
            rows.remove(at);
            revisions.remove(at);
        }
        (Err(at), Some(row)) => {
            rows.insert(at, row);
            revisions.insert(at, revision);
        }
        (Err(_), None) => {}
    }
}
