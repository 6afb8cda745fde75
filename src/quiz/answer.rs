//! Answers: what a learner does in reply.

use super::Spot;
use crate::anatomy::{PlatePoint, Side};

/// What a learner answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A tap on the plate.
    Tap(Tap),
    /// One of the options, by number from 0: of a choice, or a place in words.
    Pick(usize),
    /// A typed name.
    Typed(String),
    /// For each on the left the chosen one on the right.
    Pairs(Vec<usize>),
    /// All items in the learner's order.
    Order(Vec<usize>),
    /// The painted patches.
    Painted(Vec<Spot>),
    /// "Show me": answers any question, as missed.
    Unknown,
}

impl Answer {
    /// The answer as it is kept: places in tenths of a millimetre, which survive being saved to the last bit.
    pub(super) fn tidied(&self) -> Self {
        let mut answer = self.clone();
        if let Self::Tap(tap) = &mut answer {
            tap.at = PlatePoint::new(tenth(tap.at.x), tenth(tap.at.y));
            tap.off_mm = tap.off_mm.filter(|off| off.is_finite()).map(tenth);
        }
        answer
    }
}

/// Tenths of a millimetre are finer than any finger. Far outside any plate a clamp keeps the number short; adding zero
/// drops "-0".
pub(super) fn tenth(mm: f64) -> f64 {
    (mm.clamp(-1e6, 1e6) * 10.0).round() / 10.0 + 0.0
}

/// A tap on a plate.
#[derive(Debug, Clone, PartialEq)]
pub struct Tap {
    /// Where, in the plate's millimetres.
    pub at: PlatePoint,
    /// What is drawn there: what the tap means at the shown depth first, then the rest from the skin inwards.
    pub under: Vec<Touched>,
    /// How far outside the asked muscle's outline it fell, in millimetres, where that was measured.
    pub off_mm: Option<f64>,
}

/// A structure under a tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Its slug.
    pub structure: String,
    /// Its side; none on the midline.
    pub side: Option<Side>,
}

/// Why an answer was not graded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A tap for a choice, an option that was not offered, or a tap nowhere.
    #[error("this answer does not fit the question")]
    Answer,
    /// The question names something that this content does not have, or not yet.
    #[error("the content has changed since this question was made; start a new round")]
    Question,
}
