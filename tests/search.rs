//! Every muscle is found by each of its names, and by its name with a slip of the finger.
#![cfg(all(feature = "authoring", not(target_arch = "wasm32")))]
#![allow(missing_docs, reason = "tests")]

use std::path::Path;

use palpate::atlas::authoring::{Sources, report};
use palpate::atlas::{Atlas, Index, Target};

/// As many as the search box lists.
const LISTED: usize = 8;

fn atlas() -> Atlas {
    let sources = Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")));
    sources.unwrap_or_else(|faults| panic!("{}", report(&faults))).atlas()
}

/// The place of a muscle among the muscles found, from 0.
fn place(index: &Index, query: &str, id: &str) -> Option<usize> {
    let hits = index.find(query, LISTED);
    let muscles = hits.iter().filter_map(|hit| match &hit.target {
        Target::Muscle(id) => Some(id),
        Target::Point(_) => None,
    });
    muscles.into_iter().position(|found| found == id)
}

/// Fails with all names that do not lead to their muscle in the list's first `places`.
fn check(places: usize, queries: impl Fn(&palpate::atlas::Muscle) -> Vec<String>) {
    let atlas = atlas();
    let index = Index::new(&atlas);
    let mut lost = Vec::new();
    for muscle in atlas.muscles() {
        for query in queries(muscle) {
            if place(&index, &query, &muscle.row.id).is_none_or(|place| place >= places) {
                lost.push(format!("\"{query}\" does not lead to {}", muscle.row.id));
            }
        }
    }
    assert!(lost.is_empty(), "{} names are lost:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn every_name_leads_to_its_muscle_first() {
    check(1, |muscle| vec![muscle.names.english.clone()]);
}

#[test]
fn every_other_name_leads_to_its_muscle() {
    check(LISTED, |muscle| {
        let names = &muscle.names;
        let all = names.abbreviations.iter().chain(&names.synonyms).chain(&names.misspellings);
        all.chain([&names.latin]).filter(|name| !name.is_empty()).cloned().collect()
    });
}

#[test]
fn a_name_is_found_in_capitals_and_without_its_end() {
    check(LISTED, |muscle| vec![muscle.names.english.to_uppercase()]);
    check(LISTED, |muscle| {
        let name = &muscle.names.english;
        vec![name.chars().take(name.chars().count() - 2).collect()]
    });
}

#[test]
fn one_mistake_in_a_long_word_is_forgiven() {
    check(LISTED, |muscle| {
        muscle
            .names
            .english
            .split(' ')
            .filter(|word| word.len() >= 5)
            .flat_map(|word| {
                slips(word).map(|slip| muscle.names.english.replacen(word, &slip, 1)).collect::<Vec<_>>()
            })
            .collect()
    });
}

/// A word with a letter left out, doubled, mistaken or two swapped, at every place but the first letter.
fn slips(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    let at = move |place: usize| {
        let (before, here, after) = (&letters[..place], letters[place], &letters[place + 1..]);
        let joined = |middle: &[char]| [before, middle, after].concat().into_iter().collect::<String>();
        let swapped =
            [&letters[..place - 1], &[here, letters[place - 1]], after].concat().into_iter().collect();
        let mistaken = if here == 'x' { 'y' } else { 'x' };
        [joined(&[]), joined(&[here, here]), joined(&[mistaken]), swapped]
    };
    (1..word.chars().count()).flat_map(at)
}

#[test]
fn what_nothing_is_called_finds_nothing() {
    let index = Index::new(&atlas());
    for query in ["", "   ", "-", "qqqqqq", "zzz zzz zzz"] {
        assert!(index.find(query, LISTED).is_empty(), "\"{query}\" finds {:?}", index.find(query, LISTED));
    }
}
