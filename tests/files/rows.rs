//! What is wrong with rows, and what is done about it.

use std::fs;

use cercania::domain::id::Id;
use cercania::domain::kitchen::KitchenKind;
use cercania::domain::units::Persons;
use cercania::files::{
    FileError, ReadOptions, Reason, Vicinity, read_households, read_kitchens, read_settlements, rejected_path,
};

use super::{columns, crs, exists, file, households, miraflores, points, problems, quiet};

/// One household whose columns are given, and what is said of it.
fn check(header: &str, row: &str, said: &[&str]) {
    let found = problems(households(format!("{header}\n{row}\n"), &ReadOptions::default()));
    assert_eq!(found, said, "{row}");
}

#[test]
fn every_bad_position_is_told_with_its_way_out() {
    let header = "id,longitud,latitud";
    check(header, "H1,,-12.1", &["row 1: longitud is empty; fill it in"]);
    check(header, "H1,casa,-12.1", &["row 1: longitud \"casa\" is not a number; write it like -12.05 or -12,05"]);
    check(
        header,
        "H1,NaN,inf",
        &["row 1: longitud \"NaN\" is not a finite number", "row 1: latitud \"inf\" is not a finite number"],
    );
    check(header, "H1,181,-12.1", &["row 1: longitude 181 is outside -180..=180 degrees"]);
    check(header, "H1,-100.5,95.2", &["row 1: latitude 95.2 is outside -90..=90 degrees"]);
    check(header, "H1,5,95.2", &["row 1: latitude 95.2 is outside -90..=90 degrees; are the columns swapped?"]);
    check(header, "H1,0,0.0", &["row 1: the position is (0, 0), in the sea off Africa; leave it empty when unknown"]);
    check(
        header,
        "H1,-12.13,-76.95",
        &["row 1: \"-12.13, -76.95\" is over 50 km from every settlement and kitchen, \
        and near one when exchanged; swap the two, unless those registered are the swapped ones"],
    );
    check(
        header,
        "H1,-12.13,-76.95,8",
        &["row 1: 4 cells where there are 3 column names; \
        is a separator missing, or a decimal comma taken for one?"],
    );
    check(
        "id,gps",
        "H1,-12.13",
        &["row 1: gps \"-12.13\" is not a position; write latitude longitude altitude accuracy"],
    );
}

#[test]
fn coordinates_without_their_minus_signs_are_told_with_the_signs_they_lack() {
    let header = "id,longitud,latitud";
    let said = |given: &str| {
        format!(
            "row 1: {given:?} is over 50 km from every settlement and kitchen, and near one as longitude -76.95, \
             latitude -12.13; write it so, south and west are negative, unless those registered are the wrong ones"
        )
    };
    check(header, "H1,76.95,12.13", &[&said("76.95, 12.13")]);
    check(header, "H1,-76.95,12.13", &[&said("-76.95, 12.13")]);
    check(header, "H1,76.95,-12.13", &[&said("76.95, -12.13")]);
    check(header, "H1,12.13,76.95", &[&said("12.13, 76.95")]);
    check("id,gps", "H1,12.13 76.95 310 4.5", &[&said("12.13 76.95 310 4.5")]);
    let elsewhere = households("id,lon,lat\nH1,71.97,13.52\n", &ReadOptions::default()).unwrap();
    assert_eq!(elsewhere.rows.len(), 1, "no signs bring it near");
}

#[test]
fn swapped_metres_are_found_too() {
    let found = problems(households("id,x,y\nH1,8658923,287456\n", &crs("EPSG:32718")));
    assert!(found[0].contains("near one when exchanged"), "{found:?}");
}

#[test]
fn a_place_far_away_that_is_not_swapped_is_believed() {
    let import = households("id,lon,lat\nH1,-71.97,-13.52\n", &ReadOptions::default()).unwrap();
    assert_eq!(import.rows.len(), 1, "Cusco is far from Lima, and so is its mirror");
}

