//! Which skin belongs to an arm, so that a hand never claims the thigh beside it.

use palpate::anatomy::BodyPoint;

use crate::plates::mesh::Mesh;

/// Below this height the arm's skin hangs apart from the trunk's; above it they meet in the armpit.
const ARMPIT_MM: f64 = 1140.0;
/// A piece of skin whose middle lies farther out than this is an arm: thighs reach half as far.
const ARM_MM: f64 = 180.0;

/// Whose regions may claim a place on the skin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// Only an arm's: the place hangs on an arm, below the armpit.
    Arm,
    /// Only the head's, the trunk's and the legs'.
    Body,
    /// Everybody's: at the shoulder arm and trunk are one skin, and the nearest region decides.
    Any,
}

/// For every corner of the skin: does it hang on an arm? Found by how the skin hangs together: cut off everything
/// above the armpit, and each arm is a piece of its own.
#[derive(Debug)]
pub(super) struct Arms {
    of_vertex: Vec<bool>,
}

impl Arms {
    /// Sorts the corners of a skin.
    pub(super) fn of(skin: &Mesh) -> Self {
        let low = |corner: &u32| skin.vertices[*corner as usize].z < ARMPIT_MM;
        let below = Mesh {
            vertices: skin.vertices.clone(),
            triangles: skin.triangles.iter().copied().filter(|t| t.iter().all(low)).collect(),
        };
        let (piece, count) = below.pieces();
        let mut sums = vec![(0.0, 0.0); count];
        for (vertex, piece) in below.vertices.iter().zip(&piece) {
            let (sum, number) = &mut sums[*piece as usize];
            *sum += vertex.x.abs();
            *number += 1.0;
        }
        let of_vertex = piece.iter().map(|p| sums[*p as usize].0 > ARM_MM * sums[*p as usize].1).collect();
        Self { of_vertex }
    }

    /// Who may claim a place of one triangle.
    pub(super) fn claim(&self, place: BodyPoint, triangle: [u32; 3]) -> Claim {
        if place.z >= ARMPIT_MM {
            Claim::Any
        } else if triangle.iter().any(|corner| self.of_vertex[*corner as usize]) {
            Claim::Arm
        } else {
            Claim::Body
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::mesh::tests::ball;

    #[test]
    fn a_hand_is_an_arm_and_the_thigh_beside_it_is_not() {
        let mut mesh = ball(BodyPoint::new(-250.0, 0.0, 750.0), 40.0, 8);
        let first = mesh.vertices.len() as u32;
        let thigh = ball(BodyPoint::new(-100.0, 0.0, 750.0), 60.0, 8);
        mesh.vertices.extend(thigh.vertices);
        mesh.triangles.extend(thigh.triangles.iter().map(|t| t.map(|corner| corner + first)));
        let arms = Arms::of(&mesh);
        let hand = mesh.triangles[0];
        assert_eq!(arms.claim(mesh.vertices[hand[0] as usize], hand), Claim::Arm);
        let thigh = [first, first + 1, first + 2];
        assert_eq!(arms.claim(mesh.vertices[first as usize], thigh), Claim::Body);
        assert_eq!(arms.claim(BodyPoint::new(-150.0, 0.0, 1300.0), hand), Claim::Any);
    }
}
