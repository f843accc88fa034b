//! Two people at one household.

use std::sync::Arc;
use std::thread;

use cercania::app::{App, Quiet};
use cercania::http::Limits;
use cercania::store::geopackage::GeoPackageStore;
use serde_json::json;

use super::{HOUSEHOLDS, PATCH, start};
use crate::api::helpers;

#[test]
fn of_two_who_saw_the_same_version_the_second_is_told() {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    let seen = editable.get(&path).header("etag").to_owned();
    let with = |persons: u32| {
        let body = json!({ "properties": { "persons": persons } });
        editable.send_with("PATCH", &path, PATCH, &body, &[("if-match", &seen)]).status
    };
    assert_eq!((with(3), with(4)), (200, 412));
    assert_eq!(editable.get(&path).json()["properties"]["persons"], 3);
}

#[test]
fn without_versions_both_edits_stand_and_the_history_has_them() {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    editable.patch(&path, &json!({ "persons": 3 })).json();
    editable.patch(&path, &json!({ "persons": 4 })).json();
    let history = editable.get(&format!("{path}/history")).json();
    let persons = |n: usize| history["entries"][n]["after"]["properties"]["persons"].clone();
    assert_eq!((persons(0), persons(1)), (json!(4), json!(3)));
}

#[test]
fn writers_of_different_fields_of_one_row_lose_nothing() {
    const EDITS: u32 = 20;
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    thread::scope(|scope| {
        for field in ["persons", "accuracy_m"] {
            let (editable, path) = (&editable, &path);
            scope.spawn(move || {
                for n in 1..=EDITS {
                    editable.patch(path, &json!({ field: n + 30 })).json();
                }
            });
        }
    });
    let row = editable.get(&path).json();
    assert_eq!(row["properties"]["persons"], EDITS + 30);
    assert_eq!(row["properties"]["accuracy_m"].as_f64(), Some(f64::from(EDITS + 30)));
    let history = editable.get(&format!("{path}/history?limit=1000")).json();
    assert_eq!(history["entries"].as_array().unwrap().len(), 1 + 2 * EDITS as usize, "every edit, and none twice");
}

#[test]
fn services_of_one_store_give_the_same_tags_for_the_same_state() {
    let editable = start();
    let store = GeoPackageStore::open_or_create(editable.file()).unwrap();
    let app = Arc::new(App::open(Box::new(store), &Quiet).unwrap());
    let other = helpers::start_on(Arc::clone(&app), Limits::default());
    let row = format!("{HOUSEHOLDS}/H-001");
    let tags = |service: &helpers::Service| {
        let paths = [HOUSEHOLDS, &row, "/reports/coverage", "/collections/settlements/items/S-1"];
        paths.map(|path| service.get(path).header("etag").to_owned())
    };
    let before = tags(&editable.service);
    assert_eq!(tags(&other), before);
    editable.patch(&row, &json!({ "persons": 30 })).json();
    assert_eq!(tags(&other), before, "what it shows is as it was");
    app.catch_up().unwrap();
    let after = tags(&editable.service);
    assert_eq!(tags(&other), after);
    assert!(before.iter().zip(&after).all(|(before, after)| before != after));
    assert_ne!(tags(&start().service), before, "another store at the same revision");
}
