//! A map of labels -> outlines that share their borders: each border is smoothed and fitted once, for both sides.

use std::collections::BTreeMap;

use kurbo::{BezPath, ParamCurve, PathSeg, Point};

use super::ease::eased;
use super::grid::{Frame, Grid};
use super::trace::{Fit, fit_line, fit_ring};

/// By how much of its fit a border is eased, if it is fitted no closer than this: a close one must meet the skin's outline.
const EASED: f64 = 0.4;
const CLOSE_MM: f64 = 0.5;

/// A corner of the pixel lattice.
type Node = (i64, i64);

/// A stretch of border between two labels, from one junction to the next (or round).
struct Border {
    /// The labels to the left and to the right of its direction, on a plate whose y grows downwards.
    sides: [u32; 2],
    from: Node,
    to: Node,
    curve: BezPath,
}

/// The outline of every label but `outside`: closed rings to be filled by the even-odd rule. Neighbours use the very
/// same curves along a common border, and so does the outer edge; most of them in the same direction, so that relative path
/// data repeats itself word for word and packs. `fit.smooth_mm` smooths the stairs of the pixels; half a millimetre does at
/// four pixels a millimetre.
pub(crate) fn outlines(labels: &Grid<u32>, frame: Frame, outside: u32, fit: Fit) -> BTreeMap<u32, BezPath> {
    let borders = borders(labels, frame, outside, fit);
    let mut of_label: BTreeMap<u32, Vec<Part>> = BTreeMap::new();
    for (index, border) in borders.iter().enumerate() {
        for (side, &label) in border.sides.iter().enumerate() {
            if label != outside {
                of_label.entry(label).or_default().push(Part { border: index, back: side == 1 });
            }
        }
    }
    let shapes = of_label
        .into_iter()
        .map(|(label, parts)| Shape { label, rings: rings_of(&borders, parts) })
        .collect();
    let path = |shape: Shape| {
        let mut path = BezPath::new();
        for ring in &shape.rings {
            for (at, part) in ring.iter().enumerate() {
                append(&mut path, &borders[part.border].curve, part.back, at == 0);
            }
            path.close_path();
        }
        (shape.label, path)
    };
    aligned(shapes, &borders).into_iter().map(path).collect()
}

/// A border as a ring runs along it: against its own direction if `back`.
#[derive(Debug, Clone, Copy)]
struct Part {
    border: usize,
    back: bool,
}

/// A label's closed lines.
struct Shape {
    label: u32,
    rings: Vec<Vec<Part>>,
}

/// Joins borders to rings, the label always on the left.
fn rings_of(borders: &[Border], parts: Vec<Part>) -> Vec<Vec<Part>> {
    let ends = |part: &Part| {
        let border = &borders[part.border];
        if part.back { (border.to, border.from) } else { (border.from, border.to) }
    };
    let mut open = parts;
    let mut out = Vec::new();
    while !open.is_empty() {
        let first = open.remove(0);
        let (start, mut at) = ends(&first);
        let mut ring = vec![first];
        while at != start {
            // Where four borders of one label meet in a point, either way closes: even-odd does not mind.
            let Some(next) = open.iter().position(|part| ends(part).0 == at) else { break };
            let part = open.remove(next);
            at = ends(&part).1;
            ring.push(part);
        }
        out.push(ring);
    }
    out
}

