//! The definition of the service says what the service does.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::helpers::{self, Service};
use super::ogc_core::LAYERS;

/// A parameter of the definition, wherever it stands.
fn resolved<'a>(definition: &'a Value, parameter: &'a Value) -> &'a Value {
    match parameter["$ref"].as_str() {
        None => parameter,
        Some(reference) => definition.pointer(reference.strip_prefix('#').unwrap()).unwrap(),
    }
}

fn parameters<'a>(definition: &'a Value, path: &str) -> Vec<&'a Value> {
    let method = if definition["paths"][path]["get"].is_null() { "post" } else { "get" };
    let listed = definition["paths"][path][method]["parameters"].as_array();
    listed.unwrap_or_else(|| panic!("{path} is not described")).iter().map(|one| resolved(definition, one)).collect()
}

/// An address that a path of the definition stands for.
fn address(path: &str) -> String {
    [
        ("{collectionId}", "kitchens"),
        ("{featureId}", "K-1"),
        ("{settlementId}", "S-1"),
        ("{tileMatrixSetId}", "WebMercatorQuad"),
        ("{tileMatrix}/{tileRow}/{tileCol}", "0/0/0"),
        ("{styleId}", "cercania"),
        ("{importId}", "0"),
        ("{revision}", "1"),
    ]
    .into_iter()
    .fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
}

pub fn it_is_openapi_3_0_with_a_literal_path_for_every_layer(service: &Service) {
    let answer = service.get("/api");
    assert_eq!(answer.header("content-type"), "application/vnd.oai.openapi+json;version=3.0");
    let definition = answer.json();
    assert!(definition["openapi"].as_str().unwrap().starts_with("3.0."));
    assert!(definition["paths"]["/conformance"].is_object());
    assert_eq!(
        definition["components"]["parameters"]["limit"]["schema"],
        json!({ "type": "integer", "minimum": 1, "maximum": 10_000, "default": 100 }),
        "QGIS and GDAL read their page size here"
    );
    for layer in LAYERS {
        let path = format!("/collections/{layer}/items");
        let references = definition["paths"][&path]["get"]["parameters"].as_array().unwrap();
        assert!(references.contains(&json!({ "$ref": "#/components/parameters/limit" })), "GDAL looks for this text");
        let all = parameters(&definition, &path);
        let named = |name: &str| *all.iter().find(|one| one["name"] == name).unwrap();
        for name in ["limit", "bbox", "datetime"] {
            let parameter = named(name);
            assert_eq!((&parameter["in"], &parameter["required"]), (&json!("query"), &json!(false)), "{name}");
            assert_eq!((&parameter["style"], &parameter["explode"]), (&json!("form"), &json!(false)), "{name}");
        }
        let bbox = &named("bbox")["schema"];
        assert_eq!(bbox, &json!({ "type": "array", "items": { "type": "number" }, "minItems": 4, "maxItems": 6 }));
        assert_eq!(named("datetime")["schema"]["type"], "string");
        assert!(named("resultType")["schema"]["enum"].as_array().unwrap().contains(&json!("hits")));
        let schema = service.get(&format!("/collections/{layer}/schema")).json();
        for (name, property) in schema["properties"].as_object().unwrap().iter().filter(|(name, _)| *name != "geometry")
        {
            let parameter = named(name);
            assert_eq!((&parameter["style"], &parameter["explode"]), (&json!("form"), &json!(false)), "{name}");
            assert_eq!(parameter["schema"]["type"], property["type"], "{layer}: {name}");
        }
        assert!(definition["paths"][format!("{path}/{{featureId}}")].is_object(), "{layer}");
    }
}

/// Every refusal of an unknown parameter lists the known ones.
pub fn it_lists_the_parameters_that_each_path_takes(service: &Service) {
    let definition = service.get("/api").json();
    for path in definition["paths"].as_object().unwrap().keys() {
        let listed: BTreeSet<_> = parameters(&definition, path)
            .into_iter()
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
            .collect();
        let asked = format!("{}?no-such=1", address(path));
        let (status, code, problem) = match path.as_str() {
            "/edits/{revision}/undo" => service.send("POST", &asked, &[], &[]).problem(),
            path if definition["paths"][path]["get"].is_null() => {
                service.post(&asked, "application/geo+json", "{}").problem()
            }
            _ => service.refused(&asked),
        };
        assert_eq!((status, code.as_str()), (400, "parameter-unknown"), "{path}");
        let taken: BTreeSet<String> = serde_json::from_value(problem["allowed"].clone()).unwrap();
        assert_eq!(listed, taken, "{path}");
    }
}

