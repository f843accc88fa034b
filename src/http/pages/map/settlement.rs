//! The map of one settlement's sheet: its homes, the kitchens around them, and no home of another settlement.

use std::collections::BTreeSet;

use geo::{BoundingRect, Coord, Rect};

use super::draw::{Drawing, colour, half};
use super::paper::Paper;
use super::{LINE, Label, MOST, Map, NAMED, Ring, Spot};
use crate::domain::assignment::State;
use crate::domain::rank::Rank;
use crate::layers::{BoundingBox, LayerName, Source, union};

/// A kitchen farther from the settlement than so many times its size would make the settlement a smudge: it is not on the map.
const FAR: f64 = 1.0;
/// The least that counts as the settlement's size, degrees: some 450 m.
const SMALL: f64 = 0.004;
/// The most homes that have a line to their kitchen: more are a tangle.
const LINED: usize = 400;
/// The most gaps that are looked at.
const GAPS: usize = 300;

/// A settlement with its homes, those of `kitchens` that are not far, and what lies between, on paper of a size.
pub fn of_settlement(source: &Source, rank: Rank, kitchens: &[Rank], size: (f64, f64)) -> Option<Map> {
    let snapshot = source.snapshot();
    let settlement = snapshot.settlements().get(rank);
    let area = settlement.boundary.polygons();
    let own = area.bounding_rect()?;
    let places = kitchens.iter().map(|kitchen| snapshot.kitchens().get(*kitchen).position.coord());
    let near = places.filter(|place| is_near(&own, *place)).map(|place| Rect::new(place, place));
    let bounds = near.fold(own, union);
    let paper = Paper::sized(bounds, size.0, size.1);
    let homes = homes(source, rank, &own);
    let step = homes.len().div_ceil(MOST).max(1);
    let chosen: Vec<usize> = homes.iter().map(|slot| *slot as usize).step_by(step).collect();
    let mut drawing = Drawing::on(paper, source);
    drawing.map.outline = Some(drawing.paper.outline(area));
    if chosen.len() <= LINED {
        lines(&mut drawing, source, &chosen);
    }
    reaches(&mut drawing, source);
    gaps(&mut drawing, source, &chosen);
    names(&mut drawing, source, rank);
    let mut map = drawing.finish(LayerName::Households, &chosen);
    map.of = homes.len();
    map.corner = Some(corner(&map));
    Some(map)
}

/// A corner for the scale and the north mark, none of a kitchen or its name if there is such a corner.
fn corner(map: &Map) -> Spot {
    let (wide, high) = (map.scale.pixels + 46.0, 44.0);
    let (right, low) = (map.width - wide, map.height - high);
    let corners = [(0.0, low), (right, low), (right, 0.0), (0.0, 0.0)].map(|(x, y)| Spot { x, y });
    let free = |at: &&Spot| {
        let over = |x: f64, y: f64, half: f64| {
            x + half > at.x && x - half < at.x + wide && y + LINE > at.y && y - LINE < at.y + high
        };
        let name = |label: &Label| over(label.at.x, label.at.y, half(&label.text));
        !map.squares.iter().any(|square| over(square.at.x, square.at.y, LINE) || square.name.as_ref().is_some_and(name))
    };
    let free = corners.iter().find(free).unwrap_or(&corners[0]);
    Spot { ..*free }
}

fn is_near(own: &Rect<f64>, place: Coord<f64>) -> bool {
    let reach = own.width().max(own.height()).max(SMALL) * FAR;
    let (low, high) = (own.min(), own.max());
    (low.x - reach..=high.x + reach).contains(&place.x) && (low.y - reach..=high.y + reach).contains(&place.y)
}

/// Slots of the homes in the settlement, in id order; those whose position is not known are nowhere.
fn homes(source: &Source, rank: Rank, own: &Rect<f64>) -> Vec<u32> {
    let (low, high) = (own.min(), own.max());
    let Ok(bounds) = BoundingBox::new(low.x, low.y, high.x, high.y) else { return Vec::new() };
    let here = |slot: &u32| {
        let placed = source.snapshot().row(*slot as usize);
        placed.is_some_and(|placed| placed.inside.settlement == Some(rank) && placed.household.closed_on.is_none())
    };
    let mut homes: Vec<u32> = source.near_box(LayerName::Households, &bounds).filter(here).collect();
    homes.sort_unstable();
    homes.dedup();
    homes
}

