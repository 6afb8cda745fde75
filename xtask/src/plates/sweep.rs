//! Structures that the reference lacks: a tube swept along a curve through landmarks.

use palpate::anatomy::BodyPoint;

use super::config::Station;
use super::mesh::{Mesh, cross, unit};

const AROUND: u32 = 16;
const STEPS_BETWEEN: usize = 8;

/// A closed tube through the stations: a Catmull-Rom curve with an elliptic cross-section.
pub(crate) fn sweep(stations: &[Station]) -> Mesh {
    let mut rings: Vec<(BodyPoint, [f64; 2])> = Vec::new();
    let last = stations.len() - 1;
    for at in 0..last {
        let near = [at.saturating_sub(1), at, at + 1, (at + 2).min(last)].map(|i| stations[i]);
        for step in 0..STEPS_BETWEEN + usize::from(at + 1 == last) {
            let t = step as f64 / STEPS_BETWEEN as f64;
            let half = [0, 1].map(|axis| near[1].half_mm[axis] * (1.0 - t) + near[2].half_mm[axis] * t);
            rings.push((catmull_rom(near.map(|s| s.at), t), half));
        }
    }
    let mut mesh = Mesh::default();
    for (at, &(centre, half)) in rings.iter().enumerate() {
        let along = unit(rings[(at + 1).min(rings.len() - 1)].0 - rings[at.saturating_sub(1)].0);
        // Across as the front sees it; a curve that runs straight to the back has its width sideways.
        let forward = BodyPoint::new(0.0, 1.0, 0.0);
        let across = cross(along, forward);
        let across = if across.length_mm() > 1e-6 { unit(across) } else { BodyPoint::new(1.0, 0.0, 0.0) };
        let deep = cross(across, along);
        for step in 0..AROUND {
            let (sin, cos) = (std::f64::consts::TAU * f64::from(step) / f64::from(AROUND)).sin_cos();
            mesh.vertices.push(centre + across * (half[0] * cos) + deep * (half[1] * sin));
        }
    }
    let count = rings.len() as u32;
    for ring in 0..count - 1 {
        for step in 0..AROUND {
            let at = |ring: u32, step: u32| ring * AROUND + step % AROUND;
            mesh.triangles.push([at(ring, step), at(ring + 1, step + 1), at(ring, step + 1)]);
            mesh.triangles.push([at(ring, step), at(ring + 1, step), at(ring + 1, step + 1)]);
        }
    }
    for (ring, faces_back) in [(0, true), (count - 1, false)] {
        let first = ring * AROUND;
        for step in 1..AROUND - 1 {
            let (b, c) = (first + step, first + step + 1);
            mesh.triangles.push(if faces_back { [first, b, c] } else { [first, c, b] });
        }
    }
    mesh
}

/// A place on the Catmull-Rom curve between the second and the third of four places.
pub(crate) fn catmull_rom([before, from, to, after]: [BodyPoint; 4], t: f64) -> BodyPoint {
    let (t2, t3) = (t * t, t * t * t);
    (from * 2.0
        + (to - before) * t
        + (before * 2.0 - from * 5.0 + to * 4.0 - after) * t2
        + (from * 3.0 - before - to * 3.0 + after) * t3)
        * 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tube_is_closed_and_faces_outwards() {
        let station = |z: f64, half: f64| Station { at: BodyPoint::new(0.0, 0.0, z), half_mm: [half, half] };
        let mesh = sweep(&[station(0.0, 3.0), station(20.0, 5.0), station(40.0, 3.0)]);
        let mut volume = 0.0;
        for triangle in &mesh.triangles {
            let [a, b, c] = mesh.corners(*triangle);
            volume += a.dot(cross(b, c)) / 6.0;
        }
        // Two frusta of 3 and 5 mm: 2 * pi * 20 / 3 * (9 + 15 + 25).
        assert!((volume / 2052.0 - 1.0).abs() < 0.04, "{volume} cubic millimetres");
    }
}
