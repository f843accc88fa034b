//! Schemas and queryables (Features, Parts 3 and 5).

use std::collections::BTreeSet;

use serde_json::Value;

use super::helpers::{self, Service};
use super::ogc_core::{LAYERS, links, path_of, walk};

const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/";

/// The schema and the queryables of a layer, by the links that clients follow.
fn linked(service: &Service, layer: &str) -> [Value; 2] {
    let collection = service.get(&format!("/collections/{layer}")).json();
    let schema = links(&collection, &format!("{REL}schema"))[0];
    let feature = links(&collection, "describedby")[0];
    assert_eq!(feature["href"], format!("{}/feature", schema["href"].as_str().unwrap()), "GDAL looks for this one");
    let queryables = links(&collection, &format!("{REL}queryables"))[0];
    [schema, queryables].map(|link| {
        assert_eq!(link["type"], "application/schema+json");
        let path = path_of(service, link);
        let answer = service.get_with(&path, &[("accept", "application/schema+json"), ("accept-language", "en")]);
        assert_eq!(answer.header("content-type"), "application/schema+json");
        let schema = answer.json();
        assert_eq!(schema["$id"], link["href"]);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["type"], "object");
        schema
    })
}

/// As GDAL reads it: fields in `properties` within `properties`, their types plain words.
pub fn a_whole_feature_is_described_with_the_same_fields(service: &Service) {
    for layer in LAYERS {
        let [schema, _] = linked(service, layer);
        let path = format!("/collections/{layer}/schema/feature");
        let feature = service.get_with(&path, &[("accept-language", "en")]).json();
        let mut fields = schema["properties"].as_object().unwrap().clone();
        fields.retain(|name, _| name != "geometry" && name != "id");
        assert_eq!(feature["properties"]["properties"]["properties"], Value::Object(fields), "{layer}");
        assert_eq!(feature["properties"]["geometry"]["oneOf"][1]["type"], "null", "{layer}");
    }
}

fn is(value: &Value, property: &Value) -> bool {
    let of_type = match property["type"].as_str().unwrap() {
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        _ => false,
    };
    let listed = property["enum"].as_array().is_none_or(|values| values.contains(value));
    value.is_null() || of_type && listed
}

pub fn a_schema_describes_every_value_of_its_layer(service: &Service) {
    for layer in LAYERS {
        let [schema, _] = linked(service, layer);
        let properties = schema["properties"].as_object().unwrap();
        let (features, _) = walk(service, &format!("/collections/{layer}/items?limit=10000"));
        for feature in &features {
            for (name, value) in feature["properties"].as_object().unwrap() {
                assert!(is(value, &properties[name]), "{layer}: {name}: {value}");
            }
            assert_eq!(feature["properties"].as_object().unwrap().len() + 1, properties.len(), "{layer}");
            let shape = feature["geometry"]["type"].as_str().unwrap_or("null").to_lowercase();
            let format = properties["geometry"]["format"].as_str().unwrap();
            assert!(shape == "null" || format == format!("geometry-{shape}"), "{layer}: {shape}");
        }
        let geometry = &properties["geometry"];
        assert_eq!(geometry["x-ogc-role"], "primary-geometry");
        assert!(geometry.get("type").is_none() && geometry.get("$ref").is_none());
        let ids = properties.values().filter(|property| property["x-ogc-role"] == "id").count();
        assert_eq!((ids, &properties["id"]["x-ogc-role"]), (1, &"id".into()), "{layer}");
        let order: BTreeSet<_> = properties.values().map(|p| p["x-ogc-propertySeq"].as_u64().unwrap()).collect();
        assert_eq!(order, (1..=properties.len() as u64).collect(), "{layer}");
        for (name, property) in properties {
            assert!(property["title"].as_str().is_some_and(|title| title.len() < 40), "{layer}: {name}");
        }
    }
}

