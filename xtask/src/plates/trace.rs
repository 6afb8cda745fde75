//! Fields and point rings -> smooth outlines: contours by marching squares, then as few cubics as hold the tolerance.

use kurbo::{BezPath, Point, Vec2};

use super::fit::cubic;

use super::grid::{Frame, Grid, blur};
use super::smooth::{even_line, even_ring, smooth_line, smooth_ring};

/// How closely and how smoothly an outline follows its points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fit {
    /// The greatest distance of the curve from the points.
    pub accuracy_mm: f64,
    /// The points are smoothed along the line with a Gaussian of this standard deviation first.
    pub smooth_mm: f64,
    /// A turn sharper than this within a millimetre and a half stays a corner.
    pub corner_deg: f64,
    /// Rings that enclose less are dropped.
    pub least_area_mm2: f64,
}

impl Fit {
    /// For outlines that a reader compares with the body.
    pub(crate) const OUTLINE: Self =
        Self { accuracy_mm: 0.3, smooth_mm: 0.3, corner_deg: 55.0, least_area_mm2: 0.6 };
}

/// The closed rings along which a field crosses a level, in plate millimetres; first point not repeated. Fill them by
/// the even-odd rule. The field's edge must lie below the level.
pub(crate) fn rings(field: &Grid<f32>, frame: Frame, level: f32) -> Vec<Vec<Point>> {
    let values: Vec<f64> = field.cells.iter().map(|v| f64::from(*v)).collect();
    let builder = contour::ContourBuilder::new(field.width, field.height, true);
    // The builder fails only when the sizes differ, and a grid's never do.
    let Ok(lines) = builder.lines(&values, &[f64::from(level)]) else { return Vec::new() };
    let mut out = Vec::new();
    for line in lines {
        let (lines, _) = line.into_inner();
        for ring in lines.0 {
            let mut points: Vec<Point> =
                ring.0.iter().map(|c| frame.to_plate([c.x, c.y])).map(|p| Point::new(p.x, p.y)).collect();
            points.dedup_by(|a, b| a.distance_squared(*b) < 1e-10);
            if points.len() > 1 && points[0].distance_squared(points[points.len() - 1]) < 1e-10 {
                points.pop();
            }
            if points.len() >= 3 {
                out.push(points);
            }
        }
    }
    out
}

/// The rings around a coverage mask (0 outside, 1 inside), blurred by a pixel so that stairs vanish.
pub(crate) fn silhouette(mask: &Grid<f32>, frame: Frame) -> Vec<Vec<Point>> {
    rings(&blur(mask, 0.9), frame, 0.5)
}

/// All places where a field exceeds a level, as one path to be filled by the even-odd rule.
pub(crate) fn shape(field: &Grid<f32>, frame: Frame, level: f32, fit: Fit) -> BezPath {
    main_shapes(field, frame, level, fit, 0.0)
}

/// The same without the rings that enclose less than a share of what the largest does.
pub(crate) fn main_shapes(
    field: &Grid<f32>,
    frame: Frame,
    level: f32,
    fit: Fit,
    least_share: f64,
) -> BezPath {
    fitted(&rings(field, frame, level), fit, least_share)
}

/// Rings as one path, without those that enclose less than a share of what the largest does.
pub(crate) fn fitted(rings: &[Vec<Point>], fit: Fit, least_share: f64) -> BezPath {
    let mut path = BezPath::new();
    let largest = rings.iter().map(|ring| area(ring).abs()).fold(0.0, f64::max);
    let least_mm2 = fit.least_area_mm2.max(largest * least_share);
    for ring in rings {
        if area(ring).abs() >= least_mm2 {
            path.extend(fit_ring(ring, fit));
        }
    }
    path
}

/// The area within a ring, signed by its direction.
pub(crate) fn area(ring: &[Point]) -> f64 {
    let mut doubled = 0.0;
    for (at, p) in ring.iter().enumerate() {
        doubled += p.to_vec2().cross(ring[(at + 1) % ring.len()].to_vec2());
    }
    doubled / 2.0
}

/// A closed ring of points as fitted cubics, corners kept.
pub(crate) fn fit_ring(ring: &[Point], fit: Fit) -> BezPath {
    let sigma = fit.smooth_mm / fit.spacing();
    let mut ring = even_ring(ring, fit.spacing());
    let count = ring.len();
    let corners = if fit.corner_deg < 180.0 { corners(&ring, fit) } else { Vec::new() };
    let mut path = BezPath::new();
    if corners.is_empty() {
        ring = smooth_ring(&ring, sigma);
        // A smooth ring starts where it bends least, so that the seam does not show.
        let seam = straightest(&ring);
        let round: Vec<Point> = (seam..=seam + count).map(|i| ring[i % count]).collect();
        path.move_to(round[0]);
        append_piece(&mut path, &round, Some(round[1] - round[count - 1]), fit.accuracy_mm);
    } else {
        path.move_to(ring[corners[0]]);
        for (at, &from) in corners.iter().enumerate() {
            let to = corners.get(at + 1).copied().unwrap_or(corners[0] + count);
            let piece: Vec<Point> = (from..=to).map(|i| ring[i % count]).collect();
            append_piece(&mut path, &smooth_line(&piece, sigma), None, fit.accuracy_mm);
        }
    }
    path.close_path();
    path
}

