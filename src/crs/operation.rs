//! The one operation between a reference system and WGS 84.

use std::fmt;

use proj::Area;

use super::pipeline::Pipeline;
use super::{CrsError, Epsg, database};
use crate::domain::units::Metres;

/// The way from one reference system to another.
#[derive(Clone, Debug, PartialEq)]
pub struct CrsOperation {
    /// What PROJ calls it, for example `Inverse of UTM zone 18S + PSAD56 to WGS 84 (8)`.
    pub name: Box<str>,
    /// How far off its results may be; zero for a mere change of projection, `None` where nobody knows.
    pub accuracy: Option<Metres>,
}

/// West, south, east, north in degrees; west is greater than east across the antimeridian.
pub(super) type Extent = [f64; 4];

/// Peru's area of use, degrees. Source: EPSG extent 1189, `Peru`.
const PERU: Extent = [-81.41, -18.35, -68.67, -0.03];

/// Lima, Piura, Cusco, Iquitos: a place in each UTM zone of Peru where the choice of operation is tried.
const PLACES: [(f64, f64); 4] = [(-77.03, -12.05), (-80.63, -5.19), (-71.97, -13.52), (-73.25, -3.75)];

impl fmt::Display for CrsOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.accuracy {
            Some(accuracy) => write!(f, "{} ({accuracy} m)", self.name),
            None => write!(f, "{} (accuracy unknown)", self.name),
        }
    }
}

/// A place in degrees that a system serves, in Peru where it can be.
pub(super) fn home(area: Option<Extent>) -> (f64, f64) {
    let [west, south, east, north] = area.unwrap_or(PERU);
    let in_peru = PLACES.into_iter().find(|place| contains([west, south, east, north], *place, 0.0));
    let middle = if west > east { west.midpoint(east) - 180.0 } else { west.midpoint(east) };
    in_peru.unwrap_or_else(|| (if middle < -180.0 { middle + 360.0 } else { middle }, south.midpoint(north)))
}

/// The operation to WGS 84 that PROJ prefers at a system's [`home`].
///
/// # Errors
/// [`CrsError::NoOperation`] where there is none but such as ignore the datum.
pub(super) fn choose(epsg: Epsg, area: Option<Extent>) -> Result<(CrsOperation, Pipeline), CrsError> {
    let home = home(area);
    let used = if contains(PERU, home, 0.0) { PERU } else { area.unwrap_or(PERU) };
    let no_operation = |_| CrsError::NoOperation(epsg);
    let bounds = Area::new(used[0], used[1], used[2], used[3]);
    let operations = database::builder()?
        .proj_known_crs(&epsg.to_string(), &Epsg::WGS84.to_string(), Some(bounds))
        .map_err(|_| CrsError::NoOperation(epsg))?;
    // PROJ names the operation it last used: use one there and back.
    let there = operations.project(home, true).map_err(no_operation)?;
    operations.convert(there).map_err(no_operation)?;
    let info = operations.proj_info();
    let name = info.description.unwrap_or_default();
    let definition = info.definition.ok_or(CrsError::NoOperation(epsg))?;
    if name.to_ascii_lowercase().contains("ballpark") || definition.is_empty() || !info.has_inverse {
        return Err(CrsError::NoOperation(epsg));
    }
    let accuracy = Metres::non_negative(info.accuracy).ok();
    // Longitude before latitude is what everyone expects here: not worth a mention.
    let name = name.replace(" + axis order change (2D)", "");
    Ok((CrsOperation { name: name.into(), accuracy }, Pipeline::new(&definition)))
}

/// Whether a place lies in an extent or at most `margin` degrees outside it.
pub(super) fn contains([west, south, east, north]: Extent, (lon, lat): (f64, f64), margin: f64) -> bool {
    let across = west > east; // over the antimeridian
    let in_lon = if across {
        lon >= west - margin || lon <= east + margin
    } else {
        (west - margin..=east + margin).contains(&lon)
    };
    in_lon && (south - margin..=north + margin).contains(&lat)
}
