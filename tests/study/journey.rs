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

/// The right answer of a question that is not a tap.
fn right(question: &palpate::quiz::Question) -> Answer {
    use palpate::quiz::Form;
    match &question.form {
        Form::Choice(form) => Answer::Pick(form.right),
        Form::Place(form) if !form.options.is_empty() => Answer::Pick(form.right),
        Form::Place(_) => {
            let under = vec![Touched { structure: format!("{}-part", question.ask.card.of), side: None }];
            Answer::Tap(Tap { at: PlatePoint::new(0.0, 0.0), under, off_mm: None })
        }
        Form::Match(form) => Answer::Pairs(form.truth.clone()),
        Form::Order(form) => Answer::Order(form.truth.clone()),
        Form::Paint(form) => Answer::Painted(form.essential.clone()),
    }
}

/// An exam, whose solutions are shown at its end alone.
fn exam(now_ms: u64) -> Action {
    let mut plan = Plan::new(Scope::Everything, &Kind::ALL);
    plan.manner.is_exam = true;
    Action::Start { plan, seed: 3, now_ms }
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
    // The solution was shown: what was answered before stays, and what is answered after is a relearning.
    learner.act(&content(), Action::Undo { now_ms: 5000 }).unwrap();
    assert_eq!(learner.progress().reviews(), std::slice::from_ref(&review));
    let Phase::Asked(ask) = learner.round().unwrap().phase() else { panic!("it is asked again") };
    let right = right(&palpate::quiz::Question::make(&content(), ask).unwrap());
    learner.act(&content(), Action::Answer { answer: right, sureness: None, now_ms: 6000 }).unwrap();
    assert_eq!(learner.progress().reviews(), std::slice::from_ref(&review));
    assert_eq!(learner.standings().get(&review.card).unwrap().last, Grade::Again);
    let result = learner.round().unwrap().result(content().atlas);
    assert_eq!((result.all.missed, result.all.found, result.relearned, result.score), (1, 0, 1, 0));
    assert_eq!(result.repeat, std::slice::from_ref(&review.card));
    let reloaded = Learner::load(content().atlas, &learner.progress().to_json()).unwrap().0;
    assert_eq!(reloaded.round(), learner.round());
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
    let cards = vec![Card::new(Fact::MuscleNerve, "twin")];
    let quick = Action::Answer { answer: typed, sureness: None, now_ms: 3_000 };
    let learner = after(vec![Action::Repeat { cards, seed: 1, now_ms: 0 }, quick]);
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
        let right = right(&question);
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
    // Who wants more gets it, and the day's limit stays.
    let more = learner.more(&content());
    assert_eq!(more.len(), 10);
    let mut eager = learner.clone();
    eager.act(&content(), Action::LearnMore { seed: 1, now_ms: today(2).now_ms }).unwrap();
    let asked_more: Vec<&Card> = eager.round().unwrap().asks().iter().map(|ask| &ask.card).collect();
    assert!(asked_more.iter().all(|card| more.contains(card) && !asked.contains(card)), "{asked_more:?}");
    assert_eq!(eager.settings(), learner.settings());
    assert!(eager.queue(&content(), today(2)).is_empty());
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
    let mut one = after(vec![exam(0), unknown(10)]);
    let mut other = Learner::new(content().atlas, one.progress().clone());
    other.act(&content(), Action::Undo { now_ms: 20 }).unwrap();
    other.act(&content(), unknown(30)).unwrap();
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
    assert_eq!((learner.note(&of).as_str(), learner.is_bookmarked(&of)), ("tight", true));
    let earlier = learner.progress().clone();
    learner.act(&content(), note("", 3)).unwrap();
    learner.act(&content(), mark(false, 4)).unwrap();
    learner.act(&content(), Action::Adopt(Box::new(earlier))).unwrap();
    assert_eq!(
        (learner.note(&of).as_str(), learner.is_bookmarked(&of)),
        ("", false),
        "an older word does not come back"
    );
}

