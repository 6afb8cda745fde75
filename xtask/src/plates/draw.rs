//! One structure in one view: outline, tendons, shading and fibres, as an SVG group.

use std::fmt::Write as _;

use kurbo::BezPath;
use palpate::anatomy::{PlatePoint, Side, View};

use super::grid::Grid;
use super::known::Known;
use super::mesh::Mesh;
use super::outline::outline;
use super::path::{coarse, data};
use super::pieces::Piece;
use super::raster::Layer;
use super::reference::{Kind, Structure};
use super::scene::Scene;
use super::strokes::{Ground, strokes};
use super::tendon::tendon;
use super::tone::{Tones, tones};
use super::trace::{Fit, fit_line, shape, silhouette};

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

/// On a standing plate a piece smaller than this has no shadow.
const WORTH_TONES_MM2: f64 = 60.0;
/// A piece of which more than this share is tendon is all tendon: no seam of the belly's red is left along its edge.
const ALL_TENDON: f64 = 0.8;
/// A piece smaller than this has shadow and tendon, but no fibres.
const WORTH_FIBRES_MM2: f64 = 250.0;
/// The shading of what shows less than this is no more than a speck while the whole body is shown.
const FINE_MM2: f64 = 260.0;

/// The group of one structure; `tint` is the shade of its colour among its neighbours, 0 to 3.
pub(crate) fn group(known: &Known, scene: &Scene, index: usize, tint: usize) -> String {
    let structure = known.structure;
    let mut out = String::new();
    let side = known.side.map_or(String::new(), |side| format!(" data-side=\"{}\"", side.name()));
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<g data-structure=\"{}\" class=\"structure {}{}\" data-depth=\"{}\" data-part=\"{}\"{side} data-tint=\"{tint}\">",
        structure.slug,
        structure.kind.name(),
        if structure.sheer { " sheer" } else { "" },
        structure.depth.number(),
        structure.part.name()
    );
    let seen_mm2 = scene.seen_mm2(index);
    let least_mm2 = LEAST_SEEN_MM2 / scene.detail.powi(2);
    add_data(&mut out, "outline", &outline(known, scene, seen_mm2 > least_mm2));
    if seen_mm2 > least_mm2 {
        details(&mut out, known, scene, index, None);
    }
    out.push_str("</g>\n");
    out
}

/// The part of a structure that is drawn again over another one, with its own outline where that runs through it. It is
/// shown while both are. Empty where nothing of it is left on the plate's grid.
pub(crate) fn piece(piece: &Piece, shown: &[&Known], scene: &Scene, tint: usize) -> String {
    let (known, over) = (shown[piece.front], shown[piece.over].structure);
    let structure = known.structure;
    let mut out = String::new();
    let side = known.side.map_or(String::new(), |side| format!(" data-side=\"{}\"", side.name()));
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<g data-structure=\"{}\" class=\"structure {} piece\" data-depth=\"{}\" data-part=\"{}\"{side} data-tint=\"{tint}\">",
        structure.slug,
        structure.kind.name(),
        structure.depth.min(over.depth).number(),
        structure.part.name()
    );
    let (grid_mm, accuracy_mm) = if scene.cut.is_some() { (0.2, 0.3) } else { (0.5, 0.5) };
    let fit = Fit { accuracy_mm, smooth_mm: 0.5, corner_deg: 70.0, least_area_mm2: 1.0 };
    let outline = coarse(&shape(&piece.field, piece.frame, 0.0, fit), grid_mm);
    if data(&outline).is_empty() {
        return String::new();
    }
    add(&mut out, "outline", &outline);
    details(&mut out, known, scene, piece.front, Some((piece, &outline)));
    let layer = Layer::cut(&known.mesh, scene.view, piece.frame.px_per_mm * 2.0, 1.5, scene.cut);
    add(&mut out, "rim", &rim(&layer, piece, grid_mm));
    out.push_str("</g>\n");
    out
}

/// The edge of a structure's silhouette where it runs through a piece of it.
fn rim(layer: &Layer, piece: &Piece, grid_mm: f64) -> BezPath {
    let fit = Fit { accuracy_mm: grid_mm.max(0.3), smooth_mm: 0.5, corner_deg: 180.0, least_area_mm2: 0.0 };
    // A shorter stretch of ink is no more than a speck.
    let least = (grid_mm * 7.0 * layer.frame.px_per_mm) as usize;
    let is_in = |p: &kurbo::Point| {
        let [x, y] = piece.frame.to_pixels(PlatePoint::new(p.x, p.y));
        let (x, y) = (x.floor() as i64, y.floor() as i64);
        (-1..=1).any(|dx| (-1..=1).any(|dy| piece.has(x + dx, y + dy)))
    };
    let mut out = BezPath::new();
    for ring in silhouette(&layer.mask(), layer.frame) {
        let inside: Vec<bool> = ring.iter().map(is_in).collect();
        let start = inside.iter().position(|inside| !inside).unwrap_or(0);
        let mut run: Vec<kurbo::Point> = Vec::new();
        for step in 0..=ring.len() {
            let at = (start + step) % ring.len();
            if inside[at] && step < ring.len() {
                run.push(ring[at]);
            } else if run.len() > least {
                out.extend(coarse(&fit_line(&std::mem::take(&mut run), fit), grid_mm));
            } else {
                run.clear();
            }
        }
    }
    out
}

