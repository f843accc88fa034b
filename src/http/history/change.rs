//! What became of a row: as it was, as it is, and which of its fields differ.

use serde_json::{Map, Value, json};

use crate::app::edit::feature;
use crate::app::history::{RowFinding, StoreFinding, Version};
use crate::messages::{Locale, explain};

/// A row before and after.
pub struct Change {
    /// As it was; `None` where it was not there, or was not valid.
    pub before: Option<Map<String, Value>>,
    /// As it was left.
    pub after: Option<Map<String, Value>>,
    /// What was not valid about it, before and after.
    pub invalid: [Option<RowFinding>; 2],
}

impl Change {
    /// Between two versions.
    pub fn new(before: Option<&Version>, after: Option<&Version>) -> Self {
        let row = |version: Option<&Version>| match version {
            Some(Version::Valid(row)) => Some(feature(row)),
            _ => None,
        };
        let invalid = |version: Option<&Version>| match version {
            Some(Version::Invalid(finding)) => Some((**finding).clone()),
            _ => None,
        };
        Self { before: row(before), after: row(after), invalid: [invalid(before), invalid(after)] }
    }

    /// The fields that differ where it was there before and after, with their values; `geometry` among them.
    pub fn fields(&self) -> Vec<(&str, &Value, &Value)> {
        let (Some(before), Some(after)) = (&self.before, &self.after) else { return Vec::new() };
        let mut fields = Vec::new();
        if let (Some(Value::Object(old)), Some(Value::Object(new))) =
            (before.get("properties"), after.get("properties"))
        {
            let differs = |(name, old): (&'_ String, &Value)| new.get(name).is_some_and(|new| new != old);
            let changed = old.iter().filter(|(name, old)| differs((name, old)));
            fields.extend(changed.filter_map(|(name, old)| Some((name.as_str(), old, new.get(name)?))));
        }
        if let (Some(old), Some(new)) = (before.get("geometry"), after.get("geometry"))
            && old != new
        {
            fields.push(("geometry", old, new));
        }
        fields
    }
}

/// What is not valid about a row, for programs and in words.
pub fn finding(locale: Locale, row: &RowFinding) -> Value {
    json!({ "column": row.column, "value": row.value, "reason": reason(locale, row) })
}

/// What is not valid about a row, in words.
pub fn reason(locale: Locale, row: &RowFinding) -> String {
    explain(locale, &StoreFinding::Row(Box::new(row.clone())))
}
