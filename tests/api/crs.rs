//! Reference systems that geometries are asked for in.

use cercania::domain::settings::EpsgCodes;
use cercania::http::Limits;
use serde_json::{Value, json};

use super::helpers::{self, Service};

const EPSG: &str = "http://www.opengis.net/def/crs/EPSG/0/";

fn coordinates(feature: &Value) -> (f64, f64) {
    let pair = &feature["geometry"]["coordinates"];
    (pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap())
}

fn ids(page: &Value) -> Vec<&str> {
    page["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

fn check(service: &Service, code: u32, expected: (f64, f64), tolerance: f64) {
    let answer = service.get(&format!("/collections/kitchens/items/K-1?crs={EPSG}{code}"));
    assert_eq!(answer.header("content-crs"), format!("<{EPSG}{code}>"));
    let found = coordinates(&answer.json());
    let near = (found.0 - expected.0).abs() < tolerance && (found.1 - expected.1).abs() < tolerance;
    assert!(near, "{code}: {found:?} instead of {expected:?}");
}

/// Oracle: pyproj on PROJ 9.1.1, from (-76.9715, -12.15) with Peru as the area of interest.
#[test]
fn a_kitchen_is_where_pyproj_has_it_in_the_order_of_the_definition() {
    let mut register = helpers::register();
    register.settings.crs = EpsgCodes::new(&[24891, 4248]).unwrap();
    let service = helpers::start_with(register, Limits::default());
    check(&service, 4326, (-12.15, -76.9715), 1e-12);
    check(&service, 3857, (-8_568_428.185_594, -1_362_784.144_607), 2e-6);
    check(&service, 32718, (285_464.850_538, 8_656_082.493_703), 2e-6);
    // PROJ's own inverse of a change of datum is off by 7 mm.
    check(&service, 24878, (285_685.907_053, 8_656_450.905_981), 0.008);
    check(&service, 5387, (285_464.850_538, 8_656_082.493_746), 2e-6);
    check(&service, 24891, (606_459.929_46, 744_621.562_976), 0.008);
    check(&service, 4248, (-12.146_545, -76.969_365), 1e-6);
}

#[test]
fn every_way_to_name_a_system_gives_it_and_others_are_refused() {
    let service = helpers::start();
    let items = |crs: &str| service.get(&format!("/collections/kitchens/items?crs={crs}"));
    for name in [
        "EPSG:32718",
        "%5BEPSG:32718%5D",
        "urn:ogc:def:crs:EPSG::32718",
        "%3Chttps://www.opengis.net/def/crs/EPSG/0/32718%3E",
    ] {
        let answer = items(name);
        assert_eq!((answer.status, answer.header("content-crs")), (200, &*format!("<{EPSG}32718>")), "{name}");
    }
    let degrees = items("OGC:CRS84");
    assert_eq!(degrees.header("content-crs"), "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
    assert_eq!(degrees.json()["features"], service.get("/collections/kitchens/items").json()["features"]);
    for name in
        ["EPSG:24891", "EPSG:999999", "32718", "EPSG:", "", "UTM", "http://www.opengis.net/def/crs/0/unsupported"]
    {
        for parameter in ["crs", "bbox-crs"] {
            let (status, code, problem) =
                service.refused(&format!("/collections/kitchens/items?bbox=0,0,1,1&{parameter}={name}"));
            assert_eq!((status, code.as_str()), (400, "parameter-crs"), "{name}");
            assert_eq!(problem["allowed"].as_array().unwrap().len(), 12, "{problem}");
        }
    }
}

/// Oracle: each row's own coordinates in the system, compared with the box.
#[test]
fn a_box_of_metres_holds_the_rows_whose_metres_are_in_it() {
    let service = helpers::start();
    let all = service.get(&format!("/collections/households/items?limit=1000&crs={EPSG}32718")).json();
    let (west, south, east, north) = (285_500.0, 8_655_700.0, 286_300.0, 8_656_400.0);
    let inside = |feature: &&Value| {
        !feature["geometry"].is_null() && {
            let (x, y) = coordinates(feature);
            (west..=east).contains(&x) && (south..=north).contains(&y)
        }
    };
    let expected: Vec<&str> =
        all["features"].as_array().unwrap().iter().filter(inside).map(|f| f["id"].as_str().unwrap()).collect();
    assert!(expected.len() > 20 && expected.len() < 200, "{}", expected.len());
    let path =
        format!("/collections/households/items?limit=1000&bbox={west},{south},{east},{north}&bbox-crs={EPSG}32718");
    let found = service.get(&path).json();
    assert_eq!(ids(&found), expected);
    assert_eq!(found["numberMatched"], expected.len());
    // The same box around everything, as a map sends it that is zoomed out.
    let path = format!("/collections/households/items?bbox=-1e8,-1e8,1e8,1e8&bbox-crs={EPSG}32718&resultType=hits");
    let placed = all["features"].as_array().unwrap().iter().filter(|feature| !feature["geometry"].is_null()).count();
    assert_eq!(service.get(&path).json()["numberMatched"], placed);
    // Latitude first in 4326, longitude first in CRS84.
    let degrees = |bbox: &str, crs: &str| {
        let path = format!("/collections/kitchens/items?bbox={bbox}&bbox-crs={crs}");
        ids(&service.get(&path).json()).join(" ")
    };
    assert_eq!(degrees("-12.16,-76.97,-12.14,-76.96", "EPSG:4326"), "K-2 K-3");
    assert_eq!(degrees("-76.97,-12.16,-76.96,-12.14", "OGC:CRS84"), "K-2 K-3");
    let (status, code, _) = service.refused("/collections/kitchens/items?bbox=1e9,1e9,2e9,2e9&bbox-crs=EPSG:32718");
    assert_eq!((status, code.as_str()), (400, "crs-no-place"));
}

#[test]
fn a_listed_system_that_is_not_usable_is_left_out() {
    let mut register = helpers::register();
    register.settings.crs = EpsgCodes::new(&[24891, 999_999, 5714]).unwrap();
    let service = helpers::start_with(register, Limits::default());
    assert_eq!(service.get("/settings").json()["crs"], json!(["EPSG:24891", "EPSG:999999", "EPSG:5714"]));
    assert_eq!(service.get("/collections/kitchens/items?crs=EPSG:24891").status, 200);
    for code in [999_999, 5714] {
        let (status, _, _) = service.refused(&format!("/collections/kitchens/items?crs=EPSG:{code}"));
        assert_eq!(status, 400, "{code}");
    }
}
