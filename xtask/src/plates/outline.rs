//! A structure's silhouette as the shortest path data that still lies on its mesh.

use kurbo::BezPath;

use super::check::{compared_at, fill, least_overlap, overlap};
use super::ease::eased;
use super::known::Known;
use super::path::{data, snapped};
use super::raster::Layer;
use super::scene::Scene;
use super::trace::{Fit, fitted, silhouette};

/// How loosely an outline may be fitted, from the loosest, and the grids on which it may be written.
const FACTORS: [f64; 14] = [1.0, 0.85, 0.7, 0.6, 0.5, 0.42, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.07, 0.03];
const GRIDS_MM: [f64; 4] = [1.0, 0.5, 0.2, 0.1];
/// By how much of its fit an outline's curves may be eased.
const EASES: [f64; 3] = [1.0, 0.5, 0.2];

/// The full silhouette, hidden parts included: of the loosest fits whose overlap with the mesh is good, the one with
/// the shortest data.
pub(crate) fn outline(known: &Known, scene: &Scene, seen: bool) -> String {
    let whole_mm = known.size_mm(scene.view);
    let px_per_mm = compared_at(whole_mm);
    let layer = Layer::cut(&known.mesh, scene.view, px_per_mm, 1.5, scene.cut);
    let mask = layer.mask();
    let drawn_mm = (layer.frame.width as f64).hypot(layer.frame.height as f64) / px_per_mm;
    let size_mm = whole_mm.min(drawn_mm);
    let target = least_overlap(known.thickness_mm) + if scene.cut.is_some() { 0.003 } else { 0.0003 };
    let first_mm = if seen {
        (size_mm * 0.008).clamp(0.35, 0.7) * scene.loose().min(1.6)
    } else {
        (size_mm * 0.04).clamp(0.6, 4.0)
    };
    let rings = silhouette(&mask, layer.frame);
    let attempt = |factor: f64| {
        let fit = Fit {
            accuracy_mm: first_mm * factor,
            smooth_mm: (size_mm * if seen { 0.02 } else { 0.04 }).clamp(0.3, 6.0) * factor.max(0.2),
            corner_deg: 55.0,
            least_area_mm2: (size_mm * 0.03 * factor).clamp(0.1, 3.0),
        };
        fitted(&rings, fit, 0.0)
    };
    // As a reader of the plate finds it: writing rounds, and joins what is nearly smooth or straight.
    let is_good = |text: &str| {
        BezPath::from_svg(text).is_ok_and(|path| overlap(&mask, &fill(&path, layer.frame)) >= target)
    };
    let mut best: Option<String> = None;
    let mut last = BezPath::new();
    let mut rest = 3;
    for factor in FACTORS {
        let path = attempt(factor);
        for ease in EASES {
            let path = eased(&path, first_mm * factor * ease);
            let written = GRIDS_MM.iter().map(|grid_mm| data(&snapped(&path, *grid_mm)));
            let Some(written) = written.into_iter().find(|text| is_good(text)) else { continue };
            if best.as_ref().is_none_or(|best| written.len() < best.len()) {
                best = Some(written);
            }
        }
        last = path;
        // A fit that is good on the finest grid alone may be beaten by a closer one on a coarser grid: some more tell.
        rest = if best.is_some() { rest - 1 } else { rest };
        if rest == 0 {
            break;
        }
    }
    best.unwrap_or_else(|| data(&last))
}
