//! CQL2, `datetime` and equality parameters over HTTP.

use std::fmt::Write;

use serde_json::Value;

use super::helpers::{self, LATTICE, Service};

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").unwrap();
        encoded
    })
}

fn ids(page: &Value) -> Vec<String> {
    page["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
}

fn asked(service: &Service, layer: &str, filter: &str) -> Value {
    service.get(&format!("/collections/{layer}/items?limit=1000&filter={}", encoded(filter))).json()
}

/// Every page, by `next`.
fn walk(service: &Service, first: &str) -> (Vec<String>, Vec<u64>) {
    let (mut all, mut matched) = (Vec::new(), Vec::new());
    let mut next = Some(first.to_owned());
    while let Some(path) = next {
        let page = service.get(&path).json();
        all.extend(ids(&page));
        matched.push(page["numberMatched"].as_u64().unwrap());
        next = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").map(|link| {
            let href = link["href"].as_str().unwrap();
            href[href.find("/collections").unwrap()..].to_owned()
        });
    }
    (all, matched)
}

#[test]
fn a_filter_gives_the_rows_that_it_is_true_of() {
    let service = helpers::start();
    let everything = service.get("/collections/households/items?limit=1000").json();
    let counted = |accepts: &dyn Fn(&Value) -> bool| {
        everything["features"].as_array().unwrap().iter().filter(|feature| accepts(&feature["properties"])).count()
    };
    for (filter, expected) in [
        ("persons > 4", counted(&|row| row["persons"].as_i64() > Some(4))),
        (
            "persons > 4 AND state = 'too_far'",
            counted(&|row| row["persons"].as_i64() > Some(4) && row["state"] == "too_far"),
        ),
        ("accuracy_m IS NULL", counted(&|row| row["accuracy_m"].is_null())),
        ("NOT (accuracy_m = 5)", 0),
        (
            "distance_m < margin_m",
            counted(&|row| {
                row["distance_m"].as_f64() < row["margin_m"].as_f64()
                    && !row["margin_m"].is_null()
                    && !row["distance_m"].is_null()
            }),
        ),
        ("id LIKE 'H-0_0'", 10),
        ("address = '=1+1'", 1),
        ("S_INTERSECTS(\"geometry\",BBOX(179,-1,-179,1))", 2),
        ("true", LATTICE as usize + 3),
        ("null", 0),
    ] {
        let page = asked(&service, "households", filter);
        assert_eq!(page["numberMatched"], expected, "{filter}");
        assert_eq!(ids(&page).len(), expected, "{filter}");
    }
}

#[test]
fn every_layer_is_filtered() {
    let service = helpers::start();
    for (layer, filter, expected) in [
        ("settlements", "S_CONTAINS(geometry, POINT(-76.97 -12.15))", "S-1"),
        ("settlements", "S_TOUCHES(geometry, POINT(-76.968 -12.15))", "S-1 S-2"),
        ("kitchens", "status = 'closed' OR \"name\" LIKE '%K-2%'", "K-2 K-3"),
        (
            "kitchens",
            "CASEI(name) LIKE CASEI('%OLLA%') AND rations BETWEEN 80 AND 90 AND status IN ('open')",
            "K-1 K-2",
        ),
        ("catchments", "S_INTERSECTS(geometry, POINT(-76.9715 -12.15))", "K-1"),
        ("assignments", "id IN ('H-000', 'H-001', 'X-no-position') AND kitchen_id = 'K-1'", "H-000 H-001"),
    ] {
        assert_eq!(ids(&asked(&service, layer, filter)).join(" "), expected, "{layer}: {filter}");
    }
    let gaps = service.get("/collections/gaps/items?filter=households%3E0").json();
    assert_eq!(gaps["numberMatched"], service.get("/collections/gaps/items").json()["numberMatched"]);
}

#[test]
fn json_and_text_and_other_axes_say_the_same() {
    let service = helpers::start();
    let text =
        asked(&service, "households", "S_INTERSECTS(geometry,BBOX(-76.97,-12.152,-76.965,-12.148)) AND persons>=3");
    let json = r#"{"op":"and","args":[{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[-76.97,-12.152,-76.965,-12.148]}]},{"op":">=","args":[{"property":"persons"},3]}]}"#;
    let json = format!("/collections/households/items?limit=1000&filter-lang=cql2-json&filter={}", encoded(json));
    let swapped = format!(
        "/collections/households/items?limit=1000&filter-crs={}&filter={}",
        encoded("http://www.opengis.net/def/crs/EPSG/0/4326"),
        encoded("S_INTERSECTS(geometry,BBOX(-12.152,-76.97,-12.148,-76.965)) AND persons>=3"),
    );
    assert!(ids(&text).len() > 5);
    assert_eq!(ids(&service.get(&json).json()), ids(&text));
    assert_eq!(ids(&service.get(&swapped).json()), ids(&text));
}

