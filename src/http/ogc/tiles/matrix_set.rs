//! The tile matrix set that all tiles are in.

use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use crate::http::extract::{self, Parameters};
use crate::http::format::Format;
use crate::http::problem::Problem;
use crate::http::wire::link;
use crate::messages::say;
use crate::tiles::DEEPEST;

/// The last matrix of the definition; tiles are made down to [`DEEPEST`].
const LAST: u8 = 24;

/// Its name.
pub const ID: &str = "WebMercatorQuad";

/// Its definition at OGC.
pub const URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";

/// The reference system of its tiles.
pub const CRS: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";

/// Half the width of the world, metres: the earth's radius of WGS 84 times pi.
const HALF: f64 = 20_037_508.342_789_244;

/// A tile's side in pixels, as the definition has it.
const PIXELS: u32 = 256;

/// A pixel of a standard screen, metres (OGC).
const SCREEN: f64 = 0.000_28;

/// Refuses other sets.
pub fn check(request: &HttpRequest) -> Result<(), Problem> {
    if request.match_info().query("set") == ID { Ok(()) } else { Err(Problem::NoSuchTileMatrixSet(ID)) }
}

/// The tile matrix sets: one.
pub async fn matrix_sets(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let base = link::base(&request);
    let title = say(extract::locale(request.headers()), "tiles-web-mercator", &[]);
    let media_type = Format::Json.media_type();
    let links = json!([{ "rel": "self", "type": media_type, "href": format!("{base}/tileMatrixSets/{ID}") }]);
    let set = json!({ "id": ID, "title": title, "uri": URI, "crs": CRS, "links": links });
    let links = json!([{ "rel": "self", "type": media_type, "href": format!("{base}/tileMatrixSets") }]);
    answer(&request, &json!({ "links": links, "tileMatrixSets": [set] }))
}

/// Its definition (OGC 17-083r4).
pub async fn matrix_set(request: HttpRequest) -> Result<HttpResponse, Problem> {
    check(&request)?;
    let title = say(extract::locale(request.headers()), "tiles-web-mercator", &[]);
    let matrices: Vec<Value> = (0..=LAST).map(matrix).collect();
    let definition = json!({
        "id": ID,
        "title": title,
        "uri": URI,
        "crs": CRS,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": matrices,
    });
    answer(&request, &definition)
}

fn matrix(level: u8) -> Value {
    let tiles = 1_u32 << level;
    let cell_size = 2.0 * HALF / f64::from(PIXELS) / f64::from(tiles);
    json!({
        "id": level.to_string(),
        "scaleDenominator": cell_size / SCREEN,
        "cellSize": cell_size,
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-HALF, HALF],
        "tileWidth": PIXELS,
        "tileHeight": PIXELS,
        "matrixWidth": tiles,
        "matrixHeight": tiles,
    })
}

/// Which tiles of the set there are: whole matrices, down to the deepest one.
pub fn limits() -> Value {
    let whole = |level: u8| {
        let last = (1_u32 << level) - 1;
        json!({
            "tileMatrix": level.to_string(),
            "minTileRow": 0, "maxTileRow": last, "minTileCol": 0, "maxTileCol": last,
        })
    };
    (0..=DEEPEST).map(whole).collect()
}

fn answer(request: &HttpRequest, document: &Value) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(request, &["f"])?;
    Format::choose(request, &parameters, &[Format::Json])?;
    Ok(HttpResponse::Ok().append_header(("vary", "accept, accept-language")).json(document))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_those_of_the_standard() {
        // OGC 17-083r4, D.1: tile matrices 0, 18 and 24 of WebMercatorQuad.
        for (level, scale, cell) in [
            (0, 559_082_264.028_717, 156_543.033_928_041),
            (18, 2_132.729_583_849_84, 0.597_164_283_477_939),
            (24, 33.323_899_747_653_3, 0.009_330_691_929_342_8),
        ] {
            let matrix = matrix(level);
            assert!((matrix["scaleDenominator"].as_f64().unwrap() / scale - 1.0).abs() < 1e-12);
            assert!((matrix["cellSize"].as_f64().unwrap() / cell - 1.0).abs() < 1e-12);
        }
    }
}
