//! Rows put together in file order: ids used twice, totals, what is kept to be shown, what is rejected.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::path::{Path, PathBuf};

use super::error::FileError;
use super::identity::IdSource;
use super::input::Block;
use super::options::ReadOptions;
use super::plan::Plan;
use super::problem::{Reason, RowProblem};
use super::reading::Notes;
use super::rejected::RejectedRows;
use super::rejected_columns::RejectedColumns;
use super::summary::{Encoding, ImportSummary};
use crate::domain::id::Id;
use crate::domain::position::Position;

/// What a whole file gave.
pub(super) struct Collected<T> {
    pub(super) rows: Vec<T>,
    /// Row numbers of `rows`.
    numbers: Vec<u32>,
    pub(super) problems: Vec<RowProblem>,
    pub(super) warnings: Vec<RowProblem>,
    pub(super) totals: Totals,
    pub(super) rejected: Option<RejectedRows>,
    /// Ids of `rows` with a settlement that was not understood.
    pub(super) settlement_unread: Vec<Id>,
    max_kept: usize,
}

/// Counts for the summary.
#[derive(Default)]
pub(super) struct Totals {
    pub(super) rows: u64,
    good: u64,
    bad: u64,
    problems: u64,
    warnings: u64,
    same_position: u64,
    placed_by_hand: u64,
    latin1: bool,
}

/// Puts blocks together.
pub(super) struct Collector<'a, T> {
    collected: Collected<T>,
    plan: &'a Plan,
    path: PathBuf,
    options: &'a ReadOptions,
    /// From the hash of an id to its place in `rows`; hashes are keyed at random, so nobody can make them collide.
    /// Eight bytes a row where the ids themselves would be forty.
    places: HashMap<u64, u32, BuildHasherDefault<AsIs>>,
    hasher: RandomState,
    /// Whether each id so far comes after the one before, as in most files: then none is repeated.
    rising: bool,
    unique_by_construction: bool,
}

/// A hasher for what is a hash already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The most rows that memory is set aside for on the strength of a guess.
const MOST_EXPECTED: usize = 4_000_000;

impl<'a, T> Collector<'a, T> {
    pub(super) fn new(plan: &'a Plan, path: &Path, options: &'a ReadOptions) -> Self {
        Self {
            collected: Collected {
                rows: Vec::new(),
                numbers: Vec::new(),
                problems: Vec::new(),
                warnings: Vec::new(),
                totals: Totals::default(),
                rejected: None,
                settlement_unread: Vec::new(),
                max_kept: options.limits.max_problems_kept,
            },
            plan,
            path: path.into(),
            options,
            places: HashMap::default(),
            hasher: RandomState::new(),
            rising: true,
            unique_by_construction: matches!(plan.ids, IdSource::RowNumber { .. }),
        }
    }

    pub(super) const fn rows_read(&self) -> u64 {
        self.collected.totals.rows
    }

    /// Sets memory aside for the rows still to come, so that doubling does not hold two copies.
    pub(super) fn expect(&mut self, bytes_done: u64, bytes_total: u64) {
        let have = self.collected.rows.len();
        if have == 0 || self.collected.rows.capacity() > have * 2 {
            return;
        }
        let done = u128::from(bytes_done.max(1));
        let all = have as u128 * u128::from(bytes_total) * 17 / 16 / done;
        let more = usize::try_from(all).unwrap_or(MOST_EXPECTED).min(MOST_EXPECTED).saturating_sub(have);
        self.collected.rows.reserve_exact(more);
        self.collected.numbers.reserve_exact(more);
        if !self.unique_by_construction && !self.rising {
            self.places.reserve(more);
        }
    }

    /// Takes a block's rows and notes.
    pub(super) fn take(
        &mut self,
        block: &Block,
        rows: Vec<(u64, T)>,
        mut notes: Notes,
        id: impl Fn(&T) -> &Id,
    ) -> Result<(), FileError> {
        for (number, row) in rows {
            match self.first_with(id(&row), &id) {
                None => {
                    if notes.settlement_unread.binary_search(&number).is_ok() {
                        self.collected.settlement_unread.push(id(&row).clone());
                    }
                    self.collected.rows.push(row);
                    // Row numbers are bounded by a limit that is a u32.
                    self.collected.numbers.push(u32::try_from(number).unwrap_or(u32::MAX));
                }
                Some(first_row) => {
                    let column = self.plan.ids.columns().last().map_or("id", |column| self.plan.names.name(*column));
                    let reason = Reason::DuplicateId { first_row };
                    notes.problems.push(RowProblem::cell(number, column, id(&row).as_str(), reason));
                }
            }
        }
        notes.problems.sort_by_key(|problem| problem.row);
        let bad: HashSet<u64> = notes.problems.iter().map(|problem| problem.row).collect();
        let totals = &mut self.collected.totals;
        totals.good = self.collected.rows.len() as u64;
        totals.bad += bad.len() as u64;
        totals.rows = totals.good + totals.bad;
        totals.problems += notes.problems.len() as u64;
        totals.placed_by_hand += notes.placed_by_hand;
        totals.latin1 |= notes.latin1;
        if self.options.skip_bad && !bad.is_empty() {
            self.reject(block, &notes.problems)?;
        }
        keep(&mut self.collected.problems, notes.problems, self.collected.max_kept);
        // Of a row that is not imported only what is wrong is of interest.
        notes.warnings.retain(|warning| !bad.contains(&warning.row));
        self.collected.totals.warnings += notes.warnings.len() as u64;
        keep(&mut self.collected.warnings, notes.warnings, self.collected.max_kept);
        Ok(())
    }

