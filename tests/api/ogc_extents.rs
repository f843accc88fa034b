//! Layers' boxes hold all of their features, and cost nothing to know.

use super::helpers;
use super::ogc_core::{LAYERS, positions, walk};
use cercania::domain::register::Register;
use cercania::domain::settlement::Boundary;
use cercania::http::Limits;
use geo::{MultiPolygon, Rect};

fn check(register: Register, why: &str) {
    let service = helpers::start_with(register, Limits::default());
    for layer in LAYERS {
        let collection = service.get(&format!("/collections/{layer}")).json();
        let mut all = Vec::new();
        for limit_m in ["", "&limit_m=100"] {
            let limit_m = if layer == "catchments" { "" } else { limit_m };
            let (features, _) = walk(&service, &format!("/collections/{layer}/items?limit=10000{limit_m}"));
            all.extend(positions(&features));
        }
        let again = service.get(&format!("/collections/{layer}")).json();
        assert_eq!(again["extent"], collection["extent"], "{why}: {layer}: drawing it does not change its box");
        if all.is_empty() {
            continue;
        }
        let bbox: [f64; 4] = serde_json::from_value(collection["extent"]["spatial"]["bbox"][0].clone()).unwrap();
        for [lon, lat] in all {
            let inside = (bbox[0]..=bbox[2]).contains(&lon) && (bbox[1]..=bbox[3]).contains(&lat);
            assert!(inside, "{why}: {layer}: {lon},{lat} {bbox:?}");
        }
    }
}

#[test]
fn every_feature_lies_in_its_layers_box() {
    check(helpers::register(), "settlements");
    let mut register = helpers::register();
    register.households.retain(|household| !household.id.as_str().starts_with('Z'));
    check(register.clone(), "in one district");
    register.settlements.clear();
    check(register.clone(), "without settlements");
    register.households.clear();
    check(register.clone(), "kitchens alone");
    register.kitchens.clear();
    check(register, "nothing");
    let mut register = helpers::register();
    let area = Rect::new((-77.0, -12.2), (-76.9, -12.1)).to_polygon();
    register.settings.study_area = Some(Boundary::new(MultiPolygon(vec![area])).unwrap());
    check(register, "a study area");
}

#[test]
fn layers_are_listed_without_drawing_catchments() {
    let mut register = helpers::register();
    let area = Rect::new((-170.0, -60.0), (170.0, 60.0)).to_polygon();
    register.settings.study_area = Some(Boundary::new(MultiPolygon(vec![area])).unwrap());
    let service = helpers::start_with(register, Limits::default());
    assert_eq!(service.refused("/collections/catchments/items").0, 409, "they cannot be drawn");
    let catchments = service.get("/collections/catchments").json();
    assert_eq!(catchments["itemCount"], 2);
    assert!(catchments["extent"]["spatial"]["bbox"][0][0].as_f64().unwrap() <= -170.0);
    assert_eq!(service.get("/collections").status, 200);
}
