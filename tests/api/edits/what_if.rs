//! Kitchens that somebody thinks of.

use serde_json::{Value, json};

use super::{Editable, KITCHENS, start};
use crate::api::helpers::Answer;

fn ask(service: &Editable, query: &str, kitchens: &Value) -> Answer {
    service.send("POST", &format!("/what-if{query}"), "application/json", &json!({ "kitchens": kitchens }))
}

/// Everything that an edit's answer and this one both say.
fn same(answer: &Value) -> Vec<Value> {
    let members = ["reassigned", "households", "households_left_out", "coverage", "updated", "added", "limit_m"];
    members.iter().map(|name| answer[*name].clone()).collect()
}

fn revision(service: &Editable) -> Value {
    service.get("/settings").json()["revision"].clone()
}

#[test]
fn a_kitchen_that_would_close_is_the_dry_run_of_its_edit_with_the_ways_of_its_households() {
    let service = start();
    let (before, entered) = (revision(&service), service.entered());
    let change = json!({ "properties": { "status": "closed" } });
    let edit = service.send("PATCH", &format!("{KITCHENS}/K-1?dry_run=true"), super::PATCH, &change).json();
    let answer = ask(&service, "", &json!([{ "id": "K-1", "status": "closed" }]));
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    let answer = answer.json();
    assert_eq!(same(&answer), same(&edit));
    assert_eq!((&answer["dry_run"], &answer["kitchens"]), (&json!(true), &json!([])));
    let (households, features) = (answer["households"].as_array().unwrap(), &answer["features"]["features"]);
    assert!(!households.is_empty());
    assert_eq!(features.as_array().unwrap().len(), households.len());
    for (household, feature) in households.iter().zip(features.as_array().unwrap()) {
        let item = service.get(&format!("{}/{}", super::HOUSEHOLDS, household["id"].as_str().unwrap())).json();
        assert_eq!((&feature["geometry"], &feature["id"]), (&item["geometry"], &item["id"]));
        let way = &feature["properties"];
        for member in ["id", "from", "to", "state_before", "state_after"] {
            assert_eq!(way[member], household[member]);
        }
        assert_eq!(way["distance_before_m"], item["properties"]["distance_m"]);
        assert_eq!((&way["from_lon"], &way["from_lat"]), (&json!(-76.9715), &json!(-12.15)));
        assert_eq!((&way["to"], &way["to_lon"]), (&json!("K-2"), &json!(-76.9645)));
        assert_eq!(way["distance_after_m"], item["properties"]["next_distance_m"], "the runner-up's own distance");
    }
    assert_eq!((revision(&service), service.entered()), (before, entered), "nothing is stored");
}

#[test]
fn what_is_kept_is_one_edit_that_can_be_taken_back() {
    let service = start();
    let entered = service.entered();
    let both = json!([
        { "id": "K-1", "status": "closed" },
        { "name": "Olla nueva", "lon": -76.9716, "lat": -12.1502, "kind": "olla_comun", "rations": 90 },
        { "id": "K-2", "lon": -76.9655, "lat": -12.1503 },
    ]);
    let tried = ask(&service, "", &both).json();
    let kept = ask(&service, "?keep=true", &both).json();
    assert_eq!((&kept["dry_run"], &kept["revision"]), (&json!(false), &json!(2)), "{kept}");
    let (made_up, id) = (tried["kitchens"][0].as_str().unwrap(), kept["kitchens"][0].as_str().unwrap());
    assert_eq!((kept["kitchens"].as_array().unwrap().len(), made_up), (1, "K.new.1"));
    let named = tried.to_string().replace(made_up, id);
    assert_eq!(same(&serde_json::from_str(&named).unwrap()), same(&kept), "the same but for the id");
    let row = service.get(&format!("{KITCHENS}/{id}")).json();
    assert_eq!((&row["properties"]["name"], &row["properties"]["rations"]), (&json!("Olla nueva"), &json!(90)));
    assert_eq!(
        (&row["properties"]["status"], &row["geometry"]["coordinates"]),
        (&json!("open"), &json!([-76.9716, -12.1502]))
    );
    let logged = service.get("/edits/2").json();
    assert_eq!(logged["rows"].as_array().unwrap().len(), 3);
    let undone = service.undo(2).json();
    assert_eq!((&undone["removed"], &undone["updated"]), (&json!(1), &json!(2)));
    assert_eq!(service.entered(), entered);
}

