//! Where an item stands after its reviews.

use palpate::quiz::{Item, Kind, Urgency};
use palpate::study::{Grade, Progress, Review, Standings};

use super::made_up::body;

const HOUR_MS: u64 = 3_600_000;

fn item(point: &str) -> Item {
    Item::new(Kind::FindPoint, point)
}

/// "good 0h, again 30h" and when it is due then, in hours; is it weak.
fn check(history: &str, due_h: f64, is_weak: bool) {
    let review = |answer: &str| {
        let (grade, hours) = answer.trim().trim_end_matches('h').split_once(' ').unwrap();
        let grade: Grade = serde_json::from_value(grade.into()).unwrap();
        Review { item: item("cape-1"), grade, at_ms: hours.parse::<u64>().unwrap() * HOUR_MS, took_ms: 0 }
    };
    let reviews: Vec<Review> = history.split(',').map(review).collect();
    let standing = Standings::of(&reviews).get(&item("cape-1")).unwrap();
    let hours = standing.due_ms as f64 / HOUR_MS as f64;
    assert!((hours - due_h).abs() < 0.01, "{history}: due after {hours} h, not {due_h}");
    assert_eq!(standing.is_weak(), is_weak, "{history}");
    assert_eq!(standing.reviews, reviews.len());
}

#[test]
fn right_answers_widen_the_interval_and_wrong_ones_bring_it_back() {
    let ten_minutes = 1.0 / 6.0;
    check("good 0h", 24.0, false);
    check("easy 0h", 72.0, false);
    check("hard 0h", ten_minutes, true);
    check("again 0h", ten_minutes, true);
    check("good 0h, good 24h", 96.0, false);
    check("good 0h, good 24h, good 100h", 268.0, false);
    check("good 0h, good 24h, hard 100h", 124.0, true);
    check("good 0h, good 24h, again 100h", 100.0 + ten_minutes, true);
}

#[test]
fn cramming_does_not_climb_and_never_brings_the_next_time_nearer() {
    check("good 0h, good 1h, good 2h, easy 3h", 27.0, false);
    check("easy 0h, good 1h", 73.0, false);
    // Missed, then known within the same sitting: tomorrow again.
    check("again 0h, good 1h", 25.0, false);
}

#[test]
fn however_often_it_is_known_it_comes_back_within_80_days() {
    let mut at_ms = 0;
    let mut standing = None;
    for _ in 0..20 {
        let next = palpate::study::Standing::after(
            standing,
            &Review { item: item("cape-1"), grade: Grade::Good, at_ms, took_ms: 0 },
        );
        at_ms = next.due_ms;
        standing = Some(next);
    }
    let standing = standing.unwrap();
    assert_eq!((standing.due_ms - standing.last_ms) / HOUR_MS, 80 * 24);
    assert!((standing.strength() - 1.0).abs() < 1e-9);
    let forever = Review { item: item("cape-1"), grade: Grade::Good, at_ms: u64::MAX, took_ms: u64::MAX };
    assert_eq!(palpate::study::Standing::after(Some(standing), &forever).due_ms, u64::MAX);
}

#[test]
fn lists_and_summaries_count_what_the_atlas_has() {
    let atlas = body();
    let review = |point: &str, grade, at_ms| Review { item: item(point), grade, at_ms, took_ms: 200_000 };
    let reviews = vec![
        review("lifter-2", Grade::Again, 30),
        review("lifter-1", Grade::Good, 20),
        review("cape-1", Grade::Hard, 10),
        review("gone-1", Grade::Again, 5),
    ];
    let progress = Progress { reviews, round: None };
    let standings = progress.standings();
    assert_eq!(standings.weak(&atlas), [item("cape-1"), item("lifter-2")]);
    assert_eq!(standings.due(&atlas, HOUR_MS), [item("cape-1"), item("lifter-2")]);
    assert_eq!(standings.due(&atlas, 25 * HOUR_MS), [item("cape-1"), item("lifter-1"), item("lifter-2")]);
    assert_eq!(standings.urgency(&item("lifter-1"), HOUR_MS), Urgency::Known);
    assert_eq!(standings.urgency(&item("lifter-1"), 25 * HOUR_MS), Urgency::Due);
    assert_eq!(standings.urgency(&item("lifter-2"), HOUR_MS), Urgency::Weak);
    assert_eq!(standings.urgency(&item("far-1"), HOUR_MS), Urgency::Unseen);

    let lifter = standings.muscle(atlas.muscle("lifter").unwrap(), HOUR_MS);
    assert_eq!((lifter.items, lifter.seen, lifter.weak, lifter.due), (4, 2, 1, 1));
    assert!((lifter.strength - 0.25 / 4.0).abs() < 1e-9);
    let silent = standings.muscle(atlas.muscle("silent").unwrap(), HOUR_MS);
    assert_eq!((silent.items, silent.strength), (0, 0.0));

    let totals = progress.totals();
    assert_eq!((totals.reviews, totals.known, totals.items, totals.spent_ms), (4, 1, 4, 480_000));
}
