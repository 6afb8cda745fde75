//! How hard a text is to read, as a school grade.
//!
//! Kincaid JP, Fishburne RP, Rogers RL, Chissom BS (1975): Derivation of new readability formulas for Navy enlisted
//! personnel. Research Branch Report 8-75.

/// The Flesch-Kincaid grade of an English text: the years of school after which it is read with ease; 0 for no text.
pub(crate) fn grade(text: &str) -> f64 {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let sentences =
        text.split(['.', '?', '!', ';', ':']).filter(|part| part.chars().any(char::is_alphabetic)).count();
    if words.is_empty() || sentences == 0 {
        return 0.0;
    }
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let count = words.len() as f64;
    0.39 * count / sentences as f64 + 11.8 * syllables as f64 / count - 15.59
}

/// The syllables of an English word: its runs of vowels, less a silent e at the end; at least one.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut runs = 0;
    let mut was_vowel = false;
    for letter in word.chars() {
        runs += usize::from(is_vowel(letter) && !was_vowel);
        was_vowel = is_vowel(letter);
    }
    // The e of "while" is silent, that of "muscle" is not: there a consonant stands before the l.
    let before_le = word.strip_suffix("le").and_then(|rest| rest.chars().last());
    let is_spoken = before_le.is_some_and(|letter| !is_vowel(letter));
    let is_silent = word.ends_with('e') && !is_spoken && runs > 1;
    (runs - usize::from(is_silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (word, count) in
            [("press", 1), ("muscle", 2), ("scapula", 3), ("trapezius", 3), ("while", 1), ("the", 1)]
        {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn long_sentences_of_long_words_are_harder() {
        let plain = grade("Press the bone. Wait for the ache to fade. Then let go.");
        let hard = grade(
            "Subsequently the practitioner administers continuously increasing perpendicular compression, taking into \
             consideration individual sensitivity, until autonomic reactions necessitate discontinuation.",
        );
        assert!(plain < 3.0 && hard > 20.0, "{plain} {hard}");
        assert!(grade("") < f64::EPSILON && grade(" ... ") < f64::EPSILON);
    }
}
