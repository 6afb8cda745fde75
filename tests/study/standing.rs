//! Where cards stand after their reviews, what is studied today, what can be seen of it.

use palpate::atlas::Atlas;
use palpate::quiz::{Card, Content, Fact, Kind, Scope, Urgency};
use palpate::study::{
    DAY_MS, Grade, LEECH_LAPSES, LEVELS, Queue, Review, Settings, Standings, Strength, Today, Totals,
};

use super::made_up::body;

const HOUR_MS: u64 = 3_600_000;

fn review(card: &Card, grade: Grade, at_ms: u64) -> Review {
    Review { at_ms, card: card.clone(), kind: Kind::of(card.fact).next().unwrap(), grade, took_ms: 200_000 }
}

fn place(of: &str) -> Card {
    Card::new(Fact::PointPlace, of)
}

fn today(now_ms: u64) -> Today {
    Today { now_ms, start_ms: now_ms / DAY_MS * DAY_MS }
}

/// An atlas without its texts.
fn bare(atlas: &Atlas) -> Content<'_> {
    Content { atlas, texts: None }
}

/// A settings with these limits.
fn limits(new_per_day: u16, reviews_per_day: u16) -> Settings {
    Settings { new_per_day, reviews_per_day, ..Settings::default() }
}

#[test]
fn urgency_follows_the_last_answer_and_the_time() {
    let mut standings = Standings::default();
    let card = place("lifter-1");
    let check = |standings: &Standings, hours: u64, urgency| {
        assert_eq!(standings.urgency(&card, 0.9, hours * HOUR_MS), urgency, "after {hours} h");
    };
    check(&standings, 1, Urgency::Unseen);
    standings.note(&review(&card, Grade::Good, 0));
    check(&standings, 1, Urgency::Known);
    check(&standings, 43, Urgency::Due);
    standings.note(&review(&card, Grade::Hard, 43 * HOUR_MS));
    check(&standings, 44, Urgency::Weak);
}

#[test]
fn practising_again_and_again_in_one_sitting_adds_little() {
    let card = place("lifter-1");
    let days = |hours: &[u64]| {
        let reviews: Vec<Review> =
            hours.iter().map(|hour| review(&card, Grade::Good, hour * HOUR_MS)).collect();
        Standings::of(&reviews).get(&card).unwrap().memory.stability
    };
    assert!(days(&[0, 1, 2, 3]) < days(&[0, 48]), "four times in a morning against twice in three days");
}

#[test]
fn a_leech_is_what_was_forgotten_again_and_again() {
    let atlas = body();
    let card = place("cape-1");
    let lapse = |at: u64| {
        [review(&card, Grade::Good, 2 * at * DAY_MS), review(&card, Grade::Again, (2 * at + 1) * DAY_MS)]
    };
    let leeches =
        |lapses: u64| Standings::of(&(0..lapses).flat_map(lapse).collect::<Vec<_>>()).leeches(&atlas).len();
    assert_eq!(leeches(LEECH_LAPSES as u64 - 1), 0);
    assert_eq!(leeches(LEECH_LAPSES as u64), 1);
    let missed: Vec<Review> = (0..20).map(|at| review(&card, Grade::Again, at * DAY_MS)).collect();
    assert_eq!(Standings::of(&missed).leeches(&atlas).len(), 0, "what was never known cannot be forgotten");
}

#[test]
fn new_cards_come_in_the_order_in_which_they_are_best_learned_up_to_the_limit() {
    let atlas = body();
    let queue =
        |settings: &Settings| Queue::of(&bare(&atlas), &Standings::default(), settings, today(DAY_MS));
    let facts: Vec<Fact> = queue(&limits(200, 80)).fresh.iter().map(|card| card.fact).collect();
    let of_first_five = facts.iter().take_while(|fact| **fact == Fact::MusclePlace).count();
    assert!((4..=5).contains(&of_first_five), "{facts:?}");
    assert_eq!(queue(&limits(3, 80)).len(), 3);
    assert!(queue(&limits(0, 80)).is_empty());
    let of = |scope| queue(&Settings { learning: scope, ..limits(200, 80) }).fresh;
    assert!(of(Scope::Muscles(vec!["far".to_owned()])).iter().all(|card| card.of.starts_with("far")));
    assert!(of(Scope::Region("moon".to_owned())).is_empty());
}

