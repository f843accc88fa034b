//! Vector tiles: GDAL reads what is in them.

use std::collections::{BTreeMap, BTreeSet};

use cercania::domain::household::Household;
use cercania::domain::position::Position;
use cercania::domain::register::Register;
use cercania::domain::settlement::Boundary;
use geo::{MultiPolygon, Rect};
use serde_json::Value;

use super::helpers::{self, LATTICE, Service, id, register};
use super::mvt;
use crate::store::gdal::python;

const SET: &str = "WebMercatorQuad";

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in 0..side")]
/// The tile that a place is in, by the convention of web maps: column and row.
fn tile_of(lon: f64, lat: f64, zoom: u32) -> (u32, u32) {
    let side = f64::from(1_u32 << zoom);
    let y = 0.5 - lat.to_radians().tan().asinh() / std::f64::consts::TAU;
    (((lon + 180.0) / 360.0 * side) as u32, (y * side) as u32)
}

/// Features of a tile by layer, as GDAL reads them in steps of the tile from its lower left corner.
fn read(bytes: &[u8]) -> BTreeMap<String, Vec<Value>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("0.mvt");
    std::fs::write(&file, bytes).unwrap();
    // Without the tile's place in the address GDAL gives coordinates of 0..4096.
    let script = r#"
import json, sys
from osgeo import gdal
gdal.UseExceptions()
data = gdal.OpenEx(sys.argv[1], gdal.OF_VECTOR, open_options=["CLIP=NO", "METADATA_FILE=", "JSON_FIELD=NO"])
out = {}
for i in range(data.GetLayerCount()):
    layer = data.GetLayer(i)
    for feature in layer:
        shape = feature.GetGeometryRef()
        one = json.loads(feature.ExportToJson())
        one["valid"] = shape.IsValid()
        out.setdefault(layer.GetName(), []).append(one)
print(json.dumps(out))
"#;
    serde_json::from_str(&python(&["-c", script, file.to_str().unwrap()])).unwrap()
}

fn tile(service: &Service, of: &str, zoom: u32, (column, row): (u32, u32)) -> Vec<u8> {
    let answer = service.get(&format!("{of}/tiles/{SET}/{zoom}/{row}/{column}"));
    if answer.status == 204 {
        return Vec::new();
    }
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/vnd.mapbox-vector-tile"));
    answer.body
}

fn layer(bytes: &[u8], name: &str) -> Vec<Value> {
    if bytes.is_empty() { Vec::new() } else { read(bytes).remove(name).unwrap_or_default() }
}

/// Within the tile itself: what is in the buffer belongs to its neighbours.
fn own(feature: &Value) -> bool {
    let at = feature["geometry"]["coordinates"].as_array().unwrap();
    let [x, y] = [0, 1].map(|axis| at[axis].as_f64().unwrap());
    // GDAL turns rows upside down.
    (0.0..4096.0).contains(&x) && y > 0.0 && y <= 4096.0
}