    /// The row that has this id already; else the id is remembered for the row about to be pushed.
    fn first_with(&mut self, wanted: &Id, id: &impl Fn(&T) -> &Id) -> Option<u64> {
        if self.unique_by_construction {
            return None;
        }
        if self.rising {
            if self.collected.rows.last().is_none_or(|last| rises(id(last), wanted)) {
                return None;
            }
            self.rising = false;
            self.places.reserve(self.collected.rows.capacity());
            for place in 0..self.collected.rows.len() {
                let hash = self.collected.rows.get(place).map(|row| self.hasher.hash_one(id(row).as_str()));
                self.remember(hash.unwrap_or_default(), place, wanted, id);
            }
        }
        let hash = self.hasher.hash_one(wanted.as_str());
        self.remember(hash, self.collected.rows.len(), wanted, id)
    }

    /// Notes where a row with this hash is, or will be; the number of an earlier row with the id wanted, if there is one.
    fn remember(&mut self, mut hash: u64, place: usize, wanted: &Id, id: &impl Fn(&T) -> &Id) -> Option<u64> {
        loop {
            match self.places.entry(hash) {
                Entry::Vacant(free) => {
                    free.insert(u32::try_from(place).unwrap_or(u32::MAX));
                    return None;
                }
                Entry::Occupied(there) => {
                    let there = *there.get() as usize;
                    let wanted = self.collected.rows.get(place).map_or(wanted, id);
                    if self.collected.rows.get(there).is_some_and(|row| id(row) == wanted) {
                        return self.collected.numbers.get(there).map(|number| u64::from(*number));
                    }
                    hash = hash.wrapping_add(1); // two ids with one hash
                }
            }
        }
    }

    fn reject(&mut self, block: &Block, problems: &[RowProblem]) -> Result<(), FileError> {
        let mut reasons: BTreeMap<u64, String> = BTreeMap::new();
        for problem in problems {
            let reason = reasons.entry(problem.row).or_default();
            if !reason.is_empty() {
                reason.push_str(" | ");
            }
            reason.push_str(&(self.options.words)(problem));
        }
        let columns = RejectedColumns::new(self.plan);
        if self.collected.rejected.is_none() {
            self.collected.rejected = Some(RejectedRows::create(&self.path, &columns.names())?);
        }
        let Some(rejected) = &mut self.collected.rejected else { return Ok(()) };
        let mut result = Ok(());
        block.each(self.plan.names.written(), |row| {
            if let Some(reason) = reasons.get(&row.number).filter(|_| result.is_ok()) {
                result = rejected.add(row.number, reason, columns.cells(&row).iter().map(AsRef::as_ref));
            }
        });
        result
    }

    pub(super) fn finish(self) -> Collected<T> {
        self.collected
    }
}

impl<T> Collected<T> {
    /// Warns of every row at the very position of an earlier one.
    pub(super) fn warn_of_same_positions(&mut self, position: impl Fn(&T) -> Option<Position>, id: impl Fn(&T) -> &Id) {
        let key = |row: &T| position(row).map(|place| (place.lon().to_bits(), place.lat().to_bits()));
        let mut places: Vec<(_, usize)> =
            self.rows.iter().enumerate().filter_map(|(place, row)| key(row).map(|key| (key, place))).collect();
        places.sort_unstable();
        let mut found = Vec::new();
        for group in places.chunk_by(|a, b| a.0 == b.0) {
            let [(_, first), others @ ..] = group else { continue };
            found.extend(others.iter().map(|(_, place)| (*place, *first)));
        }
        found.sort_unstable();
        self.totals.same_position = found.len() as u64;
        self.totals.warnings += found.len() as u64;
        for (place, first) in found.into_iter().take(self.max_kept) {
            let row = self.numbers.get(place).copied().unwrap_or_default().into();
            let Some(first) = self.rows.get(first) else { continue };
            self.warnings.push(RowProblem::whole(row, Reason::SamePosition { id: id(first).clone() }));
        }
        self.warnings.sort_by_key(|warning| warning.row);
        self.warnings.truncate(self.max_kept);
    }
}

impl Totals {
    /// Into a summary.
    pub(super) const fn write(&self, summary: &mut ImportSummary) {
        summary.rows = self.rows;
        summary.good = self.good;
        summary.bad = self.bad;
        summary.problems = self.problems;
        summary.warnings = self.warnings;
        summary.same_position = self.same_position;
        summary.placed_by_hand = self.placed_by_hand;
        if self.latin1 {
            summary.encoding = Encoding::Latin1;
        }
    }
}

/// An order of ids in which both `H001, H002` and `9, 10` rise.
fn rises(before: &Id, after: &Id) -> bool {
    let (before, after) = (before.as_str(), after.as_str());
    (before.len(), before) < (after.len(), after)
}

fn keep(kept: &mut Vec<RowProblem>, found: Vec<RowProblem>, most: usize) {
    let room = most.saturating_sub(kept.len());
    kept.extend(found.into_iter().take(room));
}
