//! Places in lists that are in id order.

use std::num::NonZeroU32;

/// A row's place in a list that is in id order: so the lower rank is the lower id. Four bytes, also
/// as an `Option`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Rank(NonZeroU32);

impl Rank {
    /// The rank of the element at `index`.
    ///
    /// # Panics
    /// When `index` is beyond `u32::MAX - 1`.
    #[must_use]
    pub fn of(index: usize) -> Self {
        let one_based = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
        Self(one_based.expect("a list in memory has fewer than u32::MAX rows"))
    }

    /// The index in the list.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}
