//! Pieces of statements, and lines for COPY.

use std::fmt::Write as _;

use super::rows::{Sent, columns};
use crate::domain::register::RegisterName;

/// The rest of a line for COPY after its first cell.
pub(super) fn copy_line(sent: &Sent, hex_prefix: &str, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'\t');
    match &sent.geometry {
        None => out.extend_from_slice(b"\\N"),
        Some(bytes) => {
            out.extend_from_slice(hex_prefix.as_bytes());
            for byte in bytes {
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
        }
    }
    for text in &sent.texts {
        out.push(b'\t');
        let Some(text) = text else {
            out.extend_from_slice(b"\\N");
            continue;
        };
        for byte in text.bytes() {
            match byte {
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'\t' => out.extend_from_slice(b"\\t"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                other => out.push(other),
            }
        }
    }
    out.push(b'\n');
}

/// `id` and the columns.
pub(super) fn names(register: RegisterName) -> String {
    let names = columns(register).iter().map(|column| column.name);
    std::iter::once("id").chain(names).collect::<Vec<_>>().join(", ")
}

pub(super) fn geometry(alias: &str) -> String {
    format!("ST_GeomFromWKB({alias}.geom, 4326)")
}

/// Geometry, id and columns of rows that came as bytes and text.
pub(super) fn values(register: RegisterName, alias: &str) -> String {
    let mut list = format!("{}, {alias}.id", geometry(alias));
    for column in columns(register) {
        let _ = write!(list, ", {alias}.{}::{}", column.name, column.sql_type);
    }
    list
}

/// Arrays as a table; the first is the parameter `first`.
pub(super) fn unnested(register: RegisterName, first: usize, alias: &str, last: &str) -> String {
    let count = columns(register).len() + 2 + usize::from(!last.is_empty());
    let marks: Vec<String> = (first..first + count).map(|at| format!("${at}")).collect();
    let last = if last.is_empty() { String::new() } else { format!(", {last}") };
    format!("unnest({}) AS {alias}(geom, {}{last})", marks.join(", "), names(register))
}
