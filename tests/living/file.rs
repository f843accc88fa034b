//! One service on a `GeoPackage`.

use tempfile::TempDir;

use super::killed::kill_at_random;
use super::program::Store;
use crate::store::gdal::validate;

#[test]
fn what_was_acknowledged_outlives_the_death_of_the_service() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("register.gpkg");
    let store = Store::file(&path);
    let acknowledged = kill_at_random(&store, 20, 1);
    assert!(acknowledged >= 20, "{acknowledged}");
    let said = store.run(&["check"]);
    assert!(said.contains("no problem"), "{said}");
    validate(&path);
}
