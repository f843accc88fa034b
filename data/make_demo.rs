//! Makes the demo data of this folder: `cargo run --example make_demo` writes the files anew and prints their shares.
//!
//! Seeded: the same program gives the same bytes, and a test holds the committed files to it. What is real,
//! assumed or made up is said in `data/README.md`.

#[path = "make_demo/awkward.rs"]
mod awkward;
#[path = "make_demo/ground.rs"]
mod ground;
#[path = "make_demo/homes.rs"]
mod homes;
#[path = "make_demo/places.rs"]
mod places;
#[path = "make_demo/shares.rs"]
mod shares;
#[path = "make_demo/write.rs"]
mod write;

use std::path::Path;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Chosen among a few for its shares, which a test holds: about 20 % too far, 5 % uncertain.
const SEED: u64 = 4;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let demo = Demo::make();
    for (name, text) in demo.files() {
        std::fs::write(folder.join(name), text)?;
    }
    println!("{}", demo.shares());
    Ok(())
}

/// The register that the demo starts with.
pub struct Demo {
    households: Vec<homes::Home>,
}

impl Demo {
    /// The same demo every time.
    #[must_use]
    pub fn make() -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(SEED);
        let mut households = homes::all(&mut random);
        awkward::change(&mut households);
        Self { households }
    }

    /// Every file's name and text.
    #[must_use]
    pub fn files(&self) -> [(&'static str, String); 3] {
        [
            ("settlements.geojson", write::settlements()),
            ("kitchens.geojson", write::kitchens()),
            ("households.csv", write::households(&self.households)),
        ]
    }

    /// How many are too far, uncertain and so on.
    #[must_use]
    pub fn shares(&self) -> shares::Shares {
        shares::Shares::of(&self.households)
    }
}
