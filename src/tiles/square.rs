//! Squares of the Web Mercator world, and places in it as whole numbers.

use thiserror::Error;

use crate::domain::position::Position;
use crate::layers::BoundingBox;
use crate::messages::{Explain, Params};

/// Steps of a tile's side.
pub const EXTENT: u32 = 4096;

/// What a tile holds beyond its sides, in its own steps, so that symbols are not cut there: a row of [`CELLS`].
pub const BUFFER: u32 = EXTENT / CELLS;

/// Cells along a tile's side.
pub const CELLS: u32 = 1 << CELL_LEVELS;

/// Levels from a tile to its cells.
const CELL_LEVELS: u8 = 6;

/// Levels from a tile to its steps.
const STEP_LEVELS: u8 = 12;

/// The deepest tile matrix: its tiles are some 10 m wide.
pub const DEEPEST: u8 = 22;

/// A square of the world, which is cut in half along both axes at each level; row 0 is in the north.
///
/// At levels up to [`DEEPEST`] these are the tiles of `WebMercatorQuad`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Square {
    level: u8,
    column: u32,
    row: u32,
}

/// Why three texts name no tile.
#[derive(Clone, Debug, Error, Eq, PartialEq)]
pub enum SquareError {
    /// Not a whole number.
    #[error("{name}: {value:?} is not a whole number from 0")]
    NotWhole {
        /// Which of the three.
        name: &'static str,
        /// As sent.
        value: String,
    },
    /// A level without tiles.
    #[error("there are no tiles of matrix {0}; there are of 0 to {DEEPEST}")]
    Matrix(u64),
    /// A row or column that the level does not have.
    #[error("{name}: {value} is outside 0 to {last} of tile matrix {level}")]
    Outside {
        /// Which of the two.
        name: &'static str,
        /// As sent.
        value: u64,
        /// The last that there is.
        last: u32,
        /// The level.
        level: u8,
    },
}

impl Explain for SquareError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotWhole { .. } => "tile-number",
            Self::Matrix(_) => "tile-matrix-unknown",
            Self::Outside { .. } => "tile-outside",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::NotWhole { name, value } => vec![("name", (*name).to_owned()), ("value", value.clone())],
            Self::Matrix(value) => vec![("value", value.to_string()), ("last", DEEPEST.to_string())],
            Self::Outside { name, value, last, level } => vec![
                ("name", (*name).to_owned()),
                ("value", value.to_string()),
                ("last", last.to_string()),
                ("matrix", level.to_string()),
            ],
        }
    }
}

impl Square {
    /// The tile that three texts name, in the order of addresses: matrix, row, column.
    ///
    /// # Errors
    /// [`SquareError`] for anything but a tile of `WebMercatorQuad` down to [`DEEPEST`].
    pub fn parse(matrix: &str, row: &str, column: &str) -> Result<Self, SquareError> {
        let matrix = whole("tileMatrix", matrix)?;
        let level = u8::try_from(matrix).ok().filter(|level| *level <= DEEPEST).ok_or(SquareError::Matrix(matrix))?;
        let last = (1_u32 << level) - 1;
        let within = |name, text| {
            let value = whole(name, text)?;
            let fits = u32::try_from(value).ok().filter(|value| *value <= last);
            fits.ok_or(SquareError::Outside { name, value, last, level })
        };
        Ok(Self { level, row: within("tileRow", row)?, column: within("tileCol", column)? })
    }

    /// The level.
    #[must_use]
    pub const fn level(self) -> u8 {
        self.level
    }

    /// Its number among all squares of all levels.
    #[must_use]
    pub fn number(self) -> u64 {
        // A bit above the deepest level's code tells levels apart.
        (1 << (2 * self.level)) | interleave(self.column, self.row)
    }

    /// The least and greatest code of places in it.
    pub(super) fn codes(self) -> (u64, u64) {
        let below = 64 - 2 * u32::from(self.level);
        let first = interleave(self.column, self.row).checked_shl(below).unwrap_or(0);
        (first, first | u64::MAX.checked_shr(64 - below).unwrap_or(0))
    }

    /// Whether a box of places reaches into it.
    pub(super) fn meets(self, low: Spot, high: Spot) -> bool {
        let at = |of: u32| of.checked_shr(32 - u32::from(self.level)).unwrap_or(0);
        (at(low.x)..=at(high.x)).contains(&self.column) && (at(low.y)..=at(high.y)).contains(&self.row)
    }

    /// The level of its cells.
    pub(super) const fn cell_level(self) -> u8 {
        self.level + CELL_LEVELS
    }

