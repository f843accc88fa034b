//! From any reference system to WGS 84.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use proj::{Area, Proj};
use serde_json::Value;

use super::{CrsError, Epsg, database};
use crate::domain::position::Position;
use crate::domain::units::Metres;

/// The way from one reference system to another.
#[derive(Clone, Debug, PartialEq)]
pub struct CrsOperation {
    /// What PROJ calls it, for example `Inverse of UTM zone 18S + PSAD56 to WGS 84 (8)`.
    pub name: Box<str>,
    /// How far off its results may be; zero for a mere change of projection, `None` where nobody knows.
    pub accuracy: Option<Metres>,
}

/// Turns coordinates of one reference system into positions.
///
/// One operation is chosen when it is made, the best for Peru, and used for every point, so that
/// the operation that is named is the one that was used.
#[derive(Clone, Debug)]
pub struct ToWgs84 {
    epsg: Epsg,
    geographic: bool,
    operation: CrsOperation,
    /// `None`: nothing to do.
    pipeline: Option<Arc<str>>,
    area: Option<[f64; 4]>,
}

/// West, south, east, north of Peru's area of use, degrees. Source: EPSG extent 1189, `Peru`.
const PERU: [f64; 4] = [-81.41, -18.35, -68.67, -0.03];

/// Lima, Piura, Cusco, Iquitos: a place in each UTM zone of Peru where the choice of operation is tried.
const PLACES: [(f64, f64); 4] = [(-77.03, -12.05), (-80.63, -5.19), (-71.97, -13.52), (-73.25, -3.75)];

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
            return Ok(Self { epsg, geographic: true, operation, pipeline: None, area: None });
        }
        let (geographic, area) = describe(epsg)?;
        let (operation, pipeline) = choose(epsg, area)?;
        Ok(Self { epsg, geographic, operation, pipeline: Some(pipeline), area })
    }

    /// The system coordinates are given in.
    #[must_use]
    pub const fn epsg(&self) -> Epsg {
        self.epsg
    }

    /// Whether coordinates are degrees.
    #[must_use]
    pub const fn is_geographic(&self) -> bool {
        self.geographic
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
        let Some(pipeline) = &self.pipeline else {
            return Position::new(x, y).map_err(|_| no_place());
        };
        if !x.is_finite() || !y.is_finite() {
            return Err(no_place());
        }
        let (lon, lat) = with_pipeline(pipeline, |proj| proj.convert((x, y)))?.map_err(|_| no_place())?;
        let position = Position::new(lon, lat).map_err(|_| no_place())?;
        match self.area {
            Some(area) if !contains(area, (lon, lat), AREA_MARGIN) => Err(no_place()),
            _ => Ok(position),
        }
    }
}

impl fmt::Display for CrsOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.accuracy {
            Some(accuracy) => write!(f, "{} ({accuracy} m)", self.name),
            None => write!(f, "{} (accuracy unknown)", self.name),
        }
    }
}

/// Whether the system is in degrees, and where it may be used.
fn describe(epsg: Epsg) -> Result<(bool, Option<[f64; 4]>), CrsError> {
    // PROJ's errors do not tell a missing code from a missing database: try a code that must be there.
    let Ok(definition) = database::builder()?.proj(&epsg.to_string()) else {
        return Err(match database::builder()?.proj("EPSG:4326") {
            Ok(_) => CrsError::Unknown(epsg),
            Err(error) => CrsError::Database { reason: error.to_string().into() },
        });
    };
    let json = definition.to_projjson(None, None, None).unwrap_or_default();
    let json: Value = serde_json::from_str(&json).unwrap_or_default();
    let text = |key: &str| json.get(key).and_then(Value::as_str).unwrap_or_default();
    let geographic = match text("type") {
        "ProjectedCRS" => false,
        "GeographicCRS" => true,
        _ => return Err(CrsError::NotHorizontal { epsg, name: text("name").into() }),
    };
    let area = definition.area_of_use().ok().and_then(|(area, _)| area);
    Ok((geographic, area.map(|area| [area.west, area.south, area.east, area.north])))
}

/// The operation PROJ prefers at a place of Peru that the system serves (or in the middle of its area).
fn choose(epsg: Epsg, area: Option<[f64; 4]>) -> Result<(CrsOperation, Arc<str>), CrsError> {
    let place = match area {
        Some(area) => PLACES.into_iter().find(|place| contains(area, *place, 0.0)),
        None => PLACES.first().copied(),
    };
    let used = match (place, area) {
        (None, Some(area)) => area,
        _ => PERU,
    };
    let place = place.unwrap_or_else(|| (used[0].midpoint(used[2]), used[1].midpoint(used[3])));
    let no_operation = |_| CrsError::NoOperation(epsg);
    let bounds = Area::new(used[0], used[1], used[2], used[3]);
    let operations = database::builder()?
        .proj_known_crs(&epsg.to_string(), &Epsg::WGS84.to_string(), Some(bounds))
        .map_err(|_| CrsError::NoOperation(epsg))?;
    // PROJ names the operation it last used: use one there and back.
    let there = operations.project(place, true).map_err(no_operation)?;
    operations.convert(there).map_err(no_operation)?;
    let info = operations.proj_info();
    let name = info.description.unwrap_or_default();
    let definition = info.definition.ok_or(CrsError::NoOperation(epsg))?;
    if name.to_ascii_lowercase().contains("ballpark") || definition.is_empty() {
        return Err(CrsError::NoOperation(epsg));
    }
    let accuracy = Metres::non_negative(info.accuracy).ok();
    // Longitude before latitude is what everyone expects here: not worth a mention.
    let name = name.replace(" + axis order change (2D)", "");
    Ok((CrsOperation { name: name.into(), accuracy }, definition.into()))
}

/// Runs with this thread's object for the pipeline: PROJ's objects stay on the thread that made them.
fn with_pipeline<R>(pipeline: &Arc<str>, work: impl FnOnce(&Proj) -> R) -> Result<R, CrsError> {
    thread_local! {
        static LAST: RefCell<Option<(Arc<str>, Proj)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| {
        let proj = match last.take() {
            Some((made_for, proj)) if made_for == *pipeline => proj,
            _ => database::builder()?
                .proj(pipeline)
                .map_err(|error| CrsError::Database { reason: error.to_string().into() })?,
        };
        let result = work(&proj);
        *last = Some((pipeline.clone(), proj));
        Ok(result)
    })
}

fn contains([west, south, east, north]: [f64; 4], (lon, lat): (f64, f64), margin: f64) -> bool {
    let across = west > east; // over the antimeridian
    let in_lon = if across {
        lon >= west - margin || lon <= east + margin
    } else {
        (west - margin..=east + margin).contains(&lon)
    };
    in_lon && (south - margin..=north + margin).contains(&lat)
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
