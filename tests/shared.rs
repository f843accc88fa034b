//! Real data and known answers that lie beside the checkout and are never copied into it.

use std::io::Write;
use std::path::PathBuf;

/// The path of a file below `../shared`, or `None`, with the reason printed, where it is missing.
pub fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if file.exists() {
        return Some(file);
    }
    // Not by `eprintln!`, which the harness keeps to itself where a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {} is not on this machine", file.display());
    None
}
