//! Rows of a file into the store.

use std::collections::HashSet;

use thiserror::Error;

use crate::domain::change::Row;
use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::Kitchen;
use crate::domain::settlement::Settlement;
use crate::domain::snapshot::Snapshot;
use crate::files::{Field, IdOrigin, Import};
use crate::messages::{Explain, Params};
use crate::store::{Batch, Onto, RowChange, RowWrite, WriteError};

/// Rows of a file, with what must be known of the file to store them.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The rows.
    pub batch: Batch,
    /// The fields that the file has a column for. A row that is already there keeps the others.
    pub fields: Vec<Field>,
    /// Households of which the file says a settlement that was not understood: they keep theirs.
    pub settlement_unread: Vec<Id>,
    /// Whether ids were made from row numbers, and so say nothing about rows of another file.
    pub numbered: bool,
}

/// Why rows were not stored.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The store.
    #[error(transparent)]
    Store(#[from] WriteError),
    /// Ids made from row numbers would replace rows of another file.
    #[error(transparent)]
    NumbersTaken(#[from] NumbersTaken),
}

/// Ids made from row numbers would replace rows of another file.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error(
    "the file has no ids, and {count} of the ids made from its row numbers, {first} among them, belong to rows that are \
     already registered; name a column that identifies them with --id-column"
)]
pub struct NumbersTaken {
    /// How many.
    pub count: usize,
    /// The lowest.
    pub first: Id,
}

impl Incoming {
    /// Rows of a file that was read.
    #[must_use]
    pub fn new<T>(import: Import<T>, batch: impl FnOnce(Vec<T>) -> Batch) -> Self {
        let Import { rows, summary, settlement_unread, .. } = import;
        let fields = summary.columns.iter().map(|(field, _)| *field).collect();
        let numbered = matches!(summary.ids, IdOrigin::RowNumber { .. });
        Self { batch: batch(rows), fields, settlement_unread, numbered }
    }

    /// The rows as they are to be stored, each onto the one that the snapshot has: of that it keeps what the file does
    /// not speak of.
    ///
    /// # Errors
    /// [`NumbersTaken`].
    pub(super) fn onto(self, snapshot: &Snapshot) -> Result<Vec<RowWrite>, NumbersTaken> {
        let unread: HashSet<&Id> = self.settlement_unread.iter().collect();
        let named = Named { fields: &self.fields, settlement_unread: &unread };
        let mut taken: Option<NumbersTaken> = None;
        let mut rows: Vec<RowWrite> = self.batch.into();
        for write in &mut rows {
            let RowChange::Put(row) = &mut write.row else { continue };
            let (register, id) = (row.register(), row.id());
            let Some(old) = snapshot.entered(register, id.as_str()) else {
                write.onto = Onto::Nothing;
                continue;
            };
            if self.numbered {
                let taken = taken.get_or_insert_with(|| NumbersTaken { count: 0, first: id.clone() });
                taken.count += 1;
                if *id < taken.first {
                    taken.first = id.clone();
                }
                continue;
            }
            write.onto = snapshot.row_revision(register, id.as_str()).map_or(Onto::Any, Onto::Revision);
            match (row, old) {
                (Row::Settlement(row), Row::Settlement(old)) => named.settlement(row, &old),
                (Row::Kitchen(row), Row::Kitchen(old)) => named.kitchen(row, &old),
                (Row::Household(row), Row::Household(old)) => named.household(row, &old),
                _ => {}
            }
        }
        taken.map_or(Ok(rows), Err)
    }
}

/// The fields that a file has.
struct Named<'a> {
    fields: &'a [Field],
    settlement_unread: &'a HashSet<&'a Id>,
}

impl Named<'_> {
    /// Keeps an old value where the file has no column for it.
    fn or_old<T: Clone>(&self, field: Field, new: &mut T, old: &T) {
        if !self.fields.contains(&field) {
            new.clone_from(old);
        }
    }

    fn settlement(&self, row: &mut Settlement, old: &Settlement) {
        self.or_old(Field::Name, &mut row.name, &old.name);
    }

    fn kitchen(&self, row: &mut Kitchen, old: &Kitchen) {
        self.or_old(Field::Name, &mut row.name, &old.name);
        self.or_old(Field::Kind, &mut row.kind, &old.kind);
        self.or_old(Field::Status, &mut row.status, &old.status);
        self.or_old(Field::Address, &mut row.address, &old.address);
        self.or_old(Field::Rations, &mut row.rations, &old.rations);
    }

    fn household(&self, row: &mut Household, old: &Household) {
        self.or_old(Field::Code, &mut row.code, &old.code);
        self.or_old(Field::Address, &mut row.address, &old.address);
        self.or_old(Field::Persons, &mut row.persons, &old.persons);
        self.or_old(Field::DeclaredSettlement, &mut row.declared_settlement, &old.declared_settlement);
        if self.settlement_unread.contains(&row.id) {
            row.declared_settlement.clone_from(&old.declared_settlement);
        }
        self.or_old(Field::FixedKitchen, &mut row.fixed, &old.fixed);
        self.or_old(Field::ClosedOn, &mut row.closed_on, &old.closed_on);
        // How well a position is known is known of that position, and of no other.
        if row.accuracy.is_none() && row.position == old.position {
            self.or_old(Field::Accuracy, &mut row.accuracy, &old.accuracy);
        }
    }
}

impl Explain for NumbersTaken {
    fn code(&self) -> &'static str {
        "import-numbers-taken"
    }

    fn params(&self) -> Params {
        vec![("count", self.count.to_string()), ("first", self.first.to_string())]
    }
}

impl Explain for ImportError {
    fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::NumbersTaken(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Store(error) => error.params(),
            Self::NumbersTaken(error) => error.params(),
        }
    }
}
