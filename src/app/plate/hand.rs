//! The hand on a plate: what pointers do, told as taps, drags, pinches and turns. Pure, no browser.

use super::camera::Pixel;

/// A pointer that moves less than this between down and up has tapped.
const TAP_SLACK_PX: f64 = 7.0;
/// A drag across of this much turns the body by one stop.
const TURN_PX: f64 = 56.0;

/// What the hand does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Gesture {
    /// Nothing yet.
    Rest,
    /// Dragged by so many pixels to the right and down.
    Drag(f64, f64),
    /// Dragged, and spread by a factor about a place.
    Pinch { right_px: f64, down_px: f64, factor: f64, about: Pixel },
    /// Turned by stops: positive where the hand went right.
    Turn(i32),
    /// Painted along a line; whether it is the first of its stroke.
    Paint { from: Pixel, to: Pixel, is_first: bool },
    /// A second finger came: what was painted since the first went down was no stroke.
    Unpaint,
}

/// What one pointer does when it is dragged; two always move the plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum OneFinger {
    /// Drags the plate.
    #[default]
    Drags,
    /// Turns the body.
    Turns,
    /// Paints.
    Paints,
}

/// The pointers that are down.
#[derive(Debug, Default)]
pub(super) struct Hand {
    pointers: Vec<(i32, Pixel)>,
    travelled_px: f64,
    turned_px: f64,
    has_pinched: bool,
    has_painted: bool,
    began: Option<Pixel>,
    has_been_several: bool,
}

impl Hand {
    /// Whether no pointer is down.
    pub(super) fn is_free(&self) -> bool {
        self.pointers.is_empty()
    }

    /// A pointer goes down.
    pub(super) fn down(&mut self, pointer: i32, at: Pixel) {
        if self.pointers.is_empty() {
            *self = Self { began: Some(at), ..Self::default() };
        }
        self.lost(pointer);
        self.pointers.push((pointer, at));
        self.has_been_several |= self.pointers.len() > 1;
    }

    /// A pointer moves.
    pub(super) fn moved(&mut self, pointer: i32, to: Pixel, one: OneFinger) -> Gesture {
        let Some(place) = self.pointers.iter().position(|(id, _)| *id == pointer) else {
            return Gesture::Rest;
        };
        let from = std::mem::replace(&mut self.pointers[place].1, to);
        let (right_px, down_px) = (to.x - from.x, to.y - from.y);
        self.travelled_px += right_px.hypot(down_px);
        if self.travelled_px < TAP_SLACK_PX {
            return Gesture::Rest;
        }
        match self.pointers[..] {
            [_, _] if std::mem::take(&mut self.has_painted) => {
                self.has_pinched = true;
                Gesture::Unpaint
            }
            [(_, a), (_, b)] => {
                self.has_pinched = true;
                let other = if place == 0 { b } else { a };
                let spread = |p: Pixel| (p.x - other.x).hypot(p.y - other.y).max(1.0);
                let about = Pixel { x: (to.x + other.x) / 2.0, y: (to.y + other.y) / 2.0 };
                let factor = spread(to) / spread(from);
                Gesture::Pinch { right_px: right_px / 2.0, down_px: down_px / 2.0, factor, about }
            }
            [_] if one == OneFinger::Paints && !self.has_pinched => {
                let is_first = !std::mem::replace(&mut self.has_painted, true);
                // The way to here before it was known to be more than a tap belongs to the stroke.
                let from = self.began.filter(|_| is_first).unwrap_or(from);
                Gesture::Paint { from, to, is_first }
            }
            [_] if one == OneFinger::Turns && !self.has_pinched => {
                self.turned_px += right_px;
                let stops = (self.turned_px / TURN_PX).trunc();
                self.turned_px -= stops * TURN_PX;
                if stops == 0.0 { Gesture::Rest } else { Gesture::Turn(stops as i32) }
            }
            [_] => Gesture::Drag(right_px, down_px),
            _ => Gesture::Rest,
        }
    }

    /// A pointer goes up; where it has tapped. Several fingers never tap, however still they were held.
    pub(super) fn up(&mut self, pointer: i32) -> Option<Pixel> {
        let place = self.pointers.iter().position(|(id, _)| *id == pointer)?;
        let (_, at) = self.pointers.remove(place);
        (!self.has_been_several && self.travelled_px < TAP_SLACK_PX).then_some(at)
    }

