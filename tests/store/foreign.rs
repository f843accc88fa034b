//! What other programs do to a `GeoPackage` store while it is open, or was closed.

use std::time::Duration;

use cercania::domain::register::RegisterName;
use cercania::files::geopackage::{
    GeometryKind, SRS_ID, create_core_tables, create_spatial_index, register_attributes, register_features,
    register_functions,
};
use cercania::messages::Explain as _;
use cercania::store::geopackage::GeoPackageStore;
use cercania::store::{Action, Batch, Delta, Onto, Store};

use super::gdal::{output, python, run, validate};
use super::history::{edit, put, since, with_persons};
use super::rows::{households, id, kitchens, settlements};
use super::{GeoPackagePlace, Place};
use crate::store::Import;

fn filled() -> (GeoPackagePlace, GeoPackageStore) {
    let place = GeoPackagePlace::new();
    let store = GeoPackageStore::create(place.path()).unwrap();
    store.import(Batch::Settlements(settlements())).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Households(households(50))).unwrap();
    store.changes_since(3).unwrap();
    (place, store)
}

/// A snapshot kept up by deltas is what a load gives.
fn assert_followed(store: &dyn Store, mut register: cercania::domain::register::Register, from: u64) {
    use cercania::domain::change::{Row, What};
    let Delta::Rows { revision, changes, .. } = store.changes_since(from).unwrap() else { panic!("everything") };
    for change in changes {
        match change.what {
            What::Put(Row::Household(row)) => {
                register.households.retain(|there| there.id != row.id);
                register.households.push(row);
            }
            What::Put(Row::Kitchen(row)) => {
                register.kitchens.retain(|there| there.id != row.id);
                register.kitchens.push(row);
            }
            What::Put(Row::Settlement(row)) => {
                register.settlements.retain(|there| there.id != row.id);
                register.settlements.push(row);
            }
            What::Remove(RegisterName::Households, id) => register.households.retain(|there| there.id != id),
            What::Remove(RegisterName::Kitchens, id) => register.kitchens.retain(|there| there.id != id),
            What::Remove(RegisterName::Settlements, id) => register.settlements.retain(|there| there.id != id),
            What::Settings(settings) => register.settings = *settings,
        }
    }
    register.households.sort_by(|a, b| a.id.cmp(&b.id));
    register.kitchens.sort_by(|a, b| a.id.cmp(&b.id));
    register.settlements.sort_by(|a, b| a.id.cmp(&b.id));
    let loaded = store.load(&|_| ()).unwrap().register;
    assert_eq!(revision, loaded.revision);
    assert_eq!(register.households, loaded.households);
    assert_eq!((register.kitchens, register.settlements), (loaded.kitchens, loaded.settlements));
}

#[test]
fn what_gdal_does_feature_by_feature_is_followed_while_the_store_is_open() {
    let (place, store) = filled();
    let before = store.load(&|_| ()).unwrap().register;
    let script = r"
import sys
from osgeo import ogr
ogr.UseExceptions()
source = ogr.Open(sys.argv[1], update=1)
layer = source.GetLayerByName('households')
feature = layer.GetFeature(1)
feature.SetField('persons', 9)
layer.SetFeature(feature)
layer.SetFeature(layer.GetFeature(2))
layer.DeleteFeature(3)
feature = ogr.Feature(layer.GetLayerDefn())
feature.SetField('code', 'new')
feature.SetGeometry(ogr.CreateGeometryFromWkt('POINT (-76.95 -12.15)'))
layer.CreateFeature(feature)
feature = ogr.Feature(layer.GetLayerDefn())
feature.SetField('revision', 4)
layer.CreateFeature(feature)
layer = source.GetLayerByName('kitchens')
feature = layer.GetFeature(1)
feature.SetGeometry(ogr.CreateGeometryFromWkt('POINT (-76.94 -12.14)'))
layer.SetFeature(feature)
";
    python(&["-c", script, place.path().to_str().unwrap()]);
    store.wait(Duration::from_secs(60)).unwrap();
    let changes = since(&store, 3);
    let told: Vec<(&str, bool)> = changes.iter().map(|(_, id, row)| (&**id, row.is_some())).collect();
    assert_eq!(
        told,
        [("C.1", true), ("H-0000000", true), ("H.51", true), ("H.52", true), ("H-0000002", false)],
        "H-0000001 was written as it was"
    );
    let mut revisions: Vec<u64> = changes.iter().map(|(revision, ..)| *revision).collect();
    revisions.sort_unstable();
    assert_eq!(revisions, [4, 5, 6, 7, 8], "each row at one of its own");
    assert_eq!(store.log(None, 1).unwrap()[0].action, Action::External);
    assert_followed(&store, before, 3);
    assert_eq!(store.check().unwrap().named(), []);
    validate(&place.path());
}