#[test]
fn every_household_is_in_its_tile_and_in_no_other() {
    let service = helpers::start();
    let zoom = 16;
    let register = register();
    let mut expected: BTreeMap<(u32, u32), BTreeSet<String>> = BTreeMap::new();
    for household in register.households.iter().take(LATTICE as usize) {
        let place = household.position.unwrap();
        expected.entry(tile_of(place.lon(), place.lat(), zoom)).or_default().insert(household.id.to_string());
    }
    assert!(expected.len() >= 9);
    for (at, ids) in &expected {
        let bytes = tile(&service, "/collections/households", zoom, *at);
        let features = layer(&bytes, "households");
        let shown = features.iter().filter(|feature| own(feature));
        let shown: BTreeSet<String> = shown.map(|f| f["properties"]["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(&shown, ids, "{at:?}");
    }
}

/// The tile as bytes: version, extent, and a point for each home, where the home is.
pub fn a_tile_holds_what_the_register_holds_there(service: &Service) {
    let zoom = 16;
    let (column, row) = tile_of(-76.97, -12.15, zoom);
    let bytes = tile(service, "/collections/households", zoom, (column, row));
    let layers = mvt::layers(&bytes);
    let [layer] = &layers[..] else { panic!("{} layers", layers.len()) };
    assert_eq!((layer.name.as_str(), layer.version, layer.extent), ("households", 2, 4096));
    assert_eq!(layer.features, layer.points.len());
    let register = register();
    let places = register.households.iter().filter_map(|household| household.position);
    let here = places.filter(|place| tile_of(place.lon(), place.lat(), zoom) == (column, row)).count();
    let own = layer.points.iter().filter(|at| at.iter().all(|step| (0..4096).contains(step))).count();
    assert!(here > 10);
    assert_eq!(own, here);
}

/// The western edge of a column of tiles.
fn west_of(column: u32, zoom: u32) -> f64 {
    f64::from(column) / f64::from(1_u32 << zoom) * 360.0 - 180.0
}

#[test]
fn a_home_beside_a_tile_is_in_its_buffer_and_in_no_sum_twice() {
    let zoom = 16;
    let mut register = register();
    let (column, row) = tile_of(-76.97, -12.15, zoom);
    let edge = west_of(column, zoom);
    let pixels = |count: f64| count * (west_of(column + 1, zoom) - edge) / 512.0;
    // The buffer is 8 of 512 pixels wide.
    let beside = |name: &str, west: f64| {
        let mut household = Household::new(id(name));
        household.position = Some(Position::new(edge - pixels(west), -12.15).unwrap());
        household
    };
    register.households.clear();
    register.households.extend([beside("A-far", 9.5), beside("A-near", 4.5), beside("B-inside", -4.5)]);
    let points = |register: &Register| {
        let service = helpers::start_with(register.clone(), cercania::http::Limits::default());
        [column, column - 1].map(|column| {
            let layers = mvt::layers(&tile(&service, "/collections/households", zoom, (column, row)));
            let mut points: Vec<i64> = layers.iter().flat_map(|layer| &layer.points).map(|at| at[0]).collect();
            points.sort_unstable();
            points
        })
    };
    let [here, beside_it] = points(&register);
    assert_eq!(here.iter().map(|x| x / 8).collect::<Vec<_>>(), [-4, 4], "9.5 pixels away is beyond the buffer");
    assert_eq!(beside_it.iter().map(|x| x / 8).collect::<Vec<_>>(), [502, 507, 516]);
    // Too many to be shown one by one, in the buffer and in the tile.
    let crowd =
        |letter: &str, west: f64| (0..1100).map(|n| beside(&format!("{letter}-{n:04}"), west)).collect::<Vec<_>>();
    register.households = crowd("A", 4.0).into_iter().chain(crowd("B", -4.0)).collect();
    let service = helpers::start_with(register, cercania::http::Limits::default());
    for (column, x) in [(column, 32), (column - 1, 4064)] {
        let features = layer(&tile(&service, "/collections/households", zoom, (column, row)), "households");
        let counts = |own_only: bool| -> Vec<u64> {
            let shown = features.iter().filter(|feature| !own_only || own(feature));
            shown.map(|feature| feature["properties"]["households"].as_u64().unwrap()).collect()
        };
        assert_eq!((counts(true), counts(false)), (vec![1100], vec![1100, 1100]), "{column}");
        let at = features.iter().find(|feature| own(feature)).unwrap()["geometry"]["coordinates"][0].as_f64().unwrap();
        assert!((at - f64::from(x)).abs() <= 1.0, "{at}");
    }
}

#[test]
fn catchments_that_cannot_be_drawn_are_not_said_to_be_in_tiles() {
    let mut register = register();
    let wide = Rect::new((-170.0, -60.0), (170.0, 60.0)).to_polygon();
    register.settings.study_area = Some(Boundary::new(MultiPolygon(vec![wide])).unwrap());
    let service = helpers::start_with(register, cercania::http::Limits::default());
    let names = |document: &Value, member: &str| -> Vec<String> {
        let layers = document[member].as_array().unwrap().iter();
        layers.map(|layer| layer["id"].as_str().unwrap().to_owned()).collect()
    };
    let drawn = ["settlements", "kitchens", "households", "assignments", "gaps"];
    assert_eq!(names(&service.get(&format!("/tiles/{SET}?f=tilejson")).json(), "vector_layers"), drawn);
    assert_eq!(names(&service.get(&format!("/tiles/{SET}")).json(), "layers"), drawn);
    assert!(!tile(&service, "", 12, tile_of(-76.97, -12.15, 12)).is_empty());
    let alone = format!("/collections/catchments/tiles/{SET}");
    let refused =
        [format!("{alone}?f=tilejson"), alone.clone(), format!("{alone}/0/0/0")].map(|path| service.refused(&path).1);
    assert_eq!(refused[0], refused[2]);
    assert_eq!(refused[1], refused[2]);
}

#[test]
fn a_household_says_what_a_map_shows_and_nothing_that_people_wrote() {
    let service = helpers::start();
    let at = tile_of(-76.975, -12.155, 18);
    let features = layer(&tile(&service, "/collections/households", 18, at), "households");
    let one = features.iter().find(|feature| feature["properties"]["id"] == "H-000").unwrap();
    let item = service.get("/collections/households/items/H-000").json();
    let fields = one["properties"].as_object().unwrap();
    for name in ["state", "kitchen_id", "persons", "settlement_id", "certainty"] {
        let shown = fields.get(name).unwrap_or(&Value::Null);
        assert_eq!(shown, &item["properties"][name], "{name}");
    }
    let metres = |value: &Value| value.as_f64().unwrap();
    assert!((metres(&fields["distance_m"]) - metres(&item["properties"]["distance_m"])).abs() <= 0.05);
    for name in ["address", "code", "fixed_reason"] {
        assert!(!fields.contains_key(name), "{name}");
    }
}

#[test]
fn counts_of_all_tiles_of_a_level_are_the_registers() {
    let mut register = register();
    // Too many for a tile, some of them in one place, and one that is closed.
    let crowd: Vec<_> = (0..4000_u32)
        .map(|n| {
            let mut household = register.households[(n % LATTICE) as usize].clone();
            household.id = id(&format!("M-{n:04}"));
            household
        })
        .collect();
    register.households.extend(crowd);
    register.households[0].closed_on = cercania::domain::date::Date::parse("2024-01-01").ok();
    register.households.sort_by(|a, b| a.id.cmp(&b.id));
    let open: Vec<_> =
        register.households.iter().filter(|h| h.position.is_some() && h.closed_on.is_none()).cloned().collect();
    let persons: u64 = open.iter().map(|household| u64::from(household.counted_persons().get())).sum();
    let service = helpers::start_with(register, cercania::http::Limits::default());
    let coverage = service.get("/reports/coverage").json();
    let served_in_report = coverage["totals"]["served"]["households"].as_u64();
    for zoom in [0, 9, 13, 15, 22] {
        let tiles: BTreeSet<_> =
            open.iter().map(|h| h.position.unwrap()).map(|p| tile_of(p.lon(), p.lat(), zoom)).collect();
        let (mut households, mut counted, mut served, mut together) = (0, 0, 0, 0);
        // Deep levels have too many tiles for a test: they are proven by the sums of runs.
        for at in tiles.iter().take(40) {
            let features = layer(&tile(&service, "/collections/households", zoom, *at), "households");
            assert!(features.len() <= 64 * 64 + 260, "{zoom} {at:?}");
            for feature in features.iter().filter(|feature| own(feature)) {
                let fields = &feature["properties"];
                let one = fields["households"].is_null();
                let number = |name: &str| fields[name].as_u64().unwrap();
                households += if one { 1 } else { number("households") };
                served += if one { u64::from(fields["state"] == "served") } else { number("served") };
                counted += number("persons");
                together += u64::from(!one);
            }
        }
        if tiles.len() <= 40 {
            assert_eq!((households, counted), (open.len() as u64, persons), "{zoom}");
            assert_eq!(together > 0, zoom <= 15, "{zoom}");
            if let Some(expected) = served_in_report {
                assert_eq!(served, expected, "{zoom}");
            }
        }
    }
}

#[test]
fn polygons_are_valid_and_small_ones_are_still_seen() {
    let service = helpers::start();
    for zoom in [0, 8, 12, 15, 17] {
        let bytes = tile(&service, "", zoom, tile_of(-76.968_01, -12.149, zoom));
        let layers = read(&bytes);
        for name in ["settlements", "catchments"] {
            let features = &layers[name];
            assert!(!features.is_empty(), "{name} {zoom}");
            for feature in features {
                assert_eq!(feature["valid"], true, "{name} {zoom} {feature}");
            }
        }
        let rows = |name: &str| -> u64 {
            layers[name].iter().map(|feature| feature["properties"]["rows"].as_u64().unwrap_or(1)).sum()
        };
        if zoom <= 15 {
            assert_eq!((rows("settlements"), rows("catchments")), (2, 2), "{zoom}");
        }
    }
    let layers = read(&tile(&service, "", 15, tile_of(-76.968_01, -12.149, 15)));
    let names: Vec<_> = layers.keys().map(String::as_str).collect();
    assert_eq!(names, ["assignments", "catchments", "gaps", "households", "kitchens", "settlements"]);
}

#[test]
fn the_limit_decides_who_is_served() {
    let service = helpers::start();
    let (column, row) = tile_of(-76.9715, -12.15, 15);
    let path = format!("/collections/households/tiles/{SET}/15/{row}/{column}");
    let served = |limit: &str| {
        let answer = service.get(&format!("{path}{limit}"));
        let features = layer(&answer.body, "households");
        features.iter().filter(|feature| feature["properties"]["state"] == "served").count()
    };
    let (near, stored) = (served("?limit_m=50"), served(""));
    assert!(near < stored, "{near} {stored}");
    let tilejson = service.get(&format!("/tiles/{SET}?f=tilejson&limit_m=50")).json();
    assert_eq!(tilejson["tiles"][0], service.url(&format!("/tiles/{SET}/{{z}}/{{y}}/{{x}}?limit_m=50")));
    let style = service.get("/styles/cercania?limit_m=50").json();
    assert_eq!(style["sources"]["cercania"]["url"], service.url(&format!("/tiles/{SET}?f=tilejson&limit_m=50")));
    assert_eq!(
        service.refused(&format!("/collections/catchments/tiles/{SET}/0/0/0?limit_m=50")).1,
        "parameter-unknown"
    );
}

#[test]
fn the_style_has_the_words_of_its_legend_in_the_readers_language() {
    let service = helpers::start();
    let words = |language: &str| -> (String, Vec<String>) {
        let answer = service.get_with("/styles/cercania", &[("accept-language", language)]);
        assert!(answer.header("vary").contains("accept-language"));
        let style = answer.json();
        let layers = style["layers"].as_array().unwrap().iter();
        let said = layers.filter_map(|layer| layer["metadata"]["cercania:legend"].as_str().map(str::to_owned));
        (answer.header("etag").to_owned(), said.collect())
    };
    let ((tag, spanish), (other, english)) = (words("es-PE"), words("en"));
    assert_ne!(tag, other);
    assert_eq!((spanish.len(), english.len()), (15, 15), "each meaning once: {spanish:?}");
    assert!(spanish.contains(&"Cocina cerrada".to_owned()) && english.contains(&"Closed kitchen".to_owned()));
}

#[test]
fn a_tile_is_kept_by_its_tag_and_sent_packed_once() {
    let service = helpers::start();
    let (column, row) = tile_of(-76.9715, -12.15, 14);
    let path = format!("/tiles/{SET}/14/{row}/{column}");
    let plain = service.get_with(&path, &[("accept-encoding", "identity")]);
    assert_eq!(plain.header("cache-control"), "private, max-age=10, must-revalidate");
    assert_eq!(plain.header("content-encoding"), "");
    let tag = plain.header("etag").to_owned();
    for language in ["es", "en"] {
        let headers = [("if-none-match", tag.as_str()), ("accept-language", language)];
        let again = service.get_with(&path, &headers);
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()), "{language}");
    }
    assert_ne!(service.get(&format!("{path}?limit_m=50")).header("etag"), tag);
    // The client unpacks it, and would fail on what is packed twice.
    for _ in 0..2 {
        assert_eq!(service.get_with(&path, &[("accept-encoding", "gzip")]).body, plain.body);
    }
    let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n", service.address());
    let packed = service.raw(format!("{head}accept-encoding: br, gzip\r\nconnection: close\r\n\r\n").as_bytes());
    assert!(packed.contains("content-encoding: gzip") && packed.matches("content-encoding").count() == 1);
    assert!(packed.len() < plain.body.len());
    let nothing = service.get(&format!("/tiles/{SET}/14/0/0"));
    assert_eq!((nothing.status, nothing.body.len()), (204, 0));
    assert_eq!(nothing.header("etag"), tag);
}

