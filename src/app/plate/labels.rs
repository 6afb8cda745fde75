//! Where the names stand: beside what is shown, each led to its muscle by a straight line. No two names overlap, no two
//! lines cross, no line runs through a name. Pure arithmetic, no browser.

use super::camera::Pixel;
use crate::order::sort_by;

/// The height of a name's row in CSS pixels: what a finger can hit.
pub(super) const ROW_PX: f64 = 24.0;
/// Between a name and its line's beginning.
const GAP_PX: f64 = 4.0;
/// Between a name and the body beside it.
const AIR_PX: f64 = 10.0;
/// A name is never farther above or below its muscle than this.
const FAR_PX: f64 = 130.0;
/// Rows are tried in such steps, up and down from the muscle.
const STEP_PX: f64 = 6.0;

/// A name to place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Name {
    /// Where its muscle can be seen.
    pub(super) anchor: Pixel,
    /// Where the same muscle of the other side can be seen: it is named there where there is no room here.
    pub(super) twin: Option<Pixel>,
    /// Where there is not room for all, the weightier ones stay.
    pub(super) weight: f64,
    /// How wide its words are.
    pub(super) width_px: f64,
}

/// An upright rectangle, in pixels of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// A mark on the body with its label, which stands up and to the right of it.
    pub(super) fn of_mark(at: Pixel) -> Self {
        Self { left: at.x - 12.0, top: at.y - 20.0, right: at.x + 22.0, bottom: at.y + 12.0 }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The room for names.
pub(super) struct Room<'a> {
    /// All of it, in pixels of the window.
    pub(super) within: Rect,
    /// What stands in it already: controls.
    pub(super) taken: &'a [Rect],
    /// What no name may cover: marks on the body.
    pub(super) marks: &'a [Rect],
    /// Where the body begins and ends between two heights; none where there is only paper.
    pub(super) body: &'a dyn Fn(f64, f64) -> Option<(f64, f64)>,
    /// Where names part to the left and to the right.
    pub(super) middle: f64,
    /// Whether names may stand over the body where there is no room beside it: where the camera is close.
    pub(super) may_cover: bool,
    /// A longer name is cut to this width where there is no room for all of it.
    pub(super) cut_px: f64,
}

/// A placed name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Which of the names.
    pub(super) name: usize,
    /// Left of its line, or right of it.
    pub(super) is_left: bool,
    /// Where the line begins: at the words' inner end, in the middle of their row.
    pub(super) port: Pixel,
    /// Where the line ends: the name's anchor, or its twin.
    pub(super) anchor: Pixel,
    /// Whether it is led to the twin.
    pub(super) is_twin: bool,
    /// Where the words are.
    pub(super) words: Rect,
}

/// Places as many names as there is room for, the weightiest first, each as near to its muscle as it can be. The same
/// names and anchors give the same places.
pub(super) fn place(names: &[Name], room: &Room<'_>) -> Vec<Placed> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    sort_by(&mut order, |a, b| names[*b].weight.total_cmp(&names[*a].weight).then(a.cmp(b)));
    let mut placed: Vec<Placed> = Vec::new();
    for name in order {
        let Name { anchor, twin, width_px, .. } = names[name];
        let near = |anchor: Pixel, covers, width_px: f64| {
            let is_left = anchor.x < room.middle;
            nearest(Name { anchor, width_px, ..names[name] }, name, is_left, covers, room, &placed)
        };
        let either = |covers, width_px| {
            near(anchor, covers, width_px).or_else(|| {
                let there = near(twin?, covers, width_px)?;
                Some(Placed { is_twin: true, ..there })
            })
        };
        let at_width = |width_px| {
            either(false, width_px).or_else(|| if room.may_cover { either(true, width_px) } else { None })
        };
        let whole = at_width(width_px);
        let found = whole.or_else(|| if width_px > room.cut_px { at_width(room.cut_px) } else { None });
        placed.extend(found);
    }
    placed
}

