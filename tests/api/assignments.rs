//! Many positions at once.

use cercania::http::Limits;
use serde_json::{Value, json};

use super::helpers;

#[test]
fn each_position_gets_what_nearest_says_of_it() {
    let service = helpers::start();
    let point = |id: Value, lon: f64, lat: f64| {
        json!({ "type": "Feature", "id": id, "properties": { "accuracy_m": 5 },
                "geometry": { "type": "Point", "coordinates": [lon, lat, 120.5] } })
    };
    let sent = json!({ "type": "FeatureCollection", "features": [
        point("casa 1".into(), -76.97, -12.1505), point(2.into(), -76.9645, -12.15), point(Value::Null, 1.0, 2.0),
    ]});
    let answer = service.post("/assignments", "application/geo+json", sent.to_string());
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let answer = answer.json();
    let features = answer["features"].as_array().unwrap();
    assert_eq!(answer["distance"], "in a straight line, not along a path");
    let ids: Vec<_> = features.iter().map(|feature| feature["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["casa 1", "2", "3"]);
    for feature in features {
        let (lon, lat) = (&feature["geometry"]["coordinates"][0], &feature["geometry"]["coordinates"][1]);
        let one = service.get(&format!("/nearest?lon={lon}&lat={lat}&accuracy_m=5&k=2")).json();
        let properties = &feature["properties"];
        for member in ["settlement_id", "settlements_overlap", "state", "margin_m"] {
            assert_eq!(properties[member], one[member], "{member}");
        }
        assert_eq!(properties["kitchen_id"], one["kitchens"][0]["id"]);
        assert_eq!(properties["next_distance_m"], one["kitchens"][1]["distance_m"]);
    }
}

#[test]
fn a_table_gives_a_table() {
    let service = helpers::start();
    let body = "\u{feff}LAT;lon;id;accuracy_m;nota\r\n-12.1505;-76.97;=casa;5;x\r\n-12.15;-76.9645;;;\r\n";
    let headers = [("content-type", "text/csv; charset=utf-8"), ("accept", "text/csv")];
    let answer = service.send("POST", "/assignments", &headers, body.as_bytes());
    let lines: Vec<&str> = answer.text().lines().collect();
    assert_eq!(
        lines[0],
        "id,lon,lat,settlement_id,settlements_overlap,state,kitchen_id,distance_m,next_kitchen_id,next_distance_m,margin_m,certainty"
    );
    assert!(lines[1].starts_with("=casa,-76.97,-12.1505,S-1,false,served,K-1,"), "{}", lines[1]);
    assert!(lines[1].ends_with(",certain"));
    assert!(lines[2].starts_with("2,-76.9645,-12.15,S-2,false,served,K-2,0.0,K-1,"), "{}", lines[2]);
    assert!(lines[2].ends_with(",unknown"));
    let sheet = service.post("/assignments?excel=true", "text/csv", body);
    assert!(sheet.text().starts_with("\u{feff}id;lon;"), "{}", sheet.text());
    assert!(sheet.text().contains("\n'=casa;"));
}

#[test]
fn a_feature_or_a_bare_point_will_do() {
    let service = helpers::start();
    for body in [
        r#"{"type":"Point","coordinates":[-76.97,-12.1505]}"#,
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[-76.97,-12.1505]},"properties":null}"#,
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"x":[{}]},"geometry":{"coordinates":[-76.97,-12.1505],"type":"Point"}}]}"#,
    ] {
        let answer = service.post("/assignments", "application/json", body).json();
        assert_eq!(answer["features"][0]["properties"]["kitchen_id"], "K-1", "{body}");
    }
    let none = service.post("/assignments", "application/json", r#"{"type":"FeatureCollection","features":[]}"#).json();
    assert_eq!(none["features"], json!([]));
}

