//! Where muscles hold on to bones: the patches of bone that a muscle part touches near its ends.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use palpate::anatomy::{BodyPoint, Side};

use super::config::{Config, Holds, Part, ViewRow};
use super::grid::{Frame, Grid, blur};
use super::known::Known;
use super::path::{coarse, data};
use super::raster::{Layer, NOTHING};
use super::reference::Kind;
use super::trace::{Fit, main_shapes};

/// Resolution of the map of bones, in pixels a millimetre, at the detail of a standing plate.
const PX_PER_MM: f64 = 2.0;
/// Bone this near to a muscle's surface is held by it.
const TOUCH_MM: f64 = 3.2;
/// A patch smaller than this is left out, at the detail of a standing plate.
const LEAST_MM2: f64 = 12.0;
/// The share of a muscle's length at either end that may hold on to bone, where plates.toml does not say.
const REACH: [f64; 2] = [0.25, 0.25];

/// An end of a muscle: the one that stays, or the one that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    /// The origin.
    Proximal,
    /// The insertion.
    Distal,
}

impl End {
    fn name(self) -> &'static str {
        match self {
            Self::Proximal => "proximal",
            Self::Distal => "distal",
        }
    }
}

/// The surfaces of all muscles' ends as places, sorted into cells.
struct Ends {
    cells: BTreeMap<[i64; 3], Vec<(u32, End, BodyPoint)>>,
}

fn cell(place: BodyPoint) -> [i64; 3] {
    [place.x, place.y, place.z].map(|mm| (mm / TOUCH_MM).floor() as i64)
}

impl Ends {
    fn of(shown: &[&Known], config: &Config) -> Self {
        let mut cells: BTreeMap<[i64; 3], Vec<(u32, End, BodyPoint)>> = BTreeMap::new();
        for (number, known) in shown.iter().enumerate() {
            let is_muscle = known.structure.kind == Kind::Muscle;
            let field = known.field.as_ref().filter(|field| is_muscle && field.length_mm > 0.0);
            let Some(field) = field else { continue };
            let holds = config.holds.get(&known.structure.slug).cloned().unwrap_or_default();
            let reach = holds.reach.unwrap_or(REACH);
            let turned = is_turned(known, &holds);
            for (place, along_mm) in samples(known, &field.along_mm) {
                let share = along_mm / field.length_mm;
                let share = if turned { 1.0 - share } else { share };
                let end = match share {
                    near if near <= reach[0] => End::Proximal,
                    far if far >= 1.0 - reach[1] => End::Distal,
                    _ => continue,
                };
                cells.entry(cell(place)).or_default().push((number as u32, end, place));
            }
        }
        Self { cells }
    }

    /// Which ends hold on to a place of a bone's surface.
    fn at(&self, place: BodyPoint) -> BTreeSet<(u32, End)> {
        let [x, y, z] = cell(place);
        let mut out = BTreeSet::new();
        for dx in -1..=1 {
            for dy in -1..=1 {
                for dz in -1..=1 {
                    for &(number, end, sample) in
                        self.cells.get(&[x + dx, y + dy, z + dz]).into_iter().flatten()
                    {
                        if sample.distance_mm(place) < TOUCH_MM {
                            out.insert((number, end));
                        }
                    }
                }
            }
        }
        out
    }
}