pub fn queryables_are_the_fields_and_a_geometry_that_qgis_recognises(service: &Service) {
    for (layer, shape) in
        LAYERS.into_iter().zip(["MultiPolygon", "Point", "Point", "MultiPolygon", "LineString", "Point"])
    {
        let [schema, queryables] = linked(service, layer);
        let names = |schema: &Value| schema["properties"].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&schema), names(&queryables), "{layer}");
        assert_eq!(queryables["additionalProperties"], false, "{layer}");
        let geometry = queryables["properties"]["geometry"].as_object().unwrap();
        assert_eq!(geometry["$ref"], format!("https://geojson.org/schema/{shape}.json"), "{layer}");
        assert!(!geometry.contains_key("type") && !geometry.contains_key("format"), "{layer}");
        for (name, property) in queryables["properties"].as_object().unwrap() {
            assert!(property.get("readOnly").is_none(), "{layer}: {name}: all can be asked for");
        }
    }
}

/// Returnables and receivables: what nobody may enter is read-only, and nothing else.
pub fn what_is_entered_is_receivable_and_what_is_computed_is_not(service: &Service) {
    for (layer, entered) in LAYERS.into_iter().zip([
        &["id", "name", "geometry"][..],
        &["id", "name", "kind", "status", "address", "rations", "geometry"],
        &[
            "id",
            "code",
            "address",
            "persons",
            "accuracy_m",
            "declared_settlement_id",
            "fixed_kitchen_id",
            "fixed_reason",
            "closed_on",
            "geometry",
        ],
        &[],
        &[],
        &[],
    ]) {
        let [schema, _] = linked(service, layer);
        let properties = schema["properties"].as_object().unwrap();
        let open = properties.iter().filter(|(_, property)| property.get("readOnly").is_none());
        let open: BTreeSet<_> = open.map(|(name, _)| name.as_str()).collect();
        assert_eq!(open, entered.iter().copied().collect(), "{layer}");
        assert!(properties.values().all(|property| property.get("writeOnly").is_none()), "{layer}: all is returned");
    }
}

#[test]
fn schemas_describe_what_is_served() {
    let service = helpers::start();
    a_schema_describes_every_value_of_its_layer(&service);
    a_whole_feature_is_described_with_the_same_fields(&service);
}

#[test]
fn queryables_are_as_qgis_reads_them() {
    queryables_are_the_fields_and_a_geometry_that_qgis_recognises(&helpers::start());
}

#[test]
fn what_is_computed_is_read_only_and_has_its_unit_and_its_words() {
    let service = helpers::start();
    let path = "/collections/households/schema";
    let schema = service.get_with(path, &[("accept-language", "es")]).json();
    let field = |name: &str| schema["properties"][name].clone();
    assert_eq!(field("persons")["title"], "Personas");
    assert_eq!(field("persons").get("readOnly"), None);
    assert_eq!((&field("distance_m")["readOnly"], &field("distance_m")["x-ogc-unit"]), (&true.into(), &"m".into()));
    assert_eq!(field("distance_m")["description"], "Distancia a su cocina en línea recta, metros");
    assert_eq!((&field("closed_on")["type"], &field("closed_on")["format"]), (&"string".into(), &"date".into()));
    assert_eq!(field("state")["enum"], serde_json::json!(["bad_position", "no_kitchen", "too_far", "served"]));
    assert_eq!(field("certainty")["enum"], serde_json::json!(["certain", "uncertain", "unknown"]));
    let kitchens = service.get("/collections/kitchens/schema").json();
    assert_eq!(kitchens["properties"]["status"]["enum"], serde_json::json!(["open", "closed"]));
    assert_eq!(kitchens["properties"]["persons_served"]["title"], "Persons served");
    let catchments = service.get("/collections/catchments/schema").json();
    assert_eq!(catchments["properties"]["area_m2"]["x-ogc-unit"], "m2");
    let read_only = catchments["properties"].as_object().unwrap().values().all(|property| property["readOnly"] == true);
    assert!(read_only, "nothing of a catchment was entered");
}
