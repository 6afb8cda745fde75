//! What a learner sets: how well to remember, how much a day, what is being learned, how questions are put.

use serde::{Deserialize, Serialize};

use crate::quiz::Scope;

/// A learner's settings. A missing field has its default; numbers out of range are brought into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, from = "Wide")]
pub struct Settings {
    /// How many of a hundred cards should be remembered when they come up, 70 to 97.
    pub retention: u8,
    /// How many new cards a day, at most 200.
    pub new_per_day: u16,
    /// How many reviews a day, 10 to 2000.
    pub reviews_per_day: u16,
    /// What new cards are taken from.
    pub learning: Scope,
    /// Whether names are typed where a question allows it.
    pub is_typed: bool,
    /// Whether one is asked how sure one is.
    pub asks_sureness: bool,
    /// When they were set, in milliseconds since 1970; 0 for the defaults.
    pub at_ms: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            retention: 90,
            new_per_day: 12,
            reviews_per_day: 80,
            learning: Scope::Everything,
            is_typed: false,
            asks_sureness: false,
            at_ms: 0,
        }
    }
}

/// The settings as they may stand in a file.
#[derive(Deserialize)]
#[serde(default)]
struct Wide {
    retention: u8,
    new_per_day: u16,
    reviews_per_day: u16,
    learning: Scope,
    is_typed: bool,
    asks_sureness: bool,
    at_ms: u64,
}

impl Default for Wide {
    fn default() -> Self {
        let Settings { retention, new_per_day, reviews_per_day, learning, is_typed, asks_sureness, at_ms } =
            Settings::default();
        Self { retention, new_per_day, reviews_per_day, learning, is_typed, asks_sureness, at_ms }
    }
}

impl From<Wide> for Settings {
    fn from(wide: Wide) -> Self {
        let Wide { retention, new_per_day, reviews_per_day, learning, is_typed, asks_sureness, at_ms } = wide;
        Self { retention, new_per_day, reviews_per_day, learning, is_typed, asks_sureness, at_ms }.in_range()
    }
}

impl Settings {
    /// The same with every number in its range.
    pub fn in_range(self) -> Self {
        Self {
            retention: self.retention.clamp(70, 97),
            new_per_day: self.new_per_day.min(200),
            reviews_per_day: self.reviews_per_day.clamp(10, 2000),
            ..self
        }
    }

    /// The desired retention, 0 to 1.
    pub fn retention(&self) -> f32 {
        f32::from(self.retention) / 100.0
    }
}
