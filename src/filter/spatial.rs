//! How a row's shape lies to another, by the nine intersections (DE-9IM).

use std::sync::Arc;

use geo::algorithm::Validation;
use geo::{
    BoundingRect, Contains, CoordsIter, Geometry, Intersects, Line, LinesIter, MapCoords, MultiPolygon, Point, Rect,
    Relate,
};

use super::area::Area;
use super::error::ShapeFault;
use super::term::Row;
use crate::crs::Crs;
use crate::layers::BoundingBox;

/// Corners of a geometry that may be asked for: whether its sides cross is looked at for every two of them, a tenth of a
/// second for so many.
const GREATEST_CORNERS: usize = 1_000;

/// Times that the lines of a geometry may cross each other: a relation keeps a graph of them, two kilobytes each, which is
/// made again for every row. Areas do not cross themselves.
const GREATEST_CROSSINGS: usize = 100;

/// Pairs of corners that two written geometries may have, which are related while the filter is read.
const GREATEST_PAIRS: usize = 10_000;

/// A relation between two shapes.
#[derive(Clone, Debug)]
pub(super) struct Spatial {
    pub(super) relation: Relation,
    pub(super) left: Place,
    pub(super) right: Place,
}

/// How two shapes lie to each other, in the words of OGC Simple Features.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Relation {
    Intersects,
    Equals,
    Disjoint,
    Touches,
    Within,
    Overlaps,
    Crosses,
    Contains,
}

/// One side of a relation.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// The row's own.
    Row,
    /// One that is written out.
    Written(Arc<Shape>),
}

/// A shape that is written out.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// In degrees, or in the system that it is a box of.
    geometry: Geometry<f64>,
    /// Everything in it, and more where it is a box of another system.
    area: Area,
}

impl Relation {
    /// The names, as CQL2 writes them.
    pub(super) const NAMES: [(&'static str, Self); 8] = [
        ("s_intersects", Self::Intersects),
        ("s_equals", Self::Equals),
        ("s_disjoint", Self::Disjoint),
        ("s_touches", Self::Touches),
        ("s_within", Self::Within),
        ("s_overlaps", Self::Overlaps),
        ("s_crosses", Self::Crosses),
        ("s_contains", Self::Contains),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, relation)| *relation)
    }

    fn holds(self, left: &Geometry<f64>, right: &Geometry<f64>) -> bool {
        if matches!(self, Self::Intersects | Self::Disjoint) {
            return left.intersects(right) == (self == Self::Intersects);
        }
        if !left.intersects(right) {
            return false;
        }
        // Points in areas are asked for most, and need no graph of all sides and corners.
        let point_first = matches!(left, Geometry::Point(_));
        let inside = match (left, right) {
            (Geometry::Point(point), Geometry::Polygon(area)) | (Geometry::Polygon(area), Geometry::Point(point)) => {
                area.contains(point)
            }
            (Geometry::Point(point), Geometry::MultiPolygon(areas))
            | (Geometry::MultiPolygon(areas), Geometry::Point(point)) => areas.contains(point),
            _ => return self.relates(left, right),
        };
        match self {
            Self::Touches => !inside,
            Self::Within => inside && point_first,
            Self::Contains => inside && !point_first,
            _ => false,
        }
    }

    fn relates(self, left: &Geometry<f64>, right: &Geometry<f64>) -> bool {
        match self {
            Self::Intersects => left.relate(right).is_intersects(),
            Self::Disjoint => left.relate(right).is_disjoint(),
            Self::Equals => left.relate(right).is_equal_topo(),
            Self::Touches => left.relate(right).is_touches(),
            Self::Within => left.relate(right).is_within(),
            Self::Overlaps => left.relate(right).is_overlaps(),
            Self::Crosses => left.relate(right).is_crosses(),
            Self::Contains => left.relate(right).is_contains(),
        }
    }
}

impl Spatial {
    /// A relation.
    ///
    /// # Errors
    /// [`ShapeFault::TooManyCorners`] of two written shapes that have too many together.
    pub(super) fn new(relation: Relation, left: Place, right: Place) -> Result<Self, ShapeFault> {
        if let (Place::Written(a), Place::Written(b)) = (&left, &right)
            && a.geometry.coords_count().saturating_mul(b.geometry.coords_count()) > GREATEST_PAIRS
        {
            return Err(ShapeFault::TooManyCorners);
        }
        Ok(Self { relation, left, right })
    }

