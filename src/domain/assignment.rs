//! The kitchen a household belongs to, and what follows from it: state and certainty.

use super::household::Household;
use super::index::Nearest;
use super::rank::Rank;
use super::settings::CoverageLimit;
use super::units::Metres;

/// The kitchen a household belongs to, its distance, and the runner-up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Assignment {
    /// The nearest open kitchen, or the one decided on.
    pub kitchen: Rank,
    /// How far; `None` for a fixed household whose position is not known.
    pub distance: Option<Metres>,
    /// The nearest other open kitchen.
    pub next: Option<Rank>,
    /// How far that is.
    pub next_distance: Option<Metres>,
    /// Whether a decision overrules nearness.
    pub fixed: bool,
}

/// What became of a household. Each open one is in exactly one state.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum State {
    /// Its coordinates are missing or unusable.
    BadPosition,
    /// No kitchen is open.
    NoKitchen,
    /// No open kitchen within the coverage limit.
    TooFar,
    /// A kitchen within the limit, or a fixed assignment.
    Served,
}

/// How sure an assignment and its state are, given how well the position is known.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Certainty {
    /// No error of the recorded size would change kitchen or state.
    Certain,
    /// It might.
    Uncertain,
    /// No accuracy was recorded.
    Unknown,
}

impl State {
    /// All states, in the order they are tested.
    pub const ALL: [Self; 4] = [Self::BadPosition, Self::NoKitchen, Self::TooFar, Self::Served];

    /// The wire word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadPosition => "bad_position",
            Self::NoKitchen => "no_kitchen",
            Self::TooFar => "too_far",
            Self::Served => "served",
        }
    }

    /// The state of a household with this assignment; `None` for a closed one. A decision serves a household whose
    /// position is not known, too: the family is on that kitchen's list.
    #[must_use]
    pub fn of(household: &Household, assignment: Option<&Assignment>, limit: CoverageLimit) -> Option<Self> {
        if household.closed_on.is_some() {
            return None;
        }
        let fixed = assignment.is_some_and(|assignment| assignment.fixed);
        if household.position.is_none() && !fixed {
            return Some(Self::BadPosition);
        }
        Some(Self::at(assignment, limit))
    }

    /// The state of an open household whose position is usable.
    #[must_use]
    pub fn at(assignment: Option<&Assignment>, limit: CoverageLimit) -> Self {
        match assignment {
            None => Self::NoKitchen,
            Some(assignment) if assignment.fixed => Self::Served,
            Some(assignment) if assignment.distance.is_none_or(|d| d > limit.metres()) => Self::TooFar,
            Some(_) => Self::Served,
        }
    }
}

impl Certainty {
    /// The wire word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Uncertain => "uncertain",
            Self::Unknown => "unknown",
        }
    }

    /// How sure an assignment is: moving the household by `accuracy` changes each distance by up to
    /// as much, so two kitchens may change places within twice that.
    ///
    /// A fixed assignment is a decision, which no GPS error can change: it is certain.
    #[must_use]
    pub fn of(assignment: &Assignment, accuracy: Option<Metres>, limit: CoverageLimit) -> Self {
        if assignment.fixed {
            return Self::Certain;
        }
        let (Some(accuracy), Some(distance)) = (accuracy, assignment.distance) else {
            return Self::Unknown;
        };
        let kitchen_may_change = assignment.margin().is_some_and(|margin| margin.get() <= 2.0 * accuracy.get());
        let state_may_change = (distance - limit.metres()).get().abs() <= accuracy.get();
        if kitchen_may_change || state_may_change { Self::Uncertain } else { Self::Certain }
    }
}

impl Assignment {
    /// The assignment of a household that nothing but nearness decides.
    #[must_use]
    pub fn to_nearest(nearest: &Nearest) -> Option<Self> {
        nearest.first.map(|first| Self {
            kitchen: first.rank,
            distance: Some(first.distance),
            next: nearest.second.map(|second| second.rank),
            next_distance: nearest.second.map(|second| second.distance),
            fixed: false,
        })
    }

    /// The assignment of a household fixed to `kitchen` at `distance`: the runner-up is then the
    /// nearest of the others.
    #[must_use]
    pub fn to_fixed(kitchen: Rank, distance: Option<Metres>, nearest: &Nearest) -> Self {
        let found = [nearest.first, nearest.second];
        let same = found.into_iter().flatten().find(|neighbour| neighbour.rank == kitchen);
        let other = found.into_iter().flatten().find(|neighbour| neighbour.rank != kitchen);
        Self {
            kitchen,
            distance: same.map(|neighbour| neighbour.distance).or(distance),
            next: other.map(|neighbour| neighbour.rank),
            next_distance: other.map(|neighbour| neighbour.distance),
            fixed: true,
        }
    }

