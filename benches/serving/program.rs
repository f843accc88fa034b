//! cercania and the programs beside it, each serving the same layer on a port of its own.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::ask::{Ask, Client};
use super::cores::on_two_cores;
use super::ground::Ground;
use crate::child::{Running, address_in, cercania, finish};
use crate::peers::{cache, left_out};

/// One that is not ready by then never will be.
const PATIENCE: Duration = Duration::from_secs(60);
/// Processes of the Python programs: one a core did best of 1, 2 and 4.
const WORKERS: &str = "2";

/// Who answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Program {
    Cercania,
    /// On a `SpatiaLite` file.
    PyGeoApi,
    /// On `PostGIS`.
    TiPg,
    /// On `PostGIS`, tiles only.
    Martin,
}

/// What they answer from.
pub struct Sources<'a> {
    /// cercania's store.
    pub store: &'a Path,
    /// A file with the same rows for pygeoapi, or why there is none.
    pub spatialite: Result<&'a Path, &'a str>,
    /// A database with the same rows, or why there is none.
    pub database: Result<&'a str, &'a str>,
    /// For what a program needs written down.
    pub folder: &'a Path,
}

impl<'a> Sources<'a> {
    /// For cercania alone.
    pub fn of_store(ground: &'a Ground) -> Self {
        let (spatialite, database) = (Err("not needed"), Err("not needed"));
        Self { store: &ground.store, spatialite, database, folder: ground.folder.path() }
    }
}

/// A program that answers until it is dropped.
pub struct Serving {
    pub program: Program,
    base: String,
    _running: Running,
}

impl Program {
    pub const ALL: [Self; 4] = [Self::Cercania, Self::PyGeoApi, Self::TiPg, Self::Martin];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Cercania => "cercania",
            Self::PyGeoApi => "pygeoapi (SpatiaLite)",
            Self::TiPg => "tipg (PostGIS)",
            Self::Martin => "martin (PostGIS)",
        }
    }

    /// The address of an answer, below the program's own; `None` where it has no such answer.
    fn path(self, ask: &Ask) -> Option<String> {
        let items = match self {
            Self::Cercania => "/collections/households/items?",
            Self::PyGeoApi => "/collections/households/items?f=json&",
            Self::TiPg => "/collections/public.households/items?f=geojson&",
            Self::Martin => "",
        };
        match (self, ask) {
            (Self::Martin, Ask::Page { .. } | Ask::Within(_) | Ask::Filtered { .. })
            | (Self::PyGeoApi, Ask::Tile(_) | Ask::Filtered { .. }) => None,
            (_, Ask::Page { limit }) => Some(format!("{items}limit={limit}")),
            (_, Ask::Within([west, south, east, north])) => {
                Some(format!("{items}limit=100&bbox={west},{south},{east},{north}"))
            }
            (_, Ask::Filtered { filter, limit }) => {
                Some(format!("{items}limit={limit}&filter-lang=cql2-text&filter={}", encoded(filter)))
            }
            (Self::Cercania, Ask::Tile(tile)) => {
                let (zoom, row, column) = (tile.zoom, tile.row, tile.column);
                Some(format!("/collections/households/tiles/WebMercatorQuad/{zoom}/{row}/{column}"))
            }
            (Self::TiPg, Ask::Tile(tile)) => {
                let (zoom, row, column) = (tile.zoom, tile.row, tile.column);
                Some(format!("/collections/public.households/tiles/WebMercatorQuad/{zoom}/{column}/{row}"))
            }
            (Self::Martin, Ask::Tile(tile)) => Some(format!("/households/{}/{}/{}", tile.zoom, tile.column, tile.row)),
        }
    }

    /// Starts it; ready when this returns.
    pub fn start(self, sources: &Sources<'_>) -> Result<Serving, String> {
        let (command, address) = match self {
            Self::Cercania => {
                let mut serve = cercania();
                // None of them logs requests.
                serve.env("RUST_LOG", "warn");
                serve.args(["serve", "--bind", "127.0.0.1:0", "--data"]).arg(sources.store);
                (serve, None)
            }
            Self::PyGeoApi => {
                let address = free_address()?;
                (pygeoapi(sources, &address)?, Some(address))
            }
            Self::TiPg => {
                let address = free_address()?;
                let mut uvicorn = python("uvicorn")?;
                uvicorn.env("DATABASE_URL", sources.database?).env("TIPG_MAX_FEATURES_PER_TILE", "1000000");
                uvicorn.args(["tipg.main:app", "--no-access-log", "--log-level=warning", "--workers", WORKERS]);
                uvicorn.args(["--port", port_of(&address)]);
                (uvicorn, Some(address))
            }
            Self::Martin => {
                let address = free_address()?;
                let mut martin = Command::new(installed("bench-martin/bin/martin", "martin")?);
                martin.env("RUST_LOG", "warn").args(["--workers", "2", "--listen-addresses", &address]);
                martin.arg(sources.database?);
                (martin, Some(address))
            }
        };
        let running = Running::start(&mut on_two_cores(&command))?;
        let address = match address {
            Some(address) => address,
            None => running.said(PATIENCE, address_in)?.to_string(),
        };
        let base = format!("http://{address}");
        let ready = match self {
            Self::Cercania => "/health/ready",
            Self::PyGeoApi => "/conformance?f=json",
            Self::TiPg => "/healthz",
            Self::Martin => "/health",
        };
        if Client::new().waits_for(&format!("{base}{ready}"), PATIENCE) {
            Ok(Serving { program: self, base, _running: running })
        } else {
            Err(running.said(Duration::ZERO, |_| None::<()>).err().unwrap_or_default())
        }
    }
}

