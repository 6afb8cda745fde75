//! A whole body before one viewer: every structure's layer, who covers whom, what is ever seen.

use palpate::anatomy::{Bounds, Depth, PlatePoint, View};
use rayon::prelude::*;

use super::config::{Part, ViewRow};
use super::grid::{Frame, Grid};
use super::known::{Contacts, Known};
use super::order::{Edge, back_to_front};
use super::raster::{Layer, NOTHING};
use super::reference::SKIN;

/// Resolution at which structures are compared with each other.
const PX_PER_MM: f64 = 2.0;
/// A gap in depth of this many millimetres counts in full, a smaller one in part.
const SURE_MM: f32 = 2.0;
/// Overlap that a reader can see counts this many times as much as overlap that other structures hide.
const SEEN_WEIGHT: f64 = 6.0;

/// The structures as one view shows them. Indices are those of the list it was made of.
pub(crate) struct Scene {
    /// The projection.
    pub view: View,
    /// The edge beyond which nothing is drawn.
    pub cut: Option<Bounds>,
    /// How much finer than a standing plate it is drawn.
    pub detail: f64,
    /// Indices from back to front, without the skin.
    pub order: Vec<usize>,
    /// Where each lies.
    frames: Vec<Frame>,
    /// For each: where it is seen when everything shallower has been peeled off, with the arms or without.
    seen: Vec<Grid<bool>>,
    /// How long the visible border between two structures is, in pixels, over all depths.
    pub contacts: Contacts,
}

impl Scene {
    /// Rasterises and compares.
    pub(crate) fn new(shown: &[&Known], row: &ViewRow) -> Self {
        let (view, cut) = (row.plate().view(), row.cut());
        let layers: Vec<Layer> =
            shown.par_iter().map(|known| Layer::cut(&known.mesh, view, PX_PER_MM, 1.0, cut)).collect();
        let twins = view.is_symmetric();
        let stack = Stack::new(shown, &layers, twins, |_| true);
        let is_arm = |at: usize| shown[at].structure.part == Part::Arm;
        let without_arms =
            (0..shown.len()).any(is_arm).then(|| Stack::new(shown, &layers, twins, |at| !is_arm(at)));
        let seen: Vec<Grid<bool>> = layers
            .par_iter()
            .enumerate()
            .map(|(index, layer)| {
                let depth = shown[index].structure.depth;
                let mut seen = stack.seen(layer, index as u32, depth);
                if let Some(more) = without_arms.as_ref().map(|stack| stack.seen(layer, index as u32, depth))
                {
                    seen.cells.iter_mut().zip(more.cells).for_each(|(seen, more)| *seen |= more);
                }
                seen
            })
            .collect();
        let edges = edges(shown, &layers, &stack);
        let away: Vec<f64> = layers.iter().map(mean_away).collect();
        let hidden = |at: usize| {
            let far = shown[at].side.is_some_and(|side| side == palpate::anatomy::Side::Right);
            row.leave_out_hidden && far && !seen[at].cells.contains(&true)
        };
        let order = back_to_front(shown.len(), edges, &away)
            .into_iter()
            .filter(|at| shown[*at].structure.slug != SKIN && !layers[*at].is_empty() && !hidden(*at))
            .collect();
        let contacts = stack.contacts(shown);
        let frames = layers.iter().map(|layer| layer.frame).collect();
        Self { view, cut, detail: row.detail, order, frames, seen, contacts }
    }

    /// Whether a structure is seen at a place of the plate, at its own depth.
    pub(crate) fn is_seen(&self, index: usize, at: PlatePoint) -> bool {
        let [x, y] = self.frames[index].to_pixels(at);
        self.seen[index].get(x.floor() as i64, y.floor() as i64).copied().unwrap_or(false)
    }

    /// The area in square millimetres over which a structure is seen at its own depth.
    pub(crate) fn seen_mm2(&self, index: usize) -> f64 {
        self.seen[index].cells.iter().filter(|seen| **seen).count() as f64 / (PX_PER_MM * PX_PER_MM)
    }
}

fn mean_away(layer: &Layer) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0_f64);
    for away in layer.away_mm.cells.iter().filter(|away| away.is_finite()) {
        sum += f64::from(*away);
        count += 1.0;
    }
    sum / count.max(1.0)
}

/// What is in front at every pixel of the whole body, once for each depth down to which it has been peeled.
struct Stack {
    frame: Frame,
    /// The index of the nearest structure (left copies offset by the count), by depth 1 to 5.
    front: Vec<Grid<u32>>,
    count: u32,
    /// Whether the left copies are mirror images.
    twins: bool,
}

impl Stack {
    fn new(shown: &[&Known], layers: &[Layer], twins: bool, has: impl Fn(usize) -> bool) -> Self {
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
                if structure.depth != *depth || structure.slug == SKIN || !has(index) {
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

    fn at(&self, depth: Depth) -> Option<&Grid<u32>> {
        usize::from(depth.number()).checked_sub(1).and_then(|at| self.front.get(at))
    }

    fn seen(&self, layer: &Layer, index: u32, depth: Depth) -> Grid<bool> {
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

    fn contacts(&self, shown: &[&Known]) -> Contacts {
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
fn edges(shown: &[&Known], layers: &[Layer], stack: &Stack) -> Vec<Edge> {
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
    let shown = shown[one].structure.depth.min(shown[two].structure.depth);
    let levels: Vec<&Grid<u32>> = Depth::ALL[1..]
        .iter()
        .filter(|depth| **depth <= shown)
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
            let seen = at.is_some_and(|at| levels.iter().any(|level| level.cells[at] == front));
            let weight = f64::from((gap.abs() / SURE_MM).min(1.0)) * if seen { SEEN_WEIGHT } else { 1.0 };
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
