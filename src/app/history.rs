//! What was written, when and by whom.

use jiff::Timestamp;
use serde_json::Value;

use super::edit::feature;
use super::{App, Viewer};
use crate::domain::change::Row;
use crate::domain::id::Id;
use crate::domain::register::RegisterName;
use crate::store::Store;
pub use crate::store::{
    Action, Counts, Edit, EditedRow, LoggedEdit, RowEdit, RowFinding, StoreError, StoreFinding, Version,
};

/// Where the first edits of a store are looked for: counters start below.
const FIRST: u64 = 3;

/// The time of a store's first edit.
pub(super) fn origin(store: &dyn Store) -> Option<Timestamp> {
    store.log(Some(FIRST), 2).ok()?.last().map(|edit| edit.time)
}

impl App {
    /// When the store was first written to: no two stores of an office have that in common, and all who serve one do.
    /// `None` where nobody logged it, or the store does not say.
    #[must_use]
    pub const fn origin(&self) -> Option<Timestamp> {
        self.origin
    }

    /// The edits, the latest first: at most `most` of those before a revision.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn log(&self, _viewer: &Viewer, before: Option<u64>, most: usize) -> Result<Vec<LoggedEdit>, StoreError> {
        self.store.log(before, most)
    }

    /// An edit with every row that it changed; `None` where there is no such edit.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn logged(&self, _viewer: &Viewer, revision: u64) -> Result<Option<Edit>, StoreError> {
        self.store.edit(revision)
    }

    /// What became of a row, the latest first: at most `most` edits of those before a revision.
    ///
    /// # Errors
    /// [`StoreError`] where the store cannot be read.
    pub fn history(
        &self,
        _viewer: &Viewer,
        register: RegisterName,
        id: &Id,
        before: Option<u64>,
        most: usize,
    ) -> Result<Vec<RowEdit>, StoreError> {
        self.store.history(register, id, before, most)
    }
}

/// A field of a row that is another than it was.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Its name on the wire; `geometry` for the shape.
    pub field: String,
    /// As it was.
    pub before: Value,
    /// As it is.
    pub after: Value,
}

/// The entered fields that differ between two versions of a row, in the layer's order; the geometry last.
#[must_use]
pub fn changed_fields(before: Option<&Row>, after: Option<&Row>) -> Vec<FieldChange> {
    let [before, after] = [before, after].map(|row| row.map(feature).unwrap_or_default());
    let properties = |feature: &serde_json::Map<String, Value>| {
        feature.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
    };
    let (old, new) = (properties(&before), properties(&after));
    let names = if new.is_empty() { &old } else { &new };
    let value = |of: &serde_json::Map<String, Value>, name: &str| of.get(name).cloned().unwrap_or_default();
    let fields = names.keys().map(|name| (name.clone(), value(&old, name), value(&new, name)));
    let shape = ("geometry".to_owned(), value(&before, "geometry"), value(&after, "geometry"));
    let changed = fields.chain([shape]).filter(|(_, before, after)| before != after);
    changed.map(|(field, before, after)| FieldChange { field, before, after }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::household::Household;
    use crate::domain::position::Position;
    use crate::domain::units::Persons;

    #[test]
    fn what_differs_between_two_versions_is_named_with_both_values() {
        let before = Household::new(Id::parse("H-1").unwrap());
        let mut after = before.clone();
        after.persons = Persons::new(4.0).ok();
        after.position = Position::new(-76.95, -12.12).ok();
        let changed = changed_fields(Some(&Row::Household(before.clone())), Some(&Row::Household(after.clone())));
        let names: Vec<&str> = changed.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(names, ["persons", "geometry"]);
        assert_eq!((&changed[0].before, &changed[0].after), (&Value::Null, &Value::from(4)));
        let gone = changed_fields(Some(&Row::Household(after)), None);
        assert!(gone.iter().all(|change| change.after.is_null()) && gone.len() == 2);
        assert_eq!(changed_fields(Some(&Row::Household(before.clone())), Some(&Row::Household(before))), []);
    }
}