impl Serving {
    /// Where an answer is to be had.
    pub fn address(&self, ask: &Ask) -> Option<String> {
        self.program.path(ask).map(|path| format!("{}{path}", self.base))
    }
}

/// gunicorn with Starlette, as its documentation has it.
fn pygeoapi(sources: &Sources<'_>, address: &str) -> Result<Command, String> {
    let [config, openapi] = ["pygeoapi.yml", "pygeoapi-openapi.yml"].map(|name| sources.folder.join(name));
    let template = include_str!("../peers/pygeoapi.yml");
    let words = template
        .replace("{address}", address)
        .replace("{port}", port_of(address))
        .replace("{data}", &sources.spatialite?.display().to_string());
    std::fs::write(&config, words).map_err(|error| error.to_string())?;
    let with = |mut command: Command| {
        command.env("PYGEOAPI_CONFIG", &config).env("PYGEOAPI_OPENAPI", &openapi);
        command
    };
    let mut generate = with(python("pygeoapi")?);
    generate.args(["openapi", "generate"]).arg(&config).arg("--output-file").arg(&openapi);
    finish(&mut generate)?;
    let mut gunicorn = with(python("gunicorn")?);
    gunicorn.args(["--workers", WORKERS, "--worker-class", "uvicorn.workers.UvicornWorker", "--bind", address]);
    gunicorn.args(["--no-control-socket", "pygeoapi.starlette_app:APP"]);
    Ok(gunicorn)
}

/// The layer of households as a file that pygeoapi reads, from the same as CSV.
pub fn spatialite(households: &Path) -> Result<PathBuf, String> {
    let file = households.with_extension("sqlite");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/spatialite.py");
    finish(python("python")?.arg(script).arg(households).arg(&file))?;
    Ok(file)
}

/// A program of the Python environment.
fn python(program: &str) -> Result<Command, String> {
    Ok(Command::new(installed(&format!("bench-serving-venv/bin/{program}"), "serving")?))
}

/// What `benches/peers/setup` installed, or its reason why not.
fn installed(program: &str, part: &str) -> Result<PathBuf, String> {
    let path = cache().join(program);
    if path.is_file() { Ok(path) } else { Err(left_out(part)) }
}

/// As a part of a query.
fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

/// A port that was free just now: not every program tells the port it took.
pub fn free_address() -> Result<String, String> {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    free.map(|address| address.to_string()).map_err(|error| error.to_string())
}

pub fn port_of(address: &str) -> &str {
    address.rsplit_once(':').map_or(address, |(_, port)| port)
}
