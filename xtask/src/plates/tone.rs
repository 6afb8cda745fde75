//! Light and shade as a few smooth shapes, lit from above and in front, so alike on both sides.

use kurbo::BezPath;
use palpate::anatomy::View;

use super::check::fill;
use super::draw::Rank;
use super::grid::{Grid, blur, blur_within};
use super::mesh::Mesh;
use super::path::coarse;
use super::raster::Layer;
use super::trace::{Fit, main_shapes};

/// Towards the light: up and towards the viewer.
const LIGHT: [f32; 2] = [0.5, 0.866];
/// Tones keep this far from the outline, so that they never bleed over it.
pub(crate) const INSET_MM: f64 = 0.45;

/// Of a shape no more than this share may lie beyond the outline, unless it is fitted so closely that nothing is gained.
const BLEEDS: f64 = 0.012;
const CLOSE_MM: f64 = 0.5;

/// The shading of one structure.
pub(crate) struct Tones {
    /// The broad shadow.
    pub shadow: BezPath,
    /// The deep shadow within it, for what is worth it.
    pub deep: BezPath,
    /// Where the light falls.
    pub light: BezPath,
    /// The brightness at every pixel of the layer.
    pub brightness: Grid<f32>,
    /// The grid on which these shapes may be written.
    pub joint_mm: f64,
    /// Brightness below and above which a pixel counts as shaded and lit.
    pub bounds: [f32; 2],
}

/// The ground that shapes of a structure may cover: positive inside, by an inset.
pub(crate) fn ground(layer: &Layer, inset_mm: f64) -> Grid<f32> {
    let sigma = 0.45;
    let soft = blur(&layer.mask(), sigma * layer.frame.px_per_mm);
    // A straight edge blurred by sigma reaches this value at the inset (the normal distribution).
    let level = 0.5 + 0.5 * erf(inset_mm / (sigma * std::f64::consts::SQRT_2)) as f32;
    soft.map(|value| value - level)
}

fn erf(x: f64) -> f64 {
    // Abramowitz and Stegun 7.1.26.
    let t = 1.0 / (1.0 + 0.327_591_1 * x.abs());
    let series = ((((1.061_405_429 * t - 1.453_152_027) * t + 1.421_413_741) * t - 0.284_496_736) * t
        + 0.254_829_592)
        * t;
    (1.0 - series * (-x * x).exp()).copysign(x)
}

/// The share of a shape that lies beyond the silhouette.
fn bleeds(path: &BezPath, layer: &Layer, mask: &Grid<f32>) -> f64 {
    let (mut beyond, mut all) = (0_u32, 0_u32);
    for (_, mask) in fill(path, layer.frame).cells.iter().zip(&mask.cells).filter(|(is_in, _)| **is_in) {
        all += 1;
        beyond += u32::from(*mask < 0.5);
    }
    f64::from(beyond) / f64::from(all.max(1))
}

