//! Reading that nobody waits for any more.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use cercania::files::{FileError, Progress, ReadOptions, Vicinity, read_households};

use super::file;

/// Rows enough that a reader tells how far it is more than once.
const ROWS: u32 = 120_000;

/// Stops at the nth call; the calls there were, and what the reader said.
fn stopped_at(name: &str, text: &str, nth: usize) -> (Vec<Progress>, Result<usize, FileError>) {
    let (_folder, path) = file(name, text);
    let mut told = Vec::new();
    let mut watch = |done| {
        told.push(done);
        if told.len() == nth { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let read = read_households(&path, &ReadOptions::default(), &Vicinity::default(), &mut watch);
    (told, read.map(|import| import.rows.len()))
}

fn csv() -> String {
    let mut text = String::from("id,lon,lat\n");
    for row in 0..ROWS {
        writeln!(text, "H{row:07},-76.95,-12.13000").unwrap();
    }
    text
}

fn geojson() -> String {
    let mut text = String::new();
    for row in 0..ROWS {
        let place = r#""geometry":{"type":"Point","coordinates":[-76.95,-12.13]}"#;
        writeln!(text, r#"{{"type":"Feature","id":{row},{place},"properties":{{}}}}"#).unwrap();
    }
    text
}

#[test]
fn a_reader_stops_where_it_is_told_to_and_no_later() {
    for (name, text) in [("hogares.csv", csv()), ("hogares.geojsonl", geojson())] {
        let (told, read) = stopped_at(name, &text, usize::MAX);
        assert_eq!(read.unwrap(), ROWS as usize, "{name}");
        assert!(told.len() > 1, "{name}: told {} times", told.len());
        for nth in [1, 2, told.len()] {
            let (told, read) = stopped_at(name, &text, nth);
            assert!(matches!(read, Err(FileError::Stopped)), "{name}");
            assert_eq!(told.len(), nth, "{name}");
        }
    }
}
