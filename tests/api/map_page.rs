//! The map page as the service sends it. What people do on it is tested in a browser.

use std::sync::Arc;

use cercania::http::{Background, Online, ServerOptions, bind};

use super::helpers::{self, Service, app, register};

const BROWSER: &[(&str, &str)] = &[("accept", "text/html,*/*;q=0.8")];

fn with(background: Background) -> Service {
    helpers::start_as(Arc::new(app(register())), ServerOptions { background, ..ServerOptions::default() })
}

/// The values of attributes that name parts of the page.
fn parts(html: &str) -> Vec<&str> {
    html.split('"').filter(|value| value.starts_with("/map/")).collect()
}

#[test]
fn a_browser_gets_the_map_and_whoever_names_a_format_gets_that() {
    let service = helpers::start();
    let page = service.get_with("/", BROWSER);
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    let parts = parts(page.text());
    assert!(!parts.is_empty(), "the program was built without maps/web/dist: run make setup, then build again");
    for part in parts {
        let answer = service.get(part);
        assert_eq!(answer.status, 200, "{part}");
        assert!(answer.header("cache-control").contains("immutable"), "{part}");
        let packed = service.get_with(part, &[("accept-encoding", "br")]);
        assert_eq!(packed.header("content-encoding"), "br", "{part}");
        assert!(packed.body.len() < answer.body.len(), "{part}");
        let tag = answer.header("etag").to_owned();
        assert_eq!(service.get_with(part, &[("if-none-match", &tag)]).status, 304, "{part}");
    }
    assert!(!service.get_with("/?f=html", BROWSER).text().contains("/map/"));
    assert!(service.get("/").header("content-type").contains("json"));
    for path in ["/map/", "/map/index.html", "/map/no-such.js", "/map/..%2fCargo.toml", "/map/.built"] {
        assert_eq!(service.get(path).status, 404, "{path}");
    }
}

#[test]
fn nothing_runs_that_is_not_the_services_own() {
    let service = helpers::start();
    let page = service.get_with("/", BROWSER);
    let policy = page.header("content-security-policy");
    for rule in ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"] {
        assert!(policy.split("; ").any(|said| said == rule), "{rule}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    for script in page.text().split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap();
        assert!(tag.contains(" src=\"/map/") && rest.starts_with("</script>"), "an inline script: {script}");
    }
    assert!(!page.text().contains("<style") && !page.text().contains(" style="));
}

#[test]
fn a_tile_server_is_named_and_its_pictures_alone_are_let_in() {
    let tiles = "https://tile.example.org/{z}/{x}/{y}.png";
    let online = Online::new(tiles.to_owned(), "© Somebody".to_owned()).unwrap();
    let service = with(Background::Online(online));
    let about = service.get("/basemap").json();
    assert_eq!((about["kind"].as_str(), about["host"].as_str()), (Some("online"), Some("tile.example.org")));
    assert_eq!((about["tiles"].as_str(), about["attribution"].as_str()), (Some(tiles), Some("© Somebody")));
    let page = service.get_with("/", BROWSER);
    let policy = page.header("content-security-policy");
    assert_eq!(policy.matches("https://tile.example.org").count(), 1, "{policy}");
    assert!(policy.contains("img-src 'self' data: blob: https://tile.example.org;"), "{policy}");
    assert_eq!(service.get("/basemap/0/0/0").status, 404, "a tile server is not asked from here");
}

#[test]
fn without_a_background_there_is_none() {
    let service = helpers::start();
    assert_eq!(service.get("/basemap").json()["kind"], "none");
    assert_eq!(service.get("/basemap/0/0/0").status, 404);
    assert_eq!(service.refused("/basemap?f=json").0, 400);
}

#[test]
fn a_file_that_holds_no_tiles_is_no_background() {
    let folder = tempfile::tempdir().unwrap();
    let header = |length: usize| [b"PMTiles\x03".as_slice(), &vec![0xff; length]].concat();
    for (name, bytes, words) in [
        ("picture.png", b"\x89PNG\r\n\x1a\n".to_vec(), "neither a PMTiles nor an MBTiles"),
        ("empty.pmtiles", vec![], "neither a PMTiles nor an MBTiles"),
        ("cut.pmtiles", header(20), "cannot be read as tiles"),
        ("nonsense.pmtiles", header(20_000), "cannot be read as tiles"),
        ("nonsense.mbtiles", [b"SQLite format 3\0".as_slice(), &[7; 5000]].concat(), "cannot be read as tiles"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let options = ServerOptions { background: Background::File(path), ..ServerOptions::default() };
        let refusal = bind(Arc::new(app(register())), options).err().map(|error| error.to_string());
        assert!(refusal.as_ref().is_some_and(|refusal| refusal.contains(words)), "{name}: {refusal:?}");
    }
    let missing = Background::File(folder.path().join("none.pmtiles"));
    let options = ServerOptions { background: missing, ..ServerOptions::default() };
    assert!(bind(Arc::new(app(register())), options).is_err_and(|error| error.to_string().contains("cannot open")));
}
