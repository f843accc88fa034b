//! The table of a layer's fields.

use super::cell::{about, heading, unit};
use super::shell::Shell;
use crate::layers::{FieldKind, LayerName, Role};

/// A field in words.
pub struct FieldRow {
    pub name: &'static str,
    pub heading: String,
    pub kind: String,
    pub unit: String,
    pub role: String,
    pub about: String,
}

/// Every field of a layer.
pub fn fields(shell: &Shell, layer: LayerName) -> Vec<FieldRow> {
    let row = |field: &'static crate::layers::Field| {
        let kind = match field.kind {
            FieldKind::Text => "kind-of-text",
            FieldKind::Integer => "kind-of-integer",
            FieldKind::Real => "kind-of-real",
            FieldKind::Date => "kind-of-date",
        };
        let role = match field.role {
            Role::Id | Role::Entered => "role-entered",
            Role::Computed => "role-computed",
        };
        let about = about(shell, field);
        let (kind, role) = (shell.say(kind), shell.say(role));
        FieldRow { name: field.name, heading: heading(shell, field), kind, unit: unit(shell, field), role, about }
    };
    layer.layer().fields().into_iter().map(row).collect()
}
