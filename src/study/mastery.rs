//! What the learner can see of it all: mastery by muscle, forecasts, days and time spent.

use super::memory::DAY_MS;
use super::{Grade, Review, Settings, Standings, Today};
use crate::atlas::{Atlas, Muscle};
use crate::order::sort_by;
use crate::quiz::{Card, Fact};

/// How well a muscle, or any set of cards, is known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Strength {
    /// How many cards there are.
    pub cards: usize,
    /// How many were ever answered.
    pub seen: usize,
    /// How many were missed or near at their last answer.
    pub weak: usize,
    /// How many should be asked by now.
    pub due: usize,
    /// How likely a card is remembered now, 0 to 1, over all of them; what was never answered counts as 0.
    pub recall: f32,
}

/// The greatest of the bands in which a map of the body shows how well a muscle is known.
pub const LEVELS: usize = 4;

impl Strength {
    /// The band in which a map shows it: 0 where nothing was ever asked, then 1 to [`LEVELS`], each as wide as the others.
    pub fn level(&self) -> usize {
        if self.seen == 0 { 0 } else { 1 + ((self.recall * LEVELS as f32) as usize).min(LEVELS - 1) }
    }

    /// How likely a card is remembered now, in hundredths, over all of them.
    pub fn percent(&self) -> u32 {
        (self.recall * 100.0).round() as u32
    }
}

impl Standings {
    /// How well these cards are known.
    pub fn strength(&self, cards: &[Card], retention: f32, now_ms: u64) -> Strength {
        let mut sum = Strength { cards: cards.len(), ..Strength::default() };
        for card in cards {
            let Some(standing) = self.get(card) else { continue };
            sum.seen += 1;
            sum.weak += usize::from(standing.is_weak());
            sum.due += usize::from(self.is_due(card, retention, now_ms));
            sum.recall += standing.recall(now_ms);
        }
        sum.recall /= cards.len().max(1) as f32;
        sum
    }

    /// How well a muscle and its points are known.
    pub fn muscle(&self, muscle: &Muscle, retention: f32, now_ms: u64) -> Strength {
        self.strength(&Card::of_muscle(muscle), retention, now_ms)
    }

    /// How well each fact about a muscle and its points is known, in the order in which they are learned.
    pub fn facts(&self, muscle: &Muscle, retention: f32, now_ms: u64) -> Vec<(Fact, Strength)> {
        let cards = Card::of_muscle(muscle);
        let of = |fact: Fact| {
            let own: Vec<Card> = cards.iter().filter(|card| card.fact == fact).cloned().collect();
            (fact, self.strength(&own, retention, now_ms))
        };
        Fact::ALL.into_iter().map(of).filter(|(_, strength)| strength.cards > 0).collect()
    }

    /// The facts about a muscle and its points that were asked: those that were known at their last answer, and those of
    /// which something was not, each in the order in which they are learned.
    pub fn strong_and_weak(&self, muscle: &Muscle, now_ms: u64) -> [Vec<Fact>; 2] {
        let facts = self.facts(muscle, 0.9, now_ms);
        let asked = facts.iter().filter(|(_, strength)| strength.seen > 0);
        let of = |is_weak: bool| {
            let own = asked.clone().filter(|(_, strength)| (strength.weak > 0) == is_weak);
            own.map(|(fact, _)| *fact).collect()
        };
        [of(false), of(true)]
    }

