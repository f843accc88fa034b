//! The files' text.

use std::fmt::Write;

use super::ground::Spot;
use super::homes::Home;
use super::places::{KITCHENS, TOWNS};

/// `settlements.geojson`.
pub fn settlements() -> String {
    collection(TOWNS.iter().map(|town| {
        let ring = town.outline.iter().chain(town.outline.first()).map(|corner| degrees(*corner));
        let geometry = format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.collect::<Vec<_>>().join(","));
        feature(&format!(r#""id":"{}","name":"{}""#, town.id, town.name), &geometry)
    }))
}

/// `kitchens.geojson`.
pub fn kitchens() -> String {
    collection(KITCHENS.iter().map(|pot| {
        let properties = format!(
            r#""id":"{}","name":"{}","kind":"{}","status":"open","address":"{}","rations":{}"#,
            pot.id, pot.name, pot.kind, pot.address, pot.rations
        );
        feature(&properties, &format!(r#"{{"type":"Point","coordinates":{}}}"#, degrees(pot.spot)))
    }))
}

/// `households.csv`.
pub fn households(homes: &[Home]) -> String {
    let mut text = String::from(
        "id,code,address,persons,accuracy_m,declared_settlement_id,fixed_kitchen_id,fixed_reason,closed_on,lon,lat\n",
    );
    for (number, home) in (1..).zip(homes) {
        let (kitchen, reason) = home.fixed.unwrap_or_default();
        let place = home.spot.map_or_else(
            || ",".to_owned(),
            |spot| {
                let (lon, lat) = spot.degrees();
                format!("{lon:.6},{lat:.6}")
            },
        );
        writeln!(
            text,
            "H-{number:03},{},\"{}\",{},{},{},{kitchen},{reason},{},{place}",
            home.code,
            home.address,
            or_nothing(home.persons),
            or_nothing(home.accuracy),
            home.declared,
            home.closed_on.unwrap_or_default(),
        )
        .expect("writing to a string cannot fail");
    }
    text
}

fn or_nothing(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn degrees(spot: Spot) -> String {
    let (lon, lat) = spot.degrees();
    format!("[{lon:.6},{lat:.6}]")
}

fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}"#)
}

/// One feature a line, so that a change shows as one line.
fn collection(features: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = features.collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", lines.join(",\n"))
}