#[test]
fn tiles_that_there_are_not_are_refused_with_a_reason() {
    let service = helpers::start();
    for (path, status, code) in [
        ("/tiles/WebMercatorQuad/40/0/0", 404, "tile-matrix-unknown"),
        ("/tiles/WebMercatorQuad/23/0/0", 404, "tile-matrix-unknown"),
        ("/tiles/WebMercatorQuad/3/8/0", 404, "tile-outside"),
        ("/tiles/WebMercatorQuad/3/0/99999999999", 404, "tile-outside"),
        ("/tiles/WebMercatorQuad/3/-1/0", 400, "tile-number"),
        ("/tiles/WebMercatorQuad/a/0/0", 400, "tile-number"),
        ("/tiles/WebMercatorQuad/1e3/0/0", 400, "tile-number"),
        ("/tiles/WebMercatorQuad/%00%FF/0/0", 400, "tile-number"),
        ("/tiles/WebMercatorQuad/3/0/0.pbf", 400, "tile-number"),
        ("/tiles/WebMercatorQuad/3/0/%D9%A1", 400, "tile-number"),
        ("/tiles/WorldCRS84Quad/0/0/0", 404, "tile-matrix-set-unknown"),
        ("/tiles/WorldCRS84Quad", 404, "tile-matrix-set-unknown"),
        ("/tileMatrixSets/x", 404, "tile-matrix-set-unknown"),
        ("/collections/x/tiles/WebMercatorQuad/0/0/0", 404, "layer-unknown"),
        ("/collections/x/tiles", 404, "layer-unknown"),
        ("/styles/x", 404, "style-unknown"),
        ("/tiles/WebMercatorQuad/0/0/0?x=1", 400, "parameter-unknown"),
        ("/tiles/WebMercatorQuad/0/0/0?limit_m=nan", 400, "parameter-not-a-number"),
        ("/tiles/WebMercatorQuad/0/0/0?f=png", 400, "parameter-not-one-of"),
        ("/styles/cercania?f=sld", 400, "parameter-not-one-of"),
    ] {
        let (got, name, _) = service.refused(path);
        assert_eq!((got, name.as_str()), (status, code), "{path}");
    }
    let png = service.get_with("/tiles/WebMercatorQuad/0/0/0", &[("accept", "image/png")]);
    assert_eq!(png.status, 406);
}

