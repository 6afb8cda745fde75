//! Where each card stands after its reviews: how firmly it is remembered, when it is due, whether it will not stick.

use std::collections::HashMap;

use super::memory::{DAY_MS, Memory, Scheduler, days_between, retrievability};
use super::{Grade, Review};
use crate::quiz::{Card, Urgency};

/// A card that was forgotten so often is a leech: more of the same will not help.
pub const LEECH_LAPSES: usize = 6;

/// Where one card stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// How firmly it is remembered.
    pub memory: Memory,
    /// How many times it was answered.
    pub reviews: usize,
    /// How often it was forgotten after it had been known.
    pub lapses: usize,
    /// The grade of the last answer.
    pub last: Grade,
    /// When the first answer was given, in milliseconds since 1970.
    pub first_ms: u64,
    /// When the last one was.
    pub last_ms: u64,
}

impl Standing {
    /// The standing after one more review; `before` is none for the first.
    pub fn after(scheduler: &Scheduler, before: Option<Self>, review: &Review) -> Self {
        let days = before.map_or(0, |standing| days_between(standing.last_ms, review.at_ms));
        let memory = scheduler.after(before.map(|standing| standing.memory), days, review.grade);
        let is_lapse =
            review.grade == Grade::Again && before.is_some_and(|before| before.last > Grade::Again);
        Self {
            memory,
            reviews: before.map_or(0, |standing| standing.reviews) + 1,
            lapses: before.map_or(0, |standing| standing.lapses) + usize::from(is_lapse),
            last: review.grade,
            first_ms: before.map_or(review.at_ms, |standing| standing.first_ms),
            last_ms: review.at_ms,
        }
    }

    /// Whether the last answer was missed or near.
    pub fn is_weak(&self) -> bool {
        self.last < Grade::Good
    }

    /// Whether it will not stick.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH_LAPSES
    }

    /// How likely it is remembered now, 0 to 1.
    pub fn recall(&self, now_ms: u64) -> f32 {
        let days = now_ms.saturating_sub(self.last_ms) as f64 / DAY_MS as f64;
        retrievability(self.memory, days as f32)
    }
}

/// Where everything stands that was ever answered.
#[derive(Debug, Clone, Default)]
pub struct Standings {
    scheduler: Scheduler,
    of: HashMap<Card, Standing>,
}

impl PartialEq for Standings {
    fn eq(&self, other: &Self) -> bool {
        self.of == other.of
    }
}

impl Standings {
    /// Where everything stands after these reviews, in their order.
    pub fn of(reviews: &[Review]) -> Self {
        let mut standings = Self::default();
        for review in reviews {
            standings.note(review);
        }
        standings
    }

    /// Takes one more review into account, later than all before.
    pub fn note(&mut self, review: &Review) {
        let before = self.of.get(&review.card).copied();
        let after = Standing::after(&self.scheduler, before, review);
        self.of.insert(review.card.clone(), after);
    }

    /// Works a card out anew from all reviews, as when one of its own was taken back.
    pub fn rework(&mut self, card: &Card, reviews: &[Review]) {
        self.of.remove(card);
        for review in reviews.iter().filter(|review| review.card == *card) {
            self.note(review);
        }
    }

    /// Where a card stands; `None` where it was never answered.
    pub fn get(&self, card: &Card) -> Option<Standing> {
        self.of.get(card).copied()
    }

    /// Every card that was ever answered, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&Card, &Standing)> {
        self.of.iter()
    }

    /// When a card should be asked again at this retention, in milliseconds since 1970; 0 where it was never answered.
    pub fn due_ms(&self, card: &Card, retention: f32) -> u64 {
        let due = |standing: &Standing| {
            self.scheduler.due_ms(standing.memory, standing.last, standing.last_ms, retention)
        };
        self.of.get(card).map_or(0, due)
    }

    /// Whether a card should be asked by now. One whose last answer is dated later than tomorrow is due: the clock stood in the
    /// future then, and when it was really given nobody knows.
    pub fn is_due(&self, card: &Card, retention: f32, now_ms: u64) -> bool {
        let is_ahead =
            self.of.get(card).is_some_and(|standing| standing.last_ms > now_ms.saturating_add(DAY_MS));
        is_ahead || self.due_ms(card, retention) <= now_ms
    }

    /// How much a card needs to be asked now.
    pub fn urgency(&self, card: &Card, retention: f32, now_ms: u64) -> Urgency {
        match self.of.get(card) {
            None => Urgency::Unseen,
            Some(standing) if standing.is_weak() => Urgency::Weak,
            Some(_) if self.is_due(card, retention, now_ms) => Urgency::Due,
            Some(_) => Urgency::Known,
        }
    }
}
