//! `cercania assign` as a user runs it: files in, file out.

use std::time::Duration;

use super::child::{Megabytes, cercania, finish};
use super::registers::{self, Files};
use super::table::{Table, Times};

const RUNS: usize = 5;
const WHAT: &str = "`cercania assign`, CSV to CSV, 1,000,000 households x 15,000 kitchens";

pub fn run(table: &mut Table) {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let files = Files::write(&registers::peru(), folder.path()).expect("files");
    let mut assign = cercania();
    assign.arg("assign").arg("--households").arg(&files.households).arg("--kitchens").arg(&files.kitchens);
    assign.arg("--output").arg(folder.path().join("out.csv"));
    let mut walls = Vec::new();
    let mut peak: Option<Megabytes> = None;
    for _ in 0..RUNS {
        match finish(&mut assign) {
            Ok(usage) => {
                walls.push(usage.wall);
                peak = if usage.peak > peak { usage.peak } else { peak };
            }
            Err(words) => return table.skip(WHAT, words),
        }
        // Every run writes a new file.
        std::fs::remove_file(folder.path().join("out.csv")).expect("the answers were written");
    }
    let times = Times::from(walls);
    table.promise(WHAT, times.to_string(), "under 2 s, aim 1 s", times.median() < Duration::from_secs(2));
    match peak {
        Some(peak) => {
            table.promise("its resident memory at most", peak.to_string(), "300 MB", peak <= Megabytes(300.0));
        }
        None => table.skip("its resident memory at most", "this system does not say"),
    }
}
