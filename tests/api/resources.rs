//! Landing, layers, settings, health, and what all answers have in common.

use serde_json::{Value, json};

use super::helpers;

#[test]
fn every_link_of_the_landing_document_leads_somewhere() {
    let service = helpers::start();
    let landing = service.get("/").json();
    assert_eq!(landing["distance"], "in a straight line, not along a path");
    let links = landing["links"].as_array().unwrap();
    assert!(links.len() >= 8);
    for link in links {
        let path = link["href"].as_str().unwrap().strip_prefix(&service.url("")).unwrap().to_owned();
        let status = service.get(&path).status;
        let expected = match path.as_str() {
            "/nearest" => 400,
            "/assignments" | "/what-if" => 405,
            _ => 200,
        };
        assert_eq!(status, expected, "{path}");
    }
}

#[test]
fn the_layers_are_described_in_the_readers_language() {
    let service = helpers::start();
    let english = service.get("/collections").json();
    let list = english["collections"].as_array().unwrap();
    let ids: Vec<_> = list.iter().map(|layer| layer["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["settlements", "kitchens", "households", "catchments", "assignments", "gaps"]);
    assert_eq!(list[0]["extent"]["spatial"]["bbox"], json!([[-76.977, -12.154, -76.959, -12.1459]]));
    assert_eq!(list[2]["title"], "Households");
    let spanish = service.get_with("/collections/households", &[("accept-language", "es")]).json();
    assert_eq!(spanish["title"], "Hogares");
    assert_eq!(spanish["itemType"], "feature");
    let items = spanish["links"].as_array().unwrap().iter().find(|link| link["rel"] == "items").unwrap();
    assert_eq!(items["href"], service.url("/collections/households/items"));
}

#[test]
fn settings_are_what_the_office_decided() {
    let service = helpers::start();
    let settings = service.get("/settings").json();
    assert_eq!(
        settings,
        json!({ "coverage_limit_m": 500.0, "distance_bands_m": [250.0, 500.0, 1000.0], "study_area": null, "crs": [], "revision": 7 })
    );
    let mut register = helpers::register();
    register.settings.study_area = Some(register.settlements[0].boundary.clone());
    let service = helpers::start_with(register, cercania::http::Limits::default());
    let settings = service.get("/settings").json();
    assert_eq!(settings["study_area"]["type"], "MultiPolygon");
    assert_eq!(settings["study_area"]["coordinates"][0][0].as_array().unwrap().len(), 5);
}

#[test]
fn health_has_counts_and_says_that_the_store_is_reached() {
    let service = helpers::start();
    assert_eq!(service.get("/health/live").json(), json!({ "status": "live" }));
    let ready = service.get("/health/ready").json();
    assert_eq!(ready["revision"], 7);
    assert_eq!((&ready["kitchens"], &ready["kitchens_open"]), (&json!(3), &json!(2)));
    assert_eq!((&ready["households"], &ready["findings"]), (&json!(303), &json!(0)));
    assert_eq!(ready["status"], "ready");
    let origin = ready["store"]["origin"].as_str().unwrap();
    assert_eq!(ready["store"], json!({ "origin": origin, "reached": true, "lost_since": null, "code": null }));
    let tag = service.get("/collections/kitchens/items").header("etag").to_owned();
    assert!(origin.len() > 8 && tag.starts_with(&format!("W/\"{origin}.")), "{origin} {tag}");
    assert_eq!(ready["findings_named"], json!([]));
    let counts = ready
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| !["status", "store", "findings_named"].contains(&name.as_str()));
    assert!(counts.map(|(_, value)| value).all(Value::is_number));
}

#[test]
fn a_client_that_has_the_answer_is_not_sent_it_again() {
    let service = helpers::start();
    for path in [
        "/",
        "/api",
        "/conformance",
        "/collections",
        "/collections/gaps/schema",
        "/collections/gaps/queryables",
        "/collections/households/items?limit=200",
        "/collections/households/items/H-001",
        "/nearest?lon=1&lat=1",
        "/reports/coverage",
        "/reports/catchments?f=csv",
        "/settings",
    ] {
        let first = service.get(path);
        let tag = first.header("etag").to_owned();
        // That of a row is for If-Match, which takes no weak one.
        assert_eq!(tag.starts_with("W/\""), !path.ends_with("/H-001"), "{path}: {tag}");
        assert_eq!(first.header("cache-control"), "private, no-cache");
        let held = [("if-none-match", tag.as_str()), ("accept-language", "en")];
        let again = service.get_with(path, &held);
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()), "{path}");
        let spanish = service.get_with(path, &[("if-none-match", tag.as_str()), ("accept-language", "es")]);
        assert_eq!(spanish.status, 200, "{path}: another language is another answer");
    }
    let tag = |path: &str| service.get(path).header("etag").to_owned();
    assert_ne!(tag("/reports/coverage"), tag("/reports/coverage?limit_m=400"));
    assert_ne!(tag("/reports/coverage"), tag("/reports/coverage?f=csv"));
    let other = helpers::start();
    assert_ne!(tag("/settings"), other.get("/settings").header("etag"), "another store may be at the same revision");
}

#[test]
fn head_is_get_without_the_body() {
    let service = helpers::start();
    for path in ["/", "/collections/households/items?limit=300", "/reports/coverage", "/health/live"] {
        let get = service.get(path);
        // The client would unpack what is not there.
        let headers = [("accept-language", "en"), ("accept-encoding", "identity")];
        let head = service.send("HEAD", path, &headers, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        for name in ["content-type", "etag", "link"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
    assert_eq!(service.send("HEAD", "/no-such", &[("accept-encoding", "identity")], &[]).status, 404);
}

#[test]
fn long_answers_are_compressed_whole() {
    let service = helpers::start();
    let path = "/collections/households/items?limit=303";
    let plain = service.get_with(path, &[("accept-encoding", "identity")]);
    assert!(plain.body.len() > 100_000, "it takes more than one chunk");
    assert_eq!(plain.header("content-encoding"), "");
    // The client unpacks gzip itself, and only then; it takes the header away when it does.
    let packed = service.get_with(path, &[("accept-encoding", "gzip")]);
    assert!(packed.headers.get_all("vary").iter().any(|vary| vary == "accept-encoding"));
    assert_eq!(packed.timeless(), plain.timeless());
    let address = service.address();
    let head = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\naccept-encoding: br\r\nconnection: close\r\n\r\n");
    let raw = service.raw(head.as_bytes());
    assert!(raw.contains("content-encoding: br"), "{}", &raw[..500]);
    assert!(raw.len() < plain.body.len() / 4);
}

#[test]
fn every_answer_says_who_it_is_for_and_how_to_find_it_in_the_logs() {
    let service = helpers::start();
    for path in ["/", "/no-such", "/collections/kitchens/items", "/nearest"] {
        let answer = service.get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
    }
}
