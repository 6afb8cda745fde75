//! Fine fibre strokes: streamlines of the muscle's own direction over what is seen of it, evenly spaced, cut into
//! short strokes of varied length, dark in the shade and pale in the light.

use kurbo::{BezPath, Point, Vec2};
use palpate::anatomy::View;

use super::chance::Chance;
use super::fibre::Field;
use super::grid::{Frame, Grid};
use super::mesh::Mesh;
use super::raster::{Axes, Layer};
use super::taken::Taken;
use super::tendon::Tendon;
use super::tone::Tones;

/// The strokes of one muscle.
pub(crate) struct Strokes {
    /// Darker than the belly.
    pub dark: BezPath,
    /// Paler than the belly.
    pub pale: BezPath,
    /// Tendon running out into the belly.
    pub streaks: BezPath,
}

const STEP_MM: f64 = 0.5;

/// What strokes are drawn over.
pub(crate) struct Ground<'a> {
    /// The muscle's surface.
    pub mesh: &'a Mesh,
    /// The same, as seen.
    pub layer: &'a Layer,
    /// Its fibres.
    pub field: &'a Field,
    /// Its light and shade.
    pub tones: &'a Tones,
    /// Its tendons.
    pub tendon: Option<&'a Tendon>,
    /// Where a reader sees it.
    pub seen: &'a Grid<bool>,
    /// Positive where strokes are kept; everywhere, where there is none.
    pub within: Option<&'a Grid<f32>>,
}

/// Draws the strokes, so many millimetres apart; `name` seeds the variation.
pub(crate) fn strokes(ground: &Ground, view: View, spacing_mm: f64, name: &str) -> Strokes {
    let (layer, field, tones) = (ground.layer, ground.field, ground.tones);
    let axes = Axes::of(view);
    let turned: Vec<[f64; 3]> = field.direction.iter().map(|d| axes.turn(*d)).collect();
    let mut flow = Flow {
        frame: layer.frame,
        right: layer.interpolate(ground.mesh, |vertex| turned[vertex][0]),
        up: layer.interpolate(ground.mesh, |vertex| turned[vertex][1]),
        room: ground.seen.map(|seen| *seen),
        taken: Taken::new(layer.frame, spacing_mm),
    };
    for (room, inside) in
        flow.room.cells.iter_mut().zip(&super::tone::ground(layer, super::tone::INSET_MM).cells)
    {
        *room &= *inside > 0.0;
    }
    let mut chance = Chance::of(name);
    let size_mm =
        (flow.room.cells.iter().filter(|room| **room).count() as f64).sqrt() / layer.frame.px_per_mm;
    let usual_mm = (field.length_mm.max(size_mm) * 0.28).clamp(5.0, 55.0);
    let grid_mm = match spacing_mm {
        wide if wide > 3.2 => 1.0,
        middling if middling > 1.7 => 0.5,
        _ => 0.2,
    };
    let in_tendon = |at: Point| {
        let inside = ground.tendon.zip(flow.index(at)).map(|(tendon, at)| tendon.inside_mm.cells[at]);
        f64::from(inside.unwrap_or(-40.0))
    };
    let streaks = match ground.tendon {
        Some(_) => streaks(&flow, spacing_mm * 0.8, &mut chance, in_tendon),
        None => Vec::new(),
    };
    let mut lines = [Vec::new(), Vec::new()];
    for seed in seeds(&flow, spacing_mm, &mut chance) {
        let longest = usual_mm * (0.45 + 1.1 * chance.next());
        if flow.taken.is_near(seed, spacing_mm * 0.85) {
            continue;
        }
        let line = flow.line(seed, longest, spacing_mm * 0.55);
        let length = (line.len().saturating_sub(1)) as f64 * STEP_MM;
        if length < (usual_mm * 0.3).max(spacing_mm * 1.2) {
            continue;
        }
        flow.taken.add(&line);
        let middle = line[line.len() / 2];
        let (lottery, sparse) = (chance.next(), chance.next());
        // A tendon has few and only dark lines.
        let in_tendon =
            ground.tendon.zip(flow.index(middle)).is_some_and(|(t, at)| t.inside_mm.cells[at] > 1.0);
        if in_tendon && sparse < 0.6 {
            continue;
        }
        let lit = flow.index(middle).map_or(0.0, |at| {
            let [low, high] = tones.bounds;
            ((tones.brightness.cells[at] - low) / (high - low).max(1e-3)).clamp(0.0, 1.0)
        });
        lines[usize::from(!in_tendon && lottery < f64::from(lit) * 0.75)].push(line);
    }
    let kept = |lines: Vec<Vec<Point>>| match ground.within {
        None => lines,
        Some(within) => {
            let is_in = |p: &Point| flow.index(*p).is_some_and(|at| within.cells[at] > 0.0);
            lines.iter().flat_map(|line| runs(line, &is_in)).collect()
        }
    };
    let [dark, pale] = lines.map(|lines| in_short_steps(kept(lines), grid_mm));
    Strokes { dark, pale, streaks: in_short_steps(kept(streaks), grid_mm.min(0.5)) }
}

/// The unbroken stretches of a line that lie inside.
fn runs(line: &[Point], is_in: &dyn Fn(&Point) -> bool) -> Vec<Vec<Point>> {
    let stretches = line.split(|p| !is_in(p));
    stretches.filter(|run| run.len() > 2).map(<[Point]>::to_vec).collect()
}

