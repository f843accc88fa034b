//! Stores: one contract for every implementation, then what is the `GeoPackage`'s own.

mod contract;
pub mod gdal;
mod history;
mod hostile;
mod rows;
mod writer;

use std::path::{Path, PathBuf};

use cercania::domain::settings::Settings;
use cercania::store::geopackage::GeoPackageStore;
use cercania::store::{Action, Batch, Store, Write, WriteError, Written};
use tempfile::TempDir;

/// Rows of a file, as an import writes them.
pub trait Import {
    fn import(&self, batch: Batch) -> Result<Written, WriteError>;
    fn save_settings(&self, settings: &Settings) -> Result<u64, WriteError>;
}

impl<S: Store + ?Sized> Import for S {
    fn import(&self, batch: Batch) -> Result<Written, WriteError> {
        self.write(Write::rows("tester", Action::Import, batch.into()))
    }

    fn save_settings(&self, settings: &Settings) -> Result<u64, WriteError> {
        let mut write = Write::rows("tester", Action::Edit, vec![]);
        write.settings = Some(settings.clone());
        Ok(self.write(write)?.revision)
    }
}

/// A place for one store, of its own to each test.
pub trait Place {
    /// Opens the store, making it the first time.
    fn open(&self) -> Box<dyn Store>;
    /// Makes the database refuse a household from now on.
    fn refuse_household(&self, id: &str);
    /// Runs SQL as another program would, in a transaction of its own.
    fn foreign(&self, sql: &str);
    /// Who the log says that was.
    fn foreign_author(&self) -> String;
    /// Moves a kitchen to where there is no place on the earth, as another program may.
    fn spoil_kitchen(&self, id: &str);
    /// Loses the history of a register.
    fn forget(&self, table: &str);
}

/// A `GeoPackage` in a folder of its own.
pub struct GeoPackagePlace {
    folder: TempDir,
}

impl GeoPackagePlace {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("register.gpkg")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Place for GeoPackagePlace {
    fn open(&self) -> Box<dyn Store> {
        Box::new(GeoPackageStore::open_or_create(self.path()).unwrap())
    }

    fn refuse_household(&self, id: &str) {
        self.sql(&format!(
            "CREATE TRIGGER refuse BEFORE INSERT ON households WHEN NEW.id = '{id}'
             BEGIN SELECT RAISE(ABORT, 'refused by the test'); END"
        ));
    }

    fn foreign(&self, sql: &str) {
        self.sql(sql);
    }

    fn foreign_author(&self) -> String {
        "another program".into()
    }

    fn spoil_kitchen(&self, id: &str) {
        // A point far beyond the pole; another one each time.
        let near = 1 + self.ask("SELECT revision FROM cercania_meta").parse::<u64>().unwrap() % 200;
        self.sql(&format!(
            "UPDATE kitchens SET geom = CAST(substr(geom, 1, 21) || x'{near:02x}00000000007940' AS BLOB) WHERE id = '{id}'"
        ));
    }

    fn forget(&self, table: &str) {
        self.sql(&format!("DELETE FROM {table}_log"));
    }
}

impl GeoPackagePlace {
    /// Runs SQL as another program would.
    pub fn sql(&self, sql: &str) {
        let connection = rusqlite::Connection::open(self.path()).unwrap();
        cercania::files::geopackage::register_functions(&connection).unwrap();
        connection.execute_batch(sql).unwrap();
    }

    /// One value, as another program reads it.
    pub fn ask(&self, sql: &str) -> String {
        let connection = rusqlite::Connection::open(self.path()).unwrap();
        cercania::files::geopackage::register_functions(&connection).unwrap();
        let value: rusqlite::types::Value = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        match value {
            rusqlite::types::Value::Text(text) => text,
            rusqlite::types::Value::Integer(number) => number.to_string(),
            other => format!("{other:?}"),
        }
    }
}