#[test]
fn the_list_of_layers_takes_what_it_is_said_to_take() {
    let service = helpers::start();
    let count = |path: &str| {
        let list = service.get(path).json();
        let gaps = list["collections"].as_array().unwrap().iter().find(|layer| layer["id"] == "gaps").unwrap();
        gaps["itemCount"].as_u64().unwrap()
    };
    assert_ne!(count("/collections?limit_m=1"), count("/collections"), "other homes are out of reach");
    let found = service.get("/collections/gaps/items?limit_m=1").json();
    assert_eq!(found["numberMatched"], count("/collections?limit_m=1"));
    assert_eq!(service.get("/collections?limit_m=1&f=html").status, 200);
    let crs = "crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F32718";
    assert_eq!(service.get(&format!("/collections?f=gpkg&limit_m=50&{crs}")).status, 200);
    for format in ["json", "html"] {
        let (status, code, problem) = service.refused(&format!("/collections?f={format}&{crs}"));
        assert_eq!((status, code.as_str()), (400, "parameter-not-one-of"));
        assert_eq!(problem["allowed"], json!(["gpkg"]));
    }
}

#[test]
fn answers_have_what_the_definition_says_of_them() {
    let service = helpers::start();
    let definition = service.get("/api").json();
    let schemas = &definition["components"]["schemas"];
    let settings = service.get("/settings").json();
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&schemas["settings"]["properties"]), names(&settings));
    for layer in LAYERS {
        let of_layer = service.get(&format!("/collections/{layer}/schema")).json();
        let fields = &schemas[format!("{layer}-feature")]["properties"]["properties"]["properties"];
        for (name, field) in fields.as_object().unwrap() {
            for word in ["type", "format", "readOnly", "minimum", "pattern", "title"] {
                assert_eq!(field.get(word), of_layer["properties"][name].get(word), "{layer}: {name}: {word}");
            }
            assert_eq!(field.get("nullable"), (name != "id").then_some(&json!(true)), "{layer}: {name}");
        }
    }
}

#[test]
fn a_definition_is_of_the_address_that_it_was_asked_at() {
    let service = helpers::start();
    let port = service.address().port();
    for round in 0..2 {
        for name in (0..6).map(|n| format!("h{n}.localhost")) {
            let asked = format!(
                "GET /api HTTP/1.1\r\nhost: {name}:{port}\r\naccept-encoding: identity\r\nconnection: close\r\n\r\n"
            );
            let answer = service.raw(asked.as_bytes());
            assert!(answer.contains(&format!("\"url\":\"http://{name}:{port}\"")), "{round} {name}");
        }
    }
}

#[test]
fn the_definition_is_as_clients_read_it() {
    it_is_openapi_3_0_with_a_literal_path_for_every_layer(&helpers::start());
}

#[test]
fn the_definition_lists_every_parameter_and_no_other() {
    it_lists_the_parameters_that_each_path_takes(&helpers::start());
}

#[test]
fn the_definition_is_in_the_readers_language_and_every_reference_leads_somewhere() {
    let service = helpers::start();
    for (language, words) in [("es", "Cocinas: una fila"), ("en", "Kitchens: one row")] {
        let definition = service.get_with("/api", &[("accept-language", language)]).json();
        assert_eq!(definition["paths"]["/collections/kitchens/items/{featureId}"]["get"]["summary"], words);
        let text = definition.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(definition.pointer(reference).is_some(), "{reference}");
        }
        for words in ["api-", "field-"] {
            assert!(!text.contains(&format!("\"description\":\"{words}")), "a message is missing");
        }
    }
    let ids = service.get("/api").json();
    let operations = ids["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let ids: Vec<_> = operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn what_clients_accept_of_a_definition_or_a_schema_is_given() {
    let service = helpers::start();
    let of_qgis =
        "application/vnd.oai.openapi+json;version=3.0, application/openapi+json;version=3.0, application/json";
    for (path, accept) in [
        ("/api", of_qgis),
        ("/api", "application/json"),
        ("/api", "*/*"),
        ("/collections/gaps/schema", "application/schema+json"),
        ("/collections/gaps/schema", "application/json"),
        ("/collections/gaps/queryables", "application/schema+json, */*;q=0.1"),
        ("/collections/gaps/items", "application/geo+json, application/json"),
    ] {
        assert_eq!(service.get_with(path, &[("accept", accept)]).status, 200, "{path} {accept}");
    }
}
