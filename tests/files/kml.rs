//! KML, of GDAL's making and as hands write it.

use std::path::Path;

use cercania::domain::household::Household;
use cercania::files::{
    FileError, Format, IdOrigin, Import, KmlProblem, NotText, ReadOptions, Vicinity, read_households, read_kitchens,
    read_settlements,
};
use proptest::prelude::*;

use super::{file, miraflores, problems, quiet};
use crate::store::gdal::output;

fn read(bytes: impl AsRef<[u8]>) -> Result<Import<Household>, FileError> {
    let (_folder, path) = file("hogares", bytes);
    in_place(&path)
}

fn in_place(path: &Path) -> Result<Import<Household>, FileError> {
    read_households(path, &ReadOptions::default(), &miraflores(), &mut quiet())
}

fn kml(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>"#
    )
}

fn placemark(id: &str, inside: &str) -> String {
    format!(r#"<Placemark><ExtendedData><Data name="id"><value>{id}</value></Data></ExtendedData>{inside}</Placemark>"#)
}

const POINT: &str = "<Point><coordinates>-76.95,-12.13</coordinates></Point>";

#[test]
fn a_layer_of_gdals_gives_what_its_geojson_gives() {
    let geojson = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[-76.9512345678,-12.13]},"properties":{"codigo_hogar":"007","personas":4,"direccion":"Mz. Ñ & lote <2>"}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":[-76.95,-12.13]},"properties":{"codigo_hogar":"008","personas":null,"direccion":null}}]}"#;
    let (folder, path) = file("from.geojson", geojson);
    let expected = in_place(&path).unwrap();
    for driver in ["KML", "LIBKML"] {
        let to = folder.path().join(format!("{driver}.kml"));
        output("ogr2ogr", &["-f", driver, to.to_str().unwrap(), path.to_str().unwrap()]);
        let import = in_place(&to).unwrap();
        assert_eq!(import.rows, expected.rows, "{driver}");
        assert_eq!((import.summary.format, import.summary.layer), (Format::Kml, None));
        assert_eq!(import.summary.ids, IdOrigin::Column("codigo_hogar".into()));
    }
}

#[test]
fn placemarks_are_rows_wherever_they_are() {
    let text = kml(&format!(
        "<!-- dos --><Style id=\"s\"/><Folder><name>Carpeta</name><Folder>\
         <Placemark><name>Olla &#241;</name><description><![CDATA[<b>Av. 1</b>]]></description>\
         <ExtendedData><SchemaData schemaUrl=\"#s\"><SimpleData name=\"id\">K-7</SimpleData></SchemaData>\
         <Data name=\"raciones\"><displayName>x</displayName><value> 80 </value></Data></ExtendedData>\
         <Point><altitudeMode>absolute</altitudeMode><coordinates>\n-76.95,-12.13,300\n</coordinates></Point></Placemark>\
         </Folder></Folder>{}",
        placemark("K-8", POINT)
    ));
    let (_folder, path) = file("cocinas.kml", text);
    let import = read_kitchens(&path, &ReadOptions::default(), &miraflores(), &mut quiet()).unwrap();
    let [first, second] = import.rows.as_slice() else { panic!("{import:?}") };
    assert_eq!((first.id.as_str(), &*first.name, first.rations), ("K-7", "Olla ñ", Some(80)));
    assert_eq!((first.position.lon(), first.position.lat()), (-76.95, -12.13));
    assert_eq!((second.id.as_str(), &*second.name), ("K-8", "K-8"));
    assert_eq!(import.summary.ignored, ["description".into()]);
}

