//! What the atlas shows besides view, depth and choice, kept in its address as words with dots between.

use super::plate::{Ghosts, Names, Part};

/// The options that are not as usual, in the order in which they were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Options(String);

/// An option's word in the address.
pub(crate) type Word = &'static str;

/// Names beside the plate, in English.
pub(crate) const ENGLISH: Word = "english";
/// Names beside the plate, in Latin.
pub(crate) const LATIN: Word = "latin";
/// Nothing stays of the layers that are peeled away.
pub(crate) const NO_OUTLINES: Word = "no-outlines";
/// All layers that are peeled away stay as outlines.
pub(crate) const ALL_OUTLINES: Word = "all-outlines";
/// The attachments of the chosen muscle.
pub(crate) const ATTACHMENTS: Word = "attachments";
/// Only the chosen muscle and its bones.
pub(crate) const ALONE: Word = "alone";
/// What lies over and under the chosen muscle, outlined.
pub(crate) const BESIDE: Word = "neighbors";
/// The parts of the body that can be taken off.
pub(crate) const PARTS: [(Word, Part); 4] =
    [("no-head", Part::Head), ("no-trunk", Part::Trunk), ("no-arm", Part::Arm), ("no-leg", Part::Leg)];

const ALL: [Word; 11] = [
    ENGLISH,
    LATIN,
    NO_OUTLINES,
    ALL_OUTLINES,
    ATTACHMENTS,
    ALONE,
    BESIDE,
    "no-head",
    "no-trunk",
    "no-arm",
    "no-leg",
];

impl Options {
    /// The options of some words with dots between.
    pub(crate) fn of(words: String) -> Self {
        Self(words)
    }

    /// The options as words with dots between; empty where everything is as usual.
    pub(crate) fn words(&self) -> &str {
        &self.0
    }

    /// Whether an option is chosen.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.split('.').any(|chosen| chosen == word)
    }

    /// The same without the words that nobody knows: a link may be old or mistyped.
    pub(crate) fn known(self) -> Self {
        self.filtered(|word| ALL.contains(&word))
    }

    /// The same with an option the other way.
    pub(crate) fn toggled(self, word: Word) -> Self {
        if self.has(word) { self.filtered(|chosen| chosen != word) } else { self.with(word) }
    }

    /// The same with one of several options, or none of them.
    pub(crate) fn chosen(self, among: &[Word], word: Option<Word>) -> Self {
        let rest = self.filtered(|chosen| !among.contains(&chosen));
        match word {
            Some(word) => rest.with(word),
            None => rest,
        }
    }

    /// The names beside the plate.
    pub(crate) fn names(&self) -> Names {
        if self.has(LATIN) {
            Names::Latin
        } else if self.has(ENGLISH) {
            Names::English
        } else {
            Names::Off
        }
    }

    /// What stays of the layers that are peeled away.
    pub(crate) fn ghosts(&self) -> Ghosts {
        if self.has(ALL_OUTLINES) {
            Ghosts::All
        } else if self.has(NO_OUTLINES) {
            Ghosts::Off
        } else {
            Ghosts::Last
        }
    }

    /// The parts that are taken off.
    pub(crate) fn hidden(&self) -> Vec<Part> {
        PARTS.iter().filter(|(word, _)| self.has(word)).map(|(_, part)| *part).collect()
    }

    fn with(mut self, word: Word) -> Self {
        if !self.0.is_empty() {
            self.0.push('.');
        }
        self.0.push_str(word);
        self
    }

    fn filtered(self, keeps: impl Fn(&str) -> bool) -> Self {
        let words: Vec<&str> = self.0.split('.').filter(|word| !word.is_empty() && keeps(word)).collect();
        Self(words.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_come_and_go_and_unknown_ones_are_forgotten() {
        let options = Options::default().toggled("no-arm").chosen(&[ENGLISH, LATIN], Some(LATIN));
        assert_eq!(options, Options("no-arm.latin".to_owned()));
        assert_eq!((options.names(), options.hidden()), (Names::Latin, vec![Part::Arm]));
        let english = options.clone().chosen(&[ENGLISH, LATIN], Some(ENGLISH));
        assert_eq!(english.names(), Names::English);
        assert!(options.chosen(&[ENGLISH, LATIN], None).toggled("no-arm").words().is_empty());
        let mistyped = Options("latin..no-tail.alone".to_owned()).known();
        assert_eq!(mistyped, Options("latin.alone".to_owned()));
    }
}
