//! Where the names stand: two columns beside what is shown, each name led to its muscle by a straight line. No two names
//! overlap and no two lines cross. Pure arithmetic, no browser.

use super::camera::Pixel;
use crate::order::sort_by;

/// The height of a name's row in CSS pixels: what a finger can hit.
pub(super) const ROW_PX: f64 = 24.0;
/// Between a name and its leader's beginning.
const GAP_PX: f64 = 4.0;
/// A name is never farther above or below its muscle than this.
const FAR_PX: f64 = 120.0;

/// A name to place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Name {
    /// Where its muscle can be seen.
    pub(super) anchor: Pixel,
    /// Where there is not room for all, the weightier ones stay.
    pub(super) weight: f64,
}

/// The room for names: the rows between `top` and `bottom`; a column's inner edge stands at `left` and at `right`, and
/// lines part at `middle`. All in pixels of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) middle: f64,
}

/// A placed name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Which of the names.
    pub(super) name: usize,
    /// In the left column, the words before the line, or in the right one, behind it.
    pub(super) is_left: bool,
    /// Where the line begins: at the words' inner end, in the middle of their row.
    pub(super) port: Pixel,
    /// Where the line ends: the name's anchor.
    pub(super) anchor: Pixel,
}

/// Places as many names as there is room for. The same names and anchors give the same places, and a column's order
/// changes only where two anchors pass each other, so that panning does not shuffle them.
pub(super) fn place(names: &[Name], room: Room) -> Vec<Placed> {
    let mut placed = Vec::new();
    for is_left in [true, false] {
        let mine = |index: &usize| (names[*index].anchor.x < room.middle) == is_left;
        placed.extend(column((0..names.len()).filter(mine).collect(), names, room, is_left));
    }
    placed
}

fn column(mut mine: Vec<usize>, names: &[Name], room: Room, is_left: bool) -> Vec<Placed> {
    let rows = ((room.bottom - room.top) / ROW_PX).floor().max(0.0) as usize;
    sort_by(&mut mine, |a, b| names[*b].weight.total_cmp(&names[*a].weight).then(a.cmp(b)));
    mine.truncate(rows);
    sort_by(&mut mine, |a, b| names[*a].anchor.y.total_cmp(&names[*b].anchor.y).then(a.cmp(b)));
    let wanted: Vec<f64> = mine.iter().map(|&index| names[index].anchor.y).collect();
    let heights = spaced(&wanted, room.top + ROW_PX / 2.0, room.bottom - ROW_PX / 2.0);
    let x = if is_left { room.left } else { room.right };
    uncross(&mut mine, &heights, x, names);
    // A name far above or below its muscle says less than none.
    let is_near = |placed: &Placed| (placed.port.y - placed.anchor.y).abs() <= FAR_PX;
    let placed = |(&name, &y): (&usize, &f64)| {
        let port = Pixel { x: if is_left { x + GAP_PX } else { x - GAP_PX }, y };
        Placed { name, is_left, port, anchor: names[name].anchor }
    };
    mine.iter().zip(&heights).map(placed).filter(is_near).collect()
}

/// Heights as near to the wanted ones (ascending) as rows of [`ROW_PX`] between `low` and `high` allow: neighbours that
/// are too close are pooled (Ayer et al., 1955).
fn spaced(wanted: &[f64], low: f64, high: f64) -> Vec<f64> {
    // A block of rows: how many, and the mean of where its first row would like to be.
    let mut blocks: Vec<(usize, f64)> = Vec::new();
    for &want in wanted {
        blocks.push((1, want));
        while let [.., (before, first), (count, second)] = blocks[..]
            && first + before as f64 * ROW_PX > second
        {
            let (total, shift) = (before + count, before as f64 * ROW_PX);
            let mean = (first * before as f64 + (second - shift) * count as f64) / total as f64;
            blocks.truncate(blocks.len() - 2);
            blocks.push((total, mean));
        }
    }
    let mut heights: Vec<f64> = Vec::new();
    for (count, first) in blocks {
        heights.extend((0..count).map(|row| first + row as f64 * ROW_PX));
    }
    let mut floor = low;
    for height in &mut heights {
        *height = height.max(floor);
        floor = *height + ROW_PX;
    }
    let mut ceiling = high;
    for height in heights.iter_mut().rev() {
        *height = height.min(ceiling);
        ceiling = *height - ROW_PX;
    }
    heights
}

