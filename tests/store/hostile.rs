//! Files that are not stores, and stores that other programs spoiled.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::store::Import;
use cercania::messages::Explain;
use cercania::store::geopackage::GeoPackageStore;
use cercania::store::{Batch, Store, StoreError};

use super::rows::{households, kitchens, settlements};
use super::{GeoPackagePlace, Place};

fn code(result: Result<GeoPackageStore, StoreError>) -> &'static str {
    match result {
        Ok(_) => "opened",
        Err(error) => error.code(),
    }
}

fn filled() -> GeoPackagePlace {
    let place = GeoPackagePlace::new();
    let store = place.open();
    store.import(Batch::Settlements(settlements())).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Households(households(2000))).unwrap();
    place
}

/// Opening fails with `expected`, and leaves every byte and every file of the folder as it was.
fn check(place: &GeoPackagePlace, path: &Path, expected: &str) {
    let look = || {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(place.folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        (files, std::fs::read(path).ok())
    };
    let before = look();
    assert_eq!(code(GeoPackageStore::open(path)), expected, "open");
    assert_eq!(code(GeoPackageStore::open_read_only(path)), expected, "open_read_only");
    if expected != "store-missing" {
        assert_eq!(code(GeoPackageStore::open_or_create(path)), expected, "open_or_create");
    }
    assert!(before == look(), "{} was touched", path.display());
}

#[test]
fn what_is_not_a_store_is_named_and_not_touched() {
    let place = GeoPackagePlace::new();
    let path = place.path();
    check(&place, &path, "store-missing");
    check(&place, &place.folder().join("none/register.gpkg"), "store-folder-missing");
    check(&place, place.folder(), "store-not-a-file");
    for content in ["", "id,lon,lat\n1,-76.9,-12.1\n", "SQLite format 3\0"] {
        std::fs::write(&path, content).unwrap();
        check(&place, &path, "store-not-geopackage");
        check(&place, &path.join("under.gpkg"), "store-folder-missing");
    }
}

#[test]
fn a_database_that_is_not_a_geopackage_and_a_geopackage_that_is_not_ours_are_told_apart() {
    let place = GeoPackagePlace::new();
    place.sql("CREATE TABLE cercania_meta (schema_version)");
    check(&place, &place.path(), "store-not-geopackage");
    let other = place.folder().join("other.gpkg");
    let connection = rusqlite::Connection::open(&other).unwrap();
    cercania::files::geopackage::create_core_tables(&connection).unwrap();
    connection.execute_batch("PRAGMA application_id = 1196437808").unwrap(); // 'GP10', of GeoPackage 1.0
    drop(connection);
    check(&place, &other, "store-not-ours");
}

#[test]
fn a_later_schema_is_refused_with_both_versions() {
    let place = filled();
    place.sql("UPDATE cercania_meta SET schema_version = 99; PRAGMA journal_mode = DELETE");
    check(&place, &place.path(), "store-newer");
    let error = GeoPackageStore::open(place.path()).err().unwrap();
    assert!(error.to_string().contains("schema version 99; this cercania knows up to 2"), "{error}");
}

#[test]
fn a_store_cut_short_anywhere_is_an_error_and_never_a_panic() {
    let place = filled();
    let whole = std::fs::read(place.path()).unwrap();
    let cut = place.folder().join("cut.gpkg");
    for part in 0..40 {
        let length = whole.len() * part / 40;
        std::fs::write(&cut, &whole[..length]).unwrap();
        let outcome = GeoPackageStore::open(&cut).and_then(|store| {
            let loaded = store.load(&|_| ())?;
            store.check().map(|found| (loaded.register.households.len(), found.count()))
        });
        match outcome {
            Err(error) => {
                let known = ["store-corrupt", "store-not-geopackage", "store-not-ours", "store-altered"];
                assert!(known.contains(&error.code()), "{length} bytes: {error:?}");
            }
            Ok((rows, findings)) => assert!(rows < 2000 || findings > 0, "{length} bytes pass for whole"),
        }
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(place.folder().join(format!("cut.gpkg{suffix}")));
        }
    }
}

#[test]
fn bytes_changed_anywhere_are_never_a_panic() {
    let place = filled();
    let whole = std::fs::read(place.path()).unwrap();
    let broken = place.folder().join("broken.gpkg");
    for part in 0..60 {
        let mut bytes = whole.clone();
        let at = 100 + (bytes.len() - 200) * part / 60;
        bytes[at..at + 64].fill(0xa5);
        std::fs::write(&broken, bytes).unwrap();
        if let Ok(store) = GeoPackageStore::open(&broken) {
            let _ = store.load(&|_| ());
            let _ = store.check();
            let _ = store.import(Batch::Households(households(2100)));
        }
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(place.folder().join(format!("broken.gpkg{suffix}")));
        }
    }
}

