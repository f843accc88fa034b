//! Polygons as a tile shows them: cut at its buffer, simplified, valid on its grid.

use geo::orient::Direction;
use geo::{BoundingRect, Coord, LineString, MapCoords, MultiPolygon, Orient, Rect, Simplify};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{IntOverlayOptions, Overlay};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::Solver;
use i_overlay::i_float::int::point::IntPoint;

use super::square::{BUFFER, EXTENT, Square, parts};

/// A pixel in steps of a tile, where tiles are drawn 512 pixels wide, as `MapLibre` and QGIS do.
pub(super) const PIXEL: i32 = 8;

/// How far a simplified outline may be off, steps: half a pixel.
const TOLERANCE: f64 = 4.0;

/// What rings are cut to before their corners become whole numbers, steps around the tile.
const ROUGHLY: f64 = 4096.0;

/// Polygons in parts of the world, and what they lie within.
#[derive(Debug)]
pub(super) struct Outline {
    polygons: MultiPolygon<f64>,
    bounds: Rect<f64>,
}

/// What a tile shows of an outline.
#[derive(Debug, PartialEq)]
pub(super) enum Drawn {
    /// It does not reach into the tile.
    Outside,
    /// It is smaller than a pixel, and lies here.
    Dot([i32; 2]),
    /// Polygons: an outer ring and its holes each.
    Polygons(Vec<Vec<Vec<IntPoint>>>),
}

impl Outline {
    /// From degrees; `None` for no polygon.
    pub(super) fn new(degrees: &MultiPolygon<f64>) -> Option<Self> {
        let projected = degrees.map_coords(|corner| parts(corner.x, corner.y).into());
        let polygons = projected.orient(Direction::Default);
        let bounds = polygons.bounding_rect()?;
        Some(Self { polygons, bounds })
    }

    /// As the tile shows it.
    pub(super) fn in_tile(&self, tile: Square) -> Drawn {
        let [west, north, east, south] = tile.buffered();
        let (min, max) = (self.bounds.min(), self.bounds.max());
        if min.x > east || max.x < west || min.y > south || max.y < north {
            return Drawn::Outside;
        }
        let steps = |corner: Coord<f64>| Coord::from(tile.steps_of_parts(corner.into()));
        let (low, high) = (steps(min), steps(max));
        if high.x - low.x < f64::from(PIXEL) && high.y - low.y < f64::from(PIXEL) {
            return dot((low + high) / 2.0);
        }
        let polygons = self.polygons.map_coords(steps);
        // What is thinner than the tolerance is shown as it is, what is thinner than the grid as a dot.
        for tolerance in [TOLERANCE, 0.0] {
            let drawn = valid(&polygons, tolerance);
            if !drawn.is_empty() {
                return Drawn::Polygons(drawn);
            }
        }
        let mut corners = polygons.iter().flat_map(|polygon| polygon.exterior().coords()).copied();
        let corner = corners.find(|corner| within(*corner));
        corner.map_or(Drawn::Outside, dot)
    }
}

fn within(corner: Coord<f64>) -> bool {
    let reach = -f64::from(BUFFER)..f64::from(EXTENT + BUFFER);
    reach.contains(&corner.x) && reach.contains(&corner.y)
}

fn dot(place: Coord<f64>) -> Drawn {
    if within(place) { Drawn::Dot([whole(place.x.floor()), whole(place.y.floor())]) } else { Drawn::Outside }
}

#[expect(clippy::cast_possible_truncation, reason = "cut to the tile's surroundings before")]
fn whole(step: f64) -> i32 {
    step as i32
}

/// The square that stands for a dot, around the pixel it is in.
pub(super) fn square(dot: [i32; 2]) -> [IntPoint; 4] {
    let [x, y] = dot.map(|step| step.div_euclid(PIXEL) * PIXEL);
    [(0, 0), (PIXEL, 0), (PIXEL, PIXEL), (0, PIXEL)].map(|(right, down)| IntPoint::new(x + right, y + down))
}

/// Polygons cut and simplified, then made valid on the grid, exactly: its corners are whole numbers.
fn valid(polygons: &MultiPolygon<f64>, tolerance: f64) -> Vec<Vec<Vec<IntPoint>>> {
    let rings = polygons.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let contours: Vec<Vec<IntPoint>> = rings
        .filter_map(|ring| {
            let cut = cut(ring);
            let ring = if tolerance > 0.0 { cut.simplify(tolerance) } else { cut };
            let mut points: Vec<IntPoint> =
                ring.coords().map(|c| IntPoint::new(whole(c.x.round()), whole(c.y.round()))).collect();
            points.dedup();
            (points.len() > 3).then_some(points)
        })
        .collect();
    let [low, high] = [-BUFFER.cast_signed(), (EXTENT + BUFFER).cast_signed()];
    if let [ring] = &contours[..]
        && is_convex(ring)
        && ring.iter().all(|point| (low..=high).contains(&point.x) && (low..=high).contains(&point.y))
    {
        return vec![contours];
    }
    let frame = [(low, low), (high, low), (high, high), (low, high)].map(|(x, y)| IntPoint::new(x, y)).to_vec();
    let mut overlay = Overlay::with_contours_custom(&contours, &[frame], IntOverlayOptions::ogc(), Solver::default());
    // Simplified rings may cross: an outer ring adds one, a hole takes one away, and what is above none is in.
    overlay.overlay(OverlayRule::Intersect, FillRule::Positive)
}

