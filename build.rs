//! Lets the program carry PROJ's database, so that a copied binary still knows every EPSG code.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=DEP_PROJ_ROOT");
    // The map page is carried where it was built.
    println!("cargo::rerun-if-changed=maps/web/dist");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?).join("proj.db");
    // Set only where PROJ was built from source; the system's PROJ finds its own database.
    match env::var_os("DEP_PROJ_ROOT").map(|root| Path::new(&root).join("share/proj/proj.db")) {
        Some(database) if database.exists() => fs::copy(database, out).map(drop),
        _ => fs::write(out, []),
    }
}
