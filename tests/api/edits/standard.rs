//! The abstract tests of OGC API - Features, Part 4, each on a store of its own: the given service has none to write to.

use serde_json::{Value, json};

use super::{GEOJSON, HOUSEHOLDS, PATCH, household, start};
use crate::api::helpers::Service;

type Check = fn(&Service);

pub const CREATE_REPLACE_DELETE: &[Check] =
    &[options_tell_what_may_be_done, create, replace, replace_of_nothing, delete];
pub const UPDATE: &[Check] = &[options_tell_what_may_be_done, update];
pub const FEATURES: &[Check] = &[content_crs, what_the_schema_says_may_be_sent, ids_are_not_changed];
pub const ETAGS: &[Check] = &[conditional];

fn options_tell_what_may_be_done(service: &Service) {
    for layer in ["settlements", "kitchens", "households"] {
        let items = service.send("OPTIONS", &format!("/collections/{layer}/items"), &[], &[]);
        assert!(items.status == 200 && items.header("allow").contains("POST"), "{layer}");
        assert!(items.header("accept-post").contains(GEOJSON), "{layer}");
        let item = service.send("OPTIONS", &format!("/collections/{layer}/items/x"), &[], &[]);
        assert_eq!(item.status, 200);
        for method in ["PUT", "PATCH", "DELETE"] {
            assert!(item.header("allow").contains(method), "{layer} {method}");
        }
        assert!(item.header("accept-patch").contains(PATCH), "{layer}");
    }
}

fn create(_: &Service) {
    let editable = start();
    for properties in [json!({ "persons": 3 }), json!({ "id": "own-id", "persons": 3 })] {
        let answer = editable.send("POST", HOUSEHOLDS, GEOJSON, &household(&properties));
        assert_eq!(answer.status, 201);
        let row = editable.get(answer.header("location").strip_prefix(&editable.service.url("")).unwrap()).json();
        assert_eq!(row["properties"]["persons"], 3);
        assert!(answer.header("location").ends_with(row["id"].as_str().unwrap()));
    }
    assert_eq!(editable.get(&format!("{HOUSEHOLDS}/own-id")).status, 200);
}

fn replace(_: &Service) {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    assert_eq!(editable.send("PUT", &path, GEOJSON, &household(&json!({ "persons": 9 }))).status, 200);
    assert_eq!(editable.get(&path).json()["properties"]["persons"], 9);
}

fn replace_of_nothing(_: &Service) {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/none");
    let body = household(&json!({}));
    assert_eq!(editable.send("PUT", &path, GEOJSON, &body).status, 404);
    assert_eq!(editable.send_with("PUT", &path, GEOJSON, &body, &[("if-match", "\"xyz\"")]).status, 404);
    assert_eq!(editable.get(&path).status, 404);
}

fn delete(_: &Service) {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    assert_eq!(editable.delete(&path).status, 200);
    assert_eq!(editable.get(&path).status, 404);
}

fn update(_: &Service) {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-000");
    let change = json!({
        "geometry": { "type": "Point", "coordinates": [-76.97, -12.15] },
        "properties": { "persons": 8, "code": "new", "address": null },
    });
    assert_eq!(editable.send("PATCH", &path, PATCH, &change).status, 200);
    let row = editable.get(&path).json();
    assert_eq!(row["geometry"], change["geometry"]);
    let of = |name: &str| row["properties"][name].clone();
    assert_eq!((of("persons"), of("code"), of("address")), (json!(8), json!("new"), Value::Null));
}

fn content_crs(_: &Service) {
    let editable = start();
    let utm = "http://www.opengis.net/def/crs/EPSG/0/32718";
    let shape = editable.get(&format!("{HOUSEHOLDS}/H-001?crs={utm}")).json()["geometry"].clone();
    let sent = json!({ "type": "Feature", "geometry": shape, "properties": {} });
    let answer = editable.send_with("POST", HOUSEHOLDS, GEOJSON, &sent, &[("content-crs", utm)]);
    assert_eq!(answer.status, 201);
    let other = "http://www.opengis.net/def/crs/EPSG/0/2154";
    assert_eq!(editable.send_with("POST", HOUSEHOLDS, GEOJSON, &sent, &[("content-crs", other)]).status, 400);
}

fn what_the_schema_says_may_be_sent(_: &Service) {
    let editable = start();
    let schema = editable.get("/collections/households/schema").json();
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(editable.send("POST", HOUSEHOLDS, GEOJSON, &household(&json!({ "other": 1 }))).status, 422);
    // Those that are only read are passed over: QGIS sends back every field that it read.
    let read = editable.get(&format!("{HOUSEHOLDS}/H-001")).json();
    let answer = editable.send("PUT", &format!("{HOUSEHOLDS}/H-001"), GEOJSON, &read);
    assert_eq!(answer.json()["unchanged"], 1);
}

fn ids_are_not_changed(_: &Service) {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    let mut other = household(&json!({}));
    other["id"] = json!("H-002");
    let before = editable.entered();
    assert_eq!(editable.send("PUT", &path, GEOJSON, &other).problem().1, "edit-other-id");
    assert_eq!(editable.patch(&path, &json!({ "id": "H-002" })).status, 422);
    assert_eq!(editable.entered(), before);
}

fn conditional(_: &Service) {
    let editable = start();
    let path = format!("{HOUSEHOLDS}/H-001");
    let tag = editable.get(&path).header("etag").to_owned();
    let put = |tag: &str| {
        let more = [("if-match", tag)];
        editable.send_with("PUT", &path, GEOJSON, &household(&json!({ "persons": 9 })), &more)
    };
    assert_eq!(put("\"0\"").status, 412);
    let done = put(&tag);
    assert!(done.status == 200 && !done.header("etag").is_empty() && done.header("etag") != tag);
    assert_eq!(editable.patch(&path, &json!({ "persons": 4 })).status, 200, "it is never asked for");
    assert_eq!(editable.service.send("DELETE", &path, &[("if-match", "\"0\"")], &[]).status, 412);
    let tag = editable.get(&path).header("etag").to_owned();
    assert_eq!(editable.service.send("DELETE", &path, &[("if-match", &tag)], &[]).status, 200);
}
