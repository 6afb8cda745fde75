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
    /// Questions that were answered again after their solution had been seen; the first answer counts.
    pub relearned: usize,
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
            relearned: (0..round.answered().len()).filter(|at| round.first(*at).is_some()).count(),
            limit_ms: limit_s(round).map(|limit_s| limit_s.saturating_mul(1000)),
            ..Self::default()
        };
        let mut near = Vec::new();
        for (Ask { card, kind, .. }, Answered { outcome, score, took_ms, is_late, .. }) in
            round.asks().iter().zip(round.counted())
        {
            if *is_late {
                result.unanswered += 1;
                result.spent_ms = result.spent_ms.saturating_add(*took_ms);
                result.repeat.push(card.clone());
                continue;
            }
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

    /// The time that a question took on average, in milliseconds; none where nothing was answered.
    pub fn mean_ms(&self) -> Option<u64> {
        self.spent_ms.checked_div(self.all.total() as u64)
    }
}

/// The time that there was for all of it, in seconds.
fn limit_s(round: &Round) -> Option<u64> {
    let manner = round.manner();
    let stations = manner.station_s.map(|station_s| u64::from(station_s) * round.asks().len() as u64);
    stations.or(manner.limit_s.map(u64::from))
}

/// The tally of a name, made where it is new.
fn entry<K: PartialEq>(tallies: &mut Vec<(K, Tally)>, name: K) -> &mut Tally {
    let at = tallies.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
        tallies.push((name, Tally::default()));
        tallies.len() - 1
    });
    &mut tallies[at].1
}
