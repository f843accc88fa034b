//! Filters against a row with a value of every type, and one without.

mod conformance;
mod hostile;
mod oracle;
mod refused;
mod selection;

use std::sync::Arc;

use geo::{Geometry, Point};

use super::term::Row;
use super::{Filter, FilterError, FilterLanguage};
use crate::crs::{Crs, CrsList};
use crate::domain::date::Date;
use crate::layers::{BoundingBox, LayerName, Value};
use crate::messages::Explain;

/// Fields of households by name; null where it is not named.
#[derive(Clone, Debug, Default)]
pub(super) struct Fake {
    pub(super) values: Vec<(&'static str, Value<'static>)>,
    pub(super) geometry: Option<Geometry<f64>>,
}

impl Row for Fake {
    fn value(&self, index: usize) -> Value<'_> {
        let name = LayerName::Households.layer().fields()[index].name;
        self.values.iter().find(|(known, _)| *known == name).map_or(Value::Null, |(_, value)| *value)
    }

    fn geometry(&self) -> Option<Geometry<f64>> {
        self.geometry.clone()
    }
}

pub(super) fn crs84() -> Arc<Crs> {
    CrsList::new(&[]).default_crs()
}

/// In San Juan de Miraflores, with five persons.
pub(super) fn row() -> Fake {
    Fake {
        values: vec![
            ("id", Value::Text("H-017")),
            ("address", Value::Text("Jr. Ñandú 100% «Común»")),
            ("persons", Value::Integer(5)),
            ("accuracy_m", Value::Real(4.5)),
            ("closed_on", Value::Date(Date::parse("2026-03-01").unwrap())),
            ("state", Value::Text("too_far")),
            ("distance_m", Value::Real(612.0)),
        ],
        geometry: Some(Point::new(-76.97, -12.15).into()),
    }
}

pub(super) fn text(filter: &str) -> Result<Filter, FilterError> {
    Filter::parse(LayerName::Households, FilterLanguage::Text, filter, &crs84())
}

pub(super) fn json(filter: &str) -> Result<Filter, FilterError> {
    Filter::parse(LayerName::Households, FilterLanguage::Json, filter, &crs84())
}

