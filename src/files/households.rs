//! Households from files.

use std::ops::ControlFlow;
use std::path::Path;

use super::error::FileError;
use super::features::{FeatureOptions, Features, read_features};
use super::field::Field;
use super::identity::IdRules;
use super::import::Import;
use super::options::{Progress, ReadOptions};
use super::plan::Wanted;
use super::problem::Reason;
use super::read::{Layer, read_register};
use super::reading::Reading;
use super::summary::ImportSummary;
use super::vicinity::Vicinity;
use crate::domain::household::{FixedAssignment, Household};
use crate::domain::id::Id;
use crate::domain::position::Position;

struct Households;

/// Reads households from CSV or GeoJSON, exports of Kobo and ODK Central among them.
///
/// A row whose coordinates are empty is registered without a position, with a warning; a row whose coordinates
/// are wrong is a bad row. Swapped axes are found with the help of `vicinity`.
///
/// # Errors
/// [`FileError`], [`FileError::BadRows`] among them.
pub fn read_households(
    path: &Path,
    options: &ReadOptions,
    vicinity: &Vicinity,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Import<Household>, FileError> {
    let mut import = read_register(&Households, path, options, vicinity, progress)?;
    count(&mut import.summary, &import.rows);
    Ok(import)
}

/// Reads households from GeoJSON in memory by the exact names of their fields.
///
/// # Errors
/// [`FileError`], [`FileError::BadRows`] among them.
pub fn household_features(
    bytes: &[u8],
    options: &FeatureOptions<'_>,
    vicinity: &Vicinity,
) -> Result<Features<Household>, FileError> {
    let mut features = read_features(&Households, bytes, options, vicinity)?;
    count(&mut features.summary, &features.rows);
    Ok(features)
}

/// Counts what is not known of households.
fn count(summary: &mut ImportSummary, rows: &[Household]) {
    let count = |test: fn(&Household) -> bool| rows.iter().filter(|row| test(row)).count() as u64;
    summary.persons_missing = count(|household| household.persons.is_none());
    summary.without_position = count(|household| household.position.is_none());
}

/// Names of columns of household ids.
pub(super) const OWN_IDS: &[&str] = &[
    "idhogar",
    "hogarid",
    "codigohogar",
    "codhogar",
    "codigodehogar",
    "codigodelhogar",
    "householdid",
    "householdcode",
    "idvivienda",
    "codigovivienda",
    "codigofamilia",
    "idfamilia",
    "codfamilia",
];

impl Layer for Households {
    type Row = Household;
    const WANTED: Wanted = Wanted {
        fields: &[
            Field::Code,
            Field::Address,
            Field::Persons,
            Field::Flags,
            Field::Accuracy,
            Field::DeclaredSettlement,
            Field::FixedKitchen,
            Field::FixedReason,
            Field::ClosedOn,
        ],
        ids: IdRules { own: OWN_IDS, prefix: "H-", weak: true },
        layer: "households",
        boundary: false,
    };

    fn read(&self, reading: &mut Reading<'_>) -> Option<Household> {
        let id = reading.id();
        let fix = reading.fix();
        let persons = reading.persons();
        let accuracy = reading.accuracy(fix.ok().flatten());
        let declared_settlement = reading.settlement_in(Field::DeclaredSettlement);
        let fixed_kitchen = reading.id_in(Field::FixedKitchen);
        let reason = reading.text(Field::FixedReason);
        if reason.is_some() && fixed_kitchen.is_none() {
            let _: Option<()> = reading.parsed(Field::FixedReason, |_| Err(Reason::ReasonAlone));
        }
        let closed_on = reading.date(Field::ClosedOn);
        let position = fix.ok()?.map(|fix| fix.position);
        if position.is_none() {
            reading.no_position();
        }
        Some(Household {
            id: id?,
            code: reading.text(Field::Code),
            address: reading.text(Field::Address),
            persons,
            position,
            accuracy: position.and(accuracy),
            declared_settlement,
            fixed: fixed_kitchen.map(|kitchen| Box::new(FixedAssignment { kitchen, reason })),
            closed_on,
        })
    }

    fn id(row: &Household) -> &Id {
        &row.id
    }

    fn position(row: &Household) -> Option<Position> {
        row.position
    }
}
