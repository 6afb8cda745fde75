//! A question: what is asked, what is shown, and one of five forms in which it is answered.

use super::{Card, Kind, Stage, Thing, words};
use crate::anatomy::{PlatePoint, Side};
use crate::atlas::{Atlas, Course, Layering, Muscle, MuscleFile, Point, Texts};

/// The content that questions are made from.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// Names, points, neighbours.
    pub atlas: &'a Atlas,
    /// The long texts; `None` until they have arrived, and questions that need them cannot be made until then.
    pub texts: Option<&'a Texts>,
}

impl<'a> Content<'a> {
    /// Where a trigger point lies, in words.
    pub fn place(&self, muscle: &Muscle, point: &Point) -> Option<String> {
        self.texts?.place(&muscle.row.id, &point.trigger.id).map(words::closed)
    }

    /// The long text of a muscle.
    pub fn file(&self, muscle: &str) -> Option<&'a MuscleFile> {
        self.texts?.0.get(muscle)
    }

    /// What lies over what on the plates.
    pub(super) fn layering(&self) -> Option<&'a Layering> {
        self.texts.map(|texts| &texts.4)
    }

    /// The chapters of the course and the conditions.
    pub fn course(&self) -> Option<&'a Course> {
        self.texts.map(|texts| texts.2.course())
    }
}

/// A question in brief: it is made anew from this whenever it is shown, so nothing of it can be saved wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What is asked after.
    pub card: Card,
    /// In which way.
    pub kind: Kind,
    /// Any number; the same gives the same question.
    pub seed: u64,
}

/// A question ready to be shown. Plain data, with its true answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What it was made from.
    pub ask: Ask,
    /// The question in words.
    pub prompt: String,
    /// What the plates show while it is asked.
    pub stage: Stage,
    /// How it is answered.
    pub form: Form,
    /// What is to be learned from it, a sentence or two each; names the right answer.
    pub lesson: Vec<String>,
    /// What the plates show after the answer.
    pub answer_stage: Stage,
}

/// The forms of an answer, each with the truth.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A place on a plate.
    Place(PlaceForm),
    /// One of several.
    Choice(ChoiceForm),
    /// Each of these with one of those.
    Match(MatchForm),
    /// All of them in order.
    Order(OrderForm),
    /// Patches of skin.
    Paint(PaintForm),
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// In words.
    pub text: String,
    /// The muscle or point that it stands for, to be shown on the plate.
    pub thing: Option<Thing>,
}

/// A place on a plate is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceForm {
    /// The plate to tap on, by id; taps are told in the frame in which it shows the stage's side.
    pub plate: String,
    /// On which side it is asked for; `None` for what stands once.
    pub side: Option<Side>,
    /// What is right.
    pub target: Target,
    /// Places in words, for those who do not tap; may be empty.
    pub options: Vec<Choice>,
    /// Which of them is right.
    pub right: usize,
}

/// What a tap should meet.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A trigger point.
    Point {
        /// Its place on the plate.
        at: PlatePoint,
        /// The same place on the other side, where the plate shows it.
        mirror: Option<PlatePoint>,
        /// How far around it counts as found, in millimetres.
        radius_mm: f64,
    },
    /// A muscle, by its drawn parts' slugs.
    Muscle(Vec<String>),
}

/// One of several is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceForm {
    /// What can be chosen, in the order in which it is shown.
    pub options: Vec<Choice>,
    /// Which is right.
    pub right: usize,
    /// Where it can be typed as well.
    pub typed: Option<Typed>,
}

/// A typed answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Every name that is right.
    pub accepted: Vec<String>,
}

/// Each of one list belongs to one of another.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchForm {
    /// What is to be matched.
    pub left: Vec<Choice>,
    /// What it is matched with, in words.
    pub right: Vec<Choice>,
    /// For each on the left its partner on the right.
    pub truth: Vec<usize>,
}

/// All are to be put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderForm {
    /// What is to be ordered, as it is shown at first.
    pub items: Vec<Choice>,
    /// The right order, as indices, the outermost first.
    pub truth: Vec<usize>,
}

/// A patch of skin on a side; what lies on the midline is always on the right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The region's id.
    pub region: String,
    /// Its side of the body.
    pub is_left: bool,
}

/// Patches of skin are to be painted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaintForm {
    /// Where nearly everyone feels it.
    pub essential: Vec<Spot>,
    /// Where some people feel it as well.
    pub spillover: Vec<Spot>,
    /// What a list offers to those who do not paint: the true patches among others.
    pub offered: Vec<Spot>,
}
