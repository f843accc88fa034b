//! The tiles of one source.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use fast_mvt::{MvtError, MvtResult};
use thiserror::Error;

use super::ground::{Ground, Outlines};
use super::homes::{self, Drawn, Homes, Piece, count};
use super::lines::{Seen, in_tile};
use super::outline::{self, PIXEL, square};
use super::square::{BUFFER, EXTENT, Spot, Square};
use super::writer::{Shape, Writer};
use crate::layers::{LayerName, Source};

/// The most households that a tile shows one by one: beyond, cells of 1/64 of its side stand for them. The same on the
/// tile itself and on its buffer. As many take some 60 kB.
pub const MOST: usize = 1_000;

/// The most kitchens, or gaps, that a tile shows one by one: they have more fields.
pub const MOST_OTHERS: usize = 500;

/// The most lines of a tile; where more reach into it none is shown, as where its households are shown by cells.
pub const MOST_LINES: usize = 2_000;

/// What tiles of one source are made from.
#[derive(Debug)]
pub struct TileSet {
    ground: Arc<Ground>,
    gaps: OnceLock<Vec<Spot>>,
}

/// A tile that could not be written; a fault of this program.
#[derive(Debug, Error)]
#[error("a tile could not be written: {0}")]
pub struct TileError(#[from] MvtError);

impl TileSet {
    pub(super) fn on(ground: Arc<Ground>) -> Self {
        Self { ground, gaps: OnceLock::new() }
    }

    pub(super) const fn ground(&self) -> &Arc<Ground> {
        &self.ground
    }

    /// Whether a tile of a layer can be made without looking at many rows elsewhere first.
    #[must_use]
    pub fn is_ready(&self, source: &Source, layer: LayerName, tile: Square) -> bool {
        let ground = &self.ground;
        let found = source.is_computed(layer) && source.is_indexed(layer);
        let homes = |limit| homes::are_ready(source.snapshot(), ground.parts(), tile, limit);
        match layer {
            LayerName::Households => homes(Some(source.limit())),
            LayerName::Assignments => source.is_indexed(layer) && homes(None),
            LayerName::Settlements | LayerName::Catchments | LayerName::Kitchens => found && ground.has(layer),
            LayerName::Gaps => found && self.gaps.get().is_some(),
        }
    }

    /// A tile with a layer of its own for each of these; empty where nothing is. Catchments that cannot be drawn are
    /// left out.
    ///
    /// # Errors
    /// [`TileError`].
    pub fn tile(&self, source: &Source, layers: &[LayerName], tile: Square) -> Result<Vec<u8>, TileError> {
        let mut bytes = Vec::new();
        for layer in layers {
            bytes.extend(self.layer(source, *layer, tile)?);
        }
        Ok(bytes)
    }

    fn layer(&self, source: &Source, layer: LayerName, tile: Square) -> MvtResult<Vec<u8>> {
        let writer = Writer::new(layer)?;
        let ground = &self.ground;
        let writer = match layer {
            LayerName::Households => self.households(source, tile, writer)?,
            LayerName::Assignments => self.assignments(source, tile, writer)?,
            LayerName::Settlements | LayerName::Catchments => {
                polygons(source, layer, ground.outlines(source, layer), tile, writer)?
            }
            LayerName::Kitchens => points(source, layer, ground.kitchens(source.snapshot()), tile, writer)?,
            LayerName::Gaps => {
                let spots = self.gaps.get_or_init(|| source.gaps().iter().map(|gap| Spot::of(gap.centre)).collect());
                points(source, layer, spots, tile, writer)?
            }
        };
        Ok(writer.end())
    }

    fn homes<'a>(&'a self, source: &'a Source, tile: Square) -> Homes<'a> {
        Homes::new(source.snapshot(), self.ground.parts(), tile)
    }

    /// Households one by one, or by cells where there are more than [`MOST`]: each cell belongs to one tile, and where it
    /// has one household that is shown as itself.
    fn households(&self, source: &Source, tile: Square, writer: Writer) -> MvtResult<Writer> {
        let homes = self.homes(source, tile);
        let (inside, ring) = (homes.inside(), homes.ring(tile));
        let crowded = count(&inside) > MOST;
        let crowded_around = crowded || count(&ring) > MOST;
        let counts = if crowded_around { homes.counts(source.limit()) } else { Vec::new() };
        let row = |writer: Writer, drawn: &Drawn| match source.row(LayerName::Households, drawn.slot) {
            Some(row) => writer.row(&row, Shape::Point(steps(tile, drawn.spot()))),
            None => Ok(writer),
        };
        let cell = |writer: Writer, cell: &[Piece]| {
            if count(cell) == 1 {
                return homes.drawn(cell).iter().try_fold(writer, row);
            }
            let sum = homes.sum(&counts, cell);
            let middle = sum.middle();
            writer.households(cell_number(tile, middle), steps(tile, middle), &sum)
        };
        let by_cells = |writer, pieces: &[Piece]| pieces.chunk_by(|a, b| a.cell == b.cell).try_fold(writer, cell);
        let one_by_one = |writer, pieces: &[Piece]| homes.drawn(pieces).iter().try_fold(writer, row);
        let writer = if crowded {
            by_cells(writer, &homes.split(&inside, tile.cell_level()))?
        } else {
            one_by_one(writer, &inside)?
        };
        if crowded_around { by_cells(writer, &ring) } else { one_by_one(writer, &ring) }
    }

    fn assignments(&self, source: &Source, tile: Square, writer: Writer) -> MvtResult<Writer> {
        if count(&self.homes(source, tile).inside()) > MOST {
            return Ok(writer);
        }
        let mut lines: Vec<Seen> = in_tile(source, tile).take(MOST_LINES + 1).collect();
        let mut writer = writer;
        if lines.len() > MOST_LINES {
            return Ok(writer);
        }
        lines.sort_unstable();
        for seen in lines {
            let Some(row) = source.row(LayerName::Assignments, seen.slot) else { continue };
            writer = writer.row(&row, Shape::Line(seen.line))?;
        }
        Ok(writer)
    }
}

/// Slots, rising, of the rows whose boxes reach into a tile or its buffer, and perhaps of some right beside it.
fn near(source: &Source, layer: LayerName, tile: Square) -> Vec<usize> {
    let Some(bounds) = tile.degrees() else { return Vec::new() };
    let mut slots: Vec<usize> = source.near_box(layer, &bounds).map(|slot| slot as usize).collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// Those below a pixel are squares of a pixel, one for all that are in it.
fn polygons(source: &Source, layer: LayerName, outlines: &Outlines, tile: Square, writer: Writer) -> MvtResult<Writer> {
    let mut writer = writer;
    let mut dots: BTreeMap<[i32; 2], (u32, usize)> = BTreeMap::new();
    for slot in near(source, layer, tile) {
        let Some(Some(shape)) = outlines.get(slot) else { continue };
        match shape.in_tile(tile) {
            outline::Drawn::Outside => {}
            outline::Drawn::Dot(at) => dots.entry(at.map(|step| step.div_euclid(PIXEL))).or_insert((0, slot)).0 += 1,
            outline::Drawn::Polygons(polygons) => {
                let Some(row) = source.row(layer, slot) else { continue };
                writer = writer.row(&row, Shape::Polygons(&polygons))?;
            }
        }
    }
    for (pixel, (rows, slot)) in dots {
        let at = pixel.map(|pixel| pixel * PIXEL);
        let shape = Shape::Square(square(at));
        writer = match source.row(layer, slot) {
            Some(row) if rows == 1 => writer.row(&row, shape)?,
            _ => writer.rows(pixel_number(tile, pixel), rows, shape)?,
        };
    }
    Ok(writer)
}

/// Points one by one, or by cells where there are more than [`MOST_OTHERS`].
fn points(source: &Source, layer: LayerName, spots: &[Spot], tile: Square, writer: Writer) -> MvtResult<Writer> {
    let buffer = i64::from(BUFFER);
    let reach = -buffer..i64::from(EXTENT) + buffer;
    let near = near(source, layer, tile).into_iter().filter_map(|slot| Some((*spots.get(slot)?, slot)));
    let near: Vec<(Spot, usize)> =
        near.filter(|(spot, _)| tile.steps(*spot).iter().all(|step| reach.contains(step))).collect();
    let mut cells: BTreeMap<u64, Vec<(Spot, usize)>> = BTreeMap::new();
    let crowded = near.len() > MOST_OTHERS;
    for (nth, point) in (0..).zip(near) {
        let key = if crowded { Square::code_at(tile.cell_level(), point.0.code()) } else { nth };
        cells.entry(key).or_default().push(point);
    }
    let mut writer = writer;
    for members in cells.values() {
        let [(first, slot), ..] = members[..] else { continue };
        writer = match source.row(layer, slot) {
            Some(row) if members.len() == 1 => writer.row(&row, Shape::Point(steps(tile, first)))?,
            _ => {
                let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
                let mean = |of: fn(&Spot) -> u32| {
                    let sum: u64 = members.iter().map(|(spot, _)| u64::from(of(spot))).sum();
                    u32::try_from(sum / u64::from(count.max(1))).unwrap_or(u32::MAX)
                };
                let middle = Spot { x: mean(|spot| spot.x), y: mean(|spot| spot.y) };
                writer.rows(cell_number(tile, middle), count, Shape::Point(steps(tile, middle)))?
            }
        };
    }
    Ok(writer)
}

/// The steps of a place that is in the tile or its buffer.
fn steps(tile: Square, spot: Spot) -> [i32; 2] {
    tile.steps(spot).map(|step| i32::try_from(step).unwrap_or(i32::MAX))
}

/// The number of the cell that a place is in, among the cells of all levels.
fn cell_number(tile: Square, spot: Spot) -> u64 {
    let level = tile.cell_level();
    (1 << (2 * level)) | Square::code_at(level, spot.code())
}

/// The number of a pixel among those of all tiles of a level; another than of cells.
fn pixel_number(tile: Square, [x, y]: [i32; 2]) -> u64 {
    let [x, y] = [x, y].map(|pixel| u64::from(pixel.cast_unsigned()));
    tile.number().rotate_right(20) ^ (y << 12) ^ x
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::kitchen::{Kitchen, KitchenStatus};
    use crate::domain::position::Position;
    use crate::domain::register::Register;
    use crate::domain::settings::Settings;
    use crate::domain::snapshot::Snapshot;

    /// Kitchens on a lattice over the whole world, poles and antimeridian with it.
    fn world() -> Source {
        let kitchens = (0..=72).flat_map(|x| (0..=36).map(move |y| (x, y))).map(|(x, y)| Kitchen {
            id: Id::parse(&format!("K-{x:02}-{y:02}")).unwrap(),
            name: "x".into(),
            kind: None,
            status: KitchenStatus::Open,
            address: None,
            rations: None,
            position: Position::new(f64::from(x) * 5.0 - 180.0, f64::from(y) * 5.0 - 90.0).unwrap(),
        });
        let (settlements, households, settings) = (Vec::new(), Vec::new(), Settings::default());
        let limit = settings.coverage_limit;
        let register = Register {
            settlements,
            kitchens: kitchens.collect(),
            households,
            settings,
            revision: 1,
            ..Register::default()
        };
        Source::new(Arc::new(Snapshot::build(register, &()).unwrap()), limit, Arc::default())
    }

    #[test]
    fn rows_are_found_without_looking_at_those_elsewhere() {
        let source = world();
        let kitchens = source.snapshot().kitchens().list();
        let buffer = i64::from(BUFFER);
        for (matrix, last, most) in [(0, 0, 73 * 37), (3, 7, 110), (6, 63, 9), (22, (1 << 22) - 1, 5)] {
            for (row, column) in
                [(0, 0), (0, last), (last, 0), (last, last), (last / 2, last / 2), (last / 2, last / 3)]
            {
                let [matrix, row, column] = [matrix, row, column].map(|n: u32| n.to_string());
                let tile = Square::parse(&matrix, &row, &column).unwrap();
                let looked = near(&source, LayerName::Kitchens, tile);
                let reach = -buffer..i64::from(EXTENT) + buffer;
                let inside =
                    |at: &usize| tile.steps(Spot::of(kitchens[*at].position)).iter().all(|n| reach.contains(n));
                let expected: Vec<usize> = (0..kitchens.len()).filter(inside).collect();
                let found: Vec<usize> = looked.iter().copied().filter(inside).collect();
                assert_eq!(found, expected, "{matrix}/{row}/{column}");
                assert!(looked.len() <= most, "{matrix}/{row}/{column}: {}", looked.len());
            }
        }
    }
}
