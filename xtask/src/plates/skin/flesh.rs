//! Flesh that the reference's rebuilt skin lacks: an even crown, and the pad under the heel.

use palpate::anatomy::BodyPoint;

use crate::plates::config::Station;
use crate::plates::mesh::Mesh;
use crate::plates::sweep::sweep;

/// From the first height to the second the crown takes its even form: above the brows and the ears.
const CROWN_MM: [f64; 2] = [1552.0, 1598.0];
/// That form, a rounded box fitted to the reference's head: its middle, half its breadth, depth and height, and the power to
/// which they are taken (2 is an ellipsoid).
const MIDDLE: BodyPoint = BodyPoint::new(0.0, -92.0, 1562.0);
const HALF_MM: [f64; 3] = [82.0, 95.5, 80.0];
const POWER: f64 = 2.3;

/// The right pad of the heel: the middle from the body's midline and above the ground, and from behind forwards how far
/// back, with half the breadth and the height there.
const HEEL_MIDDLE: [f64; 2] = [-75.5, 16.0];
const HEEL: [(f64, [f64; 2]); 7] = [
    (-3.0, [3.0, 3.0]),
    (-5.5, [13.0, 12.0]),
    (-13.0, [23.0, 20.0]),
    (-23.0, [27.5, 22.5]),
    (-34.0, [28.5, 23.0]),
    (-50.0, [27.5, 20.0]),
    (-68.0, [22.0, 15.0]),
];

/// The skin with an even crown, where the reference's bulges over the muscles of the scalp that it was rebuilt from.
pub(super) fn even_crown(skin: &Mesh) -> Mesh {
    let mut mesh = skin.clone();
    for vertex in &mut mesh.vertices {
        let share = ((vertex.z - CROWN_MM[0]) / (CROWN_MM[1] - CROWN_MM[0])).clamp(0.0, 1.0);
        let soft = share * share * (3.0 - 2.0 * share);
        if soft > 0.0 {
            let out = *vertex - MIDDLE;
            *vertex = *vertex + out * (soft * (1.0 / reach(out) - 1.0));
        }
    }
    mesh
}

/// How far out a place lies: 1 on the crown's form.
fn reach(out: BodyPoint) -> f64 {
    let sum: f64 =
        [out.x, out.y, out.z].iter().zip(HALF_MM).map(|(mm, half)| (mm.abs() / half).powf(POWER)).sum();
    sum.powf(1.0 / POWER).max(0.1)
}

/// The right heel's pad.
pub(super) fn heel() -> Mesh {
    let [x, z] = HEEL_MIDDLE;
    let station =
        |(y, half_mm): &(f64, [f64; 2])| Station { at: BodyPoint::new(x, *y, z), half_mm: *half_mm };
    sweep(&HEEL.iter().map(station).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::mesh::tests::ball;

    #[test]
    fn the_crown_becomes_even() {
        let head = ball(MIDDLE, 86.0, 16);
        let off = |v: &BodyPoint| (reach(*v - MIDDLE) - 1.0).abs();
        let even = even_crown(&head);
        let crown: Vec<(f64, f64)> = head
            .vertices
            .iter()
            .zip(&even.vertices)
            .filter(|(before, _)| before.z > CROWN_MM[1])
            .map(|(before, after)| (off(before), off(after)))
            .collect();
        assert!(crown.iter().any(|(before, _)| *before > 0.04));
        assert!(crown.iter().all(|(_, after)| *after < 1e-9));
    }

    #[test]
    fn what_lies_below_the_crown_stays() {
        let face = ball(BodyPoint::new(-20.0, -150.0, 1480.0), 40.0, 12);
        assert_eq!(even_crown(&face).vertices, face.vertices);
    }
}
