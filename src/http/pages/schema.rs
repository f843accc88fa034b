//! The page of a layer's fields: its schema, and what can be asked of it.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::fields::{FieldRow, fields};
use super::shell::Shell;
use crate::http::problem::Problem;
use crate::layers::LayerName;

#[derive(Template)]
#[template(path = "schema.html", config = "src/http/pages/askama.toml")]
struct Schema {
    shell: Shell,
    fields: Vec<FieldRow>,
}

/// The page of a layer's fields; `title` is a key of the messages.
pub fn answer(request: &HttpRequest, layer: LayerName, title: &str) -> Result<HttpResponse, Problem> {
    let id = layer.as_str();
    let shell = Shell::of(request, title)
        .under("/collections", Shell::of(request, "link-collections").title)
        .under(format!("/collections/{id}"), Shell::of(request, &format!("layer-{id}")).title);
    super::plain(shell.locale(), &Schema { fields: fields(&shell, layer), shell })
}
