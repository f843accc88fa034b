//! Where catchments are drawn.

use geo::algorithm::buffer::{BufferStyle, LineJoin};
use geo::algorithm::{BoundingRect, Buffer, MapCoords, unary_union};
use geo::{Coord, MultiPolygon, Polygon, Rect};

use crate::domain::geodesy::{A, F};
use crate::domain::kitchen::KitchenStatus;
use crate::domain::snapshot::Snapshot;
use crate::domain::units::Metres;

/// The angle between two corners of a rounded edge, radians: at a limit of 500 m the edge is within
/// 16 cm of the circle.
const ROUNDING: f64 = 0.05;

/// The polygon given in the settings; else the settlements' union widened by the coverage limit;
/// else, without settlements, the box around open kitchens and households, widened as much.
pub(super) fn study_area(snapshot: &Snapshot) -> MultiPolygon<f64> {
    let settings = snapshot.settings();
    if let Some(given) = &settings.study_area {
        return given.polygons().clone();
    }
    let limit = settings.coverage_limit.metres();
    let settlements = snapshot.settlements().settlements();
    if settlements.is_empty() {
        return around_everything(snapshot).map_or(MultiPolygon(vec![]), |area| widened(&area, limit));
    }
    let widened: Vec<MultiPolygon<f64>> = settlements
        .iter()
        .flat_map(|settlement| settlement.boundary.polygons())
        .map(|polygon| widened(polygon, limit))
        .collect();
    unary_union(&widened)
}

fn around_everything(snapshot: &Snapshot) -> Option<Polygon<f64>> {
    let open = snapshot.kitchens().list().iter().filter(|kitchen| kitchen.status == KitchenStatus::Open);
    let points = open.map(|kitchen| kitchen.position.coord()).map(|c| Rect::new(c, c));
    let all = points.chain(snapshot.extent()).reduce(|a, b| {
        let low = Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) };
        let high = Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) };
        Rect::new(low, high)
    });
    // A hundred-thousandth of a degree, a metre: one kitchen alone is no box.
    all.map(|r| Rect::new((r.min().x - 1e-5, r.min().y - 1e-5), (r.max().x + 1e-5, r.max().y + 1e-5)).to_polygon())
}

/// A polygon widened on the plane that touches the ellipsoid at its middle: right to a thousandth
/// for a polygon a few kilometres wide.
fn widened(polygon: &Polygon<f64>, by: Metres) -> MultiPolygon<f64> {
    let Some(bounds) = polygon.bounding_rect() else { return MultiPolygon(vec![]) };
    let middle = bounds.center();
    let e2 = F * (2.0 - F);
    let (sin, cos) = middle.y.to_radians().sin_cos();
    let w2 = 1.0 - e2 * sin * sin;
    let metres_per_lat = (A * (1.0 - e2) / (w2 * w2.sqrt())).to_radians();
    // At a pole a degree of longitude has no length; a metre keeps the plane a plane.
    let metres_per_lon = (A / w2.sqrt() * cos).to_radians().max(1.0);
    let plane =
        polygon.map_coords(|c| Coord { x: (c.x - middle.x) * metres_per_lon, y: (c.y - middle.y) * metres_per_lat });
    let style = BufferStyle::new(by.get()).line_join(LineJoin::Round(ROUNDING));
    plane.buffer_with_style(style).map_coords(|c| Coord {
        x: (c.x / metres_per_lon + middle.x).clamp(-180.0, 180.0),
        y: (c.y / metres_per_lat + middle.y).clamp(-90.0, 90.0),
    })
}