#[test]
fn every_bad_field_is_told_with_its_way_out() {
    let position = "lon,lat";
    let field = |name: &str, value: &str, said: &str| {
        let row = format!("H1,-76.95,-12.13,{value}");
        check(&format!("id,{position},{name}"), &row, &[&format!("row 1: {said}")]);
    };
    field("personas", "0", "personas: 0 is not a number of persons; give a whole number from 1 to 10000");
    field("personas", "tres", "personas \"tres\" is not a number of persons; give a whole number from 1 to 10000");
    field("accuracy_m", "-1", "accuracy_m \"-1\" is not an accuracy; give metres from 0 to 100000");
    field(
        "cerrado_el",
        "31/02/2026",
        "cerrado_el: \"31/02/2026\" is not a date; write it as year-month-day, for example 2026-11-23",
    );
    field("motivo", "muro", "motivo gives a reason, but no kitchen is fixed; name the kitchen");
    check(
        "id,lon,lat",
        "á,-76.95,-12.13",
        &["row 1: id: the id \"á\" has 'á'; only letters A-Z, a-z, digits, '.', '_' and '-' are allowed"],
    );
    check("id,lon,lat", ",-76.95,-12.13", &["row 1: id is empty; fill it in"]);
}

#[test]
fn a_text_is_no_longer_than_a_page_can_show() {
    let letters = |count: usize| "ñ".repeat(count);
    let too_long = |column: &str, length: usize, limit: usize| {
        let start = letters(40);
        format!("row 1: {column} has {length} characters; at most {limit} are allowed; shorten it: {start:?}...")
    };
    for (column, limit) in [("codigo", 500), ("direccion", 500)] {
        let header = format!("id,lon,lat,{column}");
        let row = |length: usize| format!("H1,-76.95,-12.13,{}", letters(length));
        let good = households(format!("{header}\n{}\n", row(limit)), &ReadOptions::default()).unwrap();
        assert_eq!(good.rows.len(), 1, "{column}");
        check(&header, &row(limit + 1), &[&too_long(column, limit + 1, limit)]);
    }
    check(
        "id,lon,lat,cocina_fija,motivo",
        &format!("H1,-76.95,-12.13,K-1,{}", letters(501)),
        &[&too_long("motivo", 501, 500)],
    );
    let (_folder, path) = file("cocinas.csv", format!("id,nombre,lon,lat\nK-1,{},-76.95,-12.13\n", letters(201)));
    let read = read_kitchens(&path, &ReadOptions::default(), &miraflores(), &mut quiet());
    assert_eq!(problems(read), [too_long("nombre", 201, 200)]);
}

#[test]
fn good_fields_are_kept() {
    let file = "id,lon,lat,codigo,personas,asentamiento,cocina_fija,motivo,fecha_cierre\n\
        H1,-76.95,-12.13,MZ A LT 3,4,S-1,K-1,muro,23/11/2026\n";
    let row = households(file, &ReadOptions::default()).unwrap().rows.remove(0);
    assert_eq!(
        (row.code.as_deref(), row.closed_on.map(|day| day.to_string())),
        (Some("MZ A LT 3"), Some("2026-11-23".into()))
    );
    let fixed = row.fixed.unwrap();
    assert_eq!((fixed.kitchen.as_str(), fixed.reason.as_deref()), ("K-1", Some("muro")));
    assert_eq!(row.declared_settlement.unwrap().as_str(), "S-1");
}

#[test]
fn a_settlement_named_where_its_id_belongs_costs_no_household() {
    let file = |heading: &str| format!("id,lon,lat,Personas en el hogar,{heading}\nH1,-76.95,-12.13,4,Minas 2000 \n");
    let import = households(file("Asentamiento"), &ReadOptions::default()).unwrap();
    let warnings: Vec<_> = import.warnings.iter().map(ToString::to_string).collect();
    let said = "is no registered settlement's id or name; a household keeps the one it has";
    assert_eq!(warnings, [format!("row 1: Asentamiento \"Minas 2000\" {said}")]);
    assert_eq!(import.rows[0].declared_settlement, None);
    assert_eq!(import.settlement_unread, [import.rows[0].id.clone()]);
    assert_eq!(import.rows[0].persons.map(Persons::get), Some(4));
    assert_eq!(problems(households(file("asentamiento_id"), &ReadOptions::default())).len(), 1, "an id is asked for");
}

