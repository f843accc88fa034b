//! A layer drawn on the page itself, as SVG: for a look, not for work. No tiles of anybody are fetched.
//!
//! Colours and signs are those of the style of the tiles and of the project for QGIS: a home is filled where it is served and hollow where it
//! is not, in its kitchen's colour, with a black edge where it is uncertain; kitchens are squares, gaps red rings,
//! settlements dashed outlines.
//!
//! **Limits.** At most [`MOST`] rows are looked at, evenly spread over the layer, however many there are.

mod draw;
mod paper;
mod settlement;

use super::shell::Shell;
use crate::messages::say;

pub use draw::{around, page, whole};
pub use settlement::of_settlement;

/// The most rows that are drawn.
const MOST: usize = 2000;

/// The most kitchens that have their names beside them.
const NAMED: usize = 12;

/// Width of a letter of their names, and the height of a line, pixels: a guess, for a browser knows its own fonts.
const LETTER: f64 = 8.0;
const LINE: f64 = 16.0;

/// A map, ready to be written.
#[derive(Default)]
pub struct Map {
    pub width: f64,
    pub height: f64,
    /// Outlines of settlements around what is shown.
    pub settlements: Vec<String>,
    pub areas: Vec<Fill>,
    pub lines: Vec<Line>,
    pub dots: Vec<Dots>,
    pub rings: Vec<Ring>,
    pub squares: Vec<Square>,
    pub marks: Vec<Spot>,
    /// Where the sheet has its scale and its north mark.
    pub corner: Option<Spot>,
    /// The outline of the settlement that the map is of.
    pub outline: Option<String>,
    /// Names of the settlements around it.
    pub names: Vec<Label>,
    /// How far the coverage limit reaches from open kitchens.
    pub reaches: Vec<Ring>,
    pub scale: Scale,
    /// Rows that were drawn.
    pub drawn: usize,
    /// Rows that there are.
    pub of: usize,
    /// Rows looked at that lie beyond the edge.
    pub outside: usize,
}

impl Map {
    /// How many of the rows are drawn.
    pub fn sample(&self, shell: &Shell) -> String {
        say(shell.locale(), "map-sample", &[("drawn", self.drawn.to_string()), ("of", self.of.to_string())])
    }
}

/// An outline with its kitchen's colour.
pub struct Fill {
    pub path: String,
    pub colour: &'static str,
}

/// Lines of one colour.
pub struct Line {
    pub path: String,
    pub colour: &'static str,
}

/// Homes that look the same: each is a line of no length with round ends.
pub struct Dots {
    pub path: String,
    pub fill: &'static str,
    pub edge: &'static str,
}

/// A gap, or how far a kitchen reaches.
pub struct Ring {
    pub at: Spot,
    pub radius: f64,
}

/// A kitchen.
pub struct Square {
    pub at: Spot,
    pub colour: &'static str,
    pub open: bool,
    /// Written above it, or below, where there are few.
    pub name: Option<Label>,
}

/// A name, and where its middle is.
pub struct Label {
    pub text: String,
    pub at: Spot,
}

/// A place on the paper.
#[derive(Clone, Copy)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
}

/// So many pixels are so many metres.
#[derive(Default)]
pub struct Scale {
    pub pixels: f64,
    pub text: String,
}
