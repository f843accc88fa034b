//! What answers look like, but for the layers' items.

use serde_json::{Value, json};

use crate::domain::assignment::State;
pub use crate::http::ogc::schema::ID_PATTERN as ID;

/// A reference to one of [`all`], or to one of a layer's.
pub fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Those that are not a layer's, by name.
pub fn all() -> Vec<(String, Value)> {
    let named = |(name, schema): (&str, Value)| (name.to_owned(), schema);
    documents().into_iter().chain(answers()).map(named).collect()
}

fn documents() -> Vec<(&'static str, Value)> {
    let text = || json!({ "type": "string" });
    let texts = || json!({ "type": "array", "items": { "type": "string" } });
    let (count, flag) = (json!({ "type": "integer", "minimum": 0 }), json!({ "type": "boolean" }));
    let bbox = json!({ "type": "array", "minItems": 4, "maxItems": 4, "items": { "type": "number" } });
    let link =
        object(&["href", "rel", "type"], &json!({ "href": text(), "rel": text(), "type": text(), "title": text() }));
    let spatial = object(&["bbox", "crs"], &json!({ "bbox": { "type": "array", "items": bbox }, "crs": text() }));
    let extent = object(&["spatial"], &json!({ "spatial": spatial }));
    let collection = json!({
        "id": text(), "title": text(), "description": text(), "itemType": text(), "itemCount": count,
        "extent": extent, "crs": texts(), "storageCrs": text(), "links": to("links"),
    });
    let landing = json!({
        "title": text(), "description": text(), "attribution": text(), "distance": text(), "links": to("links"),
    });
    let schema = json!({
        "$schema": text(), "$id": text(), "type": { "type": "string", "enum": ["object"] },
        "title": text(), "description": text(), "properties": { "type": "object" }, "additionalProperties": flag,
    });
    let collections = json!({ "links": to("links"), "collections": { "type": "array", "items": to("collection") } });
    vec![
        ("object", json!({ "type": "object" })),
        ("links", json!({ "type": "array", "items": to("link") })),
        ("link", link),
        ("landing", object(&["title", "description", "links"], &landing)),
        ("conformance", object(&["conformsTo"], &json!({ "conformsTo": texts(), "links": to("links") }))),
        ("collections", object(&["links", "collections"], &collections)),
        ("collection", object(&["id", "title", "itemType", "itemCount", "crs", "storageCrs", "links"], &collection)),
        ("schema", object(&["$schema", "$id", "type", "title", "properties"], &schema)),
    ]
}

fn answers() -> Vec<(&'static str, Value)> {
    let (text, number) = (|| json!({ "type": "string" }), || json!({ "type": "number" }));
    let (count, flag) = (|| json!({ "type": "integer", "minimum": 0 }), || json!({ "type": "boolean" }));
    let state = json!({ "type": "string", "enum": State::ALL.map(State::as_str) });
    let kitchen = json!({
        "rank": count(), "id": text(), "name": text(), "distance_m": number(),
        "rations": { "type": "integer", "minimum": 0, "nullable": true }, "persons_served": count(),
        "room": nullable("integer"),
    });
    let nearest = json!({
        "lon": number(), "lat": number(), "settlement_id": nullable("string"), "settlements_overlap": flag(),
        "state": state, "certainty": nullable("string"), "margin_m": nullable("number"),
        "kitchens": { "type": "array", "items": object(&["rank", "id", "name", "distance_m", "rations", "persons_served", "room"], &kitchen) },
        "limit_m": number(), "distance": text(), "revision": count(),
    });
    let report = json!({
        "report": text(), "settlement_id": nullable("string"), "limit_m": number(), "revision": count(),
        "distance": text(),
        "tables": { "type": "object", "additionalProperties": { "type": "array", "items": { "type": "object" } } },
    });
    let settings = json!({
        "coverage_limit_m": number(), "distance_bands_m": { "type": "array", "items": number() },
        "study_area": nullable("object"), "crs": { "type": "array", "items": text() }, "revision": count(),
    });
    let ready = json!({
        "status": text(), "revision": count(), "settlements": count(), "kitchens": count(), "kitchens_open": count(),
        "households": count(), "findings": count(), "rows_left_out": count(),
        "store": object(&["origin", "reached"], &json!({
            "origin": text(), "reached": flag(), "lost_since": nullable("string"), "code": nullable("string"),
        })),
        "findings_named": { "type": "array", "items": { "type": "object" } },
    });
    let problem = json!({
        "type": text(), "title": text(), "status": { "type": "integer" }, "detail": text(), "instance": text(),
    });
    let position = json!({ "type": "array", "minItems": 2, "maxItems": 3, "items": number() });
    let point = json!({ "type": { "type": "string", "enum": ["Point"] }, "coordinates": position });
    let sent = json!({
        "type": { "type": "string", "enum": ["Feature"] },
        "geometry": object(&["type", "coordinates"], &point),
        "properties": nullable("object"),
    });
    let positions = json!({
        "type": { "type": "string", "enum": ["FeatureCollection"] },
        "features": { "type": "array", "items": object(&["type", "geometry"], &sent) },
    });
    let assigned = json!({ "type": text(), "features": { "type": "array", "items": { "type": "object" } } });
    vec![
        ("nearest", object(&["lon", "lat", "state", "kitchens", "limit_m", "distance", "revision"], &nearest)),
        ("positions", object(&["type", "features"], &positions)),
        ("assigned", object(&["type", "features"], &assigned)),
        ("report", object(&["report", "limit_m", "revision", "distance", "tables"], &report)),
        ("settings", object(&["coverage_limit_m", "distance_bands_m", "study_area", "crs", "revision"], &settings)),
        ("live", object(&["status"], &json!({ "status": text() }))),
        ("ready", object(&["status", "revision"], &ready)),
        ("problem", object(&["type", "title", "status", "detail"], &problem)),
    ]
}

fn object(required: &[&str], properties: &Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn nullable(kind: &str) -> Value {
    json!({ "type": kind, "nullable": true })
}
