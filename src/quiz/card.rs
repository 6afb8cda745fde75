//! What can be known: one fact about one muscle or trigger point, named by a string that stays the same for good.

use std::{fmt, str::FromStr};

use super::Thing;
use crate::atlas::{Atlas, Muscle};

/// The facts worth knowing of a muscle or a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// Where a muscle lies.
    MusclePlace,
    /// What a muscle is called.
    MuscleName,
    /// Where a point lies.
    PointPlace,
    /// Where a point sends its pain.
    PointReferral,
    /// What lies over and under a muscle.
    MuscleLayers,
    /// Where a muscle is attached.
    MuscleAttachments,
    /// What a muscle moves.
    MuscleActions,
    /// Which nerve supplies a muscle.
    MuscleNerve,
    /// What a client with this muscle says.
    MuscleComplaint,
    /// How a muscle is worked on, and what to be careful of.
    MuscleCare,
}

impl Fact {
    /// All facts, in the order in which they are best learned: what lies where before what follows from it.
    pub const ALL: [Self; 10] = [
        Self::MusclePlace,
        Self::MuscleName,
        Self::PointPlace,
        Self::PointReferral,
        Self::MuscleLayers,
        Self::MuscleAttachments,
        Self::MuscleActions,
        Self::MuscleNerve,
        Self::MuscleComplaint,
        Self::MuscleCare,
    ];

    /// The stable name that saved progress uses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::MusclePlace => "muscle-place",
            Self::MuscleName => "muscle-name",
            Self::PointPlace => "point-place",
            Self::PointReferral => "point-referral",
            Self::MuscleLayers => "muscle-layers",
            Self::MuscleAttachments => "muscle-attachments",
            Self::MuscleActions => "muscle-actions",
            Self::MuscleNerve => "muscle-nerve",
            Self::MuscleComplaint => "muscle-complaint",
            Self::MuscleCare => "muscle-care",
        }
    }

    /// The fact for people, as in "Trapezius: attachments".
    pub fn title(self) -> &'static str {
        match self {
            Self::MusclePlace | Self::PointPlace => "place",
            Self::MuscleName => "name",
            Self::PointReferral => "referred pain",
            Self::MuscleLayers => "layers",
            Self::MuscleAttachments => "attachments",
            Self::MuscleActions => "actions",
            Self::MuscleNerve => "nerve",
            Self::MuscleComplaint => "complaint",
            Self::MuscleCare => "technique and cautions",
        }
    }

    /// Whether it is a fact about a trigger point; the others are about muscles.
    pub fn is_of_point(self) -> bool {
        matches!(self, Self::PointPlace | Self::PointReferral)
    }
}

/// One thing worth knowing, the unit that is repeated: written "point-place/levator-scapulae-1".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Card {
    /// The fact.
    pub fact: Fact,
    /// The id of the muscle or point.
    pub of: String,
}

/// A string that names no card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no card: it should read like \"point-place/levator-scapulae-1\"")]
pub struct UnknownCard(pub String);

impl Card {
    /// The card of a fact about the muscle or point with this id.
    pub fn new(fact: Fact, of: impl Into<String>) -> Self {
        Self { fact, of: of.into() }
    }

    /// The muscle that it is about or whose point it is about; `None` where the atlas lacks it.
    pub fn muscle<'a>(&self, atlas: &'a Atlas) -> Option<&'a Muscle> {
        if self.fact.is_of_point() {
            atlas.point(&self.of).map(|(muscle, _)| muscle)
        } else {
            atlas.muscle(&self.of)
        }
    }

    /// The muscle or point itself.
    pub fn thing(&self) -> Thing {
        if self.fact.is_of_point() { Thing::Point(self.of.clone()) } else { Thing::Muscle(self.of.clone()) }
    }

    /// The cards of a muscle and its points, in the order in which they are best learned.
    pub fn of_muscle(muscle: &Muscle) -> Vec<Self> {
        let mut cards = Vec::new();
        for fact in Fact::ALL {
            let is_drawn = !muscle.row.structures.is_empty();
            match fact {
                Fact::MusclePlace | Fact::MuscleName if !is_drawn => {}
                Fact::PointPlace => {
                    cards.extend(muscle.points.iter().map(|point| Self::new(fact, &point.trigger.id)));
                }
                Fact::PointReferral => {
                    let refers = muscle.points.iter().filter(|point| !point.trigger.essential.is_empty());
                    cards.extend(refers.map(|point| Self::new(fact, &point.trigger.id)));
                }
                Fact::MuscleLayers if muscle.over.is_empty() && muscle.under.is_empty() => {}
                // A complaint leads to a muscle by the pain that its points send.
                Fact::MuscleComplaint
                    if muscle.points.iter().all(|point| point.trigger.essential.is_empty()) => {}
                _ => cards.push(Self::new(fact, &muscle.row.id)),
            }
        }
        cards
    }
}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.fact.slug(), self.of)
    }
}

impl FromStr for Card {
    type Err = UnknownCard;
    fn from_str(text: &str) -> Result<Self, UnknownCard> {
        let unknown = || UnknownCard(text.to_owned());
        let (slug, of) = text.split_once('/').ok_or_else(unknown)?;
        let fact = Fact::ALL.into_iter().find(|fact| fact.slug() == slug).ok_or_else(unknown)?;
        if of.is_empty() { Err(unknown()) } else { Ok(Self::new(fact, of)) }
    }
}
