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
    words: Vec<Vec<char>>,
    handicap: f64,
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
        hits.sort_by(|a, b| a.distance.total_cmp(&b.distance));
        hits.truncate(limit);
        hits
    }
}

impl Entry {
    /// Every asked word must be near some word of the name, each word of the name taken once.
    fn distance(&self, asked: &[Vec<char>]) -> Option<f64> {
        let mut free: Vec<&[char]> = self.words.iter().map(Vec::as_slice).collect();
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
fn word_distance(asked: &[char], name: &[char]) -> Option<f64> {
    if asked == name {
        return Some(0.0);
    }
    if name.starts_with(asked) {
        return Some(0.2 + 0.02 * (name.len() - asked.len()).min(10) as f64);
    }
    let allowed = match asked.len() {
        0..=2 => return None,
        3 => 1,
        4..=6 => 1,
        _ => 2,
    };
    let text: String = asked.iter().collect();
    // The whole word with mistakes, or, while it is being typed, its beginning with mistakes.
    let beginning = (asked.len().saturating_sub(1)..=asked.len() + 1)
        .filter(|&length| asked.len() >= 4 && length <= name.len())
        .map(|length| (osa_distance(&text, &name[..length].iter().collect::<String>()), 0.3));
    let whole = (osa_distance(&text, &name.iter().collect::<String>()), 0.0);
    beginning
        .chain([whole])
        .filter(|(mistakes, _)| *mistakes <= allowed)
        .map(|(mistakes, extra)| mistakes as f64 + extra)
        .min_by(f64::total_cmp)
}

/// Lower-case words without accents and punctuation.
fn words(text: &str) -> Vec<Vec<char>> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().collect())
        .collect()
}
