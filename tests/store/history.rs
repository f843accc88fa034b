//! Writing row by row, and what the store remembers of it.

use cercania::domain::change::{Change, Row, What};
use cercania::domain::household::Household;
use cercania::domain::id::Id;
use cercania::domain::register::RegisterName;
use cercania::domain::units::Persons;
use cercania::messages::Explain;
use cercania::store::{
    Action, ArchiveError, Batch, Counts, Delta, Onto, Record, RowChange, RowWrite, Store, Version, Write, WriteError,
    Written,
};

use super::Place;
use super::rows::{households, id, kitchens, settlements};
use crate::store::Import;

const H: RegisterName = RegisterName::Households;

fn fill(store: &dyn Store) {
    store.import(Batch::Settlements(settlements())).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Households(households(20))).unwrap();
}

pub fn with_persons(name: &str, persons: u32) -> Household {
    let mut row = Household::new(id(name));
    row.persons = Persons::new(persons.into()).ok();
    row
}

pub fn put(row: &Household, onto: Onto) -> RowWrite {
    RowWrite { row: RowChange::Put(Row::Household(row.clone())), onto }
}

pub fn remove(name: &str, onto: Onto) -> RowWrite {
    RowWrite { row: RowChange::Remove(H, id(name)), onto }
}

pub fn edit(store: &dyn Store, author: &str, rows: Vec<RowWrite>) -> Result<Written, WriteError> {
    store.write(Write::rows(author, Action::Edit, rows))
}

/// Rows changed since a revision, by id; `None` stands for a row that is gone.
pub fn since(store: &dyn Store, revision: u64) -> Vec<(u64, String, Option<Row>)> {
    let Delta::Rows { changes, .. } = store.changes_since(revision).unwrap() else { panic!("everything") };
    changes
        .into_iter()
        .map(|Change { revision, what }| match what {
            What::Put(row) => (revision, row.id().to_string(), Some(row)),
            What::Remove(_, id) => (revision, id.to_string(), None),
            What::Settings(_) => (revision, "settings".into(), None),
        })
        .collect()
}

pub fn an_edit_for_a_revision_is_written_at_that_one_or_not_at_all(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let before = store.load(&|_| ()).unwrap();
    let at = |revision: u64| {
        let rows = vec![put(&with_persons("N", 2), Onto::Any)];
        store.write(Write { at: Some(revision), ..Write::rows("a", Action::Edit, rows) })
    };
    for revision in [2, 4] {
        assert!(matches!(at(revision), Err(WriteError::Moved(3))), "{revision}");
        assert_eq!(store.load(&|_| ()).unwrap(), before);
    }
    assert_eq!(at(3).unwrap().revision, 4);
}

/// Versions before took them.
pub fn an_id_of_dots_that_is_stored_is_loaded(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let dots = Household { id: Id::parse_stored("..").unwrap(), ..with_persons("N", 2) };
    edit(&*store, "a", vec![put(&dots, Onto::Any)]).unwrap();
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!(loaded.findings.named(), []);
    assert!(loaded.register.households.contains(&dots));
    let told = store.edit(4).unwrap().unwrap();
    assert_eq!(told.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), [".."]);
    assert_eq!(since(&*store, 3), [(4, "..".into(), Some(Row::Household(dots.clone())))]);
    edit(&*store, "a", vec![RowWrite { row: RowChange::Remove(H, dots.id), onto: Onto::Any }]).unwrap();
    assert_eq!(since(&*store, 4), [(5, "..".into(), None)]);
}

