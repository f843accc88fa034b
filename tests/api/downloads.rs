//! Layers as files: the same rows in every format, for programs that know nothing of this one.

mod csv;
mod flatgeobuf;
mod geopackage;
mod kml;
mod making;

use std::collections::BTreeMap;

use cercania::domain::date::Date;
use cercania::domain::register::Register;
use cercania::http::Limits;
use serde_json::{Map, Value};
use tempfile::TempDir;

use super::helpers::{self, Service};
use crate::store::gdal::{output, validate};

const LAYERS: [&str; 6] = ["settlements", "kitchens", "households", "catchments", "assignments", "gaps"];
const FORMATS: [&str; 4] = ["csv", "fgb", "gpkg", "kml"];

/// As the others have it, without the households at the antimeridian, which no zone of Peru reaches, and with what is hard
/// to write.
fn register() -> Register {
    let mut register = helpers::register();
    register.households.retain(|household| !household.id.as_str().starts_with('Z'));
    register.households[3].address = Some("<b>Ñaña</b> & \"Cía\", Mz. ]]> A".into());
    register.households[4].address = Some("a\u{1}b;c,\td".into());
    register.households[9].closed_on = Some(Date::parse("2026-11-23").unwrap());
    register
}

fn service() -> Service {
    helpers::start_with(register(), Limits::default())
}

/// Rows by id: fields, and coordinates in no order, since rings may begin and turn otherwise.
type Rows = BTreeMap<String, (Map<String, Value>, Option<Vec<(f64, f64)>>)>;

/// To a tenth of a micrometre: GDAL's GeoJSON has 15 digits.
fn rounded(value: &Value) -> f64 {
    let value = value.as_f64().unwrap();
    let unit = if value.abs() > 360.0 { 1e7 } else { 1e11 };
    (value * unit).round() / unit
}

fn coordinates(geometry: &Value) -> Option<Vec<(f64, f64)>> {
    fn collect(value: &Value, found: &mut Vec<(f64, f64)>) {
        match value.as_array().map(Vec::as_slice) {
            Some([x, y, ..]) if x.is_number() => found.push((rounded(x), rounded(y))),
            Some(parts) => parts.iter().for_each(|part| collect(part, found)),
            None => {}
        }
    }
    let mut found = Vec::new();
    collect(geometry.get("coordinates")?, &mut found);
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    Some(found)
}

fn rows(collection: &Value) -> Rows {
    let features = collection["features"].as_array().unwrap();
    let row = |feature: &Value| {
        let mut fields = feature["properties"].as_object().unwrap().clone();
        fields.retain(|_, value| !value.is_null());
        let id = fields["id"].as_str().unwrap().to_owned();
        (id, (fields, coordinates(&feature["geometry"])))
    };
    let rows: Rows = features.iter().map(row).collect();
    assert_eq!(rows.len(), features.len(), "no row twice");
    rows
}

/// What GDAL reads in a file.
fn read(bytes: &[u8], layer: &str, format: &str) -> Rows {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(format!("{layer}.{format}"));
    std::fs::write(&path, bytes).unwrap();
    let mut arguments = vec!["-f", "GeoJSON", "/vsistdout/", path.to_str().unwrap()];
    arguments.extend(["-lco", "COORDINATE_PRECISION=15", "-lco", "WRITE_NAME=NO", "-preserve_fid"]);
    let first = if format == "kml" { "" } else { layer };
    arguments.extend((!first.is_empty()).then_some(first));
    let text = output("ogr2ogr", &arguments);
    if text.is_empty() {
        return Rows::new(); // A KML document without placemarks is none of GDAL's layers.
    }
    let mut rows = rows(&serde_json::from_str(&text).unwrap());
    for (fields, _) in rows.values_mut() {
        // GDAL has one field for a placemark's name and for a field that is called so.
        if let Some(name) = fields.remove("Name").filter(|_| ["settlements", "kitchens", "catchments"].contains(&layer))
        {
            fields.insert("name".to_owned(), name);
        }
        for name in ["tessellate", "extrude", "visibility", "altitudeMode"] {
            fields.remove(name);
        }
    }
    rows
}

