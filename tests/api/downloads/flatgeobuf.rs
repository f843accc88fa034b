//! `FlatGeobuf`, as GDAL reads it.

use tempfile::TempDir;

use super::service;
use crate::store::gdal::output;

#[test]
fn a_flatgeobuf_can_be_searched_by_place_and_keeps_rows_without_one() {
    let service = service();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("households.fgb");
    std::fs::write(&path, service.get("/collections/households/items?f=fgb").body).unwrap();
    let count = |arguments: &[&str]| {
        let all = [&["-ro", "-so", path.to_str().unwrap(), "households"], arguments].concat();
        let said = output("ogrinfo", &all);
        let count = said.lines().find_map(|line| line.strip_prefix("Feature Count: ")).unwrap();
        (count.to_owned(), said.contains("closed_on: DateTime") && said.contains("ID[\"EPSG\",4326]"))
    };
    let all = count(&[]);
    assert_eq!(all, ("301".to_owned(), true));
    let matched =
        service.get("/collections/households/items?bbox=-76.97,-12.152,-76.968,-12.149&resultType=hits").json();
    let matched = matched["numberMatched"].to_string();
    assert_ne!(matched, "0");
    assert_eq!(count(&["-spat", "-76.97", "-12.152", "-76.968", "-12.149"]).0, matched);
    assert_eq!(count(&["-where", "id = 'X-no-position'"]).0, "1");
}
