//! A whole body before one viewer: every structure's layer, who covers whom, what is ever seen.

use palpate::anatomy::{Bounds, PlatePoint, Side, View};
use rayon::prelude::*;

use super::config::{Config, Part, ViewRow};
use super::grid::{Frame, Grid};
use super::known::{Contacts, Known};
use super::order::{back_to_front, refined};
use super::pieces::Piece;
use super::raster::{Layer, NOTHING};
use super::reference::SKIN;
use super::stack::{Stack, edges};

/// Resolution at which structures are compared with each other.
pub(super) const PX_PER_MM: f64 = 2.0;
/// Where a view leaves out what is hidden, it leaves out what shows less than this share and this area of the far side.
const HARDLY: f64 = 0.33;
const HARDLY_MM2: f64 = 300.0;
/// On a standing plate less of a structure is not drawn a second time for the sake of the order, on the whole and in one
/// patch, at a detail of 1.
const PIECE_MM2: [f64; 2] = [25.0, 6.2];
/// The same in a close-up, at a detail of 1.
const PIECE_CLOSE_MM2: [f64; 2] = [16.0, 5.0];

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
    /// What is drawn a second time, over another structure.
    pub pieces: Vec<Piece>,
    /// Where each lies.
    frames: Vec<Frame>,
    /// For each: where it is seen when everything shallower has been peeled off, with the arms or without.
    seen: Vec<Grid<bool>>,
    /// How long the visible border between two structures is, in pixels, over all depths.
    pub contacts: Contacts,
}

impl Scene {
    /// Rasterises and compares.
    pub(crate) fn new(shown: &[&Known], row: &ViewRow, config: &Config) -> Self {
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
                if shown[index].structure.sheer {
                    return layer.triangle.map(|triangle| *triangle != NOTHING);
                }
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
        // Of the far side what hardly shows, of the near side what never does.
        let hidden = |at: usize| {
            let count = seen[at].cells.iter().filter(|seen| **seen).count() as f64;
            let own = layers[at].away_mm.cells.iter().filter(|away| away.is_finite()).count() as f64;
            let hardly = count < own * HARDLY && count < HARDLY_MM2 * PX_PER_MM * PX_PER_MM;
            row.leave_out_hidden && (count < 1.0 || hardly && shown[at].side == Some(Side::Right))
        };
        let order = refined(back_to_front(shown.len(), edges.clone(), &away), &edges)
            .into_iter()
            .filter(|at| shown[*at].structure.slug != SKIN && !layers[*at].is_empty() && !hidden(*at))
            .collect::<Vec<usize>>();
        let pieces = stack.wrong(shown, &layers, &order).pieces(
            &layers,
            &order,
            |at| shown[at].structure.depth.number(),
            match cut {
                Some(_) => PIECE_CLOSE_MM2.map(|mm2| mm2 / row.detail.powf(1.5)),
                None => PIECE_MM2.map(|mm2| mm2 / row.detail.max(0.2).powf(0.3)),
            },
            if cut.is_some() { 0.3 } else { 0.5 },
        );
        let slug = |at: usize| &shown[at].structure.slug;
        let is_beneath = |piece: &Piece| {
            config.beneath.get(slug(piece.front)).is_some_and(|over| over.contains(slug(piece.over)))
        };
        let pieces = pieces.into_iter().filter(|piece| !is_beneath(piece)).collect();
        let contacts = stack.contacts(shown);
        let frames = layers.iter().map(|layer| layer.frame).collect();
        Self { view, cut, detail: row.detail, order, pieces, frames, seen, contacts }
    }

    /// How much looser than in the views from the front and the back its shapes may be drawn; less than 1 is closer.
    pub(crate) fn loose(&self) -> f64 {
        (1.0 / self.detail).clamp(0.4, 2.8)
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
