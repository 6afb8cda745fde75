//! How thick a structure is at each place of its surface.

use palpate::anatomy::BodyPoint;

use super::mesh::{Mesh, cross};

/// The distance straight inwards to the opposite surface, in millimetres, at some hundreds of vertices spread over
/// the mesh: (vertex, distance).
pub(crate) fn samples(mesh: &Mesh, most: usize) -> Vec<(usize, f64)> {
    let step = mesh.vertices.len().div_ceil(most.max(1)).max(1);
    let some: Vec<usize> = (0..mesh.vertices.len()).step_by(step).collect();
    let found = at(mesh, &some);
    some.into_iter().zip(found).collect()
}

/// The median over the mesh, in millimetres.
pub(crate) fn median_mm(mesh: &Mesh) -> f64 {
    let mut values: Vec<f64> = samples(mesh, 100).into_iter().map(|(_, mm)| mm).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn at(mesh: &Mesh, chosen: &[usize]) -> Vec<f64> {
    let normals = mesh.normals();
    let sides: Vec<[BodyPoint; 3]> =
        mesh.triangles.iter().map(|t| mesh.corners(*t)).map(|[a, b, c]| [a, b - a, c - a]).collect();
    chosen
        .iter()
        .map(|&vertex| {
            let inwards = normals[vertex] * -1.0;
            let origin = mesh.vertices[vertex] + inwards * 0.05;
            let hit =
                sides.iter().filter_map(|side| hit(*side, origin, inwards)).fold(f64::INFINITY, f64::min);
            if hit.is_finite() { hit } else { 0.0 }
        })
        .collect()
}

/// Where a ray meets a triangle, in lengths of its direction (Moeller and Trumbore 1997).
pub(crate) fn hit(
    [corner, one, two]: [BodyPoint; 3],
    origin: BodyPoint,
    direction: BodyPoint,
) -> Option<f64> {
    let p = cross(direction, two);
    let determinant = one.dot(p);
    if determinant.abs() < 1e-12 {
        return None;
    }
    let from = origin - corner;
    let u = from.dot(p) / determinant;
    if !(0.0..=1.0).contains(&u) {
        return None;
    }
    let q = cross(from, one);
    let v = direction.dot(q) / determinant;
    if v < 0.0 || u + v > 1.0 {
        return None;
    }
    Some(two.dot(q) / determinant).filter(|distance| *distance > 1e-3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::mesh::tests::ball;

    #[test]
    fn a_ball_is_as_thick_as_its_diameter() {
        let ball = ball(BodyPoint::new(3.0, 2.0, 1.0), 10.0, 16);
        assert!((median_mm(&ball) - 20.0).abs() < 0.6, "{}", median_mm(&ball));
    }
}