/// Every link below a document, followed; templates filled in with a tile that there is.
fn follow(service: &Service, document: &Value) -> usize {
    let mut followed = 0;
    let links = document["links"].as_array().into_iter().flatten();
    let inner = ["tilesets", "tileMatrixSets", "styles"].into_iter().filter_map(|name| document[name].as_array());
    for link in links {
        let href = link["href"].as_str().unwrap();
        let path = href.strip_prefix(&service.url("")).unwrap_or_else(|| panic!("{href} is not absolute"));
        assert_eq!(path.contains('{'), link["templated"] == true, "{link}");
        let path = ["{tileMatrix}", "{tileRow}", "{tileCol}"].iter().fold(path.to_owned(), |p, n| p.replace(n, "0"));
        let answer = service.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), link["type"].as_str().unwrap(), "{path}");
        followed += 1;
    }
    followed + inner.flatten().map(|one| follow(service, one)).sum::<usize>()
}

/// One place for each class that is declared: its routes answer as its requirements say.
#[test]
fn what_is_declared_of_tiles_holds() {
    let service = helpers::start();
    // core, mvt: a tile by matrix, row and column; see also above.
    assert!(!tile(&service, "", 0, (0, 0)).is_empty());
    // dataset-tilesets: linked from the landing page; geodata-tilesets: from each collection.
    let vector = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
    let linked = |path: &str| {
        let document = service.get(path).json();
        let link = document["links"].as_array().unwrap().iter().find(|link| link["rel"] == vector).cloned();
        link.unwrap()["href"].as_str().unwrap().to_owned()
    };
    assert_eq!(linked("/"), service.url("/tiles"));
    let mut lists = vec!["/tiles".to_owned()];
    for layer in ["settlements", "kitchens", "households", "catchments", "assignments", "gaps"] {
        assert_eq!(linked(&format!("/collections/{layer}")), service.url(&format!("/collections/{layer}/tiles")));
        lists.push(format!("/collections/{layer}/tiles"));
    }
    for list in &lists {
        // tilesets-list, tileset: title, data type, reference system, set, and the template.
        let document = service.get(list).json();
        assert_eq!(follow(&service, &document), 4, "{list}");
        for set in [&document["tilesets"][0], &service.get(&format!("{list}/{SET}")).json()] {
            assert_eq!(set["dataType"], "vector");
            assert_eq!(set["crs"], "http://www.opengis.net/def/crs/EPSG/0/3857");
            assert_eq!(set["tileMatrixSetURI"], "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
            let item = set["links"].as_array().unwrap().iter().find(|link| link["rel"] == "item").unwrap();
            assert_eq!(item["type"], "application/vnd.mapbox-vector-tile");
            assert!(follow(&service, set) >= 3);
        }
    }
    // tms: the set's definition.
    let sets = service.get("/tileMatrixSets").json();
    assert_eq!(follow(&service, &sets), 2);
    let set = service.get(&format!("/tileMatrixSets/{SET}")).json();
    assert_eq!(set["tileMatrices"].as_array().unwrap().len(), 25);
    assert_eq!(set["tileMatrices"][3]["matrixWidth"], 8);
    assert_eq!(follow(&service, &service.get("/styles").json()), 2);
}

#[test]
fn tilejson_says_what_is_in_tiles_and_where_to_look() {
    let service = helpers::start();
    let tilejson = service.get(&format!("/tiles/{SET}?f=tilejson")).json();
    assert_eq!(tilejson["tilejson"], "3.0.0");
    assert_eq!(tilejson["tiles"][0], service.url(&format!("/tiles/{SET}/{{z}}/{{y}}/{{x}}")));
    let layers = tilejson["vector_layers"].as_array().unwrap();
    assert_eq!(layers.len(), 6);
    let declared = |name: &str| -> BTreeSet<String> {
        let layer = layers.iter().find(|layer| layer["id"] == name).unwrap();
        layer["fields"].as_object().unwrap().keys().cloned().collect()
    };
    assert!(declared("households").is_superset(&["id".into(), "percent_served".into()].into()));
    for zoom in [0, 14] {
        let read = read(&tile(&service, "", zoom, tile_of(-76.968, -12.15, zoom)));
        for (name, features) in read {
            for feature in features {
                let mut fields = feature["properties"].as_object().unwrap().clone();
                fields.remove("mvt_id");
                fields.retain(|_, value| !value.is_null());
                assert!(fields.keys().all(|field| declared(&name).contains(field)), "{name} {fields:?}");
            }
        }
    }
}
