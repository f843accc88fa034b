//! Pages of layers, and single rows.

use geographiclib_rs::{Geodesic, InverseGeodesic};
use serde_json::Value;

use super::helpers::{self, LATTICE, Service};

fn ids(page: &Value) -> Vec<String> {
    page["features"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect()
}

/// Follows `next` to the end.
fn walk(service: &Service, first: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut path = Some(first.to_owned());
    while let Some(at) = path {
        let page = service.get(&at).json();
        assert_eq!(page["numberReturned"], ids(&page).len());
        all.extend(ids(&page));
        let next = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next");
        path = next.map(|link| link["href"].as_str().unwrap().strip_prefix(&service.url("")).unwrap().to_owned());
    }
    all
}

#[test]
fn a_household_carries_the_geodesic_to_the_kitchen_it_belongs_to() {
    let service = helpers::start();
    let answer = service.get("/collections/households/items/H-095");
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let feature = answer.json();
    let (lon, lat) = (-76.975 + 5.0 * 0.000_5, -12.155 + 3.0 * 0.001);
    assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([lon, lat]));
    let properties = &feature["properties"];
    let kitchens = [("K-1", -76.9715), ("K-2", -76.9645)];
    let mut expected: Vec<(f64, &str)> =
        kitchens.map(|(id, kitchen)| (Geodesic::wgs84().inverse(lat, lon, -12.15, kitchen), id)).into();
    expected.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert_eq!(properties["kitchen_id"], expected[0].1);
    assert_eq!(properties["next_kitchen_id"], expected[1].1);
    for (field, metres) in [("distance_m", expected[0].0), ("next_distance_m", expected[1].0)] {
        let served = properties[field].as_f64().unwrap();
        assert!((served - metres).abs() < 1e-4, "{field}: {served} {metres}; the closed form is within 0.1 mm");
    }
    assert_eq!(properties["state"], "served");
    assert_eq!(properties["settlement_id"], "S-1");
    assert_eq!(properties["fixed_reason"], Value::Null);
}

#[test]
fn fields_stand_in_their_declared_order() {
    let service = helpers::start();
    let text = service.get("/collections/kitchens/items/K-1").text().to_owned();
    let properties = text.split("\"properties\":").nth(1).unwrap();
    let order = ["id", "name", "kind", "status", "address", "rations", "households", "persons", "persons_served"];
    let at: Vec<usize> = order.iter().map(|field| properties.find(&format!("\"{field}\":")).unwrap()).collect();
    assert!(at.is_sorted(), "{properties}");
}

#[test]
fn paging_gives_every_id_exactly_once_in_order() {
    let service = helpers::start();
    for (first, count) in [
        ("/collections/households/items?limit=7", LATTICE + 3),
        ("/collections/households/items?limit=101", LATTICE + 3),
        ("/collections/households/items?limit=303", LATTICE + 3),
        ("/collections/households/items", LATTICE + 3),
        ("/collections/households/items?bbox=-77,-13,-76,-12&limit=50&f=json", LATTICE),
        ("/collections/assignments/items?limit=11&limit_m=100", LATTICE + 2),
        ("/collections/kitchens/items?limit=1", 3),
        ("/collections/settlements/items?limit=1", 2),
        ("/collections/gaps/items?limit=1", 0),
    ] {
        let all = walk(&service, first);
        assert!(all.is_sorted_by(|a, b| a < b), "{first}");
        if first.contains("gaps") {
            assert!(!all.is_empty());
        } else {
            assert_eq!(all.len(), count as usize, "{first}");
        }
        let matched = service.get(first).json()["numberMatched"].as_u64().unwrap();
        assert_eq!(matched, all.len() as u64, "{first}");
    }
}

#[test]
fn a_name_written_with_escapes_is_the_same_name() {
    let service = helpers::start();
    let plain = service.get("/collections/households/items?after=H-001&limit=5").json();
    let escaped = service.get("/collections/households/items?%61fter=H-001&li%6Dit=5").json();
    let next = |page: &Value| {
        page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").unwrap()["href"].clone()
    };
    assert_eq!(escaped["features"], plain["features"]);
    for page in [plain, escaped] {
        let path = next(&page).as_str().unwrap().strip_prefix(&service.url("")).unwrap().to_owned();
        assert_eq!(path.matches("after=").count(), 1, "{path}");
        assert_eq!(service.get(&path).json()["numberReturned"], 5, "{path}");
    }
}

