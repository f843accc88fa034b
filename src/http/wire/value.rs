//! Single values.

use std::io::Write;

use crate::layers::Value;

/// Appends a value as JSON.
pub fn json(out: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Text(text) => json_text(out, text),
        Value::Integer(number) => append(out, number),
        Value::Real(number) => append(out, number),
        // Digits and hyphens only.
        Value::Date(date) => append(out, &date.to_string()),
    }
}

/// Appends text as JSON.
pub fn json_text(out: &mut Vec<u8>, text: &str) {
    append(out, text);
}

/// Appends anything that is JSON by its type.
pub fn append(out: &mut Vec<u8>, value: &(impl serde::Serialize + ?Sized)) {
    // Writing into memory does not fail, nor do strings and numbers.
    let _ = serde_json::to_writer(out, value);
}

/// Puts the text of a value in a CSV cell in place of what is there; empty for null. For a
/// spreadsheet text that it would run as a formula is kept from it by an apostrophe (OWASP, "CSV
/// Injection").
pub fn cell(out: &mut Vec<u8>, value: &Value<'_>, spreadsheet: bool) {
    out.clear();
    match value {
        Value::Null => {}
        Value::Text(text) => {
            if spreadsheet && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                out.push(b'\'');
            }
            out.extend_from_slice(text.as_bytes());
        }
        Value::Integer(number) => append(out, number),
        Value::Real(number) => append(out, number),
        Value::Date(date) => {
            let _ = write!(out, "{date}");
        }
    }
}
