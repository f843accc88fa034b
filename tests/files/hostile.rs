//! Files that nobody sends on purpose, and some that somebody might.

use std::fmt::Write as _;
use std::io::{Seek, SeekFrom, Write};
use std::time::Instant;

use cercania::files::{
    FileError, JsonProblem, Limits, NotText, ReadOptions, Vicinity, read_households, read_kitchens, read_points,
    read_settlements,
};
use proptest::prelude::*;

use super::{crs, file, households, miraflores, points, problems, quiet};

/// The most memory this process ever held, bytes (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib * 1024)
}

fn refused(bytes: impl AsRef<[u8]>) -> FileError {
    households(bytes, &ReadOptions::default()).unwrap_err()
}

#[test]
fn what_is_not_text_is_named() {
    let check = |bytes: &[u8], what: NotText| {
        let error = refused(bytes);
        assert!(matches!(error, FileError::NotText(found) if found == what), "{error}");
    };
    check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", NotText::Xls);
    check(b"\xFF\xFEi\0d\0", NotText::Utf16);
    check(b"<?xml version=\"1.0\"?><kml/>", NotText::Xml);
    check(b"id,lon,lat\nA,1\0,2\n", NotText::Binary);
    assert_eq!(
        refused(b"PK\x05\x06").to_string(),
        "the file is a ZIP archive that is no XLSX; save it as XLSX or CSV (UTF-8)"
    );
}

