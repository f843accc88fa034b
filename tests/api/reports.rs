//! Reports as JSON and CSV.

use serde_json::{Value, json};

use super::helpers;

fn total(rows: &Value) -> &Value {
    rows.as_array().unwrap().iter().find(|row| row["row"] == "total").unwrap()
}

fn sum(rows: &Value, column: &str) -> i64 {
    let parts = rows.as_array().unwrap().iter().filter(|row| row["row"] != "total");
    parts.map(|row| row[column].as_i64().unwrap()).sum()
}

#[test]
fn coverage_reconciles_with_the_register() {
    let service = helpers::start();
    let report = service.get("/reports/coverage").json();
    let head = ["report", "limit_m", "revision", "distance", "settlement_id"].map(|member| &report[member]);
    let note = "in a straight line, not along a path";
    assert_eq!(head, [&json!("coverage"), &json!(500.0), &json!(7), &json!(note), &Value::Null]);
    let tables = &report["tables"];
    assert_eq!(tables.as_object().unwrap().len(), 4);
    let settlements = &tables["settlements"];
    let total = total(settlements);
    assert_eq!(total["households"], 303);
    let persons: u32 = helpers::register().households.iter().map(|h| h.counted_persons().get()).sum();
    assert_eq!(total["persons"], persons);
    for column in ["households", "persons", "persons_served", "persons_too_far", "persons_bad_position"] {
        assert_eq!(sum(settlements, column), total[column].as_i64().unwrap(), "{column}");
    }
    let states = ["bad_position", "no_kitchen", "too_far", "served"];
    let by_state: i64 = states.iter().map(|state| total[format!("households_{state}")].as_i64().unwrap()).sum();
    assert_eq!(by_state, 303);
    let unserved = tables["unserved"].as_array().unwrap();
    assert_eq!(unserved.len() as u64, 303 - total["households_served"].as_u64().unwrap());
    assert_eq!(tables["kitchens"].as_array().unwrap().len(), 3);
    assert!(!tables["gaps"].as_array().unwrap().is_empty());
}

#[test]
fn the_list_of_unserved_households_is_the_layers_own() {
    let service = helpers::start();
    let report = service.get("/reports/coverage?limit_m=300").json();
    let listed: Vec<&str> =
        report["tables"]["unserved"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    let layer = service.get("/collections/households/items?limit=400&limit_m=300").json();
    let features = layer["features"].as_array().unwrap();
    let unserved: Vec<&str> = features
        .iter()
        .filter(|feature| feature["properties"]["state"] != "served")
        .map(|feature| feature["id"].as_str().unwrap())
        .collect();
    assert_eq!(listed, unserved);
}

#[test]
fn catchments_have_a_row_per_kitchen_and_settlement_and_add_up() {
    let service = helpers::start();
    let report = service.get("/reports/catchments").json();
    let rows = &report["tables"]["catchments"];
    assert_eq!(total(rows)["households"], 303);
    for column in ["households", "persons", "households_served", "persons_too_far", "households_uncertain"] {
        assert_eq!(sum(rows, column), total(rows)[column].as_i64().unwrap(), "{column}");
    }
    let keys: Vec<_> =
        rows.as_array().unwrap().iter().map(|r| (r["kitchen_id"].clone(), r["settlement_id"].clone())).collect();
    assert!(keys.contains(&(json!("K-1"), json!("S-1"))));
    assert!(keys.contains(&(json!("K-2"), Value::Null)), "outside every settlement is a row of its own");
}

#[test]
fn a_report_may_be_of_one_settlement() {
    let service = helpers::start();
    let own = service.get("/reports/settlements/S-1").json();
    let filtered = service.get("/reports/coverage?settlement=S-1").json();
    assert_eq!(own, filtered);
    assert_eq!((&own["report"], &own["settlement_id"]), (&json!("settlement"), &json!("S-1")));
    assert_eq!(own["tables"]["settlements"].as_array().unwrap().len(), 2);
    let whole = service.get("/reports/coverage").json();
    let row = |report: &Value| {
        let rows = report["tables"]["settlements"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["settlement_id"] == "S-1").unwrap()
    };
    assert_eq!(row(&own), row(&whole));
    let catchments = service.get("/reports/catchments?settlement=S-1").json();
    let rows = catchments["tables"]["catchments"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["row"] == "total" || row["settlement_id"] == "S-1"));
}

