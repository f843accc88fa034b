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
    #[error("{value:?} is no address of tiles: {fault}; write https://host/.../{{z}}/{{x}}/{{y}}.png")]
    Template {
        /// What was given, without a password.
        value: String,
        /// What is wrong with it.
        fault: TemplateFault,
    },
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

/// What is wrong with an address of tiles.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TemplateFault {
    /// Neither of the two ways to ask for a picture.
    #[error("it begins with neither https:// nor http://")]
    Scheme,
    /// Blanks, line ends and what cannot be seen.
    #[error("it has a blank or a character that cannot be seen")]
    Blank,
    /// `#`.
    #[error("it has a #, and what stands behind one never reaches a server")]
    Fragment,
    /// `user:password@`.
    #[error("it names a user or a password before @, which the page would show to every reader")]
    User,
    /// No name of a server.
    #[error("{0:?} is not the name of a server; letters A-Z, digits, '-' and '.' are allowed")]
    Host(String),
    /// No port.
    #[error("the port {0:?} is not a number from 1 to 65535")]
    Port(String),
    /// A number that the address does not ask for.
    #[error("{0} is missing after the server's name")]
    Missing(&'static str),
    /// A number that it asks for again.
    #[error("{0} is there more than once")]
    Repeated(&'static str),
    /// A name in braces that nothing is put in for.
    #[error("nothing is put in for {0}")]
    Unknown(String),
}

impl TemplateFault {
    /// Its name in messages, and the part of the address that is to blame.
    fn named(&self) -> (&'static str, &str) {
        match self {
            Self::Scheme => ("scheme", ""),
            Self::Blank => ("blank", ""),
            Self::Fragment => ("fragment", ""),
            Self::User => ("user", ""),
            Self::Host(part) => ("host", part),
            Self::Port(part) => ("port", part),
            Self::Missing(part) => ("missing", part),
            Self::Repeated(part) => ("repeated", part),
            Self::Unknown(part) => ("unknown", part),
        }
    }
}

impl Explain for BasemapError {
    fn code(&self) -> &'static str {
        match self {
            Self::Open { .. } => "basemap-open",
            Self::Neither(_) => "basemap-neither",
            Self::Broken { .. } => "basemap-broken",
            Self::Format { .. } => "basemap-format",
            Self::Template { .. } => "basemap-template",
            Self::Packed | Self::TooLarge(_) | Self::Read(_) | Self::Pm(_) | Self::Mb(_) => "basemap-tile",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Open { path, source } => vec![("file", path.display().to_string()), ("error", source.to_string())],
            Self::Neither(path) => vec![("file", path.display().to_string())],
            Self::Broken { path, reason } => vec![("file", path.display().to_string()), ("error", reason.clone())],
            Self::Format { path, format } => vec![("file", path.display().to_string()), ("format", format.clone())],
            Self::Template { value, fault } => {
                let (fault, part) = fault.named();
                vec![("value", value.clone()), ("fault", fault.to_owned()), ("part", part.to_owned())]
            }
            Self::Packed | Self::TooLarge(_) | Self::Read(_) | Self::Pm(_) | Self::Mb(_) => {
                vec![("error", self.to_string())]
            }
        }
    }
}
