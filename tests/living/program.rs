//! The built program as a process of its own, and a client of it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

/// How long anything may take before a test says that it hangs.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running service.
pub struct Program {
    child: Child,
    address: String,
    agent: Agent,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<String>,
    pub body: Value,
}

/// Which store a program works on: the option and its value.
#[derive(Clone, Debug)]
pub struct Store(pub &'static str, pub String);

impl Store {
    pub fn file(path: &Path) -> Self {
        Self("--data", path.display().to_string())
    }

    /// Runs a command on it to its end, which must be a good one; what it said.
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = command_under(&[]).args(arguments).args([self.0, &self.1]).output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{arguments:?}: {said}");
        said
    }
}

/// Through other programs, which run the rest of their arguments.
fn command_under(others: &[&str]) -> Command {
    let mut words = others.iter().copied().chain([env!("CARGO_BIN_EXE_cercania")]);
    let mut command = Command::new(words.next().unwrap());
    command.args(words);
    command.env("LC_ALL", "C").env_remove("CERCANIA_DATA").env_remove("CERCANIA_DATABASE_URL");
    command
}

impl Program {
    /// Starts the service and waits for its address.
    pub fn start(store: &Store) -> Self {
        Self::start_under(store, &[])
    }

    /// Through other programs, which run the rest of their arguments.
    pub fn start_under(store: &Store, others: &[&str]) -> Self {
        let mut command = command_under(others);
        command.args(["serve", "--bind", "127.0.0.1:0", store.0, &store.1]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let mut stderr = child.stderr.take().unwrap();
        if !address.starts_with("http://") {
            let mut said = String::new();
            let _ = stderr.read_to_string(&mut said);
            panic!("the service did not start: {said}");
        }
        // Read on, so that it never waits for who listens to its log.
        thread::spawn(move || std::io::copy(&mut stderr, &mut std::io::sink()));
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
        Self { child, address: address.trim().trim_end_matches('/').to_owned(), agent: config.build().into() }
    }

    /// What another thread asks it with.
    pub fn client(&self) -> Client {
        Client { address: self.address.clone(), agent: self.agent.clone() }
    }

    pub fn get(&self, path: &str) -> Value {
        let answer = self.client().get(path).expect("the service answers");
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    }

    /// Ends it as a power cut would, without a word.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Already gone where it was killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client; `None` where nobody answers any more.
#[derive(Clone)]
pub struct Client {
    address: String,
    agent: Agent,
}

impl Client {
    pub fn get(&self, path: &str) -> Option<Answer> {
        read(self.agent.get(self.url(path)).header("accept", "application/json").call())
    }

    pub fn post(&self, path: &str, body: &Value) -> Option<Answer> {
        let request = self.agent.post(self.url(path)).header("content-type", "application/geo+json");
        read(request.send(body.to_string()))
    }

    pub fn patch(&self, path: &str, body: &Value) -> Option<Answer> {
        let request = self.agent.patch(self.url(path)).header("content-type", "application/merge-patch+json");
        read(request.send(body.to_string()))
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.address)
    }
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Option<Answer> {
    let mut answer = answer.ok()?;
    let retry_after = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let text = answer.body_mut().read_to_string().ok()?;
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    Some(Answer { status: answer.status().as_u16(), retry_after, body })
}

/// A household as it is sent.
pub fn household(id: &str, lon: f64, lat: f64, persons: u32) -> Value {
    json!({
        "type": "Feature", "id": id, "geometry": { "type": "Point", "coordinates": [lon, lat] },
        "properties": { "persons": persons, "accuracy_m": 5.0 },
    })
}

/// A kitchen as it is sent.
pub fn kitchen(id: &str, lon: f64, lat: f64) -> Value {
    json!({
        "type": "Feature", "id": id, "geometry": { "type": "Point", "coordinates": [lon, lat] },
        "properties": { "name": "made up", "status": "open" },
    })
}

pub fn together(features: &[Value]) -> Value {
    json!({ "type": "FeatureCollection", "features": features })
}

/// Asks until something is so.
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < deadline, "{what}: not within {PATIENCE:?}");
        thread::yield_now();
    }
}
