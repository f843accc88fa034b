//! What the definition says of edits and of their history.

use serde_json::{Map, Value, json};

use super::parameter;
use super::path::{Answer, get, operation};
use super::schema::{ID, to};
use crate::http::format::Format;
use crate::http::history::FORMATS;
use crate::http::ogc::editing::{FEATURES, PATCHES};
use crate::http::what_if::{LIST, MOST};
use crate::layers::{GeometryKind, LayerName, Role};
use crate::messages::{Locale, say};

const JSON: &[Format] = &[Format::Json];

/// What can be done to a layer's items, and to one of them, by method.
pub fn methods(layer: LayerName, locale: Locale) -> [Map<String, Value>; 2] {
    if layer.register().is_none() {
        return [Map::new(), Map::new()];
    }
    let id = layer.as_str();
    let method = |name: &str, of_one: bool, body: Option<(&[&str], Value)>| {
        let words = say(locale, &format!("api-{name}"), &[("layer", say(locale, &format!("layer-{id}"), &[]))]);
        let mut parameters = vec![parameter::to("dry_run")];
        if of_one {
            parameters.extend([parameter::to("featureId"), parameter::to("If-Match")]);
        }
        if body.is_some() {
            parameters.push(parameter::to("Content-Crs"));
        }
        let answer = Answer { formats: JSON, schema: to("edited") };
        let mut operation = operation(locale, &format!("{id}-{name}"), &words, "edits", &parameters, &answer);
        let statuses: &[&str] = match (of_one, body.is_some()) {
            (false, _) => &["403", "408", "409", "413", "415", "422", "507"],
            (true, true) => &["403", "408", "409", "412", "413", "415", "422", "507"],
            (true, false) => &["403", "409", "412", "507"],
        };
        refused(&mut operation, statuses);
        if let Some((media_types, schema)) = body {
            operation["requestBody"] = sent(media_types, &schema);
        }
        operation
    };
    let feature = to(&format!("{id}-sent"));
    let features = json!({ "oneOf": [feature, {
        "type": "object", "required": ["type", "features"],
        "properties": {
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "features": { "type": "array", "minItems": 1, "items": feature },
        },
    }] });
    let mut create = method("create", false, Some((FEATURES, features)));
    create["responses"]["201"] = created(locale);
    let replace = method("replace", true, Some((FEATURES, feature)));
    let update = method("update", true, Some((PATCHES, to(&format!("{id}-patch")))));
    let remove = method("remove", true, None);
    let named = |methods: Vec<(&str, Value)>| methods.into_iter().map(|(name, one)| (name.to_owned(), one)).collect();
    [named(vec![("post", create)]), named(vec![("put", replace), ("patch", update), ("delete", remove)])]
}

fn created(locale: Locale) -> Value {
    let header = |key: &str| json!({ "description": say(locale, key, &[]), "schema": { "type": "string" } });
    json!({
        "description": say(locale, "api-created", &[]),
        "headers": { "Location": header("api-header-location"), "ETag": header("api-header-etag") },
        "content": { "application/json": { "schema": to("edited") } },
    })
}

fn sent(media_types: &[&str], schema: &Value) -> Value {
    let content: Map<_, _> = media_types.iter().map(|name| ((*name).to_owned(), json!({ "schema": schema }))).collect();
    json!({ "required": true, "content": content })
}

fn refused(operation: &mut Value, statuses: &[&str]) {
    for status in statuses {
        operation["responses"][*status] = json!({ "$ref": "#/components/responses/problem" });
    }
}

/// The paths of history.
pub fn paths(locale: Locale) -> Vec<(String, Value)> {
    let f = parameter::f(locale, FORMATS);
    let paged = |first: Option<Value>| -> Vec<Value> {
        first.into_iter().chain([parameter::to("before"), parameter::of_page(locale), f.clone()]).collect()
    };
    let answer = |schema: &str| Answer { formats: FORMATS, schema: to(schema) };
    let histories = LayerName::ALL.into_iter().filter(|layer| layer.register().is_some()).map(|layer| {
        let id = layer.as_str();
        let words = say(locale, "api-history", &[("layer", say(locale, &format!("layer-{id}"), &[]))]);
        let parameters = paged(Some(parameter::to("featureId")));
        let path = format!("/collections/{id}/items/{{featureId}}/history");
        (path, get(locale, &format!("{id}-history"), &words, "edits", &parameters, &answer("history")))
    });
    let words = |key: &str| say(locale, key, &[]);
    let edits = get(locale, "edits", &words("api-edits"), "edits", &paged(None), &answer("edits"));
    let of_edit = [parameter::to("revision"), f.clone()];
    let edit = get(locale, "edit", &words("api-edit"), "edits", &of_edit, &answer("edit"));
    let of_undo = [parameter::to("revision"), parameter::to("dry_run")];
    let undone = Answer { formats: JSON, schema: to("edited") };
    let mut undo = operation(locale, "undo", &words("api-undo"), "edits", &of_undo, &undone);
    refused(&mut undo, &["403", "409", "507"]);
    let others = [("/edits", edits), ("/edits/{revision}", edit), ("/edits/{revision}/undo", json!({ "post": undo }))];
    histories.chain(others.map(|(path, one)| (path.to_owned(), one))).collect()
}

/// What is sent, and what edits and history answer.
pub fn schemas() -> Vec<(String, Value)> {
    let layers = LayerName::ALL.into_iter().filter(|layer| layer.register().is_some());
    layers.flat_map(of_layer).chain(answers().map(|(name, schema)| (name.to_owned(), schema))).collect()
}

