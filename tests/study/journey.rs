//! A learner's journeys: any sequence of actions, then what must hold after each.

use palpate::anatomy::{PlatePoint, Side};
use palpate::atlas::Atlas;
use palpate::quiz::{
    Answer, Card, Content, Fact, Kind, LENGTH, NothingToAsk, Phase, Plan, Scope, Sureness, Tap, Thing,
    Touched, Unfit,
};
use palpate::study::{Action, DAY_MS, Grade, Import, Learner, Progress, Refusal, Settings, Today};
use proptest::prelude::*;

use super::made_up::content;

fn start(kinds: &[Kind], now_ms: u64) -> Action {
    Action::Start { plan: Plan::new(Scope::Everything, kinds), seed: 3, now_ms }
}

fn unknown(now_ms: u64) -> Action {
    Action::Answer { answer: Answer::Unknown, sureness: None, now_ms }
}

/// A learner after these actions, each of which is taken.
fn after(actions: Vec<Action>) -> Learner {
    let mut learner = Learner::default();
    for action in actions {
        learner.act(&content(), action).unwrap();
    }
    learner
}

#[test]
fn a_round_is_answered_taken_back_and_answered_again() {
    let mut learner = after(vec![start(&Kind::ALL, 1000), unknown(4000)]);
    let review = learner.progress().reviews()[0].clone();
    assert_eq!((review.grade, review.at_ms, review.took_ms), (Grade::Again, 4000, 3000));
    assert_eq!(learner.standings().get(&review.card).unwrap().reviews, 1);
    learner.act(&content(), Action::Undo { now_ms: 5000 }).unwrap();
    assert_eq!((learner.progress().reviews().len(), learner.standings().get(&review.card)), (0, None));
    learner.act(&content(), unknown(6000)).unwrap();
    learner.act(&content(), Action::Next { now_ms: 7000 }).unwrap();
    assert_eq!(learner.round().unwrap().number(), 2);
    learner.act(&content(), Action::Leave).unwrap();
    assert_eq!((learner.round(), learner.progress().reviews().len()), (None, 1));
}

#[test]
fn a_guess_that_was_right_is_hard() {
    let cards = vec![Card::new(Fact::MuscleNerve, "twin")];
    let mut learner = after(vec![Action::Repeat { cards, seed: 1, now_ms: 0 }]);
    let typed = Answer::Typed("Axillary nerve".to_owned());
    let answer = |sureness| Action::Answer { answer: typed.clone(), sureness, now_ms: 60_000 };
    learner.act(&content(), answer(Some(Sureness::Guess))).unwrap();
    assert_eq!(learner.progress().reviews()[0].grade, Grade::Hard);
    learner.act(&content(), Action::Undo { now_ms: 60_000 }).unwrap();
    learner
        .act(&content(), Action::Answer { answer: typed.clone(), sureness: None, now_ms: 63_000 })
        .unwrap();
    assert_eq!(learner.progress().reviews()[0].grade, Grade::Easy, "recalled and typed within five seconds");
}

