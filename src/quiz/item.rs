//! What can be known: one kind of question about one trigger point, named by a string that stays the same for good.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The kinds of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Tap where a point lies.
    FindPoint,
    /// Say which muscle a drawn pattern of pain comes from.
    WhosePain,
}

impl Kind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [Self; 2] = [Self::FindPoint, Self::WhosePain];

    /// The stable name that saved progress uses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::FindPoint => "find-point",
            Self::WhosePain => "whose-pain",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::FindPoint => "Find the point",
            Self::WhosePain => "Whose pain is this?",
        }
    }
}

/// One thing worth knowing, the unit that is repeated: written "find-point/levator-scapulae-1".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Item {
    /// What is asked about the point.
    pub kind: Kind,
    /// The trigger point's id.
    pub point: String,
}

/// A string that names no item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no item: it should read like \"find-point/levator-scapulae-1\"")]
pub struct UnknownItem(pub String);

impl Item {
    /// The item that asks `kind` about the point with this id.
    pub fn new(kind: Kind, point: impl Into<String>) -> Self {
        Self { kind, point: point.into() }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.slug(), self.point)
    }
}

impl FromStr for Item {
    type Err = UnknownItem;
    fn from_str(text: &str) -> Result<Self, UnknownItem> {
        let unknown = || UnknownItem(text.to_owned());
        let (slug, point) = text.split_once('/').ok_or_else(unknown)?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.slug() == slug).ok_or_else(unknown)?;
        if point.is_empty() { Err(unknown()) } else { Ok(Self::new(kind, point)) }
    }
}

impl TryFrom<String> for Item {
    type Error = UnknownItem;
    fn try_from(text: String) -> Result<Self, UnknownItem> {
        text.parse()
    }
}

impl From<Item> for String {
    fn from(item: Item) -> Self {
        item.to_string()
    }
}
