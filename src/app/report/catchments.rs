//! Figures by kitchen and settlement.

use super::Report;
use super::coverage::{DISTANCES, distances, pair};
use super::table::{Cell, ReportField};
use crate::domain::assignment::State;
use crate::domain::coverage::Where;
use crate::domain::figures::Figures;
use crate::layers::Value;

pub(super) fn columns() -> Vec<ReportField> {
    let mut columns: Vec<ReportField> =
        ["row", "kitchen_id", "kitchen_name", "settlement_id", "settlement_name"].map(Into::into).into();
    for what in ["", "_assigned", "_served", "_too_far", "_uncertain"] {
        columns.push(format!("households{what}").into());
        columns.push(format!("persons{what}").into());
    }
    columns.extend(DISTANCES.map(Into::into));
    columns
}

/// A row per kitchen and settlement, `outside` in place of `settlement` where the households lie in none, and the `total`.
/// Households without a kitchen stand under none, so that the rows add up to the register.
pub(super) fn rows<E>(report: &Report, each: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), E>) -> Result<(), E> {
    let snapshot = report.source.snapshot();
    let settlements = snapshot.settlements();
    let grouped = report.source.catchment_figures();
    for ((kitchen, settlement), figures) in &grouped.groups {
        if report.settlement.is_some() && settlement.0 != report.settlement {
            continue;
        }
        let kitchen = kitchen.0.map(|rank| snapshot.kitchens().get(rank));
        let settlement = settlement.0.map(|rank| settlements.get(rank));
        let kind = if settlement.is_some() { "settlement" } else { "outside" };
        let names = [
            kitchen.map(|k| k.id.as_str()),
            kitchen.map(|k| &*k.name),
            settlement.map(|s| s.id.as_str()),
            settlement.map(|s| &*s.name),
        ];
        each(&row(kind, names, figures))?;
    }
    let total = match report.settlement {
        None => Some(&grouped.total),
        settlement => report.source.coverage().groups.get(&Where(settlement)),
    };
    total.map_or(Ok(()), |figures| each(&row("total", [None; 4], figures)))
}

fn row<'a>(kind: &'a str, names: [Option<&'a str>; 4], figures: &Figures) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = vec![Value::Text(kind)];
    cells.extend(names.map(Value::from));
    let tallies = [
        figures.all,
        figures.assigned,
        figures.in_state(State::Served),
        figures.in_state(State::TooFar),
        figures.uncertain,
    ];
    cells.extend(tallies.into_iter().flat_map(pair));
    cells.extend(distances(figures));
    cells
}
