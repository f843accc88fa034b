//! Settings as text under keys, the same in both stores.

use std::fmt::Write;

use geo::Geometry;

use super::finding::{Findings, StoreFinding};
use crate::crs::{Crs, Epsg};
use crate::domain::settings::{CoverageLimit, DistanceBands, EpsgCodes, Settings};
use crate::domain::settlement::Boundary;
use crate::files::geopackage::blob;
use crate::messages::Explain;

const COVERAGE_LIMIT: &str = "coverage_limit_m";
const DISTANCE_BANDS: &str = "distance_bands_m";
const STUDY_AREA: &str = "study_area";
const CRS: &str = "crs";

/// Every key with its value; `None`: not set.
///
/// Numbers are written so that they read back bit for bit; the study area as the hexadecimal digits
/// of its `GeoPackage` blob, for the same reason.
pub(super) fn write(settings: &Settings) -> [(&'static str, Option<String>); 4] {
    let bands: Vec<String> = settings.distance_bands.upper_ends().iter().map(ToString::to_string).collect();
    let codes: Vec<String> = settings.crs.codes().iter().map(|code| Epsg::new(*code).to_string()).collect();
    [
        (COVERAGE_LIMIT, Some(settings.coverage_limit.metres().to_string())),
        (DISTANCE_BANDS, Some(bands.join(","))),
        (STUDY_AREA, settings.study_area.as_ref().map(write_boundary)),
        (CRS, Some(codes.join(",")).filter(|codes| !codes.is_empty())),
    ]
}

/// Takes one stored value; unknown keys are of a later version and stay where they are.
pub(super) fn read(settings: &mut Settings, key: &str, value: &str, findings: &mut Findings) {
    let (key, taken) = match key {
        COVERAGE_LIMIT => {
            let limit = value.parse().ok().and_then(|metres| CoverageLimit::new(metres).ok());
            (COVERAGE_LIMIT, limit.map(|limit| settings.coverage_limit = limit))
        }
        DISTANCE_BANDS => {
            let ends: Option<Vec<f64>> = value.split(',').take(11).map(|end| end.trim().parse().ok()).collect();
            let bands = ends.and_then(|ends| DistanceBands::new(&ends).ok());
            (DISTANCE_BANDS, bands.map(|bands| settings.distance_bands = bands))
        }
        STUDY_AREA => (STUDY_AREA, read_boundary(value).map(|area| settings.study_area = Some(area))),
        CRS => {
            let more = EpsgCodes::MOST + 1;
            let codes: Option<Vec<u32>> =
                value.split(',').take(more).map(|code| code.parse().ok().map(Epsg::code)).collect();
            let codes = codes.and_then(|codes| EpsgCodes::new(&codes).ok());
            if let Some(codes) = &codes {
                note_unusable(codes, findings);
            }
            (CRS, codes.map(|codes| settings.crs = codes))
        }
        _ => return,
    };
    if taken.is_none() {
        findings.note(StoreFinding::Setting { key, value: value.chars().take(60).collect() });
    }
}

/// A code stays in the setting where this PROJ does not know it: another machine's may.
fn note_unusable(codes: &EpsgCodes, findings: &mut Findings) {
    for epsg in codes.codes().iter().map(|code| Epsg::new(*code)) {
        if let Err(error) = Crs::shared(epsg).usable() {
            findings.note(StoreFinding::Crs { epsg, fault: error.code() });
        }
    }
}

fn write_boundary(boundary: &Boundary) -> String {
    let mut bytes = Vec::new();
    blob::encode_multi_polygon(boundary.polygons(), &mut bytes);
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn read_boundary(text: &str) -> Option<Boundary> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes: Option<Vec<u8>> =
        pairs.iter().map(|[high, low]| u8::try_from(digit(high)? * 16 + digit(low)?).ok()).collect();
    match blob::decode(&bytes.filter(|_| rest.is_empty())?) {
        Ok(Some(Geometry::MultiPolygon(polygons))) => Boundary::new(polygons).ok(),
        _ => None,
    }
}
