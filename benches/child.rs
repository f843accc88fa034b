//! The built program as a process of its own: what it takes in time and memory, and what it says.

use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How often a process is asked whether it has ended, and for the most memory it has held so far. What it takes
/// within its last moment is not seen.
const STEP: Duration = Duration::from_millis(1);

/// How long a process that was asked to end may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A command line of the program as it was built with these benches.
pub fn cercania() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cercania"));
    // English, whatever the environment says.
    command.env("LC_ALL", "C.UTF-8").env("LANG", "C.UTF-8").env_remove("RUST_BACKTRACE").stdin(Stdio::null());
    command
}

/// What a finished process took.
pub struct Usage {
    pub wall: Duration,
    /// Resident memory at its greatest, as the system counted it; `None` where it does not say.
    pub peak: Option<Megabytes>,
}

/// 10⁶ bytes.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub struct Megabytes(pub f64);

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0} MB", self.0)
    }
}

/// Runs a command to its end; what it said last where it failed.
pub fn finish(command: &mut Command) -> Result<Usage, String> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
    let words = child.stderr.take().map(|mut stderr| {
        std::thread::spawn(move || {
            let mut words = String::new();
            let _ = stderr.read_to_string(&mut words);
            words
        })
    });
    let mut peak = None;
    let status = loop {
        peak = peak_of(&child).or(peak);
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        std::thread::sleep(STEP);
    };
    let wall = start.elapsed();
    let words = words.and_then(|thread| thread.join().ok()).unwrap_or_default();
    if status.success() {
        Ok(Usage { wall, peak })
    } else {
        Err(words.lines().rfind(|line| tells(line)).map_or_else(|| status.to_string(), str::to_owned))
    }
}

/// Whether a line is more than the advice that a panic ends with.
fn tells(line: &str) -> bool {
    !line.starts_with("note: ")
}

/// The most memory that a running process has held, in KiB in Linux's `/proc`.
fn peak_of(child: &Child) -> Option<Megabytes> {
    let status = std::fs::read_to_string(Path::new("/proc").join(child.id().to_string()).join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(Megabytes(kibibytes * 1024.0 / 1e6))
}

/// A process that runs until it is dropped.
pub struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    pub fn start(command: &mut Command) -> Result<Self, String> {
        let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| error.to_string())?;
        let (sender, lines) = channel();
        let stdout = child.stdout.take().map(|pipe| Box::new(pipe) as Box<dyn Read + Send>);
        let stderr = child.stderr.take().map(|pipe| Box::new(pipe) as Box<dyn Read + Send>);
        for pipe in stdout.into_iter().chain(stderr) {
            let sender = sender.clone();
            // Reads on after nobody listens, so that the process never waits for its pipe.
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Ok(Self { child, lines })
    }

    /// The first line that has something; the last line where it ended without.
    pub fn said<T>(&self, patience: Duration, something: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let deadline = Instant::now() + patience;
        let mut last = "it said nothing".to_owned();
        while let Ok(line) = self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            if let Some(found) = something(&line) {
                return Ok(found);
            }
            if tells(&line) {
                last = line;
            }
        }
        Err(last)
    }

    /// The most memory that it has held so far.
    pub fn peak(&self) -> Option<Megabytes> {
        peak_of(&self.child)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked first: a program with processes of its own then ends them too.
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let deadline = Instant::now() + PATIENCE;
        while asked.as_ref().is_ok_and(ExitStatus::success) && Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(STEP);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address in a line that names a URL.
pub fn address_in(line: &str) -> Option<SocketAddr> {
    let after = line.split_once("http://")?.1;
    let end = after.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ':'))).unwrap_or(after.len());
    after[..end].parse().ok()
}
