//! Pale tendon ends and aponeuroses, running into the belly in soft teeth.

use kurbo::BezPath;
use palpate::anatomy::{BodyPoint, View};

use super::config::Fibres;
use super::fibre::{Field, dense};
use super::grid::Grid;
use super::mesh::Mesh;
use super::raster::{Axes, Layer};
use super::tone::ground;
use super::trace::{Fit, shape};

/// The pale shapes of a muscle: a faint one and, within it, the tendon itself.
pub(crate) fn tendons(
    mesh: &Mesh,
    layer: &Layer,
    view: View,
    field: &Field,
    hint: &Fibres,
    seen: &Grid<bool>,
) -> Option<[BezPath; 2]> {
    let lines: Vec<(Vec<BodyPoint>, f64)> =
        hint.pale.iter().map(|pale| (dense(&pale.line, 4.0), pale.reach_mm)).collect();
    let ends = field.belly_mm.iter().any(|mm| mm.is_finite());
    if !ends && lines.is_empty() {
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
    let inside = layer.interpolate(mesh, |vertex| of_vertex[vertex]);
    let axes = Axes::of(view);
    let turned: Vec<[f64; 3]> = field.direction.iter().map(|d| axes.turn(*d)).collect();
    let right = layer.interpolate(mesh, |vertex| turned[vertex][0]);
    let up = layer.interpolate(mesh, |vertex| turned[vertex][1]);
    let ground = ground(layer);
    let px = layer.frame.px_per_mm as f32;
    let area = layer.mask().cells.iter().filter(|v| **v > 0.5).count() as f32 / (px * px);
    let tooth = (area.sqrt() * 0.055).clamp(0.8, 5.0);
    let cut = |reach: f32| {
        let mut out = ground.clone();
        for (at, value) in out.cells.iter_mut().enumerate() {
            if *value <= 0.0 || !seen.cells[at] {
                *value = value.min(-0.01);
                continue;
            }
            let (column, row) = ((at % out.width) as f32 / px, (at / out.width) as f32 / px);
            let middle = [out.width as f32 / px / 2.0, out.height as f32 / px / 2.0];
            // Across the fibres; the teeth point along them.
            let across = (column - middle[0]) * up.cells[at] + (row - middle[1]) * right.cells[at];
            let wave = (across * 1.9 / tooth).sin() + 0.6 * (across * 3.3 / tooth + 1.3).sin();
            let soft = inside.cells[at] + reach + tooth * wave;
            *value = value.min(soft * 0.05);
        }
        let fit = Fit { accuracy_mm: 0.5, smooth_mm: 0.5, corner_deg: 70.0, least_area_mm2: 3.0 };
        shape(&out, layer.frame, 0.0, fit)
    };
    Some([cut(tooth * 2.2), cut(-tooth * 0.6)])
}