#[test]
fn after_may_name_an_id_that_is_not_there() {
    let service = helpers::start();
    let page = service.get("/collections/households/items?after=H-298a").json();
    assert_eq!(ids(&page), ["H-299", "X-no-position", "Z-east", "Z-west"]);
}

#[test]
fn a_box_may_cross_the_antimeridian_and_may_have_heights() {
    let service = helpers::start();
    for (bbox, expected) in [
        ("179,-1,-179,1", vec!["Z-east", "Z-west"]),
        ("179,-1,180,1", vec!["Z-west"]),
        ("-180,-1,-179,1", vec!["Z-east"]),
        ("179,-1,500,-179,1,900", vec!["Z-east", "Z-west"]),
        ("0,0,1,1", vec![]),
    ] {
        let page = service.get(&format!("/collections/households/items?bbox={bbox}")).json();
        assert_eq!(ids(&page), expected, "{bbox}");
        assert_eq!(page["numberMatched"], expected.len(), "{bbox}");
    }
    let page = service.get("/collections/settlements/items?bbox=-76.97,-12.15,-76.969,-12.149").json();
    assert_eq!(ids(&page), ["S-1"]);
}

#[test]
fn limit_m_changes_states_and_only_them() {
    let service = helpers::start();
    let state = |query: &str| {
        let feature = service.get(&format!("/collections/households/items/H-095{query}")).json();
        (feature["properties"]["state"].clone(), feature["properties"]["distance_m"].clone())
    };
    let (near, distance) = state("");
    let (far, same) = state("?limit_m=10.5");
    assert_eq!((near, far), ("served".into(), "too_far".into()));
    assert_eq!(distance, same);
}

#[test]
fn a_household_without_position_is_listed_with_a_null_geometry() {
    let service = helpers::start();
    let feature = service.get("/collections/households/items/X-no-position").json();
    assert_eq!(feature["geometry"], Value::Null);
    assert_eq!(feature["properties"]["state"], "bad_position");
}

#[test]
fn every_answer_is_geojson_that_another_library_reads() {
    let service = helpers::start();
    for layer in ["settlements", "kitchens", "households", "assignments", "gaps"] {
        let answer = service.get(&format!("/collections/{layer}/items?limit=400"));
        let parsed: geojson::FeatureCollection = answer.text().parse().unwrap();
        assert!(!parsed.features.is_empty(), "{layer}");
    }
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let service = helpers::start();
    for path in ["/collections/households/items?limit=300", "/reports/coverage", "/collections"] {
        assert_eq!(service.get(path).timeless(), service.get(path).timeless(), "{path}");
    }
}

#[test]
fn limit_m_is_refused_where_nothing_depends_on_it() {
    let service = helpers::start();
    for path in ["/collections/catchments/items?limit_m=300", "/collections/catchments/items/K-1?limit_m=300"] {
        let (status, code, problem) = service.refused(path);
        assert_eq!((status, code.as_str()), (400, "parameter-unknown"), "{path}");
        assert!(!problem["allowed"].as_array().unwrap().contains(&"limit_m".into()), "{path}");
    }
    assert_eq!(service.get("/collections/kitchens/items?limit_m=300").status, 200);
}

#[test]
fn a_page_with_distances_says_that_they_are_straight() {
    let service = helpers::start();
    for layer in ["settlements", "kitchens", "households", "assignments"] {
        let page = service.get(&format!("/collections/{layer}/items?limit=1")).json();
        assert_eq!(page["distance"], "in a straight line, not along a path", "{layer}");
    }
    let spanish = service.get_with("/collections/households/items?limit=1", &[("accept-language", "es")]).json();
    assert_eq!(spanish["distance"], "en línea recta, no es camino");
}
