//! What options may hold, parsed where it enters.

use std::ffi::OsStr;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use super::argument_error::ArgumentError;
use crate::crs::Epsg;
use crate::domain::id::Id;
use crate::domain::settings::CoverageLimit;
use crate::files::ColumnChoice;
use crate::http::Authority;

/// The most kitchens that `-k` writes for a household. More is a distance matrix, another program's work.
pub const MAX_NEAREST: u8 = 100;

/// A file to write, with the format that its name's ending says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OutputFile {
    /// Where.
    pub path: PathBuf,
    /// In which format.
    pub format: OutputFormat,
}

/// A format that files are written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OutputFormat {
    /// `.csv`
    Csv,
    /// `.geojson` or `.json`
    GeoJson,
    /// `.gpkg`
    GeoPackage,
    /// `.fgb`
    FlatGeobuf,
    /// `.kml`
    Kml,
}

impl OutputFormat {
    fn of(path: &Path) -> Option<Self> {
        match path.extension().and_then(OsStr::to_str)?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "geojson" | "json" => Some(Self::GeoJson),
            "gpkg" => Some(Self::GeoPackage),
            "fgb" => Some(Self::FlatGeobuf),
            "kml" => Some(Self::Kml),
            _ => None,
        }
    }
}

/// `EPSG:32718`, or the number alone.
pub(super) fn crs(text: &str) -> Result<Epsg, ArgumentError> {
    text.parse().map_err(|_| ArgumentError::Crs(text.to_owned()))
}

/// `lon=X,lat=Y`.
pub(super) fn columns(text: &str) -> Result<ColumnChoice, ArgumentError> {
    text.parse().map_err(ArgumentError::Columns)
}

pub(super) fn nearest(text: &str) -> Result<u8, ArgumentError> {
    let number = text.parse().ok().filter(|number| (1..=MAX_NEAREST).contains(number));
    number.ok_or_else(|| ArgumentError::Nearest(text.to_owned()))
}

/// The most edits that a list has.
pub const MAX_ENTRIES: usize = 10_000;

pub(super) fn entries(text: &str) -> Result<usize, ArgumentError> {
    let number = text.parse().ok().filter(|number| (1..=MAX_ENTRIES).contains(number));
    number.ok_or_else(|| ArgumentError::Entries(text.to_owned()))
}

pub(super) fn limit(text: &str) -> Result<CoverageLimit, ArgumentError> {
    let limit = text.parse().ok().and_then(|metres| CoverageLimit::new(metres).ok());
    limit.ok_or_else(|| ArgumentError::Limit(text.to_owned()))
}

/// `localhost` is the one name that needs no look-up.
pub(super) fn address(text: &str) -> Result<SocketAddr, ArgumentError> {
    let numeric = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    numeric.as_deref().unwrap_or(text).parse().map_err(|_| ArgumentError::Address(text.to_owned()))
}

/// As a browser sends it: lower case, without a path, and without the port that the scheme has anyway.
pub(super) fn origin(text: &str) -> Result<String, ArgumentError> {
    let lower = text.to_ascii_lowercase();
    let parts = lower.split_once("://");
    let origin = parts.and_then(|(scheme, authority)| Authority::new(authority).origin(scheme));
    origin.ok_or_else(|| ArgumentError::Origin(text.to_owned()))
}

pub(super) fn id(text: &str) -> Result<Id, ArgumentError> {
    Id::parse_stored(text).map_err(|_| ArgumentError::Id(text.to_owned()))
}

pub(super) fn layer_file(text: &str) -> Result<OutputFile, ArgumentError> {
    let formats = [
        OutputFormat::Csv,
        OutputFormat::GeoJson,
        OutputFormat::GeoPackage,
        OutputFormat::FlatGeobuf,
        OutputFormat::Kml,
    ];
    output_file(text, &formats, ".csv .geojson .gpkg .fgb .kml")
}

pub(super) fn answer_file(text: &str) -> Result<OutputFile, ArgumentError> {
    output_file(text, &[OutputFormat::Csv, OutputFormat::GeoJson], ".csv .geojson")
}

fn output_file(text: &str, known: &[OutputFormat], endings: &'static str) -> Result<OutputFile, ArgumentError> {
    let path = PathBuf::from(text);
    match OutputFormat::of(&path).filter(|format| known.contains(format)) {
        Some(format) => Ok(OutputFile { path, format }),
        None => Err(ArgumentError::Ending { file: text.to_owned(), endings }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_range_are_refused() {
        for bad in ["0", "101", "-1", "2.5", "", "dos"] {
            assert!(nearest(bad).is_err(), "{bad:?}");
        }
        for bad in ["0", "-5", "NaN", "inf", "100001", "500 m", ""] {
            assert!(limit(bad).is_err(), "{bad:?}");
        }
        assert_eq!(limit("350.5").ok(), CoverageLimit::new(350.5).ok());
    }

    #[test]
    fn an_address_has_a_port_and_needs_no_name_server() {
        for (text, expected) in [
            ("127.0.0.1:8080", Some("127.0.0.1:8080")),
            ("localhost:80", Some("127.0.0.1:80")),
            ("[::1]:0", Some("[::1]:0")),
            ("8080", None),
            ("example.org:80", None),
        ] {
            assert_eq!(address(text).ok().map(|address| address.to_string()).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn an_origin_is_what_a_browser_sends() {
        for (text, expected) in [
            ("https://mapa.example.pe", Some("https://mapa.example.pe")),
            ("HTTPS://Mapa.Example.PE:443", Some("https://mapa.example.pe")),
            ("http://192.168.1.5:5173", Some("http://192.168.1.5:5173")),
            ("http://[fd00::1]:80", Some("http://[fd00::1]")),
            ("https://mapa.example.pe/", None),
            ("https://mapa.example.pe/mapa", None),
            ("https://user@mapa.example.pe", None),
            ("https://*.example.pe", None),
            ("https://mapa.example.pe:+80", None),
            ("https://mapa.example.pe:99999", None),
            ("https://", None),
            ("mapa.example.pe", None),
            ("file://mapa", None),
            ("null", None),
            ("*", None),
        ] {
            assert_eq!(origin(text).ok().as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn the_ending_names_the_format() {
        assert_eq!(layer_file("a/b.GPKG").unwrap().format, OutputFormat::GeoPackage);
        assert_eq!(layer_file("a/b.fgb").unwrap().format, OutputFormat::FlatGeobuf);
        assert_eq!(layer_file("a/b.kml").unwrap().format, OutputFormat::Kml);
        assert!(answer_file("b.gpkg").is_err());
        for bad in ["out", "out.shp", ".csv", ""] {
            assert!(layer_file(bad).is_err(), "{bad:?}");
        }
    }
}
