//! What other programs write, and how it reaches a store.

use std::time::{Duration, Instant};

use cercania::domain::change::{Change, Row, What};
use cercania::domain::register::RegisterName;
use cercania::domain::units::Persons;
use cercania::messages::Explain;
use cercania::store::postgres::PostgresStore;
use cercania::store::{Action, Batch, Delta, Onto, RowChange, RowWrite, Store, StoreError, Version, Write, WriteError};

use super::PostgresPlace;
use super::cluster::admin;
use crate::store::Import;
use crate::store::rows::{households, id, kitchens, settlements};

fn filled() -> (PostgresPlace, PostgresStore) {
    let place = PostgresPlace::new();
    let store = place.store();
    store.import(Batch::Settlements(settlements())).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Households(households(20))).unwrap();
    (place, store)
}

fn changes(store: &dyn Store, since: u64) -> (u64, Vec<Change>) {
    match store.changes_since(since).unwrap() {
        Delta::Rows { revision, changes, findings, .. } => {
            assert_eq!(findings.named(), []);
            (revision, changes)
        }
        Delta::All => panic!("everything changed"),
    }
}

fn names(changes: &[Change]) -> Vec<String> {
    changes
        .iter()
        .map(|change| match &change.what {
            What::Put(row) => format!("{} put {} {}", change.revision, row.register(), row.id()),
            What::Remove(register, id) => format!("{} remove {register} {id}", change.revision),
            What::Settings(_) => format!("{} settings", change.revision),
        })
        .collect()
}

#[test]
fn a_transaction_of_another_program_is_one_revision_with_its_users_name() {
    let (place, store) = filled();
    place.sql(
        "BEGIN; UPDATE households SET persons = 9 WHERE id IN ('H-0000001', 'H-0000002');
         INSERT INTO kitchens (geom, name) VALUES (ST_SetSRID(ST_MakePoint(-76.95, -12.16), 4326), 'Nueva');
         DELETE FROM households WHERE id = 'H-0000003'; COMMIT",
    );
    let (revision, changes) = changes(&store, 3);
    let expected = [
        "4 put kitchens K.3",
        "4 put households H-0000001",
        "4 put households H-0000002",
        "4 remove households H-0000003",
    ];
    assert_eq!((revision, names(&changes)), (4, expected.map(str::to_owned).to_vec()));
    let logged = store.log(None, 1).unwrap().remove(0);
    assert_eq!((&*logged.author, logged.action, logged.revision), ("tester", Action::External, 4));
    assert_eq!(
        logged.counts.map(|count| (count.added, count.updated, count.removed)),
        [(0, 0, 0), (1, 0, 0), (0, 2, 1)]
    );
    assert_eq!(store.load(&|_| ()).unwrap().findings.named(), []);
}

#[test]
fn a_row_given_no_id_gets_one_that_no_row_has_or_had() {
    let (place, store) = filled();
    place.sql("INSERT INTO households (id, persons) VALUES ('H.22', 1)");
    place.sql("INSERT INTO households (persons) VALUES (2)");
    let minted = place.ask("SELECT id FROM households WHERE fid = 22");
    assert!(minted.starts_with("H.22-") && minted.len() == 13, "{minted}");
    place.sql("DELETE FROM households WHERE fid = 22; UPDATE households SET id = NULL WHERE id = 'H.22'");
    assert_eq!(place.ask("SELECT count(*) FROM households WHERE id = 'H.22'"), "1", "an id is not lost");
    // A program that gives keys of its own does not get in the way of the next.
    place.sql("INSERT INTO households (fid, persons) VALUES (100, 2); INSERT INTO households (persons) VALUES (3)");
    assert_eq!(place.ask("SELECT string_agg(id, ' ' ORDER BY fid) FROM households WHERE fid >= 100"), "H.100 H.101");
    let ids = store.mint(RegisterName::Households, 2).unwrap();
    assert_eq!(ids, [id("H.102"), id("H.103")]);
}

#[test]
fn what_changes_nothing_or_is_rolled_back_leaves_no_trace() {
    let (place, store) = filled();
    place.sql("UPDATE households SET persons = persons, revision = 77");
    place.sql("BEGIN; DELETE FROM households; UPDATE settings SET value = 'x'; ROLLBACK");
    place.sql("BEGIN; SAVEPOINT a; DELETE FROM kitchens; ROLLBACK TO a; COMMIT");
    assert_eq!((store.revision().unwrap(), changes(&store, 3)), (3, (3, vec![])));
    assert_eq!(place.ask("SELECT count(*) FROM households_log WHERE revision > 3"), "0");
    place.sql("BEGIN; SAVEPOINT a; DELETE FROM kitchens; ROLLBACK TO a; DELETE FROM kitchens WHERE id = 'C.1'; COMMIT");
    assert_eq!(names(&changes(&store, 3).1), ["4 remove kitchens C.1"]);
}

