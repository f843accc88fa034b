//! Layers as files: the same rows in every format, for programs that know nothing of this one.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use cercania::domain::date::Date;
use cercania::domain::register::Register;
use cercania::domain::settlement::Boundary;
use cercania::http::Limits;
use geo::Rect;
use serde_json::{Map, Value};
use socket2::SockRef;
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
fn read(bytes: &[u8], layer: &str, format: &str) -> Option<Rows> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(format!("{layer}.{format}"));
    std::fs::write(&path, bytes).unwrap();
    let mut arguments = vec!["-f", "GeoJSON", "/vsistdout/", path.to_str().unwrap()];
    arguments.extend(["-lco", "COORDINATE_PRECISION=15", "-lco", "WRITE_NAME=NO", "-preserve_fid"]);
    let first = if format == "kml" { "" } else { layer };
    arguments.extend((!first.is_empty()).then_some(first));
    let text = output("ogr2ogr", &arguments)?;
    if text.is_empty() {
        return Some(Rows::new()); // A KML document without placemarks is none of GDAL's layers.
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
    Some(rows)
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
        let Some(found) = read(&answer.body, layer, format) else { return };
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
                let Some(found) = read(&answer.body, "households", "fgb") else { return };
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
fn a_flatgeobuf_can_be_searched_by_place_and_keeps_rows_without_one() {
    let service = service();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("households.fgb");
    std::fs::write(&path, service.get("/collections/households/items?f=fgb").body).unwrap();
    let count = |arguments: &[&str]| {
        let all = [&["-ro", "-so", path.to_str().unwrap(), "households"], arguments].concat();
        let said = output("ogrinfo", &all)?;
        let count = said.lines().find_map(|line| line.strip_prefix("Feature Count: "))?;
        Some((count.to_owned(), said.contains("closed_on: DateTime") && said.contains("ID[\"EPSG\",4326]")))
    };
    let Some(all) = count(&[]) else { return };
    assert_eq!(all, ("301".to_owned(), true));
    let matched =
        service.get("/collections/households/items?bbox=-76.97,-12.152,-76.968,-12.149&resultType=hits").json();
    let matched = matched["numberMatched"].to_string();
    assert_ne!(matched, "0");
    assert_eq!(count(&["-spat", "-76.97", "-12.152", "-76.968", "-12.149"]).unwrap().0, matched);
    assert_eq!(count(&["-where", "id = 'X-no-position'"]).unwrap().0, "1");
}

#[test]
fn a_geopackage_validates_and_has_the_styles_that_qgis_draws_by() {
    let service = service();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("all.gpkg");
    let answer = service.get("/collections?f=gpkg");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"cercania.gpkg\"");
    std::fs::write(&path, answer.body).unwrap();
    validate(&path);
    let store = rusqlite::Connection::open(&path).unwrap();
    for layer in LAYERS {
        let matched = service.get(&format!("/collections/{layer}/items?resultType=hits")).json();
        let count: i64 = store.query_row(&format!("SELECT count(*) FROM {layer}"), [], |row| row.get(0)).unwrap();
        assert_eq!(matched["numberMatched"], count, "{layer}");
        let sql = "SELECT styleQML FROM layer_styles WHERE f_table_catalog = '' AND f_table_schema = ''
            AND f_table_name = ?1 AND f_geometry_column = 'geom' AND useAsDefault";
        let style: String = store.query_row(sql, [layer], |row| row.get(0)).unwrap();
        assert!(style.contains("<qgis") && style.contains("renderer"), "{layer}");
        let title: String = store
            .query_row("SELECT identifier FROM gpkg_contents WHERE table_name = ?1", [layer], |row| row.get(0))
            .unwrap();
        let collection = service.get(&format!("/collections/{layer}")).json();
        assert_eq!(collection["title"], title, "{layer}");
    }
}

#[test]
fn all_layers_take_a_limit_and_a_reference_system_and_nothing_else() {
    let service = service();
    for (path, status, code) in [
        ("/collections?f=gpkg&bbox=0,0,1,1", 400, "parameter-unknown"),
        ("/collections?f=gpkg&crs=nonsense", 400, "parameter-crs"),
        ("/collections?f=gpkg&limit_m=-1", 400, "parameter-limit-m"),
        ("/collections?crs=x", 400, "parameter-unknown"),
        ("/collections?f=fgb", 400, "parameter-not-one-of"),
    ] {
        let answer = service.refused(path);
        assert_eq!((answer.0, answer.1.as_str()), (status, code), "{path}");
    }
    assert_eq!(service.get("/collections?f=gpkg&limit_m=123").status, 200);
    assert_eq!(service.get("/collections").header("content-type"), "application/json");
    let mut register = register();
    let globe = Rect::new((-170.0, -80.0), (170.0, 80.0)).to_polygon();
    register.settings.study_area = Some(Boundary::new(globe.into()).unwrap());
    let wide = helpers::start_with(register, Limits::default());
    assert_eq!(wide.refused("/collections?f=gpkg").1, "study-area-too-wide");
    assert_eq!(wide.get("/collections/households/items?f=gpkg").status, 200);
}

