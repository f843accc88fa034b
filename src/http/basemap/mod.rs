//! What the map page draws behind the layers: nothing, an archive of tiles on this machine, or a tile server.
//!
//! Nothing unless the administrator says so: whoever asks a tile server for the streets around a home tells it where the
//! home is. An archive is served from here; a tile server is asked by the reader's browser, and only after they chose it on
//! the page, which names the server.

mod online;

use std::path::PathBuf;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::extract::Parameters;
use super::problem::Problem;
use super::service::Service;
use super::wire::coding;
use crate::files::{Archive, BasemapError};
pub use online::Online;

/// What is to be behind the layers.
#[derive(Clone, Debug, Default)]
pub enum Background {
    /// Nothing.
    #[default]
    None,
    /// An archive: `FILE.pmtiles` or `FILE.mbtiles`.
    File(PathBuf),
    /// A tile server.
    Online(Online),
}

/// What is behind the layers, opened.
#[derive(Default)]
pub enum Basemap {
    /// Nothing.
    #[default]
    None,
    /// An archive.
    Local(Archive),
    /// A tile server.
    Online(Online),
}

/// `/basemap`: names and units as in `TileJSON`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Described<'a> {
    None,
    Local { tiles: &'static str, format: &'static str, minzoom: u8, maxzoom: u8, attribution: Option<&'a str> },
    Online { tiles: &'a str, maxzoom: u8, attribution: &'a str, host: &'a str },
}

const TILES: &str = "/basemap/{z}/{x}/{y}";

impl Basemap {
    /// Opens it.
    ///
    /// # Errors
    /// [`BasemapError`] where a file is not an archive of tiles that browsers draw.
    pub fn open(background: Background) -> Result<Self, BasemapError> {
        Ok(match background {
            Background::None => Self::None,
            Background::File(path) => Self::Local(Archive::open(&path)?),
            Background::Online(online) => Self::Online(online),
        })
    }

    /// The origin that pictures may come from beside this service.
    pub fn origin(&self) -> Option<&str> {
        match self {
            Self::Online(online) => Some(online.origin()),
            _ => None,
        }
    }

    fn described(&self) -> Described<'_> {
        match self {
            Self::None => Described::None,
            Self::Local(archive) => {
                let about = archive.about();
                Described::Local {
                    tiles: TILES,
                    format: about.format.as_str(),
                    minzoom: about.zooms.0,
                    maxzoom: about.zooms.1,
                    attribution: about.attribution.as_deref(),
                }
            }
            Self::Online(online) => Described::Online {
                tiles: online.tiles(),
                maxzoom: online::GREATEST_ZOOM,
                attribution: online.attribution(),
                host: online.host(),
            },
        }
    }
}

/// What is behind the layers.
pub async fn described(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    let mut head = HttpResponse::Ok();
    Ok(head.insert_header((header::CACHE_CONTROL, "no-cache")).json(service.basemap().described()))
}

/// One tile of an archive; 204 where it has none.
pub async fn tile(service: web::Data<Service>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Parameters::read(&request, &[])?;
    let Basemap::Local(archive) = service.basemap() else { return Err(Problem::NoSuchPage) };
    let part = |name: &str| request.match_info().query(name).parse::<u32>().ok();
    let (zoom, x, y) = part("z")
        .zip(part("x"))
        .zip(part("y"))
        .and_then(|((z, x), y)| Some((u8::try_from(z).ok().filter(|z| *z <= 24)?, x, y)))
        .filter(|(z, x, y)| x >> z == 0 && y >> z == 0)
        .ok_or(Problem::NoSuchPage)?;
    let about = archive.about();
    let tile = archive.tile(zoom, x, y).await.map_err(|error| Problem::Internal(error.to_string()))?;
    let Some(tile) = tile else { return Ok(HttpResponse::NoContent().finish()) };
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CONTENT_TYPE, about.format.media_type()))
        .insert_header((header::CACHE_CONTROL, "private, max-age=86400"))
        .insert_header((header::VARY, "accept-encoding"));
    match tile.coding {
        // What every browser unpacks; who does not say so gets it unpacked.
        Some(coding) if coding::accepts(request.headers(), coding) => {
            head.insert_header((header::CONTENT_ENCODING, coding));
            Ok(head.body(tile.bytes))
        }
        Some(_) => Ok(head.body(tile.unpacked().map_err(|error| Problem::Internal(error.to_string()))?)),
        None => Ok(head.body(tile.bytes)),
    }
}
