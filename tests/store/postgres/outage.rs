//! The server gone and back, and everything moved to another store.

use std::time::Duration;

use cercania::messages::Explain;
use cercania::store::postgres::PostgresStore;
use cercania::store::{ArchiveError, Batch, Record, Store};

use super::PostgresPlace;
use super::cluster::Cluster;
use crate::store::Import;
use crate::store::rows::{households, kitchens, settlements};

#[test]
fn what_was_answered_is_there_after_a_power_cut_and_the_store_goes_on_by_itself() {
    let cluster = Cluster::start();
    let store = PostgresStore::open_or_create(&cluster.url("postgres")).unwrap();
    store.wait(Duration::ZERO).unwrap();
    for (revision, end) in [(1, Cluster::stop as fn(&Cluster)), (2, Cluster::kill9)] {
        let count = usize::try_from(revision).unwrap() * 10;
        assert_eq!(store.import(Batch::Households(households(count))).unwrap().revision, revision);
        end(&cluster);
        let codes = [
            store.revision().unwrap_err().code(),
            store.import(Batch::Kitchens(kitchens())).unwrap_err().code(),
            store.load(&|_| ()).unwrap_err().code(),
            store.wait(Duration::from_secs(60)).unwrap_err().code(),
        ];
        assert_eq!(codes, ["store-unreachable"; 4]);
        assert_eq!(store.wait(Duration::from_secs(60)).unwrap_err().code(), "store-unreachable");
        cluster.restart();
        let register = store.load(&|_| ()).unwrap().register;
        assert_eq!((register.households, register.revision), (households(count), revision));
        store.wait(Duration::from_secs(60)).unwrap();
    }
    // Where async code runs the driver would panic.
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { drop(store) });
}

fn records(store: &dyn Store) -> Vec<Record> {
    let mut records = Vec::new();
    store
        .archive(&mut |record| {
            records.push(record);
            Ok(())
        })
        .unwrap();
    records
}

#[test]
fn everything_moves_to_another_database_and_only_to_an_empty_one() {
    let place = PostgresPlace::new();
    let store = place.store();
    store.import(Batch::Settlements(settlements())).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Households(households(30))).unwrap();
    place.sql("UPDATE households SET persons = 9; DELETE FROM households WHERE fid > 20");
    place.sql("UPDATE households SET id = 'other' WHERE fid = 1; INSERT INTO settings (key, value) VALUES ('x', 'y')");
    place.sql("UPDATE settings SET value = 'z'");
    let archived = records(&store);
    let copy = PostgresPlace::new();
    let taken = copy.store();
    taken.restore(&mut archived.iter().cloned().map(Ok)).unwrap();
    assert_eq!(records(&taken), archived);
    assert_eq!(taken.load(&|_| ()).unwrap(), store.load(&|_| ()).unwrap());
    assert_eq!(taken.log(None, 99).unwrap(), store.log(None, 99).unwrap());
    for revision in 1..=store.revision().unwrap() {
        assert_eq!(taken.edit(revision).unwrap(), store.edit(revision).unwrap());
    }
    let dump = |place: &PostgresPlace| {
        place.ask("SELECT string_agg(l::text, E'\\n' ORDER BY revision, fid, entry) FROM households_log AS l")
    };
    assert_eq!(dump(&copy), dump(&place));
    // History goes on where it was, and minted ids with it.
    copy.sql("INSERT INTO households (persons) VALUES (1)");
    assert_eq!(copy.ask("SELECT id || ' ' || revision FROM households WHERE fid = 31"), "H.31 7");
    let error = taken.restore(&mut archived.into_iter().map(Ok)).unwrap_err();
    assert!(matches!(error, ArchiveError::NotEmpty { .. }), "{error:?}");
}
