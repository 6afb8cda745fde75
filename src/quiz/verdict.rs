//! What grading found, in a form that can be counted and in words.

use serde::{Deserialize, Serialize};

use super::Thing;
use crate::anatomy::PlatePoint;

/// How good an answer was, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Wrong, or too far away.
    Missed,
    /// Partly right, or close enough that a searching hand would come to it.
    Near,
    /// Right.
    Found,
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