    /// The row of cells around it, as far as the world reaches.
    pub(super) fn ring(self) -> impl Iterator<Item = Self> {
        let level = self.cell_level();
        let side = i64::from(CELLS);
        let first = |of: u32| i64::from(of) * side;
        let (left, top) = (first(self.column), first(self.row));
        let along = (-1..=side).flat_map(move |n| [(n, -1), (n, side)]);
        let beside = (0..side).flat_map(move |n| [(-1, n), (side, n)]);
        let cell = move |(x, y)| {
            let within = |of: i64| u32::try_from(of).ok().filter(|of| *of < 1 << level);
            Some(Self { level, column: within(left + x)?, row: within(top + y)? })
        };
        along.chain(beside).filter_map(cell)
    }

    /// The code of the square of a level that a place is in, which orders squares as their places.
    pub(super) fn code_at(level: u8, code: u64) -> u64 {
        code.checked_shr(64 - 2 * u32::from(level)).unwrap_or(0)
    }

    /// A place in steps from its upper left corner: whole and in 0..[`EXTENT`] within it.
    pub(super) fn steps(self, spot: Spot) -> [i64; 2] {
        let step = |of: u32, tile: u32| {
            let deep = self.level + STEP_LEVELS;
            let of = if deep <= 32 { i64::from(of) >> (32 - deep) } else { i64::from(of) << (deep - 32) };
            of - (i64::from(tile) << STEP_LEVELS)
        };
        [step(spot.x, self.column), step(spot.y, self.row)]
    }

    /// Parts of the world in steps from its upper left corner.
    pub(super) fn steps_of_parts(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let side = f64::from(EXTENT);
        let tiles = f64::from(1_u32 << self.level);
        [(x * tiles - f64::from(self.column)) * side, (y * tiles - f64::from(self.row)) * side]
    }

    /// Its sides with the buffer: least x and y, greatest x and y, in parts of the world.
    pub(super) fn buffered(self) -> [f64; 4] {
        self.sides(BUFFER)
    }

    /// Its sides with so many steps around.
    fn sides(self, steps: u32) -> [f64; 4] {
        let tiles = f64::from(1_u32 << self.level);
        let buffer = f64::from(steps) / f64::from(EXTENT);
        let low = |of: u32| (f64::from(of) - buffer) / tiles;
        let high = |of: u32| (f64::from(of) + 1.0 + buffer) / tiles;
        [low(self.column), low(self.row), high(self.column), high(self.row)]
    }
}

/// What is added to a tile's sides in degrees, more than a place is moved by as it becomes a [`Spot`] and back.
const SLACK: f64 = 1e-6;

impl Square {
    /// A box of degrees around all that is drawn in it or its buffer, hardly wider; what is put on the edge of the world
    /// belongs to it.
    pub(super) fn degrees(self) -> Option<BoundingBox> {
        self.degrees_with(BUFFER)
    }

    /// The same with so many steps around it.
    pub(super) fn degrees_with(self, steps: u32) -> Option<BoundingBox> {
        let [left, top, right, bottom] = self.sides(steps);
        let lon = |x: f64, slack: f64| (x * 360.0 - 180.0 + slack).clamp(-180.0, 180.0);
        let lat = |y: f64, slack: f64| match y {
            y if y <= 0.0 => 90.0,
            y if y >= 1.0 => -90.0,
            y => (std::f64::consts::PI * (1.0 - 2.0 * y)).sinh().atan().to_degrees() + slack,
        };
        BoundingBox::new(lon(left, -SLACK), lat(bottom, -SLACK), lon(right, SLACK), lat(top, SLACK)).ok()
    }
}

fn whole(name: &'static str, text: &str) -> Result<u64, SquareError> {
    // "+5" and "05" would be other addresses of the same tile.
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    let value = text.parse().ok().filter(|_| plain);
    value.ok_or_else(|| SquareError::NotWhole { name, value: text.to_owned() })
}

/// A place as parts of the Web Mercator world, 0 to 1 from west and from north. What is farther than 85.05 degrees from
/// the equator is put on the edge.
pub(super) fn parts(lon: f64, lat: f64) -> [f64; 2] {
    let sin = lat.to_radians().sin();
    // The inverse Gudermannian function, by the logarithm that takes least time.
    let y = 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (2.0 * std::f64::consts::TAU);
    [((lon + 180.0) / 360.0).clamp(0.0, 1.0), y.clamp(0.0, 1.0)]
}

/// Places along each axis of the world.
pub(super) const WORLD: f64 = 4_294_967_296.0;

/// A place in 2^32 steps of the world (9 mm) along each axis.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Spot {
    pub(super) x: u32,
    pub(super) y: u32,
}

impl Spot {
    pub(super) fn of(position: Position) -> Self {
        let [x, y] = parts(position.lon(), position.lat());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate at the edge")]
        let step = |part: f64| (part * WORLD) as u32;
        Self { x: step(x), y: step(y) }
    }

    /// Its place on the Z-order curve: those in one square follow each other.
    pub(super) fn code(self) -> u64 {
        interleave(self.x, self.y)
    }

