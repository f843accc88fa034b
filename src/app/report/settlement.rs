//! The list of unserved households, with the reason.

use super::Report;
use super::table::{Cell, ReportField};
use crate::layers::{LayerName, Value};

/// Fields of the layer of households that tell who is not served and why, and where to look.
const FIELDS: [&str; 13] = [
    "id",
    "code",
    "address",
    "persons",
    "settlement_id",
    "declared_settlement_id",
    "state",
    "kitchen_id",
    "distance_m",
    "next_kitchen_id",
    "next_distance_m",
    "certainty",
    "flags",
];

pub(super) fn columns() -> Vec<ReportField> {
    FIELDS.map(Into::into).into()
}

pub(super) fn rows<E>(report: &Report, each: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), E>) -> Result<(), E> {
    let source = &report.source;
    let fields = LayerName::Households.layer().fields();
    let indices: Vec<Option<usize>> =
        FIELDS.iter().map(|name| fields.iter().position(|field| field.name == *name)).collect();
    let mut cells = Vec::with_capacity(FIELDS.len());
    for slot in source.unserved_slots(report.settlement) {
        let Some(feature) = source.row(LayerName::Households, slot) else { continue };
        cells.clear();
        cells.extend(indices.iter().map(|index| index.map_or(Value::Null, |index| feature.value(index))));
        each(&cells)?;
    }
    Ok(())
}