    /// The cards that the atlas still has and that were not known at their last answer, the least remembered first.
    pub fn weak(&self, atlas: &Atlas, now_ms: u64) -> Vec<Card> {
        let mut weak: Vec<(f32, &Card)> = self
            .iter()
            .filter(|(card, standing)| standing.is_weak() && card.muscle(atlas).is_some())
            .map(|(card, standing)| (standing.recall(now_ms), card))
            .collect();
        sort_by(&mut weak, |one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(other.1)));
        weak.into_iter().map(|(_, card)| card.clone()).collect()
    }

    /// The cards that will not stick, those forgotten most often first.
    pub fn leeches(&self, atlas: &Atlas) -> Vec<Card> {
        let is_leech = |card: &Card| card.muscle(atlas).is_some();
        let mut leeches: Vec<(usize, &Card)> = self
            .iter()
            .filter(|(card, standing)| standing.is_leech() && is_leech(card))
            .map(|(card, standing)| (standing.lapses, card))
            .collect();
        sort_by(&mut leeches, |one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        leeches.into_iter().map(|(_, card)| card.clone()).collect()
    }

    /// How many cards come up on each of the next days. What is due already counts for today, the first; what is more than
    /// a day's limit waits for the days after it, and what was missed today is limited by nothing, as in the queue.
    pub fn forecast(&self, atlas: &Atlas, settings: &Settings, today: Today, days: usize) -> Vec<usize> {
        let mut counts = vec![0; days];
        let (mut reviewed, mut again) = (0, 0);
        for (card, standing) in self.iter().filter(|(card, _)| card.muscle(atlas).is_some()) {
            let due_ms = self.due_ms(card, settings.retention());
            let day = usize::try_from(due_ms.saturating_sub(today.start_ms) / DAY_MS).unwrap_or(usize::MAX);
            let day = if self.is_due(card, settings.retention(), today.now_ms) { 0 } else { day };
            let end_ms = today.start_ms.saturating_add(DAY_MS);
            let is_of_today = (today.start_ms..end_ms).contains(&standing.last_ms);
            reviewed += usize::from(is_of_today && standing.first_ms < today.start_ms);
            if is_of_today && standing.is_weak() && due_ms <= today.now_ms {
                again += 1;
            } else if let Some(count) = counts.get_mut(day) {
                *count += 1;
            }
        }
        let most = usize::from(settings.reviews_per_day);
        let mut waiting = 0;
        for (day, count) in counts.iter_mut().enumerate() {
            let room = if day == 0 { most.saturating_sub(reviewed) } else { most };
            waiting += *count;
            *count = waiting.min(room);
            waiting -= *count;
        }
        if let Some(today) = counts.first_mut() {
            *today += again;
        }
        counts
    }
}

/// What a learner did in all, or on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All answers.
    pub reviews: usize,
    /// Of these the good and easy ones.
    pub known: usize,
    /// The time spent on answers, in milliseconds, each counted at most two minutes.
    pub spent_ms: u64,
}

/// A longer wait was a break, not thought.
const LONGEST_THOUGHT_MS: u64 = 2 * 60_000;

impl Totals {
    /// What was done in these reviews.
    pub fn of(reviews: &[Review]) -> Self {
        let mut totals = Self::default();
        reviews.iter().for_each(|review| totals.count(review));
        totals
    }

    fn count(&mut self, review: &Review) {
        self.reviews += 1;
        self.known += usize::from(review.grade >= Grade::Good);
        self.spent_ms += review.took_ms.min(LONGEST_THOUGHT_MS);
    }

    /// What was done on each of the last days, today last.
    pub fn by_day(reviews: &[Review], today: Today, days: usize) -> Vec<Self> {
        let mut all = vec![Self::default(); days];
        let end_ms = today.start_ms.saturating_add(DAY_MS);
        for review in reviews.iter().filter(|review| review.at_ms < end_ms) {
            let ago = usize::try_from((end_ms - 1 - review.at_ms) / DAY_MS).unwrap_or(usize::MAX);
            if let Some(day) = days.checked_sub(1).and_then(|last| last.checked_sub(ago)) {
                all[day].count(review);
            }
        }
        all
    }

    /// On how many of these days something was done, and how many in a row up to the last. A day that has only begun does
    /// not break the row.
    pub fn days(by_day: &[Self]) -> (usize, usize) {
        let done = by_day.iter().filter(|day| day.reviews > 0).count();
        let row =
            by_day.iter().rev().skip(usize::from(by_day.last().is_some_and(|today| today.reviews == 0)));
        (done, row.take_while(|day| day.reviews > 0).count())
    }
}