#[test]
fn a_settlements_name_stands_for_its_id() {
    let square = "\"POLYGON((-76.96 -12.14,-76.94 -12.14,-76.94 -12.12,-76.96 -12.14))\"";
    let rows = ["S-1,Señor de los Milagros", "S-2,Pamplona", "S-3,PAMPLONA", "Villa,Minas 2000", "S-5,Villa"];
    let text = rows.map(|row| format!("{row},{square}\n")).concat();
    let (_folder, path) = file("s.csv", format!("id,nombre,wkt\n{text}"));
    let read = read_settlements(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet());
    let known = Vicinity::new(&read.unwrap().rows, &[]);
    let written = [
        "S-2",
        "minas  2000",
        "SENOR DE LOS MILAGROS",
        "Villa",
        "S-9",
        "Pamplona",
        "Minas 2-000",
        "pamplona ",
        "S 2",
        "",
    ];
    let rows = written.iter().enumerate().map(|(n, written)| format!("H{n},-76.95,-12.13,{written}\n"));
    let (_folder, path) = file("h.csv", format!("id,lon,lat,asentamiento\n{}", rows.collect::<String>()));
    let import = read_households(&path, &ReadOptions::default(), &known, &mut quiet()).unwrap();
    let meant: Vec<_> = import.rows.iter().map(|row| row.declared_settlement.as_ref().map(Id::as_str)).collect();
    let expected = [
        Some("S-2"),
        Some("Villa"),
        Some("S-1"),
        Some("Villa"), // an id before a name
        Some("S-9"),   // it may be registered later
        None,
        None,
        None,
        None,
        None,
    ];
    assert_eq!(meant, expected);
    let several = "is the name of several settlements, S-2, S-3; write the id of one";
    let warnings: Vec<_> =
        import.warnings.iter().map(ToString::to_string).filter(|text| text.contains(several)).collect();
    assert_eq!(warnings.len(), 2, "{:?}", import.warnings);
    let unread: Vec<_> = import.settlement_unread.iter().map(Id::as_str).collect();
    assert_eq!(unread, ["H5", "H6", "H7", "H8"], "an empty cell is no settlement");
}

#[test]
fn the_first_of_a_repeated_id_stands_and_the_later_are_told() {
    let found =
        problems(households("id,lon,lat\nA,-76.95,-12.13\nB,-76.9,-12\nA,-76.9,-12\nA,1,1\n", &ReadOptions::default()));
    assert_eq!(
        found,
        [
            "row 3: id \"A\" is already the id of row 1; every id must be used once",
            "row 4: id \"A\" is already the id of row 1; every id must be used once",
        ]
    );
}

#[test]
fn a_repeated_id_is_found_in_any_order() {
    // 0, 7, 14, ... modulo 1000: every number once, then 5 again; and numbers that only rise.
    for step in [7, 1] {
        let mut ids: Vec<usize> = (0..1000).map(|row| row * step % 1000).collect();
        ids.push(5);
        let text = ids.iter().fold(String::from("id,lon,lat\n"), |text, id| text + &format!("{id},-76.9,-12.1\n"));
        let first = 1 + ids.iter().position(|id| *id == 5).unwrap();
        let said = problems(points(text, &ReadOptions::default()));
        assert_eq!(said, [format!("row 1001: id \"5\" is already the id of row {first}; every id must be used once")]);
    }
}

#[test]
fn a_position_far_from_all_that_is_known_is_a_warning() {
    let options = crs("EPSG:32718");
    // UTM 18S, once without the last two digits of its easting: 285 km west, in the sea.
    let text = "id,este,norte\nA,287772,8658806\nB,2877,8658806\n";
    let import = households(text, &options).unwrap();
    let said: Vec<_> = import.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["row 2: \"2877, 8658806\" is over 50 km from every settlement and kitchen; check it, and the CRS"]
    );
    let (_folder, path) = file("hogares.csv", text);
    let nothing_known = read_households(&path, &options, &Vicinity::default(), &mut quiet()).unwrap();
    assert_eq!(nothing_known.warnings.len(), 0, "nothing to compare with");
}

#[test]
fn the_same_position_is_a_warning() {
    let import = households("id,lon,lat\nB,-76.95,-12.13\nA,-76.95,-12.13\n", &ReadOptions::default()).unwrap();
    let said: Vec<_> = import.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["row 2: at the same position as B"]);
    assert_eq!(import.summary.same_position, 1);
}

