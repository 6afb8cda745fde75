//! What came of a round.

use super::{Item, Kind, Outcome, Round};

/// How many answers had which outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Right.
    pub found: usize,
    /// Close.
    pub near: usize,
    /// Wrong.
    pub missed: usize,
}

impl Tally {
    /// All answers.
    pub fn total(self) -> usize {
        self.found + self.near + self.missed
    }

    /// Counts one more.
    pub fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Found => self.found += 1,
            Outcome::Near => self.near += 1,
            Outcome::Missed => self.missed += 1,
        }
    }
}

/// What came of a round, or of as much of it as is answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoundResult {
    /// All answers.
    pub all: Tally,
    /// The same by kind, in the order of [`Kind::ALL`]; only the kinds that occurred.
    pub by_kind: Vec<(Kind, Tally)>,
    /// What was not found, missed before near, otherwise in the order in which it was asked.
    pub repeat: Vec<Item>,
}

impl RoundResult {
    /// Sums up a round.
    pub fn of(round: &Round) -> Self {
        let answers = || round.questions().iter().zip(round.answered());
        let tally = |kind: Option<Kind>| {
            let mut tally = Tally::default();
            for (question, answered) in answers() {
                if kind.is_none_or(|kind| kind == question.kind()) {
                    tally.count(answered.verdict.outcome());
                }
            }
            tally
        };
        let with = |outcome| {
            let had = answers().filter(move |(_, answered)| answered.verdict.outcome() == outcome);
            had.map(|(question, _)| question.item())
        };
        let by_kind = Kind::ALL.into_iter().map(|kind| (kind, tally(Some(kind))));
        Self {
            all: tally(None),
            by_kind: by_kind.filter(|(_, tally)| tally.total() > 0).collect(),
            repeat: with(Outcome::Missed).chain(with(Outcome::Near)).collect(),
        }
    }
}
