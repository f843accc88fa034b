//! The paths of the definition.

use serde_json::{Map, Value, json};

use super::schema::to;
use super::{FORMATS, edit, import, layer, parameter, tile};
use crate::app::report::ReportName;
use crate::crs::CrsList;
use crate::http::format::Format;
use crate::http::ogc::{collections, conformance, landing, schema};
use crate::layers::LayerName;
use crate::messages::{Locale, say};

const JSON: &[Format] = &[Format::Json];
const TABLE: &[Format] = &[Format::Json, Format::Csv];
const SHEET: &[Format] = &[Format::Json, Format::Csv, Format::Html];

/// What a path answers.
pub struct Answer {
    /// In which formats.
    pub formats: &'static [Format],
    /// What it looks like in JSON.
    pub schema: Value,
}

/// Every path.
pub fn all(locale: Locale, crs: &CrsList) -> Value {
    let mut paths = Map::new();
    let mut add = |path: &str, operation: Value| paths.insert(path.to_owned(), operation);
    let document = |id: &str, formats: &'static [Format], schema: &str, of_layer: bool| {
        let words = say(locale, &format!("api-{id}"), &[]);
        let tag = if matches!(id, "landing" | "definition" | "conformance") { "service" } else { "layers" };
        let layer = of_layer.then(|| parameter::to("collectionId"));
        let parameters: Vec<_> = layer.into_iter().chain([parameter::f(locale, formats)]).collect();
        get(locale, id, &words, tag, &parameters, &Answer { formats, schema: to(schema) })
    };
    add("/", document("landing", landing::FORMATS, "landing", false));
    add("/api", document("definition", FORMATS, "object", false));
    add("/conformance", document("conformance", conformance::FORMATS, "conformance", false));
    let mut collections = document("collections", collections::LIST_FORMATS, "collections", false);
    if let Some(parameters) = collections["get"]["parameters"].as_array_mut() {
        parameters.extend([parameter::crs_of_file(locale, crs), parameter::to("limit_m")]);
    }
    add("/collections", collections);
    add("/collections/{collectionId}", document("collection", collections::FORMATS, "collection", true));
    add("/collections/{collectionId}/schema", document("schema", schema::FORMATS, "schema", true));
    add("/collections/{collectionId}/schema/feature", document("feature-schema", schema::OF_FEATURE, "object", true));
    add("/collections/{collectionId}/queryables", document("queryables", schema::FORMATS, "schema", true));
    let of_layers = LayerName::ALL.into_iter().flat_map(|layer| layer::paths(layer, locale));
    for (path, operation) in of_layers.chain(edit::paths(locale)) {
        add(&path, operation);
    }
    let others = questions(locale).into_iter().chain(reports(locale)).chain(service(locale));
    for (path, operation) in others {
        add(path, operation);
    }
    for (path, operation) in tile::paths(locale).into_iter().chain(import::paths(locale)) {
        add(&path, operation);
    }
    Value::Object(paths)
}

