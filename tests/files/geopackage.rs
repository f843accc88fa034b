//! `GeoPackage` files, of GDAL's making and of ours.

use std::path::{Path, PathBuf};

use cercania::domain::household::Household;
use cercania::domain::id::Id;
use cercania::domain::position::Position;
use cercania::files::geopackage::register_functions;
use cercania::files::{
    FileError, Format, IdOrigin, Import, Limits, NotText, ReadOptions, Vicinity, read_households, read_settlements,
};
use cercania::store::Batch;
use cercania::store::geopackage::GeoPackageStore;

use super::{crs, file, miraflores, problems, quiet};
use crate::store::Import as _;
use crate::store::gdal::output;

const ROWS: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","geometry":{"type":"Point","coordinates":[-76.9512345678,-12.13]},"properties":{"codigo_hogar":"007","personas":4,"precision":2.5,"direccion":"Mz. Ñ","fecha_baja":"2026-11-23"}},
    {"type":"Feature","geometry":null,"properties":{"codigo_hogar":"008","personas":null,"precision":null,"direccion":null,"fecha_baja":null}}]}"#;

/// Written by GDAL from GeoJSON.
fn gdal(folder: &Path, name: &str, geojson: &str, arguments: &[&str]) -> PathBuf {
    let (from, to) = (folder.join("from.geojson"), folder.join(name));
    std::fs::write(&from, geojson).unwrap();
    let (from_text, to_text) = (from.to_str().unwrap(), to.to_str().unwrap());
    output("ogr2ogr", &[&["-f", "GPKG", to_text, from_text], arguments].concat());
    to
}

fn read(path: &Path, options: &ReadOptions) -> Result<Import<Household>, FileError> {
    read_households(path, options, &miraflores(), &mut quiet())
}

fn with_layer(name: &str) -> ReadOptions {
    ReadOptions { layer: Some(name.into()), ..ReadOptions::default() }
}

#[test]
fn a_layer_of_gdals_gives_what_its_geojson_gives() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no se llama.csv");
    std::fs::rename(gdal(folder.path(), "a.gpkg", ROWS, &["-nln", "familias"]), &path).unwrap();
    let import = read(&path, &ReadOptions::default()).unwrap();
    let expected = read(&folder.path().join("from.geojson"), &ReadOptions::default()).unwrap();
    assert_eq!(import.rows, expected.rows);
    assert_eq!(
        (import.rows[0].id.as_str(), import.rows[0].closed_on.unwrap().to_string()),
        ("007", "2026-11-23".into())
    );
    assert_eq!(import.rows[0].position, Position::new(-76.951_234_567_8, -12.13).ok());
    let summary = import.summary;
    assert_eq!((summary.format, summary.layer.as_deref()), (Format::GeoPackage, Some("familias")));
    assert_eq!(summary.ids, IdOrigin::Column("codigo_hogar".into()));
    assert_eq!(summary.ignored, ["fid".into()]);
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(beside.len(), 2, "reading leaves nothing beside the file: {beside:?}");
}

#[test]
fn a_layer_in_metres_brings_its_system() {
    let folder = tempfile::tempdir().unwrap();
    let path = gdal(folder.path(), "utm.gpkg", ROWS, &["-t_srs", "EPSG:32718"]);
    let import = read(&path, &ReadOptions::default()).unwrap();
    assert_eq!(import.summary.crs.code(), 32718);
    let position = import.rows[0].position.unwrap();
    assert!((position.lon() + 76.951_234_567_8).abs() < 1e-9, "{position:?}"); // there and back: 0.1 mm
    let path = gdal(folder.path(), "propio.gpkg", ROWS, &["-t_srs", "+proj=utm +zone=18 +south +ellps=intl +units=m"]);
    let error = read(&path, &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, FileError::LayerCrs { .. }), "{error}");
    assert_eq!(read(&path, &crs("EPSG:24878")).unwrap().summary.crs.code(), 24878);
}

#[test]
fn of_several_layers_the_one_named_or_named_so_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = gdal(folder.path(), "a.gpkg", ROWS, &["-nln", "uno"]);
    gdal(folder.path(), "a.gpkg", ROWS, &["-update", "-nln", "dos"]);
    let said = read(&path, &ReadOptions::default()).unwrap_err().to_string();
    assert_eq!(said, "the file has several layers: dos, uno; choose one with --layer");
    assert_eq!(read(&path, &with_layer("UNO")).unwrap().summary.layer.as_deref(), Some("uno"));
    let said = read(&path, &with_layer("tres")).unwrap_err().to_string();
    assert_eq!(said, r#"there is no layer "tres"; the layers are dos, uno"#);
    gdal(folder.path(), "a.gpkg", ROWS, &["-update", "-nln", "Households"]);
    assert_eq!(read(&path, &ReadOptions::default()).unwrap().summary.layer.as_deref(), Some("Households"));
}