/// Whether the field's first end is the insertion. Given lines run from the origin; else the origin is what lies nearer
/// to the trunk: in arm and leg towards the shoulder and the hip joint, elsewhere below. plates.toml may say otherwise.
fn is_turned(known: &Known, holds: &Holds) -> bool {
    let Some(field) = &known.field else { return false };
    let turned = if !known.hint.from.is_empty() {
        false
    } else {
        let middle = |keep: &dyn Fn(f64) -> bool| {
            let mut sum = (BodyPoint::new(0.0, 0.0, 0.0), 0.0_f64);
            for (vertex, along) in known.mesh.vertices.iter().zip(&field.along_mm) {
                if keep(*along / field.length_mm) {
                    sum = (sum.0 + *vertex, sum.1 + 1.0);
                }
            }
            sum.0 * (1.0 / sum.1.max(1.0))
        };
        let ends = [middle(&|share| share < 0.15), middle(&|share| share > 0.85)];
        let sign = if known.side == Some(Side::Left) { 1.0 } else { -1.0 };
        let far = |place: BodyPoint| match known.structure.part {
            Part::Arm => place.distance_mm(BodyPoint::new(sign * 165.0, -75.0, 1330.0)),
            Part::Leg => place.distance_mm(BodyPoint::new(sign * 72.0, -92.0, 880.0)),
            Part::Head | Part::Trunk => place.z,
        };
        far(ends[0]) > far(ends[1])
    };
    turned != holds.turned
}

/// Places on a muscle's surface no farther apart than a touch, each with its millimetres along the muscle.
fn samples(known: &Known, along_mm: &[f64]) -> Vec<(BodyPoint, f64)> {
    let mut out = Vec::new();
    for &triangle in &known.mesh.triangles {
        let [a, b, c] = known.mesh.corners(triangle);
        let [along_a, along_b, along_c] = triangle.map(|corner| along_mm[corner as usize]);
        let longest = a.distance_mm(b).max(b.distance_mm(c)).max(c.distance_mm(a));
        let steps = (longest / (TOUCH_MM * 0.6)).ceil().clamp(1.0, 12.0) as usize;
        for i in 0..=steps {
            for j in 0..=steps - i {
                let (s, t) = (i as f64 / steps as f64, j as f64 / steps as f64);
                let place = a + (b - a) * s + (c - a) * t;
                out.push((place, along_a + (along_b - along_a) * s + (along_c - along_a) * t));
            }
        }
    }
    out
}

/// The bones as one view shows them when all else is taken away: what lies in front at every pixel.
struct Bones {
    frame: Frame,
    away: Grid<f32>,
    place: Grid<BodyPoint>,
    bone: Grid<u32>,
    slugs: Vec<String>,
}

/// Whether plates.toml lets an end hold on to a bone.
fn may_hold(known: &Known, end: End, bone: &str, config: &Config) -> bool {
    let Some(holds) = config.holds.get(&known.structure.slug) else { return true };
    let bones = if end == End::Proximal { &holds.origin } else { &holds.insertion };
    bones.is_empty() || bones.iter().any(|known| known == bone)
}

impl Bones {
    fn new(shown: &[&Known], row: &ViewRow, px_per_mm: f64) -> Self {
        let view = row.plate().view();
        let is_bone = |known: &&&Known| {
            matches!(known.structure.kind, Kind::Bone | Kind::Cartilage)
                || known.structure.slug.starts_with("interosseous-membrane")
        };
        let layers: Vec<(&Known, Layer)> = shown
            .iter()
            .filter(is_bone)
            .map(|known| (*known, Layer::cut(&known.mesh, view, px_per_mm, 1.0, row.cut())))
            .collect();
        let corners = layers.iter().flat_map(|(_, layer)| {
            let frame = layer.frame;
            [frame.to_plate([0.0, 0.0]), frame.to_plate([frame.width as f64, frame.height as f64])]
        });
        let frame = Frame::around(corners, px_per_mm, 1.0);
        let nowhere = BodyPoint::new(0.0, 0.0, 0.0);
        let mut out = Self {
            frame,
            away: Grid::filled(frame.width, frame.height, f32::INFINITY),
            place: Grid::filled(frame.width, frame.height, nowhere),
            bone: Grid::filled(frame.width, frame.height, NOTHING),
            slugs: layers.iter().map(|(known, _)| known.structure.slug.clone()).collect(),
        };
        for (number, (known, layer)) in layers.iter().enumerate() {
            for index in 0..layer.away_mm.cells.len() {
                let (x, y) =
                    layer.frame.shift_to(frame, index % layer.frame.width, index / layer.frame.width);
                let away = layer.away_mm.cells[index];
                let Some(at) = out.away.index(x, y).filter(|at| away < out.away.cells[*at]) else { continue };
                if let Some(place) = layer.place(&known.mesh, index) {
                    out.away.cells[at] = away;
                    out.place.cells[at] = place;
                    out.bone.cells[at] = number as u32;
                }
            }
        }
        out
    }
}