#[test]
fn files_with_little_or_nothing_in_them_are_told_apart() {
    assert!(matches!(refused(""), FileError::Empty));
    assert!(matches!(refused(" \r\n\t\n"), FileError::Empty));
    assert!(matches!(refused("\u{feff}"), FileError::Empty));
    assert!(matches!(refused("id,lon,lat"), FileError::NoRows));
    assert!(matches!(refused("id,lon,lat\n,,\n"), FileError::NoRows));
    assert!(matches!(refused(r#"{"type":"FeatureCollection","features":[]}"#), FileError::NoRows));
    assert_eq!(households("id,lon,lat\nA,-76.95,-12.13", &ReadOptions::default()).unwrap().rows.len(), 1);
}

#[test]
fn a_missing_file_and_a_folder_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let read = |path: &std::path::Path| {
        read_points(path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap_err()
    };
    assert!(matches!(read(&folder.path().join("no.csv")), FileError::Read { .. }));
    assert!(matches!(read(folder.path()), FileError::NotAFile(_)));
}

#[test]
fn a_system_that_does_not_exist_is_told() {
    let error = households("id,x,y\nA,1,2\n", &crs("EPSG:999999")).unwrap_err();
    assert!(error.to_string().starts_with("EPSG:999999 does not exist"), "{error}");
}

#[test]
fn nul_bytes_deep_in_a_file_are_bad_rows() {
    let mut text = String::from("id,lon,lat,direccion\n");
    for row in 0..5000 {
        writeln!(text, "H{row},-76.95,-12.13,{}", if row == 4321 { "a\0b" } else { "calle" }).unwrap();
    }
    let said = problems(households(text, &ReadOptions::default()));
    assert_eq!(said, ["row 4322: a NUL byte; the file is damaged or not text"]);
}

#[test]
fn broken_json_is_told_with_its_place() {
    let check = |text: &str, expected: JsonProblem| {
        let error = refused(text);
        assert!(matches!(error, FileError::Json { problem, .. } if problem == expected), "{text:.60}: {error}");
    };
    let deep = format!(r#"{{"type":"Feature","properties":{{"a":{}"#, "[".repeat(200_000));
    check(&deep, JsonProblem::TooDeep(100));
    check(&format!(r#"{{"type":"FeatureCollection","features":[{deep}"#), JsonProblem::TooDeep(100));
    check(r#"{"type":"FeatureCollection","features":[{"type":"Feature""#, JsonProblem::EndsEarly);
    check(r#"{"type":"FeatureCollection","features":["#, JsonProblem::EndsEarly);
    check(r#"{"type":"FeatureCollection","features":[1]}"#, JsonProblem::NotAnObject);
    check(r#"{"type":"FeatureCollection","features":[{}{}]}"#, JsonProblem::Comma);
    check(r#"{"type":"FeatureCollection","features":{}}"#, JsonProblem::NotFeatures);
    check(r#"{"type":"Point","coordinates":[1,2]}"#, JsonProblem::NotFeatures);
    check(r#"{"type":"Topology","features":[{}]}"#, JsonProblem::NotFeatures);
    check("[1,2]", JsonProblem::NotAnObject);
}

#[test]
fn limits_are_limits() {
    let limited = |limits: Limits| ReadOptions { limits, ..ReadOptions::default() };
    let text = "id,lon,lat\nA,-76.95,-12.13\nB,-76.94,-12.13\n";
    let error = |limits| households(text, &limited(limits)).unwrap_err();
    assert!(matches!(error(Limits { max_file_bytes: 10, ..Limits::default() }), FileError::TooLarge { .. }));
    assert!(matches!(error(Limits { max_rows: 1, ..Limits::default() }), FileError::TooManyRows { limit: 1 }));
    assert!(households(text, &limited(Limits { max_rows: 2, ..Limits::default() })).is_ok());
    let columns = "c,".repeat(20_000);
    assert!(matches!(refused(columns), FileError::TooManyColumns { row: 0, .. }));
    let open_quote = format!("id,lon,lat\n\"A,-76.95,-12.13\n{}", "B,-76.94,-12.13\n".repeat(100_000));
    let error = refused(open_quote);
    assert_eq!(error.to_string(), "row 1 has more than 1048576 bytes; is a quotation mark left open before it?");
}

#[test]
fn a_line_of_a_gigabyte_is_refused_in_little_memory() {
    let (_folder, path) = file("una.csv", "id,lon,lat\nA,-76.95,-12.13\n");
    let mut writer = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
    writer.write_all(&vec![b'x'; 4 << 20]).unwrap();
    // The rest is a hole: a gigabyte that takes no disk.
    writer.seek(SeekFrom::Start(1 << 30)).unwrap();
    writer.write_all(b"\n").unwrap();
    let error = read_points(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap_err();
    assert!(matches!(error, FileError::RowTooLong { row: 2, .. }), "{error}");
}

#[test]
fn a_million_rows_are_read_and_a_million_bad_ones_counted() {
    let mut text = String::with_capacity(40 << 20);
    text.push_str("id,lon,lat\n");
    for row in 0..1_000_000_u32 {
        let (east, north) = (f64::from(row % 1000) * 1e-4, f64::from(row / 1000) * 1e-4);
        writeln!(text, "H{row:07},{:.7},{:.7}", -77.0 + east, -12.2 + north).unwrap();
    }
    let (_folder, path) = file("millon.csv", &text);
    let (before, start) = (peak_memory(), Instant::now());
    let import = read_points(&path, &ReadOptions::default(), &miraflores(), &mut quiet()).unwrap();
    eprintln!("{} bytes: {:?}, peak memory {before:?} then {:?}", text.len(), start.elapsed(), peak_memory());
    assert_eq!(import.rows.len(), 1_000_000);
    drop(import);
    let same = text.replace("\nH", "\nH0000000,");
    let (_folder, path) = file("millon.csv", same.replace("id,lon,lat", "id,n,lon,lat"));
    let error = read_points(&path, &ReadOptions::default(), &miraflores(), &mut quiet()).unwrap_err();
    let FileError::BadRows(bad) = error else { panic!("{error}") };
    assert_eq!((bad.summary.bad, bad.problems.len()), (999_999, 1000));
}

proptest! {
    /// Whatever the bytes, a reader answers and does not panic.
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), start in 0..6_usize) {
        let starts: [&[u8]; 6] = [b"", b"id,lon,lat\n", b"id;ubicacion\n", b"{\"type\":\"Feature\",", b"{\"type\":\"FeatureCollection\",\"features\":[", b"id,wkt\n1,POLYGON((" ];
        let (_folder, path) = file("x", [starts[start], &bytes].concat());
        for skip_bad in [false, true] {
            let options = ReadOptions { skip_bad, ..ReadOptions::default() };
            let _ = read_households(&path, &options, &miraflores(), &mut quiet());
            let _ = read_kitchens(&path, &options, &miraflores(), &mut quiet());
            let _ = read_settlements(&path, &options, &Vicinity::default(), &mut quiet());
        }
    }

    /// What is written as CSV is read back, whatever the blocks.
    #[test]
    fn rows_survive_blocks(count in 1..3000_usize, padding in 0..300_usize) {
        let mut text = String::from("lon,lat,relleno,id\n");
        for row in 0..count {
            writeln!(text, "-76.9,-12.1,\"{}\n\",H{row}", "é,".repeat(padding)).unwrap();
        }
        let rows = points(text, &ReadOptions::default()).unwrap().rows;
        prop_assert_eq!(rows.len(), count);
        let in_order = rows.iter().enumerate().all(|(row, point)| point.id.as_str() == format!("H{row}"));
        prop_assert!(in_order);
    }
}