#[test]
fn truncate_is_refused_and_so_is_what_makes_no_sense() {
    let (place, store) = filled();
    let mut client = place.database.client();
    for (sql, said) in [
        ("TRUNCATE households", "DELETE"),
        ("UPDATE kitchens SET status = 'foo'", "status_is_open_or_closed"),
        ("UPDATE kitchens SET kind = ''", "kind_is_comedor_popular_or_olla_comun"),
        ("UPDATE kitchens SET rations = -1", "rations_is_a_whole_number_from_0"),
        ("UPDATE kitchens SET geom = NULL", "geom"),
        ("UPDATE households SET persons = 0", "persons_is_a_whole_number_from_1_to_10000"),
        ("UPDATE households SET accuracy_m = -1", "accuracy_m_is_a_number_from_0"),
        ("UPDATE households SET accuracy_m = 'NaN'", "accuracy_m_is_a_number_from_0"),
        ("UPDATE households SET closed_on = 'infinity'", "closed_on_is_a_day"),
        ("UPDATE households SET id = 'a b' WHERE fid = 1", "id_has_1_to_64_letters_digits_dots_dashes"),
        ("UPDATE households SET id = '' WHERE fid = 1", "id_has_1_to_64_letters_digits_dots_dashes"),
        ("UPDATE households SET id = E'a\\n' WHERE fid = 1", "id_has_1_to_64_letters_digits_dots_dashes"),
        ("UPDATE households SET id = 'H-0000001' WHERE fid = 1", "unique"),
        ("UPDATE households SET fid = 900 WHERE fid = 1", "fid"),
        ("UPDATE households SET fixed_kitchen_id = 'a b'", "fixed_kitchen_id_is_an_id"),
        (
            "UPDATE households SET fixed_reason = 'x', fixed_kitchen_id = NULL",
            "a_fixed_reason_needs_a_fixed_kitchen_id",
        ),
    ] {
        let error = client.batch_execute(sql).unwrap_err();
        assert!(format!("{error:?}").contains(said), "{sql}: {error:?}");
    }
    assert_eq!(store.revision().unwrap(), 3);
}

#[test]
fn a_row_made_invalid_stays_in_force_as_it_was_until_it_is_mended() {
    let (place, store) = filled();
    let before = store.load(&|_| ()).unwrap().register;
    place.sql(
        "UPDATE settlements SET geom = ST_GeomFromText('MULTIPOLYGON(((0 0, 1 1, 1 0, 0 1, 0 0)))', 4326), name = 'x'
         WHERE id = '12-de-Junio'; UPDATE kitchens SET geom = ST_SetSRID(ST_MakePoint(200, 95), 4326) WHERE id = 'C.1'",
    );
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!(loaded.findings.count(), 2, "{:?}", loaded.findings.named());
    assert_eq!((&loaded.register.settlements, &loaded.register.kitchens), (&before.settlements, &before.kitchens));
    let Delta::Rows { changes, findings, .. } = store.changes_since(3).unwrap() else { panic!() };
    assert_eq!(findings.count(), 2);
    assert!(changes.iter().any(|change| change.what == What::Put(Row::Settlement(before.settlements[0].clone()))));
    let history = store.history(RegisterName::Kitchens, &id("C.1"), None, 10).unwrap();
    assert!(matches!(history[0].after, Some(Version::Invalid(_))), "{history:?}");
    assert_eq!(history[1].after, Some(Version::Valid(Row::Kitchen(before.kitchens[0].clone()))));
    store.import(Batch::Settlements(settlements())).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    assert_eq!(store.load(&|_| ()).unwrap().findings.count(), 0);
}

#[test]
fn history_follows_an_id_through_changes_removal_and_another_key() {
    let (place, store) = filled();
    let name = id("H-0000001");
    let mut row = households(2).remove(1);
    row.persons = Some(Persons::new(5.0).unwrap());
    let put = |row: &cercania::domain::household::Household| RowWrite::put(Row::Household(row.clone()));
    store.write(Write::rows("ana", Action::Edit, vec![put(&row)])).unwrap();
    place.sql("UPDATE households SET id = 'other' WHERE id = 'H-0000001'");
    place.sql("INSERT INTO households (id, persons) VALUES ('H-0000001', 3)");
    let remove = RowWrite { row: RowChange::Remove(RegisterName::Households, name.clone()), onto: Onto::Revision(6) };
    store.write(Write::rows("luis", Action::Undo(6), vec![remove])).unwrap();
    let history = store.history(RegisterName::Households, &name, None, 10).unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|edit| (edit.revision, &*edit.author, edit.action, edit.before.is_some(), edit.after.is_some()))
        .collect();
    let expected = [
        (7, "luis", Action::Undo(6), true, false),
        (6, "tester", Action::External, false, true),
        (5, "tester", Action::External, true, false),
        (4, "ana", Action::Edit, true, true),
        (3, "tester", Action::Import, false, true),
    ];
    assert_eq!(told, expected);
    assert_eq!(history[2].before, Some(Version::Valid(Row::Household(row))));
    assert_eq!(store.history(RegisterName::Households, &name, Some(5), 1).unwrap(), history[3..4]);
    let edit = store.edit(5).unwrap().unwrap();
    let ids: Vec<_> = edit.rows.iter().map(|row| (row.id.as_str(), row.before.is_some(), row.revision)).collect();
    assert_eq!(ids, [("H-0000001", true, None), ("other", false, Some(5))]);
    assert_eq!(store.log(None, 9).unwrap()[1].undone_by, Some(7));
    assert!(store.edit(99).unwrap().is_none());
}

