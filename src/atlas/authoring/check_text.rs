//! What must hold of the words: nothing empty, no sentence twice, instructions that are read with ease.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::fault::{Fault, Step, Text};
use super::read::Texts;
use super::reading;
use super::{Sources, WrittenMuscle};

/// Is shown each value and the way to it.
type Visit<'a> = &'a mut dyn FnMut(&[Step<'_>], &Value);

/// Fields that may be empty because emptiness is an answer there.
const MAY_BE_EMPTY: [&str; 13] = [
    "also",
    "point",
    "abbreviations",
    "misspellings",
    "spillover",
    "over",
    "under",
    "part",
    "note",
    "edition",
    "synergists",
    "antagonists",
    "roots",
];

/// Fields that hold names of things and controlled words, not sentences.
const NAMES: [&str; 9] =
    ["citation", "action", "attachment", "nerve", "blood", "names", "name", "synonyms", "also"];

/// Nothing is left empty.
pub(crate) fn fields(file: &impl Serialize, text: &Text, faults: &mut Vec<Fault>) {
    walk(file, &mut |path, value| {
        let is_empty = match value {
            Value::String(words) => words.trim().is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        let key = path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(*key),
            Step::At(_) => None,
        });
        if is_empty && !key.is_some_and(|key| MAY_BE_EMPTY.contains(&key)) {
            let reason = format!("{} is empty", key.unwrap_or("a value"));
            faults.push(text.fault(path, reason, "Write it, or take the empty entry out of its list"));
        }
    });
}

/// The hardest school grade at which an instruction may be read.
const HARDEST_GRADE: f64 = 10.0;

/// The instructions for the hand are read with ease: each of the two tables taken as one text.
pub(crate) fn instructions(muscle: &WrittenMuscle, text: &Text, faults: &mut Vec<Fault>) {
    let (find, treat) = (&muscle.file.palpation, &muscle.file.technique);
    let tables = [
        (
            "palpation",
            vec![&find.position, &find.start, &find.across, &find.feel, &find.confirm, &find.avoid],
        ),
        (
            "technique",
            vec![&treat.direction, &treat.response, &treat.stripping, &treat.stretch, &treat.self_care],
        ),
    ];
    for (table, words) in tables {
        let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
        let grade = reading::grade(&words.join(". "));
        if grade > HARDEST_GRADE {
            let reason =
                format!("{table} reads like school grade {grade:.0}; {HARDEST_GRADE} is the hardest");
            faults.push(text.fault(&[Step::Key(table)], reason, "Use shorter sentences and plainer words"));
        }
    }
}

/// No sentence occurs twice, in one file or between files.
pub(crate) fn repeats<'a>(sources: &Sources, texts: &'a Texts, faults: &mut Vec<Fault>) {
    let mut first: BTreeMap<String, &'a str> = BTreeMap::new();
    let mut new = |file: &dyn Fn(Visit<'_>), text: &'a Text| {
        file(&mut |path, value| {
            // The names of things recur by their nature; only prose must be new.
            if path.first().is_some_and(|step| matches!(step, Step::Key(key) if NAMES.contains(key))) {
                return;
            }
            let Value::String(words) = value else { return };
            for sentence in sentences(words) {
                if let Some(other) = first.insert(sentence.clone(), &text.file) {
                    let reason = format!("the sentence \"{sentence}\" stands in {other} too");
                    faults.push(text.fault(path, reason, "Say it in this muscle's own words"));
                }
            }
        });
    };
    for (muscle, text) in sources.muscles.iter().zip(&texts.muscles) {
        new(&|visit| walk(&muscle.file, visit), text);
    }
    for (condition, text) in sources.course.conditions.values().zip(&texts.conditions) {
        new(&|visit| walk(condition, visit), text);
    }
    for term in &sources.course.terms {
        new(&|visit| walk(term, visit), &texts.glossary);
    }
    for group in &sources.course.groups {
        new(&|visit| walk(&group.red_flags, visit), &texts.surface);
    }
}

/// The sentences of five words and more: shorter ones are names and labels, which recur.
fn sentences(words: &str) -> impl Iterator<Item = String> + '_ {
    words
        .split_inclusive(['.', '?', '!', ';'])
        .map(|sentence| sentence.trim().trim_end_matches(['.', ';']).to_lowercase())
        .filter(|sentence| sentence.split_whitespace().count() >= 5)
}

fn walk(file: &impl Serialize, visit: Visit<'_>) {
    // A plain struct of strings and numbers always becomes JSON.
    if let Ok(value) = serde_json::to_value(file) {
        walk_value(&value, &mut Vec::new(), visit);
    }
}

fn walk_value<'a>(value: &'a Value, path: &mut Vec<Step<'a>>, visit: Visit<'_>) {
    visit(path, value);
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(Step::At(at));
                walk_value(item, path, visit);
                path.pop();
            }
        }
        Value::Object(fields) => {
            for (key, item) in fields {
                path.push(Step::Key(key));
                walk_value(item, path, visit);
                path.pop();
            }
        }
        _ => {}
    }
}
