//! Every method, and what its answer says.

use serde_json::{Value, json};

use super::{Editable, GEOJSON, HOUSEHOLDS, KITCHENS, PATCH, household, start};

fn path_of(editable: &Editable, location: &str) -> String {
    location.strip_prefix(&editable.service.url("")).unwrap().to_owned()
}

#[test]
fn a_row_that_is_added_is_where_the_answer_says() {
    let editable = start();
    let answer = editable.send("POST", HOUSEHOLDS, GEOJSON, &household(&json!({ "persons": 5, "code": "N-1" })));
    let done = answer.body(201);
    assert_eq!((&done["added"], &done["dry_run"], &done["revision"]), (&json!(1), &json!(false), &json!(2)));
    let path = path_of(&editable, answer.header("location"));
    assert_eq!(path, format!("{HOUSEHOLDS}/{}", done["ids"][0].as_str().unwrap()));
    let row = editable.get(&path);
    assert_eq!(row.header("etag"), answer.header("etag"));
    let row = row.json();
    assert_eq!((&row["properties"]["persons"], &row["properties"]["code"]), (&json!(5), &json!("N-1")));
    assert_eq!((&row["properties"]["kitchen_id"], &row["properties"]["state"]), (&json!("K-1"), &json!("served")));
    assert_eq!(row["geometry"]["coordinates"], json!([-76.9716, -12.1501]));
    let changed =
        json!([{ "id": done["ids"][0], "from": null, "to": "K-1", "state_before": null, "state_after": "served" }]);
    assert_eq!((&done["reassigned"], &done["households"]), (&json!(1), &changed));
    let coverage = &done["coverage"][0];
    assert_eq!(coverage["settlement_id"], "S-1");
    let more = |name: &str| coverage["after"][name].as_u64().unwrap() - coverage["before"][name].as_u64().unwrap();
    assert_eq!((more("households"), more("persons"), more("persons_served"), more("persons_too_far")), (1, 5, 5, 0));
    assert_eq!(done["distance"], "in a straight line, not along a path");
}

#[test]
fn several_rows_are_added_all_or_none() {
    let editable = start();
    let batch = |second: Value| {
        let features = [household(&json!({ "id": "B-1" })), household(&second), household(&json!({}))];
        json!({ "type": "FeatureCollection", "features": features })
    };
    let before = editable.entered();
    let answer = editable.send("POST", HOUSEHOLDS, GEOJSON, &batch(json!({ "id": "B-2", "persons": 0 })));
    let (status, code, problem) = answer.problem();
    assert_eq!((status, code.as_str()), (422, "edit-rows-invalid"));
    assert_eq!(problem["rows"].as_array().unwrap().len(), 1);
    let row = &problem["rows"][0];
    assert_eq!((&row["row"], &row["column"], &row["value"]), (&json!(2), &json!("persons"), &json!("0")));
    assert!(row["reason"].as_str().unwrap().contains("number of persons"), "{row}");
    assert_eq!(editable.send("POST", HOUSEHOLDS, GEOJSON, &batch(json!({ "id": "H-001" }))).problem().0, 409);
    assert_eq!(editable.entered(), before, "nothing of it was written");
    let done = editable.send("POST", HOUSEHOLDS, GEOJSON, &batch(json!({ "id": "B-2" })));
    assert!(done.header("location").ends_with("/items/B-1"));
    let done = done.body(201);
    assert_eq!((&done["added"], &done["ids"][1]), (&json!(3), &json!("B-2")));
    assert_eq!(editable.get("/edits").json()["edits"][0]["households"]["added"], 3, "one edit");
}

#[test]
fn a_row_that_is_replaced_has_what_was_sent_and_no_more() {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-007");
    assert_eq!(editable.get(&path).json()["properties"]["fixed_kitchen_id"], "K-2");
    let done = editable.send("PUT", &path, GEOJSON, &household(&json!({ "persons": 2, "state": "served" }))).json();
    assert_eq!((&done["updated"], &done["ids"]), (&json!(1), &json!(["H-007"])));
    let row = editable.get(&path).json();
    assert_eq!((&row["properties"]["fixed_kitchen_id"], &row["properties"]["persons"]), (&Value::Null, &json!(2)));
    let again = editable.send("PUT", &path, GEOJSON, &household(&json!({ "persons": 2 }))).json();
    assert_eq!((&again["updated"], &again["unchanged"], &again["revision"]), (&json!(0), &json!(1), &done["revision"]));
}