    /// Whether it holds; unknown where the row has no shape.
    pub(super) fn of(&self, row: &impl Row) -> Option<bool> {
        let (shape, written_left) = match (&self.left, &self.right) {
            (Place::Row, Place::Row) => {
                let shape = row.geometry()?;
                return Some(self.relation.holds(&shape, &shape));
            }
            (Place::Written(left), Place::Written(right)) => {
                return Some(self.relation.holds(&left.geometry, &right.geometry));
            }
            (Place::Row, Place::Written(shape)) => (shape, false),
            (Place::Written(shape), Place::Row) => (shape, true),
        };
        let seen = row.geometry()?;
        let apart = Some(self.relation == Relation::Disjoint);
        if !shape.area.around().is_near(&seen) {
            return apart;
        }
        let seen = match shape.area.crs() {
            Some(crs) => match crs.geometry_from_wgs84(&seen) {
                Ok(seen) => seen,
                Err(_) => return apart,
            },
            None => seen,
        };
        let (left, right) = if written_left { (&shape.geometry, &seen) } else { (&seen, &shape.geometry) };
        Some(self.relation.holds(left, right))
    }

    /// Whether no row can change it.
    pub(super) const fn is_constant(&self) -> bool {
        matches!((&self.left, &self.right), (Place::Written(_), Place::Written(_)))
    }

    /// A box that every row's shape touches for which it holds.
    pub(super) fn bounds(&self) -> Option<&BoundingBox> {
        match (&self.left, &self.right) {
            (Place::Row, Place::Written(shape)) | (Place::Written(shape), Place::Row)
                if self.relation != Relation::Disjoint =>
            {
                Some(shape.area.around())
            }
            _ => None,
        }
    }
}

impl Shape {
    /// A box as it is written: the least and the greatest of the first axis and the second, heights between them.
    pub(super) fn bbox(numbers: &[f64], crs: &Arc<Crs>) -> Result<Self, ShapeFault> {
        let (&[a, b, c, d] | &[a, b, _, c, d, _]) = numbers else { return Err(ShapeFault::Box) };
        let [west, south, east, north] = if crs.swaps() { [b, a, d, c] } else { [a, b, c, d] };
        if south > north {
            return Err(ShapeFault::Box);
        }
        if crs.is_wgs84() {
            let bounds = BoundingBox::new(west, south, east, north).map_err(|_| ShapeFault::NoPlace)?;
            let parts: Vec<Geometry<f64>> = bounds.parts().iter().map(of_rect).collect();
            let geometry = match <[Geometry<f64>; 1]>::try_from(parts) {
                Ok([one]) => one,
                Err(two) => joined(two),
            };
            return Ok(Self { geometry, area: Area::degrees(bounds) });
        }
        if west > east {
            return Err(ShapeFault::Box);
        }
        let rect = Rect::new((west, south), (east, north));
        let area = Area::new(crs, rect).map_err(|_| ShapeFault::NoPlace)?;
        Ok(Self { geometry: of_rect(&rect), area })
    }

    /// In degrees, or in the system that it is a box of.
    pub(super) const fn geometry(&self) -> &Geometry<f64> {
        &self.geometry
    }

    /// Whether rows have to be seen in another system than their own.
    pub(super) const fn is_projected(&self) -> bool {
        !self.area.is_degrees()
    }