#[test]
fn a_write_onto_another_version_is_stale_and_changes_nothing() {
    let (_place, store) = filled();
    let row = households(1).remove(0);
    for (onto, stale) in [(Onto::Nothing, true), (Onto::Revision(2), true), (Onto::Revision(3), false)] {
        let rows = vec![RowWrite { row: RowChange::Put(Row::Household(row.clone())), onto }];
        let written = store.write(Write::rows("ana", Action::Edit, rows));
        assert_eq!(matches!(written, Err(WriteError::Stale { .. })), stale, "{onto:?}: {written:?}");
    }
    assert_eq!(store.revision().unwrap(), 3);
}

#[test]
fn two_stores_hear_of_each_others_writes_and_one_does_not_hear_itself() {
    let (place, one) = filled();
    let other = place.store();
    other.wait(Duration::ZERO).unwrap();
    one.wait(Duration::ZERO).unwrap();
    let start = Instant::now();
    one.import(Batch::Households(households(21))).unwrap();
    other.wait(Duration::from_secs(60)).unwrap();
    assert!(start.elapsed() < Duration::from_secs(30), "it was woken");
    assert_eq!(names(&changes(&other, 3).1), ["4 put households H-0000020"]);
    one.wait(Duration::from_millis(50)).unwrap();
    place.sql("UPDATE households SET persons = 7");
    one.wait(Duration::from_secs(60)).unwrap();
    assert!(start.elapsed() < Duration::from_secs(30), "it was woken by psql");
}

#[test]
fn a_lost_connection_is_told_once_and_the_next_call_has_another() {
    let (place, store) = filled();
    store.wait(Duration::ZERO).unwrap();
    let database = &place.database.name;
    admin()
        .batch_execute(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        ))
        .unwrap();
    assert_eq!(store.revision().unwrap(), 3);
    let error = store.wait(Duration::from_secs(60)).unwrap_err();
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
    store.wait(Duration::from_secs(60)).unwrap();
    store.import(Batch::Households(households(21))).unwrap();
}

#[test]
fn without_postgis_the_store_says_so_and_leaves_nothing() {
    let place = PostgresPlace::new();
    let name = &place.database.name;
    place.sql(&format!(
        "CREATE ROLE {name}_plain LOGIN; GRANT CREATE ON DATABASE {name} TO {name}_plain;
        CREATE SCHEMA own AUTHORIZATION {name}_plain; ALTER ROLE {name}_plain SET search_path = own"
    ));
    let url = place.database.url.replace("tester@", &format!("{name}_plain@"));
    let Err(error) = PostgresStore::open_or_create(&url) else { panic!("opened") };
    assert_eq!(error.code(), "store-postgis-missing", "{error}");
    // Once an administrator made it, an ordinary user has a store in a schema of its own, and others see it work.
    place.sql("CREATE EXTENSION postgis");
    let store = PostgresStore::open_or_create(&url).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    place.sql("UPDATE own.kitchens SET status = 'closed'");
    assert_eq!(names(&changes(&store, 1).1), ["2 put kitchens C.2"]);
    drop(store);
    place.sql(&format!("DROP OWNED BY {name}_plain; DROP ROLE {name}_plain"));
}

#[test]
fn servers_that_start_together_make_the_tables_once() {
    let place = PostgresPlace::new();
    let url = &place.database.url;
    std::thread::scope(|scope| {
        let opening: Vec<_> = (0..4).map(|_| scope.spawn(|| PostgresStore::open_or_create(url).map(drop))).collect();
        for thread in opening {
            thread.join().unwrap().unwrap();
        }
    });
    assert_eq!(place.ask("SELECT schema_version FROM cercania_meta"), "2");
    place.sql("UPDATE cercania_meta SET schema_version = 99");
    let Err(error) = PostgresStore::open(url) else { panic!("opened") };
    assert_eq!(error.code(), "store-newer");
    let Err(missing) = PostgresStore::open(&PostgresPlace::new().database.url) else { panic!("opened") };
    assert_eq!(missing.code(), "store-missing");
}

#[test]
fn without_triggers_nothing_is_written_that_no_history_would_have() {
    let place = PostgresPlace::new();
    let store = place.store();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    place.sql("ALTER TABLE kitchens DISABLE TRIGGER kitchens_log_update");
    for error in
        [store.import(Batch::Households(households(2))).unwrap_err().code(), store.changes_since(1).unwrap_err().code()]
    {
        assert_eq!(error, "store-altered");
    }
    place.sql("ALTER TABLE kitchens ENABLE TRIGGER kitchens_log_update");
    assert_eq!(store.import(Batch::Households(households(2))).unwrap().added, 2);
}
