//! The committed demo data is what its generator makes, and teaches what it is there to teach.

use std::path::Path;

#[allow(dead_code, reason = "the generator's `main` is for `cargo run --example make_demo`")]
#[path = "../data/make_demo.rs"]
mod make_demo;

#[test]
fn the_committed_files_are_the_generators_bytes() {
    for (name, text) in make_demo::Demo::make().files() {
        let committed = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).unwrap();
        assert!(committed == text, "data/{name} differs; run `cargo run --example make_demo`");
    }
}

#[test]
fn the_shares_of_households_too_far_and_uncertain_are_as_promised() {
    let shares = make_demo::Demo::make().shares();
    let within = |count: u32, low: f64, high: f64| (low..=high).contains(&shares.percent(count));
    assert_eq!(shares.households, 319, "320 less the closed one");
    assert!(within(shares.too_far, 15.0, 25.0), "{shares}");
    assert!(within(shares.uncertain, 4.0, 6.0), "{shares}");
    assert!(shares.nearest.iter().all(|count| *count > 0), "{shares}");
}
