//! Search: any name, abbreviation or synonym, typing mistakes forgiven; and, once the long texts are here, the ways in of
//! who does not know the name (see `ways`).

use std::collections::HashMap;

use super::Atlas;
use crate::order::sort_by;

/// What a hit leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A muscle, by id.
    Muscle(String),
    /// A trigger point, by id.
    Point(String),
    /// A place on the skin: the ids of its regions.
    Place(Vec<String>),
    /// A condition, by id.
    Condition(String),
    /// A term of the field, by id.
    Term(String),
}

/// An answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it leads to.
    pub target: Target,
    /// The name to show.
    pub title: String,
    /// The words that matched, where they are others than the title.
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
    places: HashMap<String, usize>,
}

/// How the words of a name count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weight {
    /// How far the name is behind the best there is.
    pub(super) handicap: f64,
    /// What each of its words costs that was not asked for.
    pub(super) spare: f64,
    /// Whether it may be shown as what matched.
    pub(super) is_shown: bool,
}

impl Weight {
    /// A name so far behind.
    pub(super) fn name(handicap: f64) -> Self {
        Self { handicap, spare: 0.15, is_shown: true }
    }
}

/// One of the names of a target.
#[derive(Debug, Clone, PartialEq)]
struct Name {
    /// Which target.
    of: usize,
    text: String,
    /// Its words, by place in the index's words.
    words: Vec<usize>,
    /// Words that may stand in the query beside the name, by the same places.
    around: Vec<usize>,
    /// All words written as one.
    joined: Word,
    weight: Weight,
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

/// Shorter queries than this are not looked for across the gaps between words.
const LEAST_JOINED: usize = 6;
/// What a word of the query costs that stands around a name.
const AROUND: f64 = 0.1;
/// What a word of a complaint costs that a name lacks.
const LACKING: f64 = 1.0;

impl Index {
    /// Indexes every muscle's names and every trigger point's label.
    pub fn new(atlas: &Atlas) -> Self {
        let mut index = Self::default();
        for muscle in atlas.muscles() {
            let english = &muscle.names.english;
            let of = index.target(Target::Muscle(muscle.row.id.clone()), english.clone());
            let mut add = |name: &str, weight: Weight| index.add(of, name, words(name), &[], weight);
            add(english, Weight::name(0.0));
            add(&muscle.names.latin, Weight::name(0.1));
            for name in muscle.names.abbreviations.iter().chain(&muscle.names.synonyms) {
                add(name, Weight::name(0.05));
            }
            for name in &muscle.names.also {
                add(name, Weight { is_shown: false, ..Weight::name(0.05) });
            }
            for name in &muscle.names.misspellings {
                add(name, Weight { is_shown: false, ..Weight::name(0.5) });
            }
            for point in &muscle.points {
                let title = format!("{english} {}", point.trigger.label);
                let of = index.target(Target::Point(point.trigger.id.clone()), title.clone());
                index.add(of, &title, words(&title), &[], Weight::name(0.3));
            }
        }
        index
    }

    /// Adds something that names may lead to, and tells its number.
    pub(super) fn target(&mut self, target: Target, title: String) -> usize {
        self.targets.push((target, title));
        self.targets.len() - 1
    }

    /// Adds a name of a target: how it is shown, the words by which it is found, and those that may stand around them.
    pub(super) fn add(
        &mut self,
        of: usize,
        name: &str,
        words: Vec<String>,
        around: &[String],
        weight: Weight,
    ) {
        if words.is_empty() {
            return;
        }
        let joined = Word::new(&words.concat());
        let words = words.iter().map(|word| self.place(word)).collect();
        let around = around.iter().map(|word| self.place(word)).collect();
        self.names.push(Name { of, text: name.to_owned(), words, around, joined, weight });
    }

    fn place(&mut self, word: &str) -> usize {
        *self.places.entry(word.to_owned()).or_insert_with_key(|word| {
            self.words.push(Word::new(word));
            self.words.len() - 1
        })
    }

    /// The best hits for what was typed so far, at most `limit`, each target once, the nearest first. Every word must be
    /// near some word of the name.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.find_words(&words(query), 0, limit)
    }