/// Shading, tendons and fibres where a reader ever sees them. A piece has those of the whole, as far as they lie in it, so
/// that no seam shows.
fn details(out: &mut String, known: &Known, scene: &Scene, index: usize, piece: Option<(&Piece, &BezPath)>) {
    let structure = known.structure;
    let seen_mm2 = scene.seen_mm2(index);
    let (mesh, view): (&Mesh, View) = (&known.mesh, scene.view);
    let is_less =
        |least_mm2: f64| scene.cut.is_none() && piece.is_some_and(|(piece, _)| piece.area_mm2() < least_mm2);
    let (small, tiny) = (is_less(WORTH_FIBRES_MM2), is_less(WORTH_TONES_MM2));
    if tiny && known.field.is_none() {
        return;
    }
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
    let within = piece.map(|(piece, _)| {
        let mut within = layer.mask();
        for (at, value) in within.cells.iter_mut().enumerate() {
            let cell = [(at % layer.frame.width) as f64 + 0.5, (at / layer.frame.width) as f64 + 0.5];
            *value = piece.depth_at(layer.frame.to_plate(cell));
        }
        within
    });
    let within = within.as_ref();
    let far = !view.is_symmetric() && known.side == Some(Side::Right);
    let rank = if far { Rank::Plain } else { rank(structure) };
    let tones = tones(mesh, &layer, view, &seen, rank, scene.loose(), within);
    // Of the far side the deeper layers are told apart by their shape alone: the turntable's next stop shows them better.
    let bare = far && structure.depth.number() > 1;
    let drawn_fibres = known.field.as_ref().filter(|_| !bare);
    let tendon =
        drawn_fibres.and_then(|field| tendon(mesh, &layer, field, &known.hint, &seen, scene.loose(), within));
    if !tiny {
        shade(out, known, &tones, seen_mm2, scene.detail, small);
    }
    if let Some(tendon) = &tendon {
        let grid_mm = tones.joint_mm.min(if scene.detail > 1.4 { 0.2 } else { 0.5 });
        add(out, "tendon soft", &coarse(&tendon.soft, grid_mm));
        let share = within.map_or(0.0, |within| tendon.share(within));
        match piece.filter(|_| share > ALL_TENDON) {
            Some((_, outline)) => add(out, "tendon", outline),
            None => add(out, "tendon", &coarse(&tendon.path, grid_mm)),
        }
    }
    let Some(field) = drawn_fibres.filter(|_| !small) else { return };
    let spacing = known
        .hint
        .spacing_mm
        .unwrap_or_else(|| spacing_mm(structure, seen_mm2) / scene.detail.sqrt().max(0.56));
    let ground =
        Ground { mesh, layer: &layer, field, tones: &tones, tendon: tendon.as_ref(), seen: &seen, within };
    let drawn = strokes(&ground, view, spacing, &structure.slug);
    let fine = match spacing {
        narrow if narrow < 1.9 => " fine fine-detail",
        _ if scene.cut.is_some() => " fine",
        _ => "",
    };
    if scene.detail > 0.6 || structure.depth.number() < 3 {
        add(out, &format!("streak{fine}"), &drawn.streaks);
    }
    add(out, &format!("fibre{fine}"), &drawn.dark);
    add(out, &format!("fibre pale{fine}"), &drawn.pale);
}

/// Shadow and light; small things need only the shadow, the smallest none. A small piece has the shadow alone.
fn shade(out: &mut String, known: &Known, tones: &Tones, seen_mm2: f64, detail: f64, small: bool) {
    let [speck_mm2, small_mm2] =
        if known.structure.kind == Kind::Muscle { [30.0, 200.0] } else { [90.0, 500.0] };
    let shapes = [("shadow", &tones.shadow), ("shadow deep", &tones.deep), ("light", &tones.light)];
    // Deep muscles are met one by one, with little round them: a shadow models them.
    let far = known.side == Some(Side::Right) && detail < 0.6;
    let most = if far
        || small
        || known.structure.kind == Kind::Muscle
            && known.structure.depth.number() > if detail < 0.6 { 2 } else { 3 }
            && detail < 1.4
    {
        1
    } else {
        shapes.len()
    };
    let count = match seen_mm2 * detail {
        speck if speck < speck_mm2 => 0,
        small if small < small_mm2 => 1,
        _ => most,
    };
    let fine = if seen_mm2 < FINE_MM2 { " fine-detail" } else { "" };
    for (class, shape) in &shapes[..count] {
        add(out, &format!("{class}{fine}"), &coarse(shape, tones.joint_mm));
    }
}

/// Wider for large muscles and for those that one meets only deep down.
fn spacing_mm(structure: &Structure, seen_mm2: f64) -> f64 {
    let by_size = (0.066 * seen_mm2.sqrt()).clamp(1.4, 5.4);
    by_size * if structure.depth.number() <= 2 { 1.0 } else { 1.8 }
}

fn add(out: &mut String, class: &str, path: &BezPath) {
    add_data(out, class, &data(path));
}

fn add_data(out: &mut String, class: &str, data: &str) {
    if !data.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(out, "<path class=\"{class}\" d=\"{data}\"/>");
    }
}
