//! What a new household would get.

use geographiclib_rs::{Geodesic, InverseGeodesic};
use serde_json::{Value, json};

use super::helpers;

#[test]
fn the_open_kitchens_are_listed_by_their_geodesics() {
    let service = helpers::start();
    let answer = service.get("/nearest?lon=-76.97&lat=-12.1505&accuracy_m=5&k=5").json();
    let kitchens = answer["kitchens"].as_array().unwrap();
    assert_eq!(kitchens.len(), 2, "the closed one is never offered");
    for (rank, id, lon) in [(1, "K-1", -76.9715), (2, "K-2", -76.9645)] {
        let kitchen = &kitchens[rank - 1];
        let expected: f64 = Geodesic::wgs84().inverse(-12.1505, -76.97, -12.15, lon);
        assert_eq!((&kitchen["rank"], &kitchen["id"]), (&json!(rank), &json!(id)));
        let served = kitchen["distance_m"].as_f64().unwrap();
        assert!((served - expected).abs() < 1e-4, "{served} {expected}; the closed form is within 0.1 mm");
    }
    assert_eq!(kitchens[0]["name"], "Olla «K-1»");
    let margin = kitchens[1]["distance_m"].as_f64().unwrap() - kitchens[0]["distance_m"].as_f64().unwrap();
    assert!((answer["margin_m"].as_f64().unwrap() - margin).abs() < 1e-9);
    assert_eq!(answer["settlement_id"], "S-1");
    assert_eq!(answer["settlements_overlap"], false);
    assert_eq!((&answer["state"], &answer["certainty"]), (&json!("served"), &json!("certain")));
    assert_eq!(answer["distance"], "in a straight line, not along a path");
    assert_eq!((&answer["limit_m"], &answer["revision"]), (&json!(500.0), &json!(7)));
}

#[test]
fn each_kitchen_tells_how_many_rations_it_has_left() {
    let mut register = helpers::register();
    register.kitchens[1].rations = None;
    let service = helpers::start_with(register, cercania::http::Limits::default());
    for limit in ["", "&limit_m=120"] {
        let answer = service.get(&format!("/nearest?lon=-76.97&lat=-12.1505{limit}")).json();
        let mut rooms = Vec::new();
        for kitchen in answer["kitchens"].as_array().unwrap() {
            let item = format!("/collections/kitchens/items/{}?{limit}", kitchen["id"].as_str().unwrap());
            let row = service.get(&item.replace("?&", "?")).json()["properties"].clone();
            assert_eq!(kitchen["persons_served"], row["persons_served"]);
            assert_eq!(kitchen["rations"], row["rations"]);
            let (rations, served) = (row["rations"].as_i64(), row["persons_served"].as_i64().unwrap());
            assert_eq!(kitchen["room"].as_i64(), rations.map(|rations| rations - served), "{kitchen}");
            rooms.push(kitchen["room"].clone());
        }
        assert!(rooms.iter().any(|room| room.as_i64().is_some()), "{rooms:?}");
    }
}

#[test]
fn one_kitchen_may_be_asked_for_and_the_margin_is_still_known() {
    let service = helpers::start();
    let answer = service.get("/nearest?lon=-76.97&lat=-12.1505&k=1&limit_m=20").json();
    assert_eq!(answer["kitchens"].as_array().unwrap().len(), 1);
    assert!(answer["margin_m"].is_f64());
    assert_eq!((&answer["state"], &answer["certainty"]), (&json!("too_far"), &json!("unknown")));
}

#[test]
fn without_an_open_kitchen_there_is_none_and_no_distance() {
    let mut register = helpers::register();
    register.kitchens.clear();
    let service = helpers::start_with(register, cercania::http::Limits::default());
    let answer = service.get("/nearest?lon=0&lat=90").json();
    assert_eq!((&answer["state"], &answer["kitchens"]), (&json!("no_kitchen"), &json!([])));
    assert_eq!((&answer["margin_m"], &answer["certainty"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_note_on_distances_is_in_the_readers_language() {
    let service = helpers::start();
    let answer = service.get_with("/nearest?lon=-76.97&lat=-12.1505", &[("accept-language", "es-PE,es;q=0.9")]).json();
    assert_eq!(answer["distance"], "en línea recta, no es camino");
}
