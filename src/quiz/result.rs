//! What came of a round.

use super::{Answered, Ask, Card, Kind, Outcome, Round};
use crate::atlas::Atlas;

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
    /// The mean score, in hundredths.
    pub score: usize,
    /// The time that the answers took, in milliseconds.
    pub spent_ms: u64,
    /// The time that there was, in milliseconds; none where nobody hurried.
    pub limit_ms: Option<u64>,
    /// Questions that were not answered before the time was up.
    pub unanswered: usize,
    /// The same by kind, in the order of [`Kind::ALL`]; only the kinds that occurred.
    pub by_kind: Vec<(Kind, Tally)>,
    /// The same by region, by the roster's word for it, in the order in which they occurred.
    pub by_region: Vec<(String, Tally)>,
    /// What was not found, missed before near, otherwise in the order in which it was asked.
    pub repeat: Vec<Card>,
}

impl RoundResult {
    /// Sums up a round.
    pub fn of(round: &Round, atlas: &Atlas) -> Self {
        let mut result = Self {
            unanswered: round.asks().len() - round.answered().len(),
            limit_ms: round.manner().limit_s.map(|limit_s| u64::from(limit_s) * 1000),
            ..Self::default()
        };
        let mut near = Vec::new();
        for (Ask { card, kind, .. }, Answered { outcome, score, took_ms, .. }) in
            round.asks().iter().zip(round.answered())
        {
            let region = card.muscle(atlas).map(|muscle| muscle.row.region.clone()).unwrap_or_default();
            result.all.count(*outcome);
            result.score += usize::from(*score);
            result.spent_ms = result.spent_ms.saturating_add(*took_ms);
            entry(&mut result.by_kind, *kind).count(*outcome);
            entry(&mut result.by_region, region).count(*outcome);
            match outcome {
                Outcome::Missed => result.repeat.push(card.clone()),
                Outcome::Near => near.push(card.clone()),
                Outcome::Found => {}
            }
        }
        result.score = result.score.checked_div(result.all.total()).unwrap_or_default();
        crate::order::sort_by(&mut result.by_kind, |(one, _), (other, _)| one.cmp(other));
        result.repeat.append(&mut near);
        result
    }

    /// The time that an answer took on the mean, in milliseconds; none where nothing was answered.
    pub fn mean_ms(&self) -> Option<u64> {
        self.spent_ms.checked_div(self.all.total() as u64)
    }
}

/// The tally of a name, made where it is new.
fn entry<K: PartialEq>(tallies: &mut Vec<(K, Tally)>, name: K) -> &mut Tally {
    let at = tallies.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
        tallies.push((name, Tally::default()));
        tallies.len() - 1
    });
    &mut tallies[at].1
}
