//! Shapes as `GeoJSON` (RFC 7946): longitude first, outer rings counterclockwise.

use geo::orient::Direction;
use geo::{Coord, Geometry, LineString, MultiPolygon, Orient, Polygon};

use super::value::append;

/// Appends a shape; `null` for none, and for kinds that no layer has.
pub fn json(out: &mut Vec<u8>, geometry: Option<&Geometry<f64>>) {
    match geometry {
        Some(Geometry::Point(point)) => {
            out.extend_from_slice(br#"{"type":"Point","coordinates":"#);
            position(out, &point.0);
        }
        Some(Geometry::LineString(line)) => {
            out.extend_from_slice(br#"{"type":"LineString","coordinates":"#);
            positions(out, line);
        }
        Some(Geometry::Line(line)) => {
            out.extend_from_slice(br#"{"type":"LineString","coordinates":"#);
            positions(out, &LineString::from(*line));
        }
        Some(Geometry::Polygon(shape)) => {
            out.extend_from_slice(br#"{"type":"Polygon","coordinates":"#);
            polygon(out, &shape.orient(Direction::Default));
        }
        Some(Geometry::MultiPolygon(shape)) => multi_polygon(out, shape),
        _ => {
            out.extend_from_slice(b"null");
            return;
        }
    }
    out.push(b'}');
}

fn multi_polygon(out: &mut Vec<u8>, shape: &MultiPolygon<f64>) {
    out.extend_from_slice(br#"{"type":"MultiPolygon","coordinates":"#);
    list(out, shape, |out, part| polygon(out, &part.orient(Direction::Default)));
}

fn polygon(out: &mut Vec<u8>, polygon: &Polygon<f64>) {
    list(out, std::iter::once(polygon.exterior()).chain(polygon.interiors()), positions);
}

fn positions(out: &mut Vec<u8>, line: &LineString<f64>) {
    list(out, line.coords(), position);
}

fn position(out: &mut Vec<u8>, coord: &Coord<f64>) {
    append(out, &[coord.x, coord.y]);
}

fn list<T>(out: &mut Vec<u8>, items: impl IntoIterator<Item = T>, mut each: impl FnMut(&mut Vec<u8>, T)) {
    out.push(b'[');
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        each(out, item);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::winding_order::{Winding, WindingOrder};
    use geo::{Point, Rect};

    #[test]
    fn outer_rings_are_counterclockwise_and_coordinates_as_stored() {
        // `Rect::to_polygon` gives a clockwise ring.
        let shape = Geometry::from(MultiPolygon(vec![Rect::new((0.0, 0.0), (1.0, 2.5)).to_polygon()]));
        let mut out = Vec::new();
        json(&mut out, Some(&shape));
        let parsed: geojson::Geometry = String::from_utf8(out).unwrap().parse().unwrap();
        let back = MultiPolygon::<f64>::try_from(parsed).unwrap();
        assert_eq!(back, MultiPolygon(vec![Rect::new((0.0, 0.0), (1.0, 2.5)).to_polygon().orient(Direction::Default)]));
        assert_eq!(back.0[0].exterior().winding_order(), Some(WindingOrder::CounterClockwise));

        let mut out = Vec::new();
        json(&mut out, Some(&Point::new(-76.950_612_345_678_9, -12.13).into()));
        assert_eq!(String::from_utf8(out).unwrap(), r#"{"type":"Point","coordinates":[-76.9506123456789,-12.13]}"#);
    }
}
