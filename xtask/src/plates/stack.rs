//! What is in front at every pixel, at every depth of peeling; and from that, who lies before whom.

use palpate::anatomy::Depth;
use rayon::prelude::*;

use super::grid::{Frame, Grid};
use super::known::{Contacts, Known};
use super::order::Edge;
use super::pieces::Wrong;
use super::raster::{Layer, NOTHING};
use super::reference::SKIN;
use super::scene::PX_PER_MM;

/// A gap in depth of this many millimetres counts in full, a smaller one hardly: there the two run into each other.
const SURE_MM: f32 = 2.0;
const UNSURE_WEIGHT: f64 = 0.08;
/// Overlap that other structures hide at every depth counts so much; what a reader can see counts once for each depth at
/// which it shows.
const HIDDEN_WEIGHT: f64 = 0.02;

/// What is in front at every pixel of the whole body, once for each depth down to which it has been peeled.
pub(super) struct Stack {
    frame: Frame,
    /// The index of the nearest structure (left copies offset by the count), by depth 1 to 5.
    front: Vec<Grid<u32>>,
    count: u32,
    /// Whether the left copies are mirror images.
    twins: bool,
}

impl Stack {
    /// Lays every opaque structure that `has` lets through; `twins`: and its mirror image.
    pub(super) fn new(shown: &[&Known], layers: &[Layer], twins: bool, has: impl Fn(usize) -> bool) -> Self {
        let of = |layer: &Layer| [layer.frame, if twins { layer.frame.mirrored() } else { layer.frame }];
        let frames = layers.iter().flat_map(of);
        let (mut left, mut top, mut right, mut bottom) = (i64::MAX, i64::MAX, i64::MIN, i64::MIN);
        for frame in frames {
            (left, top) = (left.min(frame.left), top.min(frame.top));
            right = right.max(frame.left + frame.width as i64);
            bottom = bottom.max(frame.top + frame.height as i64);
        }
        let size = |from: i64, to: i64| usize::try_from(to - from).unwrap_or(1);
        let (width, height) = (size(left, right), size(top, bottom));
        let frame = Frame { left, top, width, height, px_per_mm: PX_PER_MM };
        let count = shown.len() as u32;
        let mut away = Grid::filled(width, height, f32::INFINITY);
        let mut front = Grid::filled(width, height, NOTHING);
        let mut by_depth = Vec::new();
        for depth in Depth::ALL[1..].iter().rev() {
            for (index, known) in shown.iter().enumerate() {
                let structure = known.structure;
                if structure.depth != *depth || !structure.is_opaque() || !has(index) {
                    continue;
                }
                let layer = &layers[index];
                lay(layer, frame, false, index as u32, &mut away, &mut front);
                if twins && !structure.midline {
                    lay(layer, frame, true, index as u32 + count, &mut away, &mut front);
                }
            }
            by_depth.push(front.clone());
        }
        by_depth.reverse();
        Self { frame, front: by_depth, count, twins }
    }

    /// Where the order paints another structure over the nearest one, at any depth of peeling.
    pub(super) fn wrong(&self, shown: &[&Known], layers: &[Layer], order: &[usize]) -> Wrong {
        let (width, height) = (self.frame.width, self.frame.height);
        let mut wrong = Wrong::new(self.frame, self.count);
        for (peel, front) in Depth::ALL[1..].iter().zip(&self.front) {
            let mut top = Grid::filled(width, height, NOTHING);
            let mut top_away = Grid::filled(width, height, f32::INFINITY);
            let mut near_away = Grid::filled(width, height, f32::INFINITY);
            let paints = |at: &usize| shown[*at].structure.depth >= *peel && shown[*at].structure.is_opaque();
            for &at in order.iter().filter(|at| paints(at)) {
                for mirror in [false, true] {
                    if mirror && (!self.twins || shown[at].side.is_none()) {
                        continue;
                    }
                    let own = if mirror { layers[at].frame.mirrored() } else { layers[at].frame };
                    for (index, away) in layers[at].away_mm.cells.iter().enumerate() {
                        let (column, row) = (index % own.width, index / own.width);
                        let column = if mirror { own.width - 1 - column } else { column };
                        let (x, y) = own.shift_to(self.frame, column, row);
                        let Some(cell) = top.index(x, y).filter(|_| away.is_finite()) else { continue };
                        top.cells[cell] = at as u32 + if mirror { self.count } else { 0 };
                        top_away.cells[cell] = *away;
                        near_away.cells[cell] = near_away.cells[cell].min(*away);
                    }
                }
            }
            wrong.add(front, top, &near_away, &top_away);
        }
        wrong
    }

    fn at(&self, depth: Depth) -> Option<&Grid<u32>> {
        usize::from(depth.number()).checked_sub(1).and_then(|at| self.front.get(at))
    }

    /// Where a structure is in front when everything shallower than its depth is gone.
    pub(super) fn seen(&self, layer: &Layer, index: u32, depth: Depth) -> Grid<bool> {
        let frame = layer.frame;
        let mut out = Grid::filled(frame.width, frame.height, false);
        let Some(front) = self.at(depth) else { return out };
        for row in 0..frame.height {
            for column in 0..frame.width {
                let (x, y) = frame.shift_to(self.frame, column, row);
                out.cells[row * frame.width + column] = front.get(x, y) == Some(&index);
            }
        }
        out
    }

