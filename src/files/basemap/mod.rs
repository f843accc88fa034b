//! Archives of tiles, to be drawn behind the layers: `PMTiles` and `MBTiles`.

mod archive;
mod error;
mod mbtiles;
mod pmtiles;

pub use archive::{About, Archive, Tile, TileFormat};
pub use error::{BasemapError, TemplateFault};
