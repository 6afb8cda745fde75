//! Which plates show a muscle best: those on which most of it is in sight once the body is peeled to its layer.

use super::{Plate, Sources};
use crate::anatomy::{PlatePoint, Side};
use crate::atlas::{PlateView, RosterRow, Shape};

/// Samples along each way of a part's bounding box: enough to tell a glimpse from a view.
const SAMPLES: usize = 14;
/// A plate that shows less than this share of what the best one shows does not show the muscle.
const LEAST_SHARE: f64 = 0.4;

impl Sources {
    /// The plates that show a muscle, by id, the best first; at most three.
    pub(super) fn showing(&self, row: &RosterRow) -> Vec<String> {
        let mut shown: Vec<(f64, &str)> = Vec::new();
        for view in &self.views {
            let seen = self.plates.get(&view.id).map_or(0.0, |plate| seen_mm2(view, plate, row));
            shown.push((seen, &view.id));
        }
        shown.sort_by(|a, b| b.0.total_cmp(&a.0));
        let most = shown.first().map_or(0.0, |(area, _)| *area);
        shown.retain(|(area, _)| *area > 0.0 && *area >= LEAST_SHARE * most);
        shown.into_iter().take(3).map(|(_, id)| id.to_owned()).collect()
    }
}

/// How much of a muscle is in sight within the plate's frame, in square millimetres.
fn seen_mm2(view: &PlateView, plate: &Plate, row: &RosterRow) -> f64 {
    let mut seen = 0.0;
    // A plate that is not symmetric is asked on the body's left, which it shows.
    let is_asked = |side: Option<Side>| view.view().is_symmetric() || side != Some(Side::Right);
    let own = |shape: &&Shape| row.structures.contains(&shape.slug) && is_asked(shape.side);
    for shape in plate.scene.shapes().iter().filter(own) {
        let bounds = shape.outline.bounds();
        let step = |extent: f64| extent / SAMPLES as f64;
        let (dx, dy) = (step(bounds.width_mm()), step(bounds.height_mm()));
        for column in 0..SAMPLES {
            for line in 0..SAMPLES {
                let at = |number: usize| number as f64 + 0.5;
                let at = PlatePoint::new(bounds.min.x + at(column) * dx, bounds.min.y + at(line) * dy);
                // Bone hides as well: what a tap would reach through it is not in sight.
                let stack = plate.scene.stack(at);
                let top = stack.iter().find(|touched| touched.shape.depth >= row.depth);
                if view.frames(at)
                    && shape.outline.contains(at)
                    && top.is_some_and(|top| row.structures.contains(&top.shape.slug))
                {
                    seen += dx * dy;
                }
            }
        }
    }
    seen
}