    /// How much farther the runner-up is; below zero where a fixed assignment passes over a nearer
    /// kitchen.
    #[must_use]
    pub fn margin(&self) -> Option<Metres> {
        Some(self.next_distance? - self.distance?)
    }

    /// The nearest open kitchen, whose catchment the household is in, whatever was decided.
    #[must_use]
    pub fn nearest(&self) -> Option<Rank> {
        let Some(distance) = self.distance else { return self.next };
        match (self.next, self.next_distance) {
            (Some(next), Some(next_distance)) if (next_distance, next) < (distance, self.kitchen) => Some(next),
            _ => Some(self.kitchen),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::index::Neighbour;
    use crate::domain::position::Position;

    fn limit() -> CoverageLimit {
        CoverageLimit::new(500.0).unwrap()
    }

    fn at(distance: f64, next: f64) -> Assignment {
        let neighbour = |index, m| Some(Neighbour { rank: Rank::of(index), distance: Metres::finite(m) });
        Assignment::to_nearest(&Nearest { first: neighbour(0, distance), second: neighbour(1, next) }).unwrap()
    }

    #[test]
    fn certainty_weighs_the_margin_twice_and_the_limit_once() {
        for (distance, next, accuracy, expected, why) in [
            (100.0, 120.0, Some(9.9), Certainty::Certain, "margin 20 > 2 x 9.9"),
            (100.0, 120.0, Some(10.0), Certainty::Uncertain, "margin 20 = 2 x 10"),
            (495.0, 900.0, Some(5.0), Certainty::Uncertain, "5 m from the limit"),
            (505.0, 900.0, Some(5.0), Certainty::Uncertain, "5 m beyond the limit"),
            (495.0, 900.0, Some(4.9), Certainty::Certain, "farther from the limit than the error"),
            (100.0, 100.0, None, Certainty::Unknown, "not recorded"),
            (100.0, 100.0, Some(0.0), Certainty::Uncertain, "a tie"),
        ] {
            assert_eq!(Certainty::of(&at(distance, next), accuracy.map(Metres::finite), limit()), expected, "{why}");
        }
    }

    #[test]
    fn states_are_tested_in_order_and_the_limit_is_inside() {
        let mut household = Household::new(Id::parse("H").unwrap());
        assert_eq!(State::of(&household, None, limit()), Some(State::BadPosition));
        household.position = Position::new(-76.9, -12.1).ok();
        assert_eq!(State::of(&household, None, limit()), Some(State::NoKitchen));
        assert_eq!(State::of(&household, Some(&at(500.0, 600.0)), limit()), Some(State::Served));
        assert_eq!(State::of(&household, Some(&at(500.000_001, 600.0)), limit()), Some(State::TooFar));
        let fixed = Assignment::to_fixed(Rank::of(7), Some(Metres::finite(9e3)), &Nearest::default());
        assert_eq!(State::of(&household, Some(&fixed), limit()), Some(State::Served));
        household.closed_on = crate::domain::date::Date::parse("2020-08-01").ok();
        assert_eq!(State::of(&household, Some(&fixed), limit()), None);
    }

    #[test]
    fn a_fixed_household_stays_in_the_catchment_of_its_nearest_kitchen() {
        let nearest = Nearest {
            first: Some(Neighbour { rank: Rank::of(3), distance: Metres::finite(100.0) }),
            second: Some(Neighbour { rank: Rank::of(1), distance: Metres::finite(200.0) }),
        };
        let far = Assignment::to_fixed(Rank::of(0), Some(Metres::finite(300.0)), &nearest);
        assert_eq!((far.nearest(), far.next), (Some(Rank::of(3)), Some(Rank::of(3))));
        assert_eq!(far.margin(), Some(Metres::finite(-200.0)));
        let same = Assignment::to_fixed(Rank::of(3), Some(Metres::finite(1.0)), &nearest);
        assert_eq!((same.nearest(), same.next), (Some(Rank::of(3)), Some(Rank::of(1))));
        assert_eq!(same.distance, Some(Metres::finite(100.0)), "the number of the nearest search");
    }
}