#[test]
fn csv_is_one_table_under_a_name_of_its_own() {
    let service = helpers::start();
    let json = service.get("/reports/coverage").json();
    for (table, file) in [("settlements", "coverage-settlements.csv"), ("unserved", "coverage-unserved.csv")] {
        let answer = service.get_with(&format!("/reports/coverage?table={table}"), &[("accept", "text/csv")]);
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{file}\""));
        let mut reader = csv::Reader::from_reader(&answer.body[..]);
        let heading = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let expected = json["tables"][table].as_array().unwrap();
        assert_eq!(rows.len(), expected.len());
        for (row, expected) in rows.iter().zip(expected) {
            for (name, cell) in heading.iter().zip(row) {
                let value = match &expected[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(cell, value, "{table} {name}");
            }
        }
    }
    let file = service.get("/reports/settlements/S-1?f=csv&table=unserved").header("content-disposition").to_owned();
    assert_eq!(file, "attachment; filename=\"settlement-S-1-unserved.csv\"");
}

#[test]
fn a_spreadsheet_gets_its_mark_its_separator_and_no_formulas() {
    let service = helpers::start();
    let answer = service.get("/reports/coverage?table=unserved&excel=true");
    assert!(answer.body.starts_with("\u{feff}id;code;address;".as_bytes()));
    assert!(answer.text().contains(";'=1+1;"), "{}", &answer.text()[..200]);
    let plain = service.get("/reports/coverage?table=unserved&f=csv");
    assert!(plain.text().contains(",=1+1,"), "other programs get what was entered");
}

#[test]
fn coverage_in_other_bands_counts_the_same_households_to_the_last_person() {
    let service = helpers::start();
    let bands: Vec<String> = (1..=40).map(|n| (n * 25).to_string()).collect();
    let path = format!("/reports/coverage?bands_m={}&limit_m=300", bands.join(","));
    let report = service.get(&path).json();
    let stored = service.get("/reports/coverage?limit_m=300").json();
    let (rows, own) = (report["tables"]["settlements"].as_array().unwrap(), &stored["tables"]["settlements"]);
    for (row, own) in rows.iter().zip(own.as_array().unwrap()) {
        for what in ["households", "persons"] {
            let sum = |bands: &[String]| -> u64 {
                bands.iter().map(|band| row[format!("{what}_to_{band}_m")].as_u64().unwrap()).sum()
            };
            assert_eq!(sum(&bands[..10]), own[format!("{what}_to_250_m")].as_u64().unwrap(), "{what}");
            assert_eq!(sum(&bands[10..20]), own[format!("{what}_to_500_m")].as_u64().unwrap(), "{what}");
            assert_eq!(row[format!("{what}_beyond_1000_m")], own[format!("{what}_beyond_1000_m")], "{what}");
            assert_eq!(row[format!("{what}_served")], own[format!("{what}_served")], "{what}");
        }
    }
    assert_eq!(report["tables"]["unserved"], stored["tables"]["unserved"]);
    let csv = service.get("/reports/coverage?bands_m=50,100.5&f=csv");
    let heading = csv.text().lines().next().unwrap();
    assert!(heading.contains("persons_to_50_m,households_to_100.5_m,persons_to_100.5_m,households_beyond_100.5_m"));
    assert!(!heading.contains("250"), "{heading}");
    let total = total(&stored["tables"]["settlements"])["persons"].as_u64().unwrap();
    assert!(csv.text().lines().last().unwrap().contains(&format!(",{total},")));
    let one = service.get("/reports/coverage?settlement=S-1&bands_m=100").json();
    assert!(one["tables"]["settlements"][0]["persons_beyond_100_m"].is_u64());
    let many: Vec<String> = (1..=41).map(|n| n.to_string()).collect();
    let many = many.join(",");
    for bad in ["", "0", "-1,5", "5,5", "10,5", "x", "5,", "NaN", "inf", &many, &"9,".repeat(5_000)] {
        let (status, code, problem) = service.refused(&format!("/reports/coverage?bands_m={bad}"));
        assert_eq!((status, code.as_str(), &problem["most"]), (400, "parameter-bands-m", &json!(40)), "{bad}");
    }
    assert_eq!(service.refused("/reports/catchments?bands_m=50").1, "parameter-unknown");
}
