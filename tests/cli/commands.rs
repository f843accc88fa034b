//! Files in, answers out: each command as its user runs it.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use geographiclib_rs::{Geodesic, InverseGeodesic};
use tempfile::TempDir;

use crate::shared::shared;
use crate::store::gdal;

fn cercania(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cercania"));
    command.current_dir(folder).env("LC_ALL", "C").env_remove("CERCANIA_DATA");
    command
}

fn data(name: &str) -> String {
    format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn demo(folder: &TempDir) {
    for (register, file) in
        [("settlements", "settlements.geojson"), ("kitchens", "kitchens.geojson"), ("households", "households.csv")]
    {
        cercania(folder).args(["import", register, &data(file)]).assert().success();
    }
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn output(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

/// Longitude and latitude of every kitchen of a GeoJSON file, with its id, as another program reads them.
fn kitchens(path: &Path) -> Vec<(String, f64, f64)> {
    let text = fs::read_to_string(path).unwrap();
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let one = |feature: &serde_json::Value| {
        let at = feature["geometry"]["coordinates"].as_array().unwrap();
        let id = feature["properties"]["Codigo_Olla_Comun"].as_str().unwrap().to_owned();
        (id, at[0].as_f64().unwrap(), at[1].as_f64().unwrap())
    };
    all["features"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn assign_gives_every_household_of_a_district_the_kitchen_that_brute_force_gives() {
    let (Some(points), Some(ollas)) =
        (shared("data/points/population_sjm.csv"), shared("data/kitchens/ollas_comunes_sjm.geojson"))
    else {
        return;
    };
    let folder = TempDir::new().unwrap();
    let mut command = cercania(&folder);
    command.args(["assign", "--output", "out.csv", "--households"]).arg(&points).arg("--kitchens").arg(&ollas);
    command.assert().success();
    let out = rows(&fs::read_to_string(folder.path().join("out.csv")).unwrap());
    let expected_columns =
        ["id", "lon", "lat", "kitchen_id", "distance_m", "next_kitchen_id", "next_distance_m", "margin_m", "weight"];
    assert_eq!(out[0], expected_columns);
    assert_eq!(out.len() - 1, 8712);
    let kitchens = kitchens(&ollas);
    let wgs84 = Geodesic::wgs84();
    for (number, row) in out.iter().enumerate().skip(1) {
        assert_eq!(row[0], number.to_string());
        let (lon, lat): (f64, f64) = (row[1].parse().unwrap(), row[2].parse().unwrap());
        let distance = |k: &(String, f64, f64)| -> f64 { wgs84.inverse(lat, lon, k.2, k.1) };
        let mut all: Vec<(f64, &str)> = kitchens.iter().map(|k| (distance(k), k.0.as_str())).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
        for (place, (id, metres)) in [(3, 4), (5, 6)].into_iter().enumerate() {
            assert_eq!(row[id], all[place].1, "row {number}");
            // Written to a tenth of a millimetre, and exact to as much.
            assert!((row[metres].parse::<f64>().unwrap() - all[place].0).abs() < 1.5e-4, "row {number}");
        }
        assert!((row[7].parse::<f64>().unwrap() - (all[1].0 - all[0].0)).abs() < 2e-4, "row {number}");
    }
}

#[test]
fn assign_writes_as_many_kitchens_as_asked_states_and_settlements_and_geojson() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("h.csv"), "id;longitud;latitud\nA;-76,9506;-12,1307\n=B;-76,9;-12,1\n").unwrap();
    let base = ["assign", "--households", "h.csv", "--kitchens"];
    let kitchens = data("kitchens.geojson");
    let bad = cercania(&folder).args(base).args([&kitchens, "--output", "out.csv"]).assert().code(3);
    let told = String::from_utf8_lossy(&bad.get_output().stderr).into_owned();
    assert!(told.contains("Row 2") && told.contains("=B"), "{told}");
    assert!(!folder.path().join("out.csv").exists(), "nothing half done");
    let settlements = data("settlements.geojson");
    let rest = ["--output", "out.geojson", "-k", "3", "--limit-m", "500", "--skip-bad", "--settlements", &settlements];
    cercania(&folder).args(base).arg(&kitchens).args(rest).assert().code(3);
    let rejected = fs::read_to_string(folder.path().join("h.rejected.csv")).unwrap();
    assert!(rejected.starts_with("rejected_row,rejected_reason,id,longitud,latitud\n2,"), "{rejected}");
    let out: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("out.geojson")).unwrap()).unwrap();
    let properties = &out["features"][0]["properties"];
    assert_eq!(out["features"].as_array().unwrap().len(), 1);
    assert_eq!(properties["id"], "A");
    assert_eq!(properties["settlement_id"], "S-4", "Minas 2000 stands there");
    assert!(properties["kitchen_3_id"].is_string() && properties["distance_3_m"].is_f64(), "{properties}");
    assert!(["served", "too_far"].contains(&properties["state"].as_str().unwrap()));
}

#[test]
fn a_file_is_imported_whole_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("h.csv"), "id,lon,lat\nA,-76.95,-12.13\nB,-76.95,95.2\nA,-76.95,-12.13\n").unwrap();
    let import = ["import", "households", "h.csv"];
    let refused = cercania(&folder).args(import).assert().code(3);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("Row 2") && told.contains("95.2") && told.contains("Row 3"), "{told}");
    assert!(!folder.path().join("cercania.gpkg").exists(), "a refused file makes no store");
    cercania(&folder).args(import).arg("--skip-bad").assert().code(3);
    assert_eq!(rows(&fs::read_to_string(folder.path().join("h.rejected.csv")).unwrap()).len(), 3);
    let text = output(cercania(&folder).args(["report", "coverage", "--format", "csv"]));
    let total = rows(&text).pop().unwrap();
    assert_eq!((total[0].as_str(), total[3].as_str()), ("total", "1"));
    // Again the same: nothing is doubled.
    let again = cercania(&folder).args(import).arg("--skip-bad").assert().code(3);
    let told = String::from_utf8_lossy(&again.get_output().stderr).into_owned();
    assert!(told.contains("0 new, 0 changed, 1 unchanged"), "{told}");
}

