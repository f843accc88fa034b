//! Rows of a register in id order, each with its rank and the revision that wrote it.

use std::collections::BTreeMap;

use super::household::Household;
use super::id::Id;
use super::kitchen::Kitchen;
use super::rank::{Rank, Ranks};
use super::settlement::Settlement;

/// A row with an id.
pub(super) trait Named {
    fn id(&self) -> &Id;
}

impl Named for Settlement {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Named for Kitchen {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Named for Household {
    fn id(&self) -> &Id {
        &self.id
    }
}

/// What became of some rows of a register: the row, or `None` where it is gone, and the revision that wrote it.
pub(super) type Edits<T> = BTreeMap<Id, (Option<T>, u64)>;

/// Rows in id order.
#[derive(Clone, Debug)]
pub(super) struct Listed<T> {
    rows: Vec<T>,
    ranks: Ranks,
    revisions: Vec<u64>,
}

impl<T: Named + Clone> Listed<T> {
    /// Rows given in id order, and the revisions that wrote them; those that are not given are `written`.
    pub(super) fn new(rows: Vec<T>, mut revisions: Vec<u64>, written: u64) -> Self {
        revisions.resize(rows.len(), written);
        Self { ranks: Ranks::even(rows.len()), rows, revisions }
    }

    pub(super) fn rows(&self) -> &[T] {
        &self.rows
    }

    pub(super) const fn ranks(&self) -> &Ranks {
        &self.ranks
    }

    pub(super) fn revisions(&self) -> &[u64] {
        &self.revisions
    }

    /// The row at a rank of this list, or of one that this was edited from and still has the row.
    ///
    /// # Panics
    /// When it is the rank of another list.
    pub(super) fn get(&self, rank: Rank) -> &T {
        &self.rows[self.ranks.position(rank).expect("a rank is asked of the list that gave it")]
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.rows.binary_search_by(|row| row.id().as_str().cmp(id)).ok()
    }

    /// The revision that wrote the row with this id.
    pub(super) fn revision(&self, id: &str) -> Option<u64> {
        self.revisions.get(self.position(id)?).copied()
    }

    pub(super) fn find(&self, id: &str) -> Option<Rank> {
        self.ranks.as_slice().get(self.position(id)?).copied()
    }

    /// The rows after some edits; `None` where a new row finds no room between its neighbours' ranks.
    ///
    /// A row keeps its rank, and within one edit no rank passes from one row to another.
    pub(super) fn edited(&self, edits: &Edits<T>) -> Option<Self> {
        let mut next = self.clone();
        for (id, (row, revision)) in edits {
            let Some(row) = row.clone() else { continue };
            match next.rows.binary_search_by(|other| other.id().cmp(id)) {
                Ok(at) => {
                    next.rows[at] = row;
                    next.revisions[at] = *revision;
                }
                Err(at) => {
                    next.ranks.insert(at)?;
                    next.rows.insert(at, row);
                    next.revisions.insert(at, *revision);
                }
            }
        }
        // Ranks are freed last, so that no new row takes one that another row had.
        for (id, _) in edits.iter().filter(|(_, (row, _))| row.is_none()) {
            if let Some(at) = next.position(id.as_str()) {
                next.rows.remove(at);
                next.ranks.remove(at);
                next.revisions.remove(at);
            }
        }
        Some(next)
    }
}

/// Rows in id order, with revisions, after any number of edits.
pub(super) fn merged<T: Named>(rows: Vec<T>, revisions: Vec<u64>, edits: Edits<T>) -> (Vec<T>, Vec<u64>) {
    let mut all = Vec::with_capacity(rows.len() + edits.len());
    let mut old = rows.into_iter().zip(revisions).peekable();
    for (id, (row, revision)) in edits {
        while let Some(before) = old.next_if(|(row, _)| *row.id() < id) {
            all.push(before);
        }
        let _ = old.next_if(|(row, _)| *row.id() == id);
        all.extend(row.map(|row| (row, revision)));
    }
    all.extend(old);
    all.into_iter().unzip()
}