#[test]
fn what_was_begun_or_done_today_counts_against_the_limits() {
    let atlas = body();
    let all = Scope::Everything.cards(&bare(&atlas));
    let now = 10 * DAY_MS + 12 * HOUR_MS;
    let mut standings = Standings::default();
    standings.note(&review(&all[0], Grade::Good, now - HOUR_MS));
    let queue = Queue::of(&bare(&atlas), &standings, &limits(3, 80), today(now));
    assert_eq!((queue.fresh.len(), queue.due.len()), (2, 0));
    assert!(!queue.fresh.contains(&all[0]));
}

#[test]
fn a_holiday_does_not_punish() {
    let atlas = body();
    let all = Scope::Everything.cards(&bare(&atlas));
    let reviews: Vec<Review> = (0..)
        .zip(&all)
        .take(30)
        .map(|(at, card)| review(card, if at % 3 == 0 { Grade::Hard } else { Grade::Good }, at * HOUR_MS))
        .collect();
    let standings = Standings::of(&reviews);
    let now = 60 * DAY_MS;
    let queue = Queue::of(&bare(&atlas), &standings, &limits(10, 12), today(now));
    assert_eq!(
        (queue.due.len(), queue.waiting, queue.fresh.len()),
        (12, 18, 0),
        "a day's share, and nothing new on top"
    );
    let recall = |card: &Card| standings.get(card).unwrap().recall(now);
    let recalls: Vec<f32> = queue.due.iter().map(recall).collect();
    assert!(recalls.is_sorted_by(|one, other| one >= other), "the best remembered first: {recalls:?}");
    let after = Queue::of(&bare(&atlas), &standings, &limits(10, 100), today(now));
    assert_eq!((after.due.len(), after.waiting, after.fresh.len()), (30, 0, 10));
}

#[test]
fn what_was_missed_in_this_sitting_comes_back_whatever_the_limit() {
    let atlas = body();
    let now = 5 * DAY_MS + 12 * HOUR_MS;
    let card = place("cape-1");
    let mut standings = Standings::default();
    standings.note(&review(&card, Grade::Good, DAY_MS));
    standings.note(&review(&card, Grade::Again, now - HOUR_MS));
    let queue = Queue::of(&bare(&atlas), &standings, &limits(0, 10), today(now));
    assert_eq!((queue.again, queue.due), (vec![card], vec![]));
}

#[test]
fn a_card_that_the_atlas_no_longer_has_waits_unseen() {
    let atlas = body();
    let mut standings = Standings::default();
    standings.note(&review(&place("gone-1"), Grade::Again, 0));
    let queue = Queue::of(&bare(&atlas), &standings, &limits(0, 10), today(DAY_MS));
    assert!(queue.is_empty() && standings.weak(&atlas, DAY_MS).is_empty());
    assert!(standings.get(&place("gone-1")).is_some(), "but it is not forgotten");
}

#[test]
fn mastery_is_how_likely_it_is_remembered() {
    let atlas = body();
    let lifter = atlas.muscle("lifter").unwrap();
    let cards = Card::of_muscle(lifter);
    let mut standings = Standings::default();
    for card in &cards {
        standings.note(&review(card, Grade::Good, 0));
    }
    let at = |days: u64| standings.muscle(lifter, 0.9, days * DAY_MS);
    assert_eq!((at(0).cards, at(0).seen, at(0).due), (cards.len(), cards.len(), 0));
    assert!((at(0).recall - 1.0).abs() < 1e-6 && at(10).recall < at(2).recall);
    assert_eq!(at(10).due, cards.len());
    let facts = standings.facts(lifter, 0.9, 0);
    assert_eq!(facts.iter().map(|(_, strength)| strength.cards).sum::<usize>(), cards.len());
    let silent = standings.muscle(atlas.muscle("far").unwrap(), 0.9, 0);
    assert_eq!((silent.seen, silent.recall), (0, 0.0));
}

