//! Pale tendon ends and aponeuroses. The edge itself is plain; streaks run from it into the belly (see `strokes`).

use kurbo::BezPath;
use palpate::anatomy::BodyPoint;

use super::chords::dense;
use super::config::Fibres;
use super::fibre::Field;
use super::grid::Grid;
use super::mesh::Mesh;
use super::raster::Layer;
use super::tone::ground;
use super::trace::{Fit, main_shapes};

/// The pale part of a muscle.
pub(crate) struct Tendon {
    /// Its shape.
    pub path: BezPath,
    /// A broad one thins out over the belly: the same, a little wider, to be drawn half as strong beneath it.
    pub soft: BezPath,
    /// Millimetres inside its edge at every pixel, negative in the belly.
    pub inside_mm: Grid<f32>,
}

impl Tendon {
    /// The share of an area, positive inside, that is tendon.
    pub(crate) fn share(&self, area: &Grid<f32>) -> f64 {
        let (mut pale, mut all) = (0_u32, 0_u32);
        for (inside, _) in self.inside_mm.cells.iter().zip(&area.cells).filter(|(_, area)| **area > 0.0) {
            all += 1;
            pale += u32::from(*inside > 0.0);
        }
        f64::from(pale) / f64::from(all.max(1))
    }
}

/// A tendon thins out over so many millimetres, where it is so large that this is worth drawing.
const SOFT_MM: f32 = 7.0;
const SOFT_AREA_MM2: f64 = 1500.0;

/// The tendons of a muscle by its field and its hint, where they are seen and, if given, within an area; `None` if it has
/// none.
pub(crate) fn tendon(
    mesh: &Mesh,
    layer: &Layer,
    field: &Field,
    hint: &Fibres,
    seen: &Grid<bool>,
    loose: f64,
    within: Option<&Grid<f32>>,
) -> Option<Tendon> {
    let lines: Vec<(Vec<BodyPoint>, f64)> =
        hint.pale.iter().map(|pale| (dense(&pale.line, 4.0), pale.reach_mm)).collect();
    if lines.is_empty() && !field.belly_mm.iter().any(|mm| mm.is_finite()) {
        return None;
    }
    let of_vertex: Vec<f64> = mesh
        .vertices
        .iter()
        .zip(&field.along_mm)
        .map(|(vertex, along)| {
            let end = (field.belly_mm[0] - along).max(along - field.belly_mm[1]);
            let patch = lines.iter().map(|(line, reach)| {
                reach - line.iter().map(|place| place.distance_mm(*vertex)).fold(f64::INFINITY, f64::min)
            });
            patch.fold(end, f64::max).max(-40.0)
        })
        .collect();
    let inside_mm = layer.interpolate(mesh, |vertex| of_vertex[vertex]);
    // Flush with the outline: a thin tendon must not look red-rimmed.
    let ground = ground(layer, 0.18);
    let field = |wider_mm: f32| {
        let mut shown = ground.clone();
        for (at, value) in shown.cells.iter_mut().enumerate() {
            let inside = (inside_mm.cells[at] + wider_mm) * 0.05;
            *value = if seen.cells[at] { value.min(inside) } else { value.min(-0.01) };
            if let Some(within) = within {
                *value = value.min(within.cells[at]);
            }
        }
        shown
    };
    let shown = field(0.0);
    let px = layer.frame.px_per_mm;
    let area_mm2 = shown.cells.iter().filter(|value| **value > 0.0).count() as f64 / (px * px);
    let accuracy_mm = if within.is_some() { 0.3 } else { (area_mm2.sqrt() * 0.035).clamp(0.25, 1.0) * loose };
    let fit = Fit { accuracy_mm, smooth_mm: accuracy_mm * 2.0, corner_deg: 70.0, least_area_mm2: 4.0 };
    let path = main_shapes(&shown, layer.frame, 0.0, fit, if within.is_some() { 0.0 } else { 0.03 });
    let soft = if area_mm2 > SOFT_AREA_MM2 * loose.min(1.6) {
        main_shapes(&field(SOFT_MM), layer.frame, 0.0, fit, 0.1)
    } else {
        BezPath::new()
    };
    Some(Tendon { path, soft, inside_mm })
}
