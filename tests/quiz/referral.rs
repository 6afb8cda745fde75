//! Whose pain is this, paint the referral, match points to patterns.

use std::collections::BTreeSet;

use palpate::anatomy::{Depth, Side};
use palpate::atlas::Atlas;
use palpate::quiz::{
    Answer, Ask, Card, ChoiceForm, Content, Form, Kind, Outcome, PaintForm, Question, Spot, Thing, Unfit,
};
use proptest::prelude::*;

use super::made_up::{atlas, content, muscle, point};

fn make(content: &Content<'_>, kind: Kind, of: &str, seed: u64) -> Option<Question> {
    Question::make(content, &Ask { card: Card::new(kind.fact(), of), kind, seed })
}

fn whose(content: &Content<'_>, of: &str, seed: u64) -> Option<ChoiceForm> {
    match make(content, Kind::WhosePain, of, seed)?.form {
        Form::Choice(form) => Some(form),
        other => panic!("a choice was asked for: {other:?}"),
    }
}

fn ids(form: &ChoiceForm) -> Vec<String> {
    let id = |thing: &Option<Thing>| match thing {
        Some(Thing::Muscle(id)) => id.clone(),
        other => panic!("a muscle was offered: {other:?}"),
    };
    form.options.iter().map(|option| id(&option.thing)).collect()
}

/// Which wrong muscles are ever offered for a point of the made-up body.
fn check(point: &str, offered: &str) {
    let content = content();
    let right = content.atlas.point(point).unwrap().0.row.id.clone();
    let all: BTreeSet<String> =
        (0..100).flat_map(|seed| ids(&whose(&content, point, seed).unwrap())).collect();
    let wrong: Vec<String> = all.into_iter().filter(|id| *id != right).collect();
    assert_eq!(wrong.join(" "), offered, "for {point}");
}

#[test]
fn what_is_also_right_is_never_offered_as_wrong() {
    // Not the twin (same essential places) nor the mirror (the same from the other side) nor the silent one.
    check("lifter-1", "cape far near other");
    // The lifter itself has all that the twin has.
    check("twin-1", "cape far near other");
    // The cape's first point is essential where the near one's is.
    check("near-1", "far lifter mirror other twin");
}

#[test]
fn the_right_one_is_as_often_in_each_place() {
    let mut places = [0; 4];
    for seed in 0..4000 {
        places[whose(&content(), "lifter-1", seed).unwrap().right] += 1;
    }
    // Five standard deviations of a fair draw are 137.
    assert!(places.iter().all(|count| (863..1137).contains(count)), "{places:?}");
}

#[test]
fn too_few_wrong_muscles_make_no_question() {
    let one = |id: &str, essential: &str| {
        muscle(id, Depth::Deep, vec![point(&format!("{id}-1"), [-1.0; 3], essential, "")])
    };
    let asks = |atlas: &Atlas| whose(&Content { atlas, texts: None }, "u-1", 1).is_some();
    assert!(!asks(&atlas(vec![one("u", "a"), one("v", "b"), one("w", "c"), one("x", "a")])));
    assert!(asks(&atlas(vec![one("u", "a"), one("v", "b"), one("w", "c"), one("x", "d")])));
}

#[test]
fn a_choice_is_graded_and_explained() {
    let question = (0..).find_map(|seed| {
        make(&content(), Kind::WhosePain, "lifter-1", seed).filter(|made| made.stage.side == Side::Left)
    });
    let question = question.unwrap();
    assert_eq!(
        question.lesson.join("\n"),
        "It is the lifter, TrP 1.\nEssential, felt by nearly everyone: region a; region b.\n\
         Spillover, felt by some: region c; region d (right); region m."
    );
    let Form::Choice(form) = &question.form else { panic!("a choice") };
    let graded = |at| question.grade(&content(), &Answer::Pick(at)).unwrap();
    assert_eq!(graded(form.right).outcome, Outcome::Found);
    let wrong = (form.right + 1) % 4;
    let verdict = graded(wrong);
    assert_eq!((verdict.outcome, &verdict.mistaken), (Outcome::Missed, &form.options[wrong].thing));
    assert_eq!(verdict.lines, [format!("You chose: {}.", form.options[wrong].text)]);
}