/// The nearest row in which a name fits.
fn nearest(
    name: Name,
    index: usize,
    is_left: bool,
    covers: bool,
    room: &Room<'_>,
    placed: &[Placed],
) -> Option<Placed> {
    let within = room.within;
    let steps = (FAR_PX / STEP_PX) as i32;
    let offsets = (0..=steps).flat_map(|step| [step, -step]).skip(1);
    offsets.map(|step| name.anchor.y + f64::from(step) * STEP_PX).find_map(|y| {
        let (top, bottom) = (y - ROW_PX / 2.0, y + ROW_PX / 2.0);
        if top < within.top || bottom > within.bottom {
            return None;
        }
        let (mut left, mut right) = (within.left, within.right);
        for taken in room.taken.iter().filter(|taken| taken.top < bottom && taken.bottom > top) {
            // A control belongs to the side whose edge it is nearer to.
            if taken.left - within.left < within.right - taken.right {
                left = left.max(taken.right + GAP_PX);
            } else {
                right = right.min(taken.left - GAP_PX);
            }
        }
        let (from, to) = (room.body)(top, bottom).unwrap_or((room.middle, room.middle));
        let inner = match (covers, is_left) {
            (false, true) => from.min(name.anchor.x) - AIR_PX,
            (false, false) => to.max(name.anchor.x) + AIR_PX,
            (true, true) => left + name.width_px + GAP_PX,
            (true, false) => right - name.width_px - GAP_PX,
        };
        let port = Pixel { x: inner, y };
        let words = if is_left {
            Rect { left: inner - GAP_PX - name.width_px, top, right: inner - GAP_PX, bottom }
        } else {
            Rect { left: inner + GAP_PX, top, right: inner + GAP_PX + name.width_px, bottom }
        };
        let is_twin = false;
        let placed_here = Placed { name: index, is_left, port, anchor: name.anchor, is_twin, words };
        let is_in = words.left >= left - 1e-6 && words.right <= right + 1e-6;
        let is_clear = || !room.marks.iter().any(|mark| mark.meets(&words));
        (is_in && is_clear() && placed.iter().all(|other| goes_with(&placed_here, other)))
            .then_some(placed_here)
    })
}

/// Whether two placed names leave each other alone.
fn goes_with(one: &Placed, other: &Placed) -> bool {
    !one.words.meets(&other.words)
        && !cross([one.port, one.anchor], [other.port, other.anchor])
        && !runs_through([one.port, one.anchor], &other.words)
        && !runs_through([other.port, other.anchor], &one.words)
}

/// On which side of the line from `p` to `q` a place is: the sign tells.
fn side(p: Pixel, q: Pixel, at: Pixel) -> f64 {
    (q.x - p.x) * (at.y - p.y) - (q.y - p.y) * (at.x - p.x)
}