#[test]
fn studying_asks_today_s_cards_and_then_there_is_nothing_left() {
    let today = |hours: u64| Today { now_ms: DAY_MS + hours * 3_600_000, start_ms: DAY_MS };
    let settings = Settings { new_per_day: 4, ..Settings::default() };
    let mut learner = after(vec![Action::Settle(settings), Action::Study { today: today(1), seed: 1 }]);
    assert_eq!(learner.round().unwrap().asks().len(), 4);
    let mut asked = Vec::new();
    while let Phase::Asked(ask) = learner.round().unwrap().phase() {
        asked.push(ask.card.clone());
        let question = palpate::quiz::Question::make(&content(), ask).unwrap();
        let right = match &question.form {
            palpate::quiz::Form::Choice(form) => Answer::Pick(form.right),
            palpate::quiz::Form::Place(_) => {
                let slug = format!("{}-part", ask.card.of);
                let under = vec![Touched { structure: slug, side: None }];
                Answer::Tap(Tap { at: PlatePoint::new(0.0, 0.0), under, off_mm: None })
            }
            other => panic!("no other form comes first: {other:?}"),
        };
        learner
            .act(
                &content(),
                Action::Answer { answer: right, sureness: None, now_ms: today(1).now_ms + 9_000 },
            )
            .unwrap();
        learner.act(&content(), Action::Next { now_ms: today(1).now_ms + 10_000 }).unwrap();
    }
    assert_eq!(asked.len(), 4);
    let refused = learner.act(&content(), Action::Study { today: today(2), seed: 1 });
    assert_eq!(refused, Err(Refusal::NothingToAsk(NothingToAsk)));
    assert!(learner.queue(&content(), today(2)).is_empty());
    let tomorrow = Today { now_ms: 30 * DAY_MS, start_ms: 30 * DAY_MS };
    assert_eq!(learner.queue(&content(), tomorrow).due.len(), 4);
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let mut learner = after(vec![start(&[Kind::WhosePain], 0)]);
    let before = learner.clone();
    let tap = Answer::Tap(Tap { at: PlatePoint::new(0.0, 0.0), under: Vec::new(), off_mm: None });
    let refused = learner.act(&content(), Action::Answer { answer: tap, sureness: None, now_ms: 1 });
    assert_eq!(refused, Err(Refusal::Unfit(Unfit::Answer)));
    assert_eq!(learner.act(&content(), Action::Next { now_ms: 0 }), Err(Refusal::NotNow));
    assert_eq!(learner, before);
    let mut learner = Learner::default();
    let none = [
        unknown(0),
        Action::Next { now_ms: 0 },
        Action::Undo { now_ms: 0 },
        Action::Skip { now_ms: 0 },
        Action::End,
        Action::Leave,
    ];
    for action in none {
        assert_eq!(learner.act(&content(), action), Err(Refusal::NotNow));
    }
    assert_eq!(learner.act(&content(), start(&[], 0)), Err(Refusal::NothingToAsk(NothingToAsk)));
    assert_eq!(learner, Learner::default());
}

#[test]
fn a_reload_in_mid_round_resumes_it_unless_the_content_is_gone() {
    let learner = after(vec![start(&Kind::ALL, 0), unknown(50)]);
    let json = learner.progress().to_json();
    assert_eq!(Learner::load(content().atlas, &json), Ok((learner, 0)));
    let (elsewhere, _) = Learner::load(&Atlas::default(), &json).unwrap();
    assert_eq!((elsewhere.round(), elsewhere.progress().reviews().len()), (None, 1));
}

#[test]
fn two_windows_agree_and_what_was_taken_back_stays_so() {
    let mut one = after(vec![start(&Kind::ALL, 0), unknown(10)]);
    let mut other = Learner::new(content().atlas, one.progress().clone());
    other.act(&content(), Action::Undo { now_ms: 20 }).unwrap();
    other.act(&content(), unknown(30)).unwrap();
    one.act(&content(), Action::Next { now_ms: 15 }).unwrap();
    one.act(&content(), unknown(40)).unwrap();
    let (first, second) = (one.progress().clone(), other.progress().clone());
    one.act(&content(), Action::Adopt(Box::new(second))).unwrap();
    other.act(&content(), Action::Adopt(Box::new(first))).unwrap();
    assert_eq!(one.progress().reviews(), other.progress().reviews());
    let times: Vec<u64> = one.progress().reviews().iter().map(|review| review.at_ms).collect();
    assert_eq!(times, [30, 40]);
    assert!(one.round().is_some(), "each window keeps its own round");
}

#[test]
fn forgetting_reaches_every_window_but_an_import_brings_it_back() {
    let mut one = after(vec![start(&Kind::ALL, 0), unknown(10)]);
    let mut other = one.clone();
    let export = one.progress().to_json();
    one.act(&content(), Action::Forget { now_ms: 50 }).unwrap();
    other.act(&content(), Action::Adopt(Box::new(one.progress().clone()))).unwrap();
    assert_eq!(other.progress().reviews().len(), 0);
    one.act(&content(), Action::Import(Box::new(Import::read(export).unwrap()))).unwrap();
    assert_eq!(one.progress().reviews().len(), 1);
    other.act(&content(), Action::Adopt(Box::new(one.progress().clone()))).unwrap();
    assert_eq!(other.progress().reviews().len(), 1);
}

#[test]
fn notes_and_bookmarks_are_kept_and_taken_away() {
    let of = Thing::Point("cape-1".to_owned());
    let note = |text: &str, now_ms| Action::Note { of: of.clone(), text: text.to_owned(), now_ms };
    let mark = |is_set, now_ms| Action::Bookmark { of: of.clone(), is_set, now_ms };
    let mut learner = after(vec![note("tight", 1), mark(true, 2)]);
    assert_eq!((learner.note(&of), learner.is_bookmarked(&of)), ("tight", true));
    let earlier = learner.progress().clone();
    learner.act(&content(), note("", 3)).unwrap();
    learner.act(&content(), mark(false, 4)).unwrap();
    learner.act(&content(), Action::Adopt(Box::new(earlier))).unwrap();
    assert_eq!(
        (learner.note(&of), learner.is_bookmarked(&of)),
        ("", false),
        "an older word does not come back"
    );
}

