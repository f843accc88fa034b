//! What is told of a file before its rows are written.

use std::time::Duration;

use cercania::http::Limits;
use serde_json::{Value, json};

use super::{Served, created, until};

const BAD: &str = "id,lon,lat,personas\nN-1,-76.97,-12.15,4\nN-2,-76.97,95,2\nN-3,-76.97,-12.15,many\n";

#[test]
fn a_preview_says_how_a_file_was_understood() {
    let served = Served::new();
    let file = "codigo;ESTE;NORTE;color\nN-1;285600;8656300;azul\n";
    let import = served.preview("layer=households&crs=EPSG:32718&id_column=codigo", "text/csv", file);
    assert_eq!(import["file"]["format"], "CSV");
    assert_eq!(import["file"]["separator"], ";");
    assert_eq!(import["ignored_columns"], json!(["color"]));
    assert_eq!(import["ids"], json!({ "from": "column", "column": "codigo" }));
    assert_eq!(import["crs"]["code"], "EPSG:32718");
    assert_eq!(import["crs"]["accuracy_m"], 0.0);
    assert!(import["columns"].as_array().unwrap().contains(&json!({ "field": "lon", "column": "ESTE" })), "{import}");
    assert_eq!(import["rows"]["read"], 1);
    assert_eq!(import["preview"]["features"].as_array().unwrap().len(), 1);
}

#[test]
fn bad_rows_are_told_and_given_back_and_only_good_ones_written() {
    let served = Served::new();
    let import = served.households(BAD);
    assert_eq!((&import["rows"]["good"], &import["rows"]["bad"]), (&1.into(), &2.into()));
    let rejected = import["rejected"].as_array().unwrap();
    assert_eq!((&rejected[0]["row"], &rejected[0]["code"]), (&2.into(), &"row-latitude-swapped".into()));
    assert_eq!((&rejected[1]["column"], &rejected[1]["value"]), (&"personas".into(), &"many".into()));
    assert!(rejected[1]["reason"].as_str().unwrap().contains("is not a number"));
    let csv = served.get(&import, "/rejected");
    assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"));
    let lines: Vec<&str> = csv.text().lines().collect();
    assert_eq!(lines[0], "rejected_row,rejected_reason,id,lon,lat,personas");
    assert!(lines[2].starts_with("3,") && lines[2].ends_with(",N-3,-76.97,-12.15,many"), "{}", lines[2]);
    let (status, code, _) = served.ask(&import, "commit").problem();
    assert_eq!((status, code.as_str()), (422, "import-bad-rows"));
    assert_eq!(served.ask(&import, "commit?skip_bad=true").json()["added"], 1);
    let said_before = served.preview("layer=households&skip_bad=true", "text/csv", &BAD.replace("N-1", "N-4"));
    assert_eq!(served.ask(&said_before, "commit").json()["added"], 1);
}

#[test]
fn a_file_without_a_good_row_is_shown_and_never_written() {
    let served = Served::new();
    let import = served.households("id,lon,lat\nN-1,-76.97,95\n");
    assert_eq!(import["refused"]["type"], "/problems/import-no-good-row");
    assert!(served.get(&import, "/rejected").text().contains("N-1"));
    let (status, code, _) = served.ask(&import, "commit?skip_bad=true").problem();
    assert_eq!((status, code.as_str()), (422, "import-no-good-row"));
}

#[test]
fn a_file_comes_in_a_part_too_with_what_is_said_beside_it() {
    let served = Served::new();
    let body = "--x\r\ncontent-disposition: form-data; name=\"layer\"\r\n\r\nhouseholds\r\n\
        --x\r\ncontent-disposition: form-data; name=\"crs\"\r\n\r\n\r\n\
        --x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\ncontent-type: text/csv\r\n\r\n\
        id,lon,lat\r\nN-1,-76.97,-12.15\r\n--x--\r\n";
    let import = created(&served.service().post("/imports", "multipart/form-data; boundary=x", body));
    assert_eq!((&import["layer"], &import["rows"]["good"]), (&"households".into(), &1.into()));
    assert_eq!(served.ask(&import, "commit").json()["added"], 1);
}

