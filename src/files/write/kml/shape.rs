//! Shapes: longitude first, no heights, so that they lie on the ground.

use geo::orient::Direction;
use geo::{Coord, Geometry, LineString, Orient, Polygon};

use crate::files::write::value;

/// Appends a shape; nothing for kinds that no layer has.
pub(super) fn write(out: &mut Vec<u8>, shape: &Geometry<f64>) {
    match shape {
        Geometry::Point(point) => {
            out.extend_from_slice(b"<Point>");
            coordinates(out, [&point.0]);
            out.extend_from_slice(b"</Point>");
        }
        Geometry::LineString(line) => {
            out.extend_from_slice(b"<LineString><tessellate>1</tessellate>");
            coordinates(out, line.coords());
            out.extend_from_slice(b"</LineString>");
        }
        Geometry::MultiPolygon(polygons) => {
            out.extend_from_slice(b"<MultiGeometry>");
            polygons.iter().for_each(|part| polygon(out, &part.orient(Direction::Default)));
            out.extend_from_slice(b"</MultiGeometry>");
        }
        _ => {}
    }
}

fn polygon(out: &mut Vec<u8>, polygon: &Polygon<f64>) {
    out.extend_from_slice(b"<Polygon><tessellate>1</tessellate><outerBoundaryIs>");
    ring(out, polygon.exterior());
    out.extend_from_slice(b"</outerBoundaryIs>");
    for hole in polygon.interiors() {
        out.extend_from_slice(b"<innerBoundaryIs>");
        ring(out, hole);
        out.extend_from_slice(b"</innerBoundaryIs>");
    }
    out.extend_from_slice(b"</Polygon>");
}

fn ring(out: &mut Vec<u8>, ring: &LineString<f64>) {
    out.extend_from_slice(b"<LinearRing>");
    coordinates(out, ring.coords());
    out.extend_from_slice(b"</LinearRing>");
}

fn coordinates<'a>(out: &mut Vec<u8>, coords: impl IntoIterator<Item = &'a Coord<f64>>) {
    out.extend_from_slice(b"<coordinates>");
    for (index, coord) in coords.into_iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        value::append(out, &coord.x);
        out.push(b',');
        value::append(out, &coord.y);
    }
    out.extend_from_slice(b"</coordinates>");
}
