//! The soft modelling of the skin: a few flat washes, one over the other, from the light on the form.

use kurbo::BezPath;
use palpate::anatomy::View;

use crate::plates::config::ViewRow;
use crate::plates::grid::{Grid, blur, blur_within};
use crate::plates::mesh::Mesh;
use crate::plates::path::coarse;
use crate::plates::raster::Layer;
use crate::plates::trace::{Fit, shape};

/// Resolution of the modelling, in pixels a millimetre: soft shapes need no more.
const PX_PER_MM: f64 = 1.5;
/// Towards the light: up and towards the viewer, so that both sides are lit alike.
const LIGHT: [f32; 2] = [0.42, 0.907];
/// The form is softened by this much before it is lit.
const FORM_MM: f64 = 3.5;
/// Hollows of these widths are darkened, by this much a millimetre of their depth.
const HOLLOWS: [(f64, f32); 2] = [(7.0, 0.05), (20.0, 0.022)];
/// Brightness below which each wash of shadow lies, from the faintest to the deepest.
const SHADOWS: [f32; 3] = [0.81, 0.68, 0.5];
/// Brightness above which each wash of light lies.
const LIGHTS: [f32; 1] = [0.965];
/// Washes keep this far from the outline: a thin pale rim rounds the form.
const INSET_MM: f64 = 1.1;
const FIT: Fit = Fit { accuracy_mm: 2.0, smooth_mm: 3.5, corner_deg: 180.0, least_area_mm2: 200.0 };

/// Lights the whole skin from above and in front: the class of each wash and its shape, in the order of painting, every
/// wash within the fainter one before.
pub(super) fn washes(skin: &Mesh, row: &ViewRow) -> Vec<(&'static str, BezPath)> {
    let view = row.plate().view();
    let loose = (1.0 / row.detail).clamp(0.5, 2.0);
    // A looser shape keeps farther from the outline, so that it never bleeds over it.
    let inset_mm = INSET_MM * loose.powi(2).max(1.0);
    let fit = Fit { accuracy_mm: FIT.accuracy_mm * loose, smooth_mm: FIT.smooth_mm * loose.sqrt(), ..FIT };
    let layer = Layer::cut(skin, view, PX_PER_MM, 2.0, row.cut());
    let brightness = brightness(skin, &layer, view);
    // A straight edge, blurred, reaches 0.84 at one standard deviation within.
    let ground = blur(&layer.mask(), inset_mm * PX_PER_MM).map(|value| value - 0.84);
    let cut = |sign: f32, bound: f32| {
        let mut field = brightness.map(|value| sign * (value - bound));
        for (value, ground) in field.cells.iter_mut().zip(&ground.cells) {
            *value = value.min(*ground);
        }
        coarse(&shape(&field, layer.frame, 0.0, fit), 1.0)
    };
    let shadows = SHADOWS.iter().map(|bound| ("shadow", cut(-1.0, *bound)));
    shadows.chain(LIGHTS.iter().map(|bound| ("light", cut(1.0, *bound)))).collect()
}

fn brightness(skin: &Mesh, layer: &Layer, view: View) -> Grid<f32> {
    let px = layer.frame.px_per_mm;
    let mask = layer.mask();
    let [across, up, near] = layer.normals(skin, view, FORM_MM);
    let mut out = mask.clone();
    for (at, value) in out.cells.iter_mut().enumerate() {
        if *value > 0.0 {
            let n = [across.cells[at], up.cells[at], near.cells[at]];
            let length = (n[0] * n[0] + n[1] * n[1] + n[2] * n[2]).sqrt().max(0.1);
            *value = (LIGHT[0] * n[1] + LIGHT[1] * n[2]) / length;
        }
    }
    let away = layer.away_mm.map(|mm| if mm.is_finite() { *mm } else { 0.0 });
    for (width_mm, strength) in HOLLOWS {
        let around = blur_within(&away, &mask, width_mm * px, 0.0);
        for (at, value) in out.cells.iter_mut().enumerate() {
            if mask.cells[at] > 0.0 {
                *value -= strength * (away.cells[at] - around.cells[at]).clamp(-3.0, 6.0);
            }
        }
    }
    let soft = blur_within(&out, &mask, 1.5 * px, 0.0);
    // Exactly alike on both sides where the view is.
    if view.is_symmetric() { symmetric(&soft, layer) } else { soft }
}

/// The mean of a map and its mirror image.
fn symmetric(map: &Grid<f32>, layer: &Layer) -> Grid<f32> {
    let mut out = map.clone();
    let axis = -2 * layer.frame.left - 1;
    for row in 0..map.height as i64 {
        for column in 0..map.width as i64 {
            if let (Some(here), Some(there)) = (map.index(column, row), map.index(axis - column, row)) {
                out.cells[here] = 0.5 * (map.cells[here] + map.cells[there]);
            }
        }
    }
    out
}
