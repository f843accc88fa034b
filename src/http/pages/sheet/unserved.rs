//! The households of a sheet that are not served: what to look for, and nothing that says who they are.

use super::numbers::metres;
use crate::domain::rank::Rank;
use crate::http::pages::shell::Shell;
use crate::layers::Source;

/// The most households that are listed.
pub const MOST: usize = 500;
/// Columns of the list.
const COLUMNS: usize = 3;
/// The least rows of a column.
const FEW: usize = 4;
/// Letters of an id that fit a line; a longer one takes another.
const LETTERS: usize = 9;

/// The list.
pub struct Unserved {
    pub rows: Vec<Row>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A household that is not served.
pub struct Row {
    pub id: String,
    pub persons: u32,
    pub reason: String,
    pub distance: Option<String>,
    pub kitchen: Option<String>,
}

impl Unserved {
    pub fn of(shell: &Shell, source: &Source, settlement: Rank) -> Self {
        let (snapshot, limit) = (source.snapshot(), source.limit());
        let row = |slot: usize| {
            let placed = snapshot.row(slot)?;
            let state = placed.unserved(limit)?;
            let distance = placed.assignment.as_ref().and_then(|assignment| assignment.distance);
            let kitchen = placed.assignment.as_ref().map(|assignment| snapshot.kitchens().get(assignment.kitchen));
            Some(Row {
                id: placed.household.id.to_string(),
                persons: placed.household.counted_persons().get(),
                reason: shell.say(&format!("state-{}", state.as_str().replace('_', "-"))),
                distance: distance.map(|distance| metres(distance, limit.metres())),
                kitchen: kitchen.map(|kitchen| kitchen.id.to_string()),
            })
        };
        let mut rows: Vec<Row> = source.unserved_slots(Some(settlement)).filter_map(row).take(MOST + 1).collect();
        let more = rows.len() > MOST;
        rows.truncate(MOST);
        Self { rows, more }
    }

    /// How many lines the list takes.
    pub fn lines(&self) -> usize {
        self.part() * if self.has_long_ids() { 2 } else { 1 }
    }

    /// Whether an id takes more than its share of a line.
    pub fn has_long_ids(&self) -> bool {
        let longest = |row: &Row| row.id.chars().count().max(row.kitchen.as_ref().map_or(0, String::len));
        self.rows.iter().any(|row| longest(row) > LETTERS)
    }

    /// The list in columns, filled one after the other: a browser would leave heads out where they are short.
    pub fn parts(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.chunks(self.part())
    }

    fn part(&self) -> usize {
        self.rows.len().div_ceil(COLUMNS).max(FEW)
    }
}
