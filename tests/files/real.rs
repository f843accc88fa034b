//! The district's real files, where they lie beside the checkout.

use cercania::domain::kitchen::{KitchenKind, KitchenStatus};
use cercania::files::{Field, IdOrigin, ReadOptions, Vicinity, read_kitchens, read_points, read_settlements};

use super::quiet;
use crate::shared::shared;

#[test]
fn the_ministrys_kitchens_are_read_as_they_stand() {
    let Some(path) = shared("data/kitchens/ollas_comunes_sjm.geojson") else { return };
    let import = read_kitchens(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap();
    assert_eq!((import.rows.len(), import.summary.bad), (92, 0));
    let kitchen = import.rows.iter().find(|kitchen| kitchen.id.as_str() == "X1501330194").unwrap();
    assert_eq!(&*kitchen.name, "SAN AGUSTIN");
    assert_eq!(kitchen.address.as_deref(), Some("MZ Q LT 9 ASENT. HUMANO AMPLIACION LOS ROSALES"));
    assert_eq!((kitchen.kind, kitchen.status), (Some(KitchenKind::OllaComun), KitchenStatus::Open));
    assert_eq!((kitchen.position.lon(), kitchen.position.lat()), (-76.953_194_999_860_9, -12.124_891_999_627_193));
    assert_eq!(import.summary.ids, IdOrigin::Column("Codigo_Olla_Comun".into()));
    let ignored: Vec<&str> = import.summary.ignored.iter().map(|name| &**name).collect();
    assert!(["Latitud", "Longitud", "OBJECTID"].iter().all(|name| ignored.contains(name)), "{ignored:?}");
    assert!(!import.summary.swap_test);
    assert!(import.rows.is_sorted_by(|a, b| a.id < b.id));
}

#[test]
fn the_population_grid_is_read_as_it_stands() {
    let Some(path) = shared("data/points/population_sjm.csv") else { return };
    let import = read_points(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap();
    assert_eq!(import.rows.len(), 8712);
    let people: f64 = import.rows.iter().map(|point| point.weight).sum();
    assert!((people - 339_134.0).abs() < 0.5, "as its description says, to the person: {people}");
    assert_eq!(import.rows[8711].id.as_str(), "8712");
    assert!(import.summary.columns.contains(&(Field::Weight, "population_2020".into())));
}

#[test]
fn the_districts_boundary_is_read_as_it_stands() {
    let Some(path) = shared("data/boundary/sjm.geojson") else { return };
    let import = read_settlements(&path, &ReadOptions::default(), &Vicinity::default(), &mut quiet()).unwrap();
    assert_eq!(&*import.rows[0].name, "San Juan de Miraflores");
    assert_eq!(import.rows[0].id.as_str(), "1944816");
    assert_eq!(import.summary.ids, IdOrigin::WeakColumn("osm_id".into()));
    let vicinity = Vicinity::new(&import.rows, &[]);
    let Some(kitchens) = shared("data/kitchens/ollas_comunes_sjm.geojson") else { return };
    let kitchens = read_kitchens(&kitchens, &ReadOptions::default(), &vicinity, &mut quiet()).unwrap();
    assert!(kitchens.summary.swap_test && kitchens.rows.len() == 92);
}