#[test]
fn geojson_of_every_register_is_taken() {
    let served = Served::new();
    let ring = "[[-76.96,-12.16],[-76.95,-12.16],[-76.95,-12.15],[-76.96,-12.16]]";
    for (layer, geometry) in [
        ("settlements", format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#)),
        ("kitchens", r#"{"type":"Point","coordinates":[-76.955,-12.155]}"#.to_owned()),
        ("households", r#"{"type":"Point","coordinates":[-76.955,-12.155]}"#.to_owned()),
    ] {
        let file = format!(r#"{{"type":"Feature","id":"N-1","properties":{{"name":"x"}},"geometry":{geometry}}}"#);
        let file = format!(r#"{{"type":"FeatureCollection","features":[{file}]}}"#);
        let import = served.preview(&format!("layer={layer}"), "application/geo+json", &file);
        assert_eq!((&import["file"]["format"], &import["would"]["added"]), (&"GeoJSON".into(), &1.into()), "{layer}");
        assert_eq!(served.ask(&import, "commit").json()["added"], 1, "{layer}");
    }
}

#[test]
fn the_reading_of_a_file_can_be_watched_and_a_file_forgotten() {
    let served = Served::new();
    let rows = (0..20_000).map(|row| format!("T-{row},-76.97,-12.15\n")).collect::<Vec<_>>().concat();
    let headers = [("content-type", "text/csv"), ("prefer", "wait=1, respond-async")];
    let answer =
        served.service().send("POST", "/imports?layer=households", &headers, format!("id,lon,lat\n{rows}").as_bytes());
    assert_eq!((answer.status, answer.header("preference-applied")), (202, "respond-async"));
    let import: Value = serde_json::from_slice(&answer.body).unwrap();
    let ready = until("it is read", || {
        let now = served.get(&import, "").json();
        assert!(now["state"] == "reading" || now["state"] == "ready", "{now}");
        (now["state"] == "ready").then_some(now)
    });
    assert_eq!((&ready["progress"]["rows"], &ready["would"]["added"]), (&20_000.into(), &20_000.into()));
    assert_eq!(ready["progress"]["bytes_done"], ready["progress"]["bytes_total"]);
    let listed = served.service().get("/imports").json();
    assert_eq!((listed["imports"].as_array().unwrap().len(), &listed["imports"][0]["id"]), (1, &import["id"]));
    let path = format!("/imports/{}", import["id"].as_str().unwrap());
    assert_eq!(served.service().send("DELETE", &path, &[], b"").status, 204);
    assert_eq!(served.service().refused(&path).1, "import-unknown");
}

#[test]
fn imports_go_after_a_while_and_when_there_are_many() {
    let served = Served::with(Limits { imports: 2, ..Limits::default() });
    let file = |n| format!("id,lon,lat\nN-{n},-76.97,-12.15\n");
    let imports: Vec<Value> = (0..3).map(|n| served.households(&file(n))).collect();
    assert_eq!(served.get(&imports[0], "").status, 404);
    assert_eq!(served.get(&imports[2], "").status, 200);
    let served = Served::with(Limits { import_time: Duration::from_millis(100), ..Limits::default() });
    let import = served.households(&file(1));
    until("it is gone", || (served.get(&import, "").status == 404).then_some(()));
}

#[test]
fn words_are_in_the_readers_language() {
    let served = Served::new();
    let import = served.households(BAD);
    let answer = served
        .service()
        .get_with(&format!("/imports/{}", import["id"].as_str().unwrap()), &[("accept-language", "es")]);
    let reason = answer.json()["rejected"][1]["reason"].as_str().unwrap().to_owned();
    assert!(reason.starts_with("Fila 3:"), "{reason}");
}
