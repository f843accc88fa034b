//! What the definition says of each layer: its items, one of them, and what they look like.

use serde_json::{Map, Value, json};

use super::path::{Answer, get};
use super::schema::{ID, to};
use super::{edit, parameter};
use crate::http::ogc::schema::Property;
use crate::http::ogc::{items, query};
use crate::layers::{Field, GeometryKind, LayerName};
use crate::messages::{Locale, say};

/// The paths of a layer's items, literally: clients look for them so.
pub fn paths(layer: LayerName, locale: Locale) -> [(String, Value); 2] {
    let id = layer.as_str();
    let title = || vec![("layer", say(locale, &format!("layer-{id}"), &[]))];
    let f = |formats| parameter::f(locale, formats);
    let fields = layer.layer().fields();
    let of_items = query::declared(layer).into_iter().map(|name| {
        let field = fields.iter().find(|field| field.name == name);
        match (name, field) {
            ("f", _) => f(items::FORMATS),
            (_, Some(field)) => parameter::field(locale, field),
            _ => parameter::to(name),
        }
    });
    let of_one = query::declared_of_one(layer).into_iter().map(|name| match name {
        "f" => f(items::ITEM_FORMATS),
        name => parameter::to(name),
    });
    let mut items = get(
        locale,
        &format!("{id}-items"),
        &say(locale, "api-items", &title()),
        "layers",
        &of_items.collect::<Vec<_>>(),
        &Answer { formats: items::FORMATS, schema: to(&format!("{id}-page")) },
    );
    let mut one = get(
        locale,
        &format!("{id}-item"),
        &say(locale, "api-item", &title()),
        "layers",
        &std::iter::once(parameter::to("featureId")).chain(of_one).collect::<Vec<_>>(),
        &Answer { formats: items::ITEM_FORMATS, schema: to(&format!("{id}-item")) },
    );
    for (path, methods) in [&mut items, &mut one].into_iter().zip(edit::methods(layer, locale)) {
        if let Value::Object(path) = path {
            path.extend(methods);
        }
    }
    [(format!("/collections/{id}/items"), items), (format!("/collections/{id}/items/{{featureId}}"), one)]
}

/// What the items of every layer look like.
pub fn schemas(locale: Locale) -> Vec<(String, Value)> {
    LayerName::ALL.into_iter().flat_map(|layer| of_layer(layer, locale)).collect()
}

fn of_layer(layer: LayerName, locale: Locale) -> [(String, Value); 3] {
    let id = layer.as_str();
    let fields = layer.layer().fields();
    let described = |(n, field): (usize, &&'static Field)| Property::of(field, layer.layer(), n, locale);
    let properties = (1..).zip(&fields).map(described);
    let properties: Map<_, _> = properties.map(|field| (field.name.to_owned(), property(&field))).collect();
    let names: Vec<_> = fields.iter().map(|field| field.name).collect();
    let feature = json!({
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": { "type": "string", "enum": ["Feature"] },
            "id": { "type": "string", "pattern": ID },
            "geometry": geometry(layer.layer().geometry),
            "properties": {
                "type": "object", "required": names, "properties": properties, "additionalProperties": false,
            },
        },
    });
    let item = json!({ "allOf": [to(&format!("{id}-feature")), {
        "type": "object", "required": ["links"], "properties": { "links": to("links") },
    }] });
    let page = json!({
        "type": "object",
        "required": ["type", "numberMatched", "numberReturned", "timeStamp", "links", "features"],
        "properties": {
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "numberMatched": { "type": "integer", "minimum": 0 },
            "numberReturned": { "type": "integer", "minimum": 0 },
            "timeStamp": { "type": "string", "format": "date-time" },
            "distance": { "type": "string" },
            "links": to("links"),
            "features": { "type": "array", "items": to(&format!("{id}-feature")) },
        },
    });
    [(format!("{id}-feature"), feature), (format!("{id}-item"), item), (format!("{id}-page"), page)]
}

/// A field as the layer's schema has it, and in the words of `OpenAPI` 3.0 that all but the id may be null.
fn property(field: &Property) -> Value {
    let mut schema = json!(field);
    if field.role != Some("id") {
        schema["nullable"] = json!(true);
        if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
            values.push(Value::Null);
        }
    }
    schema
}

fn geometry(kind: GeometryKind) -> Value {
    let position = json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "number" } });
    let (name, coordinates) = match kind {
        GeometryKind::Point => ("Point", position),
        GeometryKind::LineString => ("LineString", json!({ "type": "array", "minItems": 2, "items": position })),
        GeometryKind::MultiPolygon => {
            let ring = json!({ "type": "array", "minItems": 4, "items": position });
            let polygon = json!({ "type": "array", "minItems": 1, "items": ring });
            ("MultiPolygon", json!({ "type": "array", "items": polygon }))
        }
    };
    json!({
        "type": "object",
        "nullable": true,
        "required": ["type", "coordinates"],
        "properties": { "type": { "type": "string", "enum": [name] }, "coordinates": coordinates },
    })
}
