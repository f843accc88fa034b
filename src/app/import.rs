//! Rows of a file into the store.

use thiserror::Error;

use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::Kitchen;
use crate::domain::settlement::Settlement;
use crate::domain::snapshot::Snapshot;
use crate::files::{Field, IdOrigin, ImportSummary};
use crate::messages::{Explain, Params};
use crate::store::{Batch, WriteError};

/// Rows of a file, with what must be known of the file to store them.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The rows.
    pub batch: Batch,
    /// The fields that the file has a column for. A row that is already there keeps the others.
    pub fields: Vec<Field>,
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
    #[error(
        "the file has no ids, and {count} of the ids made from its row numbers, {first} among them, belong to rows that are \
         already registered; name a column that identifies them with --id-column"
    )]
    NumbersTaken {
        /// How many.
        count: usize,
        /// The lowest.
        first: Id,
    },
}

impl Incoming {
    /// Rows of a file that was read.
    #[must_use]
    pub fn new(batch: Batch, summary: &ImportSummary) -> Self {
        let fields = summary.columns.iter().map(|(field, _)| *field).collect();
        Self { batch, fields, numbered: matches!(summary.ids, IdOrigin::RowNumber { .. }) }
    }

    /// The rows as they are to be stored: each keeps what the file does not speak of.
    ///
    /// # Errors
    /// [`ImportError::NumbersTaken`].
    pub(super) fn onto(self, snapshot: &Snapshot) -> Result<Batch, ImportError> {
        let ids: Vec<&Id> = match &self.batch {
            Batch::Settlements(rows) => rows.iter().map(|row| &row.id).collect(),
            Batch::Kitchens(rows) => rows.iter().map(|row| &row.id).collect(),
            Batch::Households(rows) => rows.iter().map(|row| &row.id).collect(),
        };
        if self.numbered {
            let known = |id: &&&Id| match &self.batch {
                Batch::Settlements(_) => snapshot.settlements().find(id.as_str()).is_some(),
                Batch::Kitchens(_) => snapshot.kitchens().find(id.as_str()).is_some(),
                Batch::Households(_) => snapshot.find(id.as_str()).is_some(),
            };
            let taken: Vec<&&Id> = ids.iter().filter(known).collect();
            if let Some(first) = taken.iter().min() {
                return Err(ImportError::NumbersTaken { count: taken.len(), first: (**first).clone() });
            }
        }
        let named = Named(&self.fields);
        Ok(match self.batch {
            Batch::Settlements(rows) => {
                Batch::Settlements(rows.into_iter().map(|row| named.settlement(row, snapshot)).collect())
            }
            Batch::Kitchens(rows) => {
                Batch::Kitchens(rows.into_iter().map(|row| named.kitchen(row, snapshot)).collect())
            }
            Batch::Households(rows) => {
                Batch::Households(rows.into_iter().map(|row| named.household(row, snapshot)).collect())
            }
        })
    }
}

/// The fields that a file has.
struct Named<'a>(&'a [Field]);

impl Named<'_> {
    /// Keeps an old value where the file has no column for it.
    fn or_old<T: Clone>(&self, field: Field, new: &mut T, old: &T) {
        if !self.0.contains(&field) {
            new.clone_from(old);
        }
    }

    fn settlement(&self, mut row: Settlement, snapshot: &Snapshot) -> Settlement {
        if let Some(rank) = snapshot.settlements().find(row.id.as_str()) {
            self.or_old(Field::Name, &mut row.name, &snapshot.settlements().get(rank).name);
        }
        row
    }

    fn kitchen(&self, mut row: Kitchen, snapshot: &Snapshot) -> Kitchen {
        if let Some(rank) = snapshot.kitchens().find(row.id.as_str()) {
            let old = snapshot.kitchens().get(rank);
            self.or_old(Field::Name, &mut row.name, &old.name);
            self.or_old(Field::Kind, &mut row.kind, &old.kind);
            self.or_old(Field::Status, &mut row.status, &old.status);
            self.or_old(Field::Address, &mut row.address, &old.address);
            self.or_old(Field::Rations, &mut row.rations, &old.rations);
        }
        row
    }

    fn household(&self, mut row: Household, snapshot: &Snapshot) -> Household {
        if let Some(placed) = snapshot.find(row.id.as_str()) {
            let old = &placed.household;
            self.or_old(Field::Code, &mut row.code, &old.code);
            self.or_old(Field::Address, &mut row.address, &old.address);
            self.or_old(Field::Persons, &mut row.persons, &old.persons);
            self.or_old(Field::DeclaredSettlement, &mut row.declared_settlement, &old.declared_settlement);
            self.or_old(Field::FixedKitchen, &mut row.fixed, &old.fixed);
            self.or_old(Field::ClosedOn, &mut row.closed_on, &old.closed_on);
            // How well a position is known is known of that position, and of no other.
            if row.accuracy.is_none() && row.position == old.position {
                self.or_old(Field::Accuracy, &mut row.accuracy, &old.accuracy);
            }
        }
        row
    }
}

impl Explain for ImportError {
    fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::NumbersTaken { .. } => "import-numbers-taken",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Store(error) => error.params(),
            Self::NumbersTaken { count, first } => vec![("count", count.to_string()), ("first", first.to_string())],
        }
    }
}
