//! Rounds: what is asked, in which order, and what comes of it.

use std::collections::BTreeSet;

use palpate::anatomy::{Depth, PlatePoint, Side};
use palpate::atlas::{Atlas, CourseRegion};
use palpate::quiz::{
    Answer, Card, Content, Fact, Kind, LENGTH, Manner, NothingToAsk, Outcome, Phase, Plan, Round, SETS,
    Scope, Spot, Sureness, Tally, Tap, Touched, Unfit, Urgency,
};
use proptest::prelude::*;

use super::made_up::{atlas, content, muscle, point};

const TWO: [Kind; 2] = [Kind::FindPoint, Kind::WhosePain];

fn cards(round: &Round) -> Vec<Card> {
    round.asks().iter().map(|ask| ask.card.clone()).collect()
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

fn start(
    atlas: &Atlas,
    plan: &Plan,
    urgency: impl Fn(&Card) -> Urgency,
    seed: u64,
) -> Result<Round, NothingToAsk> {
    Round::start(&Content { atlas, texts: None }, plan, urgency, seed, 0)
}

/// How a scope's round is made up: how many of each kind.
fn check(scope: Scope, kinds: &[Kind], found: usize, pain: usize) {
    let plan = Plan::new(scope, kinds);
    let round = start(&large(), &plan, |_| Urgency::Unseen, 7).unwrap();
    let of = |kind| round.asks().iter().filter(|ask| ask.kind == kind).count();
    assert_eq!((of(Kind::FindPoint), of(Kind::WhosePain)), (found, pain), "{plan:?}");
}

#[test]
fn ten_questions_evenly_mixed_or_as_many_as_there_are() {
    check(Scope::Everything, &TWO, 5, 5);
    check(Scope::Everything, &[Kind::FindPoint, Kind::FindPoint], 10, 0);
    check(Scope::Muscles(vec!["muscle3".to_owned()]), &TWO, 2, 2);
    check(Scope::Points(vec!["muscle3-1".to_owned(), "muscle5-0".to_owned()]), &[Kind::WhosePain], 0, 2);
    check(Scope::Cards(vec![Card::new(Fact::PointPlace, "muscle3-1")]), &TWO, 1, 0);
    check(Scope::Region("trunk".to_owned()), &TWO, 5, 5);
    check(Scope::Depth(Depth::Deep), &TWO, 5, 5);
    let nothing = |plan: Plan| start(&large(), &plan, |_| Urgency::Unseen, 7).unwrap_err();
    assert_eq!(nothing(Plan::new(Scope::Everything, &[])), NothingToAsk);
    assert_eq!(nothing(Plan::new(Scope::Region("moon".to_owned()), &Kind::ALL)), NothingToAsk);
    assert_eq!(nothing(Plan::new(Scope::Set("no-such-set".to_owned()), &Kind::ALL)), NothingToAsk);
}

#[test]
fn the_urgent_come_first_and_the_rest_is_spread_over_muscles() {
    let atlas = large();
    let weak: Vec<Card> = [1, 4, 9].map(|at| Card::new(Fact::PointReferral, format!("muscle{at}-1"))).into();
    let urgency = |card: &Card| if weak.contains(card) { Urgency::Weak } else { Urgency::Unseen };
    for seed in 0..20 {
        let round = start(&atlas, &Plan::new(Scope::Everything, &TWO), urgency, seed).unwrap();
        let asked = cards(&round);
        assert!(weak.iter().all(|card| asked.contains(card)));
        let muscles: BTreeSet<&str> = asked.iter().map(|card| card.of.split('-').next().unwrap()).collect();
        assert_eq!(muscles.len(), LENGTH, "one of each: {asked:?}");
    }
}

#[test]
fn asked_answered_next_and_the_result() {
    let content = content();
    let wanted = [Card::new(Fact::MuscleNerve, "cape"), Card::new(Fact::PointPlace, "lifter-1")];
    let doubled = [wanted[0].clone(), wanted[1].clone(), wanted[0].clone()];
    let mut round = Round::repeat(&content, &doubled, LENGTH, Manner::default(), 1, 1000).unwrap();
    assert_eq!(cards(&round), wanted, "each once, in order");
    assert!(!round.next(1500), "nothing is shown yet");
    assert_eq!(round.answer(&content, &Answer::Pick(7), None, 2000), Err(Unfit::Answer));

    let (_, answered) = round.answer(&content, &Answer::Unknown, None, 4000).unwrap().unwrap();
    assert_eq!((answered.took_ms, answered.outcome), (3000, Outcome::Missed));
    assert!(matches!(round.phase(), Phase::Shown(ask, _) if ask.card == wanted[0]));
    assert_eq!(round.answer(&content, &Answer::Unknown, None, 4000), Ok(None), "answered already");
    assert_eq!(round.number(), 1);

    assert!(round.next(5000));
    assert_eq!(round.number(), 2);
    round.answer(&content, &Answer::Unknown, None, 5500).unwrap();
    assert!(round.next(6000));
    assert_eq!((round.phase(), round.number()), (Phase::Done, 2));
    let result = round.result(content.atlas);
    let missed = Tally { missed: 1, ..Tally::default() };
    assert_eq!(result.by_kind.iter().map(|(_, tally)| *tally).collect::<Vec<_>>(), [missed, missed]);
    assert_eq!(result.by_region, [("trunk".to_owned(), Tally { missed: 2, ..Tally::default() })]);
    assert_eq!((result.all.total(), result.score, result.repeat), (2, 0, wanted.to_vec()));

    let taken = round.undo(7000).unwrap();
    assert_eq!((taken.card, taken.answered.at_ms, taken.was_seen), (wanted[1].clone(), 5500, true));
    assert!(matches!(round.phase(), Phase::Asked(ask) if ask.card == wanted[1]));
    round.undo(8000).unwrap();
    assert_eq!(round.undo(9000), None);
}

#[test]
fn an_exam_shows_nothing_until_its_end_and_ends_when_the_time_is_up() {
    let content = content();
    let mut plan = Plan::new(Scope::Everything, &Kind::ALL);
    (plan.manner.is_exam, plan.manner.limit_s, plan.length) = (true, Some(1500), 4);
    let mut round = Round::start(&content, &plan, |_| Urgency::Unseen, 3, 0).unwrap();
    assert_eq!(round.left_ms(60_000), Some(25 * 60_000 - 60_000));
    round.answer(&content, &Answer::Unknown, None, 10).unwrap();
    assert!(matches!(round.phase(), Phase::Asked(_)), "the next question follows at once");
    round.answer(&content, &Answer::Unknown, None, 5_010).unwrap();
    let result = round.result(content.atlas);
    assert_eq!((result.spent_ms, result.limit_ms, result.mean_ms()), (5_010, Some(1_500_000), Some(2_505)));
    assert!(round.undo(5_010).is_some_and(|taken| !taken.was_seen), "nothing was shown");
    assert!(round.end() && !round.end());
    assert_eq!(round.phase(), Phase::Done);
    let result = round.result(content.atlas);
    assert_eq!((result.all.total(), result.unanswered), (1, 3));
    assert!(round.undo(20).unwrap().was_seen, "the report has shown it");
    assert!(matches!(round.phase(), Phase::Asked(_)), "what is taken back is asked again");
}

#[test]
fn a_station_ends_after_its_minute_and_there_is_no_way_back() {
    let content = content();
    let mut plan = Plan::stations(Scope::Everything);
    plan.length = 3;
    let mut round = Round::start(&content, &plan, |_| Urgency::Unseen, 3, 0).unwrap();
    assert_eq!((round.left_ms(20_000), round.time_up(20_000)), (Some(40_000), false));
    round.answer(&content, &Answer::Unknown, None, 30_000).unwrap();
    assert_eq!(round.left_ms(30_000), Some(60_000), "each has its own");
    assert!(round.undo(31_000).is_none());
    // Whoever comes back after an hour goes on at the next station, with all of its minute.
    assert!(round.time_up(3_630_000));
    assert_eq!((round.number(), round.left_ms(3_630_000)), (3, Some(60_000)));
    let saved = Round::from_value(&round.to_value());
    assert_eq!(saved, Some(round.clone()));
    assert!(round.time_up(3_700_000) && !round.time_up(3_800_000));
    assert_eq!(round.phase(), Phase::Done);
    let result = round.result(content.atlas);
    assert_eq!((result.all.total(), result.unanswered, result.repeat.len()), (1, 2, 3));
    assert_eq!((result.limit_ms, result.spent_ms), (Some(180_000), 150_000));
    assert!(round.is_before(3_800_001) && !round.is_before(3_600_000));
}

#[test]
fn a_question_that_cannot_be_made_any_more_is_left_out() {
    let mut round = start(&large(), &Plan::new(Scope::Everything, &TWO), |_| Urgency::Unseen, 1).unwrap();
    let gone = Content { atlas: &Atlas::default(), texts: None };
    assert_eq!(round.answer(&gone, &Answer::Unknown, None, 5), Err(Unfit::Question));
    assert!(!round.fits(gone.atlas));
    let before = round.asks().len();
    assert!(round.skip(6));
    assert_eq!((round.asks().len(), round.number()), (before - 1, 1));
}

#[test]
fn a_saved_round_that_contradicts_itself_is_refused() {
    let content = content();
    let cards = [Card::new(Fact::PointPlace, "cape-1")];
    let mut round = Round::repeat(&content, &cards, LENGTH, Manner::default(), 1, 0).unwrap();
    let read = |text: &str| Round::from_value(&serde_json::from_str(text).unwrap());
    let sound = round.to_value().to_string();
    assert_eq!(read(&sound), Some(round.clone()));
    let slips = [
        ("\"is_showing\":false", "\"is_showing\":true"),
        ("point-place", "muscle-nerve"),
        ("point-place/", "point-place"),
        ("\"seed\":", "\"sead\":"),
        ("\"limit_s\":null", "\"limit_s\":-1"),
    ];
    for (from, to) in slips {
        assert!(sound.contains(from) && read(&sound.replace(from, to)).is_none(), "{from} as {to}");
    }
    round.answer(&content, &Answer::Unknown, None, 5).unwrap();
    let twice = round.to_value();
    for field in ["asks", "answered"] {
        let mut twice = twice.clone();
        let entry = twice[field][0].clone();
        twice[field].as_array_mut().unwrap().push(entry);
        assert!(Round::from_value(&twice).is_none(), "two equal {field}");
    }
}

#[test]
fn every_form_of_answer_is_saved_and_read_again() {
    let answers = [
        Answer::Tap(Tap {
            at: PlatePoint::new(-12.3, 4.0),
            under: vec![
                Touched { structure: "cape-part".to_owned(), side: Some(Side::Left) },
                Touched { structure: "m".to_owned(), side: None },
            ],
            off_mm: Some(3.2),
        }),
        Answer::Pick(3),
        Answer::Typed("a \"quoted\" name".to_owned()),
        Answer::Pairs(vec![2, 0, 1]),
        Answer::Order(vec![1, 0]),
        Answer::Painted(vec![Spot { region: "a".to_owned(), is_left: true }]),
        Answer::Unknown,
    ];
    let content = content();
    let mut round =
        start(content.atlas, &Plan::new(Scope::Everything, &TWO), |_| Urgency::Unseen, 1).unwrap();
    for sureness in [None, Some(Sureness::Guess), Some(Sureness::Rather), Some(Sureness::Sure)] {
        round.answer(&content, &Answer::Unknown, sureness, 5).unwrap();
        round.next(6);
    }
    let saved = round.to_value();
    assert_eq!(Round::from_value(&saved), Some(round));
    for answer in answers {
        let mut saved = saved.clone();
        let form = match &answer {
            Answer::Tap(tap) => {
                let under = serde_json::json!([{ "structure": "cape-part", "side": "left" }, { "structure": "m", "side": null }]);
                (
                    "tap",
                    serde_json::json!({ "x": tap.at.x, "y": tap.at.y, "under": under, "off_mm": tap.off_mm }),
                )
            }
            Answer::Pick(at) => ("pick", (*at).into()),
            Answer::Typed(text) => ("typed", text.as_str().into()),
            Answer::Pairs(pairs) => ("pairs", pairs.clone().into()),
            Answer::Order(order) => ("order", order.clone().into()),
            Answer::Painted(_) => ("painted", serde_json::json!([{ "region": "a", "is_left": true }])),
            Answer::Unknown => ("unknown", true.into()),
        };
        let entry = saved["answered"][0].as_object_mut().unwrap();
        entry.remove("unknown");
        entry.insert(form.0.to_owned(), form.1);
        let read = Round::from_value(&saved).unwrap();
        assert_eq!(read.answered()[0].answer, answer);
        assert_eq!(Round::from_value(&read.to_value()), Some(read));
    }
}

#[test]
fn a_scope_is_read_again_from_its_word() {
    let scopes = [
        Scope::Everything,
        Scope::Region("trunk".to_owned()),
        Scope::Depth(Depth::Deep),
        Scope::Set("headache".to_owned()),
        Scope::Muscles(vec!["a".to_owned(), "b".to_owned()]),
        Scope::Points(vec!["a-1".to_owned()]),
        Scope::Cards(vec![Card::new(Fact::MuscleNerve, "a"), Card::new(Fact::PointPlace, "a-1")]),
        Scope::Part(CourseRegion::ShoulderArm),
        Scope::Chapter("jaw".to_owned()),
        Scope::Condition("frozen-shoulder".to_owned()),
    ];
    for scope in scopes {
        assert_eq!(scope.to_string().parse(), Ok(scope));
    }
    for word in ["", "region", "moon:x", "depth:9", "cards:x", "course:moon"] {
        assert!(word.parse::<Scope>().is_err(), "{word}");
    }
}

#[test]
fn chapters_and_conditions_hold_their_muscles_in_their_own_order() {
    let check = |word: &str, expected: &str| {
        let scope: Scope = word.parse().unwrap();
        let ids: Vec<&str> = scope.muscles(&content()).iter().map(|muscle| muscle.row.id.as_str()).collect();
        assert_eq!(ids.join(" "), expected, "{word}");
        let of = scope.cards(&content()).iter().all(|card| {
            card.muscle(content().atlas).is_some_and(|muscle| ids.contains(&muscle.row.id.as_str()))
        });
        assert!(of, "{word} asks after other muscles");
        assert_eq!(scope.is_gone(&content()), expected.is_empty(), "{word}");
    };
    check("chapter:outer", "far cape");
    check("course:spine-torso", "far cape near");
    check("condition:ache", "far near");
    check("course:pelvis-leg", "");
    check("chapter:no-more", "");
    check("condition:no-more", "");
    check("set:no-more", "");
    check("region:moon", "");
    check("muscles:no-more", "");
}

#[test]
fn what_has_not_arrived_yet_is_not_gone() {
    let early = Content { texts: None, ..content() };
    let is_gone = |word: &str| word.parse::<Scope>().unwrap().is_gone(&early);
    assert!(!is_gone("chapter:outer") && !is_gone("condition:no-more"));
    assert!(is_gone("set:no-more") && !is_gone("all"));
}

#[test]
fn sets_have_names_of_their_own() {
    let ids: BTreeSet<&str> = SETS.iter().map(|set| set.id).collect();
    assert_eq!(ids.len(), SETS.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_round_never_asks_the_same_twice_and_the_seed_decides_it(seed: u64, urgencies in prop::collection::vec(0u8..4, 80)) {
        let atlas = large();
        let urgency = |card: &Card| {
            let at = card.of.bytes().map(usize::from).sum::<usize>() + card.fact as usize * 37;
            [Urgency::Weak, Urgency::Due, Urgency::Unseen, Urgency::Known][usize::from(urgencies[at % 80])]
        };
        let plan = Plan::new(Scope::Everything, &TWO);
        let round = start(&atlas, &plan, urgency, seed).unwrap();
        let asked = cards(&round);
        let different: BTreeSet<&Card> = asked.iter().collect();
        prop_assert_eq!(different.len(), LENGTH);
        prop_assert!(round.fits(&atlas));
        prop_assert_eq!(&round, &start(&atlas, &plan, urgency, seed).unwrap());
        let worst = asked.iter().map(urgency).max().unwrap();
        let all = Scope::Everything.cards(&Content { atlas: &atlas, texts: None });
        let more_urgent = all.iter().filter(|card| card.fact.is_of_point() && urgency(card) < worst && !asked.contains(card));
        prop_assert_eq!(more_urgent.count(), 0);
    }
}