/// What a filter is of [`row`].
#[track_caller]
pub(super) fn truth(filter: &str) -> Option<bool> {
    let parsed = if filter.starts_with('{') { json(filter) } else { text(filter) };
    parsed.unwrap_or_else(|error| panic!("{filter}: {error}")).predicate.of(&row())
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

#[test]
fn truth_is_three_valued_as_in_sql() {
    let words = ["true", "false", "null"];
    let and = [[YES, NO, None], [NO, NO, NO], [None, NO, None]];
    let or = [[YES, YES, YES], [YES, NO, None], [YES, None, None]];
    // The same from a row, where nothing can be folded before.
    let asked = ["persons = 5", "persons = 4", "code = 'x'"];
    for (words, _) in [(words, "written"), (asked, "from the row")] {
        for (a, left) in words.iter().enumerate() {
            assert_eq!(truth(&format!("NOT ({left})")), [NO, YES, None][a]);
            assert_eq!(truth(&format!("({left}) IS NULL")), [NO, NO, YES][a]);
            for (b, right) in words.iter().enumerate() {
                assert_eq!(truth(&format!("({left}) AND ({right})")), and[a][b], "{left} and {right}");
                assert_eq!(truth(&format!("({left}) OR ({right})")), or[a][b], "{left} or {right}");
            }
        }
    }
}

#[test]
fn null_makes_a_condition_unknown() {
    for (filter, expected) in [
        ("code = 'x'", None),
        ("code <> 'x'", None),
        ("NOT code = 'x'", None),
        ("code IS NULL", YES),
        ("code IS NOT NULL", NO),
        ("persons IS NULL", NO),
        ("code LIKE '%'", None),
        ("code IN ('a', 'b')", None),
        ("state IN ('served', NULL)", None),
        ("state IN ('too_far', NULL)", YES),
        ("state NOT IN ('served', NULL)", None),
        ("NULL IN (1)", None),
        ("persons = NULL", None),
        ("margin_m BETWEEN 1 AND 2", None),
        ("persons BETWEEN 6 AND NULL", NO),
        ("persons BETWEEN 4 AND NULL", None),
        ("margin_m + 1 = 2", None),
        ("persons / 0 = 1", None),
        ("persons / 0 IS NULL", YES),
        ("code = next_kitchen_id", None),
        ("CASEI(code) = 'x'", None),
        ("geometry IS NULL", NO),
        ("S_INTERSECTS(geometry, NULL)", None),
    ] {
        assert_eq!(truth(filter), expected, "{filter}");
    }
    let nowhere = Fake::default();
    for filter in ["S_INTERSECTS(geometry, BBOX(-77,-13,-76,-12))", "S_DISJOINT(geometry, POINT(0 0))"] {
        assert_eq!(text(filter).unwrap().predicate.of(&nowhere), None, "{filter}");
    }
    assert_eq!(text("geom IS NULL").unwrap().predicate.of(&nowhere), YES);
}

#[test]
fn filters_are_read_as_qgis_and_gdal_write_them() {
    for (filter, expected) in [
        (r#"S_INTERSECTS("geometry",BBOX(-77,-12.2,-76.9,-12.1))"#, YES),
        ("S_INTERSECTS(geom,BBOX(-77,-12.2,-76.9,-12.1))", YES),
        (r#"S_INTERSECTS("geometry",BBOX(-76.9,-12.2,-76.8,-12.1))"#, NO),
        (r#"S_INTERSECTS("geometry",POINT(-76.97 -12.15))"#, YES),
        (r#"S_INTERSECTS("geometry",POINT(-76.97 -12.16))"#, NO),
        (r#""address" LIKE '%Ñandú%'"#, YES),
        (r#"CASEI("address") LIKE CASEI('%ÑANDÚ%')"#, YES),
        (r#"CASEI("address") LIKE CASEI('%nandu%')"#, NO),
        (r#"ACCENTI(CASEI("address")) LIKE ACCENTI(CASEI('%NANDU%comun%'))"#, YES),
        (r#""persons" IN (4,5)"#, YES),
        (r#"("state" IN ('served','too_far'))"#, YES),
        (r#"("state" IN ('served'))"#, NO),
        (r#""persons" BETWEEN 1 AND 5"#, YES),
        (r#""persons" NOT BETWEEN 1 AND 5"#, NO),
        (r#"NOT ("persons" = 5)"#, NO),
        (r#""address" IS NOT NULL"#, YES),
        (r#"(("persons" > 4) AND ("state" = 'too_far'))"#, YES),
        (r#"(("persons" > 5) OR ("state" <> 'served'))"#, YES),
        (r#""closed_on" >= DATE('2026-03-01')"#, YES),
        (r#""closed_on" < TIMESTAMP('2026-03-01T00:00:00Z')"#, NO),
        ("closed_on = '2026-03-01'", YES),
        ("'2026-03-02' > closed_on", YES),
        ("closed_on IN ('2026-02-01', DATE('2026-03-01'))", YES),
        ("closed_on BETWEEN DATE('2026-01-01') AND '2026-12-31'", YES),
        ("address LIKE '%100\\%%'", YES),
        ("address LIKE '%100\\_%'", NO),
    ] {
        assert_eq!(truth(filter), expected, "{filter}");
    }
}

#[test]
fn json_says_the_same_as_text() {
    for (filter, expected) in [
        (r#"{"op":">","args":[{"property":"persons"},4]}"#, YES),
        (
            r#"{"op":"and","args":[{"op":"=","args":[{"property":"state"},"too_far"]},{"op":"<","args":[{"property":"persons"},5]}]}"#,
            NO,
        ),
        (
            r#"{"op":"like","args":[{"op":"casei","args":[{"property":"address"}]},{"op":"casei","args":["%ÑANDÚ%"]}]}"#,
            YES,
        ),
        (r#"{"op":"in","args":[{"property":"persons"},[1,5]]}"#, YES),
        (r#"{"op":"between","args":[{"property":"persons"},1,5]}"#, YES),
        (r#"{"op":"not","args":[{"op":"isNull","args":[{"property":"code"}]}]}"#, NO),
        (r#"{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[-77,-13,-76,-12]}]}"#, YES),
        (
            r#"{"op":"s_within","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[-77,-13],[-76,-13],[-76,-12],[-77,-12],[-77,-13]]]}]}"#,
            YES,
        ),
        (r#"{"op":"=","args":[{"property":"closed_on"},{"date":"2026-03-01"}]}"#, YES),
        (r#"{"op":"=","args":[{"op":"+","args":[{"property":"persons"},1,2]},8]}"#, YES),
    ] {
        assert_eq!(truth(filter), expected, "{filter}");
    }
}

#[test]
fn bounds_and_ids_come_from_what_must_hold() {
    let sides = |filter: &str| text(filter).unwrap().bounds().map(BoundingBox::sides).collect::<Vec<_>>();
    let bbox = [-77.0, -13.0, -76.0, -12.0];
    assert_eq!(sides("S_INTERSECTS(geometry,BBOX(-77,-13,-76,-12)) AND persons > 4"), [bbox]);
    assert_eq!(sides("S_WITHIN(geometry,POLYGON((-77 -13,-76 -13,-76 -12,-77 -13)))"), [bbox]);
    assert_eq!(sides("S_CONTAINS(POLYGON((-77 -13,-76 -13,-76 -12,-77 -13)), geometry)"), [bbox]);
    assert!(sides("S_DISJOINT(geometry,BBOX(-77,-13,-76,-12))").is_empty());
    assert!(sides("NOT S_INTERSECTS(geometry,BBOX(-77,-13,-76,-12))").is_empty());
    assert!(sides("S_INTERSECTS(geometry,BBOX(-77,-13,-76,-12)) OR persons > 4").is_empty());
    let ids = |filter: &str| text(filter).unwrap().ids().map(|ids| ids.join(" "));
    assert_eq!(ids("id = 'b' AND persons > 4").as_deref(), Some("b"));
    assert_eq!(ids("persons > 4 AND id IN ('b','a')").as_deref(), Some("a b"));
    assert_eq!(ids("CASEI(id) = 'b'"), None);
    assert_eq!(ids("id = 'b' OR persons > 4"), None);
    assert_eq!(ids("id IN ('a', code)"), None);
}

#[test]
fn equality_parameters_are_of_the_fields_type() {
    let equals = |field, value| Filter::equals(LayerName::Households, field, value);
    for (field, value, expected) in [
        ("id", "H-017", YES),
        ("state", "served", NO),
        ("persons", "5", YES),
        ("persons", "5.0", YES),
        ("accuracy_m", "4.5", YES),
        ("closed_on", "2026-03-01", YES),
        ("code", "x", None),
    ] {
        assert_eq!(equals(field, value).unwrap().predicate.of(&row()), expected, "{field}={value}");
    }
    for (field, value) in
        [("persons", "five"), ("persons", "4.5"), ("persons", ""), ("accuracy_m", "NaN"), ("closed_on", "1/3/26")]
    {
        assert!(matches!(equals(field, value), Err(FilterError::Value { .. })), "{field}={value}");
    }
    let long = "x".repeat(65);
    for id in ["", "H 17", "¿", &long] {
        assert!(matches!(equals("id", id), Err(FilterError::Id { field: "id", .. })), "{id}");
    }
    assert_eq!(equals("closed_on", "").map(|_| ()).unwrap_err().code(), "filter-value");
    assert_eq!(equals("address", "").unwrap().predicate.of(&row()), NO, "a text may be empty");
    assert!(matches!(equals("nothing", "x"), Err(FilterError::UnknownField { .. })));
    let both = equals("persons", "5").unwrap().and(equals("state", "too_far").unwrap());
    assert!(both.is_true(&row()));
    assert!(!equals("persons", "5").unwrap().and(equals("state", "served").unwrap()).is_true(&row()));
}