#[test]
fn settlements_may_be_named_and_names_that_are_not_understood_empty_nothing() {
    let folder = TempDir::new().unwrap();
    demo(&folder);
    let declared = |said: &str| {
        fs::write(
            folder.path().join("h.csv"),
            format!("id,lon,lat,Asentamiento\nH-001,-76.949865,-12.118648,{said}\n"),
        )
        .unwrap();
        cercania(&folder).args(["import", "households", "h.csv"]).assert().success();
        cercania(&folder).args(["export", "households", "--output", "out.csv"]).assert().success();
        let out = rows(&fs::read_to_string(folder.path().join("out.csv")).unwrap());
        let column = out[0].iter().position(|name| name == "declared_settlement_id").unwrap();
        out.iter().find(|row| row[0] == "H-001").unwrap()[column].clone()
    };
    assert_eq!(declared("MINAS 2000"), "S-4");
    assert_eq!(declared("Villa Rica"), "S-4");
}

#[test]
fn reports_come_as_table_csv_and_json_and_agree() {
    let folder = TempDir::new().unwrap();
    demo(&folder);
    let csv = rows(&output(cercania(&folder).args(["report", "coverage", "--format", "csv"])));
    let json: serde_json::Value =
        serde_json::from_str(&output(cercania(&folder).args(["report", "coverage", "--format", "json"]))).unwrap();
    let settlements = json["tables"]["settlements"].as_array().unwrap();
    assert_eq!(csv.len() - 1, settlements.len());
    assert_eq!(csv.len(), 1 + 4 + 1 + 1, "heading, four settlements, outside, total");
    for (row, object) in csv.iter().skip(1).zip(settlements) {
        for (column, cell) in csv[0].iter().zip(row) {
            let value = &object[column];
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(*cell, if value.is_null() { String::new() } else { text }, "{column}");
        }
    }
    assert_eq!(json["limit_m"], 500.0);
    let persons: i64 = settlements[..5].iter().map(|row| row["persons"].as_i64().unwrap()).sum();
    assert_eq!(persons, settlements[5]["persons"].as_i64().unwrap());
    let unserved = json["tables"]["unserved"].as_array().unwrap().len() as u64;
    let total = &settlements[5];
    assert_eq!(unserved, total["households"].as_u64().unwrap() - total["households_served"].as_u64().unwrap());
    let text = output(cercania(&folder).args(["report", "catchments"]).env("LC_ALL", "es_PE.UTF-8"));
    assert!(text.contains("TOTAL") && text.contains("Manuel Seoane") && text.contains("en línea recta"), "{text}");
    let wider = output(cercania(&folder).args(["report", "coverage", "--limit-m", "5000", "--table", "unserved"]));
    assert!(wider.contains("no valid position") && !wider.contains("too far"), "{wider}");
    cercania(&folder).args(["report", "coverage", "--settlement", "S-9"]).assert().code(2);
    cercania(&folder).args(["report", "catchments", "--table", "gaps"]).assert().code(2);
}

