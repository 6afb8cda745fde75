//! Search: any name, abbreviation or synonym, typing mistakes forgiven.

use std::collections::HashMap;

use strsim::osa_distance;

use super::Atlas;
use crate::order::sort_by;

/// What a hit leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A muscle, by id.
    Muscle(String),
    /// A trigger point, by id.
    Point(String),
}

/// An answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it leads to.
    pub target: Target,
    /// The name to show.
    pub title: String,
    /// The name that matched, where it is another than the title.
    pub matched: Option<String>,
    /// How far the query is from the name: 0 is exact.
    pub distance: f64,
}

/// All names, ready to be searched.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Index {
    targets: Vec<(Target, String)>,
    names: Vec<Name>,
    /// Every word that some name has, once: a query is compared with each word and not with each name.
    words: Vec<Word>,
}

/// One of the names of a target.
#[derive(Debug, Clone, PartialEq)]
struct Name {
    /// Which target.
    of: usize,
    text: String,
    /// Its words, by place in the index's words.
    words: Vec<usize>,
    handicap: f64,
}

/// A word with a set of its letters, so that words that share too few are passed over unread.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    letters: Vec<char>,
    set: u32,
}

impl Word {
    fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let set = letters.iter().fold(0, |set, &letter| set | 1 << (u32::from(letter) % 32));
        Self { letters, set }
    }

    /// How many kinds of letter this word has that the other lacks: each costs at least one mistake.
    fn lacking_in(&self, other: &Self) -> usize {
        (self.set & !other.set).count_ones() as usize
    }
}

impl Index {
    /// Indexes every muscle's names and every trigger point's label.
    pub fn new(atlas: &Atlas) -> Self {
        let mut index = Self::default();
        let mut places = HashMap::new();
        for muscle in atlas.muscles() {
            let english = &muscle.names.english;
            let of = index.target(Target::Muscle(muscle.row.id.clone()), english.clone());
            let mut add = |name: &str, handicap: f64| index.add(&mut places, of, name, handicap);
            add(english, 0.0);
            add(&muscle.names.latin, 0.1);
            for name in muscle.names.abbreviations.iter().chain(&muscle.names.synonyms) {
                add(name, 0.05);
            }
            for name in &muscle.names.misspellings {
                add(name, 0.5);
            }
            for point in &muscle.points {
                let title = format!("{english} {}", point.trigger.label);
                let of = index.target(Target::Point(point.trigger.id.clone()), title.clone());
                index.add(&mut places, of, &title, 0.3);
            }
        }
        index
    }

    fn target(&mut self, target: Target, title: String) -> usize {
        self.targets.push((target, title));
        self.targets.len() - 1
    }

    fn add(&mut self, places: &mut HashMap<String, usize>, of: usize, name: &str, handicap: f64) {
        let place = |word: String| {
            *places.entry(word).or_insert_with_key(|word| {
                self.words.push(Word::new(word));
                self.words.len() - 1
            })
        };
        let words: Vec<usize> = words(name).map(place).collect();
        if !words.is_empty() {
            self.names.push(Name { of, text: name.to_owned(), words, handicap });
        }
    }

    /// The best hits for what was typed so far, at most `limit`, each target once, the nearest first.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let asked: Vec<Word> = words(query).map(|word| Word::new(&word)).collect();
        if asked.is_empty() {
            return Vec::new();
        }
        let far = |asked: &Word| -> Vec<Option<f64>> {
            self.words.iter().map(|word| word_distance(asked, word)).collect()
        };
        let distances: Vec<Vec<Option<f64>>> = asked.iter().map(far).collect();
        // The nearest name of each target, by place.
        let mut best: Vec<Option<(f64, usize)>> = vec![None; self.targets.len()];
        for (at, name) in self.names.iter().enumerate() {
            let Some(distance) = name.distance(&distances) else { continue };
            let known = &mut best[name.of];
            if known.is_none_or(|(least, _)| distance < least) {
                *known = Some((distance, at));
            }
        }
        let mut found: Vec<(f64, usize)> = best.into_iter().flatten().collect();
        sort_by(&mut found, |a, b| a.0.total_cmp(&b.0));
        found.truncate(limit);
        found.into_iter().map(|(distance, at)| self.hit(&self.names[at], distance)).collect()
    }

    fn hit(&self, name: &Name, distance: f64) -> Hit {
        let (target, title) = &self.targets[name.of];
        let matched = (name.text != *title).then(|| name.text.clone());
        Hit { target: target.clone(), title: title.clone(), matched, distance }
    }
}

impl Name {
    /// Every asked word must be near some word of the name, each word of the name taken once. `distances` holds, for
    /// each asked word, how far it is from each word of the index.
    fn distance(&self, distances: &[Vec<Option<f64>>]) -> Option<f64> {
        let mut free: Vec<usize> = self.words.clone();
        let mut total = self.handicap;
        for far in distances {
            let (best, at) = free
                .iter()
                .enumerate()
                .filter_map(|(at, &word)| far[word].map(|distance| (distance, at)))
                .min_by(|a, b| a.0.total_cmp(&b.0))?;
            total += best;
            free.swap_remove(at);
        }
        Some(total + 0.15 * free.len() as f64)
    }
}

/// How far a typed word is from a name's word: 0 the same, under 1 its beginning, from 1 with mistakes.
fn word_distance(asked: &Word, name: &Word) -> Option<f64> {
    let (letters, of) = (asked.letters.as_slice(), name.letters.as_slice());
    if letters == of {
        return Some(0.0);
    }
    if of.starts_with(letters) {
        return Some(0.2 + 0.02 * (of.len() - letters.len()).min(10) as f64);
    }
    let allowed = match letters.len() {
        0..=2 => return None,
        3..=6 => 1,
        _ => 2,
    };
    if asked.lacking_in(name) > allowed || of.len() + allowed < letters.len() {
        return None;
    }
    let text: String = letters.iter().collect();
    let mistakes = |length: usize| osa_distance(&text, &of[..length].iter().collect::<String>());
    // The whole word with mistakes, or, while it is being typed, its beginning with mistakes.
    let beginning = (letters.len().saturating_sub(1)..=letters.len() + 1)
        .filter(|&length| letters.len() >= 4 && length < of.len())
        .map(|length| (mistakes(length), 0.3));
    let whole = (of.len() <= letters.len() + allowed).then(|| (mistakes(of.len()), 0.0));
    beginning
        .chain(whole)
        .filter(|(mistakes, _)| *mistakes <= allowed)
        .map(|(mistakes, extra)| mistakes as f64 + extra)
        .min_by(f64::total_cmp)
}

/// Lower-case words without accents and punctuation.
fn words(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect::<Vec<_>>().into_iter()
}