/// A feature as it is sent: with the fields that are entered, of which none is needed in a patch.
fn of_layer(layer: LayerName) -> [(String, Value); 2] {
    let id = layer.as_str();
    let fields = layer.layer().fields().into_iter().filter(|field| field.role == Role::Entered);
    let fields =
        fields.map(|field| (field.name.to_owned(), json!({ "type": field.kind.json_type(), "nullable": true })));
    let properties = json!({ "type": "object", "properties": fields.collect::<Map<_, _>>() });
    let shapes: &[&str] = match layer.layer().geometry {
        GeometryKind::Point => &["Point"],
        GeometryKind::LineString => &["LineString"],
        GeometryKind::MultiPolygon => &["Polygon", "MultiPolygon"],
    };
    let geometry = json!({
        "type": "object", "nullable": true, "required": ["type", "coordinates"],
        "properties": { "type": { "type": "string", "enum": shapes }, "coordinates": { "type": "array", "items": {} } },
    });
    let sent = json!({
        "type": "object", "required": ["type", "geometry", "properties"],
        "properties": {
            "type": { "type": "string", "enum": ["Feature"] }, "id": { "type": "string", "pattern": ID },
            "geometry": geometry, "properties": properties,
        },
    });
    let patch = json!({ "type": "object", "properties": { "geometry": geometry, "properties": properties } });
    [(format!("{id}-sent"), sent), (format!("{id}-patch"), patch)]
}

fn answers() -> [(&'static str, Value); 8] {
    let text = || json!({ "type": "string" });
    let nullable = |kind: &str| json!({ "type": kind, "nullable": true });
    let count = || json!({ "type": "integer", "minimum": 0 });
    let flag = || json!({ "type": "boolean" });
    let list = |items: Value| json!({ "type": "array", "items": items });
    let object = |properties: Value| json!({ "type": "object", "properties": properties });
    let tallies = object(json!({
        "households": count(), "persons": count(), "persons_served": count(), "persons_bad_position": count(),
        "persons_no_kitchen": count(), "persons_too_far": count(),
    }));
    let household = object(json!({
        "id": text(), "from": nullable("string"), "to": nullable("string"), "state_before": nullable("string"),
        "state_after": nullable("string"),
    }));
    let coverage = object(json!({ "settlement_id": nullable("string"), "before": tallies, "after": tallies }));
    let edited = json!({
        "revision": count(), "dry_run": flag(), "added": count(), "updated": count(), "removed": count(),
        "unchanged": count(), "ids": list(text()), "reassigned": count(), "households": list(household),
        "households_left_out": count(), "coverage": list(coverage), "limit_m": { "type": "number" },
        "distance": text(), "links": to("links"),
    });
    let number = || json!({ "type": "number" });
    let entry_of_kitchen = json!({
        "id": { "type": "string", "pattern": ID },
        "lon": { "type": "number", "minimum": -180, "maximum": 180 },
        "lat": { "type": "number", "minimum": -90, "maximum": 90 },
        "status": { "type": "string", "enum": ["open", "closed"] },
        "name": text(), "kind": { "type": "string", "enum": ["comedor_popular", "olla_comun"] }, "rations": count(),
    });
    let kitchens_tried = json!({
        "type": "object", "required": [LIST], "additionalProperties": false,
        "properties": { LIST: {
            "type": "array", "minItems": 1, "maxItems": MOST,
            "items": { "type": "object", "additionalProperties": false, "properties": entry_of_kitchen },
        } },
    });
    let way = object(json!({
        "id": text(), "from": nullable("string"), "to": nullable("string"), "state_before": nullable("string"),
        "state_after": nullable("string"), "from_lon": nullable("number"), "from_lat": nullable("number"),
        "to_lon": nullable("number"), "to_lat": nullable("number"), "distance_before_m": nullable("number"),
        "distance_after_m": nullable("number"),
    }));
    let point = json!({ "type": "object", "nullable": true, "properties": {
        "type": { "type": "string", "enum": ["Point"] }, "coordinates": list(number()),
    } });
    let feature = object(json!({ "type": text(), "id": text(), "geometry": point, "properties": way }));
    let tried = json!({ "allOf": [to("edited"), object(json!({
        "kitchens": list(text()), "features": object(json!({ "type": text(), "features": list(feature) })),
    }))] });
    let counts = object(json!({ "added": count(), "updated": count(), "removed": count() }));
    let when = json!({
        "revision": count(), "time": { "type": "string", "format": "date-time" }, "author": text(),
        "action": { "type": "string", "enum": ["edit", "import", "undo", "external"] }, "undoes": nullable("integer"),
    });
    let logged = json!({ "allOf": [object(when.clone()), object(json!({
        "undone_by": nullable("integer"), "settlements": counts, "kitchens": counts, "households": counts,
        "settings": flag(), "links": to("links"),
    }))] });
    let change = object(json!({
        "before": nullable("object"), "after": nullable("object"), "changed": list(text()),
        "before_invalid": nullable("object"), "after_invalid": nullable("object"),
    }));
    let row =
        json!({ "allOf": [change, object(json!({ "layer": text(), "id": text(), "now": nullable("integer") }))] });
    let entry = json!({ "allOf": [object(when), change, object(json!({ "links": to("links") }))] });
    let edit = json!({ "allOf": [to("logged"), object(json!({ "rows": list(row), "rows_left_out": count() }))] });
    [
        ("edited", object(edited)),
        ("kitchens-tried", kitchens_tried),
        ("tried", tried),
        ("logged", logged),
        ("edits", object(json!({ "edits": list(to("logged")), "links": to("links") }))),
        ("edit", edit),
        ("entry", entry),
        (
            "history",
            object(json!({
                "layer": text(), "id": text(), "entries": list(to("entry")), "links": to("links"),
            })),
        ),
    ]
}
