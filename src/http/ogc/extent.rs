//! Boxes around layers, known without drawing or computing anything over households.
//!
//! The same revision always gives the same box, whatever has been computed since: answers that carry it are kept by
//! clients under the revision.

use geo::{BoundingRect, Rect};
use serde::Serialize;

use crate::crs::CRS84;
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::Snapshot;
use crate::layers::{LayerName, around_kitchens, around_settlements, union};

/// What is added to the sides of a computed box, degrees: a decimetre, far more than rounding moves a corner by.
const SLACK: f64 = 1e-6;

/// The margin of the smallest layer, degrees.
const LEAST_MARGIN: f64 = 0.002;

/// Parts of a degree that sides are whole numbers of.
const GRAIN: f64 = 1e4;

/// The fewest metres in a degree of latitude, at the equator, less a thousandth for the plane that outlines are widened
/// in.
const METRES_PER_DEGREE: f64 = 110_400.0;

/// Where a layer's features are. No time is given: a household's begins nowhere, and OGC's suite reads no open ends.
#[derive(Debug, Serialize)]
pub struct Extent {
    /// A box around them.
    pub spatial: Spatial,
}

/// A box of degrees.
#[derive(Debug, Serialize)]
pub struct Spatial {
    /// West, south, east, north.
    pub bbox: [[f64; 4]; 1],
    /// CRS84.
    pub crs: &'static str,
}

impl Extent {
    /// Around all features of a layer at the stored coverage limit or any other, with a margin; `None` where nothing is
    /// known.
    pub fn of(layer: LayerName, snapshot: &Snapshot) -> Option<Self> {
        let bounds = with_margin(&bounds(layer, snapshot)?);
        let (low, high) = (bounds.min(), bounds.max());
        Some(Self { spatial: Spatial { bbox: [[low.x, low.y, high.x, high.y]], crs: CRS84 } })
    }
}

/// Widened by a twentieth of its longer side, and by 200 m or so at least, to whole ten-thousandths of a degree. So the
/// outermost household is not given away by a corner, and a client that turns the corners alone into another system, or
/// shortens them, still has every feature in its box.
fn with_margin(bounds: &Rect<f64>) -> Rect<f64> {
    let margin = (bounds.width().max(bounds.height()) / 20.0).max(LEAST_MARGIN);
    let wide = widened(bounds, margin, margin);
    let (low, high) = (wide.min() * GRAIN, wide.max() * GRAIN);
    Rect::new((low.x.floor() / GRAIN, low.y.floor() / GRAIN), (high.x.ceil() / GRAIN, high.y.ceil() / GRAIN))
}

fn bounds(layer: LayerName, snapshot: &Snapshot) -> Option<Rect<f64>> {
    match layer {
        LayerName::Settlements => around_settlements(snapshot),
        LayerName::Kitchens => around_kitchens(snapshot),
        LayerName::Households => snapshot.extent(),
        LayerName::Gaps => snapshot.extent().map(|bounds| centres(&bounds)),
        LayerName::Assignments => snapshot.extent().map(|bounds| around(bounds, around_kitchens(snapshot))),
        LayerName::Catchments => study_area(snapshot),
    }
}

/// Around the area that catchments are drawn in: the one that the settings give, or what stands in for it.
fn study_area(snapshot: &Snapshot) -> Option<Rect<f64>> {
    let settings = snapshot.settings();
    if let Some(given) = &settings.study_area {
        return given.polygons().bounding_rect().map(|bounds| widened(&bounds, SLACK, SLACK));
    }
    let rough = match around_settlements(snapshot) {
        Some(bounds) => bounds,
        None => around(around_kitchens(snapshot)?, snapshot.extent()),
    };
    Some(by_limit(&rough, settings.coverage_limit))
}

/// Widened by at least a coverage limit on every side; around the globe where meridians come too close together.
fn by_limit(bounds: &Rect<f64>, limit: CoverageLimit) -> Rect<f64> {
    let lat = limit.metres().get() / METRES_PER_DEGREE + 2e-5;
    let farthest = bounds.min().y.abs().max(bounds.max().y.abs()) + lat;
    let lon = if farthest < 89.0 { lat / farthest.to_radians().cos() } else { 360.0 };
    widened(bounds, lon, lat)
}

/// Around every middle of places in a box: the middle of two on one parallel lies nearer to the pole.
fn centres(bounds: &Rect<f64>) -> Rect<f64> {
    let half = bounds.width() / 2.0;
    if half >= 89.0 {
        return Rect::new((-180.0, -90.0), (180.0, 90.0));
    }
    let poleward = |lat: f64| (lat.to_radians().tan() / half.to_radians().cos()).atan().to_degrees();
    let (south, north) = (bounds.min().y, bounds.max().y);
    let south = if south < 0.0 { poleward(south) } else { south };
    let north = if north > 0.0 { poleward(north) } else { north };
    widened(&Rect::new((bounds.min().x, south), (bounds.max().x, north)), SLACK, SLACK)
}

fn around(bounds: Rect<f64>, other: Option<Rect<f64>>) -> Rect<f64> {
    other.map_or(bounds, |other| union(bounds, other))
}

/// Widened, and the globe's width where that reaches over the antimeridian.
fn widened(bounds: &Rect<f64>, lon: f64, lat: f64) -> Rect<f64> {
    let (west, east) = (bounds.min().x - lon, bounds.max().x + lon);
    let (west, east) = if west < -180.0 || east > 180.0 { (-180.0, 180.0) } else { (west, east) };
    Rect::new((west, (bounds.min().y - lat).max(-90.0)), (east, (bounds.max().y + lat).min(90.0)))
}