#[test]
fn what_ogr2ogr_appends_and_updates_is_followed() {
    let (place, store) = filled();
    let before = store.load(&|_| ()).unwrap().register;
    let source = place.folder().join("more.geojson");
    let features = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"N1","persons":6},"geometry":{"type":"Point","coordinates":[-76.5,-12.3]}},
        {"type":"Feature","properties":{"code":"N2","id":"mine"},"geometry":null}]}"#;
    std::fs::write(&source, features).unwrap();
    let (path, source) = (place.path(), source.to_str().unwrap().to_owned());
    let path = path.to_str().unwrap();
    output("ogr2ogr", &["-append", "-nln", "households", path, &source]);
    output("ogr2ogr", &["-update", "-append", "-nln", "households", path, &source, "-where", "code = 'N1'"]);
    let told: Vec<String> = since(&store, 3).into_iter().map(|(_, id, _)| id).collect();
    assert_eq!(told, ["H.51", "mine", "H.53"]);
    assert_followed(&store, before, 3);
    // Refused as a whole, and so not logged.
    let kitchen = r#"{"type":"Feature","properties":{"name":"x"},"geometry":null}"#;
    std::fs::write(&source, kitchen).unwrap();
    assert!(!run("ogr2ogr", &["-append", "-nln", "kitchens", path, &source]).status.success());
    assert_eq!((store.revision().unwrap(), since(&store, 6)), (6, vec![]));
    validate(&place.path());
}

#[test]
fn a_settlement_that_gdal_makes_cross_itself_keeps_its_boundary_until_it_is_mended() {
    let (place, store) = filled();
    let before = store.load(&|_| ()).unwrap().register;
    let path = place.path();
    let draw = |wkt: &str| {
        let script = r"
import sys
from osgeo import ogr
ogr.UseExceptions()
source = ogr.Open(sys.argv[1], update=1)
layer = source.GetLayerByName('settlements')
feature = layer.GetFeature(1)
feature.SetField('name', 'drawn')
feature.SetGeometry(ogr.CreateGeometryFromWkt(sys.argv[2]))
layer.SetFeature(feature)
";
        python(&["-c", script, path.to_str().unwrap(), wkt]);
    };
    draw("MULTIPOLYGON (((-76.9 -12.2, -76.8 -12.1, -76.8 -12.2, -76.9 -12.1, -76.9 -12.2)))");
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!(loaded.register.settlements, before.settlements);
    let told = loaded.findings.named()[0].to_string();
    assert!(told.contains("12-de-Junio") && told.ends_with("its last valid version stays in force"), "{told}");
    assert_eq!(store.check().unwrap().named().len(), 1);
    assert_followed(&store, before.clone(), 3);
    validate(&path);
    draw("MULTIPOLYGON (((-76.9 -12.2, -76.8 -12.2, -76.8 -12.1, -76.9 -12.2)))");
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!((loaded.findings.count(), &*loaded.register.settlements[0].name), (0, "drawn"));
    assert_followed(&store, before, 3);
}

#[test]
fn a_household_that_loses_its_position_to_rubbish_stays_where_it_was() {
    let (place, store) = filled();
    let before = store.load(&|_| ()).unwrap().register;
    place.sql("UPDATE households SET geom = x'4750', persons = 8 WHERE fid = 1");
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!(loaded.register.households, before.households);
    assert_followed(&store, before, 3);
    place.sql("INSERT INTO households (id, geom) VALUES ('new', x'4750')");
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!((loaded.findings.count(), loaded.findings.left_out()), (2, 0));
    assert_eq!(loaded.register.households.last().unwrap().position, None, "it never had one");
}

