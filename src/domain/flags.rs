//! What a planner should know of a household's row before trusting it.

use std::fmt::Write as _;
use std::sync::LazyLock;

/// Something about a household's row that is worth a look.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Flag {
    /// Its number of persons is not recorded; it counts as one.
    PersonsAssumed,
    /// It lies in several settlements; the lowest id was taken.
    SettlementOverlap,
    /// It was registered under another settlement than the one it lies in.
    SettlementDisagrees,
    /// The kitchen it is fixed to is closed or unknown; the decision waits.
    FixedKitchenNotOpen,
}

/// The flags of one household.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Flags(u8);

/// Every set of flags in words.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| (0..16).map(|bits| Flags(bits).in_words()).collect());

impl Flag {
    /// Every flag, in the order they are written.
    pub const ALL: [Self; 4] =
        [Self::PersonsAssumed, Self::SettlementOverlap, Self::SettlementDisagrees, Self::FixedKitchenNotOpen];

    /// The wire word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PersonsAssumed => "persons_assumed",
            Self::SettlementOverlap => "settlement_overlap",
            Self::SettlementDisagrees => "settlement_disagrees",
            Self::FixedKitchenNotOpen => "fixed_kitchen_not_open",
        }
    }
}

impl Flags {
    /// Raises a flag where something is so.
    #[must_use]
    pub const fn with(self, flag: Flag, raised: bool) -> Self {
        if raised { Self(self.0 | 1 << flag as u8) } else { self }
    }

    /// Whether a flag is raised.
    #[must_use]
    pub const fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    /// The flags' words with spaces between; `None` without any.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        WORDS.get(usize::from(self.0)).map(String::as_str).filter(|words| !words.is_empty())
    }

    fn in_words(self) -> String {
        let mut words = String::new();
        for flag in Flag::ALL.into_iter().filter(|flag| self.has(*flag)) {
            let space = if words.is_empty() { "" } else { " " };
            // Writing into memory does not fail.
            let _ = write!(words, "{space}{}", flag.as_str());
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_written_in_order_and_none_is_nothing() {
        assert_eq!(Flags::default().words(), None);
        let both = Flags::default().with(Flag::SettlementDisagrees, true).with(Flag::PersonsAssumed, true);
        assert_eq!(both.words(), Some("persons_assumed settlement_disagrees"));
        assert!(!both.with(Flag::SettlementOverlap, false).has(Flag::SettlementOverlap));
    }
}
