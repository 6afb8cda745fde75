//! A question, an answer, and what binds the kinds together.

use serde::{Deserialize, Serialize};

use super::{FindPoint, Item, Kind, Scope, Verdict, WhosePain};
use crate::anatomy::{PlatePoint, Side};
use crate::atlas::Atlas;

/// A question: plain data that names things of the atlas by id. Its true answer is looked up when it is graded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Question {
    /// Tap where a point lies.
    FindPoint(FindPoint),
    /// Say which muscle a drawn pattern comes from.
    WhosePain(WhosePain),
}

/// What a learner answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A tap on the plate: answers [`Question::FindPoint`].
    Tap(Tap),
    /// A muscle by id: answers [`Question::WhosePain`].
    Muscle(String),
    /// "Show me": answers any question, as missed.
    Unknown,
}

/// A tap on a plate.
#[derive(Debug, Clone, PartialEq)]
pub struct Tap {
    /// Where, in the plate's millimetres.
    pub at: PlatePoint,
    /// What is drawn there, the topmost first; the skin may be left out.
    pub under: Vec<Touched>,
}

/// A structure under a tap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Its slug.
    pub structure: String,
    /// Its side; none on the midline.
    pub side: Option<Side>,
}

/// Why an answer was not graded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A tap for a choice, a muscle that was not offered, or a tap nowhere.
    #[error("this answer does not fit the question")]
    Answer,
    /// The question names a point, muscle or plate that this atlas does not have.
    #[error("the content has changed since this question was made; start a new round")]
    Question,
}

impl Question {
    /// Makes the question about an item; the same seed gives the same question. `None` where the data do not suffice:
    /// the point is unknown, no plate shows it, it refers nowhere, or too few muscles could be wrong.
    pub fn about(atlas: &Atlas, item: &Item, seed: u64) -> Option<Self> {
        let (muscle, point) = atlas.point(&item.point)?;
        let mut rng = fastrand::Rng::with_seed(seed);
        match item.kind {
            Kind::FindPoint => FindPoint::make(atlas, point, &mut rng).map(Self::FindPoint),
            Kind::WhosePain => WhosePain::make(atlas, muscle, point, &mut rng).map(Self::WhosePain),
        }
    }

    /// Makes a question of one of these kinds about a random point of a scope; `None` where none can be made.
    pub fn draw(atlas: &Atlas, scope: &Scope, kinds: &[Kind], seed: u64) -> Option<Self> {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut items = scope.items(atlas, kinds);
        rng.shuffle(&mut items);
        items.iter().find_map(|item| Self::about(atlas, item, rng.u64(..)))
    }

    /// What is asked, as study counts it.
    pub fn item(&self) -> Item {
        Item::new(self.kind(), self.point())
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::FindPoint(_) => Kind::FindPoint,
            Self::WhosePain(_) => Kind::WhosePain,
        }
    }

    /// The id of the point it is about.
    pub fn point(&self) -> &str {
        match self {
            Self::FindPoint(question) => &question.point,
            Self::WhosePain(question) => &question.point,
        }
    }

    /// The side of the body it is about.
    pub fn side(&self) -> Side {
        match self {
            Self::FindPoint(question) => question.side,
            Self::WhosePain(question) => question.side,
        }
    }

    /// Whether all it names is in the atlas, so that it can be shown and graded.
    pub fn fits(&self, atlas: &Atlas) -> bool {
        match self {
            Self::FindPoint(question) => question.truth(atlas).is_some(),
            Self::WhosePain(question) => {
                question.right(atlas).is_some_and(|right| question.choices.contains(&right.row.id))
                    && question.choices.iter().all(|id| atlas.muscle(id).is_some())
            }
        }
    }

    /// Grades an answer.
    ///
    /// # Errors
    /// Where the answer does not fit the question, or the question not the atlas.
    pub fn grade(&self, atlas: &Atlas, answer: &Answer) -> Result<Verdict, Unfit> {
        match (self, answer) {
            (Self::FindPoint(question), Answer::Tap(tap)) => {
                question.grade(atlas, Some(tap)).map(Verdict::Place)
            }
            (Self::FindPoint(question), Answer::Unknown) => question.grade(atlas, None).map(Verdict::Place),
            (Self::WhosePain(question), Answer::Muscle(id)) => {
                question.grade(atlas, Some(id)).map(Verdict::Muscle)
            }
            (Self::WhosePain(question), Answer::Unknown) => question.grade(atlas, None).map(Verdict::Muscle),
            _ => Err(Unfit::Answer),
        }
    }
}
