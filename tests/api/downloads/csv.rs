//! CSV, for programs and for spreadsheets.

use super::service;

#[test]
fn csv_is_for_programs_or_for_spreadsheets() {
    let service = service();
    let plain = service.get("/collections/households/items?f=csv");
    let mut reader = csv::Reader::from_reader(plain.body.as_slice());
    let names = reader.headers().unwrap().clone();
    assert_eq!(names.iter().rev().take(2).collect::<Vec<_>>(), ["lat", "lon"]);
    let found: Vec<_> = reader.records().map(Result::unwrap).collect();
    let expected = service.get("/collections/households/items?limit=10000").json();
    let expected = expected["features"].as_array().unwrap();
    assert_eq!(found.len(), expected.len());
    for (record, feature) in found.iter().zip(expected) {
        for (name, cell) in names.iter().zip(record) {
            let value = match name {
                "lon" => &feature["geometry"]["coordinates"][0],
                "lat" => &feature["geometry"]["coordinates"][1],
                _ => &feature["properties"][name],
            };
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(if value.is_null() { "" } else { &text }, cell, "{name} of {}", &record[0]);
        }
    }
    let excel = service.get("/collections/households/items?excel=true");
    assert_eq!(excel.header("content-type"), "text/csv; charset=utf-8");
    assert!(excel.text().starts_with("\u{feff}id;code;") && excel.text().contains(";'=1+1;"));
    assert_ne!(excel.header("etag"), plain.header("etag"));
    let (status, code, _) = service.refused("/collections/households/items?excel=true&f=kml");
    assert_eq!((status, code.as_str()), (400, "parameter-not-one-of"));
    let lines = service.get("/collections/assignments/items?f=csv&limit=1");
    assert!(lines.text().contains(",wkt\n") && lines.text().contains("\"LINESTRING(-76."), "{}", lines.text());
}
