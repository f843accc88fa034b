//! What reading a file gives.

use super::problem::RowProblem;
use super::rejected::RejectedRows;
use super::summary::ImportSummary;
use crate::domain::id::Id;

/// The rows of a file, and what was found on the way.
#[derive(Debug)]
pub struct Import<T> {
    /// The good rows: in id order for registers, in file order for points.
    pub rows: Vec<T>,
    /// What is wrong with bad rows, in row order, at most [`super::Limits::max_problems_kept`].
    pub problems: Vec<RowProblem>,
    /// What is worth a look, likewise.
    pub warnings: Vec<RowProblem>,
    /// The totals.
    pub summary: ImportSummary,
    /// All bad rows, where there are any; gone unless saved.
    pub rejected: Option<RejectedRows>,
    /// Which of `rows` say a settlement that was not understood, and so are silent about it.
    pub settlement_unread: Vec<Id>,
}
