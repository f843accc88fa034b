//! The households of a sheet that are not served: what to look for, and nothing that says who they are.

use std::collections::BTreeSet;

use super::numbers::metres;
use crate::domain::rank::Rank;
use crate::http::pages::shell::Shell;
use crate::layers::Source;

/// The most households that are listed.
pub const MOST: usize = 500;
/// The least rows of a column.
const FEW: usize = 4;
/// Letters of an id that fit one of three columns, and one of two; a longer one takes another line.
const LETTERS: usize = 9;
const MORE_LETTERS: usize = 20;

/// The list.
pub struct Unserved {
    pub rows: Vec<Row>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// The kitchens that it names, by id.
    pub kitchens: Vec<(String, String)>,
    /// Letters of the longest id.
    longest: usize,
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
        let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row.kitchen.as_deref()).collect();
        let name = |id: &str| snapshot.kitchens().find(id).map(|rank| snapshot.kitchens().get(rank).name.to_string());
        let kitchens = ids.iter().filter_map(|id| Some(((*id).to_owned(), name(id)?))).collect();
        let longest = |row: &Row| row.id.len().max(row.kitchen.as_ref().map_or(0, String::len));
        let longest = rows.iter().map(longest).max().unwrap_or(0);
        Self { rows, more, kitchens, longest }
    }

    /// How many lines the list takes.
    pub fn lines(&self) -> usize {
        if self.rows.is_empty() {
            return 0;
        }
        self.part() * if self.longest > MORE_LETTERS { 2 } else { 1 }
    }

    /// Whether an id takes more than its share of a line, so that there are fewer columns.
    pub const fn has_long_ids(&self) -> bool {
        self.longest > LETTERS
    }

    /// The list in columns, filled one after the other: a browser would leave heads out where they are short.
    pub fn parts(&self) -> impl Iterator<Item = &[Row]> {
        self.rows.chunks(self.part())
    }

    fn part(&self) -> usize {
        self.rows.len().div_ceil(if self.has_long_ids() { 2 } else { 3 }).max(FEW)
    }
}
