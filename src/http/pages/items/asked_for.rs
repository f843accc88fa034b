//! What was asked of the rows, in words, each with the way to ask it no more.

use crate::http::pages::cell::{Cells, heading};
use crate::http::pages::shell::Shell;
use crate::http::wire::asked::Asked;
use crate::layers::{LayerName, Source, Value};
use crate::messages::say;

/// Something that was asked.
pub struct Condition {
    pub text: String,
    /// The same page without it.
    pub without: String,
}

/// Everything that was asked about which rows, and how they are seen.
pub fn conditions(shell: &Shell, source: &Source, layer: LayerName, asked: &Asked) -> Vec<Condition> {
    let fields = layer.layer().fields();
    let cells = Cells { shell, source, layer, limit_m: None };
    let words = |(name, value): (&str, &str)| {
        let key = match name {
            "filter" => "asked-filter",
            "bbox" => "asked-bbox",
            "datetime" => "asked-datetime",
            "crs" => "asked-crs",
            "limit_m" => "asked-limit",
            _ => {
                let field = fields.iter().find(|field| field.name == name)?;
                let shown = cells.cell(field, &Value::Text(value), "").text;
                return Some(format!("{}: {shown}", heading(shell, field)));
            }
        };
        Some(say(shell.locale(), key, &[("value", value.to_owned())]))
    };
    let asked_for = asked.pairs().filter_map(|pair| {
        let with_it: &[&str] = match pair.0 {
            "filter" => &["filter", "filter-lang", "filter-crs", "after"],
            "bbox" => &["bbox", "bbox-crs", "after"],
            name => &[name, "after"],
        };
        Some(Condition { text: words(pair)?, without: asked.again(with_it, &[]) })
    });
    asked_for.collect()
}
