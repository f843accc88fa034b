//! `MBTiles`.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use tokio::task::spawn_blocking;

use super::archive::{About, Tile, TileFormat};
use super::error::BasemapError;

/// An archive of version 1.3, which is an `SQLite` file.
pub struct MbTiles {
    connection: Arc<Mutex<Connection>>,
    about: About,
}

impl MbTiles {
    /// Opens it, to be read alone.
    pub fn open(path: &Path) -> Result<Self, BasemapError> {
        let broken = |error: rusqlite::Error| BasemapError::Broken { path: path.to_owned(), reason: error.to_string() };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(broken)?;
        let about = about(&connection, path).map_err(|error| match error {
            BasemapError::Mb(error) => broken(error),
            other => other,
        })?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)), about })
    }

    /// What it says of itself.
    pub const fn about(&self) -> &About {
        &self.about
    }

    /// A tile by column and row from the north-west.
    pub async fn tile(&self, zoom: u8, x: u32, y: u32) -> Result<Option<Tile>, BasemapError> {
        let connection = Arc::clone(&self.connection);
        // Rows are counted from the south.
        let row = (1_u32 << zoom) - 1 - y;
        let read = move || {
            let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let mut statement = connection.prepare_cached(
                "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3",
            )?;
            statement.query_row((zoom, x, row), |row| row.get::<_, Vec<u8>>(0)).optional()
        };
        let bytes = spawn_blocking(read).await.map_err(|error| BasemapError::Read(std::io::Error::other(error)))??;
        Ok(bytes.map(|bytes| {
            // The standard has vector tiles packed, and some programs leave them plain.
            let coding = bytes.starts_with(&[0x1f, 0x8b]).then_some("gzip");
            Tile { coding, bytes: bytes.into() }
        }))
    }
}

fn about(connection: &Connection, path: &Path) -> Result<About, BasemapError> {
    let said = |name: &str| -> rusqlite::Result<Option<String>> {
        let found = connection.query_row("SELECT value FROM metadata WHERE name = ?1", [name], |row| row.get(0));
        found.optional()
    };
    let format = said("format")?.unwrap_or_default();
    let known = [TileFormat::Png, TileFormat::Jpg, TileFormat::Webp, TileFormat::Pbf];
    let lower = format.to_ascii_lowercase().replace("jpeg", "jpg");
    let path = || -> PathBuf { path.to_owned() };
    let format = known.into_iter().find(|known| known.as_str() == lower);
    let format = format.ok_or_else(|| BasemapError::Format { path: path(), format: lower })?;
    let zooms = "SELECT coalesce(min(zoom_level), 0), coalesce(max(zoom_level), 0) FROM tiles";
    let zooms = connection.query_row(zooms, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(About { format, zooms, attribution: said("attribution")? })
}
