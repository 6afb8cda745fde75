//! How well something was known at one answer.

use crate::quiz::{Answer, Answered, Ask, Card, Kind, Outcome, Sureness};

/// How well a card was known, in the four grades of FSRS and Anki.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Not known.
    Again,
    /// Known with trouble.
    Hard,
    /// Known.
    Good,
    /// Known at once.
    Easy,
}

/// A found place or a typed name that took no longer than this, in milliseconds, was known at once.
pub const QUICK_MS: u64 = 5_000;

impl Grade {
    /// All grades, the worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// The stable name that saved progress uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// The grade of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.name() == name)
    }

    /// The grade of an answer: missed is again, near is hard, found is good. Only what was recalled and not recognised can
    /// be easy, when it came at once: among four choices, a quick right answer may be a guess. A right answer that the
    /// learner calls a guess is hard.
    pub fn of(answered: &Answered) -> Self {
        let is_recalled = matches!(answered.answer, Answer::Tap(_) | Answer::Typed(_));
        match answered.outcome {
            Outcome::Missed => Self::Again,
            Outcome::Near => Self::Hard,
            Outcome::Found if answered.sureness == Some(Sureness::Guess) => Self::Hard,
            Outcome::Found if is_recalled && answered.took_ms <= QUICK_MS => Self::Easy,
            Outcome::Found => Self::Good,
        }
    }
}

/// One answer, as it is kept for good.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Review {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// What was asked after.
    pub card: Card,
    /// In which way.
    pub kind: Kind,
    /// How well it was known.
    pub grade: Grade,
    /// How long the answer took, in milliseconds; 0 where that is not known.
    pub took_ms: u64,
}

impl Review {
    /// The review of an answered question.
    pub fn of(ask: &Ask, answered: &Answered) -> Self {
        Self {
            at_ms: answered.at_ms,
            card: ask.card.clone(),
            kind: ask.kind,
            grade: Grade::of(answered),
            took_ms: answered.took_ms,
        }
    }
}
