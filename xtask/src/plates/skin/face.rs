//! The profile of the face, which the reference's rebuilt skin blurs: the skin is made finer there and moved by a table.

use palpate::anatomy::BodyPoint;
use serde::Deserialize;

use crate::plates::mesh::Mesh;

/// How often every triangle of the face is cut into four.
const CUTS: usize = 2;
/// The face reaches this far out and back.
const OUT_MM: f64 = 34.0;
const FRONT_MM: f64 = -140.0;

/// How far the skin is moved at one height.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Move {
    /// The height in the body frame.
    z: f64,
    /// Millimetres backwards on the midline; negative forwards.
    back_mm: f64,
    /// How far from the midline nothing moves any more.
    half_mm: f64,
}

/// The skin's right half with its face moved by a table whose rows run from below upwards.
pub(super) fn shaped(half: &Mesh, table: &[Move]) -> Mesh {
    let (Some(first), Some(last)) = (table.first(), table.last()) else { return half.clone() };
    let mut mesh = half.clone();
    let is_face =
        |p: BodyPoint| p.x > -OUT_MM && p.y < FRONT_MM && (first.z - 4.0..=last.z + 4.0).contains(&p.z);
    for _ in 0..CUTS {
        mesh = cut(&mesh, &is_face);
    }
    for vertex in &mut mesh.vertices {
        if is_face(*vertex) {
            vertex.y += moved(table, *vertex);
        }
    }
    mesh
}

fn moved(table: &[Move], place: BodyPoint) -> f64 {
    let Some(above) = table.iter().position(|row| row.z >= place.z).filter(|at| *at > 0) else { return 0.0 };
    let (low, high) = (table[above - 1], table[above]);
    let share = (place.z - low.z) / (high.z - low.z).max(1e-9);
    let mix = |a: f64, b: f64| a + (b - a) * share;
    let out = (place.x.abs() / mix(low.half_mm, high.half_mm)).clamp(0.0, 1.0);
    // Full on the inner half, then gently to nothing.
    let fall = ((out - 0.45) / 0.55).clamp(0.0, 1.0);
    mix(low.back_mm, high.back_mm) * (1.0 - fall * fall * (3.0 - 2.0 * fall))
}

/// Every triangle that lies in the face as four. The others stay: the new corners lie on their edges.
fn cut(mesh: &Mesh, is_face: &dyn Fn(BodyPoint) -> bool) -> Mesh {
    let mut out = Mesh { vertices: mesh.vertices.clone(), triangles: Vec::new() };
    let mut middles = std::collections::BTreeMap::<(u32, u32), u32>::new();
    for &triangle in &mesh.triangles {
        if !triangle.iter().any(|corner| is_face(mesh.vertices[*corner as usize])) {
            out.triangles.push(triangle);
            continue;
        }
        let mut middle = |a: u32, b: u32| {
            *middles.entry((a.min(b), a.max(b))).or_insert_with(|| {
                out.vertices.push((mesh.vertices[a as usize] + mesh.vertices[b as usize]) * 0.5);
                out.vertices.len() as u32 - 1
            })
        };
        let [a, b, c] = triangle;
        let (ab, bc, ca) = (middle(a, b), middle(b, c), middle(c, a));
        out.triangles.extend([[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::mesh::tests::ball;

    #[test]
    fn the_midline_moves_in_full_and_the_cheek_stays() {
        let half = ball(BodyPoint::new(0.0, -160.0, 1480.0), 40.0, 24);
        let row = |z: f64, back_mm: f64| Move { z, back_mm, half_mm: 20.0 };
        let table = [row(1460.0, 0.0), row(1480.0, 8.0), row(1500.0, 0.0)];
        let foremost = |mesh: &Mesh, x: f64| {
            let near = mesh.vertices.iter().filter(|v| (v.x - x).abs() < 3.0 && (v.z - 1480.0).abs() < 3.0);
            near.map(|v| v.y).fold(f64::INFINITY, f64::min)
        };
        let shaped = shaped(&half, &table);
        assert!((foremost(&shaped, 0.0) - foremost(&half, 0.0) - 8.0).abs() < 1.6);
        assert!((foremost(&shaped, -26.0) - foremost(&half, -26.0)).abs() < 1.6);
    }
}
