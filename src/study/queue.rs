//! What to study today: what has faded most, within the limits that the learner set, then a few new cards.

use super::memory::DAY_MS;
use super::{Settings, Standings};
use crate::order::{sort, sort_by};
use crate::quiz::{Card, Content, Fact};

/// A moment and the day it belongs to, both in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// Now.
    pub now_ms: u64,
    /// When the learner's day began.
    pub start_ms: u64,
}

/// What is to be studied today.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue {
    /// What was not known within the last sitting, and is due again; counts against no limit.
    pub again: Vec<Card>,
    /// What is due, the best remembered first: after a break most is saved with least effort that way.
    pub due: Vec<Card>,
    /// New cards, in the order in which they are best learned.
    pub fresh: Vec<Card>,
    /// How many more are due than the day's limit lets in: they wait for the next days.
    pub waiting: usize,
}

/// New cards come from so many muscles at a time.
const ABREAST: usize = 5;

impl Queue {
    /// The queue of a moment. While more is due than the limit lets in, no new card is added.
    pub fn of(content: &Content<'_>, standings: &Standings, settings: &Settings, today: Today) -> Self {
        let Today { now_ms, start_ms } = today;
        let retention = settings.retention();
        let (mut introduced, mut reviewed) = (0usize, 0usize);
        let mut again: Vec<(u64, &Card)> = Vec::new();
        let mut due: Vec<(f32, &Card)> = Vec::new();
        for (card, standing) in standings.iter() {
            // What is dated later than today was answered while the clock stood in the future: it costs nothing of today.
            let is_of_today = |ms: u64| (start_ms..start_ms.saturating_add(DAY_MS)).contains(&ms);
            if is_of_today(standing.first_ms) {
                introduced += 1;
            } else if is_of_today(standing.last_ms) {
                reviewed += 1;
            }
            if card.muscle(content.atlas).is_none() || !standings.is_due(card, retention, now_ms) {
                continue;
            }
            if is_of_today(standing.last_ms) && standing.is_weak() {
                again.push((standing.last_ms, card));
            } else {
                due.push((standing.recall(now_ms), card));
            }
        }
        sort(&mut again);
        sort_by(&mut due, |one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        let room = usize::from(settings.reviews_per_day).saturating_sub(reviewed);
        let waiting = due.len().saturating_sub(room);
        due.truncate(room);
        let more = usize::from(settings.new_per_day).saturating_sub(introduced);
        let more = if waiting > 0 { 0 } else { more };
        Self {
            again: again.into_iter().map(|(_, card)| card.clone()).collect(),
            due: due.into_iter().map(|(_, card)| card.clone()).collect(),
            fresh: fresh(content, standings, settings, more),
            waiting,
        }
    }

    /// How many cards are to be studied today, now.
    pub fn len(&self) -> usize {
        self.again.len() + self.due.len() + self.fresh.len()
    }

    /// Whether nothing is left for today.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All cards in the order in which they are studied.
    pub fn cards(&self) -> Vec<Card> {
        self.again.iter().chain(&self.due).chain(&self.fresh).cloned().collect()
    }
}

/// Unseen cards of what is being learned: five muscles at a time, of these first every place, then every name, and so on.
pub(super) fn fresh(
    content: &Content<'_>,
    standings: &Standings,
    settings: &Settings,
    count: usize,
) -> Vec<Card> {
    if count == 0 {
        return Vec::new();
    }
    let mut ranked: Vec<((usize, Fact, usize), Card)> = Vec::new();
    let mut muscle = "";
    let mut number = 0;
    let cards = settings.learning.cards(content);
    for card in &cards {
        let of = card.muscle(content.atlas).map(|muscle| muscle.row.id.as_str()).unwrap_or_default();
        if of != muscle {
            (muscle, number) = (of, number + 1);
        }
        if standings.get(card).is_none() {
            ranked.push(((number / ABREAST, card.fact, ranked.len()), card.clone()));
        }
    }
    sort_by(&mut ranked, |(one, _), (other, _)| one.cmp(other));
    ranked.into_iter().take(count).map(|(_, card)| card).collect()
}
