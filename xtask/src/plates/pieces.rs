//! Where one structure passes both before and behind another, no order is right everywhere. There the nearer one is
//! drawn once more, as a piece over the other.

use std::collections::BTreeMap;

use palpate::anatomy::PlatePoint;

use super::grid::{Frame, Grid, blur};
use super::order::{Edge, back_to_front};
use super::raster::{Layer, NOTHING};

/// Surfaces nearer to each other than this cross within what a curve may be off: no piece is drawn for their sake.
const SAME_MM: f32 = 0.4;
/// A piece reaches as far over its true edge where that does no harm.
const REACH_MM: f64 = 0.5;
/// A slip is widened so far into places where it does no harm.
const WIDEN_MM: f64 = 1.2;

/// A part of a structure that is drawn again, over another one.
pub(crate) struct Piece {
    /// What is drawn again.
    pub front: usize,
    /// What it is drawn over: right after it.
    pub over: usize,
    /// Where: positive inside, in the frame of the structure's own layer.
    pub field: Grid<f32>,
    /// The frame of that.
    pub frame: Frame,
    /// How far from the viewer, on the mean.
    away_mm: f64,
}

/// The places at which each structure is nearest although another is painted over it.
pub(crate) struct Wrong {
    frame: Frame,
    /// How many structures there are: the indices of mirror images are greater by that.
    count: u32,
    /// By (nearest, painted last): the cells, with how far the nearest is away and at how many depths it is so.
    of: BTreeMap<(usize, usize), BTreeMap<usize, (f32, u32)>>,
    /// Who is nearest and who is painted last at every cell, by depth of peeling.
    levels: Vec<[Grid<u32>; 2]>,
}

impl Wrong {
    /// Nothing yet.
    pub(crate) fn new(frame: Frame, count: u32) -> Self {
        Self { frame, count, of: BTreeMap::new(), levels: Vec::new() }
    }

    /// Adds what is wrong at the next depth of peeling: `nearest` and `painted` say who is nearest and who is painted last
    /// at every cell, `near_mm` and `top_mm` how far they are.
    pub(crate) fn add(
        &mut self,
        nearest: &Grid<u32>,
        painted: Grid<u32>,
        near_mm: &Grid<f32>,
        top_mm: &Grid<f32>,
    ) {
        for at in 0..nearest.cells.len() {
            let (near, top) = (nearest.cells[at], painted.cells[at]);
            // Of a mirror image the original is mended, and the mirror image with it.
            if near != top && near < self.count && top != NOTHING {
                let pair = (near as usize, (top % self.count) as usize);
                if pair.0 != pair.1 {
                    let is_sure = top_mm.cells[at] - near_mm.cells[at] > SAME_MM;
                    let cell = self.of.entry(pair).or_default().entry(at).or_insert((near_mm.cells[at], 0));
                    cell.1 += u32::from(is_sure);
                }
            }
        }
        self.levels.push([nearest.clone(), painted]);
    }

