//! From the right half of a figure to the whole, without a seam on the midline.

use kurbo::{Affine, BezPath, ParamCurve, PathEl, PathSeg, Point, Shape};

/// A place this near x = 0 lies on the midline.
const ON_AXIS_MM: f64 = 1e-6;

/// Parts the rings of a figure that is its own mirror image: what must stay whole, and what a mirror image of the right
/// side replaces. A ring stays whole if it crosses the midline or lies within one that does, as a hole. `right` is the
/// sign of x on the right side.
pub(super) fn parted(path: &BezPath, right: f64) -> (BezPath, BezPath) {
    let (mut whole, mut one_sided) = (BezPath::new(), Vec::new());
    for ring in rings(path) {
        let mut closed = BezPath::new();
        push(&mut closed, &ring, true);
        closed.close_path();
        let bounds = closed.bounding_box();
        if bounds.x0 < 0.0 && bounds.x1 > 0.0 {
            whole.extend(closed);
        } else {
            one_sided.push(closed);
        }
    }
    let crossing = whole.clone();
    let mut side = BezPath::new();
    for ring in one_sided {
        let first = ring.segments().next().map_or(Point::ORIGIN, |s| s.start());
        if crossing.elements().split(|e| matches!(e, PathEl::ClosePath)).any(|one| around(one, first)) {
            whole.extend(ring);
        } else if first.x * right > 0.0 {
            side.extend(ring);
        }
    }
    (whole, side)
}

fn around(ring: &[PathEl], place: Point) -> bool {
    BezPath::from_vec(ring.to_vec()).contains(place)
}

/// Joins the outline of a right half with its mirror image. Stretches along x = 0 vanish; rings that never touch the
/// midline come out twice.
pub(super) fn joined(half: &BezPath) -> BezPath {
    let mut out = BezPath::new();
    for ring in rings(half) {
        for chain in chains(ring) {
            let closed = !on_axis(chain[0].start()) || !on_axis(chain[chain.len() - 1].end());
            push(&mut out, &chain, true);
            let back: Vec<PathSeg> = chain.iter().rev().map(|s| Affine::FLIP_X * s.reverse()).collect();
            if closed {
                out.close_path();
            }
            push(&mut out, &back, closed);
            out.close_path();
        }
    }
    out
}

fn on_axis(p: Point) -> bool {
    p.x.abs() < ON_AXIS_MM
}

fn rings(path: &BezPath) -> Vec<Vec<PathSeg>> {
    let mut out: Vec<Vec<PathSeg>> = Vec::new();
    let mut at = None;
    for segment in path.segments() {
        if at != Some(segment.start()) {
            out.push(Vec::new());
        }
        at = Some(segment.end());
        if let Some(ring) = out.last_mut() {
            ring.push(segment);
        }
    }
    out
}

/// The stretches of a ring between those that run along the midline.
fn chains(mut ring: Vec<PathSeg>) -> Vec<Vec<PathSeg>> {
    let along = |s: &PathSeg| on_axis(s.start()) && on_axis(s.end()) && on_axis(s.eval(0.5));
    if let Some(first) = ring.iter().position(along) {
        ring.rotate_left(first);
    }
    ring.split(along).filter(|chain| !chain.is_empty()).map(<[PathSeg]>::to_vec).collect()
}

fn push(path: &mut BezPath, segments: &[PathSeg], begin: bool) {
    if let Some(first) = segments.first().filter(|_| begin) {
        path.move_to(first.start());
    }
    for segment in segments {
        path.push(segment.as_path_el());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn check(half: &str, expected_area: f64, expected_rings: usize) {
        let whole = joined(&BezPath::from_svg(half).expect("path data"));
        assert!((whole.area().abs() - expected_area).abs() < 1e-9, "{half}: {}", whole.area());
        let moves = whole.elements().iter().filter(|e| matches!(e, PathEl::MoveTo(_))).count();
        assert_eq!(moves, expected_rings, "{half}");
        let seam = whole.segments().any(|s| on_axis(s.start()) && on_axis(s.end()));
        assert!(!seam, "{half}: a stretch along the midline is left");
    }

    #[test]
    fn halves_join_without_a_seam() {
        check("M0 0L-10 0L-10 5L0 5Z", 100.0, 1);
        check("M-10 5L0 5L0 0L-10 0Z", 100.0, 1);
        // Two teeth that reach the midline.
        check("M0 0L-10 0L-10 9L0 9L0 6L-5 6L-5 3L0 3Z", 150.0, 2);
    }

    #[test]
    fn a_ring_off_the_midline_comes_out_twice() {
        let whole = joined(&BezPath::from_svg("M-5 0L-10 0L-10 5Z").expect("path data"));
        let moves = whole.elements().iter().filter(|e| matches!(e, PathEl::MoveTo(_))).count();
        assert_eq!(moves, 2);
    }

    #[test]
    fn rings_of_one_side_are_parted_from_those_that_cross() {
        let text =
            "M-5 0L5 0L5 9L-5 9Z M-3 2L-1 2L-1 4L-3 4Z M1 2L3 2L3 4L1 4Z M-9 0L-8 0L-8 1Z M8 0L9 0L9 1Z";
        let (whole, side) = parted(&BezPath::from_svg(text).expect("path data"), -1.0);
        let count =
            |path: &BezPath| path.elements().iter().filter(|e| matches!(e, PathEl::MoveTo(_))).count();
        assert_eq!((count(&whole), count(&side)), (3, 1));
        assert!(side.bounding_box().x1 < 0.0);
    }
}
