//! What stands between a store and its first answer, part by part and without a process around it.

use cercania::domain::change::Row;
use cercania::domain::snapshot::Snapshot;
use cercania::store::geopackage::GeoPackageStore;
use cercania::store::{Action, Batch, RowWrite, Store, Write};

use super::registers;
use super::table::{Table, Times};

pub fn run(table: &mut Table) {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let store = GeoPackageStore::create(folder.path().join("peru.gpkg")).expect("a new store");
    let register = registers::peru();
    let mut settings = Write::rows("bench", Action::Edit, vec![]);
    settings.settings = Some(register.settings);
    store.write(settings).expect("settings");
    let import = |batch: Batch| store.write(Write::rows("bench", Action::Import, batch.into())).expect("an import");
    import(Batch::Settlements(register.settlements));
    import(Batch::Kitchens(register.kitchens));
    let mut households = Some(register.households);
    let (times, _) = Times::of(1, || import(Batch::Households(households.take().unwrap_or_default())));
    table.note("import of 1,000,000 households into an empty GeoPackage", times.to_string());
    let (times, _) = Times::of(5, || store.load(&|_| ()).expect("a load"));
    table.note("load of that store, its pages in the system's cache", times.to_string());
    let mut households = store.load(&|_| ()).expect("a load").register.households.into_iter();
    let (times, _) = Times::of(200, || {
        let mut row = households.next().expect("a household");
        row.address = Some("Mz. A".into());
        let rows = vec![RowWrite::put(Row::Household(row))];
        store.write(Write::rows("bench", Action::Edit, rows)).expect("an edit")
    });
    drop(households);
    table.note("edit of one household in that store, to its commit", times.to_string());
    let (times, _) =
        Times::of(200, || store.changes_since(store.revision().expect("a revision") - 1).expect("a delta"));
    table.note("what that changed, from the log", times.to_string());
    let mut built = Vec::new();
    for _ in 0..5 {
        let loaded = store.load(&|_| ()).expect("a load");
        let mut register = Some(loaded.register);
        let (times, _) = Times::of(1, || Snapshot::build(register.take().unwrap_or_default(), &()));
        built.push(times.median());
    }
    table.note(
        "snapshot of 1,000,000 households, 15,000 kitchens, 2,000 settlements from the loaded registers",
        Times::from(built).to_string(),
    );
}
