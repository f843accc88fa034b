//! The same households in every dress.

use cercania::domain::household::Household;
use cercania::domain::units::{Metres, Persons};
use cercania::files::{Encoding, FileError, Format, Import, ReadOptions, Vicinity, read_settlements};
use encoding_rs::WINDOWS_1252;

use super::{columns, crs, file, households, points, problems, quiet};

fn check(bytes: impl AsRef<[u8]>, options: &ReadOptions, why: &str) -> Import<Household> {
    let import = households(bytes, options).unwrap_or_else(|error| panic!("{why}: {error:?}"));
    let first = &import.rows[0];
    assert_eq!(import.rows.len(), 2, "{why}");
    assert_eq!((first.id.as_str(), first.address.as_deref()), ("H1", Some("Jr. Núñez 5, \"alto\"")), "{why}");
    assert_eq!(first.persons.map(Persons::get), Some(4), "{why}");
    let position = first.position.unwrap();
    // 1e-8 degrees are a millimetre.
    assert!((position.lon() + 76.9532).abs() < 1e-8 && (position.lat() + 12.1249).abs() < 1e-8, "{why}: {position:?}");
    import
}

const COMMAS: &str = "id,Dirección,Personas,Longitud,Latitud\nH1,\"Jr. Núñez 5, \"\"alto\"\"\",4,-76.9532,-12.1249\n\
                      H2,x,3,-76.95,-12.12\n";

fn semicolons() -> String {
    "id;Dirección;Personas;Longitud;Latitud\r\nH1;\"Jr. Núñez 5, \"\"alto\"\"\";4;-76,9532;-12,1249\r\nH2;x;3;-76,95;-12,12\r\n"
        .into()
}

#[test]
fn every_separator_encoding_and_decimal_mark_gives_the_same_households() {
    let plain = ReadOptions::default();
    let import = check(COMMAS, &plain, "commas");
    assert_eq!((import.summary.format, import.summary.separator), (Format::Csv, Some(',')));
    check(COMMAS.trim_end(), &plain, "no line end at the end");
    check(semicolons().replace(';', "\t"), &plain, "tabs");
    let import = check(semicolons(), &plain, "semicolons and decimal commas");
    assert_eq!((import.summary.encoding, import.summary.separator), (Encoding::Utf8, Some(';')));
    let bom = format!("\u{feff}{COMMAS}");
    assert_eq!(check(bom, &plain, "byte order mark").summary.encoding, Encoding::Utf8Bom);
    let (latin1, ..) = WINDOWS_1252.encode(COMMAS);
    assert_eq!(check(latin1, &plain, "Latin-1").summary.encoding, Encoding::Latin1);
    let (latin1, ..) = WINDOWS_1252.encode(COMMAS);
    assert_eq!(latin1.get(10), Some(&0xF3), "the header is Latin-1 too");
    check(format!("\n\n{COMMAS};;;;\n,,,,\n").replace(";;;;\n", ""), &plain, "blank lines and blank rows");
    check(COMMAS.replace("Longitud,Latitud", "a,b"), &columns("lon=a,lat=b"), "columns given");
    check(
        COMMAS.replace("id,", "clave,"),
        &ReadOptions { id_column: Some("CLAVE".into()), ..plain },
        "id column given",
    );
}

#[test]
fn latin1_cells_that_together_look_like_utf8_stay_apart() {
    // 0xC3 ends one cell and 0xB1 begins the next: side by side they would be the UTF-8 of one letter.
    let file = b"id,codigo,direccion,lon,lat\nH1,a\xC3,\xB1b,-76.95,-12.13\n";
    let row = households(file, &ReadOptions::default()).unwrap().rows.remove(0);
    assert_eq!((row.code.as_deref(), row.address.as_deref()), (Some("aÃ"), Some("±b")));
}

