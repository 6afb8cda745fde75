//! Notes: what the learner wrote about a muscle or point. Two that were written apart are both kept.
//!
//! A note is written in sittings. Whoever writes on within an hour writes the same note, and its newest word counts; later a new
//! one begins and takes the place of what was there. Two copies of one note are merged into the newer; two notes that
//! were begun apart, as in two browsers, stand side by side until one of them is edited. That is a map with
//! tombstones, whose merge is commutative, associative and idempotent (M. Shapiro et al., "A comprehensive study of
//! convergent and commutative replicated data types", 2011).

use serde_json::Value;

use crate::json::{list, number, object, text};

/// Who writes on within this time writes the same note.
const SITTING_MS: u64 = 60 * 60_000;

/// What a note is about and when it was begun.
type Key = (String, u64);

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// When it was written, in milliseconds since 1970.
    pub at_ms: u64,
    /// What it says.
    pub text: String,
}

/// All notes, by what they are about ("muscle/trapezius").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// In order; an emptied note stays as the newest word.
    notes: Vec<(Key, Note)>,
    /// Those in whose place others stand, in order, so that no copy brings them back.
    replaced: Vec<Key>,
}

impl Notes {
    fn is_replaced(&self, key: &Key) -> bool {
        self.replaced.binary_search(key).is_ok()
    }

    fn replace(&mut self, key: Key) {
        if let Err(at) = self.replaced.binary_search(&key) {
            self.notes.retain(|(known, _)| *known != key);
            self.replaced.insert(at, key);
        }
    }

    /// Takes a note that was begun at a time, unless a later word on it is here or another stands in its place.
    pub fn insert(&mut self, of: &str, since_ms: u64, note: Note) {
        let key = (of.to_owned(), since_ms);
        if self.is_replaced(&key) {
            return;
        }
        match self.notes.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(at) if self.notes[at].1 < note => self.notes[at].1 = note,
            Ok(_) => {}
            Err(at) => self.notes.insert(at, (key, note)),
        }
    }

    fn about(&self, of: &str) -> impl DoubleEndedIterator<Item = &(Key, Note)> {
        self.notes.iter().filter(move |((about, _), _)| about == of)
    }

    /// What is written about a thing: the notes in the order in which they were begun, a line between them. What stands in another
    /// word for word is told once.
    pub fn text(&self, of: &str) -> String {
        let texts: Vec<&str> = self.about(of).map(|(_, note)| note.text.as_str()).collect();
        if let [only] = texts.as_slice() {
            // To the letter: someone may be writing it.
            return (*only).to_owned();
        }
        let texts: Vec<&str> = texts.into_iter().map(str::trim).collect();
        let is_new = |(at, text): (usize, &&str)| {
            let stands_in = |(other, longer): (usize, &&str)| {
                other != at && longer.contains(*text) && (longer.len() > text.len() || other < at)
            };
            !text.is_empty() && !texts.iter().enumerate().any(stands_in)
        };
        let new = texts.iter().enumerate().filter(|(at, text)| is_new((*at, text)));
        new.map(|(_, text)| *text).collect::<Vec<_>>().join("\n\n")
    }

    /// Writes what is said about a thing from now on: one note, in the place of all that were there. A clock that was set back is
    /// no reason to lose the newer word.
    pub fn write(&mut self, of: &str, text: &str, now_ms: u64) {
        let newest = self.about(of).max_by(|(_, one), (_, other)| one.at_ms.cmp(&other.at_ms));
        let newest = newest.map(|((_, since_ms), note)| (*since_ms, note.at_ms));
        let least_ms = newest.map_or(0, |(_, at_ms)| at_ms.saturating_add(1));
        let at_ms = now_ms.max(least_ms);
        let begun = newest.filter(|(_, last_ms)| now_ms.abs_diff(*last_ms) < SITTING_MS);
        let mut since_ms = begun.map_or(at_ms, |(since_ms, _)| since_ms);
        while begun.is_none() && self.is_replaced(&(of.to_owned(), since_ms)) {
            since_ms = since_ms.wrapping_add(1);
        }
        let others: Vec<Key> =
            self.about(of).map(|(key, _)| key.clone()).filter(|(_, since)| *since != since_ms).collect();
        others.into_iter().for_each(|key| self.replace(key));
        self.insert(of, since_ms, Note { at_ms, text: text.to_owned() });
    }

    /// Takes over all that another copy knows.
    pub fn merge(&mut self, other: &Self) {
        other.replaced.iter().for_each(|key| self.replace(key.clone()));
        for ((of, since_ms), note) in &other.notes {
            self.insert(of, *since_ms, note.clone());
        }
    }

    /// Every note with what it is about, the emptied ones too.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Note)> {
        self.notes.iter().map(|((of, _), note)| (of.as_str(), note))
    }

    /// What notes are about, each once.
    pub fn places(&self) -> Vec<&str> {
        let mut places: Vec<&str> = self.iter().map(|(of, _)| of).collect();
        places.dedup();
        places
    }

    pub(super) fn to_value(&self) -> Value {
        list(self.notes.iter().map(|((of, since_ms), note)| {
            object([
                ("of", of.as_str().into()),
                ("since_ms", (*since_ms).into()),
                ("at_ms", note.at_ms.into()),
                ("text", note.text.as_str().into()),
            ])
        }))
    }

    pub(super) fn replaced_to_value(&self) -> Value {
        let entry =
            |(of, since_ms): &Key| object([("of", of.as_str().into()), ("since_ms", (*since_ms).into())]);
        list(self.replaced.iter().map(entry))
    }

    /// Takes a saved note; whether it was one. Earlier versions did not keep when it was begun: then two copies of it stand
    /// side by side, unless one stands in the other.
    pub(super) fn take(&mut self, value: &Value) -> bool {
        let read = (text(value, "of"), number(value, "at_ms"), text(value, "text"));
        let (Some(of), Some(at_ms), Some(text)) = read else { return false };
        let since_ms = number(value, "since_ms").unwrap_or(at_ms);
        self.insert(of, since_ms, Note { at_ms, text: text.to_owned() });
        true
    }

    /// Takes a saved tombstone; whether it was one.
    pub(super) fn take_replaced(&mut self, value: &Value) -> bool {
        let read = text(value, "of").zip(number(value, "since_ms"));
        if let Some((of, since_ms)) = read {
            self.replace((of.to_owned(), since_ms));
        }
        read.is_some()
    }
}