fn same(found: &Rows, expected: &Rows, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (id, (fields, place)) in expected {
        let (found_fields, found_place) = &found[id];
        for (name, value) in fields {
            let other = found_fields.get(name).unwrap_or_else(|| panic!("{what}: {id} has no {name}"));
            let alike = match (value.as_f64(), other.as_f64()) {
                (Some(a), Some(b)) => (a - b).abs() <= a.abs() * 1e-14, // digits of GDAL's GeoJSON
                _ if name == "closed_on" => {
                    other.as_str().is_some_and(|day| day.replace('/', "-").starts_with(value.as_str().unwrap()))
                }
                _ => {
                    value == other || what.contains("kml") && value.as_str().is_some_and(|text| text.contains('\u{1}'))
                }
            };
            assert!(alike, "{what}: {id}.{name}: {value} and {other}");
        }
        assert_eq!(found_fields.len(), fields.len(), "{what}: {id}: {found_fields:?}");
        assert_eq!(found_place, place, "{what}: {id}");
    }
}

/// Every format that GDAL reads as typed rows against the service's own GeoJSON.
fn check(service: &Service, layer: &str, query: &str) {
    let expected = rows(&service.get(&format!("/collections/{layer}/items?limit=10000&{query}")).json());
    for format in ["fgb", "gpkg", "kml"] {
        if format == "kml" && query.contains("32718") {
            continue;
        }
        let answer = service.get(&format!("/collections/{layer}/items?f={format}&{query}"));
        assert_eq!(answer.status, 200, "{layer} {format} {query}: {}", String::from_utf8_lossy(&answer.body));
        assert_eq!(answer.header("ogc-numbermatched"), expected.len().to_string(), "{layer} {format} {query}");
        assert_eq!(answer.header("ogc-numberreturned"), expected.len().to_string(), "{layer} {format} {query}");
        let found = read(&answer.body, layer, format);
        same(&found, &expected, &format!("{layer}.{format} {query}"));
    }
}

#[test]
fn every_format_has_the_rows_fields_and_shapes_that_geojson_has() {
    let service = service();
    for layer in LAYERS {
        check(&service, layer, "");
    }
    for layer in ["settlements", "households"] {
        check(&service, layer, "bbox=-76.972,-12.152,-76.965,-12.148");
    }
    check(&service, "households", "limit_m=100");
}

#[test]
fn a_download_says_its_name_and_may_be_kept() {
    let service = service();
    for (format, media_type) in [
        ("csv", "text/csv; charset=utf-8"),
        ("fgb", "application/flatgeobuf"),
        ("gpkg", "application/geopackage+sqlite3"),
        ("kml", "application/vnd.google-earth.kml+xml"),
    ] {
        let path = format!("/collections/kitchens/items?f={format}");
        let answer = service.get(&path);
        assert_eq!(answer.header("content-type"), media_type);
        assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"kitchens.{format}\""));
        assert_eq!(answer.header("content-crs"), "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
        let tag = answer.header("etag");
        assert!(tag.contains(format), "{tag}");
        assert_eq!(service.get_with(&path, &[("if-none-match", tag), ("accept-language", "en")]).status, 304);
        let elsewhere = service.get_with(&path, &[("origin", "https://mapa.example.pe")]);
        let shown = elsewhere.header("access-control-expose-headers");
        assert!(
            shown.contains("ogc-numbermatched") && shown.contains("content-crs") && shown.contains("link"),
            "{shown}"
        );
        let accepted = service.get_with("/collections/kitchens/items", &[("accept", media_type)]);
        assert_eq!(accepted.header("content-type"), media_type);
    }
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let service = service();
    for layer in LAYERS {
        for format in ["csv", "fgb", "kml"] {
            let path = format!("/collections/{layer}/items?f={format}");
            assert!(service.get(&path).body == service.get(&path).body, "{path}");
        }
    }
}