    /// A shape in `crs`, in its own axis order.
    pub(super) fn new(geometry: &Geometry<f64>, crs: &Crs) -> Result<Self, ShapeFault> {
        if geometry.coords_count() == 0 {
            return Err(ShapeFault::Empty);
        }
        if geometry.coords_count() > GREATEST_CORNERS {
            return Err(ShapeFault::TooManyCorners);
        }
        if geometry.coords_iter().any(|place| !place.x.is_finite() || !place.y.is_finite()) {
            return Err(ShapeFault::NoPlace);
        }
        let swapped = crs.swaps().then(|| geometry.map_coords(|place| geo::Coord { x: place.y, y: place.x }));
        let geometry = crs.geometry_to_wgs84(swapped.as_ref().unwrap_or(geometry));
        let geometry = geometry.map_err(|_| ShapeFault::NoPlace)?;
        let around = geometry.bounding_rect().ok_or(ShapeFault::Empty)?;
        let (low, high) = (around.min(), around.max());
        let around = BoundingBox::new(low.x, low.y, high.x, high.y).map_err(|_| ShapeFault::NoPlace)?;
        if is_tangled(&geometry) {
            return Err(ShapeFault::Tangled);
        }
        if !geometry.is_valid() {
            return Err(ShapeFault::Invalid);
        }
        Ok(Self { geometry, area: Area::degrees(around) })
    }
}

/// Whether the lines of a shape cross each other too often.
fn is_tangled(geometry: &Geometry<f64>) -> bool {
    let lines = lines(geometry);
    let crosses = |a: &Line<f64>, b: &Line<f64>| a.start != b.end && a.end != b.start && a.intersects(b);
    let crossings = lines.iter().enumerate().flat_map(|(n, line)| {
        let others = lines.iter().skip(n + 1);
        others.filter(move |other| crosses(line, other))
    });
    crossings.take(GREATEST_CROSSINGS + 1).count() > GREATEST_CROSSINGS
}

/// The sides of a shape's lines.
fn lines(geometry: &Geometry<f64>) -> Vec<Line<f64>> {
    match geometry {
        Geometry::LineString(line) => line.lines().collect(),
        Geometry::MultiLineString(lines) => lines.lines_iter().collect(),
        Geometry::GeometryCollection(parts) => parts.iter().flat_map(lines).collect(),
        _ => Vec::new(),
    }
}

/// A box as a shape that can be related: one without width is a line, or a point.
fn of_rect(rect: &Rect<f64>) -> Geometry<f64> {
    let (low, high) = (rect.min(), rect.max());
    if low == high {
        Point::from(low).into()
    } else if rect.width() == 0.0 || rect.height() == 0.0 {
        geo::LineString::from(vec![low, high]).into()
    } else {
        rect.to_polygon().into()
    }
}

/// The two parts of a box that crosses the antimeridian.
fn joined(parts: Vec<Geometry<f64>>) -> Geometry<f64> {
    let polygons = parts.iter().map(|part| match part {
        Geometry::Polygon(polygon) => Some(polygon.clone()),
        _ => None,
    });
    match polygons.collect() {
        Some(polygons) => MultiPolygon(polygons).into(),
        None => Geometry::GeometryCollection(parts.into()),
    }
}

#[cfg(test)]
mod tests {
    use geo::polygon;

    use super::*;

    #[test]
    fn the_short_ways_say_what_the_nine_intersections_say() {
        let area = polygon!(
            exterior: [(x: 0., y: 0.), (x: 4., y: 0.), (x: 4., y: 4.), (x: 0., y: 4.)],
            interiors: [[(x: 1., y: 1.), (x: 3., y: 1.), (x: 3., y: 3.), (x: 1., y: 3.)]],
        );
        let far = polygon!((x: 6., y: 0.), (x: 8., y: 0.), (x: 7., y: 4.));
        let shapes: [Geometry<f64>; 4] = [
            area.clone().into(),
            MultiPolygon(vec![area, far]).into(),
            geo::LineString::from(Line::new((0., 0.), (4., 4.))).into(),
            Point::new(1., 1.).into(),
        ];
        // On corners, sides, in the hole, inside and outside.
        for (x, y) in (0..36).flat_map(|x| (0..20).map(move |y| (f64::from(x) / 4. - 0.5, f64::from(y) / 4. - 0.5))) {
            let point = Geometry::from(Point::new(x, y));
            for shape in &shapes {
                for (name, relation) in Relation::NAMES {
                    for (left, right) in [(&point, shape), (shape, &point)] {
                        let expected = relation.relates(left, right);
                        assert_eq!(relation.holds(left, right), expected, "{name} {left:?} {right:?}");
                    }
                }
            }
        }
    }
}
