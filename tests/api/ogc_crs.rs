//! What OGC's own test suite checks of Features, Part 2, on every layer and in every reference system that is listed.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::helpers::{self, Service};
use super::ogc_core::{LAYERS, positions, walk};

const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const WGS84: &str = "http://www.opengis.net/def/crs/EPSG/0/4326";

fn listed(service: &Service, layer: &str) -> Vec<String> {
    let collection = service.get(&format!("/collections/{layer}")).json();
    let crs: Vec<String> = serde_json::from_value(collection["crs"].clone()).unwrap();
    assert_eq!(crs[0], CRS84, "{layer}");
    assert!(crs.contains(&WGS84.to_owned()), "{layer}");
    assert!(crs.contains(&collection["storageCrs"].as_str().unwrap().to_owned()), "{layer}");
    crs
}

fn ids(features: &[Value]) -> BTreeSet<String> {
    features.iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
}

pub fn the_answers_system_is_named_also_where_nobody_asks(service: &Service) {
    for layer in LAYERS {
        let items = format!("/collections/{layer}/items");
        let first = service.get(&format!("{items}?limit=1")).json()["features"][0]["id"].clone();
        let item = format!("{items}/{}", first.as_str().unwrap());
        for path in [&items, &item] {
            assert_eq!(service.get(path).header("content-crs"), format!("<{CRS84}>"), "{path}");
            for uri in listed(service, layer) {
                let answer = service.get(&format!("{path}?crs={uri}"));
                assert_eq!(answer.status, 200, "{path} {uri}");
                assert_eq!(answer.header("content-crs"), format!("<{uri}>"), "{path}");
            }
        }
    }
}

pub fn a_system_that_is_not_listed_is_refused(service: &Service) {
    let unknown = "http://www.opengis.net/def/crs/EPSG/0/0";
    for layer in LAYERS {
        let items = format!("/collections/{layer}/items");
        for query in [format!("?crs={unknown}"), format!("?bbox=1,1,2,2&bbox-crs={unknown}"), "?crs=".to_owned()] {
            let (status, code, problem) = service.refused(&format!("{items}{query}"));
            assert_eq!((status, code.as_str()), (400, "parameter-crs"), "{layer} {query}");
            assert!(problem["allowed"].as_array().unwrap().contains(&CRS84.into()), "{layer} {query}");
        }
        assert_eq!(service.refused(&format!("{items}/K-1?crs={unknown}")).0, 400, "{layer}");
    }
}

/// The box around a row, in a system and its own axis order, gives that row; in CRS84 and EPSG:4326 the same rows.
pub fn a_box_means_the_same_in_every_system(service: &Service) {
    for layer in LAYERS {
        let items = format!("/collections/{layer}/items?limit=10000");
        for uri in listed(service, layer) {
            let (features, _) = walk(service, &format!("{items}&crs={uri}"));
            let seen = features.iter().filter(|feature| !feature["geometry"].is_null());
            for feature in seen.take(3) {
                let all = positions(std::slice::from_ref(feature));
                let least = |axis: usize| all.iter().map(|at| at[axis]).fold(f64::INFINITY, f64::min);
                let most = |axis: usize| all.iter().map(|at| at[axis]).fold(f64::NEG_INFINITY, f64::max);
                let bbox = format!("{},{},{},{}", least(0), least(1), most(0), most(1));
                let (found, _) = walk(service, &format!("{items}&bbox={bbox}&bbox-crs={uri}"));
                let id = feature["id"].as_str().unwrap();
                assert!(ids(&found).contains(id), "{layer} {id}: {bbox} in {uri}");
            }
        }
        let found = |bbox: &str, uri: &str| ids(&walk(service, &format!("{items}&bbox={bbox}&bbox-crs={uri}")).0);
        let east_first = found("-76.97,-12.151,-76.96,-12.149", CRS84);
        assert_eq!(east_first, found("-12.151,-76.97,-12.149,-76.96", WGS84), "{layer}");
        assert!(!east_first.is_empty() || layer == "gaps", "{layer}");
    }
}

/// As GDAL transforms positions, or `None` where it has no way to.
fn as_gdal(code: &str, positions: &[[f64; 2]]) -> Option<Vec<[f64; 2]>> {
    let to = format!("EPSG:{code}");
    let command = Command::new("gdaltransform")
        .args(["-s_srs", "OGC:CRS84", "-t_srs", &to, "-output_xy"])
        // Else GDAL silently takes another system's definition for one that EPSG withdrew, as for 5388.
        .env("OSR_USE_NON_DEPRECATED", "NO")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = command.expect("gdaltransform is installed for the tests");
    let mut input = child.stdin.take().unwrap();
    for [lon, lat] in positions {
        writeln!(input, "{lon} {lat}").unwrap();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers = |line: &str| -> Option<[f64; 2]> {
        let mut parts = line.split_whitespace().map(str::parse::<f64>);
        Some([parts.next()?.ok()?, parts.next()?.ok()?])
    };
    text.lines().map(numbers).collect::<Option<Vec<_>>>().filter(|all| all.len() == positions.len())
}

#[test]
fn positions_are_where_gdal_puts_them() {
    let service = helpers::start();
    let places = |uri: &str| {
        let (features, _) = walk(&service, &format!("/collections/kitchens/items?crs={uri}"));
        positions(&features)
    };
    let plain = places(CRS84);
    for uri in listed(&service, "kitchens").iter().filter(|uri| *uri != CRS84) {
        let code = uri.rsplit('/').next().unwrap();
        // GDAL may take another of several published operations between datums; one of another
        // ellipsoid's is right to some tens of metres at best.
        let tolerance = if code.starts_with("248") { 60.0 } else { 0.01 };
        let expected = as_gdal(code, &plain).unwrap_or_else(|| panic!("GDAL does not know {code}"));
        for (served, gdal) in places(uri).into_iter().zip(expected) {
            // GDAL writes easting or longitude first, whatever the system's own order.
            let [x, y] = if code == "4326" { [served[1], served[0]] } else { served };
            assert!((x - gdal[0]).abs() < tolerance && (y - gdal[1]).abs() < tolerance, "{uri}: {served:?} {gdal:?}");
        }
    }
}

#[test]
fn content_crs_is_always_there() {
    the_answers_system_is_named_also_where_nobody_asks(&helpers::start());
}

#[test]
fn other_systems_are_refused() {
    a_system_that_is_not_listed_is_refused(&helpers::start());
}

#[test]
fn boxes_may_be_in_any_listed_system() {
    a_box_means_the_same_in_every_system(&helpers::start());
}
