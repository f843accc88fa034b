//! What reference systems are called, and how they are defined in words that other programs read.

use proj::ProjError;
use serde_json::Value;

use super::{CrsError, Epsg, database};

/// What a reference system is called, and its definition.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Definition {
    /// Its name in the EPSG registry.
    pub name: Box<str>,
    /// Well-Known Text 2 (ISO 19162:2019), on one line.
    pub wkt: Box<str>,
}

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
        let wkt = system.as_wkt(None, None).map_err(unreadable)?;
        let lines: Vec<&str> = wkt.lines().map(str::trim_start).collect();
        Ok(Self { name: name.into(), wkt: lines.concat().into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_system_has_a_name_and_a_definition() {
        for (code, name, start) in [
            (4326, "WGS 84", "GEOGCRS[\"WGS 84\""),
            (3857, "WGS 84 / Pseudo-Mercator", "PROJCRS["),
            (32718, "WGS 84 / UTM zone 18S", "PROJCRS["),
            (24878, "PSAD56 / UTM zone 18S", "PROJCRS["),
            (5387, "Peru96 / UTM zone 18S", "PROJCRS["),
            (4248, "PSAD56", "GEOGCRS["),
        ] {
            let found = Definition::of(format!("EPSG:{code}").parse().unwrap()).unwrap();
            assert_eq!(&*found.name, name);
            assert!(found.wkt.starts_with(start) && found.wkt.contains(&code.to_string()), "{}", found.wkt);
            assert!(!found.wkt.contains('\n'), "{}", found.wkt);
        }
        let unknown = Definition::of("EPSG:999999".parse().unwrap());
        assert!(matches!(unknown, Err(CrsError::Unknown(_))));
    }
}
