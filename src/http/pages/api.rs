//! The page of every address with what can be asked there, made from the `OpenAPI` document that programs read.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::Value;

use super::shell::Shell;
use crate::crs::CrsList;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::link;
use crate::layers::Source;

#[derive(Template)]
#[template(path = "api.html", config = "src/http/pages/askama.toml")]
struct Api {
    shell: Shell,
    operations: Vec<Operation>,
}

/// A method of an address.
struct Operation {
    method: String,
    path: String,
    /// Where it can be tried as it is.
    href: Option<String>,
    summary: String,
    about: String,
    parameters: Vec<Parameter>,
}

/// A parameter.
struct Parameter {
    name: String,
    place: String,
    required: bool,
    kind: String,
    about: String,
}

/// The page of the definition, for a service with these reference systems.
pub async fn answer(
    service: &Service,
    request: &HttpRequest,
    source: &Source,
    crs: Arc<CrsList>,
) -> Result<HttpResponse, Problem> {
    let shell = Shell::of(request, "landing-api");
    let (base, definitions) = (link::base(request), Arc::clone(service.definitions()));
    super::answer(service, request, source, Weight::Light, move || {
        let definition = definitions.of(shell.locale(), &base, &crs)?;
        Ok(Api { shell, operations: operations(&definition.document) })
    })
    .await
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// What stands where a reference points; the value itself where it is none.
fn followed<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    target.and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}

fn operations(document: &Value) -> Vec<Operation> {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let methods = paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        let shared = item.get("parameters");
        let methods = methods.filter(|(name, _)| ["get", "post", "put", "patch", "delete"].contains(&name.as_str()));
        methods.map(move |(name, operation)| Operation::of(document, path, name, operation, shared))
    });
    methods.collect()
}

impl Operation {
    fn of(document: &Value, path: &str, method: &str, operation: &Value, shared: Option<&Value>) -> Self {
        let own = operation.get("parameters");
        let parameters = shared.into_iter().chain(own).filter_map(Value::as_array).flatten();
        let parameters: Vec<_> = parameters.map(|p| Parameter::of(document, followed(document, p))).collect();
        let open = method == "get" && !path.contains('{') && !parameters.iter().any(|parameter| parameter.required);
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            href: open.then(|| path.to_owned()),
            summary: text(operation, "summary"),
            about: text(operation, "description"),
            parameters,
        }
    }
}

impl Parameter {
    fn of(document: &Value, parameter: &Value) -> Self {
        let schema = parameter.get("schema").map_or(&Value::Null, |schema| followed(document, schema));
        Self {
            name: text(parameter, "name"),
            place: text(parameter, "in"),
            required: parameter.get("required").and_then(Value::as_bool).unwrap_or(false),
            kind: kind(schema),
            about: text(parameter, "description"),
        }
    }
}

/// What a value may be: its type, its words, its least and greatest.
fn kind(schema: &Value) -> String {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return words.iter().map(plain).collect::<Vec<_>>().join(" | ");
    }
    let mut kind = text(schema, "type");
    for (name, sign) in [("minimum", "≥"), ("maximum", "≤"), ("default", "=")] {
        if let Some(value) = schema.get(name) {
            kind = format!("{kind} {sign} {}", plain(value));
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parameters_are_found_where_they_are_defined() {
        let document = json!({
            "components": { "parameters": { "limit": {
                "name": "limit", "in": "query", "description": "How many",
                "schema": { "type": "integer", "minimum": 1, "maximum": 10000, "default": 100 }
            }}},
            "paths": {
                "/collections/gaps/items": { "get": {
                    "summary": "Gaps",
                    "parameters": [{ "$ref": "#/components/parameters/limit" },
                                   { "name": "f", "in": "query", "schema": { "enum": ["json", "html"] } }]
                }},
                "/collections/gaps/items/{featureId}": { "get": { "parameters": 7 } },
                "/assignments": { "post": {}, "parameters": [{ "$ref": "#/no/such" }] }
            }
        });
        let operations = operations(&document);
        let find = |path: &str| operations.iter().find(|operation| operation.path == path).unwrap();
        let items = find("/collections/gaps/items");
        assert_eq!(items.href.as_deref(), Some("/collections/gaps/items"));
        assert_eq!(items.parameters[0].name, "limit");
        assert_eq!(items.parameters[0].kind, "integer ≥ 1 ≤ 10000 = 100");
        assert_eq!(items.parameters[1].kind, "json | html");
        assert_eq!(find("/collections/gaps/items/{featureId}").href, None);
        assert_eq!((find("/assignments").method.as_str(), find("/assignments").href.as_deref()), ("POST", None));
    }
}
