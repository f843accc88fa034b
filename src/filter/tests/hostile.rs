//! Filters made to do harm.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::{Filter, FilterError, FilterLanguage, ShapeFault};
use super::{crs84, json, text};
use crate::layers::LayerName;

/// The longest that a filter may take to be read or refused, with the library optimised, this crate not, and a machine
/// that others use as well: alone and optimised it is a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(2);

#[track_caller]
fn read(filter: &str) -> Result<(), FilterError> {
    let begun = Instant::now();
    let read = if filter.starts_with('{') { json(filter) } else { text(filter) };
    let took = begun.elapsed();
    let start: String = filter.chars().take(40).collect();
    println!("{start:42} {:6} bytes {took:9.1?} {:?}", filter.len(), read.as_ref().err());
    assert!(took < PATIENCE, "{start}: {took:?}");
    read.map(|_| ())
}

/// As often as it fits into 64 KB.
fn filled(start: &str, part: &str, end: &str) -> String {
    format!("{start}{}{end}", part.repeat((65_536 - start.len() - end.len()) / part.len()))
}

#[test]
fn long_filters_are_read_or_refused_in_time() {
    for filter in [
        filled("", "NOT ", "persons=1"),
        filled("", "not not(", "persons=1"),
        filled("persons = ", "- ", "1"),
        filled("persons = ", "-", "1"),
        filled("persons=1", "+1", ""),
        filled("persons=1", "-1", ""),
        filled("", "persons^", "2 = 1"),
        filled("", "persons=", "1"),
        filled("", "persons<", "1"),
        filled("", "address like ", "'1'"),
        filled("", "persons=1 and ", "true"),
        filled("", "persons=1 or ", "true"),
        filled("", "1and", "1"),
        filled("", "1or1and", "1"),
        filled("", "1div", "1"),
        filled("", "1like", "1"),
        filled("", "1in", "1"),
        filled("", "1is null and ", "1"),
        filled("", "(", ""),
        filled("", "(", ")"),
        filled("persons in (1", ",1", ")"),
        filled("persons in (1", ",1", ""),
        filled("persons in (1", ",a+1", ")"),
        filled("", "'", ""),
        filled("", "\"", ""),
        filled("", "\" ", ""),
        filled("", "' ", ""),
        filled("s_intersects(geometry,POLYGON((", "1 2,", "1 2)))"),
        filled("s_intersects(geometry,LINESTRING(", "1 2,3 4,", "1 2))"),
        filled("s_intersects(geometry,MULTIPOINT(", "1 2,", "1 2))"),
        filled("s_intersects(geometry,MULTIPOINT(", "(1 2),", "(1 2)))"),
        filled("s_intersects(geometry,MULTIPOLYGON(((", "1 2,", ""),
        filled("s_intersects(geometry,", "GEOMETRYCOLLECTION(", ""),
        filled("s_intersects(geometry,GEOMETRYCOLLECTION(", "POINT(1 2),", "POINT(1 2)))"),
        filled("persons =", " ", "1"),
        filled("persons = 1", " ", "x"),
        filled("s_intersects(geometry,POINT(1", " ", "2"),
        filled("", "a", "=1"),
        filled("persons = ", "1", ""),
        filled("address like '", "%a", "'"),
        filled("address like '", "%_", "'"),
        filled("accenti(casei(address)) like casei('", "Ñ%", "')"),
        filled("persons in (", "persons,", "1)"),
        filled("", "persons between 1 and 2 and ", "true"),
        filled(r#"{"op":"and","args":["#, "true,", "true]}"),
        filled(r#"{"op":"and","args":["#, r#"{"op":"=","args":[{"property":"persons"},1]},"#, "true]}"),
        filled("", r#"{"op":"not","args":["#, ""),
        filled("", r#"{"a":"#, ""),
        filled(r#"{"op":"in","args":[{"property":"persons"},["#, "1,", "1]]}"),
        filled(
            r#"{"op":"s_within","args":[{"property":"geom"},{"type":"MultiPoint","coordinates":["#,
            "[1,2],",
            "[1,2]]}]}",
        ),
    ] {
        let _ = read(&filter);
    }
}

#[test]
fn a_shape_of_as_many_corners_as_there_may_be_is_read_in_time() {
    let corner = |n: u32| {
        let angle = f64::from(n % 999) / 999.0 * std::f64::consts::TAU;
        format!("{:.2} {:.2}", 89.0 * angle.cos(), 89.0 * angle.sin())
    };
    let corners: Vec<String> = (0..1_000).map(corner).collect();
    assert_eq!(read(&format!("s_within(geom,POLYGON(({})))", corners.join(","))), Ok(()));
}

#[test]
fn what_is_nested_is_refused_before_it_is_parsed() {
    let nested = |open: &str, depth: usize, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    assert_eq!(read(&nested("(", 64, "persons=1", ")")), Ok(()));
    assert_eq!(read(&nested("NOT (", 64, "persons=1", ")")), Ok(()));
    assert_eq!(read(&nested("(", 65, "persons=1", ")")), Err(FilterError::TooDeep { max: 64 }));
    assert_eq!(read(&nested("(", 10_000, "persons=1", ")")), Err(FilterError::TooDeep { max: 64 }));
    // A parenthesis in a text or a name is none.
    assert_eq!(read(&format!("address = '{}'", "(".repeat(1_000))), Ok(()));
    assert_eq!(read(&format!("address = 'it''s {}'", "(".repeat(1_000))), Ok(()));
    let not = r#"{"op":"not","args":["#;
    assert_eq!(read(&nested(not, 32, "true", "]}")), Ok(()));
    assert_eq!(read(&nested(not, 33, "true", "]}")), Err(FilterError::TooDeep { max: 64 }));
    let quoted = format!(r#"{{"op":"=","args":[{{"property":"address"}},"{}\"["]}}"#, "[".repeat(1_000));
    assert_eq!(read(&quoted), Ok(()));
    assert_eq!(read(&"x".repeat(65_537)), Err(FilterError::TooLong { bytes: 65_537, max: 65_536 }));
}

#[test]
fn a_fault_within_parentheses_does_not_take_twice_as_long_for_each() {
    for filter in [
        format!("{}persons=1", "(".repeat(64)),
        format!("{}persons={}", "(".repeat(60), ")".repeat(60)),
        format!("{}1{} = 1", "(".repeat(60), ",2)".repeat(60)),
        format!("{}a", "f(".repeat(64)),
        format!("{}a{}", "(f(".repeat(31), "x))".repeat(31)),
        format!("{}POINT(1 2", "GEOMETRYCOLLECTION(".repeat(60)),
    ] {
        assert!(read(&filter).is_err());
    }
}

#[test]
fn what_takes_long_for_every_row_is_refused() {
    assert_eq!(read(&format!("{}true", "persons=1 or ".repeat(2_000))), Err(FilterError::TooComplex));
    let ids: Vec<String> = (0..6_000).map(|n| format!("'H-{n}'")).collect();
    assert_eq!(read(&format!("id IN ({})", ids.join(","))), Ok(()));
    assert_eq!(read(&format!("{}persons = 1", "persons + ".repeat(300))), Err(FilterError::TooComplex));
    assert_eq!(read(&format!("{}persons = 1", "persons + ".repeat(200))), Ok(()));
    assert_eq!(read(&format!("{}persons = 1", "persons = 1 or ".repeat(400))), Ok(()));
}

#[test]
fn every_operand_counts() {
    let operands = |count: usize, rest: &str| {
        let more = format!(",{rest}").repeat(count - 1);
        format!(r#"{{"op":"=","args":[{{"op":"+","args":[{{"property":"persons"}}{more}]}},5]}}"#)
    };
    // As in text, a sum goes as deep as it is long.
    assert_eq!(read(&operands(11_500, "0")), Err(FilterError::TooComplex));
    assert_eq!(read(&operands(300, r#"{"property":"persons"}"#)), Err(FilterError::TooComplex));
    assert_eq!(read(&operands(200, r#"{"property":"persons"}"#)), Ok(()));
    let members = |count: usize, member: &str| format!("id IN ({}'x')", format!("{member},").repeat(count));
    assert_eq!(read(&members(2_000, "code")), Err(FilterError::TooComplex));
    assert_eq!(read(&members(900, "code")), Ok(()));
    assert_eq!(read(&members(900, "'y'")), Ok(()));
    let joined = |op: &str, part: &str, count: usize| {
        format!(r#"{{"op":"{op}","args":[{}{part}]}}"#, format!("{part},").repeat(count - 1))
    };
    assert_eq!(read(&joined("and", "null", 2_000)), Err(FilterError::TooComplex));
    let condition = r#"{"op":"<","args":[{"property":"persons"},1]}"#;
    assert_eq!(read(&joined("or", condition, 999)), Ok(()));
    assert_eq!(read(&joined("or", condition, 1_000)), Err(FilterError::TooComplex));
    // A value is compared anew with each member.
    let sum = format!("persons{} IN ({}1)", "+1".repeat(50), "persons,".repeat(30));
    assert_eq!(read(&sum), Err(FilterError::TooComplex));
}

/// A polygon around the middle of the world.
fn circle(corners: u32) -> String {
    let corner = |n: u32| {
        let angle = f64::from(n % corners) / f64::from(corners) * std::f64::consts::TAU;
        format!("{:.1} {:.1}", 89.0 * angle.cos(), 89.0 * angle.sin())
    };
    format!("POLYGON(({}))", (0..=corners).map(corner).collect::<Vec<_>>().join(","))
}

#[test]
fn shapes_cost_what_their_corners_cost() {
    let touches = |count: usize, corners| {
        let one = format!("S_TOUCHES(geometry,{})", circle(corners));
        vec![one; count].join(" or ")
    };
    let of = |layer, filter: &str| Filter::parse(layer, FilterLanguage::Text, filter, &crs84()).map(|_| ());
    for (layer, count, corners, accepted) in [
        (LayerName::Catchments, 1, 999, true),
        (LayerName::Catchments, 5, 600, false),
        (LayerName::Catchments, 5, 20, true),
        (LayerName::Settlements, 5, 600, false),
        (LayerName::Households, 5, 600, true),
        (LayerName::Assignments, 5, 600, false),
    ] {
        let found = of(layer, &touches(count, corners));
        assert_eq!(found.is_ok(), accepted, "{layer:?} {count} {corners}: {found:?}");
        if let Err(error) = found {
            assert!(matches!(error, FilterError::TooCostly { cost, max } if cost > max), "{error}");
        }
    }
}

/// Lines down and across: few corners, and as many crossings as their product.
#[test]
fn lines_that_cross_each_other_often_are_refused_and_so_are_two_great_shapes_to_each_other() {
    let grid = |lines: u32, across: bool| {
        let at = |n: u32| f64::from(n) / f64::from(lines);
        let line = |n| if across { format!("(0 {0},1 {0})", at(n)) } else { format!("({0} 0,{0} 1)", at(n)) };
        (0..lines).map(line).collect::<Vec<_>>().join(",")
    };
    let tangled = format!("S_CROSSES(geometry, MULTILINESTRING({},{}))", grid(11, true), grid(11, false));
    assert!(matches!(text(&tangled), Err(FilterError::Shape { fault: ShapeFault::Tangled, .. })));
    for (lines, accepted) in [(200, false), (40, true)] {
        let both =
            format!("S_CROSSES(MULTILINESTRING({}), MULTILINESTRING({}))", grid(lines, true), grid(lines, false));
        assert_eq!(text(&both).is_ok(), accepted, "{lines}");
        assert_eq!(text(&format!("S_CROSSES(geometry, MULTILINESTRING({}))", grid(lines, true))).map(drop), Ok(()));
    }
}

#[test]
fn what_is_accepted_is_bounded_for_every_row() {
    let sum = format!("persons{}", "+persons".repeat(200));
    for (filter, most) in [
        (format!("{}persons = 1", "persons = 1 or ".repeat(400)), 100_000),
        (format!("{sum} = 1 or {sum} = 2 or {sum} = 3 or {sum} = 4"), 100_000),
        ("persons = 1".to_owned(), 100),
        ("S_INTERSECTS(geometry, BBOX(1,2,3,4))".to_owned(), 200),
    ] {
        let parsed = text(&filter).unwrap();
        assert!(parsed.cost(1) <= most, "{}: {filter}", parsed.cost(1));
        assert!(parsed.predicate.of(&super::row()).is_some());
    }
    let costly = format!("{}true = false", "ACCENTI(CASEI(address)) LIKE '%x_y%' or ".repeat(250));
    assert!(matches!(text(&costly), Err(FilterError::TooCostly { .. })));
}

#[test]
fn a_number_beyond_all_is_refused_for_that() {
    for filter in ["persons = 1e400", "persons IN (1, 1e309)", "1e999 < persons"] {
        assert_eq!(read(filter), Err(FilterError::NumberTooGreat), "{filter}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_heap_of_words_breaks_the_parser(words in prop::collection::vec(prop::sample::select(vec![
        "(", ")", ",", "'", "\"", "persons", "address", "geometry", "1", "-1.5e3", "'x'", "''", "not", "and", "or", "is null",
        "is not null", "between", "like", "in", "+", "-", "*", "/", "div", "%", "^", "=", "<", ">=", "<>", "casei(", "date('2026-01-01')",
        "timestamp(", "interval(", "bbox(", "s_intersects(", "point(1 2)", "point z(1 2 3)", "polygon((", "1 2", "null", "true", "foo(",
        "empty", "multipoint", "\\", "é", "\u{0}", ".", ":", "in(", "date(", "not(", "isNull(", "like(",
    ]), 0..14)) {
        let filter = words.join(" ");
        let _ = text(&filter);
        let _ = text(&words.concat());
    }

    #[test]
    fn no_heap_of_json_breaks_the_parser(tree in tree()) {
        let _ = json(&tree.to_string());
    }
}

fn tree() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::{Value, json};
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        Just(json!("x")),
        Just(json!({"property": "persons"})),
        Just(json!({"property": "geometry"})),
        Just(json!({"date": "2026-01-01"})),
        Just(json!({"type": "Point", "coordinates": [1, 2]})),
        Just(json!({"type": "Point", "coordinates": [1]})),
        Just(json!({"type": "LineString", "coordinates": [[1, 2]]})),
        Just(json!({"type": "GeometryCollection", "geometries": []})),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let ops = prop::sample::select(vec![
            "and", "or", "not", "=", "<", "in", "between", "like", "isNull", "casei", "+", "div", "^", "s_within",
            "t_after", "foo",
        ]);
        let key = prop::sample::select(vec!["date", "timestamp", "interval", "bbox", "property", "x"]);
        prop_oneof![
            (ops, prop::collection::vec(inner.clone(), 0..4)).prop_map(|(op, args)| json!({"op": op, "args": args})),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            (key, inner).prop_map(|(key, value)| json!({key: value})),
        ]
    })
}