    /// The pieces that are worth drawing: of those places what is left when slips thinner than a stroke are gone.
    /// `order` is the one from back to front, `depth` the number of a structure's depth, `least_mm2` the area that must be
    /// wrong, added up over the depths, on the whole and in each patch, `round_mm` by how much their edges are rounded.
    pub(crate) fn pieces(
        &self,
        layers: &[Layer],
        order: &[usize],
        depth: impl Fn(usize) -> u8,
        [least_mm2, least_blob_mm2]: [f64; 2],
        round_mm: f64,
    ) -> Vec<Piece> {
        let mut rank = vec![0; layers.len()];
        order.iter().enumerate().for_each(|(at, index)| rank[*index] = at);
        let px = self.frame.px_per_mm;
        let mut out = Vec::new();
        for (&(front, over), cells) in &self.of {
            let wrong_px: u32 = cells.values().map(|(_, times)| times).sum();
            if f64::from(wrong_px) < least_mm2 * px * px {
                continue;
            }
            let frame = self.around(cells.keys());
            let mut wrong = Grid::filled(frame.width, frame.height, 0.0_f32);
            let mut harm = wrong.clone();
            let mut own = wrong.clone();
            for at in 0..own.cells.len() {
                let (column, row) = (at % frame.width, at / frame.width);
                let (x, y) = frame.shift_to(self.frame, column, row);
                let Some(cell) = self.levels.first().and_then(|[nearest, _]| nearest.index(x, y)) else {
                    continue;
                };
                wrong.cells[at] = f32::from(u8::from(cells.contains_key(&cell)));
                let levels =
                    &self.levels[..usize::from(depth(front).min(depth(over))).min(self.levels.len())];
                // Over what is painted later a piece does nothing, and where the structure is nearest, no harm.
                let harms = levels.iter().any(|[nearest, painted]| {
                    let top = painted.cells[cell];
                    top != NOTHING
                        && rank[(top % self.count) as usize] <= rank[over]
                        && nearest.cells[cell] != front as u32
                });
                harm.cells[at] = f32::from(u8::from(harms));
                let (x, y) = frame.shift_to(layers[front].frame, column, row);
                let is_own = layers[front].away_mm.get(x, y).is_some_and(|away| away.is_finite());
                own.cells[at] = f32::from(u8::from(is_own));
            }
            let beside = blur(&wrong, WIDEN_MM / 2.0 * px);
            let mut wide = wrong;
            for (at, value) in wide.cells.iter_mut().enumerate() {
                if beside.cells[at] > 0.05 && harm.cells[at] < 0.5 {
                    *value = 1.0;
                }
            }
            let mut core = blur(&wide, round_mm * px).map(|v| f32::from(u8::from(*v > 0.55)));
            let worth = |at: usize| {
                let (x, y) = frame.shift_to(self.frame, at % frame.width, at / frame.width);
                let times = self.levels.first().and_then(|[nearest, _]| cells.get(&nearest.index(x, y)?));
                times.map_or(0, |(_, times)| *times)
            };
            keep_worthy(&mut core, worth, least_blob_mm2 * px * px);
            let mended: u32 = cells
                .iter()
                .filter(|(cell, _)| {
                    let (x, y) =
                        self.frame.shift_to(frame, **cell % self.frame.width, **cell / self.frame.width);
                    core.get(x, y).is_some_and(|value| *value > 0.5)
                })
                .map(|(_, (_, times))| times)
                .sum();
            if f64::from(mended) < least_mm2 * px * px {
                continue;
            }
            // A little over the true edge, but never beyond the structure itself nor over what lies before it.
            let mut field = blur(&core, REACH_MM * px);
            let (own, harm) = (blur(&own, 0.9), blur(&harm, 0.9));
            for ((value, own), harm) in field.cells.iter_mut().zip(&own.cells).zip(&harm.cells) {
                *value = (*value - 0.25).min(own - 0.5).min(0.5 - harm);
            }
            let away_mm = cells.values().map(|(mm, _)| f64::from(*mm)).sum::<f64>() / cells.len() as f64;
            out.push(Piece { front, over, field, frame, away_mm });
        }
        ordered(out, layers)
    }

    /// The frame around some cells, wide enough for what a piece reaches beyond them.
    fn around<'a>(&self, cells: impl Iterator<Item = &'a usize>) -> Frame {
        const MARGIN: i64 = 10;
        let (mut low, mut high) = ([i64::MAX; 2], [i64::MIN; 2]);
        for cell in cells {
            let at = [(cell % self.frame.width) as i64, (cell / self.frame.width) as i64];
            for axis in 0..2 {
                low[axis] = low[axis].min(at[axis]);
                high[axis] = high[axis].max(at[axis]);
            }
        }
        let size = |axis: usize| usize::try_from(high[axis] - low[axis] + 1 + 2 * MARGIN).unwrap_or(1);
        Frame {
            left: self.frame.left + low[0] - MARGIN,
            top: self.frame.top + low[1] - MARGIN,
            width: size(0),
            height: size(1),
            px_per_mm: self.frame.px_per_mm,
        }
    }
}

/// Takes out the patches (of cells that touch by a side) whose cells are worth less than `least` together.
fn keep_worthy(core: &mut Grid<f32>, worth: impl Fn(usize) -> u32, least: f64) {
    let mut met = vec![false; core.cells.len()];
    for start in 0..core.cells.len() {
        if met[start] || core.cells[start] < 0.5 {
            continue;
        }
        let mut patch = vec![start];
        met[start] = true;
        let mut next = 0;
        while let Some(&at) = patch.get(next) {
            next += 1;
            let (x, y) = ((at % core.width) as i64, (at / core.width) as i64);
            for (x, y) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] {
                if let Some(beside) = core.index(x, y).filter(|at| !met[*at] && core.cells[*at] > 0.5) {
                    met[beside] = true;
                    patch.push(beside);
                }
            }
        }
        let sum: u32 = patch.iter().map(|at| worth(*at)).sum();
        if f64::from(sum) < least {
            patch.iter().for_each(|at| core.cells[*at] = 0.0);
        }
    }
}

/// Pieces over the same structure, the nearer after the farther where they overlap.
fn ordered(pieces: Vec<Piece>, layers: &[Layer]) -> Vec<Piece> {
    let mut edges = Vec::new();
    for one in 0..pieces.len() {
        for two in one + 1..pieces.len() {
            if pieces[one].over == pieces[two].over {
                let nearer = pieces[one].nearer_than(&pieces[two], layers);
                if nearer != 0.0 {
                    let (behind, front) = if nearer > 0.0 { (two, one) } else { (one, two) };
                    edges.push(Edge { behind, front, weight: nearer.abs() });
                }
            }
        }
    }
    let away: Vec<f64> = pieces.iter().map(|piece| piece.away_mm).collect();
    let order = back_to_front(pieces.len(), edges, &away);
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| pieces[at].take()).collect()
}

