//! What the first look at each layer costs after an edit, on a million households: what the edit did not touch is kept.

use std::sync::Arc;
use std::time::{Duration, Instant};

use cercania::domain::change::{Change, Row, What};
use cercania::domain::kitchen::KitchenStatus;
use cercania::domain::position::Position;
use cercania::domain::register::Register;
use cercania::domain::snapshot::Snapshot;
use cercania::filter::{Area, Selection};
use cercania::layers::{AcrossLimits, BoundingBox, LayerName, Source};
use cercania::tiles::{Square, TileStore};

use super::registers;
use super::serving::tile::Tile;
use super::table::{Table, Times};

const RUNS: usize = 5;
/// What is visible after a commit has to be so within as long.
const SOON: Duration = Duration::from_millis(20);
/// Kitchens in the middle of a city that are closed, so that the one left there has as many households as an edit may
/// touch at once.
const CLOSED: usize = 300;
/// Room for tiles.
const ROOM: usize = 64 << 20;

/// A snapshot that was looked at.
struct Seen {
    snapshot: Arc<Snapshot>,
    across: Arc<AcrossLimits>,
    store: TileStore,
}

/// What somebody looks at first.
enum Look {
    Tile(LayerName, u32),
    Page(LayerName),
    Items(LayerName),
}

const LOOKS: [Look; 11] = [
    Look::Tile(LayerName::Households, 0),
    Look::Tile(LayerName::Households, 8),
    Look::Tile(LayerName::Households, 12),
    Look::Tile(LayerName::Households, 16),
    Look::Tile(LayerName::Assignments, 16),
    Look::Tile(LayerName::Settlements, 12),
    Look::Tile(LayerName::Kitchens, 8),
    Look::Page(LayerName::Households),
    Look::Page(LayerName::Assignments),
    Look::Page(LayerName::Kitchens),
    Look::Page(LayerName::Settlements),
];

pub fn run(table: &mut Table) {
    let mut register = registers::peru();
    let at = register.households[500_000].position.expect("placed");
    let kitchen = alone(&mut register, at);
    let household = register.households[500_000].clone();
    let kitchen = register.kitchens[kitchen].clone();
    let snapshot = Arc::new(Snapshot::build(register, &()).expect("nobody cancels"));
    let seen = Seen { snapshot, across: Arc::default(), store: TileStore::new(ROOM) };
    let source = seen.source();
    for look in &LOOKS {
        let start = Instant::now();
        let (_, rows) = look.at(&seen.store, &source, at);
        table.note(format!("{} of 1,000,000 households, with what it needs", look.words()), words(start, rows));
    }
    for layer in [LayerName::Catchments, LayerName::Gaps] {
        let start = Instant::now();
        let rows = Look::Items(layer).at(&seen.store, &source, at).1;
        table.note(format!("{} of 1,000,000 households", layer.as_str()), words(start, rows));
    }
    let mut moved = household.clone();
    moved.position = Position::new(at.lon() + 0.01, at.lat()).ok();
    let mut closed = kitchen.clone();
    closed.status = KitchenStatus::Closed;
    for (what, row) in [("a household moved", Row::Household(moved)), ("a kitchen closed", Row::Kitchen(closed))] {
        let what_else = [LayerName::Settlements, LayerName::Kitchens].map(Look::Items);
        for look in LOOKS.iter().chain(&what_else) {
            after(table, &seen, (what, &row), look, at);
        }
    }
}

/// Closes all kitchens around a place but the nearest, which is given.
fn alone(register: &mut Register, at: Position) -> usize {
    let distance = |position: Position| (position.lon() - at.lon()).hypot(position.lat() - at.lat());
    let mut near: Vec<usize> = (0..register.kitchens.len()).collect();
    near.sort_by(|a, b| {
        let [a, b] = [a, b].map(|kitchen| distance(register.kitchens[*kitchen].position));
        a.total_cmp(&b)
    });
    for kitchen in &near[1..CLOSED] {
        register.kitchens[*kitchen].status = KitchenStatus::Closed;
    }
    near[0]
}

impl Seen {
    fn source(&self) -> Arc<Source> {
        let limit = self.snapshot.settings().coverage_limit;
        Arc::new(Source::new(self.snapshot.clone(), limit, self.across.clone()))
    }

    fn after(&self, next: &Arc<Snapshot>) -> Arc<Source> {
        let limit = next.settings().coverage_limit;
        let across = Arc::new(self.across.after(&self.snapshot, next));
        Arc::new(Source::new(next.clone(), limit, across))
    }
}

fn after(table: &mut Table, seen: &Seen, (what, row): (&str, &Row), look: &Look, at: Position) {
    let mut times = Vec::new();
    let mut found = (0, 0);
    for _ in 0..RUNS {
        let change = Change { revision: 2, what: What::Put(row.clone()) };
        let applied = seen.snapshot.apply(2, vec![change], &()).expect("nobody cancels");
        let next = Arc::new(applied.snapshot);
        let start = Instant::now();
        let source = seen.after(&next);
        let (_, rows) = look.at(&seen.store, &source, at);
        times.push(start.elapsed());
        found = (applied.effects.reassigned, rows);
    }
    let times = Times::from(times);
    let (reassigned, rows) = found;
    let what = format!("{} right after {what} ({reassigned} households reassigned)", look.words());
    let kept = times.median() < SOON;
    table.promise(what, format!("{times}, {rows} rows or bytes"), "under 20 ms", kept);
}

impl Look {
    fn words(&self) -> String {
        match self {
            Self::Tile(layer, zoom) => format!("first tile of {} at zoom {zoom}", layer.as_str()),
            Self::Page(layer) => format!("first page of {} in a box", layer.as_str()),
            Self::Items(layer) => format!("first 100 {}", layer.as_str()),
        }
    }

    /// Gives how much was seen.
    fn at(&self, store: &TileStore, source: &Arc<Source>, at: Position) -> (Vec<u8>, usize) {
        match *self {
            Self::Tile(layer, zoom) => {
                let tile = Tile::at(zoom, at);
                let [zoom, row, column] = [zoom, tile.row, tile.column].map(|n| n.to_string());
                let tile = Square::parse(&zoom, &row, &column).expect("a tile");
                let bytes = store.of(source).set.tile(source, &[layer], tile).expect("it is written");
                let length = bytes.len();
                (bytes, length)
            }
            Self::Page(layer) => {
                let (lon, lat) = (at.lon(), at.lat());
                let bounds = BoundingBox::new(lon - 0.02, lat - 0.02, lon + 0.02, lat + 0.02).expect("a box");
                let found = Selection { area: Some(Area::degrees(bounds)), ..Selection::all(layer) }.find(source);
                let rows = found.slots(source, 0).take(100).filter_map(|slot| source.row(layer, slot)?.geometry());
                (vec![], rows.count().max(found.count(source)))
            }
            Self::Items(layer) => {
                let rows = (0..source.slots(layer)).filter_map(|slot| source.row(layer, slot)).take(100);
                (vec![], rows.map(|row| usize::from(row.id().is_empty()) + 1).sum())
            }
        }
    }
}

fn words(start: Instant, rows: usize) -> String {
    format!("{}, {rows} rows or bytes", Times::from(vec![start.elapsed()]))
}
