//! What households add up to.

use super::square::Spot;
use crate::domain::assignment::State;
use crate::domain::settings::CoverageLimit;
use crate::domain::snapshot::PlacedHousehold;

/// What households add up to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Sum {
    x: u64,
    y: u64,
    pub(super) households: u64,
    pub(super) persons: u64,
    pub(super) served: u64,
    pub(super) persons_served: u64,
    no_kitchen: u64,
}

/// A household's persons, and in the lower two bits its state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed(u16);

impl Packed {
    pub(super) fn new(placed: &PlacedHousehold, limit: CoverageLimit) -> Self {
        // A household counts 10 000 persons at most, which leaves two bits.
        let persons = placed.household.counted_persons().get();
        let state = placed.state(limit).unwrap_or(State::BadPosition);
        Self(u16::try_from(persons << 2).unwrap_or(u16::MAX) & !3 | state as u16)
    }

    #[cfg(test)]
    pub(super) const fn raw(packed: u16) -> Self {
        Self(packed)
    }
}

impl Sum {
    pub(super) fn add(&mut self, spot: Spot, Packed(packed): Packed) {
        let persons = u64::from(packed >> 2);
        let is = |state: State| u64::from(packed & 3 == state as u16);
        self.x += u64::from(spot.x);
        self.y += u64::from(spot.y);
        self.households += 1;
        self.persons += persons;
        self.served += is(State::Served);
        self.persons_served += persons * is(State::Served);
        self.no_kitchen += is(State::NoKitchen);
    }

    fn each(&self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        Self {
            x: join(self.x, other.x),
            y: join(self.y, other.y),
            households: join(self.households, other.households),
            persons: join(self.persons, other.persons),
            served: join(self.served, other.served),
            persons_served: join(self.persons_served, other.persons_served),
            no_kitchen: join(self.no_kitchen, other.no_kitchen),
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        self.each(other, |a, b| a + b)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        self.each(other, |a, b| a - b)
    }

    /// The middle of the households; that of none is a corner of the world.
    pub(super) fn middle(&self) -> Spot {
        let mean = |sum: u64| u32::try_from(sum / self.households.max(1)).unwrap_or(u32::MAX);
        Spot { x: mean(self.x), y: mean(self.y) }
    }

    /// The state that most households are in, the worse of equals.
    pub(super) fn state(&self) -> State {
        let too_far = self.households - self.served - self.no_kitchen;
        let states = [(self.served, State::Served), (too_far, State::TooFar), (self.no_kitchen, State::NoKitchen)];
        states.into_iter().max_by_key(|(count, _)| *count).map_or(State::NoKitchen, |(_, state)| state)
    }

    /// Of a hundred persons so many are served, rounded down: 100 are all of them.
    pub(super) fn percent_served(&self) -> u64 {
        self.persons_served * 100 / self.persons.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_of_states_shows_the_worse_and_a_hundred_percent_is_everybody() {
        let sum = Sum { households: 4, served: 2, no_kitchen: 0, persons: 1000, persons_served: 999, ..Sum::default() };
        assert_eq!((sum.state(), sum.percent_served()), (State::TooFar, 99));
        let sum = Sum { households: 3, served: 1, no_kitchen: 1, ..Sum::default() };
        assert_eq!(sum.state(), State::NoKitchen);
    }
}