#[test]
fn rows_written_while_triggers_were_dropped_are_noticed_and_the_triggers_come_back() {
    let (place, store) = filled();
    place.sql(
        "DROP TRIGGER households_log_update; DROP TRIGGER households_mint_id; DROP TRIGGER rtree_kitchens_geom_update1;
         UPDATE households SET persons = 9 WHERE fid = 1;
         INSERT INTO households (code) VALUES ('new');",
    );
    let found = store.check().unwrap();
    assert_eq!(found.named().iter().filter(|found| found.to_string().contains("lacks the trigger")).count(), 3);
    let revision = store.revision().unwrap();
    assert_eq!(store.changes_since(revision).unwrap(), Delta::All);
    let raised = store.revision().unwrap();
    assert!(raised > revision, "so that nobody takes old answers for new ones");
    assert_eq!(store.check().unwrap().named(), [], "the triggers are back, and the row has an id");
    let loaded = store.load(&|_| ()).unwrap().register;
    assert_eq!(loaded.households.len(), 51);
    assert!(loaded.revisions.households.iter().all(|of_row| *of_row == raised));
    assert_eq!(store.changes_since(revision).unwrap(), Delta::All, "for whoever comes later, too");
    assert_eq!(since(&store, raised), []);
    place.sql("UPDATE households SET persons = 10 WHERE fid = 1");
    assert_eq!(since(&store, raised).len(), 1);
    validate(&place.path());
}

#[test]
fn triggers_that_were_dropped_and_set_again_between_two_looks_are_noticed() {
    let (place, store) = filled();
    let trigger = place.ask("SELECT sql FROM sqlite_master WHERE name = 'households_log_update'");
    place.sql("DROP TRIGGER households_log_update; UPDATE households SET persons = 9 WHERE fid = 1");
    place.sql(&trigger);
    assert_eq!(store.changes_since(3).unwrap(), Delta::All);
    let revision = store.revision().unwrap();
    assert_eq!(since(&store, revision), []);
    // An own import that packs the index changes the schema, and is no reason.
    let store = GeoPackageStore::create(place.folder().join("other.gpkg")).unwrap();
    store.import(Batch::Households(households(2000))).unwrap();
    assert_eq!(since(&store, 0).len(), 2000);
}

#[test]
fn triggers_dropped_while_the_store_was_closed_come_back_when_it_opens() {
    let (place, store) = filled();
    drop(store);
    place.sql("DROP TRIGGER kitchens_log_delete; DELETE FROM kitchens WHERE id = 'C.2'");
    let read_only = GeoPackageStore::open_read_only(place.path()).unwrap();
    assert_eq!((read_only.check().unwrap().count(), read_only.revision().unwrap()), (2, 3), "and households name C.2");
    let store = place.open();
    assert_eq!(store.revision().unwrap(), 4);
    assert_eq!(store.changes_since(3).unwrap(), Delta::All);
    assert_eq!(store.load(&|_| ()).unwrap().register.kitchens.len(), 1);
}

#[test]
fn an_edit_on_a_full_disk_is_told_and_the_next_one_with_room_is_written() {
    let (place, store) = filled();
    let before = store.load(&|_| ()).unwrap();
    let pages: u64 = place.ask("PRAGMA page_count").parse().unwrap();
    store.limit_pages(pages).unwrap();
    let mut full = None;
    for at in 0..2000 {
        let mut row = with_persons(&format!("N-{at}"), 2);
        row.address = Some("x".repeat(3000).into());
        if let Err(error) = edit(&store, "a", vec![put(&row, Onto::Nothing)]) {
            full = Some((at, error));
            break;
        }
    }
    let (written, error) = full.unwrap();
    assert_eq!(cercania::messages::Explain::code(&error), "store-full", "{error}");
    let loaded = store.load(&|_| ()).unwrap().register;
    assert_eq!(loaded.households.len(), before.register.households.len() + written);
    assert_eq!(store.log(None, 1).unwrap()[0].revision, loaded.revision, "none half there");
    assert_eq!(store.check().unwrap().named(), []);
    store.limit_pages(1 << 30).unwrap();
    edit(&store, "a", vec![put(&with_persons("N", 1), Onto::Nothing)]).unwrap();
    validate(&place.path());
}

#[test]
fn a_store_that_is_only_read_follows_and_refuses_edits() {
    let (place, store) = filled();
    let reading = GeoPackageStore::open_read_only(place.path()).unwrap();
    edit(&store, "a", vec![put(&with_persons("N", 1), Onto::Nothing)]).unwrap();
    reading.wait(Duration::from_secs(60)).unwrap();
    assert_eq!(since(&reading, 3).len(), 1);
    let refused = edit(&reading, "a", vec![put(&with_persons("M", 1), Onto::Nothing)]).unwrap_err();
    assert_eq!(cercania::messages::Explain::code(&refused), "store-read-only");
    assert!(reading.mint(RegisterName::Households, 1).is_err());
    place.sql("DROP TRIGGER households_log_update; UPDATE households SET persons = 9 WHERE fid = 1");
    assert_eq!(reading.changes_since(4).unwrap(), Delta::All);
}

