//! The saved format: JSON with a version. Whatever is read, nothing panics and no sound review is lost. The same format
//! is what an export writes and an import reads.
//!
//! ```json
//! { "palpate": "progress", "version": 2, "epoch_ms": 0,
//!   "reviews": [ { "at_ms": 1, "card": "point-place/levator-scapulae-1", "kind": "find-point", "grade": "good", "took_ms": 3200 } ],
//!   "undone": [ { "at_ms": 1, "card": "point-place/levator-scapulae-1" } ],
//!   "notes": [ { "of": "muscle/trapezius", "since_ms": 1, "at_ms": 1, "text": "Ask for the desk." } ],
//!   "notes_replaced": [ { "of": "muscle/trapezius", "since_ms": 0 } ],
//!   "bookmarks": [ { "of": "point/trapezius-1", "at_ms": 1, "is_set": true } ],
//!   "settings": { "retention": 90 }, "round": null }
//! ```
//!
//! Version 1 knew two kinds of question about points, and called what they ask after items: "find-point/x" is now the
//! card "point-place/x", "whose-pain/x" is "point-referral/x". Its round is not taken over, its reviews are.

use serde_json::{Map, Value};

use super::{Grade, Progress, Review, Settings};
use crate::json::{list, number, object, text};
use crate::quiz::{Card, Kind, Round};

