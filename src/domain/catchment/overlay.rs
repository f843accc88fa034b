//! The study area, cut by all edges at once.

use std::collections::{BTreeMap, HashMap};

use geo::{Coord, CoordsIter, InteriorPoint, LineString, MapCoords, MultiPolygon, Polygon, unary_union};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::float::slice::FloatSlice;
use rayon::prelude::*;

use super::CatchmentError;
use super::cell::{Corner, Generator, Region, Unit, cross, dot, normalised};
use super::edge::{degrees, densified, unit};
use crate::domain::geodesy::{A, B};
use crate::domain::index::KitchenIndex;
use crate::domain::rank::Rank;

/// The farthest that the study area may reach from its middle, degrees.
const FARTHEST: f64 = 60.0;

/// Steps along the study area's outline in which its reach is measured, degrees.
const STEP: f64 = 0.5;

/// Vertices closer than this are one, as part of the earth's radius (1 mm): where four kitchens are
/// equally far, rounding gives the vertex of each three its own place.
const SAME: f64 = 1e-3 / A;

type Shape = Vec<Vec<[f64; 2]>>;

/// Outlines of the catchments of open kitchens in the study area, by rank.
pub(super) fn cut(
    index: &KitchenIndex,
    study_area: &MultiPolygon<f64>,
) -> Result<BTreeMap<Rank, MultiPolygon<f64>>, CatchmentError> {
    let Some(frame) = Frame::around(study_area)? else { return Ok(BTreeMap::new()) };
    if index.is_empty() {
        return Ok(BTreeMap::new());
    }
    let region = frame.region(index);
    let places = u32::try_from(index.places().len()).expect("places are numbered in u32");
    let mut cells: Vec<Vec<Corner>> = (0..places).into_par_iter().map(|place| region.cell(place)).collect();
    merge_vertices(&mut cells);
    let mut lines = frame.lines(&region, &cells, places);
    lines.extend(frame.antimeridian());
    let subject: Vec<Shape> = study_area.iter().map(|polygon| frame.shape(polygon)).collect();
    let faces: Vec<Shape> = if lines.is_empty() { subject } else { subject.slice_by(&lines, FillRule::EvenOdd) };
    let faces: Vec<(Rank, Polygon<f64>)> = faces.into_par_iter().filter_map(|face| owned(index, face)).collect();
    let mut parts: BTreeMap<Rank, Vec<Polygon<f64>>> = BTreeMap::new();
    for (rank, face) in faces {
        parts.entry(rank).or_default().push(face);
    }
    Ok(parts.into_par_iter().map(|(rank, parts)| (rank, joined(parts))).collect())
}

/// One outline from a catchment's faces: those that share an edge become one.
fn joined(parts: Vec<Polygon<f64>>) -> MultiPolygon<f64> {
    if parts.len() == 1 { MultiPolygon(parts) } else { unary_union(&parts) }
}

/// The view of the globe that the study area lies in.
struct Frame {
    middle: Unit,
    middle_lon: f64,
    axes: [Unit; 2],
    /// Lowest and highest tangent along each axis.
    reach: [[f64; 2]; 2],
    /// West, south, east, north, degrees.
    bounds: [f64; 4],
}

