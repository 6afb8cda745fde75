//! How questions are made from the content, one file a family of kinds. Each maker is a pure function that gives `None`
//! where the content does not suffice for a fair question.

use crate::quiz::chance::Chance;
mod care;
mod facts;
mod keys;
mod layers;
mod pick;
mod places;

mod referral;

use super::{Ask, Card, Choice, Content, Form, Kind, Question, Stage};

pub(super) use places::tenths;
pub use referral::is_also_right;

/// What a maker gives: the question without its name.
struct Made {
    prompt: String,
    stage: Stage,
    form: Form,
    lesson: Vec<String>,
    answer_stage: Stage,
}

impl Question {
    /// Makes a question. `None` where the content lacks what it asks after or does not suffice.
    pub fn make(content: &Content<'_>, ask: &Ask) -> Option<Self> {
        if ask.kind.fact() != ask.card.fact {
            return None;
        }
        let mut rng = Chance::new(ask.seed ^ spread(&ask.card));
        let (of, rng) = (ask.card.of.as_str(), &mut rng);
        let made = match ask.kind {
            Kind::FindPoint => places::find_point(content, of, rng),
            Kind::NamePoint => places::name_point(content, of, rng),
            Kind::FindMuscle => places::find_muscle(content, of, rng),
            Kind::NameMuscle => places::name_muscle(content, of, rng),
            Kind::WhosePain => referral::whose_pain(content, of, rng),
            Kind::PaintReferral => referral::paint(content, of, rng),
            Kind::MatchPatterns => referral::match_patterns(content, of, rng),
            Kind::Layers => layers::layers(content, of, rng),
            Kind::Attachments => facts::attachments(content, of, rng),
            Kind::Actions => facts::actions(content, of, rng),
            Kind::OddOneOut => facts::odd_one_out(content, of, rng),
            Kind::Nerve => facts::nerve(content, of, rng),
            Kind::FirstMuscle => care::first_muscle(content, of, rng),
            Kind::Care => care::care(content, of, rng),
        }?;
        let Made { prompt, stage, form, lesson, answer_stage } = made;
        Some(Self { ask: ask.clone(), prompt, stage, form, lesson, answer_stage })
    }

    /// Makes a question about a card by one of the kinds, in an order that the seed decides, the first that can be made.
    pub fn about(content: &Content<'_>, card: &Card, kinds: &[Kind], seed: u64) -> Option<Self> {
        let mut fitting: Vec<Kind> = Kind::of(card.fact).filter(|kind| kinds.contains(kind)).collect();
        Chance::new(seed ^ spread(card)).shuffle(&mut fitting);
        let mut asks = fitting.into_iter().map(|kind| Ask { card: card.clone(), kind, seed });
        asks.find_map(|ask| Self::make(content, &ask))
    }
}

/// A number that differs between cards, so that the questions of a round do not share their chances (FNV-1a).
fn spread(card: &Card) -> u64 {
    let bytes = card.of.bytes().chain([card.fact as u8]);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A choice of words alone.
fn plain(text: impl Into<String>) -> Choice {
    Choice { text: text.into(), thing: None }
}