#[test]
fn bad_rows_are_all_named_and_none_is_answered() {
    let service = helpers::start();
    let body = "id,lon,lat,accuracy_m\n1,-76.97,-12.15,\n2,,x,5\n3,-12.15,-176.97,\n4,1,2,-3\n5,1\n6,inf,1e999,NaN\n";
    let (status, code, problem) = service.post("/assignments", "text/csv", body).problem();
    assert_eq!((status, code.as_str()), (422, "rows-invalid"));
    let rows: Vec<_> = problem["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["row"].as_u64().unwrap(),
                row["column"].as_str().unwrap(),
                row["code"].as_str().unwrap(),
                row["value"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (2, "lon", "body-row-missing", ""),
            (2, "lat", "body-row-not-a-number", "x"),
            (3, "lat", "body-row-latitude", "-176.97"),
            (4, "accuracy_m", "body-row-accuracy", "-3"),
            (5, "", "body-row-cells", "2"),
            (6, "lon", "body-row-not-a-number", "inf"),
            (6, "lat", "body-row-not-a-number", "1e999"),
            (6, "accuracy_m", "body-row-not-a-number", "NaN"),
        ]
    );
    assert_eq!(problem["rows"][2]["reason"], "a latitude is from -90 to 90 degrees; are the columns swapped?");
    assert_eq!(problem["count"], 8);

    let body = r#"{"type":"FeatureCollection","features":[
        {"geometry":null}, {"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}},
        {"geometry":{"type":"Point","coordinates":["1",2]}}, {"geometry":{"type":"Point","coordinates":[1]}},
        {"geometry":{"type":"Point","coordinates":[181,2]}},
        {"geometry":{"type":"Point","coordinates":[1,2]},"properties":{"accuracy_m":true}}]}"#;
    let (status, _, problem) = service.post("/assignments", "application/geo+json", body).problem();
    let codes: Vec<_> =
        problem["rows"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect();
    assert_eq!(status, 422);
    assert_eq!(
        codes,
        [
            "body-row-missing",
            "body-row-not-a-point",
            "body-row-not-a-point",
            "body-row-not-a-point",
            "body-row-longitude",
            "body-row-not-a-number"
        ]
    );
}

