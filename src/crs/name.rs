//! How clients name reference systems.

use super::Epsg;

/// A reference system as a client names it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum CrsName {
    /// WGS 84, longitude first.
    Crs84,
    /// A code of EPSG, in the order of axes that EPSG gives it: 4326 has latitude first.
    Epsg(Epsg),
}

impl CrsName {
    /// Reads OGC's URI (`http` or `https`), its URN, `EPSG:32718` and `[EPSG:32718]`, with or without angle brackets.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = inside(text, '<', '>').unwrap_or(text);
        let text = inside(text, '[', ']').unwrap_or(text);
        let (authority, code) = of_url(text).or_else(|| of_urn(text)).or_else(|| text.split_once(':'))?;
        if authority.eq_ignore_ascii_case("OGC") {
            return code.eq_ignore_ascii_case("CRS84").then_some(Self::Crs84);
        }
        let written_plainly = code.bytes().all(|byte| byte.is_ascii_digit()) && !code.starts_with('0');
        let code = code.parse().ok().filter(|_| written_plainly && authority.eq_ignore_ascii_case("EPSG"))?;
        Some(Self::Epsg(Epsg::new(code)))
    }
}

/// `http://www.opengis.net/def/crs/EPSG/0/32718`.
fn of_url(text: &str) -> Option<(&str, &str)> {
    let path = ["http://www.opengis.net/def/crs/", "https://www.opengis.net/def/crs/"]
        .into_iter()
        .find_map(|start| after(text, start))?;
    versioned(path, '/')
}

/// `urn:ogc:def:crs:EPSG::32718`.
fn of_urn(text: &str) -> Option<(&str, &str)> {
    versioned(after(text, "urn:ogc:def:crs:")?, ':')
}

/// Authority and code of `authority/version/code`.
fn versioned(text: &str, between: char) -> Option<(&str, &str)> {
    let (authority, rest) = text.split_once(between)?;
    let (version, code) = rest.split_once(between)?;
    version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.').then_some((authority, code))
}

/// What follows a beginning, written in whatever case.
fn after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let begins = text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    begins.then(|| text.get(start.len()..)).flatten()
}

fn inside(text: &str, open: char, close: char) -> Option<&str> {
    text.strip_prefix(open)?.strip_suffix(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clients_write_is_read_and_nothing_else() {
        let check = |text: &str, expected: Option<CrsName>| assert_eq!(CrsName::parse(text), expected, "{text:?}");
        let utm = Some(CrsName::Epsg(Epsg::new(32718)));
        for text in [
            "http://www.opengis.net/def/crs/EPSG/0/32718",
            "https://www.opengis.net/def/crs/EPSG/0/32718",
            "<http://www.opengis.net/def/crs/EPSG/0/32718>",
            "http://www.opengis.net/def/crs/EPSG/9.9.1/32718",
            "urn:ogc:def:crs:EPSG::32718",
            "URN:OGC:DEF:CRS:EPSG:6.9:32718",
            "EPSG:32718",
            "epsg:32718",
            "[EPSG:32718]",
            " <[EPSG:32718]> ",
        ] {
            check(text, utm);
        }
        for text in [
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            "https://www.opengis.net/def/crs/OGC/1.3/CRS84",
            "<http://www.opengis.net/def/crs/OGC/0/CRS84>",
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "urn:ogc:def:crs:OGC::CRS84",
            "OGC:CRS84",
            "[OGC:CRS84]",
        ] {
            check(text, Some(CrsName::Crs84));
        }
        check("EPSG:4326", Some(CrsName::Epsg(Epsg::WGS84)));
        for text in [
            "",
            ":",
            "32718",
            "CRS84",
            "EPSG:",
            "EPSG:+32718",
            "EPSG:032718",
            "EPSG:0",
            "EPSG:99999999999",
            "EPSG:CRS84",
            "OGC:32718",
            "OGC:CRS84h",
            "ESRI:102100",
            "[EPSG:32718",
            "http://www.opengis.net/def/crs/EPSG/32718",
            "http://www.opengis.net/def/crs/EPSG/0/32718/",
            "http://www.opengis.net/def/crs/0/unsupported",
            "http://example.org/def/crs/EPSG/0/32718",
            "urn:ogc:def:crs:EPSG:32718",
            "http://www.opengis.net/def/crs/é",
        ] {
            check(text, None);
        }
    }
}