/// An open line of points as fitted cubics without corners, its ends kept.
pub(crate) fn fit_line(line: &[Point], fit: Fit) -> BezPath {
    let mut path = BezPath::new();
    if let Some(first) = line.first() {
        path.move_to(*first);
        let line = smooth_line(&even_line(line, fit.spacing()), fit.smooth_mm / fit.spacing());
        append_piece(&mut path, &line, None, fit.accuracy_mm);
    }
    path
}

impl Fit {
    fn spacing(self) -> f64 {
        (self.accuracy_mm * 0.8).clamp(0.15, 0.4)
    }
}

/// Appends cubics for a smooth run of points: each as long as the tolerance allows. `seam` is the common direction
/// at both ends of a ring that closes smoothly.
fn append_piece(path: &mut BezPath, points: &[Point], seam: Option<Vec2>, accuracy_mm: f64) {
    let Some(last) = points.len().checked_sub(1).filter(|last| *last > 0) else { return };
    // Over such a stretch noise below the tolerance hardly turns the direction.
    let spacing = points[0].distance(points[1]).max(1e-3);
    let around = ((accuracy_mm * 4.0 / spacing).round() as usize).clamp(1, 8);
    let unit = |v: Vec2| if v.hypot() > 1e-9 { v / v.hypot() } else { Vec2::ZERO };
    // Ways through a point: over its close surroundings, and over wider ones in case those suit a longer curve.
    let ways = |at: usize| match (at, seam) {
        (0, Some(way)) => vec![unit(way)],
        (at, Some(way)) if at == last => vec![unit(way)],
        (at, _) => [1, 2, 4]
            .map(|wide| {
                // An end has only one side: a long reach there would cut the curve.
                let around = if at == 0 || at == last {
                    around.min(2)
                } else {
                    (around * wide).min(at).min(last - at)
                };
                unit(points[(at + around).min(last)] - points[at.saturating_sub(around)])
            })
            .to_vec(),
    };
    // How far one cubic can follow from a point: double the step until the fit fails, then halve the doubt.
    let reach = |from: usize, leave: Vec2, handle: Option<f64>| {
        let attempt = |to: usize| {
            let fit = |arrive: Vec2| {
                cubic(&points[from..=to], leave, arrive, handle, accuracy_mm).map(|cubic| (to, cubic, arrive))
            };
            ways(to).into_iter().find_map(fit)
        };
        let (mut good, mut best) = (from, None);
        let (mut step, mut bad) = (3, None);
        while good < last && bad.is_none() {
            let to = (from + step).min(last);
            match attempt(to) {
                Some(found) => (good, best) = (to, Some(found)),
                None => bad = Some(to),
            }
            step *= 2;
        }
        while let Some(to) = bad.filter(|bad| bad - good > 1).map(|bad| good + (bad - good) / 2) {
            match attempt(to) {
                Some(found) => (good, best) = (to, Some(found)),
                None => bad = Some(to),
            }
        }
        best
    };
    let (mut from, mut handle, mut leave) = (0, None, ways(0)[0]);
    while from < last {
        let free = reach(from, leave, None);
        // A curve that goes on with the handle of the one before is written with a third fewer numbers.
        let bound = handle.and_then(|handle| reach(from, leave, Some(handle)));
        let best = match (free, bound) {
            (Some(free), Some(bound)) if (bound.0 - from) as f64 > (free.0 - from) as f64 * 0.72 => {
                Some(bound)
            }
            (free, bound) => free.or(bound),
        };
        match best {
            Some((to, cubic, arrive)) => {
                path.curve_to(cubic.p1, cubic.p2, points[to]);
                (from, handle, leave) = (to, Some(points[to].distance(cubic.p2)), arrive);
            }
            None => {
                path.line_to(points[from + 1]);
                (from, handle) = (from + 1, None);
                leave = ways(from)[0];
            }
        }
    }
}

/// The turn at a point between its surroundings on both sides, in degrees.
fn turn(ring: &[Point], at: usize, reach: usize) -> f64 {
    let count = ring.len();
    let before = ring[at] - ring[(at + count - reach) % count];
    let after = ring[(at + reach) % count] - ring[at];
    before.cross(after).atan2(before.dot(after)).abs().to_degrees()
}

