//! Rows to store: four settlements' worth of shapes, and households with every field set or none.

use cercania::domain::date::Date;
use cercania::domain::household::{FixedAssignment, Household};
use cercania::domain::id::Id;
use cercania::domain::kitchen::{Kitchen, KitchenKind, KitchenStatus};
use cercania::domain::position::Position;
use cercania::domain::settlement::{Boundary, Settlement};
use cercania::domain::units::{Metres, Persons};
use geo::{MultiPolygon, polygon};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub fn boundary(west: f64, south: f64) -> Boundary {
    let (east, north) = (west + 0.01, south + 0.01);
    let plot = polygon!(
        exterior: [(x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north)],
        interiors: [[(x: west + 0.004, y: south + 0.004), (x: west + 0.006, y: south + 0.004), (x: west + 0.005, y: south + 0.006)]],
    );
    let other = polygon![(x: west + 0.02, y: south), (x: west + 0.03, y: south), (x: west + 0.03, y: north)];
    Boundary::new(MultiPolygon(vec![plot, other])).unwrap()
}

pub fn settlements() -> Vec<Settlement> {
    let row = |(name, west): (&str, f64)| Settlement {
        id: id(name),
        name: format!("Asentamiento {name} á").into(),
        boundary: boundary(west, -12.17),
    };
    [("12-de-Junio", -76.97), ("Nueva_Rinconada", -76.9345)].map(row).into()
}

pub fn kitchen(name: &str, lon: f64, lat: f64) -> Kitchen {
    Kitchen {
        id: id(name),
        name: format!("Olla {name}").into(),
        kind: None,
        status: KitchenStatus::Open,
        address: None,
        rations: None,
        position: Position::new(lon, lat).unwrap(),
    }
}

pub fn kitchens() -> Vec<Kitchen> {
    let full = Kitchen {
        kind: Some(KitchenKind::OllaComun),
        status: KitchenStatus::Closed,
        address: Some("Mz. B, \"lote\" 7".into()),
        rations: Some(u32::MAX),
        ..kitchen("C.1", -76.965, -12.165)
    };
    vec![full, kitchen("C.2", -76.93, -12.16)]
}

/// Households in id order around Pamplona Alta; every third has every field, some have no position.
pub fn households(count: usize) -> Vec<Household> {
    let mut random = ChaCha8Rng::seed_from_u64(17);
    (0..count)
        .map(|at| {
            let mut row = Household::new(id(&format!("H-{at:07}")));
            let (lon, lat) = (random.random_range(-76.98..-76.92), random.random_range(-12.18..-12.13));
            row.position = (at % 50 != 7).then(|| Position::new(lon, lat).unwrap());
            row.persons = (at % 10 != 3).then(|| Persons::new(f64::from(random.random_range(1..9_u32))).unwrap());
            if at % 3 == 0 {
                row.code = Some(format!("F{at:05}").into());
                row.address = Some("Sector Ollantay, ñ".into());
                row.accuracy = Some(Metres::non_negative(random.random_range(0.0..30.0)).unwrap());
                row.declared_settlement = Some(id("12-de-Junio"));
            }
            if at % 9 == 0 {
                row.fixed = Some(Box::new(FixedAssignment { kitchen: id("C.2"), reason: Some("un muro".into()) }));
                row.closed_on = Some(Date::parse("2026-02-28").unwrap());
            }
            row
        })
        .collect()
}
