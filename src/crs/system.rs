//! A reference system as PROJ's database defines it, and the way to WGS 84 and back.

use geo::Coord;
use serde_json::Value;

use super::database::Entry;
use super::operation::{self, Extent};
use super::pipeline::{Converter, Pipeline};
use super::{CrsError, CrsOperation, Epsg, database};
use crate::domain::units::Metres;

/// A reference system of positions on a map.
#[derive(Clone, Debug)]
pub(super) struct System {
    pub(super) name: Box<str>,
    /// Whether coordinates are degrees.
    pub(super) geographic: bool,
    pub(super) axes: Axes,
    /// Where it may be used.
    pub(super) area: Option<Extent>,
    pub(super) operation: CrsOperation,
    pub(super) pipeline: Pipeline,
}

/// The order that a definition gives coordinates in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Axes {
    EastNorth,
    NorthEast,
    /// Southings, westings, heights, or both axes to the same pole.
    Other,
}

/// How far a place may be off after there and back.
const ROUND_TRIP: Metres = Metres::finite(1.0);
/// Degrees to which there and back is the identity, about 10 micrometres.
const EXACT: f64 = 1e-10;
/// Metres in a degree on the equator, near enough to tell a metre from two.
const METRES_IN_DEGREE: f64 = 111_000.0;

impl System {
    /// Reads the definition and chooses the operation.
    ///
    /// # Errors
    /// [`CrsError`] when the system does not exist, is not one of positions on a map, has no
    /// operation that respects the datum, or PROJ's database cannot be used.
    pub(super) fn new(epsg: Epsg) -> Result<Self, CrsError> {
        if database::look_up(epsg)? == Entry::None {
            return Err(CrsError::Unknown(epsg));
        }
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
        let name = text("name").into();
        let geographic = match text("type") {
            "ProjectedCRS" => false,
            "GeographicCRS" => true,
            _ => return Err(CrsError::NotHorizontal { epsg, name }),
        };
        let area = definition.area_of_use().ok().and_then(|(area, _)| area);
        let area = area.map(|area| [area.west, area.south, area.east, area.north]);
        let (operation, pipeline) = operation::choose(epsg, area)?;
        Ok(Self { name, geographic, axes: Axes::of(&json), area, operation, pipeline })
    }

    /// WGS 84 degrees as coordinates of the system, easting or longitude first.
    ///
    /// `None` where PROJ has no coordinates, or such as lead back to another place: far outside its
    /// area a projection folds over.
    pub(super) fn from_wgs84(converter: &Converter<'_>, place: Coord<f64>) -> Option<Coord<f64>> {
        let there = converter.inverse(place)?;
        let missing = place - converter.forward(there)?;
        let missing = Coord { x: turned(missing.x), y: missing.y };
        if missing.x.abs() <= EXACT && missing.y.abs() <= EXACT {
            return Some(there);
        }
        // PROJ drops the height that a change of datum gives, so that its inverse misses by some millimetres:
        // once more with what is missing, and the way back is exact.
        let near = METRES_IN_DEGREE * missing.x.hypot(missing.y) <= ROUND_TRIP.get();
        if near { converter.inverse(place + missing) } else { None }
    }

    /// Coordinates of the system as WGS 84 degrees; `None` where they are none that a place has.
    pub(super) fn to_wgs84(&self, converter: &Converter<'_>, place: Coord<f64>) -> Option<Coord<f64>> {
        if self.geographic && !is_degrees(place) {
            return None;
        }
        let there = converter.forward(place).filter(|there| is_degrees(*there))?;
        let off = place - converter.inverse(there)?;
        let metres = if self.geographic { METRES_IN_DEGREE * turned(off.x).hypot(off.y) } else { off.x.hypot(off.y) };
        (metres <= ROUND_TRIP.get()).then_some(there)
    }
}

impl Axes {
    fn of(definition: &Value) -> Self {
        let axes = definition.pointer("/coordinate_system/axis").and_then(Value::as_array);
        let direction = |axis: &Value| axis.get("direction").and_then(Value::as_str).map(str::to_owned);
        let directions: Vec<String> = axes.into_iter().flatten().filter_map(direction).collect();
        match directions.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["east", "north"] => Self::EastNorth,
            ["north", "east"] => Self::NorthEast,
            _ => Self::Other,
        }
    }
}

/// Whether it is a longitude and a latitude.
pub(super) fn is_degrees(place: Coord<f64>) -> bool {
    (-180.0..=180.0).contains(&place.x) && (-90.0..=90.0).contains(&place.y)
}

/// A difference of longitudes, the short way round.
pub(super) fn turned(degrees: f64) -> f64 {
    degrees - 360.0 * (degrees / 360.0).round()
}