pub(crate) fn any_action() -> impl Strategy<Value = Action> {
    let now = any::<u32>().prop_map(u64::from);
    let slugs = prop::sample::subsequence(vec!["cape-part", "lifter-part", "far-part"], 0..3);
    let tap = (-200.0..200.0f64, -1700.0..0.0f64, slugs).prop_map(|(x, y, slugs)| {
        let touched = |slug: &str| Touched { structure: slug.to_owned(), side: Some(Side::Right) };
        let under = slugs.into_iter().map(touched).collect();
        Answer::Tap(Tap { at: PlatePoint::new(x, y), under, off_mm: None })
    });
    let answer = prop_oneof![
        2 => tap,
        4 => (0usize..5).prop_map(Answer::Pick),
        1 => "[a-z ]{0,12}".prop_map(Answer::Typed),
        1 => prop::collection::vec(0usize..4, 0..4).prop_map(Answer::Pairs),
        1 => Just(vec![2usize, 0, 1]).prop_shuffle().prop_map(Answer::Order),
        1 => Just(Answer::Painted(Vec::new())),
        4 => Just(Answer::Unknown),
    ];
    let kinds = prop::sample::subsequence(Kind::ALL.to_vec(), 0..=3);
    let cards = prop::collection::vec(prop::sample::select(Scope::Everything.cards(&content())), 0..5);
    let sureness = prop::option::of(prop::sample::select(vec![Sureness::Guess, Sureness::Sure]));
    prop_oneof![
        1 => (kinds, any::<u64>(), now.clone(), any::<bool>()).prop_map(|(kinds, seed, now_ms, is_exam)| {
            let mut plan = Plan::new(Scope::Everything, &kinds);
            plan.manner.is_exam = is_exam;
            Action::Start { plan, seed, now_ms }
        }),
        1 => (cards, any::<u64>(), now.clone()).prop_map(|(cards, seed, now_ms)| Action::Repeat { cards, seed, now_ms }),
        1 => (any::<u64>(), now.clone()).prop_map(|(seed, now_ms)| Action::Study { today: Today { now_ms, start_ms: now_ms / 2 }, seed }),
        12 => (answer, sureness, now.clone()).prop_map(|(answer, sureness, now_ms)| Action::Answer { answer, sureness, now_ms }),
        8 => now.clone().prop_map(|now_ms| Action::Next { now_ms }),
        2 => now.clone().prop_map(|now_ms| Action::Undo { now_ms }),
        1 => now.prop_map(|now_ms| Action::Skip { now_ms }),
        1 => Just(Action::Leave),
        1 => Just(Action::End),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]
    #[test]
    fn after_any_actions_everything_agrees_and_nothing_is_lost(actions in prop::collection::vec(any_action(), 0..40)) {
        let content: Content<'static> = content();
        let mut learner = Learner::default();
        learner.act(&content, start(&Kind::ALL, 0)).unwrap();
        for action in actions {
            let before = learner.clone();
            let change = match &action {
                Action::Answer { .. } => 1,
                Action::Undo { .. } => -1,
                _ => 0,
            };
            let done = learner.act(&content, action);
            let count = |learner: &Learner| learner.progress().reviews().len() as i64;
            if done.is_err() {
                prop_assert_eq!(&learner, &before);
            } else {
                prop_assert_eq!(count(&learner), count(&before) + change);
            }
            let anew = Learner::new(content.atlas, learner.progress().clone());
            prop_assert_eq!(learner.standings(), anew.standings());
            if let Some(round) = learner.round() {
                prop_assert!(round.asks().len() <= LENGTH);
                for (ask, answered) in round.asks().iter().zip(round.answered()) {
                    let kept = learner.progress().reviews().iter();
                    let own = kept.filter(|review| review.card == ask.card && review.at_ms == answered.at_ms).count();
                    prop_assert_eq!(own, 1, "each answer of the round is one review");
                }
            }
            let loaded = Progress::from_json(learner.progress().to_json()).unwrap();
            prop_assert_eq!(&loaded.progress, learner.progress());
            prop_assert!(loaded.set_aside.is_empty());
        }
    }
}
