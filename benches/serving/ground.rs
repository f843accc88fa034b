//! What all programs serve: a register as a store, and its layer of households as the files that the others read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cercania::domain::position::Position;
use cercania::domain::register::Register;
use cercania::store::geopackage::GeoPackageStore;
use cercania::store::{Action, Batch, RowWrite, Store, Write, WriteError};

use super::tile::Tile;
use crate::child::{cercania, finish};
use crate::registers;

/// A store of households in ten cities, and where they are.
pub struct Ground {
    pub folder: tempfile::TempDir,
    pub store: PathBuf,
    households: Vec<(String, Position)>,
}

impl Ground {
    /// The same households every time.
    pub fn of(households: usize) -> Result<Self, String> {
        let register = registers::cities(households);
        let households =
            register.households.iter().filter_map(|one| Some((one.id.as_str().to_owned(), one.position?))).collect();
        let folder = tempfile::TempDir::new().map_err(|error| error.to_string())?;
        let store = folder.path().join("cities.gpkg");
        fill(&store, register).map_err(|error| error.to_string())?;
        Ok(Self { folder, store, households })
    }

    /// The layer of households with all its fields, computed ones too, as `cercania export` writes it in CSV.
    pub fn export(&self) -> Result<PathBuf, String> {
        let file = self.folder.path().join("households.csv");
        let mut export = cercania();
        export.args(["export", "households", "--data"]).arg(&self.store).arg("--output").arg(&file);
        finish(&mut export)?;
        Ok(file)
    }

    /// The tile with the most households, and who they are.
    pub fn fullest(&self, zoom: u32) -> (Tile, BTreeSet<&str>) {
        let mut tiles: BTreeMap<Tile, BTreeSet<&str>> = BTreeMap::new();
        for (id, position) in &self.households {
            tiles.entry(Tile::at(zoom, *position)).or_default().insert(id);
        }
        tiles.into_iter().max_by_key(|(_, ids)| ids.len()).expect("there are households")
    }

    /// The first by id.
    pub fn first(&self, count: usize) -> BTreeSet<&str> {
        // Made in the order of ids.
        self.households.iter().take(count).map(|(id, _)| id.as_str()).collect()
    }

    /// Those in a box of degrees.
    pub fn within(&self, [west, south, east, north]: [f64; 4]) -> BTreeSet<&str> {
        let inside = |at: Position| (west..=east).contains(&at.lon()) && (south..=north).contains(&at.lat());
        self.households.iter().filter(|(_, position)| inside(*position)).map(|(id, _)| id.as_str()).collect()
    }

    /// A box of degrees around the first household that holds so many.
    pub fn around(&self, count: usize) -> [f64; 4] {
        let middle = self.households[0].1;
        let away =
            |position: &Position| (position.lon() - middle.lon()).abs().max((position.lat() - middle.lat()).abs());
        let mut aways: Vec<f64> = self.households.iter().map(|(_, position)| away(position)).collect();
        aways.sort_unstable_by(f64::total_cmp);
        let reach = f64::midpoint(aways[count - 1], aways[count]);
        [middle.lon() - reach, middle.lat() - reach, middle.lon() + reach, middle.lat() + reach]
    }
}

fn fill(path: &Path, register: Register) -> Result<(), WriteError> {
    let store = GeoPackageStore::create(path)?;
    let mut rows: Vec<RowWrite> = Batch::Settlements(register.settlements).into();
    rows.extend(Vec::from(Batch::Kitchens(register.kitchens)));
    rows.extend(Vec::from(Batch::Households(register.households)));
    let mut write = Write::rows("bench", Action::Import, rows);
    write.settings = Some(register.settings);
    store.write(write).map(drop)
}
