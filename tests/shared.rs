//! Real data and known answers that lie beside the checkout and are never copied into it.

use std::path::PathBuf;

/// The path of a file below `../shared`, or `None`, with the reason printed, where it is missing.
pub fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if file.exists() {
        return Some(file);
    }
    eprintln!("skipped: {} is not on this machine", file.display());
    None
}
