//! Labels of rows in lists that are in id order.

use std::num::NonZeroU32;

/// A row's label in a list that is in id order: the lower rank is the lower id. It stays the row's own while other rows
/// come and go. Four bytes, also as an `Option`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Rank(NonZeroU32);

/// Between neighbours in a list that no edit has touched, as long as it has no more than [`ROOMY`] rows.
const STEP: u32 = 1 << 13;

/// Rows that stand [`STEP`] apart and leave half of the labels for rows that come after the last.
const ROOMY: usize = 1 << 18;

/// What part of the room between two neighbours a row between them takes: ids are minted rising, so that the next
/// comes after it.
const PART: u32 = 16;

impl Rank {
    /// The rank of the row at `index` of a list of at most 262,144 rows that no edit has touched.
    ///
    /// # Panics
    /// When `index` is beyond that.
    #[must_use]
    pub fn of(index: usize) -> Self {
        assert!(index < ROOMY, "longer lists have other ranks");
        Self::spaced(index, STEP).expect("far fewer than there are labels")
    }

    fn spaced(index: usize, step: u32) -> Option<Self> {
        let label = u32::try_from(index + 1).ok()?.checked_mul(step)?;
        NonZeroU32::new(label).map(Self)
    }

    /// A rank between two neighbours; `None` where there is no room.
    fn between(lower: Option<Self>, upper: Option<Self>) -> Option<Self> {
        let lower = lower.map_or(0, |rank| rank.0.get());
        let Some(upper) = upper.map(|rank| rank.0.get()) else {
            let step = ((u32::MAX - lower) / PART).clamp(1, STEP);
            return NonZeroU32::new(lower.checked_add(step)?).map(Self);
        };
        let room = upper - lower - 1;
        (room > 0).then(|| NonZeroU32::new(lower + (room / PART).max(1)).map(Self))?
    }
}

/// The ranks of a list's rows, rising.
#[derive(Clone, Debug, Default)]
pub struct Ranks(Vec<Rank>);

impl Ranks {
    /// Of a list that no edit has touched.
    ///
    /// # Panics
    /// With `u32::MAX` rows or more.
    #[must_use]
    pub fn even(rows: usize) -> Self {
        let step = if rows <= ROOMY { STEP } else { u32::try_from(u32::MAX as usize / (rows + 1)).unwrap_or(1).max(1) };
        let rank = |index| Rank::spaced(index, step).expect("a list in memory has fewer than u32::MAX rows");
        Self((0..rows).map(rank).collect())
    }

    /// Rising.
    #[must_use]
    pub fn as_slice(&self) -> &[Rank] {
        &self.0
    }

    /// Where in the list the row with this rank stands.
    #[must_use]
    pub fn position(&self, rank: Rank) -> Option<usize> {
        // In a list that no edit has touched it is where its number says.
        let guess = (rank.0.get() / STEP) as usize;
        if guess > 0 && self.0.get(guess - 1) == Some(&rank) {
            return Some(guess - 1);
        }
        self.0.binary_search(&rank).ok()
    }

    /// Makes a rank for a row that is put at a position; `None` where there is no room.
    pub(super) fn insert(&mut self, position: usize) -> Option<()> {
        let lower = position.checked_sub(1).and_then(|before| self.0.get(before));
        let rank = Rank::between(lower.copied(), self.0.get(position).copied())?;
        self.0.insert(position, rank);
        Some(())
    }

    pub(super) fn remove(&mut self, position: usize) {
        self.0.remove(position);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many rows can be put at positions before there is no room; ranks must rise all the while.
    fn inserts(rows: usize, at: impl Fn(usize) -> usize) -> usize {
        let mut ranks = Ranks::even(rows);
        for done in 0..1000 {
            let before = ranks.clone();
            if ranks.insert(at(done)).is_none() {
                assert_eq!(ranks.0, before.0, "nothing is changed where there is no room");
                return done;
            }
            assert!(ranks.0.is_sorted_by(|a, b| a < b), "{ranks:?}");
            assert!((0..ranks.0.len()).all(|n| ranks.position(ranks.0[n]) == Some(n)));
        }
        1000
    }

    #[test]
    fn rows_that_come_rising_find_room_and_others_for_a_while() {
        assert_eq!(inserts(10, |done| 10 + done), 1000, "after the last");
        let between = inserts(10, |done| 5 + done);
        assert!((100..1000).contains(&between), "between two, rising: {between}");
        let falling = inserts(10, |_| 5);
        assert!((3..100).contains(&falling), "between two, falling: {falling}");
        assert_eq!(inserts(0, |done| done), 1000, "into an empty list");
        assert!(inserts(0, |_| 0) >= 3, "before all");
    }

    #[test]
    fn long_lists_have_ranks_too_and_room_after_the_last() {
        let mut ranks = Ranks::even(ROOMY + 1);
        let last = ranks.0[ROOMY];
        assert_eq!(ranks.position(last), Some(ROOMY));
        assert!(ranks.insert(ROOMY + 1).is_some());
        assert!(Ranks::even(ROOMY).0[ROOMY - 1] == Rank::of(ROOMY - 1));
    }
}
