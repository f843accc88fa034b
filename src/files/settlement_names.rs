//! Which settlement is meant where a file has a name instead of an id.

use std::collections::{HashMap, HashSet};

use unaccent::unaccent;

use super::field::fold;
use crate::domain::id::Id;
use crate::domain::settlement::Settlement;

/// What settlements are called.
#[derive(Clone, Debug, Default)]
pub(super) struct SettlementNames {
    ids: HashSet<Id>,
    /// By their names as they are compared, in id order.
    called: HashMap<String, Vec<Id>>,
}

impl SettlementNames {
    pub(super) fn new(settlements: &[Settlement]) -> Self {
        let mut names = Self::default();
        for settlement in settlements {
            names.ids.insert(settlement.id.clone());
            let name = compared(&settlement.name);
            if !name.is_empty() {
                names.called.entry(name).or_default().push(settlement.id.clone());
            }
        }
        names
    }

    /// The settlements that a text means: the one with this id, else those with this name.
    pub(super) fn meant(&self, text: &str) -> &[Id] {
        match self.ids.get(text) {
            Some(id) => std::slice::from_ref(id),
            None if self.called.is_empty() => &[],
            None => self.called.get(&compared(text)).map_or(&[], Vec::as_slice),
        }
    }
}

/// A name without case, accents and what stands between its words. The words stay apart: `Sector 1-1` is not `Sector 11`.
fn compared(name: &str) -> String {
    let plain = unaccent(name);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(fold).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_spaces_do_not_matter_and_words_stay_apart() {
        for (name, as_compared) in [
            ("  Señor de los\u{a0} MILAGROS ", "senor de los milagros"),
            ("Jose\u{301} Olaya", "jose olaya"),
            ("Sector 1-1", "sector 1 1"),
            ("Sector 11", "sector 11"),
            ("...", ""),
        ] {
            assert_eq!(compared(name), as_compared, "{name:?}");
        }
    }
}
