//! What features in tiles say of themselves.

use crate::layers::{Field, LayerName};

/// Of households: what a map shows. Words that people wrote about a family are in no tile: a browser keeps tiles, and
/// who has them has them for good.
const HOUSEHOLD: [&str; 7] = ["id", "persons", "settlement_id", "state", "kitchen_id", "distance_m", "certainty"];

/// Of households that one feature stands for together.
pub(super) const HOUSEHOLDS_TOGETHER: [&str; 6] =
    ["households", "persons", "served", "persons_served", "percent_served", "state"];

/// Fields of a layer's features in tiles, with their places in the layer.
pub fn fields(layer: LayerName) -> impl Iterator<Item = (usize, &'static Field)> {
    let all = layer.layer().fields().into_iter().enumerate();
    all.filter(move |(_, field)| layer != LayerName::Households || HOUSEHOLD.contains(&field.name))
}

/// Names of whole numbers that only features have which stand for several rows.
pub fn counts(layer: LayerName) -> impl Iterator<Item = &'static str> {
    let together: &[&'static str] = match layer {
        LayerName::Households => &HOUSEHOLDS_TOGETHER,
        LayerName::Assignments => &[],
        LayerName::Settlements | LayerName::Kitchens | LayerName::Catchments | LayerName::Gaps => &["rows"],
    };
    together.iter().copied().filter(move |name| fields(layer).all(|(_, field)| field.name != *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_about_a_family_is_in_no_tile() {
        let layer = LayerName::Households;
        let names: Vec<_> = fields(layer).map(|(_, field)| field.name).chain(counts(layer)).collect();
        for personal in ["code", "address", "fixed_reason", "flags", "closed_on"] {
            assert!(!names.contains(&personal), "{personal}");
        }
        assert_eq!(fields(LayerName::Households).count(), HOUSEHOLD.len(), "each is a field");
    }
}
