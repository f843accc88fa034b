//! A living register: edits of a service by several clients, with readers beside, on both stores; and services killed.

mod clients;
#[path = "../../tests/living/killed.rs"]
mod killed;
#[expect(dead_code, reason = "tests look at more of an answer")]
#[path = "../../tests/living/program.rs"]
mod program;

use std::ffi::OsStr;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::child::{cercania, finish};
use crate::cluster::Database;
use crate::registers::{self, Files};
use crate::table::{Table, Times};
use clients::{Load, Work, together};
use killed::kill_at_random;
use program::{Program, Store};

const CLIENTS: [usize; 3] = [1, 4, 16];
const READERS: usize = 2;
const KILLS: usize = 200;
/// A kitchen is closed and opened again so often.
const TURNS: usize = 10;

pub fn run(table: &mut Table) {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let file = folder.path().join("peru.gpkg");
    let filled = fill(folder.path(), &file);
    let [large, empty] = [database(), database()];
    let stores = [
        ("GeoPackage", filled.clone().map(|()| Store::file(&file))),
        ("PostgreSQL", filled.and_then(|()| in_database(table, &large, &file))),
    ];
    for (name, store) in stores {
        match store {
            Ok(store) => measure(table, name, &store),
            Err(reason) => table.skip(format!("{name}: edits"), reason),
        }
    }
    kills(table, "GeoPackage", Ok(Store::file(&folder.path().join("killed.gpkg"))));
    kills(table, "PostgreSQL", store_in(&empty));
}

/// A million households, 15,000 kitchens, 2,000 settlements, as a user fills a store.
fn fill(folder: &Path, data: &Path) -> Result<(), String> {
    let files = Files::write(&registers::peru(), folder).map_err(|error| error.to_string())?;
    for (register, file) in
        [("settlements", files.settlements), ("kitchens", files.kitchens), ("households", files.households)]
    {
        let arguments =
            [OsStr::new("import"), OsStr::new(register), file.as_os_str(), OsStr::new("--data"), data.as_os_str()];
        finish(cercania().args(arguments))?;
    }
    Ok(())
}

/// A database of a cluster of our own, which goes with this process.
fn database() -> Result<Database, String> {
    // What is missing is said on the way.
    std::panic::catch_unwind(Database::new).map_err(|_| "no PostgreSQL with PostGIS could be started".to_owned())
}

fn store_in(database: &Result<Database, String>) -> Result<Store, String> {
    database.as_ref().map(|database| Store("--database-url", database.url.clone())).map_err(Clone::clone)
}

fn in_database(table: &mut Table, database: &Result<Database, String>, file: &Path) -> Result<Store, String> {
    let store = store_in(database)?;
    let mut copy = cercania();
    copy.arg("copy").arg("--from").arg(file).args(["--to", &store.1]);
    let usage = finish(&mut copy)?;
    table.note(
        "`cercania copy` of 1,000,000 households from GeoPackage to PostgreSQL",
        Times::from(vec![usage.wall]).to_string(),
    );
    Ok(store)
}

fn measure(table: &mut Table, name: &str, store: &Store) {
    let program = Program::start(store);
    let at = |what: &str| format!("{name}, 1,000,000 households: {what}");
    for clients in CLIENTS {
        let [edits] = together(&program, [Load { work: Work::Edit, clients }]);
        table.note(at(&format!("edits of one household by {clients} clients")), edits.to_string());
    }
    let [alone] = together(&program, [Load { work: Work::Read, clients: READERS }]);
    table.note(at(&format!("pages of 100 read by {READERS} clients, nobody edits")), alone.to_string());
    let loads = [Load { work: Work::Read, clients: READERS }, Load { work: Work::Edit, clients: 4 }];
    let [reads, edits] = together(&program, loads);
    table.note(at(&format!("pages of 100 read by {READERS} clients while 4 edit")), reads.to_string());
    table.note(at(&format!("edits by 4 clients while {READERS} read")), edits.to_string());
    kitchens(table, &program, &at);
}

/// One kitchen closed and opened again; then the first question to each layer that shows it.
fn kitchens(table: &mut Table, program: &Program, at: &dyn Fn(&str) -> String) {
    let client = program.client();
    let path = "collections/kitchens/items/K-0007000";
    let shown = [
        ("the kitchen", path.to_owned()),
        ("a page of households", "collections/households/items?limit=100&after=H-0500000".to_owned()),
        ("settlements", "collections/settlements/items?limit=100".to_owned()),
    ];
    let mut edits = Vec::new();
    let mut answers: Vec<Vec<Duration>> = vec![Vec::new(); shown.len()];
    let mut reassigned = 0;
    for turn in 0..TURNS {
        let status = if turn % 2 == 0 { "closed" } else { "open" };
        let start = Instant::now();
        let Some(answer) = client.patch(path, &json!({ "properties": { "status": status } })) else { continue };
        edits.push(start.elapsed());
        reassigned = answer.body["reassigned"].as_u64().unwrap_or(0);
        for ((_, path), times) in shown.iter().zip(&mut answers) {
            let start = Instant::now();
            if client.get(path).is_some_and(|answer| answer.status == 200) {
                times.push(start.elapsed());
            }
        }
    }
    let words = format!("{}; {reassigned} households reassigned", Times::from(edits));
    table.note(at("a kitchen closed or opened, commit included"), words);
    for ((what, _), times) in shown.iter().zip(answers).filter(|(_, times)| !times.is_empty()) {
        let times = Times::from(times);
        let kept = times.median() <= Duration::from_millis(20);
        table.promise(at(&format!("first answer after it: {what}")), times.to_string(), "within 20 ms", kept);
    }
}

fn kills(table: &mut Table, name: &str, store: Result<Store, String>) {
    let what = format!("{name}: the service killed {KILLS} times at random moments under writes");
    match store {
        Err(reason) => table.skip(what, reason),
        Ok(store) => {
            let acknowledged = kill_at_random(&store, KILLS, 2);
            let sound = store.run(&["check"]).contains("no problem");
            let words =
                format!("{acknowledged} acknowledged writes, all there; `cercania check` finds nothing: {sound}");
            table.promise(what, words, "nothing lost, nothing by half", sound);
        }
    }
}
