//! A PostgreSQL cluster of its own, with PostGIS and the households, until it is dropped.

use std::fmt::Write as _;
use std::io::BufRead;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::cores::on_two_cores;
use crate::child::{Running, finish};

/// Where Debian has its versions, each in a folder of its number.
const VERSIONS: &str = "/usr/lib/postgresql";
const PATIENCE: Duration = Duration::from_secs(30);
/// Who may do all in the cluster.
const ROLE: &str = "bench";

/// A running cluster, on loopback alone.
pub struct Database {
    pub url: String,
    _running: Running,
    /// Removed after the cluster has ended.
    _folder: tempfile::TempDir,
}

impl Database {
    /// Starts one and fills it from the layer of households as CSV.
    pub fn with(households: &Path, port: &str) -> Result<Self, String> {
        let programs = programs().ok_or("no PostgreSQL with PostGIS; on Debian: apt-get install postgresql-postgis")?;
        let folder = tempfile::TempDir::new().map_err(|error| error.to_string())?;
        let data = folder.path().join("data");
        if is_root() {
            finish(Command::new("chown").arg("postgres").arg(folder.path()))?;
        }
        let mut initdb = unprivileged(&programs.join("initdb"));
        initdb.args(["--no-locale", "--encoding=UTF8", "--auth=trust", "--no-sync"]);
        finish(initdb.args(["--username", ROLE, "--pgdata"]).arg(&data))?;
        let mut postgres = unprivileged(&programs.join("postgres"));
        postgres.arg("-D").arg(&data).args(["-p", port, "-c", "listen_addresses=127.0.0.1", "-k"]).arg(folder.path());
        // Compiling a query takes longer than a tile here: the programs beside do better without.
        postgres.args(["-c", "jit=off"]);
        let running = Running::start(&mut on_two_cores(&postgres))?;
        let url = format!("postgresql://{ROLE}@127.0.0.1:{port}/postgres");
        let database = Self { url, _running: running, _folder: folder };
        database.wait(&programs)?;
        database.fill(&programs, households)?;
        Ok(database)
    }

    fn wait(&self, programs: &Path) -> Result<(), String> {
        let start = Instant::now();
        while let Err(reason) = finish(Command::new(programs.join("pg_isready")).args(["--dbname", &self.url])) {
            if start.elapsed() > PATIENCE {
                return Err(format!("PostgreSQL was never ready: {reason}"));
            }
        }
        Ok(())
    }

    fn fill(&self, programs: &Path, households: &Path) -> Result<(), String> {
        let columns = columns(households)?;
        let commands = [
            "CREATE EXTENSION postgis".to_owned(),
            format!("CREATE TABLE households ({columns})"),
            format!("\\copy households FROM '{}' (FORMAT csv, HEADER)", households.display()),
            "ALTER TABLE households ADD geom geometry(Point, 4326)".to_owned(),
            "UPDATE households SET geom = ST_SetSRID(ST_MakePoint(lon, lat), 4326)".to_owned(),
            // The other programs have the position once, too.
            "ALTER TABLE households DROP lon, DROP lat".to_owned(),
            "CREATE INDEX ON households USING gist (geom)".to_owned(),
            "VACUUM (FULL, ANALYZE) households".to_owned(),
        ];
        let mut psql = Command::new(programs.join("psql"));
        psql.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", &self.url]);
        finish(psql.args(commands.iter().flat_map(|command| ["--command", command])))?;
        Ok(())
    }
}

/// The columns of the file, typed as the layer's fields are.
fn columns(file: &Path) -> Result<String, String> {
    let file = std::fs::File::open(file).map_err(|error| error.to_string())?;
    let mut head = String::new();
    std::io::BufReader::new(file).read_line(&mut head).map_err(|error| error.to_string())?;
    let mut columns = String::new();
    for (at, name) in head.trim_end().split(',').enumerate() {
        let kind = match name {
            "id" => "text PRIMARY KEY",
            "persons" => "integer",
            "lon" | "lat" => "double precision",
            "closed_on" => "date",
            name if name.ends_with("_m") => "double precision",
            _ => "text",
        };
        let comma = if at > 0 { ", " } else { "" };
        write!(columns, "{comma}\"{name}\" {kind}").map_err(|error| error.to_string())?;
    }
    Ok(columns)
}

/// The newest version that has PostGIS.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir(VERSIONS).ok()?.flatten().map(|entry| entry.path());
    let with_postgis = versions.filter(|version| version.join("lib/postgis-3.so").is_file());
    let number = |version: &PathBuf| version.file_name()?.to_str()?.parse::<u32>().ok();
    with_postgis.max_by_key(number).map(|version| version.join("bin"))
}

/// PostgreSQL does not run as root.
fn unprivileged(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut setpriv = Command::new("setpriv");
    setpriv.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program);
    setpriv
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