pub fn a_row_is_written_onto_what_it_was_made_from_or_not_at_all(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let before = store.load(&|_| ()).unwrap();
    let new = with_persons("N", 2);
    let there = with_persons("H-0000001", 2);
    // (what must be there, whether it is)
    for (write, fits) in [
        (put(&new, Onto::Revision(3)), false),
        (put(&there, Onto::Nothing), false),
        (put(&there, Onto::Revision(2)), false),
        (remove("N", Onto::Revision(3)), false),
        (remove("H-0000002", Onto::Revision(4)), false),
        (put(&new, Onto::Nothing), true),
        (put(&there, Onto::Revision(3)), true),
        (remove("H-0000002", Onto::Revision(3)), true),
        (remove("H-0000003", Onto::Any), true),
    ] {
        let name = write.row.id().to_string();
        // Together with one that fits: all of it or nothing.
        let result = edit(&*store, "a", vec![put(&with_persons("Z", 1), Onto::Any), write]);
        match result {
            Ok(written) => assert!(fits && written.revision > 3, "{name}: {written:?}"),
            Err(WriteError::Stale { register, id }) => {
                assert_eq!((register, id.to_string(), fits), (H, name, false));
                assert_eq!(store.load(&|_| ()).unwrap(), before);
            }
            Err(other) => panic!("{name}: {other}"),
        }
    }
    assert_eq!(store.load(&|_| ()).unwrap().register.households.len(), 20);
    assert_eq!(store.check().unwrap().named(), []);
}

pub fn what_a_write_changed_is_counted(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let rows = vec![
        put(&with_persons("N", 2), Onto::Any),
        put(&with_persons("N", 3), Onto::Any),
        put(&households(1).remove(0), Onto::Any),
        put(&with_persons("H-0000001", 9), Onto::Any),
        remove("H-0000002", Onto::Any),
        remove("nobody", Onto::Any),
    ];
    let written = edit(&*store, "a", rows).unwrap();
    assert_eq!(written, Written { added: 1, updated: 1, unchanged: 2, removed: 1, revision: 4 });
    let loaded = store.load(&|_| ()).unwrap().register;
    assert_eq!(loaded.households.last(), Some(&with_persons("N", 3)));
    let revisions: Vec<u64> = loaded.revisions.households.iter().copied().filter(|revision| *revision != 3).collect();
    assert_eq!((revisions, loaded.revisions.households.len()), (vec![4, 4], 20));
    assert_eq!((loaded.revisions.kitchens, loaded.revisions.settings), (vec![2, 2], 0));
}

pub fn minted_ids_are_new_and_never_given_again(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    edit(&*store, "a", vec![put(&with_persons("H.22", 1), Onto::Any)]).unwrap();
    edit(&*store, "a", vec![remove("H.22", Onto::Any)]).unwrap();
    let mut seen: Vec<String> = Vec::new();
    for count in [0, 1, 3] {
        seen.extend(store.mint(H, count).unwrap().iter().map(ToString::to_string));
    }
    place.foreign("INSERT INTO households (persons) VALUES (3)");
    let rows = store.load(&|_| ()).unwrap().register.households;
    seen.extend(rows.iter().map(|row| row.id.to_string()).filter(|id| id.starts_with("H.")));
    seen.extend(store.mint(H, 1).unwrap().iter().map(ToString::to_string));
    assert_eq!(seen.len(), 6, "{seen:?}");
    assert!(seen.iter().all(|id| id.starts_with("H.") && id != "H.22"), "{seen:?}");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 6, "{seen:?}");
    assert_eq!(store.mint(RegisterName::Kitchens, 1).unwrap().len(), 1);
}