/// Short lines along the fibres from inside the tendon's edge out into the belly.
fn streaks(
    flow: &Flow,
    spacing_mm: f64,
    chance: &mut Chance,
    in_tendon: impl Fn(Point) -> f64,
) -> Vec<Vec<Point>> {
    let mut taken = Taken::new(flow.frame, spacing_mm);
    let mut out = Vec::new();
    for seed in seeds(flow, spacing_mm.min(1.5), chance) {
        if !(-0.2..1.2).contains(&in_tendon(seed)) || taken.is_near(seed, spacing_mm) {
            continue;
        }
        // Long ones are rare, so that the edge does not look combed.
        let length = chance.next();
        let line = flow.line(seed, spacing_mm * (2.0 + 8.0 * length * length), 0.0);
        if line.len() > 3 {
            taken.add(&[seed]);
            out.push(line);
        }
    }
    out
}

/// The strokes as curves, each begun near the end of the one before and on a grid: both save bytes.
fn in_short_steps(mut lines: Vec<Vec<Point>>, grid_mm: f64) -> BezPath {
    let mut path = BezPath::new();
    let mut at = Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
    while !lines.is_empty() {
        let reach = |line: &[Point]| {
            let (first, last) = (line[0], line[line.len() - 1]);
            let far = |p: Point| if at.is_finite() { p.distance(at) } else { p.y * 4.0 + p.x };
            (far(first).min(far(last)), far(last) < far(first))
        };
        let nearest = (0..lines.len()).min_by(|a, b| reach(&lines[*a]).0.total_cmp(&reach(&lines[*b]).0));
        let Some(index) = nearest else { break };
        let mut line = lines.swap_remove(index);
        if reach(&line).1 {
            line.reverse();
        }
        append_quad(&mut path, &line, |p| {
            Point::new((p.x / grid_mm).round() * grid_mm, (p.y / grid_mm).round() * grid_mm)
        });
        at = line[line.len() - 1];
    }
    path
}

/// A direction on the plate at every pixel, and the strokes that are already there.
struct Flow {
    frame: Frame,
    right: Grid<f32>,
    up: Grid<f32>,
    room: Grid<bool>,
    taken: Taken,
}

impl Flow {
    fn index(&self, at: Point) -> Option<usize> {
        let [x, y] = self.frame.to_pixels(palpate::anatomy::PlatePoint::new(at.x, at.y));
        self.room.index(x.floor() as i64, y.floor() as i64)
    }

    /// The way on from a place, `None` where there is no room or the fibres point at the viewer.
    fn direction(&self, at: Point, before: Vec2) -> Option<Vec2> {
        let index = self.index(at).filter(|index| self.room.cells[*index])?;
        let way = Vec2::new(f64::from(self.right.cells[index]), -f64::from(self.up.cells[index]));
        let length = way.hypot();
        if length < 0.2 {
            return None;
        }
        let way = way / length;
        Some(if way.dot(before) < 0.0 { -way } else { way })
    }

    fn line(&self, seed: Point, longest_mm: f64, gap_mm: f64) -> Vec<Point> {
        let Some(first) = self.direction(seed, Vec2::ZERO) else { return Vec::new() };
        let half = |forward: f64| {
            let (mut at, mut way) = (seed, first * forward);
            let mut out = Vec::new();
            while (out.len() as f64) * STEP_MM < longest_mm / 2.0 {
                let Some(middle) = self.direction(at + way * (STEP_MM / 2.0), way) else { break };
                // A sharp turn is a fold of the surface, not a fibre.
                if middle.dot(way) < 0.9 {
                    break;
                }
                way = middle;
                at += way * STEP_MM;
                if self.direction(at, way).is_none() || self.taken.is_near(at, gap_mm) {
                    break;
                }
                out.push(at);
            }
            out
        };
        let mut line: Vec<Point> = half(-1.0);
        line.reverse();
        line.push(seed);
        line.extend(half(1.0));
        line
    }
}

/// Candidate places on a jittered lattice, in an order without pattern.
fn seeds(flow: &Flow, spacing_mm: f64, chance: &mut Chance) -> Vec<Point> {
    let step = spacing_mm * 0.7;
    let size = [flow.frame.width, flow.frame.height].map(|px| px as f64 / flow.frame.px_per_mm);
    let corner = flow.frame.to_plate([0.0, 0.0]);
    let mut out = Vec::new();
    for row in 0..(size[1] / step) as usize {
        for column in 0..(size[0] / step) as usize {
            let at = Point::new(
                corner.x + (column as f64 + chance.next()) * step,
                corner.y + (row as f64 + chance.next()) * step,
            );
            let order = chance.next();
            if flow.index(at).is_some_and(|index| flow.room.cells[index]) {
                out.push((order, at));
            }
        }
    }
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    out.into_iter().map(|(_, at)| at).collect()
}

/// A stroke as a straight line where it nearly is one, else a quadratic curve; cut short where it bends too much.
fn append_quad(path: &mut BezPath, line: &[Point], snap: impl Fn(Point) -> Point) {
    let mut line = line;
    while line.len() > 6 && !fits(line) {
        line = &line[..line.len() * 4 / 5];
    }
    let Some(last) = line.len().checked_sub(1).filter(|last| *last >= 1) else { return };
    path.move_to(snap(line[0]));
    if line[last / 2].distance(line[0].midpoint(line[last])) < 0.3 {
        path.line_to(snap(line[last]));
    } else {
        path.quad_to(snap(control(line)), snap(line[last]));
    }
}

fn control(line: &[Point]) -> Point {
    let (first, last) = (line[0], line[line.len() - 1]);
    let middle = line[line.len() / 2];
    middle + (middle - first.midpoint(last))
}

fn fits(line: &[Point]) -> bool {
    let curve = kurbo::QuadBez::new(line[0], control(line), line[line.len() - 1]);
    let at = |t: f64| kurbo::ParamCurve::eval(&curve, t);
    [0.25, 0.75].iter().all(|t| {
        let wanted = line[((line.len() - 1) as f64 * t).round() as usize];
        at(*t).distance(wanted) < 0.8
    })
}
