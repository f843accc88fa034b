//! The page of what the service conforms to.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::shell::Shell;
use crate::http::format::Format;
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "conformance.html", config = "src/http/pages/askama.toml")]
struct Conformance {
    shell: Shell,
    classes: Vec<String>,
}

/// The page of the conformance classes.
pub fn answer(request: &HttpRequest, classes: &[&str]) -> Result<HttpResponse, Problem> {
    let shell = Shell::of(request, "landing-conformance").also("/conformance?f=json", Format::Json);
    let classes = classes.iter().map(|class| (*class).to_owned()).collect();
    super::plain(shell.locale(), &Conformance { shell, classes })
}