pub fn the_log_tells_who_did_what_and_what_was_there_before(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let old = households(2).remove(1);
    let new = with_persons("H-0000001", 9);
    edit(&*store, "Rosa", vec![put(&new, Onto::Any), put(&with_persons("N", 1), Onto::Any)]).unwrap();
    store
        .write(Write::rows("Luis", Action::Undo(4), vec![put(&old, Onto::Revision(4)), remove("N", Onto::Any)]))
        .unwrap();
    let log = store.log(None, 2).unwrap();
    let told: Vec<_> =
        log.iter().map(|edit| (edit.revision, &*edit.author, edit.action, edit.counts[2], edit.undone_by)).collect();
    let counts = |added, updated, removed| Counts { added, updated, removed };
    assert_eq!(
        told,
        [(5, "Luis", Action::Undo(4), counts(0, 1, 1), None), (4, "Rosa", Action::Edit, counts(1, 1, 0), Some(5))]
    );
    let earlier: Vec<u64> = store.log(Some(4), 9).unwrap().iter().map(|edit| edit.revision).collect();
    assert_eq!(earlier, [3, 2, 1]);
    let told = store.edit(4).unwrap().unwrap();
    let rows: Vec<_> =
        told.rows.into_iter().map(|row| (row.id.to_string(), row.before, row.after, row.revision)).collect();
    let valid = |row: &Household| Some(Version::Valid(Row::Household(row.clone())));
    assert_eq!(
        rows,
        [
            ("H-0000001".into(), valid(&old), valid(&new), Some(5)),
            ("N".into(), None, valid(&with_persons("N", 1)), None)
        ]
    );
    assert_eq!(store.edit(99).unwrap(), None);
    let of = |name: &str, before, most| -> Vec<_> {
        let edits = store.history(H, &id(name), before, most).unwrap();
        edits.into_iter().map(|edit| (edit.revision, edit.author, edit.before, edit.after)).collect()
    };
    assert_eq!(
        of("H-0000001", None, 2),
        [(5, "Luis".into(), valid(&new), valid(&old)), (4, "Rosa".into(), valid(&old), valid(&new))]
    );
    assert_eq!(of("H-0000001", Some(4), 9), [(3, "tester".into(), None, valid(&old))]);
    edit(&*store, "Rosa", vec![put(&with_persons("N", 5), Onto::Nothing)]).unwrap();
    let revisions: Vec<u64> = of("N", None, 9).iter().map(|edit| edit.0).collect();
    assert_eq!(revisions, [6, 5, 4], "through its removal");
    assert_eq!(of("nobody", None, 9), []);
}

pub fn changes_since_a_revision_are_rows_as_they_are_now(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    assert_eq!(since(&*store, 3), []);
    let (one, two) = (with_persons("H-0000001", 2), with_persons("H-0000001", 3));
    edit(&*store, "a", vec![put(&one, Onto::Any), remove("H-0000002", Onto::Any)]).unwrap();
    edit(&*store, "a", vec![put(&two, Onto::Any), put(&with_persons("N", 1), Onto::Any)]).unwrap();
    edit(&*store, "a", vec![remove("N", Onto::Any)]).unwrap();
    let row = |row: &Household| Some(Row::Household(row.clone()));
    let both = [(5, "H-0000001".to_owned(), row(&two)), (4, "H-0000002".to_owned(), None), (6, "N".to_owned(), None)];
    assert_eq!(since(&*store, 3), both);
    assert_eq!(since(&*store, 5), both[2..]);
    assert_eq!(store.changes_since(7).unwrap(), Delta::All, "of another store's counter");
    assert_eq!(since(&*store, 0).len(), 2 + 2 + 19 + 2);
}

pub fn what_other_programs_write_is_a_change_with_a_revision_and_an_author(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    place.foreign("UPDATE households SET persons = 7 WHERE id = 'H-0000004'");
    place.foreign("UPDATE households SET persons = 7 WHERE id = 'H-0000004'");
    let revision = store.revision().unwrap();
    assert_eq!(revision, 4, "the second changes nothing");
    place.foreign("INSERT INTO households (code) VALUES ('new')");
    place.foreign("DELETE FROM households WHERE id = 'H-0000005'");
    place.foreign("UPDATE kitchens SET id = 'C.9' WHERE id = 'C.1'");
    let changes = since(&*store, 3);
    let told: Vec<(u64, &str, bool)> = changes.iter().map(|(at, id, row)| (*at, &**id, row.is_some())).collect();
    let minted = changes[3].1.as_str();
    assert!(minted.starts_with("H."), "{minted}");
    assert_eq!(
        told,
        [(7, "C.9", true), (7, "C.1", false), (4, "H-0000004", true), (5, minted, true), (6, "H-0000005", false),]
    );
    let log = store.log(None, 4).unwrap();
    assert!(
        log.iter().all(|edit| edit.action == Action::External && *edit.author == *place.foreign_author()),
        "{log:?}"
    );
    let renamed = store.edit(7).unwrap().unwrap().rows;
    let renamed: Vec<_> =
        renamed.iter().map(|row| (row.id.as_str(), row.before.is_some(), row.after.is_some())).collect();
    assert_eq!(renamed, [("C.1", true, false), ("C.9", false, true)]);
    let new = store.edit(5).unwrap().unwrap().rows;
    assert_eq!((new.len(), new[0].id.as_str()), (1, minted), "logged once, with its id");
}

