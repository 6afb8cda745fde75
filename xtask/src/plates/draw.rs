//! One structure in one view: outline, tendons, shading and fibres, as an SVG group.

use std::fmt::Write as _;

use kurbo::BezPath;
use palpate::anatomy::View;

use super::config::Fibres;
use super::fibre::Field;
use super::grid::Grid;
use super::path::data;
use super::raster::Layer;
use super::reference::{Kind, Structure};
use super::scene::Scene;
use super::strokes::strokes;
use super::tendon::tendons;
use super::tone::tones;
use super::trace::{Fit, silhouette};

/// What is known of a structure in every view.
pub(crate) struct Known<'a> {
    /// The structure.
    pub structure: &'a Structure,
    /// Its fibres, if it is a muscle.
    pub field: Option<Field>,
    /// The hint from plates.toml.
    pub hint: Fibres,
    /// The shade of its colour among its neighbours, 0 to 3.
    pub tint: usize,
}

/// Less visible area than this gets an outline and no more.
const LEAST_SEEN_MM2: f64 = 4.0;

/// The group of one structure.
pub(crate) fn group(known: &Known, scene: &Scene, index: usize) -> String {
    let structure = known.structure;
    let mut out = String::new();
    let side = if structure.midline { "" } else { " data-side=\"right\"" };
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<g data-structure=\"{}\" class=\"structure {}\" data-depth=\"{}\"{side} data-tint=\"{}\">",
        structure.slug,
        structure.kind.name(),
        structure.depth.number(),
        known.tint
    );
    let seen_mm2 = scene.seen_mm2(index);
    add(&mut out, "outline", &outline(structure, scene.view, seen_mm2 > LEAST_SEEN_MM2));
    if seen_mm2 > LEAST_SEEN_MM2 {
        details(&mut out, known, scene, index, seen_mm2);
    }
    out.push_str("</g>\n");
    out
}

/// The full silhouette, hidden parts included.
fn outline(structure: &Structure, view: View, seen: bool) -> BezPath {
    let px_per_mm = if size_mm(structure, view) > 160.0 { 4.0 } else { 8.0 };
    let layer = Layer::of(&structure.mesh, view, px_per_mm, 1.5);
    let mut fit = Fit::OUTLINE;
    if !seen {
        // Never in sight: as few curves as the promised overlap allows.
        fit.accuracy_mm = 0.4;
        fit.smooth_mm = 0.5;
    }
    silhouette(&layer.mask(), layer.frame, fit)
}

fn size_mm(structure: &Structure, view: View) -> f64 {
    let frame =
        super::grid::Frame::around(structure.mesh.vertices.iter().map(|v| view.project(*v).at), 1.0, 0.0);
    (frame.width as f64).hypot(frame.height as f64)
}

fn details(out: &mut String, known: &Known, scene: &Scene, index: usize, seen_mm2: f64) {
    let structure = known.structure;
    let (mesh, view) = (&structure.mesh, scene.view);
    let px_per_mm = match size_mm(structure, view) {
        size if size > 150.0 => 2.0,
        size if size > 50.0 => 4.0,
        _ => 8.0,
    };
    let layer = Layer::of(mesh, view, px_per_mm, 1.5);
    let mut seen = Grid::filled(layer.frame.width, layer.frame.height, false);
    for (at, seen) in seen.cells.iter_mut().enumerate() {
        let cell = [(at % layer.frame.width) as f64 + 0.5, (at / layer.frame.width) as f64 + 0.5];
        *seen = scene.is_seen(index, layer.frame.to_plate(cell));
    }
    let strength = if structure.kind == Kind::Muscle { 1.0 } else { 1.6 };
    let tones = tones(mesh, &layer, view, &seen, strength);
    let mut lines = None;
    if let Some(field) = &known.field {
        if let Some([faint, tendon]) = tendons(mesh, &layer, view, field, &known.hint, &seen) {
            add(out, "tendon faint", &faint);
            add(out, "tendon", &tendon);
        }
        let spacing = known.hint.spacing_mm.unwrap_or_else(|| spacing_mm(structure, seen_mm2));
        lines = Some(strokes(mesh, &layer, view, field, &tones, &seen, spacing, &structure.slug));
    }
    let [faint, deep] = &tones.shadows;
    add(out, "shadow", faint);
    add(out, "shadow deep", deep);
    add(out, "light", &tones.light);
    if let Some(lines) = &lines {
        add(out, "fibre", &lines.dark);
        add(out, "fibre pale", &lines.pale);
    }
}

/// Wider for large muscles and for those that one meets only deep down.
fn spacing_mm(structure: &Structure, seen_mm2: f64) -> f64 {
    let by_size = (0.05 * seen_mm2.sqrt()).clamp(1.1, 4.2);
    by_size * if structure.depth.number() <= 2 { 1.0 } else { 1.25 }
}

fn add(out: &mut String, class: &str, path: &BezPath) {
    let data = data(path);
    if !data.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(out, "<path class=\"{class}\" d=\"{data}\"/>");
    }
}
