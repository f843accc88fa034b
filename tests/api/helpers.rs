//! A service over a made-up register, and a client of it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cercania::app::{App, Quiet};
use cercania::domain::household::{FixedAssignment, Household};
use cercania::domain::id::Id;
use cercania::domain::kitchen::{Kitchen, KitchenKind, KitchenStatus};
use cercania::domain::position::Position;
use cercania::domain::register::{Register, RegisterName};
use cercania::domain::settlement::{Boundary, Settlement};
use cercania::domain::units::{Metres, Persons};
use cercania::http::{Limits, Running, ServerOptions, bind};
use cercania::store::{
    ArchiveError, Delta, Edit, Findings, Loaded, LoggedEdit, Record, RowEdit, Store, StoreError, Write as Edits,
    WriteError, Written,
};
use geo::{MultiPolygon, Rect};
use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request, Response};

/// Households on the lattice.
pub const LATTICE: u32 = 300;

/// A running service and a client of it.
pub struct Service {
    running: Option<Running>,
    address: SocketAddr,
    agent: Agent,
}

/// An answer with its body read.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

struct Fake(Register);

impl Store for Fake {
    fn load(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<Loaded, StoreError> {
        progress(self.0.households.len() as u64);
        Ok(Loaded { register: self.0.clone(), findings: Findings::default() })
    }

    fn write(&self, _: Edits) -> Result<Written, WriteError> {
        unreachable!("nothing is written")
    }

    fn mint(&self, _: RegisterName, _: usize) -> Result<Vec<Id>, StoreError> {
        unreachable!("nothing is written")
    }

    fn changes_since(&self, _: u64) -> Result<Delta, StoreError> {
        unreachable!("nothing is written")
    }

    fn wait(&self, _: Duration) -> Result<(), StoreError> {
        unreachable!("nothing is written")
    }

    fn log(&self, _: Option<u64>, _: usize) -> Result<Vec<LoggedEdit>, StoreError> {
        Ok(vec![])
    }

    fn edit(&self, _: u64) -> Result<Option<Edit>, StoreError> {
        unreachable!("nothing was written")
    }

    fn history(&self, _: RegisterName, _: &Id, _: Option<u64>, _: usize) -> Result<Vec<RowEdit>, StoreError> {
        Ok(vec![])
    }

    fn archive(&self, _: &mut dyn FnMut(Record) -> Result<(), ArchiveError>) -> Result<(), ArchiveError> {
        unreachable!("it is not copied")
    }

    fn restore(&self, _: &mut dyn Iterator<Item = Result<Record, ArchiveError>>) -> Result<(), ArchiveError> {
        unreachable!("it is not copied")
    }

    fn copy_file(&self, _: &Path, _: &dyn Fn(u64, u64)) -> Option<Result<(), StoreError>> {
        unreachable!("it is not copied")
    }

    fn revision(&self) -> Result<u64, StoreError> {
        Ok(self.0.revision)
    }

    fn check(&self) -> Result<Findings, StoreError> {
        Ok(Findings::default())
    }

    fn location(&self) -> String {
        "memory".to_owned()
    }
}

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn at(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).unwrap()
}

fn settlement(name: &str, west: f64, east: f64) -> Settlement {
    let polygon = Rect::new((west, -12.152), (east, -12.148)).to_polygon();
    Settlement { id: id(name), name: name.into(), boundary: Boundary::new(MultiPolygon(vec![polygon])).unwrap() }
}

pub fn kitchen(name: &str, lon: f64, lat: f64, status: KitchenStatus) -> Kitchen {
    Kitchen {
        id: id(name),
        name: format!("Olla «{name}»").into(),
        kind: Some(KitchenKind::OllaComun),
        status,
        address: None,
        rations: Some(80),
        position: at(lon, lat),
    }
}