#[test]
fn a_patch_changes_what_it_names() {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-007");
    let before = editable.get(&path).json();
    editable.patch(&path, &json!({ "persons": 9, "code": "N-7" })).json();
    editable.patch(&path, &json!({ "code": null })).json();
    let after = editable.get(&path).json();
    let mut expected = before.clone();
    expected["properties"]["persons"] = json!(9);
    assert_eq!(after["properties"], expected["properties"]);
    assert_eq!(after["geometry"], before["geometry"]);
    let moved = json!({ "geometry": { "type": "Point", "coordinates": [-76.965, -12.15] } });
    editable.send("PATCH", &path, PATCH, &moved).json();
    assert_eq!(editable.get(&path).json()["geometry"], moved["geometry"]);
    let path = format!("{HOUSEHOLDS}/H-008");
    editable.send("PATCH", &path, "application/json; charset=utf-8", &json!({ "geometry": null })).json();
    let row = editable.get(&path).json();
    assert_eq!((&row["geometry"], &row["properties"]["state"]), (&Value::Null, &json!("bad_position")));
}

#[test]
fn a_removed_row_is_gone_and_its_id_is_not_given_again() {
    let editable = start();
    let added = editable.send("POST", KITCHENS, GEOJSON, &kitchen("Olla nueva")).body(201);
    let path = format!("{KITCHENS}/{}", added["ids"][0].as_str().unwrap());
    let done = editable.delete(&path).json();
    assert_eq!((&done["removed"], &done["ids"]), (&json!(1), &added["ids"]));
    assert_eq!(editable.get(&path).status, 404);
    assert_eq!(editable.delete(&path).problem().1, "edit-no-such-row");
    let again = editable.send("POST", KITCHENS, GEOJSON, &kitchen("Otra")).body(201);
    assert_ne!(again["ids"], added["ids"]);
}

fn kitchen(name: &str) -> Value {
    json!({
        "type": "Feature", "geometry": { "type": "Point", "coordinates": [-76.9745, -12.1545] },
        "properties": { "name": name, "kind": "olla_comun", "status": "open" },
    })
}

#[test]
fn a_trial_says_what_the_edit_then_does_and_writes_nothing() {
    let editable = start();
    let before = editable.entered();
    for (method, path, media_type, body) in [
        ("POST", KITCHENS.to_owned(), GEOJSON, kitchen("Olla nueva")),
        ("PATCH", format!("{KITCHENS}/K-1"), PATCH, json!({ "properties": { "status": "closed" } })),
        ("PUT", format!("{HOUSEHOLDS}/H-007"), GEOJSON, household(&json!({ "persons": 4 }))),
        ("DELETE", format!("{KITCHENS}/K-2"), "", Value::Null),
    ] {
        let send = |path: &str| match method {
            "DELETE" => editable.delete(path),
            _ => editable.send(method, path, media_type, &body),
        };
        let state = editable.entered();
        let trial = send(&format!("{path}?dry_run=true"));
        assert_eq!((trial.status, trial.header("location"), trial.header("etag")), (200, "", ""), "{method}");
        let trial = trial.json();
        assert_eq!(editable.entered(), state, "{method}");
        let real = send(&path);
        let mut real: Value = serde_json::from_slice(&real.body).unwrap();
        assert!(real["reassigned"].as_u64().unwrap() > 0, "{method}: {real}");
        real.as_object_mut().unwrap().remove("links");
        real["dry_run"] = json!(true);
        if method == "POST" {
            // An id that is given to a trial is not given again.
            let (given, own) = (trial["ids"][0].to_string(), real["ids"][0].to_string());
            assert_ne!(given, own);
            real = serde_json::from_str(&real.to_string().replace(&own, &given)).unwrap();
        }
        assert_eq!(trial, real, "{method}");
    }
    assert_ne!(editable.entered(), before);
}

