//! How QGIS draws the layers: its own descriptions of that, which also stand as files in `maps/qgis/styles`.

use crate::layers::LayerName;
use crate::messages::Locale;

macro_rules! style {
    ($language:literal, $layer:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/maps/qgis/styles/", $language, "/", $layer, ".qml"))
    };
}

/// A layer's style, a QML document with legend and labels in a language.
#[must_use]
pub const fn qml(locale: Locale, layer: LayerName) -> &'static str {
    match (locale, layer) {
        (Locale::Es, LayerName::Settlements) => style!("es", "settlements"),
        (Locale::Es, LayerName::Kitchens) => style!("es", "kitchens"),
        (Locale::Es, LayerName::Households) => style!("es", "households"),
        (Locale::Es, LayerName::Catchments) => style!("es", "catchments"),
        (Locale::Es, LayerName::Assignments) => style!("es", "assignments"),
        (Locale::Es, LayerName::Gaps) => style!("es", "gaps"),
        (Locale::En, LayerName::Settlements) => style!("en", "settlements"),
        (Locale::En, LayerName::Kitchens) => style!("en", "kitchens"),
        (Locale::En, LayerName::Households) => style!("en", "households"),
        (Locale::En, LayerName::Catchments) => style!("en", "catchments"),
        (Locale::En, LayerName::Assignments) => style!("en", "assignments"),
        (Locale::En, LayerName::Gaps) => style!("en", "gaps"),
    }
}
