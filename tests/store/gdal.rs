//! GDAL as the judge of the file, and as the other program that edits it.

use std::path::Path;
use std::process::{Command, Output};

use crate::store::Import;
use cercania::domain::position::Position;
use cercania::domain::units::Persons;
use cercania::store::geopackage::GeoPackageStore;
use cercania::store::{Batch, Store};

use super::GeoPackagePlace;
use super::rows::{households, kitchens, settlements};

/// The interpreter that Debian's python3-gdal belongs to; another may stand first in the path.
const PYTHON: &str = "/usr/bin/python3";

/// Runs a program, which must be installed.
pub fn run(program: &str, arguments: &[&str]) -> Output {
    let ran = Command::new(program).args(arguments).output();
    ran.unwrap_or_else(|error| panic!("{program} does not run here ({error}); install gdal-bin and python3-gdal"))
}

/// The standard output of a program that must succeed without a word of complaint.
pub fn output(program: &str, arguments: &[&str]) -> String {
    let output = run(program, arguments);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && err.is_empty(), "{program} {arguments:?}\n{out}\n{err}");
    out.into_owned()
}

/// What a script says in the interpreter that has GDAL.
pub fn python(arguments: &[&str]) -> String {
    let here = run(PYTHON, &["-c", "import osgeo.ogr, osgeo_utils"]);
    assert!(here.status.success(), "{PYTHON} has no osgeo; install python3-gdal");
    output(PYTHON, arguments)
}

/// GDAL's own validation script has nothing to say.
pub fn validate(file: &Path) {
    let script = ["-m", "osgeo_utils.samples.validate_gpkg", "-v", "--extra", "--warning-as-error"];
    let arguments: Vec<&str> = script.into_iter().chain(file.to_str()).collect();
    python(&arguments);
}

fn filled() -> (GeoPackagePlace, GeoPackageStore) {
    let place = GeoPackagePlace::new();
    let store = GeoPackageStore::create(place.path()).unwrap();
    store.import(Batch::Settlements(settlements())).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Households(households(3000))).unwrap();
    (place, store)
}

#[test]
fn a_store_validates_empty_filled_open_and_closed() {
    let place = GeoPackagePlace::new();
    let store = GeoPackageStore::create(place.path()).unwrap();
    validate(&place.path());
    drop(store);
    let (place, store) = filled();
    validate(&place.path());
    drop(store);
    validate(&place.path());
}

#[test]
fn ogrinfo_sees_the_registers_as_layers_with_their_extent() {
    let (place, _store) = filled();
    let path = place.path();
    let layers = output("ogrinfo", &["-ro", path.to_str().unwrap()]);
    for layer in ["settlements (Multi Polygon)", "kitchens (Point)", "households (Point)"] {
        assert!(layers.contains(layer), "{layers}");
    }
    let summary = output("ogrinfo", &["-ro", "-so", path.to_str().unwrap(), "kitchens"]);
    for line in [
        "Feature Count: 2",
        "Extent: (-76.965000, -12.165000) - (-76.930000, -12.160000)",
        "id: String (0.0) UNIQUE",
        "status: String (0.0) NOT NULL DEFAULT 'open'",
        "rations: Integer64 (0.0)",
        "GEOGCRS[\"WGS 84\"",
    ] {
        assert!(summary.contains(line), "{line} in {summary}");
    }
}

#[test]
fn the_extent_in_the_contents_follows_a_kitchen_that_moves_away_from_the_edge() {
    let (place, store) = filled();
    let extent = || {
        place.ask("SELECT min_x || ' ' || min_y || ' ' || max_x || ' ' || max_y FROM gpkg_contents WHERE table_name = 'kitchens'")
    };
    assert_eq!(extent(), "-76.965 -12.165 -76.93 -12.16");
    let mut rows = kitchens();
    rows[0].position = Position::new(-76.95, -12.2).unwrap();
    store.import(Batch::Kitchens(rows)).unwrap();
    assert_eq!(extent(), "-76.95 -12.2 -76.93 -12.16");
}

#[test]
fn rows_that_ogr2ogr_appends_get_an_id_and_a_place_in_the_index() {
    let (place, store) = filled();
    let source = place.folder().join("more.geojson");
    let features = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"N1","persons":6},"geometry":{"type":"Point","coordinates":[-76.5,-12.3]}},
        {"type":"Feature","properties":{"code":"N2"},"geometry":null}]}"#;
    std::fs::write(&source, features).unwrap();
    let path = place.path();
    let arguments = ["-append", "-nln", "households", path.to_str().unwrap(), source.to_str().unwrap()];
    output("ogr2ogr", &arguments);
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!(loaded.findings.named(), []);
    let added: Vec<_> = loaded.register.households.iter().filter(|row| row.id.as_str().starts_with("H.")).collect();
    let told: Vec<_> = added
        .iter()
        .map(|row| {
            (row.id.as_str(), row.code.as_deref(), row.persons.map(Persons::get), row.position.map(Position::lon))
        })
        .collect();
    assert_eq!(told, [("H.3001", Some("N1"), Some(6), Some(-76.5)), ("H.3002", Some("N2"), None, None)]);
    assert_eq!(store.check().unwrap().named(), []);
    validate(&path);
}

