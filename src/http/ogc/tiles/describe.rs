//! Tilesets described: for OGC's clients and, as `TileJSON`, for map programs.

use geo::Rect;
use serde_json::{Map, Value, json};

use super::matrix_set::{CRS, ID, URI, limits};
use super::{Asked, TILESETS};
use crate::http::format::Format;
use crate::layers::{Field, GeometryKind, LayerName, Source, around_places, union};
use crate::messages::{Locale, say};
use crate::tiles::{DEEPEST, MOST, counts, fields};

/// The deepest level that map programs ask for: beyond, they enlarge its tiles, whose steps are 4 cm. Tiles of deeper
/// levels are there for those who ask.
const ENLARGED_FROM: u8 = 18;

const JSON: &str = Format::Json.media_type();
const MVT: &str = Format::Mvt.media_type();
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// The tilesets: one.
pub fn list(asked: &Asked, base: &str) -> Value {
    let here = format!("{base}{}", asked.of.path());
    let query = asked.query();
    let tileset = json!({
        "title": asked.of.title(asked.locale),
        "dataType": "vector",
        "crs": CRS,
        "tileMatrixSetURI": URI,
        "links": [
            { "rel": "self", "type": JSON, "href": format!("{here}/{ID}{query}") },
            { "rel": "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "type": JSON,
              "href": format!("{base}/tileMatrixSets/{ID}") },
            template(asked, base),
        ],
    });
    let links = json!([{ "rel": "self", "type": JSON, "href": format!("{here}{query}") }]);
    json!({ "links": links, "tilesets": [tileset] })
}

/// A tileset (OGC 17-083r4, clause 7).
pub fn set(asked: &Asked, base: &str) -> Value {
    let (of, locale) = (asked.of, asked.locale);
    let here = format!("{base}{}/{ID}", of.path());
    let query = asked.query();
    let and = if query.is_empty() { "?" } else { "&" };
    let data = of.0.map_or_else(|| format!("{base}/"), |layer| format!("{base}/collections/{}", layer.as_str()));
    let mut links = vec![
        json!({ "rel": "self", "type": JSON, "href": format!("{here}{query}") }),
        json!({ "rel": "alternate", "type": JSON, "title": say(locale, "tiles-tilejson", &[]),
                "href": format!("{here}{query}{and}f=tilejson") }),
        template(asked, base),
        json!({ "rel": "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "type": JSON,
                "href": format!("{base}/tileMatrixSets/{ID}") }),
        json!({ "rel": "http://www.opengis.net/def/rel/ogc/1.0/dataset", "type": JSON, "href": format!("{base}/") }),
        json!({ "rel": TILESETS, "type": JSON, "href": format!("{base}{}{query}", of.path()) }),
    ];
    if of.0.is_some() {
        links.push(json!({ "rel": "http://www.opengis.net/def/rel/ogc/1.0/geodata", "type": JSON, "href": data }));
    }
    let mut set = json!({
        "title": of.title(locale),
        "description": about(locale),
        "dataType": "vector",
        "crs": CRS,
        "tileMatrixSetURI": URI,
        "tileMatrixSetLimits": limits(),
        "layers": drawn(asked).map(|layer| described(layer, locale)).collect::<Vec<_>>(),
        "links": links,
    });
    if let Some(bounds) = bounds(&asked.source) {
        let corner = |corner: geo::Coord| [corner.x, corner.y];
        set["boundingBox"] =
            json!({ "lowerLeft": corner(bounds.min()), "upperRight": corner(bounds.max()), "crs": CRS84 });
    }
    set
}

