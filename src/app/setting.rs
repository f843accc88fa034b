//! Settings by name, as people write them.

use geo::MultiPolygon;
use thiserror::Error;

use crate::crs::{Crs, CrsError, Epsg};
use crate::domain::settings::{
    CoverageLimit, CoverageLimitError, DistanceBands, DistanceBandsError, EpsgCodes, EpsgCodesError, Settings,
};
use crate::domain::settlement::{Boundary, BoundaryError};
use crate::files::write::geometry;
use crate::messages::{Explain, Params};

/// A setting's name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Setting {
    /// Metres.
    CoverageLimit,
    /// Metres with commas between.
    DistanceBands,
    /// A polygon as `GeoJSON`, or `none`.
    StudyArea,
    /// EPSG codes with commas between, or `none`.
    Crs,
}

/// Why a setting was not taken.
#[derive(Debug, Error)]
pub enum SettingError {
    /// No such setting.
    #[error("there is no setting {0:?}; the settings are coverage_limit_m, distance_bands_m, study_area and crs")]
    Unknown(String),
    /// Not a number.
    #[error("{0:?} is not a number")]
    NotANumber(String),
    /// Not a coverage limit.
    #[error(transparent)]
    Limit(#[from] CoverageLimitError),
    /// Not distance bands.
    #[error(transparent)]
    Bands(#[from] DistanceBandsError),
    /// Not a polygon in `GeoJSON`.
    #[error("the study area is not a polygon in GeoJSON: {0}")]
    NotAPolygon(String),
    /// A polygon against the rules.
    #[error(transparent)]
    Boundary(#[from] BoundaryError),
    /// Not a reference system to publish in.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// Not a list of reference systems.
    #[error(transparent)]
    Codes(#[from] EpsgCodesError),
}

impl Setting {
    /// Every setting.
    pub const ALL: [Self; 4] = [Self::CoverageLimit, Self::DistanceBands, Self::StudyArea, Self::Crs];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CoverageLimit => "coverage_limit_m",
            Self::DistanceBands => "distance_bands_m",
            Self::StudyArea => "study_area",
            Self::Crs => "crs",
        }
    }

    /// From the name.
    ///
    /// # Errors
    /// [`SettingError::Unknown`].
    pub fn parse(name: &str) -> Result<Self, SettingError> {
        let found = Self::ALL.into_iter().find(|setting| setting.as_str() == name);
        found.ok_or_else(|| SettingError::Unknown(name.chars().take(80).collect()))
    }

    /// The value as text, as [`Setting::set`] takes it.
    #[must_use]
    pub fn get(self, settings: &Settings) -> String {
        match self {
            Self::CoverageLimit => settings.coverage_limit.metres().to_string(),
            Self::DistanceBands => {
                let ends: Vec<String> = settings.distance_bands.upper_ends().iter().map(ToString::to_string).collect();
                ends.join(",")
            }
            Self::StudyArea => match &settings.study_area {
                None => "none".into(),
                Some(area) => {
                    let mut out = Vec::new();
                    geometry::json(&mut out, Some(&area.polygons().clone().into()));
                    String::from_utf8_lossy(&out).into_owned()
                }
            },
            Self::Crs if settings.crs.codes().is_empty() => "none".into(),
            Self::Crs => {
                let codes: Vec<String> = settings.crs.codes().iter().map(|code| Epsg::new(*code).to_string()).collect();
                codes.join(",")
            }
        }
    }

    /// Changes the value in `settings`. A reference system is looked up in PROJ's database.
    ///
    /// # Errors
    /// [`SettingError`]; `settings` are then as they were.
    pub fn set(self, settings: &mut Settings, value: &str) -> Result<(), SettingError> {
        let number = |text: &str| {
            text.trim().parse::<f64>().map_err(|_| SettingError::NotANumber(text.chars().take(80).collect()))
        };
        match self {
            Self::CoverageLimit => settings.coverage_limit = CoverageLimit::new(number(value)?)?,
            Self::DistanceBands => {
                let ends: Vec<f64> = value.split(',').map(number).collect::<Result<_, _>>()?;
                settings.distance_bands = DistanceBands::new(&ends)?;
            }
            Self::StudyArea if value == "none" => settings.study_area = None,
            Self::StudyArea => settings.study_area = Some(Boundary::new(polygons(value)?)?),
            Self::Crs if value == "none" => settings.crs = EpsgCodes::default(),
            Self::Crs => settings.crs = codes(value)?,
        }
        Ok(())
    }
}

/// Codes of reference systems, each of which can be published in.
fn codes(text: &str) -> Result<EpsgCodes, SettingError> {
    let codes: Vec<Epsg> = text.split(',').map(str::parse).collect::<Result<_, _>>()?;
    let numbers: Vec<u32> = codes.iter().map(|epsg| epsg.code()).collect();
    let listed = EpsgCodes::new(&numbers)?;
    for epsg in codes {
        Crs::shared(epsg).usable()?;
    }
    Ok(listed)
}

/// The polygons of a geometry, a feature or a collection of features.
fn polygons(text: &str) -> Result<MultiPolygon<f64>, SettingError> {
    let wrong = |why: String| SettingError::NotAPolygon(why.chars().take(200).collect());
    let parsed: geojson::GeoJson = text.parse().map_err(|error: geojson::Error| wrong(error.to_string()))?;
    let geometries: Vec<geojson::Geometry> = match parsed {
        geojson::GeoJson::Geometry(geometry) => vec![geometry],
        geojson::GeoJson::Feature(feature) => feature.geometry.into_iter().collect(),
        geojson::GeoJson::FeatureCollection(all) => all.features.into_iter().filter_map(|f| f.geometry).collect(),
    };
    let mut polygons = Vec::new();
    for geometry in geometries {
        match geo::Geometry::<f64>::try_from(geometry).map_err(|error| wrong(error.to_string()))? {
            geo::Geometry::Polygon(polygon) => polygons.push(polygon),
            geo::Geometry::MultiPolygon(parts) => polygons.extend(parts),
            _ => return Err(wrong("it is another geometry".into())),
        }
    }
    Ok(MultiPolygon(polygons))
}

impl Explain for SettingError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "setting-unknown",
            Self::NotANumber(_) => "setting-not-a-number",
            Self::Limit(_) => "setting-limit",
            Self::Bands(_) => "setting-bands",
            Self::NotAPolygon(_) => "setting-not-a-polygon",
            Self::Boundary(_) => "setting-boundary",
            // There is no file to convert here.
            Self::Crs(CrsError::NoOperation(_)) => "setting-crs-no-operation",
            Self::Crs(error) => error.code(),
            Self::Codes(EpsgCodesError::TooMany(_)) => "setting-crs-too-many",
            Self::Codes(EpsgCodesError::Twice(_)) => "setting-crs-twice",
        }
    }

    fn params(&self) -> Params {
        match self {
            Self::Unknown(value) | Self::NotANumber(value) => vec![("value", value.clone())],
            Self::Limit(error) => vec![("value", error.0.to_string())],
            Self::Bands(error) => {
                vec![("value", error.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))]
            }
            Self::NotAPolygon(why) => vec![("reason", why.clone())],
            Self::Boundary(error) => vec![("fault", error.code().to_owned())],
            Self::Crs(error) => error.params(),
            Self::Codes(EpsgCodesError::TooMany(count)) => {
                vec![("count", count.to_string()), ("most", EpsgCodes::MOST.to_string())]
            }
            Self::Codes(EpsgCodesError::Twice(code)) => vec![("crs", Epsg::new(*code).to_string())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_got_can_be_set() {
        let mut settings = Settings::default();
        for (name, value) in [
            ("coverage_limit_m", "350.5"),
            ("distance_bands_m", "100,200,300"),
            ("study_area", r#"{"type":"Polygon","coordinates":[[[-77,-12],[-76,-12],[-76,-11],[-77,-12]]]}"#),
            ("crs", "EPSG:24891,EPSG:4248"),
        ] {
            let setting = Setting::parse(name).unwrap();
            setting.set(&mut settings, value).unwrap();
            let got = setting.get(&settings);
            let mut again = Settings::default();
            setting.set(&mut again, &got).unwrap();
            assert_eq!(setting.get(&again), got, "{name}");
        }
        Setting::StudyArea.set(&mut settings, "none").unwrap();
        assert_eq!(settings.study_area, None);
        assert_eq!(settings.crs.codes(), [24891, 4248]);
        Setting::Crs.set(&mut settings, "none").unwrap();
        assert_eq!((settings.crs.codes().len(), Setting::Crs.get(&settings).as_str()), (0, "none"));
        assert_eq!(settings.coverage_limit, CoverageLimit::new(350.5).unwrap());
    }

    #[test]
    fn what_is_wrong_changes_nothing() {
        let mut settings = Settings::default();
        for (name, value) in [
            ("coverage_limit_m", "far"),
            ("coverage_limit_m", "NaN"),
            ("coverage_limit_m", "-1"),
            ("distance_bands_m", "200,100"),
            ("distance_bands_m", ""),
            ("study_area", "everywhere"),
            ("study_area", r#"{"type":"Point","coordinates":[-77,-12]}"#),
            ("study_area", r#"{"type":"Polygon","coordinates":[[[-77,-12],[-76,-12]]]}"#),
            ("study_area", r#"{"type":"FeatureCollection","features":[]}"#),
            ("crs", ""),
            ("crs", "UTM 18S"),
            ("crs", "EPSG:24891,"),
            ("crs", "EPSG:24891,EPSG:24891"),
            ("crs", "EPSG:999999"),
            ("crs", "EPSG:24891,EPSG:5714"),
            ("crs", "EPSG:2053"),
            ("crs", &"EPSG:24891,".repeat(100_000)),
        ] {
            assert!(Setting::parse(name).unwrap().set(&mut settings, value).is_err(), "{name} {value}");
            assert_eq!(settings, Settings::default(), "{name} {value}");
        }
        assert!(matches!(Setting::parse("limit"), Err(SettingError::Unknown(_))));
    }
}
