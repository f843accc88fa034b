//! Codes of reference systems.

use std::fmt;
use std::str::FromStr;

use super::CrsError;

/// The code of a reference system in the EPSG registry.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Epsg(u32);

impl Epsg {
    /// WGS 84 in degrees, what positions are kept in.
    pub const WGS84: Self = Self(4326);

    /// A code from its number, which the registry may not have.
    #[must_use]
    pub const fn new(code: u32) -> Self {
        Self(code)
    }

    /// The number.
    #[must_use]
    pub const fn code(self) -> u32 {
        self.0
    }
}

impl FromStr for Epsg {
    type Err = CrsError;

    /// Parses `EPSG:32718`, `32718`, `urn:ogc:def:crs:EPSG::32718`, OGC's URL of the same, and `OGC:CRS84`
    /// in all its forms (the same as EPSG:4326, since the order of axes is normalised).
    fn from_str(text: &str) -> Result<Self, CrsError> {
        let wrong = || CrsError::NotACode(text.chars().take(60).collect());
        let parts: Vec<&str> = text.trim().splitn(16, [':', '/', '#']).filter(|part| !part.is_empty()).collect();
        let (code, before) = parts.split_last().ok_or_else(wrong)?;
        let names = |authority: &str| before.iter().any(|part| part.eq_ignore_ascii_case(authority));
        if code.eq_ignore_ascii_case("CRS84") && (before.is_empty() || names("OGC")) {
            return Ok(Self::WGS84);
        }
        let digits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
        if digits && (before.is_empty() || names("EPSG")) {
            return code.parse().map(Self).map_err(|_| wrong());
        }
        Err(wrong())
    }
}

impl fmt::Display for Epsg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EPSG:{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_common_way_to_write_a_code_is_read() {
        let check = |text: &str, code: Option<u32>| assert_eq!(text.parse().ok().map(Epsg::code), code, "{text:?}");
        check("EPSG:32718", Some(32718));
        check(" epsg:32718 ", Some(32718));
        check("32718", Some(32718));
        check("urn:ogc:def:crs:EPSG::32718", Some(32718));
        check("http://www.opengis.net/def/crs/EPSG/0/24878", Some(24878));
        check("OGC:CRS84", Some(4326));
        check("urn:ogc:def:crs:OGC:1.3:CRS84", Some(4326));
        for bad in ["", "UTM 18S", "EPSG:", "ESRI:102100", "EPSG:-1", "EPSG:99999999999", "EPSG:32718x", ":::"] {
            check(bad, None);
        }
    }
}
