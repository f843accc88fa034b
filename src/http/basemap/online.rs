//! A tile server that readers' browsers may ask.

use crate::files::BasemapError;

/// The zoom up to which such servers have tiles.
pub const GREATEST_ZOOM: u8 = 19;

/// A tile server: where, and whom to name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Online {
    tiles: String,
    origin: String,
    attribution: String,
}

impl Online {
    /// From an address of tiles, `https://host/{z}/{x}/{y}.png`.
    ///
    /// # Errors
    /// [`BasemapError::Template`].
    pub fn new(tiles: String, attribution: String) -> Result<Self, BasemapError> {
        let rest = tiles.strip_prefix("https://").or_else(|| tiles.strip_prefix("http://"));
        let (authority, path) = rest.and_then(|rest| rest.split_once('/')).unwrap_or_default();
        // It goes into the page's security policy, where a blank or a semicolon would begin another rule.
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
        let complete = ["{z}", "{x}", "{y}"].iter().all(|part| path.matches(part).count() == 1);
        if authority.is_empty() || !is_plain(authority) || !complete {
            return Err(BasemapError::Template(tiles));
        }
        let origin = tiles[..tiles.len() - path.len() - 1].to_owned();
        Ok(Self { tiles, origin, attribution })
    }

    /// The address of tiles.
    #[must_use]
    pub fn tiles(&self) -> &str {
        &self.tiles
    }

    /// `https://host`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The server's name.
    #[must_use]
    pub fn host(&self) -> &str {
        self.origin.split_once("://").map_or("", |(_, host)| host)
    }

    /// Whom to name.
    #[must_use]
    pub fn attribution(&self) -> &str {
        &self.attribution
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_names_a_server_and_a_place_for_each_number() {
        for (tiles, origin) in [
            ("https://tile.example.org/{z}/{x}/{y}.png", Some("https://tile.example.org")),
            ("http://127.0.0.1:8090/a/{z}/{y}/{x}", Some("http://127.0.0.1:8090")),
            ("https://tile.example.org/{z}/{x}.png", None),
            ("https://tile.example.org; script-src */{z}/{x}/{y}", None),
            ("https:///{z}/{x}/{y}", None),
            ("https://é.example/{z}/{x}/{y}", None),
            ("ftp://tile.example.org/{z}/{x}/{y}", None),
            ("/{z}/{x}/{y}", None),
        ] {
            let online = Online::new(tiles.to_owned(), "x".to_owned());
            assert_eq!(online.ok().as_ref().map(Online::origin), origin, "{tiles}");
        }
    }
}
