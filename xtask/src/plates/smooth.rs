//! Lines of points made even and smooth, without shrinking.

use kurbo::{Point, Vec2};

/// Points at even distances along a ring; the ring itself where it is too short for that.
pub(crate) fn even_ring(ring: &[Point], spacing: f64) -> Vec<Point> {
    let mut closed = ring.to_vec();
    closed.push(ring[0]);
    let mut even = even_line(&closed, spacing);
    even.pop();
    if even.len() < 6 { ring.to_vec() } else { even }
}

/// Points at even distances along a line, its ends included.
pub(crate) fn even_line(line: &[Point], spacing: f64) -> Vec<Point> {
    let length: f64 = line.windows(2).map(|w| w[0].distance(w[1])).sum();
    let steps = (length / spacing).ceil().max(1.0);
    let mut out = vec![line[0]];
    let (mut walked, mut next) = (0.0, length / steps);
    for pair in line.windows(2) {
        let part = pair[0].distance(pair[1]);
        while part > 0.0 && next <= walked + part && out.len() < steps as usize {
            out.push(pair[0].lerp(pair[1], (next - walked) / part));
            next += length / steps;
        }
        walked += part;
    }
    out.push(line[line.len() - 1]);
    out
}

/// Smooths a ring with a Gaussian, twice and once back, so that it does not shrink.
pub(crate) fn smooth_ring(ring: &[Point], sigma: f64) -> Vec<Point> {
    let count = ring.len();
    if sigma < 0.2 || count < 8 {
        return ring.to_vec();
    }
    taubin(ring, sigma, |points, at, by| points[(at as i64 + by).rem_euclid(count as i64) as usize])
}

/// Smooths a line likewise; its ends stay where they are.
pub(crate) fn smooth_line(line: &[Point], sigma: f64) -> Vec<Point> {
    if sigma < 0.2 || line.len() < 3 {
        return line.to_vec();
    }
    let last = line.len() as i64 - 1;
    // Beyond an end the line goes on as its point mirror.
    let mut out = taubin(line, sigma, |points, at, by| {
        let wanted = at as i64 + by;
        let near = wanted.clamp(0, last);
        let mirrored = (2 * near - wanted).clamp(0, last);
        let end = points[near as usize];
        if wanted == near { end } else { end + (end - points[mirrored as usize]) }
    });
    out[0] = line[0];
    out[last as usize] = line[last as usize];
    out
}

/// The smoothed points plus the smoothed rest: keeps size where one pass alone would shrink.
fn taubin(points: &[Point], sigma: f64, at: impl Fn(&[Point], usize, i64) -> Point) -> Vec<Point> {
    let radius = (3.0 * sigma).ceil().min(points.len() as f64 / 2.0 - 1.0).max(1.0) as i64;
    let weights: Vec<f64> = (-radius..=radius).map(|i| (-(i as f64 / sigma).powi(2) / 2.0).exp()).collect();
    let total: f64 = weights.iter().sum();
    let pass = |points: &[Point]| -> Vec<Point> {
        (0..points.len())
            .map(|index| {
                let mut sum = Vec2::ZERO;
                for (weight, by) in weights.iter().zip(-radius..) {
                    sum += at(points, index, by).to_vec2() * *weight;
                }
                (sum / total).to_point()
            })
            .collect()
    };
    let once = pass(points);
    let rest: Vec<Point> = points.iter().zip(&once).map(|(p, q)| (*p - *q).to_point()).collect();
    once.iter().zip(pass(&rest)).map(|(p, r)| *p + r.to_vec2()).collect()
}