#[test]
fn a_body_that_cannot_be_read_is_refused_with_the_reason() {
    let service = helpers::start();
    let deep = format!("{{\"type\":\"Point\",\"coordinates\":{}", "[".repeat(100_000));
    for (media_type, body, status, code) in [
        ("application/json", "", 400, "body-unreadable"),
        ("application/json", "{", 400, "body-unreadable"),
        ("application/json", "[1,2]", 400, "body-unreadable"),
        ("application/json", "\u{0}", 400, "body-unreadable"),
        ("application/json", deep.as_str(), 400, "body-unreadable"),
        ("application/json", r#"{"type":"Point","coordinates":[1e999,0]}"#, 400, "body-unreadable"),
        ("application/json", r#"{"type":"Topology"}"#, 422, "rows-invalid"),
        ("text/csv", "", 400, "column-missing"),
        ("text/csv", "a,b\n1,2\n", 400, "column-missing"),
        ("text/csv", "x,lat\n1,2\n", 400, "column-missing"),
        ("text/csv", "lng,longitud,lat\n1,2,3\n", 400, "column-ambiguous"),
        ("text/csv", "PK\u{3}\u{4}\u{0}\u{0}", 400, "column-missing"),
        ("application/xml", "<a/>", 415, "media-type"),
    ] {
        let answer = service.post("/assignments", media_type, body);
        let (got, kind, problem) = answer.problem();
        // An empty body is sent without its type by the client.
        let expected =
            if body.is_empty() && media_type == "text/csv" { (got, kind.clone()) } else { (status, code.to_owned()) };
        assert_eq!((got, kind), expected, "{media_type} {}: {problem}", body.chars().take(40).collect::<String>());
    }
}

#[test]
fn more_than_may_be_sent_is_refused() {
    let limits = Limits { body_bytes: 100_000, rows: 10, ..Limits::default() };
    let service = helpers::start_with(helpers::register(), limits);
    let huge = vec![b' '; 4_000_000];
    let (status, code, problem) = service.post("/assignments", "application/json", &huge).problem();
    assert_eq!((status, code.as_str(), &problem["max"]), (413, "body-too-large", &json!(100_000)));
    let rows = format!("lon,lat\n{}", "1,2\n".repeat(11));
    assert_eq!(service.post("/assignments", "text/csv", rows).problem().1, "too-many-rows");
    let features = format!(r#"{{"type":"FeatureCollection","features":[{}{{}}]}}"#, "{},".repeat(10));
    let (status, code, _) = service.post("/assignments", "application/json", features).problem();
    assert_eq!((status, code.as_str()), (413, "too-many-rows"));
    let rows = format!("lon,lat\n{}", "1,2\n".repeat(10));
    assert_eq!(service.post("/assignments", "text/csv", rows).status, 200);
    let packed = [("content-type", "text/csv"), ("content-encoding", "gzip")];
    assert_eq!(service.send("POST", "/assignments", &packed, b"x").problem().0, 415);
}

#[test]
fn positions_that_would_take_too_long_are_refused() {
    let mut register = helpers::register();
    register.kitchens = (0..400)
        .map(|n| {
            let lon = -76.0 + f64::from(n) * 0.001;
            helpers::kitchen(&format!("K-{n:03}"), lon, -12.0, cercania::domain::kitchen::KitchenStatus::Open)
        })
        .collect();
    let service = helpers::start_with(register, Limits::default());
    // Near the kitchens' antipodes nothing can be told apart without measuring.
    let rows = format!("lon,lat\n{}", "104.2,12.0\n".repeat(20_000));
    let (status, code, _) = service.post("/assignments", "text/csv", rows).problem();
    assert_eq!((status, code.as_str()), (422, "too-much-work"));
}

#[test]
fn columns_have_the_names_and_decimals_that_people_use() {
    let service = helpers::start();
    let expected = service.post("/assignments", "text/csv", "id,lon,lat,accuracy_m\nA,-76.97,-12.1505,4.5\n");
    for body in [
        "Código,LONGITUD,Latitud,Precisión\nA,-76.97,-12.1505,4.5\n",
        "codigo;Longitude;Latitude;precision_m\nA;-76,97;-12,1505;4,5\n",
        "ID\tX\tY\taccuracy\nA\t-76,97\t-12.1505\t4,5\n",
        "x,y,lon,lat,id,accuracy_m\n280000,8650000,-76.97,-12.1505,A,4.5\n",
        "longitud,lon,lat,id,accuracy_m\n1,-76.97,-12.1505,A,4.5\n",
    ] {
        let answer = service.post("/assignments", "text/csv", body);
        assert_eq!(answer.json()["features"], expected.json()["features"], "{body}");
    }
    // In a table separated by commas a comma in a number is somebody's slip, or thousands.
    let (status, _, problem) = service.post("/assignments", "text/csv", "lon,lat\n\"-76,97\",-12.15\n").problem();
    assert_eq!((status, &problem["rows"][0]["code"]), (422, &json!("body-row-not-a-number")));
}

#[test]
fn positions_that_are_slips_are_refused_as_in_files() {
    let service = helpers::start();
    let table = "lon,lat\n0,0\n-12.15,-76.97\n76.97,12.15\n-3.7,40.4\n";
    let points = r#"{"type":"FeatureCollection","features":[
        {"geometry":{"type":"Point","coordinates":[0,0]}}, {"geometry":{"type":"Point","coordinates":[-12.15,-76.97]}},
        {"geometry":{"type":"Point","coordinates":[76.97,12.15]}},
        {"geometry":{"type":"Point","coordinates":[-3.7,40.4]}}]}"#;
    for (media_type, body) in [("text/csv", table), ("application/geo+json", points)] {
        let (status, _, problem) = service.post("/assignments", media_type, body).problem();
        let rows = problem["rows"].as_array().unwrap();
        let said: Vec<_> = rows.iter().map(|row| (row["row"].clone(), row["code"].as_str().unwrap())).collect();
        assert_eq!(status, 422);
        assert_eq!(
            said,
            [(json!(1), "body-row-zero-zero"), (json!(2), "body-row-swapped"), (json!(3), "body-row-signs")],
            "{media_type}"
        );
        assert!(!rows[1]["reason"].as_str().unwrap().is_empty());
    }
}
