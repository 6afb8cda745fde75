//! Where the numbers of marks stand, and which mark a tap means. Marks that crowd have their numbers led out to where each
//! can be read and hit. Pure arithmetic, no browser.

use super::camera::Pixel;
use crate::order::sort_by;

/// Two numbers, or a number and another mark, stand no nearer to each other than this, so that each can be hit within half of
/// it.
pub(super) const APART_PX: f64 = 24.0;
/// How far from a mark the pointer of a mouse still means it.
pub(super) const NEAR_PX: f64 = 12.0;
/// The same for a finger.
pub(super) const FINGER_PX: f64 = 22.0;
/// Where a number stands that has room: up and to the right of its mark.
const BESIDE: (f64, f64) = (14.0, -11.0);
/// Farther away than this a number is led to its mark by a line.
pub(super) const LED_PX: f64 = 20.0;
/// The directions and distances in which room is looked for.
const DIRECTIONS: usize = 24;
const STEP_PX: f64 = 7.0;
const FARTHEST_PX: f64 = 240.0;
/// A line keeps this far from other marks.
const CLEAR_PX: f64 = 9.0;

/// Where the number of each mark stands, as an offset from its mark.
pub(super) fn spread(marks: &[Pixel]) -> Vec<Pixel> {
    let mut numbers: Vec<Option<Pixel>> = vec![None; marks.len()];
    // The outermost of a crowd first: they are led away from it, and leave room within.
    let middle = |at: usize| {
        let near = marks.iter().filter(|other| away(**other, marks[at]) < 90.0);
        let (mut x, mut y, mut count) = (0.0, 0.0, 0.0);
        for other in near {
            (x, y, count) = (x + other.x, y + other.y, count + 1.0);
        }
        Pixel { x: x / count, y: y / count }
    };
    let mut order: Vec<usize> = (0..marks.len()).collect();
    sort_by(&mut order, |a, b| {
        away(middle(*b), marks[*b]).total_cmp(&away(middle(*a), marks[*a])).then(a.cmp(b))
    });
    for at in order {
        numbers[at] = Some(place(at, middle(at), marks, &numbers));
    }
    let offset = |(number, mark): (Option<Pixel>, &Pixel)| {
        let number = number.unwrap_or(*mark);
        Pixel { x: number.x - mark.x, y: number.y - mark.y }
    };
    numbers.into_iter().zip(marks).map(offset).collect()
}

/// The nearest place for a number at which it can be read and hit: beside its mark, else out of the crowd.
fn place(at: usize, middle: Pixel, marks: &[Pixel], numbers: &[Option<Pixel>]) -> Pixel {
    let mark = marks[at];
    let others = || marks.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| *other);
    let is_free = |there: Pixel| {
        numbers.iter().flatten().all(|number| away(*number, there) >= APART_PX)
            && others().all(|other| away(other, there) >= APART_PX)
    };
    let beside = Pixel { x: mark.x + BESIDE.0, y: mark.y + BESIDE.1 };
    if is_free(beside) {
        return beside;
    }
    let outward = (mark.y - middle.y).atan2(mark.x - middle.x);
    let mut best: Option<(f64, Pixel)> = None;
    let mut reach = away(mark, beside);
    while reach <= FARTHEST_PX {
        for step in 0..DIRECTIONS {
            let turn = std::f64::consts::TAU * step as f64 / DIRECTIONS as f64;
            let there = Pixel {
                x: mark.x + reach * (outward + turn).cos(),
                y: mark.y + reach * (outward + turn).sin(),
            };
            if !is_free(there) {
                continue;
            }
            let is_crossing = |other: &(Pixel, Pixel)| meet((mark, there), *other);
            let led = marks.iter().zip(numbers).filter_map(|(mark, number)| Some((*mark, (*number)?)));
            let crossings = led.filter(is_crossing).count();
            let brushed = others().filter(|other| off_line(*other, mark, there) < CLEAR_PX).count();
            // Back over the crowd is the longer way.
            let detour = (1.0 - turn.cos()) * 6.0;
            let cost = reach + detour + 60.0 * crossings as f64 + 25.0 * brushed as f64;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, there));
            }
        }
        if best.is_some_and(|(least, _)| least <= reach) {
            break;
        }
        reach += STEP_PX;
    }
    best.map_or(beside, |(_, there)| there)
}

/// The mark that a tap means: the nearest, itself or its number, that is no farther away than `reach`. `marks` are each mark
/// and its number.
pub(super) fn hit(at: Pixel, reach_px: f64, marks: impl Iterator<Item = (Pixel, Pixel)>) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (index, (mark, number)) in marks.enumerate() {
        let off = away(at, mark).min(away(at, number));
        if off <= reach_px && best.is_none_or(|(least, _)| off < least) {
            best = Some((off, index));
        }
    }
    best.map(|(_, index)| index)
}

