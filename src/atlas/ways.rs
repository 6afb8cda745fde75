//! The ways in of who does not know a muscle's name: conditions, places on the skin, what clients say, and the field's
//! terms. Comes with the second half of the app.

use std::collections::BTreeSet;

use super::search::{Weight, words};
use super::{Atlas, Group, Hit, Index, Target, Texts};
use crate::order::sort_by;

/// How much farther than the best hit another may be.
const SPREAD: f64 = 1.5;

/// Words of a complaint that say nothing of where it is or what it is.
const FILLERS: [&str; 76] = [
    "a", "about", "ache", "aches", "aching", "after", "all", "am", "an", "and", "are", "at", "bad", "be",
    "by", "can", "client", "do", "does", "during", "feel", "feels", "for", "from", "get", "gets", "got",
    "has", "have", "having", "hurt", "hurting", "hurts", "i", "im", "in", "into", "is", "it", "its", "ive",
    "kind", "m", "make", "makes", "me", "mm", "much", "muscle", "muscles", "musculi", "musculus", "my", "of",
    "on", "or", "over", "pain", "painful", "pains", "patient", "really", "severe", "so", "some", "sore",
    "that", "the", "their", "there", "this", "to", "very", "when", "with", "your",
];

/// The words of a text without those that say nothing, "sitting" as "sit"; all of them where nothing else is said.
fn telling(text: &str) -> Vec<String> {
    let all = words(text);
    let telling: Vec<String> =
        all.iter().filter(|word| !FILLERS.contains(&word.as_str())).map(|word| plain(word)).collect();
    if telling.is_empty() { all } else { telling }
}

/// A word without the ending that says that it goes on: "sitting" as "sit", "walking" as "walk".
fn plain(word: &str) -> String {
    let stem = word.strip_suffix("ing").or_else(|| word.strip_suffix("ings"));
    let Some(stem) = stem.filter(|stem| stem.len() > 2) else { return word.to_owned() };
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let is_doubled = last == before && !last.is_some_and(|last| "aeiouls".contains(last));
    if is_doubled { stem[..stem.len() - last.map_or(0, char::len_utf8)].to_owned() } else { stem.to_owned() }
}

/// The best hits among names and ways in, at most `limit`, each target once, the nearest first.
pub fn find_all(names: &Index, ways: &Index, query: &str, limit: usize) -> Vec<Hit> {
    let asked = telling(query);
    // Half of what is said may be of no use: "my head hurts at the temple".
    let mut found = ways.find_words(&asked, asked.len() / 2, 3 * limit);
    let named = names.find(query, limit);
    found.extend(if named.is_empty() { names.find_words(&asked, 0, limit) } else { named });
    sort_by(&mut found, |a, b| a.distance.total_cmp(&b.distance));
    // What is much farther away than the best was hardly meant.
    let farthest = found.first().map_or(0.0, |best| best.distance + SPREAD);
    found.retain(|hit| hit.distance <= farthest);
    let mut all: Vec<Hit> = Vec::new();
    for hit in found {
        if all.len() < limit && !all.iter().any(|known| known.target == hit.target) {
            all.push(hit);
        }
    }
    all
}

/// Indexes conditions, places, terms and what clients say of each muscle.
pub fn ways(atlas: &Atlas, texts: &Texts) -> Index {
    let mut index = Index::default();
    let course = texts.2.course();
    for (id, condition) in &course.conditions {
        let of = index.target(Target::Condition(id.clone()), condition.name.clone());
        names(&mut index, of, &condition.name, condition.synonyms.iter(), &condition.also, &[]);
    }
    for term in &course.terms {
        let of = index.target(Target::Term(term.id.clone()), term.name.clone());
        names(&mut index, of, &term.name, [].iter(), &term.also, &[]);
    }
    places(&mut index, atlas, &course.groups, |region| {
        course.everyday.get(region).map_or(&[], Vec::as_slice)
    });
    for muscle in atlas.muscles() {
        let Some(file) = texts.0.get(&muscle.row.id) else { continue };
        let of = index.target(Target::Muscle(muscle.row.id.clone()), muscle.names.english.clone());
        for said in &file.symptoms {
            let weight = Weight { handicap: 0.8, spare: 0.02, is_shown: true };
            index.add(of, &format!("\u{201c}{said}\u{201d}"), telling(said), &[], weight);
        }
    }
    index
}

/// Adds the names of one target; the everyday words are not shown, since they are nobody's name for it.
fn names<'a>(
    index: &mut Index,
    of: usize,
    name: &str,
    synonyms: impl Iterator<Item = &'a String>,
    also: &[String],
    around: &[String],
) {
    index.add(of, name, telling(name), around, Weight::name(0.0));
    for name in synonyms {
        index.add(of, name, telling(name), around, Weight::name(0.05));
    }
    for name in also {
        index.add(of, name, telling(name), around, Weight { is_shown: false, ..Weight::name(0.05) });
    }
}

/// Adds groups and single regions. The words of what a place is a part of may stand around its name: a temple is a part
/// of the head.
fn places<'a>(index: &mut Index, atlas: &Atlas, groups: &[Group], everyday: impl Fn(&str) -> &'a [String]) {
    let around = |regions: &[&str]| -> Vec<String> {
        let holds = |group: &&Group| regions.iter().all(|id| group.regions.iter().any(|known| known == id));
        let larger = groups.iter().filter(holds).filter(|group| group.regions.len() > regions.len());
        let words: BTreeSet<String> = larger.flat_map(|group| telling(&group.name)).collect();
        words.into_iter().collect()
    };
    for group in groups {
        let of = index.target(Target::Place(group.regions.clone()), group.name.clone());
        let regions: Vec<&str> = group.regions.iter().map(String::as_str).collect();
        names(index, of, &group.name, [].iter(), &group.also, &around(&regions));
    }
    for region in atlas.regions() {
        let of = index.target(Target::Place(vec![region.id.clone()]), region.name.clone());
        // A whole goes before its parts.
        let weight = Weight::name(0.1);
        let around = around(&[&region.id]);
        index.add(of, &region.name, telling(&region.name), &around, weight);
        index.add(of, &region.term, telling(&region.term), &around, Weight::name(0.3));
        for name in everyday(&region.id) {
            index.add(of, name, telling(name), &around, Weight { is_shown: false, ..weight });
        }
    }
}
