//! How long after its start the service answers, on a store of a million households.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use super::child::{Megabytes, Running, address_in, cercania, finish};
use super::registers::{self, Files};
use super::table::{Table, Times};

const RUNS: usize = 5;
const WHAT: &str = "service ready on a store of 1,000,000 households, 15,000 kitchens, 2,000 settlements";
/// A service that is not ready by then never will be.
const PATIENCE: Duration = Duration::from_secs(60);

pub fn run(table: &mut Table) {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let data = folder.path().join("peru.gpkg");
    if let Err(words) = import(table, folder.path(), &data) {
        return table.skip(WHAT, words);
    }
    let mut times = Vec::new();
    let mut peak = None;
    for _ in 0..RUNS {
        match ready(&data) {
            Ok((time, memory)) => {
                times.push(time);
                peak = memory;
            }
            Err(words) => return table.skip(WHAT, words),
        }
    }
    let times = Times::from(times);
    table.promise(WHAT, times.to_string(), "within 2 s", times.median() <= Duration::from_secs(2));
    if let Some(peak) = peak {
        table.note("its resident memory once ready, at most", peak.to_string());
    }
}

/// Fills a store as a user does.
fn import(table: &mut Table, folder: &Path, data: &Path) -> Result<(), String> {
    let files = Files::write(&registers::peru(), folder).map_err(|error| error.to_string())?;
    let all = [("settlements", files.settlements), ("kitchens", files.kitchens), ("households", files.households)];
    for (register, file) in all {
        let arguments =
            [OsStr::new("import"), OsStr::new(register), file.as_os_str(), OsStr::new("--data"), data.as_os_str()];
        let usage = finish(cercania().args(arguments))?;
        if register == "households" {
            let memory = usage.peak.map_or(String::new(), |peak| format!(", {peak} at most"));
            let words = format!("{}{memory}", Times::from(vec![usage.wall]));
            table.note("`cercania import` of 1,000,000 households from CSV into the store", words);
        }
    }
    Ok(())
}

/// From the process's start to its first answer that it is ready.
fn ready(data: &Path) -> Result<(Duration, Option<Megabytes>), String> {
    let start = Instant::now();
    let mut serve = cercania();
    serve.args(["serve", "--bind", "127.0.0.1:0", "--data"]).arg(data);
    let running = Running::start(&mut serve)?;
    let address = running.said(PATIENCE, address_in)?;
    while start.elapsed() < PATIENCE {
        if is_ready(address).unwrap_or(false) {
            return Ok((start.elapsed(), running.peak()));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Err("it was never ready".into())
}

fn is_ready(address: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(stream, "GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer.starts_with(b"HTTP/1.1 200"))
}
