//! A service that is killed while it writes: what it acknowledged is there, and nothing is there by halves.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::program::{Client, Program, Store, household, kitchen, together, until};

/// Clients that write at a time.
const WRITERS: usize = 3;
/// Rows of a batch.
const BATCH: usize = 3;
/// The most writes that are acknowledged before the service is killed.
const MOST_WRITES: usize = 25;

/// What clients know.
#[derive(Default)]
struct Known {
    /// Batches that were sent, by their first id, and whether they were acknowledged.
    batches: BTreeMap<String, bool>,
    /// The last step that was sent to each writer's own household, and the last that was acknowledged.
    steps: BTreeMap<usize, (u64, u64)>,
    /// The greatest revision that was acknowledged.
    revision: u64,
}

/// Kills a service `times` times at random moments under writes; gives the number of acknowledged writes.
pub fn kill_at_random(store: &Store, times: usize, seed: u64) -> usize {
    let known = Mutex::new(Known::default());
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let program = Program::start(store);
    let client = program.client();
    let made = client.post("collections/kitchens/items", &kitchen("K-1", -76.95, -12.12)).expect("an answer");
    assert_eq!(made.status, 201, "{}", made.body);
    for writer in 0..WRITERS {
        let made = client.post("collections/households/items", &household(&own(writer), -76.95, -12.12, 1));
        assert_eq!(made.map(|answer| answer.status), Some(201));
    }
    drop(program);
    let mut acknowledged = 0;
    for round in 0..times {
        let program = Program::start(store);
        look(&program, &known.lock().unwrap(), round);
        let enough = rng.random_range(1..=MOST_WRITES);
        acknowledged += write_until_killed(program, &known, round, enough);
    }
    let program = Program::start(store);
    look(&program, &known.lock().unwrap(), times);
    acknowledged
}

fn own(writer: usize) -> String {
    format!("OWN-{writer}")
}

/// The ids of a batch.
fn ids(first: &str) -> [String; BATCH] {
    std::array::from_fn(|n| if n == 0 { first.to_owned() } else { format!("{first}.{n}") })
}

/// Writes from several clients and kills the service after so many acknowledged writes, while others are on their way.
fn write_until_killed(program: Program, known: &Mutex<Known>, round: usize, enough: usize) -> usize {
    let (acknowledged, ended) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let client = program.client();
            let (acknowledged, ended) = (&acknowledged, &ended);
            scope.spawn(move || {
                for n in 0.. {
                    let goes_on = if n % 2 == 0 {
                        add(&client, known, &format!("B-{round}-{writer}-{n}"))
                    } else {
                        step(&client, known, writer)
                    };
                    if !goes_on || ended.load(Ordering::Relaxed) {
                        break;
                    }
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        until("writes", || acknowledged.load(Ordering::Relaxed) >= enough);
        program.kill();
        ended.store(true, Ordering::Relaxed);
    });
    acknowledged.load(Ordering::Relaxed)
}

/// Sends a batch; whether it was acknowledged.
fn add(client: &Client, known: &Mutex<Known>, first: &str) -> bool {
    known.lock().unwrap().batches.insert(first.to_owned(), false);
    let rows = ids(first).map(|id| household(&id, -76.95, -12.12, 4));
    let Some(answer) = client.post("collections/households/items", &together(&rows)) else { return false };
    assert_eq!(answer.status, 201, "{}", answer.body);
    let mut known = known.lock().unwrap();
    known.batches.insert(first.to_owned(), true);
    known.note(&answer.body);
    true
}

/// Changes the writer's own household; whether that was acknowledged.
fn step(client: &Client, known: &Mutex<Known>, writer: usize) -> bool {
    let next = {
        let mut known = known.lock().unwrap();
        let (sent, _) = known.steps.entry(writer).or_default();
        *sent += 1;
        *sent
    };
    let patch = json!({ "properties": { "code": next.to_string() } });
    let item = format!("collections/households/items/{}", own(writer));
    let Some(answer) = client.patch(&item, &patch) else { return false };
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mut known = known.lock().unwrap();
    known.steps.entry(writer).or_default().1 = next;
    known.note(&answer.body);
    true
}

impl Known {
    fn note(&mut self, answer: &Value) {
        let revision = answer["revision"].as_u64().expect("an edit's answer has its revision");
        self.revision = self.revision.max(revision);
    }
}

/// Every acknowledged write is there, and no batch by half.
fn look(program: &Program, known: &Known, round: usize) {
    let revision = program.get("health/ready")["revision"].as_u64().unwrap();
    assert!(revision >= known.revision, "round {round}: revision {revision} after {}", known.revision);
    let mut there: BTreeMap<String, Value> = BTreeMap::new();
    let mut after = String::new();
    loop {
        let page = program.get(&format!("collections/households/items?limit=10000{after}"));
        let rows = page["features"].as_array().unwrap();
        there.extend(rows.iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row["properties"].clone())));
        match rows.last() {
            Some(last) if rows.len() == 10_000 => after = format!("&after={}", last["id"].as_str().unwrap()),
            _ => break,
        }
    }
    for (first, acknowledged) in &known.batches {
        let found = ids(first).iter().filter(|id| there.contains_key(*id)).count();
        assert!(found == BATCH || (found == 0 && !acknowledged), "round {round}: {first}: {found} of {BATCH} rows");
    }
    for (writer, (sent, acknowledged)) in &known.steps {
        let code = there[&own(*writer)]["code"].as_str().and_then(|code| code.parse::<u64>().ok()).unwrap_or(0);
        assert!((*acknowledged..=*sent).contains(&code), "round {round}: {code} of {acknowledged} to {sent}");
    }
}
