//! Polygons in Well-Known Text. Source: OGC 06-103r4, section 7; a Z or M after the type and its numbers
//! are passed over, and so is EWKT's `SRID=...;`.

use geo::{Coord, LineString, MultiPolygon, Polygon};

/// The polygons of `POLYGON` or `MULTIPOLYGON`.
pub(super) fn polygons(text: &str) -> Option<MultiPolygon<f64>> {
    let text = match text.split_once(';') {
        Some((srid, rest)) if srid.trim_start().get(..5)?.eq_ignore_ascii_case("SRID=") => rest,
        _ => text,
    };
    let start = text.find('(')?;
    let (head, body) = text.split_at_checked(start)?;
    let head = head.trim().to_ascii_uppercase();
    let (kind, dimensions) = head.split_once(' ').unwrap_or((&head, ""));
    if !matches!(dimensions.trim(), "" | "Z" | "M" | "ZM") {
        return None;
    }
    let mut rest = Rest(body);
    let polygons = match kind {
        "POLYGON" | "POLYGONZ" => vec![rest.polygon()?],
        "MULTIPOLYGON" | "MULTIPOLYGONZ" => rest.list(Rest::polygon)?,
        _ => return None,
    };
    rest.0.trim().is_empty().then_some(MultiPolygon(polygons))
}

/// What is left to read.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    /// `( item , item ... )`. Nesting is three deep by construction, so the stack is safe.
    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.take('(')?;
        let mut items = vec![item(self)?];
        while self.take(',').is_some() {
            items.push(item(self)?);
        }
        self.take(')')?;
        Some(items)
    }

    fn polygon(&mut self) -> Option<Polygon<f64>> {
        let mut rings = self.list(|rest| rest.list(Self::corner).map(LineString))?.into_iter();
        Some(Polygon::new(rings.next()?, rings.collect()))
    }

    fn corner(&mut self) -> Option<Coord<f64>> {
        let end = self.0.find([',', ')'])?;
        let (corner, rest) = self.0.split_at_checked(end)?;
        let mut numbers = corner.split_whitespace().map(str::parse::<f64>);
        let (x, y) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        if numbers.clone().count() > 2 || !numbers.all(|number| number.is_ok()) {
            return None;
        }
        self.0 = rest;
        Some(Coord { x, y })
    }

    fn take(&mut self, mark: char) -> Option<()> {
        self.0 = self.0.trim_start().strip_prefix(mark)?;
        Some(())
    }
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
            "POLYGON((a b))",
            "ñ;POLYGON((0 0))",
            "POLYGON Q ((0 0))",
        ] {
            check(bad, None);
        }
    }
}