impl Frame {
    fn around(study_area: &MultiPolygon<f64>) -> Result<Option<Self>, CatchmentError> {
        let corners: Vec<Unit> = study_area.coords_iter().map(|c| unit(c.x, c.y)).collect();
        if corners.is_empty() {
            return Ok(None);
        }
        let sum = corners.iter().fold([0.0; 3], |sum, c| [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]]);
        let middle = normalised(sum);
        let nearest = corners.iter().map(|corner| dot(corner, &middle)).fold(1.0, f64::min);
        let farthest = nearest.clamp(-1.0, 1.0).acos().to_degrees();
        if farthest > FARTHEST {
            return Err(CatchmentError::TooWide(farthest));
        }
        let pole = if middle[2].abs() < 0.9 { [0.0, 0.0, 1.0] } else { [1.0, 0.0, 0.0] };
        let east = normalised(cross(&pole, &middle));
        let north = cross(&middle, &east);
        let middle_lon = degrees(&middle, 0.0)[0];
        let mut frame = Self {
            middle,
            middle_lon,
            axes: [east, north],
            reach: [[0.0; 2]; 2],
            bounds: [f64::MAX, f64::MAX, f64::MIN, f64::MIN],
        };
        for polygon in study_area {
            for ring in frame.shape(polygon) {
                for (n, start) in ring.iter().enumerate() {
                    frame.take_in(*start, ring[(n + 1) % ring.len()]);
                }
            }
        }
        for [low, high] in &mut frame.reach {
            // A hundredth to spare, and a metre for the smallest.
            let spare = (*high - *low) / 100.0 + 1.0 / A;
            *low -= spare;
            *high += spare;
        }
        Ok(Some(frame))
    }

    /// Widens reach and bounds to hold a straight line of degrees.
    fn take_in(&mut self, start: [f64; 2], end: [f64; 2]) {
        let [west, south, east, north] = &mut self.bounds;
        *west = west.min(start[0]);
        *south = south.min(start[1]);
        *east = east.max(start[0]);
        *north = north.max(start[1]);
        let longest = (end[0] - start[0]).abs().max((end[1] - start[1]).abs());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 720 steps")]
        let steps = (longest / STEP).ceil().max(1.0) as u32;
        for step in 0..steps {
            let t = f64::from(step) / f64::from(steps);
            let at = unit(start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1]));
            let depth = dot(&at, &self.middle).max(0.1);
            for (axis, reach) in self.axes.iter().zip(&mut self.reach) {
                let tangent = dot(&at, axis) / depth;
                *reach = [reach[0].min(tangent), reach[1].max(tangent)];
            }
        }
    }

    fn region<'a>(&self, index: &'a KitchenIndex) -> Region<'a> {
        Region::new(index, self.middle, self.axes, self.reach)
    }

    /// A polygon's rings, without the closing corner, longitudes as seen from the middle.
    fn shape(&self, polygon: &Polygon<f64>) -> Shape {
        let ring = |ring: &LineString<f64>| -> Vec<[f64; 2]> {
            let turned = |x: f64| x - 360.0 * ((x - self.middle_lon) / 360.0).round();
            ring.coords().skip(1).map(|c| [turned(c.x), c.y]).collect()
        };
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
    }

    /// Every edge between two cells once, where it may touch the study area.
    fn lines(&self, region: &Region<'_>, cells: &[Vec<Corner>], places: u32) -> Vec<Vec<[f64; 2]>> {
        let mut edges: Vec<(Generator, Generator, [u64; 3], [u64; 3])> = (0..places)
            .zip(cells)
            .flat_map(|(place, cell)| {
                cell.iter().enumerate().filter_map(move |(n, corner)| {
                    let next = &cell[(n + 1) % cell.len()];
                    let (a, b) = (corner.at.map(f64::to_bits), next.at.map(f64::to_bits));
                    let other = corner.edge;
                    (other < places && a != b).then(|| (place.min(other), place.max(other), a.min(b), a.max(b)))
                })
            })
            .collect();
        edges.par_sort_unstable();
        edges.dedup();
        edges
            .into_par_iter()
            .map(|(low, high, a, b)| {
                let (a, b) = (a.map(f64::from_bits), b.map(f64::from_bits));
                densified(&region.plane(low, high), &a, &b, self.middle_lon)
            })
            .filter(|line| self.may_touch(line))
            .collect()
    }

    /// The antimeridian, where it runs through the study area: polygons end there (RFC 7946, section 3.1.9).
    fn antimeridian(&self) -> Option<Vec<[f64; 2]>> {
        let [west, south, east, north] = self.bounds;
        let lon = [-180.0, 180.0].into_iter().find(|lon| west < *lon && *lon < east)?;
        Some(vec![[lon, south - 1.0], [lon, north + 1.0]])
    }

    fn may_touch(&self, line: &[[f64; 2]]) -> bool {
        let [west, south, east, north] = self.bounds;
        let all = |outside: &dyn Fn(&[f64; 2]) -> bool| line.iter().all(outside);
        !(all(&|p| p[0] < west) || all(&|p| p[0] > east) || all(&|p| p[1] < south) || all(&|p| p[1] > north))
    }
}

/// A face as a polygon, and the kitchen nearest to a point inside it.
fn owned(index: &KitchenIndex, face: Shape) -> Option<(Rank, Polygon<f64>)> {
    let mut rings = face.into_iter().map(|ring| ring.into_iter().map(|[x, y]| (x, y)).collect::<LineString<f64>>());
    let seen = Polygon::new(rings.next()?, rings.collect());
    let inside = seen.interior_point()?;
    let at = unit(inside.x(), inside.y());
    let place = index.nearest_place([A * at[0], A * at[1], B * at[2]])?;
    let rank = *index.ranks_at(place).first()?;
    // A face lies on one side of the antimeridian; rounding may carry a corner over.
    let turn = 360.0 * f64::from(i8::from(inside.x() > 180.0) - i8::from(inside.x() < -180.0));
    Some((rank, seen.map_coords(|c| Coord { x: (c.x - turn).clamp(-180.0, 180.0), y: c.y })))
}

/// Gives vertices that are the same but for rounding one place: that of the lowest generators.
fn merge_vertices(cells: &mut [Vec<Corner>]) {
    // Boxes ten times as wide as the distance: a vertex near a box's side is looked for in two.
    let side = 10.0 * SAME;
    #[expect(clippy::cast_possible_truncation, reason = "below 1 / side = 6.4e8")]
    let key = |at: &Unit, off: f64| at.map(|axis| ((axis + off) / side).floor() as i64);
    let mut by_generators: Vec<(usize, usize)> =
        cells.iter().enumerate().flat_map(|(cell, corners)| (0..corners.len()).map(move |n| (cell, n))).collect();
    by_generators.par_sort_unstable_by_key(|&(cell, n)| cells[cell][n].generators);
    let mut boxes: HashMap<[i64; 3], Vec<Unit>> = HashMap::new();
    for (cell, n) in by_generators {
        let at = cells[cell][n].at;
        let (low, high) = (key(&at, -SAME), key(&at, SAME));
        let mut found = None;
        for x in low[0]..=high[0] {
            for y in low[1]..=high[1] {
                for z in low[2]..=high[2] {
                    let near = |other: &&Unit| {
                        let gap = [at[0] - other[0], at[1] - other[1], at[2] - other[2]];
                        dot(&gap, &gap) <= SAME * SAME
                    };
                    found = found.or_else(|| boxes.get(&[x, y, z])?.iter().find(near).copied());
                }
            }
        }
        match found {
            Some(same) => cells[cell][n].at = same,
            None => boxes.entry(key(&at, 0.0)).or_default().push(at),
        }
    }
}
