//! Search: any name, abbreviation or synonym, typing mistakes forgiven.

use strsim::osa_distance;

use super::Atlas;

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
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    target: Target,
    title: String,
    name: String,
    words: Vec<Word>,
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
        for muscle in atlas.muscles() {
            let target = Target::Muscle(muscle.row.id.clone());
            let title = &muscle.names.english;
            // A muscle that has a page goes before one that is only drawn.
            let behind = if muscle.is_written { 0.0 } else { 0.4 };
            index.add(&target, title, title, behind);
            index.add(&target, title, &muscle.names.latin, behind + 0.1);
            for name in muscle.names.abbreviations.iter().chain(&muscle.names.synonyms) {
                index.add(&target, title, name, behind + 0.05);
            }
            for name in &muscle.names.misspellings {
                index.add(&target, title, name, behind + 0.5);
            }
            for point in &muscle.points {
                let target = Target::Point(point.trigger.id.clone());
                let title = format!("{} {}", muscle.names.english, point.trigger.label);
                index.add(&target, &title, &title, 0.3);
            }
        }
        index
    }

    fn add(&mut self, target: &Target, title: &str, name: &str, handicap: f64) {
        if !name.is_empty() {
            self.entries.push(Entry {
                target: target.clone(),
                title: title.to_owned(),
                name: name.to_owned(),
                words: words(name),
                handicap,
            });
        }
    }

    /// The best hits for what was typed so far, at most `limit`, each target once, the nearest first.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let asked = words(query);
        if asked.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<Hit> = Vec::new();
        for entry in &self.entries {
            let Some(distance) = entry.distance(&asked) else { continue };
            let matched = (entry.name != entry.title).then(|| entry.name.clone());
            let hit = Hit { target: entry.target.clone(), title: entry.title.clone(), matched, distance };
            match hits.iter_mut().find(|known| known.target == hit.target) {
                Some(known) if known.distance <= distance => {}
                Some(known) => *known = hit,
                None => hits.push(hit),
            }
        }
        crate::order::sort_by(&mut hits, |a, b| a.distance.total_cmp(&b.distance));
        hits.truncate(limit);
        hits
    }
}

impl Entry {
    /// Every asked word must be near some word of the name, each word of the name taken once.
    fn distance(&self, asked: &[Word]) -> Option<f64> {
        let mut free: Vec<&Word> = self.words.iter().collect();
        let mut total = self.handicap;
        for word in asked {
            let (best, at) = free
                .iter()
                .enumerate()
                .filter_map(|(at, name)| word_distance(word, name).map(|distance| (distance, at)))
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
fn words(text: &str) -> Vec<Word> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(Word::new)
        .collect()
}