pub fn settings_have_a_history(place: &impl Place) {
    use cercania::domain::settings::{CoverageLimit, Settings};
    let store = place.open();
    let with = |limit| Settings { coverage_limit: CoverageLimit::new(limit).unwrap(), ..Settings::default() };
    store.save_settings(&with(300.0)).unwrap();
    fill(&*store);
    store.save_settings(&with(400.0)).unwrap();
    let edit = store.edit(5).unwrap().unwrap();
    assert_eq!((edit.settings, edit.settings_revision), (Some((with(300.0), with(400.0))), 5));
    assert_eq!(store.edit(1).unwrap().unwrap().settings.unwrap().1, with(300.0));
    assert_eq!(store.edit(2).unwrap().unwrap().settings, None);
    assert_eq!(since(&*store, 4), [(5, "settings".to_owned(), None)]);
    place.foreign("UPDATE settings SET value = '450' WHERE key = 'coverage_limit_m'");
    let Delta::Rows { changes, .. } = store.changes_since(5).unwrap() else { panic!("everything") };
    assert_eq!(changes, [Change { revision: 6, what: What::Settings(Box::new(with(450.0))) }]);
    assert_eq!(store.load(&|_| ()).unwrap().register.revisions.settings, 6);
}

pub fn a_row_that_another_program_spoils_keeps_its_last_valid_version_until_it_is_mended(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let before = store.load(&|_| ()).unwrap().register;
    place.spoil_kitchen("C.2");
    let in_force = |store: &dyn Store| {
        let loaded = store.load(&|_| ()).unwrap();
        let told: Vec<String> = loaded.findings.named().iter().map(ToString::to_string).collect();
        assert!(told.len() == 1 && told[0].ends_with("its last valid version stays in force"), "{told:?}");
        assert_eq!(loaded.findings.left_out(), 0);
        loaded.register
    };
    let loaded = in_force(&*store);
    assert_eq!(loaded.kitchens, before.kitchens);
    assert_eq!(loaded.revisions.kitchens[1], 4, "an edit is made from what is stored");
    let Delta::Rows { changes, touched, findings, .. } = store.changes_since(3).unwrap() else { panic!("everything") };
    assert_eq!((touched.len(), findings.count()), (1, 1));
    let kept = Change { revision: 4, what: What::Put(Row::Kitchen(before.kitchens[1].clone())) };
    assert_eq!(changes, [kept]);
    place.spoil_kitchen("C.2");
    in_force(&*place.open());
    let history = store.history(RegisterName::Kitchens, &id("C.2"), None, 9).unwrap();
    assert!(matches!(history[0].after, Some(Version::Invalid(_))), "{history:?}");
    let mut mended = before.kitchens[1].clone();
    mended.name = "otra".into();
    let row = RowChange::Put(Row::Kitchen(mended.clone()));
    let revision = store.revision().unwrap();
    edit(&*store, "a", vec![RowWrite { row, onto: Onto::Revision(revision) }]).unwrap();
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!((loaded.findings.count(), &loaded.register.kitchens[1]), (0, &mended));
    let Delta::Rows { findings, .. } = store.changes_since(3).unwrap() else { panic!("everything") };
    assert_eq!(findings.count(), 0);
}