/// The file `<view>.attachments.svg`: one path for each end of each muscle part that is seen to hold on to bone.
pub(crate) fn text(shown: &[&Known], row: &ViewRow, config: &Config) -> String {
    let px_per_mm = if row.detail > 1.4 { PX_PER_MM * 2.0 } else { PX_PER_MM };
    let ends = Ends::of(shown, config);
    let bones = Bones::new(shown, row, px_per_mm);
    let mut patches: BTreeMap<(u32, End), Vec<usize>> = BTreeMap::new();
    for (at, place) in bones.place.cells.iter().enumerate() {
        if bones.away.cells[at].is_finite() {
            let bone = bones.bone.cells[at] as usize;
            for held in ends.at(*place) {
                if may_hold(shown[held.0 as usize], held.1, &bones.slugs[bone], config) {
                    patches.entry(held).or_default().push(at);
                }
            }
        }
    }
    let plate = row.plate();
    let [left, top, width, height] = plate.crop;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {width} {height}\" data-view=\"{}\" data-symmetric=\"{}\">\n",
        plate.id,
        if plate.view().is_symmetric() { "yes" } else { "no" }
    );
    for ((number, end), cells) in patches {
        let known = shown[number as usize];
        let path = data(&patch(&bones, &cells, row.detail));
        if !path.is_empty() {
            let side = known.side.map_or(String::new(), |side| format!(" data-side=\"{}\"", side.name()));
            // Writing to a String cannot fail.
            let _ = writeln!(
                out,
                "<path data-muscle-structure=\"{}\" data-end=\"{}\"{side} class=\"attachment {}\" d=\"{path}\"/>",
                known.structure.slug,
                end.name(),
                end.name()
            );
        }
    }
    out.push_str("</svg>\n");
    out
}

fn patch(bones: &Bones, cells: &[usize], detail: f64) -> kurbo::BezPath {
    let px = bones.frame.px_per_mm;
    let margin = (px * 4.0).ceil() as i64;
    let at = |cell: usize| ((cell % bones.frame.width) as i64, (cell / bones.frame.width) as i64);
    let (mut left, mut top, mut right, mut bottom) = (i64::MAX, i64::MAX, i64::MIN, i64::MIN);
    for (x, y) in cells.iter().map(|cell| at(*cell)) {
        (left, top, right, bottom) = (left.min(x), top.min(y), right.max(x), bottom.max(y));
    }
    let size = |from: i64, to: i64| usize::try_from(to - from + 1 + 2 * margin).unwrap_or(1);
    let frame = Frame {
        left: bones.frame.left + left - margin,
        top: bones.frame.top + top - margin,
        width: size(left, right),
        height: size(top, bottom),
        px_per_mm: px,
    };
    let mut mask = Grid::filled(frame.width, frame.height, 0.0_f32);
    for (x, y) in cells.iter().map(|cell| at(*cell)) {
        if let Some(index) = mask.index(x - left + margin, y - top + margin) {
            mask.cells[index] = 1.0;
        }
    }
    // Gaps between a muscle's slips close, specks go, the rest is rounded.
    let soft = blur(&mask, 0.9 * px);
    let fit = Fit { accuracy_mm: 0.5, smooth_mm: 0.8, corner_deg: 180.0, least_area_mm2: LEAST_MM2 / detail };
    coarse(&main_shapes(&soft, frame, 0.42, fit, 0.04), 0.2)
}

