//! What grading found, in a form that can be counted and in words.

use super::Thing;
use crate::anatomy::PlatePoint;

/// How good an answer was, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Wrong, or too far away.
    Missed,
    /// Partly right, or close enough that a searching hand would come to it.
    Near,
    /// Right.
    Found,
}

impl Outcome {
    /// The stable name that a saved round uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Near => "near",
            Self::Found => "found",
        }
    }

    /// The outcome of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Missed, Self::Near, Self::Found].into_iter().find(|outcome| outcome.name() == name)
    }
}

/// What grading found.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// In one word.
    pub outcome: Outcome,
    /// How much of it was right, in hundredths.
    pub score: u8,
    /// In one line.
    pub headline: String,
    /// What this answer met or mistook, a sentence each; the question's lesson follows it.
    pub lines: Vec<String>,
    /// Where a tap fell.
    pub landing: Option<Landing>,
    /// What was taken for the right answer, to be shown beside it.
    pub mistaken: Option<Thing>,
}

/// Where a tap fell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Landing {
    /// The place, in the plate's millimetres.
    pub at: PlatePoint,
    /// How far from the truth, in millimetres; none where a muscle was asked for and the distance was not measured.
    pub distance_mm: Option<f64>,
}