/// The lifter's first pattern on the right, painted with these patches: "a b c", upper case on the left.
fn painted(patches: &str) -> (Outcome, u8) {
    let question = (0..).find_map(|seed| {
        make(&content(), Kind::PaintReferral, "lifter-1", seed).filter(|made| made.stage.side == Side::Right)
    });
    let spot =
        |word: &str| Spot { region: word.to_lowercase(), is_left: word.chars().all(char::is_uppercase) };
    let answer = Answer::Painted(patches.split_whitespace().map(spot).collect());
    let verdict = question.unwrap().grade(&content(), &answer).unwrap();
    (verdict.outcome, verdict.score)
}

#[test]
fn painting_is_graded_by_overlap_and_essential_weighs_more() {
    // Essential a b, spillover c, D (the other side) and m across the middle.
    assert_eq!(painted("a b c D m"), (Outcome::Found, 100));
    assert_eq!(painted("a b"), (Outcome::Found, 67));
    assert_eq!(painted("c D m"), (Outcome::Near, 33));
    assert_eq!(painted("a c D m").0, Outcome::Near, "not all of the essential zone");
    assert_eq!(painted("a b e f").0, Outcome::Near);
    assert_eq!(painted("A B"), (Outcome::Missed, 0));
    assert_eq!(painted(""), (Outcome::Missed, 0));
}

#[test]
fn a_painted_place_that_is_none_is_refused() {
    let question = make(&content(), Kind::PaintReferral, "lifter-1", 1).unwrap();
    let nowhere = Answer::Painted(vec![Spot { region: "nowhere".to_owned(), is_left: false }]);
    assert_eq!(question.grade(&content(), &nowhere), Err(Unfit::Answer));
}

fn paint(seed: u64) -> (Question, PaintForm) {
    let question = make(&content(), Kind::PaintReferral, "lifter-1", seed).unwrap();
    let Form::Paint(form) = question.form.clone() else { panic!("paint") };
    (question, form)
}

#[test]
fn the_list_offers_the_true_patches_among_others() {
    let (_, form) = paint(3);
    assert!(form.essential.iter().chain(&form.spillover).all(|spot| form.offered.contains(spot)));
    assert!(form.offered.len() > form.essential.len() + form.spillover.len());
}

proptest! {
    #[test]
    fn one_right_patch_more_is_never_worse_and_one_wrong_never_better(bits in 0u32..1 << 18, more in 0usize..18) {
        let (question, form) = paint(3);
        let all: Vec<Spot> = ["a", "b", "c", "d", "e", "f", "g", "h", "m"].into_iter()
            .flat_map(|id| [false, true].map(|is_left| Spot { region: id.to_owned(), is_left: is_left && id != "m" }))
            .collect();
        let mut chosen: Vec<Spot> = all.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, spot)| spot.clone()).collect();
        let graded = |spots: &[Spot]| question.grade(&content(), &Answer::Painted(spots.to_vec())).unwrap();
        let before = graded(&chosen);
        let added = all[more].clone();
        prop_assume!(!chosen.contains(&added));
        let is_true = form.essential.contains(&added) || form.spillover.contains(&added);
        chosen.push(added);
        let after = graded(&chosen);
        if is_true {
            prop_assert!(after.score >= before.score && after.outcome >= before.outcome);
        } else {
            prop_assert!(after.score <= before.score && after.outcome <= before.outcome);
        }
    }
}

#[test]
fn three_points_are_matched_and_each_right_pair_counts() {
    let question = (0..).find_map(|seed| make(&content(), Kind::MatchPatterns, "cape-2", seed)).unwrap();
    let Form::Match(form) = &question.form else { panic!("a match") };
    assert_eq!((form.left.len(), form.right.len()), (3, 3));
    for (left, &at) in form.left.iter().zip(&form.truth) {
        assert_eq!(left.thing, form.right[at].thing);
    }
    let graded = |pairs: Vec<usize>| question.grade(&content(), &Answer::Pairs(pairs)).unwrap();
    assert_eq!(graded(form.truth.clone()).outcome, Outcome::Found);
    let mut swapped = form.truth.clone();
    swapped.swap(0, 1);
    let verdict = graded(swapped);
    assert_eq!((verdict.outcome, verdict.score), (Outcome::Missed, 33));
    assert_eq!(question.grade(&content(), &Answer::Pairs(vec![0, 9, 1])), Err(Unfit::Answer));
}
