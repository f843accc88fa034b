//! Made-up relief over a real place: metres east and north of one point, and heights.

/// Longitude of the local origin, degrees: between the four settlements.
const ORIGIN_LON: f64 = -76.951;
/// Latitude of the local origin, degrees.
const ORIGIN_LAT: f64 = -12.1257;
/// Metres in a degree of longitude at the origin, on WGS 84.
const METRES_A_DEGREE_LON: f64 = 108_850.0;
/// Metres in a degree of latitude at the origin, on WGS 84.
const METRES_A_DEGREE_LAT: f64 = 110_625.0;

/// Metres east and north of the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Metres east.
    pub x: f64,
    /// Metres north.
    pub y: f64,
}

impl Spot {
    /// From metres east and north.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Moved by metres east and north.
    pub fn moved(self, x: f64, y: f64) -> Self {
        Self::new(self.x + x, self.y + y)
    }

    /// Metres to another spot, on the plane.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// Longitude and latitude in degrees, rounded to the six decimals (0.1 m) that the files have.
    pub fn degrees(self) -> (f64, f64) {
        let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
        (rounded(ORIGIN_LON + self.x / METRES_A_DEGREE_LON), rounded(ORIGIN_LAT + self.y / METRES_A_DEGREE_LAT))
    }

    /// Whether it is inside a ring of corners (even-odd rule).
    pub fn inside(self, ring: &[Self]) -> bool {
        let edges = ring.iter().zip(ring.iter().cycle().skip(1));
        let crossings = edges.filter(|(a, b)| {
            (a.y > self.y) != (b.y > self.y) && self.x < (b.x - a.x) * (self.y - a.y) / (b.y - a.y) + a.x
        });
        crossings.count() % 2 == 1
    }

    /// Metres to the nearest edge of a ring.
    pub fn edge_distance(self, ring: &[Self]) -> f64 {
        let edges = ring.iter().zip(ring.iter().cycle().skip(1));
        edges.map(|(a, b)| self.segment_distance(*a, *b)).fold(f64::INFINITY, f64::min)
    }

    fn segment_distance(self, a: Self, b: Self) -> f64 {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let along = ((self.x - a.x) * dx + (self.y - a.y) * dy) / (dx * dx + dy * dy);
        self.distance(a.moved(dx * along.clamp(0.0, 1.0), dy * along.clamp(0.0, 1.0)))
    }
}

/// Height in metres: a valley that climbs to the north, a ridge in its west, a steep hill in its east and south,
/// with folds. It imitates the place and copies no elevation data.
pub fn height(spot: Spot) -> f64 {
    let Spot { x, y } = spot;
    let valley = 60.0 * (y / 420.0).tanh() + 0.02 * y;
    let ridge = 52.0 * (-((x + 215.0) / 120.0).powi(2)).exp();
    let hill = 210.0 / (1.0 + (-(x - 400.0 + 0.1 * y) / 140.0).exp());
    let spur = 75.0 * (-((x - 170.0) / 190.0).powi(2) - ((y + 800.0) / 210.0).powi(2)).exp();
    let head = 70.0 * (-((x - 30.0) / 260.0).powi(2) - ((y - 900.0) / 200.0).powi(2)).exp();
    let folds = 7.0 * (x / 62.0 + y / 170.0).sin() + 5.0 * (y / 71.0 - x / 210.0).cos();
    285.0 + valley + ridge + hill + spur + head + folds
}

/// The way uphill: height gained a metre to the east and to the north.
pub fn slope(spot: Spot) -> (f64, f64) {
    let rise = |x, y| (height(spot.moved(x, y)) - height(spot.moved(-x, -y))) / 2.0;
    (rise(1.0, 0.0), rise(0.0, 1.0))
}
