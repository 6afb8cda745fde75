//! A learner's journeys: any sequence of actions, then what must hold after each.

use palpate::anatomy::{PlatePoint, Side};
use palpate::atlas::Atlas;
use palpate::quiz::{Answer, Item, Kind, NothingToAsk, Phase, Plan, Question, Scope, Tap, Touched};
use palpate::study::{Action, Grade, Learner, Progress, Refusal};
use proptest::prelude::*;

use super::made_up::body;

fn start(kinds: &[Kind], now_ms: u64) -> Action {
    Action::Start { plan: Plan { scope: Scope::Everything, kinds: kinds.to_vec() }, seed: 5, now_ms }
}

/// The right answer to what is asked now.
fn right(atlas: &Atlas, learner: &Learner) -> Answer {
    match learner.round().unwrap().phase() {
        Phase::Asked(Question::FindPoint(question)) => {
            Answer::Tap(Tap { at: question.truth(atlas).unwrap(), under: Vec::new() })
        }
        Phase::Asked(Question::WhosePain(question)) => {
            Answer::Muscle(question.right(atlas).unwrap().row.id.clone())
        }
        other => panic!("nothing is asked: {other:?}"),
    }
}

#[test]
fn a_whole_round_and_what_is_kept_of_it() {
    let atlas = body();
    let mut learner = Learner::default();
    learner.act(&atlas, start(&Kind::ALL, 0)).unwrap();
    for number in 1..=10u64 {
        assert_eq!(learner.round().unwrap().number() as u64, number);
        let answer = if number <= 3 { Answer::Unknown } else { right(&atlas, &learner) };
        learner.act(&atlas, Action::Answer { answer, now_ms: number * 10_000 }).unwrap();
        learner.act(&atlas, Action::Next { now_ms: number * 10_000 + 5_000 }).unwrap();
    }
    let round = learner.round().unwrap();
    assert_eq!(round.phase(), Phase::Done);
    let result = round.result();
    assert_eq!((result.all.missed, result.all.found, result.repeat.len()), (3, 7, 3));
    assert_eq!(learner.progress().reviews.len(), 10);
    assert_eq!(learner.standings().weak(&atlas), result.repeat);

    learner.act(&atlas, Action::Repeat { items: result.repeat.clone(), seed: 1, now_ms: 200_000 }).unwrap();
    assert_eq!(learner.round().unwrap().questions().len(), 3);
    learner.act(&atlas, start(&Kind::ALL, 300_000)).unwrap();
    let asked: Vec<Item> = learner.round().unwrap().questions().iter().map(Question::item).collect();
    assert!(result.repeat.iter().all(|item| asked.contains(item)), "what was missed is asked again");
    learner.act(&atlas, Action::Leave).unwrap();
    assert_eq!((learner.round(), learner.progress().reviews.len()), (None, 10));
    learner.act(&atlas, Action::Forget).unwrap();
    assert_eq!(learner, Learner::default());
}

#[test]
fn grades_follow_the_outcome_and_the_time() {
    let atlas = body();
    let check = |kind, answer: fn(&Atlas, &Learner) -> Answer, took_ms, grade| {
        let mut learner = Learner::default();
        learner.act(&atlas, start(&[kind], 1000)).unwrap();
        let answer = answer(&atlas, &learner);
        learner.act(&atlas, Action::Answer { answer, now_ms: 1000 + took_ms }).unwrap();
        let review = &learner.progress().reviews[0];
        assert_eq!((review.grade, review.took_ms), (grade, took_ms), "{kind:?}");
    };
    let near = |atlas: &Atlas, learner: &Learner| match right(atlas, learner) {
        Answer::Tap(tap) => Answer::Tap(Tap { at: PlatePoint::new(tap.at.x + 20.0, tap.at.y), ..tap }),
        other => other,
    };
    check(Kind::FindPoint, right, 3000, Grade::Easy);
    check(Kind::FindPoint, right, 9000, Grade::Good);
    check(Kind::FindPoint, near, 3000, Grade::Hard);
    check(Kind::FindPoint, |_, _| Answer::Unknown, 3000, Grade::Again);
    check(Kind::WhosePain, right, 3000, Grade::Good);
    check(Kind::WhosePain, |_, _| Answer::Unknown, 3000, Grade::Again);
}

