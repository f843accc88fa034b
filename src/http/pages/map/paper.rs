//! From degrees to a sheet of paper.

use std::fmt::Write as _;

use geo::{BoundingRect, Coord, CoordsIter, Geometry, LineString, MultiPolygon, Rect};

use super::{Scale, Spot};

/// Width of the paper, in the SVG's own pixels.
pub const WIDTH: f64 = 720.0;
/// The greatest height.
const HEIGHT: f64 = 720.0;
/// Metres to a degree of latitude: near enough for a picture.
const METRES_PER_DEGREE: f64 = 111_320.0;
/// The least that is shown from side to side, degrees: some 300 m.
const LEAST: f64 = 0.002_7;
/// Corners nearer to the last one than this are left out, pixels.
const NEAR: f64 = 0.6;

/// Degrees to pixels, with the same scale east and north at the middle's latitude.
pub struct Paper {
    bounds: Rect<f64>,
    shrink: f64,
    scale: f64,
    width: f64,
    home_decimals: usize,
}

impl Paper {
    /// Paper for a box, with room around it.
    pub fn new(bounds: Rect<f64>) -> Self {
        let (wide, high) = Self::room(&bounds);
        let scale = (WIDTH / wide).min(HEIGHT / high);
        // A tall box leaves room at its sides, a low one is at least half as high as wide.
        Self::around(&bounds, scale, (WIDTH, high.max(WIDTH / scale * 0.5) * scale), 1)
    }

    /// Paper of a given size for a box, with room around it, to be printed: sheets are passed on, and homes are on whole
    /// pixels, which is as much as anybody sees and says no more of where they are.
    pub fn sized(bounds: Rect<f64>, width: f64, height: f64) -> Self {
        let (wide, high) = Self::room(&bounds);
        Self::around(&bounds, (width / wide).min(height / high), (width, height), 0)
    }

    /// How wide and high a box is with room around it, degrees of latitude.
    fn room(bounds: &Rect<f64>) -> (f64, f64) {
        ((bounds.width() * Self::shrink(bounds) * 1.12).max(LEAST), (bounds.height() * 1.12).max(LEAST))
    }

    fn shrink(bounds: &Rect<f64>) -> f64 {
        bounds.center().y.to_radians().cos().max(0.05)
    }

    fn around(bounds: &Rect<f64>, scale: f64, (width, height): (f64, f64), home_decimals: usize) -> Self {
        let (middle, shrink) = (bounds.center(), Self::shrink(bounds));
        let (half_wide, half_high) = (width / scale / shrink / 2.0, height / scale / 2.0);
        let corner = |sign: f64| Coord { x: middle.x + sign * half_wide, y: middle.y + sign * half_high };
        Self { bounds: Rect::new(corner(-1.0), corner(1.0)), shrink, scale, width, home_decimals }
    }

    pub const fn width(&self) -> f64 {
        self.width
    }

    pub fn height(&self) -> f64 {
        (self.bounds.height() * self.scale).round()
    }

    /// What the paper shows, degrees.
    pub const fn bounds(&self) -> &Rect<f64> {
        &self.bounds
    }

    pub fn at(&self, place: Coord<f64>) -> Spot {
        let (west, north) = (self.bounds.min().x, self.bounds.max().y);
        Spot { x: (place.x - west) * self.shrink * self.scale, y: (north - place.y) * self.scale }
    }

    /// Where a home is, as it is written in a path.
    pub fn home(&self, place: Coord<f64>) -> String {
        let (Spot { x, y }, decimals) = (self.at(place), self.home_decimals);
        format!("{x:.decimals$},{y:.decimals$}")
    }

    /// Whether a place is on it.
    pub fn shows(&self, place: Coord<f64>) -> bool {
        let (low, high) = (self.bounds.min(), self.bounds.max());
        (low.x..=high.x).contains(&place.x) && (low.y..=high.y).contains(&place.y)
    }

    /// Whether some of a shape may be on it.
    pub fn touches(&self, shape: &Rect<f64>) -> bool {
        let (low, high) = (self.bounds.min(), self.bounds.max());
        shape.min().x <= high.x && shape.max().x >= low.x && shape.min().y <= high.y && shape.max().y >= low.y
    }

