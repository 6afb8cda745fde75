//! When two patterns are alike, and when one passes for the other.

use palpate::quiz::Pattern;

use super::made_up::{atlas, point};

/// What `candidate` is to `drawn`: likeness in hundredths, and whether it passes for it. "essential / spillover".
fn check(drawn: &str, candidate: &str, hundredths: i64, passes: bool) {
    let made = |text: &str| {
        let (essential, spillover) = text.split_once('/').unwrap_or((text, ""));
        point("p-1", [0.0; 3], essential, spillover).trigger
    };
    let atlas = atlas(Vec::new());
    let (drawn, candidate) = (made(drawn), made(candidate));
    let (drawn, candidate) = (Pattern::of(&atlas, &drawn), Pattern::of(&atlas, &candidate));
    assert_eq!((candidate.likeness(&drawn) * 100.0).round() as i64, hundredths, "likeness to {drawn:?}");
    assert_eq!((drawn.likeness(&candidate) * 100.0).round() as i64, hundredths, "likeness is mutual");
    assert_eq!(candidate.passes_for(&drawn), passes, "{candidate:?} for {drawn:?}");
}

#[test]
fn essential_places_weigh_twice() {
    check("a b", "c d", 0, false);
    check("a", "/a", 50, false);
    check("a / b", "b / a", 50, false);
    check("a / b c", "d / b c", 33, false);
}

#[test]
fn equal_and_nearly_equal_patterns_pass_for_each_other() {
    check("a b / c", "a b / c", 100, true);
    check("a b c d", "a b c e", 60, true);
    check("a b c", "a b d", 50, false);
    check("a / b c d", "a / b c d e", 83, true);
}

#[test]
fn who_feels_all_the_drawn_essential_places_is_right() {
    check("a", "a b c d", 25, true);
    check("a b c d", "a", 25, false);
    check("a b", "a / b", 75, true);
    check("a b c", "a / c", 50, false);
}

#[test]
fn sides_count_but_the_other_side_s_point_may_pass() {
    check("a b", "opposite:a opposite:b", 0, true);
    check("a opposite:b", "opposite:a b", 0, true);
    check("a opposite:b", "a b", 33, false);
    check("m", "opposite:m", 100, true);
}

#[test]
fn a_place_in_both_tiers_is_essential() {
    check("a / a b", "a / b", 100, true);
}
