//! Polygons in Well-Known Text; EWKT's `SRID=...;` is passed over, and so are heights and measures.

use geo::{CoordsIter, Geometry, MultiPolygon};
use wkt::TryFromWkt;

/// What is read. Anything else is kept from the parser, which goes as deep as a collection is nested.
const KINDS: [&str; 2] = ["POLYGON", "MULTIPOLYGON"];

/// The polygons of `POLYGON` or `MULTIPOLYGON`.
pub(super) fn polygons(text: &str) -> Option<MultiPolygon<f64>> {
    let text = match text.split_once(';') {
        Some((srid, rest)) if srid.trim_start().get(..5)?.eq_ignore_ascii_case("SRID=") => rest,
        _ => text,
    };
    let text = text.trim();
    let kind = text.get(..text.find(|c: char| !c.is_ascii_alphabetic())?)?;
    if !KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known)) {
        return None;
    }
    if !ends_with_its_first_bracket(text) {
        return None;
    }
    let polygons = match Geometry::try_from_wkt_str(text).ok()? {
        Geometry::Polygon(polygon) => polygon.into(),
        Geometry::MultiPolygon(polygons) => polygons,
        _ => return None,
    };
    (polygons.coords_count() > 0).then_some(polygons)
}

/// Whether the first bracket is closed by the last character: the parser stops there and passes over the rest.
fn ends_with_its_first_bracket(text: &str) -> bool {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        depth = match c {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => continue,
        };
        if depth == 0 {
            return at + 1 == text.len();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polygons_with_holes_are_read_and_anything_else_is_not() {
        let check = |text: &str, rings: Option<usize>| {
            let found = polygons(text).map(|all| all.iter().map(|polygon| 1 + polygon.interiors().len()).sum());
            assert_eq!(found, rings, "{text:?}");
        };
        check("POLYGON((0 0,4 0,4 4,0 0))", Some(1));
        check("SRID=4326;Polygon Z ( (0 0 1, 4 0 1, 4 4 1, 0 0 1) , (1 1 1, 2 1 1, 2 2 1, 1 1 1) )", Some(2));
        check("MULTIPOLYGON (((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))", Some(2));
        for bad in [
            "",
            "POLYGON",
            "POLYGON EMPTY",
            "POINT(1 2)",
            "POLYGON((0 0,4 0",
            "POLYGON((0,4 0))",
            "POLYGON((0 0)) x",
            "POLYGON((0 0,4 0,4 4,0 0)) POLYGON((0 0,4 0,4 4,0 0))",
            "POLYGON((a b))",
            "ñ;POLYGON((0 0))",
            "POLYGON Q ((0 0))",
        ] {
            check(bad, None);
        }
    }
}
