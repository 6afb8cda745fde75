//! Safekeeping: whatever is answered, taken back, exported, imported, reloaded or heard of from another window, in any
//! order, what was answered is known and scheduled, and what was taken back stays so.

use std::collections::BTreeSet;

use palpate::quiz::{Card, Thing};
use palpate::study::{Action, Import, Learner, Progress, place_of, thing_at};
use proptest::prelude::*;

use super::journey::any_action;
use super::made_up::content;

/// What may happen to what a learner knows.
#[derive(Debug, Clone)]
enum Step {
    Act(Action),
    Write(String, u64),
    /// Puts a file on the shelf.
    Export,
    /// Takes one of the shelf's files.
    Import(prop::sample::Index),
    /// Saves, closes and opens the page again; with damaged entries among the saved ones where there are any.
    Reload(Vec<String>),
    /// Goes on in another window, which has heard of nothing since it was opened.
    Switch,
    /// Hears of what the other window has saved.
    Hear,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        24 => any_action().prop_map(Step::Act),
        2 => (".{0,8}", any::<u32>()).prop_map(|(text, at)| Step::Write(text, at.into())),
        2 => Just(Step::Export),
        3 => any::<prop::sample::Index>().prop_map(Step::Import),
        2 => prop::collection::vec("[a-z{}:\"0-9]{0,6}", 0..3).prop_map(Step::Reload),
        2 => Just(Step::Switch),
        2 => Just(Step::Hear),
    ]
}

/// What one who keeps the books by hand knows: answers by time and card, and those that were taken back.
#[derive(Debug, Clone, Default)]
struct Books {
    known: BTreeSet<(u64, Card)>,
    undone: BTreeSet<(u64, Card)>,
}

impl Books {
    /// Notes what an action changed.
    fn enter(&mut self, before: &BTreeSet<(u64, Card)>, after: &BTreeSet<(u64, Card)>) {
        self.known.extend(after.difference(before).cloned());
        for gone in before.difference(after) {
            self.known.remove(gone);
            self.undone.insert(gone.clone());
        }
    }

    /// Adds what other books know.
    fn add(&mut self, other: &Self) {
        self.known.extend(other.known.iter().cloned());
        self.undone.extend(other.undone.iter().cloned());
        self.known = self.known.difference(&self.undone).cloned().collect();
    }
}

fn answers(learner: &Learner) -> BTreeSet<(u64, Card)> {
    let reviews = learner.progress().reviews().iter();
    reviews.map(|review| (review.at_ms, review.card.clone())).collect()
}

/// A saved text with entries among the reviews that no one can read.
fn damaged(json: &str, entries: &[String]) -> String {
    let mut value: serde_json::Value = serde_json::from_str(json).unwrap();
    for entry in entries {
        value["reviews"].as_array_mut().unwrap().push(serde_json::Value::from(entry.clone()));
    }
    value.to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn nothing_scheduled_is_lost(steps in prop::collection::vec(any_step(), 0..60)) {
        let content = content();
        let atlas = content.atlas;
        let mut here = (Learner::default(), Books::default());
        let mut there = here.clone();
        let mut shelf: Vec<(String, Books)> = Vec::new();
        for step in steps {
            let (learner, books) = &mut here;
            match step {
                Step::Act(action) => {
                    let before = answers(learner);
                    let _ = learner.act(&content, action);
                    books.enter(&before, &answers(learner));
                }
                Step::Write(text, now_ms) => {
                    let of = Thing::Muscle("cape".to_owned());
                    learner.act(&content, Action::Note { of: of.clone(), text: text.clone(), now_ms }).unwrap();
                    prop_assert_eq!(learner.note(&of), text.as_str());
                }
                Step::Export => shelf.push((learner.progress().to_json(), books.clone())),
                Step::Import(_) if shelf.is_empty() => {}
                Step::Import(at) => {
                    let (file, others) = at.get(&shelf);
                    let import = Import::read(file).unwrap();
                    let changes = import.changes(learner.progress());
                    let before = answers(learner);
                    learner.act(&content, Action::Import(Box::new(import))).unwrap();
                    books.add(others);
                    let after = answers(learner);
                    prop_assert_eq!(changes.new_reviews, after.difference(&before).count());
                    prop_assert_eq!(changes.undone_reviews, before.difference(&after).count());
                }
                Step::Reload(entries) => {
                    let saved = damaged(&learner.progress().to_json(), &entries);
                    let (loaded, set_aside) = Learner::load(atlas, &saved).unwrap();
                    prop_assert_eq!(set_aside, entries.len());
                    prop_assert_eq!(loaded.progress().reviews(), learner.progress().reviews());
                    *learner = loaded;
                }
                Step::Switch => std::mem::swap(&mut here, &mut there),
                Step::Hear => {
                    learner.act(&content, Action::Adopt(Box::new(there.0.progress().clone()))).unwrap();
                    books.add(&there.1);
                }
            }
            let (learner, books) = &here;
            prop_assert_eq!(&answers(learner), &books.known);
            for (_, card) in &books.known {
                let standing = learner.standings().get(card);
                prop_assert!(standing.is_some(), "{card} is scheduled no more");
                prop_assert!(learner.standings().due_ms(card, 0.9) > 0);
            }
            let again = Progress::from_json(learner.progress().to_json()).unwrap();
            prop_assert_eq!(&again.progress, learner.progress());
        }
    }
}

#[test]
fn a_thing_is_found_again_by_its_name() {
    for thing in [Thing::Muscle("cape".to_owned()), Thing::Point("cape-1".to_owned())] {
        assert_eq!(thing_at(&place_of(&thing)), Some(thing));
    }
    assert_eq!((thing_at("cape"), thing_at("bone/cape")), (None, None));
}

#[test]
fn progress_is_bare_until_there_is_something_to_lose() {
    let content = content();
    let mut learner = Learner::default();
    assert!(learner.progress().is_bare());
    let of = Thing::Muscle("cape".to_owned());
    learner.act(&content, Action::Bookmark { of, is_set: true, now_ms: 1 }).unwrap();
    assert!(!learner.progress().is_bare());
}