    pub fn pixels(&self, metres: f64) -> f64 {
        metres / METRES_PER_DEGREE * self.scale
    }

    /// Adds a line to a path, corners that nobody would see left out.
    pub fn line(&self, path: &mut String, line: &LineString<f64>, closed: bool) {
        let mut last: Option<Spot> = None;
        let end = line.coords_count().saturating_sub(1);
        for (n, corner) in line.coords().enumerate() {
            let spot = self.at(*corner);
            let near = |last: Spot| (last.x - spot.x).abs() < NEAR && (last.y - spot.y).abs() < NEAR;
            if last.is_some_and(near) && (n != end || closed) {
                continue;
            }
            // Writing into memory does not fail.
            let _ = write!(path, "{}{:.1},{:.1}", if last.is_none() { 'M' } else { 'L' }, spot.x, spot.y);
            last = Some(spot);
        }
        if closed {
            path.push('Z');
        }
    }

    /// Outlines and holes as one path.
    pub fn outline(&self, area: &MultiPolygon<f64>) -> String {
        let mut path = String::new();
        for ring in area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())) {
            self.line(&mut path, ring, true);
        }
        path
    }

    /// Whether a shape is on it at all.
    pub fn shows_some(&self, shape: &Geometry<f64>) -> bool {
        shape.bounding_rect().is_some_and(|bounds| self.touches(&bounds))
    }

    /// A bar of a round number of metres, at most a quarter of the width.
    pub fn scale_bar(&self) -> Scale {
        let most = self.width / 4.0 / self.scale * METRES_PER_DEGREE;
        let power = 10_f64.powf(most.log10().floor());
        let metres = [5.0, 2.0, 1.0].into_iter().map(|n| n * power).find(|metres| *metres <= most).unwrap_or(power);
        let text = if metres < 1000.0 { format!("{metres} m") } else { format!("{} km", metres / 1000.0) };
        Scale { pixels: self.pixels(metres), text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_bar_is_round_and_true_on_the_ground() {
        // One kilometre from south to north at Lima, a little wider than high.
        let high = 1000.0 / METRES_PER_DEGREE;
        let paper = Paper::new(Rect::new((-76.96, -12.12), (-76.95, -12.12 + high)));
        let bar = paper.scale_bar();
        assert_eq!(bar.text, "200 m");
        let (south, north) =
            (paper.at(Coord { x: -76.955, y: -12.12 }), paper.at(Coord { x: -76.955, y: -12.12 + high }));
        assert!(((south.y - north.y) - bar.pixels * 5.0).abs() < 1e-6);
        // The same length eastwards: 12.12 degrees south, a degree of longitude is 0.9777 of one of latitude.
        let east = paper.at(Coord { x: -76.955 + high / 0.977_7, y: -12.12 });
        assert!(((east.x - south.x) - bar.pixels * 5.0).abs() < 0.5);
    }

    #[test]
    fn paper_of_a_size_has_it_and_shows_all_of_the_box() {
        for bounds in [Rect::new((-76.96, -12.13), (-76.95, -12.10)), Rect::new((-76.99, -12.11), (-76.95, -12.10))] {
            let paper = Paper::sized(bounds, 480.0, 420.0);
            assert!((paper.height() - 420.0).abs() < 1e-6 && (paper.width() - 480.0).abs() < 1e-6);
            assert!(paper.shows(bounds.min()) && paper.shows(bounds.max()));
            let corner = paper.at(paper.bounds().max());
            assert!((corner.x - 480.0).abs() < 1e-6 && corner.y.abs() < 1e-6);
        }
    }

    #[test]
    fn one_place_and_the_whole_world_have_a_paper() {
        for bounds in [Rect::new((-77.0, -12.0), (-77.0, -12.0)), Rect::new((-180.0, -90.0), (180.0, 90.0))] {
            let paper = Paper::new(bounds);
            assert!((WIDTH * 0.5 - 1.0..=HEIGHT + 1.0).contains(&paper.height()), "{}", paper.height());
            assert!(paper.shows(bounds.min()) && paper.shows(bounds.max()));
            assert!(paper.scale_bar().pixels > 20.0 && paper.scale_bar().pixels <= WIDTH / 4.0);
        }
    }
}
