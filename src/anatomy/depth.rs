//! The six layers from skin to bone.

use serde::{Deserialize, Serialize};

/// How deep a structure lies: one number for a muscle, in every view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Depth {
    /// 0, the skin.
    Skin,
    /// 1, the muscles just under the skin.
    Superficial,
    /// 2
    Intermediate,
    /// 3
    Deep,
    /// 4, the muscles next to the bone.
    Deepest,
    /// 5
    Bone,
}

/// A number that is no depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no depth: it runs from 0 (skin) to 5 (bone)")]
pub struct UnknownDepth(pub u8);

impl Depth {
    /// All depths, from the skin inwards.
    pub const ALL: [Self; 6] =
        [Self::Skin, Self::Superficial, Self::Intermediate, Self::Deep, Self::Deepest, Self::Bone];

    /// The layer's name, lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Skin => "skin",
            Self::Superficial => "superficial",
            Self::Intermediate => "intermediate",
            Self::Deep => "deep",
            Self::Deepest => "deepest",
            Self::Bone => "bone",
        }
    }

    /// The layer's number, 0 to 5.
    pub fn number(self) -> u8 {
        self as u8
    }
}

impl TryFrom<u8> for Depth {
    type Error = UnknownDepth;
    fn try_from(number: u8) -> Result<Self, UnknownDepth> {
        Self::ALL.get(usize::from(number)).copied().ok_or(UnknownDepth(number))
    }
}

impl From<Depth> for u8 {
    fn from(depth: Depth) -> Self {
        depth.number()
    }
}
