//! The saved format: JSON with a version. Whatever is read, nothing panics and no sound review is lost. The same format
//! is what an export writes and an import reads.
//!
//! ```json
//! { "palpate": "progress", "version": 2, "epoch_ms": 0,
//!   "reviews": [ { "at_ms": 1, "card": "point-place/levator-scapulae-1", "kind": "find-point", "grade": "good", "took_ms": 3200 } ],
//!   "undone": [ { "at_ms": 1, "card": "point-place/levator-scapulae-1" } ],
//!   "notes": [ { "of": "muscle/trapezius", "at_ms": 1, "text": "Ask for the desk." } ],
//!   "bookmarks": [ { "of": "point/trapezius-1", "at_ms": 1, "is_set": true } ],
//!   "settings": { "retention": 90 }, "round": null }
//! ```
//!
//! Version 1 knew two kinds of question about points, and called what they ask after items: "find-point/x" is now the
//! card "point-place/x", "whose-pain/x" is "point-referral/x". Its round is not taken over, its reviews are.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Bookmark, Grade, Note, Progress, Review};
use crate::quiz::{Card, Kind};

/// The version that is written.
pub const VERSION: u64 = 2;
const MARK: &str = "progress";

/// Progress as read, with what could not be understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// All that is sound.
    pub progress: Progress,
    /// The damaged entries as they were found, to be kept elsewhere and not overwritten.
    pub set_aside: Vec<Value>,
}

/// Saved progress that cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadProgress {
    /// Not Palpate's progress, or damaged beyond reading.
    #[error("the saved progress is damaged at {place}: {reason}. {remedy}.")]
    Damaged {
        /// Where, in words.
        place: String,
        /// What is wrong there.
        reason: String,
        /// What to do.
        remedy: &'static str,
    },
    /// Written by a later version of Palpate.
    #[error(
        "the saved progress is of version {found}, this Palpate reads up to version {VERSION}. Reload the page to get \
         the current Palpate; the progress stays as it is until then."
    )]
    Newer {
        /// The version found.
        found: u64,
    },
}

const REMEDY: &str = "Import a file that Palpate exported, or start anew; the damaged data is kept aside";

#[derive(Serialize, Deserialize)]
struct Undone {
    at_ms: u64,
    card: Card,
}

#[derive(Serialize, Deserialize)]
struct SavedNote {
    of: String,
    at_ms: u64,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct SavedBookmark {
    of: String,
    at_ms: u64,
    is_set: bool,
}

/// A review of version 1.
#[derive(Deserialize)]
struct OldReview {
    item: String,
    grade: Grade,
    at_ms: u64,
    #[serde(default)]
    took_ms: u64,
}

impl OldReview {
    fn moved(self) -> Option<Review> {
        let (kind, of) = self.item.split_once('/').filter(|(_, of)| !of.is_empty())?;
        let kind = [Kind::FindPoint, Kind::WhosePain].into_iter().find(|known| known.slug() == kind)?;
        let Self { grade, at_ms, took_ms, .. } = self;
        Some(Review { at_ms, card: Card::new(kind.fact(), of), kind, grade, took_ms })
    }
}

#[derive(Serialize)]
struct File<'a> {
    palpate: &'static str,
    version: u64,
    epoch_ms: u64,
    reviews: &'a [Review],
    undone: Vec<Undone>,
    notes: Vec<SavedNote>,
    bookmarks: Vec<SavedBookmark>,
    settings: &'a super::Settings,
    round: &'a Option<crate::quiz::Round>,
}

