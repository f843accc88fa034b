//! Files of rows that are sent, looked at and committed, over a store on disk.

mod commit;
mod hostile;
mod preview;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use cercania::app::{App, Quiet};
use cercania::domain::register::{Register, Revisions};
use cercania::http::Limits;
use cercania::store::geopackage::GeoPackageStore;
use cercania::store::{Action, Batch, Store, Write};
use serde_json::Value;
use tempfile::TempDir;

use super::helpers::{self, Answer, Service};

/// A store on disk, and a service over it.
pub struct Served {
    folder: TempDir,
    pub service: Option<Service>,
}

impl Served {
    pub fn new() -> Self {
        Self::with(Limits::default())
    }

    pub fn with(limits: Limits) -> Self {
        let folder = TempDir::new().unwrap();
        let store = GeoPackageStore::open_or_create(folder.path().join("x.gpkg")).unwrap();
        let Register { settlements, kitchens, households, .. } = helpers::register();
        for batch in [Batch::Settlements(settlements), Batch::Kitchens(kitchens), Batch::Households(households)] {
            store.write(Write::rows("tester", Action::Import, batch.into())).unwrap();
        }
        drop(store);
        let mut served = Self { folder, service: None };
        served.start(limits);
        served
    }

    /// Starts the service anew.
    pub fn start(&mut self, limits: Limits) {
        drop(self.service.take());
        self.service = Some(helpers::start_on(std::sync::Arc::new(self.app()), limits));
    }

    pub fn app(&self) -> App {
        App::open(Box::new(GeoPackageStore::open(self.path()).unwrap()), &Quiet).unwrap()
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("x.gpkg")
    }

    /// What the store holds, but for when it was written.
    pub fn registers(&self) -> Register {
        let register = GeoPackageStore::open_read_only(self.path()).unwrap().load(&|_| ()).unwrap().register;
        Register { revision: 0, revisions: Revisions::default(), ..register }
    }

    pub fn service(&self) -> &Service {
        self.service.as_ref().unwrap()
    }

    /// Sends a file, and gives its preview.
    pub fn preview(&self, query: &str, media_type: &str, file: &str) -> Value {
        created(&self.service().post(&format!("/imports?{query}"), media_type, file))
    }

    pub fn households(&self, file: &str) -> Value {
        self.preview("layer=households", "text/csv", file)
    }

    pub fn ask(&self, import: &Value, what: &str) -> Answer {
        let id = import["id"].as_str().unwrap();
        self.service().send("POST", &format!("/imports/{id}/{what}"), &[("accept-language", "en")], b"")
    }

    pub fn get(&self, import: &Value, what: &str) -> Answer {
        self.service().get(&format!("/imports/{}{what}", import["id"].as_str().unwrap()))
    }
}

pub fn created(answer: &Answer) -> Value {
    assert_eq!(answer.status, 201, "{}", answer.text());
    let import: Value = serde_json::from_slice(&answer.body).unwrap();
    assert!(answer.header("location").ends_with(&format!("/imports/{}", import["id"].as_str().unwrap())));
    import
}

/// Asks until it is so.
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::yield_now();
    }
}
