//! What layers and fields are called in files.

use crate::layers::LayerName;
use crate::messages::{Locale, say};

/// What people call a layer.
#[must_use]
pub fn title(locale: Locale, layer: LayerName) -> String {
    say(locale, &format!("layer-{}", layer.as_str()), &[])
}

/// What a layer is.
#[must_use]
pub fn description(locale: Locale, layer: LayerName) -> String {
    say(locale, &format!("layer-{}-about", layer.as_str()), &[])
}

/// What a field means.
#[must_use]
pub fn field(locale: Locale, name: &str) -> String {
    say(locale, &format!("field-{}", name.replace('_', "-")), &[])
}

/// What people call a field.
#[must_use]
pub fn field_title(locale: Locale, name: &str) -> String {
    say(locale, &format!("field-{}-title", name.replace('_', "-")), &[])
}
