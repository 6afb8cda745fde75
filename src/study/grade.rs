//! How well something was known at one answer.

use serde::{Deserialize, Serialize};

use crate::quiz::{Answered, Item, Kind, Outcome};

/// How well an item was known, in the four grades of FSRS and Anki.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Not known.
    Again,
    /// Known with trouble.
    Hard,
    /// Known.
    Good,
    /// Known at once.
    Easy,
}

/// A found place that took no longer than this, in milliseconds, was known at once.
pub const QUICK_MS: u64 = 4_000;

impl Grade {
    /// The grade of an answer: missed is again, near is hard, found is good. Only a place can be easy, when found at
    /// once: among four choices, a quick right answer may be a guess.
    pub fn of(answered: &Answered) -> Self {
        let is_quick_place = answered.verdict.kind() == Kind::FindPoint && answered.took_ms <= QUICK_MS;
        match answered.verdict.outcome() {
            Outcome::Missed => Self::Again,
            Outcome::Near => Self::Hard,
            Outcome::Found if is_quick_place => Self::Easy,
            Outcome::Found => Self::Good,
        }
    }
}

/// One answer, as it is kept for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// What was asked.
    pub item: Item,
    /// How well it was known.
    pub grade: Grade,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// How long the answer took, in milliseconds; 0 where that is not known.
    #[serde(default)]
    pub took_ms: u64,
}
