//! PostgreSQL's own: a server for the tests, and what other programs do in the database.

pub mod cluster;
mod foreign;
mod outage;

use std::sync::Mutex;

use cercania::store::Store;
use cercania::store::postgres::PostgresStore;

use self::cluster::Database;
use super::Place;

/// A database of its own.
pub struct PostgresPlace {
    pub database: Database,
    others: Mutex<Vec<Database>>,
}

impl PostgresPlace {
    pub fn new() -> Self {
        Self { database: Database::new(), others: Mutex::default() }
    }

    pub fn store(&self) -> PostgresStore {
        PostgresStore::open_or_create(&self.database.url).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Runs SQL as another program would.
    pub fn sql(&self, sql: &str) {
        self.database.client().batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }

    /// One value as text, as another program reads it.
    pub fn ask(&self, sql: &str) -> String {
        let messages = self.database.client().simple_query(sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        let row = messages.iter().find_map(|message| match message {
            postgres::SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        row.unwrap_or_default().to_owned()
    }
}

impl Place for PostgresPlace {
    fn open(&self) -> Box<dyn Store> {
        Box::new(self.store())
    }

    fn refuse_household(&self, id: &str) {
        self.sql(&format!(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$;
             CREATE TRIGGER refuse BEFORE INSERT ON households FOR EACH ROW WHEN (NEW.id = '{id}')
             EXECUTE FUNCTION refuse()"
        ));
    }

    fn foreign(&self, sql: &str) {
        self.sql(sql);
    }

    fn foreign_author(&self) -> String {
        self.ask("SELECT session_user")
    }

    fn spoil_kitchen(&self, id: &str) {
        // A point far beyond the pole; another one each time.
        let lat = "400 + (SELECT revision FROM cercania_meta)";
        self.sql(&format!("UPDATE kitchens SET geom = ST_SetSRID(ST_MakePoint(-77, {lat}), 4326) WHERE id = '{id}'"));
    }

    fn another(&self) -> Box<dyn Store> {
        let database = Database::new();
        let store = PostgresStore::open_or_create(&database.url).unwrap();
        self.others.lock().unwrap().push(database);
        Box::new(store)
    }

    fn forget(&self, table: &str) {
        self.sql(&format!("DELETE FROM {table}_log"));
    }
}
