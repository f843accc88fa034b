//! The descent.

use rstar::{ParentNode, RTreeNode};

use super::far::Sieve;
use super::{KitchenIndex, Leaf, MAX_CHILDREN, Nearest, Neighbour};
use crate::domain::geodesy::{Ecef, Site, chord_squared, distance_of, geodesic, window};
use crate::domain::position::Position;
use crate::domain::rank::Rank;
use crate::domain::units::Metres;

/// Below this difference between the first two, both numbers come from Karney, metres: ten times
/// what the closed form may be off.
const NARROW_MARGIN: f64 = 1e-3;

/// Asks an index one position after another, reusing its memory and the last answer: the kitchens
/// that were nearest to the last position bound the search for the next.
#[derive(Debug)]
pub struct Search<'a> {
    index: &'a KitchenIndex,
    /// Squared chords of the nearest places seen, rising; at most `wanted`.
    best: Vec<f64>,
    /// Places that may be among the nearest, with their squared chords.
    candidates: Vec<(f64, u32)>,
    /// The places found last.
    last: Vec<u32>,
    found: Vec<Neighbour>,
    wanted: usize,
    limit: f64,
    geodesics: u64,
}

impl KitchenIndex {
    /// A search over this index.
    #[must_use]
    pub fn search(&self) -> Search<'_> {
        Search {
            index: self,
            best: Vec::new(),
            candidates: Vec::new(),
            last: Vec::new(),
            found: Vec::new(),
            wanted: 0,
            limit: f64::INFINITY,
            geodesics: 0,
        }
    }
}

