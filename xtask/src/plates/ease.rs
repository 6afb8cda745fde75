//! Curves that go on into each other with one handle: such a joint needs a third fewer numbers in path data.

use kurbo::{BezPath, CubicBez, ParamCurve, PathEl, Point, Vec2};

use super::fit::{cubic, solve_end};

/// A greater turn at a joint is a corner, and stays.
const CORNER_DEG: f64 = 20.0;
/// So far may the direction at a joint turn.
const TURN_DEG: f64 = 25.0;
/// Points of a curve at which the new one is compared with it.
const SAMPLES: usize = 17;

/// The same path, no farther than a tolerance from where it was, with as many joints as that allows at which the curve that
/// follows takes over the handle of the one before (SVG's `s`).
pub(crate) fn eased(path: &BezPath, tolerance_mm: f64) -> BezPath {
    let elements = path.elements();
    let mut out = BezPath::new();
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    // How the curve before arrives, as it was and as it is now.
    let mut arrived: Option<[Vec2; 2]> = None;
    for (index, element) in elements.iter().enumerate() {
        let PathEl::CurveTo(by, and, to) = *element else {
            out.push(*element);
            (start, at) = match *element {
                PathEl::MoveTo(to) => (to, to),
                PathEl::LineTo(to) | PathEl::QuadTo(_, to) => (start, to),
                _ => (start, start),
            };
            arrived = None;
            continue;
        };
        let curve = CubicBez::new(at, by, and, to);
        let is_seam = to == start && matches!(elements.get(index + 1), Some(PathEl::ClosePath));
        let next = match elements.get(index + 1) {
            Some(PathEl::CurveTo(by, and, end)) if !is_seam => Some(CubicBez::new(to, *by, *and, *end)),
            _ => None,
        };
        let curve = match arrived.filter(|[was, _]| degrees(*was, by - at) < CORNER_DEG) {
            Some([_, handle]) => followed(curve, handle, next, tolerance_mm),
            None => curve,
        };
        out.curve_to(curve.p1, curve.p2, curve.p3);
        arrived = Some([to - and, to - curve.p2]);
        at = to;
    }
    out
}

/// A curve that leaves with the handle of the one before it, if there is one near enough; else one that leaves in the same
/// direction; else the curve itself. It arrives in another direction only if the curve that follows can take that up.
fn followed(curve: CubicBez, handle: Vec2, next: Option<CubicBez>, tolerance_mm: f64) -> CubicBez {
    let length = handle.hypot();
    let arrive = curve.p3 - curve.p2;
    if length < 1e-6 || arrive.hypot() < 1e-6 {
        return curve;
    }
    let samples = samples(curve);
    let (leave, arrive) = (handle / length, arrive / arrive.hypot());
    let bound = || cubic(&samples, leave, arrive, Some(length), tolerance_mm);
    let turned = || {
        let next = next?;
        let found = solve_end(&samples, curve.p0 + handle, tolerance_mm)?;
        let (chord, end) = (curve.p0.distance(curve.p3), found.p3 - found.p2);
        let is_sound = (chord * 0.05..chord * 1.5).contains(&end.hypot()) && degrees(end, arrive) < TURN_DEG;
        let (onward, beyond) = (next.p1 - next.p0, next.p3 - next.p2);
        let is_taken_up = degrees(arrive, onward) > CORNER_DEG
            || beyond.hypot() > 1e-6
                && cubic(
                    &self::samples(next),
                    end / end.hypot(),
                    beyond / beyond.hypot(),
                    None,
                    tolerance_mm,
                )
                .is_some();
        (is_sound && is_taken_up).then_some(found)
    };
    let free = || cubic(&samples, leave, arrive, None, tolerance_mm);
    bound().or_else(turned).or_else(free).unwrap_or(curve)
}

/// Places along a curve, its ends included.
fn samples(curve: CubicBez) -> Vec<Point> {
    (0..SAMPLES).map(|at| curve.eval(at as f64 / (SAMPLES - 1) as f64)).collect()
}

fn degrees(one: Vec2, two: Vec2) -> f64 {
    one.cross(two).atan2(one.dot(two)).abs().to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::path::data;
    use crate::plates::trace::greatest_distance;

    fn check(absolute: &str, tolerance_mm: f64, smooth: usize) {
        let path = BezPath::from_svg(absolute).expect("path data");
        let eased = eased(&path, tolerance_mm);
        let points: Vec<Point> =
            path.segments().flat_map(|s| [0.0, 0.3, 0.6, 1.0].map(|t| s.eval(t))).collect();
        let distance = greatest_distance(&eased, &points);
        assert!(distance <= tolerance_mm + 0.01, "{absolute}: {distance} mm off");
        let text = data(&eased);
        assert_eq!(text.matches('s').count(), smooth, "{absolute} became {text}");
    }

    #[test]
    fn joints_are_eased_within_the_tolerance_and_corners_stay() {
        let wave = "M0,0 C4,6 8,6 12,0 C14.5,-3.7 20,-6 24,0";
        check(wave, 0.4, 1);
        check(wave, 0.001, 0);
        check("M0,0 C4,6 8,6 12,0 C14,4 20,6 24,0", 0.4, 0);
    }
}
