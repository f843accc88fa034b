//! Exports of Kobo and ODK Central, made up after their documentation.

use cercania::domain::position::Position;
use cercania::domain::units::{Metres, Persons};
use cercania::files::{FileError, IdOrigin, ReadOptions};

use super::{columns, households};

const KOBO: &str = "start;ubicacion;_ubicacion_latitude;_ubicacion_longitude;_ubicacion_altitude;_ubicacion_precision;grupo/integrantes;_id;_uuid;meta/rootUuid\n\
    2026-11-20T10:00;-12.13 -76.95 310 4.5;-12.13;-76.95;310;4.5;5;101;u-changes-1;uuid:0a1b\n\
    2026-11-20T10:05;-12.131 -76.951 311 0;-12.131;-76.951;311;0;3;102;u-changes-2;uuid:0a1c\n\
    2026-11-20T10:09;;;;;;2;103;u-changes-3;uuid:0a1d\n";

#[test]
fn a_kobo_export_keeps_its_accuracy_and_a_lasting_id() {
    let import = households(KOBO, &ReadOptions::default()).unwrap();
    let ids: Vec<_> = import.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["0a1b", "0a1c", "0a1d"]);
    assert_eq!(import.rows[0].accuracy, Metres::new(4.5).ok());
    assert_eq!(import.rows[1].accuracy, None, "0 is what Kobo writes for a point placed by hand");
    assert_eq!((import.summary.placed_by_hand, import.summary.without_position), (1, 1));
    assert_eq!(import.rows[0].persons.map(Persons::get), Some(5), "questions in groups are found");
    assert!(import.rows[2].position.is_none());
    assert!(import.summary.ignored.iter().any(|name| &**name == "_uuid"));
}

#[test]
fn ids_come_from_the_first_of_what_there_is() {
    let check = |header: &str, expected: IdOrigin, first: &str| {
        let file = format!("_ubicacion_latitude,_ubicacion_longitude,{header}\n-12.13,-76.95,a,b,c\n");
        let import = households(file, &ReadOptions::default()).unwrap();
        assert_eq!((import.summary.ids, import.rows[0].id.as_str()), (expected, first), "{header}");
    };
    let column = |name: &str| IdOrigin::Column(name.into());
    check("meta/rootUuid,datos/codigo_hogar,_id", column("datos/codigo_hogar"), "b");
    check("_id,meta/rootUuid,_uuid", column("meta/rootUuid"), "b");
    let number = IdOrigin::FormAndNumber { form: Some("_xform_id_string".into()), number: "_id".into() };
    check("_id,_xform_id_string,_uuid", number, "b-a");
    check("_id,_uuid,z", IdOrigin::FormAndNumber { form: None, number: "_id".into() }, "a");
    check("_uuid,z,w", IdOrigin::RowNumber { prefix: "H-" }, "H-000001");
    check("OBJECTID,z,w", IdOrigin::WeakColumn("OBJECTID".into()), "a");
    check("codigo,id,w", column("id"), "b");
    let given = ReadOptions { id_column: Some("_uuid".into()), ..ReadOptions::default() };
    let file = "_x_latitude,_x_longitude,codigo_hogar,_uuid\n-12.13,-76.95,a,mine\n";
    assert_eq!(households(file, &given).unwrap().rows[0].id.as_str(), "mine");
}

#[test]
fn one_column_of_lat_lon_alt_acc_is_a_position_with_its_accuracy() {
    for (header, options) in [("ubicacion", ReadOptions::default()), ("donde_vive", columns("geopoint=donde_vive"))] {
        let file = format!("id,{header}\nH1,-12.13 -76.95 310.2 7.25\nH2,-12.13 -76.95\nH3,\n");
        let import = households(file, &options).unwrap();
        assert_eq!(import.rows[0].position.map(Position::lat), Some(-12.13));
        assert_eq!(import.rows[0].accuracy, Metres::new(7.25).ok());
        assert!(import.rows[1].accuracy.is_none() && import.rows[2].position.is_none());
    }
}

#[test]
fn an_odk_central_export_keeps_its_accuracy_and_key() {
    let odk = "SubmissionDate,vivienda-ubicacion-Latitude,vivienda-ubicacion-Longitude,vivienda-ubicacion-Altitude,\
        vivienda-ubicacion-Accuracy,vivienda-personas,meta-instanceID,KEY\n\
        2026-11-20,-12.13,-76.95,310,3.9,4,uuid:later,uuid:first\n";
    let import = households(odk, &ReadOptions::default()).unwrap();
    let row = &import.rows[0];
    assert_eq!((row.id.as_str(), row.accuracy), ("first", Metres::new(3.9).ok()));
    assert_eq!(row.persons.map(Persons::get), Some(4));
}

#[test]
fn several_positions_are_listed_and_one_is_chosen() {
    let file = "id,_casa_latitude,_casa_longitude,_casa_precision,_olla_latitude,_olla_longitude,_olla_precision\n\
        H1,-12.13,-76.95,5,-12.14,-76.96,6\n";
    let error = households(file, &ReadOptions::default()).unwrap_err();
    let FileError::SeveralPositions { choices } = &error else { panic!("{error:?}") };
    assert_eq!(choices, &["lon=_casa_longitude,lat=_casa_latitude", "lon=_olla_longitude,lat=_olla_latitude"]);
    let import = households(file, &columns(&choices[1])).unwrap();
    assert_eq!(import.rows[0].position.map(Position::lat), Some(-12.14));
    assert_eq!(import.rows[0].accuracy, Metres::new(6.0).ok());
}
