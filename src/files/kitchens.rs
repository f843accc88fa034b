//! Kitchens from files.

use std::ops::ControlFlow;
use std::path::Path;

use super::error::FileError;
use super::features::{FeatureOptions, Features, read_features};
use super::field::{Field, fold};
use super::identity::IdRules;
use super::import::Import;
use super::options::{Progress, ReadOptions};
use super::plan::Wanted;
use super::problem::Reason;
use super::read::{Layer, read_register};
use super::reading::Reading;
use super::vicinity::Vicinity;
use crate::domain::id::Id;
use crate::domain::kitchen::{Kitchen, KitchenKind, KitchenStatus};
use crate::domain::position::Position;

struct Kitchens;

/// Reads kitchens from CSV or GeoJSON, the ministry's register of ollas comunes among them. Each must have a position.
///
/// # Errors
/// [`FileError`], [`FileError::BadRows`] among them.
pub fn read_kitchens(
    path: &Path,
    options: &ReadOptions,
    vicinity: &Vicinity,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Import<Kitchen>, FileError> {
    read_register(&Kitchens, path, options, vicinity, progress)
}

/// Reads kitchens from GeoJSON in memory by the exact names of their fields.
///
/// # Errors
/// [`FileError`], [`FileError::BadRows`] among them.
pub fn kitchen_features(
    bytes: &[u8],
    options: &FeatureOptions<'_>,
    vicinity: &Vicinity,
) -> Result<Features<Kitchen>, FileError> {
    read_features(&Kitchens, bytes, options, vicinity)
}

impl Layer for Kitchens {
    type Row = Kitchen;
    const WANTED: Wanted = Wanted {
        fields: &[Field::Name, Field::Kind, Field::Status, Field::Address, Field::Rations],
        ids: IdRules {
            own: &[
                "codigoollacomun",
                "codigoolla",
                "codolla",
                "idolla",
                "idcocina",
                "codigococina",
                "kitchenid",
                "codigocomedor",
                "idcomedor",
                "codcomedor",
            ],
            prefix: "K-",
            weak: true,
        },
        layer: "kitchens",
        boundary: false,
    };

    fn read(&self, reading: &mut Reading<'_>) -> Option<Kitchen> {
        let id = reading.id();
        let fix = reading.fix();
        let kind = reading.parsed(Field::Kind, kind).or(reading.plan.kind_from_columns);
        let status = reading.parsed(Field::Status, status).unwrap_or_default();
        let rations = reading.count(Field::Rations);
        let fix = fix.ok()?;
        if fix.is_none() {
            reading.position_missing();
        }
        let id = id?;
        Some(Kitchen {
            name: reading.text(Field::Name).unwrap_or_else(|| id.as_str().into()),
            id,
            kind,
            status,
            address: reading.text(Field::Address),
            rations,
            position: fix?.position,
        })
    }

    fn id(row: &Kitchen) -> &Id {
        &row.id
    }

    fn position(row: &Kitchen) -> Option<Position> {
        Some(row.position)
    }
}

fn kind(text: &str) -> Result<KitchenKind, Reason> {
    match fold(text).as_str() {
        "ollacomun" | "ollascomunes" | "olla" => Ok(KitchenKind::OllaComun),
        "comedorpopular" | "comedorespopulares" | "comedor" => Ok(KitchenKind::ComedorPopular),
        _ => Err(Reason::Kind),
    }
}

fn status(text: &str) -> Result<KitchenStatus, Reason> {
    match fold(text).as_str() {
        "open" | "abierta" | "abierto" | "activo" | "activa" | "active" | "operativa" | "operativo" => {
            Ok(KitchenStatus::Open)
        }
        "closed" | "cerrada" | "cerrado" | "inactivo" | "inactiva" | "inactive" => Ok(KitchenStatus::Closed),
        _ => Err(Reason::Status),
    }
}