/// Whether a closed ring turns to the left all along and once around: it is valid then, and nothing is to be mended.
fn is_convex(ring: &[IntPoint]) -> bool {
    let step = |pair: &[IntPoint]| [i64::from(pair[1].x - pair[0].x), i64::from(pair[1].y - pair[0].y)];
    let mut steps: Vec<[i64; 2]> = ring.windows(2).map(step).collect();
    steps.extend(steps.first().copied());
    let left = steps.windows(2).all(|pair| pair[0][0] * pair[1][1] > pair[0][1] * pair[1][0]);
    // Up to down and down to up: once each, or it goes around again.
    let upward = |step: &[i64; 2]| step[1] > 0 || (step[1] == 0 && step[0] > 0);
    left && steps.windows(2).filter(|pair| upward(&pair[0]) != upward(&pair[1])).count() == 2
}

/// One of the two numbers of a place.
type Axis = fn(&mut Coord<f64>) -> &mut f64;

/// A ring cut to the tile's surroundings, side by side (Sutherland and Hodgman): where the outline leaves and comes back
/// it runs along the frame, which the exact cut then takes away.
fn cut(ring: &LineString<f64>) -> LineString<f64> {
    let far = f64::from(EXTENT) + ROUGHLY;
    let sides: [(Axis, f64, f64); 4] = [
        (|c| &mut c.x, -ROUGHLY, 1.0),
        (|c| &mut c.x, far, -1.0),
        (|c| &mut c.y, -ROUGHLY, 1.0),
        (|c| &mut c.y, far, -1.0),
    ];
    let mut corners = ring.0.clone();
    corners.pop();
    for (axis, at, sign) in sides {
        let depth = |corner: &Coord<f64>| sign * (*axis(&mut corner.clone()) - at);
        if corners.iter().all(|corner| depth(corner) >= 0.0) {
            continue;
        }
        let mut kept = Vec::with_capacity(corners.len() + 4);
        let mut before = corners.last().copied();
        for corner in corners {
            if let Some(before) = before {
                let (a, b) = (depth(&before), depth(&corner));
                if (a < 0.0) != (b < 0.0) {
                    let mut crossing = before + (corner - before) * (a / (a - b));
                    *axis(&mut crossing) = at;
                    kept.push(crossing);
                }
                if b >= 0.0 {
                    kept.push(corner);
                }
            }
            before = Some(corner);
        }
        corners = kept;
    }
    let mut cut = LineString(corners);
    cut.close();
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, BooleanOps, Euclidean, Length, Polygon, Validation, line_string};
    use proptest::prelude::*;

    fn tile(matrix: u8, row: u32, column: u32) -> Square {
        Square::parse(&matrix.to_string(), &row.to_string(), &column.to_string()).unwrap()
    }

    /// An outline with corners given in steps of a tile.
    fn outline(tile: Square, polygons: &MultiPolygon<f64>) -> Outline {
        let [x, y] = tile.steps_of_parts([0.0, 0.0]);
        let [right, _] = tile.steps_of_parts([1.0, 0.0]);
        let world = right - x;
        let polygons = polygons.map_coords(|c| Coord { x: (c.x - x) / world, y: (c.y - y) / world });
        let polygons = polygons.orient(Direction::Default);
        let bounds = polygons.bounding_rect().unwrap();
        Outline { polygons, bounds }
    }

    fn geometry(drawn: &Drawn) -> MultiPolygon<f64> {
        let Drawn::Polygons(shapes) = drawn else { return MultiPolygon(vec![]) };
        let ring = |ring: &Vec<IntPoint>| ring.iter().map(|p| (f64::from(p.x), f64::from(p.y))).collect::<LineString>();
        shapes.iter().map(|shape| Polygon::new(ring(&shape[0]), shape[1..].iter().map(ring).collect())).collect()
    }

    fn rect(low: f64, high: f64) -> Polygon<f64> {
        Rect::new((low, low), (high, high)).to_polygon()
    }

    #[test]
    fn holes_stay_open_and_what_covers_the_tile_fills_it_with_its_buffer() {
        let tile = tile(14, 8746, 4690);
        let holed = Polygon::new(rect(0.0, 4000.0).exterior().clone(), vec![rect(1000.0, 2000.0).exterior().clone()]);
        let drawn = geometry(&outline(tile, &holed.into()).in_tile(tile));
        assert_eq!((drawn.0.len(), drawn.0[0].interiors().len()), (1, 1));
        assert!((drawn.unsigned_area() - 15e6).abs() < 1.0);
        let all = geometry(&outline(tile, &rect(-1e7, 1e7).into()).in_tile(tile));
        assert!((all.unsigned_area() - f64::from(EXTENT + 2 * BUFFER).powi(2)).abs() < 1e-6);
        assert_eq!(outline(tile, &rect(4200.0, 5000.0).into()).in_tile(tile), Drawn::Outside);
    }

    #[test]
    fn what_is_below_a_pixel_is_a_dot_and_what_is_thin_is_still_there() {
        let tile = tile(5, 17, 9);
        assert_eq!(outline(tile, &rect(100.0, 101.0).into()).in_tile(tile), Drawn::Dot([100, 100]));
        assert_eq!(square([100, 100])[0], IntPoint::new(96, 96));
        let sliver = |height| Rect::new((10.0, 20.0), (300.0, 20.0 + height)).to_polygon().into();
        assert!((geometry(&outline(tile, &sliver(2.0)).in_tile(tile)).unsigned_area() - 580.0).abs() < 1.0);
        assert_eq!(outline(tile, &sliver(0.2)).in_tile(tile), Drawn::Dot([300, 20]));
    }

    #[test]
    fn convex_rings_turn_left_and_once() {
        let ring = |corners: &[(i32, i32)]| corners.iter().map(|(x, y)| IntPoint::new(*x, *y)).collect::<Vec<_>>();
        for (corners, expected, why) in [
            (&[(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)][..], true, "a square"),
            (&[(0, 0), (0, 10), (10, 10), (10, 0), (0, 0)], false, "turns to the right"),
            (&[(0, 0), (10, 0), (2, 2), (0, 10), (0, 0)], false, "a dent"),
            (&[(0, 0), (10, 0), (5, 0), (0, 0)], false, "a line"),
            (&[(0, 10), (-6, -8), (10, 3), (-10, 3), (6, -8), (0, 10)], false, "a star goes around twice"),
        ] {
            assert_eq!(is_convex(&ring(corners)), expected, "{why}");
        }
    }

    #[test]
    fn rings_of_any_direction_are_drawn_alike() {
        let tile = tile(0, 0, 0);
        let ring = line_string![(x: 0.0, y: 0.0), (x: 0.0, y: 500.0), (x: 500.0, y: 500.0), (x: 0.0, y: 0.0)];
        let back = LineString(ring.0.iter().rev().copied().collect());
        let [one, other] = [ring, back].map(|ring| outline(tile, &Polygon::new(ring, vec![]).into()).in_tile(tile));
        assert_eq!(one, other);
        assert!((geometry(&one).unsigned_area() - 125_000.0).abs() < 1.0);
    }

    proptest! {
        #[test]
        fn what_is_drawn_is_valid_within_the_buffer_and_hardly_off(
            spokes in prop::collection::vec(20.0_f64..6000.0, 3..80),
            x in -3000.0_f64..7000.0,
            y in -3000.0_f64..7000.0,
        ) {
            let tile = tile(10, 547, 293);
            let count = f64::from(u32::try_from(spokes.len()).unwrap());
            let angle = |n: u32| f64::from(n) * std::f64::consts::TAU / count;
            let star: LineString =
                (0..).zip(&spokes).map(|(n, r)| (x + r * angle(n).cos(), y + r * angle(n).sin())).collect();
            let star = MultiPolygon::from(Polygon::new(star, vec![]));
            let drawn = outline(tile, &star).in_tile(tile);
            let shown = geometry(&drawn);
            prop_assert!(shown.is_valid(), "{:?}", shown);
            if let Some(bounds) = shown.bounding_rect() {
                // Crossings with the frame are moved to the grid: by a step at most.
                prop_assert!(bounds.min().x >= -65.0 && bounds.max().x <= 4161.0);
                prop_assert!(bounds.min().y >= -65.0 && bounds.max().y <= 4161.0);
            }
            let frame = MultiPolygon::from(rect(-64.0, 4160.0));
            let exact = star.intersection(&frame);
            let length: f64 = exact.iter().map(|polygon| Euclidean.length(polygon.exterior())).sum();
            // Off by the tolerance and half a step along the outline at most.
            let off = shown.xor(&exact).unsigned_area();
            prop_assert!(off <= (TOLERANCE + 2.0) * length + 100.0, "{off} of {length}");
        }
    }
}
