//! One structure in one view: outline, tendons, shading and fibres, as an SVG group.

use std::fmt::Write as _;

use kurbo::BezPath;
use palpate::anatomy::View;

use super::check::{fill, least_overlap, overlap};
use super::grid::Grid;
use super::known::Known;
use super::mesh::Mesh;
use super::path::{coarse, data};
use super::raster::Layer;
use super::reference::{Kind, Structure};
use super::scene::Scene;
use super::strokes::{Ground, strokes};
use super::tendon::tendon;
use super::tone::{Tones, tones};
use super::trace::{Fit, silhouette};

/// How much work a structure is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rank {
    /// The muscles under the skin and the next layer: every tone.
    Full,
    /// Deeper muscles and bones: one shadow, one light.
    Plain,
}

fn rank(structure: &Structure) -> Rank {
    let shallow = structure.depth.number() <= 2 && structure.kind == Kind::Muscle;
    if shallow { Rank::Full } else { Rank::Plain }
}

/// Less visible area than this gets an outline and no more.
const LEAST_SEEN_MM2: f64 = 10.0;

/// The group of one structure; `tint` is the shade of its colour among its neighbours, 0 to 3.
pub(crate) fn group(known: &Known, scene: &Scene, index: usize, tint: usize) -> String {
    let structure = known.structure;
    let mut out = String::new();
    let side = known.side.map_or(String::new(), |side| format!(" data-side=\"{}\"", side.name()));
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<g data-structure=\"{}\" class=\"structure {}\" data-depth=\"{}\" data-part=\"{}\"{side} data-tint=\"{tint}\">",
        structure.slug,
        structure.kind.name(),
        structure.depth.number(),
        structure.part.name()
    );
    let seen_mm2 = scene.seen_mm2(index);
    let least_mm2 = LEAST_SEEN_MM2 / scene.detail.powi(2);
    add(&mut out, "outline", &outline(known, scene, seen_mm2 > least_mm2));
    if seen_mm2 > least_mm2 {
        details(&mut out, known, scene, index, seen_mm2);
    }
    out.push_str("</g>\n");
    out
}

/// The full silhouette, hidden parts included: the loosest of a few fits whose overlap with the mesh is good. What is
/// never in sight may be looser.
fn outline(known: &Known, scene: &Scene, seen: bool) -> BezPath {
    let size_mm = known.size_mm(scene.view);
    let px_per_mm = if size_mm > 160.0 { 4.0 } else { 8.0 };
    let layer = Layer::cut(&known.mesh, scene.view, px_per_mm, 1.5, scene.cut);
    let mask = layer.mask();
    let target = least_overlap(known.thickness_mm) + if seen { 0.012 } else { 0.008 };
    let first_mm = if seen { (size_mm * 0.006).clamp(0.25, 0.4) } else { (size_mm * 0.04).clamp(0.6, 4.0) };
    let joint_mm = match size_mm {
        small if small < 60.0 => 0.1,
        middling if seen && middling < 250.0 => 0.2,
        _ => 0.5,
    };
    let mut path = BezPath::new();
    for factor in [1.0, 0.85, 0.7, 0.6, 0.5, 0.42, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.07] {
        let fit = Fit {
            accuracy_mm: first_mm * factor,
            smooth_mm: (size_mm * if seen { 0.026 } else { 0.04 }).clamp(0.3, 8.0) * factor.max(0.2),
            corner_deg: 55.0,
            least_area_mm2: (size_mm * 0.03 * factor).clamp(0.3, 3.0),
        };
        path = silhouette(&mask, layer.frame, fit);
        if factor > 0.4 {
            path = coarse(&path, joint_mm);
        }
        if overlap(&mask, &fill(&path, layer.frame)) >= target {
            break;
        }
    }
    path
}

fn details(out: &mut String, known: &Known, scene: &Scene, index: usize, seen_mm2: f64) {
    let structure = known.structure;
    let (mesh, view): (&Mesh, View) = (&known.mesh, scene.view);
    let px_per_mm = match known.size_mm(view) / scene.detail {
        size if size > 150.0 => 2.0,
        size if size > 50.0 => 4.0,
        _ => 8.0,
    };
    let layer = Layer::cut(mesh, view, px_per_mm, 1.5, scene.cut);
    let mut seen = Grid::filled(layer.frame.width, layer.frame.height, false);
    for (at, seen) in seen.cells.iter_mut().enumerate() {
        let cell = [(at % layer.frame.width) as f64 + 0.5, (at / layer.frame.width) as f64 + 0.5];
        *seen = scene.is_seen(index, layer.frame.to_plate(cell));
    }
    let tones = tones(mesh, &layer, view, &seen, rank(structure));
    if let Some(field) = &known.field {
        let tendon = tendon(mesh, &layer, field, &known.hint, &seen);
        let spacing =
            known.hint.spacing_mm.unwrap_or_else(|| spacing_mm(structure, seen_mm2) / scene.detail.sqrt());
        let ground =
            Ground { mesh, layer: &layer, field, tones: &tones, tendon: tendon.as_ref(), seen: &seen };
        let drawn = strokes(&ground, view, spacing, &structure.slug);
        shade(out, known, &tones, seen_mm2);
        let fine = if spacing < 1.9 { " fine" } else { "" };
        if let Some(tendon) = &tendon {
            add(out, "tendon", &coarse(&tendon.path, tones.joint_mm.min(0.2)));
            add(out, &format!("streak{fine}"), &drawn.streaks);
        }
        add(out, &format!("fibre{fine}"), &drawn.dark);
        add(out, &format!("fibre pale{fine}"), &drawn.pale);
    } else {
        shade(out, known, &tones, seen_mm2);
    }
}

/// Shadow and light; small things need only the shadow, the smallest none.
fn shade(out: &mut String, known: &Known, tones: &Tones, seen_mm2: f64) {
    let [speck_mm2, small_mm2] =
        if known.structure.kind == Kind::Muscle { [30.0, 200.0] } else { [90.0, 500.0] };
    let shapes = [("shadow", &tones.shadow), ("shadow deep", &tones.deep), ("light", &tones.light)];
    let count = match seen_mm2 {
        speck if speck < speck_mm2 => 0,
        small if small < small_mm2 => 1,
        _ => shapes.len(),
    };
    for (class, shape) in &shapes[..count] {
        add(out, class, &coarse(shape, tones.joint_mm));
    }
}

/// Wider for large muscles and for those that one meets only deep down.
fn spacing_mm(structure: &Structure, seen_mm2: f64) -> f64 {
    let by_size = (0.066 * seen_mm2.sqrt()).clamp(1.4, 5.4);
    by_size * if structure.depth.number() <= 2 { 1.0 } else { 1.6 }
}

fn add(out: &mut String, class: &str, path: &BezPath) {
    let data = data(path);
    if !data.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(out, "<path class=\"{class}\" d=\"{data}\"/>");
    }
}
