//! What tells whether parts of two snapshots are the very same, for those who keep what they computed from them.

use std::sync::{Arc, Weak};

use geo::Rect;

use super::kitchens::Kitchens;
use super::places::{Head, PlaceChunk};
use super::{PlacedHousehold, Snapshot};
use crate::domain::rank::Rank;
use crate::domain::settings::Settings;
use crate::domain::settlement_index::SettlementIndex;

/// Households that are close to each other on the ground: an edit replaces them together, or leaves them as they are.
#[derive(Clone, Copy, Debug)]
pub struct Neighbours<'a> {
    snapshot: &'a Snapshot,
    head: &'a Head,
}

/// What tells neighbours from those that an edit made of them.
#[derive(Clone, Debug)]
pub struct Mark(Weak<PlaceChunk>);

/// All of a snapshot but its households.
#[derive(Clone, Debug)]
pub struct Frame {
    settings: Arc<Settings>,
    settlements: Arc<SettlementIndex>,
    kitchens: Arc<Kitchens>,
    /// Around the households.
    extent: Option<Rect<f64>>,
}

impl Snapshot {
    /// All households, by neighbours. What an edit leaves as they are keep their place in this list.
    #[must_use]
    pub fn neighbours(&self) -> impl ExactSizeIterator<Item = Neighbours<'_>> {
        self.heads().iter().map(|head| Neighbours { snapshot: self, head })
    }

    /// All but the households.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame {
            settings: Arc::clone(&self.settings),
            settlements: Arc::clone(&self.settlements),
            kitchens: Arc::clone(&self.kitchens),
            extent: self.extent(),
        }
    }
}

impl<'a> Neighbours<'a> {
    /// The households, in no order that means anything.
    #[must_use]
    pub fn placed(&self) -> &'a [PlacedHousehold] {
        self.head.placed()
    }

    /// The slot of the household that stands at `at` among them.
    ///
    /// # Panics
    /// Beyond the last.
    #[must_use]
    pub fn slot(&self, at: usize) -> usize {
        self.snapshot.rows.slot(self.head.rows()[at])
    }

    /// The box around their positions; `None` where they have none.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect<f64>> {
        self.head.bounds()
    }

    /// What to know them by.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark(Arc::downgrade(self.head.chunk()))
    }

    /// Whether they, and what is computed for each, are those that were marked.
    #[must_use]
    pub fn are(&self, mark: &Mark) -> bool {
        // A mark keeps its address from being given to others.
        std::ptr::eq(mark.0.as_ptr(), Arc::as_ptr(self.head.chunk()))
    }
}

impl Frame {
    /// Whether the same settlements have the same boundaries.
    #[must_use]
    pub fn has_boundaries_of(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.settlements, &other.settlements);
        let pairs = || mine.settlements().iter().zip(theirs.settlements());
        Arc::ptr_eq(mine, theirs) || mine.ranks() == theirs.ranks() && pairs().all(|(a, b)| a.boundary == b.boundary)
    }

    /// Whether the same kitchens, closed ones too, stand at the same places.
    #[must_use]
    pub fn has_kitchens_of(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.kitchens, &other.kitchens);
        let pairs = || mine.list().iter().zip(theirs.list());
        Arc::ptr_eq(mine, theirs) || mine.ranks() == theirs.ranks() && pairs().all(|(a, b)| a.position == b.position)
    }

    /// Whether the catchments are the same.
    #[must_use]
    pub fn has_catchments_of(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.settings, &other.settings);
        // Comparing areas looks at every corner.
        let same_area = || Arc::ptr_eq(mine, theirs) || mine.study_area == theirs.study_area;
        std::ptr::eq(self.kitchens.index(), other.kitchens.index())
            && same_area()
            && (mine.study_area.is_some()
                || mine.coverage_limit == theirs.coverage_limit
                    && self.has_boundaries_of(other)
                    && (!self.settlements.settlements().is_empty() || self.extent == other.extent))
    }

    /// Ranks, rising, of the kitchens that are gone in a later one, or stand elsewhere in it.
    #[must_use]
    pub fn moved_until(&self, later: &Self) -> Vec<Rank> {
        if Arc::ptr_eq(&self.kitchens, &later.kitchens) {
            return Vec::new();
        }
        let stays = |rank: Rank, at: usize| {
            let place = |list: &Kitchens, at: usize| list.list().get(at).map(|kitchen| kitchen.position);
            later.kitchens.position(rank).is_some_and(|now| place(&self.kitchens, at) == place(&later.kitchens, now))
        };
        let ranks = self.kitchens.ranks().iter().enumerate();
        ranks.filter(|(at, rank)| !stays(**rank, *at)).map(|(_, rank)| *rank).collect()
    }
}
