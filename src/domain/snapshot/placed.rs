//! A household and what is computed for it.

use std::sync::Arc;

use super::kitchens::Kitchens;
use crate::domain::assignment::{Assignment, Certainty, State};
use crate::domain::flags::{Flag, Flags};
use crate::domain::geodesy::{Site, distance_of};
use crate::domain::household::Household;
use crate::domain::index::Nearest;
use crate::domain::settings::CoverageLimit;
use crate::domain::settlement_index::{Inside, SettlementIndex};

/// What a kitchen's place may be farther off than the distances say and still be as near, metres: they are within
/// 0.1 mm of the geodesic, and two within 1 mm of each other are measured in another way.
const SLACK: f64 = 0.01;

/// A household and what is computed for it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedHousehold {
    /// As registered.
    pub household: Arc<Household>,
    /// Where it lies among settlements; by its declared settlement where its position is unknown.
    pub inside: Inside,
    /// The kitchen it belongs to; `None` for closed households, unknown positions, and where no
    /// kitchen is open.
    pub assignment: Option<Assignment>,
    /// The store's counter at which its row was last written.
    pub written: u64,
    /// The snapshot's revision at which what is computed for it last changed, or at which all of it was computed.
    pub assigned: u64,
}

impl PlacedHousehold {
    /// Where a household lies among settlements.
    pub(super) fn locate(household: &Household, settlements: &SettlementIndex) -> Inside {
        match household.position {
            Some(position) => settlements.locate(position),
            None => Inside {
                settlement: household.declared_settlement.as_ref().and_then(|id| settlements.find(id.as_str())),
                overlap: false,
            },
        }
    }

    /// The kitchen a household belongs to, given those nearest to its position.
    pub(super) fn assign(household: &Household, nearest: &Nearest, kitchens: &Kitchens) -> Option<Assignment> {
        if household.closed_on.is_some() {
            return None;
        }
        // A decision for a closed or unknown kitchen waits.
        let fixed = household.fixed.as_ref().and_then(|fixed| kitchens.find_open(fixed.kitchen.as_str()));
        match fixed {
            Some((rank, site)) => {
                let distance = household.position.map(|position| distance_of(&Site::new(position), site));
                Some(Assignment::to_fixed(rank, distance, nearest))
            }
            None => Assignment::to_nearest(nearest),
        }
    }

    /// The longest chord at which a kitchen that opens or closes may change the assignment, a decision for it apart:
    /// that of the farther kitchen, and any where there are not two. `None` where none can.
    pub(super) fn reach(&self) -> Option<f64> {
        if self.household.closed_on.is_some() || self.household.position.is_none() {
            return None;
        }
        let known = self.assignment.as_ref().and_then(|a| Some(a.distance?.max(a.next_distance?)));
        Some(known.map_or(f64::INFINITY, |farther| farther.get() + SLACK))
    }

    /// What became of the household; `None` for a closed one.
    #[must_use]
    pub fn state(&self, limit: CoverageLimit) -> Option<State> {
        State::of(&self.household, self.assignment.as_ref(), limit)
    }

    /// Why it is not served; `None` for a served or a closed one.
    #[must_use]
    pub fn unserved(&self, limit: CoverageLimit) -> Option<State> {
        self.state(limit).filter(|state| *state != State::Served)
    }

    /// How sure its assignment is; `None` without one.
    #[must_use]
    pub fn certainty(&self, limit: CoverageLimit) -> Option<Certainty> {
        self.assignment.as_ref().map(|assignment| Certainty::of(assignment, self.household.accuracy, limit))
    }

    /// What is worth a look about its row.
    #[must_use]
    pub fn flags(&self, settlements: &SettlementIndex) -> Flags {
        let household = &self.household;
        let lies_in = self.inside.settlement.map(|rank| &settlements.get(rank).id);
        let declared = household.declared_settlement.as_ref();
        let waits = household.fixed.is_some() && !self.assignment.is_some_and(|assignment| assignment.fixed);
        Flags::default()
            .with(Flag::PersonsAssumed, household.persons.is_none())
            .with(Flag::SettlementOverlap, self.inside.overlap)
            .with(Flag::SettlementDisagrees, declared.is_some_and(|declared| lies_in != Some(declared)))
            .with(Flag::FixedKitchenNotOpen, waits && household.closed_on.is_none())
    }
}
