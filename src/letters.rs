//! Letters of sentences, for every layer of the app.

/// The text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
        .unwrap_or_default()
}

/// Names of people, which keep their capital.
const PROPER: [&str; 1] = ["Achilles"];

/// A name inside a sentence: its first letter in lower case, unless it begins with an abbreviation or a proper name, such as
/// "TrP", "C7" or "Achilles".
pub(crate) fn in_sentence(text: &str) -> String {
    let mut letters = text.chars();
    let (Some(first), rest) = (letters.next(), letters.as_str()) else { return String::new() };
    let word = rest.split([' ', '-']).next().unwrap_or_default();
    let is_abbreviation =
        word.is_empty() || word.chars().any(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if is_abbreviation || PROPER.iter().any(|name| text.starts_with(name)) {
        return text.to_owned();
    }
    std::iter::once(first.to_ascii_lowercase()).chain(rest.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_sentences_keep_the_capitals_of_abbreviations() {
        for (name, expected) in [
            ("Upper point beside the inner border", "upper point beside the inner border"),
            ("TrP 4", "TrP 4"),
            ("C2 level", "C2 level"),
            ("IT band", "IT band"),
            ("Achilles tendon", "Achilles tendon"),
            ("X", "X"),
            ("", ""),
        ] {
            assert_eq!(in_sentence(name), expected);
        }
    }
}
