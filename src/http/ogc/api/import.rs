//! The paths of imports.

use serde_json::{Map, Value, json};

use super::schema::to;
use super::{parameter, path};
use crate::domain::register::RegisterName;
use crate::http::format::Format;
use crate::http::imports::BODIES;
use crate::messages::{Locale, say};

const JSON: &[Format] = &[Format::Json];

/// Every path of imports.
pub fn paths(locale: Locale) -> Vec<(String, Value)> {
    let words = |key: &str| say(locale, key, &[]);
    let f = |formats| parameter::f(locale, formats);
    let id = parameter::path(locale, "importId", "import", &json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" }));
    let of = |id: &str, parameters: &[Value], formats: &'static [Format], schema: &str| {
        let answer = path::Answer { formats, schema: to(schema) };
        let mut operation = path::operation(locale, id, &words(&format!("api-{id}")), "imports", parameters, &answer);
        operation["responses"]["404"] = path::problem();
        operation
    };
    let write = |id: &str, parameters: &[Value]| {
        let mut operation = of(id, parameters, JSON, "object");
        for status in ["409", "422", "507"] {
            operation["responses"][status] = path::problem();
        }
        json!({ "post": operation })
    };
    let mut create = of("import-create", &sent(locale), JSON, "import");
    create["responses"]["201"] = create["responses"]["200"].clone();
    create["responses"]["202"] = create["responses"]["200"].clone();
    create["responses"]["202"]["description"] = words("api-import-accepted").into();
    if let Some(responses) = create["responses"].as_object_mut() {
        responses.remove("200");
        responses.remove("404");
    }
    for status in ["408", "413", "415", "422", "507"] {
        create["responses"][status] = path::problem();
    }
    create["requestBody"] = json!({ "required": true, "content": content() });
    let mut forget = of("import-forget", std::slice::from_ref(&id), JSON, "object");
    forget["responses"]["204"] = json!({ "description": words("api-answer") });
    if let Some(responses) = forget["responses"].as_object_mut() {
        responses.remove("200");
    }
    let list = of("imports", &[f(JSON)], JSON, "imports");
    let one = of("import", &[id.clone(), f(JSON)], JSON, "import");
    let csv: &[Format] = &[Format::Csv];
    let rejected = of("import-rejected", &[id.clone(), f(csv)], csv, "object");
    let skip_bad = parameter::query(locale, "skip_bad", &flag());
    vec![
        ("/imports".to_owned(), json!({ "get": list, "post": create })),
        ("/imports/{importId}".to_owned(), json!({ "get": one, "delete": forget })),
        ("/imports/{importId}/rejected".to_owned(), json!({ "get": rejected })),
        ("/imports/{importId}/commit".to_owned(), write("import-commit", &[id.clone(), skip_bad])),
        ("/imports/{importId}/undo".to_owned(), write("import-undo", &[id])),
    ]
}

fn flag() -> Value {
    json!({ "type": "boolean", "default": false })
}

/// What may be said of a file.
fn sent(locale: Locale) -> Vec<Value> {
    let text = || json!({ "type": "string" });
    let words = |key: &str| say(locale, key, &[]);
    let layers = json!({ "type": "string", "enum": RegisterName::ALL.map(RegisterName::as_str) });
    let mut layer = parameter::described("layer", &words("api-parameter-register"), &layers);
    // Or a part of the body.
    layer["required"] = json!(false);
    vec![
        layer,
        parameter::described("crs", &words("api-parameter-source-crs"), &text()),
        parameter::query(locale, "columns", &text()),
        parameter::query(locale, "id_column", &text()),
        parameter::query(locale, "file_layer", &text()),
        parameter::query(locale, "skip_bad", &flag()),
    ]
}

fn content() -> Value {
    let binary = || json!({ "type": "string", "format": "binary" });
    let text = || json!({ "type": "string" });
    let parts = json!({ "type": "object", "required": ["file"], "properties": {
        "file": binary(), "layer": text(), "crs": text(), "columns": text(), "id_column": text(),
        "file_layer": text(), "skip_bad": text(),
    } });
    let schema = |name: &&str| if *name == "multipart/form-data" { parts.clone() } else { binary() };
    let content: Map<_, _> =
        BODIES.iter().map(|name| ((*name).to_owned(), json!({ "schema": schema(name) }))).collect();
    Value::Object(content)
}

/// What imports look like.
pub fn schemas() -> Vec<(String, Value)> {
    let (text, count) = (|| json!({ "type": "string" }), || json!({ "type": "integer", "minimum": 0 }));
    let object = || json!({ "type": "object" });
    let rows = || json!({ "type": "array", "items": { "type": "object" } });
    let states = json!({ "type": "string", "enum": ["reading", "ready", "committing", "committed", "failed"] });
    let properties = json!({
        "id": text(), "layer": text(), "state": states, "created": text(), "size_bytes": count(),
        "skip_bad": { "type": "boolean" }, "revision": count(),
        "progress": { "type": "object", "properties": { "bytes_done": count(), "bytes_total": count(), "rows": count() } },
        "file": object(), "columns": rows(), "ignored_columns": { "type": "array", "items": text() },
        "ids": object(), "crs": object(), "swap_tested": { "type": "boolean" },
        "kind_from_columns": { "type": "string", "nullable": true }, "rows": object(), "rejected": rows(),
        "warnings": rows(), "preview": object(), "would": object(), "refused": to("problem"),
        "made_from_revision": count(), "committed": object(), "problem": to("problem"), "links": to("links"),
    });
    let required = ["id", "layer", "state", "created", "size_bytes", "progress", "links"];
    let import = json!({ "type": "object", "required": required, "properties": properties });
    let imports = json!({ "type": "object", "required": ["imports"], "properties": {
        "imports": { "type": "array", "items": to("import") },
    } });
    vec![("import".to_owned(), import), ("imports".to_owned(), imports)]
}