#[test]
fn every_layer_can_be_exported_and_households_imported_again() {
    let folder = TempDir::new().unwrap();
    demo(&folder);
    let counts = [
        ("settlements", 4),
        ("kitchens", 4),
        ("households", 320),
        ("catchments", 4),
        ("assignments", 317),
        ("gaps", 4),
    ];
    for (layer, count) in counts {
        for ending in ["csv", "geojson"] {
            let file = format!("{layer}.{ending}");
            cercania(&folder).args(["export", layer, "--output", &file]).assert().success();
            let text = fs::read_to_string(folder.path().join(&file)).unwrap();
            let found = if ending == "csv" {
                rows(&text).len() - 1
            } else {
                let all: geojson::FeatureCollection = text.parse().unwrap();
                all.features.len()
            };
            assert_eq!(found, count, "{file}");
        }
    }
    for (layer, count) in counts {
        for ending in ["fgb", "kml", "gpkg"] {
            let file = format!("{layer}.{ending}");
            cercania(&folder).args(["export", layer, "--output", &file]).assert().success();
            let path = folder.path().join(&file).display().to_string();
            let arguments = ["-ro", "-so", "-al", &path];
            let said = gdal::output("ogrinfo", &arguments);
            assert!(said.contains(&format!("Feature Count: {count}\n")), "{file}: {said}");
        }
    }
    let before = fs::read_to_string(folder.path().join("households.csv")).unwrap();
    let other = TempDir::new().unwrap();
    let exported = |name: &str| folder.path().join(name).display().to_string();
    for (register, file) in
        [("settlements", "settlements.geojson"), ("kitchens", "kitchens.csv"), ("households", "households.csv")]
    {
        cercania(&other).args(["import", register, &exported(file)]).assert().success();
    }
    cercania(&other).args(["export", "households", "--output", "h.csv"]).assert().success();
    let after = fs::read_to_string(other.path().join("h.csv")).unwrap();
    assert_eq!(after.lines().count(), before.lines().count());
    for (after, before) in after.lines().zip(before.lines()) {
        assert_eq!(after, before);
    }
    cercania(&folder).args(["export", "all", "--output", "all.csv"]).assert().code(2);
}

#[test]
fn excel_gets_a_mark_semicolons_and_no_formulas() {
    let folder = TempDir::new().unwrap();
    demo(&folder);
    fs::write(folder.path().join("k.csv"), "id;nombre;este;norte\nK-9;=cmd|' /C calc'!A0;287000;8658000\n").unwrap();
    cercania(&folder).args(["import", "kitchens", "k.csv", "--crs", "EPSG:32718"]).assert().success();
    let text = output(cercania(&folder).args(["report", "coverage", "--table", "kitchens", "--excel"]));
    assert!(text.starts_with('\u{feff}') && text.contains(";'=cmd|"), "{text}");
    cercania(&folder).args(["report", "coverage", "--format", "json", "--excel"]).assert().code(2);
}

