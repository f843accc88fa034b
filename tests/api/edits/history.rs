//! What was written is kept, told and taken back.

use serde_json::{Value, json};

use super::{GEOJSON, HOUSEHOLDS, KITCHENS, household, start};

#[test]
fn the_history_of_a_row_has_every_edit_with_before_and_after() {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    editable.patch(&path, &json!({ "persons": 3 })).json();
    editable.patch(&path, &json!({ "persons": 4, "address": "Mz. A" })).json();
    editable.delete(&path).json();
    let history = editable.get(&format!("{path}/history")).json();
    let entries = history["entries"].as_array().unwrap();
    let revisions: Vec<u64> = entries.iter().map(|entry| entry["revision"].as_u64().unwrap()).collect();
    assert_eq!(revisions, [4, 3, 2, 1]);
    assert_eq!((&entries[0]["after"], &entries[3]["before"]), (&Value::Null, &Value::Null));
    assert_eq!(
        entries[1]["changed"],
        json!(["persons", "address"])
            .as_array()
            .map(|names| {
                let mut names = names.clone();
                names.sort_by_key(ToString::to_string);
                Value::from(names)
            })
            .unwrap()
    );
    assert_eq!(entries[1]["before"]["properties"]["persons"], 3);
    assert_eq!(entries[1]["after"]["properties"]["address"], "Mz. A");
    assert_eq!(entries[3]["action"], "import");
    assert_eq!(entries[3]["author"], "tester");
    assert!(entries[0]["time"].as_str().unwrap().ends_with('Z'));
    let first = editable.get(&format!("{path}/history?limit=2")).json();
    let next = first["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").unwrap();
    let rest = editable.get(next["href"].as_str().unwrap().strip_prefix(&editable.service.url("")).unwrap()).json();
    assert_eq!(rest["entries"], json!(entries[2..]));
    assert!(rest["links"].as_array().unwrap().iter().all(|link| link["rel"] != "next"));
    assert_eq!(editable.get(&format!("{HOUSEHOLDS}/never/history")).problem().1, "item-unknown");
    assert_eq!(editable.get("/collections/gaps/items/H-001/history").problem().1, "layer-without-history");
}

#[test]
fn edits_are_listed_told_and_taken_back() {
    let editable = start();
    let before = editable.entered();
    let done = editable.patch(&format!("{KITCHENS}/K-1"), &json!({ "status": "closed" })).json();
    let revision = done["revision"].as_u64().unwrap();
    let list = editable.get("/edits").json();
    assert_eq!(list["edits"][0]["revision"], revision);
    assert_eq!(list["edits"][0]["kitchens"], json!({ "added": 0, "updated": 1, "removed": 0 }));
    assert_eq!(
        (&list["edits"][1]["action"], &list["edits"][1]["households"]["added"]),
        (&json!("import"), &json!(303))
    );
    let edit = editable.get(&format!("/edits/{revision}")).json();
    assert_eq!((&edit["rows"][0]["id"], &edit["rows"][0]["changed"]), (&json!("K-1"), &json!(["status"])));
    assert_eq!((&edit["rows"][0]["now"], &edit["rows_left_out"]), (&json!(revision), &json!(0)));
    let trial = editable.service.send("POST", &format!("/edits/{revision}/undo?dry_run=true"), &[], &[]).json();
    assert_eq!(trial["dry_run"], true);
    let undone = editable.undo(revision).json();
    assert_eq!(undone["reassigned"], trial["reassigned"]);
    assert!(undone["reassigned"].as_u64().unwrap() > 0);
    assert_eq!(editable.entered(), before);
    let by = undone["revision"].as_u64().unwrap();
    assert_eq!(editable.get(&format!("/edits/{revision}")).json()["undone_by"], by);
    let latest = editable.get("/edits?limit=1").json();
    assert_eq!((&latest["edits"][0]["action"], &latest["edits"][0]["undoes"]), (&json!("undo"), &json!(revision)));
    assert_eq!(editable.undo(revision).problem().1, "edit-undone");
    assert_eq!(editable.undo(999).problem().0, 404);
    editable.undo(by).json();
    assert_eq!(editable.get(&format!("{KITCHENS}/K-1")).json()["properties"]["status"], "closed", "an undo, too");
}

#[test]
fn what_was_changed_since_is_not_taken_back_and_is_named() {
    let editable = start();
    let row = |id: &str| household(&json!({ "id": id, "persons": 2 }));
    let batch = json!({ "type": "FeatureCollection", "features": [row("B-1"), row("B-2"), row("B-3")] });
    let added = editable.send("POST", HOUSEHOLDS, GEOJSON, &batch).body(201);
    let revision = added["revision"].as_u64().unwrap();
    let changed = editable.patch(&format!("{HOUSEHOLDS}/B-2"), &json!({ "persons": 7 })).json();
    editable.delete(&format!("{HOUSEHOLDS}/B-3")).json();
    let before = editable.entered();
    let (status, code, problem) = editable.undo(revision).problem();
    assert_eq!((status, code.as_str()), (409, "edit-conflict"));
    let conflicts = problem["conflicts"].as_array().unwrap();
    let named: Vec<_> = conflicts.iter().map(|row| (&row["layer"], &row["id"], &row["revision"])).collect();
    let layer = json!("households");
    assert_eq!(named, [(&layer, &json!("B-2"), &changed["revision"]), (&layer, &json!("B-3"), &Value::Null)]);
    assert!(conflicts[0]["reason"].as_str().unwrap().contains("changed again"), "{problem}");
    assert_eq!(editable.entered(), before);
}

#[test]
fn people_read_history_on_pages() {
    let editable = start();
    editable.patch(&format!("{HOUSEHOLDS}/H-001"), &json!({ "persons": 3, "address": "<b>Mz. A" })).json();
    for (path, words) in [
        ("/edits?f=html".to_owned(), "Households: 1 row changed"),
        ("/edits/2?f=html".to_owned(), "Persons: 2 → 3"),
        ("/edits/1?f=html".to_owned(), "Households: 303 rows added"),
        (format!("{HOUSEHOLDS}/H-001/history?f=html"), "Address: – → &#60;b&#62;Mz. A"),
        (format!("{HOUSEHOLDS}/H-001?f=html"), "H-001/history"),
        ("/?f=html".to_owned(), "href=\"/edits\""),
    ] {
        let answer = editable.get(&path);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(answer.text().contains(words), "{path}: {}", answer.text());
    }
    let spanish = editable.service.get_with("/edits?f=html", &[]);
    assert!(spanish.text().contains("Hogares: 1 fila cambiada"), "{}", spanish.text());
}
