//! Find the point: distances, sides, and what lay under the finger.

use palpate::anatomy::{PlatePoint, Side};
use palpate::quiz::{
    Answer, FindPoint, Item, Kind, Outcome, PlaceVerdict, Question, Relation, Tap, Touched, Unfit, Verdict,
};
use proptest::prelude::*;

use super::made_up::body;

fn question(side: Side, plate: &str) -> Question {
    Question::FindPoint(FindPoint { point: "lifter-1".to_owned(), side, plate: plate.to_owned() })
}

fn tap(question: &Question, x: f64, y: f64, under: &[(&str, Side)]) -> Result<PlaceVerdict, Unfit> {
    let touched = |&(slug, side): &(&str, Side)| Touched { structure: slug.to_owned(), side: Some(side) };
    let answer = Answer::Tap(Tap { at: PlatePoint::new(x, y), under: under.iter().map(touched).collect() });
    question.grade(&body(), &answer).map(|verdict| match verdict {
        Verdict::Place(place) => place,
        Verdict::Muscle(_) => unreachable!("a place was asked for"),
    })
}

/// From behind, the right lifter's point stands at (50, -1400); its radius is 12 mm.
fn check(side: Side, plate: &str, x: f64, outcome: Outcome, distance_mm: f64) {
    let verdict = tap(&question(side, plate), x, -1400.0, &[]).unwrap();
    let landing = verdict.landing.unwrap();
    assert_eq!(
        (verdict.outcome, landing.distance_mm),
        (outcome, distance_mm),
        "tap at {x} of the {side:?}, {plate}"
    );
}

#[test]
fn the_distance_on_the_plate_decides() {
    check(Side::Right, "posterior", 50.0, Outcome::Found, 0.0);
    check(Side::Right, "posterior", 62.0, Outcome::Found, 12.0);
    check(Side::Right, "posterior", 62.1, Outcome::Near, 12.1);
    check(Side::Right, "posterior", 80.0, Outcome::Near, 30.0);
    check(Side::Right, "posterior", 80.1, Outcome::Missed, 30.1);
    check(Side::Left, "posterior", -50.0, Outcome::Found, 0.0);
    check(Side::Left, "anterior", 50.0, Outcome::Found, 0.0);
    check(Side::Right, "anterior", 50.0, Outcome::Missed, 100.0);
}

#[test]
fn the_muscle_under_the_finger_is_named_with_its_layer() {
    let check = |under: &[(&str, Side)], relation, is_through| {
        let landing =
            tap(&question(Side::Right, "posterior"), 50.0, -1400.0, under).unwrap().landing.unwrap();
        assert_eq!((landing.relation, landing.is_through), (relation, is_through), "{under:?}");
    };
    let (right, left) = (Side::Right, Side::Left);
    check(&[("lifter-part", right)], Relation::Same, true);
    check(&[("lifter-part", left)], Relation::Same, false);
    check(&[("skin", right), ("cape-part", right), ("lifter-part", right)], Relation::Over, true);
    check(&[("cape-part", right)], Relation::Over, false);
    check(&[("far-part", right)], Relation::Other, false);
    check(&[("clavicle", right), ("cape-part", right)], Relation::NoMuscle, false);
    check(&[("no-such-thing", right)], Relation::NoMuscle, false);
    check(&[], Relation::NoMuscle, false);
}

#[test]
fn a_tap_on_the_other_side_is_told_apart_from_not_knowing() {
    let other =
        |x| tap(&question(Side::Right, "posterior"), x, -1400.0, &[]).unwrap().landing.unwrap().is_other_side;
    assert!(other(-50.0));
    assert!(!other(50.0));
    assert!(!other(-150.0));
}

#[test]
fn what_is_no_answer_is_refused_and_giving_up_shows_the_truth() {
    let question = question(Side::Right, "posterior");
    assert_eq!(tap(&question, f64::NAN, 0.0, &[]), Err(Unfit::Answer));
    assert_eq!(question.grade(&body(), &Answer::Muscle("cape".to_owned())), Err(Unfit::Answer));
    let gone = Question::FindPoint(FindPoint {
        point: "gone".to_owned(),
        side: Side::Right,
        plate: "posterior".to_owned(),
    });
    assert_eq!(tap(&gone, 0.0, 0.0, &[]), Err(Unfit::Question));
    assert!(!gone.fits(&body()) && question.fits(&body()));
    let verdict = question.grade(&body(), &Answer::Unknown).unwrap();
    let truth = PlatePoint::new(50.0, -1400.0);
    assert_eq!(verdict, Verdict::Place(PlaceVerdict { outcome: Outcome::Missed, truth, landing: None }));
}

#[test]
fn it_is_asked_on_the_best_plate_and_on_both_sides() {
    let item = Item::new(Kind::FindPoint, "lifter-1");
    let asked: Vec<Question> = (0..200).map(|seed| Question::about(&body(), &item, seed).unwrap()).collect();
    let of = |side| asked.iter().filter(|one| **one == question(side, "posterior")).count();
    assert_eq!(of(Side::Right) + of(Side::Left), 200);
    assert!((60..140).contains(&of(Side::Left)), "{} of 200 on the left", of(Side::Left));
}

#[test]
fn the_words_name_the_muscle_the_layer_and_the_place() {
    let question = question(Side::Left, "posterior");
    let atlas = body();
    assert_eq!(question.prompt(&atlas).unwrap(), "Where is TrP 1 of the left lifter?");
    let words = |x: f64, under: &[(&str, Side)]| {
        let verdict = Verdict::Place(tap(&question, x, -1400.0, under).unwrap());
        let told = question.explain(&atlas, &verdict).unwrap();
        [vec![told.headline], told.lines].concat().join("\n")
    };
    let place = "Where it lies: in the middle of the belly.";
    assert_eq!(
        words(-53.0, &[("cape-part", Side::Left), ("lifter-part", Side::Left)]),
        format!("Found, 3 mm from its center.\nThere the cape lies one layer over the lifter.\n{place}")
    );
    assert_eq!(
        words(-75.0, &[("cape-part", Side::Left)]),
        format!("Near: 25 mm away.\nYou tapped the cape, one layer over the lifter.\n{place}")
    );
    assert_eq!(
        words(50.0, &[("lifter-part", Side::Right)]),
        format!(
            "Missed: 100 mm away.\nThat is the right side. Asked was the left side of the body in the picture, not your \
             own.\nYou tapped the lifter of the other side.\n{place}"
        )
    );
}

proptest! {
    #[test]
    fn a_nearer_tap_is_never_graded_worse(a in (-300.0..300.0, -1700.0..0.0), b in (-300.0..300.0, -1700.0..0.0)) {
        let question = question(Side::Right, "posterior");
        let graded = [a, b].map(|(x, y)| tap(&question, x, y, &[]).unwrap());
        let [a, b] = graded.map(|verdict| (verdict.landing.unwrap().distance_mm, verdict.outcome));
        let (near, far) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        prop_assert!(near.1 >= far.1 || near.0 >= far.0, "{near:?} {far:?}");
    }

    #[test]
    fn left_and_right_are_graded_alike(x in -300.0..300.0, y in -1700.0..0.0) {
        let graded = |side, x| tap(&question(side, "posterior"), x, y, &[]).unwrap();
        let (right, left) = (graded(Side::Right, x), graded(Side::Left, -x));
        prop_assert_eq!(right.outcome, left.outcome);
        let difference_mm = right.landing.unwrap().distance_mm - left.landing.unwrap().distance_mm;
        prop_assert!(difference_mm.abs() < 1e-9);
    }
}
