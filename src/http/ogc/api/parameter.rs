//! The parameters of the definition.

use serde_json::{Value, json};

use super::schema::ID;
use crate::app::proposal::MOST_NEAREST;
use crate::crs::{CRS84, CrsList};
use crate::domain::settings::{CoverageLimit, DistanceBands};
use crate::http::extract::GREATEST_ACCURACY;
use crate::http::format::Format;
use crate::http::history;
use crate::http::ogc::query::{GREATEST_PAGE, PAGE};
use crate::http::ogc::styles::ID as STYLE;
use crate::http::ogc::tiles::SET;
use crate::layers::{Field, FieldKind, LayerName, Role};
use crate::messages::{Locale, say};
use crate::tiles::DEEPEST;

/// Those that several paths have, by the names they are referred to by.
pub fn shared(locale: Locale, crs: &CrsList) -> Vec<(String, Value)> {
    let systems = systems(crs);
    let layers = LayerName::ALL.map(LayerName::as_str);
    let time = "(|\\.\\.|\\d{4}-\\d{2}-\\d{2}([Tt][0-9:.]+([Zz]|[+-]\\d{2}:\\d{2}))?)";
    let query = |name: &str, schema: Value| (component(name).to_owned(), query(locale, name, &schema));
    let path = |name: &str, key: &str, schema: Value| (component(name).to_owned(), path(locale, name, key, &schema));
    vec![
        query("limit", json!({ "type": "integer", "minimum": 1, "maximum": GREATEST_PAGE, "default": PAGE })),
        query("after", json!({ "type": "string", "pattern": ID })),
        query("bbox", json!({ "type": "array", "items": { "type": "number" }, "minItems": 4, "maxItems": 6 })),
        query("bbox-crs", systems.clone()),
        query("crs", systems.clone()),
        query("datetime", json!({ "type": "string", "pattern": format!("^{time}(/{time})?$") })),
        query("filter", json!({ "type": "string" })),
        query("filter-lang", json!({ "type": "string", "enum": ["cql2-text", "cql2-json"], "default": "cql2-text" })),
        query("filter-crs", systems),
        query("resultType", json!({ "type": "string", "enum": ["results", "hits"], "default": "results" })),
        query("excel", json!({ "type": "boolean", "default": false })),
        query("limit_m", number(0.0, CoverageLimit::GREATEST_M, true)),
        query("dry_run", json!({ "type": "boolean", "default": false })),
        query("before", json!({ "type": "integer", "minimum": 1 })),
        header(locale, "If-Match"),
        header(locale, "Content-Crs"),
        path("revision", "revision", json!({ "type": "integer", "minimum": 1 })),
        path("collectionId", "layer", json!({ "type": "string", "enum": layers })),
        path("featureId", "feature", json!({ "type": "string", "pattern": ID })),
        path("tileMatrixSetId", "tile-matrix-set", json!({ "type": "string", "enum": [SET] })),
        path("tileMatrix", "tile-matrix", json!({ "type": "integer", "minimum": 0, "maximum": DEEPEST })),
        path("tileRow", "tile-row", json!({ "type": "integer", "minimum": 0 })),
        path("tileCol", "tile-col", json!({ "type": "integer", "minimum": 0 })),
        path("styleId", "style", json!({ "type": "string", "enum": [STYLE] })),
        path("settlementId", "settlement", json!({ "type": "string", "pattern": ID })),
    ]
}

fn header(locale: Locale, name: &str) -> (String, Value) {
    let description = say(locale, &format!("api-parameter-{}", name.to_ascii_lowercase()), &[]);
    let schema = json!({ "type": "string" });
    (name.to_owned(), json!({ "name": name, "in": "header", "description": description, "schema": schema }))
}

/// `limit` of history: pages are shorter there.
pub fn of_page(locale: Locale) -> Value {
    let schema =
        json!({ "type": "integer", "minimum": 1, "maximum": history::GREATEST_PAGE, "default": history::PAGE });
    query(locale, "limit", &schema)
}

