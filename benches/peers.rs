//! Other programs on the same points: Python packages in an environment of their own.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use cercania::domain::position::Position;
use serde::Deserialize;

use super::table::Times;

/// A way to do the same with packages from `PyPI`.
#[derive(Clone, Copy, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Peer {
    SciPy,
    SciPyThreads,
    GeoPandas,
}

impl Peer {
    pub const fn name(self) -> &'static str {
        match self {
            Self::SciPy => {
                "SciPy cKDTree on ECEF, k = 3, workers = -1, then pyproj `Geod.inv`: first and second with distances"
            }
            Self::SciPyThreads => "the same with `Geod.inv` in as many threads as there are cores",
            Self::GeoPandas => "GeoPandas `sjoin_nearest` in UTM 18S: first with its distance",
        }
    }
}

/// What a peer found and how long it took, start and imports of Python not counted.
pub struct Answer {
    pub peer: Peer,
    pub times: Times,
    /// By household, the number of the kitchen.
    pub first: Vec<u32>,
    /// The same for runners-up, where the peer has them.
    pub second: Option<Vec<u32>>,
}

/// Why there is nothing to compare with.
pub struct Unavailable(String);

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<std::io::Error> for Unavailable {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

#[derive(Deserialize)]
struct Reported {
    peer: Peer,
    seconds: Vec<f64>,
    first: PathBuf,
    second: Option<PathBuf>,
}

/// Runs every peer.
pub fn run(kitchens: &[Position], households: &[Position]) -> Result<Vec<Answer>, Unavailable> {
    let python = cache().join("bench-venv/bin/python");
    if !python.is_file() {
        return Err(Unavailable(left_out("nearest")));
    }
    let folder = tempfile::TempDir::new()?;
    let files = ["kitchens.f64", "households.f64"].map(|name| folder.path().join(name));
    for (file, points) in files.iter().zip([kitchens, households]) {
        write(file, points)?;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/peers.py");
    let output = Command::new(python).arg(script).args(files).arg(folder.path()).output()?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(Unavailable(words.lines().last().unwrap_or("Python failed without a word").into()));
    }
    let reports: Vec<Reported> =
        serde_json::from_slice(&output.stdout).map_err(|error| Unavailable(error.to_string()))?;
    let answer = |report: Reported| {
        Ok(Answer {
            peer: report.peer,
            times: report.seconds.into_iter().map(Duration::from_secs_f64).collect::<Vec<_>>().into(),
            first: read(&report.first)?,
            second: report.second.as_deref().map(read).transpose()?,
        })
    };
    reports.into_iter().map(answer).collect()
}

/// Where `benches/peers/setup` puts all that the benches run beside cercania.
pub fn cache() -> PathBuf {
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache");
    let cache = std::env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()).map_or_else(home, PathBuf::from);
    cache.join("cercania")
}

/// Why `benches/peers/setup` left something out.
pub fn left_out(what: &str) -> String {
    let reason = std::fs::read_to_string(cache().join(format!("bench-without-{what}")));
    reason.map_or_else(|_| "benches/peers/setup has not run".into(), |reason| reason.trim().to_owned())
}

/// Longitude and latitude of each, eight bytes a number, the least first.
fn write(file: &Path, points: &[Position]) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(file)?);
    for point in points {
        out.write_all(&point.lon().to_le_bytes())?;
        out.write_all(&point.lat().to_le_bytes())?;
    }
    out.flush()
}

/// Four bytes a number, the least first.
fn read(file: &Path) -> Result<Vec<u32>, Unavailable> {
    let bytes = std::fs::read(file)?;
    let (numbers, rest) = bytes.as_chunks::<4>();
    if rest.is_empty() {
        Ok(numbers.iter().map(|&number| u32::from_le_bytes(number)).collect())
    } else {
        Err(Unavailable(format!("{} does not hold whole numbers", file.display())))
    }
}
