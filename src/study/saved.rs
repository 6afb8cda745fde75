//! The saved format: JSON with a version. Whatever is read, nothing panics and no sound review is lost.
//!
//! ```json
//! { "palpate": "progress", "version": 1,
//!   "reviews": [ { "item": "find-point/levator-scapulae-1", "grade": "good", "at_ms": 1, "took_ms": 3200 } ],
//!   "round": null }
//! ```

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Progress, Review};
use crate::quiz::Round;

/// The version that is written.
pub const VERSION: u64 = 1;
const MARK: &str = "progress";

/// Progress as read, with what could not be understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// All that is sound.
    pub progress: Progress,
    /// The damaged reviews or round as they were found, to be kept elsewhere and not overwritten.
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

#[derive(Serialize)]
struct File<'a> {
    palpate: &'static str,
    version: u64,
    reviews: &'a [Review],
    round: &'a Option<Round>,
}

impl Progress {
    /// Writes the saved form.
    pub fn to_json(&self) -> String {
        let file = File { palpate: MARK, version: VERSION, reviews: &self.reviews, round: &self.round };
        // Plain data with string keys always serialises; an empty text would be refused on reading, not misread.
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// Reads the saved form. A damaged review or round is set aside and the rest is kept.
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
        match fields.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(found) if found > VERSION => return Err(BadProgress::Newer { found }),
            _ => return Err(damaged("the field \"version\"", "it is not a version that was ever written")),
        }
        let mut set_aside = Vec::new();
        let reviews = reviews(&mut fields, &mut set_aside)?;
        let round = match fields.remove("round") {
            None | Some(Value::Null) => None,
            Some(round) => keep::<Round>(round, &mut set_aside),
        };
        Ok(Loaded { progress: Progress { reviews, round }, set_aside })
    }
}

fn reviews(fields: &mut Map<String, Value>, set_aside: &mut Vec<Value>) -> Result<Vec<Review>, BadProgress> {
    match fields.remove("reviews") {
        Some(Value::Array(entries)) => {
            Ok(entries.into_iter().filter_map(|entry| keep(entry, set_aside)).collect())
        }
        _ => Err(damaged("the field \"reviews\"", "it is not a list")),
    }
}

/// A value as its type, or set aside.
fn keep<T: for<'de> Deserialize<'de>>(value: Value, set_aside: &mut Vec<Value>) -> Option<T> {
    let kept = T::deserialize(&value).ok();
    if kept.is_none() {
        set_aside.push(value);
    }
    kept
}

fn damaged(place: impl Into<String>, reason: impl Into<String>) -> BadProgress {
    BadProgress::Damaged { place: place.into(), reason: reason.into(), remedy: REMEDY }
}
