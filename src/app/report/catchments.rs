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

/// A row per kitchen and settlement with households, `outside` in place of `settlement` where they lie in none; a
/// `kitchen` row each, for all its settlements; an `all_outside` row; the `total`. Households without a kitchen stand
/// under none, so that the rows add up to the register.
pub(super) fn rows<E>(report: &Report, each: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), E>) -> Result<(), E> {
    let source = &report.source;
    let snapshot = source.snapshot();
    let kitchen_names =
        |kitchen: Where| kitchen.0.map(|rank| snapshot.kitchens().get(rank)).map(|k| (k.id.as_str(), &*k.name)).unzip();
    let settlements = snapshot.settlements().settlements();
    for ((kitchen, settlement), figures) in &source.catchment_figures().groups {
        if report.settlement.is_some() && settlement.0 != report.settlement {
            continue;
        }
        let (id, name) = kitchen_names(*kitchen);
        let settlement = settlement.0.map(|rank| &settlements[rank.index()]);
        let kind = if settlement.is_some() { "settlement" } else { "outside" };
        let names = [id, name, settlement.map(|s| s.id.as_str()), settlement.map(|s| &*s.name)];
        each(&row(kind, names, figures))?;
    }
    if let Some(figures) = report.settlement.and_then(|rank| source.coverage().groups.get(&Where(Some(rank)))) {
        return each(&row("total", [None; 4], figures));
    }
    for (kitchen, figures) in &source.load().groups {
        let (id, name) = kitchen_names(*kitchen);
        each(&row("kitchen", [id, name, None, None], figures))?;
    }
    if let Some(figures) = source.coverage().groups.get(&Where(None)) {
        each(&row("all_outside", [None; 4], figures))?;
    }
    each(&row("total", [None; 4], &source.catchment_figures().total))
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