/// From homes that are served to their kitchen: it tells whose they are where colours do not.
fn lines(drawing: &mut Drawing<'_>, source: &Source, homes: &[usize]) {
    let snapshot = source.snapshot();
    for placed in homes.iter().filter_map(|slot| snapshot.row(*slot)) {
        let (Some(home), Some(assignment)) = (placed.household.position, &placed.assignment) else { continue };
        if placed.state(source.limit()) == Some(State::Served) {
            let kitchen = snapshot.kitchens().get(assignment.kitchen);
            drawing.join(home.coord(), kitchen.position.coord(), colour(Some(kitchen)));
        }
    }
}

/// Round every open kitchen, where they are few.
fn reaches(drawing: &mut Drawing<'_>, source: &Source) {
    let radius = drawing.paper.pixels(source.limit().metres().get());
    let (width, height) = (drawing.map.width, drawing.map.height);
    let open = source.snapshot().kitchens().list().iter().filter(|kitchen| kitchen.is_open());
    let seen = open.map(|kitchen| drawing.paper.at(kitchen.position.coord())).filter(|at| {
        let (x, y) = (at.x.clamp(0.0, width), at.y.clamp(0.0, height));
        (at.x - x).hypot(at.y - y) < radius
    });
    let seen: Vec<Spot> = seen.take(NAMED + 1).collect();
    if seen.len() <= NAMED {
        drawing.map.reaches = seen.into_iter().map(|at| Ring { at, radius }).collect();
    }
}

/// Gaps that hold a home of the settlement.
fn gaps(drawing: &mut Drawing<'_>, source: &Source, homes: &[usize]) {
    let (low, high) = (drawing.paper.bounds().min(), drawing.paper.bounds().max());
    let Ok(bounds) = BoundingBox::new(low.x.max(-180.0), low.y.max(-90.0), high.x.min(180.0), high.y.min(90.0)) else {
        return;
    };
    let snapshot = source.snapshot();
    let unserved = homes.iter().filter_map(|slot| snapshot.row(*slot));
    let unserved = unserved.filter(|placed| placed.unserved(source.limit()).is_some());
    let spots: Vec<Spot> =
        unserved.filter_map(|placed| Some(drawing.paper.at(placed.household.position?.coord()))).collect();
    let near: BTreeSet<u32> = source.near_box(LayerName::Gaps, &bounds).take(GAPS).collect();
    for gap in near.into_iter().filter_map(|slot| source.gaps().get(slot as usize)) {
        let (at, radius) = (drawing.paper.at(gap.centre.coord()), drawing.paper.pixels(gap.radius.get()));
        // Of one home a gap has no radius, and is to be seen all the same.
        let radius = radius.max(6.0) + 6.0;
        if spots.iter().any(|home| (home.x - at.x).hypot(home.y - at.y) <= radius) {
            drawing.map.rings.push(Ring { at, radius });
        }
    }
}

/// The names of other settlements, where the middle of what is seen of them is: few, and none over another.
fn names(drawing: &mut Drawing<'_>, source: &Source, rank: Rank) {
    let settlements = source.snapshot().settlements();
    let (low, high) = (drawing.paper.bounds().min(), drawing.paper.bounds().max());
    for (settlement, other) in settlements.settlements().iter().zip(settlements.ranks()) {
        let bounds = settlement.boundary.polygons().bounding_rect().filter(|bounds| drawing.paper.touches(bounds));
        let Some(bounds) = bounds.filter(|_| *other != rank && drawing.map.names.len() < NAMED) else { continue };
        let middle = |least: f64, most: f64, from: f64, to: f64| f64::midpoint(least.max(from), most.min(to));
        let at = drawing.paper.at(Coord {
            x: middle(bounds.min().x, bounds.max().x, low.x, high.x),
            y: middle(bounds.min().y, bounds.max().y, low.y, high.y),
        });
        drawing.name(Label { at, text: settlement.name.to_string() });
    }
}
