//! What goes on a map, and with which signs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use geo::{BoundingRect, Coord, Geometry, Rect};

use super::paper::Paper;
use super::{Dots, Fill, LETTER, LINE, Label, Line, MOST, Map, NAMED, Ring, Spot, Square};
use crate::domain::assignment::{Certainty, State};
use crate::domain::kitchen::{Kitchen, KitchenStatus};
use crate::layers::{BoundingBox, Feature, LayerName, NO_KITCHEN, Source, Value, around_places, kitchen_colour, union};

/// How far from settlements and kitchens a home still counts as near where these are few, degrees: some 2 km.
const NEAR: f64 = 0.02;
/// The most homes around a row that are looked at, so that its page takes milliseconds whatever is around it.
const LOOKED_AT: usize = 20_000;
/// Homes that are not served.
const HOLLOW: &str = "#fff";
/// Homes whose kitchen or state is not certain.
pub(super) const UNCERTAIN: &str = "#000";

/// A whole layer, or rows spread evenly over it.
pub fn whole(source: &Source, layer: LayerName) -> Option<Map> {
    let slots = source.slots(layer);
    let step = slots.div_ceil(MOST).max(1);
    let chosen: Vec<usize> = (0..slots).step_by(step).collect();
    let bounds = around_places(source.snapshot()).into_iter().chain(near(source, layer, &chosen)).reduce(union)?;
    let paper = Paper::new(bounds);
    let mut map = Drawing::on(paper, source).finish(layer, &chosen);
    map.of = source.count(layer);
    Some(map)
}

/// The rows of one page.
pub fn page(source: &Source, layer: LayerName, slots: &[usize]) -> Option<Map> {
    let chosen: Vec<usize> = slots.iter().copied().step_by(slots.len().div_ceil(MOST).max(1)).collect();
    // With the kitchens that they belong to.
    let rows = Rows::of(source, layer);
    let kitchens = chosen.iter().filter_map(|slot| rows.kitchen(&source.row(layer, *slot)?));
    let kitchens = kitchens.map(|kitchen| kitchen.position.coord()).map(|at| Rect::new(at, at));
    let paper = Paper::new(near(source, layer, &chosen).into_iter().chain(kitchens).reduce(union)?);
    let mut map = Drawing::on(paper, source).finish(layer, &chosen);
    map.of = slots.len();
    Some(map)
}

/// One row among the homes around it.
pub fn around(source: &Source, layer: LayerName, slot: usize) -> Option<Map> {
    let row = source.row(layer, slot)?;
    let shape = row.geometry()?;
    let kitchen = Rows::of(source, layer).kitchen(&row).map(|kitchen| kitchen.position);
    let boxes = shape.bounding_rect().into_iter().chain(kitchen.map(|at| Rect::new(at.coord(), at.coord())));
    let paper = Paper::new(boxes.reduce(union)?);
    let (low, high) = (paper.bounds().min(), paper.bounds().max());
    let bounds = BoundingBox::new(low.x.max(-180.0), low.y.max(-90.0), high.x.min(180.0), high.y.min(90.0)).ok()?;
    // A home that is known at a wrong place far away has all others around it: only so many are looked at.
    let mut homes: Vec<u32> = source.near_box(LayerName::Households, &bounds).take(LOOKED_AT).collect();
    homes.extend(u32::try_from(slot).ok().filter(|_| layer == LayerName::Households));
    homes.sort_unstable();
    homes.dedup();
    let step = homes.len().div_ceil(MOST).max(1);
    let homes: Vec<usize> = homes.into_iter().step_by(step).map(|slot| slot as usize).collect();
    let mut drawing = Drawing::on(paper, source);
    if !matches!(layer, LayerName::Households) {
        drawing.rows(layer, &[slot]);
    }
    if let Geometry::Point(point) = shape {
        let place = drawing.paper.at(point.0);
        drawing.map.marks.push(place);
    }
    Some(drawing.finish(LayerName::Households, &homes))
}

/// The box around rows that are not far from all settlements and kitchens, for a home that is, is an error more often
/// than a home; around all of them where none is near.
fn near(source: &Source, layer: LayerName, slots: &[usize]) -> Option<Rect<f64>> {
    let near = around_places(source.snapshot()).and_then(|bounds| {
        let reach = bounds.width().max(bounds.height()).max(NEAR);
        let (low, high) = (bounds.min(), bounds.max());
        let inside = |at: Coord<f64>| {
            (low.x - reach..=high.x + reach).contains(&at.x) && (low.y - reach..=high.y + reach).contains(&at.y)
        };
        boxes(source, layer, slots).filter(|row| inside(row.min()) && inside(row.max())).reduce(union)
    });
    near.or_else(|| boxes(source, layer, slots).reduce(union))
}

