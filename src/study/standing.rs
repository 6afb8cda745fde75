//! Where each item stands after its reviews: weak, due, or known until a certain time.
//!
//! A right answer to something due moves it one rung up a ladder of widening intervals; a wrong one takes it back to
//! the foot. Practising before it is due keeps the rung, so that cramming does not pass for knowing.

use std::collections::HashMap;

use super::{Grade, Review};
use crate::atlas::{Atlas, Muscle};
use crate::quiz::{Item, Kind, Urgency};

const MINUTE_MS: u64 = 60_000;
const DAY_MS: u64 = 24 * 60 * MINUTE_MS;

/// How long an item rests on each rung. At the foot it comes back within the sitting; then after a night's sleep, and
/// each later interval is a little more than double.
const RESTS_MS: [u64; 7] =
    [10 * MINUTE_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS, 16 * DAY_MS, 35 * DAY_MS, 80 * DAY_MS];

/// From this rung on an item counts as fully known: four times good, over eleven days, or fewer times at once.
const SOLID_RUNG: usize = 4;

/// Where one item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many times it was answered.
    pub reviews: usize,
    /// How many of these were missed.
    pub lapses: usize,
    /// The grade of the last answer.
    pub last: Grade,
    /// When that was, in milliseconds since 1970.
    pub last_ms: u64,
    /// When it should be asked again, in milliseconds since 1970.
    pub due_ms: u64,
    rung: usize,
}

impl Standing {
    /// The standing after one more review; `before` is none for the first.
    pub fn after(before: Option<Self>, review: &Review) -> Self {
        let rung = before.map_or(0, |standing| standing.rung);
        let is_due = before.is_none_or(|standing| standing.due_ms <= review.at_ms);
        let top = RESTS_MS.len() - 1;
        let rung = match review.grade {
            Grade::Again => 0,
            Grade::Hard => rung.min(1),
            Grade::Good if is_due => (rung + 1).min(top),
            Grade::Easy if is_due => (rung + 2).min(top),
            Grade::Good | Grade::Easy => rung.max(1),
        };
        let own_due_ms = review.at_ms.saturating_add(RESTS_MS[rung]);
        let due_ms = match before {
            // An early right answer never brings the next one nearer.
            Some(standing) if !is_due && review.grade >= Grade::Good => standing.due_ms.max(own_due_ms),
            _ => own_due_ms,
        };
        Self {
            reviews: before.map_or(0, |standing| standing.reviews) + 1,
            lapses: before.map_or(0, |standing| standing.lapses) + usize::from(review.grade == Grade::Again),
            last: review.grade,
            last_ms: review.at_ms,
            due_ms,
            rung,
        }
    }

    /// Whether the last answer was missed or near.
    pub fn is_weak(&self) -> bool {
        self.last < Grade::Good
    }

    /// Whether it should be asked by now.
    pub fn is_due(&self, now_ms: u64) -> bool {
        self.due_ms <= now_ms
    }

    /// How firmly it is known, 0 to 1.
    pub fn strength(&self) -> f64 {
        let rung = u32::try_from(self.rung.min(SOLID_RUNG)).unwrap_or_default();
        f64::from(rung) / SOLID_RUNG as f64
    }
}

/// Where everything stands that was ever answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standings {
    of: HashMap<Item, Standing>,
}

/// How well a muscle, or any set of items, is known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Strength {
    /// How many items there are.
    pub items: usize,
    /// How many were ever answered.
    pub seen: usize,
    /// How many were missed or near at their last answer.
    pub weak: usize,
    /// How many should be asked by now.
    pub due: usize,
    /// How firmly all of it is known, 0 to 1; what was never answered counts as 0.
    pub strength: f64,
}

/// What a learner has done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// All answers.
    pub reviews: usize,
    /// Of these the good and easy ones.
    pub known: usize,
    /// Different items answered.
    pub items: usize,
    /// The time spent on answers, in milliseconds, each counted at most two minutes.
    pub spent_ms: u64,
}

/// A longer wait was a break, not thought.
const LONGEST_THOUGHT_MS: u64 = 2 * MINUTE_MS;

impl Standings {
    /// Where everything stands after these reviews, in their order.
    pub fn of(reviews: &[Review]) -> Self {
        let mut standings = Self::default();
        for review in reviews {
            standings.note(review);
        }
        standings
    }

    /// Takes one more review into account.
    pub fn note(&mut self, review: &Review) {
        let before = self.of.get(&review.item).copied();
        self.of.insert(review.item.clone(), Standing::after(before, review));
    }

    /// Where an item stands; `None` where it was never answered.
    pub fn get(&self, item: &Item) -> Option<Standing> {
        self.of.get(item).copied()
    }

    /// How much an item needs to be asked now.
    pub fn urgency(&self, item: &Item, now_ms: u64) -> Urgency {
        match self.of.get(item) {
            None => Urgency::Unseen,
            Some(standing) if standing.is_weak() => Urgency::Weak,
            Some(standing) if standing.is_due(now_ms) => Urgency::Due,
            Some(_) => Urgency::Known,
        }
    }

    /// The weak items that the atlas still has, those answered longest ago first.
    pub fn weak(&self, atlas: &Atlas) -> Vec<Item> {
        self.select(atlas, |standing| standing.is_weak())
    }

    /// The items that the atlas still has and that should be asked by now, those answered longest ago first.
    pub fn due(&self, atlas: &Atlas, now_ms: u64) -> Vec<Item> {
        self.select(atlas, |standing| standing.is_due(now_ms))
    }

    fn select(&self, atlas: &Atlas, choose: impl Fn(&Standing) -> bool) -> Vec<Item> {
        let exists = |item: &Item| atlas.point(&item.point).is_some();
        let mut chosen: Vec<(u64, &Item)> = self
            .of
            .iter()
            .filter(|(item, standing)| choose(standing) && exists(item))
            .map(|(item, standing)| (standing.last_ms, item))
            .collect();
        chosen.sort();
        chosen.into_iter().map(|(_, item)| item.clone()).collect()
    }

    /// How well these items are known.
    pub fn strength(&self, items: &[Item], now_ms: u64) -> Strength {
        let mut sum = Strength { items: items.len(), ..Strength::default() };
        let mut firmness = 0.0;
        for standing in items.iter().filter_map(|item| self.of.get(item)) {
            sum.seen += 1;
            sum.weak += usize::from(standing.is_weak());
            sum.due += usize::from(standing.is_due(now_ms));
            firmness += standing.strength();
        }
        sum.strength = if items.is_empty() { 0.0 } else { firmness / items.len() as f64 };
        sum
    }

    /// How well a muscle is known, over every kind of question about each of its points.
    pub fn muscle(&self, muscle: &Muscle, now_ms: u64) -> Strength {
        let kinds = |id: &String| Kind::ALL.map(|kind| Item::new(kind, id));
        let items: Vec<Item> = muscle.points.iter().flat_map(|point| kinds(&point.trigger.id)).collect();
        self.strength(&items, now_ms)
    }

    /// What was done in these reviews.
    pub fn totals(reviews: &[Review]) -> Totals {
        let items: std::collections::HashSet<&Item> = reviews.iter().map(|review| &review.item).collect();
        Totals {
            reviews: reviews.len(),
            known: reviews.iter().filter(|review| review.grade >= Grade::Good).count(),
            items: items.len(),
            spent_ms: reviews.iter().map(|review| review.took_ms.min(LONGEST_THOUGHT_MS)).sum(),
        }
    }
}
