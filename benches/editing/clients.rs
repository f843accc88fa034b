//! Clients that read or edit one service as fast as it answers.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::program::{Client, Program};
use crate::{HOUSEHOLDS, SEED};

/// How long they work.
const TIME: Duration = Duration::from_secs(5);

/// What clients do.
#[derive(Clone, Copy)]
pub enum Work {
    /// Change the number of persons of a household.
    Edit,
    /// Read a page of 100 households.
    Read,
}

/// Clients that do the same.
#[derive(Clone, Copy)]
pub struct Load {
    pub work: Work,
    pub clients: usize,
}

/// What clients of a load saw together.
pub struct Seen {
    rate: f64,
    median: Duration,
    p99: Duration,
    refused: usize,
}

/// Loads that work at the same time.
pub fn together<const N: usize>(program: &Program, loads: [Load; N]) -> [Seen; N] {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let over = &over;
        let started = loads.map(|load| {
            let clients = (0..load.clients).map(|n| {
                let client = program.client();
                scope.spawn(move || work(&client, load.work, SEED + n as u64, over))
            });
            clients.collect::<Vec<_>>()
        });
        thread::sleep(TIME);
        over.store(true, Ordering::Relaxed);
        started.map(|clients| {
            let done = clients.into_iter().map(|client| client.join().expect("a client does not panic"));
            Seen::of(done.collect())
        })
    })
}

/// Times of what was answered, and how often it was not.
fn work(client: &Client, work: Work, seed: u64, over: &AtomicBool) -> (Vec<Duration>, usize) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut times, mut refused) = (Vec::new(), 0);
    while !over.load(Ordering::Relaxed) {
        let household = format!("H-{:07}", rng.random_range(0..HOUSEHOLDS));
        let start = Instant::now();
        let answer = match work {
            Work::Edit => {
                let patch =
                    json!({ "properties": { "persons": rng.random_range(1..9), "code": times.len().to_string() } });
                client.patch(&format!("collections/households/items/{household}"), &patch)
            }
            Work::Read => client.get(&format!("collections/households/items?limit=100&after={household}")),
        };
        if answer.is_some_and(|answer| answer.status == 200) {
            times.push(start.elapsed());
        } else {
            refused += 1;
        }
    }
    (times, refused)
}

impl Seen {
    fn of(clients: Vec<(Vec<Duration>, usize)>) -> Self {
        let refused = clients.iter().map(|(_, refused)| refused).sum();
        let mut times: Vec<Duration> = clients.into_iter().flat_map(|(times, _)| times).collect();
        times.sort_unstable();
        let at = |hundredths: usize| times.get(times.len() * hundredths / 100).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "thousands")]
        let rate = times.len() as f64 / TIME.as_secs_f64();
        Self { rate, median: at(50), p99: at(99), refused }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0}/s, median {:.2?}, p99 {:.2?}", self.rate, self.median, self.p99)?;
        if self.refused > 0 {
            write!(f, ", {} refused", self.refused)?;
        }
        Ok(())
    }
}
