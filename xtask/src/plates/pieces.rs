//! Where one structure passes both before and behind another, no order is right everywhere. There the nearer one is
//! drawn once more, as a piece over the other.

use std::collections::BTreeMap;

use palpate::anatomy::PlatePoint;

use super::grid::{Frame, Grid, blur};
use super::order::{Edge, back_to_front};
use super::raster::{Layer, NOTHING};

/// Two surfaces nearer to each other than this run into each other: either order is right.
const SURE_MM: f32 = 2.0;
/// A piece reaches as far over its true edge.
const REACH_MM: f64 = 0.5;

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
    of: BTreeMap<(usize, usize), BTreeMap<usize, f32>>,
}

impl Wrong {
    /// Nothing yet.
    pub(crate) fn new(frame: Frame) -> Self {
        Self { frame, of: BTreeMap::new() }
    }

    /// Adds what is wrong at one depth of peeling: `nearest` and `painted` say who is nearest and who is painted last at
    /// every cell, `gap_mm` how far the one is behind the other.
    pub(crate) fn add(
        &mut self,
        nearest: &[u32],
        painted: &[u32],
        away: &[f32],
        gap_mm: impl Fn(usize) -> f32,
        count: u32,
    ) {
        for at in 0..nearest.len() {
            let (near, top) = (nearest[at], painted[at]);
            // Of a mirror image the original is mended, and the mirror image with it.
            if near != top && near < count && top != NOTHING && gap_mm(at) >= SURE_MM {
                let pair = (near as usize, (top % count) as usize);
                if pair.0 != pair.1 {
                    self.of.entry(pair).or_default().insert(at, away[at]);
                }
            }
        }
    }

    /// The pieces that are worth drawing: of those places what is left when slips thinner than a stroke are gone.
    /// `round_mm` is by how much their edges are rounded.
    pub(crate) fn pieces(&self, layers: &[Layer], least_mm2: f64, round_mm: f64) -> Vec<Piece> {
        let mut out = Vec::new();
        for (&(front, over), cells) in &self.of {
            let layer = &layers[front];
            let px = layer.frame.px_per_mm;
            if (cells.len() as f64) < least_mm2 * px * px {
                continue;
            }
            let mut mask = Grid::filled(layer.frame.width, layer.frame.height, 0.0_f32);
            for cell in cells.keys() {
                let (x, y) =
                    self.frame.shift_to(layer.frame, cell % self.frame.width, cell / self.frame.width);
                if let Some(at) = mask.index(x, y) {
                    mask.cells[at] = 1.0;
                }
            }
            let core = blur(&mask, round_mm * px).map(|v| f32::from(u8::from(*v > 0.55)));
            let area_mm2 = core.cells.iter().filter(|v| **v > 0.5).count() as f64 / (px * px);
            if area_mm2 < least_mm2 {
                continue;
            }
            // A little over the true edge, but never beyond the structure itself.
            let wide = blur(&core, REACH_MM * px);
            let own = blur(&layer.mask(), 0.9);
            let mut field = wide;
            for (value, own) in field.cells.iter_mut().zip(&own.cells) {
                *value = (*value - 0.25).min(own - 0.5);
            }
            let away_mm = cells.values().map(|mm| f64::from(*mm)).sum::<f64>() / cells.len() as f64;
            out.push(Piece { front, over, field, frame: layer.frame, away_mm });
        }
        ordered(out, layers)
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
            let gap = layers[other.front].away_mm.cells[there] - layers[self.front].away_mm.cells[at];
            if gap.is_finite() && gap.abs() >= SURE_MM {
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
        let cells = layer.frame.width * layer.frame.height;
        let check = |wide: usize, gap_mm: f32, least_mm2: f64, expected: usize| {
            // In a stripe through the ball another structure, number 1, is painted over it.
            let middle = layer.frame.width / 2;
            let is_over = |at: usize| (at % layer.frame.width).abs_diff(middle) * 2 < wide;
            let painted: Vec<u32> = (0..cells).map(|at| u32::from(is_over(at))).collect();
            let mut wrong = Wrong::new(layer.frame);
            wrong.add(&vec![0; cells], &painted, &vec![5.0; cells], |_| gap_mm, 2);
            let pieces = wrong.pieces(&[layer.clone(), layer.clone()], least_mm2, 0.5);
            assert_eq!(pieces.len(), expected, "{wide} pixels wide, {gap_mm} mm apart");
            assert!(pieces.iter().all(|piece| piece.front == 0 && piece.over == 1));
            assert!(pieces.iter().all(|piece| piece.has(middle as i64, layer.frame.height as i64 / 2)));
        };
        check(16, 5.0, 20.0, 1);
        check(16, 1.0, 20.0, 0);
        check(2, 5.0, 20.0, 0);
        check(16, 5.0, 2000.0, 0);
    }
}
