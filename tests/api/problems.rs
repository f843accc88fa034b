//! Refusals: each with its status, its code and its reason.

use serde_json::json;

use super::helpers;

#[test]
fn every_bad_request_has_its_status_and_code() {
    let service = helpers::start();
    for (path, status, code) in [
        ("/no-such", 404, "page-unknown"),
        ("/collections/roads", 404, "layer-unknown"),
        ("/collections/roads/items", 404, "layer-unknown"),
        ("/collections/households/items/H-999", 404, "item-unknown"),
        ("/collections/households/items/%00%ff", 404, "item-unknown"),
        ("/reports/settlements/S-9", 404, "settlement-unknown"),
        ("/reports/settlements/outside", 404, "settlement-unknown"),
        ("/reports/coverage?settlement=outside", 404, "settlement-unknown"),
        ("/collections?foo=1", 400, "parameter-unknown"),
        ("/health/live?x", 400, "parameter-unknown"),
        ("/nearest?lon=1&lat=2&Limit_M=3", 400, "parameter-unknown"),
        ("/collections/households/items?limit=1&limit=2", 400, "parameter-repeated"),
        ("/nearest?lat=1", 400, "parameter-missing"),
        ("/nearest?lon=1", 400, "parameter-missing"),
        ("/nearest?lon=NaN&lat=1", 400, "parameter-not-a-number"),
        ("/nearest?lon=1&lat=inf", 400, "parameter-not-a-number"),
        ("/nearest?lon=1&lat=12,5", 400, "parameter-not-a-number"),
        ("/nearest?lon=181&lat=1", 400, "parameter-out-of-range"),
        ("/nearest?lon=1&lat=-90.1", 400, "parameter-out-of-range"),
        ("/nearest?lon=1&lat=1&k=0", 400, "parameter-out-of-range"),
        ("/nearest?lon=1&lat=1&k=101", 400, "parameter-out-of-range"),
        ("/nearest?lon=1&lat=1&k=1.5", 400, "parameter-not-a-number"),
        ("/nearest?lon=1&lat=1&accuracy_m=-1", 400, "parameter-out-of-range"),
        ("/nearest?lon=1&lat=1&limit_m=0", 400, "parameter-limit-m"),
        ("/collections/households/items?limit_m=1e308", 400, "parameter-limit-m"),
        ("/collections/households/items?limit=0", 400, "parameter-out-of-range"),
        ("/collections/households/items?limit=10001", 400, "parameter-out-of-range"),
        ("/collections/households/items?limit=1000000000", 400, "parameter-out-of-range"),
        ("/collections/households/items?limit=-1", 400, "parameter-not-a-number"),
        ("/collections/households/items?after=%C3%B1", 400, "parameter-not-an-id"),
        ("/collections/households/items?code=%F1", 400, "query-unreadable"),
        ("/collections/households/items?state=lejos", 400, "parameter-not-one-of"),
        ("/collections/households/items?code=%zz", 400, "query-unreadable"),
        ("/collections/households/items?filter=code%3D%27%F", 400, "query-unreadable"),
        ("/collections/households/items?after=", 400, "parameter-not-an-id"),
        ("/collections/households/items?bbox=1,2,3", 400, "parameter-bbox"),
        ("/collections/households/items?bbox=1,2,3,4,5", 400, "parameter-bbox"),
        ("/collections/households/items?bbox=NaN,1,2,3", 400, "parameter-bbox"),
        ("/collections/households/items?bbox=0,2,1,1", 400, "parameter-bbox"),
        ("/collections/households/items?bbox=-181,0,0,1", 400, "parameter-bbox"),
        ("/collections/households/items?f=png", 400, "parameter-not-one-of"),
        ("/reports/coverage?excel=yes", 400, "parameter-not-one-of"),
        ("/reports/coverage?excel=true&f=json", 400, "parameter-not-one-of"),
        ("/reports/coverage?f=csv&table=roads", 400, "parameter-not-one-of"),
        ("/reports/catchments?f=csv&table=gaps", 400, "parameter-not-one-of"),
    ] {
        let (got, kind, problem) = service.refused(path);
        assert_eq!((got, kind.as_str()), (status, code), "{path}");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.len() > 10 && !detail.contains('{') && detail != code, "{path}: {detail}");
        assert!(!problem["title"].as_str().unwrap().starts_with("problem-"), "{path}");
    }
}

#[test]
fn an_unknown_parameter_is_named_with_those_that_are_known() {
    let service = helpers::start();
    let (_, _, problem) = service.refused("/nearest?lon=1&lat=1&distance=3");
    assert_eq!(problem["name"], "distance");
    assert_eq!(problem["allowed"], json!(["lon", "lat", "k", "accuracy_m", "limit_m", "f"]));
    assert_eq!(
        problem["detail"],
        "there is no parameter \"distance\" here; those that there are: lon, lat, k, accuracy_m, limit_m, f"
    );
}

