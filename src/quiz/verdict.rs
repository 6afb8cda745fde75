//! What grading found: the outcome, the truth, and what the learner took for it.

use serde::{Deserialize, Serialize};

use super::{Kind, Touched};
use crate::anatomy::PlatePoint;

/// How good an answer was, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Wrong, or too far away.
    Missed,
    /// Not there, but close enough that a searching hand would come to it.
    Near,
    /// Right.
    Found,
}

/// What grading found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// On a tapped place.
    Place(PlaceVerdict),
    /// On a chosen muscle.
    Muscle(MuscleVerdict),
}

/// What grading found on a tapped place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceVerdict {
    /// By the distance alone.
    pub outcome: Outcome,
    /// Where the point is, in the plate's millimetres.
    pub truth: PlatePoint,
    /// Where the tap fell; none where the learner asked to be shown.
    pub landing: Option<Landing>,
}

/// Where a tap fell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Landing {
    /// The place, in the plate's millimetres.
    pub at: PlatePoint,
    /// From there to the truth on the plate, in millimetres.
    pub distance_mm: f64,
    /// The topmost structure there that is not skin.
    pub touched: Option<Touched>,
    /// The muscle that this structure is a part of, by id.
    pub muscle: Option<String>,
    /// How that muscle lies to the one that was asked for.
    pub relation: Relation,
    /// Whether the muscle asked for lies under the tap on the right side, if perhaps beneath others.
    pub is_through: bool,
    /// Whether the tap would not have missed on the other side of the body.
    pub is_other_side: bool,
}

/// How a tapped muscle lies to the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It is the one.
    Same,
    /// It lies over it, nearer the skin.
    Over,
    /// It lies under it, nearer the bone.
    Under,
    /// Another muscle.
    Other,
    /// No muscle of the atlas was tapped.
    NoMuscle,
}

/// What grading found on a chosen muscle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MuscleVerdict {
    /// Found or missed.
    pub outcome: Outcome,
    /// The muscle that has the point, by id.
    pub truth: String,
    /// The chosen muscle, by id; none where the learner asked to be shown.
    pub chosen: Option<String>,
    /// For a wrong choice, the chosen muscle's point whose pattern is most like the drawn one, by id.
    pub contrast: Option<String>,
}

impl Verdict {
    /// How good the answer was.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Place(verdict) => verdict.outcome,
            Self::Muscle(verdict) => verdict.outcome,
        }
    }

    /// The kind of question that is graded like this.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Place(_) => Kind::FindPoint,
            Self::Muscle(_) => Kind::WhosePain,
        }
    }
}
