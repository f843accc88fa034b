//! From any reference system to WGS 84, for what people bring.

use std::sync::Arc;

use geo::Coord;

use super::operation::contains;
use super::system::System;
use super::{CrsError, CrsOperation, Epsg};
use crate::domain::position::Position;
use crate::domain::units::Metres;

/// Turns coordinates of one reference system into positions.
///
/// One operation is chosen when it is made, the best for Peru, and used for every point, so that
/// the operation that is named is the one that was used.
#[derive(Clone, Debug)]
pub struct ToWgs84 {
    epsg: Epsg,
    operation: CrsOperation,
    /// `None`: nothing to do.
    system: Option<Arc<System>>,
}

/// Degrees beyond a system's area of use where its coordinates still make sense: people measure
/// whole districts in the zone of their capital.
const AREA_MARGIN: f64 = 6.0;

impl ToWgs84 {
    /// Chooses the operation.
    ///
    /// # Errors
    /// [`CrsError`] when the system does not exist, is not one of positions on a map, has no
    /// operation that respects the datum, or PROJ's database cannot be used.
    pub fn new(epsg: &Epsg) -> Result<Self, CrsError> {
        let epsg = *epsg;
        if epsg == Epsg::WGS84 {
            let operation = CrsOperation { name: "WGS 84".into(), accuracy: Some(Metres::ZERO) };
            return Ok(Self { epsg, operation, system: None });
        }
        let system = System::new(epsg)?;
        Ok(Self { epsg, operation: system.operation.clone(), system: Some(Arc::new(system)) })
    }

    /// The system coordinates are given in.
    #[must_use]
    pub const fn epsg(&self) -> Epsg {
        self.epsg
    }

    /// Whether coordinates are degrees.
    #[must_use]
    pub fn is_geographic(&self) -> bool {
        self.system.as_ref().is_none_or(|system| system.geographic)
    }

    /// What is done to the coordinates.
    #[must_use]
    pub const fn operation(&self) -> &CrsOperation {
        &self.operation
    }

    /// Where a pair of coordinates is: `x` easting or longitude, `y` northing or latitude.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] when it is nowhere, or more than 6 degrees outside the system's area of use.
    pub fn convert(&self, x: f64, y: f64) -> Result<Position, CrsError> {
        let no_place = || CrsError::NoPlace { epsg: self.epsg, x, y };
        let Some(system) = &self.system else {
            return Position::new(x, y).map_err(|_| no_place());
        };
        let place = system.pipeline.with(|converter| converter.forward(Coord { x, y }))?.ok_or_else(no_place)?;
        let position = Position::new(place.x, place.y).map_err(|_| no_place())?;
        match system.area {
            Some(area) if !contains(area, place.x_y(), AREA_MARGIN) => Err(no_place()),
            _ => Ok(position),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, (x, y): (f64, f64), expected: (f64, f64), accuracy: f64, name: &str) {
        let to = ToWgs84::new(&code.parse().unwrap()).unwrap();
        let position = to.convert(x, y).unwrap();
        // A tenth of a micro-degree is a centimetre: PROJ against PROJ.
        let near = (position.lon() - expected.0).abs() < 1e-7 && (position.lat() - expected.1).abs() < 1e-7;
        assert!(near, "{code}: {position:?} instead of {expected:?}");
        let operation = to.operation();
        assert_eq!(operation.accuracy.map(Metres::get), Some(accuracy), "{operation}");
        assert!(operation.name.contains(name), "{operation}");
    }

    /// Oracle: `cs2cs` of PROJ 9.1.1, with EPSG's own database.
    #[test]
    fn peru_has_its_own_operations() {
        check("EPSG:4326", (-76.9532, -12.1249), (-76.9532, -12.1249), 0.0, "WGS 84");
        check("EPSG:32718", (287_456.0, 8_658_923.0), (-76.953_022_464_0, -12.124_457_247_8), 0.0, "UTM zone 18S");
        check(
            "EPSG:24878",
            (287_456.0, 8_658_923.0),
            (-76.955_077_390_2, -12.127_772_876_3),
            16.0,
            "PSAD56 to WGS 84 (8)",
        );
        check(
            "EPSG:5387",
            (287_456.0, 8_658_923.0),
            (-76.953_022_464_0, -12.124_457_248_2),
            1.0,
            "Peru96 to WGS 84 (1)",
        );
        check("EPSG:24891", (554_000.0, 1_426_000.0), (-77.504_353_522_7, -6.002_789_699_2), 16.0, "Peru west zone");
        check("EPSG:4248", (-76.9532, -12.1249), (-76.955_334_008_1, -12.128_354_648_6), 16.0, "PSAD56 to WGS 84 (8)");
    }

    #[test]
    fn systems_that_cannot_serve_are_told_apart() {
        let refused = |code: &str| ToWgs84::new(&code.parse().unwrap()).unwrap_err();
        for code in ["EPSG:999999", "EPSG:0", "EPSG:4294967295"] {
            assert!(matches!(refused(code), CrsError::Unknown(_)), "{code}: {}", refused(code));
        }
        // Mean sea level, and geocentric WGS 84.
        for code in ["EPSG:5714", "EPSG:4978"] {
            assert!(matches!(refused(code), CrsError::NotHorizontal { .. }), "{code}: {}", refused(code));
        }
    }

    #[test]
    fn numbers_that_are_no_place_are_refused() {
        let to = ToWgs84::new(&"EPSG:32718".parse().unwrap()).unwrap();
        let bad = [(f64::NAN, 0.0), (1e308, 1e308), (-76.95, -12.12), (8_658_923.0, 287_456.0), (0.0, f64::INFINITY)];
        for (x, y) in bad {
            assert!(matches!(to.convert(x, y), Err(CrsError::NoPlace { .. })), "({x}, {y})");
        }
    }

    #[test]
    fn threads_convert_alike() {
        let to = ToWgs84::new(&"EPSG:24878".parse().unwrap()).unwrap();
        let here = to.convert(287_456.0, 8_658_923.0).unwrap();
        let there = std::thread::scope(|scope| scope.spawn(|| to.convert(287_456.0, 8_658_923.0)).join().unwrap());
        assert_eq!(here, there.unwrap());
    }
}
