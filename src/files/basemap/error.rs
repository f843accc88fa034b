//! Why there is no background.

use std::io;
use std::path::PathBuf;

use ::pmtiles::PmtError;
use thiserror::Error;

use crate::messages::{Explain, Params};

/// Why an archive of tiles, or a tile server, cannot be used.
#[derive(Debug, Error)]
pub enum BasemapError {
    /// The file cannot be opened.
    #[error("cannot open the background {}: {source}", path.display())]
    Open {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another kind of file.
    #[error("{} is neither a PMTiles nor an MBTiles file; give one of them with --basemap", .0.display())]
    Neither(PathBuf),
    /// Not what its first bytes say.
    #[error("{} cannot be read as tiles: {reason}", path.display())]
    Broken {
        /// Which.
        path: PathBuf,
        /// What was wrong.
        reason: String,
    },
    /// Tiles that browsers do not draw here.
    #[error("{} holds tiles of the kind {format:?}; png, jpg, webp and pbf are drawn", path.display())]
    Format {
        /// Which.
        path: PathBuf,
        /// What it says they are.
        format: String,
    },
    /// Not a template of tiles.
    #[error("{0:?} is no address of tiles; write https://host/.../{{z}}/{{x}}/{{y}}.png")]
    Template(String),
    /// A tile is packed in a way that its reader does not unpack.
    #[error("the tile is packed as the client cannot unpack it")]
    Packed,
    /// A tile is no tile of a map.
    #[error("the tile has more than {0} bytes when unpacked")]
    TooLarge(u64),
    /// A tile could not be read.
    #[error("a tile of the background could not be read: {0}")]
    Read(#[source] io::Error),
    /// The same, of `PMTiles`.
    #[error("a tile of the background could not be read: {0}")]
    Pm(#[from] PmtError),
    /// The same, of `MBTiles`.
    #[error("a tile of the background could not be read: {0}")]
    Mb(#[from] rusqlite::Error),
}

impl Explain for BasemapError {
    fn code(&self) -> &'static str {
        match self {
            Self::Open { .. } => "basemap-open",
            Self::Neither(_) => "basemap-neither",
            Self::Broken { .. } => "basemap-broken",
            Self::Format { .. } => "basemap-format",
            Self::Template(_) => "basemap-template",
            Self::Packed | Self::TooLarge(_) | Self::Read(_) | Self::Pm(_) | Self::Mb(_) => "basemap-tile",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Open { path, source } => vec![("file", path.display().to_string()), ("error", source.to_string())],
            Self::Neither(path) => vec![("file", path.display().to_string())],
            Self::Broken { path, reason } => vec![("file", path.display().to_string()), ("error", reason.clone())],
            Self::Format { path, format } => vec![("file", path.display().to_string()), ("format", format.clone())],
            Self::Template(text) => vec![("value", text.clone())],
            Self::Packed | Self::TooLarge(_) | Self::Read(_) | Self::Pm(_) | Self::Mb(_) => {
                vec![("error", self.to_string())]
            }
        }
    }
}