    pub(super) fn of_code(code: u64) -> Self {
        Self { x: gather(code), y: gather(code >> 1) }
    }
}

fn interleave(x: u32, y: u32) -> u64 {
    spread(x) | (spread(y) << 1)
}

const SPREAD: [(u32, u64); 5] = [
    (16, 0x0000_FFFF_0000_FFFF),
    (8, 0x00FF_00FF_00FF_00FF),
    (4, 0x0F0F_0F0F_0F0F_0F0F),
    (2, 0x3333_3333_3333_3333),
    (1, 0x5555_5555_5555_5555),
];

/// Every bit to twice its place.
fn spread(n: u32) -> u64 {
    SPREAD.iter().fold(u64::from(n), |n, (shift, mask)| (n | (n << shift)) & mask)
}

/// Every second bit to half its place.
fn gather(n: u64) -> u32 {
    let n = n & 0x5555_5555_5555_5555;
    let n = (n | (n >> 1)) & 0x3333_3333_3333_3333;
    let n = (n | (n >> 2)) & 0x0F0F_0F0F_0F0F_0F0F;
    let n = (n | (n >> 4)) & 0x00FF_00FF_00FF_00FF;
    let n = (n | (n >> 8)) & 0x0000_FFFF_0000_FFFF;
    #[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
    let half = (n | (n >> 16)) as u32;
    half
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tiles_are_named_by_plain_numbers_within_the_matrix() {
        let tile = Square::parse("14", "8746", "4690").unwrap();
        assert_eq!((tile.level, tile.row, tile.column), (14, 8746, 4690));
        assert!(Square::parse("0", "0", "0").is_ok());
        assert!(Square::parse("22", "4194303", "4194303").is_ok());
        assert_eq!(Square::parse("23", "0", "0"), Err(SquareError::Matrix(23)));
        assert_eq!(
            Square::parse("1", "0", "2"),
            Err(SquareError::Outside { name: "tileCol", value: 2, last: 1, level: 1 })
        );
        for bad in ["", "-1", "+1", "1.0", "01", "a", "١", "99999999999999999999999", " 1", "%00"] {
            assert!(matches!(Square::parse("3", bad, "0"), Err(SquareError::NotWhole { .. })), "{bad:?}");
        }
    }

    #[test]
    fn a_place_in_lima_is_in_the_tile_that_others_say() {
        // Pamplona Alta, by the formula of the Slippy map convention: tile 14/4689/8747.
        let spot = Spot::of(Position::new(-76.95, -12.12).unwrap());
        let tile = Square::parse("14", "8747", "4689").unwrap();
        let [x, y] = tile.steps(spot);
        assert!((0..4096).contains(&x) && (0..4096).contains(&y), "{x} {y}");
        let (low, high) = tile.codes();
        assert!((low..=high).contains(&spot.code()));
    }

    #[test]
    fn poles_and_the_antimeridian_are_on_the_edge_of_the_world() {
        for (lon, lat, x, y) in [(180.0, 90.0, u32::MAX, 0), (-180.0, -90.0, 0, u32::MAX)] {
            assert_eq!(Spot::of(Position::new(lon, lat).unwrap()), Spot { x, y });
        }
        assert_eq!(Square { level: 0, column: 0, row: 0 }.codes(), (0, u64::MAX));
    }

    proptest! {
        #[test]
        fn codes_keep_their_place_and_tiles_are_runs_of_them(
            lon in -180.0..180.0, lat in -85.0..85.0, level in 0_u8..=28,
        ) {
            let spot = Spot::of(Position::new(lon, lat).unwrap());
            prop_assert_eq!(Spot::of_code(spot.code()), spot);
            let part = |of: u32| of.checked_shr(32 - u32::from(level)).unwrap_or(0);
            let square = Square { level, column: part(spot.x), row: part(spot.y) };
            let (low, high) = square.codes();
            prop_assert!((low..=high).contains(&spot.code()));
            prop_assert_eq!(Square::code_at(level, low), Square::code_at(level, high));
            if level <= DEEPEST {
                let [west, south, east, north] = square.degrees().unwrap().sides();
                prop_assert!((west..=east).contains(&lon) && (south..=north).contains(&lat));
                prop_assert!(east - west <= 360.0 / f64::from(1_u32 << level) * 1.04 + 1e-5);
                let [x, y] = square.steps(spot);
                prop_assert!((0..4096).contains(&x) && (0..4096).contains(&y));
                let [u, v] = square.steps_of_parts(parts(lon, lat));
                prop_assert!([(u, x), (v, y)].iter().all(|(part, step)| (part.floor() - f64::from(i32::try_from(*step).unwrap())).abs() <= 4.0));
            }
            if level > 0 {
                let other = Square { column: square.column ^ 1, ..square };
                let (low, high) = other.codes();
                prop_assert!(!(low..=high).contains(&spot.code()));
            }
        }
    }
}