#[test]
fn paging_through_a_box_and_a_filter_loses_and_repeats_nothing() {
    let service = helpers::start();
    let filter = encoded("persons > 2 AND S_INTERSECTS(geometry,BBOX(-76.974,-12.16,-76.95,-12.1))");
    for layer in ["households?", "assignments?"] {
        let layer = layer.trim_end_matches('?');
        let filter = if layer == "assignments" { encoded("state <> 'bad_position'") } else { filter.clone() };
        let query = format!("/collections/{layer}/items?bbox=-76.99,-12.154,-76.963,-12.1&filter={filter}");
        let (whole, matched) = walk(&service, &format!("{query}&limit=1000"));
        assert!(whole.len() > 50 && matched == [whole.len() as u64], "{layer}");
        let (paged, matched) = walk(&service, &format!("{query}&limit=7"));
        assert_eq!(paged, whole, "{layer}");
        assert!(matched.iter().all(|matched| *matched == whole.len() as u64), "{layer}: {matched:?}");
    }
}

#[test]
fn fields_are_parameters_of_their_type() {
    let service = helpers::start();
    let page = service.get("/collections/households/items?persons=3&state=served&limit=1000").json();
    let rows = page["features"].as_array().unwrap();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row["properties"]["persons"] == 3 && row["properties"]["state"] == "served"));
    assert_eq!(ids(&service.get("/collections/kitchens/items?id=K-2").json()), ["K-2"]);
    let (status, code, problem) = service.refused("/collections/households/items?persons=many");
    assert_eq!((status, code.as_str()), (400, "filter-value"));
    assert!(problem["detail"].as_str().unwrap().contains("many"), "{problem}");
    for (parameter, code) in [
        ("id=", "filter-id"),
        ("id=%C2%BF", "filter-id"),
        ("persons=", "filter-value"),
        ("accuracy_m=", "filter-value"),
        ("closed_on=", "filter-value"),
    ] {
        let (status, found, _) = service.refused(&format!("/collections/households/items?{parameter}"));
        assert_eq!((status, found.as_str()), (400, code), "{parameter}");
    }
    assert_eq!(service.get("/collections/households/items?address=").json()["numberMatched"], 0);
}

#[test]
fn datetime_leaves_out_households_closed_before() {
    let mut register = helpers::register();
    register.households[3].closed_on = Some(cercania::domain::date::Date::parse("2026-03-01").unwrap());
    let service = helpers::start_with(register, cercania::http::Limits::default());
    let all = u64::from(LATTICE) + 3;
    for (datetime, layer, expected) in [
        ("2026-03-01", "households", all),
        ("2026-03-02", "households", all - 1),
        ("2026-03-01T12:00:00Z", "households", all),
        ("2026-02-01/2026-02-28", "households", all),
        ("2026-03-02/..", "households", all - 1),
        ("../2026-03-02", "households", all),
        ("0000-01-01T00:00:00Z/2026-03-02T00:00:00Z", "households", all),
        ("2026-03-02T00:00:00Z/9999-12-31T00:00:00Z", "households", all - 1),
        ("../..", "households", all),
        ("2026-03-02", "kitchens", 3),
    ] {
        let page = service.get(&format!("/collections/{layer}/items?limit=1000&datetime={datetime}")).json();
        assert_eq!(page["numberMatched"], expected, "{datetime}");
    }
    for (datetime, code) in
        [("yesterday", "parameter-datetime"), ("2026-03-02/2026-03-01", "parameter-datetime-backward")]
    {
        let (status, found, _) = service.refused(&format!("/collections/households/items?datetime={datetime}"));
        assert_eq!((status, found.as_str()), (400, code), "{datetime}");
    }
}