/// Those of `/nearest` but `limit_m` and `f`.
pub fn of_nearest(locale: Locale) -> Vec<Value> {
    let needed = |name: &str, most: f64| {
        let mut parameter = query(locale, name, &number(-most, most, false));
        parameter["required"] = json!(true);
        parameter
    };
    vec![
        needed("lon", 180.0),
        needed("lat", 90.0),
        query(locale, "k", &json!({ "type": "integer", "minimum": 1, "maximum": MOST_NEAREST, "default": 3 })),
        query(locale, "accuracy_m", &number(0.0, GREATEST_ACCURACY, false)),
    ]
}

/// `crs` of the file with all layers: the other formats of the list have no geometries.
pub fn crs_of_file(locale: Locale, crs: &CrsList) -> Value {
    described("crs", &say(locale, "api-parameter-crs-of-file", &[]), &systems(crs))
}

fn systems(crs: &CrsList) -> Value {
    json!({ "type": "string", "enum": crs.uris().collect::<Vec<_>>(), "default": CRS84 })
}

/// `table`, one of a report's.
pub fn table(locale: Locale, tables: &[&str]) -> Value {
    query(locale, "table", &json!({ "type": "string", "enum": tables }))
}

/// `bands_m`.
pub fn bands(locale: Locale) -> Value {
    let end = number(0.0, f64::MAX, true);
    let schema = json!({ "type": "array", "items": end, "minItems": 1, "maxItems": DistanceBands::MOST_ASKED });
    query(locale, "bands_m", &schema)
}

/// `settlement`.
pub fn settlement(locale: Locale) -> Value {
    query(locale, "settlement", &json!({ "type": "string", "pattern": ID }))
}

/// `f`, one of a path's formats.
pub fn f(locale: Locale, formats: &[Format]) -> Value {
    let names: Vec<_> = formats.iter().map(|format| format.as_str()).collect();
    query(locale, "f", &json!({ "type": "string", "enum": names }))
}

/// A field of a layer: rows that have this value.
pub fn field(locale: Locale, field: &Field) -> Value {
    let about = say(locale, &format!("field-{}", field.name.replace('_', "-")), &[]);
    let schema = match field.kind {
        _ if field.role == Role::Id => json!({ "type": "string", "pattern": ID }),
        FieldKind::Text if !field.values.is_empty() => json!({ "type": "string", "enum": field.values }),
        FieldKind::Text => json!({ "type": "string" }),
        FieldKind::Integer => json!({ "type": "integer" }),
        FieldKind::Real => json!({ "type": "number" }),
        FieldKind::Date => json!({ "type": "string", "format": "date" }),
    };
    described(field.name, &say(locale, "api-parameter-field", &[("about", about)]), &schema)
}

/// A reference to one of [`shared`].
pub fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{}", component(name)) })
}

/// What a parameter is referred to by: GDAL takes any reference with "limit" in it for the one to `limit`.
fn component(name: &str) -> &str {
    if name == "limit_m" { "coverage" } else { name }
}

fn number(min: f64, max: f64, above: bool) -> Value {
    json!({ "type": "number", "minimum": min, "exclusiveMinimum": above, "maximum": max })
}

/// A parameter of the query, described by the key of its name.
pub fn query(locale: Locale, name: &str, schema: &Value) -> Value {
    let key = match name {
        "resultType" => "result-type".to_owned(),
        name => name.replace('_', "-"),
    };
    described(name, &say(locale, &format!("api-parameter-{key}"), &[]), schema)
}

/// A parameter of the query.
pub fn described(name: &str, description: &str, schema: &Value) -> Value {
    json!({
        "name": name, "in": "query", "description": description, "required": false,
        "style": "form", "explode": false, "schema": schema,
    })
}

/// A parameter in the path.
pub fn path(locale: Locale, name: &str, key: &str, schema: &Value) -> Value {
    let description = say(locale, &format!("api-parameter-{key}"), &[]);
    json!({ "name": name, "in": "path", "description": description, "required": true, "schema": schema })
}
