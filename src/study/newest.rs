//! The newest word on each of many things.

use crate::json::{list, object, text};
use serde_json::Value;

/// Words by what they are about ("muscle/trapezius"), of each the newest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newest<W>(Vec<(String, W)>);

/// A word that a later one takes the place of.
pub trait Word: Ord + Clone {
    /// Its fields besides what it is about.
    fn fields(&self) -> [(&'static str, Value); 2];
    /// Reads it.
    fn read(value: &Value) -> Option<Self>;
}

impl<W> Default for Newest<W> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<W: Word> Newest<W> {
    fn at(&self, of: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(of))
    }

    /// The word on a thing.
    pub fn get(&self, of: &str) -> Option<&W> {
        self.at(of).ok().map(|at| &self.0[at].1)
    }

    /// Takes a word, unless a later one is here.
    pub fn insert(&mut self, of: &str, word: W) {
        match self.at(of) {
            Ok(at) if self.0[at].1 < word => self.0[at].1 = word,
            Ok(_) => {}
            Err(at) => self.0.insert(at, (of.to_owned(), word)),
        }
    }

    /// Takes all words of another, each unless a later one is here.
    pub fn merge(&mut self, other: &Self) {
        for (of, word) in &other.0 {
            self.insert(of, word.clone());
        }
    }

    /// Every word with what it is about.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &W)> {
        self.0.iter().map(|(of, word)| (of.as_str(), word))
    }

    pub(super) fn to_value(&self) -> Value {
        let entry = |(of, word): (&str, &W)| {
            let [one, other] = word.fields();
            object([("of", of.into()), one, other])
        };
        list(self.iter().map(entry))
    }

    /// Takes a saved word; whether it was one.
    pub(super) fn take(&mut self, value: &Value) -> bool {
        let read = text(value, "of").zip(W::read(value));
        let is_sound = read.is_some();
        if let Some((of, word)) = read {
            self.insert(of, word);
        }
        is_sound
    }
}