/// Swaps rows until no two lines cross: each swap makes the lines shorter together, so it ends.
fn uncross(mine: &mut [usize], heights: &[f64], x: f64, names: &[Name]) {
    let length = |name: usize, y: f64| (names[name].anchor.x - x).hypot(names[name].anchor.y - y);
    for _ in 0..mine.len() * mine.len() {
        let mut has_swapped = false;
        for a in 0..mine.len() {
            for b in a + 1..mine.len() {
                let now = length(mine[a], heights[a]) + length(mine[b], heights[b]);
                let then = length(mine[b], heights[a]) + length(mine[a], heights[b]);
                if then < now - 1e-6 {
                    mine.swap(a, b);
                    has_swapped = true;
                }
            }
        }
        if !has_swapped {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { top: 40.0, bottom: 760.0, left: 120.0, right: 480.0, middle: 300.0 };

    /// Names at places that look random and are the same each time.
    fn names(count: u32, seed: u32) -> Vec<Name> {
        let mut state = seed;
        let mut random = |most: f64| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1_u32 << 24) * most
        };
        (0..count)
            .map(|_| Name {
                anchor: Pixel { x: 130.0 + random(340.0), y: 40.0 + random(720.0) },
                weight: random(1.0),
            })
            .collect()
    }

    fn cross(a: &Placed, b: &Placed) -> bool {
        let side = |p: Pixel, q: Pixel, r: Pixel| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
        let parts = |p: Pixel, q: Pixel, r: Pixel, s: Pixel| side(p, q, r) * side(p, q, s) < -1e-9;
        parts(a.port, a.anchor, b.port, b.anchor) && parts(b.port, b.anchor, a.port, a.anchor)
    }

    /// Whatever is to be named: names stay in the room and apart, lines end on their anchors and do not cross.
    fn check(names: &[Name]) -> Vec<Placed> {
        let placed = place(names, ROOM);
        for (index, one) in placed.iter().enumerate() {
            assert_eq!(one.anchor, names[one.name].anchor);
            assert!(
                one.port.y - ROW_PX / 2.0 >= ROOM.top - 1e-6
                    && one.port.y + ROW_PX / 2.0 <= ROOM.bottom + 1e-6
            );
            for other in &placed[index + 1..] {
                let is_apart =
                    one.is_left != other.is_left || (one.port.y - other.port.y).abs() >= ROW_PX - 1e-6;
                assert!(is_apart, "{one:?} and {other:?} overlap");
                assert!(!cross(one, other), "{one:?} and {other:?} cross");
            }
        }
        placed
    }

    #[test]
    fn names_never_overlap_and_lines_never_cross() {
        for seed in 0..60 {
            for count in [1, 2, 7, 25, 58] {
                let placed = check(&names(count, seed)).len();
                assert!(placed >= (count as usize).min(20), "only {placed} of {count} names");
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
        let placed = check(&crowd);
        assert!(placed.len() <= 30, "thirty rows of 24 pixels");
        assert!(placed.iter().any(|placed| placed.name == 41));
    }

    #[test]
    fn panning_moves_the_names_but_does_not_shuffle_them() {
        let still = names(20, 3);
        let order = |placed: &[Placed]| placed.iter().map(|placed| placed.name).collect::<Vec<_>>();
        let before = order(&check(&still));
        for step in 1..12 {
            let panned: Vec<Name> = still
                .iter()
                .map(|name| Name {
                    anchor: Pixel { y: name.anchor.y + f64::from(step), ..name.anchor },
                    ..*name
                })
                .collect();
            let after = order(&check(&panned));
            let moved = before.iter().zip(&after).filter(|(a, b)| a != b).count();
            assert!(moved <= 4, "step {step}: {before:?} {after:?}");
        }
    }

    #[test]
    fn nothing_to_name_and_no_room_are_no_fault() {
        assert!(check(&[]).is_empty());
        let flat = Room { bottom: 50.0, ..ROOM };
        assert!(place(&names(5, 1), flat).is_empty());
    }
}
