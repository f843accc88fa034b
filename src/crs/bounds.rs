//! Degrees around a box of another reference system.

use geo::{Coord, Intersects, Rect};

use super::operation::Extent;
use super::pipeline::Converter;
use super::system::{System, turned};

/// Everywhere.
const WORLD: Extent = [-180.0, -90.0, 180.0, 90.0];
/// Places tried on each side.
const STEPS: u32 = 64;

/// Places along the box's outline, in degrees; longitudes go on over the antimeridian, beyond 180.
struct Outline {
    sides: [Vec<Coord<f64>>; 4],
    /// Whether it runs around a pole.
    turns: bool,
}

/// West, south, east, north around everything in a box; `home` is a place that the system serves, in its coordinates.
///
/// Sides of the box are curves in degrees, so they are followed place by place, and what lies between two
/// places is allowed for by how much the curve bends there. A box that reaches over the edge of what the system
/// can tell is somewhere in the world; `None` where nothing of it is a place.
pub(super) fn around(
    system: &System,
    converter: &Converter<'_>,
    bounds: &Rect<f64>,
    home: Option<Coord<f64>>,
) -> Option<Extent> {
    let Some(outline) = Outline::follow(system, converter, bounds) else {
        let somewhere = home.is_some_and(|home| bounds.intersects(&home))
            || corners(bounds).iter().any(|corner| system.to_wgs84(converter, *corner).is_some());
        return somewhere.then_some(WORLD);
    };
    let [west, south, east, north] = outline.extent();
    let [south_pole, north_pole] = [-90.0, 90.0].map(|lat| holds_pole(converter, bounds, lat));
    if outline.turns && !south_pole && !north_pole {
        return Some(WORLD);
    }
    let south = if south_pole { -90.0 } else { south.max(-90.0) };
    let north = if north_pole { 90.0 } else { north.min(90.0) };
    if south_pole || north_pole || east - west >= 360.0 {
        return Some([-180.0, south, 180.0, north]);
    }
    Some([turned_into_range(west), south, turned_into_range(east), north])
}

fn corners(bounds: &Rect<f64>) -> [Coord<f64>; 4] {
    let (min, max) = (bounds.min(), bounds.max());
    [min, Coord { x: max.x, y: min.y }, max, Coord { x: min.x, y: max.y }]
}

/// Whether a pole has coordinates of the system, and they are in the box.
fn holds_pole(converter: &Converter<'_>, bounds: &Rect<f64>, lat: f64) -> bool {
    let pole = converter.inverse(Coord { x: 0.0, y: lat });
    pole.is_some_and(|pole| {
        // A tenth of a micro-degree is a centimetre.
        bounds.intersects(&pole) && converter.forward(pole).is_some_and(|back| (back.y - lat).abs() < 1e-7)
    })
}

fn turned_into_range(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { turned(lon) }
}

impl Outline {
    /// `None` where the system does not know a place of it.
    fn follow(system: &System, converter: &Converter<'_>, bounds: &Rect<f64>) -> Option<Self> {
        let [a, b, c, d] = corners(bounds);
        let mut last: Option<f64> = None;
        let mut side = |from: Coord<f64>, to: Coord<f64>| -> Option<Vec<Coord<f64>>> {
            (0..=STEPS)
                .map(|step| {
                    let part = f64::from(step) / f64::from(STEPS);
                    let mut place = system.to_wgs84(converter, from * (1.0 - part) + to * part)?;
                    place.x = last.map_or(place.x, |last| last + turned(place.x - last));
                    last = Some(place.x);
                    Some(place)
                })
                .collect()
        };
        let sides = [side(a, b)?, side(b, c)?, side(c, d)?, side(d, a)?];
        let turn = sides[3].last()?.x - sides[0].first()?.x;
        Some(Self { sides, turns: turn.abs() > 180.0 })
    }

    fn extent(&self) -> Extent {
        let [mut least, mut most] = [Coord { x: f64::MAX, y: f64::MAX }, Coord { x: f64::MIN, y: f64::MIN }];
        // Rounding: a millionth of a degree is a decimetre.
        let mut bend: Coord<f64> = Coord { x: 1e-6, y: 1e-6 };
        for side in &self.sides {
            for place in side {
                least = Coord { x: least.x.min(place.x), y: least.y.min(place.y) };
                most = Coord { x: most.x.max(place.x), y: most.y.max(place.y) };
            }
            // A curve leaves the chord between two places by an eighth of the second difference; taken whole.
            for three in side.windows(3) {
                let [before, at, after] = [three[0], three[1], three[2]];
                let second = before + after - at * 2.0;
                bend = Coord { x: bend.x.max(second.x.abs()), y: bend.y.max(second.y.abs()) };
            }
        }
        [least.x - bend.x, least.y - bend.y, most.x + bend.x, most.y + bend.y]
    }
}
