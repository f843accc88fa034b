//! The figures of a sheet: those of the coverage report, and of the catchments report's rows for the settlement.

use super::numbers::{count, metres, percent};
use crate::domain::assignment::State;
use crate::domain::coverage::Where;
use crate::domain::figures::{self, Tally};
use crate::domain::rank::Rank;
use crate::domain::units::Metres;
use crate::http::pages::shell::{Place, Shell};
use crate::layers::{Source, kitchen_colour};
use crate::messages::say;

/// The most kitchens that have a row: the others are one together.
const KITCHENS: usize = 8;
/// Letters of a kitchen's name that fit a line.
const LETTERS: usize = 30;
/// Distance bands that a sheet has room for beside the lowest map.
const BANDS: usize = 6;

/// What is known of a settlement.
pub struct Figures {
    pub all: Counted,
    pub served: Counted,
    pub unserved: Counted,
    /// Served persons of a hundred, and the others.
    pub percent: Option<(u64, u64)>,
    /// By state: the served first.
    pub states: Vec<(String, Counted)>,
    pub uncertain: Counted,
    pub has_uncertain: bool,
    /// Households by distance, then those without one.
    pub bands: Vec<(String, Counted)>,
    /// Mean, median, 90th percentile and greatest.
    pub distances: Vec<(String, String)>,
    pub kitchens: Vec<KitchenRow>,
    pub too_far: Counted,
    /// The kitchens in `kitchens`, and those that are too many for it.
    pub ranks: Vec<Rank>,
}

/// Households and persons as they are written.
#[derive(Clone)]
pub struct Counted {
    pub households: String,
    pub persons: String,
}

/// A kitchen that households of the settlement belong to.
pub struct KitchenRow {
    /// Its id, for the list of households.
    pub id: String,
    pub place: Option<Place>,
    pub words: String,
    pub colour: &'static str,
    pub served: Counted,
    pub too_far: Counted,
    /// Persons of all settlements that it serves.
    pub load: String,
    pub rations: String,
    /// Rations less persons.
    pub room: String,
    pub short: bool,
}

impl From<Tally> for Counted {
    fn from(tally: Tally) -> Self {
        Self { households: count(tally.households), persons: count(tally.persons) }
    }
}

fn less(all: Tally, parts: impl IntoIterator<Item = Tally>) -> Tally {
    parts.into_iter().fold(all, |left, part| Tally {
        households: left.households.saturating_sub(part.households),
        persons: left.persons.saturating_sub(part.persons),
    })
}

impl Figures {
    pub fn of(shell: &Shell, source: &Source, rank: Rank) -> Self {
        let none = figures::Figures::none(&source.snapshot().settings().distance_bands);
        let own = source.coverage().groups.get(&Where(Some(rank))).unwrap_or(&none);
        let (all, served) = (own.all, own.in_state(State::Served));
        let unserved = less(all, [served]);
        let states = [State::Served, State::TooFar, State::NoKitchen, State::BadPosition];
        let word = |state: State| shell.say(&format!("state-{}", state.as_str().replace('_', "-")));
        let percent = percent(served, all).map(|served| (served, 100 - served));
        let (kitchens, ranks) = kitchens(shell, source, rank);
        Self {
            percent,
            states: states.into_iter().map(|state| (word(state), own.in_state(state).into())).collect(),
            has_uncertain: own.uncertain.households > 0,
            uncertain: own.uncertain.into(),
            bands: bands(shell, source, own),
            distances: distances(shell, source.limit().metres(), own),
            too_far: own.in_state(State::TooFar).into(),
            all: all.into(),
            served: served.into(),
            unserved: unserved.into(),
            kitchens,
            ranks,
        }
    }

    /// How many lines they take from the list of households.
    pub fn lines(&self) -> usize {
        let names = self.kitchens.iter().filter_map(|kitchen| kitchen.place.as_ref());
        let long = names.filter(|place| place.text.chars().count() > LETTERS).count();
        self.kitchens.len() + long + self.bands.len().saturating_sub(BANDS)
    }
}

