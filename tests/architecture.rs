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
fn each_layer_knows_only_those_before_it() {
    check(
        "layers",
        &["crate::files", "crate::crs", "crate::store", "crate::app", "crate::http", "crate::cli", "actix"],
    );
    check("crs", &["crate::files", "crate::store", "crate::app", "crate::http", "crate::cli"]);
    check("files", &["crate::store", "crate::app", "crate::http", "crate::cli", "actix"]);
    check("store", &["crate::app", "crate::http", "crate::cli", "actix"]);
    check("app", &["crate::http", "crate::cli", "actix", "rusqlite"]);
    check("http", &["crate::cli", "rusqlite", "crate::store::geopackage"]);
}
