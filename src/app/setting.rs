//! Settings by name, as people write them.

use geo::MultiPolygon;
use thiserror::Error;

use crate::domain::settings::{CoverageLimit, CoverageLimitError, DistanceBands, DistanceBandsError, Settings};
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
}

/// Why a setting was not taken.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum SettingError {
    /// No such setting.
    #[error("there is no setting {0:?}; the settings are coverage_limit_m, distance_bands_m and study_area")]
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
}

impl Setting {
    /// Every setting.
    pub const ALL: [Self; 3] = [Self::CoverageLimit, Self::DistanceBands, Self::StudyArea];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CoverageLimit => "coverage_limit_m",
            Self::DistanceBands => "distance_bands_m",
            Self::StudyArea => "study_area",
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
        }
    }

    /// Changes the value in `settings`.
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
        }
        Ok(())
    }
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
        ] {
            assert!(Setting::parse(name).unwrap().set(&mut settings, value).is_err(), "{name} {value}");
            assert_eq!(settings, Settings::default(), "{name} {value}");
        }
        assert!(matches!(Setting::parse("limit"), Err(SettingError::Unknown(_))));
    }
}