/// The version that is written.
pub const VERSION: u64 = 2;
const MARK: &str = "progress";
/// By either of these a file is known as ours though the rest of it is missing.
const SIGNS: [&str; 2] = ["\"palpate\"", "\"epoch_ms\""];

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
    /// Palpate's progress, but damaged beyond reading.
    #[error("the saved progress is damaged at {place}: {reason}. {remedy}.")]
    Damaged {
        /// Where, in words.
        place: String,
        /// What is wrong there.
        reason: String,
        /// What to do.
        remedy: &'static str,
    },
    /// Nothing that Palpate ever wrote.
    #[error("the saved progress is damaged at {place}: {reason}. {REMEDY}.")]
    Foreign {
        /// Where one sees that, in words.
        place: String,
        /// How one sees it.
        reason: &'static str,
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

impl Progress {
    /// Writes the saved form.
    pub fn to_json(&self) -> String {
        let review = |review: &Review| {
            object([
                ("at_ms", review.at_ms.into()),
                ("card", review.card.to_string().into()),
                ("kind", review.kind.slug().into()),
                ("grade", review.grade.name().into()),
                ("took_ms", review.took_ms.into()),
            ])
        };
        let undone = |(at_ms, card): &(u64, Card)| {
            object([("at_ms", (*at_ms).into()), ("card", card.to_string().into())])
        };
        let file = object([
            ("palpate", MARK.into()),
            ("version", VERSION.into()),
            ("epoch_ms", self.epoch_ms.into()),
            ("reviews", list(self.reviews().iter().map(review))),
            ("undone", list(self.undone().iter().map(undone))),
            ("notes", self.notes.to_value()),
            ("notes_replaced", self.notes.replaced_to_value()),
            ("bookmarks", self.bookmarks.to_value()),
            ("settings", self.settings.to_value()),
            ("round", self.round.as_ref().map_or(Value::Null, Round::to_value)),
        ]);
        file.to_string()
    }

    /// Reads the saved form of this or an earlier version. Damaged entries are set aside and the rest is kept.
    ///
    /// # Errors
    /// Where it is not Palpate's progress at all, or of a later version.
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Loaded, BadProgress> {
        let json = json.as_ref();
        let value: Value = serde_json::from_slice(json).map_err(|error| {
            // A file that was cut off is still ours.
            let is_in = |sign: &&str| json.windows(sign.len()).any(|part| part == sign.as_bytes());
            let is_ours = SIGNS.iter().any(is_in);
            let (place, reason) =
                (format!("line {}, column {}", error.line(), error.column()), "it is not valid JSON");
            if is_ours { damaged(place, reason) } else { BadProgress::Foreign { place, reason } }
        })?;
        let Value::Object(mut fields) = value else {
            return Err(foreign("the start", "it is not an object with fields"));
        };
        if fields.get("palpate").and_then(Value::as_str) != Some(MARK) {
            return Err(foreign("the field \"palpate\"", "it does not say that this is progress"));
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
        let progress = read(&mut fields, if version == 1 { old_review } else { review }, &mut aside);
        Ok(Loaded { progress, set_aside: aside })
    }
}

fn took_ms(value: &Value) -> Option<u64> {
    if value.get("took_ms").is_some() { number(value, "took_ms") } else { Some(0) }
}

fn review(value: &Value) -> Option<Review> {
    Some(Review {
        at_ms: number(value, "at_ms")?,
        card: text(value, "card")?.parse().ok()?,
        kind: Kind::named(text(value, "kind")?)?,
        grade: Grade::named(text(value, "grade")?)?,
        took_ms: took_ms(value)?,
    })
}

/// A review of version 1.
fn old_review(value: &Value) -> Option<Review> {
    let (kind, of) = text(value, "item")?.split_once('/').filter(|(_, of)| !of.is_empty())?;
    let kind = Kind::named(kind).filter(|kind| matches!(kind, Kind::FindPoint | Kind::WhosePain))?;
    Some(Review {
        at_ms: number(value, "at_ms")?,
        card: Card::new(kind.fact(), of),
        kind,
        grade: Grade::named(text(value, "grade")?)?,
        took_ms: took_ms(value)?,
    })
}

/// All fields. Version 1 has reviews and a round of its own kind, which is left.
fn read(
    fields: &mut Map<String, Value>,
    review: fn(&Value) -> Option<Review>,
    aside: &mut Vec<Value>,
) -> Progress {
    let mut reviews = Vec::new();
    each(fields, "reviews", aside, &mut |value| review(value).map(|review| reviews.push(review)).is_some());
    let mut progress = Progress::default();
    each(fields, "undone", aside, &mut |value| {
        let card = text(value, "card").and_then(|card| card.parse().ok());
        let undone = number(value, "at_ms").zip(card);
        undone.map(|(at_ms, card)| progress.undo(at_ms, card)).is_some()
    });
    progress.add(reviews);
    each(fields, "notes_replaced", aside, &mut |value| progress.notes.take_replaced(value));
    each(fields, "notes", aside, &mut |value| progress.notes.take(value));
    each(fields, "bookmarks", aside, &mut |value| progress.bookmarks.take(value));
    one(fields, "epoch_ms", aside, &mut |value| {
        value.as_u64().map(|epoch_ms| progress.epoch_ms = epoch_ms).is_some()
    });
    one(fields, "settings", aside, &mut |value| {
        Settings::from_value(value).map(|settings| progress.settings = settings).is_some()
    });
    if fields.get("version").and_then(Value::as_u64) == Some(VERSION) {
        one(fields, "round", aside, &mut |value| {
            progress.round = Round::from_value(value);
            progress.round.is_some()
        });
    }
    progress
}

/// Each entry of a list that is there; what is not taken is set aside, and so is what stands there instead of a list.
fn each(
    fields: &mut Map<String, Value>,
    name: &str,
    aside: &mut Vec<Value>,
    take: &mut dyn FnMut(&Value) -> bool,
) {
    one(fields, name, aside, &mut |value| value.is_array());
    if let Some(Value::Array(entries)) = fields.remove(name) {
        for entry in entries {
            if !take(&entry) {
                aside.push(entry);
            }
        }
    }
}

/// A field, unless it is missing or null; set aside where it is not taken.
fn one(
    fields: &mut Map<String, Value>,
    name: &str,
    aside: &mut Vec<Value>,
    take: &mut dyn FnMut(&Value) -> bool,
) {
    let is_taken = fields.get(name).is_none_or(|value| value.is_null() || take(value));
    if !is_taken {
        aside.extend(fields.remove(name));
    }
}

fn foreign(place: &str, reason: &'static str) -> BadProgress {
    BadProgress::Foreign { place: place.to_owned(), reason }
}

fn damaged(place: impl Into<String>, reason: impl Into<String>) -> BadProgress {
    BadProgress::Damaged { place: place.into(), reason: reason.into(), remedy: REMEDY }
}