#[test]
fn settlements_are_polygons_of_any_kind() {
    let folder = tempfile::tempdir().unwrap();
    let rings = "[[[-77,-12.2],[-76.9,-12.2],[-76.9,-12.1],[-77,-12.2]]]";
    let shape = |id, kind, rings: &str| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"{kind}","coordinates":{rings}}},"properties":{{"id":"{id}"}}}}"#
        )
    };
    let shapes = [shape("A", "Polygon", rings), shape("B", "MultiPolygon", &format!("[{rings}]"))].join(",");
    let geojson = format!(r#"{{"type":"FeatureCollection","features":[{shapes}]}}"#);
    let path = gdal(folder.path(), "a.gpkg", &geojson, &[]);
    let rows = read_settlements(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap().rows;
    assert_eq!((rows.len(), &rows[0].boundary), (2, &rows[1].boundary));
    let said = problems(read(&path, &ReadOptions::default()));
    assert_eq!(said[1], "row 2: the geometry is a MultiPolygon; a Point is needed");
}

#[test]
fn bad_rows_are_told_and_written_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = gdal(folder.path(), "a.gpkg", &ROWS.replace("4,\"prec", "0,\"prec"), &[]);
    let said = problems(read(&path, &ReadOptions::default()));
    assert_eq!(said, ["row 1: personas: 0 is not a number of persons; give a whole number from 1 to 10000"]);
    let import = read(&path, &ReadOptions { skip_bad: true, ..ReadOptions::default() }).unwrap();
    let rejected = import.rejected.unwrap().save().unwrap();
    let text = std::fs::read_to_string(&rejected).unwrap();
    assert!(text.ends_with(",007,0,2.5,Mz. Ñ,2026-11-23,-76.9512345678,-12.13\n"), "{text}");
    let mended = text.replace(",007,0,", ",007,4,");
    std::fs::write(&rejected, mended).unwrap();
    let mended = read(&rejected, &ReadOptions::default()).unwrap().rows;
    assert_eq!((mended.len(), mended[0].id.as_str()), (1, "007"));
    assert_eq!(mended[0].position, Position::new(-76.951_234_567_8, -12.13).ok());
}

#[test]
fn a_store_is_imported_with_what_its_log_still_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("almacén #1 %.gpkg");
    let store = GeoPackageStore::create(path.clone()).unwrap();
    let mut homes: Vec<Household> =
        read(&gdal(folder.path(), "a.gpkg", ROWS, &[]), &ReadOptions::default()).unwrap().rows;
    store.import(Batch::Households(homes.clone())).unwrap();
    let read = |path: &Path| read(path, &ReadOptions::default()).unwrap();
    let import = read(&path);
    assert_eq!((import.rows, import.summary.layer.as_deref()), (homes.clone(), Some("households")));
    drop(store);
    homes.push(Household::new(Id::parse("009").unwrap()));
    let store = GeoPackageStore::open(path.clone()).unwrap();
    store.import(Batch::Households(homes.clone())).unwrap();
    assert_eq!(read(&path).rows, homes);
}

#[test]
fn what_is_no_layer_to_read_is_told() {
    let with = |sql: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = gdal(folder.path(), "a.gpkg", ROWS, &["-nln", "familias"]);
        let connection = rusqlite::Connection::open(&path).unwrap();
        register_functions(&connection).unwrap();
        connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        read(&path, &ReadOptions::default())
    };
    let error = with("DELETE FROM gpkg_contents").unwrap_err();
    assert!(matches!(error, FileError::NoLayer), "{error}");
    let error = with("DROP TABLE gpkg_geometry_columns").unwrap_err();
    assert!(matches!(error, FileError::NotText(NotText::Sqlite)), "{error}");
    // A view may compute for ever.
    let endless = "DROP TABLE familias; CREATE VIEW familias AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM n)
                   SELECT fid, NULL AS geom FROM n";
    let error = with(endless).unwrap_err();
    assert!(matches!(error, FileError::NotATable { .. }), "{error}");
    let error = with("UPDATE familias SET direccion = zeroblob(2000000)").unwrap_err();
    assert!(matches!(error, FileError::RowTooLong { limit: 1_048_576, .. }), "{error}");
    let said = problems(with("UPDATE familias SET direccion = x'ff00', geom = 5 WHERE codigo_hogar = '007'"));
    assert_eq!(said, ["row 1: it cannot be read: direccion is neither a number nor text in UTF-8"]);
    let said = problems(with("UPDATE familias SET geom = x'4750' WHERE codigo_hogar = '007'"));
    assert_eq!(said, ["row 1: it cannot be read: the bytes are not a GeoPackage geometry"]);
}

#[test]
fn no_changed_byte_is_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(gdal(folder.path(), "a.gpkg", ROWS, &["-nln", "familias"])).unwrap();
    let mut random = 1_u64;
    for _ in 0..200 {
        let mut changed = bytes.clone();
        for _ in 0..20 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = 16 + usize::try_from(random >> 33).unwrap() % (changed.len() - 16);
            changed[at] = random.to_le_bytes()[3];
        }
        let (_folder, path) = file("x", changed);
        let limits = Limits { max_rows: 1000, ..Limits::default() };
        let error = read(&path, &ReadOptions { limits, ..ReadOptions::default() }).err();
        assert!(!matches!(error, Some(FileError::Broken)), "a reader panicked");
    }
}
