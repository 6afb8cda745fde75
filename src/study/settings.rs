//! What a learner sets: how well to remember, how much a day, what is being learned, how questions are put.

use serde_json::Value;

use crate::json::{flag, number, object, text};
use crate::quiz::Scope;

/// A learner's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Whether verdicts are told at the end of a round alone, and not after each answer.
    pub tells_at_end: bool,
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
            tells_at_end: false,
            at_ms: 0,
        }
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

    pub(super) fn to_value(&self) -> Value {
        object([
            ("retention", self.retention.into()),
            ("new_per_day", self.new_per_day.into()),
            ("reviews_per_day", self.reviews_per_day.into()),
            ("learning", self.learning.to_string().into()),
            ("is_typed", self.is_typed.into()),
            ("asks_sureness", self.asks_sureness.into()),
            ("tells_at_end", self.tells_at_end.into()),
            ("at_ms", self.at_ms.into()),
        ])
    }

    /// Reads settings; a missing field has its default, a number out of range is brought into it. `None` where there is
    /// no object with fields.
    pub(super) fn from_value(value: &Value) -> Option<Self> {
        value.as_object()?;
        let usual = Self::default();
        let least = |name: &str, usual: u16| {
            number(value, name).map_or(usual, |number| u16::try_from(number).unwrap_or(u16::MAX))
        };
        let retention = least("retention", usual.retention.into());
        let settings = Self {
            retention: u8::try_from(retention).unwrap_or(u8::MAX),
            new_per_day: least("new_per_day", usual.new_per_day),
            reviews_per_day: least("reviews_per_day", usual.reviews_per_day),
            learning: text(value, "learning").and_then(|word| word.parse().ok()).unwrap_or_default(),
            is_typed: flag(value, "is_typed").unwrap_or_default(),
            asks_sureness: flag(value, "asks_sureness").unwrap_or_default(),
            tells_at_end: flag(value, "tells_at_end").unwrap_or_default(),
            at_ms: number(value, "at_ms").unwrap_or_default(),
        };
        Some(settings.in_range())
    }
}
