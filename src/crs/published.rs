//! A reference system that geometries are published and asked for in (OGC API - Features, Part 2).

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use geo::{Coord, Geometry, MapCoords, Rect};

use super::database::Entry;
use super::pipeline::Converter;
use super::system::{Axes, System, is_degrees};
use super::{CrsError, Epsg, bounds, database, operation};

/// WGS 84 in degrees, longitude first: what everything is in unless something else is asked for.
pub const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// A reference system of published geometries.
///
/// Coordinates are easting (or longitude) first here, whatever the system's definition says;
/// [`Crs::swaps`] tells whether its own order, which `GeoJSON` and `bbox` follow, is the other.
///
/// A code means what the EPSG registry defines, also where that withdrew it: EPSG:5388, published because people in Peru
/// write it, is UTM zone 17S on Peru96 with the false northing of the northern hemisphere (conversion 16017), so that
/// northings there are negative; EPSG:5839 replaces it.
///
/// PROJ is asked when something is first converted. One operation is used both ways, so that there
/// and back is the identity.
#[derive(Clone, Debug)]
pub struct Crs {
    uri: Box<str>,
    epsg: Epsg,
    name: OnceLock<Box<str>>,
    system: OnceLock<System>,
}

/// Systems that are kept for all: those always published in, and those that stores of one program list.
const SHARED_MOST: usize = 64;

/// A system and this thread's object of PROJ for it.
type Way<'a> = (&'a System, &'a Converter<'a>);

impl Crs {
    /// CRS84.
    #[must_use]
    pub fn crs84() -> Self {
        Self { uri: CRS84.into(), epsg: Epsg::WGS84, name: OnceLock::new(), system: OnceLock::new() }
    }

    /// The system of a code, with the axes that EPSG gives it. Nothing is looked up yet.
    #[must_use]
    pub fn new(epsg: Epsg) -> Self {
        let uri = format!("http://www.opengis.net/def/crs/EPSG/0/{}", epsg.code());
        Self { uri: uri.into(), epsg, name: OnceLock::new(), system: OnceLock::new() }
    }

