//! Single values.

use std::io::Write;

use crate::layers::Value;

/// Appends a value as JSON.
pub fn json(out: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Text(text) => append(out, *text),
        Value::Integer(number) => append(out, number),
        Value::Real(number) => append(out, number),
        // Digits and hyphens only.
        Value::Date(date) => append(out, &date.to_string()),
    }
}

/// Appends anything that is JSON by its type.
pub fn append(out: &mut Vec<u8>, value: &(impl serde::Serialize + ?Sized)) {
    // Writing into memory does not fail, nor do strings and numbers.
    let _ = serde_json::to_writer(out, value);
}

/// Appends a value as plain text; nothing for null.
pub fn text(out: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Null => {}
        Value::Text(text) => out.extend_from_slice(text.as_bytes()),
        Value::Integer(number) => append(out, number),
        Value::Real(number) => append(out, number),
        Value::Date(date) => {
            let _ = write!(out, "{date}");
        }
    }
}