#[test]
fn what_ogrinfo_updates_and_deletes_is_loaded_and_the_index_follows() {
    let (place, store) = filled();
    let path = place.path();
    for sql in [
        "UPDATE kitchens SET geom = (SELECT geom FROM kitchens WHERE id = 'C.2'), status = 'open' WHERE id = 'C.1'",
        "UPDATE households SET geom = NULL WHERE id = 'H-0000001'",
        "UPDATE households SET id = NULL, persons = 9 WHERE id = 'H-0000002'",
        "DELETE FROM households WHERE fid > 100",
    ] {
        output("ogrinfo", &["-q", path.to_str().unwrap(), "-sql", sql]);
    }
    let register = store.load(&|_| ()).unwrap().register;
    let (moved, other) = (&register.kitchens[0], &register.kitchens[1]);
    assert_eq!((moved.position, moved.status.as_str()), (other.position, "open"));
    assert_eq!(register.households[1].position, None);
    assert_eq!(register.households[2].id.as_str(), "H-0000002", "an id is not lost");
    assert_eq!(register.households[2].persons.map(Persons::get), Some(9));
    assert_eq!(register.households.len(), 100);
    assert_eq!(store.check().unwrap().named(), []);
    validate(&path);
}

#[test]
fn a_settlement_that_gdal_draws_as_one_polygon_is_a_boundary() {
    let (place, store) = filled();
    let source = place.folder().join("plot.geojson");
    let feature = r#"{"type":"Feature","properties":{"id":"Nuevo","name":"Nuevo"},
        "geometry":{"type":"Polygon","coordinates":[[[-76.9,-12.1],[-76.8,-12.1],[-76.8,-12.0],[-76.9,-12.1]]]}}"#;
    std::fs::write(&source, feature).unwrap();
    let path = place.path();
    let arguments = ["-append", "-nln", "settlements", path.to_str().unwrap(), source.to_str().unwrap()];
    run("ogr2ogr", &arguments);
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!(loaded.findings.named(), []);
    assert_eq!(loaded.register.settlements.len(), 3);
    assert_eq!(store.check().unwrap().named(), []);
}

#[test]
fn values_that_make_no_sense_are_refused_by_name() {
    let (place, _store) = filled();
    let path = place.path();
    let cases = [
        ("UPDATE kitchens SET status = 'foo'", "status_is_open_or_closed"),
        ("UPDATE kitchens SET kind = ''", "kind_is_comedor_popular_or_olla_comun"),
        ("UPDATE kitchens SET rations = -1", "rations_is_a_whole_number_from_0"),
        ("UPDATE kitchens SET rations = 1.5", "rations_is_a_whole_number_from_0"),
        ("UPDATE households SET persons = 0", "persons_is_a_whole_number_from_1_to_10000"),
        ("UPDATE households SET persons = 'many'", "persons_is_a_whole_number_from_1_to_10000"),
        ("UPDATE households SET accuracy_m = -1", "accuracy_m_is_a_number_from_0"),
        ("UPDATE households SET accuracy_m = 1e999", "accuracy_m_is_a_number_from_0"),
        ("UPDATE households SET closed_on = '2023-02-29'", "closed_on_is_a_day"),
        ("UPDATE households SET closed_on = '29/01/2023'", "closed_on_is_a_day"),
        ("UPDATE households SET id = 'a b' WHERE fid = 1", "id_has_1_to_64_letters_digits_dots_dashes"),
        ("UPDATE households SET id = '' WHERE fid = 1", "id_has_1_to_64_letters_digits_dots_dashes"),
        ("UPDATE households SET id = 'ñ' WHERE fid = 1", "id_has_1_to_64_letters_digits_dots_dashes"),
        ("UPDATE households SET id = 'H-0000001' WHERE fid = 1", "UNIQUE"),
        ("UPDATE households SET fixed_kitchen_id = 'a b'", "fixed_kitchen_id_is_an_id"),
        (
            "UPDATE households SET fixed_reason = 'x', fixed_kitchen_id = NULL",
            "a_fixed_reason_needs_a_fixed_kitchen_id",
        ),
    ];
    for (sql, constraint) in cases {
        let output = run("ogrinfo", &["-q", path.to_str().unwrap(), "-sql", sql]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(constraint), "{sql}: {said}");
    }
}
