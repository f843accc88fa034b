//! A PostgreSQL server of the tests' own: in a temporary folder, on loopback, gone when the tests are, however they end.
//!
//! `TEST_DATABASE_URL` names another server instead, whose user may create databases.

use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};

/// Where Debian has its versions, each in a folder of its number.
const VERSIONS: &str = "/usr/lib/postgresql";
const PATIENCE: Duration = Duration::from_secs(120);
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);
/// How often another port is tried where somebody was quicker.
const PORTS: u32 = 5;
/// Who may do all in the cluster.
const ROLE: &str = "tester";
/// Waits until whoever started it is gone, and puts away what that left.
const GUARD: &str = r#"trap '' INT TERM HUP; read -r _
    if pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null); then kill -QUIT "$pid"; tail --pid="$pid" -f /dev/null; fi
    rm -rf "$1""#;

/// A server, running or stopped; dropped, it ends and its folder is removed.
pub struct Cluster {
    server: Mutex<Option<Child>>,
    port: u16,
    folder: PathBuf,
    guard: Child,
}

impl Cluster {
    /// Makes and starts one.
    pub fn start() -> Self {
        let folder = tempfile::TempDir::with_prefix("cercania-postgres-").unwrap().keep();
        let guard = Command::new("sh").args(["-c", GUARD, "sh"]).arg(&folder).stdin(Stdio::piped()).spawn().unwrap();
        let mut cluster = Self { server: Mutex::new(None), port: 0, folder, guard };
        if is_root() {
            done(Command::new("chown").arg("postgres").arg(&cluster.folder));
        }
        let mut initdb = unprivileged("initdb");
        initdb.args(["--no-locale", "--encoding=UTF8", "--auth=trust", "--no-sync", "--username", ROLE, "--pgdata"]);
        done(initdb.arg(cluster.data()));
        for left in (0..PORTS).rev() {
            cluster.port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            match cluster.launch() {
                Ok(()) => break,
                Err(reason) => assert!(left > 0, "PostgreSQL did not start: {reason}"),
            }
        }
        cluster
    }

    /// The address of a database in it.
    pub fn url(&self, database: &str) -> String {
        format!("postgresql://{ROLE}@127.0.0.1:{}/{database}", self.port)
    }

    /// Stops it as an administrator does.
    pub fn stop(&self) {
        self.end("INT");
    }

    /// Ends it as a power cut does.
    pub fn kill9(&self) {
        self.end("KILL");
    }

    /// Starts it where it is stopped; else stops it first.
    pub fn restart(&self) {
        self.stop();
        let start = Instant::now();
        // After a kill its children may still hold the memory that they shared.
        while let Err(reason) = self.launch() {
            assert!(start.elapsed() < PATIENCE, "PostgreSQL did not start again: {reason}");
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn server(&self) -> MutexGuard<'_, Option<Child>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn launch(&self) -> Result<(), String> {
        let mut postgres = unprivileged("postgres");
        postgres.arg("-D").arg(self.data()).arg("-k").arg(&self.folder);
        postgres.args(["-p", &self.port.to_string(), "-c", "listen_addresses=127.0.0.1"]);
        postgres.args(["-c", "shared_buffers=32MB", "-c", "max_wal_size=256MB", "-c", "max_connections=200"]);
        let log = std::fs::File::create(self.folder.join("log")).unwrap();
        let mut child = postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let start = Instant::now();
        while Client::connect(&self.url("postgres"), NoTls).is_err() {
            let log = || std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            if child.try_wait().unwrap().is_some() {
                return Err(log());
            }
            assert!(start.elapsed() < PATIENCE, "PostgreSQL was never ready: {}", log());
            std::thread::park_timeout(BETWEEN_LOOKS);
        }
        *self.server() = Some(child);
        Ok(())
    }

    fn end(&self, signal: &str) {
        if let Some(mut child) = self.server().take() {
            let server = child.id().to_string();
            // In a power cut nobody has time to answer: those that serve connections go with the server.
            let children = std::fs::read_to_string(format!("/proc/{server}/task/{server}/children")).unwrap();
            let children = children.split_whitespace().filter(|_| signal == "KILL");
            done(Command::new("kill").arg(format!("-{signal}")).arg(&server).args(children));
            child.wait().unwrap();
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The guard puts everything away, as it would had we been killed.
        drop(self.guard.stdin.take());
        if let Some(mut child) = self.server().take() {
            let _ = child.wait();
        }
        let _ = self.guard.wait();
    }
}

/// A database of its own to each test; dropped, it is gone.
pub struct Database {
    pub name: String,
    pub url: String,
}

impl Database {
    /// An empty one on the server that all tests share.
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("cercania_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        admin().batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        Self { url: server_url(&name), name }
    }

    /// Another program's connection.
    pub fn client(&self) -> Client {
        Client::connect(&self.url, NoTls).unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let _ = Client::connect(&server_url("postgres"), NoTls).and_then(|mut client| client.batch_execute(&drop));
    }
}

/// A connection that may create databases and roles.
pub fn admin() -> Client {
    Client::connect(&server_url("postgres"), NoTls).unwrap()
}

fn server_url(database: &str) -> String {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    match std::env::var("TEST_DATABASE_URL") {
        Ok(url) => {
            let (base, query) = url.split_once('?').map_or((&*url, String::new()), |(a, b)| (a, format!("?{b}")));
            let server = base.rsplit_once('/').map_or(base, |(server, _)| server);
            format!("{server}/{database}{query}")
        }
        Err(_) => SHARED.get_or_init(Cluster::start).url(database),
    }
}

fn done(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A program of the newest version that has PostGIS; PostgreSQL does not run as root.
fn unprivileged(program: &str) -> Command {
    let number = |version: &PathBuf| version.file_name()?.to_str()?.parse::<u32>().ok();
    let versions = std::fs::read_dir(VERSIONS).into_iter().flatten().flatten().map(|entry| entry.path());
    let newest = versions.filter(|version| version.join("lib/postgis-3.so").is_file()).max_by_key(number);
    let program = newest.expect("no PostgreSQL with PostGIS; `make setup` installs it").join("bin").join(program);
    if !is_root() {
        return Command::new(program);
    }
    let mut setpriv = Command::new("setpriv");
    setpriv.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program);
    // Where root is, the user it becomes may not be allowed.
    setpriv.current_dir("/");
    setpriv
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
