//! Questions from the long texts: attachments, actions, nerves, layers, complaints and care.

use std::collections::BTreeSet;

use palpate::quiz::{Answer, Ask, Card, Content, Form, Kind, Outcome, Question};

use super::made_up::content;

fn make(kind: Kind, of: &str, seed: u64) -> Option<Question> {
    Question::make(&content(), &Ask { card: Card::new(kind.fact(), of), kind, seed })
}

/// The options that were ever offered: right ones, wrong ones; of the questions whose prompt says `asked`.
fn offered(kind: Kind, of: &str, asked: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut right, mut wrong) = (BTreeSet::new(), BTreeSet::new());
    for question in
        (0..200).filter_map(|seed| make(kind, of, seed)).filter(|made| made.prompt.contains(asked))
    {
        let Form::Choice(form) = question.form else { continue };
        for (at, option) in form.options.into_iter().enumerate() {
            if at == form.right {
                right.insert(option.text)
            } else {
                wrong.insert(option.text)
            };
        }
    }
    (right, wrong)
}

fn check(kind: Kind, of: &str, asked: &str, right: &str, never: &[&str]) {
    let (found, wrong) = offered(kind, of, asked);
    assert_eq!(found.into_iter().collect::<Vec<_>>().join(" | "), right, "{kind:?} of {of}");
    for text in never {
        assert!(!wrong.iter().any(|option| option.contains(text)), "{text:?} is offered as wrong: {wrong:?}");
    }
    assert!(wrong.len() >= 3, "{wrong:?}");
}

#[test]
fn attachments_are_asked_by_their_end_and_what_shares_a_bone_is_not_offered() {
    check(
        Kind::Attachments,
        "lifter",
        "distal",
        "Scapula: on the ridge of the lifter",
        &["Scapula: on the ridge of the twin"],
    );
    check(Kind::Attachments, "lifter", "attached here? Scapula", "Lifter", &["Twin"]);
    let (_, wrong) = offered(Kind::Attachments, "lifter", "distal");
    assert!(
        wrong.contains("Femur: on the ridge of the lifter"),
        "its own other end is a mistake worth making"
    );
}

#[test]
fn actions_that_may_be_meant_are_not_offered() {
    check(
        Kind::Actions,
        "cape",
        "does the cape",
        "Elevation of the scapula. | Extension of the neck.",
        &["Elevation", "Extension"],
    );
    check(Kind::Actions, "lifter", "elevation of the scapula?", "Lifter", &["Cape", "Twin", "Near"]);
}

#[test]
fn the_odd_one_does_not_share_the_action() {
    for seed in 0..50 {
        let question = make(Kind::OddOneOut, "lifter", seed).unwrap();
        assert_eq!(question.prompt, "Three of these take part in elevation of the scapula. Which does not?");
        let Form::Choice(form) = &question.form else { panic!("a choice") };
        assert!(["Mirror", "Far", "Other"].contains(&form.options[form.right].text.as_str()), "{form:?}");
    }
}

#[test]
fn a_nerve_may_be_typed_with_a_slip() {
    let question = make(Kind::Nerve, "twin", 4).unwrap();
    let graded = |text: &str| question.grade(&content(), &Answer::Typed(text.to_owned())).unwrap();
    let right = graded("axillary nerve");
    assert_eq!(
        (right.headline.as_str(), right.lines.join(" ")),
        ("Correct.", "You typed: axillary nerve.".to_owned())
    );
    let slip = graded("Axilary nerv");
    assert_eq!(slip.headline, "Correct, but for the spelling.");
    assert_eq!(slip.lines, ["You typed \u{201c}Axilary nerv\u{201d}. It is spelled: Axillary nerve."]);
    let wrong = graded("femoral nerve");
    assert_eq!(wrong.lines, ["You typed: femoral nerve."]);
    assert!(
        question.lesson.join(" ").contains("Axillary nerve"),
        "what is right is said once, by the lesson"
    );
    assert_eq!(graded("median nerve").outcome, Outcome::Missed);
    assert_eq!(graded("").outcome, Outcome::Missed);
    check(Kind::Nerve, "twin", "", "Axillary nerve", &["Axillary"]);
}

