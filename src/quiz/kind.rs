//! The kinds of question: each asks after one fact in its own way.

use super::Fact;

/// The kinds of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Tap where a point lies.
    FindPoint,
    /// Say which point is marked.
    NamePoint,
    /// Tap a muscle, at any depth.
    FindMuscle,
    /// Say which muscle is marked.
    NameMuscle,
    /// Say which muscle a drawn pattern of pain comes from.
    WhosePain,
    /// Paint where a point sends its pain.
    PaintReferral,
    /// Match points to their patterns.
    MatchPatterns,
    /// Say what lies over or under a muscle, or put layers in order.
    Layers,
    /// Say where a muscle is attached.
    Attachments,
    /// Say what a muscle does.
    Actions,
    /// Say which of four does not share an action.
    OddOneOut,
    /// Say which nerve supplies a muscle.
    Nerve,
    /// Say which muscle to examine first for a complaint.
    FirstMuscle,
    /// Say which caution, test or stretch belongs to a muscle.
    Care,
}

impl Kind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [Self; 14] = [
        Self::FindPoint,
        Self::NamePoint,
        Self::FindMuscle,
        Self::NameMuscle,
        Self::WhosePain,
        Self::PaintReferral,
        Self::MatchPatterns,
        Self::Layers,
        Self::Attachments,
        Self::Actions,
        Self::OddOneOut,
        Self::Nerve,
        Self::FirstMuscle,
        Self::Care,
    ];

    /// The stable name that saved progress uses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::FindPoint => "find-point",
            Self::NamePoint => "name-point",
            Self::FindMuscle => "find-muscle",
            Self::NameMuscle => "name-muscle",
            Self::WhosePain => "whose-pain",
            Self::PaintReferral => "paint-referral",
            Self::MatchPatterns => "match-patterns",
            Self::Layers => "layers",
            Self::Attachments => "attachments",
            Self::Actions => "actions",
            Self::OddOneOut => "odd-one-out",
            Self::Nerve => "nerve",
            Self::FirstMuscle => "first-muscle",
            Self::Care => "care",
        }
    }

    /// The kind of that stable name.
    pub fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::FindPoint => "Find the point",
            Self::NamePoint => "Name the point",
            Self::FindMuscle => "Find the muscle",
            Self::NameMuscle => "Name the muscle",
            Self::WhosePain => "Whose pain is this?",
            Self::PaintReferral => "Paint the referral",
            Self::MatchPatterns => "Match points to patterns",
            Self::Layers => "Over and under",
            Self::Attachments => "Attachments",
            Self::Actions => "Actions",
            Self::OddOneOut => "Odd one out",
            Self::Nerve => "Nerve",
            Self::FirstMuscle => "Which muscle first?",
            Self::Care => "Technique and caution",
        }
    }

    /// The fact that it asks after.
    pub fn fact(self) -> Fact {
        match self {
            Self::FindPoint | Self::NamePoint => Fact::PointPlace,
            Self::FindMuscle => Fact::MusclePlace,
            Self::NameMuscle => Fact::MuscleName,
            Self::WhosePain | Self::PaintReferral | Self::MatchPatterns => Fact::PointReferral,
            Self::Layers => Fact::MuscleLayers,
            Self::Attachments => Fact::MuscleAttachments,
            Self::Actions | Self::OddOneOut => Fact::MuscleActions,
            Self::Nerve => Fact::MuscleNerve,
            Self::FirstMuscle => Fact::MuscleComplaint,
            Self::Care => Fact::MuscleCare,
        }
    }

    /// The kinds that ask after a fact.
    pub fn of(fact: Fact) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |kind| kind.fact() == fact)
    }
}
