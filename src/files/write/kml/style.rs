//! How rows are drawn: households and lines by state, kitchens by status, gaps red, areas as outlines.
//!
//! Nothing is fetched from elsewhere: no icon is named, and programs for KML tint their own.

use crate::layers::LayerName;

/// What a value is drawn in: opacity, blue, green, red, as KML wants it.
type Colours = &'static [(&'static str, &'static str)];

const BY_STATE: Colours =
    &[("served", "ff327d2e"), ("too_far", "ff006cef"), ("no_kitchen", "ff9a1b6a"), ("bad_position", "ff757575")];
const BY_STATUS: Colours = &[("open", "ffc06515"), ("closed", "ff757575")];
const SETTLEMENTS: Colours = &[("settlements", "ff2e344e")];
const CATCHMENTS: Colours = &[("catchments", "ff5c6900")];
const GAPS: Colours = &[("gaps", "ff2828c6")];

const fn colours(layer: LayerName) -> Colours {
    match layer {
        LayerName::Settlements => SETTLEMENTS,
        LayerName::Kitchens => BY_STATUS,
        LayerName::Households | LayerName::Assignments => BY_STATE,
        LayerName::Catchments => CATCHMENTS,
        LayerName::Gaps => GAPS,
    }
}

/// The field whose value decides how a row is drawn; `None` where all are drawn alike.
pub(super) const fn field(layer: LayerName) -> Option<&'static str> {
    match layer {
        LayerName::Households | LayerName::Assignments => Some("state"),
        LayerName::Kitchens => Some("status"),
        LayerName::Settlements | LayerName::Catchments | LayerName::Gaps => None,
    }
}

/// The style of a row by that field's value; the last one for a value without a style of its own.
pub(super) fn of(layer: LayerName, value: Option<&str>) -> &'static str {
    let mut known = colours(layer).iter().map(|(name, _)| *name);
    let found = known.clone().find(|name| Some(*name) == value);
    found.or_else(|| known.next_back()).unwrap_or_default()
}

/// Appends the styles of a layer.
pub(super) fn write(out: &mut Vec<u8>, layer: LayerName) {
    let (icon, line) = match layer {
        LayerName::Households => (Some("0.5"), "1"),
        LayerName::Kitchens => (Some("1.1"), "1"),
        LayerName::Gaps => (Some("1.6"), "1"),
        LayerName::Assignments => (None, "1"),
        LayerName::Settlements | LayerName::Catchments => (None, "2"),
    };
    for (name, colour) in colours(layer) {
        out.extend_from_slice(format!("<Style id=\"{name}\">").as_bytes());
        let drawn = match icon {
            Some(scale) => {
                // Thousands of names would hide the map.
                let label = if layer == LayerName::Households { "0" } else { "0.8" };
                format!(
                    "<IconStyle><color>{colour}</color><scale>{scale}</scale></IconStyle>\
                     <LabelStyle><scale>{label}</scale></LabelStyle>"
                )
            }
            None => format!(
                "<LineStyle><color>{colour}</color><width>{line}</width></LineStyle><PolyStyle><fill>0</fill></PolyStyle>"
            ),
        };
        out.extend_from_slice(drawn.as_bytes());
        out.extend_from_slice(b"</Style>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assignment::State;

    #[test]
    fn every_state_has_a_style_of_its_own() {
        for layer in [LayerName::Households, LayerName::Assignments] {
            for state in State::ALL {
                assert_eq!(of(layer, Some(state.as_str())), state.as_str());
            }
        }
        assert_eq!(of(LayerName::Gaps, None), "gaps");
        assert_eq!(of(LayerName::Households, None), "bad_position");
    }
}
