//! Rows as the features that a merge patch is made for: what was entered, and nothing computed.

use geo::{Geometry, Point};
use serde_json::{Map, Value, json};

use crate::domain::change::Row;
use crate::domain::household::Household;
use crate::domain::id::Id;
use crate::domain::kitchen::{Kitchen, KitchenKind};
use crate::domain::position::Position;
use crate::domain::units::{Metres, Persons};
use crate::files::write::geometry;

/// The feature of a row after a merge patch; `None` where the patch is no object.
pub(super) fn patched(row: &Row, patch: &Value) -> Option<Vec<u8>> {
    let mut feature = feature(row);
    let patch = patch.as_object()?;
    // What the patch does not name is in WGS 84, whatever it says of its own geometry.
    let named = |member: &str| member != "crs" || patch.contains_key("geometry");
    for (member, change) in patch.iter().filter(|(member, _)| named(member)) {
        merge(feature.entry(member.clone()).or_insert(Value::Null), change);
    }
    // A feature without properties is none; that they go means that each goes.
    if feature.get("properties").is_none_or(Value::is_null) {
        feature.insert("properties".into(), json!({}));
    }
    serde_json::to_vec(&feature).ok()
}

/// RFC 7396. A geometry is replaced as a whole: to merge the members of two would make one that nobody sent.
fn merge(target: &mut Value, patch: &Value) {
    match (target.as_object_mut(), patch.as_object()) {
        (Some(target), Some(patch)) if !patch.contains_key("coordinates") => {
            for (name, value) in patch {
                if value.is_null() {
                    target.remove(name);
                } else {
                    merge(target.entry(name.clone()).or_insert(Value::Null), value);
                }
            }
        }
        _ => *target = patch.clone(),
    }
}

/// A row as a `GeoJSON` feature with what was entered, in WGS 84.
#[must_use]
pub fn feature(row: &Row) -> Map<String, Value> {
    let (shape, properties) = match row {
        Row::Settlement(row) => (Some(Geometry::from(row.boundary.polygons().clone())), json!({ "name": row.name })),
        Row::Kitchen(row) => (Some(point(row.position)), kitchen(row)),
        Row::Household(row) => (row.position.map(point), household(row)),
    };
    let mut bytes = Vec::new();
    geometry::json(&mut bytes, shape.as_ref());
    let shape: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let feature = json!({ "type": "Feature", "id": row.id().as_str(), "geometry": shape, "properties": properties });
    match feature {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn point(position: Position) -> Geometry<f64> {
    Point::from(position.coord()).into()
}

fn kitchen(row: &Kitchen) -> Value {
    json!({
        "name": row.name, "kind": row.kind.map(KitchenKind::as_str), "status": row.status.as_str(),
        "address": row.address, "rations": row.rations,
    })
}

fn household(row: &Household) -> Value {
    json!({
        "code": row.code, "address": row.address, "persons": row.persons.map(Persons::get),
        "accuracy_m": row.accuracy.map(Metres::get),
        "declared_settlement_id": row.declared_settlement.as_ref().map(Id::as_str),
        "fixed_kitchen_id": row.fixed.as_ref().map(|fixed| fixed.kitchen.as_str()),
        "fixed_reason": row.fixed.as_ref().and_then(|fixed| fixed.reason.as_deref()),
        "closed_on": row.closed_on.map(|day| day.to_string()),
    })
}
