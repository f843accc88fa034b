//! What is not written, and why.

use cercania::http::Limits;
use serde_json::{Value, json};

use super::{GEOJSON, HOUSEHOLDS, KITCHENS, PATCH, household, start, start_with};

#[test]
fn computed_layers_are_not_edited_and_say_why() {
    let editable = start();
    for (method, path) in [
        ("POST", "/collections/assignments/items"),
        ("PUT", "/collections/assignments/items/H-001"),
        ("PATCH", "/collections/catchments/items/K-1"),
        ("DELETE", "/collections/gaps/items/H-001"),
    ] {
        let answer = editable.send(method, path, GEOJSON, &household(&json!({})));
        assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS", "{method} {path}");
        let (status, code, problem) = answer.problem();
        assert_eq!((status, code.as_str()), (405, "layer-computed"), "{method} {path}");
        assert!(problem["detail"].as_str().unwrap().contains("is computed from"), "{problem}");
    }
}

#[test]
fn a_member_that_is_there_twice_is_named_and_nothing_is_written() {
    let editable = start();
    let before = editable.entered();
    let point = r#""type":"Feature","geometry":{"type":"Point","coordinates":[-76.97,-12.15]}"#;
    let item = format!("{HOUSEHOLDS}/H-001");
    for (method, path, media_type, body, member) in [
        ("POST", HOUSEHOLDS, GEOJSON, format!(r#"{{{point},"properties":{{"persons":4,"persons":5}}}}"#), "persons"),
        ("PUT", &item, GEOJSON, format!(r#"{{{point},"properties":{{}},"geometry":null}}"#), "geometry"),
        ("PATCH", &item, PATCH, r#"{"properties":{"code":"a"},"properties":{"persons":4}}"#.to_owned(), "properties"),
        (
            "POST",
            "/what-if?keep=true",
            "application/json",
            r#"{"kitchens":[{"id":"K-1","id":"K-2"}]}"#.to_owned(),
            "id",
        ),
    ] {
        let headers = [("content-type", media_type), ("accept-language", "en")];
        let (status, code, problem) = editable.service.send(method, path, &headers, body.as_bytes()).problem();
        assert_eq!((status, code.as_str()), (400, "body-member-twice"), "{body}: {problem}");
        assert_eq!(problem["member"], member);
        assert!(problem["detail"].as_str().unwrap().contains(&format!("\"{member}\" twice")), "{problem}");
    }
    assert_eq!(editable.entered(), before);
}

#[test]
fn what_cannot_be_a_row_is_refused_with_the_place_and_the_reason() {
    let editable = start();
    let before = editable.entered();
    let point = |lon: f64, lat: f64| json!({ "type": "Point", "coordinates": [lon, lat] });
    let with = |geometry: Value| json!({ "type": "Feature", "geometry": geometry, "properties": {} });
    let item = format!("{HOUSEHOLDS}/H-001");
    for (method, path, body, status, code, column) in [
        ("POST", HOUSEHOLDS, household(&json!({ "persons": 0 })), 422, "row-persons", "persons"),
        ("POST", HOUSEHOLDS, household(&json!({ "persons": "4" })), 422, "row-json-number", "persons"),
        ("POST", HOUSEHOLDS, household(&json!({ "persons": 2.5 })), 422, "row-persons", "persons"),
        ("POST", HOUSEHOLDS, household(&json!({ "colour": "red" })), 422, "row-unknown-property", "colour"),
        ("POST", HOUSEHOLDS, household(&json!({ "closed_on": "ayer" })), 422, "row-date", "closed_on"),
        ("POST", HOUSEHOLDS, household(&json!({ "id": "a b" })), 422, "row-id-character", "id"),
        ("POST", HOUSEHOLDS, household(&json!({ "id": ".." })), 422, "row-id-dots", "id"),
        ("POST", HOUSEHOLDS, household(&json!({ "address": "x".repeat(501) })), 422, "row-text-too-long", "address"),
        ("POST", KITCHENS, household(&json!({ "name": "x".repeat(1_000_000) })), 422, "row-text-too-long", "name"),
        ("POST", HOUSEHOLDS, with(point(-200.0, 0.0)), 422, "row-longitude", ""),
        ("POST", HOUSEHOLDS, with(point(0.0, 0.0)), 422, "row-zero-zero", ""),
        ("POST", HOUSEHOLDS, with(point(-12.15, -76.97)), 422, "row-swapped", ""),
        ("POST", HOUSEHOLDS, with(json!({ "type": "Polygon", "coordinates": [] })), 422, "", ""),
        ("POST", KITCHENS, with(Value::Null), 422, "", ""),
        ("PUT", &item, household(&json!({ "fixed_reason": "sola" })), 422, "row-reason-alone", "fixed_reason"),
    ] {
        let answer = editable.send(method, path, GEOJSON, &body);
        let (got, _, problem) = answer.problem();
        assert_eq!(got, status, "{body}: {problem}");
        let row = &problem["rows"][0];
        assert_eq!(row["row"], 1, "{problem}");
        assert!(code.is_empty() || row["code"] == code, "{body}: {problem}");
        assert!(column.is_empty() || row["column"] == column, "{body}: {problem}");
        assert!(row["reason"].as_str().unwrap().len() > 10, "{problem}");
        assert!(problem.to_string().len() < 2_000, "what is too long is not told whole");
    }
    assert_eq!(editable.entered(), before);
}

#[test]
fn what_cannot_be_understood_is_refused() {
    let editable = start();
    let before = editable.entered();
    let item = format!("{HOUSEHOLDS}/H-001");
    let brackets = "[".repeat(100_000);
    let nested = format!("{{\"type\":\"Feature\",\"geometry\":{brackets}");
    for (method, path, media_type, body, status) in [
        ("POST", HOUSEHOLDS, GEOJSON, "", 400),
        ("POST", HOUSEHOLDS, GEOJSON, "{", 400),
        ("POST", HOUSEHOLDS, GEOJSON, "[]", 400),
        ("POST", HOUSEHOLDS, GEOJSON, "null", 400),
        ("POST", HOUSEHOLDS, GEOJSON, "\u{0}\u{1}\u{2}", 400),
        ("POST", HOUSEHOLDS, GEOJSON, &brackets, 400),
        ("POST", HOUSEHOLDS, GEOJSON, &nested, 400),
        ("POST", HOUSEHOLDS, GEOJSON, "{\"type\":\"FeatureCollection\",\"features\":[]}", 400),
        ("POST", HOUSEHOLDS, GEOJSON, "{\"type\":\"Topology\"}", 400),
        ("POST", HOUSEHOLDS, "text/plain", "{}", 415),
        ("POST", HOUSEHOLDS, "multipart/form-data; boundary=x", "--x--", 415),
        ("POST", HOUSEHOLDS, PATCH, "{}", 415),
        ("PUT", &item, GEOJSON, "{\"type\":\"FeatureCollection\",\"features\":[]}", 400),
        ("PUT", &item, PATCH, "{}", 415),
        ("PATCH", &item, PATCH, "7", 400),
        ("PATCH", &item, PATCH, "{", 400),
        ("PATCH", &item, PATCH, &brackets, 400),
        ("PATCH", &item, PATCH, "{\"id\":\"H-002\"}", 400),
        ("PATCH", &item, GEOJSON, "{}", 415),
    ] {
        let headers = [("content-type", media_type), ("accept-language", "en")];
        let answer = editable.service.send(method, path, &headers, body.as_bytes());
        let (got, code, problem) = answer.problem();
        let start: String = body.chars().take(60).collect();
        assert_eq!(got, status, "{method} {media_type} {start}: {code} {problem}");
        if status == 415 {
            let header = if method == "PATCH" { "accept-patch" } else { "accept-post" };
            assert!(answer.header(header).contains("application/json"), "{method} {media_type}");
        }
    }
    for (method, path) in [("POST", HOUSEHOLDS), ("PUT", &*item), ("PATCH", &*item)] {
        let raw = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{{}}",
            editable.service.address()
        );
        let answer = editable.service.raw(raw.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("media-type-missing"), "{answer}");
    }
    for (method, path, status, code) in [
        ("DELETE", format!("{HOUSEHOLDS}/none"), 404, "edit-no-such-row"),
        ("DELETE", format!("{HOUSEHOLDS}/%ff"), 404, "item-unknown"),
        ("DELETE", format!("{item}?dry_run=maybe"), 400, "parameter-not-one-of"),
        ("DELETE", format!("{item}?f=json"), 400, "parameter-unknown"),
        ("POST", "/edits/x/undo".to_owned(), 404, "page-unknown"),
        ("POST", format!("/edits/{}/undo", u64::MAX), 404, "edit-no-such-edit"),
        ("GET", format!("/edits/{}", u64::MAX), 404, "edit-no-such-edit"),
        ("GET", "/edits?before=0".to_owned(), 400, "parameter-out-of-range"),
    ] {
        let (got, kind, _) = editable.service.send(method, &path, &[], &[]).problem();
        assert_eq!((got, kind.as_str()), (status, code), "{method} {path}");
    }
    assert_eq!(editable.entered(), before);
}

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let editable = start_with(Limits { body_bytes: 1_000, ..Limits::default() });
    let long = household(&json!({ "address": "x".repeat(2_000) }));
    for (method, path, media_type) in
        [("POST", HOUSEHOLDS, GEOJSON), ("PATCH", "/collections/households/items/H-001", PATCH)]
    {
        assert_eq!(editable.send(method, path, media_type, &long).problem().1, "body-too-large");
    }
}

#[test]
fn a_page_of_another_address_writes_nothing() {
    let editable = start();
    let before = editable.entered();
    let own = editable.service.url("");
    let own_site = [("origin", own.as_str()), ("sec-fetch-site", "same-origin")];
    for headers in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "null")],
        // Pages that may read.
        &[("origin", "https://mapa.example.pe")],
        &[("origin", "http://localhost:5173")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", own.as_str()), ("sec-fetch-site", "cross-site")],
    ] {
        for (method, path, media_type) in [
            ("POST", HOUSEHOLDS, GEOJSON),
            ("POST", HOUSEHOLDS, "text/plain"),
            ("PUT", "/collections/households/items/H-001", GEOJSON),
            ("PATCH", "/collections/households/items/H-001", PATCH),
            ("DELETE", "/collections/households/items/H-001", "text/plain"),
            ("POST", "/edits/1/undo", "text/plain"),
        ] {
            let answer = editable.send_with(method, path, media_type, &household(&json!({})), headers);
            let (status, code, _) = answer.problem();
            assert_eq!((status, code.as_str()), (403, "other-page"), "{headers:?} {method} {path}");
        }
    }
    assert_eq!(editable.entered(), before);
    let answer = editable.send_with("POST", HOUSEHOLDS, GEOJSON, &household(&json!({})), &own_site);
    assert_eq!(answer.status, 201, "its own pages may");
}

#[test]
fn what_another_program_spoiled_is_named_and_shown_until_it_is_mended() {
    let editable = start();
    let sql = |text: &str| {
        let connection = rusqlite::Connection::open(editable.file()).unwrap();
        cercania::files::geopackage::register_functions(&connection).unwrap();
        connection.execute_batch(text).unwrap();
    };
    assert!(!editable.get("/?f=html").text().contains("not valid"));
    // A point far beyond the pole.
    sql("UPDATE kitchens SET geom = CAST(substr(geom, 1, 21) || x'0100000000007940' AS BLOB) WHERE id = 'K-1'");
    editable.app.catch_up().unwrap();
    let ready = editable.get("/health/ready").json();
    assert_eq!(
        (&ready["status"], &ready["findings"], &ready["rows_left_out"]),
        (&json!("ready"), &json!(1), &json!(0))
    );
    let finding = &ready["findings_named"][0];
    assert_eq!(
        (&finding["layer"], &finding["id"], &finding["column"]),
        (&json!("kitchens"), &json!("K-1"), &json!("geom"))
    );
    assert_eq!(finding["in_force"], true);
    assert!(finding["detail"].as_str().unwrap().contains("K-1"), "{finding}");
    let path = format!("{KITCHENS}/K-1");
    let shape = editable.get(&path).json()["geometry"].clone();
    assert_eq!(shape["coordinates"], json!([-76.9715, -12.15]), "the last valid one");
    assert!(editable.get("/?f=html").text().contains("One thing in the store is not valid"));
    editable.send("PATCH", &path, PATCH, &json!({ "properties": { "rations": 99 }, "geometry": shape })).json();
    editable.app.catch_up().unwrap();
    assert_eq!(editable.get("/health/ready").json()["findings"], 0);
    assert!(!editable.get("/?f=html").text().contains("not valid"));
    let history = editable.get(&format!("{KITCHENS}/K-1/history")).json();
    assert_eq!(history["entries"][1]["after_invalid"]["column"], "geom");
    assert_eq!(history["entries"][1]["action"], "external");
}