fn corners(ring: &[Point], fit: Fit) -> Vec<usize> {
    let count = ring.len();
    let reach = ((1.4 / fit.spacing()).round() as usize).clamp(1, count / 4);
    let turns: Vec<f64> = (0..count).map(|at| turn(ring, at, reach)).collect();
    let mut out: Vec<usize> = Vec::new();
    for at in 0..count {
        let highest = (1..=reach)
            .all(|by| turns[at] >= turns[(at + by) % count] && turns[at] > turns[(at + count - by) % count]);
        if highest && turns[at] > fit.corner_deg {
            out.push(at);
        }
    }
    out
}

fn straightest(ring: &[Point]) -> usize {
    let reach = 3.min(ring.len() / 3).max(1);
    (0..ring.len()).min_by(|a, b| turn(ring, *a, reach).total_cmp(&turn(ring, *b, reach))).unwrap_or(0)
}

/// The greatest distance of points from a path, for tests.
#[cfg(test)]
pub(crate) fn greatest_distance(path: &BezPath, points: &[Point]) -> f64 {
    use kurbo::ParamCurveNearest;
    points
        .iter()
        .map(|p| {
            let nearest = path.segments().map(|s| s.nearest(*p, 1e-3).distance_sq);
            nearest.fold(f64::INFINITY, f64::min).sqrt()
        })
        .fold(0.0, f64::max)
}

/// The ends of a path's segments, for tests.
#[cfg(test)]
pub(crate) fn joints(path: &BezPath) -> Vec<Point> {
    path.segments().map(|s| kurbo::ParamCurve::end(&s)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Shape;

    fn field(size: usize, inside: impl Fn(f64, f64) -> bool) -> (Grid<f32>, Frame) {
        let mut grid = Grid::filled(size, size, 0.0);
        for (index, cell) in grid.cells.iter_mut().enumerate() {
            let at = |v: usize| (v as f64 + 0.5) / 4.0;
            *cell = f32::from(u8::from(inside(at(index % size), at(index / size))));
        }
        (grid, Frame { left: 0, top: 0, width: size, height: size, px_per_mm: 4.0 })
    }

    #[test]
    fn a_disc_becomes_a_few_curves_close_to_the_circle() {
        let (mask, frame) = field(160, |x, y| (x - 20.0).hypot(y - 20.0) < 15.0);
        let path = fitted(&silhouette(&mask, frame), Fit::OUTLINE, 0.0);
        assert!(path.segments().count() <= 8, "{} curves", path.segments().count());
        assert!((path.area().abs() / (std::f64::consts::PI * 225.0) - 1.0).abs() < 0.005);
        let circle: Vec<Point> = (0..360)
            .map(|deg| f64::from(deg).to_radians().sin_cos())
            .map(|(s, c)| Point::new(20.0 + 15.0 * c, 20.0 + 15.0 * s))
            .collect();
        let distance = greatest_distance(&path, &circle);
        assert!(distance < 0.4, "{distance} mm off");
    }

    #[test]
    fn a_square_keeps_its_corners() {
        let (mask, frame) = field(160, |x, y| (x - 20.0).abs() < 12.0 && (y - 20.0).abs() < 12.0);
        let path = fitted(&silhouette(&mask, frame), Fit::OUTLINE, 0.0);
        let corners = joints(&path);
        for (x, y) in [(8.0, 8.0), (32.0, 8.0), (32.0, 32.0), (8.0, 32.0)] {
            let nearest = corners.iter().map(|p| p.distance(Point::new(x, y))).fold(f64::INFINITY, f64::min);
            assert!(nearest < 0.5, "corner {x},{y}: {nearest} mm off");
        }
        assert!(path.segments().count() <= 8, "{} curves", path.segments().count());
    }

    #[test]
    fn a_ring_has_a_hole_and_specks_vanish() {
        let (mask, frame) = field(160, |x, y| {
            let from = (x - 20.0).hypot(y - 20.0);
            (8.0..15.0).contains(&from) || (x < 1.3 && y < 1.3 && x > 0.7 && y > 0.7)
        });
        let path = fitted(&silhouette(&mask, frame), Fit::OUTLINE, 0.0);
        let subpaths = path.elements().iter().filter(|e| matches!(e, kurbo::PathEl::MoveTo(_))).count();
        assert_eq!(subpaths, 2);
    }

    #[test]
    fn a_line_keeps_its_ends() {
        let wave: Vec<Point> =
            (0..=200).map(|i| f64::from(i) * 0.25).map(|x| Point::new(x, 4.0 * (x / 6.0).sin())).collect();
        let path = fit_line(&wave, Fit::OUTLINE);
        assert!(greatest_distance(&path, &wave) < 0.4);
        assert!(joints(&path).last().is_some_and(|end| end.distance(wave[200]) < 1e-9));
        assert!(path.segments().count() < 12);
    }
}