#[test]
fn the_reason_is_in_the_readers_language() {
    let service = helpers::start();
    let path = "/collections/kitchens/items?limit=20000";
    let spanish = service.get_with(path, &[]).problem().2;
    assert_eq!(spanish["detail"], "limit: 20000 está fuera de lo admitido, de 1 a 10000");
    assert_eq!(spanish["title"], "La petición tiene un error");
    let english = service.get(path).problem().2;
    assert_eq!(english["detail"], "limit: 20000 is outside 1 to 10000");
    assert_eq!((&english["min"], &english["max"], &english["value"]), (&json!(1), &json!(10_000), &json!(20_000)));
}

#[test]
fn another_method_is_told_which_there_are() {
    let service = helpers::start();
    for (method, path, allow) in [
        ("POST", "/collections/households/items/H-001", "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"),
        ("DELETE", "/collections/households/items", "GET, HEAD, POST, OPTIONS"),
        ("GET", "/edits/1/undo", "POST, OPTIONS"),
        ("POST", "/nearest", "GET, HEAD, OPTIONS"),
        ("GET", "/assignments", "POST, OPTIONS"),
        ("PATCH", "/settings", "GET, HEAD, OPTIONS"),
    ] {
        let answer = service.send(method, path, &[], &[]);
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
        let (status, code, _) = answer.problem();
        assert_eq!((status, code.as_str()), (405, "method-not-allowed"));
    }
    // By these QGIS decides whether it offers to edit.
    for (path, allow) in [
        ("/nearest", "GET, HEAD, OPTIONS"),
        ("/collections/gaps/items", "GET, HEAD, OPTIONS"),
        ("/collections/assignments/items/H-001", "GET, HEAD, OPTIONS"),
        ("/collections/households/items", "GET, HEAD, POST, OPTIONS"),
        ("/collections/households/items/H-001", "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"),
        ("/collections/kitchens/items/unknown_id", "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"),
    ] {
        let answer = service.send("OPTIONS", path, &[], &[]);
        assert_eq!((answer.status, answer.header("allow")), (200, allow), "{path}");
        let (post, patch) = (answer.header("accept-post"), answer.header("accept-patch"));
        assert_eq!(!post.is_empty(), allow.contains("POST"), "{path}");
        assert_eq!(!patch.is_empty(), allow.contains("PATCH"), "{path}");
    }
}

#[test]
fn a_format_that_there_is_not_is_refused_with_those_that_there_are() {
    let service = helpers::start();
    let (status, code, problem) =
        service.get_with("/collections/households/items", &[("accept", "image/png")]).problem();
    assert_eq!((status, code.as_str()), (406, "not-acceptable"));
    assert!(problem["allowed"].as_array().unwrap().contains(&json!("application/geo+json")));
    assert_eq!(service.get_with("/collections/kitchens/items", &[("accept", "text/html, */*;q=0.1")]).status, 200);
}

#[test]
fn a_bound_is_said_as_it_is_and_is_a_number_for_programs() {
    let service = helpers::start();
    for limit in ["0", "-1", "100000.1"] {
        let (_, _, problem) = service.refused(&format!("/nearest?lon=1&lat=1&limit_m={limit}"));
        let detail = format!("limit_m: {limit} is no coverage limit; give more than 0 and at most 100000 metres");
        assert_eq!(problem["detail"], detail);
        assert_eq!((&problem["above"], &problem["max"]), (&json!(0), &json!(100_000)), "{limit}");
    }
    let (_, _, problem) = service.refused("/nearest?lon=1&lat=-91");
    assert_eq!((&problem["min"], &problem["max"]), (&json!(-90), &json!(90)));
}

#[test]
fn nonsense_in_a_path_or_a_query_is_refused_with_a_reason() {
    let service = helpers::start();
    for nonsense in ["%ff", "%00", "%F0%9F", "%2e%2e%2fetc", "%", "%zz", "..%5c", "%0d%0aX-A:1", "'", "$(x)", "%22%3E"]
    {
        for path in [
            format!("/{nonsense}"),
            format!("/collections/{nonsense}"),
            format!("/collections/{nonsense}/items"),
            format!("/collections/{nonsense}/schema"),
            format!("/collections/gaps/items/{nonsense}"),
            format!("/reports/settlements/{nonsense}"),
            format!("/conformance?{nonsense}=1"),
            format!("/api?f={nonsense}"),
            format!("/collections/gaps/items?bbox={nonsense}"),
            format!("/collections/gaps/items?limit={nonsense}"),
            format!("/collections/gaps/items?crs={nonsense}"),
            format!("/collections/gaps/items?bbox=1,1,2,2&bbox-crs={nonsense}"),
            format!("/collections/gaps/items?datetime={nonsense}"),
            format!("/collections/gaps/items?after={nonsense}"),
            format!("/collections/gaps/items?radius_m={nonsense}"),
        ] {
            let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", service.address());
            let answer = service.raw(head.as_bytes());
            let status: u16 = answer.split(' ').nth(1).unwrap().parse().unwrap();
            assert!((400..500).contains(&status), "{path}: {answer}");
        }
    }
}