impl Search<'_> {
    /// The nearest kitchen and the runner-up.
    pub fn nearest(&mut self, position: Position) -> Nearest {
        let found = self.nearest_k(position, 2);
        Nearest { first: found.first().copied(), second: found.get(1).copied() }
    }

    /// The `k` nearest kitchens, nearest first, ties by rank; fewer where fewer are open.
    ///
    /// The first two and their distances do not depend on `k`.
    pub fn nearest_k(&mut self, position: Position, k: usize) -> &[Neighbour] {
        self.found.clear();
        if self.index.is_empty() || k == 0 {
            return &self.found;
        }
        let from = Site::new(position);
        self.wanted = k.max(2);
        self.collect(&from.ecef);
        self.candidates.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if self.chords_decide() {
            self.take_by_chord(&from);
        } else {
            self.take_by_geodesic(&from);
        }
        self.last.clear();
        self.last.extend(self.candidates.iter().take(self.wanted).map(|&(_, place)| place));
        self.found.truncate(k);
        &self.found
    }

    /// How many times Karney's method has been called: what a far-off question costs.
    #[must_use]
    pub const fn geodesics(&self) -> u64 {
        self.geodesics
    }

    /// Fills `candidates` with every place that may be among the wanted nearest.
    fn collect(&mut self, q: &Ecef) {
        self.best.clear();
        self.candidates.clear();
        self.limit = f64::INFINITY;
        if self.last.len() >= self.wanted {
            let farthest =
                self.last.iter().map(|&place| chord_squared(&self.index.places[place as usize].site.ecef, q));
            self.limit = squared_window(farthest.fold(0.0, f64::max));
        }
        let index = self.index;
        self.descend(index.tree.root(), q);
        let limit = self.limit;
        self.candidates.retain(|&(chord2, _)| chord2 <= limit);
    }

    fn descend(&mut self, node: &ParentNode<Leaf>, q: &Ecef) {
        let mut below: [Option<(f64, &ParentNode<Leaf>)>; 2 * MAX_CHILDREN] = [None; 2 * MAX_CHILDREN];
        let mut count = 0;
        for child in node.children() {
            match child {
                RTreeNode::Leaf(leaf) => {
                    let chord2 = chord_squared(&leaf.ecef, q);
                    if chord2 <= self.limit {
                        self.offer(chord2, leaf.place);
                    }
                }
                RTreeNode::Parent(parent) => {
                    let box2 = squared_to_box(parent, q);
                    if box2 > self.limit {
                        continue;
                    }
                    if count == below.len() {
                        // Bulk loading may make a node larger than it promises.
                        self.descend(parent, q);
                    } else {
                        // Insertion keeps the nearest box first; there are few.
                        let mut at = count;
                        while at > 0 && below[at - 1].is_some_and(|(other, _)| other > box2) {
                            below[at] = below[at - 1];
                            at -= 1;
                        }
                        below[at] = Some((box2, parent));
                        count += 1;
                    }
                }
            }
        }
        for (box2, parent) in below.into_iter().take(count).flatten() {
            if box2 > self.limit {
                break;
            }
            self.descend(parent, q);
        }
    }

    fn offer(&mut self, chord2: f64, place: u32) {
        self.candidates.push((chord2, place));
        if self.best.len() == self.wanted {
            if self.best.last().is_some_and(|&worst| chord2 >= worst) {
                return;
            }
            self.best.pop();
        }
        let at = self.best.partition_point(|&other| other <= chord2);
        self.best.insert(at, chord2);
        if self.best.len() == self.wanted {
            let narrowed = squared_window(self.best[self.wanted - 1]);
            self.limit = self.limit.min(narrowed);
        }
    }

    /// Whether chords alone prove the order of the wanted nearest.
    fn chords_decide(&self) -> bool {
        self.candidates.len() <= self.wanted
            && self.candidates.windows(2).all(|pair| pair[1].0 > squared_window(pair[0].0))
    }

    fn take_by_chord(&mut self, from: &Site) {
        for &(_, place) in &self.candidates {
            let site = &self.index.places[place as usize].site;
            let distance = distance_of(from, site);
            let room = self.wanted - self.found.len();
            let ranks = self.index.ranks_at(place).iter().take(room);
            self.found.extend(ranks.map(|&rank| Neighbour { rank, distance }));
        }
        if let [first, second, ..] = self.found.as_slice()
            && (second.distance - first.distance).get() < NARROW_MARGIN
        {
            let places = [self.candidates[0].1, self.candidates.get(1).map_or(self.candidates[0].1, |c| c.1)];
            let exact = places.map(|place| self.exact(from, place));
            let alone = self.index.ranks_at(places[0]).len() == 1;
            self.found[0].distance = exact[0];
            self.found[1].distance = exact[usize::from(alone)];
        }
    }

    /// Karney decides; the number follows the same rule as when chords decide.
    fn take_by_geodesic(&mut self, from: &Site) {
        Sieve::new(from).keep_possible(&self.index.places, self.wanted, &mut self.candidates);
        let mut exact: Vec<(Metres, Rank, u32)> = Vec::with_capacity(self.candidates.len());
        for at in 0..self.candidates.len() {
            let place = self.candidates[at].1;
            let length = self.exact(from, place);
            let ranks = self.index.ranks_at(place).iter().take(self.wanted);
            exact.extend(ranks.map(|&rank| (length, rank, place)));
        }
        exact.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        exact.truncate(self.wanted);
        let number = |&(_, _, place): &(Metres, Rank, u32)| distance_of(from, &self.index.places[place as usize].site);
        let narrow = exact.len() > 1 && (number(&exact[1]) - number(&exact[0])).get() < NARROW_MARGIN;
        self.found.extend(exact.iter().enumerate().map(|(at, entry)| {
            let distance = if narrow && at < 2 { entry.0 } else { number(entry) };
            Neighbour { rank: entry.1, distance }
        }));
    }

    fn exact(&mut self, from: &Site, place: u32) -> Metres {
        self.geodesics += 1;
        geodesic(from.position, self.index.places[place as usize].site.position)
    }
}

/// [`window`], from and to squared chords.
fn squared_window(chord2: f64) -> f64 {
    let longest = window(chord2.sqrt());
    longest * longest
}

/// The square of the distance from a point to a node's box. (The box's own `distance_2` is not
/// inlined, and is 39 % of a bulk run where this is a tenth.)
#[inline]
fn squared_to_box(node: &ParentNode<Leaf>, q: &Ecef) -> f64 {
    let envelope = node.envelope();
    let (lower, upper) = (envelope.lower(), envelope.upper());
    let outside = |axis: usize| (lower[axis] - q[axis]).max(q[axis] - upper[axis]).max(0.0);
    let [x, y, z] = [outside(0), outside(1), outside(2)];
    x * x + y * y + z * z
}