#[test]
fn settings_are_got_set_and_refused() {
    let folder = TempDir::new().unwrap();
    demo(&folder);
    assert_eq!(output(cercania(&folder).args(["settings", "get", "coverage_limit_m"])), "500\n");
    cercania(&folder).args(["settings", "set", "coverage_limit_m", "300"]).assert().success();
    assert!(output(&mut *cercania(&folder).arg("settings")).contains("coverage_limit_m = 300\n"));
    cercania(&folder).args(["settings", "set", "coverage_limit_m", "-3"]).assert().code(2);
    cercania(&folder).args(["settings", "set", "limit", "300"]).assert().code(2);
    let area =
        r#"{"type":"Polygon","coordinates":[[[-77,-12.2],[-76.9,-12.2],[-76.9,-12.1],[-77,-12.1],[-77,-12.2]]]}"#;
    fs::write(folder.path().join("area.geojson"), area).unwrap();
    cercania(&folder).args(["settings", "set", "study_area", "area.geojson"]).assert().success();
    let json = output(cercania(&folder).args(["report", "coverage", "--format", "json"]));
    assert!(json.contains(r#""limit_m":300.0"#), "the stored limit holds");
}

#[test]
fn more_reference_systems_are_published_in_once_they_are_listed() {
    let folder = TempDir::new().unwrap();
    demo(&folder);
    let crs = |arguments: &[&str]| output(cercania(&folder).args(["settings"]).args(arguments));
    assert_eq!(crs(&["get", "crs"]), "none\n");
    crs(&["set", "crs", "24891, urn:ogc:def:crs:EPSG::4248"]);
    assert_eq!(crs(&["get", "crs"]), "EPSG:24891,EPSG:4248\n");
    for (value, told) in [
        ("EPSG:999999", "no existe en la base de datos de PROJ"),
        ("EPSG:5714", "no es un sistema de posiciones en un mapa"),
        ("EPSG:2053", "hacia el este y hacia el norte"),
        ("EPSG:24891,EPSG:24891", "está dos veces"),
        ("UTM", "no es un sistema de referencia"),
    ] {
        let refused = cercania(&folder).args(["settings", "set", "crs", value]).env("LC_ALL", "es_PE").assert().code(2);
        let text = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
        assert!(text.contains(told) && !text.contains("proj_create"), "{value}: {text}");
    }
    assert_eq!(crs(&[]).lines().last().unwrap(), "crs = EPSG:24891,EPSG:4248");
    cercania(&folder).arg("check").assert().success();

    // Another program, or another PROJ, has left a code that this one does not know: told, and everything else works.
    let store = rusqlite::Connection::open(folder.path().join("cercania.gpkg")).unwrap();
    store.execute("UPDATE settings SET value = 'EPSG:24891,EPSG:999999' WHERE key = 'crs'", []).unwrap();
    drop(store);
    let found = cercania(&folder).arg("check").env("LC_ALL", "es_PE").assert().code(5);
    let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
    assert!(text.contains("EPSG:999999") && text.contains("no existe en la base de datos de PROJ"), "{text}");
    crs(&["set", "crs", "none"]);
    assert_eq!(crs(&["get", "crs"]), "none\n");
    cercania(&folder).arg("check").assert().success();
}

#[test]
fn a_store_that_cannot_be_used_and_one_that_has_problems_have_their_own_exit_codes() {
    let folder = TempDir::new().unwrap();
    cercania(&folder).args(["report", "coverage"]).assert().code(4);
    fs::write(folder.path().join("cercania.gpkg"), "not a database").unwrap();
    cercania(&folder).arg("check").assert().code(4);
    assert_eq!(fs::read_to_string(folder.path().join("cercania.gpkg")).unwrap(), "not a database", "left as it was");
    fs::remove_file(folder.path().join("cercania.gpkg")).unwrap();
    fs::write(folder.path().join("h.csv"), "id,lon,lat,fixed_kitchen_id\nA,-76.95,-12.13,K-77\n").unwrap();
    cercania(&folder).args(["import", "households", "h.csv"]).assert().success();
    let found = cercania(&folder).arg("check").assert().code(5);
    let told = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
    assert!(told.contains("K-77"), "{told}");
}

#[test]
fn a_file_without_ids_never_replaces_the_rows_of_another() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "lon,lat,personas\n-76.95,-12.13,4\n-76.951,-12.13,5\n").unwrap();
    fs::write(folder.path().join("b.csv"), "lon,lat,personas\n-76.96,-12.14,1\n").unwrap();
    cercania(&folder).args(["import", "households", "a.csv"]).assert().success();
    let refused = cercania(&folder).args(["import", "households", "b.csv"]).assert().code(3);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("--id-column") && told.contains("H-000001"), "{told}");
    let total = rows(&output(cercania(&folder).args(["report", "coverage", "--format", "csv"]))).pop().unwrap();
    assert_eq!((total[3].as_str(), total[4].as_str()), ("2", "9"), "households and persons of the first file");
}

