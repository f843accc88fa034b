//! What every program is asked, and a client that asks once.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::tile::Tile;

/// A question.
#[derive(Clone, Debug)]
pub enum Ask {
    /// The first households by id, as `GeoJSON`.
    Page { limit: usize },
    /// At most 100 households in a box of degrees: west, south, east, north.
    Within([f64; 4]),
    /// The first that a filter in CQL2 text lets pass.
    Filtered { filter: String, limit: usize },
    /// A vector tile.
    Tile(Tile),
}

/// One connection, kept open.
pub struct Client(ureq::Agent);

impl Client {
    pub fn new() -> Self {
        Self(ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(60))).build().into())
    }

    /// The whole answer, not compressed.
    pub fn get(&self, address: &str) -> Result<Vec<u8>, String> {
        // Without the port, which is another in every run.
        let said = |error: ureq::Error| format!("{error}");
        let mut answer = self.0.get(address).header("accept-encoding", "identity").call().map_err(said)?;
        answer.body_mut().with_config().limit(u64::MAX).read_to_vec().map_err(said)
    }

    /// From the question to the answer's last byte.
    pub fn time(&self, address: &str) -> Result<Duration, String> {
        let start = Instant::now();
        self.get(address).map(|_| start.elapsed())
    }

    /// Whether there is an answer in time.
    pub fn waits_for(&self, address: &str, patience: Duration) -> bool {
        let start = Instant::now();
        while self.get(address).is_err() {
            if start.elapsed() > patience {
                return false;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        true
    }
}

/// As much of a page as tells whether two are the same.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// How many there are on all pages.
    #[serde(rename = "numberMatched")]
    pub matched: Option<usize>,
    features: Vec<Feature>,
}

#[derive(Debug, Deserialize)]
struct Feature {
    id: String,
}

impl Page {
    /// Reads a page in `GeoJSON`.
    pub fn read(page: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(page).map_err(|error| format!("its page cannot be read: {error}"))
    }

    /// Who is on it.
    pub fn ids(&self) -> BTreeSet<&str> {
        self.features.iter().map(|feature| feature.id.as_str()).collect()
    }
}
