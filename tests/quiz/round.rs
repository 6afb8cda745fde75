//! Rounds: what is asked, in which order, and what comes of it.

use std::collections::BTreeSet;

use palpate::anatomy::Depth;
use palpate::atlas::Atlas;
use palpate::quiz::{
    Answer, Item, Kind, LENGTH, NothingToAsk, Outcome, Phase, Plan, Question, Round, Scope, Tally, Unfit,
    Urgency,
};
use proptest::prelude::*;

use super::made_up::{atlas, body, muscle, point};

fn plan(kinds: &[Kind]) -> Plan {
    Plan { scope: Scope::Everything, kinds: kinds.to_vec() }
}

fn items(round: &Round) -> Vec<Item> {
    round.questions().iter().map(Question::item).collect()
}

/// Twenty muscles with two points each.
fn large() -> Atlas {
    let regions = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let made = |number: usize| {
        let id = format!("muscle{number}");
        let each = [0, 1].map(|at| {
            let essential =
                format!("{} {}", regions[(number + at) % 8], regions[(number * 3 + at * 5 + 1) % 8]);
            point(&format!("{id}-{at}"), [-1.0; 3], &essential, "")
        });
        muscle(&id, Depth::Deep, each.into())
    };
    atlas((0..20).map(made).collect())
}

/// How a scope's round is made up: its length, and how many of each kind.
fn check(scope: Scope, kinds: &[Kind], found: usize, pain: usize) {
    let plan = Plan { scope, kinds: kinds.to_vec() };
    let round = Round::start(&large(), &plan, |_| Urgency::Unseen, 7, 0).unwrap();
    let of = |kind| items(&round).iter().filter(|item| item.kind == kind).count();
    assert_eq!((of(Kind::FindPoint), of(Kind::WhosePain)), (found, pain), "{plan:?}");
}

#[test]
fn ten_questions_evenly_mixed_or_as_many_as_there_are() {
    check(Scope::Everything, &Kind::ALL, 5, 5);
    check(Scope::Everything, &[Kind::FindPoint, Kind::FindPoint], 10, 0);
    check(Scope::Muscles(vec!["muscle3".to_owned()]), &Kind::ALL, 2, 2);
    check(Scope::Points(vec!["muscle3-1".to_owned(), "muscle5-0".to_owned()]), &[Kind::WhosePain], 0, 2);
    check(Scope::Region("trunk".to_owned()), &Kind::ALL, 5, 5);
    let nothing = |plan| Round::start(&large(), &plan, |_| Urgency::Unseen, 7, 0).unwrap_err();
    assert_eq!(nothing(plan(&[])), NothingToAsk);
    assert_eq!(
        nothing(Plan { scope: Scope::Region("moon".to_owned()), kinds: Kind::ALL.to_vec() }),
        NothingToAsk
    );
}

#[test]
fn the_urgent_come_first_and_the_rest_is_spread_over_muscles() {
    let atlas = large();
    let weak: Vec<Item> = [1, 4, 9].map(|at| Item::new(Kind::WhosePain, format!("muscle{at}-1"))).into();
    let urgency = |item: &Item| if weak.contains(item) { Urgency::Weak } else { Urgency::Unseen };
    for seed in 0..50 {
        let round = Round::start(&atlas, &plan(&Kind::ALL), urgency, seed, 0).unwrap();
        let asked = items(&round);
        assert!(weak.iter().all(|item| asked.contains(item)));
        let muscles: BTreeSet<&str> =
            asked.iter().map(|item| item.point.split('-').next().unwrap()).collect();
        assert_eq!(muscles.len(), LENGTH, "one of each: {asked:?}");
    }
}

#[test]
fn known_items_fill_up_only_where_nothing_else_is_left() {
    let is_new = |item: &Item| item.point.starts_with("muscle1") && item.kind == Kind::FindPoint;
    let urgency = |item: &Item| if is_new(item) { Urgency::Unseen } else { Urgency::Known };
    let round = Round::start(&large(), &plan(&[Kind::FindPoint]), urgency, 3, 0).unwrap();
    assert!(items(&round).iter().all(is_new));
}