    /// As [`Index::find`], where a name may lack some of the words.
    pub(super) fn find_words(&self, asked: &[String], may_lack: usize, limit: usize) -> Vec<Hit> {
        if asked.is_empty() {
            return Vec::new();
        }
        let far = |asked: &String| -> Vec<Option<f64>> {
            let asked = Word::new(asked);
            self.words.iter().map(|word| word_distance(&asked, word)).collect()
        };
        let distances: Vec<Vec<Option<f64>>> = asked.iter().map(far).collect();
        let is_near = |word: &usize| distances.iter().any(|far| far[*word].is_some());
        let near: Vec<bool> = (0..self.words.len()).map(|word| is_near(&word)).collect();
        let joined = Word::new(&asked.concat());
        let mut found = self.nearest(|name| {
            // Most names have nothing of what was asked for.
            let has_some = name.words.iter().any(|&word| near[word]);
            let by_words = if has_some { name.distance(&distances, may_lack) } else { None };
            by_words.into_iter().chain(name.beginning(&joined)).min_by(f64::total_cmp)
        });
        if found.is_empty() && joined.letters.len() >= LEAST_JOINED {
            found =
                self.nearest(|name| Some(name.weight.handicap + 0.3 + word_distance(&joined, &name.joined)?));
        }
        found.truncate(limit);
        found.into_iter().map(|(distance, at)| self.hit(&self.names[at], distance)).collect()
    }

    /// The nearest name of each target, by place, the nearest of all first.
    fn nearest(&self, distance: impl Fn(&Name) -> Option<f64>) -> Vec<(f64, usize)> {
        let mut best: Vec<Option<(f64, usize)>> = vec![None; self.targets.len()];
        for (at, name) in self.names.iter().enumerate() {
            let Some(distance) = distance(name) else { continue };
            let known = &mut best[name.of];
            if known.is_none_or(|(least, _)| distance < least) {
                *known = Some((distance, at));
            }
        }
        let mut found: Vec<(f64, usize)> = best.into_iter().flatten().collect();
        sort_by(&mut found, |a, b| a.0.total_cmp(&b.0));
        found
    }

    fn hit(&self, name: &Name, distance: f64) -> Hit {
        let (target, title) = &self.targets[name.of];
        let matched = (name.weight.is_shown && name.text != *title).then(|| name.text.clone());
        Hit { target: target.clone(), title: title.clone(), matched, distance }
    }
}

impl Name {
    /// How far the asked words are from the name's, each of which is taken once; `None` where more are lacking than may.
    /// `distances` holds, for each asked word, how far it is from each word of the index.
    fn distance(&self, distances: &[Vec<Option<f64>>], may_lack: usize) -> Option<f64> {
        let mut free: Vec<usize> = self.words.clone();
        let mut total = self.weight.handicap;
        let (mut lacking, mut is_mistaken) = (0, false);
        for far in distances {
            let near = free.iter().enumerate().filter_map(|(at, &word)| Some((far[word]?, at)));
            if let Some((best, at)) = near.min_by(|a, b| a.0.total_cmp(&b.0)) {
                total += best;
                is_mistaken |= best >= 1.0;
                free.swap_remove(at);
            } else if self.around.iter().any(|&word| far[word] == Some(0.0)) {
                total += AROUND;
            } else if lacking < may_lack {
                lacking += 1;
                total += LACKING;
            } else {
                return None;
            }
        }
        // A name of which nothing was asked for, or of which one word is lacking and another mistaken, is none that was meant.
        let is_meant = free.len() < self.words.len() && !(lacking > 0 && is_mistaken);
        is_meant.then_some(total + self.weight.spare * free.len() as f64)
    }

