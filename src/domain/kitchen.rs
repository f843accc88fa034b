//! Places that cook.

use super::id::Id;
use super::position::Position;

/// A community kitchen.
#[derive(Clone, Debug, PartialEq)]
pub struct Kitchen {
    /// Unique among kitchens.
    pub id: Id,
    /// What people call it.
    pub name: Box<str>,
    /// How it is organised, where known.
    pub kind: Option<KitchenKind>,
    /// Whether it cooks now.
    pub status: KitchenStatus,
    /// Where it is, in words.
    pub address: Option<Box<str>>,
    /// How many rations it can give.
    pub rations: Option<u32>,
    /// Where it is.
    pub position: Position,
}

/// How a kitchen is organised.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KitchenKind {
    /// A registered people's dining room, `comedor_popular`.
    ComedorPopular,
    /// A common pot that neighbours started, `olla_comun`.
    OllaComun,
}

/// Whether a kitchen cooks now. Only open kitchens are ever assigned.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum KitchenStatus {
    /// It cooks.
    #[default]
    Open,
    /// It does not.
    Closed,
}

impl Kitchen {
    /// Whether it cooks now.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == KitchenStatus::Open
    }
}

impl KitchenKind {
    /// The wire word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ComedorPopular => "comedor_popular",
            Self::OllaComun => "olla_comun",
        }
    }

    /// From the wire word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::ComedorPopular, Self::OllaComun].into_iter().find(|kind| kind.as_str() == text)
    }
}

impl KitchenStatus {
    /// The wire word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// From the wire word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Closed].into_iter().find(|status| status.as_str() == text)
    }
}