/// How far two places are from each other.
pub(super) fn away(a: Pixel, b: Pixel) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// How far a place is from a line.
fn off_line(at: Pixel, from: Pixel, to: Pixel) -> f64 {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let along = (((at.x - from.x) * x + (at.y - from.y) * y) / (x * x + y * y).max(1e-9)).clamp(0.0, 1.0);
    away(at, Pixel { x: from.x + along * x, y: from.y + along * y })
}

/// Whether two lines cross.
fn meet(one: (Pixel, Pixel), other: (Pixel, Pixel)) -> bool {
    let side = |from: Pixel, to: Pixel, at: Pixel| {
        (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x) > 0.0
    };
    side(one.0, one.1, other.0) != side(one.0, one.1, other.1)
        && side(other.0, other.1, one.0) != side(other.0, other.1, one.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(x: f64, y: f64) -> Pixel {
        Pixel { x, y }
    }

    /// Numbers do not touch each other or another mark, and a tap within 12 pixels of a number means its mark.
    fn check(marks: &[Pixel], what: &str) -> Vec<Pixel> {
        let offsets = spread(marks);
        let number = |at: usize| pixel(marks[at].x + offsets[at].x, marks[at].y + offsets[at].y);
        let pairs = || (0..marks.len()).map(|at| (marks[at], number(at)));
        for at in 0..marks.len() {
            for other in (0..marks.len()).filter(|other| *other != at) {
                let apart = away(number(at), number(other)).min(away(number(at), marks[other]));
                assert!(apart >= APART_PX - 1e-9, "{what}: number {at} is {apart:.1} px from {other}");
            }
            for turn in 0..16 {
                let turn = std::f64::consts::TAU * f64::from(turn) / 16.0;
                let (x, y) = (11.9 * turn.cos(), 11.9 * turn.sin());
                let there = pixel(number(at).x + x, number(at).y + y);
                assert_eq!(hit(there, NEAR_PX, pairs()), Some(at), "{what}: beside the number {at}");
            }
        }
        offsets
    }

    #[test]
    fn a_number_with_room_stands_beside_its_mark() {
        let offsets = check(&[pixel(100.0, 100.0), pixel(200.0, 100.0)], "two");
        assert!(offsets.iter().all(|offset| (offset.x, offset.y) == BESIDE), "{offsets:?}");
    }

    #[test]
    fn crowded_numbers_are_led_out() {
        check(&[pixel(50.0, 50.0); 1], "one");
        check(&[pixel(50.0, 50.0); 7], "seven at one place");
        let row: Vec<Pixel> = (0..9).map(|n| pixel(50.0 + 6.0 * f64::from(n), 80.0)).collect();
        check(&row, "a row");
    }

    #[test]
    fn the_nearest_mark_is_meant_and_none_where_none_is_near() {
        let marks = [(pixel(0.0, 0.0), pixel(14.0, -11.0)), (pixel(30.0, 0.0), pixel(44.0, -11.0))];
        let tapped = |x, y, reach| hit(pixel(x, y), reach, marks.into_iter());
        assert_eq!(tapped(2.0, 3.0, NEAR_PX), Some(0));
        assert_eq!(tapped(28.0, 5.0, FINGER_PX), Some(1));
        assert_eq!(tapped(60.0, 30.0, FINGER_PX), None);
        assert_eq!(tapped(0.0, 20.0, NEAR_PX), None);
        assert_eq!(tapped(0.0, 20.0, FINGER_PX), Some(0));
    }

    /// On every view that shows a muscle's points, from a whole body on a phone to a close-up on a projector.
    #[cfg(feature = "authoring")]
    #[test]
    fn no_muscle_has_numbers_that_cannot_be_read_and_hit() {
        use std::path::Path;

        use crate::anatomy::Side;
        use crate::app::components::points;
        use crate::app::views::{self, View};
        use crate::atlas::authoring::{Sources, report};

        let sources = Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")));
        let atlas = sources.unwrap_or_else(|faults| panic!("{}", report(&faults))).atlas();
        let mut checked = 0;
        for muscle in atlas.muscles().iter().filter(|muscle| !muscle.points.is_empty()) {
            for plate in atlas.plates() {
                for side in [Side::Right, Side::Left] {
                    let Some(view) = View::find(&atlas, &views::on_side(plate, side)) else { continue };
                    let marks = points::marks(muscle, &view, side, None);
                    for px_per_mm in [0.35, 0.5, 1.0, 2.0, 4.0] {
                        let pixels: Vec<Pixel> = marks
                            .iter()
                            .map(|(_, mark)| pixel(mark.at.x * px_per_mm, mark.at.y * px_per_mm))
                            .collect();
                        check(&pixels, &format!("{} on {} at {px_per_mm}", muscle.row.id, view.id));
                        checked += pixels.len();
                    }
                }
            }
        }
        assert!(checked > 20_000, "{checked} marks");
    }
}