impl Piece {
    /// In how many more pixels of their overlap this one is nearer than the other one than farther.
    fn nearer_than(&self, other: &Self, layers: &[Layer]) -> f64 {
        let mut net = 0.0;
        for (at, _) in self.field.cells.iter().enumerate().filter(|(_, value)| **value > 0.0) {
            let (x, y) = self.frame.shift_to(other.frame, at % self.frame.width, at / self.frame.width);
            let Some(there) = other.field.index(x, y).filter(|there| other.field.cells[*there] > 0.0) else {
                continue;
            };
            let away = |piece: &Self, at: usize| {
                let layer = &layers[piece.front];
                let (x, y) =
                    piece.frame.shift_to(layer.frame, at % piece.frame.width, at / piece.frame.width);
                layer.away_mm.get(x, y).copied().unwrap_or(f32::INFINITY)
            };
            let gap = away(other, there) - away(self, at);
            if gap.is_finite() {
                net += f64::from(gap.signum());
            }
        }
        net
    }

    /// How far within it a place of the plate lies, by the field: positive inside.
    pub(crate) fn depth_at(&self, at: PlatePoint) -> f32 {
        let [x, y] = self.frame.to_pixels(at).map(|px| px - 0.5);
        let value = |dx: i64, dy: i64| {
            self.field.get(x.floor() as i64 + dx, y.floor() as i64 + dy).copied().unwrap_or(-0.5)
        };
        let (right, down) = ((x - x.floor()) as f32, (y - y.floor()) as f32);
        let mix = |a: f32, b: f32, share: f32| a + (b - a) * share;
        mix(mix(value(0, 0), value(1, 0), right), mix(value(0, 1), value(1, 1), right), down)
    }

    /// Its area.
    pub(crate) fn area_mm2(&self) -> f64 {
        let inside = self.field.cells.iter().filter(|value| **value > 0.0).count() as f64;
        inside / self.frame.px_per_mm.powi(2)
    }

    /// Whether a place of the plate, in pixels of the frame, lies in it.
    pub(crate) fn has(&self, column: i64, row: i64) -> bool {
        self.field.get(column, row).is_some_and(|value| *value > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use palpate::anatomy::View;

    use crate::plates::mesh::tests::ball;

    #[test]
    fn only_what_is_wrong_and_worth_it_becomes_a_piece() {
        let layer = Layer::of(&ball([0.0, 0.0, 0.0].into(), 20.0, 24), View::ANTERIOR, 2.0, 1.0);
        let (width, height) = (layer.frame.width, layer.frame.height);
        let check = |wide: usize, gap_mm: f32, least_mm2: f64, beside: u32, expected: usize| {
            // In a stripe through the ball another structure, number 1, is painted over it; beside it `beside` is nearest.
            let is_over = |at: usize| (at % width).abs_diff(width / 2) * 2 < wide;
            let grid = |in_stripe: u32, beside: u32| {
                let cells = (0..width * height).map(|at| if is_over(at) { in_stripe } else { beside });
                Grid { width, height, cells: cells.collect() }
            };
            let mut wrong = Wrong::new(layer.frame, 2);
            let (near_mm, top_mm) =
                (Grid::filled(width, height, 5.0), Grid::filled(width, height, 5.0 + gap_mm));
            wrong.add(&grid(0, beside), grid(1, beside), &near_mm, &top_mm);
            let layers = [layer.clone(), layer.clone()];
            let pieces = wrong.pieces(&layers, &[0, 1], |_| 1, [least_mm2, 0.0], 0.5);
            assert_eq!(pieces.len(), expected, "{wide} pixels wide, {gap_mm} mm apart, beside {beside}");
            assert!(pieces.iter().all(|piece| piece.front == 0 && piece.over == 1));
            assert!(pieces.iter().all(|piece| piece.depth_at(PlatePoint::new(0.0, 0.0)) > 0.0));
        };
        check(16, 5.0, 20.0, 1, 1);
        check(16, 0.3, 20.0, 1, 0);
        check(16, 5.0, 2000.0, 1, 0);
        // A slip is drawn only where it may be widened.
        check(2, 5.0, 15.0, 1, 0);
        check(2, 5.0, 15.0, 0, 1);
    }

    #[test]
    fn a_patch_that_is_worth_little_is_left_out() {
        let mut core = Grid { width: 6, height: 1, cells: vec![1.0, 0.0, 1.0, 1.0, 1.0, 0.0] };
        keep_worthy(&mut core, |_| 2, 4.0);
        assert_eq!(core.cells, [0.0, 0.0, 1.0, 1.0, 1.0, 0.0]);
    }
}