fn cross([a, b]: [Pixel; 2], [c, d]: [Pixel; 2]) -> bool {
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

fn runs_through(line: [Pixel; 2], words: &Rect) -> bool {
    let corner = |x, y| Pixel { x, y };
    let rising = [corner(words.left, words.bottom), corner(words.right, words.top)];
    let falling = [corner(words.left, words.top), corner(words.right, words.bottom)];
    let is_in =
        |at: Pixel| at.x > words.left && at.x < words.right && at.y > words.top && at.y < words.bottom;
    cross(line, rising) || cross(line, falling) || is_in(line[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITHIN: Rect = Rect { left: 0.0, top: 40.0, right: 600.0, bottom: 760.0 };
    const RAIL: Rect = Rect { left: 0.0, top: 500.0, right: 50.0, bottom: 760.0 };
    const MARK: Rect = Rect { left: 440.0, top: 300.0, right: 470.0, bottom: 330.0 };

    /// A body between 180 and 420.
    fn slim(_: f64, _: f64) -> Option<(f64, f64)> {
        Some((180.0, 420.0))
    }

    fn room(may_cover: bool) -> Room<'static> {
        Room {
            within: WITHIN,
            taken: &[RAIL],
            marks: &[MARK],
            body: &slim,
            middle: 300.0,
            may_cover,
            cut_px: 200.0,
        }
    }

    /// Names at places that look random and are the same each time, none too wide to stand beside the control.
    fn names(count: u32, seed: u32) -> Vec<Name> {
        let mut state = seed;
        let mut random = |most: f64| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1_u32 << 24) * most
        };
        (0..count)
            .map(|_| Name {
                anchor: Pixel { x: 185.0 + random(230.0), y: 40.0 + random(720.0) },
                twin: None,
                weight: random(1.0),
                width_px: 40.0 + random(70.0),
            })
            .collect()
    }

    /// Whatever is to be named: names stay in the room and apart, lines end on their anchors and cross nothing.
    fn check(names: &[Name], room: &Room<'_>) -> Vec<Placed> {
        let placed = place(names, room);
        for (index, one) in placed.iter().enumerate() {
            assert_eq!(one.anchor, names[one.name].anchor);
            let Rect { left, top, right, bottom } = one.words;
            assert!(left >= -1e-6 && right <= 600.0 + 1e-6 && top >= 40.0 && bottom <= 760.0, "{one:?}");
            assert!(!one.words.meets(&RAIL), "{one:?} lies under a control");
            assert!(!one.words.meets(&MARK), "{one:?} covers a mark");
            let is_beside = right <= 180.0 || left >= 420.0;
            assert!(is_beside || room.may_cover, "{one:?} lies over the body");
            for other in &placed[index + 1..] {
                assert!(!one.words.meets(&other.words), "{one:?} and {other:?} overlap");
                assert!(
                    !cross([one.port, one.anchor], [other.port, other.anchor]),
                    "{one:?} and {other:?} cross"
                );
            }
        }
        placed
    }

    #[test]
    fn names_never_overlap_and_lines_never_cross() {
        for seed in 0..60 {
            for count in [1, 2, 7, 25, 58] {
                let names = names(count, seed);
                let placed = check(&names, &room(false)).len();
                assert!(placed * 2 >= (count as usize).min(20), "only {placed} of {count} names");
                check(&names, &room(true));
            }
        }
    }

    #[test]
    fn where_there_is_not_room_for_all_the_weightiest_stay() {
        let mut crowd = names(90, 7);
        for name in &mut crowd {
            name.anchor.x = 200.0;
        }
        crowd[41].weight = 2.0;
        let placed = check(&crowd, &room(false));
        assert!(placed.len() <= 30, "thirty rows of 24 pixels");
        assert!(placed.iter().any(|placed| placed.name == 41));
    }

    #[test]
    fn words_that_are_too_long_stand_over_the_body_only_where_they_may() {
        let long = [Name { anchor: Pixel { x: 250.0, y: 300.0 }, twin: None, weight: 1.0, width_px: 240.0 }];
        assert!(check(&long, &room(false)).is_empty());
        assert_eq!(check(&long, &room(true)).len(), 1);
    }

    #[test]
    fn a_name_is_cut_only_where_there_is_no_room_for_all_of_it() {
        let width = |width_px, may_cover| {
            let name = Name { anchor: Pixel { x: 250.0, y: 300.0 }, twin: None, weight: 1.0, width_px };
            let placed = check(&[name], &Room { cut_px: 120.0, ..room(may_cover) });
            placed.first().map(|placed| placed.words.right - placed.words.left)
        };
        assert_eq!(width(150.0, false), Some(150.0));
        assert_eq!(width(240.0, true), Some(240.0));
        assert_eq!(width(240.0, false), Some(120.0));
    }

    #[test]
    fn where_one_side_has_no_room_the_other_is_named() {
        let rail = [Rect { left: 0.0, top: 0.0, right: 100.0, bottom: 800.0 }];
        let narrow = Room { taken: &rail, ..room(false) };
        let (anchor, twin) = (Pixel { x: 250.0, y: 300.0 }, Some(Pixel { x: 350.0, y: 300.0 }));
        let placed = place(&[Name { anchor, twin, weight: 1.0, width_px: 120.0 }], &narrow);
        assert!(matches!(placed[..], [Placed { is_twin: true, is_left: false, .. }]), "{placed:?}");
    }

    #[test]
    fn panning_moves_the_names_along() {
        let still = names(12, 3);
        let before = check(&still, &room(false));
        let panned: Vec<Name> = still
            .iter()
            .map(|name| Name { anchor: Pixel { y: name.anchor.y + 2.0, ..name.anchor }, ..*name })
            .collect();
        let after = check(&panned, &room(false));
        let stayed = before.iter().filter(|one| {
            after.iter().any(|other| other.name == one.name && (other.port.y - one.port.y - 2.0).abs() < 1e-6)
        });
        assert!(stayed.count() * 4 >= before.len() * 3, "{before:?} {after:?}");
    }

    #[test]
    fn nothing_to_name_and_no_room_are_no_fault() {
        assert!(check(&[], &room(false)).is_empty());
        let flat = Room { within: Rect { bottom: 50.0, ..WITHIN }, ..room(true) };
        assert!(place(&names(5, 1), &flat).is_empty());
    }
}
