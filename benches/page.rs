//! The map page in a real browser: when the first view answers on a slow machine, and how smoothly 100,000 households move.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use super::child::{Running, address_in, cercania, finish};
use super::registers::{self, Files};
use super::table::{Table, Times};

const HOUSEHOLDS: usize = 100_000;
const FIRST: &str = "map page: first view drawn and a tab answered, on a processor four times slower";
const MOVING: &str = "map page: 100,000 households dragged and zoomed for 10 s, 95th percentile of frame times";
/// A service that has not said its address by then never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a run of the script gives.
#[derive(Deserialize)]
struct Run {
    milliseconds: f64,
}

pub fn run(table: &mut Table) {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    match measured("first-view", &folder.path().join("demo.gpkg"), &["--demo"]) {
        Ok(times) => {
            table.promise(FIRST, times.to_string(), "under 1 s", times.median() < Duration::from_secs(1));
        }
        // The second would have nothing to run in either.
        Err(words) => return table.skip(FIRST, words),
    }
    let data = folder.path().join("cities.gpkg");
    let moved = import(folder.path(), &data).and_then(|()| measured("moving", &data, &[]));
    match moved {
        Ok(times) => {
            let kept = times.median() < Duration::from_millis(50);
            table.promise(MOVING, times.to_string(), "under 50 ms", kept);
        }
        Err(words) => table.skip(MOVING, words),
    }
}

/// What the script measures on a service of its own.
fn measured(what: &str, data: &Path, more: &[&str]) -> Result<Times, String> {
    let mut serve = cercania();
    serve.args(["serve", "--bind", "127.0.0.1:0"]).args(more).arg("--data").arg(data);
    let running = Running::start(&mut serve)?;
    let address = running.said(PATIENCE, address_in)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(root.join(".ci/node"))
        .arg("node")
        .arg(root.join("benches/page/measure.mjs"))
        .args([what, &format!("http://{address}/")])
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        let line = words.lines().find(|line| line.contains("Error") || line.contains("run: make"));
        return Err(line.unwrap_or("the browser could not be started").trim().to_owned());
    }
    let runs: Vec<Run> = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let times: Vec<_> = runs.iter().map(|run| Duration::from_secs_f64(run.milliseconds / 1e3)).collect();
    if times.is_empty() { Err("nothing was measured".into()) } else { Ok(times.into()) }
}

/// Fills a store as a user does.
fn import(folder: &Path, data: &Path) -> Result<(), String> {
    let files = Files::write(&registers::cities(HOUSEHOLDS), folder).map_err(|error| error.to_string())?;
    let all = [("settlements", files.settlements), ("kitchens", files.kitchens), ("households", files.households)];
    for (register, file) in all {
        let arguments =
            [OsStr::new("import"), OsStr::new(register), file.as_os_str(), OsStr::new("--data"), data.as_os_str()];
        finish(cercania().args(arguments))?;
    }
    Ok(())
}