/// For looking through: every muscle with the bones that each of its ends holds.
pub(crate) fn report(shown: &[&Known], config: &Config) -> String {
    let ends = Ends::of(shown, config);
    let mut held: BTreeMap<(u32, End), BTreeMap<&str, usize>> = BTreeMap::new();
    for known in shown.iter().filter(|k| matches!(k.structure.kind, Kind::Bone | Kind::Cartilage)) {
        for vertex in &known.mesh.vertices {
            for end in ends.at(*vertex) {
                if !may_hold(shown[end.0 as usize], end.1, &known.structure.slug, config) {
                    continue;
                }
                *held.entry(end).or_default().entry(known.structure.slug.as_str()).or_default() += 1;
            }
        }
    }
    let mut out = String::new();
    for (number, known) in shown.iter().enumerate().filter(|(_, known)| known.field.is_some()) {
        let of = |end: End| {
            let mut bones: Vec<(&str, usize)> = held
                .get(&(number as u32, end))
                .into_iter()
                .flatten()
                .map(|(bone, count)| (*bone, *count))
                .collect();
            bones.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let words: Vec<String> =
                bones.iter().take(6).map(|(bone, count)| format!("{bone} {count}")).collect();
            words.join(", ")
        };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}: {} -> {}", known.structure.slug, of(End::Proximal), of(End::Distal));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::config::Station;
    use crate::plates::known::Whole;
    use crate::plates::mesh::tests::ball;
    use crate::plates::reference::Structure;
    use crate::plates::sweep::sweep;

    fn structure(slug: &str, kind: Kind, mesh: crate::plates::mesh::Mesh) -> Structure {
        Structure {
            slug: slug.to_owned(),
            fma: String::new(),
            name: slug.to_owned(),
            kind,
            midline: false,
            depth: palpate::anatomy::Depth::Deep,
            part: Part::Trunk,
            sheer: false,
            grain: Vec::new(),
            mesh,
        }
    }

    /// A muscle between a bone above and one below, its patches as (end, middle height on the plate).
    fn check(holds: &str, expected: &[(&str, f64)]) {
        let station =
            |z: f64, half: f64| Station { at: BodyPoint::new(-50.0, 0.0, z), half_mm: [half, half] };
        let muscle = sweep(&[station(100.0, 4.0), station(50.0, 9.0), station(0.0, 4.0)]);
        let bone = |z: f64| ball(BodyPoint::new(-50.0, 4.0, z), 10.0, 16);
        let structures = [
            structure("muscle", Kind::Muscle, muscle),
            structure("upper", Kind::Bone, bone(106.0)),
            structure("lower", Kind::Bone, bone(-6.0)),
        ];
        let config: Config = toml::from_str(&format!(
            "[[view]]\nid = \"a\"\nname = \"A\"\nkind = \"standing\"\nazimuth = 0\nelevation = 0\ncrop = [-99, -199, 198, 299]\n{holds}"
        ))
        .expect("a view");
        let whole = Whole::new(&structures, &[8.0; 3], &config);
        let text = text(&whole.authored(), &config.view[0], &config);
        let found: Vec<(String, f64)> = text
            .split("data-end=\"")
            .skip(1)
            .map(|rest| {
                let data =
                    rest.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a path");
                let path = kurbo::BezPath::from_svg(data).expect("path data");
                let middle = kurbo::Shape::bounding_box(&path).center().y;
                (rest.split('"').next().unwrap_or_default().to_owned(), middle)
            })
            .collect();
        assert_eq!(found.len(), expected.len(), "{holds}: {text}");
        for ((end, at), (wanted, height)) in found.iter().zip(expected) {
            assert!(end == wanted && (at - height).abs() < 6.0, "{holds}: {end} at {at}");
        }
    }

    #[test]
    fn each_end_holds_on_to_the_bone_it_touches() {
        check("", &[("proximal", 0.0), ("distal", -100.0)]);
        check("[holds.muscle]\nturned = true", &[("proximal", -100.0), ("distal", 0.0)]);
        check("[holds.muscle]\ninsertion = [\"femur\"]", &[("proximal", 0.0)]);
    }
}
