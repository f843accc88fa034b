//! Catchment polygons over HTTP.

use cercania::domain::settlement::Boundary;
use cercania::http::Limits;
use geo::{Contains, MultiPolygon, Point, Rect};
use serde_json::Value;

use super::helpers;

fn outlines(answer: &Value) -> Vec<(String, MultiPolygon<f64>)> {
    let feature = |feature: &Value| {
        let geometry: geojson::Geometry = serde_json::from_value(feature["geometry"].clone()).unwrap();
        (feature["id"].as_str().unwrap().to_owned(), MultiPolygon::try_from(geometry).unwrap())
    };
    answer["features"].as_array().unwrap().iter().filter(|f| !f["geometry"].is_null()).map(feature).collect()
}

#[test]
fn every_household_in_the_study_area_lies_in_its_nearest_kitchens_catchment() {
    let service = helpers::start();
    let catchments = outlines(&service.get("/collections/catchments/items?limit=100").json());
    assert!(catchments.len() > 1);
    let households = service.get("/collections/households/items?limit=1000").json();
    let mut inside = 0;
    for household in households["features"].as_array().unwrap() {
        let properties = &household["properties"];
        let coordinates = &household["geometry"]["coordinates"];
        let fixed = !properties["fixed_kitchen_id"].is_null();
        let Some(margin) = properties["margin_m"].as_f64().filter(|_| !fixed) else { continue };
        let (Some(lon), Some(lat)) = (coordinates[0].as_f64(), coordinates[1].as_f64()) else { continue };
        let holding: Vec<&str> =
            catchments.iter().filter(|(_, area)| area.contains(&Point::new(lon, lat))).map(|(id, _)| &**id).collect();
        // Within a millimetre of an edge either neighbour may hold it.
        if margin > 2e-3 && !holding.is_empty() {
            assert_eq!(holding, [properties["kitchen_id"].as_str().unwrap()], "{household}");
            inside += 1;
        }
    }
    assert!(inside > 100, "{inside}");
}

#[test]
fn a_study_area_that_cannot_be_drawn_is_a_conflict_that_names_the_setting() {
    let mut register = helpers::register();
    let globe = Rect::new((-170.0, -80.0), (170.0, 80.0)).to_polygon();
    register.settings.study_area = Some(Boundary::new(globe.into()).unwrap());
    let service = helpers::start_with(register, Limits::default());
    let (status, code, problem) = service.get("/collections/catchments/items").problem();
    assert_eq!((status, code.as_str()), (409, "study-area-too-wide"));
    assert!(problem["detail"].as_str().unwrap().contains("study_area"), "{problem}");
}