#[test]
fn pages_of_a_download_give_every_row_once() {
    let service = service();
    for format in ["csv", "fgb"] {
        let mut seen = Vec::new();
        let mut path = Some(format!("/collections/households/items?f={format}&limit=100&bbox=-77,-13,-76,-12"));
        while let Some(at) = path {
            let answer = service.get(&at);
            assert_eq!(answer.header("ogc-numbermatched"), "300");
            let ids: Vec<String> = if format == "csv" {
                answer.text().lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
            } else {
                let found = read(&answer.body, "households", "fgb");
                found.into_keys().collect()
            };
            assert_eq!(answer.header("ogc-numberreturned"), ids.len().to_string());
            seen.extend(ids);
            let next = answer.headers.get_all("link").iter().map(|link| link.to_str().unwrap().to_owned());
            path = next.into_iter().find(|link| link.contains("rel=\"next\"")).map(|link| {
                assert!(link.contains("type=\"application/flatgeobuf\"") == (format == "fgb"), "{link}");
                let end = link.find('>').unwrap();
                link[1..end].strip_prefix(&service.url("")).unwrap().to_owned()
            });
        }
        assert_eq!(seen.len(), 300, "{format}");
        assert!(seen.is_sorted_by(|a, b| a < b), "{format}");
    }
    let hits = service.get("/collections/households/items?f=csv&resultType=hits");
    assert_eq!((hits.header("ogc-numbermatched"), hits.header("ogc-numberreturned")), ("301", "0"));
    assert_eq!(hits.text().lines().count(), 1);
}

#[test]
fn every_format_is_offered_and_others_are_refused() {
    let service = service();
    let (status, code, problem) = service.refused("/collections/households/items?f=shp");
    assert_eq!((status, code.as_str()), (400, "parameter-not-one-of"));
    for format in FORMATS {
        assert!(problem["allowed"].as_array().unwrap().contains(&format.into()), "{problem}");
    }
    assert_eq!(service.get_with("/collections/households/items", &[("accept", "image/png")]).status, 406);
}

#[test]
fn every_format_but_kml_is_in_the_reference_system_that_is_asked_for() {
    let service = service();
    let utm = "crs=http://www.opengis.net/def/crs/EPSG/0/32718";
    for layer in LAYERS {
        check(&service, layer, utm);
    }
    check(&service, "households", &format!("{utm}&bbox=-76.972,-12.152,-76.965,-12.148"));
    let answer = service.get(&format!("/collections/households/items?f=gpkg&{utm}"));
    assert_eq!(answer.header("content-crs"), "<http://www.opengis.net/def/crs/EPSG/0/32718>");
    let folder = TempDir::new().unwrap();
    for (format, crs) in [("gpkg", "32718"), ("fgb", "32718"), ("gpkg", "24878"), ("fgb", "3857"), ("gpkg", "4326")] {
        let path = folder.path().join(format!("households.{format}"));
        let asked = format!("/collections/households/items?f={format}&crs=http://www.opengis.net/def/crs/EPSG/0/{crs}");
        std::fs::write(&path, service.get(&asked).body).unwrap();
        if format == "gpkg" {
            validate(&path);
        }
        let said = output("ogrinfo", &["-ro", "-so", path.to_str().unwrap(), "households"]);
        assert!(said.contains(&format!("ID[\"EPSG\",{crs}]")), "{format} {crs}: {said}");
    }
    let table = service.get(&format!("/collections/households/items?f=csv&{utm}"));
    let page = service.get(&format!("/collections/households/items?limit=1&{utm}")).json();
    let place = &page["features"][0]["geometry"]["coordinates"];
    let mut lines = table.text().lines();
    assert!(lines.next().unwrap().ends_with(",easting,northing"), "{}", table.text());
    assert!(lines.next().unwrap().ends_with(&format!(",{},{}", place[0], place[1])));
    let lines = service.get(&format!("/collections/assignments/items?f=csv&limit=1&{utm}"));
    assert!(lines.text().contains("\"LINESTRING(2"), "{}", lines.text());
    let (status, code, problem) = service.refused(&format!("/collections/households/items?f=kml&{utm}"));
    assert_eq!((status, code.as_str()), (400, "crs-of-format"));
    assert!(problem["detail"].as_str().unwrap().contains("CRS84"), "{problem}");
}

#[test]
fn longitude_comes_first_in_files_also_where_the_system_says_otherwise() {
    let service = service();
    let plain = service.get("/collections/households/items?f=csv&limit=5");
    let crs = "crs=http://www.opengis.net/def/crs/EPSG/0/4326";
    let asked = service.get(&format!("/collections/households/items?f=csv&limit=5&{crs}"));
    assert_eq!(asked.text(), plain.text());
    let kml = service.get(&format!("/collections/households/items?f=kml&limit=1&{crs}"));
    assert!(kml.text().contains("<coordinates>-76."), "{}", kml.text());
}
