//! One cubic through a run of points: least squares with given end directions (Schneider, Graphics Gems, 1990).

use kurbo::{CubicBez, ParamCurve, ParamCurveDeriv, Point, Vec2};

const ROUNDS: usize = 4;

/// The cubic from the first point to the last that leaves and arrives in the given directions (unit vectors, both
/// forwards) and passes all points within the tolerance; `None` if there is none. With `handle`, the first control
/// point lies that far from the first point.
pub(crate) fn cubic(
    points: &[Point],
    leave: Vec2,
    arrive: Vec2,
    handle: Option<f64>,
    tolerance: f64,
) -> Option<CubicBez> {
    if points.len() < 2 {
        return None;
    }
    let mut at = chord_lengths(points)?;
    let mut best = None;
    for round in 0..ROUNDS {
        let curve = solve(points, &at, [leave, arrive], handle);
        let error = greatest(points, &at, &curve);
        if error <= tolerance {
            best = Some(curve);
            break;
        }
        // Hopeless: moving the parameters never gains an order of magnitude.
        if error > tolerance * 12.0 || round + 1 == ROUNDS {
            break;
        }
        improve(points, &mut at, &curve);
    }
    best
}

/// The cubic from the first point to the last with a given first control point that passes all points within the tolerance,
/// wherever it arrives from; `None` if there is none.
pub(crate) fn solve_end(points: &[Point], by: Point, tolerance: f64) -> Option<CubicBez> {
    let (first, last) = (*points.first()?, *points.last()?);
    let mut at = chord_lengths(points)?;
    for _ in 0..ROUNDS {
        let (mut weights, mut sum) = (0.0, Vec2::ZERO);
        for (point, &t) in points.iter().zip(&at) {
            let s = 1.0 - t;
            let (b0, b1, b2, b3) = (s * s * s, 3.0 * t * s * s, 3.0 * t * t * s, t * t * t);
            let rest = point.to_vec2() - first.to_vec2() * b0 - by.to_vec2() * b1 - last.to_vec2() * b3;
            sum += rest * b2;
            weights += b2 * b2;
        }
        let curve = CubicBez::new(first, by, (sum / weights.max(1e-12)).to_point(), last);
        if greatest(points, &at, &curve) <= tolerance {
            return Some(curve);
        }
        improve(points, &mut at, &curve);
    }
    None
}

fn chord_lengths(points: &[Point]) -> Option<Vec<f64>> {
    let mut at = Vec::with_capacity(points.len());
    let mut length = 0.0;
    at.push(0.0);
    for pair in points.windows(2) {
        length += pair[0].distance(pair[1]);
        at.push(length);
    }
    if length <= 0.0 {
        return None;
    }
    at.iter_mut().for_each(|value| *value /= length);
    Some(at)
}

fn solve(points: &[Point], at: &[f64], [leave, arrive]: [Vec2; 2], handle: Option<f64>) -> CubicBez {
    let (first, last) = (points[0], points[points.len() - 1]);
    let (mut c00, mut c01, mut c11, mut x0, mut x1) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (point, &t) in points.iter().zip(at) {
        let s = 1.0 - t;
        let (b0, b1, b2, b3) = (s * s * s, 3.0 * t * s * s, 3.0 * t * t * s, t * t * t);
        let (a0, a1) = (leave * b1, arrive * -b2);
        c00 += a0.dot(a0);
        c01 += a0.dot(a1);
        c11 += a1.dot(a1);
        let rest = point.to_vec2() - first.to_vec2() * (b0 + b1) - last.to_vec2() * (b2 + b3);
        x0 += a0.dot(rest);
        x1 += a1.dot(rest);
    }
    let determinant = c00 * c11 - c01 * c01;
    let chord = first.distance(last);
    let (mut out, mut into) = if determinant.abs() > 1e-12 {
        ((x0 * c11 - x1 * c01) / determinant, (c00 * x1 - c01 * x0) / determinant)
    } else {
        (0.0, 0.0)
    };
    if let Some(handle) = handle {
        (out, into) = (handle, if c11 > 1e-12 { (x1 - c01 * handle) / c11 } else { handle });
    }
    // A handle that points backwards or runs away makes loops.
    let sound = |handle: f64| handle > chord * 0.02 && handle < chord * 3.0 + 1.0;
    if handle.is_none() && !(sound(out) && sound(into)) {
        (out, into) = (chord / 3.0, chord / 3.0);
    } else if !sound(into) {
        into = chord / 3.0;
    }
    CubicBez::new(first, first + leave * out, last - arrive * into, last)
}

fn greatest(points: &[Point], at: &[f64], curve: &CubicBez) -> f64 {
    points.iter().zip(at).map(|(point, t)| point.distance(curve.eval(*t))).fold(0.0, f64::max)
}

/// One Newton step of every parameter towards the nearest place on the curve.
fn improve(points: &[Point], at: &mut [f64], curve: &CubicBez) {
    let (first, second) = (curve.deriv(), curve.deriv().deriv());
    for (point, t) in points.iter().zip(at.iter_mut()) {
        let off = curve.eval(*t) - *point;
        let (d1, d2) = (first.eval(*t).to_vec2(), second.eval(*t).to_vec2());
        let slope = d1.dot(d1) + off.dot(d2);
        if slope.abs() > 1e-9 {
            *t = (*t - off.dot(d1) / slope).clamp(0.0, 1.0);
        }
    }
}
