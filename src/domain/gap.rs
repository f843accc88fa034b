//! Clusters of unserved households.

use std::collections::HashMap;

use super::assignment::State;
use super::figures::Tally;
use super::geodesy::{A, B, Ecef, Site, distance_of};
use super::id::Id;
use super::position::Position;
use super::settings::CoverageLimit;
use super::snapshot::Snapshot;
use super::units::Metres;

/// Households closer than this, or chained by such steps, are one gap, metres (single linkage).
pub const LINK: f64 = 100.0;

/// Side of the cells that households are sorted into, metres: two in one cell are within [`LINK`]
/// of each other without measuring, since its diagonal (side times the root of 3) is shorter, with
/// a millimetre to spare for the arc over the chord and for rounding.
const CELL: f64 = 57.73;

/// Cells away in which a household within [`LINK`] may be: `LINK / CELL`, rounded up.
const REACH: i64 = 2;

/// A cluster of unserved households: single linkage at [`LINK`], named by its lowest household id.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// The lowest id among its households.
    pub id: Id,
    /// Households and persons.
    pub all: Tally,
    /// By state, in the order of [`State::ALL`].
    pub by_state: [Tally; 4],
    /// The middle of its households.
    pub centre: Position,
    /// From the middle to its farthest household.
    pub radius: Metres,
}

struct Member<'a> {
    id: &'a Id,
    site: Site,
    persons: u32,
    state: State,
}

impl Snapshot {
    /// Gaps in id order. Households without a usable position are in none: nobody knows where they
    /// are.
    #[must_use]
    pub fn gaps(&self, limit: CoverageLimit) -> Vec<Gap> {
        let members: Vec<Member<'_>> = self
            .unserved(limit)
            .filter_map(|(row, state)| {
                let household = &row.household;
                let site = Site::new(household.position?);
                Some(Member { id: &household.id, site, persons: household.counted_persons().get(), state })
            })
            .collect();
        let mut clusters: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, root) in single_linkage(&members).into_iter().enumerate() {
            clusters.entry(root).or_default().push(index);
        }
        let mut gaps: Vec<Gap> = clusters.values().filter_map(|cluster| gap(&members, cluster)).collect();
        gaps.sort_by(|a, b| a.id.cmp(&b.id));
        gaps
    }
}

fn gap(members: &[Member<'_>], cluster: &[usize]) -> Option<Gap> {
    let first = &members[*cluster.first()?];
    let mut all = Tally::default();
    let mut by_state = [Tally::default(); 4];
    let mut sum = [0.0; 3];
    for member in cluster.iter().map(|&index| &members[index]) {
        all.add(member.persons);
        by_state[member.state as usize].add(member.persons);
        for (axis, total) in sum.iter_mut().enumerate() {
            *total += member.site.ecef[axis];
        }
    }
    let centre = under(&sum).unwrap_or(first.site.position);
    let middle = Site::new(centre);
    let farthest = cluster.iter().map(|&index| distance_of(&middle, &members[index].site)).max();
    // Members are in id order, and so is every cluster's list.
    Some(Gap { id: first.id.clone(), all, by_state, centre, radius: farthest.unwrap_or(Metres::ZERO) })
}

/// The position on the ellipsoid in the direction of a sum of places.
fn under(sum: &Ecef) -> Option<Position> {
    let [x, y, z] = [sum[0] / A, sum[1] / A, sum[2] / B];
    let lat = (A * z).atan2(B * x.hypot(y)).to_degrees();
    Position::new(y.atan2(x).to_degrees(), lat).ok()
}

/// For each member, the index of its cluster's first member.
fn single_linkage(members: &[Member<'_>]) -> Vec<usize> {
    let cell_of = |site: &Site| {
        #[expect(clippy::cast_possible_truncation, reason = "within 6.4e6 / 57")]
        site.ecef.map(|metres| (metres / CELL).floor() as i64)
    };
    let mut cells: HashMap<[i64; 3], Vec<usize>> = HashMap::new();
    let mut forest = Forest::new(members.len());
    for (index, member) in members.iter().enumerate() {
        let cell = cells.entry(cell_of(&member.site)).or_default();
        if let Some(&other) = cell.first() {
            forest.join(index, other);
        }
        cell.push(index);
    }
    for (cell, here) in &cells {
        for offset in half_of_the_neighbours() {
            let other = [cell[0] + offset[0], cell[1] + offset[1], cell[2] + offset[2]];
            let Some(there) = cells.get(&other) else { continue };
            if forest.root(here[0]) != forest.root(there[0]) && any_linked(members, here, there) {
                forest.join(here[0], there[0]);
            }
        }
    }
    (0..members.len()).map(|index| forest.root(index)).collect()
}

fn any_linked(members: &[Member<'_>], here: &[usize], there: &[usize]) -> bool {
    here.iter().any(|&a| there.iter().any(|&b| distance_of(&members[a].site, &members[b].site).get() <= LINK))
}

/// Offsets to the neighbouring cells, one of each opposite pair.
fn half_of_the_neighbours() -> impl Iterator<Item = [i64; 3]> {
    let range = || -REACH..=REACH;
    range()
        .flat_map(move |x| range().flat_map(move |y| range().map(move |z| [x, y, z])))
        .filter(|offset| *offset > [0, 0, 0])
}

/// Union-find in which a tree's root is its lowest member.
struct Forest(Vec<usize>);

impl Forest {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::position::Position;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn clusters_equal_those_of_measuring_every_pair() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for spread in [0.001, 0.005, 0.02] {
            let ids: Vec<Id> = (0..300).map(|i| Id::parse(&format!("H-{i:03}")).unwrap()).collect();
            let members: Vec<Member<'_>> = ids
                .iter()
                .map(|id| {
                    let mut off = || rng.random_range(-spread..spread);
                    let site = Site::new(Position::new(-76.95 + off(), -12.12 + off()).unwrap());
                    Member { id, site, persons: 1, state: State::TooFar }
                })
                .collect();
            let mut slow = Forest::new(members.len());
            for a in 0..members.len() {
                for b in 0..a {
                    if distance_of(&members[a].site, &members[b].site).get() <= LINK {
                        slow.join(a, b);
                    }
                }
            }
            let expected: Vec<usize> = (0..members.len()).map(|index| slow.root(index)).collect();
            assert_eq!(single_linkage(&members), expected, "{spread}");
        }
    }

    #[test]
    fn the_middle_of_places_is_under_their_sum() {
        let [p, q] = [(-76.95, -12.12), (-76.93, -12.12)].map(|(lon, lat)| Position::new(lon, lat).unwrap());
        let (p, q) = (Site::new(p), Site::new(q));
        let centre = under(&[0, 1, 2].map(|axis| p.ecef[axis] + q.ecef[axis])).unwrap();
        assert!((centre.lon() + 76.94).abs() < 1e-9);
        assert!((distance_of(&Site::new(centre), &p) - distance_of(&Site::new(centre), &q)).get().abs() < 1e-6);
    }
}
