//! Lines that swell and thin out, and what becomes of them at the midline and at the edge of the body.

use kurbo::{BezPath, Point};

use crate::plates::check::fill;
use crate::plates::grid::{Grid, blur};
use crate::plates::raster::Layer;
use crate::plates::trace::{Fit, fit_line, shape};

/// How closely the drawing follows its points.
pub(super) const FINE: Fit =
    Fit { accuracy_mm: 0.12, smooth_mm: 0.1, corner_deg: 180.0, least_area_mm2: 0.0 };
/// How closely what is carried over to another view follows.
pub(super) const LOOSE: Fit =
    Fit { accuracy_mm: 0.25, smooth_mm: 0.5, corner_deg: 180.0, least_area_mm2: 0.0 };
/// Where the skin falls back by more than this between two points, a line that is carried over ends.
pub(super) const JUMP_MM: f64 = 4.0;
/// Points a stretch between two given ones.
pub(super) const STEPS: usize = 10;

pub(super) fn on_axis(p: Point) -> bool {
    p.x.abs() < 1e-9
}

/// A line that ends on the midline, with its mirror image joined on.
pub(super) fn through_midline(points: &[Point]) -> Option<Vec<Point>> {
    let (first, last) = (points.first()?, points.last()?);
    if points.iter().all(|p| on_axis(*p)) || on_axis(*first) == on_axis(*last) {
        return None;
    }
    let mut line = points.to_vec();
    if on_axis(*first) {
        line.reverse();
    }
    let mirror: Vec<Point> = line.iter().rev().skip(1).map(|p| Point::new(-p.x, p.y)).collect();
    line.extend(mirror);
    Some(line)
}

/// The right half of a shape that starts and ends on the midline, with its left half joined on.
pub(super) fn closed_on_midline(points: &[Point]) -> Option<Vec<Point>> {
    let inner = points.get(1..points.len() - 1)?;
    if !on_axis(*points.first()?) || !on_axis(*points.last()?) {
        return None;
    }
    let mut ring = points.to_vec();
    ring.extend(inner.iter().rev().map(|p| Point::new(-p.x, p.y)));
    Some(ring)
}

/// A Catmull-Rom curve through the points.
pub(super) fn dense(points: &[Point], closed: bool) -> Vec<Point> {
    let count = points.len();
    let at = |index: i64| {
        let index = if closed { index.rem_euclid(count as i64) } else { index.clamp(0, count as i64 - 1) };
        points[index as usize].to_vec2()
    };
    let stretches = if closed { count } else { count - 1 };
    let mut out = Vec::with_capacity(stretches * STEPS + 1);
    for stretch in 0..stretches as i64 {
        let [a, b, c, d] = [-1, 0, 1, 2].map(|offset| at(stretch + offset));
        for step in 0..STEPS {
            let t = step as f64 / STEPS as f64;
            let (t2, t3) = (t * t, t * t * t);
            let sum = b * 2.0
                + (c - a) * t
                + (a * 2.0 - b * 5.0 + c * 4.0 - d) * t2
                + (b * 3.0 - a - c * 3.0 + d) * t3;
            out.push((sum * 0.5).to_point());
        }
    }
    if !closed && let Some(last) = points.last() {
        out.push(*last);
    }
    out
}

/// The unbroken stretches of a line of which only some places are seen.
pub(super) fn runs(seen: &[Option<Point>]) -> Vec<Vec<Point>> {
    let mut out: Vec<Vec<Point>> = vec![Vec::new()];
    for place in seen {
        let last = out.last().and_then(|run| run.last()).copied();
        match (place, last) {
            (None, _) => out.push(Vec::new()),
            (Some(p), Some(last)) if p.distance(last) > JUMP_MM => out.push(vec![*p]),
            (Some(p), _) => {
                if let Some(run) = out.last_mut() {
                    run.push(*p);
                }
            }
        }
    }
    out.retain(|run| run.len() > STEPS / 2);
    out
}

/// A line drawn with a pen that swells to a width in the middle and thins out at both ends.
pub(super) fn tapered(line: &[Point], width_mm: f64) -> BezPath {
    tapered_to(line, width_mm, FINE)
}

pub(super) fn tapered_to(line: &[Point], width_mm: f64, fit: Fit) -> BezPath {
    let mut lengths = vec![0.0];
    for pair in line.windows(2) {
        lengths.push(lengths[lengths.len() - 1] + pair[0].distance(pair[1]));
    }
    let total: f64 = lengths[lengths.len() - 1];
    let side = |sign: f64| -> Vec<Point> {
        let last = line.len() - 1;
        (0..=last)
            .map(|index| {
                let along = line[(index + 1).min(last)] - line[index.saturating_sub(1)];
                let across = kurbo::Vec2::new(-along.y, along.x) / along.hypot().max(1e-9);
                let share = lengths[index] / total.max(1e-9);
                let half = 0.5 * width_mm * (std::f64::consts::PI * share).sin().max(0.0).powf(0.7);
                line[index] + across * (sign * half.max(0.04))
            })
            .collect()
    };
    let (there, mut back) = (side(1.0), side(-1.0));
    back.reverse();
    let mut path = fit_line(&there, fit);
    if let Some(first) = back.first() {
        path.line_to(*first);
    }
    path.extend(fit_line(&back, fit).elements().iter().skip(1).copied());
    path.close_path();
    path
}

/// What of a shape lies within the body's outline.
pub(super) fn within(path: &BezPath, body: &Layer) -> BezPath {
    let inside = fill(path, body.frame);
    let mut both: Grid<f32> = body.mask();
    for (cell, inside) in both.cells.iter_mut().zip(&inside.cells) {
        *cell *= f32::from(u8::from(*inside));
    }
    shape(&blur(&both, 1.2), body.frame, 0.5, Fit::OUTLINE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Shape;

    #[test]
    fn a_stroke_swells_and_thins_out() {
        let path = tapered(
            &dense(&[Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(20.0, 0.0)], false),
            2.0,
        );
        let bounds = path.bounding_box();
        assert!((bounds.height() - 2.0).abs() < 0.25, "{bounds:?}");
        // A pen of one width would cover 40 square millimetres.
        assert!((24.0..34.0).contains(&path.area().abs()), "{}", path.area());
    }

    #[test]
    fn a_line_to_the_midline_goes_through_it() {
        let line =
            through_midline(&[Point::new(-5.0, 1.0), Point::new(0.0, 2.0)]).expect("it ends on the midline");
        assert_eq!(line, [Point::new(-5.0, 1.0), Point::new(0.0, 2.0), Point::new(5.0, 1.0)]);
        assert!(through_midline(&[Point::new(0.0, 1.0), Point::new(0.0, 2.0)]).is_none());
        assert!(through_midline(&[Point::new(-5.0, 1.0), Point::new(-4.0, 2.0)]).is_none());
    }
}
