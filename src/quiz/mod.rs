//! Questions: what can be asked, how a question is made from the content, how an answer is graded, how a round runs.
//!
//! Everything here is a pure function of (content, card, kind, seed) or a state machine that is given the time. No web,
//! no clock, no storage. Kinds are data: fourteen of them share five forms of answer ([`Form`]).

mod answer;
#[cfg(feature = "authoring")]
mod beginner;
mod card;
mod chance;
mod described;
mod grade;
mod grade_place;
mod kind;
mod make;
mod pattern;
mod plan;
mod question;
mod result;
mod round;
mod saved;
mod scope;
mod sets;
mod stage;
mod verdict;
mod words;
mod zones;

pub use answer::{Answer, Tap, Touched, Unfit};
pub use card::{Card, Fact, UnknownCard};
pub use grade::{NEAR_AT_MOST_MM, NEAR_RADII};
pub use kind::Kind;
pub use make::is_also_right;
pub use pattern::{Pattern, Tier, Whereabouts};
pub use plan::{LENGTH, Manner, Plan, STATION_S, STATIONS, Urgency};
pub use question::{
    Ask, Choice, ChoiceForm, Content, Form, MatchForm, OrderForm, PaintForm, PlaceForm, Question, Spot,
    Target, Typed,
};
pub use result::{RoundResult, Tally};
pub use round::{Answered, NothingToAsk, Phase, Round, Sureness, TakenBack};
pub use scope::{Scope, UnknownScope};
pub use sets::{SETS, Set, set};
pub use stage::{Frame, Stage, Thing, mistake};
pub use verdict::{Landing, Outcome, Verdict};