/// Shades one structure; `seen` says where a reader ever sees it, `loose` how much looser than usual the shapes may be;
/// where `within` is given, only where that is positive, and close to its edge.
pub(crate) fn tones(
    mesh: &Mesh,
    layer: &Layer,
    view: View,
    seen: &Grid<bool>,
    rank: Rank,
    loose: f64,
    within: Option<&Grid<f32>>,
) -> Tones {
    let px = layer.frame.px_per_mm;
    let mask = layer.mask();
    let area_mm2 = mask.cells.iter().filter(|v| **v > 0.5).count() as f64 / (px * px);
    // Bones live by their hollows, muscles by their roundness.
    let hollows = if rank == Rank::Full { 0.16 } else { 0.22 };
    let form_mm = (0.075 * area_mm2.sqrt()).clamp(0.5, 7.0);
    let [_, up, near] = layer.normals(mesh, view, form_mm * 0.7);
    let away = layer.away_mm.map(|mm| if mm.is_finite() { *mm } else { 0.0 });
    let around = blur_within(&away, &mask, form_mm * 1.6 * px, 0.0);
    let mut brightness = mask.clone();
    for (at, value) in brightness.cells.iter_mut().enumerate() {
        if *value > 0.0 {
            let hollow = ((away.cells[at] - around.cells[at]) / (form_mm as f32 * 2.0)).clamp(-1.0, 1.5);
            *value = LIGHT[0] * up.cells[at] + LIGHT[1] * near.cells[at] - hollows * hollow;
        }
    }
    let brightness = blur_within(&brightness, &mask, form_mm * 0.5 * px, 0.0);
    let mut values: Vec<f32> = brightness
        .cells
        .iter()
        .zip(&seen.cells)
        .filter(|(_, seen)| **seen)
        .map(|(value, _)| *value)
        .collect();
    values.sort_by(f32::total_cmp);
    let quantile = |share: f64| values.get((values.len() as f64 * share) as usize).copied().unwrap_or(0.0);
    let middle = quantile(0.5);
    let bounds = [
        quantile(0.09).min(middle - 0.13),
        quantile(0.27).min(middle - 0.055),
        quantile(0.84).max(middle + 0.025),
    ];
    // Shapes end a little under what covers the structure.
    let wide = blur(&seen.map(|seen| f32::from(u8::from(*seen))), 2.0 * px).map(|v| v - 0.04);
    let ground = ground(layer, INSET_MM);
    let plain = if loose > 2.0 { 1.0 } else { 0.55 };
    let fit = Fit {
        accuracy_mm: (form_mm * if rank == Rank::Full { 0.28 } else { plain }).clamp(0.3, 1.6) * loose,
        smooth_mm: (form_mm * 0.5).clamp(0.3, 2.5) * loose.sqrt(),
        corner_deg: 60.0,
        least_area_mm2: (area_mm2 * if rank == Rank::Full { 0.03 } else { 0.06 }).clamp(1.5, 300.0) * loose,
    };
    let fit = match within {
        Some(_) => Fit {
            accuracy_mm: if loose < 1.0 { 0.3 } else { 0.5 },
            smooth_mm: 0.3,
            least_area_mm2: if loose < 1.0 { 1.0 } else { 3.0 },
            ..fit
        },
        None => fit,
    };
    let joint_mm = if form_mm > 5.0 {
        1.0
    } else if form_mm > 2.0 || loose > 1.3 {
        0.5
    } else if form_mm > 1.0 {
        0.2
    } else {
        0.1
    };
    let cut = |sign: f32, bound: f32| {
        let mut field = brightness.map(|value| sign * (value - bound));
        for (at, value) in field.cells.iter_mut().enumerate() {
            *value = value.min(ground.cells[at]).min(wide.cells[at]);
            if let Some(within) = within {
                *value = value.min(within.cells[at]);
            }
        }
        let least_share = if within.is_some() { 0.0 } else { 0.1 };
        let mut fit = fit;
        loop {
            let path = main_shapes(&field, layer.frame, 0.0, fit, least_share);
            // What is fitted loosely may bleed over the edge: then more closely.
            if fit.accuracy_mm < CLOSE_MM || bleeds(&coarse(&path, joint_mm), layer, &mask) < BLEEDS {
                return path;
            }
            fit = Fit { accuracy_mm: fit.accuracy_mm * 0.75, smooth_mm: fit.smooth_mm * 0.75, ..fit };
        }
    };
    let shadow = cut(-1.0, bounds[1]);
    let deep = if rank == Rank::Full { cut(-1.0, bounds[0]) } else { BezPath::new() };
    let light = cut(1.0, bounds[2]);
    Tones { shadow, deep, light, brightness, joint_mm, bounds: [bounds[1], bounds[2]] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::mesh::tests::ball;

    /// However loosely they are drawn, shapes stay within the silhouette.
    fn check(loose: f64) {
        let mesh = ball([0.0, 0.0, 0.0].into(), 40.0, 32);
        let layer = Layer::of(&mesh, View::ANTERIOR, 2.0, 1.5);
        let seen = layer.mask().map(|mask| *mask > 0.5);
        let tones = tones(&mesh, &layer, View::ANTERIOR, &seen, Rank::Full, loose, None);
        for (name, path) in [("shadow", &tones.shadow), ("light", &tones.light)] {
            let beyond = bleeds(&coarse(path, tones.joint_mm), &layer, &layer.mask());
            assert!(!path.elements().is_empty() && beyond < 0.02, "{name}, {loose} loose: {beyond} beyond");
        }
    }

    #[test]
    fn tones_do_not_bleed_over_the_outline() {
        check(1.0);
        check(2.8);
    }
}
