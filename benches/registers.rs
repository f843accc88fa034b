//! Made-up registers, as values and as files.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use cercania::domain::household::Household;
use cercania::domain::id::Id;
use cercania::domain::kitchen::{Kitchen, KitchenStatus};
use cercania::domain::position::Position;
use cercania::domain::register::Register;
use cercania::domain::settings::Settings;
use cercania::domain::settlement::{Boundary, Settlement};
use cercania::domain::units::{Metres, Persons};
use geo::{MultiPolygon, Polygon, Rect};

use super::towns::{PERU, Towns};
use super::{HOUSEHOLDS, KITCHENS, SEED, SETTLEMENTS};

/// Registers as large as Peru's kitchens and a tenth of its households.
pub fn peru() -> Register {
    of(Towns::new(SEED), SETTLEMENTS, KITCHENS, HOUSEHOLDS)
}

/// So many households of a few cities, with as many kitchens and settlements as they would have in Lima.
pub fn cities(households: usize) -> Register {
    of(Towns::cities(SEED), households / 1_000, households / 50, households)
}

fn of(mut towns: Towns, settlements: usize, kitchens: usize, households: usize) -> Register {
    let kitchens = towns.points(kitchens).into_iter().enumerate().map(|(at, position)| Kitchen {
        id: id("K", at),
        name: format!("Cocina {at}").into(),
        kind: None,
        status: KitchenStatus::Open,
        address: None,
        rations: None,
        position,
    });
    let kitchens = kitchens.collect();
    let households = towns.points(households).into_iter().enumerate().map(|(at, position)| {
        let mut household = Household::new(id("H", at));
        household.position = Some(position);
        household.persons = Persons::new(f64::from(persons(at))).ok();
        household.accuracy = Metres::new(accuracy(at)).ok();
        household
    });
    let households = households.collect();
    let settlements = (0..settlements).map(|at| settlement(&towns, at)).collect();
    // Catchments over the whole country rather than around 2,000 settlements.
    let [west, south, east, north] = PERU;
    let area = Rect::new((west, south), (east, north)).to_polygon();
    let study_area = Some(Boundary::new(MultiPolygon(vec![area])).expect("a rectangle is valid"));
    Register {
        settlements,
        kitchens,
        households,
        settings: Settings { study_area, ..Settings::default() },
        revision: 1,
        ..Register::default()
    }
}

/// Of one to seven.
fn persons(at: usize) -> u32 {
    1 + u32::try_from(at % 7).unwrap_or(0)
}

/// 3 to 14 m, in steps of a metre.
fn accuracy(at: usize) -> f64 {
    3.0 + f64::from(u32::try_from(at % 12).unwrap_or(0))
}

/// Wide enough that the order of ids is the order of numbers.
fn id(letter: &str, at: usize) -> Id {
    Id::parse(&format!("{letter}-{at:07}")).expect("a valid id")
}

/// A polygon of 64 corners around the middle of a town, or, where there are more settlements than towns, in it.
fn settlement(towns: &Towns, at: usize) -> Settlement {
    let town = towns.towns()[at % towns.towns().len()];
    let round = f64::from(u32::try_from(at / towns.towns().len()).unwrap_or(0));
    let reach = town.spread / (2.0 + round);
    let corner = |step: u32| {
        let angle = f64::from(step) * std::f64::consts::TAU / 64.0;
        // Not a circle: real boundaries are not convex.
        let reach = reach * (1.0 + 0.2 * (5.0 * angle).sin());
        (town.lon + reach * angle.cos(), town.lat + reach * angle.sin())
    };
    let ring: Vec<(f64, f64)> = (0..64).map(corner).collect();
    let polygon = Polygon::new(ring.into(), vec![]);
    let boundary = Boundary::new(MultiPolygon(vec![polygon])).expect("a star around a point is valid");
    Settlement { id: id("S", at), name: format!("Asentamiento {at}").into(), boundary }
}

/// The registers as files in a folder.
pub struct Files {
    /// GeoJSON of polygons.
    pub settlements: PathBuf,
    /// CSV with `id,name,lon,lat`.
    pub kitchens: PathBuf,
    /// CSV with `id,lon,lat,persons,accuracy_m`.
    pub households: PathBuf,
}

impl Files {
    /// Writes the registers.
    pub fn write(register: &Register, folder: &Path) -> std::io::Result<Self> {
        let [settlements, kitchens, households] =
            ["settlements.geojson", "kitchens.csv", "households.csv"].map(|name| folder.join(name));
        let mut text = String::from("id,name,lon,lat\n");
        for kitchen in &register.kitchens {
            let (lon, lat) = (kitchen.position.lon(), kitchen.position.lat());
            writeln!(text, "{},{},{lon},{lat}", kitchen.id, kitchen.name).expect("text takes text");
        }
        std::fs::write(&kitchens, &text)?;
        text.clear();
        text.push_str("id,lon,lat,persons,accuracy_m\n");
        for household in &register.households {
            let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
            let (lon, lat) = (household.position.map(Position::lon), household.position.map(Position::lat));
            let cells = [number(lon), number(lat), number(household.persons.map(|p| f64::from(p.get())))];
            let accuracy = number(household.accuracy.map(Metres::get));
            writeln!(text, "{},{},{accuracy}", household.id, cells.join(",")).expect("text takes text");
        }
        std::fs::write(&households, &text)?;
        let features = register.settlements.iter().map(|settlement| {
            let geometry: geojson::Geometry = settlement.boundary.polygons().into();
            serde_json::json!({
                "type": "Feature",
                "properties": { "id": settlement.id.as_str(), "name": settlement.name },
                "geometry": geometry,
            })
        });
        let collection = serde_json::json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() });
        let mut file = std::io::BufWriter::new(std::fs::File::create(&settlements)?);
        serde_json::to_writer(&mut file, &collection)?;
        file.flush()?;
        Ok(Self { settlements, kitchens, households })
    }
}