    /// Likewise, the same for all who name it: looking one up takes PROJ some 20 ms, and lists are made for every
    /// snapshot.
    #[must_use]
    pub fn shared(epsg: Epsg) -> Arc<Self> {
        static SHARED: Mutex<VecDeque<Arc<Crs>>> = Mutex::new(VecDeque::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let found = shared.iter().position(|crs| crs.epsg == epsg).and_then(|at| shared.remove(at));
        let crs = found.unwrap_or_else(|| Arc::new(Self::new(epsg)));
        if shared.len() >= SHARED_MOST {
            shared.pop_front();
        }
        shared.push_back(Arc::clone(&crs));
        crs
    }

    /// Looks it up, once.
    ///
    /// # Errors
    /// [`CrsError`] when the system does not exist, is not one of positions on a map, counts to
    /// the south or west, has no operation that respects the datum, or PROJ's database cannot be used.
    pub fn usable(&self) -> Result<(), CrsError> {
        if self.is_wgs84() { Ok(()) } else { self.system().map(drop) }
    }

    /// How it is named on the wire.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// Its code; CRS84 is EPSG:4326 with the axes the other way round.
    #[must_use]
    pub const fn epsg(&self) -> Epsg {
        self.epsg
    }

    /// What people call it, for example `WGS 84 / UTM zone 18S`; the code where it is not usable.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        if self.is_crs84() {
            return "WGS 84 (CRS84)".into();
        }
        if let Some(name) = self.name.get() {
            return Cow::Borrowed(name);
        }
        match database::look_up(self.epsg) {
            Ok(Entry::Named(name)) => Cow::Borrowed(self.name.get_or_init(|| name)),
            _ => self.system().map_or_else(|_| self.epsg.to_string().into(), |system| Cow::Borrowed(&*system.name)),
        }
    }

    /// Whether northing (or latitude) comes first on the wire.
    #[must_use]
    pub fn swaps(&self) -> bool {
        if self.is_wgs84() {
            return !self.is_crs84();
        }
        self.system().is_ok_and(|system| system.axes == Axes::NorthEast)
    }

    /// Whether it is CRS84 itself.
    #[must_use]
    pub fn is_crs84(&self) -> bool {
        &*self.uri == CRS84
    }

    /// Whether coordinates are those of WGS 84 in degrees, so that nothing is to be computed.
    #[must_use]
    pub fn is_wgs84(&self) -> bool {
        self.epsg == Epsg::WGS84
    }

    /// Whether coordinates are degrees.
    #[must_use]
    pub fn is_geographic(&self) -> bool {
        self.is_wgs84() || self.system().is_ok_and(|system| system.geographic)
    }

    /// From WGS 84 degrees.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where the system has no coordinates for it.
    pub fn from_wgs84(&self, place: Coord<f64>) -> Result<Coord<f64>, CrsError> {
        self.each(|way| self.place_from_wgs84(way, place))?
    }

    /// To WGS 84 degrees.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where the coordinates are none of the system.
    pub fn to_wgs84(&self, place: Coord<f64>) -> Result<Coord<f64>, CrsError> {
        self.each(|way| self.place_to_wgs84(way, place))?
    }

    /// Many places from WGS 84 degrees; `None` for each that the system has no coordinates for.
    ///
    /// # Errors
    /// [`CrsError`] where the system is not [usable](Crs::usable).
    pub fn coords_from_wgs84(&self, places: &[Coord<f64>]) -> Result<Vec<Option<Coord<f64>>>, CrsError> {
        self.each(|way| places.iter().map(|place| self.place_from_wgs84(way, *place).ok()).collect())
    }

    /// A shape in WGS 84 degrees in this system, vertex by vertex.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where a vertex has no coordinates in it.
    pub fn geometry_from_wgs84(&self, geometry: &Geometry<f64>) -> Result<Geometry<f64>, CrsError> {
        self.each(|way| geometry.try_map_coords(|place| self.place_from_wgs84(way, place)))?
    }

    /// A shape in WGS 84 degrees in this system and its own axis order, as `GeoJSON` carries it.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where a vertex has no coordinates in it.
    pub fn on_wire(&self, geometry: &Geometry<f64>) -> Result<Geometry<f64>, CrsError> {
        if !self.swaps() {
            return self.geometry_from_wgs84(geometry);
        }
        let swapped = |place: Coord<f64>| Coord { x: place.y, y: place.x };
        self.each(|way| geometry.try_map_coords(|place| self.place_from_wgs84(way, place).map(swapped)))?
    }

    /// A shape of this system in WGS 84 degrees, vertex by vertex.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where a vertex is none of the system.
    pub fn geometry_to_wgs84(&self, geometry: &Geometry<f64>) -> Result<Geometry<f64>, CrsError> {
        self.each(|way| geometry.try_map_coords(|place| self.place_to_wgs84(way, place)))?
    }

    /// West, south, east, north in degrees around everything in a box of this system; west is greater than east
    /// across the antimeridian. A box that is only in part of the system gives the whole world.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where nothing of the box is of the system.
    pub fn bounds_to_wgs84(&self, bounds: &Rect<f64>) -> Result<[f64; 4], CrsError> {
        let (min, max) = (bounds.min(), bounds.max());
        let no_place = || CrsError::NoPlace { epsg: self.epsg, x: min.x, y: min.y };
        if self.is_wgs84() {
            let sound = is_degrees(min) && is_degrees(max);
            return if sound { Ok([min.x, min.y, max.x, max.y]) } else { Err(no_place()) };
        }
        let system = self.system()?;
        system.pipeline.with(|converter| {
            let home = System::from_wgs84(converter, operation::home(system.area).into());
            bounds::around(system, converter, bounds, home).ok_or_else(no_place)
        })?
    }

    /// The definition, read when it is first asked for; what failed is tried again.
    fn system(&self) -> Result<&System, CrsError> {
        if let Some(system) = self.system.get() {
            return Ok(system);
        }
        let system = System::new(self.epsg)?;
        if system.axes == Axes::Other {
            return Err(CrsError::Axes { epsg: self.epsg, name: system.name });
        }
        Ok(self.system.get_or_init(|| system))
    }

    /// Runs with the way to WGS 84 and back; `None` where there is nothing to compute.
    fn each<R>(&self, work: impl FnOnce(Option<Way<'_>>) -> R) -> Result<R, CrsError> {
        if self.is_wgs84() {
            return Ok(work(None));
        }
        let system = self.system()?;
        system.pipeline.with(|converter| work(Some((system, converter))))
    }

    fn place_from_wgs84(&self, way: Option<Way<'_>>, place: Coord<f64>) -> Result<Coord<f64>, CrsError> {
        let there = is_degrees(place).then(|| match way {
            None => Some(place),
            Some((_, converter)) => System::from_wgs84(converter, place),
        });
        there.flatten().ok_or(CrsError::NoPlace { epsg: self.epsg, x: place.x, y: place.y })
    }

    fn place_to_wgs84(&self, way: Option<Way<'_>>, place: Coord<f64>) -> Result<Coord<f64>, CrsError> {
        let there = match way {
            None => Some(place).filter(|place| is_degrees(*place)),
            Some((system, converter)) => system.to_wgs84(converter, place),
        };
        there.ok_or(CrsError::NoPlace { epsg: self.epsg, x: place.x, y: place.y })
    }
}