#[test]
fn rows_that_are_not_valid_are_named_and_the_rest_is_loaded() {
    let place = filled();
    place.sql(
        "PRAGMA ignore_check_constraints = ON;
         UPDATE households SET persons = 0 WHERE fid = 1;
         UPDATE households SET persons = 'many' WHERE fid = 2;
         UPDATE households SET closed_on = '2023-02-30' WHERE fid = 3;
         UPDATE households SET accuracy_m = -1.5 WHERE fid = 4;
         UPDATE households SET id = 'a b' WHERE fid = 5;
         UPDATE households SET code = x'ff00' WHERE fid = 7;
         UPDATE households SET code = CAST(x'ff41' AS TEXT) WHERE fid = 8;
         UPDATE households SET geom = x'0102' WHERE fid = 9;
         UPDATE households SET geom = (SELECT geom FROM settlements LIMIT 1) WHERE fid = 10;
         UPDATE households SET fixed_kitchen_id = 'ñ' WHERE fid = 11;
         UPDATE kitchens SET status = 'foo' WHERE id = 'C.1';
         UPDATE settlements SET geom = (SELECT geom FROM kitchens LIMIT 1) WHERE fid = 1;
         INSERT INTO settings (key, value) VALUES ('coverage_limit_m', 'far'), ('a_later_setting', '1'),
             ('crs', 'EPSG:24891,here');
         DELETE FROM settlements_log; DELETE FROM kitchens_log; DELETE FROM households_log;",
    );
    let store = place.open();
    let loaded = store.load(&|_| ()).unwrap();
    let told: Vec<(&str, String)> =
        loaded.findings.named().iter().map(|finding| (finding.code(), finding.to_string())).collect();
    let expected = [
        ("store-row-geometry", "settlements row 12-de-Junio (fid 1): geom \"29 bytes\": the geometry is not a polygon"),
        ("store-row-choice", "kitchens row C.1 (fid 1): status \"foo\": it is not one of open, closed"),
        (
            "store-setting-invalid",
            "setting coverage_limit_m is \"far\", which is not valid; the default holds; set it again",
        ),
        (
            "store-setting-invalid",
            "setting crs is \"EPSG:24891,here\", which is not valid; the default holds; set it again",
        ),
        (
            "store-row-persons",
            "households row H-0000000 (fid 1): persons \"0\": 0 is not a number of persons; give a whole number from 1 to 10000",
        ),
        ("store-row-type", "households row H-0000001 (fid 2): persons \"many\": it is not of the column's type"),
        (
            "store-row-date",
            "households row H-0000002 (fid 3): closed_on \"2023-02-30\": \"2023-02-30\" is not a date; write it as year-month-day, for example 2026-11-23",
        ),
        ("store-row-metres", "households row H-0000003 (fid 4): accuracy_m \"-1.5\": -1.5 m is below zero"),
        (
            "store-row-id",
            "households row a b (fid 5): id \"a b\": the id \"a b\" has ' '; only letters A-Z, a-z, digits, '.', '_' and '-' are allowed",
        ),
        ("store-row-type", "households row H-0000006 (fid 7): code \"2 bytes\": it is not of the column's type"),
        ("store-row-type", "households row H-0000007 (fid 8): code \"\u{fffd}A\": it is not of the column's type"),
        (
            "store-row-geometry",
            "households row H-0000008 (fid 9): geom \"2 bytes\": the bytes are not a GeoPackage geometry",
        ),
        ("store-row-geometry", "households row H-0000009 (fid 10): geom \"287 bytes\": the geometry is not a point"),
        (
            "store-row-id",
            "households row H-0000010 (fid 11): fixed_kitchen_id \"ñ\": the id \"ñ\" has 'ñ'; only letters A-Z, a-z, digits, '.', '_' and '-' are allowed",
        ),
    ];
    for ((code, text), expected) in told.iter().zip(expected) {
        assert_eq!((*code, text.as_str()), expected);
    }
    assert_eq!((told.len(), loaded.findings.left_out()), (14, 10));
    let register = loaded.register;
    assert_eq!((register.settlements.len(), register.kitchens.len(), register.households.len()), (1, 1, 1992));
    let unplaced = register.households.iter().find(|row| row.id.as_str() == "H-0000008").unwrap();
    assert_eq!(unplaced.position, None, "a household stays, without the position that cannot be used");
    // An import of the right rows mends what the wrong ones had under the same ids.
    store.import(Batch::Households(households(2000))).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Settlements(settlements())).unwrap();
    assert_eq!(store.load(&|_| ()).unwrap().findings.left_out(), 1, "the row whose id was spoiled");
}

#[test]
fn equal_ids_without_the_unique_index_are_one_row_and_a_finding() {
    let place = filled();
    place.sql(
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'id TEXT UNIQUE', 'id TEXT') WHERE name = 'kitchens';
         DELETE FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_kitchens%';
         PRAGMA writable_schema = RESET;",
    );
    place.sql("INSERT INTO kitchens (geom, id, name) SELECT geom, id, 'second' FROM kitchens WHERE id = 'C.1'");
    let loaded = place.open().load(&|_| ()).unwrap();
    let codes: Vec<&str> = loaded.findings.named().iter().map(Explain::code).collect();
    assert_eq!((codes, loaded.register.kitchens.len()), (vec!["store-row-duplicate"], 2));
}

