//! Rows that are written over HTTP, on a store of their own.

mod concurrent;
mod history;
mod refused;
mod standard;
mod what_if;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;

use cercania::app::{App, Quiet};
use cercania::domain::change::Row;
use cercania::http::Limits;
use cercania::store::geopackage::GeoPackageStore;
use cercania::store::{Action, RowWrite, Store, Write};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::helpers::{self, Answer, Service};

pub use standard::{CREATE_REPLACE_DELETE, ETAGS, FEATURES, UPDATE};

pub const GEOJSON: &str = "application/geo+json";
pub const PATCH: &str = "application/merge-patch+json";
pub const HOUSEHOLDS: &str = "/collections/households/items";
pub const KITCHENS: &str = "/collections/kitchens/items";

/// A service on a `GeoPackage` with the made-up register in it, written at revision 1.
pub struct Editable {
    pub service: Service,
    pub app: Arc<App>,
    folder: TempDir,
}

pub fn start() -> Editable {
    start_with(Limits::default())
}

pub fn start_with(limits: Limits) -> Editable {
    let folder = TempDir::new().unwrap();
    let store = GeoPackageStore::open_or_create(folder.path().join("store.gpkg")).unwrap();
    let register = helpers::register();
    let settlements = register.settlements.into_iter().map(Row::Settlement);
    let kitchens = register.kitchens.into_iter().map(Row::Kitchen);
    let rows = settlements.chain(kitchens).chain(register.households.into_iter().map(Row::Household));
    store.write(Write::rows("tester", Action::Import, rows.map(RowWrite::put).collect())).unwrap();
    let app = Arc::new(App::open(Box::new(store), &Quiet).unwrap());
    Editable { service: helpers::start_on(Arc::clone(&app), limits), app, folder }
}

impl Editable {
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("store.gpkg")
    }

    pub fn get(&self, path: &str) -> Answer {
        self.service.get(path)
    }

    /// Sends a body, in English.
    pub fn send(&self, method: &str, path: &str, media_type: &str, body: &Value) -> Answer {
        self.send_with(method, path, media_type, body, &[])
    }

    pub fn send_with(&self, method: &str, path: &str, media_type: &str, body: &Value, more: &[(&str, &str)]) -> Answer {
        let headers = [&[("content-type", media_type), ("accept-language", "en")], more].concat();
        self.service.send(method, path, &headers, body.to_string().as_bytes())
    }

    pub fn patch(&self, path: &str, properties: &Value) -> Answer {
        self.send("PATCH", path, PATCH, &json!({ "properties": properties }))
    }

    pub fn delete(&self, path: &str) -> Answer {
        self.service.send("DELETE", path, &[("accept-language", "en")], &[])
    }

    pub fn undo(&self, revision: u64) -> Answer {
        self.service.send("POST", &format!("/edits/{revision}/undo"), &[("accept-language", "en")], &[])
    }

    /// Everything that was entered.
    pub fn entered(&self) -> String {
        let rows = |layer: &str| {
            let page = self.get(&format!("/collections/{layer}/items?limit=1000")).json();
            page["features"].clone()
        };
        json!([rows("settlements"), rows("kitchens"), rows("households")]).to_string()
    }
}

/// A household as a client sends it.
pub fn household(properties: &Value) -> Value {
    json!({
        "type": "Feature", "geometry": { "type": "Point", "coordinates": [-76.9716, -12.1501] }, "properties": properties,
    })
}