/// Turns shapes round until no single turn makes more of the shared borders run the same way in both of their shapes.
fn aligned(mut shapes: Vec<Shape>, borders: &[Border]) -> Vec<Shape> {
    let mut users: Vec<Vec<(usize, bool)>> = vec![Vec::new(); borders.len()];
    for (number, shape) in shapes.iter().enumerate() {
        shape.rings.iter().flatten().for_each(|part| users[part.border].push((number, part.back)));
    }
    let mut turned = vec![false; shapes.len()];
    loop {
        let mut gained = false;
        for (number, shape) in shapes.iter().enumerate() {
            // Elements of borders that would run the same way, less those that do.
            let gain: i64 = shape
                .rings
                .iter()
                .flatten()
                .flat_map(|part| users[part.border].iter().map(move |user| (part, user)))
                .filter(|(_, (other, _))| *other != number)
                .map(|(part, (other, back))| {
                    let length = borders[part.border].curve.elements().len() as i64;
                    let is_same = (part.back ^ turned[number]) == (back ^ turned[*other]);
                    if is_same { -length } else { length }
                })
                .sum();
            if gain > 0 {
                turned[number] = !turned[number];
                gained = true;
            }
        }
        if !gained {
            break;
        }
    }
    for (shape, _) in shapes.iter_mut().zip(turned).filter(|(_, turned)| *turned) {
        for ring in &mut shape.rings {
            ring.reverse();
            ring.iter_mut().for_each(|part| part.back = !part.back);
        }
    }
    shapes
}

fn append(path: &mut BezPath, curve: &BezPath, back: bool, begin: bool) {
    let mut segments: Vec<PathSeg> = curve.segments().collect();
    if back {
        segments.reverse();
        segments.iter_mut().for_each(|segment| *segment = segment.reverse());
    }
    if begin && let Some(first) = segments.first() {
        path.move_to(first.start());
    }
    for segment in segments {
        path.push(segment.as_path_el());
    }
}

/// Walks the lattice between pixels: from each junction along every border to the next, then the rings left over.
fn borders(labels: &Grid<u32>, frame: Frame, outside: u32, fit: Fit) -> Vec<Border> {
    let label = |x: i64, y: i64| labels.get(x, y).copied().unwrap_or(outside);
    // The steps that leave a node along a border: (direction, label on the left, label on the right).
    let steps = |(x, y): Node| {
        let around = [label(x - 1, y - 1), label(x, y - 1), label(x, y), label(x - 1, y)];
        let mut out: Vec<(Node, [u32; 2])> = Vec::with_capacity(4);
        for (direction, left, right) in [((0, -1), 0, 1), ((1, 0), 1, 2), ((0, 1), 2, 3), ((-1, 0), 3, 0)] {
            if around[left] != around[right] {
                out.push((direction, [around[left], around[right]]));
            }
        }
        out
    };
    let (width, height) = (labels.width as i64, labels.height as i64);
    let mut done: Vec<[bool; 4]> = vec![[false; 4]; ((width + 1) * (height + 1)) as usize];
    let slot = |(x, y): Node| (y * (width + 1) + x) as usize;
    let number = |direction: Node| match direction {
        (0, -1) => 0,
        (1, 0) => 1,
        (0, 1) => 2,
        _ => 3,
    };
    let mut out = Vec::new();
    for rings in [false, true] {
        for y in 0..=height {
            for x in 0..=width {
                let leaving = steps((x, y));
                if leaving.is_empty() || (!rings && leaving.len() == 2) {
                    continue;
                }
                for (direction, sides) in leaving {
                    if done[slot((x, y))][number(direction)] {
                        continue;
                    }
                    let (mut at, mut step) = ((x, y), direction);
                    let mut nodes = vec![at];
                    loop {
                        done[slot(at)][number(step)] = true;
                        at = (at.0 + step.0, at.1 + step.1);
                        let back = (-step.0, -step.1);
                        done[slot(at)][number(back)] = true;
                        nodes.push(at);
                        let onward = steps(at);
                        if at == (x, y) || onward.len() != 2 {
                            break;
                        }
                        match onward.iter().find(|(direction, _)| *direction != back) {
                            Some((direction, _)) => step = *direction,
                            None => break,
                        }
                    }
                    out.push(Border { sides, from: (x, y), to: at, curve: curve(&nodes, rings, frame, fit) });
                }
            }
        }
    }
    out
}

