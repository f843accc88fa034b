//! Kitchens as households are assigned to them.

use std::sync::Arc;

use crate::domain::geodesy::Site;
use crate::domain::index::{KitchenIndex, Search};
use crate::domain::kitchen::Kitchen;
use crate::domain::listed::{Edits, Listed};
use crate::domain::rank::Rank;

/// Kitchens in id order, and the open ones' index.
#[derive(Clone, Debug)]
pub struct Kitchens {
    list: Listed<Kitchen>,
    sites: Arc<[Site]>,
    index: Arc<KitchenIndex>,
}

impl Kitchens {
    /// Indexes kitchens given in id order.
    #[must_use]
    pub fn new(list: Vec<Kitchen>) -> Self {
        Self::of(Listed::new(list, Vec::new(), 0))
    }

    pub(super) fn of(list: Listed<Kitchen>) -> Self {
        let sites = list.rows().iter().map(|kitchen| Site::new(kitchen.position)).collect();
        let index = Arc::new(index(&list));
        Self { list, sites, index }
    }

    /// After some edits; `None` where a new one finds no room among the ranks. The index is shared where the same
    /// kitchens are open at the same places.
    pub(super) fn edited(&self, edits: &Edits<Kitchen>) -> Option<Self> {
        let list = self.list.edited(edits)?;
        let site = |(kitchen, &rank): (&Kitchen, &Rank)| {
            let same = self.list.ranks().position(rank).and_then(|at| self.sites.get(at));
            same.filter(|site| site.position == kitchen.position)
                .copied()
                .unwrap_or_else(|| Site::new(kitchen.position))
        };
        let sites = list.rows().iter().zip(list.ranks().as_slice()).map(site).collect();
        let standing = |list: &Listed<Kitchen>, id: &str| {
            list.position(id)
                .map(|at| &list.rows()[at])
                .filter(|kitchen| kitchen.is_open())
                .map(|kitchen| kitchen.position)
        };
        let moved = |id: &str| standing(&self.list, id) != standing(&list, id);
        let index = if edits.keys().any(|id| moved(id.as_str())) { Arc::new(index(&list)) } else { self.index.clone() };
        Some(Self { list, sites, index })
    }

    pub(super) const fn listed(&self) -> &Listed<Kitchen> {
        &self.list
    }

    /// All kitchens, in id order.
    #[must_use]
    pub fn list(&self) -> &[Kitchen] {
        self.list.rows()
    }

    /// Their ranks, rising.
    #[must_use]
    pub fn ranks(&self) -> &[Rank] {
        self.list.ranks().as_slice()
    }

    /// Where in the list the kitchen at a rank stands.
    #[must_use]
    pub fn position(&self, rank: Rank) -> Option<usize> {
        self.list.ranks().position(rank)
    }

    /// The kitchen at a rank.
    #[must_use]
    pub fn get(&self, rank: Rank) -> &Kitchen {
        self.list.get(rank)
    }

    /// The rank of the kitchen with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Rank> {
        self.list.find(id)
    }

    /// The open kitchen with this id: its rank and place.
    pub(super) fn find_open(&self, id: &str) -> Option<(Rank, &Site)> {
        let at = self.list.position(id).filter(|&at| self.list.rows()[at].is_open())?;
        Some((*self.ranks().get(at)?, self.sites.get(at)?))
    }

    /// How many are open.
    #[must_use]
    pub fn open_count(&self) -> usize {
        self.index.len()
    }

    /// Ranks of the open ones, rising.
    pub fn open_ranks(&self) -> impl Iterator<Item = Rank> {
        self.list().iter().zip(self.ranks()).filter(|(kitchen, _)| kitchen.is_open()).map(|(_, rank)| *rank)
    }

    /// A search over the open ones.
    #[must_use]
    pub fn search(&self) -> Search<'_> {
        self.index.search()
    }

    /// The open ones' index.
    #[must_use]
    pub fn index(&self) -> &KitchenIndex {
        &self.index
    }
}

fn index(list: &Listed<Kitchen>) -> KitchenIndex {
    let open = |kitchen: &Kitchen| kitchen.is_open().then_some(kitchen.position);
    KitchenIndex::of(list.rows().iter().map(open).zip(list.ranks().as_slice().iter().copied()))
}
