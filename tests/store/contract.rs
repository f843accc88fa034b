//! What every store does, asked through `dyn Store`.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::store::Import;
use cercania::domain::settings::{CoverageLimit, DistanceBands, EpsgCodes, Settings};
use cercania::messages::Explain;
use cercania::store::{Batch, Loaded, Store, Written};

use super::history::*;
use super::rows::{boundary, households, kitchens, settlements};
use super::{GeoPackagePlace, Place};

/// Every test of the contract, for a kind of place.
macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        mod geopackage {
            $(#[test] fn $name() { super::$name(&super::GeoPackagePlace::new()); })*
        }
        mod postgres {
            $(#[test] fn $name() { super::$name(&crate::store::postgres::PostgresPlace::new()); })*
        }
    };
}

contract!(
    a_new_store_is_empty_with_default_settings,
    what_is_imported_is_loaded_and_is_there_after_a_restart,
    importing_again_updates_by_id_and_never_doubles,
    the_last_of_equal_ids_in_a_batch_stands,
    an_import_raises_the_revision_once_and_one_of_nothing_new_does_not,
    a_failed_import_leaves_everything_as_it_was,
    settings_come_back_with_their_study_area_and_reference_systems,
    two_open_stores_see_each_others_commits,
    households_given_in_any_order_load_in_id_order,
    many_households_load_the_same_from_several_readers,
    references_may_name_what_is_not_there_and_check_says_so,
    an_edit_for_a_revision_is_written_at_that_one_or_not_at_all,
    an_id_of_dots_that_is_stored_is_loaded,
    a_row_is_written_onto_what_it_was_made_from_or_not_at_all,
    what_a_write_changed_is_counted,
    minted_ids_are_new_and_never_given_again,
    the_log_tells_who_did_what_and_what_was_there_before,
    changes_since_a_revision_are_rows_as_they_are_now,
    what_other_programs_write_is_a_change_with_a_revision_and_an_author,
    settings_have_a_history,
    a_row_that_another_program_spoils_keeps_its_last_valid_version_until_it_is_mended,
    a_row_that_never_was_valid_is_nobodys,
    other_programs_are_waited_for_and_own_writes_are_not,
    what_is_archived_is_restored_equal_in_everything,
    what_cannot_be_restored_whole_is_not_restored,
);

fn load(store: &dyn Store) -> Loaded {
    let loaded = store.load(&|_| ()).unwrap();
    assert_eq!(loaded.findings.named(), []);
    loaded
}

fn fill(store: &dyn Store) {
    store.import(Batch::Settlements(settlements())).unwrap();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Households(households(200))).unwrap();
}

fn a_new_store_is_empty_with_default_settings(place: &impl Place) {
    let store = place.open();
    let register = load(&*store).register;
    assert!(register.settlements.is_empty() && register.kitchens.is_empty() && register.households.is_empty());
    assert_eq!((register.settings, register.revision), (Settings::default(), 0));
    assert_eq!(store.check().unwrap().count(), 0);
}

fn what_is_imported_is_loaded_and_is_there_after_a_restart(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let before = load(&*store);
    assert_eq!(before.register.settlements, settlements());
    assert_eq!(before.register.kitchens, kitchens());
    assert_eq!(before.register.households, households(200));
    assert_eq!(store.check().unwrap().named(), []);
    drop(store);
    assert_eq!(load(&*place.open()), before);
}

fn importing_again_updates_by_id_and_never_doubles(place: &impl Place) {
    let store = place.open();
    fill(&*store);
    let mut changed = households(210);
    for row in changed.iter_mut().take(5) {
        row.address = Some("otra".into());
        row.position = None;
    }
    let written = store.import(Batch::Households(changed.clone())).unwrap();
    assert_eq!(written, Written { added: 10, updated: 5, unchanged: 195, removed: 0, revision: 4 });
    assert_eq!(load(&*store).register.households, changed);
    let written = store.import(Batch::Settlements(settlements())).unwrap();
    assert_eq!(written, Written { added: 0, updated: 0, unchanged: 2, removed: 0, revision: 4 });
    let written = store.import(Batch::Kitchens(kitchens())).unwrap();
    assert_eq!(written, Written { added: 0, updated: 0, unchanged: 2, removed: 0, revision: 4 });
}

fn the_last_of_equal_ids_in_a_batch_stands(place: &impl Place) {
    let store = place.open();
    let [first, second] = ["first", "second"].map(|code| {
        let mut row = households(1).remove(0);
        row.code = Some(code.into());
        row
    });
    let other = households(2).remove(1);
    let written = store.import(Batch::Households(vec![first, other.clone(), second.clone()])).unwrap();
    assert_eq!(written, Written { added: 2, updated: 0, unchanged: 0, removed: 0, revision: 1 });
    assert_eq!(load(&*store).register.households, [second, other]);
}

