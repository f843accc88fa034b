//! What the office decides once.

use thiserror::Error;

use super::settlement::Boundary;
use super::units::Metres;

/// The office's decisions; every report states those it used.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The farthest a household may be from its kitchen.
    pub coverage_limit: CoverageLimit,
    /// Upper ends of the distance bands in reports.
    pub distance_bands: DistanceBands,
    /// Where catchment polygons are drawn; `None`: the settlements' union widened by the limit.
    pub study_area: Option<Boundary>,
    /// Reference systems that geometries are published in beside those that always are.
    pub crs: EpsgCodes,
}

impl Default for Settings {
    /// 500 m; 250, 500 and 1000 m; no study area given; no more reference systems.
    fn default() -> Self {
        let bands = [250.0, 500.0, 1000.0].map(Metres::finite);
        Self {
            coverage_limit: CoverageLimit(Metres::finite(500.0)),
            distance_bands: DistanceBands(bands.into()),
            study_area: None,
            crs: EpsgCodes::default(),
        }
    }
}

/// The farthest a household may be from its kitchen: more than 0 and at most 100 km.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct CoverageLimit(Metres);

/// Why a number is no coverage limit.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
#[error("{0} m is not a coverage limit; give more than 0 and at most 100000 metres")]
pub struct CoverageLimitError(pub f64);

impl CoverageLimit {
    /// The greatest limit, metres: beyond it a household is in another province.
    pub const GREATEST_M: f64 = 100_000.0;

    /// A limit from metres.
    ///
    /// # Errors
    /// [`CoverageLimitError`] outside 0 < m <= 100 000.
    pub fn new(metres: f64) -> Result<Self, CoverageLimitError> {
        match Metres::new(metres) {
            Ok(m) if metres > 0.0 && metres <= Self::GREATEST_M => Ok(Self(m)),
            _ => Err(CoverageLimitError(metres)),
        }
    }

    /// The limit as a length.
    #[must_use]
    pub const fn metres(self) -> Metres {
        self.0
    }
}

/// Upper ends of distance bands: 1 to 10 rising lengths. Beyond the last there is one more band.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DistanceBands(Box<[Metres]>);

/// Why numbers are no distance bands.
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{0:?} are not distance bands; give 1 to 10 rising lengths in metres above 0, for example 250,500,1000")]
pub struct DistanceBandsError(pub Vec<f64>);

impl DistanceBands {
    /// The most bands that one report may be asked for, the one beyond the last left out: enough for a drawing.
    pub const MOST_ASKED: usize = 40;

    /// Bands from their upper ends in metres.
    ///
    /// # Errors
    /// [`DistanceBandsError`] when there are none or over ten, or they do not rise from above 0.
    pub fn new(upper_ends: &[f64]) -> Result<Self, DistanceBandsError> {
        Self::of(upper_ends, 10)
    }

    /// Bands that are asked for once, and not an office's decision.
    ///
    /// # Errors
    /// [`DistanceBandsError`] when there are none or over [`DistanceBands::MOST_ASKED`], or they do not rise from above 0.
    pub fn asked(upper_ends: &[f64]) -> Result<Self, DistanceBandsError> {
        Self::of(upper_ends, Self::MOST_ASKED)
    }

    fn of(upper_ends: &[f64], most: usize) -> Result<Self, DistanceBandsError> {
        let rising = upper_ends.windows(2).all(|pair| pair[0] < pair[1]);
        let sound = upper_ends.iter().all(|m| m.is_finite() && *m > 0.0);
        if !rising || !sound || upper_ends.is_empty() || upper_ends.len() > most {
            return Err(DistanceBandsError(upper_ends.iter().copied().take(20).collect()));
        }
        Ok(Self(upper_ends.iter().copied().map(Metres::finite).collect()))
    }

    /// The upper ends, rising.
    #[must_use]
    pub fn upper_ends(&self) -> &[Metres] {
        &self.0
    }

    /// Which band a distance is in: an upper end belongs to its band; `upper_ends().len()` is beyond all.
    #[must_use]
    pub fn band(&self, distance: Metres) -> usize {
        self.0.partition_point(|end| *end < distance)
    }
}

/// Codes of EPSG: at most 20, none of them twice. Whether EPSG has them is not known here.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EpsgCodes(Box<[u32]>);

/// Why numbers are no list of codes.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum EpsgCodesError {
    /// More than a client can choose from.
    #[error("{0} reference systems are too many; give at most {most}", most = EpsgCodes::MOST)]
    TooMany(usize),
    /// One of them is there twice.
    #[error("EPSG:{0} is given twice; give it once")]
    Twice(u32),
}

impl EpsgCodes {
    /// The most codes: every list of layers carries them all for each layer.
    pub const MOST: usize = 20;

    /// Codes in the order in which they are shown.
    ///
    /// # Errors
    /// [`EpsgCodesError`].
    pub fn new(codes: &[u32]) -> Result<Self, EpsgCodesError> {
        if codes.len() > Self::MOST {
            return Err(EpsgCodesError::TooMany(codes.len()));
        }
        let twice = codes.iter().enumerate().find(|(at, code)| codes[..*at].contains(code));
        twice.map_or_else(|| Ok(Self(codes.into())), |(_, code)| Err(EpsgCodesError::Twice(*code)))
    }

    /// The codes.
    #[must_use]
    pub fn codes(&self) -> &[u32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_on_the_upper_end_is_inside_its_band() {
        let bands = Settings::default().distance_bands;
        for (distance, band) in [(0.0, 0), (250.0, 0), (250.000_1, 1), (1000.0, 2), (1e6, 3)] {
            assert_eq!(bands.band(Metres::finite(distance)), band, "{distance}");
        }
    }

    #[test]
    fn limits_and_bands_out_of_range_are_refused() {
        for bad in [0.0, -1.0, f64::NAN, 100_000.1] {
            assert!(CoverageLimit::new(bad).is_err(), "{bad}");
        }
        for bad in [&[][..], &[0.0], &[2.0, 1.0], &[1.0, 1.0], &[f64::INFINITY], &[1.0; 11]] {
            assert!(DistanceBands::new(bad).is_err(), "{bad:?}");
        }
        let rising: Vec<f64> = (1..=41).map(f64::from).collect();
        assert!(DistanceBands::asked(&rising[..40]).is_ok() && DistanceBands::asked(&rising).is_err());
        assert!(DistanceBands::new(&rising[..11]).is_err());
    }

    #[test]
    fn codes_are_few_and_each_is_there_once() {
        let twenty: Vec<u32> = (1..=20).collect();
        assert_eq!(EpsgCodes::new(&twenty).unwrap().codes(), twenty);
        let more: Vec<u32> = (1..=21).collect();
        assert_eq!(EpsgCodes::new(&more), Err(EpsgCodesError::TooMany(21)));
        assert_eq!(EpsgCodes::new(&[24891, 4248, 24891]), Err(EpsgCodesError::Twice(24891)));
        assert!(EpsgCodes::default().codes().is_empty());
    }
}
