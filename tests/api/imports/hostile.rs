//! What nobody sends on purpose, and what is too much.

use std::time::Duration;

use cercania::app::{Viewer, Watch};
use cercania::domain::register::RegisterName;
use cercania::files::{FileError, Progress, ReadOptions};
use cercania::http::Limits;
use cercania::messages::Locale;
use serde_json::Value;

use super::Served;

const ROW: &str = "id,lon,lat\nN-1,-76.97,-12.15\n";

fn refused(served: &Served, path: &str, media_type: &str, body: &str) -> (u16, String, Value) {
    served.service().post(path, media_type, body).problem()
}

#[test]
fn what_is_wrong_with_a_request_is_told() {
    let served = Served::new();
    let check = |path: &str, media_type: &str, body: &str, expected: (u16, &str)| {
        let (status, code, problem) = refused(&served, path, media_type, body);
        assert_eq!((status, code.as_str()), expected, "{path} {body:.60}: {problem}");
    };
    check("/imports", "text/csv", ROW, (400, "parameter-missing"));
    check("/imports?layer=gaps", "text/csv", ROW, (400, "parameter-not-one-of"));
    check("/imports?layer=kitchens&color=x", "text/csv", ROW, (400, "parameter-unknown"));
    check("/imports?layer=kitchens&skip_bad=1", "text/csv", ROW, (400, "parameter-not-one-of"));
    check("/imports?layer=kitchens&columns=lon", "text/csv", ROW, (400, "columns-no-equals"));
    check("/imports?layer=kitchens&crs=utm", "text/csv", ROW, (400, "crs-not-a-code"));
    check("/imports?layer=households&crs=EPSG:999999", "text/csv", ROW, (422, "crs-unknown"));
    check("/imports?layer=households", "application/x-www-form-urlencoded", ROW, (415, "media-type"));
    check("/imports?layer=households&id_column=nr", "text/csv", ROW, (422, "file-no-such-column"));
    check("/imports?layer=households", "text/csv", "id\nN-1\n", (422, "file-no-position"));
    check("/imports?layer=households", "text/csv", "%PDF-1.4", (422, "file-is-pdf"));
    check("/imports?layer=households", "application/json", "{", (422, "file-json-ends-early"));
    check("/imports?layer=settlements", "text/csv", ROW, (422, "file-no-boundary"));
    let (_, _, problem) = refused(&served, "/imports?layer=households", "text/csv", "id,este,norte\nN-1,1,2\n");
    assert!(problem["detail"].as_str().unwrap().ends_with("for example crs=EPSG:32718"), "{problem}");
    assert_eq!(served.service().get("/imports").json()["imports"], serde_json::json!([]), "none of them is kept");
    for path in ["/imports/0", "/imports/..%2f..", "/imports/0/rejected"] {
        let (status, code, _) = served.service().refused(path);
        assert!((404, "import-unknown") == (status, &code) || (404, "page-unknown") == (status, &code), "{path}");
    }
    for path in ["/imports/0/commit", "/imports/0/undo"] {
        assert_eq!(served.service().send("POST", path, &[], b"").problem().1, "import-unknown");
    }
    let options = served.service().send("OPTIONS", "/imports/0", &[], b"");
    assert_eq!(options.header("allow"), "GET, HEAD, DELETE, OPTIONS");
}

#[test]
fn parts_that_are_not_a_file_and_its_options_are_refused() {
    let served = Served::new();
    let part =
        |name: &str, text: &str| format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
    let layer = part("layer", "households");
    let check = |body: String, expected: (u16, &str)| {
        let (status, code, problem) = refused(&served, "/imports", "multipart/form-data; boundary=x", &body);
        assert_eq!((status, code.as_str()), expected, "{problem}");
    };
    check(format!("{layer}--x--\r\n"), (400, "import-files"));
    check(format!("{layer}{}{}--x--\r\n", part("file", ROW), part("file", ROW)), (400, "import-files"));
    check(format!("{}--x--\r\n", part("file", ROW)), (400, "parameter-missing"));
    check(format!("{layer}{layer}{}--x--\r\n", part("file", ROW)), (400, "parameter-repeated"));
    check(format!("{layer}{}--x--\r\n", part("password", "x")), (400, "import-part-unknown"));
    check(format!("{}--x--\r\n", part("columns", &"x".repeat(100_000))), (400, "import-part-long"));
    check(format!("{layer}{}", part("file", ROW)), (408, "body-incomplete"));
    check("nothing of the kind".to_owned(), (408, "body-incomplete"));
    let (status, code, _) = refused(&served, "/imports", "multipart/form-data", &layer);
    assert_eq!((status, code.as_str()), (400, "import-parts"));
}

#[test]
fn limits_are_named() {
    let limits = Limits { upload_bytes: 1_000, upload_rows: 10, ..Limits::default() };
    let served = Served::with(limits);
    let (status, code, problem) = refused(&served, "/imports?layer=households", "text/csv", &"x".repeat(200_000));
    assert_eq!((status, code.as_str(), &problem["max"]), (413, "body-too-large", &1_000.into()));
    let chunked = "POST /imports?layer=households HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/csv\r\n\
        transfer-encoding: chunked\r\nconnection: close\r\n\r\n";
    let answer = served.service().raw(format!("{chunked}7d0\r\n{}\r\n0\r\n\r\n", "x".repeat(2_000)).as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let rows = (0..11).map(|row| format!("T-{row},-76.97,-12.15\n")).collect::<Vec<_>>().concat();
    let file = format!("id,lon,lat\n{rows}");
    let (status, code, problem) = refused(&served, "/imports?layer=households", "text/csv", &file);
    assert_eq!((status, code.as_str(), &problem["limit"]), (413, "file-too-many-rows", &10.into()));
    let served = Served::with(Limits { uploads: 0, ..Limits::default() });
    assert_eq!(refused(&served, "/imports?layer=households", "text/csv", ROW).1, "busy");
}

#[test]
fn who_sends_too_slowly_is_cut_off() {
    let served = Served::with(Limits { slow_request: Duration::from_secs(1), ..Limits::default() });
    let head = "POST /imports?layer=households HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/csv\r\n\
        content-length: 100\r\n\r\nid,lon,lat\n";
    let answer = served.service().raw(head.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("/problems/body-incomplete"), "{answer}");
}

#[test]
fn a_line_of_many_megabytes_is_refused() {
    let served = Served::new();
    let file = format!("id,lon,lat\nN-1,{}", "1".repeat(8 << 20));
    assert_eq!(refused(&served, "/imports?layer=households", "text/csv", &file).1, "file-row-too-long");
}

/// Nobody waits.
struct Gone;

impl Watch for Gone {
    fn reached(&self, _: Progress) {}

    fn unwanted(&self) -> bool {
        true
    }
}

#[test]
fn a_file_that_nobody_waits_for_is_not_read_on() {
    let mut served = Served::new();
    drop(served.service.take());
    let (app, viewer) = (served.app(), Viewer::local(Locale::En));
    let path = served.folder.path().join("x.csv");
    std::fs::write(&path, ROW).unwrap();
    let file = app.import_file(&viewer, RegisterName::Households, path, ReadOptions::default());
    assert!(matches!(app.preview_import(&viewer, &file, &Gone), Err(FileError::Stopped)));
    let before = served.registers();
    app.commit_import(&viewer, &file, false, &Gone).unwrap_err();
    assert_eq!(served.registers(), before);
}
