//! The paths of tiles, of the grid they are in, and of the styles that draw them.

use serde_json::{Value, json};

use super::parameter;
use super::path::{Answer, get};
use super::schema::to;
use crate::http::format::Format;
use crate::messages::{Locale, say};

const JSON: &[Format] = &[Format::Json];
const SET: &[Format] = &[Format::Json, Format::TileJson];
const TILE: &[Format] = &[Format::Mvt];
const STYLE: &[Format] = &[Format::MapboxStyle];

/// Every path of tiles.
pub fn paths(locale: Locale) -> Vec<(&'static str, Value)> {
    let path = |id: &str, formats: &'static [Format], of: &[&str], limit: bool| {
        let of = of.iter().map(|name| parameter::to(name));
        let limit = limit.then(|| parameter::to("limit_m"));
        let parameters: Vec<_> = of.chain(limit).chain([parameter::f(locale, formats)]).collect();
        let words = say(locale, &format!("api-{id}"), &[]);
        get(locale, id, &words, "tiles", &parameters, &Answer { formats, schema: to("object") })
    };
    let tile = |id: &str, of: &[&str]| {
        let mut tile = path(id, TILE, of, true);
        tile["get"]["responses"]["204"] = json!({ "description": say(locale, "api-tile-empty", &[]) });
        tile
    };
    vec![
        ("/collections/{collectionId}/tiles", path("layer-tilesets", JSON, &["collectionId"], true)),
        (
            "/collections/{collectionId}/tiles/{tileMatrixSetId}",
            path("layer-tileset", SET, &["collectionId", "tileMatrixSetId"], true),
        ),
        (
            "/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
            tile("layer-tile", &["collectionId", "tileMatrixSetId", "tileMatrix", "tileRow", "tileCol"]),
        ),
        ("/tiles", path("tilesets", JSON, &[], true)),
        ("/tiles/{tileMatrixSetId}", path("tileset", SET, &["tileMatrixSetId"], true)),
        (
            "/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
            tile("tile", &["tileMatrixSetId", "tileMatrix", "tileRow", "tileCol"]),
        ),
        ("/tileMatrixSets", path("tile-matrix-sets", JSON, &[], false)),
        ("/tileMatrixSets/{tileMatrixSetId}", path("tile-matrix-set", JSON, &["tileMatrixSetId"], false)),
        ("/styles", path("styles", JSON, &[], false)),
        ("/styles/{styleId}", path("style", STYLE, &["styleId"], true)),
    ]
}
