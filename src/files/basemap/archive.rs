//! An archive of tiles on this machine.

use std::io::Read;
use std::path::Path;

use bytes::Bytes;
use flate2::read::GzDecoder;

use super::error::BasemapError;
use super::mbtiles::MbTiles;
use super::pmtiles::PmTiles;

/// Bytes of a tile, unpacked: many times what a map has.
const GREATEST_TILE: u64 = 16 << 20;

/// What its tiles are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TileFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpg,
    /// `WebP`.
    Webp,
    /// Mapbox vector tiles.
    Pbf,
}

impl TileFormat {
    /// As `TileJSON` and `MBTiles` have it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpg => "jpg",
            Self::Webp => "webp",
            Self::Pbf => "pbf",
        }
    }

    /// The media type of tiles.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Pbf => "application/vnd.mapbox-vector-tile",
        }
    }
}

/// What an archive says of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// What its tiles are.
    pub format: TileFormat,
    /// The least and the greatest zoom.
    pub zooms: (u8, u8),
    /// Whom to name.
    pub attribution: Option<String>,
}

/// A tile as it lies in the archive.
pub struct Tile {
    /// Its bytes.
    pub bytes: Bytes,
    /// How they are packed, as in `Content-Encoding`.
    pub coding: Option<&'static str>,
}

impl Tile {
    /// For those who do not unpack it themselves.
    ///
    /// # Errors
    /// [`BasemapError::Packed`] where it is not by gzip, [`BasemapError::TooLarge`], [`BasemapError::Read`].
    pub fn unpacked(&self) -> Result<Bytes, BasemapError> {
        if self.coding != Some("gzip") {
            return Err(BasemapError::Packed);
        }
        let mut bytes = Vec::new();
        GzDecoder::new(&*self.bytes).take(GREATEST_TILE + 1).read_to_end(&mut bytes).map_err(BasemapError::Read)?;
        if bytes.len() as u64 > GREATEST_TILE {
            return Err(BasemapError::TooLarge(GREATEST_TILE));
        }
        Ok(bytes.into())
    }
}

/// An archive of either kind.
pub enum Archive {
    /// `PMTiles`, version 3.
    Pm(Box<PmTiles>),
    /// `MBTiles`, 1.3.
    Mb(MbTiles),
}

impl Archive {
    /// Opens it, told by its first bytes.
    ///
    /// # Errors
    /// [`BasemapError`] where it cannot be read, or holds no tiles that browsers draw.
    pub fn open(path: &Path) -> Result<Self, BasemapError> {
        let mut first = [0; 16];
        let failed = |source| BasemapError::Open { path: path.to_owned(), source };
        // A pipe would be waited for without end.
        if !std::fs::metadata(path).map_err(failed)?.is_file() {
            return Err(BasemapError::Neither(path.to_owned()));
        }
        let mut file = std::fs::File::open(path).map_err(failed)?;
        let read = file.read(&mut first).map_err(failed)?;
        match &first[..read] {
            bytes if bytes.starts_with(b"PMTiles") => {
                PmTiles::open(path, file).map(|archive| Self::Pm(Box::new(archive)))
            }
            bytes if bytes.starts_with(b"SQLite format 3\0") => MbTiles::open(path).map(Self::Mb),
            _ => Err(BasemapError::Neither(path.to_owned())),
        }
    }

    /// What it says of itself.
    #[must_use]
    pub const fn about(&self) -> &About {
        match self {
            Self::Pm(archive) => archive.about(),
            Self::Mb(archive) => archive.about(),
        }
    }

    /// A tile by column and row from the north-west; `None` where it has none. Wants tokio's runtime around it.
    ///
    /// # Errors
    /// [`BasemapError`] where the file cannot be read.
    pub async fn tile(&self, zoom: u8, x: u32, y: u32) -> Result<Option<Tile>, BasemapError> {
        match self {
            Self::Pm(archive) => archive.tile(zoom, x, y).await,
            Self::Mb(archive) => archive.tile(zoom, x, y).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(length: u64) -> Tile {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        std::io::copy(&mut std::io::repeat(0).take(length), &mut encoder).unwrap();
        encoder.flush().unwrap();
        Tile { bytes: encoder.finish().unwrap().into(), coding: Some("gzip") }
    }

    #[test]
    fn a_tile_is_unpacked_whole_or_refused() {
        assert_eq!(packed(GREATEST_TILE).unpacked().unwrap().len() as u64, GREATEST_TILE);
        assert!(matches!(packed(GREATEST_TILE + 1).unpacked(), Err(BasemapError::TooLarge(GREATEST_TILE))));
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let folder = tempfile::TempDir::new().unwrap();
        assert!(matches!(Archive::open(folder.path()), Err(BasemapError::Neither(_))));
    }
}
