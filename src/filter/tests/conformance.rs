//! Every conformance class that is declared is shown here.

use super::super::{CONFORMANCE, Filter, FilterLanguage};
use super::{NO, YES, crs84, row, truth};
use crate::crs::CrsList;
use crate::layers::LayerName;

type Shown = (&'static str, &'static [(&'static str, Option<bool>)]);

const SHOWN: [Shown; 11] = [
    ("cql2-text", &[("persons=5", YES)]),
    ("cql2-json", &[(r#"{"op":"=","args":[{"property":"persons"},5]}"#, YES)]),
    (
        "basic-cql2",
        &[
            ("persons = 5 AND state = 'too_far'", YES),
            ("persons <> 5 OR state <> 'too_far'", NO),
            ("NOT persons < 5", YES),
            ("persons <= 5", YES),
            ("persons > 5.5", NO),
            ("distance_m >= 6.12e2", YES),
            ("code IS NULL", YES),
            ("state IS NOT NULL", YES),
            ("TRUE", YES),
            ("(persons = 5) = TRUE", YES),
            ("closed_on = DATE('2026-03-01')", YES),
            ("closed_on > TIMESTAMP('2026-02-01T00:00:00Z')", YES),
            ("address = 'it''s'", NO),
        ],
    ),
    (
        "advanced-comparison-operators",
        &[
            ("state LIKE 'too%'", YES),
            ("state LIKE 'too_far'", YES),
            ("state NOT LIKE 'too\\_f_r'", NO),
            ("persons BETWEEN 5 AND 6", YES),
            ("persons NOT BETWEEN 5 AND 6", NO),
            ("state IN ('served', 'too_far')", YES),
            ("state NOT IN ('served', 'too_far')", NO),
        ],
    ),
    (
        "case-insensitive-comparison",
        &[
            ("CASEI(state) = CASEI('TOO_FAR')", YES),
            ("CASEI(address) LIKE CASEI('%ñandú%')", YES),
            ("CASEI(state) IN (CASEI('SERVED'), CASEI('Too_Far'))", YES),
            ("state = CASEI('TOO_FAR')", YES),
        ],
    ),
    (
        "accent-insensitive-comparison",
        &[
            ("ACCENTI(address) LIKE ACCENTI('%Ñandu%')", YES),
            ("ACCENTI(address) LIKE '%ñandu%'", NO),
            ("CASEI(ACCENTI(address)) LIKE CASEI(ACCENTI('%nandú%COMUN%'))", YES),
        ],
    ),
    (
        "basic-spatial-functions",
        &[
            ("S_INTERSECTS(geometry, POINT(-76.97 -12.15))", YES),
            ("S_INTERSECTS(BBOX(-77,-13,-76,-12), geometry)", YES),
            ("S_INTERSECTS(geometry, BBOX(170,-13,-170,-12))", NO),
            ("S_INTERSECTS(geometry, BBOX(170,-13,-76.97,-12))", YES),
            ("S_INTERSECTS(geometry, BBOX(-77,-13,0,-76,-12,100))", YES),
            ("S_INTERSECTS(geometry, BBOX(-76.97,-12.15,-76.97,-12.15))", YES),
        ],
    ),
    (
        "basic-spatial-functions-plus",
        &[
            ("S_INTERSECTS(geometry, LINESTRING(-77 -12.15, -76 -12.15))", YES),
            ("S_INTERSECTS(geometry, POLYGON((-77 -13, -76 -13, -76 -12, -77 -12, -77 -13)))", YES),
            (
                "S_INTERSECTS(geometry, POLYGON((-77 -13, -76 -13, -76 -12, -77 -12, -77 -13), (-76.98 -12.16, -76.96 -12.16, -76.96 -12.14, -76.98 -12.14, -76.98 -12.16)))",
                NO,
            ),
            ("S_INTERSECTS(geometry, MULTIPOINT((0 0), (-76.97 -12.15)))", YES),
            ("S_INTERSECTS(geometry, MULTILINESTRING((0 0, 1 1), (-77 -12.15, -76 -12.15)))", YES),
            ("S_INTERSECTS(geometry, MULTIPOLYGON(((-77 -13, -76 -13, -76 -12, -77 -12, -77 -13))))", YES),
            ("S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(0 0), LINESTRING(-77 -12.15, -76 -12.15)))", YES),
            ("S_INTERSECTS(geometry, POINT Z(-76.97 -12.15 100))", YES),
        ],
    ),
    (
        "spatial-functions",
        &[
            ("S_EQUALS(geometry, POINT(-76.97 -12.15))", YES),
            ("S_DISJOINT(geometry, POINT(0 0))", YES),
            ("S_DISJOINT(geometry, BBOX(-77,-13,-76,-12))", NO),
            ("S_TOUCHES(geometry, BBOX(-76.97,-13,-76,-12))", YES),
            ("S_TOUCHES(geometry, BBOX(-77,-13,-76,-12))", NO),
            ("S_WITHIN(geometry, BBOX(-77,-13,-76,-12))", YES),
            ("S_WITHIN(geometry, BBOX(-76.97,-13,-76,-12))", NO),
            ("S_CONTAINS(BBOX(-77,-13,-76,-12), geometry)", YES),
            ("S_CONTAINS(geometry, BBOX(-77,-13,-76,-12))", NO),
            ("S_CROSSES(LINESTRING(0 0, 2 2), LINESTRING(0 2, 2 0))", YES),
            ("S_CROSSES(geometry, LINESTRING(-77 -12.15, -76 -12.15))", NO),
            ("S_OVERLAPS(BBOX(0,0,2,2), BBOX(1,1,3,3))", YES),
            ("S_OVERLAPS(geometry, BBOX(-77,-13,-76,-12))", NO),
            ("S_EQUALS(geometry, geometry)", YES),
        ],
    ),
    (
        "property-property",
        &[
            ("distance_m > accuracy_m", YES),
            ("state <> id", YES),
            ("5 = persons", YES),
            ("persons BETWEEN accuracy_m AND distance_m", YES),
            ("persons IN (distance_m, 5)", YES),
            ("persons IN (distance_m, accuracy_m)", NO),
            ("closed_on = closed_on", YES),
        ],
    ),
    (
        "arithmetic",
        &[
            ("persons + 1 = 6", YES),
            ("persons - accuracy_m = 0.5", YES),
            ("distance_m / persons > 122", YES),
            ("persons * 2 - 1 = 3 ^ 2", YES),
            ("10 - 3 - 2 = persons", YES),
            ("persons % 3 = 2", YES),
            ("persons DIV 2 = 2", YES),
            ("-persons = -5", YES),
            ("distance_m BETWEEN persons * 100 AND persons * 200", YES),
        ],
    ),
];

#[test]
fn every_class_that_is_declared_holds() {
    let shown: Vec<String> =
        SHOWN.iter().map(|(class, _)| format!("http://www.opengis.net/spec/cql2/1.0/conf/{class}")).collect();
    assert_eq!(shown, CONFORMANCE);
    for (class, filters) in SHOWN {
        for (filter, expected) in filters {
            assert_eq!(truth(filter), *expected, "{class}: {filter}");
        }
    }
}

#[test]
fn geometries_follow_the_axes_of_their_reference_system() {
    let list = CrsList::new(&[]);
    let epsg4326 = list.find("http://www.opengis.net/def/crs/EPSG/0/4326").unwrap();
    for (crs, filter, expected) in [
        (crs84(), "S_INTERSECTS(geometry, BBOX(-77,-13,-76,-12))", YES),
        (epsg4326.clone(), "S_INTERSECTS(geometry, BBOX(-13,-77,-12,-76))", YES),
        (epsg4326.clone(), "S_INTERSECTS(geometry, POINT(-12.15 -76.97))", YES),
        (epsg4326, "S_INTERSECTS(geometry, POINT(-76.97 -12.15))", NO),
    ] {
        let filter_ = Filter::parse(LayerName::Households, FilterLanguage::Text, filter, &crs).unwrap();
        assert_eq!(filter_.predicate.of(&row()), expected, "{} {filter}", crs.uri());
    }
}
