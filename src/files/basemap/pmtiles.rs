//! `PMTiles`.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use ::pmtiles::{
    AsyncBackend, AsyncPmTilesReader, BackendResponse, Compression, PmtError, PmtResult, TileCoord, TileType,
};
use serde_json::Value;
use tokio::task::spawn_blocking;

use super::archive::{About, Tile, TileFormat};
use super::error::BasemapError;

/// An archive of the third version.
pub struct PmTiles {
    reader: AsyncPmTilesReader<Pieces>,
    coding: Option<&'static str>,
    about: About,
}

/// A file that is read in pieces: a mapped one would end the process if another program cut it.
struct Pieces {
    file: Arc<File>,
    length: u64,
}

impl AsyncBackend for Pieces {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        // The end of a short file is no error, and no more is set aside than there is.
        let left = usize::try_from(self.length.saturating_sub(offset)).unwrap_or(usize::MAX);
        let (file, length) = (Arc::clone(&self.file), length.min(left));
        let read = move || {
            let mut bytes = vec![0; length];
            file.read_exact_at(&mut bytes, offset).map(|()| bytes)
        };
        let bytes = spawn_blocking(read).await.map_err(io::Error::other).and_then(|read| read);
        Ok(BackendResponse::new(bytes.map_err(PmtError::Reading)?.into()))
    }
}

impl PmTiles {
    /// Opens it.
    pub fn open(path: &Path, file: File) -> Result<Self, BasemapError> {
        let broken = |reason: String| BasemapError::Broken { path: path.to_owned(), reason };
        let length = file.metadata().map_err(|error| broken(error.to_string()))?.len();
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let runtime = runtime.map_err(|error| broken(error.to_string()))?;
        let (reader, metadata) = runtime
            .block_on(async {
                let reader = AsyncPmTilesReader::try_from_source(Pieces { file: Arc::new(file), length }).await?;
                let metadata = reader.get_metadata().await?;
                Ok::<_, PmtError>((reader, metadata))
            })
            .map_err(|error| broken(error.to_string()))?;
        let header = reader.get_header();
        let format = match header.tile_type {
            TileType::Mvt => TileFormat::Pbf,
            TileType::Png => TileFormat::Png,
            TileType::Jpeg => TileFormat::Jpg,
            TileType::Webp => TileFormat::Webp,
            other => return Err(BasemapError::Format { path: path.to_owned(), format: format!("{other:?}") }),
        };
        let coding = match header.tile_compression {
            Compression::Gzip => Some("gzip"),
            Compression::None => None,
            other => return Err(BasemapError::Format { path: path.to_owned(), format: format!("{other:?}") }),
        };
        let metadata: Value = serde_json::from_str(&metadata).unwrap_or_default();
        let attribution = metadata["attribution"].as_str().map(str::to_owned);
        let about = About { format, zooms: (header.min_zoom, header.max_zoom), attribution };
        Ok(Self { reader, coding, about })
    }

    /// What it says of itself.
    pub const fn about(&self) -> &About {
        &self.about
    }

    /// A tile by column and row from the north-west.
    pub async fn tile(&self, zoom: u8, x: u32, y: u32) -> Result<Option<Tile>, BasemapError> {
        let bytes = self.reader.get_tile(TileCoord::new(zoom, x, y)?).await?;
        Ok(bytes.map(|bytes| Tile { bytes, coding: self.coding }))
    }
}