impl Progress {
    /// Writes the saved form.
    pub fn to_json(&self) -> String {
        let note = |(of, note): (&String, &Note)| SavedNote {
            of: of.clone(),
            at_ms: note.at_ms,
            text: note.text.clone(),
        };
        let bookmark = |(of, mark): (&String, &Bookmark)| SavedBookmark {
            of: of.clone(),
            at_ms: mark.at_ms,
            is_set: mark.is_set,
        };
        let undone = |(at_ms, card): &(u64, Card)| Undone { at_ms: *at_ms, card: card.clone() };
        let file = File {
            palpate: MARK,
            version: VERSION,
            epoch_ms: self.epoch_ms,
            reviews: self.reviews(),
            undone: self.undone().iter().map(undone).collect(),
            notes: self.notes.iter().map(note).collect(),
            bookmarks: self.bookmarks.iter().map(bookmark).collect(),
            settings: &self.settings,
            round: &self.round,
        };
        // Plain data with string keys always serialises; an empty text would be refused on reading, not misread.
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// Reads the saved form of this or an earlier version. Damaged entries are set aside and the rest is kept.
    ///
    /// # Errors
    /// Where it is not Palpate's progress at all, or of a later version.
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Loaded, BadProgress> {
        let value: Value = serde_json::from_slice(json.as_ref()).map_err(|error| {
            damaged(format!("line {}, column {}", error.line(), error.column()), "it is not valid JSON")
        })?;
        let Value::Object(mut fields) = value else {
            return Err(damaged("the start", "it is not an object with fields"));
        };
        if fields.get("palpate").and_then(Value::as_str) != Some(MARK) {
            return Err(damaged("the field \"palpate\"", "it does not say that this is progress"));
        }
        let version = match fields.get("version").and_then(Value::as_u64) {
            Some(found) if found > VERSION => return Err(BadProgress::Newer { found }),
            Some(version) if version >= 1 => version,
            _ => return Err(damaged("the field \"version\"", "it is not a version that was ever written")),
        };
        if !matches!(fields.get("reviews"), Some(Value::Array(_))) {
            return Err(damaged("the field \"reviews\"", "it is not a list"));
        }
        let mut aside = Vec::new();
        let progress =
            if version == 1 { first(&mut fields, &mut aside) } else { second(&mut fields, &mut aside) };
        Ok(Loaded { progress, set_aside: aside })
    }
}

/// Version 1: reviews alone.
fn first(fields: &mut Map<String, Value>, aside: &mut Vec<Value>) -> Progress {
    let mut reviews = Vec::new();
    for value in list(fields, "reviews", aside) {
        match OldReview::deserialize(&value).ok().and_then(OldReview::moved) {
            Some(review) => reviews.push(review),
            None => aside.push(value),
        }
    }
    Progress::of(reviews)
}

fn second(fields: &mut Map<String, Value>, aside: &mut Vec<Value>) -> Progress {
    let reviews = all(fields, "reviews", aside);
    let mut progress = Progress::of(reviews);
    let undone: BTreeSet<(u64, Card)> =
        all(fields, "undone", aside).into_iter().map(|undone: Undone| (undone.at_ms, undone.card)).collect();
    progress.undo_all(undone);
    for SavedNote { of, at_ms, text } in all(fields, "notes", aside) {
        let note = Note { at_ms, text };
        let known = progress.notes.entry(of).or_insert_with(|| note.clone());
        *known = note.max(known.clone());
    }
    for SavedBookmark { of, at_ms, is_set } in all(fields, "bookmarks", aside) {
        let mark = Bookmark { at_ms, is_set };
        let known = progress.bookmarks.entry(of).or_insert(mark);
        *known = mark.max(*known);
    }
    progress.epoch_ms = one(fields, "epoch_ms", aside).unwrap_or_default();
    progress.settings = one(fields, "settings", aside).unwrap_or_default();
    progress.round = one(fields, "round", aside);
    progress
}

/// The entries of a list; what stands there instead of a list is set aside.
fn list(fields: &mut Map<String, Value>, name: &str, aside: &mut Vec<Value>) -> Vec<Value> {
    match fields.remove(name) {
        Some(Value::Array(entries)) => entries,
        None | Some(Value::Null) => Vec::new(),
        Some(other) => {
            aside.push(other);
            Vec::new()
        }
    }
}

fn all<T: for<'de> Deserialize<'de>>(
    fields: &mut Map<String, Value>,
    name: &str,
    aside: &mut Vec<Value>,
) -> Vec<T> {
    list(fields, name, aside).into_iter().filter_map(|entry| keep(entry, aside)).collect()
}

fn one<T: for<'de> Deserialize<'de>>(
    fields: &mut Map<String, Value>,
    name: &str,
    aside: &mut Vec<Value>,
) -> Option<T> {
    fields.remove(name).filter(|value| !value.is_null()).and_then(|value| keep(value, aside))
}

/// A value as its type, or set aside.
fn keep<T: for<'de> Deserialize<'de>>(value: Value, aside: &mut Vec<Value>) -> Option<T> {
    let kept = T::deserialize(&value).ok();
    if kept.is_none() {
        aside.push(value);
    }
    kept
}

fn damaged(place: impl Into<String>, reason: impl Into<String>) -> BadProgress {
    BadProgress::Damaged { place: place.into(), reason: reason.into(), remedy: REMEDY }
}
