//! What reference systems are called, and how they are defined in words that other programs read.

use proj::ProjError;
use proj::wkt::WktVersion;
use serde_json::Value;

use super::{CrsError, Epsg, database};

/// What a reference system is called, and its definition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Definition {
    /// Its name in the EPSG registry.
    pub name: Box<str>,
    /// Well-Known Text 1 (OGC 01-009) on one line, as GDAL writes it; `None` for a projection that it has no word for.
    pub wkt: Option<Box<str>>,
}

/// Projections that Well-Known Text 1 has a word for, by their codes in the EPSG registry: the conic, cylindrical,
/// azimuthal and transverse ones that countries map in. PROJ is not asked for others, since `proj` 0.31 panics where PROJ
/// has no text.
const IN_WKT1: [u64; 16] = [
    1024, // Popular Visualisation Pseudo-Mercator
    9801, 9802, // Lambert conic conformal
    9804, 9805, // Mercator
    9806, // Cassini-Soldner
    9807, 9808, // transverse Mercator, south orientated too
    9809, 9810, 9829, // stereographic, oblique and polar
    9812, 9815, // Hotine oblique Mercator
    9818, // American polyconic
    9820, // Lambert azimuthal equal area
    9822, // Albers equal area
];

impl Definition {
    /// Looks it up.
    ///
    /// # Errors
    /// [`CrsError::Unknown`], and those of PROJ's database.
    pub fn of(epsg: Epsg) -> Result<Self, CrsError> {
        let unreadable = |error: ProjError| CrsError::Database { reason: error.to_string().into() };
        let system = database::builder()?.proj(&epsg.to_string()).map_err(|_| CrsError::Unknown(epsg))?;
        let json = system.to_projjson(Some(false), None, None).map_err(unreadable)?;
        let json: Value = serde_json::from_str(&json).unwrap_or_default();
        let name = json.get("name").and_then(Value::as_str).unwrap_or_default();
        if !in_wkt1(&json) {
            return Ok(Self { name: name.into(), wkt: None });
        }
        let wkt = system.as_wkt(Some(WktVersion::Wkt1_Gdal), None).map_err(unreadable)?;
        let lines: Vec<&str> = wkt.lines().map(str::trim_start).collect();
        Ok(Self { name: name.into(), wkt: Some(lines.concat().into()) })
    }
}

fn in_wkt1(json: &Value) -> bool {
    match json.get("type").and_then(Value::as_str) {
        Some("GeographicCRS") => true,
        Some("ProjectedCRS") => {
            let method = json.pointer("/conversion/method/id/code").and_then(Value::as_u64);
            method.is_some_and(|method| IN_WKT1.contains(&method))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: u32) -> Result<Definition, CrsError> {
        Definition::of(Epsg::new(code))
    }

    #[test]
    fn every_kind_of_system_has_a_name_and_a_definition() {
        for (code, name, start) in [
            (4326, "WGS 84", "GEOGCS[\"WGS 84\""),
            (3857, "WGS 84 / Pseudo-Mercator", "PROJCS["),
            (32718, "WGS 84 / UTM zone 18S", "PROJCS["),
            (24878, "PSAD56 / UTM zone 18S", "PROJCS["),
            (5387, "Peru96 / UTM zone 18S", "PROJCS["),
            (4248, "PSAD56", "GEOGCS["),
            (24892, "PSAD56 / Peru central zone", "PROJCS["),
        ] {
            let found = of(code).unwrap();
            let wkt = found.wkt.unwrap();
            assert_eq!(&*found.name, name);
            assert!(wkt.starts_with(start) && wkt.ends_with(&format!("AUTHORITY[\"EPSG\",\"{code}\"]]")), "{wkt}");
            assert!(!wkt.contains('\n'), "{wkt}");
        }
        assert!(matches!(of(999_999), Err(CrsError::Unknown(_))));
    }

    #[test]
    fn every_projection_that_is_said_to_have_a_text_has_one() {
        // A system of each method, in the order of the list.
        for (code, method) in
            [3857, 2062, 2138, 2934, 3388, 2066, 2000, 2046, 2036, 5041, 3031, 3078, 2056, 5472, 3035, 2964]
                .into_iter()
                .zip(IN_WKT1)
        {
            assert!(of(code).unwrap().wkt.is_some(), "EPSG:{code}, method {method}");
        }
    }

    #[test]
    fn a_projection_without_a_word_has_no_text() {
        let equal_earth = of(8857).unwrap();
        assert_eq!((&*equal_earth.name, equal_earth.wkt), ("WGS 84 / Equal Earth Greenwich", None));
    }
}