fn questions(locale: Locale) -> [(&'static str, Value); 3] {
    let words = |key| say(locale, key, &[]);
    let mut nearest = parameter::of_nearest(locale);
    nearest.extend([parameter::to("limit_m"), parameter::f(locale, JSON)]);
    let answer = Answer { formats: JSON, schema: to("nearest") };
    let nearest = get(locale, "nearest", &words("api-nearest"), "questions", &nearest, &answer);
    let formats = &[Format::GeoJson, Format::Csv];
    let parameters = vec![parameter::to("limit_m"), parameter::to("excel"), parameter::f(locale, formats)];
    let answer = Answer { formats, schema: to("assigned") };
    let mut assignments =
        operation(locale, "assignments", &words("api-assignments"), "questions", &parameters, &answer);
    assignments["requestBody"] = json!({ "required": true, "content": {
        "application/geo+json": { "schema": to("positions") },
        "application/json": { "schema": to("positions") },
        "text/csv": { "schema": { "type": "string" } },
    } });
    for status in ["408", "413", "415", "422"] {
        assignments["responses"][status] = problem();
    }
    [("/nearest", nearest), ("/assignments", json!({ "post": assignments })), ("/what-if", tried(locale))]
}

/// Kitchens that somebody thinks of.
fn tried(locale: Locale) -> Value {
    let keep = parameter::query(locale, "keep", &json!({ "type": "boolean", "default": false }));
    let answer = Answer { formats: JSON, schema: to("tried") };
    let words = say(locale, "api-what-if", &[]);
    let parameters = [parameter::to("limit_m"), keep, parameter::to("If-Match")];
    let mut tried = operation(locale, "what-if", &words, "questions", &parameters, &answer);
    tried["requestBody"] =
        json!({ "required": true, "content": { "application/json": { "schema": to("kitchens-tried") } } });
    tried["responses"]["200"]["headers"] = json!({
        "ETag": { "description": say(locale, "api-header-trial", &[]), "schema": { "type": "string" } },
    });
    for status in ["403", "408", "409", "412", "413", "415", "422", "507"] {
        tried["responses"][status] = problem();
    }
    json!({ "post": tried })
}

fn reports(locale: Locale) -> [(&'static str, Value); 3] {
    let report = |id: &str, tables: &[&str], before: Value, formats: &'static [Format]| {
        let mut parameters = vec![before, parameter::to("limit_m")];
        // Of coverage alone.
        let bands = (id == "report-coverage").then(|| parameter::bands(locale));
        parameters.extend(bands);
        parameters.extend([parameter::table(locale, tables), parameter::to("excel"), parameter::f(locale, formats)]);
        let words = say(locale, &format!("api-{id}"), &[]);
        get(locale, id, &words, "reports", &parameters, &Answer { formats, schema: to("report") })
    };
    let of_all = |id, name: ReportName| report(id, names(name), parameter::settlement(locale), TABLE);
    let of_one = report("report-settlement", &["settlements", "unserved"], parameter::to("settlementId"), SHEET);
    [
        ("/reports/coverage", of_all("report-coverage", ReportName::Coverage)),
        ("/reports/catchments", of_all("report-catchments", ReportName::Catchments)),
        ("/reports/settlements/{settlementId}", of_one),
    ]
}

const fn names(name: ReportName) -> &'static [&'static str] {
    match name {
        ReportName::Coverage => &["settlements", "kitchens", "gaps", "unserved"],
        ReportName::Catchments => &["catchments"],
    }
}

fn service(locale: Locale) -> [(&'static str, Value); 3] {
    let plain = |id: &str, schema: &str, parameters: &[Value]| {
        let words = say(locale, &format!("api-{id}"), &[]);
        get(locale, id, &words, "service", parameters, &Answer { formats: JSON, schema: to(schema) })
    };
    [
        ("/settings", plain("settings", "settings", &[parameter::f(locale, JSON)])),
        ("/health/live", plain("live", "live", &[])),
        ("/health/ready", plain("ready", "ready", &[])),
    ]
}

/// A path that is only read.
pub fn get(locale: Locale, id: &str, summary: &str, tag: &str, parameters: &[Value], answer: &Answer) -> Value {
    json!({ "get": operation(locale, id, summary, tag, parameters, answer) })
}

/// A method of a path.
pub fn operation(locale: Locale, id: &str, summary: &str, tag: &str, parameters: &[Value], answer: &Answer) -> Value {
    let in_path = |parameter: &Value| {
        ["collectionId", "featureId", "settlementId", "tileMatrixSetId", "styleId", "revision"]
            .iter()
            .any(|name| *parameter == parameter::to(name))
    };
    let may_be_missing = parameters.iter().any(in_path) || id.starts_with("report-");
    let mut responses = Map::new();
    responses.insert("200".to_owned(), answered(locale, answer));
    let statuses = ["400", "404", "406", "503"].into_iter().filter(|status| *status != "404" || may_be_missing);
    for status in statuses.chain(["default"]) {
        responses.insert(status.to_owned(), problem());
    }
    json!({
        "operationId": id, "summary": summary, "tags": [tag], "parameters": parameters, "responses": responses,
    })
}

fn answered(locale: Locale, answer: &Answer) -> Value {
    let content: Map<_, _> = answer
        .formats
        .iter()
        .map(|format| {
            let schema = match format {
                Format::Html | Format::Csv | Format::Kml => json!({ "type": "string" }),
                Format::FlatGeobuf | Format::GeoPackage | Format::Mvt => {
                    json!({ "type": "string", "format": "binary" })
                }
                _ => answer.schema.clone(),
            };
            (format.link_type().to_owned(), json!({ "schema": schema }))
        })
        .collect();
    json!({ "description": say(locale, "api-answer", &[]), "content": content })
}

/// A refusal.
pub fn problem() -> Value {
    json!({ "$ref": "#/components/responses/problem" })
}