/// A tileset as `TileJSON` 3.0.
pub fn tilejson(asked: &Asked, base: &str) -> Value {
    let locale = asked.locale;
    let layer = |layer: LayerName| {
        let id = layer.as_str();
        let kind = |field: &Field| if field.kind.json_type() == "string" { "String" } else { "Number" };
        let own = fields(layer).map(|(_, field)| (field.name, kind(field)));
        let all = own.chain(counts(layer).map(|name| (name, "Number")));
        let fields: Map<_, _> = all.map(|(name, kind)| (name.to_owned(), Value::from(kind))).collect();
        let description = say(locale, &format!("layer-{id}-about"), &[]);
        json!({ "id": id, "description": description, "minzoom": 0, "maxzoom": ENLARGED_FROM, "fields": fields })
    };
    let mut document = json!({
        "tilejson": "3.0.0",
        "name": asked.of.title(locale),
        "description": about(locale),
        "scheme": "xyz",
        "tiles": [address(asked, base, "{z}", "{y}", "{x}")],
        "minzoom": 0,
        "maxzoom": ENLARGED_FROM,
        "vector_layers": drawn(asked).map(layer).collect::<Vec<_>>(),
    });
    if let Some(bounds) = bounds(&asked.source) {
        let (low, high) = (bounds.min(), bounds.max());
        document["bounds"] = json!([low.x, low.y, high.x, high.y]);
    }
    if let Some([lon, lat, zoom]) = view_of(&asked.source) {
        // TileJSON's zoom is whole.
        document["center"] = json!([lon, lat, zoom.floor()]);
    }
    document
}

fn about(locale: Locale) -> String {
    say(locale, "tiles-about", &[("most", MOST.to_string())])
}

fn address(asked: &Asked, base: &str, matrix: &str, row: &str, column: &str) -> String {
    format!("{base}{}/{ID}/{matrix}/{row}/{column}{}", asked.of.path(), asked.query())
}

fn template(asked: &Asked, base: &str) -> Value {
    let href = address(asked, base, "{tileMatrix}", "{tileRow}", "{tileCol}");
    let title = say(asked.locale, "tiles-tile", &[]);
    json!({ "rel": "item", "type": MVT, "title": title, "href": href, "templated": true })
}

fn described(layer: LayerName, locale: Locale) -> Value {
    let id = layer.as_str();
    let dimension = match layer.layer().geometry {
        GeometryKind::Point => 0,
        GeometryKind::LineString => 1,
        GeometryKind::MultiPolygon => 2,
    };
    let mut properties: Map<String, Value> = Map::new();
    for (_, field) in fields(layer) {
        let about = say(locale, &format!("field-{}", field.name.replace('_', "-")), &[]);
        properties.insert(field.name.to_owned(), json!({ "type": field.kind.json_type(), "title": about }));
    }
    for name in counts(layer) {
        properties.insert(name.to_owned(), json!({ "type": "integer", "minimum": 0 }));
    }
    json!({
        "id": id,
        "title": say(locale, &format!("layer-{id}"), &[]),
        "description": say(locale, &format!("layer-{id}-about"), &[]),
        "dataType": "vector",
        "geometryDimension": dimension,
        "minTileMatrix": "0",
        "maxTileMatrix": DEEPEST.to_string(),
        "propertiesSchema": { "type": "object", "properties": properties },
    })
}

/// The layers that tiles have: catchments that cannot be drawn are in none.
fn drawn(asked: &Asked) -> impl Iterator<Item = LayerName> {
    let layers = asked.of.layers().iter().copied();
    layers.filter(|layer| *layer != LayerName::Catchments || asked.source.catchments().is_ok())
}

/// The box around settlements, kitchens and households, which all layers lie in or near.
fn bounds(source: &Source) -> Option<Rect<f64>> {
    let snapshot = source.snapshot();
    around_places(snapshot).into_iter().chain(snapshot.extent()).reduce(union)
}

/// Where to look to see everything on a page of two by one and a half tiles of 512 pixels: longitude, latitude, zoom.
pub fn view_of(source: &Source) -> Option<[f64; 3]> {
    let bounds = bounds(source)?;
    let middle = bounds.center();
    // Of the world's width; a place alone is shown as a street is.
    let wide = (bounds.width() / 360.0).max(bounds.height() / 360.0 * 1.4).max(1e-5);
    let zoom = (1.5 / wide).log2().clamp(0.0, 16.0);
    let [lon, lat] = [middle.x, middle.y].map(|degrees| (degrees * 1e5).round() / 1e5);
    Some([lon, lat, (zoom * 10.0).floor() / 10.0])
}
