//! Clusters of unserved households.

use rayon::prelude::*;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::assignment::State;
use super::figures::Tally;
use super::geodesy::{A, B, Ecef, Site, chord_squared, distance_of};
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

/// Pairs of two cells up to which each is measured; beyond, an R-tree finds those near enough.
const PAIRS: usize = 4096;

/// Cells away in which a household within [`LINK`] may be: `LINK / CELL`, rounded up.
const REACH: i32 = 2;

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
            .par_rows()
            .filter_map(|row| {
                let (household, state) = (&row.household, row.unserved(limit)?);
                let site = Site::new(household.position?);
                Some(Member { id: &household.id, site, persons: household.counted_persons().get(), state })
            })
            .collect();
        let roots = single_linkage(&members);
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.par_sort_unstable_by_key(|&index| (roots[index], index));
        // By first member, which is the lowest id: so the gaps are in id order too.
        let clusters: Vec<&[usize]> = order.chunk_by(|&a, &b| roots[a] == roots[b]).collect();
        clusters.into_par_iter().filter_map(|cluster| gap(&members, cluster)).collect()
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
    #[expect(clippy::cast_possible_truncation, reason = "within 6.4e6 / 57")]
    let cell_of = |site: &Site| site.ecef.map(|metres| (metres / CELL).floor() as i32);
    let mut order: Vec<([i32; 3], usize)> =
        members.par_iter().enumerate().map(|(index, member)| (cell_of(&member.site), index)).collect();
    order.par_sort_unstable();
    let cells: Vec<&[([i32; 3], usize)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
    let mut forest = Forest::new(members.len());
    for cell in &cells {
        for &(_, index) in *cell {
            forest.join(cell[0].1, index);
        }
    }
    for (dx, dy, least_dz) in half_of_the_neighbours() {
        // As a cell goes along the order, so does the first of its neighbours in this column.
        let mut first = 0;
        for here in &cells {
            let [x, y, z] = here[0].0;
            let [least, most] = [least_dz, REACH].map(|dz| [x + dx, y + dy, z + dz]);
            first += cells[first..].iter().take_while(|cell| cell[0].0 < least).count();
            for there in cells[first..].iter().take_while(|cell| cell[0].0 <= most) {
                let [a, b] = [here[0].1, there[0].1];
                if forest.root(a) != forest.root(b) && any_linked(members, here, there) {
                    forest.join(a, b);
                }
            }
        }
    }
    (0..members.len()).map(|index| forest.root(index)).collect()
}

fn any_linked(members: &[Member<'_>], here: &[([i32; 3], usize)], there: &[([i32; 3], usize)]) -> bool {
    let site = |&(_, index): &([i32; 3], usize)| &members[index].site;
    let linked = |a: &Site, b: &Site| distance_of(a, b).get() <= LINK;
    // No distance is shorter than its chord: only those whose chord is within the link are measured.
    if here.len() * there.len() <= PAIRS {
        let near = |a: &Site, b: &Site| chord_squared(&a.ecef, &b.ecef) <= LINK * LINK;
        return here.iter().any(|a| there.iter().any(|b| near(site(a), site(b)) && linked(site(a), site(b))));
    }
    let tree = RTree::bulk_load(there.iter().map(|b| GeomWithData::new(site(b).ecef, b.1)).collect());
    let mut here = here.iter().map(site);
    here.any(|a| tree.locate_within_distance(a.ecef, LINK * LINK).any(|b| linked(a, &members[b.data].site)))
}

/// Columns of neighbouring cells, one of each opposite pair: offsets in x and y, and the least in z.
fn half_of_the_neighbours() -> impl Iterator<Item = (i32, i32, i32)> {
    let columns = (-REACH..=REACH).flat_map(|x| (-REACH..=REACH).map(move |y| (x, y)));
    columns.filter(|&column| column >= (0, 0)).map(|(x, y)| (x, y, if (x, y) == (0, 0) { 1 } else { -REACH }))
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
    fn crowds_are_one_gap_within_the_link_and_two_beyond_it() {
        // 0.0009 degrees of longitude on this latitude are 98.0 m, 0.00095 are 103.4 m; each crowd is within 0.2 m.
        for (apart, gaps) in [(0.0009, 1), (0.00095, 2)] {
            let ids: Vec<Id> = (0..200).map(|i| Id::parse(&format!("H-{i:03}")).unwrap()).collect();
            let member = |(n, id): (usize, _)| {
                let off = f64::from(u32::try_from(n / 2).unwrap()) * 1e-8;
                let lon = -76.95 + if n % 2 == 0 { 0.0 } else { apart };
                let site = Site::new(Position::new(lon, -12.12 + off).unwrap());
                Member { id, site, persons: 1, state: State::TooFar }
            };
            let members: Vec<Member<'_>> = ids.iter().enumerate().map(member).collect();
            assert!((members.len() / 2).pow(2) > PAIRS);
            let mut roots = single_linkage(&members);
            roots.sort_unstable();
            roots.dedup();
            assert_eq!(roots.len(), gaps, "{apart}");
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
