//! A tile server that readers' browsers may ask.

use crate::files::{BasemapError, TemplateFault};
use crate::http::origin::Authority;

/// The zoom up to which such servers have tiles.
pub const GREATEST_ZOOM: u8 = 19;

/// What each tile is asked for by: level, column, row.
const NUMBERS: [&str; 3] = ["{z}", "{x}", "{y}"];
/// What the page puts something in for as well: one of the servers a, b and c, and `@2x` on a fine screen.
const ALSO: [&str; 2] = ["{s}", "{r}"];
/// What comes along when an address is copied from a page.
const UNSEEN: [char; 5] = ['\u{ad}', '\u{200b}', '\u{200e}', '\u{2060}', '\u{feff}'];

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
        match origin(&tiles) {
            Ok(origin) => Ok(Self { tiles, origin, attribution }),
            Err(fault) => Err(BasemapError::Template { value: without_user(&tiles), fault }),
        }
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

/// `https://host` of an address of tiles. It goes into the page's security policy, where a blank, a comma or a semicolon
/// would begin another rule.
fn origin(tiles: &str) -> Result<String, TemplateFault> {
    if tiles.chars().any(|c| c.is_whitespace() || c.is_control() || UNSEEN.contains(&c)) {
        return Err(TemplateFault::Blank);
    }
    let (scheme, rest) = tiles.split_once("://").ok_or(TemplateFault::Scheme)?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        return Err(TemplateFault::Scheme);
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    if authority.contains('@') {
        return Err(TemplateFault::User);
    }
    let server = Authority::new(authority);
    if !server.has_name() {
        return Err(TemplateFault::Host(server.host.to_owned()));
    }
    let origin = server.origin(&scheme);
    let origin = origin.ok_or_else(|| TemplateFault::Port(server.port.unwrap_or_default().to_owned()))?;
    if path.contains('#') {
        return Err(TemplateFault::Fragment);
    }
    for number in NUMBERS {
        match path.matches(number).count() {
            0 => return Err(TemplateFault::Missing(number)),
            1 => {}
            _ => return Err(TemplateFault::Repeated(number)),
        }
    }
    match in_braces(path).find(|name| !NUMBERS.contains(name) && !ALSO.contains(name)) {
        Some(unknown) => Err(TemplateFault::Unknown(unknown.to_owned())),
        None => Ok(origin),
    }
}

/// Every opening brace up to its closing one, or to the end.
fn in_braces(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('{').filter_map(|(start, _)| {
        let rest = path.get(start..)?;
        rest.get(..rest.find('}').map_or(rest.len(), |end| end + 1))
    })
}

/// The address as it may be told.
fn without_user(tiles: &str) -> String {
    let start = tiles.find("://").map_or(0, |at| at + 3);
    let end = tiles[start..].find('/').map_or(tiles.len(), |at| start + at);
    match tiles[start..end].rfind('@') {
        Some(at) => format!("{}...{}", &tiles[..start], &tiles[start + at..]),
        None => tiles.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Locale, explain};

    #[test]
    fn a_template_names_a_server_and_a_place_for_each_number() {
        for (tiles, origin) in [
            ("https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org"),
            ("http://127.0.0.1:8090/a/{z}/{y}/{x}", "http://127.0.0.1:8090"),
            ("HTTPS://Tile.Example.org:443/{s}/{z}/{x}/{y}{r}.png?key=a;b,'c'", "https://tile.example.org"),
        ] {
            let online = Online::new(tiles.to_owned(), "x".to_owned()).unwrap();
            assert_eq!((online.tiles(), online.origin()), (tiles, origin));
        }
    }

    #[test]
    fn what_is_wrong_with_an_address_is_said() {
        let host = |host: &str| TemplateFault::Host(host.to_owned());
        for (tiles, fault) in [
            ("https://tile.example.org/{z}/{x}.png", TemplateFault::Missing("{y}")),
            ("https://tile.example.org", TemplateFault::Missing("{z}")),
            ("https://tile.example.org/{z}/{x}/{x}/{y}", TemplateFault::Repeated("{x}")),
            ("https://tile.example.org/{z}/{x}/{y}?key={apikey}", TemplateFault::Unknown("{apikey}".to_owned())),
            ("https://tile.example.org/{z}/{x}/{y}{", TemplateFault::Unknown("{".to_owned())),
            ("https://tile.example.org/#{z}/{x}/{y}", TemplateFault::Fragment),
            ("https://tile.example.org; script-src */{z}/{x}/{y}", TemplateFault::Blank),
            ("https://tile.example.org/{z}/{x}/{y}.png\n", TemplateFault::Blank),
            ("https://tile.example.org\0/{z}/{x}/{y}.png", TemplateFault::Blank),
            ("\u{feff}https://tile.example.org/{z}/{x}/{y}.png", TemplateFault::Blank),
            ("https://tile.example.org;script-src/{z}/{x}/{y}", host("tile.example.org;script-src")),
            ("https://a.example,b.example/{z}/{x}/{y}", host("a.example,b.example")),
            ("https://'self'/{z}/{x}/{y}", host("'self'")),
            ("https://\"a\"/{z}/{x}/{y}", host("\"a\"")),
            ("https://*/{z}/{x}/{y}", host("*")),
            ("https:///{z}/{x}/{y}", host("")),
            ("https://a..example/{z}/{x}/{y}", host("a..example")),
            ("https://é.example/{z}/{x}/{y}", host("é.example")),
            ("https://{s}.example/{z}/{x}/{y}", host("{s}.example")),
            ("https://[::1]/{z}/{x}/{y}", host("[::1]")),
            ("https://a.example:http/{z}/{x}/{y}", TemplateFault::Port("http".to_owned())),
            ("https://a.example:0/{z}/{x}/{y}", TemplateFault::Port("0".to_owned())),
            ("https://a.example:65536/{z}/{x}/{y}", TemplateFault::Port("65536".to_owned())),
            ("ftp://tile.example.org/{z}/{x}/{y}", TemplateFault::Scheme),
            ("javascript:alert(1)//{z}/{x}/{y}", TemplateFault::Scheme),
            ("/{z}/{x}/{y}", TemplateFault::Scheme),
            ("", TemplateFault::Scheme),
        ] {
            let refused = Online::new(tiles.to_owned(), "x".to_owned());
            let Err(BasemapError::Template { value, fault: found }) = refused else { panic!("{tiles}: {refused:?}") };
            assert_eq!((value.as_str(), found), (tiles, fault));
        }
    }

    #[test]
    fn a_password_is_not_told_again() {
        let refused = Online::new("https://user:secret@tile.example.org/{z}/{x}/{y}".to_owned(), "x".to_owned());
        let error = refused.unwrap_err();
        for text in [explain(Locale::Es, &error), explain(Locale::En, &error), error.to_string()] {
            assert!(!text.contains("secret") && text.contains("https://...@tile.example.org/{z}/{x}/{y}"), "{text}");
        }
    }
}