#[test]
fn csv_is_for_programs_or_for_spreadsheets() {
    let service = service();
    let plain = service.get("/collections/households/items?f=csv");
    let mut reader = csv::Reader::from_reader(plain.body.as_slice());
    let names = reader.headers().unwrap().clone();
    assert_eq!(names.iter().rev().take(2).collect::<Vec<_>>(), ["lat", "lon"]);
    let found: Vec<_> = reader.records().map(Result::unwrap).collect();
    let expected = service.get("/collections/households/items?limit=10000").json();
    let expected = expected["features"].as_array().unwrap();
    assert_eq!(found.len(), expected.len());
    for (record, feature) in found.iter().zip(expected) {
        for (name, cell) in names.iter().zip(record) {
            let value = match name {
                "lon" => &feature["geometry"]["coordinates"][0],
                "lat" => &feature["geometry"]["coordinates"][1],
                _ => &feature["properties"][name],
            };
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(if value.is_null() { "" } else { &text }, cell, "{name} of {}", &record[0]);
        }
    }
    let excel = service.get("/collections/households/items?excel=true");
    assert_eq!(excel.header("content-type"), "text/csv; charset=utf-8");
    assert!(excel.text().starts_with("\u{feff}id;code;") && excel.text().contains(";'=1+1;"));
    assert_ne!(excel.header("etag"), plain.header("etag"));
    let (status, code, _) = service.refused("/collections/households/items?excel=true&f=kml");
    assert_eq!((status, code.as_str()), (400, "parameter-not-one-of"));
    let lines = service.get("/collections/assignments/items?f=csv&limit=1");
    assert!(lines.text().contains(",wkt\n") && lines.text().contains("\"LINESTRING(-76."), "{}", lines.text());
}

#[test]
fn kml_is_in_the_readers_language_and_drawn() {
    let service = service();
    let ask = |layer: &str, language: &str| {
        let path = format!("/collections/{layer}/items?f=kml");
        service.get_with(&path, &[("accept-language", language)]).text().to_owned()
    };
    let spanish = ask("households", "es");
    assert!(spanish.contains("<name>Hogares</name>") && spanish.contains("<displayName>Personas</displayName>"));
    assert!(ask("households", "en").contains("<displayName>Persons</displayName>"));
    assert!(
        spanish.contains("&lt;b&gt;Ñaña&lt;/b&gt; &amp; &quot;Cía&quot;, Mz. ]]&gt; A") && !spanish.contains('\u{1}')
    );
    let nowhere = spanish.split("<name>X-no-position</name>").nth(1).unwrap().split("</Placemark>").next().unwrap();
    assert!(nowhere.starts_with("<styleUrl>#bad_position</styleUrl>") && !nowhere.contains("Point"), "{nowhere}");
    for layer in ["settlements", "kitchens", "households", "catchments", "assignments", "gaps"] {
        let text = ask(layer, "es");
        let addresses = text.matches("http").count();
        assert_eq!(addresses, text.matches("http://www.opengis.net/kml/2.2").count(), "{layer} calls nobody");
    }
    assert!(ask("gaps", "es").contains("<styleUrl>#gaps</styleUrl>"));
    assert!(ask("catchments", "es").contains("<fill>0</fill>"));
    assert!(ask("kitchens", "es").contains("<name>Olla «K-1»</name><styleUrl>#open</styleUrl>"));
}

#[test]
fn a_disk_without_room_is_told_and_leaves_the_service_well() {
    let service = helpers::start_with(register(), Limits { file_bytes: 60_000, ..Limits::default() });
    for path in ["/collections/households/items?f=gpkg", "/collections?f=gpkg"] {
        for _ in 0..3 {
            let (status, code, problem) = service.refused(path);
            assert_eq!((status, code.as_str()), (507, "storage-full"), "{path}");
            assert!(!problem.to_string().contains("/tmp"), "{problem}");
        }
    }
    assert_eq!(service.get("/collections/households/items?f=fgb").status, 200);
}

#[test]
fn few_files_are_made_at_a_time_and_a_head_makes_none() {
    let service = helpers::start_with(register(), Limits { files: 0, ..Limits::default() });
    for path in ["/collections/kitchens/items?f=gpkg", "/collections?f=gpkg", "/collections/kitchens/items?f=fgb"] {
        let answer = service.get(path);
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{path}");
        let head = service.send("HEAD", path, &[], &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert!(head.header("content-disposition").contains("filename"), "{path}");
    }
    for path in ["/collections/kitchens/items?f=fgb&limit=2", "/collections/kitchens/items?f=csv"] {
        assert_eq!(service.get(path).status, 200, "{path}");
    }
}

/// A service with room for one file at a time, a big register, and a client that has asked for a file and read its head.
fn one_reader(slow_client: Duration) -> (Service, TcpStream) {
    let mut register = register();
    for household in &mut register.households {
        household.address = Some("x".repeat(100_000).into());
    }
    let service = helpers::start_with(register, Limits { files: 1, slow_client, ..Limits::default() });
    let mut stream = TcpStream::connect(service.address()).unwrap();
    SockRef::from(&stream).set_recv_buffer_size(4096).unwrap();
    let path = "/collections/households/items?f=gpkg";
    let head = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: identity\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut start = [0; 15];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 200 OK");
    assert_eq!(service.get("/collections/kitchens/items?f=gpkg").status, 503, "the one place is taken");
    (service, stream)
}

fn is_free_again(service: &Service) {
    let started = Instant::now();
    while service.get("/collections/kitchens/items?f=gpkg").status == 503 {
        assert!(started.elapsed() < Duration::from_secs(20), "still held");
    }
}

#[test]
fn a_client_that_does_not_read_its_file_loses_it() {
    let (service, stream) = one_reader(Duration::from_millis(300));
    is_free_again(&service);
    drop(stream);
}

#[test]
fn a_client_that_goes_away_makes_room_for_the_next() {
    let (service, stream) = one_reader(Duration::from_secs(30));
    drop(stream);
    is_free_again(&service);
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
        let Some(said) = output("ogrinfo", &["-ro", "-so", path.to_str().unwrap(), "households"]) else { return };
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
