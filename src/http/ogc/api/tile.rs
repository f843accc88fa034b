//! The paths of tiles, of the grid they are in, and of the styles that draw them.

use serde_json::{Value, json};

use super::parameter;
use super::path::{Answer, get};
use super::schema::to;
use crate::http::format::Format;
use crate::http::ogc::tiles::Of;
use crate::layers::LayerName;
use crate::messages::{Locale, say};

const JSON: &[Format] = &[Format::Json];
const SET: &[Format] = &[Format::Json, Format::TileJson];
const TILE: &[Format] = &[Format::Mvt];
const STYLE: &[Format] = &[Format::MapboxStyle];

/// Every path of tiles: those of each layer literally, since not every layer takes `limit_m`.
pub fn paths(locale: Locale) -> Vec<(String, Value)> {
    let of_layers = LayerName::ALL.into_iter().map(Some).chain([None]).flat_map(|layer| tilesets(locale, layer));
    let others = [
        ("/tileMatrixSets", "tile-matrix-sets", JSON, None),
        ("/tileMatrixSets/{tileMatrixSetId}", "tile-matrix-set", JSON, Some("tileMatrixSetId")),
        ("/styles", "styles", JSON, None),
    ];
    let others = others.map(|(path, id, formats, of)| {
        let words = say(locale, &format!("api-{id}"), &[]);
        (path.to_owned(), described(locale, id, &words, formats, of.as_slice(), false))
    });
    let style = described(locale, "style", &say(locale, "api-style", &[]), STYLE, &["styleId"], true);
    of_layers.chain(others).chain([("/styles/{styleId}".to_owned(), style)]).collect()
}

/// The list of tilesets, the tileset and a tile of a layer, or of all.
fn tilesets(locale: Locale, layer: Option<LayerName>) -> [(String, Value); 3] {
    let of = Of(layer);
    let (before, name) = match layer {
        None => (String::new(), "api-tile-of-all".to_owned()),
        Some(layer) => (format!("{}-", layer.as_str()), format!("layer-{}", layer.as_str())),
    };
    let name = say(locale, &name, &[]);
    let limit = of.declared().contains(&"limit_m");
    let path = |id: &str, formats, of: &[&str]| {
        let words = say(locale, &format!("api-{id}"), &[("layer", name.clone())]);
        described(locale, &format!("{before}{id}"), &words, formats, of, limit)
    };
    let here = of.path();
    let mut tile = path("tile", TILE, &["tileMatrixSetId", "tileMatrix", "tileRow", "tileCol"]);
    tile["get"]["responses"]["204"] = json!({ "description": say(locale, "api-tile-empty", &[]) });
    [
        (format!("{here}/{{tileMatrixSetId}}"), path("tileset", SET, &["tileMatrixSetId"])),
        (format!("{here}/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"), tile),
        (here, path("tilesets", JSON, &[])),
    ]
}

fn described(locale: Locale, id: &str, words: &str, formats: &'static [Format], of: &[&str], limit: bool) -> Value {
    let of = of.iter().map(|name| parameter::to(name));
    let limit = limit.then(|| parameter::to("limit_m"));
    let parameters: Vec<_> = of.chain(limit).chain([parameter::f(locale, formats)]).collect();
    get(locale, id, words, "tiles", &parameters, &Answer { formats, schema: to("object") })
}
