//! Reference systems that geometries are published and asked for in (OGC API - Features, Part 2).

use std::sync::Arc;

use geo::{Coord, Geometry, MapCoords, Rect};

use super::{CrsError, Epsg};

/// WGS 84 in degrees, longitude first: what everything is in unless something else is asked for.
pub const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// A reference system of published geometries.
///
/// Coordinates are easting (or longitude) first here, whatever the system's definition says;
/// [`Crs::swaps`] tells whether its own order, which `GeoJSON` and `bbox` follow, is the other.
#[derive(Clone, Debug)]
pub struct Crs {
    uri: Box<str>,
    epsg: Epsg,
    swaps: bool,
}

/// The systems that the service publishes in, CRS84 first.
#[derive(Clone, Debug)]
pub struct CrsList(Vec<Arc<Crs>>);

impl Crs {
    /// CRS84.
    #[must_use]
    pub fn crs84() -> Self {
        Self { uri: CRS84.into(), epsg: Epsg::WGS84, swaps: false }
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

    /// Whether northing (or latitude) comes first on the wire.
    #[must_use]
    pub const fn swaps(&self) -> bool {
        self.swaps
    }

    /// Whether coordinates are those of WGS 84 in degrees, so that nothing is to be computed.
    #[must_use]
    pub fn is_wgs84(&self) -> bool {
        self.epsg == Epsg::WGS84
    }

    /// Whether coordinates are degrees.
    #[must_use]
    pub fn is_geographic(&self) -> bool {
        true
    }

    /// From WGS 84 degrees.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where the system has no coordinates for it.
    pub fn from_wgs84(&self, place: Coord<f64>) -> Result<Coord<f64>, CrsError> {
        Ok(place)
    }

    /// To WGS 84 degrees.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where the coordinates are none of the system.
    pub fn to_wgs84(&self, place: Coord<f64>) -> Result<Coord<f64>, CrsError> {
        Ok(place)
    }

    /// A shape in WGS 84 degrees in this system, vertex by vertex.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where a vertex has no coordinates in it.
    pub fn geometry_from_wgs84(&self, geometry: &Geometry<f64>) -> Result<Geometry<f64>, CrsError> {
        Ok(geometry.clone())
    }

    /// A shape in WGS 84 degrees in this system and its own axis order, as `GeoJSON` carries it.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where a vertex has no coordinates in it.
    pub fn on_wire(&self, geometry: &Geometry<f64>) -> Result<Geometry<f64>, CrsError> {
        let geometry = self.geometry_from_wgs84(geometry)?;
        let swapped = |place: Coord<f64>| Coord { x: place.y, y: place.x };
        Ok(if self.swaps { geometry.map_coords(swapped) } else { geometry })
    }

    /// A shape of this system in WGS 84 degrees, vertex by vertex.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where a vertex is none of the system.
    pub fn geometry_to_wgs84(&self, geometry: &Geometry<f64>) -> Result<Geometry<f64>, CrsError> {
        Ok(geometry.clone())
    }

    /// West, south, east, north in degrees around everything in a box of this system.
    ///
    /// # Errors
    /// [`CrsError::NoPlace`] where a side is none of the system.
    pub fn bounds_to_wgs84(&self, bounds: &Rect<f64>) -> Result<[f64; 4], CrsError> {
        Ok([bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y])
    }
}

impl CrsList {
    /// Those that are always there, and `more`.
    #[must_use]
    pub fn new(_more: &[Epsg]) -> Self {
        let wgs84 = Crs { uri: "http://www.opengis.net/def/crs/EPSG/0/4326".into(), epsg: Epsg::WGS84, swaps: true };
        Self(vec![Arc::new(Crs::crs84()), Arc::new(wgs84)])
    }

    /// Their names, CRS84 first.
    pub fn uris(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|crs| crs.uri())
    }

    /// The one that a client names, by URI, safe CURIE or code.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Arc<Crs>> {
        self.0.iter().find(|crs| crs.uri() == name).cloned()
    }

    /// CRS84.
    #[must_use]
    pub fn default_crs(&self) -> Arc<Crs> {
        Arc::clone(&self.0[0])
    }
}
