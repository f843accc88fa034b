//! What is published: each layer's fields with type, unit and role, declared once, one file a
//! layer, and one accessor for their values.
//!
//! Wire, filters, sorting, tiles and files all read rows here and nowhere else.

mod across_limits;
mod assignments;
mod bounding_box;
mod boxes;
mod catchments;
mod colour;
mod field;
mod gaps;
mod households;
mod kitchens;
mod lines;
mod remembered;
mod settlements;
mod source;

pub use across_limits::AcrossLimits;
pub use bounding_box::{BoundingBox, BoundingBoxError};
pub use boxes::{around_kitchens, around_places, around_settlements, union};
pub use colour::{NO_KITCHEN, kitchen_colour};
pub use field::{Field, FieldKind, Role, Unit, Value};
pub use source::{Feature, Source};

use crate::domain::register::RegisterName;

/// The layers, by the names they have in addresses and files.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum LayerName {
    /// Shanty towns.
    Settlements,
    /// Places that cook.
    Kitchens,
    /// Homes.
    Households,
    /// Outlines of the households nearest to one kitchen.
    Catchments,
    /// Lines from households to their kitchens.
    Assignments,
    /// Clusters of unserved households.
    Gaps,
}

/// A layer as it is described to clients.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Its name.
    pub name: LayerName,
    /// The shape of its features.
    pub geometry: GeometryKind,
    /// Whether the coverage limit changes its values or its features.
    pub depends_on_limit: bool,
}

/// The shape of a layer's features.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum GeometryKind {
    /// A position.
    Point,
    /// A straight line.
    LineString,
    /// One or more areas.
    MultiPolygon,
}

impl LayerName {
    /// The layer of a register.
    #[must_use]
    pub const fn of(register: RegisterName) -> Self {
        match register {
            RegisterName::Settlements => Self::Settlements,
            RegisterName::Kitchens => Self::Kitchens,
            RegisterName::Households => Self::Households,
        }
    }

    /// The register that it shows; `None` where all of it is computed.
    #[must_use]
    pub const fn register(self) -> Option<RegisterName> {
        match self {
            Self::Settlements => Some(RegisterName::Settlements),
            Self::Kitchens => Some(RegisterName::Kitchens),
            Self::Households => Some(RegisterName::Households),
            Self::Catchments | Self::Assignments | Self::Gaps => None,
        }
    }

    /// Every layer, in the order they are listed.
    pub const ALL: [Self; 6] =
        [Self::Settlements, Self::Kitchens, Self::Households, Self::Catchments, Self::Assignments, Self::Gaps];

    /// The name in addresses and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Settlements => "settlements",
            Self::Kitchens => "kitchens",
            Self::Households => "households",
            Self::Catchments => "catchments",
            Self::Assignments => "assignments",
            Self::Gaps => "gaps",
        }
    }

    /// From the name in addresses and files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == text)
    }

    /// The layer's description.
    #[must_use]
    pub const fn layer(self) -> Layer {
        let (geometry, depends_on_limit) = match self {
            Self::Settlements => (GeometryKind::MultiPolygon, true),
            Self::Kitchens | Self::Households | Self::Gaps => (GeometryKind::Point, true),
            Self::Catchments => (GeometryKind::MultiPolygon, false),
            Self::Assignments => (GeometryKind::LineString, true),
        };
        Layer { name: self, geometry, depends_on_limit }
    }
}

impl Layer {
    /// Whether nothing in it was entered by people.
    #[must_use]
    pub const fn is_computed(self) -> bool {
        matches!(self.name, LayerName::Catchments | LayerName::Assignments | LayerName::Gaps)
    }

    /// The fields, `id` first.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static Field> {
        match self.name {
            LayerName::Settlements => settlements::COLUMNS.iter().map(|column| &column.field).collect(),
            LayerName::Kitchens => kitchens::COLUMNS.iter().map(|column| &column.field).collect(),
            LayerName::Households => households::COLUMNS.iter().map(|column| &column.field).collect(),
            LayerName::Catchments => catchments::COLUMNS.iter().map(|column| &column.field).collect(),
            LayerName::Assignments => assignments::COLUMNS.iter().map(|column| &column.field).collect(),
            LayerName::Gaps => gaps::COLUMNS.iter().map(|column| &column.field).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Locale, has};

    #[test]
    fn every_layer_and_field_has_words_and_ids_come_first() {
        for locale in Locale::ALL {
            for name in LayerName::ALL {
                assert!(has(locale, &format!("layer-{}", name.as_str())), "{name:?}");
                assert!(has(locale, &format!("layer-{}-about", name.as_str())), "{name:?}");
                let fields = name.layer().fields();
                assert_eq!(fields.first().map(|field| field.role), Some(Role::Id), "{name:?}");
                for field in fields {
                    assert!(has(locale, &format!("field-{}", field.name.replace('_', "-"))), "{}", field.name);
                }
            }
        }
    }
}