/// Two profiles wrote about the same thing; one imports the other's file.
#[test]
fn an_import_keeps_both_notes_and_can_be_undone() {
    let of = Thing::Muscle("cape".to_owned());
    let note = |text: &str, now_ms| Action::Note { of: of.clone(), text: text.to_owned(), now_ms };
    let theirs = after(vec![note("theirs", 9_000), start(&Kind::ALL, 0), unknown(10)]);
    let mut mine = after(vec![note("mine", 5_000)]);
    let mut window = mine.clone();
    let before = mine.progress().clone();
    let import = Import::read(theirs.progress().to_json()).unwrap();
    assert_eq!(import.changes(mine.progress()).notes, 1);
    let again = Action::Import(Box::new(import));
    mine.act(&content(), again.clone()).unwrap();
    assert_eq!(mine.note(&of), "mine\n\ntheirs");
    window.act(&content(), Action::Adopt(Box::new(mine.progress().clone()))).unwrap();
    mine.act(&content(), Action::UndoImport { now_ms: 10_000 }).unwrap();
    assert_eq!((mine.note(&of), mine.progress().reviews()), ("mine".to_owned(), before.reviews()));
    assert_eq!(mine.act(&content(), Action::UndoImport { now_ms: 10_001 }), Err(Refusal::NotNow));
    // Neither another window brings it back, nor is the file refused later.
    mine.act(&content(), Action::Adopt(Box::new(window.progress().clone()))).unwrap();
    assert_eq!((mine.note(&of), mine.progress().reviews().len()), ("mine".to_owned(), 0));
    mine.act(&content(), again).unwrap();
    assert_eq!((mine.note(&of), mine.progress().reviews().len()), ("mine\n\ntheirs".to_owned(), 1));
    // Written anew, it is one note again, on both sides.
    mine.act(&content(), note("both", 20_000)).unwrap();
    window.act(&content(), Action::Adopt(Box::new(mine.progress().clone()))).unwrap();
    assert_eq!((mine.note(&of), window.note(&of)), ("both".to_owned(), "both".to_owned()));
    assert!(!mine.can_undo_import(), "something else was done since");
}

/// The clock stood a year ahead for an evening, then it was set right.
#[test]
fn a_clock_that_stood_in_the_future_costs_nothing_once_it_is_set_right() {
    let (year_ms, hour_ms) = (365 * DAY_MS, 3_600_000);
    let of = Thing::Muscle("cape".to_owned());
    let mut learner = after(vec![
        start(&Kind::ALL, year_ms),
        unknown(year_ms + 1),
        Action::Note { of: of.clone(), text: "ahead".to_owned(), now_ms: year_ms },
        Action::Settle(Settings { new_per_day: 4, at_ms: year_ms, ..Settings::default() }),
    ]);
    let card = learner.progress().reviews()[0].card.clone();
    let today = |hours: u64| Today { now_ms: 10 * DAY_MS + hours * hour_ms, start_ms: 10 * DAY_MS };
    let queue = learner.queue(&content(), today(1));
    assert_eq!((queue.fresh.len(), queue.due), (4, vec![card.clone()]), "it comes up, and new ones as ever");
    // What is done now is the newer, here and in a window that has not heard of it.
    let window = learner.clone();
    learner
        .act(&content(), Action::Note { of: of.clone(), text: "now".to_owned(), now_ms: today(1).now_ms })
        .unwrap();
    let settings = Settings { new_per_day: 7, at_ms: today(1).now_ms, ..Settings::default() };
    learner.act(&content(), Action::Settle(settings)).unwrap();
    learner.act(&content(), Action::Adopt(Box::new(window.progress().clone()))).unwrap();
    assert_eq!((learner.note(&of).as_str(), learner.settings().new_per_day), ("now", 7));
    let again = Action::Repeat { cards: vec![card.clone()], seed: 1, now_ms: today(2).now_ms };
    learner.act(&content(), again).unwrap();
    let Phase::Asked(ask) = learner.round().unwrap().phase() else { panic!("it is asked") };
    let right = right(&palpate::quiz::Question::make(&content(), ask).unwrap());
    let answer = Action::Answer { answer: right, sureness: None, now_ms: today(2).now_ms };
    learner.act(&content(), answer).unwrap();
    let standing = learner.standings().get(&card).unwrap();
    assert_eq!(
        (standing.reviews, standing.last_ms),
        (2, today(2).now_ms),
        "and it is the last answer that counts"
    );
    assert!(!learner.queue(&content(), today(3)).due.contains(&card));
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
            // What was seen goes on counting, and what is answered after it counts no more.
            let is_again = before.round().is_some_and(|round| round.first(round.answered().len()).is_some());
            let was_seen = |round: &palpate::quiz::Round| {
                let is_exam = round.manner().is_exam && round.phase() != Phase::Done;
                !is_exam || round.first(round.answered().len().saturating_sub(1)).is_some()
            };
            let was_seen = before.round().is_some_and(was_seen);
            let is_undo = matches!(action, Action::Undo { .. });
            let change = match &action {
                Action::Answer { .. } => i64::from(!is_again),
                Action::Undo { .. } => -i64::from(!was_seen),
                _ => 0,
            };
            let done = learner.act(&content, action);
            let count = |learner: &Learner| learner.progress().reviews().len() as i64;
            if done.is_err() {
                prop_assert_eq!(&learner, &before);
            } else {
                // In an exam that was over once, all solutions have been seen.
                let change = if is_undo && count(&learner) == count(&before) { 0 } else { change };
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