fn boxes<'a>(source: &'a Source, layer: LayerName, slots: &'a [usize]) -> impl Iterator<Item = Rect<f64>> + 'a {
    slots.iter().filter_map(move |slot| source.row(layer, *slot)?.geometry()?.bounding_rect())
}

/// Half the width of a name.
pub(super) fn half(text: &str) -> f64 {
    text.chars().fold(0.0, |width, _| width + LETTER / 2.0)
}

pub(super) fn colour(kitchen: Option<&Kitchen>) -> &'static str {
    kitchen.map_or(NO_KITCHEN, |kitchen| kitchen_colour(kitchen.id.as_str()))
}

/// Where the fields of a layer stand that decide how a row looks.
struct Rows<'a> {
    source: &'a Source,
    layer: LayerName,
    names: Vec<&'static str>,
}

impl<'a> Rows<'a> {
    fn of(source: &'a Source, layer: LayerName) -> Self {
        let names = layer.layer().fields().into_iter().map(|field| field.name).collect();
        Self { source, layer, names }
    }

    fn value(&self, row: &Feature<'a>, name: &str) -> Value<'a> {
        self.names.iter().position(|field| *field == name).map_or(Value::Null, |index| row.value(index))
    }

    fn is(&self, row: &Feature<'a>, name: &str, word: &str) -> bool {
        self.value(row, name) == Value::Text(word)
    }

    /// The kitchen that a row is or belongs to.
    fn kitchen(&self, row: &Feature<'a>) -> Option<&'a Kitchen> {
        let id = match (self.layer, self.value(row, "kitchen_id")) {
            (LayerName::Kitchens | LayerName::Catchments, _) => row.id(),
            (_, Value::Text(id)) => id,
            _ => return None,
        };
        let kitchens = self.source.snapshot().kitchens();
        kitchens.find(id).map(|rank| kitchens.get(rank))
    }
}

pub(super) struct Drawing<'a> {
    pub(super) paper: Paper,
    source: &'a Source,
    dots: BTreeMap<(&'static str, &'static str), String>,
    lines: BTreeMap<&'static str, String>,
    pub(super) map: Map,
}

impl<'a> Drawing<'a> {
    pub(super) fn on(paper: Paper, source: &'a Source) -> Self {
        let map = Map { width: paper.width(), height: paper.height(), scale: paper.scale_bar(), ..Map::default() };
        Self { paper, source, dots: BTreeMap::new(), lines: BTreeMap::new(), map }
    }

    pub(super) fn finish(mut self, layer: LayerName, slots: &[usize]) -> Map {
        self.rows(layer, slots);
        self.settlements();
        if layer != LayerName::Kitchens {
            self.kitchens();
        }
        self.map.dots = self.dots.into_iter().map(|((edge, fill), path)| Dots { path, fill, edge }).collect();
        self.map.lines = self.lines.into_iter().map(|(colour, path)| Line { path, colour }).collect();
        self.map
    }

    fn rows(&mut self, layer: LayerName, slots: &[usize]) {
        let rows = Rows::of(self.source, layer);
        let source = self.source;
        let named = slots.len() <= NAMED;
        for row in slots.iter().filter_map(|slot| source.row(layer, *slot)) {
            let Some(shape) = row.geometry() else { continue };
            if !self.paper.shows_some(&shape) {
                self.map.outside += 1;
                continue;
            }
            self.map.drawn += 1;
            let kitchen = rows.kitchen(&row);
            match shape {
                Geometry::Point(at) if layer == LayerName::Kitchens => {
                    let name = match rows.value(&row, "name") {
                        Value::Text(name) if named => Some(name.to_owned()),
                        _ => None,
                    };
                    let open = rows.is(&row, "status", KitchenStatus::Open.as_str());
                    self.square(at.0, kitchen.filter(|_| open), name);
                }
                Geometry::Point(at) if layer == LayerName::Gaps => {
                    let radius = match rows.value(&row, "radius_m") {
                        Value::Real(metres) => self.paper.pixels(metres),
                        _ => 0.0,
                    };
                    // Of one home a gap has no radius, and is to be seen all the same.
                    self.map.rings.push(Ring { at: self.paper.at(at.0), radius: radius.max(6.0) + 6.0 });
                }
                Geometry::Point(at) => {
                    let served = rows.is(&row, "state", State::Served.as_str());
                    let uncertain = rows.is(&row, "certainty", Certainty::Uncertain.as_str());
                    self.dot(at.0, colour(kitchen), served, uncertain);
                }
                Geometry::LineString(line) => {
                    self.paper.line(self.lines.entry(colour(kitchen)).or_default(), &line, false);
                }
                Geometry::MultiPolygon(area) => {
                    let colour = if layer == LayerName::Catchments { colour(kitchen) } else { NO_KITCHEN };
                    self.map.areas.push(Fill { path: self.paper.outline(&area), colour });
                }
                _ => {}
            }
        }
    }