/// The question that asks the lifter's attachments so, typed.
fn typed_attachment(asked: &str, text: &str, outcome: Outcome) {
    let mut made = (0..200).filter_map(|seed| make(Kind::Attachments, "lifter", seed));
    let question = made.find(|made| made.prompt.contains(asked)).unwrap();
    let Form::Choice(form) = &question.form else { panic!("a choice") };
    let typed = form.typed.as_ref().expect("it may be typed");
    assert!(!typed.accepted.is_empty(), "nothing that is typed would be right");
    let verdict = question.grade(&content(), &Answer::Typed(text.to_owned())).unwrap();
    assert_eq!(verdict.outcome, outcome, "{asked}: {text}");
}

#[test]
fn attachments_may_be_typed() {
    typed_attachment("distal or lateral end", "scapula: on the ridge of the lifter", Outcome::Found);
    typed_attachment("distal or lateral end", "Scapula, on the ridge of the liftr", Outcome::Found);
    typed_attachment("distal or lateral end", "Femur: on the ridge of the lifter", Outcome::Missed);
    typed_attachment("attached here? Scapula", "lifter", Outcome::Found);
    typed_attachment("attached here? Scapula", "mirror", Outcome::Missed);
}

#[test]
fn a_typed_muscle_is_known_by_any_of_its_names_and_another_one_is_told() {
    let question = make(Kind::NameMuscle, "lifter", 1).unwrap();
    let graded = |text: &str| question.grade(&content(), &Answer::Typed(text.to_owned())).unwrap();
    assert_eq!(graded("LIFTER").outcome, Outcome::Found);
    assert_eq!(graded("lifterr").headline, "Correct, but for the spelling.");
    let other = graded("cape");
    assert_eq!((other.outcome, other.mistaken.is_some()), (Outcome::Missed, true));
}

#[test]
fn what_lies_over_or_under_is_by_anyone_s_word() {
    check(Kind::Layers, "cape", "under the", "Lifter", &["Cape"]);
    check(Kind::Layers, "lifter", "over the", "Cape", &["Lifter"]);
    assert_eq!(make(Kind::Layers, "far", 1), None, "nothing is said of its neighbours");
}

#[test]
fn a_complaint_leads_to_the_muscle_and_to_none_that_reaches_there() {
    let (right, wrong) = offered(Kind::FirstMuscle, "other", "Chewing bread");
    assert_eq!(right.into_iter().collect::<Vec<_>>(), ["Other"]);
    // Other is felt in f and g; the lifter's second spills into f, the far one into g.
    assert!(!wrong.contains("Lifter") && !wrong.contains("Far"), "{wrong:?}");
}

#[test]
fn a_caution_of_a_neighbour_or_of_a_muscle_that_moves_alike_is_not_offered() {
    check(Kind::Care, "mirror", "caution", "Buttons stay open", &["Buttons"]);
    let (_, wrong) = offered(Kind::Care, "lifter", "caution");
    assert!(!wrong.iter().any(|text| text.contains("umbrella") || text.contains("Combing")), "{wrong:?}");
}

#[test]
fn without_the_long_texts_only_what_the_atlas_knows_is_asked() {
    let bare = Content { texts: None, ..content() };
    let made = |kind: Kind, of: &str| {
        (0..20).any(|seed| {
            Question::make(&bare, &Ask { card: Card::new(kind.fact(), of), kind, seed }).is_some()
        })
    };
    assert!(made(Kind::NameMuscle, "lifter") && made(Kind::WhosePain, "lifter-1"));
    assert!(
        !made(Kind::Nerve, "lifter") && !made(Kind::Attachments, "lifter") && !made(Kind::Care, "lifter")
    );
}
