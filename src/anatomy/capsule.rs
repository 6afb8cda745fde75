//! Capsules: segments with a radius, the seeds of the skin's regions.

use serde::{Deserialize, Serialize};

use super::BodyPoint;

/// All places within `radius_mm` of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capsule {
    /// One end of the segment.
    pub from: BodyPoint,
    /// The other end; the same place gives a ball.
    pub to: BodyPoint,
    /// The radius in millimetres.
    pub radius_mm: f64,
}

impl Capsule {
    /// The distance from a place to the capsule's surface in millimetres, negative inside.
    pub fn distance_mm(&self, place: BodyPoint) -> f64 {
        let along = self.to - self.from;
        let length_squared = along.dot(along);
        let share = if length_squared > 0.0 {
            ((place - self.from).dot(along) / length_squared).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (self.from + along * share).distance_mm(place) - self.radius_mm
    }
}

/// The index of the owner whose nearest capsule is nearest to a place; the earlier one where two tie.
pub fn nearest<'a>(
    owners: impl IntoIterator<Item = (usize, &'a [Capsule])>,
    place: BodyPoint,
) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (index, capsules) in owners {
        for capsule in capsules {
            let distance = capsule.distance_mm(place);
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, index));
            }
        }
    }
    best.map(|(_, index)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_belongs_to_the_capsule_whose_surface_is_nearest() {
        let thin = [Capsule { from: [0.0; 3].into(), to: [0.0, 0.0, 100.0].into(), radius_mm: 5.0 }];
        let wide = [Capsule { from: [60.0, 0.0, 0.0].into(), to: [60.0, 0.0, 0.0].into(), radius_mm: 40.0 }];
        let owner = |x, z| nearest([(0, &thin[..]), (1, &wide[..])], BodyPoint::new(x, 0.0, z));
        assert_eq!(owner(10.0, 0.0), Some(0));
        assert_eq!(owner(15.0, 0.0), Some(1));
        assert_eq!(owner(15.0, 90.0), Some(0));
    }
}