#[test]
fn geojson_in_a_collection_and_by_lines_gives_the_same_households() {
    let feature = |id: &str, address: &str, persons: u32, lon: f64, lat: f64| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}","direccion":"{address}","personas":{persons}}},
               "geometry":{{"type":"Point","coordinates":[{lon},{lat},310.5]}}}}"#
        )
        .replace('\n', " ")
    };
    let one = feature("H1", r#"Jr. Núñez 5, \"alto\""#, 4, -76.9532, -12.1249);
    let two = feature("H2", "}]{[", 3, -76.95, -12.12);
    let plain = ReadOptions::default();
    let collection = format!(r#"{{"type":"FeatureCollection","name":"features","features" : [{one} , {two}]}}"#);
    assert_eq!(check(&collection, &plain, "collection").summary.format, Format::GeoJson);
    check(format!("\u{feff}{collection}\n"), &plain, "collection with a mark");
    let last = format!(r#"{{"features":[{one},{two}],"crs":null,"type":"FeatureCollection"}}"#);
    check(last, &plain, "the type at the end");
    assert_eq!(check(format!("{one}\n{two}\n"), &plain, "lines").summary.format, Format::GeoJsonLines);
    check(format!("\u{1e}{one}\n\u{1e}{two}\n"), &plain, "text sequence (RFC 8142)");
    // The same places as UTM, which the old `crs` member names.
    let utm =
        collection.replace("-76.9532,-12.1249", "287_430.5,8_658_874.2").replace("-76.95,-12.12", "287774.6,8659418.9");
    let utm = utm.replace('_', "").replacen(
        '{',
        r#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32718"}},"#,
        1,
    );
    let import = households(utm, &plain).unwrap();
    assert_eq!(import.summary.operation.name.to_string(), "Inverse of UTM zone 18S");
    let position = import.rows[0].position.unwrap();
    assert!((position.lon() + 76.9532).abs() < 1e-3 && (position.lat() + 12.1249).abs() < 1e-3, "{position:?}");
}

#[test]
fn projected_columns_need_their_system_and_add_its_accuracy() {
    let file = "id,este,norte,precision\nH1,287456,8658923,12\nH2,287456,8658950,\n";
    let error = households(file, &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, FileError::NeedsCrs { .. }), "{error}");
    let import = households(file, &crs("EPSG:24878")).unwrap();
    // 12 m of GPS and 16 m of the operation: 20 m, as 3 and 4 make 5.
    assert_eq!(import.rows[0].accuracy, Metres::new(20.0).ok());
    assert_eq!(import.rows[1].accuracy, None, "an accuracy that nobody recorded stays unknown");
    assert!(
        import.summary.operation.to_string().contains("PSAD56 to WGS 84 (8) (16 m)"),
        "{}",
        import.summary.operation
    );
    let exact = households(file, &crs("EPSG:32718")).unwrap();
    assert_eq!(exact.rows[0].accuracy, Metres::new(12.0).ok());
}

#[test]
fn degrees_and_metres_taken_for_each_other_are_told() {
    let utm = problems(households("id,lon,lat\nH1,287456,8658923\n", &ReadOptions::default()));
    assert_eq!(utm, ["row 1: \"287456, 8658923\" look like UTM metres; give --crs EPSG:32718"]);
    let degrees = problems(households("id,lon,lat\nH1,-76.95,-12.12\n", &crs("EPSG:32718")));
    assert_eq!(degrees, ["row 1: \"-76.95, -12.12\" look like degrees, not EPSG:32718; leave --crs out"]);
}

#[test]
fn settlements_have_holes_and_parts_in_geojson_and_wkt() {
    let hole = "[[[-77,-12.2],[-76.9,-12.2],[-76.9,-12.1],[-77,-12.1],[-77,-12.2]],[[-76.96,-12.16],[-76.94,-12.16],[-76.94,-12.14],[-76.96,-12.16]]]";
    let geojson = format!(
        r#"{{"type":"FeatureCollection","features":[
            {{"type":"Feature","id":7,"properties":{{"nombre":"A"}},"geometry":{{"type":"Polygon","coordinates":{hole}}}}},
            {{"type":"Feature","id":"B","properties":null,"geometry":{{"type":"MultiPolygon","coordinates":[{hole}]}}}}]}}"#
    );
    let (_folder, path) = file("asentamientos.json", geojson);
    let import = read_settlements(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap();
    let of = |n: usize| {
        (import.rows[n].id.as_str(), &*import.rows[n].name, import.rows[n].boundary.polygons().0[0].interiors().len())
    };
    assert_eq!((of(0), of(1)), (("7", "A", 1), ("B", "B", 1)));
    let wkt = "codigo;nombre;wkt\nA;Minas 2000;POLYGON((-77 -12.2,-76.9 -12.2,-76.9 -12.1,-77 -12.2))\n";
    let (_folder, path) = file("asentamientos.csv", wkt);
    assert_eq!(
        read_settlements(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap().rows[0]
            .id
            .as_str(),
        "A"
    );
}

#[test]
fn points_weigh_and_are_numbered_where_nothing_names_them() {
    let import = points("lat,lon,poblacion\n-12.1,-76.9,1.5\n-12.1,-76.9,0\n", &ReadOptions::default()).unwrap();
    let rows: Vec<_> = import.rows.iter().map(|point| (point.id.as_str(), point.weight)).collect();
    assert_eq!(rows, [("1", 1.5), ("2", 0.0)]);
    let import = points("id,lat,lon\nb,-12.1,-76.9\na,-12.1,-76.9\n", &ReadOptions::default()).unwrap();
    let rows: Vec<_> = import.rows.iter().map(|point| (point.id.as_str(), point.weight)).collect();
    assert_eq!(rows, [("b", 1.0), ("a", 1.0)], "in file order");
}
