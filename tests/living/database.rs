//! Several services over one PostgreSQL.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::{Value, json};

use super::killed::kill_at_random;
use super::program::{Program, Store, household, kitchen, together, until};
use crate::store::postgres::cluster::{Cluster, Database};

fn store(url: &str) -> Store {
    Store("--database-url", url.to_owned())
}

/// What a service shows of all registers, without what only names the service or the time.
fn shown(program: &Program) -> Value {
    let mut all: Vec<Value> = ["settlements", "kitchens", "households", "assignments", "gaps"]
        .map(|layer| program.get(&format!("collections/{layer}/items?limit=10000"))["features"].clone())
        .into();
    all.push(program.get("reports/coverage")["settlements"].clone());
    all.into()
}

fn revision(program: &Program) -> u64 {
    program.get("health/ready")["revision"].as_u64().unwrap()
}

#[test]
fn what_was_acknowledged_outlives_the_death_of_a_service_on_postgresql() {
    let database = Database::new();
    let store = store(&database.url);
    let acknowledged = kill_at_random(&store, 20, 3);
    assert!(acknowledged >= 20, "{acknowledged}");
    let said = store.run(&["check"]);
    assert!(said.contains("no problem"), "{said}");
}

#[test]
fn three_services_that_all_write_come_to_show_the_same() {
    let database = Database::new();
    let store = store(&database.url);
    let programs = [(); 3].map(|()| Program::start(&store));
    for (n, program) in programs.iter().enumerate() {
        let lon = -76.95 + 0.004 * f64::from(u8::try_from(n).unwrap());
        let made = program.client().post("collections/kitchens/items", &kitchen(&format!("K-{n}"), lon, -12.12));
        assert_eq!(made.map(|answer| answer.status), Some(201));
    }
    // One household that all of them change, each another field, and rows of their own.
    let common = programs[0].client().post("collections/households/items", &household("COMMON", -76.95, -12.12, 1));
    assert_eq!(common.map(|answer| answer.status), Some(201));
    until("the household reaches every service", || {
        programs.iter().all(|p| p.client().get("collections/households/items/COMMON").is_some_and(|a| a.status == 200))
    });
    thread::scope(|scope| {
        for (n, program) in programs.iter().enumerate() {
            let client = program.client();
            scope.spawn(move || {
                for step in 0..15 {
                    let rows = [0, 1].map(|r| household(&format!("H-{n}-{step}-{r}"), -76.949, -12.121, 3));
                    let made = client.post("collections/households/items", &together(&rows)).unwrap();
                    assert_eq!(made.status, 201, "{}", made.body);
                    let field = ["code", "address", "fixed_kitchen_id"][n];
                    let value = if n == 2 { "K-1".to_owned() } else { format!("{n}-{step}") };
                    let patch = json!({ "properties": { field: value } });
                    let changed = client.patch("collections/households/items/COMMON", &patch).unwrap();
                    assert_eq!(changed.status, 200, "{}", changed.body);
                }
            });
        }
    });
    let last = programs.iter().map(revision).max().unwrap();
    until("all are at the last revision", || programs.iter().all(|program| revision(program) >= last));
    let first = shown(&programs[0]);
    assert_eq!(first[2].as_array().unwrap().len(), 1 + 3 * 15 * 2);
    for program in &programs[1..] {
        assert_eq!(shown(program), first);
    }
    let row = programs[1].get("collections/households/items/COMMON");
    let of = |name: &str| row["properties"][name].clone();
    assert_eq!(
        (of("code"), of("address"), of("kitchen_id")),
        (json!("0-14"), json!("1-14"), json!("K-1")),
        "none lost"
    );
    // A service that comes later shows the same.
    assert_eq!(shown(&Program::start(&store)), first);
}

#[test]
fn while_postgresql_is_away_reads_go_on_and_writes_say_when_to_come_back() {
    // Of its own: it is stopped.
    let cluster = Cluster::start();
    let store = store(&cluster.url("postgres"));
    let program = Program::start(&store);
    let client = program.client();
    assert_eq!(client.post("collections/kitchens/items", &kitchen("K-1", -76.95, -12.12)).unwrap().status, 201);
    let over = AtomicBool::new(false);
    let acknowledged = thread::scope(|scope| {
        let over = &over;
        let writer = program.client();
        let writer = scope.spawn(move || {
            let mut acknowledged = BTreeSet::new();
            for n in 0.. {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                let id = format!("W-{n:05}");
                let answer = writer.post("collections/households/items", &household(&id, -76.95, -12.12, 2)).unwrap();
                match answer.status {
                    201 => drop(acknowledged.insert(id)),
                    503 => assert!(answer.retry_after.is_some(), "{}", answer.body),
                    other => panic!("{other}: {}", answer.body),
                }
            }
            acknowledged
        });
        let reader = program.client();
        let reader = scope.spawn(move || {
            while !over.load(Ordering::Relaxed) {
                let page = reader.get("collections/households/items?limit=100").unwrap();
                assert_eq!(page.status, 200, "{}", page.body);
            }
        });
        let count = || program.get("collections/households/items?resultType=hits")["numberMatched"].as_u64().unwrap();
        until("something is written", || count() > 20);
        cluster.stop();
        let ready = || client.get("health/ready").unwrap();
        until("the service knows that its database is away", || ready().body["status"] != "ready");
        let refused =
            client.patch("collections/kitchens/items/K-1", &json!({ "properties": { "name": "x" } })).unwrap();
        assert_eq!(refused.status, 503, "{}", refused.body);
        assert!(refused.retry_after.is_some());
        let before = count();
        cluster.restart();
        until("it finds it again by itself", || ready().body["status"] == "ready");
        until("writing goes on", || count() > before + 20);
        over.store(true, Ordering::Relaxed);
        reader.join().unwrap();
        writer.join().unwrap()
    });
    let again = Program::start(&store);
    let there = again.get("collections/households/items?limit=10000");
    let there: BTreeSet<&str> =
        there["features"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    let lost: Vec<&String> = acknowledged.iter().filter(|id| !there.contains(id.as_str())).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