#[test]
fn check_names_triggers_indexes_and_tables_that_are_gone() {
    let place = filled();
    let store = place.open();
    place.sql(
        "DROP TRIGGER rtree_households_geom_update1; DROP TRIGGER kitchens_mint_id;
         UPDATE households SET geom = (SELECT geom FROM kitchens WHERE id = 'C.2') WHERE fid <= 5;
         DELETE FROM rtree_households_geom WHERE id = 10;
         INSERT INTO rtree_households_geom VALUES (99999, 0, 0, 0, 0);",
    );
    let found = store.check().unwrap();
    let told: Vec<String> = found.named().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "kitchens lacks the trigger kitchens_mint_id; edits by other programs are no longer followed",
            "households lacks the trigger rtree_households_geom_update1; edits by other programs are no longer followed",
            "the spatial index of households is wrong for 7 rows; rebuild it in QGIS or with ogrinfo",
        ]
    );
    place.sql("DROP TABLE rtree_households_geom");
    assert!(store.check().unwrap().named().iter().any(|found| found.to_string().contains("2000 rows")));
    place.sql("DROP TABLE kitchens");
    assert_eq!(store.load(&|_| ()).unwrap_err().code(), "store-altered");
}

#[test]
fn a_store_that_another_program_holds_is_locked_and_readers_do_not_wait() {
    let place = filled();
    let store = place.open();
    let other = rusqlite::Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(store.load(&|_| ()).unwrap().register.households.len(), 2000);
    let error = store.import(Batch::Households(households(2001))).unwrap_err();
    assert_eq!(error.code(), "store-locked", "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.import(Batch::Households(households(2001))).unwrap().added, 1);
}

#[test]
fn a_store_opens_while_another_program_writes() {
    let place = filled();
    let other = rusqlite::Connection::open(place.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let store = place.open();
    assert_eq!(store.load(&|_| assert_eq!(store.revision().unwrap(), 3)).unwrap().register.households.len(), 2000);
}

#[test]
fn a_spoiled_counter_is_told() {
    for sql in [
        "DELETE FROM cercania_meta",
        "UPDATE cercania_meta SET revision = -1",
        "UPDATE cercania_meta SET revision = 'x'",
    ] {
        let place = filled();
        let store = place.open();
        place.sql(sql);
        assert_eq!(store.load(&|_| ()).unwrap_err().code(), "store-altered", "{sql}");
        assert_eq!(store.import(Batch::Kitchens(vec![])).unwrap_err().code(), "store-altered", "{sql}");
    }
}

#[test]
fn writes_are_on_the_disk_when_they_are_answered() {
    let place = filled();
    let store = GeoPackageStore::open(place.path()).unwrap();
    assert_eq!(place.ask("PRAGMA journal_mode"), "wal");
    store.import(Batch::Households(households(2500))).unwrap();
    // A crash: the files as they are now, without the store's closing.
    let copy = place.folder().join("copy.gpkg");
    for suffix in ["", "-wal"] {
        let of = |path: &Path| format!("{}{suffix}", path.display());
        std::fs::copy(of(&place.path()), of(&copy)).unwrap();
    }
    let crashed = GeoPackageStore::open(&copy).unwrap();
    assert_eq!(crashed.load(&|_| ()).unwrap().register, store.load(&|_| ()).unwrap().register);
    assert_eq!(crashed.check().unwrap().named(), []);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let place = filled();
    let store = place.open();
    // As full as SQLite can be made without a small disk: the file may not grow.
    let pages: u64 = place.ask("PRAGMA page_count").parse().unwrap();
    let full = GeoPackageStore::open(place.path()).unwrap();
    full.limit_pages(pages).unwrap();
    let error = full.import(Batch::Households(households(20_000))).unwrap_err();
    assert_eq!(error.code(), "store-full", "{error}");
    assert_eq!(store.load(&|_| ()).unwrap().register.households, households(2000));
    assert_eq!(store.check().unwrap().named(), []);
}

#[test]
fn a_read_only_file_is_loaded_and_refuses_writes() {
    let place = filled();
    let path = place.path();
    let permit =
        |mode: &str, what: &Path| assert!(Command::new("chmod").args([mode]).arg(what).status().unwrap().success());
    permit("0444", &path);
    if std::fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return eprintln!("skipped: this user may write to read-only files");
    }
    let store = GeoPackageStore::open(&path).unwrap();
    assert!(store.is_read_only());
    assert_eq!(store.load(&|_| ()).unwrap().register.households, households(2000));
    assert_eq!(store.import(Batch::Kitchens(vec![])).unwrap_err().code(), "store-read-only");
    permit("0555", place.folder());
    let made = code(GeoPackageStore::create(place.folder().join("new.gpkg")));
    permit("0755", place.folder());
    assert_eq!(made, "store-read-only");
    permit("0000", &path);
    assert_eq!(code(GeoPackageStore::open(&path)), "store-forbidden");
}

#[test]
fn create_never_replaces_what_is_there() {
    let place = filled();
    let before = std::fs::read(place.path()).unwrap();
    assert_eq!(code(GeoPackageStore::create(place.path())), "store-exists");
    assert_eq!(before, std::fs::read(place.path()).unwrap());
}