#[test]
fn a_filter_that_cannot_be_honoured_is_refused_with_the_way_out() {
    let service = helpers::start();
    for (filter, code, part) in [
        ("persones > 4".to_owned(), "filter-field", "persons"),
        ("persons = 'x'".to_owned(), "filter-type", "number"),
        ("persons >".to_owned(), "filter-syntax", "character 10"),
        ("name = 'x'; DROP TABLE households".to_owned(), "filter-syntax", "DROP"),
        ("foo(persons)".to_owned(), "filter-function", "CASEI"),
        ("(".repeat(10_000), "filter-too-deep", "64"),
        (format!("{}persons=1", "(".repeat(40)), "filter-too-complex", ""),
        ("S_INTERSECTS(geometry,BBOX(nan,0,1,1))".to_owned(), "filter-shape", "west"),
        ("persons = 1e400".to_owned(), "filter-number", "1.8e308"),
    ] {
        let sent = if filter.len() < 1_000 { encoded(&filter) } else { filter.clone() };
        let (status, found, problem) = service.refused(&format!("/collections/households/items?filter={sent}"));
        assert_eq!((status, found.as_str()), (400, code), "{filter}");
        assert!(problem["detail"].as_str().unwrap().contains(part), "{problem}");
    }
    let (status, code, _) = service.refused("/collections/households/items?filter-lang=sql&filter=true");
    assert_eq!((status, code.as_str()), (400, "parameter-not-one-of"));
}

/// A register of many homes, each asked whatever a filter asks.
fn crowded() -> Service {
    let mut register = helpers::register();
    let one = register.households[5].clone();
    register.households = (0..60_000)
        .map(|n| {
            let mut household = one.clone();
            household.id = helpers::id(&format!("H-{n:05}"));
            household
        })
        .collect();
    helpers::start_with(register, cercania::http::Limits::default())
}

#[test]
fn a_small_request_is_no_great_work() {
    let service = crowded();
    let property = r#"{"property":"persons"}"#;
    let sum = format!(r#"{{"op":"=","args":[{{"op":"+","args":[{property}{}]}},5]}}"#, ",0".repeat(11_499));
    let circle = |corners: u32| {
        let corner = |n: u32| {
            let angle = f64::from(n % corners) / f64::from(corners) * std::f64::consts::TAU;
            format!("{:.1} {:.1}", 80.0 * angle.cos(), 80.0 * angle.sin())
        };
        (0..=corners).map(corner).collect::<Vec<_>>().join(",")
    };
    let touches = vec![format!("S_TOUCHES(geometry,POLYGON(({})))", circle(600)); 5].join(" OR ");
    for (layer, language, filter, code) in [
        ("households", "cql2-json", sum.as_str(), "filter-too-complex"),
        ("households", "cql2-text", &format!("id IN ({}'x')", "code,".repeat(2_000)), "filter-too-complex"),
        ("catchments", "cql2-text", &touches, "filter-too-costly"),
        ("settlements", "cql2-text", &touches, "filter-too-costly"),
        ("assignments", "cql2-text", &touches, "filter-too-costly"),
    ] {
        for bbox in ["", "&bbox=-77,-13,-76,-12"] {
            // Written as a browser writes it, for the whole must fit into a request's head.
            let sent = filter.replace('+', "%2B").replace('"', "%22").replace(' ', "%20");
            let sent = sent.replace('{', "%7B").replace('}', "%7D");
            let path = format!("/collections/{layer}/items?filter-lang={language}&filter={sent}{bbox}");
            let (status, found, problem) = service.refused(&path);
            assert_eq!((status, found.as_str()), (400, code), "{layer}: {problem}");
        }
    }
    // What a person asks is answered over all rows.
    for filter in ["persons + 1 = 7", "id IN ('H-00001', code)", "S_INTERSECTS(geometry,BBOX(-77,-13,-76,-12))"] {
        assert!(asked(&service, "households", filter)["numberMatched"].as_u64() > Some(0), "{filter}");
    }
}

#[test]
fn what_a_client_has_is_not_looked_for() {
    let limits = cercania::http::Limits { waiting: 0, ..cercania::http::Limits::default() };
    let service = helpers::start_with(helpers::register(), limits);
    // Nothing heavy is done here: only a light answer gives the tag.
    let tag = service.get("/collections/households/items").header("etag").to_owned();
    for path in ["/collections/kitchens/items?filter=rations%3E1", "/collections/settlements/items"] {
        assert_eq!(service.get(path).status, 503, "{path}");
        let headers = [("if-none-match", tag.as_str()), ("accept-language", "en")];
        assert_eq!(service.get_with(path, &headers).status, 304, "{path}");
    }
    let headers = [("if-none-match", tag.as_str()), ("accept-language", "en")];
    let wrong = service.get_with("/collections/kitchens/items?filter=nothing%3E1", &headers);
    assert_eq!(wrong.problem().1, "filter-field");
}