/// Two settlements side by side, an open kitchen in each and a closed one between them, 300
/// households on a lattice over both and beyond, and a few awkward ones.
pub fn register() -> Register {
    let mut households = Vec::new();
    for n in 0..LATTICE {
        let (column, row) = (f64::from(n % 30), f64::from(n / 30));
        let mut household = Household::new(id(&format!("H-{n:03}")));
        household.position = Some(at(-76.975 + column * 0.000_5, -12.155 + row * 0.001));
        household.persons = Some(Persons::new(f64::from(1 + n % 6)).unwrap());
        household.accuracy = (n % 3 != 0).then(|| Metres::new(5.0).unwrap());
        households.push(household);
    }
    households[7].fixed =
        Some(Box::new(FixedAssignment { kitchen: id("K-2"), reason: Some("=HIPERVÍNCULO()".into()) }));
    households[0].address = Some("=1+1".into());
    let mut lost = Household::new(id("X-no-position"));
    lost.declared_settlement = Some(id("S-1"));
    households.push(lost);
    for (name, lon) in [("Z-east", -179.9), ("Z-west", 179.9)] {
        let mut household = Household::new(id(name));
        household.position = Some(at(lon, 0.5));
        households.push(household);
    }
    Register {
        settlements: vec![settlement("S-1", -76.975, -76.968), settlement("S-2", -76.968, -76.961)],
        kitchens: vec![
            kitchen("K-1", -76.9715, -12.15, KitchenStatus::Open),
            kitchen("K-2", -76.9645, -12.15, KitchenStatus::Open),
            kitchen("K-3", -76.968, -12.15, KitchenStatus::Closed),
        ],
        households,
        revision: 7,
        ..Register::default()
    }
}

pub fn app(register: Register) -> App {
    App::open(Box::new(Fake(register)), &Quiet).unwrap()
}

pub fn start() -> Service {
    start_with(register(), Limits::default())
}

pub fn start_with(register: Register, limits: Limits) -> Service {
    start_on(Arc::new(app(register)), limits)
}

pub fn start_on(app: Arc<App>, limits: Limits) -> Service {
    start_as(app, ServerOptions { limits, ..ServerOptions::default() })
}

/// On a port of its own, whatever the options say of it.
pub fn start_as(app: Arc<App>, options: ServerOptions) -> Service {
    let options = ServerOptions {
        bind: SocketAddr::from(([127, 0, 0, 1], 0)),
        workers: 1,
        origins: vec!["https://mapa.example.pe".to_owned()],
        ..options
    };
    let running = bind(app, options).unwrap().spawn().unwrap();
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(Duration::from_secs(60)));
    Service { address: running.address(), running: Some(running), agent: config.build().into() }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(std::mem::replace(&mut self.agent, Agent::new_with_defaults()));
        if let Some(running) = self.running.take() {
            running.stop().unwrap();
        }
    }
}

impl Service {
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Asks in English, so that texts can be read here.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[("accept-language", "en")], &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, &[])
    }

    pub fn post(&self, path: &str, media_type: &str, body: impl AsRef<[u8]>) -> Answer {
        self.send("POST", path, &[("content-type", media_type), ("accept-language", "en")], body.as_ref())
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = Request::builder().method(method).uri(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response: Response<ureq::Body> = if body.is_empty() {
            self.agent.run(request.body(()).unwrap()).unwrap()
        } else {
            self.agent.run(request.body(body).unwrap()).unwrap()
        };
        let (parts, body) = response.into_parts();
        let mut bytes = Vec::new();
        body.into_reader().read_to_end(&mut bytes).unwrap();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body: bytes }
    }

    /// Sends bytes as they are and reads until the service closes: for what a decent client cannot send.
    pub fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A `GET` that is refused: its status, code, and the whole problem.
    pub fn refused(&self, path: &str) -> (u16, String, Value) {
        self.get(path).problem()
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body without the time it was written at.
    pub fn timeless(&self) -> String {
        let Some((before, stamped)) = self.text().split_once("\"timeStamp\":") else { return self.text().to_owned() };
        format!("{before}{}", stamped.split_once(',').unwrap().1)
    }

    pub fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The body of an answer of another status than 200.
    pub fn body(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn problem(&self) -> (u16, String, Value) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", String::from_utf8_lossy(&self.body));
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], self.status);
        let instance = problem["instance"].as_str().unwrap();
        assert_eq!(instance, format!("urn:uuid:{}", self.header("x-request-id")));
        let code = problem["type"].as_str().unwrap().strip_prefix("/problems/").unwrap().to_owned();
        (self.status, code, problem)
    }
}
