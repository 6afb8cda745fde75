//! The scheduler against the reference implementation's published numbers.

use palpate::study::{DAY_MS, Grade, Memory, Scheduler, days_between, retrievability};

fn near(found: f32, published: f32) -> bool {
    (found - published).abs() <= published.abs() * 1e-4
}

#[test]
fn the_first_answer_gives_the_published_states() {
    // The documentation of the reference implementation, `next_states` with its default parameters.
    let published = [
        (Grade::Again, 0.212, 6.4133),
        (Grade::Hard, 1.2931, 5.112_170_7),
        (Grade::Good, 2.3065, 2.118_104),
        (Grade::Easy, 8.2956, 1.0),
    ];
    for (grade, stability, difficulty) in published {
        let memory = Scheduler::default().after(None, 0, grade);
        assert!(
            near(memory.stability, stability) && near(memory.difficulty, difficulty),
            "{grade:?}: {memory:?}"
        );
        let days = Scheduler::default().interval_days(memory, 0.9);
        assert!(near(days, stability), "{grade:?}: after {days} days nine of ten are left");
    }
}

#[test]
fn a_history_gives_the_published_state() {
    // Its test of memory states: again, then five times good at these intervals in days.
    let history = [
        (Grade::Again, 0),
        (Grade::Good, 0),
        (Grade::Good, 1),
        (Grade::Good, 3),
        (Grade::Good, 8),
        (Grade::Good, 21),
    ];
    let scheduler = Scheduler::default();
    let memory =
        history.into_iter().fold(None, |memory, (grade, days)| Some(scheduler.after(memory, days, grade)));
    let memory = memory.unwrap();
    assert!(near(memory.stability, 53.626_91) && near(memory.difficulty, 6.357_486_7), "{memory:?}");
}

#[test]
fn intervals_at_every_retention_are_the_published_ones() {
    // Its test of intervals: a stability of one day, retention 0.1 to 1.0, rounded to days, at least one.
    let published = [3_116_766, 34_793, 2_508, 387, 90, 27, 9, 3, 1, 1];
    let memory = Memory { stability: 1.0, difficulty: 5.0 };
    for (tenths, published) in (1u8..).zip(published) {
        let days =
            Scheduler::default().interval_days(memory, f32::from(tenths) / 10.0).round().max(1.0) as i32;
        assert!(
            (days - published).abs() <= published / 10_000,
            "{tenths} tenths: {days} days, not {published}"
        );
    }
}

#[test]
fn a_memory_fades_to_nine_tenths_in_its_stability() {
    let memory = Memory { stability: 20.0, difficulty: 5.0 };
    assert!(near(retrievability(memory, 0.0), 1.0));
    assert!(near(retrievability(memory, 20.0), 0.9));
    assert!(retrievability(memory, 200.0) < retrievability(memory, 100.0));
}

#[test]
fn what_was_not_known_comes_back_within_the_sitting_and_the_rest_in_whole_days() {
    let scheduler = Scheduler::default();
    let due_h = |grade, retention| {
        let memory = scheduler.after(None, 0, grade);
        (scheduler.due_ms(memory, grade, 0, retention) as f64 / 3_600_000.0 * 100.0).round() / 100.0
    };
    assert!((due_h(Grade::Again, 0.9) - 0.17).abs() < 1e-9);
    // Two days less six hours, so that who studied in the evening may come in the morning.
    assert!((due_h(Grade::Good, 0.9) - 42.0).abs() < 1e-9);
    assert!(due_h(Grade::Good, 0.8) > due_h(Grade::Good, 0.9), "a lower retention waits longer");
    assert!(due_h(Grade::Easy, 0.9) > due_h(Grade::Good, 0.9));
    assert_eq!(
        scheduler.due_ms(Memory { stability: 36_500.0, difficulty: 1.0 }, Grade::Good, u64::MAX, 0.7),
        u64::MAX
    );
}

#[test]
fn days_are_nights_between_sittings() {
    let hours = |from: u64, to: u64| days_between(from * DAY_MS / 24, to * DAY_MS / 24);
    assert_eq!(
        [hours(20, 21), hours(20, 27), hours(20, 32), hours(20, 44), hours(20, 57), hours(20, 10)],
        [0, 0, 1, 1, 2, 0]
    );
}
