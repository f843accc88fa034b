//! One service on a `GeoPackage`.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;

use super::killed::kill_at_random;
use super::program::{Program, Store, household, kitchen, together};
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

/// Adds batches of households until one is refused; the batches that were acknowledged, and what the refusal was.
fn fill_up(program: &Program) -> (usize, u16) {
    for batch in 0.. {
        let rows: Vec<_> = (0..200).map(|n| household(&format!("F-{batch:03}-{n:03}"), -76.95, -12.12, 4)).collect();
        let answer = program.client().post("collections/households/items", &together(&rows)).expect("an answer");
        if answer.status != 201 {
            assert_eq!(answer.body["type"], "/problems/edit-store-full", "{}", answer.body);
            return (batch, answer.status);
        }
    }
    unreachable!("it is full at some time")
}

#[test]
fn a_full_disk_refuses_writes_clearly_and_harms_nothing() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("register.gpkg");
    let store = Store::file(&path);
    drop(Program::start(&store));
    // No file may grow beyond this: as a full disk or a quota is, with the signal for it ignored.
    let quota = ["prlimit", "--fsize=3000000", "sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];
    let program = Program::start_under(&store, &quota);
    let client = program.client();
    let (acknowledged, status) = fill_up(&program);
    assert_eq!(status, 507);
    assert!(acknowledged > 0);
    // Reading goes on, and so does writing where there is room again.
    let found =
        |program: &Program| program.get("collections/households/items?resultType=hits")["numberMatched"].clone();
    assert_eq!(found(&program), 200 * acknowledged);
    assert!(client.get("health/ready").is_some_and(|answer| answer.status == 200));
    program.kill();
    let program = Program::start(&store);
    assert_eq!(found(&program), 200 * acknowledged);
    let made = program.client().post("collections/kitchens/items", &kitchen("K-1", -76.95, -12.12)).unwrap();
    assert_eq!(made.status, 201, "{}", made.body);
    drop(program);
    assert!(store.run(&["check"]).contains("no problem"));
    validate(&path);
}

#[test]
fn a_file_that_may_only_be_read_is_served_and_writes_say_so() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("register.gpkg");
    let store = Store::file(&path);
    let program = Program::start(&store);
    let made = program.client().post("collections/kitchens/items", &kitchen("K-1", -76.95, -12.12)).unwrap();
    assert_eq!(made.status, 201, "{}", made.body);
    drop(program);
    let allow = |path: &Path, bits| std::fs::set_permissions(path, PermissionsExt::from_mode(bits)).unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        allow(&entry.unwrap().path(), 0o444);
    }
    allow(folder.path(), 0o555);
    // Who may do everything may write read-only files too.
    let root = String::from_utf8(Command::new("id").arg("-u").output().unwrap().stdout).unwrap().trim() == "0";
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let program = Program::start_under(&store, if root { &nobody } else { &[] });
    let client = program.client();
    assert_eq!(program.get("collections/kitchens/items")["numberMatched"], 1);
    let answer = client.patch("collections/kitchens/items/K-1", &json!({ "properties": { "name": "x" } })).unwrap();
    assert_eq!(
        (answer.status, &answer.body["type"]),
        (503, &json!("/problems/edit-store-read-only")),
        "{}",
        answer.body
    );
    assert_eq!(program.get("collections/kitchens/items/K-1")["properties"]["name"], "made up");
    drop(program);
    allow(folder.path(), 0o755);
}