#[test]
fn what_does_not_belong_here_is_refused() {
    let atlas = body();
    let mut learner = Learner::default();
    let before = learner.clone();
    let answer = || Action::Answer { answer: Answer::Unknown, now_ms: 0 };
    for action in [answer(), Action::Next { now_ms: 0 }, Action::Undo { now_ms: 0 }, Action::Leave] {
        assert_eq!(learner.act(&atlas, action), Err(Refusal::NotNow));
    }
    assert_eq!(learner.act(&atlas, start(&[], 0)), Err(Refusal::NothingToAsk(NothingToAsk)));
    assert_eq!(learner, before);
}

#[test]
fn a_reload_in_mid_round_resumes_it_unless_the_content_is_gone() {
    let atlas = body();
    let mut learner = Learner::default();
    learner.act(&atlas, start(&Kind::ALL, 0)).unwrap();
    learner.act(&atlas, Action::Answer { answer: Answer::Unknown, now_ms: 50 }).unwrap();
    let json = learner.progress().to_json();
    assert_eq!(Learner::load(&atlas, &json), Ok((learner, 0)));
    let (elsewhere, _) = Learner::load(&Atlas::default(), &json).unwrap();
    assert_eq!((elsewhere.round(), elsewhere.progress().reviews.len()), (None, 1));
}

fn any_action() -> impl Strategy<Value = Action> {
    let now = any::<u32>().prop_map(u64::from);
    let tap = (
        any::<f64>(),
        -1700.0..0.0f64,
        prop::sample::subsequence(vec!["cape-part", "lifter-part", "far-part"], 0..3),
    );
    let tap = tap.prop_map(|(x, y, slugs)| {
        let touched = |slug: &str| Touched { structure: slug.to_owned(), side: Some(Side::Right) };
        Answer::Tap(Tap { at: PlatePoint::new(x, y), under: slugs.into_iter().map(touched).collect() })
    });
    let close = (-120.0..120.0f64, -1500.0..-1100.0f64)
        .prop_map(|(x, y)| Answer::Tap(Tap { at: PlatePoint::new(x, y), under: Vec::new() }));
    let chosen = prop::sample::select(vec!["cape", "lifter", "twin", "near", "far", "other", "gone"]);
    let answer =
        prop_oneof![tap, close, chosen.prop_map(|id| Answer::Muscle(id.to_owned())), Just(Answer::Unknown)];
    let kinds = prop::sample::subsequence(Kind::ALL.to_vec(), 0..=2);
    let items =
        prop::collection::vec(prop::sample::select(Scope::Everything.items(&body(), &Kind::ALL)), 0..5);
    prop_oneof![
        1 => (kinds, any::<u64>(), now.clone()).prop_map(|(kinds, seed, now_ms)| {
            Action::Start { plan: Plan { scope: Scope::Everything, kinds }, seed, now_ms }
        }),
        1 => (items, any::<u64>(), now.clone()).prop_map(|(items, seed, now_ms)| Action::Repeat { items, seed, now_ms }),
        12 => (answer, now.clone()).prop_map(|(answer, now_ms)| Action::Answer { answer, now_ms }),
        8 => now.clone().prop_map(|now_ms| Action::Next { now_ms }),
        2 => now.prop_map(|now_ms| Action::Undo { now_ms }),
        1 => Just(Action::Leave),
    ]
}

proptest! {
    #[test]
    fn after_any_actions_everything_agrees_and_nothing_is_lost(actions in prop::collection::vec(any_action(), 0..60)) {
        let atlas = body();
        let mut learner = Learner::default();
        learner.act(&atlas, start(&Kind::ALL, 0)).unwrap();
        for action in actions {
            let before = learner.clone();
            let change = match &action {
                Action::Answer { .. } => 1,
                Action::Undo { .. } => -1,
                _ => 0,
            };
            let done = learner.act(&atlas, action);
            let count = |learner: &Learner| learner.progress().reviews.len() as i64;
            if done.is_err() {
                prop_assert_eq!(&learner, &before);
            } else {
                prop_assert_eq!(count(&learner), count(&before) + change);
            }
            prop_assert_eq!(learner.standings(), &learner.progress().standings());
            if let Some(round) = learner.round() {
                let last = learner.progress().reviews.iter().rev().take(round.answered().len());
                let kept: Vec<&Item> = last.map(|review| &review.item).collect();
                let asked: Vec<Item> = round.questions().iter().take(kept.len()).map(Question::item).collect();
                prop_assert!(kept.into_iter().rev().eq(asked.iter()), "the round's answers are the last reviews");
            }
            let loaded = Progress::from_json(learner.progress().to_json()).unwrap();
            prop_assert_eq!(&loaded.progress, learner.progress());
            prop_assert!(loaded.set_aside.is_empty());
        }
    }
}
