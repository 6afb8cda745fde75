//! What is kept of a learner: every answer ever given, notes, bookmarks, settings, and the round that is going on.

use std::collections::{BTreeMap, BTreeSet};

use super::{Review, Settings};
use crate::quiz::{Card, Round, Thing};

/// All that is saved. Read and written as JSON by `from_json` and `to_json`; two of them merge without loss.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Progress {
    /// When everything was last forgotten, in milliseconds since 1970: what belongs to an earlier age is gone.
    pub epoch_ms: u64,
    /// Every answer, by time.
    reviews: Vec<Review>,
    /// Answers that were taken back, so that no copy brings them back.
    undone: BTreeSet<(u64, Card)>,
    /// The settings.
    pub settings: Settings,
    /// Notes by what they are about ("muscle/trapezius"); an emptied note stays as the newest word.
    pub notes: BTreeMap<String, Note>,
    /// Bookmarks by what they mark; one taken away stays as the newest word.
    pub bookmarks: BTreeMap<String, Bookmark>,
    /// The round that is going on or whose result is shown, so that a reload resumes it.
    pub round: Option<Round>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// When it was written, in milliseconds since 1970.
    pub at_ms: u64,
    /// What it says.
    pub text: String,
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

impl Progress {
    /// Progress with these answers, in any order; of two about the same card at the same time one is kept.
    pub fn of(reviews: Vec<Review>) -> Self {
        let mut progress = Self::default();
        progress.add(reviews);
        progress
    }

    /// Every answer, by time.
    pub fn reviews(&self) -> &[Review] {
        &self.reviews
    }

    /// The answers that were taken back: time and card.
    pub(super) fn undone(&self) -> &BTreeSet<(u64, Card)> {
        &self.undone
    }

    /// Adds an answer; its time is moved on where the card has one at that time already. Gives the time.
    pub(super) fn push(&mut self, mut review: Review) -> u64 {
        let is_known = |review: &Review| {
            let from = self.reviews.partition_point(|known| known.at_ms < review.at_ms);
            let at_once = self.reviews[from..].iter().take_while(|known| known.at_ms == review.at_ms);
            at_once.into_iter().any(|known| known.card == review.card)
        };
        while is_known(&review) || self.undone.contains(&(review.at_ms, review.card.clone())) {
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
            self.undone.insert((review.at_ms, review.card));
        }
        found.is_some()
    }

    /// Adds answers in any order; what is known or was taken back is left out.
    pub(super) fn add(&mut self, reviews: Vec<Review>) {
        self.reviews.extend(reviews);
        // Of two about the same card at the same time the greater one comes first, and stays.
        let by_key = |one: &Review, other: &Review| (one.at_ms, &one.card).cmp(&(other.at_ms, &other.card));
        self.reviews.sort_by(|one, other| by_key(one, other).then_with(|| other.cmp(one)));
        self.reviews.dedup_by(|later, earlier| later.at_ms == earlier.at_ms && later.card == earlier.card);
        let Self { reviews, undone, .. } = self;
        if !undone.is_empty() {
            reviews.retain(|review| !undone.contains(&(review.at_ms, review.card.clone())));
        }
    }

    /// Notes that certain answers were taken back.
    pub(super) fn undo_all(&mut self, undone: BTreeSet<(u64, Card)>) {
        self.undone.extend(undone);
        self.add(Vec::new());
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
        self.undone.extend(other.undone.iter().cloned());
        self.add(other.reviews.clone());
        newest(&mut self.notes, &other.notes);
        newest(&mut self.bookmarks, &other.bookmarks);
        if is_newer(&other.settings, &self.settings) {
            self.settings = other.settings.clone();
        }
    }
}

fn newest<V: Ord + Clone>(own: &mut BTreeMap<String, V>, other: &BTreeMap<String, V>) {
    for (place, theirs) in other {
        match own.get_mut(place) {
            Some(known) if *known >= *theirs => {}
            Some(known) => *known = theirs.clone(),
            None => {
                own.insert(place.clone(), theirs.clone());
            }
        }
    }
}

/// The later settings; of two set at the same time always the same one, whoever asks.
fn is_newer(one: &Settings, other: &Settings) -> bool {
    let words = |settings: &Settings| serde_json::to_string(settings).unwrap_or_default();
    one.at_ms > other.at_ms || (one.at_ms == other.at_ms && one != other && words(one) > words(other))
}
