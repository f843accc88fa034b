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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain");
    for file in rust_files(&folder) {
        let mut parts = file.strip_prefix(&folder).unwrap().components();
        let tests = parts.any(|part| ["tests", "tests.rs"].iter().any(|name| part.as_os_str() == *name));
        for line in code(&file).lines().map(str::trim) {
            let Some(path) = line.strip_prefix("use ").or_else(|| line.strip_prefix("pub use ")) else { continue };
            // A module of its own: `mod` tells.
            let own = path.split_once("::").is_some_and(|(module, _)| code(&file).contains(&format!("mod {module};")));
            assert!(own || tests || allowed.iter().any(|root| path.starts_with(root)), "{}: {line}", file.display());
        }
    }
}

/// Every module, those that may be known by more before those by fewer.
const MODULES: [&str; 11] =
    ["messages", "domain", "layers", "crs", "files", "filter", "tiles", "store", "app", "http", "cli"];

/// Whom each may know, beside itself and the messages: the lines of the code map, edge by edge.
const KNOWN: [(&str, &[&str], &[&str]); 11] = [
    ("messages", &[], &["actix"]),
    ("domain", &[], &["actix"]),
    ("layers", &["domain"], &["actix"]),
    ("crs", &["domain"], &["actix"]),
    ("files", &["domain", "layers", "crs"], &["actix"]),
    ("filter", &["domain", "layers", "crs"], &["actix", "to_sql", "matches(Some"]),
    ("tiles", &["domain", "layers"], &["actix", "rusqlite"]),
    ("store", &["domain", "crs", "files"], &["actix"]),
    ("app", &["domain", "layers", "crs", "files", "store"], &["actix", "rusqlite"]),
    ("http", &["domain", "layers", "crs", "files", "filter", "tiles", "app"], &["rusqlite"]),
    ("cli", &["domain", "layers", "crs", "files", "store", "app", "http"], &["actix"]),
];

#[test]
fn each_layer_knows_only_those_before_it() {
    assert_eq!(KNOWN.map(|(module, ..)| module), MODULES);
    for (module, known, words) in KNOWN {
        let strangers =
            MODULES.into_iter().filter(|other| *other != module && *other != "messages" && !known.contains(other));
        let strangers: Vec<String> = strangers.map(|other| format!("crate::{other}")).collect();
        let forbidden: Vec<&str> = strangers.iter().map(String::as_str).chain(words.iter().copied()).collect();
        check(module, &forbidden);
    }
}

#[test]
fn every_module_is_in_the_code_map_and_is_checked() {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let mut declared: Vec<_> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let map = lib.split("# Code map").nth(1).unwrap();
    for module in &declared {
        let row = map.lines().any(|line| line.starts_with("//! | [") && line.contains(&format!("[`{module}`]")));
        assert!(row, "{module} is not in the code map");
    }
    declared.sort_unstable();
    let mut checked = MODULES;
    checked.sort_unstable();
    assert_eq!(declared, checked);
}