    /// How far the query is from the name where both are written as one word and the query is the name's beginning.
    fn beginning(&self, joined: &Word) -> Option<f64> {
        let (letters, of) = (&joined.letters, &self.joined.letters);
        let rest = of.len().checked_sub(letters.len())?;
        let is_beginning = letters.len() >= LEAST_JOINED && of.starts_with(letters);
        is_beginning.then_some(self.weight.handicap + 0.25 + 0.02 * rest.min(10) as f64)
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
    // Farther than this no beginning of the word can be as near as is allowed.
    let longest = of.len().min(letters.len() + 2);
    let mistakes = mistakes(letters, &of[..longest], allowed)?;
    // The whole word with mistakes, or, while it is being typed, its beginning with mistakes.
    let beginning = (letters.len().saturating_sub(1)..=letters.len() + 1)
        .filter(|&length| letters.len() >= 4 && length < of.len())
        .map(|length| (mistakes[length], 0.3));
    let whole = (of.len() <= letters.len() + allowed).then(|| (mistakes[of.len()], 0.0));
    beginning
        .chain(whole)
        .filter(|(mistakes, _)| *mistakes <= allowed)
        .map(|(mistakes, extra)| mistakes as f64 + extra)
        .min_by(f64::total_cmp)
}

/// How many letters are wrong, lacking, too many or exchanged with their neighbour between what was typed and each beginning
/// of a word (optimal string alignment), by the beginning's length; `None` where no beginning is as near as is allowed.
fn mistakes(typed: &[char], word: &[char], allowed: usize) -> Option<Vec<usize>> {
    let (mut row, mut before) = ((0..=word.len()).collect::<Vec<usize>>(), vec![usize::MAX; word.len() + 1]);
    let mut next = before.clone();
    for (at, &letter) in typed.iter().enumerate() {
        next[0] = at + 1;
        for (place, &other) in word.iter().enumerate() {
            let is_exchanged = at > 0 && place > 0 && letter == word[place - 1] && other == typed[at - 1];
            let exchanged = if is_exchanged { before[place - 1] + 1 } else { usize::MAX };
            let wrong = row[place] + usize::from(letter != other);
            next[place + 1] = exchanged.min(wrong).min(next[place] + 1).min(row[place + 1] + 1);
        }
        // An exchange reaches back over one row.
        if next.iter().chain(&row).all(|mistakes| *mistakes > allowed) {
            return None;
        }
        std::mem::swap(&mut before, &mut row);
        std::mem::swap(&mut row, &mut next);
    }
    Some(row)
}

/// Lower-case words without accents and punctuation. By a small table of its own: Unicode's would cost kilobytes.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        let base = match letter {
            'À'..='Å' | 'à'..='å' | 'ā' | 'ă' => "a",
            'Æ' | 'æ' => "ae",
            'Ç' | 'ç' => "c",
            'È'..='Ë' | 'è'..='ë' | 'ē' | 'ĕ' => "e",
            'Ì'..='Ï' | 'ì'..='ï' | 'ī' | 'ĭ' => "i",
            'Ñ' | 'ñ' => "n",
            'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'ō' | 'ŏ' => "o",
            'Œ' | 'œ' => "oe",
            'Ù'..='Ü' | 'ù'..='ü' | 'ū' | 'ŭ' => "u",
            'ý' | 'ÿ' => "y",
            'ß' => "ss",
            // Accents of their own, and apostrophes.
            '\u{300}'..='\u{36f}' | '\'' | '’' => "",
            other if other.is_ascii_alphanumeric() => {
                plain.push(other.to_ascii_lowercase());
                continue;
            }
            _ => " ",
        };
        plain.push_str(base);
    }
    plain.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::mistakes;

    /// Against the plain distance, for all beginnings.
    #[test]
    fn mistakes_are_counted_as_the_alignment_counts_them() {
        let words = [
            "trapezius",
            "tarpezius",
            "trapz",
            "masseter",
            "maseter",
            "mases",
            "scalene",
            "sclaene",
            "",
            "e",
        ];
        for typed in words {
            for word in words {
                let [letters, of] = [typed, word].map(|text| text.chars().collect::<Vec<char>>());
                let least = |length: usize| strsim::osa_distance(typed, &word[..length]);
                let expected: Vec<usize> = (0..=of.len()).map(least).collect();
                assert_eq!(mistakes(&letters, &of, usize::MAX), Some(expected.clone()), "{typed} {word}");
                let found = mistakes(&letters, &of, 2);
                let is_same = found.as_ref().is_none_or(|found| *found == expected);
                assert!(
                    is_same && (found.is_some() || expected.iter().all(|one| *one > 2)),
                    "{typed} {word}"
                );
            }
        }
    }
}