#[test]
fn a_household_without_coordinates_is_registered_and_a_kitchen_is_not() {
    let file_text = "id,lon,lat\nA,,\nB,-76.95,-12.13\n";
    let import = households(file_text, &ReadOptions::default()).unwrap();
    assert!(import.rows[0].position.is_none());
    assert_eq!((import.summary.without_position, import.summary.persons_missing), (1, 2));
    assert_eq!(import.warnings[0].reason, Reason::NoPosition);
    let (_folder, path) = file("cocinas.csv", file_text);
    let said = problems(read_kitchens(&path, &ReadOptions::default(), &miraflores(), &mut quiet()));
    assert_eq!(said, ["row 1: lon, lat is empty; fill it in"]);
    assert_eq!(problems(points(file_text, &ReadOptions::default())), ["row 1: lon, lat is empty; fill it in"]);
}

#[test]
fn a_kitchens_words_are_understood_or_named() {
    let (_folder, path) = file(
        "cocinas.csv",
        "id;tipo;estado;raciones;x;y\n\
        A;Olla Común;Activo;120;-76,95;-12,13\nB;comedor;CERRADA;;-76,96;-12,13\n",
    );
    let rows = read_kitchens(&path, &ReadOptions::default(), &miraflores(), &mut quiet()).unwrap().rows;
    let words: Vec<_> =
        rows.iter().map(|row| (row.kind.map(KitchenKind::as_str), row.status.as_str(), row.rations)).collect();
    assert_eq!(words, [(Some("olla_comun"), "open", Some(120)), (Some("comedor_popular"), "closed", None)]);
    let (_folder, path) = file("cocinas.csv", "id;tipo;estado;raciones;x;y\nA;bar;quizás;1.5;-76,95;-12,13\n");
    assert_eq!(
        problems(read_kitchens(&path, &ReadOptions::default(), &miraflores(), &mut quiet())),
        [
            "row 1: tipo \"bar\" is not a kind of kitchen; write comedor_popular or olla_comun",
            "row 1: estado \"quizás\" is not a status; write open (abierta) or closed (cerrada)",
            "row 1: raciones \"1.5\" is not a whole number from 0 up",
        ]
    );
}