#[test]
fn polygons_have_holes_and_parts_and_other_shapes_are_told() {
    let ring = |name: &str, places: &str| {
        format!("<{name}><LinearRing><coordinates>{places}</coordinates></LinearRing></{name}>")
    };
    let polygon = format!(
        "<Polygon>{}{}</Polygon>",
        ring("innerBoundaryIs", "-76.95,-12.18 -76.92,-12.18 -76.92,-12.16 -76.95,-12.18"),
        ring("outerBoundaryIs", "-77,-12.2,0 -76.9,-12.2,0 -76.9,-12.1,0 -77,-12.2,0"),
    );
    let other = polygon.replace("-7", "-6");
    let text =
        kml(&(placemark("A", &polygon) + &placemark("B", &format!("<MultiGeometry>{polygon}{other}</MultiGeometry>"))));
    let (_folder, path) = file("a.kml", &text);
    let rows = read_settlements(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap().rows;
    let parts = rows.iter().map(|row| row.boundary.polygons().0.len()).collect::<Vec<_>>();
    assert_eq!((parts, rows[0].boundary.polygons().0[0].interiors().len()), (vec![1, 2], 1));
    let line = "<LineString><coordinates>-76.95,-12.13 -76.94,-12.13</coordinates></LineString>";
    let bad = "<Point><coordinates>-76.95, -12.13</coordinates></Point>";
    let both = format!("<MultiGeometry>{POINT}{line}</MultiGeometry>");
    let said = problems(read(kml(&[("1", line), ("2", bad), ("3", &*both), ("4", POINT)]
        .map(|(id, shape)| placemark(id, shape))
        .concat())));
    assert_eq!(
        said,
        [
            "row 1: the geometry is a LineString; a Point is needed",
            "row 2: it cannot be read: coordinates are longitude,latitude with blanks between places",
            "row 3: the geometry is a GeometryCollection; a Point is needed",
        ]
    );
    let nowhere = read(kml(&placemark("1", ""))).unwrap();
    assert_eq!((nowhere.rows[0].position, nowhere.summary.without_position), (None, 1));
}

#[test]
fn hostile_xml_is_told_and_nothing_expands() {
    let check = |text: &str, told: fn(&KmlProblem) -> bool| {
        let error = read(text).unwrap_err();
        assert!(matches!(&error, FileError::Kml { problem, .. } if told(problem)), "{text:.80}: {error}");
    };
    let bomb = r#"<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>"#;
    check(&format!("{bomb}{}", kml(&placemark("&b;", POINT))), |problem| matches!(problem, KmlProblem::DocumentType));
    check(&kml(&placemark("&b;", POINT)), |problem| matches!(problem, KmlProblem::Entity));
    check(&kml(&"<Folder>".repeat(100_000)), |problem| matches!(problem, KmlProblem::TooDeep(64)));
    check(&kml(&placemark("1", &"<MultiGeometry>".repeat(100_000))), |problem| {
        matches!(problem, KmlProblem::TooDeep(64))
    });
    check("<kml><Document>", |problem| matches!(problem, KmlProblem::EndsEarly));
    check("<kml><Document></Folder></kml>", |problem| matches!(problem, KmlProblem::Xml(_)));
    for text in ["<html><Placemark/></html>", "<?xml version=\"1.0\"?><gpx/>"] {
        assert!(matches!(read(text), Err(FileError::NotText(NotText::Xml))), "{text}");
    }
    assert!(matches!(read(kml("")), Err(FileError::NoRows)));
    let long = "x".repeat(2 << 20);
    let elements = "<a>b</a>".repeat(300_000);
    for inside in
        [placemark(&long, POINT), placemark("1", &elements), format!("<Style>{long}</Style>"), format!("<!--{long}-->")]
    {
        let error = read(kml(&inside)).unwrap_err();
        assert!(matches!(error, FileError::RowTooLong { row: 1, limit: 1_048_576 }), "{inside:.60}: {error}");
    }
    // Much between placemarks is no row.
    assert_eq!(read(kml(&(elements + &placemark("1", POINT)))).unwrap().rows.len(), 1);
}

proptest! {
    /// Whatever the bytes, an answer and no panic.
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in 0..400_usize) {
        let text = kml(&placemark("1", POINT)).into_bytes();
        let (head, tail) = text.split_at(cut.min(text.len()));
        let read = read([head, &bytes, tail].concat());
        prop_assert!(!matches!(read, Err(FileError::Broken)));
    }
}
