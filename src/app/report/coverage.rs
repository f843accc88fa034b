//! Figures by settlement.

use super::Report;
use super::table::{Cell, ReportField};
use crate::domain::assignment::State;
use crate::domain::coverage::Where;
use crate::domain::figures::{Figures, Tally};
use crate::layers::Value;

pub(super) fn columns(report: &Report) -> Vec<ReportField> {
    let mut columns: Vec<ReportField> =
        ["row", "settlement_id", "name", "households", "persons"].map(Into::into).into();
    let mut pair = |what: String| {
        columns.push(format!("households_{what}").into());
        columns.push(format!("persons_{what}").into());
    };
    for state in State::ALL {
        pair(state.as_str().to_owned());
    }
    for what in ["fixed", "uncertain", "accuracy_unknown"] {
        pair(what.to_owned());
    }
    let ends = report.bands().upper_ends();
    for end in ends {
        pair(format!("to_{end}_m"));
    }
    if let Some(last) = ends.last() {
        pair(format!("beyond_{last}_m"));
    }
    columns.push("persons_assumed".into());
    columns.extend(DISTANCES.map(Into::into));
    columns
}

/// Names of the columns that [`distances`] fills.
pub(super) const DISTANCES: [&str; 4] =
    ["mean_distance_m", "median_distance_m", "percentile_90_distance_m", "max_distance_m"];

/// Mean, median, 90th percentile and maximum, weighted by persons.
pub(super) fn distances<'a>(figures: &Figures) -> [Cell<'a>; 4] {
    let d = figures.distances;
    [d.map(|d| d.mean), d.map(|d| d.median), d.map(|d| d.percentile_90), d.map(|d| d.max)].map(Into::into)
}

/// Households and persons.
pub(super) fn pair<'a>(tally: Tally) -> [Cell<'a>; 2] {
    [tally.households.into(), tally.persons.into()]
}

pub(super) fn rows<E>(report: &Report, each: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), E>) -> Result<(), E> {
    let coverage = report.figures();
    let settlements = report.source.snapshot().settlements();
    for (place, figures) in &coverage.groups {
        if report.settlement.is_some() && place.0 != report.settlement {
            continue;
        }
        let settlement = place.0.map(|rank| settlements.get(rank));
        let kind = if settlement.is_some() { "settlement" } else { "outside" };
        each(&row(kind, settlement.map(|s| s.id.as_str()), settlement.map(|s| &*s.name), figures))?;
    }
    let total = match report.settlement {
        None => Some(&coverage.total),
        settlement => coverage.groups.get(&Where(settlement)),
    };
    total.map_or(Ok(()), |figures| each(&row("total", None, None, figures)))
}

fn row<'a>(kind: &'a str, id: Option<&'a str>, name: Option<&'a str>, figures: &Figures) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = vec![Value::Text(kind), id.into(), name.into()];
    let tallies = [figures.all]
        .into_iter()
        .chain(figures.by_state)
        .chain([figures.fixed, figures.uncertain, figures.unknown])
        .chain(figures.by_band.iter().copied());
    cells.extend(tallies.flat_map(pair));
    cells.push(figures.persons_assumed.into());
    cells.extend(distances(figures));
    cells
}
