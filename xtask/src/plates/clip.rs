//! What of a mesh lies on one side of a plane, cut clean.

use std::collections::BTreeMap;

use palpate::anatomy::BodyPoint;

use super::mesh::Mesh;

/// A corner of a cut mesh: so far on the way from one corner of the whole mesh to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mix {
    /// The corners of the whole mesh; twice the same where nothing was cut.
    pub between: [usize; 2],
    /// 0 at the first, 1 at the second.
    pub share: f64,
}

/// A mesh cut at a plane.
pub(crate) struct Cut {
    /// What is left.
    pub mesh: Mesh,
    /// Where its corners come from.
    pub mixes: Vec<Mix>,
    /// The edges along the cut, the way round in which the triangles that are left have them.
    edges: Vec<[u32; 2]>,
}

/// The planes of a box, each as how far a place lies within it; `low` and `high` are its corners.
pub(crate) fn walls([low, high]: [BodyPoint; 2]) -> [Box<dyn Fn(BodyPoint) -> f64>; 6] {
    [
        Box::new(move |p| p.x - low.x),
        Box::new(move |p| high.x - p.x),
        Box::new(move |p| p.y - low.y),
        Box::new(move |p| high.y - p.y),
        Box::new(move |p| p.z - low.z),
        Box::new(move |p| high.z - p.z),
    ]
}

/// Keeps where `inside_mm` is positive; `None` where that is everywhere.
pub(crate) fn cut(mesh: &Mesh, inside_mm: &dyn Fn(BodyPoint) -> f64) -> Option<Cut> {
    let inside: Vec<f64> = mesh.vertices.iter().map(|v| inside_mm(*v)).collect();
    if inside.iter().all(|mm| *mm >= 0.0) {
        return None;
    }
    let mut out = Cut { mesh: Mesh::default(), mixes: Vec::new(), edges: Vec::new() };
    let mut known: BTreeMap<[usize; 2], u32> = BTreeMap::new();
    for triangle in &mesh.triangles {
        let corners = triangle.map(|corner| corner as usize);
        let mut kept: Vec<(u32, bool)> = Vec::with_capacity(4);
        let mut add = |between: [usize; 2], share: f64| {
            *known.entry(between).or_insert_with(|| {
                let [a, b] = between.map(|at| mesh.vertices[at]);
                out.mesh.vertices.push(a * (1.0 - share) + b * share);
                out.mixes.push(Mix { between, share });
                out.mesh.vertices.len() as u32 - 1
            })
        };
        for side in 0..3 {
            let (a, b) = (corners[side], corners[(side + 1) % 3]);
            if inside[a] >= 0.0 {
                kept.push((add([a, a], 0.0), false));
            }
            if (inside[a] >= 0.0) != (inside[b] >= 0.0) {
                let between = [a.min(b), a.max(b)];
                let [first, second] = between.map(|at| inside[at]);
                kept.push((add(between, first / (first - second)), true));
            }
        }
        for at in 1..kept.len().saturating_sub(1) {
            out.mesh.triangles.push([kept[0].0, kept[at].0, kept[at + 1].0]);
        }
        for at in 0..kept.len() {
            let ((a, is_new), (b, is_next_new)) = (kept[at], kept[(at + 1) % kept.len()]);
            if is_new && is_next_new {
                out.edges.push([a, b]);
            }
        }
    }
    Some(out)
}

impl Cut {
    /// Closes every ring along the cut with a flat lid.
    pub(crate) fn with_lids(mut self) -> Mesh {
        let next: BTreeMap<u32, u32> = self.edges.iter().map(|[a, b]| (*a, *b)).collect();
        let mut seen = std::collections::BTreeSet::new();
        for &start in next.keys() {
            let mut ring = Vec::new();
            let mut at = start;
            while seen.insert(at) {
                ring.push(at);
                let Some(&to) = next.get(&at) else { break };
                at = to;
            }
            if at != start || ring.len() < 3 {
                continue;
            }
            let sum = ring
                .iter()
                .fold(BodyPoint::new(0.0, 0.0, 0.0), |sum, at| sum + self.mesh.vertices[*at as usize]);
            let middle = self.mesh.vertices.len() as u32;
            self.mesh.vertices.push(sum * (1.0 / ring.len() as f64));
            for (place, &a) in ring.iter().enumerate() {
                self.mesh.triangles.push([ring[(place + 1) % ring.len()], a, middle]);
            }
        }
        self.mesh
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::mesh::{cross, tests::ball};

    fn volume(mesh: &Mesh) -> f64 {
        let of = |t: &[u32; 3]| {
            let [a, b, c] = mesh.corners(*t);
            a.dot(cross(b, c)) / 6.0
        };
        mesh.triangles.iter().map(of).sum()
    }

    #[test]
    fn a_cut_is_flat_and_a_lid_closes_it() {
        let whole = ball(BodyPoint::new(0.0, 0.0, 0.0), 10.0, 40);
        let half = cut(&whole, &|p| 0.3 - p.x).expect("something is cut off");
        assert!(half.mesh.vertices.iter().all(|v| v.x < 0.3 + 1e-9));
        for (vertex, mix) in half.mesh.vertices.iter().zip(&half.mixes) {
            let [a, b] = mix.between.map(|at| whole.vertices[at]);
            assert!((a * (1.0 - mix.share) + b * mix.share).distance_mm(*vertex) < 1e-9);
        }
        let closed = half.with_lids();
        let share = volume(&closed) / volume(&whole);
        assert!((0.5..0.54).contains(&share), "{share}");
        assert!(cut(&whole, &|p| 20.0 - p.x).is_none());
    }
}