#[test]
fn bad_boundaries_are_told() {
    let check = |geometry: &str, said: &str| {
        let (_folder, path) = file(
            "s.geojson",
            format!(
                r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"A","properties":{{}},"geometry":{geometry}}}]}}"#
            ),
        );
        let found = problems(read_settlements(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()));
        assert!(found.len() == 1 && found[0].contains(said), "{geometry}: {found:?}");
    };
    check(r#"{"type":"Polygon","coordinates":[[[-77,-12],[-76,-12]]]}"#, "the polygon is not valid");
    check(
        r#"{"type":"Polygon","coordinates":[[[-77,-12],[-76,-11],[-76,-12],[-77,-11],[-77,-12]]]}"#,
        "the polygon is not valid",
    );
    check(r#"{"type":"Polygon","coordinates":[]}"#, "the polygon is empty");
    check(
        r#"{"type":"Polygon","coordinates":[[[287456,8658923],[287556,8658923],[287556,8659923]]]}"#,
        "look like UTM",
    );
    check(
        r#"{"type":"Point","coordinates":[-77,-12]}"#,
        "the geometry is a Point; a Polygon or MultiPolygon is needed",
    );
    check("null", "geometry is empty");
    check(r#"{"type":"Polygon","coordinates":[[["a"]]]}"#, "it cannot be read");
    check(r#"{"type":"Point","coordinates":[1e999,-12]}"#, "it cannot be read");
}

#[test]
fn ambiguous_and_missing_columns_are_asked_for() {
    let error = |text: &str, options: &ReadOptions| households(text, options).unwrap_err().to_string();
    assert_eq!(
        error("id,lon,lat,personas,habitantes\nA,1,1,1,1\n", &ReadOptions::default()),
        "persons could come from any of personas, habitantes; choose with --columns persons=..."
    );
    assert!(error("id,a,b\nA,1,1\n", &ReadOptions::default()).contains("among id, a, b; name them with --columns"));
    assert!(error("id,lon,lat\nA,1,1\n", &columns("persons=nada")).contains("there is no column \"nada\""));
    let import =
        households("id,lon,lat,asentamiento\nA,-76.9,-12,Minas 2000\n", &columns("declared_settlement_id=")).unwrap();
    assert_eq!(&*import.summary.ignored, ["asentamiento".into()], "an empty name leaves a field out");
}

#[test]
fn good_rows_are_taken_and_bad_ones_written_aside() {
    let text = "id;Dirección;lon;lat\nA;\"x; y\";-76,95;-12,13\nB;ñ;0;0\nA;z;-76,9;-12,1\nC;;-76,9;\n";
    let (_folder, path) = file("hogares.csv", text);
    let options = ReadOptions { skip_bad: true, ..ReadOptions::default() };
    let import = read_households(&path, &options, &miraflores(), &mut quiet()).unwrap();
    assert_eq!((import.rows.len(), import.summary.rows, import.summary.bad), (1, 4, 3));
    let rejected = import.rejected.unwrap();
    assert!(!exists(&rejected_path(&path)), "nothing is left behind unless saved");
    let written = fs::read_to_string(rejected.save().unwrap()).unwrap();
    assert_eq!(
        written,
        "rejected_row,rejected_reason,id,Dirección,lon,lat\n\
        2,\"row 2: the position is (0, 0), in the sea off Africa; leave it empty when unknown\",B,ñ,0,0\n\
        3,\"row 3: id \"\"A\"\" is already the id of row 1; every id must be used once\",A,z,\"-76,9\",\"-12,1\"\n\
        4,row 4: lat is empty; fill it in,C,,\"-76,9\",\n"
    );
    let mended =
        written.replace("B,ñ,0,0", "B,ñ,-76.95,-12.13").replace(",A,z", ",D,z").replace("\"-76,9\",\n", "-76.9,-12\n");
    assert_eq!(
        households(mended, &ReadOptions::default()).unwrap().rows.len(),
        3,
        "the mended file is imported as it is"
    );
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 2, "no temporary file stays");
}

#[test]
fn without_skip_bad_nothing_is_taken_nor_written() {
    let (folder, path) = file("hogares.csv", "id,lon,lat\nA,-76.95,-12.13\nB,0,0\n");
    let error = read_households(&path, &ReadOptions::default(), &miraflores(), &mut quiet()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "1 of 2 rows are bad; nothing was imported. Mend them, or take the good ones with --skip-bad"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let FileError::BadRows(bad) = error else { unreachable!() };
    assert_eq!((bad.summary.good, bad.summary.bad, bad.problems.len()), (1, 1, 1));
}

/// What `--skip-bad` sets aside of a GeoJSON of households.
fn set_aside(features: &str) -> String {
    let (_folder, path) = file("h.geojson", features);
    let options = ReadOptions { skip_bad: true, ..ReadOptions::default() };
    let import = read_households(&path, &options, &miraflores(), &mut quiet()).unwrap();
    fs::read_to_string(import.rejected.unwrap().save().unwrap()).unwrap()
}

#[test]
fn rejected_features_are_mended_as_csv_and_imported() {
    let written = set_aside(
        r#"{"type":"Feature","id":"A","properties":{"personas":0,"lon":9,"n":[1]},"geometry":{"type":"Point","coordinates":[-76.951,-12.13]}}
{"type":"Feature","id":"B","properties":{},"geometry":{"type":"Point","coordinates":[-76.95,-12.13]}}
{"type":"Feature","id":"C","properties":{},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}}
{"type":"Nothing"}"#,
    );
    let lines: Vec<_> = written.lines().collect();
    assert_eq!(lines[0], "rejected_row,rejected_reason,id,personas,lon_property,n,lon,lat");
    assert!(lines[1].ends_with(",A,0,9,[1],-76.951,-12.13"), "{written}");
    assert!(lines[2].ends_with(",C,,,,\"LINESTRING(0 0,1 1)\","), "{written}");
    assert!(lines[3].ends_with(",,,,,?,") && lines[3].contains("it cannot be read"), "{written}");
    let still = problems(households(written.clone(), &ReadOptions::default()));
    let bad = (1..=3).filter(|row| still.iter().any(|said| said.starts_with(&format!("row {row}: ")))).count();
    assert_eq!(bad, 3, "none becomes a household without a position: {still:?}");
    let mended = format!("{}\n{}\n", lines[0], lines[1].replace(",A,0,", ",A,3,"));
    let row = households(mended, &ReadOptions::default()).unwrap().rows.remove(0);
    let place = row.position.unwrap();
    assert_eq!((row.id.as_str(), row.persons.map(Persons::get)), ("A", Some(3)));
    assert_eq!((place.lon(), place.lat()), (-76.951, -12.13));
}

#[test]
fn a_rejected_row_keeps_the_id_its_number_gave_it() {
    let point = |place| {
        format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Point","coordinates":{place}}}}}"#)
    };
    let written = set_aside(&format!("{}\n{}", point("[-76.95,-12.13]"), point("[0,0]")));
    let row = households(written.replace(",0,0", ",-76.96,-12.13"), &ReadOptions::default()).unwrap().rows.remove(0);
    assert_eq!(row.id.as_str(), "H-000002", "H-000001 is another's");
}

#[test]
fn a_rejected_settlement_is_mended_as_wkt_and_imported() {
    let feature = |id: &str, y: f64| {
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{"geometry":"x","nombre":"N"}},"geometry":{{"type":"Polygon","coordinates":[[[-77,-12],[-76,{y}],[-76,-12],[-77,-11],[-77,-12]]]}}}}"#
        )
    };
    let (_folder, path) = file("s.geojson", format!("{}\n{}", feature("A", -12.5), feature("B", -11.0)));
    let options = ReadOptions { skip_bad: true, ..ReadOptions::default() };
    let import = read_settlements(&path, &options, &Vicinity::default(), &mut quiet()).unwrap();
    let written = fs::read_to_string(import.rejected.unwrap().save().unwrap()).unwrap();
    assert!(written.starts_with("rejected_row,rejected_reason,id,geometry_property,nombre,wkt\n"), "{written}");
    let (_folder, path) = file("s.csv", written.replace("-76 -11,", "-76 -12.5,"));
    let row =
        read_settlements(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap().rows.remove(0);
    assert_eq!((row.id.as_str(), &*row.name), ("B", "N"));
    assert_eq!(row.boundary, import.rows[0].boundary);
}

