//! Layers as Mapbox vector tiles (version 2) of `WebMercatorQuad`: [`EXTENT`] steps a side, [`BUFFER`] more around.
//!
//! **By zoom.** Households and other points are shown one by one as long as a tile has no more than [`MOST`] or [`MOST_OTHERS`]; beyond,
//! one point a cell of 1/64 of its side stands for them, with counts. Cells are those of one grid, each belongs to one
//! tile, and counts over all tiles of a level add up to the register's open households with a position. Lines are left
//! out where households are shown by cells. Polygons are simplified to half a pixel of 512; one below a pixel is drawn
//! as a square of a pixel, several in the same pixel as one square with their number (`rows`): nothing vanishes.
//!
//! **Costs** follow what reaches into a tile, not the register: households are runs of the sorted lists of those who are
//! neighbours, counts are differences of running sums, everything else is found by the boxes around rows. What is known
//! of neighbours that an edit leaves as they are is known of them in the next snapshot.

mod fields;
mod ground;
mod homes;
mod lines;
mod outline;
mod places;
mod set;
mod square;
mod store;
pub mod style;
mod sum;
mod writer;

pub use fields::{counts, fields};
pub use set::{MOST, MOST_LINES, MOST_OTHERS, TileError, TileSet};
pub use square::{BUFFER, CELLS, DEEPEST, EXTENT, Square, SquareError};
pub use store::{Made, Numbered, TileStore};

#[cfg(test)]
mod tests;