fn bands(shell: &Shell, source: &Source, own: &figures::Figures) -> Vec<(String, Counted)> {
    let ends = source.snapshot().settings().distance_bands.upper_ends();
    let mut rows = Vec::with_capacity(ends.len() + 2);
    for (n, tally) in own.by_band.iter().enumerate() {
        let metres = |n: usize| ends.get(n).map(ToString::to_string).unwrap_or_default();
        let from = n.checked_sub(1).map(metres).unwrap_or_default();
        let key = match n {
            0 => "sheet-band-first",
            n if n == ends.len() => "sheet-band-last",
            _ => "sheet-band",
        };
        let values: &[_] = match n {
            0 => &[("to", metres(0))],
            n if n == ends.len() => &[("from", from)],
            _ => &[("from", from), ("to", metres(n))],
        };
        rows.push((say(shell.locale(), key, values), (*tally).into()));
    }
    let unknown = less(own.all, own.by_band.iter().copied());
    if unknown.households > 0 {
        rows.push((shell.say("sheet-band-unknown"), unknown.into()));
    }
    rows
}

fn distances(shell: &Shell, limit: Metres, own: &figures::Figures) -> Vec<(String, String)> {
    let Some(d) = own.distances else { return Vec::new() };
    let named = [
        ("sheet-mean", d.mean),
        ("sheet-median", d.median),
        ("sheet-percentile-90", d.percentile_90),
        ("sheet-max", d.max),
    ];
    named.into_iter().map(|(key, length)| (shell.say(key), metres(length, limit))).collect()
}

/// Rows of the kitchens that the settlement's households belong to, those of most persons first, and all such kitchens.
fn kitchens(shell: &Shell, source: &Source, settlement: Rank) -> (Vec<KitchenRow>, Vec<Rank>) {
    let groups = source.catchment_figures().groups.iter();
    let here = groups.filter(|((_, inside), figures)| inside.0 == Some(settlement) && figures.all.households > 0);
    let mut here: Vec<(Rank, &figures::Figures)> =
        here.filter_map(|((kitchen, _), figures)| Some((kitchen.0?, figures))).collect();
    here.sort_by_key(|(rank, figures)| (std::cmp::Reverse(figures.all.persons), *rank));
    let ranks = here.iter().map(|(rank, _)| *rank).collect();
    let shown = if here.len() > KITCHENS { KITCHENS - 1 } else { here.len() };
    let (first, others) = here.split_at(shown);
    let mut rows: Vec<KitchenRow> =
        first.iter().map(|(rank, figures)| KitchenRow::of(source, *rank, figures)).collect();
    if !others.is_empty() {
        let sum = |state: State| {
            others.iter().map(|(_, figures)| figures.in_state(state)).fold(Tally::default(), |sum, tally| Tally {
                households: sum.households + tally.households,
                persons: sum.persons + tally.persons,
            })
        };
        rows.push(KitchenRow {
            id: String::new(),
            place: None,
            words: shell.say_with("sheet-other-kitchens", "count", &others.len()),
            colour: "#fff",
            served: sum(State::Served).into(),
            too_far: sum(State::TooFar).into(),
            load: String::new(),
            rations: String::new(),
            room: String::new(),
            short: false,
        });
    }
    (rows, ranks)
}

impl KitchenRow {
    fn of(source: &Source, rank: Rank, figures: &figures::Figures) -> Self {
        let kitchen = source.snapshot().kitchens().get(rank);
        let load =
            source.sums().by_kitchen.get(&Where(Some(rank))).map_or(0, |sum| sum.in_state(State::Served).persons);
        let rations = kitchen.rations.map(u64::from);
        let short = rations.is_some_and(|rations| rations < load);
        let room = rations.map(|rations| {
            let sign = if short { "−" } else { "" };
            format!("{sign}{}", count(rations.abs_diff(load)))
        });
        let id = kitchen.id.to_string();
        Self {
            place: Some(Place::new(format!("/collections/kitchens/items/{id}"), kitchen.name.to_string())),
            words: String::new(),
            colour: kitchen_colour(&id),
            served: figures.in_state(State::Served).into(),
            too_far: figures.in_state(State::TooFar).into(),
            load: count(load),
            rations: rations.map(count).unwrap_or_default(),
            room: room.unwrap_or_default(),
            short,
            id,
        }
    }
}
