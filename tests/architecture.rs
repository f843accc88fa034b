//! What may know what.

use std::path::{Path, PathBuf};

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of a module without its tests and comments.
fn code(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn check(module: &str, forbidden: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module);
    let files = rust_files(&folder);
    assert!(!files.is_empty(), "{module}");
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let code = code(file);
        for word in forbidden {
            assert!(!code.contains(word), "{} must not use {word}", file.display());
        }
    }
}

#[test]
fn the_domain_is_pure() {
    check(
        "domain",
        &[
            "crate::layers",
            "crate::files",
            "crate::crs",
            "crate::store",
            "crate::app",
            "crate::http",
            "crate::cli",
            "crate::messages",
            "serde",
            "actix",
            "rusqlite",
            "geojson",
            "proj::",
            "std::fs",
            "std::net",
            "std::io",
            "std::time",
            "async ",
            "rand::",
            "tracing",
            "println!",
            "eprintln!",
        ],
    );
}

#[test]
fn the_domain_imports_nothing_but_geometry_and_itself() {
    let allowed = [
        "std::",
        "super::",
        "crate::domain::",
        "geo::",
        "rstar::",
        "geographiclib_rs::",
        "rayon::",
        "thiserror::",
        "i_overlay::",
    ];
    for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain")) {
        for line in code(&file).lines().map(str::trim) {
            let Some(path) = line.strip_prefix("use ").or_else(|| line.strip_prefix("pub use ")) else { continue };
            let own = ["bulk::", "curve::", "search::"].iter().any(|module| path.starts_with(module));
            let tests = file.ends_with("tests.rs");
            assert!(own || tests || allowed.iter().any(|root| path.starts_with(root)), "{}: {line}", file.display());
        }
    }
}

#[test]
fn each_layer_knows_only_those_before_it() {
    check(
        "layers",
        &["crate::files", "crate::crs", "crate::store", "crate::app", "crate::http", "crate::cli", "actix"],
    );
    check(
        "filter",
        &["crate::files", "crate::store", "crate::app", "crate::http", "crate::cli", "actix", "to_sql", "matches(Some"],
    );
    check("crs", &["crate::files", "crate::store", "crate::app", "crate::http", "crate::cli"]);
    check("files", &["crate::store", "crate::app", "crate::http", "crate::cli", "actix"]);
    check("store", &["crate::app", "crate::http", "crate::cli", "actix"]);
    check("app", &["crate::http", "crate::cli", "actix", "rusqlite"]);
    check("http", &["crate::cli", "rusqlite", "crate::store::geopackage"]);
}