    fn dot(&mut self, at: Coord<f64>, colour: &'static str, served: bool, uncertain: bool) {
        let key = (if uncertain { UNCERTAIN } else { colour }, if served { colour } else { HOLLOW });
        // Writing into memory does not fail.
        let _ = write!(self.dots.entry(key).or_default(), "M{}h0", self.paper.home(at));
    }

    /// A line from a home to its kitchen.
    pub(super) fn join(&mut self, home: Coord<f64>, kitchen: Coord<f64>, colour: &'static str) {
        let (from, to) = (self.paper.home(home), self.paper.at(kitchen));
        // Writing into memory does not fail.
        let _ = write!(self.lines.entry(colour).or_default(), "M{from}L{:.1},{:.1}", to.x, to.y);
    }

    /// A name beside the others, where there is room for all of it.
    pub(super) fn name(&mut self, label: Label) {
        let here = half(&label.text);
        let fits = here < label.at.x && label.at.x < self.map.width - here && label.at.y < self.map.height - 3.0 * LINE;
        let over = |other: &Label| {
            (other.at.y - label.at.y).abs() < LINE && (other.at.x - label.at.x).abs() < here + half(&other.text)
        };
        if fits && !self.map.names.iter().any(over) {
            self.map.names.push(label);
        }
    }

    fn square(&mut self, at: Coord<f64>, kitchen: Option<&Kitchen>, name: Option<String>) {
        let at = self.paper.at(at);
        let name = name.map(|text| self.label(text, at));
        self.map.squares.push(Square { at, colour: colour(kitchen), open: kitchen.is_some(), name });
    }

    /// Above the square, or below it where another name is in the way, and not beyond the edge.
    fn label(&self, text: String, at: Spot) -> Label {
        let here = half(&text);
        let x = at.x.clamp(here.min(self.map.width / 2.0), (self.map.width - here).max(self.map.width / 2.0));
        let taken = |y: f64| {
            let names = self.map.squares.iter().filter_map(|square| square.name.as_ref());
            let mut names = names.map(|label| (label.at, half(&label.text)));
            names.any(|(other, there)| (other.y - y).abs() < LINE && (other.x - x).abs() < here + there)
        };
        let (above, below) = (at.y - 11.0, at.y + 21.0);
        Label { at: Spot { x, y: if (taken(above) || above < LINE) && !taken(below) { below } else { above } }, text }
    }

    fn settlements(&mut self) {
        for settlement in self.source.snapshot().settlements().settlements() {
            let area = settlement.boundary.polygons();
            let Some(bounds) = area.bounding_rect() else { continue };
            // Smaller than a dot it would only be a smudge.
            let seen = self.paper.pixels(bounds.height() * 111_320.0) > 3.0;
            if seen && self.paper.touches(&bounds) && self.map.settlements.len() < MOST {
                self.map.settlements.push(self.paper.outline(area));
            }
        }
    }

    fn kitchens(&mut self) {
        let list = self.source.snapshot().kitchens().list().iter();
        let here: Vec<_> = list.filter(|kitchen| self.paper.shows(kitchen.position.coord())).collect();
        let (named, step) = (here.len() <= NAMED, here.len().div_ceil(MOST).max(1));
        for kitchen in here.into_iter().step_by(step) {
            let open = kitchen.status == KitchenStatus::Open;
            let name = named.then(|| kitchen.name.to_string());
            self.square(kitchen.position.coord(), open.then_some(kitchen), name);
        }
    }
}