#[test]
fn positions_may_come_in_every_published_system_and_its_own_order_of_axes() {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    let uri = |code: u32| format!("http://www.opengis.net/def/crs/EPSG/0/{code}");
    let utm = editable.get(&format!("{path}?crs={}", uri(32718))).json()["geometry"].clone();
    let at = editable.get(&path).json()["geometry"]["coordinates"].clone();
    let (lon, lat) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
    let point = |x: f64, y: f64| json!({ "type": "Point", "coordinates": [x, y] });
    for (crs, shape) in [
        (uri(32718), utm.clone()),
        (format!("<{}>", uri(32718)), utm),
        (uri(4326), point(lat, lon)),
        (format!("<{}>", uri(4326)), point(lat, lon)),
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84".to_owned(), point(lon, lat)),
    ] {
        let sent = json!({ "type": "Feature", "geometry": shape, "properties": {} });
        let crs = [("content-crs", crs.as_str())];
        for (method, media_type, body) in [
            ("POST", GEOJSON, &sent),
            ("PATCH", PATCH, &json!({ "geometry": sent["geometry"] })),
            ("PUT", GEOJSON, &sent),
        ] {
            let to = if method == "POST" { HOUSEHOLDS } else { &path };
            let answer = editable.send_with(method, to, media_type, body, &crs);
            assert!(answer.status < 300, "{crs:?} {method}: {}", answer.text());
            let done: Value = serde_json::from_slice(&answer.body).unwrap();
            let row = editable.get(&format!("{HOUSEHOLDS}/{}", done["ids"][0].as_str().unwrap())).json();
            let got = &row["geometry"]["coordinates"];
            // A centimetre: what the operation of the system is repeated to.
            let off = (got[0].as_f64().unwrap() - lon).abs().max((got[1].as_f64().unwrap() - lat).abs());
            assert!(off < 1e-7, "{crs:?} {method}: {got}");
        }
    }
    // What a patch does not name stays where it is, whatever the system.
    let crs = [("content-crs", &*uri(4326))];
    let before = editable.get(&path).json()["geometry"].clone();
    editable.send_with("PATCH", &path, PATCH, &json!({ "properties": { "persons": 8 } }), &crs).json();
    assert_eq!(editable.get(&path).json()["geometry"], before);
    let settlement = "/collections/settlements/items/S-1";
    let outline = |of: &str| editable.get(&format!("{settlement}{of}")).json()["geometry"].clone();
    let (before, swapped) = (outline(""), outline("?crs=http://www.opengis.net/def/crs/EPSG/0/4326"));
    assert_ne!(before, swapped);
    editable.send_with("PATCH", settlement, PATCH, &json!({ "geometry": swapped }), &crs).json();
    assert_eq!(outline(""), before);
    let unknown = [("content-crs", "http://www.opengis.net/def/crs/EPSG/0/2154")];
    let (status, code, problem) = editable.send_with("PUT", &path, GEOJSON, &household(&json!({})), &unknown).problem();
    assert_eq!((status, code.as_str(), &problem["name"]), (400, "parameter-crs", &json!("Content-Crs")));
}

#[test]
fn a_version_that_was_seen_is_honoured_and_a_moved_kitchen_does_not_matter() {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    let seen = editable.get(&path).header("etag").to_owned();
    assert!(seen.starts_with("\"1."), "{seen}");
    // Its kitchen goes: its row is as it was.
    editable.patch(&format!("{KITCHENS}/K-1"), &json!({ "status": "closed" })).json();
    let answer = editable.get(&path);
    assert_ne!(answer.header("etag"), seen, "what is computed is new");
    assert_eq!(editable.service.get_with(&path, &[("if-none-match", &seen), ("accept-language", "en")]).status, 200);
    let with = |tag: &str, persons: u32| {
        let body = json!({ "properties": { "persons": persons } });
        editable.send_with("PATCH", &path, PATCH, &body, &[("if-match", tag)])
    };
    let first = with(&seen, 3);
    assert_eq!(first.json()["updated"], 1);
    assert_eq!(first.header("etag"), editable.get(&path).header("etag"));
    for tag in [&seen, &format!("W/{seen}"), "\"0\"", "\"xyz\"", "nonsense"] {
        let (status, code, problem) = with(tag, 4).problem();
        assert_eq!((status, code.as_str()), (412, "edit-changed"), "{tag}");
        assert!(problem["detail"].as_str().unwrap().contains("read it again"), "{problem}");
    }
    for tag in ["*", first.header("etag")] {
        assert_eq!(with(tag, 3).json()["unchanged"], 1, "{tag}");
    }
    let list = format!("\"xyz\", W/{}", first.header("etag"));
    assert_eq!(with(&list, 5).json()["updated"], 1);
    let delete = |tag: &str| editable.service.send("DELETE", &path, &[("if-match", tag)], &[]);
    assert_eq!(delete(&seen).status, 412);
    assert_eq!(delete("*").status, 200);
    assert_eq!(delete("*").status, 404);
}