    /// How long the borders between what is in front are, in pixels.
    pub(super) fn contacts(&self, shown: &[&Known]) -> Contacts {
        let mut out = Contacts::new();
        for front in &self.front {
            for row in 0..front.height {
                for column in 1..front.width {
                    let (one, two) = (
                        front.cells[row * front.width + column - 1],
                        front.cells[row * front.width + column],
                    );
                    if one != two && one != NOTHING && two != NOTHING {
                        let pair = [one, two].map(|at| shown[(at % self.count) as usize].index);
                        *out.entry((pair[0].min(pair[1]), pair[0].max(pair[1]))).or_insert(0.0) += 1.0;
                    }
                }
            }
        }
        out
    }
}

fn lay(layer: &Layer, frame: Frame, mirror: bool, index: u32, away: &mut Grid<f32>, front: &mut Grid<u32>) {
    let own = if mirror { layer.frame.mirrored() } else { layer.frame };
    for row in 0..own.height {
        for column in 0..own.width {
            let from = if mirror { own.width - 1 - column } else { column };
            let depth = layer.away_mm.cells[row * own.width + from];
            let (x, y) = own.shift_to(frame, column, row);
            if let Some(at) = away.index(x, y)
                && depth < away.cells[at]
            {
                away.cells[at] = depth;
                front.cells[at] = index;
            }
        }
    }
}

/// For every two structures that overlap, which one is in front.
pub(super) fn edges(shown: &[&Known], layers: &[Layer], stack: &Stack) -> Vec<Edge> {
    let count = shown.len();
    let is_skin = |at: usize| shown[at].structure.slug == SKIN;
    (0..count)
        .into_par_iter()
        .filter(|one| !is_skin(*one))
        .flat_map_iter(|one| {
            let edge = move |two: usize| {
                let mirrors = stack.twins && !(shown[one].side.is_none() && shown[two].side.is_none());
                let (near, far) = balance(shown, layers, stack, one, two, false);
                let (mirror_near, mirror_far) =
                    if mirrors { balance(shown, layers, stack, one, two, true) } else { (0.0, 0.0) };
                let net = near + mirror_near - far - mirror_far;
                (net.abs() > 0.0).then(|| {
                    let (behind, front) = if net > 0.0 { (two, one) } else { (one, two) };
                    Edge { behind, front, weight: net.abs() }
                })
            };
            (one + 1..count).filter(|two| !is_skin(*two)).filter_map(edge)
        })
        .collect()
}

/// How much speaks for `one` being nearer than `two` (or than the mirror image of `two`), and against it.
fn balance(
    shown: &[&Known],
    layers: &[Layer],
    stack: &Stack,
    one: usize,
    two: usize,
    mirror: bool,
) -> (f64, f64) {
    let (a, b) = (&layers[one], &layers[two]);
    let b_frame = if mirror { b.frame.mirrored() } else { b.frame };
    let left = a.frame.left.max(b_frame.left);
    let right = (a.frame.left + a.frame.width as i64).min(b_frame.left + b_frame.width as i64);
    let top = a.frame.top.max(b_frame.top);
    let bottom = (a.frame.top + a.frame.height as i64).min(b_frame.top + b_frame.height as i64);
    let (mut near, mut far) = (0.0, 0.0);
    let (first, second) = (shown[one].structure, shown[two].structure);
    // What is sheer is in front of nothing, so its overlap counts alike wherever it is.
    let is_solid = first.is_opaque() && second.is_opaque();
    let depth = first.depth.min(second.depth);
    let levels: Vec<&Grid<u32>> = Depth::ALL[1..]
        .iter()
        .filter(|level| **level <= depth)
        .filter_map(|depth| stack.at(*depth))
        .collect();
    for y in top..bottom {
        for x in left..right {
            let a_at = (y - a.frame.top) as usize * a.frame.width + (x - a.frame.left) as usize;
            let a_away = a.away_mm.cells[a_at];
            if !a_away.is_finite() {
                continue;
            }
            let b_column = (x - b_frame.left) as usize;
            let b_column = if mirror { b_frame.width - 1 - b_column } else { b_column };
            let b_away = b.away_mm.cells[(y - b_frame.top) as usize * b_frame.width + b_column];
            if !b_away.is_finite() {
                continue;
            }
            let gap = b_away - a_away;
            let front =
                if gap > 0.0 { one as u32 } else { two as u32 + if mirror { stack.count } else { 0 } };
            let at = stack.frame.shift(x, y);
            let shows = match at {
                Some(at) if is_solid => levels.iter().filter(|level| level.cells[at] == front).count(),
                at => usize::from(at.is_some()),
            };
            let sure = gap.abs() >= SURE_MM;
            let weight = (shows as f64 + HIDDEN_WEIGHT)
                * if sure { 1.0 } else { f64::from(gap.abs() / SURE_MM) * UNSURE_WEIGHT };
            if gap > 0.0 {
                near += weight;
            } else {
                far += weight;
            }
        }
    }
    (near, far)
}

impl Frame {
    /// The cell of a pixel counted from the plate's origin.
    fn shift(self, x: i64, y: i64) -> Option<usize> {
        let (column, row) = (usize::try_from(x - self.left).ok()?, usize::try_from(y - self.top).ok()?);
        (column < self.width && row < self.height).then_some(row * self.width + column)
    }
}