#[test]
fn two_changes_at_once_are_both_edits_one_after_another() {
    let (service, other) = (start(), start());
    let answer = ask(
        &service,
        "?keep=true",
        &json!([
            { "id": "K-1", "status": "closed" }, { "id": "K-2", "lon": -76.9705, "lat": -12.1501 },
        ]),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
    let closed = other.patch(&format!("{KITCHENS}/K-1"), &json!({ "status": "closed" }));
    let geometry = json!({ "geometry": { "type": "Point", "coordinates": [-76.9705, -12.1501] } });
    let moved = other.send("PATCH", &format!("{KITCHENS}/K-2"), super::PATCH, &geometry);
    assert_eq!((closed.status, moved.status), (200, 200));
    assert_eq!(service.entered(), other.entered(), "what was entered, and what is computed from it");
    let (coverage, last) = (answer.json()["coverage"].clone(), moved.json()["coverage"].clone());
    for row in coverage.as_array().unwrap() {
        let same = last.as_array().unwrap().iter().find(|other| other["settlement_id"] == row["settlement_id"]);
        assert!(same.is_none_or(|same| same["after"] == row["after"]), "{row}");
    }
}

#[test]
fn under_another_limit_it_tells_what_that_limit_would_tell() {
    let service = start();
    let close = json!([{ "id": "K-1", "status": "closed" }]);
    let answer = ask(&service, "?limit_m=100", &close).json();
    assert_eq!(answer["limit_m"], json!(100.0));
    let served = |path: &str| -> Vec<Value> {
        let report = service.get(path).json();
        let rows = report["tables"]["settlements"].as_array().unwrap();
        rows.iter()
            .filter(|row| row["row"] != "total")
            .map(|row| json!([row["settlement_id"], row["persons_served"]]))
            .collect()
    };
    let told = |side: &str| -> Vec<Value> {
        let rows = answer["coverage"].as_array().unwrap();
        rows.iter().map(|row| json!([row["settlement_id"], row[side]["persons_served"]])).collect()
    };
    let before = served("/reports/coverage?limit_m=100&table=settlements");
    assert!(!told("before").is_empty() && told("before").iter().all(|row| before.contains(row)), "{before:?}");
    assert_eq!(ask(&service, "?keep=true&limit_m=100", &close).status, 200);
    let after = served("/reports/coverage?limit_m=100&table=settlements");
    assert!(told("after").iter().all(|row| after.contains(row)), "{after:?}");
    let stored = ask(&service, "?limit_m=500", &json!([{ "id": "K-1", "status": "open" }])).json();
    let unsaid = ask(&service, "", &json!([{ "id": "K-1", "status": "open" }])).json();
    assert_eq!(stored, unsaid, "the stored limit");
}

#[test]
fn a_name_is_made_up_until_it_is_kept() {
    let service = start();
    let new = json!([{ "lon": -76.9716, "lat": -12.1502 }]);
    assert_eq!(ask(&service, "", &new).json()["added"], 1);
    let refused = ask(&service, "?keep=true", &new);
    assert_eq!(refused.status, 422);
    let row = &refused.body(422)["rows"][0];
    assert_eq!((&row["row"], &row["column"], &row["code"]), (&json!(1), &json!("name"), &json!("body-row-missing")));
    assert_eq!(revision(&service), json!(1));
}

#[test]
fn what_is_wrong_is_named_with_its_entry_and_value() {
    let service = start();
    let fine = json!({ "id": "K-2", "status": "closed" });
    for (entry, column, value, code) in [
        (json!({ "id": "K-2", "status": "open" }), "id", "K-2", "body-row-twice"),
        (json!({ "id": "K 1" }), "id", "K 1", "body-row-not-an-id"),
        (json!({ "id": "K-1", "lon": 181, "lat": 0 }), "lon", "181", "body-row-longitude"),
        (json!({ "id": "K-1", "lon": 0, "lat": -90.5 }), "lat", "-90.5", "body-row-latitude"),
        (json!({ "id": "K-1", "lon": -76.9 }), "lat", "", "body-row-missing"),
        (json!({ "id": "K-1", "lon": "x", "lat": -12.1 }), "lon", "x", "body-row-not-a-number"),
        (json!({ "name": "Nueva" }), "lon", "", "body-row-missing"),
        (json!({ "id": "K-1", "colour": "red" }), "kitchens", "colour", "body-row-member"),
        (json!("K-1"), "kitchens", "\"K-1\"", "body-row-not-an-object"),
        (json!({ "id": "K-1", "status": "shut" }), "status", "shut", "row-status"),
        (json!({ "id": "K-1", "rations": -1 }), "rations", "-1", "row-count"),
    ] {
        let answer = ask(&service, "", &json!([fine, entry]));
        assert_eq!(answer.status, 422, "{entry}: {}", answer.text());
        let problem = answer.body(422);
        let row = &problem["rows"][0];
        let said = (row["row"].as_u64(), row["column"].as_str(), row["value"].as_str(), row["code"].as_str());
        assert_eq!(said, (Some(2), Some(column), Some(value), Some(code)), "{entry}");
        assert!(!row["reason"].as_str().unwrap().is_empty());
    }
    let unknown = ask(&service, "", &json!([fine, { "id": "K-99", "status": "closed" }]));
    let problem = unknown.body(422);
    assert_eq!((unknown.status, &problem["type"]), (422, &json!("/problems/edit-no-such-kitchen")));
    assert_eq!((&problem["entry"], &problem["id"]), (&json!(2), &json!("K-99")));
}

#[test]
fn hostile_questions_are_refused() {
    let service = start();
    let send =
        |body: &str| service.service.send("POST", "/what-if", &[("content-type", "application/json")], body.as_bytes());
    for (body, status) in [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ("{}", 400),
        ("null", 400),
        (r#"{"kitchens":[]}"#, 400),
        (r#"{"kitchens":{}}"#, 400),
        (r#"{"kitchens":[],"limit":1}"#, 400),
        (r#"{"kitchens":[{"id":"K-1","lon":1e999,"lat":0}]}"#, 400),
        (r#"{"kitchens":[null]}"#, 422),
        (r#"{"kitchens":[{"id":{"a":1}}]}"#, 422),
        (r#"{"kitchens":[{"id":"K-1","status":["closed"]}]}"#, 422),
        (r#"{"kitchens":[{"name":"a","lon":0,"lat":0}]}"#, 422),
        (r#"{"kitchens":[{"name":"a","lon":-12.15,"lat":-76.97}]}"#, 422),
    ] {
        assert_eq!(send(body).status, status, "{body}");
    }
    let many: Vec<Value> = (0..101).map(|n| json!({ "id": format!("K-{n}") })).collect();
    assert_eq!(ask(&service, "", &json!(many)).status, 413);
    assert_eq!(send(&format!("{{\"kitchens\":[{}]}}", " ".repeat(300_000))).status, 413);
    assert_eq!(send(&"[".repeat(100_000)).status, 400);
    let close = json!([{ "id": "K-1", "status": "closed" }]);
    for (query, status) in [("?limit_m=0", 400), ("?limit_m=x", 400), ("?keep=yes", 400), ("?dry_run=true", 400)] {
        assert_eq!(ask(&service, query, &close).status, status, "{query}");
    }
    let text = service.send("POST", "/what-if", "text/plain", &json!({ "kitchens": close }));
    assert_eq!(text.status, 415);
    for foreign in [("origin", "http://evil.example"), ("sec-fetch-site", "cross-site")] {
        let body = json!({ "kitchens": close });
        let answer = service.send_with("POST", "/what-if?keep=true", "application/json", &body, &[foreign]);
        assert_eq!(answer.status, 403, "{foreign:?}");
    }
    assert_eq!(service.get("/what-if").status, 405);
    assert_eq!(revision(&service), json!(1));
}

#[test]
fn what_is_kept_with_the_tag_of_its_trial_is_what_was_seen_or_nothing() {
    let service = start();
    let close = json!({ "kitchens": [{ "id": "K-1", "status": "closed" }] });
    let keep =
        |tag: &str| service.send_with("POST", "/what-if?keep=true", "application/json", &close, &[("if-match", tag)]);
    let tag = || ask(&service, "", &close["kitchens"]).header("etag").to_owned();
    let seen = tag();
    assert!(seen.starts_with("\"trial-") && seen.ends_with("-1\""), "{seen}");
    assert_eq!(tag(), seen, "the same state, the same tag");

    service.patch(&format!("{}/H-001", super::HOUSEHOLDS), &json!({ "persons": 7 }));
    let (before, entered) = (revision(&service), service.entered());
    let row = service.get(&format!("{KITCHENS}/K-1")).header("etag").to_owned();
    for tag in [&*seen, &row, "\"trial-0-2\"", "\"2\"", "W/\"x\"", ""] {
        let (status, code, problem) = keep(tag).problem();
        assert_eq!((status, code.as_str()), (412, "edit-moved"), "{tag}: {problem}");
        assert!(problem["detail"].as_str().unwrap().contains("revision 2"), "{problem}");
    }
    let trial = service.send_with("POST", "/what-if", "application/json", &close, &[("if-match", &seen)]);
    assert_eq!(trial.status, 412, "a trial too is of the state that was seen");
    assert_eq!((revision(&service), service.entered()), (before, entered), "nothing is stored");

    let kept = keep(&tag());
    assert_eq!((kept.status, kept.header("etag")), (200, ""), "{}", kept.text());
    assert_eq!(kept.json()["updated"], 1);
    assert_eq!(keep("*").status, 200, "any state will do");
}
