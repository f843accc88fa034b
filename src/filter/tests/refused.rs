//! What cannot be honoured is refused, and says why.

use super::super::{FilterError, Kind, ShapeFault};
use super::{json, text};
use crate::messages::{Explain, Locale, explain};

#[test]
fn a_filter_that_cannot_be_honoured_says_why() {
    for (filter, code, part) in [
        ("persons >", "filter-syntax", "10"),
        ("persons > 4 x", "filter-syntax", "x"),
        ("", "filter-syntax", ""),
        ("'á' = 'é' = =", "filter-syntax", "="),
        ("persones > 4", "filter-field", "persones"),
        ("\"Persons\" > 4", "filter-field", "Persons"),
        ("persons = 'x'", "filter-type", "'x'"),
        ("'x' < persons", "filter-type", "'x'"),
        ("persons LIKE '5%'", "filter-type", "persons"),
        ("address = 5", "filter-type", "5"),
        ("address > DATE('2026-01-01')", "filter-type", "2026"),
        ("persons", "filter-type", "persons"),
        ("persons + 1", "filter-type", "persons"),
        ("4", "filter-type", "4"),
        ("'true'", "filter-type", "true"),
        ("persons AND TRUE", "filter-type", "persons"),
        ("TRUE < FALSE", "filter-type", "true"),
        ("geometry = 'x'", "filter-type", "geometry"),
        ("S_INTERSECTS(address, POINT(0 0))", "filter-type", "address"),
        ("S_INTERSECTS(geometry)", "filter-operands", "2"),
        ("persons + 'x' = 5", "filter-type", "'x'"),
        ("persons IN ('x')", "filter-type", "'x'"),
        ("persons = (1, 2)", "filter-type", "(1, 2)"),
        ("CASEI(persons) = 'x'", "filter-type", "persons"),
        ("address LIKE state", "filter-pattern", "state"),
        ("foo(persons) = 1", "filter-function", "foo"),
        ("a_contains(persons, (1, 2))", "filter-function", "a_contains"),
        ("T_AFTER(closed_on, DATE('2026-01-01'))", "filter-function", "t_after"),
        ("closed_on = 'yesterday'", "filter-date", "yesterday"),
        ("closed_on = DATE('2026-02-30')", "filter-date", "2026-02-30"),
        ("closed_on < TIMESTAMP('2026-03-01T12:00:00Z')", "filter-instant", "12:00"),
        ("S_INTERSECTS(geometry, BBOX(1,2,3))", "filter-shape", ""),
        ("S_INTERSECTS(geometry, BBOX(1,4,3,2))", "filter-shape", ""),
        ("S_INTERSECTS(geometry, BBOX(1,2,3,200))", "filter-shape", ""),
        ("S_INTERSECTS(geometry, BBOX(1,2,3,1e999))", "filter-shape", ""),
        ("S_INTERSECTS(geometry, BBOX(persons,2,3,4))", "filter-shape", ""),
        ("S_INTERSECTS(geometry, POINT(200 0))", "filter-shape", "200"),
        ("S_INTERSECTS(geometry, POINT(1e999 0))", "filter-syntax", ""),
        ("S_INTERSECTS(geometry, POINT EMPTY)", "filter-shape", ""),
        ("S_INTERSECTS(geometry, LINESTRING EMPTY)", "filter-shape", ""),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))", "filter-shape", "POLYGON"),
        ("S_INTERSECTS(geometry, GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(0 0))))", "filter-syntax", ""),
    ] {
        let error = text(filter).expect_err(filter);
        assert_eq!(error.code(), code, "{filter}: {error}");
        let english = explain(Locale::En, &error);
        assert!(english.contains(part), "{filter}: {english}");
        assert!(!explain(Locale::Es, &error).is_empty());
    }
}

#[test]
fn json_that_cannot_be_honoured_says_why() {
    for (filter, code) in [
        ("", "filter-syntax-json"),
        ("{", "filter-syntax-json"),
        ("{}", "filter-json"),
        ("persons > 4", "filter-syntax-json"),
        ("[1,2]", "filter-type"),
        (r#"{"op":"and","args":[]}"#, "filter-operands"),
        (r#"{"op":"and","args":[true]}"#, "filter-operands"),
        (r#"{"op":"=","args":[1,2,3]}"#, "filter-operands"),
        (r#"{"op":"-","args":[{"property":"persons"}]}"#, "filter-operands"),
        (r#"{"op":"in","args":[{"property":"persons"},5]}"#, "filter-type"),
        (r#"{"op":"isNull","args":[]}"#, "filter-operands"),
        (r#"{"op":"between","args":[1]}"#, "filter-operands"),
        (r#"{"op":"in","args":[{"property":"persons"}]}"#, "filter-operands"),
        (r#"{"date":1}"#, "filter-date"),
        (r#"{"interval":["..",".."]}"#, "filter-function"),
        (r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[]}]}"#, "filter-json"),
        (r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[1]}]}"#, "filter-json"),
        (
            r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[0,0],[1]]]}]}"#,
            "filter-json",
        ),
    ] {
        let error = json(filter).expect_err(filter);
        assert_eq!(error.code(), code, "{filter}: {error}");
        assert!(!explain(Locale::Es, &error).is_empty());
    }
}

#[test]
fn what_is_wrong_is_named_by_what_it_is() {
    let what = |filter: &str| text(filter).unwrap_err();
    assert_eq!(what("persons = 'x'"), FilterError::Type { what: "'x'".into(), is: Kind::Text, needed: Kind::Number });
    assert!(matches!(what("S_WITHIN(geom, POINT(0 91))"), FilterError::Shape { fault: ShapeFault::NoPlace, .. }));
    let FilterError::UnknownField { allowed, .. } = what("x = 1") else { panic!() };
    assert!(allowed.contains(&"persons") && allowed.contains(&"geometry"));
    let spanish = explain(Locale::Es, &what("persons = 'x'"));
    assert_eq!(spanish, "filter: «'x'» es un texto, y ahí va un número, o un campo de números");
}