#[test]
fn the_forecast_holds_every_known_card_once() {
    let atlas = body();
    let cards = Scope::Everything.cards(&bare(&atlas));
    let reviews: Vec<Review> =
        (0..).zip(&cards).map(|(at, card)| review(card, Grade::Good, at * HOUR_MS)).collect();
    let standings = Standings::of(&reviews);
    let forecast = standings.forecast(&atlas, &Settings::default(), today(DAY_MS), 4000);
    assert_eq!(forecast.iter().sum::<usize>(), cards.len());
}

#[test]
fn the_forecast_spreads_a_backlog_as_the_queue_does() {
    let atlas = body();
    let cards = Scope::Everything.cards(&bare(&atlas));
    let reviews: Vec<Review> = cards.iter().map(|card| review(card, Grade::Good, 0)).collect();
    let standings = Standings::of(&reviews);
    let now = 90 * DAY_MS + HOUR_MS;
    let settings = limits(10, 10);
    let forecast = standings.forecast(&atlas, &settings, today(now), 30);
    let queue = Queue::of(&bare(&atlas), &standings, &settings, today(now));
    assert_eq!(forecast[0], queue.due.len());
    assert!(forecast.iter().all(|count| *count <= 10), "{forecast:?}");
    assert_eq!(forecast.iter().sum::<usize>(), cards.len());
}

#[test]
fn a_band_tells_what_was_never_asked_from_what_is_forgotten() {
    let check = |seen: usize, recall: f32, level: usize| {
        let strength = Strength { cards: 8, seen, recall, ..Strength::default() };
        assert_eq!(strength.level(), level, "{seen} seen, {recall} recalled");
    };
    check(0, 0.0, 0);
    check(1, 0.01, 1);
    check(8, 0.25, 2);
    check(8, 0.74, 3);
    check(8, 0.75, 4);
    check(8, 1.0, LEVELS);
}

#[test]
fn a_muscle_is_weak_in_what_was_not_known_at_the_last_answer() {
    let atlas = body();
    let lifter = atlas.muscle("lifter").unwrap();
    let of = |fact: Fact| Card::new(fact, "lifter");
    let standings = Standings::of(&[
        review(&of(Fact::MuscleName), Grade::Good, 0),
        review(&of(Fact::MusclePlace), Grade::Good, 0),
        review(&of(Fact::MusclePlace), Grade::Again, DAY_MS),
    ]);
    assert_eq!(standings.strong_and_weak(lifter, DAY_MS), [vec![Fact::MuscleName], vec![Fact::MusclePlace]]);
}

#[test]
fn days_and_time_are_counted_and_a_pause_is_no_thought() {
    let card = place("cape-1");
    let at = |day: u64, hour: u64| review(&card, Grade::Good, day * DAY_MS + hour * HOUR_MS);
    let reviews = [at(1, 5), at(3, 0), at(3, 23), at(4, 12)];
    let days = Totals::by_day(&reviews, today(5 * DAY_MS + HOUR_MS), 5);
    assert_eq!(days.iter().map(|day| day.reviews).collect::<Vec<_>>(), [1, 0, 2, 1, 0]);
    assert_eq!(Totals::days(&days), (3, 2), "today has only begun");
    let all = Totals::of(&reviews);
    assert_eq!((all.reviews, all.known, all.spent_ms), (4, 4, 4 * 120_000));
    assert_eq!(Totals::days(&[]), (0, 0));
}
