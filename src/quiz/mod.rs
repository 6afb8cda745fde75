//! Questions: what can be asked, how a question is made from the atlas, how an answer is graded, how a round runs.
//!
//! Everything here is a pure function of (atlas, item, seed) or a state machine that is given the time. No web, no
//! clock, no storage.

mod explain;
mod find_point;
mod item;
mod pattern;
mod question;
mod result;
mod round;
mod scope;
mod verdict;
mod whose_pain;

pub use explain::Explanation;
pub use find_point::{FindPoint, NEAR_AT_MOST_MM, NEAR_RADII};
pub use item::{Item, Kind, UnknownItem};
pub use pattern::{Pattern, Tier, Whereabouts};
pub use question::{Answer, Question, Tap, Touched, Unfit};
pub use result::{RoundResult, Tally};
pub use round::{Answered, BadRound, LENGTH, NothingToAsk, Phase, Plan, Round, Urgency};
pub use scope::Scope;
pub use verdict::{Landing, MuscleVerdict, Outcome, PlaceVerdict, Relation, Verdict};
pub use whose_pain::{WhosePain, is_also_right};
