//! What is kept of a learner: every answer ever given, notes, bookmarks, settings, and the round that is going on.

use serde_json::Value;

use super::memory::DAY_MS;
use super::newest::{Newest, Word};
use super::notes::Notes;
use super::{Review, Settings};
use crate::json::{flag, number};
use crate::order::sort_by;
use crate::quiz::{Card, Round, Thing};

/// All that is saved. Read and written as JSON by `from_json` and `to_json`; two of them merge without loss.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Progress {
    /// When everything was last forgotten, in milliseconds since 1970: what belongs to an earlier age is gone.
    pub epoch_ms: u64,
    /// Every answer, by time.
    reviews: Vec<Review>,
    /// Answers that were taken back, by time, so that no copy brings them back.
    undone: Vec<(u64, Card)>,
    /// The settings.
    pub settings: Settings,
    /// Notes by what they are about ("muscle/trapezius").
    pub notes: Notes,
    /// Bookmarks by what they mark; one taken away stays as the newest word.
    pub bookmarks: Newest<Bookmark>,
    /// The round that is going on or whose result is shown, so that a reload resumes it.
    pub round: Option<Round>,
}

/// A bookmark, set or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bookmark {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// Whether it is set.
    pub is_set: bool,
}

/// The name under which notes and bookmarks of a thing are kept.
pub fn place_of(thing: &Thing) -> String {
    match thing {
        Thing::Muscle(id) => format!("muscle/{id}"),
        Thing::Point(id) => format!("point/{id}"),
    }
}

/// What notes and bookmarks of that name are about.
pub fn thing_at(place: &str) -> Option<Thing> {
    let (sort, id) = place.split_once('/')?;
    match sort {
        "muscle" => Some(Thing::Muscle(id.to_owned())),
        "point" => Some(Thing::Point(id.to_owned())),
        _ => None,
    }
}

impl Progress {
    /// Progress with these answers, in any order; of two about the same card at the same time one is kept.
    pub fn of(reviews: Vec<Review>) -> Self {
        let mut progress = Self::default();
        progress.add(reviews);
        progress
    }

    /// Whether there is nothing yet that would be missed.
    pub fn is_bare(&self) -> bool {
        let has_words = self.notes.iter().next().is_some() || self.bookmarks.iter().next().is_some();
        self.reviews.is_empty() && !has_words
    }

    /// Every answer, by time.
    pub fn reviews(&self) -> &[Review] {
        &self.reviews
    }

    /// The answers that were taken back: time and card.
    pub(super) fn undone(&self) -> &[(u64, Card)] {
        &self.undone
    }

    /// Adds an answer; its time is moved on where the card has one at that time already. Gives the time.
    pub(super) fn push(&mut self, mut review: Review) -> u64 {
        let is_known = |review: &Review| {
            let from = self.reviews.partition_point(|known| known.at_ms < review.at_ms);
            let at_once = self.reviews[from..].iter().take_while(|known| known.at_ms == review.at_ms);
            at_once.into_iter().any(|known| known.card == review.card)
        };
        while is_known(&review) || self.is_undone(&review) {
            review.at_ms = review.at_ms.wrapping_add(1);
        }
        let at_ms = review.at_ms;
        let at = self.reviews.partition_point(|known| *known <= review);
        self.reviews.insert(at, review);
        at_ms
    }

    /// Takes back the answer about a card at a time; whether there was one.
    pub(super) fn take_back(&mut self, card: &Card, at_ms: u64) -> bool {
        let found = self.reviews.iter().rposition(|review| review.card == *card && review.at_ms == at_ms);
        if let Some(at) = found {
            let review = self.reviews.remove(at);
            self.undo(review.at_ms, review.card);
        }
        found.is_some()
    }

    /// Brings a card's answers that are dated later than tomorrow back to just before now, as far apart as they were: a clock that
    /// stood in the future was set right, and what is answered now is the later. Whether there were any.
    pub(super) fn settle_future(&mut self, card: &Card, now_ms: u64) -> bool {
        let end_ms = now_ms.saturating_add(DAY_MS);
        let own = || self.reviews.iter().filter(|review| review.card == *card);
        let ahead: Vec<Review> = own().filter(|review| review.at_ms > end_ms).cloned().collect();
        let least_ms = own().map(|review| review.at_ms).filter(|at_ms| *at_ms <= end_ms).max();
        let least_ms = least_ms.map_or(0, |at_ms| at_ms.saturating_add(1));
        let last_ms = ahead.iter().map(|review| review.at_ms).max().unwrap_or_default();
        for review in &ahead {
            self.take_back(card, review.at_ms);
            let at_ms = now_ms.saturating_sub(1).saturating_sub(last_ms - review.at_ms).max(least_ms);
            self.push(Review { at_ms, ..review.clone() });
        }
        !ahead.is_empty()
    }

    /// Adds answers in any order; what is known or was taken back is left out.
    pub(super) fn add(&mut self, reviews: Vec<Review>) {
        self.reviews.extend(reviews);
        // Of two about the same card at the same time the greater one comes first, and stays.
        let by_key = |one: &Review, other: &Review| (one.at_ms, &one.card).cmp(&(other.at_ms, &other.card));
        sort_by(&mut self.reviews, |one, other| by_key(one, other).then_with(|| other.cmp(one)));
        self.reviews.dedup_by(|later, earlier| later.at_ms == earlier.at_ms && later.card == earlier.card);
        if !self.undone.is_empty() {
            let kept = std::mem::take(&mut self.reviews);
            self.reviews = kept.into_iter().filter(|review| !self.is_undone(review)).collect();
        }
    }

    fn is_undone(&self, review: &Review) -> bool {
        self.undone
            .binary_search_by(|(at_ms, card)| (at_ms, card).cmp(&(&review.at_ms, &review.card)))
            .is_ok()
    }

    /// Notes that an answer was taken back; [`Self::add`] leaves it out then.
    pub(super) fn undo(&mut self, at_ms: u64, card: Card) {
        let key = (at_ms, card);
        if let Err(at) = self.undone.binary_search(&key) {
            self.undone.insert(at, key);
        }
    }

    /// Takes over all that another copy knows: the union of answers, the newer of two notes, bookmarks or settings. The
    /// round stays one's own. A copy from before everything was forgotten adds nothing.
    pub fn merge(&mut self, other: &Self) {
        if other.epoch_ms < self.epoch_ms {
            return;
        }
        if other.epoch_ms > self.epoch_ms {
            let (epoch_ms, settings) = (other.epoch_ms, other.settings.clone());
            *self = Self { epoch_ms, settings, round: self.round.take(), ..Self::default() };
        }
        for (at_ms, card) in &other.undone {
            self.undo(*at_ms, card.clone());
        }
        self.add(other.reviews.clone());
        self.notes.merge(&other.notes);
        self.bookmarks.merge(&other.bookmarks);
        if is_newer(&other.settings, &self.settings) {
            self.settings = other.settings.clone();
        }
    }
}

impl Word for Bookmark {
    fn fields(&self) -> [(&'static str, Value); 2] {
        [("at_ms", self.at_ms.into()), ("is_set", self.is_set.into())]
    }

    fn read(value: &Value) -> Option<Self> {
        Some(Self { at_ms: number(value, "at_ms")?, is_set: flag(value, "is_set")? })
    }
}

/// The later settings; of two set at the same time always the same one, whoever asks.
fn is_newer(one: &Settings, other: &Settings) -> bool {
    let words = |settings: &Settings| settings.to_value().to_string();
    one.at_ms > other.at_ms || (one.at_ms == other.at_ms && one != other && words(one) > words(other))
}
