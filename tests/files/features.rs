//! Features that a service is sent to write.

use std::cell::Cell;

use cercania::crs::{Epsg, ToWgs84};
use cercania::domain::household::Household;
use cercania::domain::id::Id;
use cercania::domain::kitchen::{KitchenKind, KitchenStatus};
use cercania::domain::position::Position;
use cercania::domain::units::{Metres, Persons};
use cercania::files::{
    FeatureOptions, Features, FileError, Limits, Vicinity, household_features, kitchen_features, settlement_features,
};
use proptest::prelude::*;

use super::miraflores;

const POINT: &str = r#"{"type":"Point","coordinates":[-76.95,-12.13]}"#;

fn feature(id: &str, geometry: &str, properties: &str) -> String {
    let id = if id.is_empty() { String::new() } else { format!(r#""id":{id},"#) };
    format!(r#"{{"type":"Feature",{id}"geometry":{geometry},"properties":{{{properties}}}}}"#)
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn households(text: &str, options: &FeatureOptions<'_>) -> Result<Features<Household>, FileError> {
    household_features(text.as_bytes(), options, &miraflores())
}

fn problems<T: std::fmt::Debug>(read: Result<Features<T>, FileError>) -> Vec<String> {
    match read {
        Err(FileError::BadRows(bad)) => bad.problems.iter().map(ToString::to_string).collect(),
        other => panic!("not refused for its features: {other:?}"),
    }
}

#[test]
fn a_household_is_read_by_the_names_of_its_fields() {
    let text = feature(
        r#""H-2""#,
        POINT,
        r#""code":"007","address":" Mz. B ","persons":4,"accuracy_m":2.5,"declared_settlement_id":"S-1",
           "fixed_kitchen_id":"K-1","fixed_reason":"escalera","closed_on":"2026-11-23""#,
    );
    for text in [text.clone(), collection(&[text])] {
        let read = households(&text, &FeatureOptions::default()).unwrap();
        let [home] = read.rows.as_slice() else { panic!("{read:?}") };
        assert_eq!(home.id.as_str(), "H-2");
        assert_eq!((home.code.as_deref(), home.address.as_deref()), (Some("007"), Some("Mz. B")));
        assert_eq!(home.persons, Some(Persons::new(4.0).unwrap()));
        assert_eq!(home.accuracy, Some(Metres::new(2.5).unwrap()));
        assert_eq!(home.position, Some(Position::new(-76.95, -12.13).unwrap()));
        assert_eq!(home.declared_settlement.as_ref().map(Id::as_str), Some("S-1"));
        let fixed = home.fixed.as_ref().unwrap();
        assert_eq!((fixed.kitchen.as_str(), fixed.reason.as_deref()), ("K-1", Some("escalera")));
        assert_eq!(home.closed_on.unwrap().to_string(), "2026-11-23");
        assert!(read.minted.is_empty() && read.summary.swap_test);
    }
    let read = households(&feature("7", "null", r#""persons":null,"code":"""#), &FeatureOptions::default()).unwrap();
    assert_eq!(read.rows, [Household::new(Id::parse("7").unwrap())]);
    assert_eq!((read.warnings.len(), read.summary.without_position, read.summary.persons_missing), (1, 1, 1));
}

#[test]
fn kitchens_and_settlements_are_read_likewise() {
    let text = feature(r#""K-9""#, POINT, r#""name":"Olla","kind":"olla_comun","status":"closed","rations":80"#);
    let kitchen = kitchen_features(text.as_bytes(), &FeatureOptions::default(), &miraflores()).unwrap().rows.remove(0);
    assert_eq!((&*kitchen.name, kitchen.rations), ("Olla", Some(80)));
    assert_eq!((kitchen.kind, kitchen.status), (Some(KitchenKind::OllaComun), KitchenStatus::Closed));
    let square = r#"{"type":"Polygon","coordinates":[[[-77,-12.2],[-76.9,-12.2],[-76.9,-12.1],[-77,-12.2]]]}"#;
    let text = feature(r#""S-9""#, square, r#""name":"Nadine""#);
    let read = settlement_features(text.as_bytes(), &FeatureOptions::default(), &Vicinity::default()).unwrap();
    assert_eq!((&*read.rows[0].name, read.rows[0].id.as_str()), ("Nadine", "S-9"));
    for (properties, said) in [
        (
            r#""boundary":"POLYGON((0 0,1 0,1 1,0 0))""#,
            r#"row 1: there is no property "boundary" to write; there are name"#,
        ),
        (r#""wkt":null"#, r#"row 1: there is no property "wkt" to write; there are name"#),
    ] {
        let text = feature(r#""S-9""#, square, properties);
        let read = settlement_features(text.as_bytes(), &FeatureOptions::default(), &Vicinity::default());
        assert_eq!(problems(read), [said]);
    }
}

#[test]
fn nothing_is_guessed_and_nothing_passed_over() {
    let known = "code, address, persons, accuracy_m, declared_settlement_id, fixed_kitchen_id, fixed_reason, closed_on";
    let unknown = |name: &str| format!("row 1: there is no property {name:?} to write; there are {known}");
    let check = |id: &str, properties: &str, said: &[String]| {
        assert_eq!(problems(households(&feature(id, POINT, properties), &FeatureOptions::default())), said);
    };
    check("1", r#""personas":4"#, &[unknown("personas")]);
    check("1", r#""Persons":4"#, &[unknown("Persons")]);
    check("1", r#""distance_m":4"#, &[unknown("distance_m")]);
    check("", r#""household_id":"H-1""#, &[unknown("household_id"), "row 1: id is empty; fill it in".into()]);
    let number = "; give a number without quotation marks, or null";
    check("1", r#""persons":"4""#, &[format!("row 1: persons is 4{number}")]);
    check("1", r#""persons":[4]"#, &[format!("row 1: persons is [4]{number}")]);
    check("1", r#""address":5"#, &["row 1: address is 5; give a text between quotation marks, or null".into()]);
    check(
        "1",
        r#""id":"2""#,
        &[r#"row 1: the feature's id is "1" and its property id is "2"; give one of them"#.into()],
    );
    check(
        "1",
        r#""persons":0"#,
        &["row 1: persons: 0 is not a number of persons; give a whole number from 1 to 10000".into()],
    );
    check(
        r#""a b""#,
        "",
        &["row 1: id: the id \"a b\" has ' '; only letters A-Z, a-z, digits, '.', '_' and '-' are allowed".into()],
    );
    let swapped = r#"{"type":"Point","coordinates":[-12.13,-76.95]}"#;
    let said = problems(households(&feature("1", swapped, ""), &FeatureOptions::default()));
    assert!(said[0].contains("near one when exchanged"), "{said:?}");
    let line = r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#;
    let said = problems(households(&feature("1", line, ""), &FeatureOptions::default()));
    assert_eq!(said, ["row 1: the geometry is a LineString; a Point is needed"]);
}

#[test]
fn what_is_computed_may_come_back_as_it_was_served() {
    let options = FeatureOptions { computed: &["distance_m", "state", "flags"], ..FeatureOptions::default() };
    let text = feature("1", POINT, r#""id":"1","persons":1,"distance_m":3.5,"state":{},"flags":"persons_assumed""#);
    let read = households(&text, &options).unwrap();
    assert_eq!((read.rows[0].id.as_str(), read.rows[0].persons), ("1", None));
}

#[test]
fn a_feature_without_an_id_is_given_one_where_that_is_allowed() {
    let next = Cell::new(7);
    let mint = || {
        next.set(next.get() + 1);
        Id::parse(&format!("H.{}", next.get())).unwrap()
    };
    let options = FeatureOptions { mint: Some(&mint), ..FeatureOptions::default() };
    let text = collection(&[
        feature("", POINT, ""),
        feature(r#""B""#, POINT, ""),
        feature("", POINT, r#""id":"A""#),
        feature("null", POINT, r#""id":null"#),
    ]);
    let read = households(&text, &options).unwrap();
    let ids: Vec<&str> = read.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!((ids, read.minted), (vec!["H.8", "B", "A", "H.9"], vec![0, 3]));
}

#[test]
fn all_features_are_read_or_none_and_each_that_is_bad_is_told() {
    let text = collection(&[
        feature("1", POINT, ""),
        feature("2", POINT, r#""persons":0"#),
        feature("1", POINT, ""),
        r#"{"type":"Feature","geometry":5}"#.into(),
    ]);
    let said = problems(households(&text, &FeatureOptions::default()));
    assert!(said[0].starts_with("row 2: persons: 0 is not"), "{said:?}");
    assert_eq!(said[1], r#"row 3: id "1" is already the id of row 1; every id must be used once"#);
    assert!(said[2].starts_with("row 4: it cannot be read"), "{said:?}");
    assert_eq!(said.len(), 3);
}

#[test]
fn a_reference_system_behind_the_features_holds_for_them_unless_the_caller_knows_better() {
    let point = r#"{"type":"Point","coordinates":[287456,8658923]}"#;
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32718"}}"#;
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}],{crs}}}"#, feature("1", point, ""));
    let said = households(&text, &FeatureOptions::default()).unwrap();
    let position = said.rows[0].position.unwrap();
    assert!((position.lon() + 76.953_022_464).abs() < 1e-8, "{position:?}");
    let degrees = ToWgs84::new(&Epsg::WGS84).unwrap();
    let degrees = FeatureOptions { crs: Some(&degrees), ..FeatureOptions::default() };
    assert!(problems(households(&text, &degrees))[0].contains("look like UTM metres"));
}

#[test]
fn what_is_no_document_of_features_is_refused_as_a_whole() {
    let one = feature("1", POINT, "");
    let two = feature("2", POINT, "");
    let (lines, empty) = (format!("{one}\n{two}"), collection(&[]));
    let both = format!("{}{}", collection(&[one]), collection(&[two]));
    for text in ["", " ", "[1]", "{}", r#"{"type":"Point","coordinates":[1,2]}"#, &lines, &empty, &both] {
        let read = households(text, &FeatureOptions::default());
        let refused = matches!(read, Err(FileError::Json { .. } | FileError::NoRows | FileError::Empty));
        assert!(refused, "{text}: {read:?}");
    }
    let limits = Limits { max_rows: 1, ..Limits::default() };
    let text = collection(&[feature("1", POINT, ""), feature("2", POINT, "")]);
    let read = households(&text, &FeatureOptions { limits, ..FeatureOptions::default() });
    assert!(matches!(read, Err(FileError::TooManyRows { limit: 1 })));
    let limits = Limits { max_record_bytes: 50, ..Limits::default() };
    let read = households(&text, &FeatureOptions { limits, ..FeatureOptions::default() });
    assert!(matches!(read, Err(FileError::RowTooLong { row: 1, limit: 50 })));
}

proptest! {
    /// Whatever the bytes, an answer and no panic.
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), start in 0..4_usize) {
        let starts: [&[u8]; 4] = [b"", b"{\"type\":\"Feature\",", b"{\"type\":\"FeatureCollection\",\"features\":[", b"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"];
        let text = [starts[start], &bytes].concat();
        let _ = household_features(&text, &FeatureOptions::default(), &miraflores());
        let _ = settlement_features(&text, &FeatureOptions::default(), &Vicinity::default());
    }
}