pub fn a_row_that_never_was_valid_is_nobodys(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    place.foreign("INSERT INTO kitchens (geom, id, name) SELECT geom, 'C.3', name FROM kitchens WHERE id = 'C.2'");
    place.spoil_kitchen("C.3");
    place.forget("kitchens");
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!((loaded.findings.left_out(), loaded.register.kitchens.len()), (1, 2));
    let code = loaded.findings.named()[0].code();
    assert_eq!(code, "store-row-position");
    let row = RowChange::Put(Row::Kitchen(super::rows::kitchen("C.3", -76.9, -12.1)));
    edit(&*store, "a", vec![RowWrite { row, onto: Onto::Nothing }]).unwrap();
    assert_eq!(store.load(&|_| ()).unwrap().register.kitchens.len(), 3);
}

pub fn other_programs_are_waited_for_and_own_writes_are_not(place: &impl Place) {
    use std::time::{Duration, Instant};
    let store = place.open();
    fill(&*store);
    store.changes_since(3).unwrap();
    // Who begins to listen may have missed something, and is told to look.
    store.wait(Duration::from_millis(1)).unwrap();
    let began = Instant::now();
    store.wait(Duration::from_millis(10)).unwrap();
    assert!(began.elapsed() >= Duration::from_millis(10), "nobody wrote but this store");
    place.foreign("DELETE FROM households WHERE id = 'H-0000005'");
    let began = Instant::now();
    store.wait(Duration::from_secs(60)).unwrap();
    assert!(began.elapsed() < Duration::from_secs(30));
    assert_eq!(since(&*store, 3).len(), 1);
}

/// Everything that a store gives about itself.
pub fn everything(
    store: &dyn Store,
) -> (cercania::store::Loaded, Vec<cercania::store::LoggedEdit>, Vec<cercania::store::Edit>) {
    let log = store.log(None, 999).unwrap();
    let edits = log.iter().map(|edit| store.edit(edit.revision).unwrap().unwrap()).collect();
    (store.load(&|_| ()).unwrap(), log, edits)
}

pub fn records(store: &dyn Store) -> Vec<Record> {
    let mut records = Vec::new();
    let mut into = |record| {
        records.push(record);
        Ok(())
    };
    store.archive(&mut into).unwrap();
    records
}

pub fn what_is_archived_is_restored_equal_in_everything(place: &impl Place) {
    let store = place.open();
    store.save_settings(&cercania::domain::settings::Settings::default()).unwrap();
    fill(&*store);
    edit(&*store, "Rosa", vec![put(&with_persons("N", 1), Onto::Any), remove("H-0000003", Onto::Any)]).unwrap();
    store.write(Write::rows("Luis", Action::Undo(5), vec![remove("N", Onto::Revision(5))])).unwrap();
    place.foreign("UPDATE households SET persons = 3, id = 'renamed' WHERE id = 'H-0000004'");
    place.foreign("INSERT INTO households (persons) VALUES (3)");
    place.spoil_kitchen("C.2");
    store.mint(H, 4).unwrap();
    let archived = records(&*store);
    let other = place.another();
    other.restore(&mut archived.clone().into_iter().map(Ok)).unwrap();
    assert_eq!(everything(&*other), everything(&*store));
    assert_eq!(records(&*other), archived);
    assert_eq!(other.check().unwrap(), store.check().unwrap());
    assert_eq!(other.mint(H, 1).unwrap(), store.mint(H, 1).unwrap());
    let again = other.restore(&mut archived.into_iter().map(Ok)).unwrap_err();
    assert_eq!(again.code(), "archive-not-empty");
    edit(&*other, "Rosa", vec![put(&with_persons("N", 1), Onto::Nothing)]).unwrap();
}

pub fn what_cannot_be_restored_whole_is_not_restored(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let other = place.another();
    let stopped = records(&*store).into_iter().take(30).map(Ok).chain([Err(ArchiveError::Stopped)]);
    assert_eq!(other.restore(&mut { stopped }).unwrap_err().code(), "archive-stopped");
    assert_eq!(other.load(&|_| ()).unwrap().register, cercania::domain::register::Register::default());
    other.restore(&mut records(&*store).into_iter().map(Ok)).unwrap();
    assert_eq!(other.check().unwrap().named(), []);
}