#[test]
fn one_person_who_was_assumed_is_a_missing_number_again() {
    let file = "id,lon,lat,persons,flags\nA,-76.95,-12.13,1,settlement_overlap persons_assumed\n\
        B,-76.96,-12.13,4,persons_assumed\nC,-76.97,-12.13,1,not_persons_assumed\n";
    let import = households(file, &ReadOptions::default()).unwrap();
    let persons: Vec<_> = import.rows.iter().map(|row| row.persons.map(Persons::get)).collect();
    assert_eq!(persons, [None, Some(4), Some(1)]);
    assert_eq!((import.summary.persons_missing, import.summary.ignored.len()), (1, 0));
    let other = households(file.replace("flags", "Flags"), &ReadOptions::default()).unwrap();
    assert_eq!((other.summary.persons_missing, &*other.summary.ignored), (0, &["Flags".into()][..]));
}

#[test]
fn a_settlement_with_swapped_axes_is_told() {
    let square =
        |x: f64, y: f64| format!("id,wkt\nA,\"POLYGON(({x} {y},{0} {y},{0} {1},{x} {y}))\"\n", x + 1.0, y + 1.0);
    let read = |text: String, vicinity: &Vicinity| {
        let (_folder, path) = file("s.csv", text);
        read_settlements(&path, &ReadOptions::default(), vicinity, &mut quiet())
    };
    let found = problems(read(square(-12.13, -76.95), &miraflores()));
    assert_eq!(
        found,
        ["row 1: \"-12.13, -76.95\" is over 50 km from every settlement and kitchen, and near one when exchanged; \
        swap the two, unless those registered are the swapped ones"]
    );
    let found = problems(read(square(76.95, 12.13), &miraflores()));
    assert!(found[0].contains("near one as longitude -76.95, latitude -12.13"), "{found:?}");
    let taken = |x, y, vicinity: &Vicinity| read(square(x, y), vicinity).unwrap().summary.swap_test;
    assert!(taken(-76.95, -12.13, &miraflores()));
    assert!(taken(-71.97, -13.52, &miraflores()), "far away as given and when exchanged");
    assert!(!taken(-12.13, -76.95, &Vicinity::default()), "nothing is known");
}
