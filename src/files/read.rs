//! The one way through a file, whatever its format and layer.
//!
//! One thread takes rows out of the file in groups of blocks while the others understand the group before.

use std::ops::ControlFlow;
use std::path::Path;

use rayon::prelude::*;

use super::collect::{Collected, Collector};
use super::error::{BadRows, FileError};
use super::import::Import;
use super::input::{Block, Input};
use super::options::{Progress, ReadOptions};
use super::place::Place;
use super::plan::{Plan, Wanted};
use super::problem::Reason;
use super::reading::{Notes, Reading};
use super::row::{Row, Shape};
use super::summary::ImportSummary;
use super::vicinity::Vicinity;
use crate::domain::id::Id;
use crate::domain::position::Position;

/// What a row of a file becomes.
pub(super) trait Layer: Sync {
    type Row: Send;
    const WANTED: Wanted;

    /// The row as a value; `None` once a problem was noted.
    fn read(&self, reading: &mut Reading<'_>) -> Option<Self::Row>;
    fn id(row: &Self::Row) -> &Id;
    fn position(row: &Self::Row) -> Option<Position>;
}

/// Blocks understood at once: with 256 KiB each, enough for many cores and little memory.
const BLOCKS: usize = 8;

/// A block understood.
struct Understood<T> {
    rows: Vec<(u64, T)>,
    notes: Notes,
}

/// Reads a register: sorted by id, with warnings for rows at the same position.
pub(super) fn read_register<L: Layer>(
    layer: &L,
    path: &Path,
    options: &ReadOptions,
    vicinity: &Vicinity,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Import<L::Row>, FileError> {
    let (mut collected, summary) = read(layer, path, options, vicinity, progress)?;
    collected.warn_of_same_positions(L::position, L::id);
    collected.rows.par_sort_unstable_by(|a, b| L::id(a).cmp(L::id(b)));
    finish(collected, summary, options)
}

/// Reads rows as they come.
pub(super) fn read_in_file_order<L: Layer>(
    layer: &L,
    path: &Path,
    options: &ReadOptions,
    vicinity: &Vicinity,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Import<L::Row>, FileError> {
    let (collected, summary) = read(layer, path, options, vicinity, progress)?;
    finish(collected, summary, options)
}

fn read<L: Layer>(
    layer: &L,
    path: &Path,
    options: &ReadOptions,
    vicinity: &Vicinity,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(Collected<L::Row>, ImportSummary), FileError> {
    let (mut input, plan) = Input::open(path, &L::WANTED, options, progress)?;
    let mut collector = Collector::new(&plan, path, options);
    let (mut current, mut next) = (group(), group());
    let mut filled = fill(&mut input, &mut current)?;
    while filled > 0 {
        let now = current.get(..filled).unwrap_or_default();
        let (more, collected) = rayon::join(
            || fill(&mut input, &mut next),
            || {
                let understood: Vec<_> =
                    now.par_iter().map(|block| understand(layer, block, &plan, vicinity)).collect();
                for (block, understood) in now.iter().zip(understood) {
                    collector.take(block, understood.rows, understood.notes, L::id)?;
                }
                Ok::<(), FileError>(())
            },
        );
        collected?;
        filled = more?;
        std::mem::swap(&mut current, &mut next);
        let (bytes_done, bytes_total) = input.progress();
        let done = Progress { bytes_done, bytes_total, rows: collector.rows_read() };
        if progress(done).is_break() {
            return Err(FileError::Stopped);
        }
        collector.expect(bytes_done, bytes_total);
    }
    let summary = input.summary(&plan, !vicinity.is_empty());
    let collected = collector.finish();
    if collected.totals.rows == 0 { Err(FileError::NoRows) } else { Ok((collected, summary)) }
}

fn group() -> Vec<Block> {
    std::iter::repeat_with(Block::default).take(BLOCKS).collect()
}

fn fill(input: &mut Input, group: &mut [Block]) -> Result<usize, FileError> {
    let mut filled = 0;
    for block in group {
        if !input.fill(block)? {
            break;
        }
        filled += 1;
    }
    Ok(filled)
}

fn understand<L: Layer>(layer: &L, block: &Block, plan: &Plan, vicinity: &Vicinity) -> Understood<L::Row> {
    let place = Place { to: &plan.to, vicinity };
    let (mut rows, mut notes) = (Vec::new(), Notes::default());
    let columns = plan.names.written();
    let latin1 = block.each(columns, |row| {
        if !row.is_blank() {
            let read = understand_row(layer, Reading { row, plan, place: &place, notes: &mut notes, mint: None });
            rows.extend(read.map(|read| (row.number, read)));
        }
    });
    notes.latin1 = latin1;
    Understood { rows, notes }
}

/// A row as a value; `None` once a problem was noted.
pub(super) fn understand_row<L: Layer>(layer: &L, mut reading: Reading<'_>) -> Option<L::Row> {
    let (row, columns) = (reading.row, reading.plan.names.written().len());
    if let Some(reason) = unreadable(&row, columns) {
        reading.wrong_row(reason);
        return None;
    }
    let (before, by_hand) = (reading.notes.problems.len(), reading.notes.placed_by_hand);
    let read = layer.read(&mut reading);
    if reading.notes.problems.len() == before {
        return read;
    }
    reading.notes.placed_by_hand = by_hand; // only of rows that are imported
    None
}

/// What is wrong with a row before any cell is looked at.
fn unreadable(row: &Row<'_>, columns: usize) -> Option<Reason> {
    if let Shape::Malformed(error) = row.shape {
        return Some(Reason::Malformed(error.into()));
    }
    if row.text.contains('\0') {
        return Some(Reason::Nul);
    }
    let found = row.ends.len();
    // Spreadsheets leave empty cells at the end of rows; only what stands in a cell can be out of place.
    let surplus = (columns..found).any(|cell| !row.cell(cell).is_empty());
    (found < columns || surplus).then_some(Reason::Cells { expected: columns, found })
}

pub(super) fn finish<T>(
    collected: Collected<T>,
    mut summary: ImportSummary,
    options: &ReadOptions,
) -> Result<Import<T>, FileError> {
    collected.totals.write(&mut summary);
    let Collected { rows, problems, warnings, rejected, settlement_unread, .. } = collected;
    if summary.bad > 0 && (!options.skip_bad || rows.is_empty()) {
        return Err(FileError::BadRows(Box::new(BadRows { problems, warnings, summary, rejected })));
    }
    Ok(Import { rows, problems, warnings, summary, rejected, settlement_unread })
}