#[test]
fn a_file_changes_nothing_that_it_has_no_column_for() {
    let folder = TempDir::new().unwrap();
    demo(&folder);
    let household = |folder: &TempDir| -> serde_json::Value {
        cercania(folder).args(["export", "households", "--output", "h.geojson"]).assert().success();
        let all: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(folder.path().join("h.geojson")).unwrap()).unwrap();
        all["features"].as_array().unwrap().iter().find(|f| f["id"] == "H-141").unwrap()["properties"].clone()
    };
    let before = household(&folder);
    assert!(before["fixed_kitchen_id"].is_string());
    fs::write(folder.path().join("moved.csv"), "id,lon,lat,personas\nH-141,-76.9531,-12.1249,9\n").unwrap();
    cercania(&folder).args(["import", "households", "moved.csv"]).assert().success();
    let after = household(&folder);
    assert_eq!(after["persons"], 9);
    for field in ["code", "address", "declared_settlement_id", "fixed_kitchen_id", "fixed_reason"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    assert!(after["accuracy_m"].is_null(), "the old accuracy was of the old position");
}

#[test]
fn nothing_that_is_read_is_written_over() {
    let folder = TempDir::new().unwrap();
    demo(&folder);
    fs::write(folder.path().join("h.csv"), "id,lon,lat\nA,-76.9506,-12.1307\n").unwrap();
    fs::copy(data("kitchens.geojson"), folder.path().join("k.geojson")).unwrap();
    let files = ["cercania.gpkg", "h.csv", "k.geojson"];
    let held = || files.map(|file| fs::read(folder.path().join(file)).unwrap());
    let before = held();
    for output in ["h.csv", "./h.csv", "k.geojson", "h.rejected.csv"] {
        let base = ["assign", "--households", "h.csv", "--kitchens", "k.geojson", "--output", output];
        cercania(&folder).args(base).assert().code(2);
    }
    for output in ["cercania.gpkg", "./cercania.gpkg"] {
        cercania(&folder).args(["export", "all", "--output", output]).assert().code(2);
    }
    assert!(held() == before);
    // An export is not a store, and may be made anew.
    for _ in 0..2 {
        cercania(&folder).args(["export", "all", "--output", "all.gpkg"]).assert().success();
    }
    cercania(&folder).args(["export", "gaps", "--output", "gaps.csv"]).assert().success();
    fs::create_dir(folder.path().join("folder.csv")).unwrap();
    cercania(&folder).args(["export", "gaps", "--output", "folder.csv"]).assert().code(1);
}