#[test]
fn asked_answered_next_and_the_result() {
    let atlas = body();
    let wanted = [
        Item::new(Kind::FindPoint, "cape-1"),
        Item::new(Kind::WhosePain, "lifter-1"),
        Item::new(Kind::FindPoint, "cape-1"),
    ];
    let mut round = Round::repeat(&atlas, &wanted, 1, 1000).unwrap();
    assert_eq!(items(&round), wanted[..2], "each once, in order");
    assert!(!round.next(1500), "nothing is shown yet");
    assert_eq!(round.answer(&atlas, &Answer::Muscle("cape".to_owned()), 2000), Err(Unfit::Answer));

    let answered = round.answer(&atlas, &Answer::Unknown, 4000).unwrap().unwrap();
    assert_eq!((answered.took_ms, answered.verdict.outcome()), (3000, Outcome::Missed));
    assert!(matches!(round.phase(), Phase::Shown(question, _) if question.item() == wanted[0]));
    assert_eq!(round.answer(&atlas, &Answer::Unknown, 4000), Ok(None), "answered already");
    assert_eq!(round.number(), 1);

    assert!(round.next(5000));
    assert_eq!(round.number(), 2);
    round.answer(&atlas, &Answer::Muscle("lifter".to_owned()), 5500).unwrap();
    assert!(round.next(6000));
    assert_eq!((round.phase(), round.number()), (Phase::Done, 2));
    let result = round.result();
    let missed = Tally { missed: 1, ..Tally::default() };
    let found = Tally { found: 1, ..Tally::default() };
    assert_eq!(result.by_kind, [(Kind::FindPoint, missed), (Kind::WhosePain, found)]);
    assert_eq!((result.all.total(), result.repeat), (2, vec![wanted[0].clone()]));

    let (item, taken) = round.undo(7000).unwrap();
    assert_eq!((item, taken.at_ms), (wanted[1].clone(), 5500));
    assert!(matches!(round.phase(), Phase::Asked(question) if question.item() == wanted[1]));
    round.undo(8000).unwrap();
    assert_eq!(round.undo(9000), None);
}

#[test]
fn a_saved_round_that_contradicts_itself_is_refused() {
    let atlas = body();
    let mut round = Round::repeat(&atlas, &[Item::new(Kind::FindPoint, "cape-1")], 1, 0).unwrap();
    let sound = serde_json::to_string(&round).unwrap();
    assert_eq!(serde_json::from_str::<Round>(&sound).unwrap(), round);
    assert!(
        serde_json::from_str::<Round>(&sound.replace("\"is_showing\":false", "\"is_showing\":true")).is_err()
    );
    round.answer(&atlas, &Answer::Unknown, 5).unwrap();
    let twice = serde_json::to_value(&round).unwrap();
    for field in ["questions", "answered"] {
        let mut twice = twice.clone();
        let entry = twice[field][0].clone();
        twice[field].as_array_mut().unwrap().push(entry);
        assert!(serde_json::from_value::<Round>(twice).is_err(), "two equal {field}");
    }
}

proptest! {
    #[test]
    fn a_round_never_asks_the_same_twice_and_the_seed_decides_it(seed: u64, urgencies in prop::collection::vec(0u8..4, 80)) {
        let atlas = large();
        let urgency = |item: &Item| {
            let at = item.point.bytes().map(usize::from).sum::<usize>() + item.kind as usize * 37;
            [Urgency::Weak, Urgency::Due, Urgency::Unseen, Urgency::Known][usize::from(urgencies[at % 80])]
        };
        let start = || Round::start(&atlas, &plan(&Kind::ALL), urgency, seed, 0).unwrap();
        let round = start();
        let asked = items(&round);
        let different: BTreeSet<&Item> = asked.iter().collect();
        prop_assert_eq!(different.len(), LENGTH);
        prop_assert!(round.fits(&atlas));
        prop_assert_eq!(&round, &start());
        let worst = asked.iter().map(urgency).max().unwrap();
        let all = Scope::Everything.items(&atlas, &Kind::ALL);
        let more_urgent: Vec<&Item> = all.iter().filter(|item| urgency(item) < worst && !asked.contains(item)).collect();
        prop_assert!(more_urgent.is_empty() || more_urgent.iter().all(|item| Question::about(&atlas, item, 0).is_none()));
    }
}
