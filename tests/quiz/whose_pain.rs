//! Whose pain is this: one of four is right, the others are surely wrong and could be taken for right.

use std::collections::BTreeSet;

use palpate::anatomy::{Depth, Side};
use palpate::atlas::{Atlas, TriggerPoint};
use palpate::quiz::{Answer, Item, Kind, Outcome, Question, Unfit, Verdict, WhosePain, is_also_right};
use proptest::prelude::*;

use super::made_up::{REGIONS, atlas, body, muscle, point};

fn ask(atlas: &Atlas, point: &str, seed: u64) -> Option<WhosePain> {
    match Question::about(atlas, &Item::new(Kind::WhosePain, point), seed)? {
        Question::WhosePain(question) => Some(question),
        Question::FindPoint(_) => unreachable!("a muscle was asked for"),
    }
}

/// Which wrong muscles are ever offered for a point of the made-up body.
fn check(point: &str, offered: &str) {
    let atlas = body();
    let right = atlas.point(point).unwrap().0.row.id.clone();
    let all: BTreeSet<String> = (0..100).flat_map(|seed| ask(&atlas, point, seed).unwrap().choices).collect();
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
fn overlap_and_layers_make_a_wrong_muscle_plausible() {
    let atlas = body();
    let times = |id: &str| {
        (0..300)
            .filter(|&seed| ask(&atlas, "lifter-1", seed).unwrap().choices.contains(&id.to_owned()))
            .count()
    };
    assert!(
        times("cape") > times("near") && times("near") > times("far"),
        "{} {} {}",
        times("cape"),
        times("near"),
        times("far")
    );
}

#[test]
fn the_right_one_is_as_often_in_each_place_and_each_side_is_asked() {
    let atlas = body();
    let mut places = [0; 4];
    let mut left = 0;
    for seed in 0..4000 {
        let question = ask(&atlas, "lifter-1", seed).unwrap();
        places[question.choices.iter().position(|id| id == "lifter").unwrap()] += 1;
        left += usize::from(question.side == Side::Left);
    }
    // Five standard deviations of a fair draw are 137 and 158.
    assert!(places.iter().all(|count| (863..1137).contains(count)), "{places:?}");
    assert!((1842..2158).contains(&left), "{left} of 4000 on the left");
}

#[test]
fn too_few_wrong_muscles_make_no_question() {
    let one = |id: &str, essential: &str| {
        muscle(id, Depth::Deep, vec![point(&format!("{id}-1"), [-1.0; 3], essential, "")])
    };
    let few = atlas(vec![one("u", "a"), one("v", "b"), one("w", "c"), one("x", "a")]);
    assert_eq!(ask(&few, "u-1", 1), None);
    let enough = atlas(vec![one("u", "a"), one("v", "b"), one("w", "c"), one("x", "d")]);
    assert!(ask(&enough, "u-1", 1).is_some());
}

#[test]
fn a_choice_is_graded_and_explained() {
    let atlas = body();
    let question = WhosePain {
        point: "lifter-1".to_owned(),
        side: Side::Left,
        choices: ["cape", "lifter", "near", "other"].map(str::to_owned),
    };
    let question = Question::WhosePain(question);
    let words = |answer: Answer| {
        let verdict = question.grade(&atlas, &answer).unwrap();
        let told = question.explain(&atlas, &verdict).unwrap();
        (verdict.outcome(), [vec![told.headline], told.lines].concat().join("\n"))
    };
    let pattern = "Essential, felt by nearly everyone: region a; region b.\n\
                   Spillover, felt by some: region c; region d (right); region m.";
    assert_eq!(
        words(Answer::Muscle("lifter".to_owned())),
        (Outcome::Found, format!("Right: lifter, TrP 1.\n{pattern}"))
    );
    assert_eq!(words(Answer::Unknown), (Outcome::Missed, format!("It is the lifter, TrP 1.\n{pattern}")));
    let told = "Not the cape. It is the lifter, TrP 1.";
    let contrast = "The cape comes closest with its TrP 1, essential: region a; region c. Both reach: region a; region c.";
    assert_eq!(
        words(Answer::Muscle("cape".to_owned())),
        (Outcome::Missed, format!("{told}\n{pattern}\n{contrast}"))
    );
    assert_eq!(question.grade(&atlas, &Answer::Muscle("far".to_owned())), Err(Unfit::Answer));
    let Verdict::Muscle(verdict) = question.grade(&atlas, &Answer::Muscle("near".to_owned())).unwrap() else {
        unreachable!("a muscle was asked for")
    };
    assert_eq!(verdict.contrast.as_deref(), Some("near-1"));
}

/// A body of muscles with random patterns: for each muscle, for each point, essential and spillover as bits.
fn any_atlas() -> impl Strategy<Value = Atlas> {
    let bits = 0u32..1 << 9;
    let point_bits = (bits.clone(), bits, any::<u32>());
    prop::collection::vec(prop::collection::vec(point_bits, 0..4), 1..12).prop_map(|muscles| {
        let words = |bits: u32, opposite: u32| {
            let chosen = REGIONS.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            let word = |(at, region): (usize, &&str)| {
                if opposite >> at & 7 == 0 { format!("opposite:{region}") } else { (*region).to_owned() }
            };
            chosen.map(word).collect::<Vec<_>>().join(" ")
        };
        let made = |(number, points): (usize, Vec<(u32, u32, u32)>)| {
            let id = format!("muscle{number}");
            let each = points.iter().enumerate().map(|(at, &(essential, spillover, opposite))| {
                point(
                    &format!("{id}-{at}"),
                    [-1.0; 3],
                    &words(essential & spillover, opposite),
                    &words(spillover & !essential, opposite >> 9),
                )
            });
            muscle(&id, Depth::Deep, each.collect())
        };
        atlas(muscles.into_iter().enumerate().map(made).collect())
    })
}

/// All places of a pattern in plain words, told apart from the code under test.
fn plain(trigger: &TriggerPoint, flip: bool) -> [BTreeSet<(String, bool)>; 2] {
    [&trigger.essential, &trigger.spillover].map(|patches| {
        patches
            .iter()
            .map(|patch| (patch.region.clone(), patch.region != "m" && patch.is_opposite != flip))
            .collect()
    })
}

proptest! {
    #[test]
    fn on_any_body_exactly_one_choice_is_right(atlas in any_atlas(), seed: u64) {
        for (muscle, point) in atlas.points() {
            let drawn = plain(&point.trigger, false);
            let Some(question) = ask(&atlas, &point.trigger.id, seed) else { continue };
            prop_assert!(!drawn[0].is_empty());
            let choices: BTreeSet<&String> = question.choices.iter().collect();
            prop_assert_eq!(choices.len(), 4);
            prop_assert!(choices.contains(&muscle.row.id));
            for id in choices.into_iter().filter(|id| **id != muscle.row.id) {
                let wrong = atlas.muscle(id).unwrap();
                prop_assert!(!wrong.points.is_empty());
                prop_assert!(!is_also_right(&atlas, wrong, &point.trigger));
                for other in &wrong.points {
                    for flip in [false, true] {
                        let own = plain(&other.trigger, flip);
                        prop_assert!(own != drawn && !own[0].is_superset(&drawn[0]), "{} passes for {}", other.trigger.id, point.trigger.id);
                    }
                }
            }
            prop_assert_eq!(Some(question), ask(&atlas, &point.trigger.id, seed));
        }
    }
}
