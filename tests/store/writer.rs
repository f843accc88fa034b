//! `GeoPackage` files for somebody else.

use cercania::files::geopackage::{Cell, Column, GeoPackageWriter, GeometryKind, Layer, SqlType, WriteError};
use geo::{Geometry, line_string, point, polygon};
use jiff::Timestamp;

use super::gdal::{output, validate};

const COLUMNS: [Column<'static>; 4] = [
    Column { name: "id", sql_type: SqlType::Text, description: "Name of the row" },
    Column { name: "persons \"all\"", sql_type: SqlType::Integer, description: "Persons" },
    Column { name: "distance_m", sql_type: SqlType::Real, description: "Straight line, metres" },
    Column { name: "closed_on", sql_type: SqlType::Date, description: "Day" },
];

fn layer(name: &'static str, geometry: Option<GeometryKind>) -> Layer<'static> {
    Layer { name, title: name, description: "of the test", geometry, columns: &COLUMNS }
}

fn write(path: &std::path::Path) {
    let shapes: [(&str, GeometryKind, Geometry<f64>); 4] = [
        ("kitchens", GeometryKind::Point, point!(x: -76.9, y: -12.1).into()),
        ("assignments", GeometryKind::LineString, line_string![(x: -76.9, y: -12.1), (x: -76.8, y: -12.0)].into()),
        ("plots", GeometryKind::Polygon, polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)].into()),
        (
            "catchments",
            GeometryKind::MultiPolygon,
            geo::MultiPolygon(vec![polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)]]).into(),
        ),
    ];
    let mut writer = GeoPackageWriter::create(path, Timestamp::UNIX_EPOCH).unwrap();
    for (name, kind, shape) in &shapes {
        writer.add_layer(&layer(name, Some(*kind))).unwrap();
        for at in 0..200 {
            let id = format!("R-{at}");
            let cells = [Cell::Text(&id), Cell::Integer(at), Cell::Real(1.5), Cell::Text("2026-11-23")];
            writer.write_row(&cells, Some(shape)).unwrap();
        }
        writer.write_row(&[Cell::Null; 4], None).unwrap();
    }
    writer.add_layer(&layer("totals", None)).unwrap();
    writer.write_row(&[Cell::Null; 4], None).unwrap();
    assert!(!path.exists(), "nothing is at its place before it is complete");
    writer.finish().unwrap();
}

#[test]
fn an_export_validates_and_gdal_reads_every_layer() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("export.gpkg");
    write(&path);
    validate(&path);
    let file = path.to_str().unwrap();
    for (layer, kind) in [
        ("kitchens", "Geometry: Point"),
        ("assignments", "Geometry: Line String"),
        ("plots", "Geometry: Polygon"),
        ("catchments", "Geometry: Multi Polygon"),
        ("totals", "Geometry: None"),
    ] {
        let Some(said) = output("ogrinfo", &["-ro", "-so", file, layer]) else { return };
        assert!(said.contains(kind), "{said}");
    }
    let filter = ["-ro", "-so", file, "kitchens", "-spat", "-77", "-13", "-76.85", "-12"];
    let Some(said) = output("ogrinfo", &filter) else { return };
    assert!(said.contains("Feature Count: 200") && said.contains("Extent: (-76.900000, -12.100000)"), "{said}");
    assert!(said.contains("persons \"all\": Integer64") && said.contains("closed_on: Date"), "{said}");
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let folder = tempfile::TempDir::new().unwrap();
    let [one, other] = ["one.gpkg", "other.gpkg"].map(|name| folder.path().join(name));
    write(&one);
    write(&other);
    assert!(std::fs::read(one).unwrap() == std::fs::read(other).unwrap());
}

#[test]
fn a_file_not_finished_leaves_nothing_and_what_was_there() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("export.gpkg");
    std::fs::write(&path, "before").unwrap();
    let mut writer = GeoPackageWriter::create(&path, Timestamp::UNIX_EPOCH).unwrap();
    assert!(matches!(writer.write_row(&[], None), Err(WriteError::NoLayer)));
    writer.add_layer(&layer("kitchens", Some(GeometryKind::Point))).unwrap();
    assert!(matches!(writer.write_row(&[Cell::Null; 5], None), Err(WriteError::Database { .. })));
    assert!(matches!(writer.add_layer(&layer("kitchens", None)), Err(WriteError::Database { .. })));
    drop(writer);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let missing = GeoPackageWriter::create(&folder.path().join("none/export.gpkg"), Timestamp::UNIX_EPOCH);
    assert!(matches!(missing.err(), Some(WriteError::File { .. })));
}
