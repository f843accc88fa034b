//! A `GeoPackage`, of one layer or of all.

use cercania::domain::settlement::Boundary;
use cercania::http::Limits;
use geo::Rect;
use tempfile::TempDir;

use super::{LAYERS, register, service};
use crate::api::helpers;
use crate::store::gdal::validate;

#[test]
fn a_geopackage_validates_and_has_the_styles_that_qgis_draws_by() {
    let service = service();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("all.gpkg");
    let answer = service.get("/collections?f=gpkg");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"cercania.gpkg\"");
    std::fs::write(&path, answer.body).unwrap();
    validate(&path);
    let store = rusqlite::Connection::open(&path).unwrap();
    for layer in LAYERS {
        let matched = service.get(&format!("/collections/{layer}/items?resultType=hits")).json();
        let count: i64 = store.query_row(&format!("SELECT count(*) FROM {layer}"), [], |row| row.get(0)).unwrap();
        assert_eq!(matched["numberMatched"], count, "{layer}");
        let sql = "SELECT styleQML FROM layer_styles WHERE f_table_catalog = '' AND f_table_schema = ''
            AND f_table_name = ?1 AND f_geometry_column = 'geom' AND useAsDefault";
        let style: String = store.query_row(sql, [layer], |row| row.get(0)).unwrap();
        assert!(style.contains("<qgis") && style.contains("renderer"), "{layer}");
        let title: String = store
            .query_row("SELECT identifier FROM gpkg_contents WHERE table_name = ?1", [layer], |row| row.get(0))
            .unwrap();
        let collection = service.get(&format!("/collections/{layer}")).json();
        assert_eq!(collection["title"], title, "{layer}");
    }
}

#[test]
fn all_layers_take_a_limit_and_a_reference_system_and_nothing_else() {
    let service = service();
    for (path, status, code) in [
        ("/collections?f=gpkg&bbox=0,0,1,1", 400, "parameter-unknown"),
        ("/collections?f=gpkg&crs=nonsense", 400, "parameter-crs"),
        ("/collections?f=gpkg&limit_m=-1", 400, "parameter-limit-m"),
        ("/collections?crs=x", 400, "parameter-not-one-of"),
        ("/collections?f=fgb", 400, "parameter-not-one-of"),
    ] {
        let answer = service.refused(path);
        assert_eq!((answer.0, answer.1.as_str()), (status, code), "{path}");
    }
    assert_eq!(service.get("/collections?f=gpkg&limit_m=123").status, 200);
    assert_eq!(service.get("/collections").header("content-type"), "application/json");
    let mut register = register();
    let globe = Rect::new((-170.0, -80.0), (170.0, 80.0)).to_polygon();
    register.settings.study_area = Some(Boundary::new(globe.into()).unwrap());
    let wide = helpers::start_with(register, Limits::default());
    assert_eq!(wide.refused("/collections?f=gpkg").1, "study-area-too-wide");
    assert_eq!(wide.get("/collections/households/items?f=gpkg").status, 200);
}