fn an_import_raises_the_revision_once_and_one_of_nothing_new_does_not(place: &impl Place) {
    let store = place.open();
    let revisions: Vec<u64> = [10, 10, 2000, 2000, 2001]
        .into_iter()
        .map(|count| {
            let written = store.import(Batch::Households(households(count))).unwrap();
            assert_eq!(store.revision().unwrap(), written.revision);
            written.revision
        })
        .collect();
    assert_eq!(revisions, [1, 1, 2, 2, 3]);
    assert_eq!(store.import(Batch::Households(vec![])).unwrap().revision, 3);
    assert_eq!(load(&*store).register.revision, 3);
}

fn a_failed_import_leaves_everything_as_it_was(place: &impl Place) {
    let store = place.open();
    store.import(Batch::Kitchens(kitchens())).unwrap();
    store.import(Batch::Settlements(settlements())).unwrap();
    place.refuse_household("H-0001999");
    let empty = load(&*store);
    // Into an empty table, where the index is packed, and into one with rows.
    let error = store.import(Batch::Households(households(2000))).unwrap_err();
    assert_eq!(error.code(), "store-refused", "{error}");
    assert_eq!(load(&*store), empty);
    store.import(Batch::Households(households(1999))).unwrap();
    let before = load(&*store);
    let mut changed = households(2000);
    for row in &mut changed {
        row.address = None;
    }
    assert_eq!(store.import(Batch::Households(changed)).unwrap_err().code(), "store-refused");
    assert_eq!(load(&*store), before);
    assert_eq!(store.check().unwrap().named(), []);
}

fn settings_come_back_with_their_study_area_and_reference_systems(place: &impl Place) {
    let store = place.open();
    let mut settings = Settings {
        coverage_limit: CoverageLimit::new(412.300_000_000_000_04).unwrap(),
        distance_bands: DistanceBands::new(&[0.1, 250.0, 1e5]).unwrap(),
        study_area: Some(boundary(-76.971_234_567_89, -12.17)),
        crs: EpsgCodes::new(&[24891, 4248]).unwrap(),
    };
    assert_eq!(store.save_settings(&settings).unwrap(), 1);
    assert_eq!(store.save_settings(&settings).unwrap(), 1, "nothing differs");
    assert_eq!(load(&*store).register.settings, settings);
    settings.study_area = None;
    settings.crs = EpsgCodes::default();
    assert_eq!(store.save_settings(&settings).unwrap(), 2);
    drop(store);
    let register = load(&*place.open()).register;
    assert_eq!((register.settings, register.revision), (settings, 2));
}

fn two_open_stores_see_each_others_commits(place: &impl Place) {
    let (one, other) = (place.open(), place.open());
    fill(&*one);
    assert_eq!(load(&*other), load(&*one));
    let written = other.import(Batch::Households(households(201))).unwrap();
    assert_eq!(written, Written { added: 1, updated: 0, unchanged: 200, removed: 0, revision: 4 });
    assert_eq!(one.revision().unwrap(), 4);
    assert_eq!(load(&*one), load(&*other));
}

fn households_given_in_any_order_load_in_id_order(place: &impl Place) {
    let store = place.open();
    let (even, odd): (Vec<_>, Vec<_>) = households(100).into_iter().enumerate().partition(|(at, _)| at % 2 == 0);
    for part in [odd, even] {
        store.import(Batch::Households(part.into_iter().rev().map(|(_, row)| row).collect())).unwrap();
    }
    assert_eq!(load(&*store).register.households, households(100));
}

fn many_households_load_the_same_from_several_readers(place: &impl Place) {
    let store = place.open();
    let rows = households(100_000); // five readers' worth
    store.import(Batch::Households(rows.clone())).unwrap();
    let greatest = AtomicU64::new(0);
    let progress = |done| {
        greatest.fetch_max(done, Ordering::Relaxed);
    };
    let loaded = store.load(&progress).unwrap();
    assert!(loaded.register.households == rows);
    assert_eq!(greatest.into_inner(), 100_000);
}

fn references_may_name_what_is_not_there_and_check_says_so(place: &impl Place) {
    let store = place.open();
    store.import(Batch::Households(households(1))).unwrap();
    load(&*store);
    let found = store.check().unwrap();
    let found: Vec<String> = found.named().iter().map(ToString::to_string).collect();
    let expected = [
        "declared_settlement_id is 12-de-Junio in 1 households, and no row of settlements has that id",
        "fixed_kitchen_id is C.2 in 1 households, and no row of kitchens has that id",
    ];
    assert_eq!(found, expected);
}