    /// A pointer is taken away.
    pub(super) fn lost(&mut self, pointer: i32) {
        self.pointers.retain(|(id, _)| *id != pointer);
    }

    /// Whether this pointer is down.
    pub(super) fn holds(&self, pointer: i32) -> bool {
        self.pointers.iter().any(|(id, _)| *id == pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Pixel {
        Pixel { x, y }
    }

    #[test]
    fn a_touch_that_hardly_moves_is_a_tap() {
        let mut hand = Hand::default();
        hand.down(1, at(10.0, 10.0));
        assert_eq!(hand.moved(1, at(13.0, 12.0), OneFinger::Drags), Gesture::Rest);
        assert_eq!(hand.up(1), Some(at(13.0, 12.0)));
        hand.down(1, at(10.0, 10.0));
        assert_eq!(hand.moved(1, at(30.0, 10.0), OneFinger::Drags), Gesture::Drag(20.0, 0.0));
        assert_eq!(hand.up(1), None);
    }

    #[test]
    fn two_fingers_pinch_and_are_no_tap() {
        let mut hand = Hand::default();
        hand.down(1, at(100.0, 100.0));
        hand.down(2, at(200.0, 100.0));
        let pinch = hand.moved(2, at(300.0, 100.0), OneFinger::Turns);
        let about = at(200.0, 100.0);
        assert_eq!(pinch, Gesture::Pinch { right_px: 50.0, down_px: 0.0, factor: 2.0, about });
        assert_eq!((hand.up(2), hand.up(1)), (None, None));
        assert!(hand.is_free());
    }

    #[test]
    fn two_fingers_that_are_held_still_are_no_tap_whichever_goes_first() {
        for order in [[1, 2], [2, 1]] {
            let mut hand = Hand::default();
            hand.down(1, at(100.0, 100.0));
            hand.down(2, at(200.0, 100.0));
            assert_eq!(order.map(|pointer| hand.up(pointer)), [None, None]);
            hand.down(1, at(100.0, 100.0));
            assert_eq!(hand.up(1), Some(at(100.0, 100.0)), "the next tap is one again");
        }
        let mut hand = Hand::default();
        hand.down(1, at(100.0, 100.0));
        hand.down(2, at(200.0, 100.0));
        hand.lost(1);
        assert_eq!(hand.up(2), None, "though the system took the other finger");
    }

    #[test]
    fn a_drag_across_the_whole_body_turns_it_stop_by_stop() {
        let mut hand = Hand::default();
        hand.down(1, at(0.0, 0.0));
        let turns: Vec<Gesture> =
            (1..=7).map(|step| hand.moved(1, at(f64::from(step) * 20.0, 3.0), OneFinger::Turns)).collect();
        let stops = turns.iter().filter(|turn| **turn == Gesture::Turn(1)).count();
        assert_eq!(stops, 2, "{turns:?}");
        assert_eq!(hand.moved(1, at(0.0, 0.0), OneFinger::Turns), Gesture::Turn(-2), "all the way back");
        assert_eq!(hand.up(1), None);
    }

    #[test]
    fn one_finger_paints_and_a_second_one_takes_it_back_and_moves_the_plate() {
        let mut hand = Hand::default();
        let one = OneFinger::Paints;
        hand.down(1, at(10.0, 10.0));
        assert_eq!(hand.moved(1, at(13.0, 10.0), one), Gesture::Rest);
        let stroke = |from, to, is_first| Gesture::Paint { from, to, is_first };
        assert_eq!(hand.moved(1, at(20.0, 10.0), one), stroke(at(10.0, 10.0), at(20.0, 10.0), true));
        assert_eq!(hand.moved(1, at(30.0, 10.0), one), stroke(at(20.0, 10.0), at(30.0, 10.0), false));
        hand.down(2, at(130.0, 10.0));
        assert_eq!(hand.moved(2, at(140.0, 10.0), one), Gesture::Unpaint);
        assert!(matches!(hand.moved(2, at(150.0, 10.0), one), Gesture::Pinch { .. }));
        assert_eq!(hand.up(2), None);
        assert!(
            matches!(hand.moved(1, at(60.0, 10.0), one), Gesture::Drag(..)),
            "no stroke with what is left"
        );
        assert_eq!(hand.up(1), None);
    }
}
