//! What cercania promises about speed and memory, measured: `make bench`, or some parts of it,
//! `make bench PARTS="nearest globe"`.
//!
//! Prints one table at the end, in Markdown. Medians are of wall time; nothing here fails because it is slow.

mod catchments;
mod child;
#[expect(dead_code, reason = "tests stop it and look into it")]
#[path = "../tests/store/postgres/cluster.rs"]
mod cluster;
mod command;
mod editing;
mod edits;
mod edits_seen;
mod globe;
mod nearest;
mod page;
mod peers;
mod registers;
mod reports;
mod service;
mod serving;
mod store;
mod table;
mod towns;

use table::Table;

/// The same points every time.
const SEED: u64 = 1;
/// Peru's kitchens.
const KITCHENS: usize = 15_000;
/// A tenth of Peru's households.
const HOUSEHOLDS: usize = 1_000_000;
/// About as many as there are towns to put them in.
const SETTLEMENTS: usize = 2_000;

type Part = (&'static str, fn(&mut Table));

/// In the order in which they run: what several cores of a quiet machine decide comes first.
const PARTS: [Part; 12] = [
    ("nearest", nearest::run),
    ("globe", globe::run),
    ("catchments", catchments::run),
    ("reports", reports::run),
    ("edits", edits::run),
    ("edits_seen", edits_seen::run),
    ("store", store::run),
    ("command", command::run),
    ("service", service::run),
    ("editing", editing::run),
    ("serving", serving::run),
    ("page", page::run),
];

fn main() {
    // Cargo passes `--bench`.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let Some(unknown) = wanted.iter().find(|name| !PARTS.iter().any(|(part, _)| part == name)) {
        let names = PARTS.map(|(part, _)| part).join(", ");
        eprintln!("there is no part {unknown}; the parts are {names}");
        std::process::exit(2);
    }
    let mut table = Table::default();
    for (name, run) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|part| part == name) {
            eprintln!("== {name}");
            run(&mut table);
        }
    }
    println!("{table}");
}