fn curve(nodes: &[Node], ring: bool, frame: Frame, fit: Fit) -> BezPath {
    let points: Vec<Point> = nodes
        .iter()
        .map(|&(x, y)| frame.to_plate([x as f64, y as f64]))
        .map(|p| Point::new(p.x, p.y))
        .collect();
    let last = points.len() - 1;
    let curve = if ring && last >= 8 { fit_ring(&points[..last], fit) } else { fit_line(&points, fit) };
    if fit.accuracy_mm < CLOSE_MM { curve } else { eased(&curve, fit.accuracy_mm * EASED) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Shape;

    const FRAME: Frame = Frame { left: 0, top: 0, width: 120, height: 120, px_per_mm: 4.0 };
    const SMOOTH: Fit = Fit { accuracy_mm: 0.3, smooth_mm: 0.5, corner_deg: 180.0, least_area_mm2: 0.0 };

    fn map(label: impl Fn(f64, f64) -> u32) -> Grid<u32> {
        let mut grid = Grid::filled(120, 120, 0);
        for (index, cell) in grid.cells.iter_mut().enumerate() {
            *cell = label(((index % 120) as f64 + 0.5) / 4.0, ((index / 120) as f64 + 0.5) / 4.0);
        }
        grid
    }

    #[test]
    fn neighbours_share_their_border_and_tile_the_whole() {
        // A disc cut into three sectors with an island in one of them.
        let labels = map(|x, y| {
            let (dx, dy) = (x - 15.0, y - 15.0);
            match (dx.hypot(dy) < 12.0, (dx - 5.0).hypot(dy) < 2.5) {
                (false, _) => 0,
                (true, true) => 4,
                (true, false) => 1 + ((dy.atan2(dx) + std::f64::consts::PI) / 2.1) as u32,
            }
        });
        let outlines = outlines(&labels, FRAME, 0, SMOOTH);
        assert_eq!(outlines.keys().copied().collect::<Vec<_>>(), [1, 2, 3, 4]);
        let total: f64 = outlines.values().map(|path| path.area().abs()).sum();
        let disc = std::f64::consts::PI * 144.0;
        assert!((total / disc - 1.0).abs() < 0.01, "{total} against {disc}");
        let covered = |p: Point| outlines.values().filter(|path| path.winding(p) % 2 != 0).count();
        for step in 0..400 {
            let (far, angle) = (0.2 + 11.3 * f64::from(step) / 400.0, f64::from(step) * 2.4);
            let p = Point::new(15.0 + far * angle.cos(), 15.0 + far * angle.sin());
            assert_eq!(covered(p), 1, "{p:?}");
        }
    }

    #[test]
    fn rounded_path_data_still_shares_the_border() {
        let labels =
            map(|x, y| if !(5.0..25.0).contains(&y) { 0 } else { 1 + u32::from(x + (y / 3.0).sin() > 15.0) });
        let outlines = outlines(&labels, FRAME, 0, SMOOTH);
        let ends = |label: u32| -> Vec<(i64, i64)> {
            let back = BezPath::from_svg(&super::super::path::data(&outlines[&label])).expect("path data");
            let mut ends: Vec<(i64, i64)> = back
                .segments()
                .map(|s| s.end())
                .filter(|p| (p.x - 15.0).abs() < 1.5 && (5.5..24.5).contains(&p.y))
                .map(|p| ((p.x * 10.0).round() as i64, (p.y * 10.0).round() as i64))
                .collect();
            ends.sort_unstable();
            ends.dedup();
            ends
        };
        assert_eq!(ends(1), ends(2));
        assert!(!ends(1).is_empty());
    }

    #[test]
    fn a_shared_border_is_written_twice_in_the_same_words() {
        let labels =
            map(|x, y| if !(5.0..25.0).contains(&y) { 0 } else { 1 + u32::from(x + (y / 3.0).sin() > 15.0) });
        let outlines = outlines(&labels, FRAME, 0, SMOOTH);
        let [one, two] = [1, 2].map(|label| super::super::path::data(&outlines[&label]));
        let is_shared =
            one.as_bytes().windows(24).any(|run| two.as_bytes().windows(24).any(|other| run == other));
        assert!(is_shared, "{one} and {two}");
    }
}
