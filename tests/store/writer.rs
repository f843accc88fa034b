//! `GeoPackage` files for somebody else.

use std::io::Read;

use cercania::files::geopackage::{
    Cell, Column, GeoPackageWriter, GeometryKind, Layer, SqlType, Srs, Style, WriteError,
};
use cercania::messages::Explain;
use geo::{Geometry, line_string, point, polygon};
use jiff::Timestamp;

use super::gdal::{output, validate};

const COLUMNS: [Column<'static>; 4] = [
    Column { name: "id", sql_type: SqlType::Text, description: "Name of the row" },
    Column { name: "persons \"all\"", sql_type: SqlType::Integer, description: "Persons" },
    Column { name: "distance_m", sql_type: SqlType::Real, description: "Straight line, metres" },
    Column { name: "closed_on", sql_type: SqlType::Date, description: "Day" },
];

fn layer<'a>(name: &'a str, geometry: Option<GeometryKind>, srs: &'a Srs) -> Layer<'a> {
    let style = geometry.map(|_| Style { name: "of the test", qml: "<qgis/>" });
    Layer { name, title: name, description: "of the test", geometry, srs, columns: &COLUMNS, style }
}

fn write(path: &std::path::Path) {
    let mut writer = GeoPackageWriter::create(path, Timestamp::UNIX_EPOCH).unwrap();
    fill(&mut writer).unwrap();
    assert!(!path.exists(), "nothing is at its place before it is complete");
    writer.finish().unwrap();
}

fn fill(writer: &mut GeoPackageWriter) -> Result<(), WriteError> {
    let utm = Srs { id: 32718, name: "WGS 84 / UTM zone 18S".into(), definition: "PROJCS[]".into() };
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
    for (name, kind, shape) in &shapes {
        let srs = if *name == "plots" { &utm } else { &Srs::wgs84() };
        writer.add_layer(&layer(name, Some(*kind), srs))?;
        for at in 0..200 {
            let id = format!("R-{at}");
            let cells = [Cell::Text(&id), Cell::Integer(at), Cell::Real(1.5), Cell::Text("2026-11-23")];
            writer.write_row(&cells, Some(shape))?;
        }
        writer.write_row(&[Cell::Null; 4], None)?;
    }
    writer.add_layer(&layer("totals", None, &Srs::wgs84()))?;
    writer.write_row(&[Cell::Null; 4], None)
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
        let said = output("ogrinfo", &["-ro", "-so", file, layer]);
        assert!(said.contains(kind), "{said}");
    }
    let filter = ["-ro", "-so", file, "kitchens", "-spat", "-77", "-13", "-76.85", "-12"];
    let said = output("ogrinfo", &filter);
    assert!(said.contains("Feature Count: 200") && said.contains("Extent: (-76.900000, -12.100000)"), "{said}");
    assert!(said.contains("persons \"all\": Integer64") && said.contains("closed_on: Date"), "{said}");
    let said = output("ogrinfo", &["-ro", "-so", file, "plots"]);
    assert!(said.contains("ID[\"EPSG\",32718]"), "{said}");
    let styles = ["-ro", "-q", file, "-sql", "SELECT count(*) AS n FROM layer_styles WHERE useAsDefault = 1"];
    let said = output("ogrinfo", &styles);
    assert!(said.contains("n (Integer) = 4"), "{said}");
}

#[test]
fn a_file_without_a_name_has_the_same_bytes() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("export.gpkg");
    write(&path);
    let mut writer = GeoPackageWriter::unnamed(1 << 30, Timestamp::UNIX_EPOCH).unwrap();
    fill(&mut writer).unwrap();
    let mut bytes = Vec::new();
    writer.into_file().unwrap().read_to_end(&mut bytes).unwrap();
    assert!(bytes == std::fs::read(path).unwrap());
}

#[test]
fn a_file_may_not_grow_beyond_its_bytes() {
    for most in [0, 200_000] {
        let full = GeoPackageWriter::unnamed(most, Timestamp::UNIX_EPOCH)
            .and_then(|mut writer| fill(&mut writer).and_then(|()| writer.into_file()));
        assert_eq!(full.map(drop).unwrap_err().code(), "geopackage-too-large", "{most}");
    }
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
    writer.add_layer(&layer("kitchens", Some(GeometryKind::Point), &Srs::wgs84())).unwrap();
    assert!(matches!(writer.write_row(&[Cell::Null; 5], None), Err(WriteError::Database { .. })));
    assert!(matches!(writer.add_layer(&layer("kitchens", None, &Srs::wgs84())), Err(WriteError::Database { .. })));
    drop(writer);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let missing = GeoPackageWriter::create(&folder.path().join("none/export.gpkg"), Timestamp::UNIX_EPOCH);
    assert!(matches!(missing.err(), Some(WriteError::File { .. })));
}