#[test]
fn a_copy_is_one_commit_whole_without_its_log_and_never_replaces_a_file() {
    let (place, store) = filled();
    edit(&store, "a", vec![put(&with_persons("N", 1), Onto::Nothing)]).unwrap();
    let copy = place.folder().join("copy.gpkg");
    let steps = std::cell::Cell::new(0);
    store.copy_file(&copy, &|_, _| steps.set(steps.get() + 1)).unwrap().unwrap();
    assert_eq!(std::fs::read_dir(place.folder()).unwrap().count(), 4, "the store, its two companions, the copy");
    validate(&copy);
    let moved = place.folder().join("moved.gpkg");
    std::fs::rename(&copy, &moved).unwrap();
    let copied = GeoPackageStore::open(&moved).unwrap();
    assert_eq!(copied.load(&|_| ()).unwrap(), store.load(&|_| ()).unwrap());
    assert_eq!(copied.log(None, 9).unwrap(), store.log(None, 9).unwrap());
    edit(&copied, "a", vec![put(&with_persons("M", 1), Onto::Nothing)]).unwrap();
    let refused = store.copy_file(&moved, &|_, _| ()).unwrap().unwrap_err();
    assert_eq!(cercania::messages::Explain::code(&refused), "store-exists");
    let refused = store.copy_file(&place.folder().join("none/copy.gpkg"), &|_, _| ()).unwrap().unwrap_err();
    assert_eq!(cercania::messages::Explain::code(&refused), "store-folder-missing");
}

#[test]
fn a_store_of_the_first_schema_is_brought_up_to_date_where_it_is() {
    let place = GeoPackagePlace::new();
    let connection = rusqlite::Connection::open(place.path()).unwrap();
    register_functions(&connection).unwrap();
    create_core_tables(&connection).unwrap();
    connection.execute_batch(include_str!("../../src/store/schema/001_registers.sql")).unwrap();
    for (table, kind) in [
        ("settlements", GeometryKind::MultiPolygon),
        ("kitchens", GeometryKind::Point),
        ("households", GeometryKind::Point),
    ] {
        register_features(&connection, table, table, "", kind, SRS_ID).unwrap();
        create_spatial_index(&connection, table).unwrap();
    }
    register_attributes(&connection, "cercania_meta", "").unwrap();
    register_attributes(&connection, "settings", "").unwrap();
    connection
        .execute_batch(
            "UPDATE cercania_meta SET schema_version = 1, revision = 7;
             INSERT INTO households (id, code, revision) VALUES ('A', 'a', 3), ('B', 'b', 7);
             INSERT INTO households (code) VALUES ('by QGIS');
             INSERT INTO settings (key, value, revision) VALUES ('coverage_limit_m', '300', 2);",
        )
        .unwrap();
    drop(connection);
    let refused = GeoPackageStore::open_read_only(place.path()).err().unwrap();
    assert_eq!(cercania::messages::Explain::code(&refused), "store-older");
    let store = place.open();
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!(loaded.findings.named(), []);
    let told: Vec<(&str, u64)> = loaded
        .register
        .households
        .iter()
        .map(|row| row.id.as_str())
        .zip(loaded.register.revisions.households.iter().copied())
        .collect();
    assert_eq!(told, [("A", 3), ("B", 7), ("H.3", 8)], "what had no revision has one");
    assert_eq!((loaded.register.revision, loaded.register.revisions.settings), (8, 2));
    let log: Vec<u64> = store.log(None, 9).unwrap().iter().map(|edit| edit.revision).collect();
    assert_eq!(log, [8, 7, 3, 2]);
    let history = store.history(RegisterName::Households, &id("A"), None, 9).unwrap();
    assert_eq!((history.len(), history[0].revision), (1, 3));
    place.sql("UPDATE households SET code = 'c' WHERE id = 'A'");
    assert_eq!(since(&*store, 8).len(), 1);
    assert_eq!(store.check().unwrap().named(), []);
    validate(&place.path());
}

#[test]
fn a_file_that_is_replaced_while_it_is_open_takes_no_writes_that_would_be_lost() {
    let place = GeoPackagePlace::new();
    let store = place.open();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    let copy = place.folder().join("copy.gpkg");
    store.copy_file(&copy, &|_, _| ()).unwrap().unwrap();
    std::fs::rename(&copy, place.path()).unwrap();
    let error = store.import(Batch::Households(households(2))).unwrap_err();
    assert_eq!(error.code(), "store-replaced", "{error}");
    assert_eq!(store.wait(Duration::ZERO).unwrap_err().code(), "store-replaced");
}
